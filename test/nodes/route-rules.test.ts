import assert from 'node:assert/strict';
import { CALL_FIELDS, type RuleSettings, Rules, type SUBJECTS, type TypedValue } from '../../nodes/route';
import { condition, type Facing, facts, rule, str } from './route-rules';

const NOTHING = { action: 'none', fields: {} } as const;

function rules(list: readonly RuleSettings[], otherwise: RuleSettings | typeof NOTHING = NOTHING): Rules {
  return new Rules({ rules: list, otherwise, timeZone: 'Europe/Berlin', holidays: str('') });
}

/** What comes from elsewhere, by its name. */
const from = (values: Readonly<Record<string, unknown>>) => async (typed: TypedValue) =>
  typed.type === 'str' || typed.type === 'num' ? typed.value : values[typed.value];

async function holds(one: Facing, call: object, values = {}): Promise<boolean> {
  const decided = await rules([rule([condition(one)])]).decide(facts({ call: { ...call } }), from(values));
  return decided.rule === 1;
}

describe('rules', () => {
  const is = (value: string) => condition({ subject: 'ani', value: str(value) });

  it('decide by the first one whose conditions all hold', async () => {
    const list = rules([
      rule([is('1'), condition({ subject: 'direction', value: str('out') })], { name: 'both' }),
      rule([is('1')], { name: 'one', action: 'setCallData', fields: { callVariable1: str('x') } }),
      rule([is('1')], { name: 'too late' }),
    ]);
    const decided = await list.decide(facts({ call: { ani: '1', direction: 'in' } }), from({}));
    const fields = { callVariable1: str('x') };
    assert.deepEqual(decided, { rule: 2, name: 'one', action: 'setCallData', fields });
  });

  it('do nothing, or what is to be done otherwise, where none applies', async () => {
    const call = facts({ call: { ani: '2' } });
    assert.deepEqual(await rules([rule([is('1')])]).decide(call, from({})), { rule: null, name: '', ...NOTHING });
    const otherwise = rule([], { fields: { calledDeviceID: str('1') } });
    const decided = await rules([rule([is('1')])], otherwise).decide(call, from({}));
    assert.deepEqual([decided.rule, decided.action], ['else', 'deflect']);
  });

  it('may be missing altogether: nothing is done', async () => {
    const none = new Rules({ holidays: str('') });
    assert.deepEqual(await none.decide(facts(), from({})), { rule: null, name: '', ...NOTHING });
  });

  it('end with a rule that does nothing; one without conditions always applies', async () => {
    const list = rules([rule([], { name: 'stop', action: 'none' }), rule([])]);
    assert.deepEqual(await list.decide(facts(), from({})), { rule: 1, name: 'stop', ...NOTHING });
  });

  it('ask for values only as far as they come', async () => {
    const asked: string[] = [];
    const evaluate = async ({ value, type }: TypedValue) => {
      if (type === 'flow') asked.push(value);
      return value;
    };
    const flow = (value: string) => condition({ subject: 'ani', value: { value, type: 'flow' } });
    await rules([rule([flow('a'), flow('b')]), rule([flow('1')]), rule([flow('c')])]).decide(
      facts({ call: { ani: '1' } }),
      evaluate,
    );
    assert.deepEqual(asked, ['a', '1']);
  });

  it('say which rule and condition cannot be right, before any call comes', () => {
    const refused = (one: Facing, message: RegExp) =>
      assert.throws(() => rules([rule([]), rule([is('1'), condition(one)])]), {
        code: 'CTI_INVALID_OPTION',
        message,
        field: 'rules',
      });
    refused({ subject: 'ani', test: 'matches', value: str('(') }, /^rule 2, condition 2: value: no regular expression/);
    refused({ subject: 'ani', test: 'less', value: str('x') }, /value: no number; right is for instance 30/);
    refused({ subject: 'ani', test: 'between', value: str('3'), most: str('2') }, /most: right is a number that/);
    refused({ subject: 'ani', test: 'oneOf', value: str('1,,2') }, /value: right is 1001/);
    refused({ subject: 'ani', value: str('') }, /value: nothing is typed/);
    refused({ subject: 'ani', test: 'beginsWith' }, /value: nothing is typed/);
    refused({ subject: 'weather' }, /subject: right is one of ani, dialedNumber/);
    refused({ subject: 'waiting', test: 'matches', value: str('1') }, /test: of waiting right is one of less, more/);
    refused({ subject: 'field', of: str('anni'), value: str('1') }, /field: no call has "anni"/);
    refused({ subject: 'variable', of: str(''), value: str('1') }, /variable: none is named/);
    refused({ subject: 'agentFree' }, /agent: none is named/);
    refused({ subject: 'callsWaiting', test: 'more', of: str('Sales'), groupBy: 'number', value: str('1') }, /whole/);
    refused(
      { subject: 'callsWaiting', test: 'more', of: str('1'), groupBy: 'team', value: str('1') },
      /groupBy: right/,
    );
    assert.throws(() => rules([{ ...rule([]), action: 'answer' as 'none' }]), /rule 1: the action is none of deflect/);
  });

  it('say so when a value that comes from elsewhere cannot be right', async () => {
    const one: Facing = { subject: 'ani', test: 'less', value: { value: 'limit', type: 'flow' } };
    assert.equal(await holds(one, { ani: '4' }, { limit: 5 }), true);
    await assert.rejects(holds(one, { ani: '4' }, { limit: 'five' }), /rule 1, condition 1: value: no number/);
    const fails = async () => {
      throw new Error('no such store');
    };
    await assert.rejects(rules([rule([condition(one)])]).decide(facts(), fails), {
      code: 'CTI_INVALID_OPTION',
      message: 'rule 1, condition 1: value: flow "limit" fails: no such store',
    });
  });
});

describe('conditions on the data of a call', () => {
  const ani = (test: string, value: string): Facing => ({ subject: 'ani', test, value: str(value) });

  it('compare texts, capital or small', async () => {
    const call = { ani: '+49 30 AbC' };
    assert.equal(await holds(ani('is', '+49 30 abc'), call), true);
    assert.equal(await holds(ani('isNot', '+49 30 abc'), call), false);
    assert.equal(await holds(ani('oneOf', '1, +49*'), call), true);
    assert.equal(await holds(ani('noneOf', '1, +49*'), call), false);
    assert.equal(await holds(ani('beginsWith', '+49 30 a'), call), true);
    assert.equal(await holds(ani('beginsWith', '49'), call), false);
    assert.equal(await holds(ani('matches', '^\\+(41|49)'), call), true);
    assert.equal(await holds(ani('matches', 'abc'), call), false, 'a regular expression as it is');
  });

  it('compare numbers', async () => {
    const of = (test: string, value: string, most = ''): Facing => ({ ...ani(test, value), most: str(most) });
    assert.equal(await holds(of('less', '10'), { ani: '9' }), true);
    assert.equal(await holds(of('less', '10'), { ani: '10' }), false);
    assert.equal(await holds(of('more', '10'), { ani: '9' }), false);
    assert.equal(await holds(of('more', '8.5'), { ani: '9' }), true);
    assert.equal(await holds(of('between', '9', '9'), { ani: '9' }), true);
    for (const test of ['less', 'more']) assert.equal(await holds(of(test, '0'), { ani: 'x' }), false, test);
  });

  it('know what is not there', async () => {
    for (const call of [{}, { ani: '' }, { ani: null }]) {
      assert.equal(await holds({ subject: 'ani', test: 'empty' }, call), true);
      assert.equal(await holds({ subject: 'ani', test: 'notEmpty' }, call), false);
      assert.equal(await holds(ani('is', '1'), call), false);
      assert.equal(await holds(ani('isNot', '1'), call), true);
      assert.equal(await holds(ani('less', '1'), call), false);
    }
    const none: Facing = { subject: 'ani', value: { value: 'gone', type: 'msg' } };
    assert.equal(await holds(none, { ani: '1' }), false);
    assert.equal(await holds({ ...none, test: 'isNot' }, { ani: '1' }), true);
    assert.equal(await holds({ ...none, test: 'beginsWith' }, { ani: '1' }), false);
    assert.equal(await holds({ ...none, test: 'matches' }, { ani: '1' }), false);
    assert.equal(await holds({ ...none, test: 'noneOf' }, { ani: '1' }), true);
  });

  it('take lists from elsewhere', async () => {
    const vip: Facing = { subject: 'ani', test: 'oneOf', value: { value: 'vips', type: 'global' } };
    assert.equal(await holds(vip, { ani: '3' }, { vips: ['1', 3] }), true);
    assert.equal(await holds(vip, { ani: '3' }, { vips: [] }), false);
    assert.equal(await holds(vip, { ani: '3' }, { vips: '1, 3' }), true);
  });

  it('read call variables, ECC variables and arrays', async () => {
    const call = {
      callVariable1: 'gold',
      namedVariables: { 'user.account': '4711' },
      namedArrays: { 'user.history': [null, 'call', 'mail'] },
    };
    const of = (name: string, value: string): Facing => ({ subject: 'variable', of: str(name), value: str(value) });
    assert.equal(await holds(of('callVariable1', 'gold'), call), true);
    assert.equal(await holds(of('CallVariable1', 'gold'), call), true);
    assert.equal(await holds(of('user.account', '4711'), call), true);
    assert.equal(await holds(of('user.history', 'mail'), call), true);
    assert.equal(await holds({ ...of('user.history', 'mail'), test: 'isNot' }, call), false);
    assert.equal(await holds({ ...of('callVariable2', ''), test: 'empty' }, call), true);
  });

  it('read the number that was dialled by either name, and every other field', async () => {
    assert.equal(await holds({ subject: 'dialedNumber', value: str('8001') }, { dnis: '8001' }), true);
    assert.equal(await holds({ subject: 'callType', value: str('CALLTYPE_OUT') }, { callType: 'CALLTYPE_OUT' }), true);
    assert.equal(await holds({ subject: 'direction', value: str('in') }, { direction: 'in' }), true);
    const field: Facing = { subject: 'field', of: str('callingDeviceID'), value: str('1') };
    assert.equal(await holds(field, { callingDeviceID: '1' }), true);
    for (const key of ['callerEnteredDigits', 'customerPhoneNumber', 'peripheralID']) {
      assert.ok(CALL_FIELDS.includes(key), key);
    }
  });

  it('read the skill groups that the call waits for, and the one it was delivered by', async () => {
    const queue = { skillGroups: [{ skillGroupNumber: 2, skillGroupID: 5102 }] };
    const call = { skillGroupNumber: 1, skillGroupID: null, queue };
    const of = (subject: keyof typeof SUBJECTS, value: string): Facing => ({ subject, value: str(value) });
    assert.equal(await holds(of('skillGroupNumber', '1'), call), true);
    assert.equal(await holds(of('skillGroupNumber', '2'), call), true);
    assert.equal(await holds(of('skillGroupID', '5102'), call), true);
    assert.equal(await holds(of('skillGroupNumber', '3'), call), false);
    assert.equal(await holds({ subject: 'skillGroupID', test: 'empty' }, {}), true);
  });
});

describe('conditions on the contact centre', () => {
  const agents = (groupBy: string, more: object = {}): Facing => ({
    subject: 'agentsAvailable',
    groupBy,
    test: 'less',
    value: str('1'),
    ...more,
  });

  it('do not hold where the call has no skill group and is asked for its own', async () => {
    assert.equal(await holds(agents('call'), {}), false);
    assert.equal(await holds(agents('call'), { skillGroupNumber: 1 }), true);
  });

  it('say that a skill group is not known by its name or id', async () => {
    const named = agents('name', { of: str('Sales') });
    await assert.rejects(holds(named, {}), { code: 'CTI_INVALID_OPTION', message: /skillGroup: none with this name/ });
    await assert.rejects(holds(agents('id', { of: str('5101') }), {}), /skillGroup: none with this ID is known/);
    assert.equal(await holds(agents('number', { of: str('1') }), {}), true);
  });

  it('count the seconds in queues up to now, over all legs of the contact', async () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    const leg = (state: string, queuedFor: number, since?: number) => ({
      state,
      times: { queuedFor },
      connections: since === undefined ? [] : [{ localConnectionState: 'LCS_QUEUED', since }],
    });
    const waited = async (value: string, most: string, ...legs: object[]) => {
      const calls = { byContact: () => legs } as unknown as ReturnType<typeof facts>['calls'];
      const one = condition({ subject: 'waiting', test: 'between', value: str(value), most: str(most) });
      const decided = rules([rule([one])]).decide(facts({ call: { contactID: 'c' }, calls, now }), from({}));
      return (await decided).rule === 1;
    };
    assert.equal(await waited('30', '30', leg('queued', 1000, now - 30_000)), true);
    assert.equal(await waited('45', '45', leg('ended', 15_000), leg('queued', 0, now - 30_000)), true);
    assert.equal(await waited('15', '15', leg('ended', 15_000), leg('ringing', 0)), true);
    assert.equal(await waited('0', '0'), true, 'a call that nobody has heard of');
  });

  it('take an agent that nobody has heard of as unknown and not free', async () => {
    const of = str('1001');
    assert.equal(await holds({ subject: 'agentState', of, value: str('AGENT_STATE_UNKNOWN') }, {}), true);
    assert.equal(await holds({ subject: 'agentFree', of }, {}), false);
    assert.equal(await holds({ subject: 'agentFree', of, test: 'isNot' }, {}), true);
  });
});
