/** Which messages of a client control something: what the rails are about. */
import { type DocumentedMessage, MESSAGES, type MessageDefinition, SERVICES } from '../../lib/protocol';

/** Chapters of the guide whose messages only ask, listen, register or look after the session itself. */
const ASKING_CHAPTERS: ReadonlySet<string> = new Set<keyof typeof SERVICES>([
  'Session Management',
  'Peripheral Monitor Service',
  'Client Monitor Service',
  'Server Service',
  'Configuration Acquisition',
  'Graceful Shutdown',
  'Task Events',
]);
/** Of the other chapters: names that say so. */
const ASKING_NAMES = /^(?:QUERY|SNAPSHOT|LIST|GET)_|_CONFIG_REQ$|^MONITOR_|_MONITOR_/;
/** Of the other chapters: what only its description says. */
const ASKING: ReadonlySet<string> = new Set<keyof typeof MESSAGES>([
  'AGENT_DESK_SETTINGS_REQ',
  // They are about the client itself.
  'REGISTER_VARIABLES_REQ',
  'CLIENT_EVENT_REPORT_REQ',
]);

const CONTROL: ReadonlySet<string> = new Set(
  Object.entries(SERVICES)
    .filter(([chapter]) => !ASKING_CHAPTERS.has(chapter))
    .flatMap(([, messages]) => Object.entries<MessageDefinition>(messages))
    .filter(([, { direction, kind }]) => direction !== 'server-to-client' && kind !== 'confirmation')
    .map(([topic]) => topic)
    .filter((topic) => !ASKING_NAMES.test(topic) && !ASKING.has(topic)),
);

/** Whether a message changes something at agents, calls, devices or other clients; what is not known to ask, does. */
export function isControl(topic: string): boolean {
  return CONTROL.has(topic);
}

/** undefined: only the name of the message is public. */
export function layoutOf(topic: string): DocumentedMessage | undefined {
  const definition: MessageDefinition | undefined = Object.hasOwn(MESSAGES, topic)
    ? MESSAGES[topic as keyof typeof MESSAGES]
    : undefined;
  return definition?.fixed === undefined ? undefined : definition;
}
