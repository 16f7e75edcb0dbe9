import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { DesignError, GpuCluster, InfinibandFabric, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import * as fc from 'fast-check';
import { run } from '../cli/run-in-process';
import { grownSite } from '../constructs/grown-site';
import { temporaryFolder } from '../constructs/temporary-folder';
import { writtenFiles } from '../constructs/written-files';
import { jsonDamage, textDamage, type Damage } from './damage';

/** `npm run fuzz` asks for more, and names another seed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 0);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_130);
const LARGE_MILLISECONDS = 3_600_000;

function runs(small: number): { readonly seed: number; readonly numRuns: number; readonly endOnFailure: boolean } {
  return { seed: SEED, numRuns: RUNS === 0 ? small : RUNS, endOnFailure: RUNS === 0 };
}

const base = temporaryFolder();
const lockFile = join(base, 'lab.lock.json');
grownSite({
  outdir: join(base, 'cdktf.out'),
  members: [{ name: 'alpha', count: 4 }],
  props: { lockFile },
}).app.synth();
const SITE_FOLDER = join(base, 'cdktf.out/site/lab');
const files = writtenFiles(SITE_FOLDER);

const textOf = (name: string): string => files.get(name) ?? '';
const DEVICES = [...new Set(textOf('rack-schedule.csv').match(/alpha-\d+/g) ?? [])];

/** Files that the command reads, by their name in the folder of a run. */
const INPUTS: Readonly<Record<string, string>> = {
  'site.json': textOf('site.json'),
  'lab.lock.json': readFileSync(lockFile, 'utf8'),
  'assets.csv': [
    'device,serial,state,since',
    ...DEVICES.map((name, index) => `${name},S${index},in-service,2026-01-01`),
    '',
  ].join('\n'),
  'racks.csv': textOf('rack-schedule.csv'),
  'cables.csv': textOf('cable-schedule.csv'),
  'addresses.csv': 'address,device,interface\n10.2.0.200/24,other,eth0\n',
  'prices.csv': 'part,unit_price,currency\nQM9700,30000,USD\n',
  'map.csv': 'found,plan\nother,alpha-001\n',
  'lldp.json':
    '{"lldp":{"interface":[{"swp1":{"chassis":{"alpha-001":{}},"port":{"id":{"type":"ifname","value":"eth0"}}}}]}}',
  'ibnetdiscover.txt':
    [...files].find(([name]) => name.endsWith('.topo') || name.includes('ibnetdiscover'))?.[1] ??
    'Switch\t1 "S-1"\t# "leaf" base\n[1]\t"H-1"[1]\t# "alpha-001"\n',
};

const SITE = '--site site.json';

/** Command lines by the file that is damaged. */
const LINES: readonly (readonly [string, readonly string[]])[] = [
  [
    'site.json',
    [
      `capacity ${SITE}`,
      `limits ${SITE}`,
      `order ${SITE}`,
      `labels ${SITE} --kind racks`,
      `labels ${SITE} --kind cables`,
      'moves site.json site.json',
      'diff site.json site.json',
      `adopt ${SITE} --racks racks.csv --dry-run`,
      `state alpha-001 ${SITE} --assets assets.csv --to drained --date 2026-11-20`,
      `drift ${SITE} --discovered lldp.json`,
    ],
  ],
  [
    'lab.lock.json',
    ['lock show', 'lock show --json', 'lock release alpha-001', `adopt ${SITE} --racks racks.csv --lock lab.lock.json`],
  ],
  [
    'assets.csv',
    [
      `state alpha-001 ${SITE} --assets assets.csv --to drained --date 2026-11-20`,
      `replace alpha-001 ${SITE} --assets assets.csv --date 2026-11-20 --serial S99`,
      `capacity ${SITE} --assets assets.csv`,
      `drift ${SITE} --discovered assets.csv`,
    ],
  ],
  ['racks.csv', [`adopt ${SITE} --racks racks.csv`]],
  ['cables.csv', [`adopt ${SITE} --cables cables.csv`]],
  ['addresses.csv', [`adopt ${SITE} --addresses addresses.csv`]],
  ['prices.csv', [`order ${SITE} --prices prices.csv`]],
  ['map.csv', [`drift ${SITE} --discovered lldp.json --map map.csv`]],
  ['lldp.json', [`drift ${SITE} --discovered lldp.json`, `verify ${SITE} --discovered lldp.json`]],
  [
    'ibnetdiscover.txt',
    [`drift ${SITE} --discovered ibnetdiscover.txt`, `verify ${SITE} --discovered ibnetdiscover.txt`],
  ],
];

const damage: fc.Arbitrary<Damage> = fc.oneof(jsonDamage, textDamage);

/** One damaged file and one command that reads it. */
const damagedRun = fc
  .constantFrom(...LINES.flatMap(([file, lines]) => lines.map((line) => ({ file, line }))))
  .chain(({ file, line }) => (file.endsWith('.json') ? damage : textDamage).map((done) => ({ file, line, done })));

describe('a damaged file', () => {
  const size = RUNS === 0 ? 120 : RUNS;
  test(
    `ends a command in words: ${size} of them`,
    async () => {
      const cwd = temporaryFolder();
      await fc.assert(
        fc.asyncProperty(damagedRun, async ({ file, line, done }) => {
          for (const [name, text] of Object.entries(INPUTS)) writeFileSync(join(cwd, name), text);
          writeFileSync(join(cwd, file), done.to(INPUTS[file] ?? ''));
          const { code, err } = await run(line, { cwd });
          expect([0, 1, 2]).toContain(code);
          // The remedy of an error that nobody foresaw.
          expect(err).not.toContain('DEBUG=aifactory');
          // Nothing is lost: a file is as it was, or is one that can be read again.
          expect(readdirSync(cwd).filter((name) => name.startsWith('.'))).toEqual([]);
        }),
        runs(120),
      );
    },
    LARGE_MILLISECONDS,
  );
});

/** Strings that a program hands to constructors. */
interface Strings {
  readonly site: string;
  readonly hall: string;
  readonly row: string;
  readonly zone: string;
  readonly cluster: string;
  readonly fabric: string;
  readonly tenant: string;
  readonly tag: string;
  readonly tagValue: string;
  readonly pool: string;
  readonly cidr: string;
  readonly model: string;
}

const PLAIN: Strings = {
  site: 'lab',
  hall: 'hall-1',
  row: 'A',
  zone: 'zone-a',
  cluster: 'gpu',
  fabric: 'compute',
  tenant: 'blue',
  tag: 'operator',
  tagValue: 'haein',
  pool: 'in-band',
  cidr: '10.2.0.0/24',
  model: '48 U rack',
};

function program(outdir: string, strings: Strings, lock: string | false = false): App {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, strings.site, {
    halls: [
      {
        name: strings.hall,
        rack: { model: strings.model, units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: strings.row, racks: 12 }],
      },
    ],
    addressPools: [{ name: strings.pool, purpose: 'in-band', cidr: strings.cidr }],
    cableSlack: Length.metres(2),
    tenants: [strings.tenant],
    tags: { [strings.tag]: strings.tagValue },
    lockFile: lock,
  });
  const zone = new PowerZone(stack, strings.zone, {
    site,
    rating: Power.kilowatts(400),
    rows: [strings.row],
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(stack, strings.cluster, {
    site,
    system: systems.DGX_B200,
    count: 4,
    powerZones: [zone],
  });
  new InfinibandFabric(stack, strings.fabric, {
    site,
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    tiers: 2,
  });
  return app;
}

/** Texts of any kind, most of them with something that a consumer takes for more than text. */
const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '../../x',
    '/',
    'a/b',
    'a\\b',
    '\u0000',
    '\ud800',
    '\n',
    'a\nb',
    '\u2028',
    '\u001b[31m',
    '${file("/etc/hostname")}',
    '%{ if true }',
    '=1+1',
    '@x',
    'a,b',
    'a"b',
    "a'b",
    '<b>&',
    '__proto__',
    'constructor',
    'toString',
    'NaN',
    '0',
    '-1',
    '가산-1',
    'CON',
    '.aifactory.lock',
    'x'.repeat(300),
    'x'.repeat(3_000),
    '${TfToken[TOKEN.0]}',
    '[1-9]',
    'a: b',
    '# c',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'${}%"\'\\\n,;:|[]<>&=@#/. a1'), maxLength: 12 }),
);

const oddStrings = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(PLAIN) as (keyof Strings)[])), { minLength: 1, maxLength: 3 })
  .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, oddText]))))
  .map((odd): Strings => ({ ...PLAIN, ...odd }));

/** Errors of cdktf's own about ids and findings that stop a synthesis. */
const FORESEEN =
  /Validation failed with the following errors|Construct names|id .*(?:empty|whitespace|invalid)|There is already a Construct|Invalid tag|Unable to/;

describe('strings of constructors', () => {
  test('of a plain program come to a plan', () => {
    const outdir = join(temporaryFolder(), 'cdktf.out');
    program(outdir, PLAIN).synth();
    expect([...writtenFiles(outdir).keys()]).toContain('site/lab/site.json');
  });

  const size = RUNS === 0 ? 25 : RUNS;
  test(
    `are refused in words, or come to a plan that can be read: ${size} of them`,
    async () => {
      await fc.assert(
        fc.asyncProperty(oddStrings, async (strings) => {
          const home = temporaryFolder();
          const outdir = join(home, 'deep/cdktf.out');
          mkdirSync(join(home, 'deep'));
          try {
            program(outdir, strings).synth();
          } catch (error) {
            if (error instanceof DesignError) expect(error.message).toMatch(/\[[a-z-]+\/[a-z0-9-]+\]/);
            else expect(error instanceof Error ? error.message : String(error)).toMatch(FORESEEN);
            return;
          }
          // Nothing lies outside the folder of the app.
          expect(readdirSync(home)).toEqual(['deep']);
          expect(readdirSync(join(home, 'deep'))).toEqual(['cdktf.out']);
          JSON.parse(readFileSync(join(outdir, 'stacks/lab-stack/cdk.tf.json'), 'utf8'));
          const written = [...writtenFiles(join(outdir, 'site'))].find(([name]) => name.endsWith('site.json'));
          writeFileSync(join(home, 'site.json'), written?.[1] ?? '');
          const { code, err } = await run('moves site.json site.json', { cwd: home });
          expect([code, err]).toEqual([0, '']);
        }),
        runs(25),
      );
    },
    LARGE_MILLISECONDS,
  );
});

describe('a damaged lock', () => {
  const size = RUNS === 0 ? 25 : RUNS;
  test(
    `is refused in words by a program, and stays as it is, or the same program comes to a plan: ${size} of them`,
    () => {
      const home = temporaryFolder();
      const path = join(home, 'lab.lock.json');
      program(join(home, 'first'), PLAIN, path).synth();
      const lock = readFileSync(path, 'utf8');
      fc.assert(
        fc.property(damage, (done) => {
          const content = Buffer.from(done.to(lock));
          writeFileSync(path, content);
          try {
            program(join(home, 'cdktf.out'), PLAIN, path).synth();
          } catch (error) {
            if (error instanceof DesignError) expect(error.message).toMatch(/\[[a-z-]+\/[a-z0-9-]+\]/);
            else expect(error instanceof Error ? error.message : String(error)).toMatch(FORESEEN);
            expect(readFileSync(path)).toEqual(content);
          }
        }),
        runs(25),
      );
    },
    LARGE_MILLISECONDS,
  );
});
