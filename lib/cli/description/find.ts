/** Messages by name or number, as people write them. */
import { CtiError } from '../../codec';
import { MESSAGES, type MessageDefinition, RESERVED_NUMBERS, SERVICES } from '../../protocol';
import { nearest } from '../nearest';

export interface Entry {
  readonly name: string;
  readonly number: number;
  readonly service: string;
  readonly definition: MessageDefinition;
}

/** A number without a message, or with one only in the field tables of the guide. */
export interface ReservedNumber {
  readonly number: number;
}

/** Every message by service, in the order of the guide. */
export const CATALOGUE: readonly Entry[] = Object.entries(SERVICES).flatMap(([service, messages]) =>
  Object.entries<MessageDefinition>(messages).map(([name, definition]) => ({
    name,
    number: definition.number,
    service,
    definition,
  })),
);

/**
 * @param wanted a name in any case, or a number
 * @throws CtiError CTI_UNKNOWN_MESSAGE with the names that come near
 */
export function find(wanted: string): Entry | ReservedNumber {
  const digits = /^(?:MESSAGE_TYPE_)?(\d+)$/i.exec(wanted)?.[1];
  if (digits !== undefined) return findNumber(Number(digits));
  const name = wanted.toUpperCase();
  const entry = CATALOGUE.find((one) => one.name === name);
  if (entry !== undefined) return entry;
  const near = nearest(wanted, Object.keys(MESSAGES));
  const advice = near.length > 0 ? `did you mean ${near.join(', ')}?` : `'cti describe' lists them all`;
  throw new CtiError('CTI_UNKNOWN_MESSAGE', `${JSON.stringify(wanted)} is no message type; ${advice}`);
}

function findNumber(number: number): Entry | ReservedNumber {
  const entry = CATALOGUE.find((one) => one.number === number);
  if (entry !== undefined) return entry;
  if (RESERVED_NUMBERS.includes(number)) return { number };
  const last = Math.max(...CATALOGUE.map((one) => one.number));
  throw new CtiError('CTI_UNKNOWN_MESSAGE', `${number} is no message type; the numbers go from 1 to ${last}`);
}

/** The message to which the field tables give a number, where the message table says otherwise. */
export function inFieldTables(number: number): Entry | undefined {
  return CATALOGUE.find(({ definition }) => fieldTableNumber(definition) === number);
}

export function fieldTableNumber(definition: MessageDefinition): number | undefined {
  return 'fieldTableNumber' in definition ? definition.fieldTableNumber : undefined;
}
