/**
 * The words of the protocol for people, in English: what dialogs, help and the command show beside the guide's
 * names. The sentences about messages stand in their definitions.
 */
export { BIT_WORDS } from './bits';
export { CONDITION_WORDS } from './conditions';
export { CONSTANT_WORDS } from './constants';
export { FIELD_TITLES } from './field-titles';
export { FIELD_WORDS, RARE_FIELDS } from './fields';
export { REFUSAL_WORDS } from './refusals';
export { SERVICE_WORDS } from './services';
export { TITLES } from './titles';
