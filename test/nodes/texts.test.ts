import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ENUMS, MASKS } from '../../lib/protocol';
import type { ProbeStepName } from '../../lib/session';
import { SessionCounters } from '../../lib/session/counters';
import { CONTACT_CENTRE } from '../../lib/simulator';
import { CHANGES } from '../../nodes/change-topics';
import { NOTHING } from '../../nodes/editor/known-routes';
import { KNOWN_KINDS } from '../../nodes/editor/known-values';
import { COUNTERS } from '../../nodes/live/live-view';
import { QUERY_KEYS } from '../../nodes/lookup/lookup-query';
import { ACTIONS, SUBJECTS } from '../../nodes/privacy/privacy-rules';
import { ACTION_NAMES } from '../../nodes/session/session-actions';
import { REASONS } from '../../nodes/session/short-reason';

const PROJECT = resolve(__dirname, '../..');
const TYPES = Object.keys((require('../../package.json') as Package)['node-red'].nodes);

interface Package {
  readonly 'node-red': { readonly nodes: Readonly<Record<string, string>> };
}
const LANGUAGES = readdirSync(join(PROJECT, 'locales'));

/** The sections that every page of help has, by language. */
const SECTIONS: Readonly<
  Record<string, Readonly<Record<'inputs' | 'outputs' | 'details' | 'errors' | 'example', string>>>
> = {
  'en-US': { inputs: 'Inputs', outputs: 'Outputs', details: 'Details', errors: 'Errors', example: 'Example' },
  de: { inputs: 'Eingangsdaten', outputs: 'Ausgangsdaten', details: 'Details', errors: 'Fehler', example: 'Beispiel' },
  es: { inputs: 'Entradas', outputs: 'Salidas', details: 'Detalles', errors: 'Errores', example: 'Ejemplo' },
  fr: { inputs: 'Entrées', outputs: 'Sorties', details: 'Détails', errors: 'Erreurs', example: 'Exemple' },
  ja: { inputs: '入力', outputs: '出力', details: '詳細', errors: 'エラー', example: '例' },
  'zh-CN': { inputs: '输入', outputs: '输出', details: '详细', errors: '错误', example: '示例' },
};

type Catalog = { readonly [key: string]: string | Catalog };

function read(...path: string[]): string {
  return readFileSync(join(PROJECT, ...path), 'utf8');
}

function keysOf(catalog: Catalog, prefix = ''): string[] {
  return Object.entries(catalog).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

function catalogKeys(language: string): Set<string> {
  return new Set(TYPES.flatMap((type) => keysOf(JSON.parse(read('locales', language, `${type}.json`)) as Catalog)));
}

/** What stands below a heading of a page of help; fails where there is no such heading. */
function sections(help: string): (title: string) => string {
  const found = new Map(
    help
      .replace('</script>', '')
      .split(/^### /m)
      .slice(1)
      .map((each): [string, string] => [each.split('\n', 1)[0] ?? '', each.slice(each.indexOf('\n')).trimEnd()]),
  );
  return (title) => {
    const text = found.get(title);
    assert.ok(text !== undefined, `no section ${title}`);
    return text;
  };
}

const sources = ['nodes', 'resources'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|html|js)$/.test(file))
    .map((file) => read(folder, file)),
);

/** A record and not a list, so that the compiler misses no step. */
const STEPS: { readonly [N in ProbeStepName]: true } = {
  resolve: true,
  connect: true,
  tls: true,
  open: true,
  services: true,
  peripherals: true,
  time: true,
  close: true,
};

/** Every constant of the protocol: some look like codes of ours. */
const CONSTANTS = new Set(
  [...Object.values(ENUMS), ...Object.values(MASKS)].flatMap(({ values }) => Object.keys(values)),
);

/** Every code that an error of these rooms can have, but for constants of the protocol. */
function codesOf(...rooms: readonly string[]): Set<string> {
  const codes = rooms
    .flatMap((room) =>
      readdirSync(join(PROJECT, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => read(file).match(/'CTI_\w+'|\bE_CTI_[A-Z_]+(?=:)/g) ?? [])
    .map((code) => code.replaceAll("'", ''));
  return new Set(codes.filter((code) => (code.startsWith('E_') || !CONSTANTS.has(code)) && !/_$/.test(code)));
}

/** Those that a session, a request or a connection test can have. */
const CODES = codesOf('lib/session', 'lib/codec', 'nodes');
/** Those with which cti-simulator refuses: none of what only programs do, which use the library without a node. */
const SIMULATED = codesOf(...['actions', 'scenarios', 'sides', 'switch'].map((room) => `lib/simulator/${room}`));
for (const code of ['CTI_IN_USE', 'CTI_CANNOT_READ_SCENARIO']) SIMULATED.delete(code);
/** Those that people see in one place or the other: the words of the command are English. */
const OURS = [...codesOf('lib/session', 'lib/codec', 'lib/model', 'lib/simulator', 'nodes')].filter((code) =>
  code.startsWith('CTI_'),
);

const KEY = new RegExp(`['"\`:;\\]]((?:${TYPES.join('|')})\\.[\\w.-]+)`, 'g');

/** Literal keys; one that ends with a dot is put together with what follows it, one with a plural has an ending each. */
function usedKeys(): Set<string> {
  const used = new Set<string>();
  for (const source of sources) {
    for (const [, key] of source.matchAll(KEY)) {
      if (key !== undefined && !/\.(svg|read|write)$/.test(key)) used.add(key);
    }
  }
  return used;
}

describe('texts', () => {
  it('are there in en-US, the language of reference', () => assert.ok(LANGUAGES.includes('en-US')));

  for (const language of LANGUAGES) {
    describe(language, () => {
      const known = catalogKeys(language);

      it('has every key that dialogs and nodes use', () => {
        for (const key of usedKeys()) {
          if (key.endsWith('.'))
            assert.ok(
              [...known].some((each) => each.startsWith(key)),
              `nothing begins with ${key}`,
            );
          else assert.ok(known.has(key) || (known.has(`${key}_one`) && known.has(`${key}_other`)), key);
        }
      });

      it('has no key that nobody uses', () => {
        const used = [...usedKeys()];
        const isUsed = (key: string) =>
          used.some((each) =>
            each.endsWith('.') ? key.startsWith(each) : key === each || key.replace(/_(one|other)$/, '') === each,
          );
        assert.deepEqual(
          [...known].filter((key) => !isUsed(key)),
          [],
        );
      });

      it('has the same keys as en-US', () => assert.deepEqual([...known].sort(), [...catalogKeys('en-US')].sort()));

      it('has words for each reason and each trouble that a node shows, and for each step of the connection test', () => {
        for (const reason of Object.values(REASONS)) assert.ok(known.has(`cti-server.status.reason.${reason}`), reason);
        for (const trouble of Object.keys(MASKS.PGStatusCode.values)) {
          assert.ok(known.has(`cti-server.status.degraded.${trouble}`), trouble);
        }
        for (const step of Object.keys(STEPS)) assert.ok(known.has(`cti-server.test.step.${step}`), step);
      });

      it('has plain words for every change of a call or an agent, and for everything that may be kept back', () => {
        for (const topic of [...CHANGES.call, ...CHANGES.agent]) {
          assert.ok(known.has(`cti-${topic.replace('.', '.change.')}`), topic);
        }
        for (const subject of SUBJECTS) assert.ok(known.has(`cti-server.privacy.subject.${subject}`), subject);
        for (const action of ACTIONS) assert.ok(known.has(`cti-server.privacy.action.${action}`), action);
      });

      it('says of every list to pick from why there is nothing in it', () => {
        for (const kind of KNOWN_KINDS) assert.ok(known.has(`cti-server.known.notSeen.${kind}`), kind);
        for (const why of NOTHING) {
          if (why !== 'notSeen') assert.ok(known.has(`cti-server.known.nothing.${why}`), why);
        }
      });

      it('has words for each counter that the sidebar shows', () => {
        for (const name of COUNTERS) assert.ok(known.has(`cti-server.live.counter.${name}`), name);
        const { dropped } = new SessionCounters().figures;
        for (const why of Object.keys(dropped)) assert.ok(known.has(`cti-server.live.dropped.${why}`), why);
      });

      it('names the keys of a question to cti-lookup, all of them', () => {
        const help = read('locales', language, 'cti-lookup.html');
        for (const key of QUERY_KEYS) assert.ok(help.includes(`\`${key}\``), key);
      });

      it('says what to do about every code of a session, a request and a connection test', () => {
        const help = TYPES.map((type) => read('locales', language, `${type}.html`));
        const codes = [...CODES].filter((code) => !help.some((text) => text.includes(`\`${code}\``)));
        assert.deepEqual(codes, []);
      });

      it('names every code with which the simulator refuses', () => {
        const help = read('locales', language, 'cti-simulator.html');
        for (const code of [...SIMULATED, 'CTI_CANNOT_WRITE']) {
          if (code.startsWith('CTI_')) assert.ok(help.includes(`\`${code}\``), code);
        }
      });

      it('has a sentence for every code of ours that an error can have, and for no other', () => {
        const said = [...known].filter((key) => key.startsWith('cti-server.errorCode.'));
        assert.deepEqual(said.sort(), OURS.map((code) => `cti-server.errorCode.${code}`).sort());
      });

      it('leaves the table of actions of cti-simulator to the build', () => {
        assert.match(read('locales', language, 'cti-simulator.html'), /\n\|---\|---\|\n\{\{actions\}\}\n\n/);
      });

      it('names the actions of cti-session, all of them', () => {
        const help = read('locales', language, 'cti-session.html');
        for (const name of ACTION_NAMES) assert.ok(help.includes(`| \`${name}\` |`), name);
      });

      it('describes the contact centre of the simulator as it is', () => {
        const help = read('locales', language, 'cti-simulator.html');
        const { agents, dialedNumbers, skillGroups, eccVariables, eccArrays, deskSettings } = CONTACT_CENTRE;
        for (const { agentID, extension, skillGroups: groups, initialState } of agents) {
          const group = skillGroups.find(({ skillGroupNumber }) => skillGroupNumber === groups[0]);
          const dialed = dialedNumbers.find(({ skillGroupNumber }) => skillGroupNumber === groups[0]);
          assert.ok(help.includes(`| ${agentID} | ${extension} | ${group?.name} ${dialed?.number} | `), agentID);
          if (language !== 'en-US') continue;
          const state = {
            AGENT_STATE_AVAILABLE: 'ready',
            AGENT_STATE_NOT_READY: 'not ready',
            AGENT_STATE_LOGOUT: 'logged out',
          };
          assert.match(help, new RegExp(`\\| ${agentID} .*\\| ${state[initialState ?? 'AGENT_STATE_LOGOUT']} \\|\\n`));
        }
        for (const { name } of [...eccVariables, ...eccArrays]) assert.ok(help.includes(`\`${name}\``), name);
        assert.match(help, new RegExp(`\\b${deskSettings[0]?.workModeTimer}\\b`));
      });

      it('names every node in the palette in the same manner: cti and a few words in small letters', () => {
        for (const type of TYPES.filter((name) => name !== 'cti-server')) {
          const catalog = JSON.parse(read('locales', language, `${type}.json`));
          const { paletteLabel } = (catalog as Record<string, { label: { paletteLabel: string } }>)[type]?.label ?? {};
          assert.match(paletteLabel ?? '', /^cti \S|\S cti$/, type);
          assert.equal(paletteLabel, paletteLabel?.toLowerCase(), type);
        }
      });

      for (const type of TYPES) {
        it(`has help for ${type}`, () => {
          const help = read('locales', language, `${type}.html`);
          assert.match(help, new RegExp(`^<script type="text/markdown" data-help-name="${type}">\n[^\n#]+\n\n`));
          assert.doesNotMatch(help, /^[ \t]+\S/m, 'markdown must not be indented');
        });

        it(`has the usual sections in the help for ${type}`, () => {
          const titles = SECTIONS[language];
          assert.ok(titles, 'add the titles of the sections');
          const section = sections(read('locales', language, `${type}.html`));
          const dialog = read('nodes', `${type}.html`);
          if (/\binputs: 1\b/.test(dialog)) assert.match(section(titles.inputs), /^: /m);
          if (/\boutputs: /.test(dialog)) assert.match(section(titles.outputs), /^: /m);
          assert.notEqual(section(titles.details), '');
          assert.match(section(titles.errors), /`(?:E_)?(?:CTI|CF)_[A-Z_.]+`/);
          assert.match(section(titles.example), /\n```js(?:on)?\n[\s\S]+\n```(?:\n|$)/);
        });
      }
    });
  }

  const template = (type: string) =>
    /<script type="text\/html"[^>]*>([\s\S]*?)<\/script>/.exec(read('nodes', `${type}.html`))?.[1] ?? '';

  it('leave nothing visible in a template without a key', () => {
    for (const type of TYPES) {
      const visible = template(type)
        .replace(/<[^>]*>/g, '')
        .trim();
      assert.equal(visible, '', `${type}: ${visible}`);
    }
  });

  it('belong to inputs: every label names one that is there', () => {
    for (const type of TYPES) {
      const html = template(type);
      for (const [, id] of html.matchAll(/<label[^>]* for="([^"]+)"/g)) {
        assert.match(html, new RegExp(`<(?:input|select)[^>]* id="${id}"`), `${type}: ${id}`);
      }
      for (const [label] of html.matchAll(/<label(?![^>]* for=)[^>]*>/g)) assert.fail(`${type}: ${label} has no "for"`);
    }
  });
});
