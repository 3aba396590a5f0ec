/** The command line of `cti probe` as the options of a session. */
import { CtiError } from '../codec';
import { MASKS, type MaskBit } from '../protocol';
import type { SessionOptions, TlsOptions } from '../session';
import { addressIn } from './address';
import { type Arguments, integerOption, invalidOption, protocolOption, textOption } from './arguments';
import { nearest } from './nearest';
import { checkPair, contentOf, pemIn } from './pem-files';
import type { Terminal } from './terminal';

type Service = MaskBit<'CTIService'>;

const TLS_OPTIONS = ['ca', 'ca-b', 'cert', 'key', 'no-name-check', 'tls-min'] as const;
const TLS_VERSIONS: { readonly [given: string]: 'TLSv1.2' | 'TLSv1.3' } = { '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' };
/** Of time limits. */
const MAX_TIMEOUT = 3600;
/** Of instance numbers. */
const MAX_INSTANCE = 24;

/** @throws CtiError CTI_MISSING_ARGUMENT, CTI_INVALID_OPTION; CTI_INPUT_FAILED for a file that cannot be read */
export async function probeOptions(given: Arguments, terminal: Terminal): Promise<SessionOptions> {
  const { options, positionals } = given;
  const [hostA, hostB] = positionals;
  if (hostA === undefined) {
    throw new CtiError('CTI_MISSING_ARGUMENT', 'there is no host; give HOST or HOST:PORT of side A');
  }
  if (options['ca-b'] !== undefined && hostB === undefined) {
    throw invalidOption('ca-b', '--ca-b is for side B; give HOST_B as second argument');
  }
  const addresses = { A: addressIn(hostA), ...(hostB !== undefined && { B: addressIn(hostB) }) };
  const instance = integerOption('instance', options.instance, 0, MAX_INSTANCE);
  const protocolVersion = protocolOption(given);
  const services = servicesOf(textOption(options.services) ?? 'CTI_SERVICE_ALL_EVENTS');
  const timeout = integerOption('timeout', options.timeout, 1, MAX_TIMEOUT);
  const tls = await tlsOf(options, terminal);
  const clientPassword = await passwordOf(textOption(options['password-file']), terminal);
  return {
    sides: {
      A: { ...addresses.A, ...(tls && { tls: tls.A }) },
      ...(addresses.B && { B: { ...addresses.B, ...(tls && { tls: tls.B }) } }),
    },
    clientID: textOption(options['client-id']) ?? 'cti-probe',
    services,
    ...(clientPassword !== undefined && { clientPassword }),
    ...(instance !== undefined && { instance }),
    ...(protocolVersion !== undefined && { protocolVersion }),
    ...(timeout !== undefined && { connectTimeout: timeout, openTimeout: timeout }),
  };
}

/** The first needs an agent or device and would touch its session, the second asks for a say in maintenance. */
const NEVER = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_ACTIVE_STANDBY'];

function servicesOf(list: string): Service[] {
  const known = Object.keys(MASKS.CTIService.values).filter((name) => !NEVER.includes(name));
  return list.split(',').map((part) => {
    const name = part.trim();
    if (known.includes(name)) return name as Service;
    if (NEVER.includes(name))
      throw invalidOption('services', `--services: a probe never asks for ${name}; leave it out`);
    const [near] = nearest(name, known);
    const advice = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
    throw invalidOption('services', `--services has no service ${JSON.stringify(name)}; ${advice}`);
  });
}

async function tlsOf(
  options: Arguments['options'],
  terminal: Terminal,
): Promise<{ readonly A: TlsOptions; readonly B: TlsOptions } | undefined> {
  if (!options.tls) {
    const lone = TLS_OPTIONS.find((name) => options[name] !== undefined);
    if (lone !== undefined) throw invalidOption(lone, `--${lone} is about TLS; give --tls as well`);
    return undefined;
  }
  const minVersion = TLS_VERSIONS[textOption(options['tls-min']) ?? '1.2'];
  if (minVersion === undefined) {
    throw invalidOption('tls-min', `--tls-min is ${JSON.stringify(options['tls-min'])}; give 1.2 or 1.3`);
  }
  checkPair(options);
  const read = (name: 'ca' | 'ca-b' | 'cert' | 'key') => pemIn(textOption(options[name]), terminal);
  const [ca, caB, cert, key] = [await read('ca'), await read('ca-b'), await read('cert'), await read('key')];
  const common: TlsOptions = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    checkServerName: options['no-name-check'] !== true,
    minVersion,
  };
  const anchorB = caB ?? ca;
  return {
    A: { ...common, ...(ca !== undefined && { ca }) },
    B: { ...common, ...(anchorB !== undefined && { ca: anchorB }) },
  };
}

async function passwordOf(file: string | undefined, terminal: Terminal): Promise<string | undefined> {
  if (file === undefined) return process.env.CTI_PASSWORD;
  // Editors put a line end behind it that is no part of it.
  const [line = ''] = (await contentOf(file, terminal)).toString('utf8').split(/\r?\n/);
  return line;
}
