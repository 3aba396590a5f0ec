/**
 * Every message that our nodes send in a test is held against its declaration: what is sent and not declared fails the
 * run, at its end. Which of the declared properties were seen is noted with the outcomes, see outcomes.ts.
 */
import { relative, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { MESSAGE_NODES, type MessageNode, messageSchema } from '../lib/node-messages';
import { propertiesIn } from './declared-properties';
import { noteSeen } from './outcomes';

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, formats: { 'date-time': true } });
const ROOT = resolve(__dirname, '..');
/** Shown of each node and topic. */
const MOST_FAULTS = 3;

interface Checked {
  readonly valid: ValidateFunction;
  faults: number;
}

const checks = new Map<string, Checked>();
const faults: string[] = [];
let present = '';

/** Messages as Node-RED's hook onSend has them. */
export interface SendEvent {
  readonly msg: Readonly<Record<string, unknown>>;
  readonly source: { readonly node: { readonly type: string } };
}

export function isOurs(type: string): type is MessageNode {
  return (MESSAGE_NODES as readonly string[]).includes(type);
}

export function checkSent(type: MessageNode, sent: Readonly<Record<string, unknown>>): void {
  const { _msgid, ...msg } = sent;
  noteSeen(type, propertiesIn(type, msg));
  const { topic } = msg;
  const check = checkOf(type, topic);
  if (check instanceof Error) {
    faults.push(`${present}: ${check.message}`);
    return;
  }
  if (check.valid(msg) || check.faults >= MOST_FAULTS) return;
  check.faults++;
  const errors = check.valid.errors?.map(({ instancePath, message, params }) => {
    return `  msg${instancePath.replaceAll('/', '.')} ${message} ${JSON.stringify(params)}`;
  });
  faults.push(
    [
      `${present}: ${type}, topic ${String(topic)}`,
      ...(errors ?? []).slice(0, 12),
      JSON.stringify(msg).slice(0, 400),
    ].join('\n'),
  );
}

function checkOf(type: MessageNode, topic: unknown): Checked | Error {
  const key = `${type} ${typeof topic === 'string' ? topic : ''}`;
  const known = checks.get(key);
  if (known) return known;
  try {
    const made = { valid: ajv.compile(messageSchema(type, String(topic ?? ''))), faults: 0 };
    checks.set(key, made);
    return made;
  } catch (error) {
    return error as Error;
  }
}

beforeEach(function () {
  const { file = '', title } = this.currentTest as Mocha.Test;
  present = `${relative(ROOT, file)}: ${title}`;
});

after('what nodes have sent is as it is declared', () => {
  if (faults.length > 0) throw new Error(`messages that are not as lib/node-messages says:\n${faults.join('\n')}`);
});
