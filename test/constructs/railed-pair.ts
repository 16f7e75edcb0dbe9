import {
  ConvergedPair,
  type ConvergedLinkProps,
  DataRate,
  GpuCluster,
  type GpuClusterProps,
  Power,
  PowerZone,
  type Site,
} from 'cdktf-ai-factory';
import { defineSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import { HALL, smallSite } from './small-site';

/** An NVL72 rack of 48 U, as its drawing says. */
export const NVL72 = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'drawing of the racks', '2026-10') });

/** What a test changes of the pair. */
export interface RailedPair {
  readonly cluster?: Partial<GpuClusterProps>;
  readonly link?: Partial<ConvergedLinkProps>;
}

/** Systems whose four ports of 400 Gb/s each end on a pair of cores, with a BMC on one of two out-of-band switches. */
export function railedPair({ cluster = {}, link = {} }: RailedPair = {}): { site: Site; gpu: GpuCluster } {
  const rack = { ...HALL.rack, power: Power.kilowatts(150) };
  const { site } = smallSite({ halls: [{ ...HALL, rack }] });
  const zone = new PowerZone(site, 'zone', { rating: Power.megawatts(1), rows: ['A'], redundancy: 'N' });
  const gpu = new GpuCluster(zone, 'gpu', { system: systems.DGX_H100, count: 4, ...cluster } as GpuClusterProps);
  const portRate = DataRate.gigabitsPerSecond(400);
  new ConvergedPair(zone, 'core', {
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    runs: [
      { name: 'gpu', portRate },
      { name: 'isl', portRate },
    ],
    groups: [
      {
        name: 'nodes',
        devices: gpu,
        links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2', 'p3', 'p4'], connector: 'QSFP112', rails: 4, ...link }],
        oobPorts: ['BMC'],
      },
    ],
    isl: { run: 'isl', cages: { total: 4 } },
    oob: { switch: switches.SN2201, names: ['oob-1', 'oob-2'], switchPower: Power.watts(150) },
  });
  return { site, gpu };
}
