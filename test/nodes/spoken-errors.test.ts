/** What people read of an error where Node-RED speaks another language. */
import assert from 'node:assert/strict';
import type { Node, NodeAPI } from 'node-red';
import { CtiError } from '../../lib/session';
import { speakLanguage, spoken } from '../../nodes/spoken-errors';
import { type Collected, collector, type RealNodeRed, startNodeRed } from './real-node-red';

type Words = { readonly [key: string]: string };

const CATALOG = '@ged188/node-red-cti/cti-server:';
const ENGLISH: Words = {
  'cti-server.errorCode.CTI_NO_CALL': 'There is no such call',
  'protocol.refusal.CF_NO_HELD_CALL': 'there is no call on hold',
};
const GERMAN: Words = {
  'cti-server.errorCode.CTI_NO_CALL': 'Es gibt keinen solchen Anruf',
  'protocol.refusal.CF_NO_HELD_CALL': 'es gibt keinen gehaltenen Anruf',
};

/** As i18next does it: a key without words is the answer itself. */
function server(words: Words): NodeAPI {
  const say = (key: string, options?: { readonly lng?: string }) => {
    const name = key.replace(CATALOG, '');
    return (options?.lng === 'en-US' ? ENGLISH : words)[name] ?? name;
  };
  return { _: say } as unknown as NodeAPI;
}

describe('errors in the language of the Node-RED server', () => {
  const cause = new Error('why');
  const error = new CtiError('CTI_NO_CALL', 'callID: no such call', { field: 'callID', calls: ['a'], cause });

  it('begin with a sentence in that language, and keep the English one in brackets', () => {
    const said = spoken(server(GERMAN), error);
    assert.equal(said.message, 'Es gibt keinen solchen Anruf (callID: no such call)');
    assert.ok(said instanceof CtiError);
    assert.match(said.stack ?? '', /^CtiError: Es gibt keinen solchen Anruf \(callID: no such call\)\n/);
  });

  it('keep their code, their field and all the rest', () => {
    const said = spoken(server(GERMAN), error);
    assert.deepEqual({ ...said }, { ...error });
    assert.equal(said.cause, cause);
    assert.equal('cause' in spoken(server(GERMAN), new CtiError('CTI_NO_CALL', 'none')), false);
  });

  it("say a refusal of the server by its constant's words", () => {
    const refusal = new CtiError('CF_NO_HELD_CALL', 'The CTI Server refused RETRIEVE_CALL_REQ: CF_NO_HELD_CALL');
    const { message, code } = spoken(server(GERMAN), refusal);
    assert.equal(message, `es gibt keinen gehaltenen Anruf (${refusal.message})`);
    assert.equal(code, 'CF_NO_HELD_CALL');
  });

  it('are as they were in English, and where nobody has words for the code', () => {
    assert.equal(spoken(server(ENGLISH), error), error);
    const other = new CtiError('CF_UNKNOWN_4711', 'The CTI Server refused MAKE_CALL_REQ: CF_UNKNOWN_4711');
    assert.equal(spoken(server(GERMAN), other), other);
  });

  it('are what a node reports; whatever else it reports stays', () => {
    const reports: unknown[][] = [];
    const node = { error: (...report: unknown[]) => void reports.push(report) };
    speakLanguage(server(GERMAN), node as unknown as Node);
    const message = { payload: 1 };
    for (const one of [error, cause, 'text']) (node as unknown as Node).error(one, message);
    assert.deepEqual(
      reports.map(([one, ...rest]) => [one instanceof Error ? one.message : one, ...rest]),
      [
        ['Es gibt keinen solchen Anruf (callID: no such call)', message],
        ['why', message],
        ['text', message],
      ],
    );
  });
});

/** Node-RED itself has es-ES only: what it prints while it starts stays English, which startNodeRed waits for. */
describe('errors in a Node-RED that speaks Spanish', () => {
  let nodeRed: RealNodeRed;
  before(async () => {
    nodeRed = await startNodeRed({ settings: "lang: 'es'," });
  });
  after(() => nodeRed?.stop());

  it('reach Catch nodes in Spanish, with the English words and the code', async () => {
    const place = { z: 'tab', x: 100, y: 100 };
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'test' },
      { id: 'begin', type: 'inject', ...place, once: true, onceDelay: 0.1, props: [], wires: [['ask']] },
      {
        id: 'ask',
        type: 'cti-request',
        ...place,
        server: '',
        request: 'QUERY_AGENT_STATE_REQ',
        fields: {},
        wires: [[]],
      },
      { id: 'catch', type: 'catch', ...place, scope: null, wires: [['told']] },
      collector('told', 'tab'),
    ]);
    await nodeRed.until('an error', () => nodeRed.collected.length > 0);
    const { message, code } = (nodeRed.collected[0] as Collected).msg.error;
    assert.match(message, /^CtiError: No se ha elegido un cti server, o está desactivado \(.+\)$/);
    assert.equal(code, 'CTI_NO_SERVER');
  });
});
