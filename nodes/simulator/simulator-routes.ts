/** What the dialog of cti-simulator asks of Node-RED: what there is, how it stands, and to make something happen. */
import type { Node, NodeAPI } from 'node-red';
import { PORTS } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { ACTIONS, CONTACT_CENTRE, typedAction } from '../../lib/simulator';
import { type ContactCentreChoice, contactCentreOf } from './contact-centre-choice';
import type { RunningSimulator } from './running-simulator';
import { scenarioList } from './simulator-scenarios';
import { simulatorView } from './simulator-view';

/** As other parts of this package see the node. */
export interface CtiSimulatorNode extends Node {
  /** While it runs. */
  running?: RunningSimulator;
}

export function simulatorRoutes(RED: NodeAPI): void {
  const mayRead = RED.auth.needsPermission('cti-simulator.read');
  const mayWrite = RED.auth.needsPermission('cti-simulator.write');
  const runningOf = (id: string): RunningSimulator | undefined => {
    const node = RED.nodes.getNode(id) as CtiSimulatorNode | null;
    return node?.type === 'cti-simulator' ? node.running : undefined;
  };

  RED.httpAdmin.get('/cti-simulator/definitions', mayRead, (_request, response) => {
    response.json({ actions: ACTIONS, scenarios: scenarioList(), contactCentre: CONTACT_CENTRE, ports: PORTS });
  });

  // It reads any file that Node-RED can read, and says whether it is there: the right to change settings is needed.
  RED.httpAdmin.post('/cti-simulator/check', mayWrite, (request, response) => {
    checked(request.body, (reference, id) =>
      RED.util.evaluateNodeProperty(reference, 'env', RED.nodes.getNode(id), {}),
    ).then(
      (answer) => response.json(answer),
      () => response.sendStatus(500),
    );
  });

  RED.httpAdmin.get('/cti-simulator/:id/state', mayRead, (request, response) => {
    const running = runningOf(String(request.params.id));
    const { find } = request.query;
    // An answer and no error: the dialog asks for nodes that are not deployed, too.
    if (!running) response.json({ running: false });
    else response.json({ running: true, ...simulatorView(running, typeof find === 'string' ? find : '') });
  });

  RED.httpAdmin.post('/cti-simulator/:id/perform', mayWrite, (request, response) => {
    const running = runningOf(String(request.params.id));
    if (!running) {
      const message = 'the simulator does not run; deploy it, and look at its status';
      response.status(404).json({ code: 'CTI_NOT_STARTED', message });
      return;
    }
    perform(running, request.body).then(
      (outcome) => response.json(outcome),
      (error: unknown) => {
        if (error instanceof CtiError) response.status(400).json(told(error));
        else response.sendStatus(500);
      },
    );
  });
}

async function perform(running: RunningSimulator, body: unknown): Promise<object> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return running.simulator.perform(typedAction(isObject ? (body as Record<string, unknown>) : {}));
}

type Environment = (reference: string, id: string) => unknown;

/** Whether a contact centre that is not deployed yet is right. */
async function checked(body: unknown, environment: Environment): Promise<object> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string): string => {
    const value = typeof given[name] === 'string' ? given[name] : '';
    return /^\$\{[^}]+\}$/.test(value) ? String(environment(value, String(given.id)) ?? '') : value;
  };
  const choice: Required<ContactCentreChoice> = {
    contactCentre: text('contactCentre'),
    agents: text('agents'),
    file: text('file'),
    configuration: text('configuration'),
  };
  try {
    const { agents, dialedNumbers } = await contactCentreOf(choice);
    return { agents: agents.length, dialedNumbers: dialedNumbers.length };
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    return { error: told(error) };
  }
}

function told({ code, message }: CtiError): { readonly code: string; readonly message: string } {
  return { code, message };
}
