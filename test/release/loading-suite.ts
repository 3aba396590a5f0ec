import assert from 'node:assert/strict';
import { catalog, EXAMPLES, help, ICONS, LANGUAGES, NAME, RESOURCES, TABLES, TYPES } from './contents';
import type { Tried } from './tried';

/** Everything that the package brings is found by Node-RED. */
export function loadingSuite(tried: Tried): void {
  it('loads every node without an error', async () => {
    const sets = (await tried.json('/nodes')) as { module: string; types: string[]; err?: string }[];
    const ours = sets.filter(({ module }) => module === NAME);
    for (const { types, err } of ours) assert.equal(err, undefined, types[0]);
    assert.deepEqual(
      ours.flatMap(({ types }) => types),
      TYPES,
    );
    assert.doesNotMatch(tried.nodeRed.output(), /\[error\]/);
  });

  for (const language of LANGUAGES) {
    it(`has catalogs and help in ${language}`, async () => {
      const catalogs = await tried.json(`/nodes/messages?lng=${language}`);
      const headers = { Accept: 'text/html', 'Accept-Language': language };
      const html = await (await tried.ask('/nodes', 'admin', { headers })).text();
      for (const type of TYPES) {
        // The build puts the words of the protocol and of Test connection beside those of cti-server.
        const { protocol, explanation, ...own } = catalogs[`${NAME}/${type}`];
        assert.deepEqual(own, catalog(language, type), type);
        for (const built of [protocol, explanation]) assert.equal(built !== undefined, type === 'cti-server', type);
        for (const part of help(language, type)) assert.ok(html.includes(part), `${type}: ${part.slice(0, 200)}`);
      }
      for (const table of TABLES) assert.ok(!html.includes(`{{${table}}}`), table);
    });
  }

  it('has its icons', async () => {
    for (const icon of ICONS) {
      const response = await tried.ask(`/icons/${NAME}/${icon}`, 'admin');
      assert.match(response.headers.get('content-type') ?? '', /svg/, icon);
      assert.match(await response.text(), /^<svg /, icon);
    }
  });

  it('has every example in the Import menu', async () => {
    for (const [name, nodes] of EXAMPLES) {
      const path = name.split(/[\\/]/).map(encodeURIComponent).join('/');
      assert.deepEqual(await tried.json(`/library/examples/flows/${NAME}/${path}`), nodes, name);
    }
  });

  it('serves the scripts of its dialogs', async () => {
    for (const script of RESOURCES)
      assert.equal((await tried.ask(`/resources/${NAME}/${script}`, undefined)).status, 200);
  });
}
