/** cti-simulator: a CTI Server with a contact centre behind it, inside Node-RED. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { CtiError } from '../lib/session';
import { CalmStatus } from './calm-status';
import { shownCode } from './code-words';
import { RunningSimulator } from './simulator/running-simulator';
import { wantedEvents } from './simulator/simulator-events';
import { type Order, ordersOf } from './simulator/simulator-input';
import { type CtiSimulatorNode, simulatorRoutes } from './simulator/simulator-routes';
import { ScenarioStage } from './simulator/simulator-scenarios';
import { type SimulatorCredentials, type SimulatorSettings, simulatorOptions } from './simulator/simulator-settings';
import { runningStatus, type SimulatorStatus } from './simulator/simulator-status';
import { speakLanguage } from './spoken-errors';

type Settings = NodeDef & SimulatorSettings;
type ThisNode = CtiSimulatorNode & Node<SimulatorCredentials>;

/** A running simulator and what plays on it. */
interface Stage {
  readonly running: RunningSimulator;
  readonly scenarios: ScenarioStage;
}

export default function (RED: NodeAPI): void {
  function CtiSimulator(this: ThisNode, settings: Settings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const calm = new CalmStatus<SimulatorStatus>((status) => this.status(status));
    this.status({ fill: 'yellow', shape: 'ring', text: 'cti-simulator.status.starting' });
    let closing = false;

    const start = async (): Promise<Stage> => {
      const options = await simulatorOptions(settings, this.credentials ?? {}, (id) => RED.nodes.getNode(id));
      const running = new RunningSimulator(options);
      tell(this, running, settings, () => {
        if (!closing) calm.set(() => runningStatus(running, (key, values) => RED._(key, values)));
      });
      await running.start();
      return {
        running,
        scenarios: new ScenarioStage(running.simulator, (step) => {
          this.send({ topic: 'scenarioStep', payload: step });
        }),
      };
    };
    const started = start();
    started.then(
      ({ running, scenarios }) => {
        if (closing) return;
        this.running = running;
        calm.set(runningStatus(running, (key, values) => RED._(key, values)));
        const { disorder } = running.simulator;
        // A run that fails can be repeated by it.
        if (disorder) this.log(RED._('cti-simulator.log.seed', { seed: disorder.seed }));
        if (settings.scenario) {
          const first = scenarios.playAtStart(settings.scenario, settings.repeat === true, (result) => {
            this.send({ topic: 'scenario', payload: result });
          });
          first.catch((error: unknown) => this.error(error, {}));
        }
      },
      (error: unknown) => {
        const code = error instanceof CtiError ? error.code : undefined;
        const text = code === undefined ? 'cti-simulator.status.failed' : shownCode(code);
        this.status({ fill: 'red', shape: 'ring', text, state: 'failed', ...(code && { code }) } as SimulatorStatus);
        this.error(error, {});
      },
    );

    this.on('input', (message, send, done) => {
      const carryOut = async () => {
        const orders = ordersOf(message.topic, message.payload);
        const stage = await started;
        // Each order has a message of its own; the last one is the message that came.
        for (const [i, order] of orders.entries()) {
          const own = i < orders.length - 1 ? RED.util.cloneMessage(message) : message;
          send(Object.assign<NodeMessageInFlow, object>(own, await carriedOut(order, stage)));
        }
      };
      carryOut().then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    });

    this.on('close', (removed: boolean, done: () => void) => {
      closing = true;
      delete this.running;
      calm.stop();
      if (removed) this.status({});
      const stop = async ({ running, scenarios }: Stage) => {
        scenarios.stop();
        // The port must be free before the node that comes after this one wants it.
        await running.stop();
      };
      // One that never started has nothing to stop.
      started.then(stop).then(done, () => done());
    });
  }

  RED.nodes.registerType<ThisNode, Settings, object, SimulatorCredentials>('cti-simulator', CtiSimulator, {
    credentials: { password: { type: 'password' } },
  });
  simulatorRoutes(RED);
}

/** What happens in the simulator becomes messages; changed: is called after each. */
function tell(node: Node, { simulator }: RunningSimulator, settings: Settings, changed: () => void): void {
  simulator.on('session', (notice) => {
    changed();
    node.send({ topic: 'session', payload: { ...notice } });
  });
  // Absent in flows of before, which got it.
  if (settings.trace !== false) simulator.on('trace', (payload) => node.send({ topic: 'trace', payload }));
  const wanted = wantedEvents(settings.events);
  simulator.on('event', ({ topic, payload }) => {
    changed();
    if (wanted(topic)) node.send({ topic, payload: payload() });
  });
}

async function carriedOut(order: Order, { running, scenarios }: Stage): Promise<object> {
  const { topic } = order;
  if (order.kind === 'stop') {
    scenarios.stop();
    return { topic, payload: { stopped: true } };
  }
  if (order.kind === 'scenario') return { topic, payload: await scenarios.play(order.scenario, order.cast) };
  const { action, ...fields } = order.action;
  return { topic, payload: { ...fields, ...(await running.simulator.perform({ action, ...fields })) } };
}
