/** A configuration from a file. */
import type { SimulatorConfiguration } from './configuration';
import { inFile, readDataFile } from './data-file';
import { checkConfiguration } from './validate';

/**
 * @param file JSON or YAML; a `$schema` key for editors is passed over
 * @throws CtiError CTI_CANNOT_READ_CONFIGURATION (no such file, or neither JSON nor YAML: with line and column),
 * CTI_INVALID_CONFIGURATION
 */
export async function readConfiguration(file: string): Promise<SimulatorConfiguration> {
  const configuration = (await readDataFile(file, 'CTI_CANNOT_READ_CONFIGURATION')) as SimulatorConfiguration;
  inFile(file, () => checkConfiguration(configuration));
  return configuration;
}
