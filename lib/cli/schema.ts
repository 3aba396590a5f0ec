/** `cti schema`: JSON Schema of the messages of a node, or of a message's payload. */
import { CtiError } from '../codec';
import { MESSAGE_NODES, messageSchema } from '../node-messages';
import { type JsonSchema, type MessageName, payloadSchema } from '../protocol';
import { protocolOption } from './arguments';
import { type Command, EXIT } from './command';
import { find } from './description/find';

const HELP = `Usage: cti schema [--protocol N] [NODE [TOPIC]|NAME]

Prints a JSON Schema (draft-07): of the messages that a node sends, of those with one msg.topic only,
or of the payload of one of Cisco's messages. Without an argument: the nodes.

Options:
  --protocol N  the payload in one protocol version, 9 to 25 (default: 25)
  -h, --help    shows this text

Exit code: 0, or 2 when there is no such node, topic or message.

Examples:
  cti schema cti-call
  cti schema cti-session gap
  cti schema CALL_DELIVERED_EVENT
`;

export const schema: Command = {
  name: 'schema',
  summary: 'JSON Schema of messages',
  help: HELP,
  options: { protocol: { type: 'string' } },
  positionals: 2,
  run: async (given, _terminal, output) => {
    const version = protocolOption(given);
    const [wanted, topic] = given.positionals;
    if (wanted === undefined) await output.write(`${MESSAGE_NODES.join('\n')}\n`);
    else await output.write(`${JSON.stringify(schemaOf(wanted, topic, version), null, 2)}\n`);
    return EXIT.ok;
  },
};

function schemaOf(wanted: string, topic: string | undefined, version: number | undefined): JsonSchema {
  if (/^cti-/.test(wanted)) {
    if (version === undefined) return messageSchema(wanted, topic);
    throw new CtiError('CTI_INVALID_OPTION', '--protocol is for the payload of a message, not for a node', {
      field: 'protocol',
    });
  }
  const found = find(wanted);
  if (!('name' in found)) {
    throw new CtiError('CTI_UNKNOWN_MESSAGE', `${wanted} is a reserved number: there is no message to describe`);
  }
  if (topic !== undefined) {
    throw new CtiError('CTI_UNEXPECTED_ARGUMENT', `${JSON.stringify(topic)} is one argument too many after a message`);
  }
  return payloadSchema(found.name as MessageName, version);
}
