import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { GpuCluster } from '../../src/constructs/cluster/gpu-cluster';
import { InfinibandFabric } from '../../src/constructs/fabric/infiniband-fabric';
import { PowerZone } from '../../src/constructs/power/power-zone';
import { Site } from '../../src/constructs/site/site';
import { switches } from '../../src/catalog/switches';
import { systems } from '../../src/catalog/systems';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderSlurmSite } from '../../src/export/schedulers/scheduler-files';
import type { SitePlan } from '../../src/model/site-plan';
import { eachLink } from '../../src/model/switch-ports';
import { renderSiteJson } from '../../src/report/site/site-json';
import { Length } from '../../src/units/dimensions';
import { Power } from '../../src/units/power';
import { gasanHaein } from '../../stacks/gasan-haein';
import { run, type CliRun } from '../cli/run-in-process';
import { temporaryFolder } from '../constructs/temporary-folder';
import { linkInfoText } from '../design/commissioning/tool-output';

const FOLDER = temporaryFolder();

/** One row with clusters of eight, each on a fabric of its own. */
function pilot(names: readonly string[], system = systems.DGX_H100): SitePlan {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'pilot');
  const rows = [{ name: 'A', racks: 30 }];
  const rack = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };
  const halls = [
    {
      name: 'hall-1',
      rack,
      rowPitch: Length.metres(3),
      rackPitch: Length.millimetres(600),
      riser: Length.metres(1.5),
      rows,
    },
  ];
  const site = new Site(stack, 'h100', { halls, addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const zone = new PowerZone(stack, 'zone-a', {
    site,
    rating: Power.kilowatts(1_400),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  for (const name of names) {
    const cluster = new GpuCluster(stack, name, { site, system, count: 8, powerZones: [zone] });
    const id = names.length === 1 ? 'compute' : `compute-${name}`;
    new InfinibandFabric(stack, id, {
      site,
      hosts: [cluster],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  }
  return site.plan;
}

const GASAN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const H100 = pilot(['gpu']);
const PLANS: Readonly<Record<string, SitePlan>> = { gasan: GASAN, h100: H100, b200: pilot(['gpu'], systems.DGX_B200) };

/** Default names of the adapters of a DGX H100 by port, as its user guide has them. */
const GUIDE: Readonly<Record<string, string>> = {
  'compute-1/1': 'mlx5_11',
  'compute-1/2': 'mlx5_6',
  'compute-2/1': 'mlx5_10',
  'compute-2/2': 'mlx5_9',
  'compute-3/1': 'mlx5_4',
  'compute-3/2': 'mlx5_3',
  'compute-4/1': 'mlx5_5',
  'compute-4/2': 'mlx5_0',
};

function dump(plan: SitePlan): string {
  const [fabric] = plan.fabrics;
  return fabric === undefined ? '' : renderIbnetdiscover(fabric.plan, infinibandGuids(plan));
}

function named(text: string, names: Readonly<Record<string, string>>): string {
  return text.replace(
    /"(gpu-\d+) (compute-\d\/\d)"/g,
    (whole, host: string, port: string) => `"${host} ${names[port] ?? port}"`,
  );
}

async function verb(line: string, files: Readonly<Record<string, string>>): Promise<CliRun> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
  return run(line, { cwd: FOLDER });
}

beforeAll(() => {
  for (const [name, plan] of Object.entries(PLANS)) writeFileSync(join(FOLDER, `${name}.json`), renderSiteJson(plan));
});

/** LLDP of a leaf whose hosts speak, and whose adapters speak by their firmware beside them. */
function leafLldp(withFirmware: boolean): string {
  const plan = GASAN.fabrics.find(({ plan: { name } }) => name === 'in-band')?.plan;
  if (plan === undefined) throw new Error('the site has an in-band network');
  const rows = [...eachLink(plan)].flatMap(({ a, b }, index): object[] => {
    if (b.device !== 'in-band-leaf-su01-1' || a.device.startsWith('in-band')) return [];
    const mac = `02:00:00:00:02:${(index % 256).toString(16).padStart(2, '0')}`;
    const id = { type: 'mac', value: mac };
    const own = {
      [b.port]: {
        chassis: { [a.device]: { id: { type: 'mac', value: '02:00:00:00:01:01' } } },
        port: { id, descr: a.port },
      },
    };
    const firmware = { [b.port]: { chassis: { id }, port: { id, ttl: '120' } } };
    return withFirmware ? [own, firmware] : [own];
  });
  return JSON.stringify({ lldp: { interface: rows } });
}

/** SONiC's configuration of a leaf; `change` rewrites a port. */
function sonic(change: (port: object, index: number) => object, more: object = {}, PORT: object = {}): string {
  const ports = Array.from({ length: 64 }, (_, at) => {
    const lanes = [0, 1, 2, 3].map((lane) => at * 4 + lane).join(',');
    return [
      `Ethernet${at * 4}`,
      change({ alias: `etp${at + 1}`, lanes, speed: '100000', index: `${at + 1}` }, at),
    ] as const;
  });
  return JSON.stringify({
    DEVICE_METADATA: { localhost: { hostname: 'in-band-leaf-su01-1' } },
    PORT: { ...Object.fromEntries(ports.filter(([, facts]) => Object.keys(facts).length > 0)), ...PORT },
    ...more,
  });
}

const nvue = (breakout: string): string =>
  `- set:\n    system:\n      hostname: management-leaf-su01-1\n    interface:\n      swp1-48:\n        type: swp\n      swp49-52:\n        link:\n          breakout: ${breakout}\n`;

const NETBOX = 'ID,Label,Device A,Termination A,Device B,Termination B,Type\n';
const ERROR_LINES =
  'ibwarn: [2013] _do_madrpc: recv failed: Connection timed out\nsrc/query_smp.c:197; umad (DR path slid 0; dlid 0; 0,1,3,17 Attr 0x11:0) bad status 110; Connection timed out\n';

const CASES: readonly (readonly [string, string, Readonly<Record<string, string>>, 0 | 1 | 2, readonly string[]])[] = [
  [
    '13: two speakers on a port whose cable is in place',
    'verify --site gasan.json --discovered in-band-leaf-su01-1.json',
    { 'in-band-leaf-su01-1.json': leafLldp(true) },
    1,
    ['32 as planned, 16 not, 0 extra', '32 more neighbours heard on ports whose cable is in place: passed over'],
  ],
  [
    'control 20: one speaker',
    'verify --site gasan.json --discovered in-band-leaf-su01-1.json',
    { 'in-band-leaf-su01-1.json': leafLldp(false) },
    1,
    ['32 as planned, 16 not, 0 extra'],
  ],
  [
    '14: adapters named as the user guide has them',
    'verify --site h100.json --discovered ibnetdiscover.txt',
    { 'ibnetdiscover.txt': named(dump(H100), GUIDE) },
    0,
    ['64 cables planned, 64 as planned, 0 not, 0 extra'],
  ],
  [
    '14: an order that all hosts show, of a system that the catalogue does not know so',
    'verify --site b200.json --discovered ibnetdiscover.txt',
    { 'ibnetdiscover.txt': named(dump(PLANS['b200'] ?? H100), GUIDE) },
    1,
    [
      '64 as planned, 0 not, 0 extra',
      'order      adapters of compute/gpu: all 8 hosts show this order',
      'compute-1/1,mlx5_11 compute-1/2,mlx5_6',
    ],
  ],
  [
    '16: ports without index',
    'verify --site gasan.json --config config_db.json',
    { 'config_db.json': sonic(({ ...port }) => ({ ...port, index: undefined })) },
    0,
    ['48 ports planned, 0 differences'],
  ],
  [
    '16: .. nor an alias that says it',
    'verify --site gasan.json --config config_db.json',
    { 'config_db.json': sonic((port) => ({ ...port, index: undefined, alias: 'front' })) },
    1,
    ['48 ports planned, 0 differences', 'the file does not tell the cage of 64 ports: neither an index nor an alias'],
  ],
  [
    '17: a cage in a mixed split',
    'verify --site gasan.json --config config_db.json',
    {
      'config_db.json': sonic(
        (port, index) => (index === 0 ? {} : port),
        {
          BREAKOUT_CFG: { Ethernet0: { brkout_mode: '2x25G(2)+1x50G(2)' }, Ethernet4: { brkout_mode: '1x100G[40G]' } },
        },
        {
          Ethernet0: { alias: 'etp1a', lanes: '0', speed: '25000', index: '1' },
          Ethernet1: { alias: 'etp1b', lanes: '1', speed: '25000', index: '1' },
          Ethernet2: { alias: 'etp1c', lanes: '2,3', speed: '50000', index: '1' },
        },
      ),
    },
    1,
    [
      '48 ports planned, 2 differences',
      'cage 1 should give 1 port, but the configuration gives 3',
      'port swp1 should run at 100 Gb/s, but is set to 25 Gb/s',
    ],
  ],
  [
    '18: an earlier spelling of a split',
    'verify --site gasan.json --config nv.yaml',
    { 'nv.yaml': nvue('4x25G') },
    1,
    ['52 ports planned, 4 differences', 'cage 49 should give 1 port, but the configuration gives 4'],
  ],
  [
    '18: .. as a member',
    'verify --site gasan.json --config nv.yaml',
    { 'nv.yaml': nvue('{4x25G: {}}') },
    1,
    ['52 ports planned, 4 differences'],
  ],
  [
    '18: what is not understood',
    'verify --site gasan.json --config nv.yaml',
    { 'nv.yaml': nvue('quad') },
    2,
    ["line 9 of 'nv.yaml': breakout 'quad' of interface 'swp49-52' is not understood", 'as-built/unknown-breakout'],
  ],
  [
    '24: errors among the lines of a dump',
    'verify --site h100.json --discovered ibnetdiscover.txt',
    { 'ibnetdiscover.txt': `${ERROR_LINES}${dump(H100)}` },
    0,
    ['64 as planned, 0 not, 0 extra', '1 node did not answer the tool: links behind it are not told'],
  ],
  [
    '24: nodes by chassis',
    'verify --site h100.json --discovered ibnetdiscover.txt',
    { 'ibnetdiscover.txt': dump(H100).replace('\n\n', '\n\nNon-Chassis Nodes\n\n') },
    0,
    ['64 as planned, 0 not, 0 extra'],
  ],
  [
    '25: a cable with two ends a side',
    'adopt --site gasan.json --dry-run --cables cables.csv',
    {
      'cables.csv': `${NETBOX}7,,haein-001,"compute-1/1,compute-1/2","compute-leaf-su01-r1,compute-leaf-su01-r2","1/1,1/1",MMF\n`,
    },
    0,
    ["site 'gasan': the hall is as planned"],
  ],
  [
    '25: .. and uneven ends',
    'adopt --site gasan.json --dry-run --cables cables.csv',
    { 'cables.csv': `${NETBOX}7,,haein-001,"compute-1/1,compute-1/2",compute-leaf-su01-r1,1/1,MMF\n` },
    2,
    [
      "line 2 of 'cables.csv': the cable has 2 devices and 2 ports at one side, and 1 and 1 at the other",
      'adopt/uneven-ends',
    ],
  ],
  [
    '26: iblinkinfo in verify',
    'verify --site h100.json --discovered iblinkinfo.txt',
    { 'iblinkinfo.txt': linkInfo(H100) },
    0,
    ['64 as planned, 0 not, 0 extra'],
  ],
  [
    '26: iblinkinfo in drift',
    'drift --site h100.json --discovered iblinkinfo.txt',
    { 'iblinkinfo.txt': linkInfo(H100) },
    0,
    ['1 source, 0 differences'],
  ],
  [
    '8: a port that is up and not active, in drift',
    'drift --site h100.json --discovered iblinkinfo.txt',
    {
      'iblinkinfo.txt': linkInfo(H100).replace(/^(.*"gpu-001 compute-1\/1".*)$/gm, (line) =>
        line.replace('Active/', 'Armed/'),
      ),
    },
    1,
    ['not-active cable compute/gpu-001:compute-1/1', 'but its state is Armed, not Active'],
  ],
  [
    '28: an export by ids',
    'adopt --site gasan.json --dry-run --cables cables.csv',
    {
      'cables.csv':
        'termination_a_type,termination_a_id,termination_b_type,termination_b_id\ndcim.interface,1,dcim.interface,2\n',
    },
    2,
    ["'cables.csv' names the ends of cables by ids of NetBox", 'adopt/ids-of-netbox'],
  ],
  [
    '29: a table with semicolons',
    'adopt --site gasan.json --dry-run --racks racks.csv',
    { 'racks.csv': 'device;rack;u\nhaein-001;A01;1\n' },
    2,
    ["line 1 of 'racks.csv': its columns are parted by semicolons, not by commas", 'adopt/other-separator'],
  ],
];

test.each(CASES)('%s', async (_, line, files, code, says) => {
  const result = await verb(line, files);
  for (const text of says) expect(`${result.out}${result.err}`).toContain(text);
  expect(result.code).toBe(code);
});

test('15, 19: serials are alike in any case, and words for none are said as such', async () => {
  const assets = new Map(
    H100.devices.map(({ name }, index) => [
      name,
      { device: name, serial: `SN-${index}`, state: 'in-service' as const },
    ]),
  );
  const rows = [...assets.values()].map(({ device, serial }) => `${device},${serial.toLowerCase()},in-service`);
  const line = 'drift --site assets.json --discovered list.csv';
  const site = renderSiteJson({ ...H100, assets });
  const alike = await verb(line, { 'assets.json': site, 'list.csv': `device,serial,state\n${rows.join('\n')}\n` });
  expect([alike.code, alike.err]).toEqual([0, '']);
  const none = rows.map((row, index) => (index < 2 ? row.replace(/sn-\d+/, ['N/A', 'none'][index] ?? '') : row));
  const { code, out } = await verb(line, { 'list.csv': `device,serial,state\n${none.join('\n')}\n` });
  expect(code).toBe(1);
  expect(out).toContain("gpu-001: serial is SN-0 in the plan, and absent ('N/A') in the list");
  expect(out).toContain("gpu-002: serial is SN-1 in the plan, and absent ('none') in the list");
});

test('30: one Slurm over several fabrics has one default, and roots that nothing joins', () => {
  const files = renderSlurmSite(pilot(['red', 'blue'], systems.DGX_B200));
  expect(files?.conf).toBe(
    [
      '# Trees of fabrics compute-red, compute-blue, which nothing joins; needs TopologyPlugin=topology/tree in slurm.conf.',
      'SwitchName=compute-red-su01 Nodes=red-[001-008]',
      'SwitchName=compute-blue-su01 Nodes=blue-[001-008]',
      '',
    ].join('\n'),
  );
  expect(files?.yaml.match(/cluster_default: true/g)).toHaveLength(1);
  expect(renderSlurmSite(H100)).toBeUndefined();
});

function linkInfo({ fabrics: [fabric] }: SitePlan): string {
  if (fabric === undefined) throw new Error('the site has a fabric');
  // Names of ports, not of adapters: the catalogue does not number those of a DGX H100 from 0.
  return linkInfoText(fabric.plan).replace(
    / mlx5_(\d)/g,
    (_, port: string) => ` compute-${Math.floor(Number(port) / 2) + 1}/${(Number(port) % 2) + 1}`,
  );
}
