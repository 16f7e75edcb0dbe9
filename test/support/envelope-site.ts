import { App, TerraformStack } from 'cdktf';
import {
  Cdu,
  CoolingLoop,
  Current,
  GpuCluster,
  type GpuClusterProps,
  Length,
  Mass,
  Power,
  PowerZone,
  type PowerZoneProps,
  Site,
  type SiteProps,
  Voltage,
} from 'cdktf-ai-factory';
import { defineCdu, defineSystem, powerProfile, systems, userFact } from 'cdktf-ai-factory/catalog';
import { PowerEnvelope, type PowerEnvelopeProps } from 'cdktf-ai-factory/dsx';

const kW = (amount: number): Power => Power.kilowatts(amount);

/** Vera Rubin NVL72 with what its sources leave open: height and unit. */
export const RUBIN = defineSystem({
  ...systems.VR_NVL72,
  heightU: userFact(48, 'drawing', '2026-11'),
  scalableUnitNodes: userFact(18, 'drawing', '2026-11'),
});

/** How a site of a test differs from the one that holds all rules. */
export interface EnvelopeCase {
  readonly racks?: number;
  readonly cluster?: Partial<GpuClusterProps>;
  readonly zone?: Partial<PowerZoneProps>;
  readonly site?: Partial<SiteProps>;
  readonly member?: Partial<PowerEnvelopeProps['members'][number]>;
  readonly envelope?: Partial<PowerEnvelopeProps>;
  /** Racks of a second row, on a loop of its own, in the same zone. */
  readonly second?: number;
  /** Heat that each loop takes. */
  readonly cooling?: Power | 'none';
  readonly more?: (site: Site, cluster: GpuCluster) => void;
}

/**
 * Four racks of Vera Rubin NVL72 on two feeds of 1 MW behind static switches: 4 x 227 kW in MaxP are 908 kW, above the limit of 800 kW; at 190 kW they are 760 kW.
 */
export function envelopeSite(given: EnvelopeCase = {}): Site {
  const { racks = 4, cooling = kW(1_000) } = given;
  const stack = new TerraformStack(new App(), 'dsx');
  const site = new Site(stack, 'rubin', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: 'MGX rack', units: 48, power: kW(240), maxLoad: Mass.kilograms(2_500) },
        rowPitch: Length.metres(3.6),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'A', racks: given.second === undefined ? racks : racks - given.second },
          ...(given.second === undefined ? [] : [{ name: 'B', racks: given.second }]),
        ],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    ...given.site,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.megawatts(1),
    rows: given.second === undefined ? ['A'] : ['A', 'B'],
    rackFeed: 'static-switch',
    rackFeedSpec: {
      volts: Voltage.volts(480),
      phases: 3,
      powerFactor: 0.98,
      cords: 4,
      breaker: Current.amperes(100),
    },
    ...given.zone,
  });
  const cluster = new GpuCluster(zone, 'vr', {
    system: RUBIN,
    systemPower: powerProfile(RUBIN, 'MaxP'),
    count: racks,
    ...given.cluster,
  });
  if (cooling !== 'none') {
    for (const row of ['A', ...(given.second === undefined ? [] : ['B'])]) {
      const loop = new CoolingLoop(site, `tcs-${row.toLowerCase()}`, { kind: 'technology', rows: [row] });
      const spec = defineCdu({
        id: 'cdu-of-test',
        model: 'CDU',
        manufacturer: 'Maker',
        capacity: userFact(cooling, 'quote', '2026-11'),
      });
      new Cdu(site, `cdu-${row.toLowerCase()}`, { spec, loop, count: 1 });
    }
  }
  given.more?.(site, cluster);
  new PowerEnvelope(site, 'hall-1', {
    members: [
      {
        cluster,
        limit: powerProfile(RUBIN, 'MaxQ'),
        lowest: kW(60),
        afterReset: kW(190),
        rackCooling: kW(230),
        ...given.member,
      },
    ],
    brakeBy: 'hardware',
    ...given.envelope,
  });
  return site;
}
