import { App, TerraformStack } from 'cdktf';
import {
  DataRate,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
} from 'cdktf-ai-factory';
import type { CableMedia, SiteProps } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { HALL } from './small-site';

const METRE = 1_000;

const ONE_LINK = { linksPerCable: 1, linksPerATransceiver: 1, linksPerBTransceiver: 1 };

/** Media of the operator's own: the catalogue has none at 1 Gb/s, and none for ports of 200 Gb/s without a connector. */
const MEDIA: readonly CableMedia[] = [
  { medium: 'twisted-pair', rateBits: 1e9, cablePart: 'Cat6A', reachMillimetres: 90 * METRE, ...ONE_LINK },
  { medium: 'multimode', rateBits: 200e9, cablePart: 'OM4', reachMillimetres: 70 * METRE, ...ONE_LINK },
  { medium: 'multimode', rateBits: 100e9, cablePart: 'OM4', reachMillimetres: 70 * METRE, ...ONE_LINK },
];

/** A cluster of a grown site. */
export interface Member {
  readonly name: string;
  readonly count: number;
  readonly reserveUnits?: number;
}

/** What a grown site differs in. */
export interface GrownSiteInput {
  readonly outdir: string;
  /** Clusters in the order in which the program declares them. */
  readonly members: readonly Member[];
  readonly props?: Partial<SiteProps>;
  /** Props that need the app, such as an inventory with a stack beside the site. */
  readonly propsIn?: (app: App) => Partial<SiteProps>;
  /** Rating of the one zone. */
  readonly rating?: Power;
}

/** An app with one site: clusters, each with a compute fabric of its own, one in-band network and one for management. */
export interface GrownSite {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly site: Site;
}

/** A site as a program would declare it; each call is a new run of that program. */
export function grownSite({
  outdir,
  members,
  props = {},
  propsIn,
  rating = Power.megawatts(2),
}: GrownSiteInput): GrownSite {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [
      {
        ...HALL,
        rows: [
          { name: 'A', racks: 14, accepts: ['system'] },
          { name: 'N', racks: 6, accepts: ['switch'] },
          { name: 'B', racks: 14, accepts: ['system'] },
        ],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
      { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.3.0.0/24' },
    ],
    cableSlack: Length.metres(2),
    lockFile: false,
    media: MEDIA,
    ...props,
    ...propsIn?.(app),
  });
  new PowerZone(stack, 'zone-a', { site, rating, rows: ['A', 'N', 'B'], rackFeed: 'static-switch' });
  const clusters = members.map(
    ({ name, ...sizes }) => new GpuCluster(stack, name, { site, system: systems.DGX_B200, ...sizes }),
  );
  const fabrics = clusters.map(
    (cluster) =>
      new InfinibandFabric(stack, `compute-${cluster.name}`, {
        site,
        hosts: [cluster],
        switch: switches.QM9700,
        switchPower: Power.watts(1_700),
        tiers: 2,
      }),
  );
  const inBand = new EthernetFabric(stack, 'in-band', {
    site,
    role: 'in-band',
    hosts: clusters,
    switch: switches.SN5600,
    switchPower: Power.watts(1_000),
    portRate: DataRate.gigabitsPerSecond(200),
    portsPerHost: 2,
    tiers: 2,
    reserveUnits: 4,
  });
  new ManagementNetwork(stack, 'oob', {
    site,
    manages: [...clusters, ...fabrics, inBand],
    switch: switches.SN2201,
    switchPower: Power.watts(100),
    tiers: 2,
    spineSwitch: switches.SN5600,
    spineSwitchPower: Power.watts(1_000),
  });
  return { app, stack, site };
}
