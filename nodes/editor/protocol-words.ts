/**
 * The English words of the protocol as the editor's catalog has them: the build puts them into the catalog of
 * cti-server as `protocol`, and beside them those of each other language, from its protocol.json.
 */
import {
  BIT_WORDS,
  CONDITION_WORDS,
  CONSTANT_WORDS,
  FIELD_TITLES,
  FIELD_WORDS,
  MESSAGES,
  type MessageDefinition,
  REFUSAL_WORDS,
  SERVICE_WORDS,
  TITLES,
} from '../../lib/protocol';
import { ACTIONS, type ActionField, SCENARIOS } from '../../lib/simulator';
import { isSendable, requestFields } from '../requests/request-fields';

type Words = { readonly [name: string]: string };

export interface ProtocolWords {
  /** A sentence for each message whose layout is public. */
  readonly message: Words;
  /** A few words for each message that the server sends. */
  readonly title: Words;
  /** A few words for each key of a request. */
  readonly fieldTitle: Words;
  /** A sentence for each key of a request; under a message's name those that hold in that message only. */
  readonly field: { readonly [key: string]: string | Words };
  /** When one of a group of fields is needed, by the definition's words. */
  readonly condition: Words;
  /** By enumeration. */
  readonly constant: { readonly [name: string]: Words };
  readonly bit: Words;
  /** By the constant with which a request is refused. */
  readonly refusal: Words;
  /** By the guide's heading. */
  readonly service: Words;
  /** What can be made to happen in the simulator. */
  readonly action: ActionWords;
  readonly actionGroup: Words;
  /** The title of each scenario that comes with the simulator. */
  readonly scenario: Words;
}

/** By the name of an action: a sentence as `about`, and a few words for each of its fields. */
export type ActionWords = { readonly [action: string]: Words & { readonly about: string } };

/** By the group that lib/simulator puts actions into. */
const ACTION_GROUPS: { readonly [G in (typeof ACTIONS)[number]['group']]: string } = {
  caller: 'Callers',
  agent: 'Agents and their phones',
  request: 'Requests of clients',
  outage: 'Outages',
  side: 'Sides',
  session: 'Sessions of clients',
  disorder: 'Disorder',
};

export function protocolWords(): ProtocolWords {
  const constants = Object.entries(CONSTANT_WORDS).filter(([, words]) => Object.keys(words).length > 0);
  return {
    message: sentences(),
    title: TITLES,
    fieldTitle: FIELD_TITLES,
    field: { ...FIELD_WORDS, ...fieldsOfMessages() },
    condition: CONDITION_WORDS,
    constant: Object.fromEntries(constants),
    bit: BIT_WORDS,
    refusal: REFUSAL_WORDS,
    service: SERVICE_WORDS,
    action: Object.fromEntries(ACTIONS.map(({ name, about, fields }) => [name, { about, ...fieldWords(fields) }])),
    actionGroup: ACTION_GROUPS,
    scenario: Object.fromEntries(SCENARIOS.map(({ name, title }) => [name, title])),
  };
}

function fieldWords(fields: readonly ActionField[]): Words {
  return Object.fromEntries(fields.map(({ name, about }) => [name, about]));
}

function sentences(): Words {
  const found: Record<string, string> = {};
  for (const [name, definition] of Object.entries<MessageDefinition>(MESSAGES)) {
    if (definition.fixed !== undefined) found[name] = definition.about;
  }
  return found;
}

/** What a key says in one request only. */
function fieldsOfMessages(): Record<string, Words> {
  const found: Record<string, Words> = {};
  for (const [name, definition] of Object.entries<MessageDefinition>(MESSAGES)) {
    if (definition.fixed === undefined || !isSendable(name, definition)) continue;
    const special = requestFields(definition)
      .flatMap((field) => [field, ...(field.items ?? [])])
      .filter(({ key, about }) => about !== FIELD_WORDS[key]);
    if (special.length > 0) found[name] = Object.fromEntries(special.map(({ key, about }) => [key, about]));
  }
  return found;
}
