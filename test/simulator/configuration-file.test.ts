import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import {
  CONFIGURATION_SCHEMA,
  CONTACT_CENTRE,
  generateContactCentre,
  readConfiguration,
  Simulator,
  type SimulatorConfiguration,
} from '../../lib/simulator';
import { CONFIGURATION_SHAPE } from '../../lib/simulator/configuration/configuration-shape';
import { CONFIGURATION } from './site';

describe('the configuration file of the simulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cti-configuration-'));
  const fileWith = (text: string, name = 'centre.json'): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  after(() => rmSync(folder, { recursive: true }));

  it('is read from JSON', async () => {
    assert.deepEqual(await readConfiguration(fileWith(JSON.stringify(CONTACT_CENTRE))), CONTACT_CENTRE);
  });

  it('may name its JSON Schema, and may begin with a byte order mark', async () => {
    const text = JSON.stringify({ $schema: './schema.json', ...CONTACT_CENTRE });
    assert.deepEqual(await readConfiguration(fileWith(`\uFEFF${text}`)), CONTACT_CENTRE);
  });

  const wrong: readonly (readonly [string, string, string, string, RegExp])[] = [
    ['no JSON', 'centre.json', '{', 'CTI_CANNOT_READ_CONFIGURATION', /centre\.json cannot be read: /],
    [
      'broken YAML',
      'centre.yaml',
      'agents: [',
      'CTI_CANNOT_READ_CONFIGURATION',
      /centre\.yaml cannot be read: .*, line 1, column \d+/,
    ],
    ['a list', 'list.json', '[]', 'CTI_INVALID_CONFIGURATION', /list\.json: configuration: \[\] is not an object/],
    [
      'a wrong row',
      'row.json',
      JSON.stringify({ ...CONTACT_CENTRE, outsideRingTime: 'x' }),
      'CTI_INVALID_CONFIGURATION',
      /row\.json: outsideRingTime: "x" is not a whole number/,
    ],
  ];
  for (const [what, name, text, code, message] of wrong) {
    it(`is refused when it holds ${what}, with the file's name`, async () => {
      await assert.rejects(readConfiguration(fileWith(text, name)), { code, message });
    });
  }

  it('is refused when it is not there', async () => {
    const missing = join(folder, 'none.json');
    await assert.rejects(readConfiguration(missing), { code: 'CTI_CANNOT_READ_CONFIGURATION', message: /none\.json/ });
  });

  describe('has a JSON Schema', () => {
    const valid = new Ajv({ strict: true }).compile(CONFIGURATION_SCHEMA);

    it('that holds for the contact centre to start with, for a generated one and for that of the tests', () => {
      for (const configuration of [CONTACT_CENTRE, CONFIGURATION, generateContactCentre({ agents: 50 })]) {
        assert.ok(valid(JSON.parse(JSON.stringify(configuration))), JSON.stringify(valid.errors));
      }
    });

    it('that agrees with the checks of the simulator about any value in any place', () => {
      const complete: SimulatorConfiguration = {
        ...CONTACT_CENTRE,
        agents: CONTACT_CENTRE.agents.slice(0, 2).map((agent) => ({ ...agent, password: 'x', enabledServices: [] })),
        wrapupDataTime: 120,
        allEventsLimit: 20,
        rtpEvents: true,
        preCallEvents: 'before',
      };
      const places = placesIn(complete);
      const value = fc.oneof(
        fc.constant(undefined),
        fc.jsonValue({ maxDepth: 1 }),
        fc.integer(),
        fc.string({ maxLength: 80, unit: 'grapheme' }),
      );
      fc.assert(
        fc.property(fc.constantFrom(...places), value, (place, replacement) => {
          const changed = JSON.parse(JSON.stringify(complete));
          let parent = changed;
          for (const key of place.slice(0, -1)) parent = parent[key];
          const last = place.at(-1) as string | number;
          if (replacement === undefined && !Array.isArray(parent)) delete parent[last];
          else parent[last] = replacement ?? null;
          assert.equal(valid(changed), passes(changed), `${place.join('.')}: ${JSON.stringify(replacement)}`);
        }),
        { numRuns: 2_000 },
      );
    });
  });
});

describe('a generated contact centre', () => {
  it('is the same for the same seed, and another for another', () => {
    const size = { agents: 100, configured: 300, seed: 7 };
    assert.deepEqual(generateContactCentre(size), generateContactCentre(size));
    assert.notDeepEqual(generateContactCentre(size), generateContactCentre({ ...size, seed: 8 }));
  });

  for (const [agents, configured] of [
    [0, 1],
    [1, 1],
    [20, 20],
    [2_000, 12_000],
  ] as const) {
    it(`has ${agents} agents signed in of ${configured}, each with a team and a skill group`, () => {
      const configuration = generateContactCentre({ agents, configured });
      const simulator = new Simulator({ configuration });
      assert.equal(simulator.agents.length, configured);
      const states = simulator.agents.map(({ state }) => state);
      assert.equal(states.filter((state) => state !== 'AGENT_STATE_LOGOUT').length, agents);
      const people = configuration.teams?.flatMap(({ supervisors, members }) => [...supervisors, ...members]) ?? [];
      assert.equal(new Set(people).size, configured);
      for (const { skillGroups } of configuration.agents) assert.ok(skillGroups.length > 0);
    });
  }

  it('takes calls', () => {
    const simulator = new Simulator({ configuration: generateContactCentre({ agents: 30 }) });
    simulator.inboundCall();
    assert.equal(simulator.calls[0]?.state, 'ringing');
  });

  for (const [size, field] of [
    [{ agents: 2_001 }, 'agents'],
    [{ agents: 1.5 }, 'agents'],
    [{ agents: 10, configured: 9 }, 'configured'],
    [{ agents: 10, configured: 12_001 }, 'configured'],
    [{ agents: 10, seed: -1 }, 'seed'],
  ] as const) {
    it(`is refused for ${JSON.stringify(size)}`, () => {
      assert.throws(() => generateContactCentre(size), { code: 'CTI_INVALID_OPTION', field });
    });
  }
});

type Place = readonly (string | number)[];

/** The path of every value inside. */
function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesIn(inner, place)];
  });
}

function passes(value: unknown): boolean {
  try {
    CONFIGURATION_SHAPE.check(value, '');
    return true;
  } catch {
    return false;
  }
}
