/** Which fields of a message may hold what a caller would call private: read from the message's definition. */
import {
  type FixedField,
  type FloatingField,
  fieldKey,
  type ListField,
  MESSAGES,
  type MessageDefinition,
} from '../../lib/protocol';
import type { Subject } from './privacy-rules';

export type Part =
  /** Text or bytes. `type`: the key with the DeviceIDType of a number, where the message has one. */
  | { readonly kind: 'value'; readonly key: string; readonly subject: Subject | undefined; readonly type?: string }
  /** One half of what identifies a connection: often a telephone number. */
  | { readonly kind: 'connection'; readonly key: string }
  | { readonly kind: 'named'; readonly key: string }
  | { readonly kind: 'list'; readonly key: string; readonly parts: readonly Part[] };

type Fields = Readonly<Record<string, FixedField | FloatingField | ListField>>;

const SUBJECT_OF: Readonly<Record<string, Subject>> = {
  ANI: 'callerNumbers',
  CustomerPhoneNumber: 'callerNumbers',
  DialedNumber: 'dialedNumbers',
  DNIS: 'dialedNumbers',
  CallWrapupData: 'wrapUp',
  CallerEnteredDigits: 'enteredDigits',
  UserToUserInfo: 'userToUser',
};

const plans = new Map<string, readonly Part[] | undefined>();

/** undefined: the message has no public layout, or it is none that is known. */
export function planOf(topic: string): readonly Part[] | undefined {
  if (!plans.has(topic)) plans.set(topic, makePlan(topic));
  return plans.get(topic);
}

/** The keys of all IDs of connections, in whatever message. */
export function connectionKeys(): readonly string[] {
  const keys = Object.keys(MESSAGES).flatMap((topic) => (planOf(topic) ?? []).flatMap(connectionsOf));
  return [...new Set(keys)];
}

function connectionsOf(part: Part): string[] {
  if (part.kind === 'list') return part.parts.flatMap(connectionsOf);
  return part.kind === 'connection' ? [part.key] : [];
}

function makePlan(topic: string): readonly Part[] | undefined {
  const definition: MessageDefinition | undefined = Object.hasOwn(MESSAGES, topic)
    ? MESSAGES[topic as keyof typeof MESSAGES]
    : undefined;
  if (definition?.fixed === undefined) return undefined;
  return partsOf({ ...definition.fixed, ...definition.floating });
}

function partsOf(fields: Fields): Part[] {
  return Object.entries(fields).flatMap(([name, field]): Part[] => {
    const key = fieldKey(name);
    switch (field.type) {
      case 'LIST':
        return [{ kind: 'list', key, parts: partsOf(field.fields) }];
      case 'NAMEDVAR':
      case 'NAMEDARRAY':
        return [{ kind: 'named', key }];
      case 'STRING':
      case 'UNSPEC':
        return [textPart(name, key, fields)];
      default:
        return [];
    }
  });
}

function textPart(name: string, key: string, fields: Fields): Part {
  // Beside the ID of a connection stands whether it is a static one, beside that of a device what kind of device it is.
  if (/ConnectionDeviceID$/.test(name) || (/DeviceID$/.test(name) && `${name}Type` in fields)) {
    return { kind: 'connection', key };
  }
  if (/DeviceID$/.test(name)) {
    const type = `${name.slice(0, -'ID'.length)}Type`;
    return { kind: 'value', key, subject: 'callerNumbers', ...(type in fields && { type: fieldKey(type) }) };
  }
  const subject = /^CallVariable\d+$/.test(name) ? 'callVariables' : SUBJECT_OF[name];
  return { kind: 'value', key, subject };
}
