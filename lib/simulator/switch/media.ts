/** RTP: sound flows between those who are connected; who is on hold or alone has none. */
import type { Call } from './call';
import type { Switch } from './switch';

export function followMedia(world: Switch, call: Call): void {
  const talking = call.live.filter((connection) => connection.state === 'LCS_CONNECT').length > 1;
  for (const connection of call.connections) {
    const media = talking && connection.state === 'LCS_CONNECT';
    if (connection.media === media) continue;
    connection.media = media;
    if (!connection.party.device || world.configuration.rtpEvents === false) continue;
    for (const direction of directionsOf(call)) {
      world.tell({ kind: media ? 'mediaStarted' : 'mediaStopped', direction, call, connection });
    }
  }
}

/** A silent monitor hears and is not heard. */
function directionsOf({ type }: Call): readonly ('INPUT' | 'OUTPUT')[] {
  return type === 'CALLTYPE_SUPERVISOR_MONITOR' ? ['INPUT'] : ['INPUT', 'OUTPUT'];
}
