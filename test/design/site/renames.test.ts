import { rowsGroup } from '../../../src/design/site/plan-floor';
import { formerRacks, lockRenamed, underNewNames } from '../../../src/design/site/renames';
import type { LockedFabric, SiteLock } from '../../../src/model/site-lock';
import type { HallInput } from '../../../src/model/placement-plan';
import type { SitePlan, SiteRename } from '../../../src/model/site-plan';
import { siteOf, SMALL } from '../../report/site-fixture';

const EMPTY: SiteLock = {
  version: 2,
  site: 'gasan',
  positions: {},
  addresses: {},
  asNumbers: {},
  partitions: {},
  slots: {},
  fabrics: {},
  stacks: {},
};
const AT = { rack: 'A01', u: 1 };

function rename(kind: SiteRename['kind'], formerly: string, name: string): SiteRename {
  return { kind, name, formerly, path: 'stack' } as SiteRename;
}

function locked(name: string, parts: Partial<LockedFabric> = {}): LockedFabric {
  return { name, kind: 'ethernet', role: 'storage', groups: [], ...parts } as LockedFabric;
}

describe('a lock under new names', () => {
  const LOCK: SiteLock = {
    ...EMPTY,
    positions: { 'in-band-leaf-1': AT, 'in-band-2-leaf-1': AT, 'haein-001': AT, 'in-bandit': AT },
    addresses: {
      'in-band-leaf-1/mgmt': '10.0.0.1/24',
      'haein-001/in-band': '10.0.0.2/24',
      'haein-001/in-band-2': '10.0.0.3/24',
    },
    asNumbers: { 'in-band-spine': 65_000, 'in-band-2-spine': 65_001 },
    slots: {
      haein: { 'haein-001': 0 },
      'in-band-groups': { haein: 0 },
      [rowsGroup('hall-1')]: { 'in-band-leaf-1': 0 },
    },
    fabrics: {
      'in-band': locked('in-band', {
        groups: [{ name: 'haein' }] as unknown as LockedFabric['groups'],
        services: [{ name: 'in-band-ufm-1', portNames: ['p'] }],
        servicePorts: {
          'in-band-ufm-1': [{ leaf: 'in-band-leaf-1', port: 3 }],
        } as unknown as LockedFabric['servicePorts'],
      } as Partial<LockedFabric>),
      'in-band-2': locked('in-band-2'),
    },
  };

  test('of a fabric has its devices, ports and numbers, and not those of one with a longer name', () => {
    const now = lockRenamed(LOCK, rename('fabric', 'in-band', 'front'));
    expect(Object.keys(now.positions)).toEqual(['front-leaf-1', 'in-band-2-leaf-1', 'haein-001', 'in-bandit']);
    expect(Object.keys(now.addresses)).toEqual(['front-leaf-1/mgmt', 'haein-001/front', 'haein-001/in-band-2']);
    expect(now.asNumbers).toEqual({ 'front-spine': 65_000, 'in-band-2-spine': 65_001 });
    expect(now.fabrics).toEqual({
      front: {
        ...LOCK.fabrics['in-band'],
        name: 'front',
        services: [{ name: 'front-ufm-1', portNames: ['p'] }],
        servicePorts: { 'front-ufm-1': [{ leaf: 'front-leaf-1', port: 3 }] },
      },
      'in-band-2': LOCK.fabrics['in-band-2'],
    });
    // Rows are no devices, whatever they are called.
    expect(now.slots).toEqual({
      haein: { 'haein-001': 0 },
      'front-groups': { haein: 0 },
      [rowsGroup('hall-1')]: { 'in-band-leaf-1': 0 },
    });
  });

  test('of a cluster has its hosts and its group in each fabric', () => {
    const now = lockRenamed(LOCK, rename('cluster', 'haein', 'baram'));
    expect(now.slots).toMatchObject({ baram: { 'baram-001': 0 }, 'in-band-groups': { baram: 0 } });
    expect(Object.keys(now.addresses)).toEqual(['in-band-leaf-1/mgmt', 'baram-001/in-band', 'baram-001/in-band-2']);
    expect(now.fabrics['in-band']?.groups).toEqual([{ name: 'baram' }]);
    expect(Object.keys(now.fabrics)).toEqual(['in-band', 'in-band-2']);
  });

  test.each<[string, SiteRename]>([
    ['that knows the name of now', rename('fabric', 'in-band', 'in-band-2')],
    ['that does not know the former name', rename('fabric', 'out', 'front')],
    ['that knows a device of the name of now alone', rename('cluster', 'haein', 'in-bandit'.slice(0, 7))],
  ])('%s is left as it is', (_, each) => {
    expect(lockRenamed(LOCK, each)).toBe(LOCK);
  });

  // Known by its slots alone, by its fabric alone, or by one device alone.
  test.each<[string, Partial<SiteLock>]>([
    ['slots', { slots: { haein: { 'haein-001': 0 } } }],
    ['fabrics', { fabrics: { haein: locked('haein') } }],
    ['positions', { positions: { 'haein-001': AT, other: AT } }],
  ])('that knows the former name by its %s alone is renamed', (_, parts) => {
    const lock = { ...EMPTY, ...parts };
    expect(lockRenamed(lock, rename('cluster', 'haein', 'baram'))).not.toBe(lock);
    expect(lockRenamed(lock, rename('cluster', 'baram', 'haein'))).toBe(lock);
  });

  test('of an adopted hall has its cables and places too', () => {
    const end = { device: 'in-band-leaf-1', port: '1/1' };
    const adopted = {
      devices: ['in-band-leaf-1', 'haein-001'],
      places: { 'in-band-leaf-1': AT },
      cables: { 'in-band/haein-001:p1': { end, planned: end } },
      extraCables: {
        'in-band/in-band-leaf-1:1/1': { fabric: 'in-band', a: end, b: { device: 'haein-001', port: 'p' } },
      },
      missingCables: ['in-band/in-band-leaf-1:1/2', 'no label'],
      addresses: { 'haein-001/in-band': '10.0.0.2/24' },
      taken: { 'in-band-leaf-1/mgmt': 'x' },
    } as unknown as NonNullable<SiteLock['adopted']>;
    const front = { device: 'front-leaf-1', port: '1/1' };
    expect(lockRenamed({ ...LOCK, adopted }, rename('fabric', 'in-band', 'front')).adopted).toEqual({
      devices: ['front-leaf-1', 'haein-001'],
      places: { 'front-leaf-1': AT },
      cables: { 'front/haein-001:p1': { end: front, planned: front } },
      extraCables: { 'front/front-leaf-1:1/1': { fabric: 'front', a: front, b: { device: 'haein-001', port: 'p' } } },
      missingCables: ['front/front-leaf-1:1/2', 'no label'],
      addresses: { 'haein-001/front': '10.0.0.2/24' },
      taken: { 'front-leaf-1/mgmt': 'x' },
    });
  });
});

describe('racks under new names', () => {
  const SITE = siteOf(SMALL);
  const [hall] = SITE.halls as [HallInput];
  const rows = (formerly?: string): HallInput['rows'] =>
    hall.rows.map((row, at) => (at === 0 && formerly !== undefined ? { ...row, formerly } : row));
  const under = (change: Partial<HallInput>): ReadonlyMap<string, string> =>
    formerRacks({ halls: [{ ...hall, ...change }], placement: SITE.placement });

  test('have the former name of their row, the others none', () => {
    expect([...under({ rows: rows('Z') })]).toEqual([1, 2, 3].map((number) => [`A0${number}`, `Z0${number}`]));
    expect([...under({ rows: rows('A') })]).toEqual([]);
    expect([...under({})]).toEqual([]);
  });

  test('in a hall without prefix do not have the name of the hall', () => {
    expect([...under({ formerly: 'old' })]).toEqual([]);
  });

  const before: SitePlan = {
    ...SITE,
    halls: [{ ...hall, rows: hall.rows.map((row) => (row.name === 'A' ? { ...row, name: 'Z' } : row)) }],
    placement: {
      ...SITE.placement,
      racks: SITE.placement.racks.map((rack) =>
        rack.row === 'A' ? { ...rack, row: 'Z', name: rack.name.replace('A', 'Z') } : rack,
      ),
      positions: new Map(
        [...SITE.placement.positions].map(([device, place]) => [
          device,
          { ...place, rack: place.rack.replace('A', 'Z') },
        ]),
      ),
    },
  };
  test('are the same racks in an earlier plan', () => {
    const now = underNewNames(before, { halls: [{ ...hall, rows: rows('Z') }], placement: SITE.placement });
    expect(now.placement.racks.map(({ name, row }) => [name, row])).toEqual(
      SITE.placement.racks.map(({ name, row }) => [name, row]),
    );
    expect(now.placement.positions).toEqual(SITE.placement.positions);
  });

  test('are left as they are where the earlier plan has the name of now already', () => {
    expect(underNewNames(SITE, { halls: [{ ...hall, rows: rows('B') }], placement: SITE.placement })).toBe(SITE);
  });
});

describe('an earlier plan under new names', () => {
  const SITE = siteOf(SMALL);
  const under = (...renamed: readonly SiteRename[]): SitePlan => underNewNames(SITE, { renamed });

  test('of a cluster', () => {
    const now = under(rename('cluster', 'haein', 'baram'));
    expect(now.clusters.map(({ name, hosts }) => [name, hosts[0]])).toEqual([['baram', 'baram-001']]);
    expect(now.devices.find(({ kind }) => kind === 'system')).toMatchObject({ name: 'baram-001', unit: 'baram/su-01' });
    expect(now.placement.positions.has('baram-001')).toBe(true);
    expect(now.placement.positions.has('haein-001')).toBe(false);
    expect(now.fabrics[0]?.plan.endpoints[0]).toMatchObject({ name: 'baram-001', group: 'baram' });
    expect(now.lock.slots).toEqual({
      baram: { 'baram-001': 0, 'baram-002': 1, 'baram-003': 2, 'baram-004': 3 },
    });
    expect(now.lock.partitions).toEqual(SITE.lock.partitions);
    // Columns of links stay columns, and what is null stays null.
    expect(now.fabrics[0]?.plan.links).toEqual(SITE.fabrics[0]?.plan.links);
    const odd = { ...SITE, bill: { ...SITE.bill }, clusters: SITE.clusters.map((one) => ({ ...one, note: null })) };
    expect(underNewNames(odd, { renamed: [rename('cluster', 'haein', 'baram')] }).clusters).toMatchObject([
      { name: 'baram', note: null },
    ]);
    // What people read stays.
    expect([now.path, now.bill, now.halls]).toEqual([SITE.path, SITE.bill, SITE.halls]);
  });

  test('of a zone', () => {
    const now = under(rename('zone', 'zone-a', 'zone-c'));
    expect(now.power.zones.map(({ name }) => name)).toEqual(['zone-c', 'zone-b']);
    expect(now.clusters[0]?.zones).toEqual(['zone-c', 'zone-b']);
    expect(now.devices).toEqual(SITE.devices);
  });

  test('of a fabric', () => {
    const now = under(rename('fabric', 'compute', 'east'));
    expect(now.fabrics.map(({ plan }) => plan.name)).toEqual(['east', 'oob']);
    expect(now.cables.map(({ fabric }) => fabric)).toEqual(['east', 'oob']);
    expect(now.clusters[0]?.fabrics).toEqual(['east', 'oob']);
    expect(now.devices.find(({ unit }) => unit === 'east/leaf')?.name).toMatch(/^east-leaf-/);
  });

  test('of a tier and of a pair of cores', () => {
    const site = {
      ...SITE,
      storage: [{ path: 'stack/scratch', plan: { name: 'scratch', serves: ['haein'] } }],
      converged: [{ path: 'stack/pair', plan: { name: 'pair' } }],
    } as unknown as SitePlan;
    const names = (...renamed: readonly SiteRename[]): unknown => {
      const { storage, converged, clusters } = underNewNames(site, { renamed });
      return [...storage, ...(converged ?? []), ...clusters.map((plan) => ({ plan }))].map(({ plan }) => plan.name);
    };
    expect(names(rename('storage', 'scratch', 'fast'))).toEqual(['fast', 'pair', 'haein']);
    expect(names(rename('converged', 'pair', 'core'))).toEqual(['scratch', 'core', 'haein']);
    expect(names(rename('cluster', 'haein', 'baram'))).toEqual(['scratch', 'pair', 'baram']);
    // A name is of its kind alone.
    expect(names(rename('storage', 'pair', 'core'), rename('converged', 'scratch', 'fast'))).toEqual([
      'scratch',
      'pair',
      'haein',
    ]);
    expect(underNewNames(site, { renamed: [rename('cluster', 'haein', 'baram')] }).storage[0]?.plan.serves).toEqual([
      'baram',
    ]);
  });

  test.each<[string, SiteRename]>([
    ['that has no such construct', rename('fabric', 'storage', 'east')],
    ['that has the name of now already', rename('fabric', 'compute', 'oob')],
    ['that has such a name of another kind alone', rename('zone', 'haein', 'east')],
  ])('%s is left as it is', (_, each) => {
    expect(under(each)).toBe(SITE);
  });
});
