/** cti-server: one session with the CTI Servers of a Peripheral Gateway, shared by the nodes that use it. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { CtiError, Session, type SessionStatus } from '../lib/session';
import { connectionTestRoutes } from './connection-test/connection-test-routes';
import { type EditorDefinitions, editorDefinitions } from './editor/editor-definitions';
import { knownRoutes } from './editor/known-routes';
import { liveRoutes } from './live/live-routes';
import { LiveSession } from './live/live-view';
import { Privacy } from './privacy/privacy';
import type { PrivacyRow } from './privacy/privacy-rules';
import { Rails, type RailsSettings } from './rails';
import { followDeployments } from './session/deployments';
import { handOver, type Legacy, markOf, takeOver } from './session/handed-over';
import { type Configured, runningNodes } from './session/running-nodes';
import {
  defaultPeripheral,
  eventChoice,
  modelScope,
  ownAgent,
  type ServerCredentials,
  type ServerSettings,
  sessionOptions,
} from './session/session-options';
import { SharedSession } from './session/shared-session';
import { type TlsSettingsOfServer, tlsOfSides } from './session/tls-choice';
import { speakLanguage, spoken } from './spoken-errors';

interface PrivacySettings {
  /** Absent in flows of earlier editions: everything is kept. */
  readonly privacy?: readonly PrivacyRow[];
}
type Settings = NodeDef & ServerSettings & TlsSettingsOfServer & PrivacySettings & RailsSettings;
type Credentials = ServerCredentials & { privacyKey?: string };

/** The nodes that tell what changes. */
const FOLLOWERS: ReadonlySet<string> = new Set(['cti-call', 'cti-agent']);

/** Any node; those that use a cti-server name it. */
type InFlows = Configured & { readonly server?: string };

interface ServerNode extends Node<Credentials> {
  shared?: SharedSession;
  problem?: CtiError;
  /** For the sidebar. */
  live?: LiveSession;
  peripheralID: number | null;
  /** Node-RED passes this node's errors to the Catch nodes of these nodes' flows, once for each of them. */
  readonly users: Record<string, Node>;
}

export default function (RED: NodeAPI): void {
  function CtiServer(this: ServerNode, settings: Settings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    this.peripheralID = null;
    let session: Session;
    let privacy: Privacy;
    let rails: Rails;
    const { privacyKey } = this.credentials ?? {};
    const mark = markOf(settings, privacyKey);
    const left = takeOver(this.id, mark);
    try {
      rails = new Rails({ ...settings, ...ownAgent(settings) });
      // What flows have got in place of the IDs of connections stays good.
      privacy = left?.privacy ?? new Privacy(settings.privacy, privacyKey);
      this.peripheralID = defaultPeripheral(settings);
      const tls = tlsOfSides(settings, (id) => RED.nodes.getNode(id));
      session = new Session(sessionOptions(settings, this.credentials ?? {}, tls));
    } catch (error) {
      if (!(error instanceof CtiError)) throw error;
      this.problem = error;
      this.error(error);
      return;
    }
    if (privacy.passing) this.warn(RED._('cti-server.log.privacyKey'));
    const legacy = left?.legacy && isKnownToAll(left.legacy, this.id) ? left.legacy : undefined;
    const [scope, events] = [{ ...modelScope(settings), source: markOf(settings, undefined) }, eventChoice(settings)];
    const shared = new SharedSession(session, { privacy, rails, scope, legacy, events });
    shared.onMoreEvents = (bits) => this.log(RED._('cti-server.log.moreEvents', { bits: bits.join(', ') }));
    const unfollow = followDeployments(RED.events, shared);
    rails.onRehearsal = (topic) => this.log(RED._('cti-server.log.dryRun', { topic }));
    this.shared = shared;
    const live = new LiveSession(session, shared);
    this.live = live;
    Object.defineProperty(this, 'users', { get: () => shared.onePerFlow() });
    session.on('problem', (error) => this.error(error, {}));
    session.on('gap', ({ side, seconds }) => this.warn(RED._('cti-server.log.gap', { side, seconds: round(seconds) })));
    session.on('lateAnswer', ({ topic, invokeID }) => this.debug(`${topic}, InvokeID ${invokeID}: answer too late`));
    const report = logChanges(this);
    session.on('status', report);
    this.on('close', (removed: boolean, done: () => void) => {
      session.off('status', report);
      unfollow();
      live.close();
      shared.close().then((model) => {
        if (!removed) handOver(this.id, mark, privacy, model);
        done();
      }, done);
    });
  }

  /** A node that comes new with this deployment is told all that goes on, by a model that begins anew. */
  function isKnownToAll({ users }: Legacy, id: string): boolean {
    const all: InFlows[] = [];
    RED.nodes.eachNode((node) => all.push(node));
    const follows = ({ type, server }: InFlows) => FOLLOWERS.has(type) && server === id;
    return runningNodes(all, follows).every((follower) => users.has(follower));
  }

  /** A line in the log when the session opens, and when it is not open for another reason than before. */
  function logChanges(node: Node): (status: SessionStatus) => void {
    let lastOpen = 0;
    let lastCode: string | undefined;
    return ({ state, side, host, port, reason, code, epoch }) => {
      const where = { side: side ?? '', host: host ?? '', port: port ?? '' };
      if (state === 'open') {
        if (epoch !== lastOpen) node.log(RED._('cti-server.log.open', where));
        lastOpen = epoch;
        lastCode = undefined;
      } else if (state === 'waiting') {
        const why = code === undefined ? reason : spoken(RED, new CtiError(code, reason ?? '')).message;
        if (code !== lastCode) node.warn(RED._('cti-server.log.waiting', { ...where, reason: why ?? '' }));
        lastCode = code;
      }
    };
  }

  RED.nodes.registerType<ServerNode, Settings, object, Credentials>('cti-server', CtiServer, {
    credentials: { clientID: { type: 'text' }, password: { type: 'password' }, privacyKey: { type: 'password' } },
  });

  let definitions: EditorDefinitions | undefined;
  RED.httpAdmin.get('/cti-server/definitions', RED.auth.needsPermission('cti-server.read'), (_request, response) => {
    definitions ??= editorDefinitions();
    response.json(definitions);
  });
  connectionTestRoutes(RED);
  knownRoutes(RED);
  liveRoutes(RED);
}

/** To tenths of a second. */
function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
