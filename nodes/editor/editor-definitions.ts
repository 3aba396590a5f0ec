/**
 * What the edit dialogs show of the protocol: messages by service, the fields of each request, the
 * constants to choose from. Generated from the definitions; plain data. Its words are in protocol-words.ts.
 */
import {
  ENUMS,
  EVENT_MASKS,
  fieldKey,
  MASKS,
  MAX_VERSION,
  MESSAGES,
  type MessageDefinition,
  MIN_VERSION,
  PORTS,
  SERVICES,
} from '../../lib/protocol';
import { CHANGES } from '../change-topics';
import { type Action, actionFields, connectionKeys, ACTIONS as PALETTE, type PaletteType } from '../palette';
import { ACTIONS, SUBJECTS as PRIVACY_SUBJECTS } from '../privacy/privacy-rules';
import { isSendable, type RequestField, requestFields } from '../requests/request-fields';
import { CALL_FIELDS, GROUP_BY, SUBJECTS, type Subject, TESTS } from '../route';
import { USES } from '../session/server-uses';
import { type EventCost, eventCost } from './event-costs';

export interface MessageChoice {
  readonly name: string;
  readonly since?: number;
  readonly until?: number;
}

/** What the server sends, and what it costs. */
export interface IncomingChoice extends MessageChoice, EventCost {}

/** A field without its words: they come by the catalog. */
export interface FormField extends Omit<RequestField, 'about' | 'items'> {
  readonly items?: readonly FormField[];
}

export interface RequestChoice extends MessageChoice {
  /** Absent where the server does not confirm. */
  readonly confirmedBy?: string;
  readonly fields: readonly FormField[];
  /** Of each of these groups of keys at least one is needed under a condition, in the guide's words. */
  readonly oneOf?: readonly { readonly keys: readonly string[]; readonly when: string }[];
}

export interface ActionChoice extends Pick<RequestChoice, 'confirmedBy' | 'fields' | 'oneOf'> {
  readonly name: string;
  readonly request: string;
  /** Keys of the connections that the chosen call gives. */
  readonly connections?: readonly string[];
}

export interface ByService<T> {
  readonly service: string;
  readonly messages: readonly T[];
}

export interface EditorDefinitions {
  readonly versions: { readonly from: number; readonly to: number };
  /** Default ports by side, and what each instance adds. */
  readonly ports: typeof PORTS;
  /** What a session may ask for; hot standby is a setting of its own. */
  readonly services: readonly string[];
  /** What a client can receive. */
  readonly incoming: readonly ByService<IncomingChoice>[];
  /** What a client can send, where the layout is public. */
  readonly requests: readonly ByService<RequestChoice>[];
  /** Constants of the enumerations that requests use. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly masks: Readonly<Record<string, readonly string[]>>;
  /** The settings that choose events, and their masks. */
  readonly eventMasks: typeof EVENT_MASKS;
  /** Services that are usual together. */
  readonly uses: typeof USES;
  /** Topics of the changes that nodes tell. */
  readonly changes: typeof CHANGES;
  /** What the nodes of the palette do, with the fields that are filled in. */
  readonly palette: Readonly<Record<PaletteType, readonly ActionChoice[]>>;
  /** What a row of the privacy table may say. */
  readonly privacy: { readonly subjects: readonly string[]; readonly actions: readonly string[] };
  /** What a condition of cti-route may say. */
  readonly route: {
    readonly subjects: Readonly<Record<string, Subject>>;
    /** By the kind of a subject. */
    readonly tests: typeof TESTS;
    readonly groupBy: readonly string[];
    /** Keys of a call. */
    readonly fields: readonly string[];
  };
}

export function editorDefinitions(): EditorDefinitions {
  const requests = byService(requestChoice);
  return {
    versions: { from: MIN_VERSION, to: MAX_VERSION },
    ports: PORTS,
    services: Object.keys(MASKS.CTIService.values).filter((name) => name !== 'CTI_SERVICE_ACTIVE_STANDBY'),
    incoming: byService(incomingChoice),
    requests,
    enums: usedEnums(requests),
    masks: Object.fromEntries(Object.entries(MASKS).map(([name, mask]) => [name, Object.keys(mask.values)])),
    eventMasks: EVENT_MASKS,
    uses: USES,
    changes: CHANGES,
    palette: paletteChoices(),
    privacy: { subjects: PRIVACY_SUBJECTS, actions: ACTIONS },
    route: { subjects: SUBJECTS, tests: TESTS, groupBy: GROUP_BY, fields: CALL_FIELDS },
  };
}

/** In the order of the guide; within a service by message number, which follows the life of a call. */
function byService<T>(choice: (name: string, definition: MessageDefinition) => T | undefined): ByService<T>[] {
  return Object.entries(SERVICES)
    .map(([service, definitions]) => {
      const sorted = Object.entries<MessageDefinition>(definitions).sort(([, a], [, b]) => a.number - b.number);
      const messages = sorted
        .map(([name, definition]) => choice(name, definition))
        .filter((each) => each !== undefined);
      return { service, messages };
    })
    .filter(({ messages }) => messages.length > 0);
}

function incomingChoice(name: string, definition: MessageDefinition): IncomingChoice | undefined {
  if (definition.direction === 'client-to-server') return undefined;
  return { name, ...versionsOf(definition), ...eventCost(name) };
}

function requestChoice(name: string, definition: MessageDefinition): RequestChoice | undefined {
  if (definition.fixed === undefined || !isSendable(name, definition)) return undefined;
  const { confirmedBy, requireOneOf } = definition;
  return {
    name,
    ...versionsOf(definition),
    ...(definition.kind === 'request' && confirmedBy && { confirmedBy }),
    fields: wordless(requestFields(definition)),
    ...(requireOneOf && {
      oneOf: requireOneOf.map(({ fields, when }) => ({ keys: fields.map((name) => fieldKey(name)), when })),
    }),
  };
}

function wordless(fields: readonly RequestField[]): FormField[] {
  return fields.map(({ about: _words, items, ...field }) => ({ ...field, ...(items && { items: wordless(items) }) }));
}

function paletteChoices(): EditorDefinitions['palette'] {
  const entries = Object.entries(PALETTE).map(([type, actions]) => [type, actions.map(actionChoice)]);
  return Object.fromEntries(entries) as EditorDefinitions['palette'];
}

function actionChoice(action: Action): ActionChoice {
  const { name, request, connections, namesDevice } = action;
  const { confirmedBy, oneOf } = requestChoice(request, MESSAGES[request]) ?? {};
  const keys = Object.keys(connections ?? {}).flatMap((prefix) => [...connectionKeys(prefix)]);
  return {
    name,
    request,
    fields: wordless(actionFields(action)),
    ...(confirmedBy && { confirmedBy }),
    ...(keys.length > 0 && { connections: keys }),
    // What the chosen call brings nobody has to fill in.
    ...(oneOf && !namesDevice && { oneOf }),
  };
}

function versionsOf({ since, until }: MessageDefinition): Omit<MessageChoice, 'name'> {
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

function usedEnums(requests: readonly ByService<RequestChoice>[]): Record<string, string[]> {
  const used: Record<string, string[]> = {};
  const add = (fields: readonly FormField[]) => {
    for (const field of fields) {
      if (field.enum) used[field.enum] = Object.keys(ENUMS[field.enum].values);
      if (field.items) add(field.items);
    }
  };
  for (const { messages } of requests) for (const { fields } of messages) add(fields);
  return used;
}
