/** Which nodes Node-RED starts with the present configuration: the ids that it gives them. */
import type { NodeDef } from 'node-red';

/** As the configuration has it: of nodes, tabs and subflows. */
export interface Configured extends NodeDef {
  /** Of a node. A disabled group says nothing: the editor disables each of its nodes. */
  readonly d?: boolean;
  /** Of a tab. */
  readonly disabled?: boolean;
}

/** A node in a subflow runs once for each use of the subflow. @param wanted which nodes are looked at */
export function runningNodes<C extends Configured>(all: readonly C[], wanted: (node: C) => boolean): string[] {
  const byID = new Map(all.map((node) => [node.id, node]));
  /** What ids begin with in a tab or subflow, once for each time that it runs. */
  const beginnings = (z: string): string[] => {
    const place = byID.get(z);
    if (place?.type !== 'subflow') return place?.disabled ? [] : [''];
    const uses = all.filter(({ type, d }) => type === `subflow:${z}` && !d);
    return uses.flatMap((use) => beginnings(use.z).map((beginning) => `${beginning}${use.id}-`));
  };
  return all
    .filter((node) => !node.d && wanted(node))
    .flatMap(({ id, z }) => beginnings(z).map((beginning) => `${beginning}${id}`));
}
