import { App, TerraformStack } from 'cdktf';
import {
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Mass,
  Power,
  PowerZone,
  Site,
  type AdoptProps,
} from 'cdktf-ai-factory';
import {
  HGX_B200,
  IN_BAND_SWITCH,
  INFINIBAND_SWITCH,
  MANAGEMENT_SWITCH,
  QM9700_POWER,
  SITE_MEDIA,
  SN2201_POWER,
  SN4600C_POWER,
  UFM_SERVER,
} from '../../stacks/haein-hardware';

/** What a run of the program differs in. */
export interface RunningGasan {
  readonly outdir: string;
  readonly lockFile: string;
  /** Default: the four units that stand. */
  readonly count?: number;
  /** Default: nothing is adopted. */
  readonly adopt?: AdoptProps;
}

/** Haein's halls and hardware with room for a fifth unit: a row for its racks, and ports for its leaves. */
export function runningGasan({ outdir, lockFile, count = 127, adopt }: RunningGasan): { app: App; site: Site } {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'gasan-haein');
  const site = new Site(stack, 'gasan', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_200) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'A', racks: 11, accepts: ['system'] },
          { name: 'B', racks: 11, accepts: ['system'] },
          { name: 'N', racks: 8, accepts: ['switch', 'storage', 'server', 'ufm'] },
          { name: 'C', racks: 11, accepts: ['system'] },
          { name: 'D', racks: 11, accepts: ['system'] },
          { name: 'E', racks: 12, accepts: ['system'] },
        ],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.64.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.64.4.0/22', vlan: 100 },
      { name: 'in-band', purpose: 'in-band', cidr: '10.64.8.0/23', vlan: 200 },
    ],
    cableSlack: Length.metres(2),
    lockFile,
    media: SITE_MEDIA,
    policy: { asOf: '2026-11-01' },
  });
  const zone = new PowerZone(stack, 'hall', {
    site,
    rating: Power.megawatts(4),
    rows: ['A', 'B', 'N', 'C', 'D', 'E'],
    rackFeed: 'static-switch',
  });
  const haein = new GpuCluster(stack, 'haein', { site, system: HGX_B200, count, powerZones: [zone] });
  const compute = new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [haein],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
    ufm: { server: UFM_SERVER, count: 2, portsEach: 2 },
    reserveUnits: 5,
  });
  const inBand = new EthernetFabric(stack, 'in-band', {
    site,
    role: 'in-band',
    hosts: [haein],
    switch: IN_BAND_SWITCH,
    switchPower: SN4600C_POWER,
    upPerLeaf: 16,
    reserveUnits: 5,
  });
  new ManagementNetwork(stack, 'management', {
    site,
    manages: [haein, compute, inBand],
    switch: MANAGEMENT_SWITCH,
    switchPower: SN2201_POWER,
    spineSwitch: IN_BAND_SWITCH,
    spineSwitchPower: SN4600C_POWER,
    spines: 2,
  });
  if (adopt !== undefined) site.adopt(adopt);
  return { app, site };
}
