/** The nodes of the palette that send requests: what they have in common, which is nearly everything. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { MESSAGES } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { ownCopy } from '../own-copy';
import { addedKeys, isCall, isPlainObject } from '../requests/our-payloads';
import { checkKeys } from '../requests/payload-keys';
import type { RequestField } from '../requests/request-fields';
import { type FilledField, requestPayload } from '../requests/request-payload';
import { doRequests, evaluate } from '../requests/request-work';
import { wholeNumber } from '../session/session-options';
import { type CtiServerNode, type SharedSession, sessionOf } from '../session/shared-session';
import { speakLanguage } from '../spoken-errors';
import { actionFields, connectionKeys, dataKeys } from './action-fields';
import { ACTIONS, type Action, type PaletteType } from './actions';
import { checkData, checkNeeds, completeAgent, completeFor } from './chosen-agent';
import {
  CALL_KEYS,
  type Centre,
  type Choice,
  choiceOf,
  connectionFields,
  isAgentOnly,
  PARTY_KEYS,
  partyIn,
  withCall,
} from './chosen-call';
import { dropOtherNames, otherNamesOf, partyOf } from './other-names';
import { everyBit } from './whole-masks';

export interface ActionSettings extends NodeDef {
  readonly server: string;
  /** Empty: msg.action gives it. */
  readonly action: string;
  readonly fields: Readonly<Record<string, FilledField>>;
  /** Where the call comes from: message, agent, id; fields: its connection is filled in. Absent where no action has one. */
  readonly callFrom?: string;
  readonly call?: string;
  readonly callType?: string;
  /** The agent or device whose connection is meant. */
  readonly party?: string;
  readonly partyType?: string;
  /** Seconds; empty: the server's setting. */
  readonly timeout: string | number;
}

type ActionMessage = NodeMessageInFlow & { readonly action?: unknown; readonly connection?: unknown };

/** A request as it is sent. */
export interface Prepared {
  readonly session: SharedSession;
  readonly action: Action;
  readonly payload: Record<string, unknown>;
}

/** Gives a node its requests. */
export class Actions {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #settings: ActionSettings;
  readonly #server: CtiServerNode | null;
  readonly #actions: readonly Action[];

  constructor(RED: NodeAPI, node: Node, settings: ActionSettings, type: PaletteType) {
    this.#RED = RED;
    this.#node = node;
    this.#settings = settings;
    this.#server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    this.#actions = ACTIONS[type];
    // From now on, so that the first message finds calls and agents as they stand.
    if (this.#asksModel) void this.#server?.shared?.model;
  }

  /** Calls or agents may be looked up. */
  get #asksModel(): boolean {
    const { action, callFrom } = this.#settings;
    const possible = this.#actions.filter(({ name }) => !action || name === action);
    return possible.some(
      (one) =>
        (one.connections !== undefined && callFrom !== 'fields') ||
        one.agentFor !== undefined ||
        actionFields(one).some(({ key }) => key === 'agentInstrument'),
    );
  }

  get server(): CtiServerNode | null {
    return this.#server;
  }

  /** @throws CtiError CTI_UNKNOWN_ACTION */
  action(message: ActionMessage): Action {
    const name = this.#actions.length === 1 ? this.#actions[0]?.name : this.#settings.action || message.action;
    const action = this.#actions.find((one) => one.name === name);
    if (action) return action;
    const known = this.#actions.map((one) => one.name).join(', ');
    throw new CtiError('CTI_UNKNOWN_ACTION', `action: ${JSON.stringify(name)} is none of ${known}`, {
      field: 'action',
    });
  }

  /**
   * @param filled the dialog's fields, where they are not the node's own
   * @throws CtiError of what is wrong with the message or the dialog; nothing has been sent
   */
  async prepare(message: ActionMessage, filled = this.#settings.fields): Promise<Prepared> {
    const session = sessionOf(this.#server);
    const action = this.action(message);
    const fields = actionFields(action);
    const keys = fields.map(({ key }) => key);
    const inDialog = this.#settings.action === '' ? {} : filled;
    // A call as it stands is no payload of a request; what the flow has added to it is.
    const given = isCall(message.payload) ? addedKeys(message.payload) : inFull(action, inDialog, message.payload);
    const own = await this.#fields(fields, inDialog, given, message);
    const decided = Object.fromEntries(
      Object.entries(own).filter(([key]) => inDialog[key] && inDialog[key].value !== ''),
    );
    const { connection, known, instead = [] } = await this.#connection(action, session, message, decided);
    checkKeys([...keys, ...known], given, message.topic);
    for (const key of instead) if (!(key in decided)) delete own[key];
    dropOtherNames(action, own, decided, given);
    return this.#prepared(session, action, fields, { ...connection, ...own });
  }

  /**
   * What the node itself has decided on. The message is about the call, it brings no fields.
   * @param choice as choice() gives it
   * @throws CtiError as prepare() does
   */
  async decided(message: ActionMessage, choice: Choice, name: string, filled: Filled): Promise<Prepared> {
    const session = sessionOf(this.#server);
    const action = this.action({ ...message, action: name });
    const fields = actionFields(action);
    const connection = connectionFields(this.#centre(session), action, choice);
    const own = await this.#fields(fields, filled, undefined, message);
    return this.#prepared(session, action, fields, { ...connection, ...own });
  }

  /** The call that the dialog and the message choose, for a node that looks at it first. @throws CtiError CTI_NO_CALL */
  async choice(message: ActionMessage): Promise<Choice> {
    const { given, party, ofMessage = '' } = await this.#given(message);
    const centre = this.#centre(sessionOf(this.#server));
    return withCall(centre, choiceOf(centre, given, party || ofMessage, message.connection));
  }

  /** The value of a typed input. */
  evaluate(typed: FilledField, message: ActionMessage): Promise<unknown> {
    return evaluate(this.#RED, this.#node, typed, message);
  }

  /** @returns the answer; where the server does not confirm, the name of what was sent. Rejects as request() does */
  async send({ session, action, payload }: Prepared): Promise<object> {
    if (MESSAGES[action.request].kind !== 'request') {
      return session.send(action.request, payload) ?? { topic: action.request };
    }
    return session.request(action.request, payload, wholeNumber('timeout', this.#settings.timeout));
  }

  #fields(
    fields: readonly RequestField[],
    filled: Filled,
    given: unknown,
    message: ActionMessage,
  ): Promise<Record<string, unknown>> {
    return requestPayload(fields, filled, given, (typed) => this.evaluate(typed, message));
  }

  #prepared(session: SharedSession, action: Action, fields: readonly RequestField[], own: object): Prepared {
    const masks = everyBit(action, session.status.protocol);
    const payload: Record<string, unknown> = { ...action.defaults, ...masks, ...own, ...action.set };
    checkNeeds(action.needs ?? [], payload);
    if (action.setsData) checkData(dataKeys(action, fields), payload);
    this.#complete(session, action, fields, payload);
    return { session, action, payload };
  }

  #complete(
    session: SharedSession,
    action: Action,
    fields: readonly RequestField[],
    payload: Record<string, unknown>,
  ): void {
    // Only who asks for it: where no node needs a model the session does without its events.
    const agents = () => session.model.model.agents;
    const keys = new Set(fields.map(({ key }) => key));
    if (action.agentFor) completeFor(agents(), action.agentFor, payload);
    const instrument = fields.find(({ key }) => key === 'agentInstrument');
    const wants = payload.agentID !== undefined || payload.agentInstrument !== undefined;
    if (instrument && wants) {
      const isNeeded = action.byAgent === true || instrument.required;
      completeAgent(agents(), keys, isNeeded, payload);
    }
    for (const { key, instead } of fields) if (instead !== undefined) delete payload[key];
    if (keys.has('peripheralID')) payload.peripheralID ??= this.#server?.peripheralID ?? payload.peripheralID;
    for (const [key, value] of Object.entries(payload)) if (value === undefined) delete payload[key];
  }

  /** The fields of the connections, and the keys of the payload that say where they come from. */
  async #connection(
    action: Action,
    session: SharedSession,
    message: ActionMessage,
    decided: Readonly<Record<string, unknown>>,
  ): Promise<ChosenConnection> {
    const [prefix] = Object.keys(action.connections ?? {});
    if (prefix === undefined || this.#settings.callFrom === 'fields') return NOTHING_CHOSEN;
    const { payload } = message;
    const { given, party: named, ofMessage = '' } = await this.#given(message);
    const party = named === '' ? partyOf(action, decided) : named;
    const keys = connectionKeys(prefix);
    const isGiven =
      party === '' && given === payload && isPlainObject(given) && keys.every((key) => given[key] !== undefined);
    // The device has to be found out, too.
    if (isGiven && !(action.namesDevice && prefix === '')) return NOTHING_CHOSEN;
    const centre = this.#centre(session);
    const choice = choiceOf(centre, given, party || ofMessage, message.connection);
    const known = given === payload ? CALL_KEYS : ofMessage === '' ? [] : PARTY_KEYS;
    const connection = this.#connectionOf(action, session, centre, choice);
    const instead = party === '' ? [] : otherNamesOf(action, party, payload);
    if (party !== '' || given !== payload) {
      instead.push(...[...keys, 'peripheralID'].filter((key) => connection[key] !== undefined));
    }
    return { connection, known, instead };
  }

  #connectionOf(action: Action, session: SharedSession, centre: Centre, choice: Choice): Record<string, unknown> {
    if (!action.withoutCall || !isAgentOnly(centre, choice)) return connectionFields(centre, action, choice);
    const isAgent = session.model.model.agents.get(choice.party) !== undefined;
    return isAgent ? { agentID: choice.party } : { agentInstrument: choice.party };
  }

  /** What names the call, and the party whose connection is meant. What stays empty in the dialog is the payload's. */
  async #given(message: ActionMessage): Promise<Given> {
    const { callFrom = 'message', call = 'payload', callType = 'msg', party = '', partyType = 'str' } = this.#settings;
    const { payload } = message;
    const evaluated = (value: string, type: string) => this.evaluate({ value, type }, message);
    const named = party === '' ? '' : String((await evaluated(party, partyType)) ?? '');
    if (callFrom === 'agent') {
      if (party !== '') return { given: undefined, party: named };
      const isName = typeof payload === 'number' || (typeof payload === 'string' && payload !== '');
      return { given: isName ? { agentID: payload } : payload, party: '' };
    }
    if (call === '') return { given: payload, party: named };
    const given = await evaluated(call, callType);
    const isElse = party === '' && callFrom === 'id' && given !== payload && isPlainObject(payload) && !isCall(payload);
    return { given, party: named, ...(isElse && { ofMessage: partyIn(payload).party ?? '' }) };
  }

  #centre(session: SharedSession): Centre {
    return { calls: session.model.model.calls, peripheralID: this.#server?.peripheralID ?? null };
  }
}

type Filled = ActionSettings['fields'];

interface Given {
  readonly given: unknown;
  /** As the dialog says; empty: it does not. */
  readonly party: string;
  /** The party that the payload names beside the id of the dialog. */
  readonly ofMessage?: string;
}

interface ChosenConnection {
  readonly connection: Readonly<Record<string, unknown>>;
  readonly known: readonly string[];
  /** Fields that the dialog has decided on by its choice of the call: the message's are not taken. */
  readonly instead?: readonly string[];
}

const NOTHING_CHOSEN: ChosenConnection = { connection: {}, known: [] };

/** From here on a number is taken for a moment, as an Inject node sends it when nobody has set anything else. */
const A_MOMENT = 1e12;

/**
 * A payload that is just a text or a number, as the field that it stands for.
 * @throws CtiError CTI_INVALID_FIELD for what nobody wants to be dialled
 */
function inFull({ plain }: Action, filled: Filled, payload: unknown): unknown {
  if (plain === undefined || filled[plain]) return payload;
  if (typeof payload === 'number' && payload >= A_MOMENT) {
    const message = `payload: ${payload} looks like a time stamp, not like ${plain}; a number of 13 digits is given as a text`;
    throw new CtiError('CTI_INVALID_FIELD', message, { field: plain });
  }
  const isPlain = typeof payload === 'number' || (typeof payload === 'string' && payload !== '');
  return isPlain ? { [plain]: payload } : payload;
}

export function actionNode(RED: NodeAPI, node: Node, settings: ActionSettings, type: PaletteType): void {
  RED.nodes.createNode(node, settings);
  speakLanguage(RED, node);
  const actions = new Actions(RED, node, settings, type);
  doRequests(node, actions.server, async (message) => {
    Object.assign(message, ownCopy(await actions.send(await actions.prepare(message))));
  });
}
