import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { temporaryFolder } from '../constructs/temporary-folder';

interface Step {
  readonly name: string;
  readonly run?: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = load(readFileSync(join(__dirname, '..', '..', 'ci', 'action.yml'), 'utf8')) as Action;

/** Runs the steps of the action that are commands, as the runner of the code host would, with a command that says how it was called. */
function ran(files: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>): Map<string, string> {
  const [folder, temp, bin] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\necho "called: $*"\n');
  chmodSync(join(bin, 'npx'), 0o755);
  const defaults = Object.entries(action.inputs).map(([name, input]): [string, string] => [name, input.default]);
  const inputs = new Map([...defaults, ...Object.entries({ ...given, folder })]);
  const filled = (text: string): string =>
    text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => inputs.get(name) ?? '');
  const results = new Map<string, string>();
  for (const { name, run, env = {}, 'working-directory': home = '' } of action.runs.steps) {
    if (run === undefined) continue;
    // No input stands in a script: a name of a folder is no command.
    expect(run).not.toContain('${{');
    const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', run], {
      cwd: filled(home),
      encoding: 'utf8',
      env: {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        RUNNER_TEMP: temp,
        GITHUB_STEP_SUMMARY: join(temp, 'summary'),
        GITHUB_OUTPUT: join(temp, 'output'),
        ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)])),
      },
    });
    results.set(name, `${status} ${stdout.trim()}`);
  }
  for (const name of ['review.md', 'summary', 'output']) results.set(name, readFileSync(join(temp, name), 'utf8'));
  results.set('sarif', readdirSync(join(temp, 'aifactory-sarif')).join(' '));
  return results;
}

test('the action looks at the machine, synthesizes, gathers findings and writes the review', () => {
  const site = (name: string): Record<string, string> => ({
    [`cdktf.out/site/${name}/site.json`]: '{}',
    [`cdktf.out/site/${name}/policy.sarif`]: '{}',
    [`cdktf.out/site/${name}/policy.txt`]: `report of ${name}`,
  });
  const base = temporaryFolder();
  mkdirSync(join(base, 'cdktf.out/site/first'), { recursive: true });
  writeFileSync(join(base, 'cdktf.out/site/first/site.json'), '{}');
  const results = ran({ ...site('first'), ...site('second') }, { base, synth: 'echo "synthesized $((1 + 1))"' });
  expect(results.get('Machine and folder')).toBe('0 called: aifactory doctor --no-network');
  expect(results.get('Synthesize')).toBe('0 synthesized 2');
  expect(results.get('sarif')).toBe('first.sarif second.sarif');
  expect(results.get('summary')).toContain('### second\n```\nreport of second```\n');
  expect(results.get('review.md')).toMatch(
    /^called: aifactory diff .*site\/first\/site\.json .*\nNew site: `second`\n$/,
  );
  expect(results.get('output')).toMatch(/^file=.*review\.md\n$/);
});

test('a synthesis that fails, fails the action', () => {
  expect(
    ran({ 'cdktf.out/site/x/policy.sarif': '{}', 'cdktf.out/site/x/policy.txt': '' }, { synth: 'false' }).get(
      'Synthesize',
    ),
  ).toBe('1 ');
});
