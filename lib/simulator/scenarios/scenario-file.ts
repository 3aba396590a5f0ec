/** A scenario from a file. */
import { inFile, readDataFile } from '../configuration/data-file';
import type { Scenario } from './scenario';
import { checkScenario } from './scenario-shape';

/**
 * @param file JSON or YAML; a `$schema` key for editors is passed over
 * @throws CtiError CTI_CANNOT_READ_SCENARIO (no such file, or neither JSON nor YAML: with line and column),
 * CTI_INVALID_SCENARIO with `field`, the path of what is wrong
 */
export async function readScenario(file: string): Promise<Scenario> {
  const scenario = (await readDataFile(file, 'CTI_CANNOT_READ_SCENARIO')) as Scenario;
  inFile(file, () => checkScenario(scenario));
  return scenario;
}
