// Installs what package-lock.json names (once) and builds dist/. Plain JavaScript with Node's own
// modules only: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const STAMP = join(root, 'node_modules', '.installed-from');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node.js ${process.versions.node} is too old: this package needs 20.19 or newer.`);
  process.exit(1);
}

/** Installs the dependencies unless the lock file is the one of the last installation. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      'node_modules is a link: npm would empty the folder that it leads to. Remove the link, or install there.',
    );
    process.exit(1);
  }
  console.log('Installing the dependencies (once) ...');
  run(NPM, ['ci', '--no-audit', '--no-fund']);
  writeFileSync(STAMP, lock);
}

/** Compiles lib/ and nodes/ and lays what Node-RED reads beside the compiled nodes. */
export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')]);
  const nodes = join(root, 'nodes');
  for (const file of readdirSync(nodes).filter((name) => name.endsWith('.html'))) {
    cpSync(join(nodes, file), join(root, 'dist/nodes', file));
  }
  cpSync(join(nodes, 'icons'), join(root, 'dist/nodes/icons'), { recursive: true });
  // Node-RED looks for catalogs beside the .js file of a node.
  cpSync(join(root, 'locales'), join(root, 'dist/nodes/locales'), { recursive: true });
  writeActionTables();
  narrowHelp();
  writeProtocolWords();
  writeExplanations();
  chmodSync(join(root, 'dist/lib/cli/cti.js'), 0o755);
}

/**
 * Builds, too, by the script prepack.
 * @returns the tarball, as `npm publish` would send it
 */
export function pack(folder) {
  run(NPM, ['pack', '--loglevel=error', '--pack-destination', folder]);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
}

/** What help says of actions and messages comes from their declarations: it stands where the help says {{actions}} ... */
function writeActionTables() {
  const require = createRequire(import.meta.url);
  const { actionTable } = require('./dist/nodes/editor/action-table.js');
  const { ACTIONS, helpTable } = require('./dist/nodes/palette/index.js');
  const { propertyTable } = require('./dist/nodes/editor/property-table.js');
  const { MESSAGE_NODES } = require('./dist/lib/node-messages/index.js');
  const locales = join(root, 'dist/nodes/locales');
  for (const language of readdirSync(locales)) {
    const { action, fieldTitle } = wordsOf(language);
    writeTable(join(locales, language, 'cti-simulator.html'), () => actionTable(action));
    writeTable(join(locales, language, 'cti-simulator.html'), () => exampleTable(language), '{{examples}}');
    rmSync(join(locales, language, 'examples.json'), { force: true });
    for (const type of MESSAGE_NODES) {
      writeTable(join(locales, language, `${type}.html`), () => propertyTable(type), '{{properties}}');
    }
    for (const type of Object.keys(ACTIONS)) {
      const catalog = join(locales, language, `${type}.json`);
      if (!existsSync(catalog)) continue;
      const labels = JSON.parse(readFileSync(catalog, 'utf8'))[type].action;
      const words = { action: (name) => labels[name], field: (key) => fieldTitle[key] };
      writeTable(join(locales, language, `${type}.html`), () => helpTable(type, words));
    }
  }
}

/** After everything that the build writes into them. */
function narrowHelp() {
  const { narrowTables } = createRequire(import.meta.url)('./dist/nodes/editor/narrow-tables.js');
  const locales = join(root, 'dist/nodes/locales');
  for (const file of readdirSync(locales, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    writeFileSync(join(locales, file), narrowTables(readFileSync(join(locales, file), 'utf8')));
  }
}

function writeTable(help, table, place = '{{actions}}') {
  if (!existsSync(help)) return;
  writeFileSync(
    help,
    readFileSync(help, 'utf8').replace(place, () => table()),
  );
}

/** The Import menu shows the names of files, whatever the language: the help says what they are. */
function exampleTable(language) {
  const translated = join(root, 'locales', language, 'examples.json');
  const words = existsSync(translated) ? JSON.parse(readFileSync(translated, 'utf8')) : {};
  return examples()
    .map((path) => {
      const { title, about } = words[path] ?? englishWords(path);
      return `| ${path.replace('/', ' / ')} | **${title}** \u2013 ${about} |`;
    })
    .join('\n');
}

/** Their paths below examples/, without .json, as the Import menu sorts them. */
function examples() {
  return readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
    .sort();
}

/** What an example says of itself: its name, and the description of its tab. */
function englishWords(path) {
  const flow = JSON.parse(readFileSync(join(root, 'examples', `${path}.json`), 'utf8'));
  return { title: path.replace(/^.*\d+ - /, ''), about: flow.find(({ type }) => type === 'tab').info };
}

/** In another language than English from its file, as far as there is one. */
function wordsOf(language) {
  const file = join(root, 'locales', language, 'protocol.json');
  const english = createRequire(import.meta.url)('./dist/nodes/editor/protocol-words.js').protocolWords();
  return existsSync(file) ? { ...english, ...JSON.parse(readFileSync(file, 'utf8')) } : english;
}

/** The words of the protocol go into a catalog that Node-RED loads: the English ones from the definitions. */
function writeProtocolWords() {
  const locales = join(root, 'dist/nodes/locales');
  for (const language of readdirSync(locales)) {
    const catalog = join(locales, language, 'cti-server.json');
    if (!existsSync(catalog)) continue;
    const protocol = wordsOf(language);
    writeFileSync(catalog, JSON.stringify({ ...JSON.parse(readFileSync(catalog, 'utf8')), protocol }));
    rmSync(join(locales, language, 'protocol.json'), { force: true });
  }
}

/** Likewise what the connection test explains. */
function writeExplanations() {
  const english = createRequire(import.meta.url)('./dist/lib/session/index.js').explanationWords();
  const locales = join(root, 'dist/nodes/locales');
  for (const language of readdirSync(locales)) {
    const catalog = join(locales, language, 'cti-server.json');
    const words = join(locales, language, 'explanations.json');
    if (!existsSync(catalog)) continue;
    const explanation = existsSync(words) ? JSON.parse(readFileSync(words, 'utf8')) : english;
    writeFileSync(catalog, JSON.stringify({ ...JSON.parse(readFileSync(catalog, 'utf8')), explanation }));
    rmSync(words, { force: true });
  }
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(error ? String(error) : `${command} ${args.join(' ')} ended with ${status}`);
  process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode();
  install();
  build();
}
