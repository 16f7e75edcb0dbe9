import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  ConvergedPair,
  DataRate,
  DataSize,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Power,
  type SiteProps,
  StorageTier,
} from 'cdktf-ai-factory';
import { defineServer, defineStorageSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

import { parseLock, releaseFromLock, renderLock } from '../../src/design/lock/lock-text';
import { eachLink } from '../../src/model/switch-ports';
import { partnerSpread } from '../../src/design/cabling/routes';
import { HALL, smallSite, type SmallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

const fact = <T>(value: T) => userFact(value, "the operator's own figure", '2026-11');
const UFM = defineServer({
  id: 'ufm',
  role: 'fabric-manager',
  model: 'UFM server',
  manufacturer: 'example',
  heightU: fact(1),
  maxPower: fact(Power.watts(700)),
});
const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'example',
  heightU: fact(2),
  usableCapacity: fact(DataSize.petabytes(1)),
  read: fact(DataRate.gigabytesPerSecond(60)),
  write: fact(DataRate.gigabytesPerSecond(30)),
  maxPower: fact(Power.watts(1_600)),
});

const IN_ONE_RACK = 'redundancy/partners-in-one-rack';

/** Systems in row A, all else in row N. */
function rowsAN(networkRacks: number, props: Partial<SiteProps> = {}): SmallSite {
  const rows = [
    { name: 'A', racks: 12, accepts: ['system' as const] },
    { name: 'N', racks: networkRacks, accepts: ['switch' as const, 'ufm' as const, 'storage' as const] },
  ];
  return smallSite({ halls: [{ ...HALL, rows }], ...props });
}

function cluster(lab: SmallSite, count = 31, rows: readonly string[] = ['A', 'N']): GpuCluster {
  const zone = smallZone(lab, { rating: Power.megawatts(1.2), rows });
  return new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_H100, count, powerZones: [zone] });
}

function managed(lab: SmallSite, count = 2, rows?: readonly string[]): SmallSite {
  new InfinibandFabric(lab.stack, 'c', {
    site: lab.site,
    hosts: [cluster(lab, 31, rows)],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    ufm: { server: UFM, count, portsEach: 1 },
  });
  return lab;
}

function placed({ site }: SmallSite, stem: string): Record<string, string> {
  const all = [...site.plan.placement.positions].filter(([name]) => name.startsWith(stem));
  return Object.fromEntries(all.map(([name, { rack }]) => [name, rack]));
}

const findings = ({ site }: SmallSite, rule = IN_ONE_RACK) =>
  site.judgement.findings.filter(({ ruleId }) => ruleId === rule);
const texts = (lab: SmallSite, rule = IN_ONE_RACK) =>
  findings(lab, rule).map(({ object, found }) => `${object} | ${found}`);

/** The lab again with places that a lock holds. */
function heldAt(
  places: Readonly<Record<string, { rack: string; u: number }>>,
  build: (lab: SmallSite) => SmallSite,
  racks = 6,
): SmallSite {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const first = build(rowsAN(racks, { lockFile }));
  first.app.synth();
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as { positions: Record<string, unknown> };
  Object.assign(lock.positions, places);
  writeFileSync(lockFile, JSON.stringify(lock));
  return build(rowsAN(racks, { lockFile }));
}

test('fabric managers stand in two racks, spines a quarter in each, and nothing is found', () => {
  const lab = managed(rowsAN(6));
  expect(placed(lab, 'c-ufm')).toEqual({ 'c-ufm-01': 'N01', 'c-ufm-02': 'N02' });
  // 31 hosts, 8 leaves, 4 spines: a quarter of four is one.
  expect(new Set(Object.values(placed(lab, 'c-spine'))).size).toBe(4);
  expect(texts(lab)).toEqual([]);
});

test('managers that the lock holds in one rack stay there, with a finding', () => {
  const lab = heldAt({ 'c-ufm-01': { rack: 'N01', u: 1 }, 'c-ufm-02': { rack: 'N01', u: 2 } }, (one) => managed(one));
  expect(placed(lab, 'c-ufm')).toEqual({ 'c-ufm-01': 'N01', 'c-ufm-02': 'N01' });
  expect(findings(lab)).toMatchObject([
    {
      severity: 'warning',
      path: 'lab-stack/c',
      object: "managers of fabric 'c'",
      found: "c-ufm-01 and c-ufm-02 both stand in rack N01: its loss leaves fabric 'c' without a manager",
      limit: '1 of 2 in one rack',
      arithmetic: '2 of 2 in rack N01; 2 - 1 = 1 too many',
      remedy:
        "let 'c-ufm-02' find another rack: 'aifactory lock release c-ufm-02' where the lock holds its place, else more racks that take it ('accepts' and 'powerZones', 'reservedFor') within reach of its cables",
    },
  ]);
});

test('of three managers two may be lost at most where they stand apart: two in one rack is more than half', () => {
  const at = {
    'c-ufm-01': { rack: 'N01', u: 1 },
    'c-ufm-02': { rack: 'N01', u: 2 },
    'c-ufm-03': { rack: 'N02', u: 1 },
  };
  expect(texts(heldAt(at, (one) => managed(one, 3)))).toEqual([
    "managers of fabric 'c' | c-ufm-01 and c-ufm-02 both stand in rack N01: its loss leaves fabric 'c' with 1 of 3 managers",
  ]);
});

test('spines above the share of a loss are found where another rack could take one, and not where none could', () => {
  const at = { 'c-spine-01': { rack: 'N01', u: 40 }, 'c-spine-02': { rack: 'N01', u: 41 } };
  expect(texts(heldAt(at, (one) => managed(one)))).toEqual([
    "spines of fabric 'c' | c-spine-01 and c-spine-02 both stand in rack N01: its loss leaves fabric 'c' with 2 of 4 spines",
  ]);
  // Three racks for four spines: 2 + 1 + 1 is as far apart as they can stand.
  const three = managed(rowsAN(3));
  expect(Object.values(placed(three, 'c-spine')).sort()).toEqual(['N01', 'N01', 'N02', 'N03']);
  expect(texts(three)).toEqual([]);
});

test('a site with one rack for all of them is told so once', () => {
  expect(findings(managed(rowsAN(1)))).toMatchObject([
    {
      path: 'lab-stack/lab',
      object: "rack 'N01'",
      found:
        "the only rack that takes spines of fabric 'c', managers of fabric 'c': its loss leaves fabric 'c' without a spine, fabric 'c' without a manager",
      limit: 'a second rack for what stands in for each other',
      arithmetic: '4 of 4 spines, 2 of 2 managers in 1 rack',
      remedy: "add a rack that takes them ('racks', 'accepts'), or acknowledge that the site has one",
    },
  ]);
});

test('a manager alone has no partner: the rule about its standby tells', () => {
  const lab = managed(rowsAN(1), 1);
  expect(texts(lab).join()).not.toContain('manager');
  expect(findings(lab, 'fabric/single-subnet-manager')).toHaveLength(1);
});

function dualHomed(lab: SmallSite): SmallSite {
  new EthernetFabric(lab.stack, 'inband', {
    site: lab.site,
    role: 'in-band',
    hosts: [cluster(lab, 32)],
    switch: switches.SN5600,
    switchPower: Power.watts(1_700),
    portsPerHost: 2,
  });
  return lab;
}
const POOLS: SiteProps['addressPools'] = [
  { name: 'ib', purpose: 'in-band', cidr: '10.1.0.0/22' },
  { name: 'lo', purpose: 'loopback', cidr: '10.9.0.0/24' },
];

test('the two leaves of dual-homed hosts stand in two racks', () => {
  const lab = dualHomed(rowsAN(3, { addressPools: POOLS }));
  const racks = placed(lab, 'inband-leaf');
  expect(Object.keys(racks)).toHaveLength(2);
  expect(new Set(Object.values(racks)).size).toBe(2);
  expect(texts(lab)).toEqual([]);
  const one = dualHomed(rowsAN(1, { addressPools: POOLS }));
  expect(texts(one)).toEqual([
    "rack 'N01' | the only rack that takes leaves of fabric 'inband', spines of fabric 'inband': its loss leaves 32 hosts of fabric 'inband' without a link, fabric 'inband' without a spine",
  ]);
});

test('leaves of a compute fabric that take a rail each are no partners: without any of them its GPUs stop', () => {
  const lab = managed(rowsAN(6));
  expect(
    lab.site.plan.devices.filter(({ name, partners }) => name.startsWith('c-leaf') && partners !== undefined),
  ).toEqual([]);
});

function tiered(lab: SmallSite, tolerates?: number): SmallSite {
  new StorageTier(lab.stack, 'tier', {
    site: lab.site,
    system: BLOCK,
    serves: [cluster(lab, 8)],
    blocks: 8,
    ...(tolerates === undefined ? {} : { tolerates: { blocks: tolerates } }),
  });
  return lab;
}

// A quarter of 8 blocks is 2 a rack, and no more than half is judged; with a stated protection no rack holds more than it covers.
test.each([
  [undefined, 6, [2, 2, 2, 2]],
  [3, 6, [3, 3, 2]],
  [1, 10, [1, 1, 1, 1, 1, 1, 1, 1]],
  [1, 3, [3, 3, 2]],
])('blocks of a tier that tolerates %s, over %i racks', (tolerates, racks, counts) => {
  const lab = tiered(rowsAN(racks), tolerates);
  const held = new Map<string, number>();
  for (const rack of Object.values(placed(lab, 'tier-'))) held.set(rack, (held.get(rack) ?? 0) + 1);
  expect([...held.values()]).toEqual(counts);
  expect(texts(lab)).toEqual([]);
});

test('a tier that states its data protection is judged by it alone', () => {
  const lab = tiered(rowsAN(1), 1);
  expect(texts(lab)).toEqual([]);
  expect(findings(lab, 'storage/rack-loss-beyond-protection')).toHaveLength(1);
  expect(texts(tiered(rowsAN(1)))).toEqual([
    "rack 'N01' | the only rack that takes blocks of storage tier 'tier': its loss leaves storage tier 'tier' without a block",
  ]);
});

test('partners are spread over rows where the site says so, and what is not is found', () => {
  const rows = (last: 'switch' | 'system') => [
    { name: 'A', racks: 12, accepts: ['system' as const] },
    { name: 'M', racks: 4, accepts: ['switch' as const, 'ufm' as const] },
    { name: 'N', racks: 4, accepts: [last, last === 'switch' ? ('ufm' as const) : last] },
  ];
  const site = (last: 'switch' | 'system'): SmallSite =>
    managed(smallSite({ halls: [{ ...HALL, rows: rows(last) }], spreadPartners: 'rows' }), 2, ['A', 'M', 'N']);
  const RULE = 'redundancy/partners-in-one-row';
  const over = site('switch');
  expect(Object.values(placed(over, 'c-ufm')).map((rack) => rack[0])).toEqual(['M', 'N']);
  expect(texts(over, RULE)).toEqual([]);
  expect(findings(site('system'), RULE)).toMatchObject([
    { object: "managers of fabric 'c'" },
    {
      severity: 'warning',
      object: "spines of fabric 'c'",
      found:
        "c-spine-01 to c-spine-04, 4 together, stand in row 'M' of hall 'hall-1': its loss leaves fabric 'c' without a spine",
      limit: '2 of 4 in one row',
      arithmetic: "4 of 4 in row 'M' of hall 'hall-1'; 4 - 2 = 2 too many",
      remedy:
        "give a second row of the hall racks that take them ('accepts' and 'powerZones'), or leave 'spreadPartners' out",
    },
  ]);
  expect(texts(managed(rowsAN(6)), RULE)).toEqual([]);
});

/** A pair of cores with servers of two services and three out-of-band switches, in one row of so many racks. */
function pair(racks: number): SmallSite {
  const lab = smallSite({ halls: [{ ...HALL, rows: [{ name: 'A', racks }] }] });
  const zone = smallZone(lab);
  const rate = DataRate.gigabitsPerSecond;
  const server = defineServer({
    id: 'srv',
    role: 'management',
    model: 'srv',
    manufacturer: 'example',
    heightU: fact(1),
    maxPower: fact(Power.watts(800)),
  });
  new ConvergedPair(zone, 'core', {
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    runs: [{ name: 'support', portRate: rate(200) }],
    groups: [
      {
        name: 'support',
        devices: ['bcme-01', 'bcme-02', 'k8s-01', 'k8s-02', 'k8s-03'],
        server,
        links: [{ kind: 'support', run: 'support', ports: ['p1', 'p2'], connector: 'QSFP112' }],
        oobPorts: ['BMC'],
      },
    ],
    oob: { switch: switches.SN2201, names: ['oob-1', 'oob-2', 'oob-3'], switchPower: Power.watts(150) },
  });
  return lab;
}

test('cores of a pair, its out-of-band switches and servers of one service stand apart', () => {
  const lab = pair(4);
  for (const stem of ['core-0', 'oob-', 'bcme-', 'k8s-']) {
    const racks = Object.values(placed(lab, stem));
    expect(new Set(racks).size).toBe(racks.length);
  }
  expect(texts(lab)).toEqual([]);
  expect(findings(pair(1))[0]?.found).toBe(
    "the only rack that takes cores of core pair 'core', out-of-band switches of core pair 'core', servers of 'bcme' of group 'support', servers of 'k8s' of group 'support': its loss leaves core pair 'core' without a core, core pair 'core' without an out-of-band switch, 'bcme' of group 'support' without a server, 'k8s' of group 'support' without a server",
  );
});

// Row N, 600 mm a rack: apart, links of the spines in N02 to N04 are longer than those in N01 by the way between. The leaves stand in the rack nearest to the systems.
test('what standing apart costs in cable is the difference to all of them in the first rack', () => {
  const lab = managed(rowsAN(6));
  const { plan } = lab.site;
  const spread = partnerSpread(plan).find(({ partners }) => partners.kind === 'spine');
  const { racks, positions } = plan.placement;
  const xOf = (name: string): number =>
    racks.find(({ name: rack }) => rack === positions.get(name)?.rack)?.xMillimetres ?? NaN;
  const yOf = (name: string): number =>
    racks.find(({ name: rack }) => rack === positions.get(name)?.rack)?.yMillimetres ?? NaN;
  const way = (a: string, b: string): number =>
    positions.get(a)?.rack === positions.get(b)?.rack
      ? 0
      : 3_000 + Math.abs(xOf(a) - xOf(b)) + Math.abs(yOf(a) - yOf(b));
  const leaves = plan.devices.filter(({ name }) => name.startsWith('c-leaf')).map(({ name }) => name);
  // 8 leaves with 32 uplinks over 4 spines: 8 links between each leaf and each spine.
  let expected = 0;
  for (const spine of ['c-spine-02', 'c-spine-03', 'c-spine-04']) {
    for (const leaf of leaves) expected += 8 * (way(leaf, spine) - way(leaf, 'c-spine-01'));
  }
  expect(spread).toMatchObject({ members: 4, racks: 4, most: 1, addedMillimetres: expected });
});

test('a cluster that retires moves no cable of the one after it, once and again', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const links = (names: readonly string[]): string[] => {
    const lab = smallSite({ lockFile });
    const zone = smallZone(lab, { rating: Power.megawatts(1.2) });
    const hosts = names.map(
      (name) =>
        new GpuCluster(lab.stack, name, {
          site: lab.site,
          system: systems.DGX_H100,
          count: 16,
          unitSystems: 16,
          powerZones: [zone],
        }),
    );
    new InfinibandFabric(lab.stack, 'c', {
      site: lab.site,
      hosts,
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
      tiers: 2,
    });
    lab.app.synth();
    const [fabric] = lab.site.plan.fabrics;
    if (fabric === undefined) throw new Error('the site has a fabric');
    return [...eachLink(fabric.plan)]
      .filter(({ a }) => a.device.startsWith('b-'))
      .map(({ a, b }) => JSON.stringify([a, b]));
  };
  const before = links(['a', 'b']);
  expect(before).toHaveLength(128);
  expect(links(['b'])).toEqual(before);
  expect(links(['b'])).toEqual(before);
  const released = releaseFromLock(parseLock(readFileSync(lockFile, 'utf8'), 'lab'), 'a');
  writeFileSync(lockFile, renderLock(released));
  expect(links(['b'])).toEqual(before);
});
