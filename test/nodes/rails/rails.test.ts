import assert from 'node:assert/strict';
import { ContactCentreModel } from '../../../lib/model';
import { CtiError } from '../../../lib/session';
import { Rails, type RailsSettings } from '../../../nodes/rails';
import { ManualClock } from '../../session/manual-clock';
import { env } from '../flow';

const PERIPHERAL = { peripheralID: 5000 };
const request = (topic: string, fields: object = {}) => {
  const payload = { ...PERIPHERAL, ...fields };
  return { topic, payload, given: payload };
};
const connectionOf = (device: string) => ({
  connectionCallID: 7,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: device,
});
const DANGEROUS = [
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_LOGOUT', forcedFlag: 'TRUE', agentID: '1001' }),
  request('SET_AGENT_STATE_REQ', { agentState: 1, forcedFlag: '1', agentID: '1001' }),
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_LOGIN', forcedFlag: 'TRUE', agentInstrument: '2004' }),
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_AVAILABLE', forcedFlag: 1, agentID: '1001' }),
  request('CLEAR_CALL_REQ', connectionOf('2001')),
  request('CLEAR_CONNECTION_REQ', connectionOf('2001')),
  request('SUPERVISE_CALL_REQ', { supervisoryAction: 'SUPERVISOR_BARGE_IN', agentID: '1001' }),
  request('SUPERVISE_CALL_REQ', { supervisoryAction: ' 4 ', agentID: '1001' }),
];
const HARMLESS = [
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_LOGOUT', agentID: '1001' }),
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_LOGIN', forcedFlag: 'FALSE', agentID: '1001' }),
  request('SET_AGENT_STATE_REQ', { agentState: 'AGENT_STATE_LOGIN', forcedFlag: 2, agentID: '1001' }),
  request('SUPERVISE_CALL_REQ', { supervisoryAction: 'SUPERVISOR_MONITOR', agentID: '1001' }),
  request('SUPERVISE_CALL_REQ', { supervisoryAction: 'SUPERVISOR_CLEAR', agentID: '1001' }),
  request('HOLD_CALL_REQ', connectionOf('2001')),
  request('QUERY_AGENT_STATE_REQ', { agentID: '1001' }),
];

describe('the rails', () => {
  let clock: ManualClock;
  let sent: string[];
  beforeEach(() => {
    clock = new ManualClock();
    sent = [];
  });
  const railsOf = (settings: RailsSettings) => new Rails(settings, clock);
  const pass = async (rails: Rails, asked = request('HOLD_CALL_REQ')) =>
    rails.pass(
      asked,
      () => undefined,
      async () => {
        sent.push(asked.topic);
      },
    );
  /** The code; undefined: it went through. */
  const outcome = (rails: Rails, asked?: ReturnType<typeof request>) =>
    pass(rails, asked).then(
      () => undefined,
      (error: CtiError) => error.code,
    );

  describe('without settings', () => {
    it('let everything pass and say nothing of themselves: so flows of before work as they did', async () => {
      const rails = new Rails();
      for (const asked of [...DANGEROUS, ...HARMLESS]) assert.equal(await outcome(rails, asked), undefined);
      assert.equal(sent.length, DANGEROUS.length + HARMLESS.length);
      assert.deepEqual(rails.status, {});
      assert.deepEqual(rails.figures, { dryRun: 0, notAllowed: 0, notArmed: 0, rateLimited: 0 });
    });
  });

  describe('with the arm switch', () => {
    it('refuse what takes somebody’s work away until they are armed, and nothing else', async () => {
      const rails = railsOf({ alwaysArmed: false });
      for (const asked of DANGEROUS) assert.equal(await outcome(rails, asked), 'CTI_NOT_ARMED', asked.topic);
      for (const asked of HARMLESS) assert.equal(await outcome(rails, asked), undefined, asked.topic);
      assert.equal(rails.figures.notArmed, DANGEROUS.length);
      assert.deepEqual(rails.status, { armed: false });
      rails.arm();
      for (const asked of DANGEROUS) assert.equal(await outcome(rails, asked), undefined, asked.topic);
      rails.close();
    });

    it('are armed for a minute, or as long as is said, and tell it', async () => {
      const rails = railsOf({ alwaysArmed: false });
      const told: (boolean | undefined)[] = [];
      rails.onChange = () => told.push(rails.status.armed);
      const [dangerous] = DANGEROUS;
      rails.arm();
      assert.deepEqual(rails.status, {
        armed: true,
        armedUntil: new Date(clock.date().getTime() + 60_000).toISOString(),
      });
      clock.advance(59);
      assert.equal(await outcome(rails, dangerous), undefined);
      clock.advance(1);
      assert.equal(await outcome(rails, dangerous), 'CTI_NOT_ARMED');
      rails.arm(3600);
      rails.arm(10);
      clock.advance(10);
      assert.equal(await outcome(rails, dangerous), 'CTI_NOT_ARMED', 'the last word counts');
      rails.arm();
      rails.disarm();
      rails.disarm();
      assert.equal(await outcome(rails, dangerous), 'CTI_NOT_ARMED');
      assert.deepEqual(told, [true, false, true, true, false, true, false]);
      assert.equal(clock.waiting, 0);
    });

    it('are not armed for longer than an hour, nor for no time', () => {
      const rails = railsOf({ alwaysArmed: false });
      for (const seconds of [0, -1, 3601, Number.NaN]) {
        assert.throws(() => rails.arm(seconds), { code: 'CTI_INVALID_FIELD', field: 'seconds' });
      }
      assert.deepEqual(rails.status, { armed: false });
    });

    it('let the session’s own agent hang up', async () => {
      const rails = railsOf({ alwaysArmed: false, agentExtension: '2001', agentInstrument: '' });
      assert.equal(await outcome(rails, request('CLEAR_CONNECTION_REQ', connectionOf('2001'))), undefined);
      assert.equal(await outcome(rails, request('CLEAR_CONNECTION_REQ', connectionOf('2002'))), 'CTI_NOT_ARMED');
      assert.equal(await outcome(rails, request('CLEAR_CALL_REQ', connectionOf('2001'))), 'CTI_NOT_ARMED');
    });
  });

  describe('in a dry run', () => {
    const rehearse = (rails: Rails, asked: ReturnType<typeof request>, check = () => {}) =>
      rails.rehearse(asked, undefined, check);

    it('give the request back in the place of a confirmation, without passwords', () => {
      const rails = railsOf({ dryRun: true });
      const told: string[] = [];
      rails.onRehearsal = (topic) => told.push(topic);
      const login = request('SET_AGENT_STATE_REQ', { agentID: '1001', agentPassword: 'secret' });
      const message = rehearse(rails, login);
      assert.deepEqual(message, {
        topic: 'SET_AGENT_STATE_REQ',
        payload: { ...PERIPHERAL, agentID: '1001', agentPassword: '***' },
        cti: { confirmed: false, dryRun: true },
      });
      assert.deepEqual([told, rails.figures.dryRun, rails.status], [['SET_AGENT_STATE_REQ'], 1, { dryRun: true }]);
    });

    it('let questions go to the server', () => {
      assert.equal(rehearse(railsOf({ dryRun: true }), request('QUERY_AGENT_STATE_REQ')), undefined);
      assert.equal(rehearse(railsOf({}), request('HOLD_CALL_REQ')), undefined);
    });

    it('refuse what would be refused', () => {
      const rails = railsOf({ dryRun: true, denyAgents: '1001', alwaysArmed: false });
      const wrong = new CtiError('CTI_MISSING_FIELD', 'dialedNumber: missing');
      const check = () => {
        throw wrong;
      };
      assert.throws(() => rehearse(rails, request('MAKE_CALL_REQ'), check), wrong);
      assert.throws(() => rehearse(rails, request('SET_AGENT_STATE_REQ', { agentID: '1001' })), {
        code: 'CTI_NOT_ALLOWED',
      });
      const clear = request('CLEAR_CALL_REQ', connectionOf('2002'));
      assert.throws(() => rails.rehearse(clear, new ContactCentreModel(), () => {}), { code: 'CTI_NOT_ARMED' });
      assert.deepEqual(rails.figures, { dryRun: 0, notAllowed: 1, notArmed: 1, rateLimited: 0 });
    });
  });

  describe('with a rate', () => {
    const numbered = (n: number) => request('HOLD_CALL_REQ', connectionOf(String(n)));
    async function passes(rails: Rails, order: number[], n: number): Promise<void> {
      await rails.pass(
        numbered(n),
        () => undefined,
        async () => void order.push(n),
      );
    }
    /** Until everything that was due has gone. */
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    it('let a second’s worth go at once, the others in order when their time comes, and questions at any time', async () => {
      const rails = railsOf({ requestsPerSecond: '2' });
      const order: number[] = [];
      const all = [1, 2, 3, 4, 5].map((n) => passes(rails, order, n));
      assert.deepEqual(order, [1, 2]);
      await pass(rails, request('QUERY_AGENT_STATE_REQ'));
      assert.deepEqual(sent, ['QUERY_AGENT_STATE_REQ']);
      clock.advance(0.51);
      assert.deepEqual(order, [1, 2, 3]);
      clock.advance(0.51);
      assert.deepEqual(order, [1, 2, 3, 4]);
      clock.advance(0.51);
      await Promise.all(all);
      assert.deepEqual(order, [1, 2, 3, 4, 5]);
      clock.advance(10);
      await Promise.all([6, 7].map((n) => passes(rails, order, n)));
      const late = passes(rails, order, 8);
      assert.deepEqual(order.slice(5), [6, 7], 'no more than a second is saved up');
      clock.advance(1);
      await late;
      assert.equal(clock.waiting, 0);
    });

    it('let nobody overtake those who wait', async () => {
      const rails = railsOf({ requestsPerSecond: 1 });
      const order: number[] = [];
      const all = [1, 2, 3].map((n) => passes(rails, order, n));
      clock.oversleep(5);
      all.push(passes(rails, order, 4));
      clock.advance(5);
      await Promise.all(all);
      assert.deepEqual(order, [1, 2, 3, 4]);
    });

    it('refuse what would have to wait longer than ten seconds', async () => {
      const rails = railsOf({ requestsPerSecond: '0.5' });
      const waiting = [1, 2, 3, 4, 5, 6].map(() => outcome(rails));
      assert.equal(await outcome(rails), 'CTI_RATE_LIMITED');
      assert.throws(() => rails.admit(numbered(1), undefined), { code: 'CTI_RATE_LIMITED' });
      assert.equal(rails.figures.rateLimited, 2);
      clock.advance(11);
      assert.deepEqual(
        await Promise.all(waiting),
        waiting.map(() => undefined),
      );
    });

    it('look again at what had to wait', async () => {
      const rails = railsOf({ requestsPerSecond: 1, alwaysArmed: false });
      rails.arm(0.5);
      const [first, second] = [outcome(rails, DANGEROUS[0]), outcome(rails, DANGEROUS[0])];
      assert.equal(await first, undefined);
      clock.advance(2);
      assert.equal(await second, 'CTI_NOT_ARMED');
      assert.equal(rails.figures.notArmed, 1);
    });

    it('end what waits when the session is closed', async () => {
      const rails = railsOf({ requestsPerSecond: 1 });
      const [first, second] = [outcome(rails), outcome(rails)];
      await turn();
      rails.close();
      assert.deepEqual([await first, await second], [undefined, 'CTI_NOT_SENT']);
      assert.equal(clock.waiting, 0);
    });

    it('are refused with a rate that cannot be right', () => {
      for (const wrong of ['0', '-1', 'fast', '1001', '1,5', env('RATE')]) {
        const field = 'requestsPerSecond';
        assert.throws(() => railsOf({ requestsPerSecond: wrong }), { code: 'CTI_INVALID_OPTION', field });
      }
    });
  });
});
