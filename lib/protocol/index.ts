/** The wire as data: definitions, value tables, limits, and the types that follow from them. */
export { ENUMS } from './enums';
export {
  agentStateBit,
  EVENT_MASKS,
  type EventMaskField,
  type EventMasks,
  joinedMasks,
  masksFor,
  type NeededBits,
  neededBits,
} from './event-masks';
export { type JsonSchema, payloadSchema } from './json-schema';
export * from './limits';
export { MASKS } from './masks';
export { MESSAGES, RESERVED_NUMBERS, SERVICES } from './messages';
export { type FieldKey, fieldKey } from './names';
export type * from './payload';
export type {
  Direction,
  DocumentedMessage,
  EnumName,
  Field,
  FixedField,
  FloatingField,
  Form,
  Kind,
  ListedMessage,
  ListField,
  MaskName,
  MessageDefinition,
  TagName,
} from './schema';
export { isThirdPartyRequest, servicesFor, servicesIn } from './services';
export { TAGS } from './tags';
export { inVersion } from './versions';
export * from './words';
