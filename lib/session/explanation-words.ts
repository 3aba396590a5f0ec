import { EXPLANATIONS } from './explanations';
import { LOST } from './grant';
import { refusalWords } from './refusals';

/** Every sentence that an explanation can be made of, in English, as a catalog has them: below `explanation`. */
export function explanationWords() {
  return { ...EXPLANATIONS, refusal: refusalWords(), lost: LOST };
}
