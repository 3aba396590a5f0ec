/** What `cti probe` tells, as text for people or JSON Lines for machines. */
import type { ProbeReport, ProbeStep, SideReport } from '../session';
import { plural } from './report';

const MARKS: { readonly [O in ProbeStep['outcome']]: string } = { ok: '✔', warning: '!', failed: '✘' };
const LONGEST_NAME = 'peripherals'.length;
/** Of the advice, below the detail. */
const INDENT = ' '.repeat(30);

/** In English, as everything that the command says. */
export function jsonStep({ told: _told, ...step }: ProbeStep): string {
  return `${JSON.stringify({ event: 'step', ...step })}\n`;
}

export function jsonReport(report: ProbeReport): string {
  const sides = report.sides.map((side) => ({ ...side, steps: side.steps.map(({ told: _told, ...step }) => step) }));
  return `${JSON.stringify({ event: 'report', ...report, sides })}\n`;
}

export function textStep({ side, name, outcome, seconds, detail, code, advice }: ProbeStep): string {
  const time = `${Math.round(seconds * 1000)} ms`.padStart(9);
  const told = code === undefined || detail.includes(code) ? '' : ` (${code})`;
  const line = `${side}  ${MARKS[outcome]} ${name.padEnd(LONGEST_NAME)}  ${time}  ${detail}${told}\n`;
  return advice === undefined ? line : `${line}${INDENT}${advice}\n`;
}

export function textReport({ ok, sides, figures }: ProbeReport): string {
  const {
    framesIn,
    bytesIn,
    framesOut,
    bytesOut,
    confirmationTime: { count, p50, max },
  } = figures;
  const roundTrip = count === 0 ? 'no answers' : `round trip ${ms(p50)} (median), ${ms(max)} (longest)`;
  return `
${sides.map(summary).join('')}
Sent ${plural(framesOut, 'frame')}, ${plural(bytesOut, 'byte')}; received ${plural(framesIn, 'frame')}, ${plural(bytesIn, 'byte')}; ${roundTrip}
${ok ? 'A session can be opened.' : 'Not as it should be: see the steps marked ✘.'}
`;
}

function summary(report: SideReport): string {
  const { side, host, port, outcome, protocol } = report;
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const version = protocol === undefined ? '' : `, protocol version ${protocol}`;
  const warnings = report.steps.filter((step) => step.outcome === 'warning').length;
  const warned = outcome === 'standby' || warnings === 0 ? '' : `, ${plural(warnings, 'warning')}`;
  return `Side ${side}  ${where}  ${WORDS[outcome]}${version}${warned}\n${facts(report)}`;
}

const WORDS: { readonly [O in SideReport['outcome']]: string } = {
  open: 'open',
  standby: 'on standby',
  failed: 'failed',
};

function facts({ services, missingServices, peripherals, degraded, timeDifference }: SideReport): string {
  const rows: [string, string | undefined][] = [
    ['services', listed(services)],
    ['missing', missingServices?.map(({ service }) => service).join(', ')],
    ['peripherals', peripherals?.map((one) => `${one.peripheralID} ${one.online ? 'on' : 'off'} line`).join(', ')],
    ['degraded', degraded?.join(', ')],
    ['clock', timeDifference === undefined ? undefined : `${timeDifference} s (server minus here)`],
  ];
  return rows
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([name, text]) => `  ${name.padEnd(LONGEST_NAME)}  ${text}\n`)
    .join('');
}

function listed(services: SideReport['services']): string | undefined {
  return services?.length === 0 ? 'none' : services?.join(', ');
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
