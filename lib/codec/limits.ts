/**
 * Limits of the protocol, in bytes, as constants of this room: one that comes through another room's face
 * is a function call wherever it is used, together a tenth of all decoding.
 */
import { HEADER_SIZE, MAX_MESSAGE_SIZE, MAX_NAME, MAX_NAMED_DATA, MAX_VALUE } from '../protocol';

export const HEADER = HEADER_SIZE;
export const LARGEST_MESSAGE = MAX_MESSAGE_SIZE;
export const LARGEST_NAME = MAX_NAME;
export const LARGEST_VALUE = MAX_VALUE;
export const LARGEST_NAMED_DATA = MAX_NAMED_DATA;
