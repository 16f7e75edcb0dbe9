import { growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { LimitRow } from '../../../src/design/limits/limits-plan';
import { planLimits } from '../../../src/design/limits/plan-limits';
import { lockedFabric, rememberedInput } from '../../../src/design/lock/stack-memory';
import { trayNames } from '../../../src/model/fabric-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { awsSite, line } from '../../policy/aws/aws-plan-fixture';
import { cluster, computeInput, names, pool, sitePlan, storageTier } from '../../policy/site-plan-fixture';
import { siteOf } from '../../report/site-fixture';
import { group, plainSwitch } from '../fabric/sample-fabrics';

const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

function rowsOf(site: SitePlan, level: string): readonly LimitRow[] {
  const found = planLimits(site).levels.find((each) => each.level === level);
  if (found === undefined) throw new Error(`there is no level '${level}'`);
  return found.rows;
}

test('levels come in the order in which they run out', () => {
  const more = planLimits(SITE).levels.map(({ moreSystems }) => moreSystems ?? Infinity);
  expect(more).toEqual([...more].sort((left, right) => left - right));
  expect(more[0]).toBeLessThan(Infinity);
});

test('what has no error at its end, or another limit before it, says how long it lasts at the ratio of today', () => {
  const { levels } = planLimits(SITE);
  const last = levels
    .filter(({ moreSystems }) => moreSystems === undefined)
    .map((level) => level.ratioSystems ?? Infinity);
  expect(last.length).toBeGreaterThan(1);
  expect(last).toEqual([...last].sort((left, right) => left - right));
});

test('a zone takes systems up to its limit on the feed that carries all after a loss', () => {
  const [zone] = SITE.power.zones;
  const row = rowsOf(SITE, 'zone').find(({ object }) => object === `power zone '${zone?.name ?? ''}'`);
  // After the loss of a feed of 2N the other carries the whole zone, and each system with its 14.3 kW.
  expect(row).toMatchObject({ used: zone?.loadWatts, capacity: zone?.limitWatts, perSystem: 14_300, unit: 'W' });
  expect(row?.ratioSystems).toBe(Math.floor(((zone?.limitWatts ?? 0) - (zone?.loadWatts ?? 0)) / 14_300));
});

test('what is left of zones adds up, for each takes systems of its own', () => {
  const level = planLimits(SITE).levels.find((each) => each.level === 'zone');
  const sum = level?.rows.reduce((total, { ratioSystems = 0 }) => total + ratioSystems, 0);
  expect(level?.rows.length).toBeGreaterThan(1);
  expect(level?.ratioSystems).toBe(sum);
});

test('rack positions are those that the placement engine finds', () => {
  const [row] = rowsOf(SITE, 'rack positions');
  // A rack of 48 U and 44 kW takes systems of 10 U and 14.3 kW by what is left of either; units free in one piece, as here, count alike.
  const places = SITE.placement.racks.map(({ limits, usedU, loadWatts }) =>
    Math.min(Math.floor((limits.heightU - usedU) / 10), Math.floor((limits.budgetWatts - loadWatts) / 14_300)),
  );
  expect(row?.moreSystems).toBe(places.reduce((sum, each) => sum + each, 0));
});

describe('size of a fabric without a move', () => {
  function withFabric(hosts: number, reserveUnits?: number): SitePlan {
    const input = computeInput(names('haein', hosts), reserveUnits === undefined ? {} : { reserveUnits });
    const plan = planFabric(input);
    const devices = names('haein', hosts).map((name) => ({ ...deviceOf(SITE), name }));
    const group = input.groups[0]?.name ?? '';
    const slots = { [group]: Object.fromEntries(names('haein', hosts).map((name, slot) => [name, slot])) };
    const cluster = { ...clusterOf(SITE), name: group, hosts: devices.map(({ name }) => name) };
    return sitePlan({
      devices,
      clusters: [cluster],
      fabrics: [{ path: 'stack/compute', plan }],
      lock: { ...sitePlan().lock, slots, fabrics: { [plan.name]: lockedFabric(resolvedInput(input, plan)) } },
    });
  }

  // 32 hosts a unit: one unit and a host of the second leaves 31 places in it, and a third unit would ask for more spines than stand.
  test.each([
    [33, undefined],
    [40, 4],
    [64, 4],
  ])('%i systems with a reserve of %s units grow exactly so far that no cable moves', (hosts, reserve) => {
    const site = withFabric(hosts, reserve);
    const [row] = rowsOf(site, 'size without a move');
    const more = row?.moreSystems ?? Number.NaN;
    const [fabric] = Object.values(site.lock.fabrics);
    const before = fabric === undefined ? undefined : rememberedInput(fabric, site.lock.slots);
    if (before === undefined) throw new Error('the lock holds the fabric');
    const grown = (count: number): (() => unknown) => {
      const groups = before.groups.map((group) => ({ ...group, hosts: [...group.hosts, ...names('more', count)] }));
      return () => growFabric({ ...before, groups }, before);
    };
    expect(grown(more)).not.toThrow();
    expect(grown(more + 1)).toThrow();
    if (reserve !== undefined) expect(hosts + more).toBeGreaterThanOrEqual(reserve * 32 - 1);
  });
});

describe('growth that is tried', () => {
  /** One system on a fabric of leaves with 64 ports down, a unit of `unitHosts` and `units` of them kept. */
  function lone(hosts: readonly string[], parts: Parameters<typeof group>[1], systems = hosts): SitePlan {
    const nodes = { ...group(1, { name: 'nodes', rails: 1, ports: 1, unitHosts: 64, ...parts }), hosts };
    const input = {
      name: 'lone',
      kind: 'ethernet' as const,
      role: 'compute' as const,
      groups: [nodes],
      leaf: plainSwitch(128),
      reserveUnits: 1,
      tiers: 2 as const,
    };
    const plan = planFabric(input);
    const keys = nodes.domainHosts === undefined ? hosts : systems;
    return sitePlan({
      devices: systems.map((name) => ({ ...deviceOf(SITE), name })),
      clusters: [{ ...clusterOf(SITE), name: 'nodes', hosts: [...systems] }],
      fabrics: [{ path: 'stack/lone', plan }],
      lock: {
        ...sitePlan().lock,
        slots: { nodes: Object.fromEntries(keys.map((name, slot) => [name, slot])) },
        fabrics: { lone: lockedFabric(resolvedInput(input, plan)) },
      },
    });
  }
  const found = (site: SitePlan): unknown =>
    rowsOf(site, 'size without a move').map(({ used, capacity, moreSystems }) => [used, capacity, moreSystems]);

  // 64 ports of the one unit: a system more than the 16 times that are tried would fit, or the unit is the limit.
  test.each([
    [1, 17, 16],
    [2, 34, 32],
    [3, 51, 48],
    [4, 64, 60],
    [63, 64, 1],
    [64, 64, 0],
  ])('goes up to 16 times what exists, or to the end of the unit: from %i to %i', (standing, most, more) => {
    expect(found(lone(names('n', standing), {}))).toEqual([[standing, most, more]]);
  });

  // Racks of 4 trays: 16 of them fill 64 ports; 2 racks stand.
  test('takes whole racks where trays are the hosts', () => {
    const racks = names('rack', 2);
    expect(found(lone(trayNames(racks, 4), { domainHosts: 4 }, racks))).toEqual([[2, 16, 14]]);
  });
});

// Pods of 2 leaves with 4 hosts each: 8 leaves x 4 uplinks on 4 pods x 2 spines of 8 ports, which have 4 links each way: 32 + 32. Cores: 4 x 8.
test('ports of spines are taken from below and from above', () => {
  const plan = planFabric({
    name: 'pods',
    kind: 'ethernet',
    role: 'compute',
    groups: [group(32, { name: 'node', unitHosts: 4, rails: 1, ports: 1 })],
    leaf: plainSwitch(8),
    pods: { units: 2 },
  });
  const site = sitePlan({ fabrics: [{ path: 'stack/pods', plan }] });
  const ports = (level: string): unknown => rowsOf(site, level).map(({ used, capacity }) => [used, capacity]);
  expect([ports('leaf ports built'), ports('spine ports'), ports('core ports')]).toEqual([
    [[32, 32]],
    [[64, 64]],
    [[32, 32]],
  ]);
});

// Two systems with two addresses each of the pool, and a switch with one: 5 of 9, and two a system: 4 / 2 = 2 more.
test('a system takes as many addresses as those that stand take on the mean', () => {
  const site = sitePlan({
    devices: names('a', 2).map((name) => ({ ...deviceOf(SITE), name })),
    clusters: [cluster(names('a', 2))],
    addresses: {
      ...sitePlan().addresses,
      pools: [pool(5, { capacity: 9 }), pool(0, { name: 'spare', purpose: 'loopback', capacity: 7 })],
      addresses: ['a-1/0', 'a-1/1', 'a-2/0', 'a-2/1', 'leaf/0'].map((end, index) => ({
        device: end.split('/')[0]!,
        interface: end,
        pool: 'oob',
        address: `10.0.0.${index + 1}`,
      })),
    },
  });
  expect(rowsOf(site, 'addresses (oob)')).toMatchObject([{ used: 5, capacity: 9, perSystem: 2, ratioSystems: 2 }]);
  expect(rowsOf(site, 'addresses (loopback)')).toMatchObject([{ used: 0, capacity: 7, perSystem: 0 }]);
});

// 40 GB/s asked for by the 4 systems that the tier serves: 10 GB/s each. One block gives 40 GB/s.
test('a system takes of a tier that serves its cluster, and nothing of another', () => {
  const site = sitePlan({
    devices: [...names('a', 2), ...names('b', 4)].map((name) => ({ ...deviceOf(SITE), name })),
    clusters: [cluster(names('a', 2), { name: 'mine' }), cluster(names('b', 4), { name: 'other' })],
    storage: [{ path: 'stack/scratch', plan: { ...storageTier(2, { readBitsPerSecond: 320e9 }), serves: ['other'] } }],
  });
  const of = (name: string): unknown =>
    planLimits(site, name)
      .levels.filter(({ level }) => level === 'read rate')
      .flatMap(({ rows }) => rows.map(({ used, capacity, perSystem }) => [used, capacity, perSystem]));
  expect(of('other')).toEqual([[320e9, 640e9, 80e9]]);
  expect(of('mine')).toEqual([[320e9, 640e9, 0]]);
});

test('a site without a cluster lists what is used, without counting systems', () => {
  const limits = planLimits(sitePlan({ stacks: [{ name: 's', path: 's', resources: 500, backend: 'local' }] }));
  expect(limits).toEqual({
    site: 'gasan',
    levels: [
      {
        domain: 'terraform',
        level: 'resources of a state',
        rows: [expect.objectContaining({ object: "stack 's'", used: 500, capacity: 2_000, headroom: 1_500 })],
      },
    ],
  });
});

test('quotas of AWS are limits where a source states what an account has', () => {
  const rows = planLimits(awsSite({ directConnects: [line()] })).levels.filter(({ domain }) => domain === 'cloud');
  expect(rows.length).toBeGreaterThan(0);
  for (const { rows: quotas } of rows) {
    for (const { used, capacity, headroom } of quotas) expect(headroom).toBe(capacity - used);
  }
});

test('fails for a cluster that the site does not have', () => {
  expect(() => planLimits(SITE, 'haen')).toThrow(
    "site 'gasan' has no cluster 'haen'; did you mean 'haein'? [limits/no-such-cluster]",
  );
});

function deviceOf({ devices }: SitePlan): SitePlan['devices'][number] {
  const device = devices.find(({ kind }) => kind === 'system');
  if (device === undefined) throw new Error('the site has a system');
  return device;
}

function clusterOf({ clusters }: SitePlan): SitePlan['clusters'][number] {
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('the site has a cluster');
  return cluster;
}
