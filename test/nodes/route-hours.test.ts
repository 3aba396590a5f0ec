import assert from 'node:assert/strict';
import { Rules } from '../../nodes/route';
import { condition, type Facing, facts, rule } from './route-rules';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const WORKDAYS = [1, 2, 3, 4, 5];

/** Whether a condition holds at a moment, given with its offset. */
async function holds(one: Facing, moment: string, timeZone = BERLIN, holidays = ''): Promise<boolean> {
  const rules = new Rules({
    rules: [rule([condition(one)])],
    otherwise: { action: 'none', fields: {} },
    timeZone,
    holidays: { value: holidays, type: 'str' },
  });
  const decided = await rules.decide(facts({ now: Date.parse(moment) }), async ({ value }) => value);
  return decided.rule === 1;
}

const hours = (from: string, to: string, days: readonly number[] = []): Facing => ({
  subject: 'hours',
  test: 'is',
  days,
  from,
  to,
});

describe('hours of a rule', () => {
  it('begin with their first minute, and end before their last', async () => {
    const open = hours('08:00', '17:30', WORKDAYS);
    assert.equal(await holds(open, '2026-11-20T07:59:59+01:00'), false);
    assert.equal(await holds(open, '2026-11-20T08:00:00+01:00'), true);
    assert.equal(await holds(open, '2026-11-20T17:29:59+01:00'), true);
    assert.equal(await holds(open, '2026-11-20T17:30:00+01:00'), false);
    assert.equal(await holds(open, '2026-11-21T12:00:00+01:00'), false, 'Saturday');
    assert.equal(await holds({ ...open, test: 'isNot' }, '2026-11-21T12:00:00+01:00'), true);
  });

  it('are those of the time zone, the one of the condition before the one of the node', async () => {
    const open = hours('08:00', '17:30');
    const noonInBerlin = '2026-11-20T12:00:00+01:00';
    assert.equal(await holds(open, noonInBerlin, BERLIN), true);
    assert.equal(await holds(open, noonInBerlin, NEW_YORK), false);
    assert.equal(await holds({ ...open, zone: NEW_YORK }, noonInBerlin, BERLIN), false);
    // It is still Thursday there.
    assert.equal(await holds(hours('', '', [4]), '2026-11-20T02:00:00Z', NEW_YORK), true);
  });

  it('go over midnight, and belong to the day on which they begin', async () => {
    const night = hours('22:00', '06:00', [5]);
    assert.equal(await holds(night, '2026-11-20T21:59:00+01:00'), false);
    assert.equal(await holds(night, '2026-11-20T22:00:00+01:00'), true);
    assert.equal(await holds(night, '2026-11-21T05:59:00+01:00'), true, 'early on Saturday');
    assert.equal(await holds(night, '2026-11-21T06:00:00+01:00'), false);
    assert.equal(await holds(night, '2026-11-20T05:00:00+01:00'), false, 'early on Friday is of Thursday');
    assert.equal(await holds(hours('22:00', '06:00', [7]), '2026-11-23T01:00:00+01:00'), true, 'Sunday to Monday');
  });

  it('last until midnight with 24:00, and all day without times', async () => {
    assert.equal(await holds(hours('20:00', '24:00'), '2026-11-20T23:59:59+01:00'), true);
    assert.equal(await holds(hours('20:00', '24:00'), '2026-11-21T00:00:00+01:00'), false);
    assert.equal(await holds(hours('', '', [6]), '2026-11-21T00:00:00+01:00'), true);
    assert.equal(await holds(hours('', ''), '2026-11-21T00:00:00+01:00'), true);
  });

  it('follow the clock on the wall when it is put forward', async () => {
    // 29 March 2026, Berlin: after 01:59 comes 03:00.
    assert.equal(await holds(hours('03:00', '04:00'), '2026-03-29T00:59:59Z'), false);
    assert.equal(await holds(hours('03:00', '04:00'), '2026-03-29T01:00:00Z'), true);
    assert.equal(await holds(hours('02:00', '03:00'), '2026-03-29T01:00:00Z'), false, 'an hour that is left out');
    assert.equal(await holds(hours('08:00', '17:00'), '2026-03-29T06:00:00Z'), true);
    assert.equal(await holds(hours('08:00', '17:00'), '2026-03-28T06:30:00Z'), false, 'the day before');
    // 8 March 2026, New York.
    assert.equal(await holds(hours('08:00', '17:00'), '2026-03-08T12:00:00Z', NEW_YORK), true);
    assert.equal(await holds(hours('08:00', '17:00'), '2026-03-07T12:30:00Z', NEW_YORK), false);
    // For three weeks Berlin is five hours ahead, not six.
    assert.equal(await holds(hours('09:00', '10:00'), '2026-03-16T14:30:00+01:00', NEW_YORK), true);
  });

  it('come twice when the clock is put back', async () => {
    // 25 October 2026, Berlin: 02:00 to 03:00 comes twice.
    const between = hours('02:00', '03:00');
    assert.equal(await holds(between, '2026-10-25T00:30:00Z'), true);
    assert.equal(await holds(between, '2026-10-25T01:30:00Z'), true);
    assert.equal(await holds(between, '2026-10-25T02:00:00Z'), false);
    // 1 November 2026, New York: 01:00 to 02:00 comes twice.
    assert.equal(await holds(hours('22:00', '02:00', [6]), '2026-11-01T06:30:00Z', NEW_YORK), true);
    assert.equal(await holds(hours('22:00', '02:00', [6]), '2026-11-01T07:00:00Z', NEW_YORK), false);
  });
});

describe('days of a rule', () => {
  const days = (from: string, to: string): Facing => ({ subject: 'dates', test: 'is', from, to });

  it('are from the first to the last, both included, and open at one end', async () => {
    const sale = days('2026-12-24', '2026-12-31');
    assert.equal(await holds(sale, '2026-12-23T23:59:59+01:00'), false);
    assert.equal(await holds(sale, '2026-12-24T00:00:00+01:00'), true);
    assert.equal(await holds(sale, '2026-12-31T23:59:59+01:00'), true);
    assert.equal(await holds(sale, '2027-01-01T00:00:00+01:00'), false);
    assert.equal(await holds(days('2026-12-24', ''), '2030-01-01T00:00:00+01:00'), true);
    assert.equal(await holds(days('', '2026-12-24'), '2026-12-25T00:00:00+01:00'), false);
  });

  it('are holidays where the list says so, once or each year', async () => {
    const holiday: Facing = { subject: 'holiday', test: 'is' };
    const list = '12-25, 2027-03-29\n02-29';
    assert.equal(await holds(holiday, '2026-12-25T12:00:00+01:00', BERLIN, list), true);
    assert.equal(await holds(holiday, '2031-12-25T12:00:00+01:00', BERLIN, list), true);
    assert.equal(await holds(holiday, '2027-03-29T12:00:00+02:00', BERLIN, list), true);
    assert.equal(await holds(holiday, '2028-03-29T12:00:00+02:00', BERLIN, list), false);
    assert.equal(await holds(holiday, '2026-12-24T23:30:00Z', BERLIN, list), true, 'already there');
    assert.equal(await holds({ ...holiday, test: 'isNot' }, '2026-12-24T12:00:00Z', BERLIN, list), true);
    assert.equal(await holds(holiday, '2026-12-25T12:00:00Z'), false, 'no list');
  });

  it('are those of the computer where no zone is named', async () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    for (const hour of ['00', '06', '12', '18']) {
      const moment = `2026-12-25T${hour}:30:00Z`;
      assert.equal(
        await holds(hours('06:00', '18:00'), moment, ''),
        await holds(hours('06:00', '18:00'), moment, timeZone),
      );
    }
  });

  it('say what is wrong: the zone, the time, the date', async () => {
    const refused = async (one: Facing, message: RegExp, timeZone = BERLIN, holidays = '') =>
      assert.rejects(holds(one, '2026-12-25T12:00:00Z', timeZone, holidays), { code: 'CTI_INVALID_OPTION', message });
    await refused(hours('08:00', '17:00'), /rule 1, condition 1: timeZone: "Mars" is not known/, 'Mars');
    await refused(hours('8', '17:00'), /from: "8" is no time of day/);
    await refused(hours('08:00', '24:01'), /to: "24:01" is no time of day/);
    await refused(hours('08:00', ''), /to: "" is no time of day/);
    await refused(hours('08:00', '08:00'), /to: the same as the beginning/);
    await refused(hours('24:00', '08:00'), /from: right is 00:00 to 23:59/);
    await refused(hours('08:00', '09:00', [0]), /days: right is 1/);
    await refused(days('2026-02-30', ''), /from: "2026-02-30" is no date/);
    await refused(days('2026-12-31', '2026-12-24'), /to: right is a day that is not before/);
    await refused(days('', ''), /from: no date/);
    await refused({ subject: 'holiday', test: 'is' }, /holidays: "25.12." is no date/, BERLIN, '25.12.');
  });
});
