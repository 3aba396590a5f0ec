import type { CtiError } from '../../codec';

/**
 * One connection to one address, used once: a byte stream without knowledge of messages. The
 * session needs no more than this, so its tests need no socket, and TLS is another implementation.
 */
export interface Transport {
  connect(): void;
  /**
   * Sends one whole frame.
   * @param written called when the operating system has taken the last byte; never after a failure or reset
   * @throws CtiError CTI_SEND_QUEUE_FULL when too many bytes wait already
   */
  write(frame: Buffer, written?: () => void): void;
  /** Ends the connection at once, in any state. No handler is called afterwards. */
  reset(): void;
  /** Bytes that wait to be sent. */
  readonly queued: number;
  /** How far connecting has come. */
  readonly stage: 'idle' | TransportStage['name'];
}

export interface TransportHandlers {
  /** Bytes may flow: with TLS after the handshake. */
  connected(): void;
  data(chunk: Buffer): void;
  /**
   * The connection could not be made or is over; called at most once and last.
   * @param error CTI_CONNECT_FAILED, CTI_CONNECTION_LOST or one of the CTI_TLS_... codes
   */
  closed(error: CtiError): void;
  /** A step of connecting is done. */
  stage?(stage: TransportStage): void;
}

export type TransportStage =
  | { readonly name: 'resolved'; readonly addresses: readonly string[] }
  | { readonly name: 'connected'; readonly local: string; readonly remote: string }
  | {
      readonly name: 'secured';
      readonly protocol: string;
      readonly cipher: string;
      readonly certificate: CertificateFacts;
    };

/** The server's, in the words of node:tls. */
export interface CertificateFacts {
  readonly subject: string;
  /** Those that it may be used for. */
  readonly names: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint256: string;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Endpoint extends Address {
  /** undefined: plain TCP. */
  readonly tls?: TlsSettings;
}

/** Trust and identity for one connection. */
export interface TlsSettings {
  /** Trust anchors. @default the system's */
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
  /** The client's certificate and key, PEM. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
  /** The client's certificate and key as PKCS #12. */
  readonly pfx?: Buffer;
  /** The name to ask for and to check. @default the host, where it is a name */
  readonly servername?: string;
  /** false: any name will do, on purpose and for this session only. */
  readonly checkServerName: boolean;
  /** false: the certificate is not verified at all. */
  readonly verify: boolean;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
}

export type TransportFactory = (endpoint: Endpoint, handlers: TransportHandlers) => Transport;
