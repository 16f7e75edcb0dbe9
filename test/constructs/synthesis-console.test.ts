import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKOUT = join(__dirname, '..', '..');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly cwd: string;
  readonly status: number | null;
  readonly stdout: string;
  /** What was written to the standard error stream, by run. */
  readonly told: ReadonlyMap<string, string>;
}

/** Runs the program in an empty folder as a user does, and not as a test: what tells of a test runner is taken away. */
function run(runs: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const cwd = mkdtempSync(join(tmpdir(), 'aifactory-console-'));
  folders.push(cwd);
  const own: NodeJS.ProcessEnv = {
    ...process.env,
    TS_NODE_PROJECT: join(CHECKOUT, 'tsconfig.json'),
    NODE_PATH: join(CHECKOUT, 'node_modules'),
    ...env,
  };
  for (const name of ['JEST_WORKER_ID', 'NO_COLOR', 'FORCE_COLOR', 'DEBUG']) if (!(name in env)) delete own[name];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'console-program.ts'), ...runs],
    { cwd, encoding: 'utf8', env: own },
  );
  const told = new Map(
    stderr
      .split(/^# /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
  );
  return { cwd, status, stdout, told };
}

const SUMMARY = `site 'pilot': 0 errors, 4 warnings, 2 not known
  not known, first in the report: 1 of power, 1 of redundancy
  warning cooling/not-planned: cooling of site 'pilot' at 'lab/pilot': not planned, 37 rules not judged, and rack 'A01' draws 28.6 kW, limit a plan above 20 kW a rack; give cooling loops for the rows, with their units; or acknowledge it where another document plans it
  warning fabric/cluster-without-compute: cluster 'gpu' of 2 systems at 'lab/gpu': no fabric, limit at least 1 compute fabric; add the cluster to the 'hosts' of a compute fabric
  warning power/feeds-unbalanced: power zone 'east' at 'lab/east': feed A carries 28.6 kW, feed B 0 W by nameplate, limit 1.43 kW apart; load racks alike: behind static switches they draw from the feeds in turn, by their number in the row
  3 more systems fit in cluster 'gpu' of site 'pilot': power (zone) runs out first, at power zone 'east'
  site book: cdktf.out/site/pilot/index.html
`;

const UNFIT = `site 'pilot': 3 errors, 4 warnings, 2 not known
  not known, first in the report: 1 of power, 1 of redundancy
  error power/down-on-feed-loss (and 1 more): power zone 'east' without feed A: 2 devices of model 'dgx-b200' at 'lab/east': 0 PSUs left in each: they stop, limit 5 PSUs needed for full load; put a static switch in front of the racks (set 'rackFeed' to 'static-switch'), or use devices with more PSUs
  error power/zone-overload: power zone 'east', feed A at 'lab/east': 28.6 kW by nameplate; 28.6 kW after the loss of a feed, limit 8 kW; move racks to another zone, or raise 'rating'
  warning cooling/not-planned: cooling of site 'pilot' at 'lab/pilot': not planned, 37 rules not judged, and rack 'A01' draws 28.6 kW, limit a plan above 20 kW a rack; give cooling loops for the rows, with their units; or acknowledge it where another document plans it
  no more system fits in cluster 'gpu' of site 'pilot': power (zone) runs out first, at power zone 'east'
  errors stop the synthesis; all findings: cdktf.out/site/pilot/policy.txt
`;

/** What quiet leaves: counts and the report. */
const UNFIT_SHORT = UNFIT.split('\n')
  .filter((line) => !/^ {2}(error |warning |no more|not known)/.test(line))
  .join('\n');

describe('a synthesis', () => {
  let first: Ended;
  let second: Ended;
  beforeAll(() => {
    first = run([
      ...['twice', 'prop quiet', 'prop verbose', 'prop verbose:AIFACTORY_CONSOLE=quiet'],
      ...['prop quiet:AIFACTORY_CONSOLE=verbose', 'fit:AIFACTORY_CONSOLE=loud'],
      ...['fit:JEST_WORKER_ID=1', 'fit:VITEST=true', 'fit:NODE_TEST_CONTEXT=child-v8'],
      ...['unfit', 'unfit:AIFACTORY_CONSOLE=quiet', 'unfit:VITEST=true', 'own validation', 'unplanned'],
      'fit:CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS=true',
    ]);
    second = run(['fit']);
  }, 120_000);

  test('ends with a summary on the standard error stream, without colours in a pipe', () => {
    expect(second).toMatchObject({ status: 0, stdout: '' });
    expect(second.told.get('fit')).toBe(SUMMARY);
  });

  test('says as much at each synth of an app', () => {
    expect(first.told.get('twice')).toBe(SUMMARY + SUMMARY);
  });

  test.each(['prop quiet', 'prop verbose:AIFACTORY_CONSOLE=quiet'])('says nothing by %s', (name) => {
    expect(first.told.get(name)).toBe('');
  });

  test.each(['prop verbose', 'prop quiet:AIFACTORY_CONSOLE=verbose'])(
    'prints the whole report, and the summary last, by %s',
    (name) => {
      const text = first.told.get(name) ?? '';
      expect(text).toMatch(/^Policy report of site 'pilot' \(lab\/pilot\)\n/);
      expect(text.endsWith(`\n\n${SUMMARY}`)).toBe(true);
    },
  );

  test('says that a level is none, and takes that of the program', () => {
    expect(first.told.get('fit:AIFACTORY_CONSOLE=loud')).toBe(
      `AIFACTORY_CONSOLE is 'loud': give 'quiet' or 'summary' or 'verbose'\n${SUMMARY}`,
    );
  });

  test.each(['JEST_WORKER_ID=1', 'VITEST=true', 'NODE_TEST_CONTEXT=child-v8'])(
    'says nothing under the test runner of %s, fit or not',
    (variable) => {
      expect(first.told.get(`fit:${variable}`)).toBe('');
      expect(first.told.get('unfit:VITEST=true')).toBe('');
    },
  );

  test('is an annotation without a trace under the command-line interface of cdktf', () => {
    expect(first.told.get('fit:CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS=true')).toBe('');
    const manifest = JSON.parse(readFileSync(join(first.cwd, 'cdktf.out', 'manifest.json'), 'utf8')) as {
      readonly stacks: Readonly<Record<string, { readonly annotations: unknown }>>;
    };
    expect(manifest.stacks['lab']?.annotations).toEqual([
      {
        constructPath: 'lab/pilot',
        level: '@cdktf/warn',
        message: SUMMARY.trimEnd().replace('site book: cdktf.out/', 'site book, in the output folder: '),
      },
    ]);
  });

  test('writes the same bytes in two checkouts, and no path of the machine', () => {
    const names = filesOf(first.cwd);
    expect(names).toEqual(expect.arrayContaining(['cdktf.out/manifest.json', 'cdktf.out/site/pilot/index.html']));
    expect(filesOf(second.cwd)).toEqual(names);
    // The default local backend of cdktf, which is not the library's, is an absolute path.
    const backend = (text: string, cwd: string): string => text.replace(join(cwd, 'terraform.lab.tfstate'), '');
    for (const name of names) {
      const [one, other] = [first, second].map(({ cwd }) => backend(readFileSync(join(cwd, name), 'utf8'), cwd));
      expect({ name, text: one }).toEqual({ name, text: other });
      expect(one).not.toContain(first.cwd);
    }
  });

  test('fails with the worst findings and the report', () => {
    expect(first.told.get('unfit')).toBe(UNFIT);
    expect(first.told.get('unfit:AIFACTORY_CONSOLE=quiet')).toBe(UNFIT_SHORT);
  });

  test('fails with what other validations found', () => {
    expect(first.told.get('own validation')).toBe(`${UNFIT}error: [lab] a tag is missing\n`);
  });

  test('fails with problem and remedy on a site that cannot be planned', () => {
    expect(first.told.get('unplanned')).toBe(
      "error: part 'x' cannot be planned\n  remedy: take it out [lab/no-plan]\n",
    );
  });

  test('throws what it threw before, for a program that catches it', () => {
    expect(first.stdout.split('\n')).toEqual([
      ...['unfit', 'unfit:AIFACTORY_CONSOLE=quiet', 'unfit:VITEST=true', 'own validation'].map(
        (name) => `${name}: Validation failed with the following errors:`,
      ),
      "unplanned: part 'x' cannot be planned; take it out [lab/no-plan]",
      '',
    ]);
  });
});

describe('a synthesis that nobody catches', () => {
  test('fails without a trace', () => {
    const { status, told } = run(['unfit']);
    expect([status, told.get('unfit')]).toEqual([1, UNFIT]);
  });

  test('fails with the error that the program throws in its place', () => {
    const { status, told } = run(['replaced']);
    expect(status).toBe(1);
    expect(told.get('replaced')?.slice(0, UNFIT.length + 28)).toBe(
      `${UNFIT}Error: another error\n    at `.slice(0, UNFIT.length + 28),
    );
  });

  test('fails with a trace where the fault is of the program, or DEBUG asks for it', () => {
    const { status, told } = run(['unfit', 'own error'], { DEBUG: 'aifactory' });
    expect(status).toBe(1);
    expect(told.get('unfit')).toBe('');
    expect(told.get('own error')).toMatch(/TypeError: a fault of the program\n\s+at /);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
