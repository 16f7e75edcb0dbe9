import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  AddressPlan,
  EthernetFabric,
  GpuCluster,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
  type SitePlan,
  type SiteProps,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { planLimits } from '../../src/design/limits/plan-limits';
import { releaseFromLock, parseLock, renderLock } from '../../src/design/lock/lock-text';
import { RACK } from './small-site';
import { temporaryFolder } from './temporary-folder';

interface Run {
  readonly count?: number;
  readonly reserveUnits?: number;
  readonly lockFile?: string | false;
}

/** A cluster with a storage network whose links have addresses, and an out-of-band one. */
function planned(props: SiteProps, { count = 4, reserveUnits, lockFile = false }: Run = {}): SitePlan {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const rows = [
    { name: 'A', racks: 20 },
    { name: 'N', racks: 10 },
  ];
  const site = new Site(stack, 'lab', { halls: [{ name: 'hall-1', rack: RACK, rows }], lockFile, ...props });
  new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(2), rows: ['A', 'N'], rackFeed: 'static-switch' });
  const cluster = new GpuCluster(stack, 'alpha', { site, system: systems.DGX_B200, count, unitSystems: 4 });
  const storage = new EthernetFabric(stack, 'storage', {
    site,
    role: 'storage',
    hosts: [cluster],
    switch: switches.SN5600,
    switchPower: Power.kilowatts(2),
    downPerLeaf: 8,
    tiers: 2,
    spines: 4,
    portsPerHost: 2,
    linkPool: 'links',
    ...(reserveUnits === undefined ? {} : { reserveUnits }),
  });
  new ManagementNetwork(stack, 'oob-net', {
    site,
    manages: [cluster, storage],
    switch: switches.SN2201,
    switchPower: Power.watts(150),
  });
  const { plan } = site;
  if (lockFile !== false) writeFileSync(lockFile, renderLock(plan.lock));
  return plan;
}

const WITHIN: SiteProps = { addressPlan: AddressPlan.within('10.64.0.0/16', { growth: 2 }), tenants: ['acme'] };

const poolsOf = (plan: SitePlan): Record<string, string> =>
  Object.fromEntries(plan.addresses.pools.map(({ name, cidr }) => [name, cidr]));

test('a pool is carved for each purpose, for each tenant, and for links that a fabric names', () => {
  const { addresses, lock } = planned(WITHIN);
  expect(addresses.pools.map(({ name, purpose, tenant }) => [name, purpose, tenant])).toEqual([
    ['links', 'fabric-link', undefined],
    ['oob', 'oob', undefined],
    ['loopback', 'loopback', undefined],
    ['storage', 'storage', undefined],
    ['tenant-acme', 'tenant', 'acme'],
  ]);
  expect(lock.pools?.['tenant-acme']).toMatchObject({ purpose: 'tenant', tenant: 'acme' });
  expect(
    addresses.addresses.find(({ device, interface: port }) => device === 'alpha-001' && port === 'bmc')?.pool,
  ).toBe('oob');
});

test('the plan says that the room is assumed, unless the program states it', () => {
  const growths = (addressPlan: AddressPlan): unknown =>
    planned({ addressPlan }).defaults?.filter(({ prop }) => prop === 'addressPlan.growth');
  expect(growths(AddressPlan.within('10.64.0.0/16'))).toEqual([
    { object: "site 'lab'", prop: 'addressPlan.growth', value: '2', basis: 'assumed' },
  ]);
  expect(growths(AddressPlan.within('10.64.0.0/16', { growth: 2 }))).toEqual([]);
});

test('units that a fabric keeps have room in its pool and out of band', () => {
  const few = planned(WITHIN).addresses.pools;
  const kept = planned(WITHIN, { reserveUnits: 16 }).addresses.pools;
  const capacity = (pools: SitePlan['addresses']['pools'], name: string): number =>
    pools.find((pool) => pool.name === name)?.capacity ?? 0;
  expect(capacity(few, 'storage')).toBeLessThan(64);
  expect(capacity(kept, 'storage')).toBeGreaterThanOrEqual(64);
  expect(capacity(kept, 'oob')).toBeGreaterThanOrEqual(64);
});

test('IPv6 is carved likewise', () => {
  const plan = planned({ addressPlan: AddressPlan.within('fd00:64::/48') });
  expect(poolsOf(plan)).toEqual({
    links: 'fd00:64::/64',
    loopback: 'fd00:64:0:1::/64',
    oob: 'fd00:64:0:2::/64',
    storage: 'fd00:64:0:3::/64',
  });
  expect(plan.fabrics[0]?.underlay?.links?.cidr).toBe('fd00:64::/64');
});

test('what is given by hand goes first, and carved pools have the VLANs of their names', () => {
  const plan = planned({
    addressPools: [{ name: 'mine', purpose: 'storage', cidr: '10.64.0.0/24', vlan: 300 }],
    addressPlan: AddressPlan.within('10.64.0.0/16', { vlans: { oob: 110 } }),
  });
  const [mine, ...carved] = plan.addresses.pools;
  expect(mine).toMatchObject({ name: 'mine', used: 4 });
  expect(carved.find(({ name }) => name === 'oob')?.vlan).toBe(110);
  expect(carved.map(({ name }) => name).sort()).toEqual(['links', 'loopback', 'oob']);
  expect(carved.some(({ cidr }) => cidr.startsWith('10.64.0.'))).toBe(false);
});

test('the lock keeps pools and addresses as the site grows, and gives a pool free on release', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const before = planned(WITHIN, { lockFile });
  const grown = planned(WITHIN, { lockFile, count: 14 });
  expect(poolsOf(grown)).toMatchObject(poolsOf(before));
  for (const { device, interface: port, address } of before.addresses.addresses) {
    expect(grown.addresses.addresses).toContainEqual(expect.objectContaining({ device, interface: port, address }));
  }
  expect(Object.keys(poolsOf(grown))).toContain('storage-2');
  const text = readFileSync(lockFile, 'utf8');
  const lock = parseLock(text, 'lab');
  expect(renderLock(lock)).toBe(text);
  expect(lock.pools?.['oob']).toEqual({ purpose: 'oob', cidr: poolsOf(before)['oob'] });
  const released = releaseFromLock(lock, 'pools/tenant-acme');
  expect(Object.keys(released.pools ?? {})).not.toContain('tenant-acme');
  writeFileSync(lockFile, renderLock(released));
  // What is released is carved again, for the systems of now: 14 of them, with room for as many again.
  expect(planned(WITHIN, { lockFile, count: 14 }).lock.pools).toEqual({
    ...lock.pools,
    'tenant-acme': { purpose: 'tenant', tenant: 'acme', cidr: expect.stringMatching(/\/27$/) as string },
  });
});

test('a carved pool limits no growth, and one by hand does', () => {
  const levels = (props: SiteProps): readonly string[] =>
    planLimits(planned(props))
      .levels.filter(({ domain, ratioSystems }) => domain === 'addressing' && ratioSystems !== undefined)
      .map(({ level }) => level);
  const mine = { name: 'mine', purpose: 'storage', cidr: '10.65.0.0/24' } as const;
  expect(levels(WITHIN)).toEqual([]);
  expect(levels({ ...WITHIN, addressPools: [mine] })).toEqual(['addresses (storage)']);
});

test('fails once for all pools that are missing, with sizes', () => {
  const message = caught(() => planned({}));
  expect(message).toContain(
    "4 address pools are missing: purpose 'loopback' for 'storage-leaf-su01-1/lo' and 6 more (7 addresses, a /28 of IPv4); purpose 'storage' for 'alpha-001/storage' and 3 more (4 addresses, a /29 of IPv4); purpose 'oob' for 'alpha-001/bmc' and 9 more (10 addresses, a /28 of IPv4); 'links' of purpose 'fabric-link' for 'linkPool' of fabric 'storage'",
  );
  // How many ports a spine has, its entry in the catalogue says; the remedy holds what it names.
  const [, length = ''] = /carve what is needed from a \/(\d+) or larger \[addressing\/no-pool\]/.exec(message) ?? [];
  expect(() => planned({ addressPlan: AddressPlan.within(`10.64.0.0/${length}`) })).not.toThrow();
});

function caught(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  throw new Error('nothing was refused');
}

test.each([
  [
    '10.64.0.0',
    "'addressPlan' within '10.64.0.0': that is no network; write a network as '10.64.0.0/12' or 'fd00:64::/48' [addressing/bad-cidr]",
  ],
  [
    '10.64.0.1/12',
    "'addressPlan' within '10.64.0.1/12' has bits set behind its prefix; write it as 10.64.0.0/12 [addressing/host-bits]",
  ],
])('fails for a block that is none: %s', (cidr, message) => {
  expect(() => AddressPlan.within(cidr)).toThrow(message);
});

test.each([0, Number.NaN, 1e9])('fails for a growth of %d', (growth) => {
  expect(() => AddressPlan.within('10.64.0.0/12', { growth })).toThrow(
    `'addressPlan' within '10.64.0.0/12': 'growth' is ${growth}; give a number from 1 to 1000: 2 for room for as much again [addressing/bad-growth]`,
  );
});

test('fails for a block that is given as a text', () => {
  const addressPlan = '10.64.0.0/12' as unknown as AddressPlan;
  expect(() => planned({ addressPlan })).toThrow(
    "site 'lab': 'addressPlan' is no AddressPlan; give AddressPlan.within('10.64.0.0/12') [props/wrong-kind]",
  );
});
