import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  Busway,
  Cdu,
  CoolingLoop,
  Current,
  Duration,
  FlowRate,
  GpuCluster,
  HeatRejection,
  Length,
  Mass,
  Power,
  PowerZone,
  Rectifier,
  Site,
  Temperature,
  Utility,
  Voltage,
} from 'cdktf-ai-factory';
import { assumed, cdus, defineSystem, directCurrent, powerProfile, systems, userFact } from 'cdktf-ai-factory/catalog';
import { PowerEnvelope } from 'cdktf-ai-factory/dsx';

const RACKS = 12;

/** Twelve Vera Rubin NVL72 on the power of eight: an envelope that they share, on two branches of 800 V direct current. */
export function powerEnvelope(app: App): Site {
  const stack = new TerraformStack(app, 'power-envelope');
  new LocalBackend(stack, { path: '../../../terraform.power-envelope.tfstate' });
  const site = new Site(stack, 'power-envelope', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: 'MGX rack', units: 48, power: Power.kilowatts(230), maxLoad: Mass.kilograms(2_000) },
        rowPitch: Length.metres(3.6),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: RACKS + 1 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    loadFigure: 'capped',
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.megawatts(2),
    rows: ['A'],
    sources: { A: branch(site, 'a'), B: branch(site, 'b') },
    rackFeedSpec: { volts: Voltage.volts(800), phases: 1, powerFactor: 1, cords: 2, breaker: Current.amperes(200) },
  });
  const system = defineSystem({
    ...systems.VR_NVL72,
    heightU: userFact(48, 'drawing of the rack', '2026-11'),
    scalableUnitNodes: userFact(18, 'one rack is delivered as one', '2026-11'),
  });
  const cluster = new GpuCluster(zone, 'rubin', {
    system,
    systemPower: powerProfile(system, 'MaxP'),
    count: RACKS,
    powerCap: Power.kilowatts(130),
    psuFeeds: { A: 2, B: 2 },
  });
  cooling(site);
  new PowerEnvelope(site, 'hall-1-envelope', {
    members: [
      {
        cluster,
        // Two of four shelves give 220 kW when a feed is lost: MaxP is above that.
        highest: Power.kilowatts(220),
        ...assumed(
          { lowest: Power.kilowatts(60), afterReset: Power.kilowatts(130), rackCooling: Power.kilowatts(227) },
          { why: 'no source states it for Vera Rubin NVL72', owner: 'supplier of the racks', until: '2027-06-30' },
        ),
      },
    ],
    limit: Power.kilowatts(1_580),
    brakeBy: 'hardware',
    stands: [{ of: 'feed', share: 1.25, time: Duration.minutes(1) }],
    feedTag: 'hall-1',
  });
  return site;
}

/** Three power racks of 660 kW on one bus of 800 V. */
function branch(site: Site, side: string): Busway {
  const grid = new Utility(site, `grid-${side}`, {
    volts: Voltage.kilovolts(22.9),
    rating: Power.megawatts(3),
    powerFactor: 0.98,
    feed: side.toUpperCase(),
  });
  const dc = { volts: directCurrent.BRANCH.value, wiring: 'dc', feed: side.toUpperCase() } as const;
  const racks = [1, 2, 3].map(
    (number) =>
      new Rectifier(site, `power-rack-${side}${number}`, {
        ...dc,
        rating: directCurrent.POWER_RACK.value,
        efficiency: directCurrent.RECTIFIER_EFFICIENCY.value,
        fedFrom: grid,
        limitShare: 1,
        heatTo: 'outside',
      }),
  );
  return new Busway(site, `bus-${side}`, { ...dc, rating: Power.megawatts(2), fedFrom: racks, draws: 'parallel' });
}

function cooling(site: Site): void {
  const towers = new CoolingLoop(site, 'tower-water', { kind: 'facility', rise: Temperature.celsius(8) });
  const liquid = new CoolingLoop(site, 'rack-liquid', {
    kind: 'technology',
    halls: ['hall-1'],
    rejectsTo: towers,
    rise: Temperature.celsius(10),
  });
  new Cdu(liquid, 'cdus', { spec: cdus.DESCHUTES, count: 3 });
  new HeatRejection(towers, 'coolers', {
    kind: 'dry-cooler',
    capacity: Power.megawatts(1),
    count: 3,
    flow: FlowRate.litresPerMinute(2_400),
  });
}

if (require.main === module) {
  const app = new App();
  powerEnvelope(app);
  app.synth();
}
