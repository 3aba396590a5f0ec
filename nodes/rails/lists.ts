/** Which agents and devices flows may control: the allow and deny lists of a cti-server. */
import type { ContactCentreModel } from '../../lib/model';
import { CtiError } from '../../lib/session';
import { type Matches, pattern } from '../patterns';
import { layoutOf } from './control';
import { actingKeys, type ControlRequest, type Touched, touchedBy } from './touched';

/** Patterns as a person types them; empty or absent: nothing is said. */
export interface ListSettings {
  readonly allowAgents?: string | number;
  readonly denyAgents?: string | number;
  readonly allowDevices?: string | number;
  readonly denyDevices?: string | number;
}

type ListName = keyof ListSettings;
interface List {
  readonly typed: string;
  readonly has: Matches;
}

const LATER =
  'when the server has said who is where (cti-call shows what is missing; what had no answer is asked again)';

/**
 * Deny wins; an empty allow list means everybody. An agent is judged by the lists of agents and a device by those of
 * devices. Where only the other kind of list is filled in, who is signed in at the device, or the agent's devices,
 * are judged; where nobody knows that, the request is refused. By a deny list only as long as the picture is not
 * complete; of a device also not where all has been asked that the server answers to this session: then nobody is there.
 */
export class Lists {
  readonly #lists: { readonly [name in ListName]: List | undefined };

  /** @throws CtiError CTI_INVALID_OPTION naming the list */
  constructor(settings: ListSettings = {}) {
    const list = (name: ListName): List | undefined => {
      const has = pattern(name, settings[name]);
      return has && { typed: String(settings[name]).trim(), has };
    };
    this.#lists = {
      allowAgents: list('allowAgents'),
      denyAgents: list('denyAgents'),
      allowDevices: list('allowDevices'),
      denyDevices: list('denyDevices'),
    };
  }

  /** Some list says something: who sits where and is in which call has to be known. */
  get filled(): boolean {
    return Object.values(this.#lists).some((list) => list !== undefined);
  }

  /** @throws CtiError CTI_NOT_ALLOWED naming the field */
  check(request: ControlRequest, model: ContactCentreModel | undefined): void {
    const { topic } = request;
    const { allowAgents, allowDevices } = this.#lists;
    if (!this.filled) return;
    if (layoutOf(topic) === undefined) {
      throw refused(
        topic,
        'body',
        `nobody can tell whom ${topic} is about; right is an empty list, or another request`,
      );
    }
    const touched = touchedBy(request, model);
    for (const one of touched) this.#denied(topic, one);
    if (model?.complete !== true) this.#cannotTell(topic, touched, model?.allAsked === true);
    if (allowAgents === undefined && allowDevices === undefined) return;
    for (const one of touched) this.#allowed(topic, one);
    const [field] = actingKeys(topic);
    if (field === undefined || touched.some(({ role }) => role === 'agent' || role === 'device')) return;
    if (!touched.some((one) => one.role === 'party' && this.#fits(one))) {
      throw refused(topic, field, `${topic} does not say whom it is about; right is one whom the allow lists name`);
    }
  }

  #denied(topic: string, { field, agents, devices }: Touched): void {
    const { denyAgents, denyDevices } = this.#lists;
    const agent = denyAgents && agents.find((one) => denyAgents.has(one));
    if (agent !== undefined) {
      const right = `right is an agent whom ${denyAgents?.typed} leaves out`;
      throw refused(topic, field, `agent ${agent} is on the deny list of agents; ${right}`);
    }
    if (denyDevices && devices.some((device) => denyDevices.has(device))) {
      const right = `right is one that ${denyDevices.typed} leaves out`;
      throw refused(topic, field, `the device is on the deny list of devices; ${right}`);
    }
  }

  /**
   * Somebody denied may be there, and nobody knows yet. Numbers that are called are judged as they are, as allow lists do.
   * @param isAllAsked the server has said all that it says: where no agent is known, none is
   */
  #cannotTell(topic: string, touched: readonly Touched[], isAllAsked: boolean): void {
    const { denyAgents, denyDevices } = this.#lists;
    const namesDevice = touched.some(({ role }) => role === 'device');
    for (const { field, role, agents, devices } of touched) {
      if (denyAgents && role === 'device' && agents.length === 0 && !isAllAsked) {
        const why = `who is signed in there is not known yet, and ${denyAgents.typed} are denied`;
        throw refused(topic, field, `${why}; right is the same request ${LATER}`);
      }
      if (denyDevices && role === 'agent' && devices.length === 0 && !namesDevice) {
        const why = `the devices of agent ${agents[0]} are not known, and ${denyDevices.typed} are denied`;
        throw refused(topic, field, `${why}; right is a request that names the device, too, or the same ${LATER}`);
      }
      if ((denyAgents || denyDevices) && role === 'party' && agents.length + devices.length === 0) {
        const why = 'who is in the call is not known, and there is a deny list';
        throw refused(
          topic,
          field,
          `${why}; right is a call that cti-call tells or cti-lookup finds, or this one ${LATER}`,
        );
      }
    }
  }

  #allowed(topic: string, one: Touched): void {
    if (one.role === 'party' || this.#fits(one)) return;
    const { allowAgents, allowDevices } = this.#lists;
    const [agent] = one.agents;
    if (allowAgents && (one.role === 'agent' || !allowDevices)) {
      const who = agent === undefined ? 'nobody is known to be signed in there, and' : `agent ${agent} is not`;
      const where =
        agent === undefined ? 'only agents of the allow list may be controlled' : 'on the allow list of agents';
      throw refused(topic, one.field, `${who} ${where}; right is ${allowAgents.typed}`);
    }
    const what = one.role === 'agent' ? `no device of agent ${agent} is known that is` : 'the device is not';
    throw refused(topic, one.field, `${what} on the allow list of devices; right is ${allowDevices?.typed}`);
  }

  #fits({ role, agents, devices }: Touched): boolean {
    const { allowAgents, allowDevices } = this.#lists;
    if (role === 'target') return allowDevices === undefined || devices.every(allowDevices.has);
    if (role === 'agent' && allowAgents) return agents.every(allowAgents.has);
    if (role === 'party' || role === 'agent') {
      return Boolean((allowAgents && agents.some(allowAgents.has)) || (allowDevices && devices.some(allowDevices.has)));
    }
    if (allowDevices) return devices.every(allowDevices.has);
    return allowAgents === undefined || (agents.length > 0 && agents.every(allowAgents.has));
  }
}

function refused(topic: string, field: string, why: string): CtiError {
  return new CtiError('CTI_NOT_ALLOWED', `${field}: ${topic} is not sent: ${why} (cti-server, Safety)`, {
    field,
    topic,
  });
}
