/** Reporting Concepts: "Calls That Experience Redirection on No Answer with CVP": two timers, one after the other. */
import type { Agent } from './agent';
import type { Connection } from './call';
import type { Switch } from './switch';

/** Seconds after the desk settings' time until the VRU takes the call back. */
const VRU_PATIENCE = 2;
/** The reason code of a call that was not answered. */
const NOT_ANSWERED = 32_767;

/** @param takeBack what becomes of a call that still rings after both times */
export function watchRinging(world: Switch, ringing: Connection, agent: Agent, takeBack: () => void): void {
  const { ringNoAnswerTime = 0, ringNoAnswerReason = NOT_ANSWERED } = agent.settings;
  if (ringNoAnswerTime === 0) return;
  const rings = () => ringing.latest.state === 'LCS_ALERTING';
  world.clock.after(ringNoAnswerTime * 1000, () => {
    if (!rings()) return;
    // The phone rings on. Who answers now talks straight from not ready.
    agent.ringNoAnswer(ringNoAnswerReason);
    world.clock.after(VRU_PATIENCE * 1000, () => {
      if (rings()) takeBack();
    });
  });
}
