/** The data that travel with a call. */
import { type Constant, MAX_NAMED_DATA } from '../../protocol';
import type { EccArray, EccVariable, SimulatorConfiguration } from '../configuration/configuration';
import { Refusal } from '../refusal';

/** Items that are plain strings, by their key in a payload. */
export const TEXT_ITEMS = [
  'ani',
  'dnis',
  'dialedNumber',
  'callerEnteredDigits',
  'callVariable1',
  'callVariable2',
  'callVariable3',
  'callVariable4',
  'callVariable5',
  'callVariable6',
  'callVariable7',
  'callVariable8',
  'callVariable9',
  'callVariable10',
  'callWrapupData',
  'customerPhoneNumber',
  'customerAccountNumber',
] as const;
export type TextItem = (typeof TEXT_ITEMS)[number];

type NamedVariables = Record<string, string>;
type NamedArrays = Record<string, (string | null)[]>;

/** Some items of a call's data: what a call begins with or what changes. */
export type CallDataItems = { readonly [K in TextItem]?: string | undefined } & {
  readonly userToUserInfo?: Buffer | undefined;
  readonly namedVariables?: NamedVariables | undefined;
  readonly namedArrays?: NamedArrays | undefined;
  readonly calledPartyDisposition?: Disposition | undefined;
  readonly campaignID?: number | undefined;
  readonly queryRuleID?: number | undefined;
};

/** 0 as long as none is set. */
export type Disposition = Constant<'DispositionCode'> | number;

export class CallData {
  readonly texts: { [K in TextItem]?: string } = {};
  readonly namedVariables: NamedVariables = {};
  readonly namedArrays: NamedArrays = {};
  userToUserInfo: Buffer | undefined;
  calledPartyDisposition: Disposition = 0;
  campaignID = 0;
  queryRuleID = 0;

  constructor(items: CallDataItems = {}) {
    this.set(items);
  }

  /** For another call. */
  copy(): CallData {
    const { texts, ...items } = this;
    return new CallData({ ...texts, ...items });
  }

  /** Items that are left out stay as they are; so do elements of an ECC array. */
  set(items: CallDataItems): void {
    for (const key of TEXT_ITEMS) {
      const text = items[key];
      if (text !== undefined) this.texts[key] = text;
    }
    this.userToUserInfo = items.userToUserInfo ?? this.userToUserInfo;
    this.calledPartyDisposition = items.calledPartyDisposition ?? this.calledPartyDisposition;
    this.campaignID = items.campaignID ?? this.campaignID;
    this.queryRuleID = items.queryRuleID ?? this.queryRuleID;
    Object.assign(this.namedVariables, items.namedVariables);
    for (const [name, elements] of Object.entries(items.namedArrays ?? {})) {
      this.namedArrays[name] = merged(this.namedArrays[name] ?? [], elements);
    }
  }
}

function merged(before: readonly (string | null)[], after: readonly (string | null)[]): (string | null)[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, i) => after[i] ?? before[i] ?? null);
}

/**
 * What a client may set. @throws Refusal for ECC data that are not configured, too long or, together with those that
 * the call has, too many
 */
export function checkEcc(configuration: SimulatorConfiguration, items: CallDataItems, present?: CallData): void {
  checkEccItems(configuration, items);
  checkAmount(items, present);
}

/** @throws Refusal for ECC data that are not configured or too long; there may be too many of them */
export function checkEccItems(configuration: SimulatorConfiguration, items: CallDataItems): void {
  for (const [name, value] of Object.entries(items.namedVariables ?? {})) {
    checkLength(`namedVariables.${name}`, value, eccVariable(configuration, name).maxLength);
  }
  for (const [name, elements] of Object.entries(items.namedArrays ?? {})) {
    const known = eccArray(configuration, name);
    if (elements.length > known.size) {
      const field = `namedArrays.${name}[${elements.length - 1}]`;
      throw new Refusal('E_CTI_INVALID_ARRAY_INDEX', `${field}: the array has ${known.size} elements`, { field });
    }
    elements.forEach((value, i) => {
      if (value !== null) checkLength(`namedArrays.${name}[${i}]`, value, known.maxLength);
    });
  }
}

/** @throws Refusal */
export function eccVariable({ eccVariables }: SimulatorConfiguration, name: string): EccVariable {
  const known = eccVariables.find((one) => one.name === name);
  if (known) return known;
  const names = eccVariables.map((one) => one.name);
  throw notConfigured('E_CTI_NAMED_VARIABLE_NOT_CONFIGURED', `namedVariables.${name}`, names);
}

/** @throws Refusal */
export function eccArray({ eccArrays }: SimulatorConfiguration, name: string): EccArray {
  const known = eccArrays.find((one) => one.name === name);
  if (known) return known;
  const names = eccArrays.map((one) => one.name);
  throw notConfigured('E_CTI_NAMED_ARRAY_NOT_CONFIGURED', `namedArrays.${name}`, names);
}

function notConfigured(
  code: 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED' | 'E_CTI_NAMED_ARRAY_NOT_CONFIGURED',
  field: string,
  names: readonly string[],
): Refusal {
  const known = names.length > 0 ? `configured are ${names.join(', ')}` : 'none is configured';
  return new Refusal(code, `${field} is not configured; ${known}`, { field });
}

function checkLength(field: string, value: string, maxLength: number): void {
  if (value.length <= maxLength) return;
  throw new Refusal('E_CTI_VALUE_TOO_LONG', `${field}: ${value.length} characters, at most ${maxLength} fit`, {
    field,
  });
}

function checkAmount(items: CallDataItems, present: CallData | undefined): void {
  // A call that came with too many keeps them.
  if (isEmpty(items.namedVariables) && isEmpty(items.namedArrays)) return;
  const after = new CallData({
    namedVariables: { ...present?.namedVariables },
    namedArrays: { ...present?.namedArrays },
  });
  after.set({ namedVariables: items.namedVariables, namedArrays: items.namedArrays });
  const bytes = eccBytes(after);
  if (bytes > MAX_NAMED_DATA) {
    throw new Refusal(
      'E_CTI_TOO_MUCH_DATA',
      `the call would have ${bytes} bytes of ECC data, at most ${MAX_NAMED_DATA}`,
    );
  }
}

const isEmpty = (named: object | undefined) => Object.keys(named ?? {}).length === 0;

/** More ECC data than a message holds: it goes without any. Source: Configuration Guide, "ECC Payloads". */
export function eccOverflows(data: CallData): boolean {
  return eccBytes(data) > MAX_NAMED_DATA;
}

/** Names and values with their NULs; an element has its index in front. */
function eccBytes({ namedVariables, namedArrays }: CallData): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(namedVariables)) bytes += name.length + value.length + 2;
  for (const [name, elements] of Object.entries(namedArrays)) {
    for (const value of elements) if (value !== null) bytes += 1 + name.length + value.length + 2;
  }
  return bytes;
}
