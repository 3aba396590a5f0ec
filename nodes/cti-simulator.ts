/** cti-simulator: a CTI Server with a small contact centre behind it, inside Node-RED. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { CtiError } from '../lib/session';
import { type SessionNotice, Simulator } from '../lib/simulator';
import { inboundCall } from './inbound-call';
import { wholeNumber } from './session-options';

interface SimulatorSettings extends NodeDef {
  readonly host: string;
  readonly port: string | number;
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
      run(this, new Simulator({ host: settings.host, port: portOf(settings) }), failed);
    } catch (error) {
      failed(error);
    }
  }

  function run(node: Node, simulator: Simulator, failed: (error: unknown) => void): void {
    let port = 0;
    const show = (sessions: number) => {
      const text = RED._('cti-simulator.status.listening', { port, sessions });
      node.status({ fill: 'green', shape: 'dot', text });
    };
    const tellSession = (notice: SessionNotice) => {
      show(notice.open);
      node.send({ topic: 'session', payload: { ...notice } });
    };
    const tellTrace = (line: string) => node.send({ topic: 'trace', payload: line });
    simulator.on('session', tellSession).on('trace', tellTrace);

    node.status({ fill: 'yellow', shape: 'ring', text: 'cti-simulator.status.starting' });
    simulator
      .start()
      .then((address) => {
        port = address.port;
        show(0);
      })
      .catch(failed);

    node.on('input', (message, send, done) => {
      try {
        const call = inboundCall(message.payload);
        const { callID } = simulator.inboundCall(call);
        message.topic = 'call';
        message.payload = { ...call, callID };
        send(message);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });

    node.on('close', (removed: boolean, done: () => void) => {
      simulator.off('session', tellSession).off('trace', tellTrace);
      if (removed) node.status({});
      // The port must be free before the node that comes after this one wants it.
      simulator.stop().then(done, done);
    });
  }

  RED.nodes.registerType<Node, SimulatorSettings, object, object>('cti-simulator', CtiSimulator);
}

function portOf({ port }: SimulatorSettings): number {
  const number = wholeNumber('port', port);
  if (number !== undefined && number <= 65535) return number;
  throw new CtiError('CTI_INVALID_OPTION', `port: ${JSON.stringify(port)}; right is a whole number up to 65535`, {
    field: 'port',
  });
}
