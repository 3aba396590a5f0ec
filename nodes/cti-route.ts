/** cti-route: rules that say what is done with a call; the first one that applies does it. */
import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import type { RouteDecision } from '../lib/node-messages';
import type { CtiError } from '../lib/session';
import { ownCopy } from './own-copy';
import { type ActionSettings, Actions, type Choice } from './palette';
import { doRequests } from './requests/request-work';
import { type Decision, type Facts, outcome, type RoutingSettings, Rules } from './route';
import { type ShownStatus, unusable } from './session/session-status';
import { type SharedSession, sessionOf } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

interface RouteSettings extends ActionSettings, Omit<RoutingSettings, 'holidays'> {
  readonly holidays: string;
  readonly holidaysType: string;
  /** Nothing is sent. */
  readonly dryRun: boolean;
}

type RouteMessage = NodeMessageInFlow & { route?: RouteDecision; cti?: { readonly dryRun?: boolean } };

/** Nothing is sent. */
const DRY_RUN: ShownStatus = { fill: 'blue', shape: 'ring' };

const ACTED = 0;
const NOTHING_DONE = 1;

export default function (RED: NodeAPI): void {
  function CtiRoute(this: Node, settings: RouteSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const actions = new Actions(RED, this, settings, 'cti-route');
    let rules: Rules;
    try {
      rules = new Rules({ ...settings, holidays: { value: settings.holidays, type: settings.holidaysType } });
    } catch (error) {
      this.status(unusable({ problem: error as CtiError }));
      this.error(error, {});
      this.on('input', (_message, _send, done) => done(error as CtiError));
      return;
    }

    const shown = (decision: Decision, dryRun: boolean, there = false): Partial<ShownStatus> => ({
      ...(dryRun && DRY_RUN),
      text: outcome((key, values) => RED._(`cti-route.status.${key}`, values), decision, { there, dryRun }),
    });

    doRequests(this, actions.server, async (message: RouteMessage, _progress, result) => {
      const session = sessionOf(actions.server);
      const { calls, agents, complete } = session.model.model;
      const choice = await actions.choice(message);
      const peripheralID = actions.server?.peripheralID ?? undefined;
      const facts: Facts = { call: callOf(choice), calls, agents, peripheralID, now: Date.now() };
      const decision = await rules.decide(facts, (typed) => orNothing(actions.evaluate(typed, message)));
      const { rule, name, action, fields } = decision;
      // Catch nodes see it, too.
      message.route = { rule, name, action, complete };
      if (action === 'none') {
        result(shown(decision, settings.dryRun));
        return NOTHING_DONE;
      }
      const prepared = await actions.decided(message, choice, action, fields);
      if (isThere(choice, prepared.payload)) {
        result(shown(decision, settings.dryRun, true));
        return NOTHING_DONE;
      }
      const request = prepared.action.request;
      const payload = ownCopy(prepared.payload);
      message.route = { ...message.route, request, payload, ...(settings.dryRun && { dryRun: true }) };
      const answer = settings.dryRun ? rehearsed(session, message, message.route) : await actions.send(prepared);
      Object.assign(message, ownCopy(answer));
      const dryRun = settings.dryRun || message.cti?.dryRun === true;
      if (dryRun) message.route = { ...message.route, dryRun };
      result(shown(decision, dryRun));
      return ACTED;
    });
  }

  RED.nodes.registerType<Node, RouteSettings, object, object>('cti-route', CtiRoute);
}

/** @throws CtiError with which it would have been refused: live, Catch nodes get it, too */
function rehearsed(session: SharedSession, message: RouteMessage, route: RouteDecision): object {
  const { request: topic = '', payload = {} } = route;
  try {
    session.check(topic, payload);
  } catch (error) {
    message.route = { ...route, refused: (error as CtiError).code };
    throw error;
  }
  return { topic, payload };
}

/** What is known of the call: by the model, else by the event that the message brought. */
function callOf({ call, connection }: Choice): Facts['call'] {
  return (call ?? connection ?? {}) as Facts['call'];
}

/** Its own deflection brings the call again: it would be sent where it rings. */
function isThere({ call, connection }: Choice, payload: Readonly<Record<string, unknown>>): boolean {
  const destination = payload.calledDeviceID ?? payload.dialedNumber;
  const moved = payload.connectionDeviceID ?? payload.activeConnectionDeviceID;
  const party = call?.connections.find(({ connectionDeviceID }) => connectionDeviceID === moved);
  const device =
    party?.deviceID ?? (connection as { readonly alertingDeviceID?: unknown } | undefined)?.alertingDeviceID;
  return destination !== undefined && device === destination;
}

/** Nothing where a path like msg.customer.level leads nowhere: Node-RED fails then. */
async function orNothing(value: Promise<unknown>): Promise<unknown> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
