/**
 * Seconds since 1970 as an ISO date and time in UTC, as Date's toISOString writes them. By arithmetic,
 * which is five times as fast as making a Date: a call event with its client history has several.
 *
 * The calendar begins in March of the year 0, so that the leap day is the last day of a year.
 */
export function isoTime(time: number): string {
  const days = Math.floor(time / 86_400);
  const seconds = time - days * 86_400;
  const era = Math.floor((days + 719_468) / 146_097);
  const dayOfEra = days + 719_468 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) % 60;
  const second = seconds % 60;
  // biome-ignore format: the parts of a time
  return String.fromCharCode(
    digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), 0x2d,
    digit(month / 10), digit(month), 0x2d, digit(day / 10), digit(day), 0x54,
    digit(hour / 10), digit(hour), 0x3a, digit(minute / 10), digit(minute), 0x3a, digit(second / 10), digit(second),
    0x2e, 0x30, 0x30, 0x30, 0x5a,
  );
}

function digit(number: number): number {
  return 0x30 + (Math.floor(number) % 10);
}
