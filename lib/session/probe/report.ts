import type { SessionFigures } from '../counters';
import type { SideName } from '../sides';
import type { Granted } from '../status';
import type { Explanation } from '../told';

/**
 * In this order: the addresses of the host, TCP, TLS where it is set up, OPEN_REQ with the protocol
 * version that was found, the services granted, the peripherals, the server's clock, CLOSE_REQ.
 */
export type ProbeStepName = 'resolve' | 'connect' | 'tls' | 'open' | 'services' | 'peripherals' | 'time' | 'close';

export interface ProbeStep {
  readonly side: SideName;
  readonly name: ProbeStepName;
  readonly outcome: 'ok' | 'warning' | 'failed';
  readonly seconds: number;
  /** What was found, for people: in English, as is the advice. */
  readonly detail: string;
  /** Of a failure or warning: ours, CTI_..., or the server's, E_CTI_... */
  readonly code?: string;
  /** Of a failure or warning: what to do. */
  readonly advice?: string;
  /** Detail and advice for those who speak other languages. */
  readonly told: Explanation;
}

export interface SideReport extends Granted {
  readonly side: SideName;
  readonly host: string;
  readonly port: number;
  /** standby: it takes no session, as is right while the other side, which is open, is the active one. */
  readonly outcome: 'open' | 'standby' | 'failed';
  /** Seconds, server minus here. */
  readonly timeDifference?: number;
  readonly steps: readonly ProbeStep[];
}

export interface ProbeReport {
  /** A session would be open: at least one side is, and each other side is open or on standby. Warnings do not count. */
  readonly ok: boolean;
  readonly sides: readonly SideReport[];
  /** Of all connections together. */
  readonly figures: SessionFigures;
}
