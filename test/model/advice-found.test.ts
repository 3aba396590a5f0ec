/** An instance that begins while an agent asks a colleague finds the calls by asking, and names them as the others do. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ContactCentreModel } from '../../lib/model';
import { AGENTS, Feed, party } from './feed';
import { HISTORIES, record } from './histories';

const contacts = (model: ContactCentreModel) =>
  [...model.calls.all()]
    .filter(({ state, connectionCallID }) => state !== 'ended' && connectionCallID !== null)
    .map(({ id, contactID }) => `${id}: ${contactID}`)
    .sort();

describe('contacts of calls that are found by asking', () => {
  for (const name of Object.keys(HISTORIES)) {
    it(`are those of who has seen it all, at each moment, whatever is asked first: ${name}`, async () => {
      const hearing = new ContactCentreModel();
      let seen = 0;
      await record(name, {}, async ({ happenings, bridge, site }) => {
        for (const { at, messages } of happenings.slice(seen)) for (const one of messages) hearing.apply(one, at);
        seen = happenings.length;
        const at = site.clock.now();
        const answers: { payload: object; asked: object }[] = [];
        for (const call of [...hearing.calls.all()].filter(({ state }) => state !== 'ended')) {
          const [connection] = call.connections.filter(({ localConnectionState: state }) => state !== 'LCS_NULL');
          if (call.connectionCallID === null || !connection) continue;
          const asked = {
            peripheralID: call.peripheralID,
            ...party(call.connectionCallID, connection.connectionDeviceID),
          };
          answers.push({ payload: await bridge.request('SNAPSHOT_CALL_REQ', asked), asked });
        }
        for (const order of [answers, [...answers].reverse()]) {
          const asking = new ContactCentreModel();
          for (const { payload, asked } of order) {
            asking.apply({ topic: 'SNAPSHOT_CALL_CONF', payload }, at, { asked, reason: 'opened' });
          }
          assert.deepEqual(contacts(asking), contacts(hearing));
        }
      });
    });
  }

  type Party = readonly [device: string, state: string];
  const shown = (callID: number, callType: string, parties: readonly Party[]) => ({
    payload: {
      callType,
      callDevices: parties.map(([device, state]) => ({
        callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
        callConnectionDeviceID: device,
        callDeviceType: device === 'C' ? 'DEVID_EXTERNAL' : 'DEVID_AGENT_DEVICE',
        callDeviceID: device,
        callDeviceConnectionState: state,
      })),
    },
    asked: { peripheralID: AGENTS, ...party(callID, '2001') },
  });
  /** In every order. @returns the contacts, each with the numbers of its calls */
  function found(...calls: ReturnType<typeof shown>[]): string[] {
    const outcomes = orders(calls).map((order) => {
      const feed = new Feed();
      for (const { payload, asked } of order) feed.tell('SNAPSHOT_CALL_CONF', payload, { asked });
      const by = new Map<string, number[]>();
      for (const { contactID, connectionCallID } of feed.model.calls.all()) {
        by.set(contactID, [...(by.get(contactID) ?? []), connectionCallID as number].sort());
      }
      return [...by].map(([id, numbers]) => `${id}: ${numbers}`).sort();
    });
    for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
    return outcomes[0] ?? [];
  }

  it('are one where the agent has gone back to the caller, and the colleague waits', () => {
    const about = shown(7, 'CALLTYPE_ACD_IN', [
      ['C', 'LCS_CONNECT'],
      ['2001', 'LCS_CONNECT'],
    ]);
    const advice = shown(8, 'CALLTYPE_CONSULT', [
      ['2001', 'LCS_HOLD'],
      ['2002', 'LCS_CONNECT'],
    ]);
    assert.deepEqual(found(about, advice), ['5000-7-20260131: 7,8']);
  });

  it('are one where the colleague asks another one', () => {
    const about = shown(7, 'CALLTYPE_ACD_IN', [
      ['C', 'LCS_CONNECT'],
      ['2001', 'LCS_HOLD'],
    ]);
    const advice = shown(8, 'CALLTYPE_CONSULT', [
      ['2001', 'LCS_CONNECT'],
      ['2002', 'LCS_HOLD'],
    ]);
    const more = shown(9, 'CALLTYPE_CONSULT', [
      ['2002', 'LCS_CONNECT'],
      ['2003', 'LCS_ALERTING'],
    ]);
    assert.deepEqual(found(about, advice, more), ['5000-7-20260131: 7,8,9']);
  });

  it('are one where the colleague has gone back to the agent, and the other one waits', () => {
    const about = shown(7, 'CALLTYPE_ACD_IN', [
      ['C', 'LCS_CONNECT'],
      ['2001', 'LCS_HOLD'],
    ]);
    const advice = shown(8, 'CALLTYPE_CONSULT', [
      ['2001', 'LCS_CONNECT'],
      ['2002', 'LCS_CONNECT'],
    ]);
    const more = shown(9, 'CALLTYPE_CONSULT', [
      ['2002', 'LCS_HOLD'],
      ['2003', 'LCS_CONNECT'],
    ]);
    assert.deepEqual(found(about, advice, more), ['5000-7-20260131: 7,8,9']);
  });

  it('are two where a call that has nothing to do with it rings at one of the phones', () => {
    const about = shown(7, 'CALLTYPE_ACD_IN', [
      ['C', 'LCS_CONNECT'],
      ['2001', 'LCS_CONNECT'],
    ]);
    const advice = shown(8, 'CALLTYPE_CONSULT', [
      ['2001', 'LCS_HOLD'],
      ['2002', 'LCS_CONNECT'],
    ]);
    const other = shown(9, 'CALLTYPE_OTHER_IN', [
      ['D', 'LCS_CONNECT'],
      ['2001', 'LCS_ALERTING'],
    ]);
    assert.deepEqual(found(about, advice, other), ['5000-7-20260131: 7,8', '5000-9-20260131: 9']);
  });
});

function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, i) => orders(things.filter((_, j) => j !== i)).map((rest) => [thing, ...rest]));
}
