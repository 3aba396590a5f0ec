import assert from 'node:assert/strict';
import { cti } from './terminal';

describe('the command line of cti', () => {
  it('shows the commands when it is told nothing', async () => {
    const { code, stdout, stderr } = await cti([]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    for (const name of ['decode', 'encode', 'describe', 'schema', 'probe', 'simulate', 'record', 'replay'])
      assert.match(stderr, new RegExp(`^  ${name} `, 'm'));
  });

  for (const args of [['--help'], ['-h']]) {
    it(`explains itself with ${args}`, async () => {
      const { code, stdout } = await cti(args);
      assert.equal(code, 0);
      assert.match(stdout, /^Usage: cti COMMAND/);
    });
  }

  for (const name of ['decode', 'encode', 'describe', 'schema', 'probe', 'simulate', 'record', 'replay']) {
    it(`explains ${name} and every option of it`, async () => {
      const { code, stdout } = await cti([name, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^Usage: cti ${name} `));
      assert.match(stdout, /Exit code/);
      for (const line of stdout.split('\n')) assert.ok(line.length <= 105, line);
      assert.deepEqual(await cti([name, '-h', '--help'].slice(0, 2)), { ...(await cti([name, '--help'])) });
    });
  }

  for (const [args, code, advice] of [
    [['decod'], 'CTI_UNKNOWN_COMMAND', /did you mean decode\?/],
    [
      ['nonsense'],
      'CTI_UNKNOWN_COMMAND',
      /known commands: decode, encode, describe, schema, probe, simulate, record, replay/,
    ],
    [['decode', '--protcol', '9'], 'CTI_UNKNOWN_OPTION', /did you mean --protocol\?/],
    [['encode', '--binary'], 'CTI_UNKNOWN_OPTION', /known options: --protocol, --charset, --help/],
    [['decode', '-x'], 'CTI_UNKNOWN_OPTION', /there is no option -x/],
    [['decode', '--constructor'], 'CTI_UNKNOWN_OPTION', /there is no option --constructor/],
    [['decode', '--protocol'], 'CTI_INVALID_OPTION', /--protocol needs a value/],
    [['decode', '--protocol', '--binary'], 'CTI_INVALID_OPTION', /--protocol needs a value/],
    [['decode', '--protocol=8'], 'CTI_INVALID_OPTION', /give a whole number from 9 to 25/],
    [['decode', '--protocol', '2x'], 'CTI_INVALID_OPTION', /"2x"; give a whole number/],
    [['decode', '--binary=yes'], 'CTI_INVALID_OPTION', /--binary takes no value; "yes" came with it/],
    [['decode', '--protocol', '20', '--protocol', '21'], 'CTI_INVALID_OPTION', /--protocol stands twice/],
    [['decode', '--charset', 'klingon'], 'CTI_INVALID_OPTION', /klingon/],
    [['decode', 'one', 'two'], 'CTI_UNEXPECTED_ARGUMENT', /"two" is one argument too many; at most 1/],
    [['simulate', 'now'], 'CTI_UNEXPECTED_ARGUMENT', /"now" is one argument too many; none/],
    [['simulate', '--port', '65536'], 'CTI_INVALID_OPTION', /from 0 to 65535/],
    [['simulate', '--scenario', 'inbount'], 'CTI_INVALID_OPTION', /did you mean inbound\?/],
    [['simulate', '--scenario', 'earthquake'], 'CTI_INVALID_OPTION', /--list shows them all/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code: exit, stdout, stderr } = await cti(args);
      assert.equal(exit, 2);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`\\(${code}\\)\\nTry 'cti.* --help'\\.\\n$`));
      assert.match(stderr, advice);
    });
  }

  it('takes what stands behind -- as arguments', async () => {
    const { stderr } = await cti(['decode', '--', '--binary']);
    assert.match(stderr, /--binary cannot be read/);
  });
});
