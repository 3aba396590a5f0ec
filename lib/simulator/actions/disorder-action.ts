import { disorderSettings } from '../disorder';
import { action } from './definition';
import { amount, FLAG, maybe, numberFrom } from './fields';

const CHANCE = amount(0, 1);

export const DISORDER_ACTIONS = [
  action('disorder', 'disorder', {
    about: 'From now on messages come in another order, twice or late, within what the guide leaves free.',
    fields: {
      seed: maybe(numberFrom(0, 0xffff_ffff), 'repeats a run; made up when left out'),
      duplicates: maybe(CHANCE, "the chance that an agent's state is told twice; 0.1 when left out"),
      slowConfirmations: maybe(CHANCE, 'the chance that a confirmation comes 10 to 15 s late; 0.05 when left out'),
      off: maybe(FLAG, 'true: back to the usual order'),
    },
    run: ({ off = false, ...options }, { pair }) => {
      const settings = off ? undefined : disorderSettings(options);
      pair().office.disorder.set(settings);
      return settings ?? { off };
    },
  }),
] as const;
