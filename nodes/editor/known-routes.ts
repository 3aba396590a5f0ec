/** What the lists in dialogs ask of Node-RED: the agents, devices, skill groups ... that a cti-server knows. */
import type { NodeAPI } from 'node-red';
import type { SharedModel } from '../session/shared-model';
import type { CtiServerNode } from '../session/shared-session';
import { type Keeps, KNOWN_KINDS, type KnownItem, type KnownKind, knownValues } from './known-values';

/** Why there is nothing at all to pick, whatever is typed. */
export const NOTHING = ['notDeployed', 'settings', 'notOpen', 'reading', 'keptBack', 'notSeen'] as const;

export interface KnownAnswer {
  readonly deployed: boolean;
  readonly items: readonly KnownItem[];
  /** How many more fit. */
  readonly more: number;
  readonly nothing?: (typeof NOTHING)[number];
}

export function knownRoutes(RED: NodeAPI): void {
  RED.httpAdmin.get('/cti-server/known/:id', RED.auth.needsPermission('cti-server.read'), (request, response) => {
    const { kind, search } = request.query;
    const known = KNOWN_KINDS.find((one) => one === kind);
    if (known === undefined) {
      const message = `kind: right is one of ${KNOWN_KINDS.join(', ')}`;
      response.status(400).json({ code: 'CTI_INVALID_FIELD', message });
      return;
    }
    const node = RED.nodes.getNode(String(request.params.id)) as CtiServerNode | null;
    response.json(answer(node?.type === 'cti-server' ? node : null, known, typeof search === 'string' ? search : ''));
  });
}

/** No error where there is no server: dialogs ask for nodes that are not deployed, too. */
function answer(server: CtiServerNode | null, kind: KnownKind, search: string): KnownAnswer {
  const shared = server?.shared;
  const model = shared?.lendModel();
  const keeps: Keeps = (subject, name) => shared?.keeps(subject, name) ?? true;
  const { items, more, total } = knownValues(kind, search, model, keeps);
  const known = { deployed: server !== null, items, more };
  if (total === undefined) return { ...known, nothing: 'keptBack' };
  return total > 0 ? known : { ...known, nothing: whyNothing(server, model) };
}

function whyNothing(server: CtiServerNode | null, model: SharedModel | undefined): (typeof NOTHING)[number] {
  if (server === null) return 'notDeployed';
  if (!server.shared) return 'settings';
  if (!model || server.shared.status.state !== 'open') return 'notOpen';
  return model.model.complete || model.unknown.length > 0 ? 'notSeen' : 'reading';
}
