import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Simulator } from '../../lib/simulator';
import { CONFIGURATION } from '../simulator/site';
import { Centre, SameClock } from './centre';
import { party } from './feed';
import { AGENTS, agentState, calls, connection, Desk, parties, standing, system, told } from './resync-desk';

const OTHERS = 5002;

/** The guide, CTI Client Application Guidelines: CTI Operations During Failures. */
describe('a peripheral that goes off line', () => {
  let desk: Desk;

  const callAt = (extension: string, connectionCallID: number) => ({ ...connection(connectionCallID, extension) });
  const begin = (callID: number) =>
    desk.hear('BEGIN_CALL_EVENT', { ...callAt('2001', callID), callType: 'CALLTYPE_OTHER_IN' });
  const end = (callID: number) => desk.hear('END_CALL_EVENT', callAt('2001', callID));
  const talk = (callID: number) => {
    begin(callID);
    desk.hear('CALL_ESTABLISHED_EVENT', {
      ...callAt('2001', callID),
      localConnectionState: 'LCS_CONNECT',
      answeringDeviceType: 'DEVID_AGENT_DEVICE',
      answeringDeviceID: '2001',
      eventCause: null,
    });
  };
  const goes = (peripheralID = AGENTS) => desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE', peripheralID));
  const returns = (peripheralID = AGENTS) => desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_ONLINE', peripheralID));
  const callsNow = () =>
    [...desk.model.calls.all()].map(({ connectionCallID, state }) => `${connectionCallID} ${state}`);
  /** Of calls, what events told and what was found out. */
  const story = () => [...desk.heard, ...desk.found].filter(({ kind }) => kind === 'call').map(({ topic }) => topic);

  beforeEach(async () => {
    desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_TALKING'));
    desk.resync.start('opened');
    desk.configured();
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls());
    talk(7);
    assert.equal(desk.model.complete, true);
    desk.heard.length = 0;
    desk.ledgers.length = 0;
  });

  it('leaves the picture incomplete, and no call of it ends: people may talk on', () => {
    goes();
    end(7);
    assert.deepEqual(callsNow(), ['7 talking']);
    assert.deepEqual(story(), []);
    assert.equal(desk.model.complete, false);
    assert.deepEqual([...desk.resync.unknown].sort(), ['agent states', 'calls']);
  });

  it('is asked about when it is back; a call that goes on has neither a second beginning nor an end', async () => {
    goes();
    const gone = desk.clock.now();
    end(7);
    desk.clock.advance(60_000);
    returns();
    begin(7);
    // More than once, since it was announced while it was asked for.
    while (desk.open.includes('7')) {
      await desk.take('7').answer(parties(7, ['2001', 'LCS_HOLD'], ['5551234', 'LCS_CONNECT']));
    }
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_HOLD']));
    assert.deepEqual(callsNow(), ['7 held']);
    assert.deepEqual(story(), ['call.held']);
    const [ledger] = desk.ledgers;
    assert.deepEqual([ledger?.reason, ledger?.from, ledger?.to], ['peripheral back', gone, desk.clock.now()]);
    assert.deepEqual([ledger?.calls.changed, ledger?.calls.begun, ledger?.calls.vanished], [1, [], []]);
    assert.equal(desk.found[0]?.reason, 'peripheral back');
    assert.equal(desk.model.complete, true);
    desk.hear('CALL_CLEARED_EVENT', callAt('2001', 7));
    end(7);
    assert.equal(story().filter((topic) => topic === 'call.ended').length, 1);
  });

  it('a call that was over meanwhile ends once, found out with the reason', async () => {
    goes();
    end(7);
    returns();
    await desk.take('7').refuse('CF_INVALID_CSTA_CALL_IDENTIFIER');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual(
      desk.found.map(({ topic, reason, synthetic }) => [topic, reason, synthetic]),
      [
        ['call.ended', 'peripheral back', true],
        ['agent.notReady', 'peripheral back', true],
      ],
    );
    assert.equal(desk.ledgers[0]?.calls.vanished.length, 1);
    end(7);
    assert.deepEqual(story(), ['call.ended']);
  });

  it('a call that is cleared, or that everybody has left, ends nevertheless', () => {
    talk(8);
    goes();
    desk.heard.length = 0;
    desk.hear('CALL_CLEARED_EVENT', callAt('2001', 7));
    end(7);
    desk.hear('CALL_CONNECTION_CLEARED_EVENT', { ...callAt('2001', 8), eventCause: null });
    end(8);
    assert.deepEqual(callsNow(), ['7 ended', '8 ended']);
    assert.deepEqual(story(), ['call.partyLeft', 'call.ended', 'call.partyLeft', 'call.ended']);
  });

  it('while others stay: their calls end as always', () => {
    desk.hear('BEGIN_CALL_EVENT', { ...callAt('3001', 9), peripheralID: OTHERS, callType: 'CALLTYPE_OTHER_IN' });
    goes();
    desk.hear('END_CALL_EVENT', { ...callAt('3001', 9), peripheralID: OTHERS });
    assert.deepEqual(callsNow(), ['7 talking', '9 ended']);
  });

  it('is no loss where nothing is known of it', () => {
    goes(OTHERS);
    assert.equal(desk.model.complete, true);
    assert.deepEqual(desk.resync.unknown, []);
  });

  it('while the server is asked leaves unknown what has been answered before', async () => {
    desk.resync.start('gap');
    desk.configured();
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_CONNECT']));
    const last = desk.take('7');
    goes();
    await last.answer(parties(7, ['2001', 'LCS_CONNECT'], ['5551234', 'LCS_CONNECT']));
    assert.deepEqual([...(desk.ledgers[0]?.unknown ?? [])].sort(), ['agent states', 'calls']);
    assert.equal(desk.model.complete, false);
  });

  it('with the gateway: nothing is told, of any of its peripherals', async () => {
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_GATEWAY_OFFLINE', 0, ['PGS_OPC_DOWN']));
    end(7);
    assert.deepEqual([callsNow(), desk.model.complete], [['7 talking'], false]);
    returns();
    desk.configured();
    await desk.take('7').answer(parties(7, ['2001', 'LCS_CONNECT'], ['5551234', 'LCS_CONNECT']));
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_CONNECT']));
    assert.deepEqual([story(), desk.model.complete], [[], true]);
  });
});

describe('END_CALL_EVENT alone, without an outage', () => {
  it('ends the call for this client, since nothing more will be told of it; it is not abandoned', () => {
    const desk = new Desk();
    desk.hear('BEGIN_CALL_EVENT', { ...connection(7, '2001'), callType: 'CALLTYPE_OTHER_IN' });
    desk.hear('END_CALL_EVENT', connection(7, '2001'));
    assert.deepEqual(told(desk.heard), ['call.started', 'call.ended']);
  });
});

describe('an outage of the simulator', () => {
  const clock = new SameClock();
  const simulator = new Simulator({ port: 0, sideB: { port: 0 }, configuration: CONFIGURATION }, clock);
  let centre: Centre;
  let callID: number;
  const atAgent = () => ({ peripheralID: AGENTS, ...party(callID, '2001') });
  const story = () =>
    centre.changes
      .filter((change) => change.kind === 'call' && change.call.peripheralID === AGENTS)
      .map(({ topic, reason }) => (reason ? `${topic}, ${reason}` : topic));

  /** Ann talks with somebody outside; the picture is complete. */
  beforeEach(async () => {
    clock.restart();
    const { sides } = await simulator.start();
    const ports = { A: sides.A.port, B: sides.B?.port ?? 0 };
    centre = new Centre(simulator, clock, ports, { hotStandby: false, outstanding: 4, beforeAnswer: () => {} });
    await centre.settle();
    await centre.session.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
    });
    ({ callID } = simulator.inboundCall({ ani: '5551234' }));
    await centre.session.request('ANSWER_CALL_REQ', { ...atAgent(), agentInstrument: '2001' });
    await centre.settle();
    centre.changes.length = 0;
    simulator.peripheralOffline(AGENTS);
    await centre.heard();
    assert.equal(centre.model.complete, false);
    assert.equal(centre.model.calls.byConnectionCallID(AGENTS, callID)[0]?.state, 'talking');
  });

  afterEach(async () => {
    await centre.close();
    await simulator.stop();
  });

  it('that a call outlasts gives it neither end nor beginning, until it ends', async () => {
    simulator.peripheralOnline(AGENTS);
    await centre.settle();
    assert.deepEqual(story(), []);
    simulator.hangUp(callID);
    await centre.heard();
    assert.deepEqual(
      story().filter((topic) => topic.startsWith('call.ended')),
      ['call.ended'],
    );
  });

  it('that a call does not outlast ends it once, when it is over', async () => {
    simulator.hangUp(callID);
    await centre.heard();
    assert.deepEqual(story(), []);
    simulator.peripheralOnline(AGENTS);
    await centre.settle();
    assert.deepEqual(story(), ['call.ended, peripheral back']);
    const ledger = centre.ledgers.at(-1);
    assert.deepEqual([ledger?.reason, ledger?.calls.vanished.length], ['peripheral back', 1]);
  });
});
