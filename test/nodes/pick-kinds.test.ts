import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { editorDefinitions, type FormField } from '../../nodes/editor/editor-definitions';
import { KNOWN_KINDS } from '../../nodes/editor/known-values';

const SCRIPT = resolve(__dirname, '../../resources/pick-list.js');

/** As a browser loads it. */
function pickKindOf(): (key: string) => string | undefined {
  const window: { CtiEditor?: { pickKindOf(key: string): string | undefined } } = {};
  const context = Object.defineProperty({ window }, 'CtiEditor', { get: () => window.CtiEditor });
  runInNewContext(readFileSync(SCRIPT, 'utf8'), context);
  return (key) => window.CtiEditor?.pickKindOf(key);
}

/** The keys of all fields of all requests, those in lists included. */
function requestKeys(): Set<string> {
  const keys = new Set<string>();
  const add = (fields: readonly FormField[]) => {
    for (const { key, items } of fields) {
      keys.add(key);
      if (items) add(items);
    }
  };
  for (const { messages } of editorDefinitions().requests) for (const { fields } of messages) add(fields);
  return keys;
}

describe('the list that fits a field of a request', () => {
  it('is known for every field that names something of the contact centre, and for no other', () => {
    const kindOf = pickKindOf();
    const found: Record<string, string[]> = {};
    for (const key of [...requestKeys()].sort()) {
      const kind = kindOf(key);
      if (kind === undefined) continue;
      found[kind] ??= [];
      found[kind].push(key);
    }
    assert.deepEqual(found, {
      agents: ['agentID', 'agentIDLong'],
      devices: [
        'agentExtension',
        'agentInstrument',
        'calledDeviceID',
        'callingDeviceID',
        'dialedNumber',
        'monitoredDeviceID',
        'originatingDeviceID',
        'requestingDeviceID',
        'supervisorInstrument',
      ],
      skillGroups: ['skillGroupNumber'],
      skillGroupIDs: ['skillGroupID'],
      teams: ['teamID'],
      eccVariables: ['namedArrays', 'namedVariables'],
      reasonCodes: ['eventReasonCode'],
      calls: [
        'activeConnectionCallID',
        'agentConnectionCallID',
        'connectionCallID',
        'heldConnectionCallID',
        'otherConnectionCallID',
        'supervisorConnectionCallID',
      ],
    });
    for (const kind of Object.keys(found)) assert.ok((KNOWN_KINDS as readonly string[]).includes(kind), kind);
  });
});
