import assert from 'node:assert/strict';
import { wordsOf } from '../../lib/cli/command-words';
import { ACTIONS } from '../../lib/simulator';
import { running } from './running';

describe('a line typed into cti simulate', () => {
  it('is a word, what follows it, and values by key', () => {
    assert.deepEqual(wordsOf('  call ani=5551234  dialedNumber=8001 '), {
      word: 'call',
      argument: undefined,
      values: { ani: '5551234', dialedNumber: '8001' },
    });
    assert.deepEqual(wordsOf('answer 1001 call=7'), { word: 'answer', argument: '1001', values: { call: '7' } });
    assert.deepEqual(wordsOf('scenario "two words" A=1003'), {
      word: 'scenario',
      argument: 'two words',
      values: { A: '1003' },
    });
  });

  it('takes blanks in quotes, in objects and in arrays', () => {
    const { values } = wordsOf(
      'setCallData agent=1001 callWrapupData="said \\"yes\\"" callVariables={"callVariable1": "a b"} more=[1, 2]',
    );
    assert.deepEqual(values, {
      agent: '1001',
      callWrapupData: 'said "yes"',
      callVariables: '{"callVariable1": "a b"}',
      more: '[1, 2]',
    });
  });

  it('is wrong with two words without a key', () => {
    assert.throws(() => wordsOf('call 8001 8002'), { code: 'CTI_BAD_LINE', message: /right is key=value after call/ });
  });
});

describe('cti simulate with lines typed into it', () => {
  const start = (...args: string[]) => running(['simulate', '--port', '0', ...args]);
  /** Types a line and waits for what it gives. */
  const type = (simulator: ReturnType<typeof start>, line: string, answer: RegExp) => {
    simulator.keys.write(`${line}\n`);
    return simulator.shows(answer);
  };

  it('carries out actions in order, and quits', async () => {
    const simulator = start();
    await simulator.shows(/Ctrl-C ends it/);
    simulator.keys.write(
      'call ani=5559999 dialedNumber=8001 callVariables={"callVariable1": "two words"}\nanswer 1001\n',
    );
    const [, callID] = await simulator.shows(/^call: done callID=(\d+) ani=5559999 dialedNumber=8001$/m);
    await simulator.shows(/^answer: done/m);
    await simulator.shows(new RegExp(`CALL_ESTABLISHED_EVENT call ${callID} `));
    await type(simulator, `hangUp callID=${callID}`, /^hangUp: done callID=\d+$/m);
    simulator.keys.write('quit\n');
    assert.equal(await simulator.ended, 0);
    assert.match(simulator.text(), /The simulator has ended\.\n$/);
  });

  it('shows errors with their code and goes on', async () => {
    const simulator = start();
    await simulator.shows(/Ctrl-C ends it/);
    await type(simulator, 'anwser agent=1001', /^there is no anwser; did you mean answer\? \(CTI_UNKNOWN_ACTION\)$/m);
    await type(simulator, 'answer', /agent.*\(CTI_INVALID_ACTION\)$/m);
    await type(simulator, 'answer agent=1001', /\(CF_NO_CALL_TO_ANSWER\)$/m);
    await type(simulator, 'makeCall 1001', /right is agent=1001 \(CTI_BAD_LINE\)$/m);
    await type(simulator, '# a comment\n\nready 1002', /^ready: done/m);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    assert.equal(simulator.stderr.text, '');
  });

  it('lists every action, and the fields of one', async () => {
    const simulator = start();
    await simulator.shows(/Ctrl-C ends it/);
    await type(simulator, 'help', /^ {2}quit +the simulator ends$/m);
    for (const { name } of ACTIONS) assert.match(simulator.text(), new RegExp(`^  ${name}\\b`, 'm'));
    await type(simulator, 'help makeCall', /^ {2}to= +text +/m);
    await type(simulator, 'help switchSides', /It has no fields/);
    simulator.interrupt();
    await simulator.ended;
  });

  it('plays scenarios, and stops them', async () => {
    const simulator = start();
    await simulator.shows(/Ctrl-C ends it/);
    await type(
      simulator,
      'scenario agent-sign-in',
      /there is no scenario "agent-sign-in"; did you mean agent-signs-in.*\(CTI_INVALID_OPTION\)$/m,
    );
    await type(simulator, 'scenario inbound-direct NOBODY=1003', /\(CTI_INVALID_CAST\)$/m);
    await type(simulator, 'scenario rush', /^scenario: done$/m);
    await type(simulator, 'stop', /The scenario rush was ended after/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
  });

  it('goes on when the pipe ends', async () => {
    const simulator = start('--json');
    await simulator.shows(/"event":"started"/);
    simulator.keys.end('ready agent=1002\nfly');
    await simulator.shows(/^\{"event":"done","action":"ready","outcome":.*\}$/m);
    await simulator.shows(/^\{"event":"failed","code":"CTI_UNKNOWN_ACTION",.*\}$/m);
    await simulator.shows(/"AGENT_STATE_AVAILABLE"|"done"/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
  });
});
