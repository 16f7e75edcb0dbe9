import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asset, AssetState } from '../../src/model/asset';
import { eachLink } from '../../src/model/switch-ports';
import type { SitePlan } from '../../src/model/site-plan';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderSiteJson } from '../../src/report/site/site-json';
import { siteOf } from '../report/site-fixture';
import { FaultyDump } from './faulty-dump';
import { registered } from './netbox-lists';
import { run, type CliRun } from './run-in-process';

/** Two units with eight leaves and four spines each .. */
const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

/** The compute fabric as a tool prints it: hosts name adapters, switches name themselves and their model. */
function asPlanned(site: SitePlan): string {
  const [first] = site.fabrics;
  if (first === undefined) throw new Error('the site has a fabric');
  return renderIbnetdiscover(first.plan, infinibandGuids(site))
    .replaceAll(/"(haein-\d+) ib(\d)"/g, '"$1 mlx5_$2"')
    .replaceAll(/"(compute-(?:leaf|spine)[^" ]*)"/g, '"MF0;$1:MQM9700/U1"');
}

function withStates(site: SitePlan, states: Readonly<Record<string, AssetState>>, rest: AssetState): SitePlan {
  const assets = site.devices.map(({ name }): [string, Asset] => [name, { device: name, state: states[name] ?? rest }]);
  return { ...site, assets: new Map(assets) };
}

const faulty = new FaultyDump(asPlanned(SITE))
  .swap('haein-002 mlx5_0', 'haein-002 mlx5_1')
  .unplug('haein-003 mlx5_6')
  .unplug('haein-005 mlx5_4')
  .unplug('haein-005 mlx5_5')
  .move('haein-034 mlx5_7', 32)
  .slow('haein-036 mlx5_2', '2xNDR')
  .toString();

/** What a switch hears of the planned links, after `hears` changed its own port; undefined is a port that hears nothing. */
function lldpOf(site: SitePlan, device: string, hears: (port: string) => string | undefined): string {
  const plan = site.fabrics.find(({ plan: { switches } }) => switches.some(({ name }) => name === device))?.plan;
  if (plan === undefined) throw new Error(`no fabric has '${device}'`);
  const neighbours = [...eachLink(plan)].flatMap(({ a, b }): object[] => {
    const [own, far] = a.device === device ? [a, b] : [b, a];
    const port = own.device === device ? hears(own.port) : undefined;
    const chassis = { [far.device]: { id: { type: 'mac', value: '44:38:39:00:00:01' } } };
    return port === undefined ? [] : [{ [port]: { chassis, port: { id: { type: 'ifname', value: far.port } } } }];
  });
  return JSON.stringify({ lldp: { interface: neighbours } });
}

const lldp = lldpOf(SITE, 'oob-leaf-su01-1', (port) =>
  port === 'swp2' ? 'swp40' : port === 'swp5' ? undefined : port,
);

/** Leaf 1 of the management network: one of its two uplinks is set to another speed. */
const nvue = JSON.stringify([
  { header: { model: 'SN2201' } },
  {
    set: {
      system: { hostname: 'oob-leaf-su01-1' },
      interface: {
        'swp1-48': { link: { speed: '1G' } },
        swp49: { link: { speed: '100G' } },
        swp50: { link: { speed: '25G' } },
      },
    },
  },
]);

const netbox = registered(SITE);
const cablesByLabel = new Map(netbox.cables.results.map((cable) => [cable['label'], cable]));
const [one, other] = ['ib0', 'ib1'].map((port) => cablesByLabel.get(`compute/haein-002:${port}`));
if (one === undefined || other === undefined) throw new Error('NetBox holds both cables');
[one['b_terminations'], other['b_terminations']] = [other['b_terminations'], one['b_terminations']];
for (const device of netbox.devices.results) {
  if (device['name'] === 'haein-005') device['rack'] = { name: 'A07' };
}
for (const entry of netbox['ip-addresses'].results) {
  if (entry['address'] === '10.20.0.9/22') entry['assigned_object'] = { device: { name: 'crash-cart' }, name: 'eth0' };
}

const FILES: Readonly<Record<string, string>> = {
  'site.json': renderSiteJson(SITE),
  'cabled.json': renderSiteJson(withStates(SITE, { 'haein-003': 'failed', 'haein-005': 'racked' }, 'in-service')),
  'ibnetdiscover.txt': faulty,
  'good.txt': asPlanned(SITE),
  'upper.txt': asPlanned(SITE).replaceAll('compute-', 'COMPUTE-'),
  'oob-leaf-su01-1.json': lldp,
  'config.json': nvue,
  'config.yaml':
    '- header: {model: SN2201}\n- set:\n    system:\n      hostname: oob-leaf-su01-1\n    interface:\n      swp49-50: {link: {speed: 100G}}\n',
  'good-config.json': nvue.replace('25G', 'auto'),
  'lost-config.json': nvue.replace('oob-leaf-su01-1', 'oob-leaf-su01-7'),
  // A device that has another name does so at its cables and addresses too.
  'netbox.json': JSON.stringify(netbox).replaceAll('"haein-006"', '"gpu-6"'),
  'cut.txt': 'Switch\t64 "S-0001"\t\t# "leaf" enhanced port 0 lid 0 lmc 0\n[1] nothing\n',
  'notes.txt': 'to do\n',
  'names.csv': 'found,plan\nLEAF ONE,compute-leaf-su01-r1\n',
  'ports.csv': 'port,adapter\nib0,mlx5_1\nib1,mlx5_0\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-verify-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(rest: string): Promise<CliRun> {
  return run(`verify --site site.json${rest === '' ? '' : ' '}${rest}`, { cwd: folder });
}

describe('docs/as-built.md', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'as-built.md'), 'utf8');
  const examples = [...page.matchAll(/^```console\n\$ aifactory (.*)\n([^`]*)^```/gm)];

  test('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  test.each(examples.map(([, line = '', output = '']) => ({ line, output })))(
    'shows what $line prints',
    async ({ line, output }) => {
      const { out, err } = await run(line, { cwd: folder });
      expect(`${out}${err}`).toBe(output);
    },
  );
});

describe('aifactory verify', () => {
  test('ends with 0 where all is as planned', async () => {
    expect(await verify('--discovered good.txt')).toMatchObject({ code: 0, err: '' });
  });

  test('ends with 1 where something is not', async () => {
    const { code, out, err } = await verify('--discovered ibnetdiscover.txt --json');
    expect([code, err]).toEqual([1, '']);
    const report = JSON.parse(out) as {
      isAsPlanned: boolean;
      fabrics: { findings: { kind: string; label: string }[] }[];
    };
    expect(report.isAsPlanned).toBe(false);
    expect(report.fabrics.map(({ findings }) => findings.map(({ kind, label }) => [kind, label]))).toEqual([
      [
        ['swapped', 'compute/haein-002:ib0'],
        ['half-down', 'compute/haein-003:ib6'],
        ['missing', 'compute/haein-005:ib4'],
        ['missing', 'compute/haein-005:ib5'],
        ['misplaced', 'compute/haein-034:ib7'],
        ['slow', 'compute/haein-036:ib2'],
      ],
    ]);
  });

  test('expects no link of a device that failed or is not cabled', async () => {
    const { out } = await run('verify --site cabled.json --discovered ibnetdiscover.txt', { cwd: folder });
    expect(out).not.toMatch(/missing|half-down/);
    expect(out).toContain('3 cables not due: an end is not cabled yet, or out of service, by the asset file');
  });

  test('checks the parts alone that it is asked for', async () => {
    const { out } = await verify('--discovered ibnetdiscover.txt --only device=haein-002,device=haein-036');
    // 16 cables of two hosts; the two cables of the swap are both of haein-002.
    expect(out.split('\n')[0]).toBe('fabric compute: 836 cables planned, 13 as planned, 3 not, 0 extra');
    const racks = await verify('--discovered ibnetdiscover.txt --only rack=A01 rack=A02 --json');
    expect(racks.out).not.toContain('haein-034');
  });

  test('maps names by rules and tables', async () => {
    expect((await verify('--discovered upper.txt --map s/COMPUTE/compute/')).code).toBe(0);
    const { out } = await verify('--discovered good.txt --map names.csv --ports ports.csv');
    expect(out).toContain('cable compute/haein-001:ib0');
    expect(out).toContain('rails 1 and 2 are crossed');
  });

  test('takes the device of an LLDP dump from its file, an option or a rule', async () => {
    for (const device of ['', ' --device oob-leaf-su01-1', ' --device s/^(.*).json$/$1/']) {
      const { out } = await verify(`--discovered oob-leaf-su01-1.json${device}`);
      expect(out).toContain('cable oob/haein-002:bmc');
    }
  });

  test('compares configurations of switches, alone or beside dumps', async () => {
    const drifted = await verify('--config config.json --json');
    const { switches } = JSON.parse(drifted.out) as { switches: { drift: { kind: string; text: string }[] }[] };
    expect(drifted.code).toBe(1);
    expect(switches[0]?.drift.map(({ kind }) => kind)).toEqual(['speed']);
    expect((await verify('--config good-config.json config.yaml')).code).toBe(0);
    const { code, out } = await verify('--config good-config.json --discovered good.txt');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^fabric compute: .*\n\nswitch oob-leaf-su01-1 of fabric oob: 36 ports planned, 0 differences\n {2}the file speaks of 34 of the 36 ports: of the others nothing is known\n$/,
    );
  });

  test.each([
    [
      '--config lost-config.json',
      "'lost-config.json' is the configuration of 'oob-leaf-su01-7', which is no switch of the site",
      "did you mean 'oob-leaf-su01-1'?",
    ],
    [
      '--config notes.txt',
      "'notes.txt' is no configuration of a switch in a known format",
      "give SONiC's 'config_db.json', or the output of 'nv config show' [as-built/unknown-config]",
    ],
    [
      '--discovered upper.txt',
      "no switch of the site is in the files: the files name 'COMPUTE-ufm-01 port-1', 'COMPUTE-ufm-01 port-2', 'COMPUTE-ufm-02 port-1' and so on",
      "map names to those of the plan with '--map'",
    ],
    [
      '--discovered none.txt',
      "there is no file 'none.txt'",
      'give the path of a file that is there, from the folder of the command',
    ],
    [
      '--discovered notes.txt',
      "'notes.txt' is no dump of links in a known format",
      "give the output of 'ibnetdiscover', 'iblinkinfo', 'lldpctl -f json' or 'nv show interface --output json', 'ibdiagnet2.db_csv', 'ibdiagnet2.net_dump', or LLDP neighbours of EOS, NX-OS ('| json'), SONiC ('show lldp table') or a BMC, one file a subnet or device [as-built/unknown-format]",
    ],
    [
      '--discovered cut.txt',
      "line 2 of 'cut.txt' is no line of ibnetdiscover: '[1] nothing'",
      "give the whole output of 'ibnetdiscover' without options [as-built/bad-line]",
    ],
    ['--discovered good.txt --fabric compote', "the site has no fabric 'compote'", "did you mean 'compute'?"],
    ['--discovered good.txt --fabric x', "the site has no fabric 'x'", 'give one of compute, oob'],
    [
      '--discovered good.txt --fabric oob',
      "no switch of fabric 'oob' is in the files: the files show no device that is not of the site",
      "map names to those of the plan with '--map'",
    ],
    [
      '--discovered good.txt --only rack=A99',
      "the site has no rack 'A99'",
      "did you mean 'A09'? [as-built/unknown-place]",
    ],
    [
      '--discovered good.txt --only A01',
      "'A01' is no part of a site to check",
      "give racks, units or devices, as in 'rack=A01,rack=A02' or 'unit=haein/su-01,device=haein-007' [as-built/bad-scope]",
    ],
    [
      '--discovered oob-leaf-su01-1.json good.txt --device x',
      "'--device' is 'x', and there are 2 dumps",
      "give a rule that makes the device from the name of a file, such as 's/^lldp-(.*)\\.json$/$1/'",
    ],
    ['', "'--discovered' is missing", "give the plan of the site and what was found, as in 'aifactory verify --help'"],
  ])('fails with 2 on %s', async (rest, problem, remedy) => {
    const { code, out, err } = await verify(rest);
    expect(err).toBe(`error: ${problem}\n  remedy: ${remedy}\n`);
    expect([code, out]).toEqual([2, '']);
  });

  test('fails with 2 on a plan that is none', async () => {
    const { code, err } = await run('verify --site notes.txt --discovered good.txt', { cwd: folder });
    expect(err).toContain('the plan of a site is not JSON, or a part of it is missing');
    expect(code).toBe(2);
  });
});
