/**
 * Agents whose phone is somewhere else. The call that connects it is between ports that no client sees; what becomes
 * of it shows in the agent's state. Source: Finesse Administration Guide, "Predefined System Reason Codes".
 */
import { Refusal } from '../refusal';
import type { Agent, RemotePhone, Standing } from './agent';
import { release } from './ending';
import { route } from './routing';
import type { Switch } from './switch';

export type RemoteTrouble = 'busy' | 'call failed' | 'disconnected';

const STANDINGS: { readonly [T in RemoteTrouble]: Standing } = {
  busy: { state: 'AGENT_STATE_NOT_READY', reason: 50041 },
  'call failed': { state: 'AGENT_STATE_LOGOUT', reason: 50040 },
  disconnected: { state: 'AGENT_STATE_LOGOUT', reason: 50042 },
};

export const REMOTE_TROUBLES = Object.keys(STANDINGS) as readonly RemoteTrouble[];

/**
 * @param instrument the agent's local port, and behind a semicolon the number of the phone
 * @throws Refusal for a mobile agent without a number
 */
export function remotePhone(instrument: string, workMode: string | number): RemotePhone | undefined {
  if (workMode !== 'RA_CALL_BY_CALL' && workMode !== 'RA_NAILED_CONNECTION') return undefined;
  const number = instrument.split(';')[1] ?? '';
  if (/^\+?[0-9*#]+$/.test(number)) return { number, nailed: workMode === 'RA_NAILED_CONNECTION' };
  const message = `agentInstrument: ${workMode} needs the number of the agent's phone behind a semicolon`;
  throw new Refusal('CF_INVALID_LOGON_DEVICE_SPECIFIED', message, { field: 'agentInstrument' });
}

/** The calls at the phone are over, and so is what the agent does. */
export function loseRemotePhone(world: Switch, agent: Agent, trouble: RemoteTrouble): void {
  for (const { latest } of [...(agent.device?.connections ?? [])])
    if (latest.state !== 'LCS_NULL') release(world, latest);
  agent.loseRemotePhone(STANDINGS[trouble]);
  route(world);
}
