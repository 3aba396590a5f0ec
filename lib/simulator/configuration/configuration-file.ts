/** A configuration from a file. */
import { readFile } from 'node:fs/promises';
import { CtiError } from '../../codec';
import type { SimulatorConfiguration } from './configuration';
import { checkConfiguration } from './validate';

/**
 * @param file JSON; a `$schema` key for editors is passed over
 * @throws CtiError CTI_CANNOT_READ_CONFIGURATION (no such file, or no JSON), CTI_INVALID_CONFIGURATION
 */
export async function readConfiguration(file: string): Promise<SimulatorConfiguration> {
  const content = parse(file, await read(file));
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  const { $schema: _, ...rest } = isObject ? (content as Record<string, unknown>) : {};
  const configuration = (isObject ? rest : content) as SimulatorConfiguration;
  try {
    checkConfiguration(configuration);
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const { code, field } = error;
    throw new CtiError(code, `${file}: ${error.message}`, { ...(field !== undefined && { field }), cause: error });
  }
  return configuration;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}

function parse(file: string, text: string): unknown {
  try {
    // Editors on Windows put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (/\.ya?ml$/i.test(file)) throw cannotRead(file, new Error('YAML is not understood; convert it to JSON'));
    throw cannotRead(file, cause);
  }
}

function cannotRead(file: string, cause: unknown): CtiError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('CTI_CANNOT_READ_CONFIGURATION', `${file} cannot be read: ${reason}`, { cause });
}
