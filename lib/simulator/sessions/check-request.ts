/** What every request has to obey, read from its definition: fields, sizes, constants, tags. */
import {
  type DocumentedMessage,
  type EnumName,
  type Field,
  type FloatingField,
  fieldKey,
  type ListField,
  MESSAGES,
  type RequestName,
  TAGS,
} from '../../protocol';
import { Refusal, type StatusCode } from '../refusal';

type Given = { readonly [key: string]: unknown };

/** A number that the value table lacks has a status code of its own in these tables. */
const BAD_CONSTANT: { readonly [E in EnumName]?: StatusCode } = {
  ConnectionDeviceIDType: 'E_CTI_INVALID_CONNECTION_ID_TYPE',
  DeviceIDType: 'E_CTI_INVALID_DEVICE_ID_TYPE',
  CallType: 'E_CTI_INVALID_CALL_TYPE',
  CallPlacementType: 'E_CTI_INVALID_CALL_PLACEMENT_TYPE',
  CallMannerType: 'E_CTI_INVALID_CALL_MANNER_TYPE',
  CallOption: 'E_CTI_INVALID_CALL_OPTION',
  FacilityType: 'E_CTI_INVALID_FACILITY_TYPE',
  AnsweringMachine: 'E_CTI_INVALID_ANSWERING_MACHINE',
  AgentWorkMode: 'E_CTI_INVALID_AGENT_WORK_MODE',
  ConsultType: 'E_CTI_INVALID_CONSULT_TYPE',
  AllocationState: 'E_CTI_INVALID_ALLOCATION_STATE',
  DestinationCountry: 'E_CTI_INVALID_DESTINATION_COUNTRY',
  AnswerDetectMode: 'E_CTI_INVALID_ANSWER_DETECT_MODE',
};

const KNOWN_TAGS: ReadonlySet<number> = new Set(Object.values(TAGS).map((row) => row.tag));

/** @throws Refusal */
export function checkRequest(topic: RequestName, payload: Given, version: number): void {
  const definition: DocumentedMessage = MESSAGES[topic];
  for (const [name, field] of Object.entries(definition.fixed)) checkValue(topic, name, field, payload);
  checkReserved(topic, payload);
  for (const [name, field] of Object.entries(definition.floating ?? {})) {
    if (field.type === 'LIST') continue;
    if (field.required && payload[fieldKey(name)] === undefined) throw missing(topic, fieldKey(name));
    checkValue(topic, name, field, payload);
  }
  checkUnknown(topic, definition, payload, version);
}

export function missing(topic: string, field: string): Refusal {
  return new Refusal('E_CTI_REQUIRED_DATA_MISSING', `${topic}.${field} is missing`, { field });
}

function checkValue(
  topic: string,
  name: string,
  field: Field & { readonly max?: number | null },
  payload: Given,
): void {
  const key = fieldKey(name);
  const value = payload[key];
  const code = field.enum && BAD_CONSTANT[field.enum];
  if (code && typeof value === 'number') {
    throw new Refusal(code, `${topic}.${key}: ${value} is no constant of ${field.enum}`, { field: key });
  }
  // A string's maximum includes its NUL.
  const bytes = typeof value === 'string' ? value.length + 1 : Buffer.isBuffer(value) ? value.length : 0;
  if (field.max && bytes > field.max) {
    const message = `${topic}.${key}: ${bytes} bytes, at most ${field.max} fit`;
    throw new Refusal('E_CTI_INVALID_FIELD_LENGTH', message, { field: key });
  }
}

function checkReserved(topic: string, payload: Given): void {
  for (const [key, value] of Object.entries(payload)) {
    if (!/^reserved\d*$/.test(key) || value === 0) continue;
    throw new Refusal('E_CTI_INVALID_RESERVED_FIELD', `${topic}.${key}: ${String(value)} is not 0`, { field: key });
  }
}

function checkUnknown(topic: string, definition: DocumentedMessage, payload: Given, version: number): void {
  const fields = Object.values(definition.floating ?? {}).flatMap(flat);
  // A field whose tag no edition prints may be any of the unknown ones.
  const unprinted = fields.some((field) => field.tag === null && version >= (field.since ?? 0));
  const unknown = (payload.unknownFields ?? []) as readonly { readonly tag: number }[];
  for (const { tag } of unknown) {
    const field = fields.find((one) => one.tag === tag);
    if (!field && !KNOWN_TAGS.has(tag) && unprinted) continue;
    const code = statusOfTag(tag, field, version);
    throw new Refusal(code, `${topic}: tag ${tag} does not belong here, has the wrong size or comes twice`, { tag });
  }
}

function statusOfTag(tag: number, field: FloatingField | undefined, version: number): StatusCode {
  if (!field) return KNOWN_TAGS.has(tag) ? 'E_CTI_INVALID_TAG_FOR_MSG_TYPE' : 'E_CTI_INVALID_FIELD_TAG';
  const known = version >= (field.since ?? 0) && version <= (field.until ?? version);
  return known ? 'E_CTI_INVALID_FIELD_LENGTH' : 'E_CTI_INVALID_TAG_FOR_VERSION';
}

function flat(field: FloatingField | ListField): FloatingField[] {
  return field.type === 'LIST' ? Object.values(field.fields).flatMap(flat) : [field];
}
