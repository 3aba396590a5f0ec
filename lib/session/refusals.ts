/** Why a server refuses or ends a session: what puts it right, and what a person can do. */
import type { CtiError } from '../codec';
import type { Cure } from './sides';
import { type Told, toldAs } from './told';

interface Known {
  readonly cure: Cure;
  readonly advice: string;
}

const time = (advice: string): Known => ({ cure: 'time', advice });
const person = (advice: string): Known => ({ cure: 'person', advice });
// Time, too: bytes may also have been damaged on their way.
const defect = time(
  'should it stay so, please report it with a trace of the server: it does not understand this client',
);

/** Status codes that answer OPEN_REQ or end a session (guide, Session Management; Constants and Status Codes). */
const KNOWN: { readonly [code: string]: Known } = {
  E_CTI_CTI_SERVER_OFFLINE: time('it is not the active side, or has no connection to its Peripheral Gateway'),
  E_CTI_SERVER_NOT_MASTER: time('it is not the active side'),
  E_CTI_INVALID_CLIENT_FOR_STANDBY: time('it is the standby side'),
  E_CTI_SERVER_IN_MAINTENANCE_MODE: time('it is in maintenance'),
  E_CTI_DUPLICATE_UNIQUE_INSTANCE_ID: time('it still holds the session of before; it will give it up'),
  E_CTI_DEVICE_IN_USE: time('another client has a session for this agent or device; it has to end first'),
  E_CTI_INVALID_PASSWORD: person('check client ID and password'),
  E_CTI_INVALID_VERSION: person(
    'the server does not speak this protocol version; set the protocol version to automatic',
  ),
  E_CTI_INVALID_SERVICE_MASK: person('a service that is asked for is unknown to the server; ask for fewer services'),
  E_CTI_INVALID_CALL_MSG_MASK: person('a call event that is asked for is unknown to the server; choose fewer'),
  E_CTI_INVALID_AGENT_STATE_MASK: person('an agent state that is asked for is unknown to the server; choose fewer'),
  E_CTI_INVALID_CONFIG_MSG_MASK: person(
    'a configuration event that is asked for is unknown to the server; choose fewer',
  ),
  E_CTI_INVALID_TASK_MSG_MASK: person('a task event that is asked for is unknown to the server'),
  E_CTI_INVALID_TIMEOUT: person('the server wants an idle timeout of at least 20 s'),
  E_CTI_REQUIRED_DATA_MISSING: person(
    'with Client events the peripheral and one of agent ID, extension and instrument are needed',
  ),
  E_CTI_INVALID_PERIPHERAL_ID: person('check the peripheral ID: PG Setup and PG Explorer show it'),
  E_CTI_INVALID_AGENT_DATA: person('check agent ID, extension and instrument'),
  E_CTI_INCONSISTENT_AGENT_DATA: person(
    'agent ID, extension and instrument do not belong together; give one of them only',
  ),
  E_CTI_AGENT_NOT_LOGGED_ON: time('the agent has to be signed in'),
  E_CTI_FUNCTION_NOT_AVAILABLE: person(
    'this client or agent may not have a service that is asked for; supervisor needs a supervisor',
  ),
  E_CTI_INVALID_SERVICE: person('a service that is asked for is not there'),
  E_CTI_NEW_SESSION_OPENED: person(
    'another client with the same client ID has taken the session over; give each client an ID of its own',
  ),
  E_CTI_INVALID_UNIQUE_INSTANCE_ID: person('check the tag of UniqueInstanceID, or leave it empty'),
  E_CTI_INVALID_FIELD_TAG: person('check the tag of UniqueInstanceID, or leave it empty'),
  E_CTI_INVALID_TAG_FOR_MSG_TYPE: person('check the tag of UniqueInstanceID, or leave it empty'),
  E_CTI_INVALID_TAG_FOR_VERSION: person('lower or raise the protocol version'),
  E_CTI_INVALID_MSG_TYPE_FOR_VERSION: person('lower or raise the protocol version'),
  E_CTI_INVALID_MESSAGE_LENGTH: defect,
  E_CTI_INVALID_FIELD_LENGTH: person('client ID, password or signature is longer than the server takes'),
  E_CTI_INVALID_RESERVED_FIELD: defect,
  E_CTI_BAD_MESSAGE_FORMAT: defect,
};

/** Time, where nothing else is known: the other side or a later moment may do. */
export function cureOf(error: CtiError): Cure {
  return KNOWN[error.code]?.cure ?? 'time';
}

/** Of one side only, so that the other one is tried at once; but it will not go away. Their words say what to do. */
const CERTIFICATES = [
  'CTI_TLS_BAD_CERTIFICATE',
  'CTI_TLS_NOT_TRUSTED',
  'CTI_TLS_WRONG_NAME',
  'CTI_TLS_EXPIRED',
  'CTI_TLS_CLIENT_CERTIFICATE_REFUSED',
  'CTI_TLS_VERSION',
  'CTI_TLS_REQUIRED',
];

/** Whether somebody has to be told, since it stays as it is until a person does something. */
export function needsPerson(error: CtiError): boolean {
  return cureOf(error) === 'person' || CERTIFICATES.includes(error.code);
}

/** What to do about it, for the end of a sentence; undefined where nothing is known. */
export function adviceOn(code: string): Told | undefined {
  const advice = KNOWN[code]?.advice;
  return advice === undefined ? undefined : toldAs(`explanation.refusal.${code}`, advice);
}

/** By code. */
export function refusalWords(): { readonly [code: string]: string } {
  return Object.fromEntries(Object.entries(KNOWN).map(([code, { advice }]) => [code, advice]));
}

/** The server announces that it ends the session. */
export function asksToLeave({ code }: CtiError): boolean {
  return code === 'E_CTI_CTI_SERVER_OFFLINE' || code === 'E_CTI_SERVER_IN_MAINTENANCE_MODE';
}

/** A side of which nothing more is to be expected for now: the other one is tried first. */
export function isGone(error: CtiError): boolean {
  return asksToLeave(error) || error.code === 'CTI_NO_HEARTBEAT';
}
