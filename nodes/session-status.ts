/** What a node shows of its session. */
import type { NodeStatus } from 'node-red';
import type { SessionStatus } from '../lib/session';

/** Status nodes pass the additional members on. */
export type ShownStatus = NodeStatus & { state?: string; peer?: string; reason?: string; code?: string };

/** For a node without a session: no server chosen, a disabled one, or one whose settings are wrong. */
export function unusable(server: { readonly problem?: { readonly code: string } } | null): ShownStatus {
  const shown = { fill: 'red', shape: 'ring', state: 'closed' } as const;
  if (!server?.problem) return { ...shown, text: '@ged188/node-red-cti/cti-server:cti-server.status.noServer' };
  const text = '@ged188/node-red-cti/cti-server:cti-server.status.settings';
  return { ...shown, text, code: server.problem.code };
}

const CONNECTING = { fill: 'yellow', shape: 'ring', text: 'node-red:common.status.connecting' } as const;
const CONNECTED = { fill: 'green', shape: 'dot', text: 'node-red:common.status.connected' } as const;
const DISCONNECTED = { fill: 'red', shape: 'ring', text: 'node-red:common.status.disconnected' } as const;

/** `text` is a catalog key, or the code where the server refuses the session. */
export function shownStatus({ state, peer, reason, code }: SessionStatus): ShownStatus {
  const more = { state, peer, ...(reason !== undefined && { reason }), ...(code !== undefined && { code }) };
  switch (state) {
    case 'open':
      return { ...CONNECTED, ...more };
    case 'connecting':
    case 'opening':
      return { ...CONNECTING, ...more };
    case 'waiting':
      return { ...DISCONNECTED, ...more, ...(code?.startsWith('E_CTI_') && { text: code }) };
    case 'closed':
      return { ...DISCONNECTED, ...more };
  }
}
