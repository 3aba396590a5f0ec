/** What a node shows of its session. */
import type { NodeStatus } from 'node-red';
import type { RailsStatus } from '../../lib/node-messages';
import type { SessionStatus } from '../../lib/session';
import { shownCode } from '../code-words';
import { shortReason } from './short-reason';

/** Status nodes pass the additional members on. */
export type ShownStatus = NodeStatus &
  Partial<Pick<SessionStatus, 'side' | 'host' | 'port' | 'code' | 'reason' | 'degraded'>> &
  RailsStatus & {
    readonly state?: string;
    /** Of calls and agents, where a node shows them: false while the picture is being rebuilt. */
    readonly complete?: boolean;
  };

/** A text in the editor's language. */
const key = (name: string) => `@ged188/node-red-cti/cti-server:cti-server.status.${name}`;

/** For a node without a session: no server chosen, a disabled one, or one whose settings are wrong. */
export function unusable(server: { readonly problem?: { readonly code: string } } | null): ShownStatus {
  const shown = { fill: 'red', shape: 'ring', state: 'closed' } as const;
  if (!server?.problem) return { ...shown, text: key('noServer') };
  return { ...shown, text: key('settings'), code: server.problem.code };
}

/** `text` is a catalog key, or a code that has none. */
export function shownStatus(status: SessionStatus & RailsStatus): ShownStatus {
  const { state, side, host, port, code, reason, degraded, dryRun, armed, armedUntil } = status;
  const more = Object.fromEntries(
    Object.entries({ state, side, host, port, code, reason, degraded, dryRun, armed, armedUntil }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { ...looks(status), ...more };
}

/** For nodes that control: where all is well, that nothing is sent, or that the arm switch is armed. */
export function withRails(shown: ShownStatus): ShownStatus {
  if (shown.fill !== 'green') return shown;
  if (shown.dryRun) return { ...shown, fill: 'blue', shape: 'ring', text: key('dryRun') };
  return shown.armed ? { ...shown, fill: 'yellow', text: key('armed') } : shown;
}

function looks(status: SessionStatus): NodeStatus {
  switch (status.state) {
    case 'connecting':
      return { fill: 'yellow', shape: 'ring', text: 'node-red:common.status.connecting' };
    case 'opening':
      return { fill: 'yellow', shape: 'ring', text: key('opening') };
    case 'standby':
      return { fill: 'yellow', shape: 'ring', text: key('standby') };
    case 'waiting':
      return { fill: 'red', shape: 'ring', text: reasonText(status.code) };
    case 'closed':
      return { fill: 'grey', shape: 'ring', text: key('closed') };
    case 'open':
      return looksOpen(status);
  }
}

/** The gravest first. */
const TROUBLES = [
  'PGS_OPC_DOWN',
  'PGS_CTI_SERVER_OFFLINE',
  'PGS_PERIPHERAL_OFFLINE',
  'PGS_CC_DOWN',
  'PGS_LIMITED_FUNCTION',
] as const;

function looksOpen({ degraded = [], missingServices = [], standby }: SessionStatus): NodeStatus {
  const trouble = TROUBLES.find((bit) => degraded.includes(bit));
  if (trouble !== undefined) return { fill: 'yellow', shape: 'dot', text: key(`degraded.${trouble}`) };
  if (degraded.length > 0) return { fill: 'yellow', shape: 'dot', text: key('degraded.other') };
  if (missingServices.length > 0) return { fill: 'yellow', shape: 'dot', text: key('servicesMissing') };
  // While it is tried for the first time, or again, nothing is wrong yet.
  if (standby?.state === 'waiting') return { fill: 'yellow', shape: 'dot', text: key('noStandby') };
  return { fill: 'green', shape: 'dot', text: 'node-red:common.status.connected' };
}

function reasonText(code: string | undefined): string {
  if (code === undefined) return 'node-red:common.status.disconnected';
  const short = shortReason(code);
  return short === undefined ? shownCode(code) : key(`reason.${short}`);
}
