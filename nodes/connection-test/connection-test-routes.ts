/** What the button Test connection asks of Node-RED. */
import type { Node, NodeAPI } from 'node-red';
import { CtiError, probe } from '../../lib/session';
import { type ServerCredentials, sessionOptions } from '../session/session-options';
import { tlsOfSides } from '../session/tls-choice';
import { ConnectionTests } from './connection-test';
import { readForm } from './form-settings';

export function connectionTestRoutes(RED: NodeAPI): void {
  const tests = new ConnectionTests(probe);
  // Whoever may test may make Node-RED connect to any host: the right to change settings is needed.
  const allowed = RED.auth.needsPermission('cti-server.write');
  const surroundings = {
    // Of our own nodes only: the test sends what it finds to whatever host the form names.
    stored: (id: string) =>
      RED.nodes.getNode(id)?.type === 'cti-server' ? (RED.nodes.getCredentials(id) as ServerCredentials) : undefined,
    environment: (name: string, id: string) =>
      RED.util.getSetting((RED.nodes.getNode(id) ?? globalNode(RED)) as Node, name),
  };

  RED.httpAdmin.post('/cti-server/test', allowed, (request, response) => {
    try {
      const { settings, credentials } = readForm(request.body, surroundings);
      const tls = tlsOfSides(settings, (id) => RED.nodes.getNode(id));
      response.status(202).json({ id: tests.begin(sessionOptions(settings, credentials, tls)) });
    } catch (error) {
      if (!(error instanceof CtiError)) throw error;
      const { code, message } = error;
      response.status(code === 'CTI_TEST_RUNNING' ? 409 : 400).json({ code, message });
    }
  });

  RED.httpAdmin.get('/cti-server/test/:id', allowed, (request, response) => {
    const progress = tests.find(String(request.params.id));
    if (progress === undefined) response.sendStatus(404);
    else response.json(progress);
  });

  RED.httpAdmin.delete('/cti-server/test/:id', allowed, (request, response) => {
    tests.forget(String(request.params.id));
    response.sendStatus(204);
  });
}

/** A node that sees the global environment, as a cti-server does that is not deployed yet; null: there is no such environment. */
function globalNode(RED: NodeAPI): Node | null {
  const ids: string[] = [];
  RED.nodes.eachNode(({ id, type }) => type === 'global-config' && ids.push(id));
  return RED.nodes.getNode(ids[0] ?? '');
}
