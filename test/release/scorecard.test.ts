/** The flow library's own checks, on the package as it would be published. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage } from '../nodes/real-node-red';
import { installed, installTools } from './tools';

const run = promisify(execFile);
/** All of its checks but P02, which the tool does not do. */
const CHECKS = ['P01', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'N01', 'N02', 'D01', 'D02', 'D03'];

describe("the flow library's scorecard", function () {
  this.timeout(300_000);
  let folder: string;
  let said: string;
  let card: Record<string, { readonly test?: boolean }>;
  before(async () => {
    await installTools();
    folder = await mkdtemp(join(tmpdir(), 'cti-scorecard-'));
    await run('tar', ['xzf', await packedPackage(), '-C', folder]);
    const file = join(folder, 'scorecard.json');
    const { stdout, stderr } = await run(process.execPath, [
      '--require',
      join(__dirname, 'empty-catalogue.cjs'),
      installed('node-red-dev/bin/run'),
      'validate',
      '-p',
      join(folder, 'package'),
      '-o',
      file,
    ]);
    said = stdout + stderr;
    card = JSON.parse(await readFile(file, 'utf8'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const check of CHECKS) {
    it(`passes ${check}`, () => assert.equal(card[check]?.test, true, `${JSON.stringify(card[check])}\n${said}`));
  }

  it('passes every check that it does', () => {
    const failed = Object.entries(card).filter(([, { test }]) => test === false);
    assert.deepEqual(failed, [], said);
  });

  it('has understood the editor code of every node', () => {
    assert.doesNotMatch(said, /Unable to parse|Unable to read/);
  });
});
