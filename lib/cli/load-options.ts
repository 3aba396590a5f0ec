/** The options of `cti simulate` that are for a load. */
import { generateContactCentre, type LoadOptions, type SimulatorConfiguration } from '../simulator';
import { type Arguments, integerOption, invalidOption, textOption } from './arguments';

export const LOAD_OPTIONS = {
  cps: { type: 'string' },
  duration: { type: 'string' },
  seed: { type: 'string' },
  talk: { type: 'string' },
  wrap: { type: 'string' },
} as const;

const MOST_CALLS = 1_000;
const LONGEST = 86_400;
/** Seconds. */
const DURATION = 60;

/**
 * @returns undefined without --cps
 * @throws CtiError CTI_INVALID_OPTION
 */
export function loadOptions(options: Arguments['options']): LoadOptions | undefined {
  if (options.cps === undefined) {
    const stray = Object.keys(LOAD_OPTIONS).find((name) => options[name] !== undefined);
    if (stray !== undefined) throw invalidOption(stray, `--${stray} is about a load; give --cps, too`);
    return undefined;
  }
  if (options.scenario !== undefined) {
    throw invalidOption(
      'scenario',
      '--cps makes the calls of a load, --scenario those of a scenario; give one of them',
    );
  }
  const seed = integerOption('seed', options.seed, 0, 0xffff_ffff);
  const talk = positiveOption('talk', options.talk, LONGEST);
  const wrap = positiveOption('wrap', options.wrap, LONGEST);
  return {
    callsPerSecond: positiveOption('cps', options.cps, MOST_CALLS) ?? 1,
    duration: positiveOption('duration', options.duration, LONGEST) ?? DURATION,
    ...(seed !== undefined && { seed }),
    ...(talk !== undefined && { talk }),
    ...(wrap !== undefined && { wrap }),
  };
}

/** A made-up contact centre whose agents are signed out, and whose work after a call has no limit. */
export function loadedContactCentre(agents: number): SimulatorConfiguration {
  const configuration = generateContactCentre({ agents: 0, configured: agents });
  const deskSettings = configuration.deskSettings.map((one) => ({ ...one, workModeTimer: 0 }));
  return { ...configuration, deskSettings };
}

function positiveOption(name: string, given: string | true | undefined, most: number): number | undefined {
  const text = textOption(given);
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0 && value <= most) return value;
  throw invalidOption(name, `--${name} is ${JSON.stringify(text)}; give a number above 0 and up to ${most}`);
}
