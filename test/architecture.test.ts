/** The house rules that a machine can check: who imports whom, and what stands where. See ARCHITECTURE.md. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');

/** Each room and the rooms whose face it may import. */
const ROOMS: Record<string, readonly string[]> = {
  'lib/protocol': [],
  'lib/codec': ['lib/protocol'],
  'lib/shapes': ['lib/protocol'],
  'lib/session': ['lib/protocol', 'lib/codec', 'lib/shapes'],
  'lib/model': ['lib/protocol', 'lib/shapes'],
  'lib/simulator': ['lib/protocol', 'lib/codec', 'lib/shapes'],
  'lib/node-messages': ['lib/protocol', 'lib/shapes', 'lib/session', 'lib/model', 'lib/simulator'],
  'lib/cli': ['lib/protocol', 'lib/codec', 'lib/session', 'lib/model', 'lib/simulator', 'lib/node-messages'],
  lib: ['lib/protocol', 'lib/codec', 'lib/session', 'lib/model', 'lib/simulator', 'lib/node-messages'],
  nodes: ['lib/session', 'lib/model', 'lib/simulator', 'lib/protocol', 'lib/node-messages'],
};
/** The rooms of nodes, and the ones each may import. What stands beside the nodes themselves imports none of them. */
const ROOMS_OF_NODES: Record<string, readonly string[]> = {
  rails: [],
  route: [],
  privacy: [],
  session: ['privacy', 'rails'],
  'connection-test': ['session'],
  requests: ['session'],
  palette: ['requests', 'session'],
  following: ['session'],
  lookup: ['following', 'session'],
  simulator: ['session'],
  live: ['following', 'rails', 'session'],
  editor: ['palette', 'privacy', 'requests', 'route', 'session'],
};
/** Rooms without I/O and clock. */
const PURE = ['lib/protocol', 'lib/shapes', 'lib/model'];
/** The one package that lib needs at run time, and where: it reads files that people write. */
const YAML_READER = 'lib/simulator/configuration/data-file.ts';
/** Tables of data may be long. */
const TABLES = ['lib/protocol/enums.ts', 'lib/protocol/tags.ts', 'lib/protocol/masks.ts', 'lib/protocol/messages/'];

const sources = ['lib', 'nodes'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), 'utf8');
      return { path, room: roomOf(path), text, code: text.replace(/^\s*(\/\/|\/?\*).*$/gm, '') };
    }),
);

function roomOf(path: string): string {
  const room = Object.keys(ROOMS).find((name) => path.startsWith(`${name}/`));
  assert.ok(room, `${path} stands in no room`);
  return room;
}

function importsOf(text: string): string[] {
  const statements = text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\b(?:require|import)\('([^']+)'\)/gm,
  );
  return [...statements].map(([, from, bare, called]) => (from ?? bare ?? called) as string);
}

/** What the files of a room of nodes import from nodes outside of it. */
function importsFrom(room: string): string[] {
  return sources
    .filter(({ path }) => path.startsWith(room))
    .flatMap(({ path, text }) =>
      importsOf(text)
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, resolve(root, dirname(path), name))),
    )
    .filter((target) => target.startsWith('nodes/') && !`${target}/`.startsWith(room));
}

describe('the house', () => {
  it('has sources in every room it names', () => {
    const built = new Set(sources.map(({ room }) => room));
    for (const room of Object.keys(ROOMS).filter((name) => name !== 'lib')) assert.ok(built.has(room), room);
  });

  for (const { path, room, text } of sources) {
    it(`${path} imports what its room may`, () => {
      for (const name of importsOf(text)) {
        if (!name.startsWith('.')) {
          assert.ok(!PURE.includes(room), `${name}: ${room} imports no package and no Node built-in`);
          const allowed = name === 'yaml' ? path === YAML_READER : name.startsWith('node:') || name === 'node-red';
          assert.ok(allowed, `${name}: no runtime dependency is allowed here`);
          continue;
        }
        const target = relative(root, resolve(root, dirname(path), name));
        const face = Object.keys(ROOMS).find(
          (other) => other !== room && other !== 'lib' && (target === other || target.startsWith(`${other}/`)),
        );
        if (face === undefined || target.startsWith(`${room}/`)) continue;
        assert.ok(ROOMS[room]?.includes(face), `${room} may not import ${face}`);
        assert.equal(target, face, `only the face of ${face} is imported`);
      }
    });
  }

  for (const room of readdirSync(join(root, 'nodes'), { withFileTypes: true })) {
    if (!room.isDirectory() || room.name === 'icons') continue;
    it(`nodes/${room.name} imports the rooms of nodes that it may`, () => {
      const allowed = ROOMS_OF_NODES[room.name];
      assert.ok(allowed, 'is a room of nodes');
      assert.deepEqual(
        importsFrom(`nodes/${room.name}/`).filter((target) => {
          const [, other, file] = target.split('/') as [string, string, string?];
          const isRoom = file !== undefined || ROOMS_OF_NODES[other] !== undefined;
          return isRoom ? !allowed.includes(other) : other.startsWith('cti-');
        }),
        [],
      );
    });
  }

  it('generates code in one file only', () => {
    const makers = sources.filter(({ code }) => /new Function\(|\beval\(/.test(code)).map(({ path }) => path);
    assert.deepEqual(makers, ['lib/codec/shape.ts']);
  });

  it('writes to the console in the command only', () => {
    const writers = sources
      .filter(({ room, code }) => room !== 'lib/cli' && /\bconsole\./.test(code))
      .map(({ path }) => path);
    assert.deepEqual(writers, []);
  });

  it('has no file above 400 lines but tables', () => {
    const long = sources.filter(
      ({ path, text }) => text.split('\n').length > 401 && !TABLES.some((table) => path.startsWith(table)),
    );
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });
});
