import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { CONTACT_CENTRE, readConfiguration, readScenario, SCENARIOS } from '../../lib/simulator';

describe('a file with a scenario or a configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cti-data-'));
  after(() => rmSync(folder, { recursive: true }));
  const fileWith = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const scenario = SCENARIOS.find(({ name }) => name === 'inbound-answered') ?? assert.fail();
  const plain = JSON.parse(JSON.stringify(scenario));

  it('says the same in JSON and in YAML', async () => {
    assert.deepEqual(await readScenario(fileWith('one.json', JSON.stringify(scenario))), plain);
    assert.deepEqual(await readScenario(fileWith('one.yaml', stringify(plain))), plain);
    const centre = JSON.parse(JSON.stringify(CONTACT_CENTRE));
    assert.deepEqual(await readConfiguration(fileWith('centre.yml', stringify({ $schema: 'x', ...centre }))), centre);
    assert.deepEqual(await readConfiguration(fileWith('centre.json', `\uFEFF${JSON.stringify(centre)}`)), centre);
  });

  it('is named with line and column where it cannot be read', async () => {
    const refused = (file: string, message: RegExp) =>
      assert.rejects(readScenario(file), { code: 'CTI_CANNOT_READ_SCENARIO', message });
    await refused(
      fileWith('bad.yaml', 'name: x\nsteps: [\n  - 1\n'),
      /bad\.yaml cannot be read: .*, line \d+, column \d+$/,
    );
    await refused(fileWith('bad.json', '{\n  "name": "x",\n  oops\n}'), /line 3, column 3$/);
    await refused(fileWith('short.json', '{\n  "name": "x"'), /line 2, column \d+$/);
    await refused(fileWith('twice.yaml', 'name: x\nname: y\n'), /line 2, column 1$/);
    await refused(join(folder, 'none.yaml'), /ENOENT/);
  });

  it('names its place and the place in it where it says something wrong', async () => {
    const file = fileWith('wrong.yaml', stringify({ ...plain, steps: [{ do: 'dance' }] }));
    await assert.rejects(readScenario(file), {
      code: 'CTI_INVALID_SCENARIO',
      field: 'steps[0].do',
      message: /wrong\.yaml: steps\[0\]\.do: "dance" is not an action/,
    });
  });

  it('does no harm', async () => {
    const names = 'abcdefghij'.split('');
    const lists = names.map((name, i) => `${name}: &${name} [${`*${names[i - 1]},`.repeat(i === 0 ? 0 : 9)}x]`);
    await assert.rejects(readScenario(fileWith('bomb.yaml', lists.join('\n'))), { code: 'CTI_CANNOT_READ_SCENARIO' });
    await assert.rejects(readScenario(fileWith('proto.yaml', '__proto__: { polluted: true }\nname: x\n')), {
      code: 'CTI_INVALID_SCENARIO',
    });
    assert.equal(({} as { polluted?: true }).polluted, undefined);
    await assert.rejects(readScenario(fileWith('tag.yaml', 'name: !!js/function "x"\n')), { code: /^CTI_/ });
  });
});
