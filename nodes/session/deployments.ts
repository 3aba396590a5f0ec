/** When flows are being deployed, for all sessions: Node-RED is listened to once, however many servers there are. */
import type { NodeAPI } from 'node-red';

type Events = Pick<NodeAPI['events'], 'on' | 'off'>;

export interface Deployed {
  /** Nodes come and go until it is over. */
  deploys(): void;
  deployed(): void;
}

const followers = new Set<Deployed>();
const begins = () => {
  for (const follower of followers) follower.deploys();
};
const ends = () => {
  for (const follower of followers) follower.deployed();
};

/** @returns what ends it */
export function followDeployments(events: Events, follower: Deployed): () => void {
  if (followers.size === 0) {
    events.on('flows:starting', begins);
    events.on('flows:started', ends);
  }
  followers.add(follower);
  return () => {
    if (!followers.delete(follower) || followers.size > 0) return;
    events.off('flows:starting', begins);
    events.off('flows:started', ends);
  };
}
