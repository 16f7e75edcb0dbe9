import { join } from 'node:path';
import { LocalBackend, TerraformStack, type App } from 'cdktf';
import {
  assumed,
  type AssumptionReason,
  DataRate,
  DataSize,
  Duration,
  GpuCluster,
  InfinibandFabric,
  Inventory,
  EthernetFabric,
  Length,
  ManagementNetwork,
  Mass,
  Policy,
  Power,
  Site,
  StorageTier,
  TrainingSwing,
} from 'cdktf-ai-factory';
import {
  HGX_B200,
  IN_BAND_SWITCH,
  INFINIBAND_SWITCH,
  MANAGEMENT_SWITCH,
  MEASURED,
  OFFER,
  QM9700_POWER,
  SCRATCH_BLOCK,
  SITE_MEDIA,
  SN2201_POWER,
  SN4600C_POWER,
  UFM_SERVER,
} from './haein-hardware';
import { coolingOf, SEOUL, sidesOf, zoneOf } from './haein-plant';

const HALL: AssumptionReason = {
  why: 'what is said of Gasan, which nobody confirmed',
  owner: 'the landlord of the hall, with its drawings',
  until: '2027-03-31',
};

/** What a measurement of a job replaces. */
const MEASURED_JOB: AssumptionReason = {
  why: 'nobody published the swing of a job on such systems: 30 % of their maximum while it waits, and one second to the top',
  owner: 'the operator, by measurement',
  until: '2027-03-31',
};

/** Racks of 44 kW. */
const RACK = {
  model: '48 U rack',
  units: 48,
  ...assumed({ power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_200) }, HALL),
};

/** Haein at Gasan: 127 systems with 1,016 GPUs in one cluster, rented as a service. */
export function gasanHaein(app: App): TerraformStack {
  const stack = new TerraformStack(app, 'gasan-haein');
  new LocalBackend(stack, { path: '../../../terraform.gasan-haein.tfstate' });
  return haeinIn(stack);
}

/** The same site in any stack, registered wherever it shall be. */
export function haeinIn(stack: TerraformStack, inventory: Inventory = Inventory.embedded()): TerraformStack {
  const site = new Site(stack, 'gasan', {
    halls: [
      {
        name: 'hall-1',
        rack: RACK,
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'A', racks: 11, accepts: ['system'] },
          { name: 'B', racks: 11, accepts: ['system'] },
          { name: 'N', racks: 6, accepts: ['switch', 'storage', 'server', 'ufm'] },
          { name: 'C', racks: 11, accepts: ['system'] },
          { name: 'D', racks: 11, accepts: ['system'] },
        ],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.64.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.64.4.0/22', vlan: 100 },
      { name: 'in-band', purpose: 'in-band', cidr: '10.64.8.0/23', vlan: 200 },
      { name: 'storage', purpose: 'storage', cidr: '10.64.12.0/23', vlan: 300 },
      { name: 'rental', purpose: 'tenant', cidr: '10.80.0.0/22', vlan: 1_001, tenant: 'rental' },
      { name: 'research', purpose: 'tenant', cidr: '10.80.4.0/22', vlan: 1_002, tenant: 'research' },
    ],
    tenants: ['rental', 'research'],
    inventory,
    cableSlack: Length.metres(2),
    lockFile: join(__dirname, 'gasan.lock.json'),
    media: SITE_MEDIA,
    climate: SEOUL,
    policy: { asOf: '2026-11-01' },
    tags: { operator: 'haein' },
  });
  const sides = sidesOf(site);
  const east = zoneOf(site, 'east', ['A', 'B'], sides);
  const west = zoneOf(site, 'west', ['C', 'D', 'N'], sides);
  coolingOf(site, sides);
  const haein = new GpuCluster(site, 'haein', { system: HGX_B200, count: 127, powerZones: [east, west] });
  new TrainingSwing(site, 'training', {
    clusters: [haein],
    high: Power.kilowatts(14.3),
    ...assumed({ low: Power.kilowatts(4.3), rise: Duration.seconds(1) }, MEASURED_JOB),
  });
  const compute = new InfinibandFabric(site, 'compute', {
    hosts: [haein],
    switch: INFINIBAND_SWITCH,
    ...assumed({ switchPower: QM9700_POWER }, MEASURED),
    ufm: { server: UFM_SERVER, count: 2, portsEach: 2 },
  });
  const scratch = new StorageTier(site, 'scratch', {
    system: SCRATCH_BLOCK,
    serves: [haein],
    capacity: DataSize.petabytes(8),
    read: DataRate.gigabytesPerSecond(500),
    write: DataRate.gigabytesPerSecond(250),
  });
  const storage = new InfinibandFabric(site, 'storage', {
    role: 'storage',
    hosts: [haein, scratch],
    switch: INFINIBAND_SWITCH,
    ...assumed({ switchPower: QM9700_POWER }, MEASURED),
  });
  const inBand = new EthernetFabric(site, 'in-band', {
    role: 'in-band',
    hosts: [haein],
    switch: IN_BAND_SWITCH,
    ...assumed({ switchPower: SN4600C_POWER }, OFFER),
    upPerLeaf: 16,
  });
  new ManagementNetwork(site, 'management', {
    manages: [haein, compute, scratch, storage, inBand],
    switch: MANAGEMENT_SWITCH,
    ...assumed({ switchPower: SN2201_POWER }, OFFER),
    spineSwitch: IN_BAND_SWITCH,
    ...assumed({ spineSwitchPower: SN4600C_POWER }, OFFER),
    spines: 2,
  });
  Policy.acknowledge(storage, 'fabric/no-subnet-manager', {
    reason: 'two leaves of the storage fabric run the subnet manager, one in standby',
    until: '2027-06-30',
  });
  acceptWhatIsOpen(site);
  return stack;
}

/** What the landlord alone can settle: it stays not known, and the report says until when. */
function acceptWhatIsOpen(site: Site): void {
  const until = '2027-03-31';
  for (const [rule, reason] of [
    ['supply/not-studied', 'the landlord has the studies, breakers and impedances, and is asked for them'],
    ['cooling/pue-above-published', 'all units at full draw on the hottest day; the figure of a year is asked for'],
  ] as const) {
    Policy.acknowledge(site, rule, { reason, until });
  }
}
