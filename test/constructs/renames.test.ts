import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  DataRate,
  DataSize,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Inventory,
  Length,
  ManagementNetwork,
  Mass,
  Power,
  PowerZone,
  Site,
  StorageTier,
} from 'cdktf-ai-factory';

import { checkMoves, hasMoves } from '../../src/design/site/renames';
import { underNewNames } from '../../src/design/site/renames';
import { planWorkOrder } from '../../src/design/work-order/plan-work-order';
import type { SitePlan } from '../../src/model/site-plan';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { renderWorkOrderMarkdown } from '../../src/report/work-order/work-order-markdown';
import {
  HGX_B200,
  IN_BAND_SWITCH,
  INFINIBAND_SWITCH,
  MANAGEMENT_SWITCH,
  QM9700_POWER,
  SCRATCH_BLOCK,
  SITE_MEDIA,
  SN2201_POWER,
  SN4600C_POWER,
  UFM_SERVER,
} from '../../stacks/haein-hardware';
import { temporaryFolder } from './temporary-folder';

/** Names of the constructs; `in-band-2` begins as `in-band` does, and a row is called as a cluster was. */
const NAMES = {
  cluster: 'haein',
  second: 'haein-b',
  compute: 'compute',
  storage: 'storage',
  'in-band': 'in-band',
  'in-band-2': 'in-band-2',
  management: 'management',
  scratch: 'scratch',
  zone: 'east',
};
type Role = keyof typeof NAMES;

interface Run {
  readonly plan: SitePlan;
  readonly app: App;
  readonly lock: string;
}

/** A small Haein under some names, with what each was called. */
function run(lockFile: string, renamed: Partial<Record<Role, string>> = {}, inventory?: Inventory): Run {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const id = (role: Role): string => renamed[role] ?? NAMES[role];
  const was = (role: Role): { readonly formerly?: string } =>
    renamed[role] === undefined || inventory !== undefined ? {} : { formerly: NAMES[role] };
  const rack = { model: '48 U rack', units: 48, power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_200) };
  const site = new Site(stack, 'lab', {
    halls: [
      {
        name: 'hall-1',
        rack,
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'haein', racks: 5, accepts: ['system'] },
          { name: 'N', racks: 5, accepts: ['switch', 'storage', 'server', 'ufm'] },
        ],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.64.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.64.4.0/22', vlan: 100 },
      { name: 'in-band', purpose: 'in-band', cidr: '10.64.8.0/23', vlan: 200 },
      { name: 'storage', purpose: 'storage', cidr: '10.64.12.0/23', vlan: 300 },
    ],
    cableSlack: Length.metres(2),
    media: SITE_MEDIA,
    lockFile,
    ...(inventory === undefined ? {} : { inventory }),
  });
  const zone = new PowerZone(stack, id('zone'), {
    site,
    rating: Power.megawatts(1),
    rows: ['haein', 'N'],
    ...was('zone'),
  });
  const cluster = new GpuCluster(stack, id('cluster'), {
    site,
    system: HGX_B200,
    count: 4,
    powerZones: [zone],
    ...was('cluster'),
  });
  const second = new GpuCluster(stack, id('second'), {
    site,
    system: HGX_B200,
    count: 2,
    powerZones: [zone],
    ...was('second'),
  });
  const compute = new InfinibandFabric(stack, id('compute'), {
    site,
    hosts: [cluster, second],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
    ufm: { server: UFM_SERVER, count: 1, portsEach: 2 },
    ...was('compute'),
  });
  const scratch = new StorageTier(stack, id('scratch'), {
    site,
    system: SCRATCH_BLOCK,
    serves: [cluster],
    capacity: DataSize.petabytes(1),
    read: DataRate.gigabytesPerSecond(50),
    write: DataRate.gigabytesPerSecond(25),
    ...was('scratch'),
  });
  const storage = new InfinibandFabric(stack, id('storage'), {
    site,
    role: 'storage',
    hosts: [cluster, scratch],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
    ...was('storage'),
  });
  const ethernet = (role: 'in-band' | 'in-band-2', hosts: readonly GpuCluster[]): EthernetFabric =>
    new EthernetFabric(stack, id(role), {
      site,
      role: 'in-band',
      hosts,
      switch: IN_BAND_SWITCH,
      switchPower: SN4600C_POWER,
      upPerLeaf: 16,
      ...was(role),
    });
  const inBand = [ethernet('in-band', [cluster]), ethernet('in-band-2', [second])];
  new ManagementNetwork(stack, id('management'), {
    site,
    manages: [cluster, second, compute, scratch, storage, ...inBand],
    switch: MANAGEMENT_SWITCH,
    switchPower: SN2201_POWER,
    spineSwitch: IN_BAND_SWITCH,
    spineSwitchPower: SN4600C_POWER,
    ...was('management'),
  });
  const { plan } = site;
  return { plan: parseSiteJson(renderSiteJson(plan)), app, lock: JSON.stringify(plan.lock) };
}

/** The plan that stands, and a file with its lock. */
function standing(): { readonly before: SitePlan; readonly lockFile: string } {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const { app, plan } = run(lockFile);
  synthesizeLock(app);
  return { before: plan, lockFile };
}

/** Findings of a small site are of no interest here: a skipped validation writes the lock all the same. */
function synthesizeLock(app: App): void {
  (app as { skipValidation?: boolean }).skipValidation = true;
  app.synth();
}

const RENAMES: readonly (readonly [Role, string])[] = [
  ['cluster', 'sk'],
  ['cluster', 'gpu'],
  ['second', 'haein-c'],
  ['compute', 'ib'],
  ['storage', 'san'],
  ['in-band', 'front'],
  ['in-band-2', 'front-2'],
  ['management', 'oob'],
  ['scratch', 'fast'],
  ['zone', 'gangnam'],
];

describe('a construct with another name', () => {
  const { before, lockFile } = standing();

  test.each(RENAMES)('%s as %s moves nothing, and its lock says the same under the new name', (role, name) => {
    const { plan } = run(lockFile, { [role]: name });
    const moves = checkMoves(underNewNames(before, plan), plan);
    expect(moves).toEqual({ places: [], cables: [], addresses: [], asNumbers: [], partitions: [] });
    expect(hasMoves(moves)).toBe(false);
    const { lock } = plan;
    expect(Object.keys(lock.positions)).toHaveLength(Object.keys(before.lock.positions).length);
    expect(Object.keys(lock.addresses)).toHaveLength(Object.keys(before.lock.addresses).length);
    expect(Object.keys(lock.slots)).toHaveLength(Object.keys(before.lock.slots).length);
    expect(Object.values(lock.addresses).sort()).toEqual(Object.values(before.lock.addresses).sort());
  });

  test.each(RENAMES)('%s as %s is a rename in the work order, and no step', (role, name) => {
    const { plan } = run(lockFile, { [role]: name });
    const order = planWorkOrder(before, plan);
    expect(order.steps).toEqual([]);
    expect(order.renamed?.map((one) => [one.name, one.formerly])).toEqual([[name, NAMES[role]]]);
  });

  test('is told with what gets new labels', () => {
    const { plan } = run(lockFile, { cluster: 'sk' });
    // 4 systems with 8 compute, 2 in-band, 1 management port, and those of storage.
    const text = renderWorkOrderMarkdown(planWorkOrder(before, plan));
    expect(text).toMatch(
      /^# Work order of site lab\n\nNothing is to be moved\.\n\n## Renamed\n\n- cluster `haein` is `sk` now: new labels for 4 devices and \d+ cables; nothing of it moves\n$/,
    );
  });

  test('keeps its resource by a moved block, in every run as long as it says what it was called', () => {
    const own = join(temporaryFolder(), 'lab.lock.json');
    synthesizeLock(run(own).app);
    for (let time = 0; time < 2; time += 1) {
      const { app } = run(own, { cluster: 'sk', compute: 'ib', scratch: 'fast', zone: 'gangnam' });
      synthesizeLock(app);
      const code = JSON.parse(readFileSync(join(app.outdir, 'stacks/lab-stack/cdk.tf.json'), 'utf8')) as {
        readonly moved: readonly { readonly from: string; readonly to: string }[];
      };
      expect(code.moved).toEqual([
        { from: 'terraform_data.lab-zone-east', to: 'terraform_data.lab-zone-gangnam' },
        { from: 'terraform_data.lab-cluster-haein', to: 'terraform_data.lab-cluster-sk' },
        { from: 'terraform_data.lab-fabric-compute', to: 'terraform_data.lab-fabric-ib' },
        { from: 'terraform_data.lab-storage-scratch', to: 'terraform_data.lab-storage-fast' },
      ]);
    }
    expect(JSON.parse(readFileSync(own, 'utf8'))).toHaveProperty('slots.sk');
  });

  test('may be named in the inventory alone, which serves the lock too', () => {
    const formerly = { sk: 'haein', ib: 'compute' };
    const inventory = Inventory.netbox({ url: 'https://netbox.example.com', tokenVariable: 'token', formerly });
    const { plan } = run(lockFile, { cluster: 'sk', compute: 'ib' }, inventory);
    expect(plan.renamed).toEqual([
      { kind: 'cluster', name: 'sk', formerly: 'haein' },
      { kind: 'fabric', name: 'ib', formerly: 'compute' },
    ]);
    expect(planWorkOrder(before, plan).steps).toEqual([]);
  });

  test('without a word of what it was, moves cables', () => {
    expect(() => run(lockFile, { cluster: 'sk' }, Inventory.embedded())).toThrow(/which moves \d+ cables/);
  });
});

describe('a row with another name', () => {
  /** Two rows of a site without constructs but a cluster; the second may be called otherwise. */
  function rows(lockFile: string, name: string, formerly?: string): Run {
    const app = new App({ outdir: temporaryFolder(), skipValidation: true });
    const stack = new TerraformStack(app, 'lab-stack');
    const rack = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };
    const row = { name, racks: 2, ...(formerly === undefined ? {} : { formerly }) };
    const site = new Site(stack, 'lab', {
      halls: [
        {
          name: 'hall-1',
          rack,
          rowPitch: Length.metres(3),
          rackPitch: Length.millimetres(600),
          riser: Length.metres(1.5),
          rows: [{ name: 'A', racks: 1 }, row],
        },
      ],
      addressPools: [],
      cableSlack: Length.metres(2),
      lockFile,
    });
    const zone = new PowerZone(stack, 'east', { site, rating: Power.megawatts(1), rows: ['A', name] });
    new GpuCluster(stack, 'gpu', { site, system: HGX_B200, count: 7, powerZones: [zone] });
    app.synth();
    return { app, plan: site.plan, lock: '' };
  }

  test('keeps its racks: moved blocks, no step and no move', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const before = rows(lockFile, 'B').plan;
    const { app, plan } = rows(lockFile, 'Z', 'B');
    const code = readFileSync(join(app.outdir, 'stacks/lab-stack/cdk.tf.json'), 'utf8');
    expect((JSON.parse(code) as { readonly moved: unknown }).moved).toEqual([
      { from: 'terraform_data.lab-rack-B01', to: 'terraform_data.lab-rack-Z01' },
      { from: 'terraform_data.lab-rack-B02', to: 'terraform_data.lab-rack-Z02' },
    ]);
    expect(planWorkOrder(before, plan).steps).toEqual([]);
    expect(hasMoves(checkMoves(underNewNames(before, plan), plan))).toBe(false);
  });
});

describe('names in NetBox', () => {
  const LOCKED = standing().lockFile;

  /** Moved blocks of all stacks, from and to. */
  function movesOf(
    formerly: Readonly<Record<string, string>>,
    renamed: Partial<Record<Role, string>>,
  ): Map<string, string> {
    const inventory = Inventory.netbox({ url: 'https://netbox.example.com', tokenVariable: 'token', formerly });
    const { app } = run(LOCKED, renamed, inventory);
    const moved = app.node.children
      .filter((child) => TerraformStack.isStack(child))
      .flatMap(
        (stack) => (stack.toTerraform() as { readonly moved?: readonly { from: string; to: string }[] }).moved ?? [],
      );
    return new Map(moved.map(({ from, to }) => [to, from]));
  }

  test('a cluster called as a role begins takes its devices along, and no role', () => {
    const moved = movesOf({ gpu: 'haein' }, { cluster: 'gpu' });
    expect(moved.get('netbox_device.lab-device-gpu-001')).toBe('netbox_device.lab-device-haein-001');
    expect([...moved.keys()].filter((to) => to.includes('device-role') || to.includes('gpu-system'))).toEqual([]);
    expect([...moved.values()].filter((from) => from.includes('haein-b'))).toEqual([]);
  });

  test('a fabric called as ports begin takes its switches and labels along, and no port', () => {
    const moved = movesOf({ ib: 'compute' }, { compute: 'ib' });
    expect(moved.get('netbox_device.lab-device-ib-ufm-01')).toBe('netbox_device.lab-device-compute-ufm-01');
    expect(moved.get('netbox_cable.lab-cable-ib_haein-001__compute-1_1')).toBe(
      'netbox_cable.lab-cable-compute_haein-001__compute-1_1',
    );
    expect([...moved].filter(([to]) => to.startsWith('netbox_device_interface.lab-interface-haein'))).toEqual([]);
  });

  test('a former name that only ports and roles begin with is free', () => {
    expect(() => movesOf({ sk: 'haein', ib: 'compute' }, { cluster: 'sk', compute: 'ib' })).not.toThrow();
  });
});

describe('former names', () => {
  function labSite(): { readonly stack: TerraformStack; readonly site: Site } {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
    const site = new Site(stack, 'lab', {
      halls: [
        {
          name: 'hall-1',
          rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
          rowPitch: Length.metres(3),
          rackPitch: Length.millimetres(600),
          riser: Length.metres(1.5),
          rows: [{ name: 'A', racks: 1 }],
        },
      ],
      addressPools: [],
      cableSlack: Length.metres(2),
      lockFile: false,
    });
    return { stack, site };
  }

  const zone = ({ stack, site }: ReturnType<typeof labSite>, id: string, formerly?: unknown): PowerZone =>
    new PowerZone(stack, id, {
      site,
      rating: Power.megawatts(1),
      rows: ['A'],
      ...(formerly === undefined ? {} : { formerly: formerly as string }),
    });

  test.each([
    ['', "''"],
    ['b', '"b"'],
    [3, '3'],
  ])('fails on %p', (formerly, shown) => {
    expect(() => zone(labSite(), 'b', formerly)).toThrow(
      `zone 'b': 'formerly' is ${shown}; give the one name that it had before, or leave it out [site/bad-former-name]`,
    );
  });

  test('fails where two were called alike', () => {
    const lab = labSite();
    zone(lab, 'b', 'a');
    expect(() => zone(lab, 'c', 'a')).toThrow(
      "site 'lab': of kind zone, both 'b' and 'c' were called 'a' ('formerly'); say so of one of them [site/renamed-twice]",
    );
  });

  test('fails where the former name is in use, whichever comes first', () => {
    const message =
      "site 'lab': of kind zone, 'b' was called 'a' ('formerly'), and there is a 'a' too; rename in two deployments, or take the former name away [site/former-name-taken]";
    const [one, other] = [labSite(), labSite()];
    zone(one, 'a');
    expect(() => zone(one, 'b', 'a')).toThrow(message);
    zone(other, 'b', 'a');
    expect(() => zone(other, 'a')).toThrow(message);
  });
});
