import assert from 'node:assert/strict';
import {
  ENUMS,
  type FloatingField,
  fieldKey,
  type ListField,
  MASKS,
  MESSAGES,
  type MessageDefinition,
  RESERVED_NUMBERS,
  SERVICES,
  TAGS,
} from '../../lib/protocol';

const definitions = Object.entries(MESSAGES) as [string, MessageDefinition][];
const documented = definitions.flatMap(([name, definition]) =>
  definition.fixed === undefined ? [] : [[name, definition] as const],
);

function floatingOf(fields: { readonly [name: string]: FloatingField | ListField }): [string, FloatingField][] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.type === 'LIST' ? floatingOf(field.fields) : [[name, field] as [string, FloatingField]],
  );
}

function listsOf(fields: { readonly [name: string]: FloatingField | ListField }): [string, ListField][] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.type === 'LIST' ? [[name, field] as [string, ListField], ...listsOf(field.fields)] : [],
  );
}

describe('the definitions', () => {
  it('cover 163 documented, 80 listed and 41 reserved numbers, 1 to 284, each once', () => {
    assert.equal(documented.length, 163);
    assert.equal(definitions.length - documented.length, 80);
    assert.equal(RESERVED_NUMBERS.length, 41);
    const numbers = [...definitions.map(([, { number }]) => number), ...RESERVED_NUMBERS].sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      Array.from({ length: 284 }, (_, i) => i + 1),
    );
  });

  it('stand in one service each', () => {
    const names = Object.values(SERVICES).flatMap((service) => Object.keys(service));
    assert.deepEqual(names.sort(), Object.keys(MESSAGES).sort());
  });

  it('name confirmations and rejections that exist, for every request', () => {
    for (const [name, definition] of documented) {
      for (const other of [definition.confirmedBy, ...(definition.rejectedBy ?? [])]) {
        if (other !== undefined) assert.ok(other in MESSAGES, `${name}: ${other}`);
      }
      if (definition.kind === 'request') assert.ok(definition.confirmedBy, name);
    }
  });

  it('give every field of a message its own key', () => {
    for (const [name, definition] of documented) {
      const floating = Object.entries(definition.floating ?? {});
      const keys = [...Object.keys(definition.fixed), ...floating.map(([field]) => field)].map((field) =>
        fieldKey(field),
      );
      assert.equal(new Set(keys).size, keys.length, name);
    }
  });

  it('use a tag for one field of a message only', () => {
    for (const [name, definition] of documented) {
      const tags = floatingOf(definition.floating ?? {}).flatMap(([, field]) => field.tag ?? []);
      assert.equal(new Set(tags).size, tags.length, name);
    }
  });

  it('leave three fields without a tag, as the guide does', () => {
    const untagged = documented.flatMap(([name, definition]) =>
      floatingOf(definition.floating ?? {}).flatMap(([field, { tag }]) => (tag === null ? `${name}.${field}` : [])),
    );
    assert.deepEqual(untagged.sort(), [
      'CALL_AGENT_GREETING_EVENT.GreetingType',
      'OPEN_REQ.UniqueInstanceID',
      'SET_AGENT_SERVICE_DATA_REQ.TotalAnswersSuggestion',
    ]);
  });

  it('name each list after its count field, which the message or record has', () => {
    for (const [name, definition] of documented) {
      const floating = definition.floating ?? {};
      const counts = new Set([...Object.keys(definition.fixed), ...floatingOf(floating).map(([field]) => field)]);
      for (const [key, list] of listsOf(floating)) {
        assert.ok(counts.has(list.count), `${name}.${key}: ${list.count}`);
        assert.equal(key.toLowerCase(), list.count.replace(/^Num(berOf|Of)?/, '').toLowerCase(), name);
      }
    }
  });

  it('have tags, constants and bits with a number of their own, but for known pairs', () => {
    const tags = Object.values(TAGS).map(({ tag }) => tag);
    assert.equal(new Set(tags).size, tags.length);
    for (const [name, { values }] of Object.entries(ENUMS)) {
      const numbers = Object.values(values) as number[];
      assert.equal(new Set(numbers).size, numbers.length, name);
    }
    for (const [name, { values }] of Object.entries(MASKS)) {
      const bits = Object.values(values) as number[];
      assert.equal(new Set(bits).size, bits.length, name);
      for (const bit of bits) assert.equal(bit & (bit - 1), 0, name);
    }
  });
});

describe('the key of a field', () => {
  const examples: [string, string][] = [
    ['ConnectionCallID', 'connectionCallID'],
    ['ANI', 'ani'],
    ['DNIS', 'dnis'],
    ['PGStatus', 'pgStatus'],
    ['ICMAgentID', 'icmAgentID'],
    ['MRDID', 'mrdid'],
    ['CTIClientSignature', 'ctiClientSignature'],
    ['ANI_II', 'ani_II'],
    ['CallVariable10', 'callVariable10'],
  ];
  for (const [guideName, key] of examples) {
    it(`${guideName} is ${key}`, () => assert.equal(fieldKey(guideName), key));
  }
});
