/** The contact centre that a scenario needs. */
import type { SimulatorConfiguration } from '../configuration/configuration';
import { CONTACT_CENTRE } from '../configuration/contact-centre';
import type { Scenario } from './scenario';

/** @returns a configuration with what the scenario needs, its desk settings for all agents and its numbers' settings for all */
export function contactCentreFor(
  { needs = {} }: Scenario,
  base: SimulatorConfiguration = CONTACT_CENTRE,
): SimulatorConfiguration {
  const deskSettings = base.deskSettings.map((one) => ({ ...one, ...needs.deskSettings }));
  const dialedNumbers = base.dialedNumbers.map((one) => ({ ...one, ...needs.dialedNumbers }));
  return { ...base, ...needs.configuration, deskSettings, dialedNumbers };
}
