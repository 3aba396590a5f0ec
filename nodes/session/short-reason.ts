/** Why there is no session, in two or three words: what a node has room for. */

/** The name of the words in the catalog; undefined for a code of which only the longer ones are there. */
export function shortReason(code: string): string | undefined {
  return Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
}

/** Codes that end or refuse a session, of this package and of the guide. */
export const REASONS: { readonly [code: string]: string } = {
  CTI_CONNECT_FAILED: 'notReached',
  CTI_CONNECTION_LOST: 'lost',
  CTI_NO_HEARTBEAT: 'silent',
  CTI_OPEN_TIMEOUT: 'noAnswer',
  CTI_BAD_FRAME: 'unreadable',
  CTI_FRAME_TOO_LONG: 'unreadable',
  CTI_UNEXPECTED_ANSWER: 'unreadable',
  CTI_STANDBY_SIDE: 'notActive',
  CTI_SIDE_SWITCHED: 'switched',
  CTI_TLS_BAD_CERTIFICATE: 'ownCertificate',
  CTI_TLS_CLIENT_CERTIFICATE_REFUSED: 'clientCertificate',
  CTI_TLS_EXPIRED: 'expired',
  CTI_TLS_FAILED: 'tlsFailed',
  CTI_TLS_NOT_TRUSTED: 'notTrusted',
  CTI_TLS_PLAIN_SERVER: 'plainServer',
  CTI_TLS_REQUIRED: 'tlsServer',
  CTI_TLS_TIMEOUT: 'tlsFailed',
  CTI_TLS_VERSION: 'tlsVersion',
  CTI_TLS_WRONG_NAME: 'wrongName',
  E_CTI_CTI_SERVER_OFFLINE: 'offline',
  E_CTI_SERVER_NOT_MASTER: 'notActive',
  E_CTI_INVALID_CLIENT_FOR_STANDBY: 'notActive',
  E_CTI_SERVER_IN_MAINTENANCE_MODE: 'maintenance',
  E_CTI_DEVICE_IN_USE: 'deviceInUse',
  E_CTI_INVALID_PASSWORD: 'password',
  E_CTI_INVALID_VERSION: 'version',
  E_CTI_INVALID_PERIPHERAL_ID: 'peripheral',
  E_CTI_FUNCTION_NOT_AVAILABLE: 'notAllowed',
  E_CTI_NEW_SESSION_OPENED: 'takenOver',
};
