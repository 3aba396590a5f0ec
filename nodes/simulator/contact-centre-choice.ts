/** Which contact centre the dialog of cti-simulator has chosen. */
import { CtiError } from '../../lib/session';
import {
  CONTACT_CENTRE,
  checkConfiguration,
  generateContactCentre,
  readConfiguration,
  type SimulatorConfiguration,
} from '../../lib/simulator';
import { wholeNumber } from '../session/session-options';

export interface ContactCentreChoice {
  /** Absent in flows of before: ready. */
  readonly contactCentre?: string;
  /** Of a made-up one. */
  readonly agents?: string | number;
  /** A path that Node-RED can read. */
  readonly file?: string;
  /** JSON, as it was typed. */
  readonly configuration?: string;
}

/**
 * @throws CtiError CTI_INVALID_OPTION naming the setting; CTI_INVALID_CONFIGURATION and CTI_CANNOT_READ_CONFIGURATION
 * for what is in the file or was typed
 */
export async function contactCentreOf(choice: ContactCentreChoice): Promise<SimulatorConfiguration> {
  switch (choice.contactCentre || 'ready') {
    case 'ready':
      return CONTACT_CENTRE;
    case 'generated':
      return generateContactCentre({ agents: wholeNumber('agents', choice.agents) ?? missing('agents', 'a number') });
    case 'file':
      return readConfiguration(choice.file?.trim() || missing('file', 'the path of a JSON or YAML file'));
    case 'typed':
      return typed(choice.configuration ?? '');
    default:
      throw invalid(
        'contactCentre',
        `${JSON.stringify(choice.contactCentre)}; right is ready, generated, file or typed`,
      );
  }
}

function typed(text: string): SimulatorConfiguration {
  let configuration: SimulatorConfiguration;
  try {
    configuration = JSON.parse(text) as SimulatorConfiguration;
  } catch (cause) {
    throw invalid('configuration', `no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  checkConfiguration(configuration);
  return configuration;
}

function missing(field: string, right: string): never {
  throw invalid(field, `nothing; right is ${right}`);
}

function invalid(field: string, why: string, cause?: unknown): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${why}`, { field, ...(cause !== undefined && { cause }) });
}
