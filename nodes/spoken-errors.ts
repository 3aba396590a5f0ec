/** Errors in the language of the Node-RED server: Catch nodes, the debug sidebar and the log get them so. */
import type { Node, NodeAPI } from 'node-red';
import { CtiError } from '../lib/session';
import { wordsOfCode } from './code-words';

/** From now on what this node reports begins with a sentence in that language; the English follows in brackets. */
export function speakLanguage(RED: NodeAPI, node: Node): void {
  // Node-RED gives what nodes pass to done() to this function, too.
  const report: Node['error'] = node.error.bind(node);
  node.error = (error, message) => report(error instanceof CtiError ? spoken(RED, error) : error, message);
}

/** The same error, or where the server speaks another language than English one with other words. */
export function spoken(RED: NodeAPI, error: CtiError): CtiError {
  const { code, message, stack, cause, ...details } = error;
  const key = wordsOfCode(code);
  if (key === undefined) return error;
  const words = RED._(key);
  // English has these words in the message; where there are none the catalog gives the key in either language.
  if (words === RED._(key, { lng: 'en-US' })) return error;
  const copy = new CtiError(code, `${words} (${message})`, { ...details, cause });
  if (stack !== undefined) copy.stack = stack.replace(message, () => copy.message);
  return copy;
}
