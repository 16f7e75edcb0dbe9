import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { FabricInSite, SitePlan } from '../../src/model/site-plan';
import { programs, sitesOf, switchFiles } from '../../scripts/switch-files';
import { KNOWN_RELEASES } from '../../src/design/underlay/check-services';
import { addressesOf, managementFabric, railFabric, withUnderlay } from '../export/ethernet-site';

const SCRIPTS = join(__dirname, '..', '..', 'scripts');
/** Releases against which every file of every example and stack is held. */
const RELEASES = ['5.14', '5.16', '5.18'];
/** The last that takes no gateways, and all from the first that does. */
const WITH_GATEWAYS = KNOWN_RELEASES.slice(KNOWN_RELEASES.indexOf('5.10'));

const SERVERS = {
  bfd: { intervalMilliseconds: 300, multiplier: 3 },
  ntpServers: ['10.9.0.1', 'ntp.lab.example'],
  logServers: ['10.9.0.2', '2001:db8::2'],
};
const LOSSLESS = {
  mtuBytes: 9_216,
  roce: { priority: 3, dscp: 26 },
  pfcWatchdog: { pollMilliseconds: 200, polls: 3, restoreMilliseconds: 400 },
};

/** Fabrics that together use every prop: routed rails, gateways in a table of their own and in none, one leaf alone. */
const fabrics: Readonly<Record<string, Required<Omit<FabricInSite, 'repair'>>>> = {
  rails: withUnderlay(railFabric(), { linkPool: 'links', railPool: 'rails', ...LOSSLESS, ...SERVERS }),
  unnumbered: withUnderlay(railFabric(), LOSSLESS),
  plain: withUnderlay(managementFabric()),
};
const gateways: Readonly<Record<string, Required<Omit<FabricInSite, 'repair'>>>> = {
  table: withUnderlay(managementFabric(), {
    gateways: ['bmc'],
    vrfs: [{ name: 'bmc', pools: ['bmc'], vni: 4_001, vlan: 4_001 }],
    managementVrf: 'default',
    ...SERVERS,
  }),
  ownVlan: withUnderlay(managementFabric(), {
    gateways: ['bmc'],
    gatewayMac: '02:00:00:00:00:01',
    vrfs: [{ name: 'bmc', pools: ['bmc'], vni: 4_001 }],
  }),
  alone: withUnderlay(managementFabric(4, 1), { gateways: ['bmc'] }),
};

function planOf({
  path,
  plan,
  underlay,
}: Required<Omit<FabricInSite, 'repair'>>): Pick<SitePlan, 'fabrics' | 'addresses'> {
  return { addresses: addressesOf(plan), fabrics: [{ path, plan, underlay }] };
}

/** A network whose pool has no VLAN. */
function withoutVlan(): Pick<SitePlan, 'fabrics' | 'addresses'> {
  const { addresses, fabrics: own } = planOf(withUnderlay(managementFabric()));
  const pools = addresses.pools.map(({ vlan: _, ...pool }) => pool);
  const bare = own.map((each) => (each.underlay ? { ...each, underlay: { ...each.underlay, vlans: [] } } : each));
  return { addresses: { ...addresses, pools }, fabrics: bare };
}

/** `test` where the tool is there; else the test is skipped, and a notice says what is missing. */
function testWith(missing: string | undefined): jest.It {
  if (missing === undefined) return test;
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(`notice: ${missing}\n`);
  return test.skip;
}

function run(command: string, args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

const python = process.env['NVUE_SCHEMA_PYTHON'] ?? 'python3';
const hasSchema = run(python, ['-c', 'import nvueschema, yaml']).status === 0;
// CI names the interpreter: there a schema that is not found fails the test.
const testNvue = testWith(
  hasSchema || process.env['NVUE_SCHEMA_PYTHON'] !== undefined
    ? undefined
    : 'nvueschema not found, so NVUE files are not held against its schema (pip install -r scripts/requirements.txt)',
);
const models = process.env['SONIC_YANG_MODELS'];
const testSonic = testWith(
  models === undefined
    ? 'SONIC_YANG_MODELS is not set, so SONiC files are not held against the YANG models'
    : run('yanglint', ['--version']).status === 0
      ? undefined
      : 'yanglint not found, so SONiC files are not held against the YANG models (package: libyang2-tools)',
);

describe('files of switches', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'switch-files-'));
    const write = (name: string, files: ReadonlyMap<string, string>): void => {
      for (const [path, text] of files) {
        const [format = '', ...rest] = path.split('/');
        // By release first, so that one run of the checker reads all of a release.
        const at = format === 'nvue' ? [format, rest[0] ?? '', name, ...rest.slice(1)] : [format, name, ...rest];
        const file = join(folder, ...at);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    };
    for (const program of programs()) {
      for (const plan of sitesOf(program)) write(program.name, switchFiles(plan, RELEASES));
    }
    for (const [name, fabric] of Object.entries(fabrics))
      write(`every-${name}`, switchFiles(planOf(fabric), KNOWN_RELEASES));
    for (const [name, fabric] of Object.entries(gateways))
      write(`every-${name}`, switchFiles(planOf(fabric), WITH_GATEWAYS));
    write('every-bare', switchFiles(withoutVlan(), KNOWN_RELEASES));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  testNvue.each([...KNOWN_RELEASES])('hold against the published schema of Cumulus Linux %s', (release) => {
    const { status, output } = run(python, [join(SCRIPTS, 'check-nvue.py'), release, join(folder, 'nvue', release)]);
    const [, held, all] = /(\d+) of (\d+) files hold/.exec(output) ?? [];
    expect({ status, problems: output.split('\n').slice(0, -2), held }).toEqual({ status: 0, problems: [], held: all });
    expect(Number(all)).toBeGreaterThan(RELEASES.includes(release) ? 500 : 10);
  });

  testNvue('fail where a release has other words', () => {
    const old = join(folder, 'nvue', '5.14', 'every-plain');
    expect(readdirSync(old)).not.toEqual([]);
    const { status, output } = run(python, [join(SCRIPTS, 'check-nvue.py'), '5.16', old]);
    expect(status).toBe(1);
    expect(output).toContain('router/bgp/enable: Extra inputs are not permitted');
  });

  testSonic('hold against the YANG models of SONiC', () => {
    const { status, output } = run('python3', [join(SCRIPTS, 'check-sonic.py'), models ?? '', join(folder, 'sonic')]);
    const [, held, all] = /(\d+) of (\d+) files hold/.exec(output) ?? [];
    expect({ status, problems: output.split('\n').slice(0, -2), held }).toEqual({ status: 0, problems: [], held: all });
    expect(Number(all)).toBeGreaterThan(500);
  });
});
