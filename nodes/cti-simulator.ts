/** cti-simulator: a CTI Server with a small contact centre behind it, inside Node-RED. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { CtiError } from '../lib/session';
import { type SessionNotice, Simulator, type SimulatorAddress } from '../lib/simulator';
import { wholeNumber } from './session-options';
import { carryOut } from './simulator-input';

interface SimulatorSettings extends NodeDef {
  readonly host: string;
  readonly port: string | number;
  /** Empty: one side. */
  readonly portB?: string | number;
}

export default function (RED: NodeAPI): void {
  function CtiSimulator(this: Node, settings: SimulatorSettings): void {
    RED.nodes.createNode(this, settings);
    const failed = (error: unknown) => {
      const text = error instanceof CtiError ? error.code : 'cti-simulator.status.failed';
      this.status({ fill: 'red', shape: 'ring', text });
      this.error(error, {});
    };
    try {
      const portB = portOf('portB', settings.portB);
      const options = {
        host: settings.host,
        port: portOf('port', settings.port) ?? noPort('port', settings.port),
        ...(portB !== undefined && { sideB: { port: portB } }),
      };
      run(this, new Simulator(options), failed);
    } catch (error) {
      failed(error);
    }
  }

  function run(node: Node, simulator: Simulator, failed: (error: unknown) => void): void {
    let sides: SimulatorAddress['sides'] | undefined;
    let sessions = 0;
    let closing = false;
    const show = () => {
      if (!sides || closing) return;
      const { A, B } = sides;
      const text = B
        ? RED._('cti-simulator.status.sides', { active: simulator.active ?? '', port: A.port, portB: B.port, sessions })
        : RED._('cti-simulator.status.listening', { port: A.port, sessions });
      node.status({ fill: 'green', shape: 'dot', text });
    };
    const tellSession = (notice: SessionNotice) => {
      sessions = notice.open;
      show();
      node.send({ topic: 'session', payload: { ...notice } });
    };
    const tellTrace = (line: string) => node.send({ topic: 'trace', payload: line });
    simulator.on('session', tellSession).on('trace', tellTrace);

    node.status({ fill: 'yellow', shape: 'ring', text: 'cti-simulator.status.starting' });
    simulator
      .start()
      .then((address) => {
        sides = address.sides;
        show();
      })
      .catch(failed);

    node.on('input', (message, send, done) => {
      carryOut(simulator, message.topic, message.payload)
        .then((outcome) => {
          // A switch of sides may leave the number of sessions as it was.
          show();
          send(Object.assign(message, outcome));
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    });

    node.on('close', (removed: boolean, done: () => void) => {
      closing = true;
      simulator.off('session', tellSession).off('trace', tellTrace);
      if (removed) node.status({});
      // The port must be free before the node that comes after this one wants it.
      simulator.stop().then(done, done);
    });
  }

  RED.nodes.registerType<Node, SimulatorSettings, object, object>('cti-simulator', CtiSimulator);
}

/** undefined where the setting is empty. */
function portOf(field: string, value: string | number | undefined): number | undefined {
  const port = wholeNumber(field, value);
  return port === undefined || port <= 65535 ? port : noPort(field, value);
}

function noPort(field: string, value: unknown): never {
  const message = `${field}: ${JSON.stringify(value)}; right is a whole number up to 65535`;
  throw new CtiError('CTI_INVALID_OPTION', message, { field });
}
