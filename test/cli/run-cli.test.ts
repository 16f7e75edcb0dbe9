import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorText, exitCodeOf, helpTexts } from '../../src/cli/run-cli';
import { EXIT_CODES, exitLine, VERBS } from '../../src/cli/verbs';
import { UsageError } from '../../src/cli/cli-context';
import { DesignError, DesignErrors } from '../../src/errors/design-error';
import { temporaryFolder } from '../constructs/temporary-folder';
import { run } from './run-in-process';

const root = join(__dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('help', () => {
  test.each(['size', 'catalog', 'lock', 'lock show', 'lock release', 'policies'])(
    '%s has examples that begin with the command',
    async (verb) => {
      const { code, out, err } = await run(`${verb} --help`);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`\nExamples:\n  $ aifactory ${verb.split(' ')[0] ?? ''}`);
    },
  );

  test('names every verb and the exit codes', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const verb of ['size', 'catalog', 'lock', 'policies', 'verify'])
      expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(out).toContain(
      `\nExit codes:\n${EXIT_CODES.map(({ code: each, meaning }) => `  ${each}  ${meaning}\n`).join('')}`,
    );
  });

  test.each(['help', 'help size', 'help relock', 'help lock', 'size -h', '-h'])('%s is an answer', async (line) => {
    const { code, out } = await run(line);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: aifactory /);
  });

  test('of every verb ends with its exit codes, as the page of commands has them', () => {
    const texts = helpTexts();
    for (const verb of VERBS) expect(texts.get(verb.name)?.endsWith(`\n\n${exitLine(verb)}\n`)).toBe(true);
  });

  test('goes to the error output where nothing was asked', async () => {
    const { code, out, err } = await run('');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: aifactory /);
  });

  test('every example of size can be run', async () => {
    const { out } = await run('size --help');
    const lines = out.split('\n').flatMap((line) => /^ {2}\$ aifactory (.*)$/.exec(line)?.[1] ?? []);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect((await run(line)).code).toBe(0);
  });
});

test('prints the version of the package', async () => {
  expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

describe('refusals', () => {
  test.each([
    ['sizze', "error: unknown command 'sizze'\n  remedy: did you mean 'size'?\n"],
    ['frobnicate', "error: unknown command 'frobnicate'\n  remedy: see 'aifactory --help'\n"],
    ['--verbose', "error: unknown option '--verbose'\n  remedy: see 'aifactory --help'\n"],
    ['help sizze', "error: there is no verb 'sizze'\n  remedy: did you mean 'size'?\n"],
    ['help frobnicate', "error: there is no verb 'frobnicate'\n  remedy: see 'aifactory --help' for all of them\n"],
    [
      'moves a b c',
      "error: too many arguments for 'moves'. Expected 2 arguments but got 3\n  remedy: see 'aifactory moves --help'\n",
    ],
    ['diff', "error: '<before>' is missing\n  remedy: give the 'site.json' of both states: <before> <after>\n"],
    ['explain', "error: missing required argument 'id'\n  remedy: see 'aifactory explain --help'\n"],
    [
      'explain power/zone-overlaod',
      "error: there is no rule and no error code 'power/zone-overlaod'\n  remedy: did you mean 'power/zone-overload'?\n",
    ],
    [
      'explain x',
      "error: there is no rule and no error code 'x'\n  remedy: see 'aifactory policies', or give the code in brackets of an error\n",
    ],
    ['lock relase x', "error: unknown command 'relase'\n  remedy: did you mean 'release'?\n"],
    ['lock release', "error: missing required argument 'name'\n  remedy: see 'aifactory lock release --help'\n"],
    [
      'catalog a b',
      "error: too many arguments for 'catalog'. Expected 1 argument but got 2\n  remedy: see 'aifactory catalog --help'\n",
    ],
  ])('fails on %s', async (line, err) => {
    expect(await run(line)).toEqual({ code: 2, out: '', err });
  });
});

describe('errors', () => {
  const error = new DesignError('fabric/a', { problem: "'tiers' is 4", remedy: "set 'planes: 2', or 'hosts' lower" });

  test('name options where the message names props', () => {
    expect(errorText(error, false)).toBe(
      "error: '--tiers' is 4\n  remedy: set '--planes 2', or 'hosts' lower [fabric/a]\n",
    );
    expect(exitCodeOf(error)).toBe(1);
  });

  test('are all printed where there are several', () => {
    const other = new DesignError('fabric/b', { problem: 'p', remedy: 'r' });
    expect(errorText(new DesignErrors([error, other]), false)).toBe(
      "error: '--tiers' is 4\n  remedy: set '--planes 2', or 'hosts' lower [fabric/a]\nerror: p\n  remedy: r [fabric/b]\n",
    );
  });

  test('show their stack only where it is asked for', () => {
    const usage = new UsageError('p', 'r');
    expect(errorText(usage, false)).toBe('error: p\n  remedy: r\n');
    expect(errorText(usage, true)).toMatch(/^error: p\n {2}remedy: r\nUsageError: p; r\n {4}at /);
    expect(exitCodeOf(usage)).toBe(2);
  });

  test('that nobody foresaw say how to see more', () => {
    expect(errorText(new TypeError('x is not a function'), false)).toBe(
      'error: x is not a function\n  remedy: set DEBUG=aifactory and run it again to see where it comes from\n',
    );
    expect(exitCodeOf(new TypeError('x'))).toBe(1);
  });

  test('of an unknown name are wrong usage, of an unknown version are not', () => {
    const parts = { problem: 'p', remedy: 'r' };
    expect(exitCodeOf(new DesignError('catalog/unknown-system', parts))).toBe(2);
    expect(exitCodeOf(new DesignError('lock/unknown-name', parts))).toBe(2);
    expect(exitCodeOf(new DesignError('lock/unknown-version', parts))).toBe(1);
  });
});

describe('the installed command', () => {
  const command = join(root, 'bin', 'aifactory.js');

  test('runs from any folder, with results on one output and errors on the other', () => {
    const good = spawnSync(process.execPath, [command, '--version'], { cwd: tmpdir(), encoding: 'utf8' });
    expect({ status: good.status, out: good.stdout, err: good.stderr }).toEqual({
      status: 0,
      out: `${version}\n`,
      err: '',
    });
    const bad = spawnSync(process.execPath, [command, 'size', '--tiers', '9'], { cwd: tmpdir(), encoding: 'utf8' });
    expect({ status: bad.status, out: bad.stdout }).toEqual({ status: 2, out: '' });
    expect(bad.stderr).toMatch(/^error: '--tiers' is '9'\n/);
  });

  test('loads no verb for its help, and one for what it is asked', () => {
    const hook = join(temporaryFolder(), 'loaded.js');
    writeFileSync(
      hook,
      "process.on('exit', () => console.error(Object.keys(require('node:module')._cache).filter((name) => /-verbs?\\.[jt]s$|[\\\\/]design[\\\\/]/.test(name)).map((name) => name.replace(/.*[\\\\/]/, '')).join()));",
    );
    const loaded = (...args: readonly string[]): string =>
      spawnSync(process.execPath, ['-r', hook, command, ...args], { encoding: 'utf8' }).stderr.trim();
    expect(loaded('--help')).toBe('');
    expect(
      loaded('catalog', '--help')
        .split(',')
        .filter((name) => name.includes('-verb')),
    ).toEqual(['reference-verbs.ts']);
  });

  test('ends quietly where the reader closes the pipe', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-o', 'pipefail', '-c', `"${process.execPath}" "${command}" catalog dgx-b200 | head -c 1 > /dev/null`],
      { encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
