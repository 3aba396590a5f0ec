/**
 * Limits and numbers of the protocol.
 * Source: CTI Server Message Reference Guide (Protocol Version 25), Messaging Conventions,
 * Session Management, Constants and Status Codes.
 */

/** Bytes of MessageLength and MessageType before every message. */
export const HEADER_SIZE = 8;
/** Largest message in bytes, its header included. */
export const MAX_MESSAGE_SIZE = 12_500;
/** Bytes of ECC data (NAMEDVAR and NAMEDARRAY fields) in one message. */
export const MAX_NAMED_DATA = 2_000;
/** Bytes of an ECC name and of an ECC value, NUL included. */
export const MAX_NAME = 33;
export const MAX_VALUE = 211;
/** Protocol versions with a known layout. The guide merges versions 10 to 13 in its change list. */
export const MIN_VERSION = 9;
export const MAX_VERSION = 25;
/** From this version on tag and length of a floating field have two bytes each instead of one. */
export const WIDE_TAGS_SINCE = 20;
/** Seconds. The least heartbeat interval and idle timeout a CTI Server accepts. */
export const MIN_HEARTBEAT = 5;
export const MIN_IDLE_TIMEOUT = 20;
export const NO_IDLE_TIMEOUT = 0xffffffff;
/** Default ports of side A and side B; the instance number adds 40 times itself. */
export const PORTS = { A: 42027, B: 43027, secureA: 42030, secureB: 43030, perInstance: 40 } as const;
