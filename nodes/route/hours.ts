/** Days and hours as people in a time zone have them. The moment comes as an argument. */
import { textOf } from './comparisons';
import type { ConditionSettings } from './settings';
import { wrong } from './wrong';

/** @param at ms since 1970 */
export type InTime = (at: number) => boolean;

interface LocalTime {
  /** As 2026-12-31. */
  readonly date: string;
  /** 1 is Monday, 7 Sunday. */
  readonly day: number;
  /** Since midnight by the clock on the wall: on days when it is put forward or back it leaps. */
  readonly minute: number;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MINUTES_OF_A_DAY = 1440;

/**
 * @param zone IANA; none: that of the computer
 * @throws CtiError CTI_INVALID_OPTION naming the zone
 */
function clockOf(zone: string | undefined): (at: number) => LocalTime {
  const format = formatOf(zone?.trim() || undefined);
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      date: `${parts.year}-${parts.month}-${parts.day}`,
      day: DAYS.indexOf(parts.weekday ?? '') + 1,
      minute: Number(parts.hour) * 60 + Number(parts.minute),
    };
  };
}

function formatOf(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch (cause) {
    throw wrong('timeZone', `${JSON.stringify(timeZone)} is not known; right is for instance Europe/Berlin`, cause);
  }
}

/**
 * Without hours the whole day. Hours over midnight belong to the day on which they begin.
 * @throws CtiError CTI_INVALID_OPTION naming days, from, to or timeZone
 */
export function hours({ days = [], from = '', to = '', zone }: ConditionSettings): InTime {
  const clock = clockOf(zone);
  const on = new Set(days.length > 0 ? days : [1, 2, 3, 4, 5, 6, 7]);
  for (const day of on) if (!DAYS[day - 1]) throw wrong('days', 'right is 1 (Monday) to 7 (Sunday)');
  if (from.trim() === '' && to.trim() === '') return (at) => on.has(clock(at).day);
  const [first, end] = [minuteOf('from', from), minuteOf('to', to)];
  if (first === MINUTES_OF_A_DAY) throw wrong('from', 'right is 00:00 to 23:59');
  if (first === end) throw wrong('to', 'the same as the beginning; leave both empty for the whole day');
  return (at) => {
    const { day, minute } = clock(at);
    if (first < end) return on.has(day) && minute >= first && minute < end;
    return (on.has(day) && minute >= first) || (on.has(dayBefore(day)) && minute < end);
  };
}

function dayBefore(day: number): number {
  return day === 1 ? 7 : day - 1;
}

function minuteOf(part: string, text: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) < 60 && minutes <= MINUTES_OF_A_DAY) return minutes;
  throw wrong(part, `${JSON.stringify(text)} is no time of day; right is 00:00 to 24:00`);
}

/**
 * First and last day included; one of them may be open.
 * @throws CtiError CTI_INVALID_OPTION naming from, to or timeZone
 */
export function dates({ from = '', to = '', zone }: ConditionSettings): InTime {
  const clock = clockOf(zone);
  const [first, last] = [dateOf('from', from), dateOf('to', to)];
  if (first === '' && last === '') throw wrong('from', 'no date; right is for instance 2026-12-31');
  if (last !== '' && first > last) throw wrong('to', 'right is a day that is not before the first one');
  return (at) => {
    const { date } = clock(at);
    return date >= first && (last === '' || date <= last);
  };
}

function dateOf(part: string, text: string): string {
  const date = text.trim();
  if (date === '' || isDate(date)) return date;
  throw wrong(part, `${JSON.stringify(text)} is no date; right is for instance 2026-12-31`);
}

function isDate(text: string): boolean {
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

/**
 * @param list dates as 2026-12-26, or 12-25 for each year: an array, or a text with commas or blanks in between
 * @throws CtiError CTI_INVALID_OPTION naming holidays or timeZone
 */
export function holidays(list: unknown, zone: string | undefined): InTime {
  const clock = clockOf(zone);
  const days = new Set(Array.isArray(list) ? list.map(textOf) : textOf(list).split(/[\s,;]+/));
  days.delete('');
  for (const day of days) {
    // 2024 has a 29 February.
    if (isDate(/^\d\d-\d\d$/.test(day) ? `2024-${day}` : day)) continue;
    throw wrong('holidays', `${JSON.stringify(day)} is no date; right is 2026-12-26, or 12-25 for each year`);
  }
  return (at) => {
    const { date } = clock(at);
    return days.has(date) || days.has(date.slice(5));
  };
}
