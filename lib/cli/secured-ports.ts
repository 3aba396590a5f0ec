/** `cti simulate --cert --key --ca`: ports with TLS beside the others. */
import type { SimulatorOptions } from '../simulator';
import { type Arguments, invalidOption, textOption } from './arguments';
import { checkPair, pemIn } from './pem-files';
import type { Terminal } from './terminal';

/**
 * @param free the unsecured ports are any free ones, and so are these
 * @throws CtiError CTI_INVALID_OPTION, CTI_CANNOT_READ
 */
export async function securedPorts(
  options: Arguments['options'],
  free: boolean,
  terminal: Terminal,
): Promise<Pick<SimulatorOptions, 'tls'>> {
  checkPair(options);
  const read = (name: 'cert' | 'key' | 'ca') => pemIn(textOption(options[name]), terminal);
  const [cert, key, ca] = [await read('cert'), await read('key'), await read('ca')];
  if (cert === undefined || key === undefined) {
    if (ca === undefined) return {};
    throw invalidOption('cert', '--ca is whom the secured ports trust; give --cert and --key as well');
  }
  return { tls: { cert, key, ...(ca !== undefined && { ca }), ...(free && { port: 0, portB: 0 }) } };
}
