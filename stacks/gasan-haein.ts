import { join } from 'node:path';
import { LocalBackend, TerraformStack, type App } from 'cdktf';
import {
  DataRate,
  DataSize,
  GpuCluster,
  InfinibandFabric,
  Inventory,
  EthernetFabric,
  Length,
  ManagementNetwork,
  Mass,
  Policy,
  Power,
  PowerZone,
  Site,
  StorageTier,
} from 'cdktf-ai-factory';
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
} from './haein-hardware';

/** Racks of 44 kW: what is said of Gasan, unconfirmed, and so a prop. */
const RACK = { model: '48 U rack', units: 48, power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_200) };

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
    policy: { asOf: '2026-11-01' },
    tags: { operator: 'haein' },
  });
  const east = new PowerZone(site, 'east', { rating: Power.megawatts(1.5), rows: ['A', 'B'] });
  const west = new PowerZone(site, 'west', { rating: Power.megawatts(1.5), rows: ['C', 'D', 'N'] });
  const haein = new GpuCluster(site, 'haein', { system: HGX_B200, count: 127, powerZones: [east, west] });
  const compute = new InfinibandFabric(site, 'compute', {
    hosts: [haein],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
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
    switchPower: QM9700_POWER,
  });
  const inBand = new EthernetFabric(site, 'in-band', {
    role: 'in-band',
    hosts: [haein],
    switch: IN_BAND_SWITCH,
    switchPower: SN4600C_POWER,
    upPerLeaf: 16,
  });
  new ManagementNetwork(site, 'management', {
    manages: [haein, compute, scratch, storage, inBand],
    switch: MANAGEMENT_SWITCH,
    switchPower: SN2201_POWER,
    spineSwitch: IN_BAND_SWITCH,
    spineSwitchPower: SN4600C_POWER,
    spines: 2,
  });
  for (const zone of [east, west]) {
    Policy.acknowledge(zone, 'power/down-on-feed-loss', {
      reason:
        'the rental contract promises restart from checkpoint after the loss of a feed; static switches come with the next rack order',
      until: '2027-06-30',
    });
  }
  Policy.acknowledge(storage, 'fabric/no-subnet-manager', {
    reason: 'two leaves of the storage fabric run the subnet manager, one in standby',
    until: '2027-06-30',
  });
  return stack;
}
