import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  AirHandlers,
  Cdu,
  Consumption,
  CoolingLoop,
  CoolingPumps,
  EnergyTarget,
  FlowRate,
  GpuCluster,
  HeatRejection,
  Length,
  Mass,
  Power,
  PowerZone,
  Site,
  Temperature,
} from 'cdktf-ai-factory';
import { cdus, defineSystem, systems, userFact } from 'cdktf-ai-factory/catalog';

/** 16 GB300 NVL72 with their heat followed from the cold plates to the towers. */
export function liquidCooled(app: App): Site {
  const stack = new TerraformStack(app, 'liquid-cooled');
  new LocalBackend(stack, { path: '../../../terraform.liquid-cooled.tfstate' });
  const site = new Site(stack, 'liquid-cooled', {
    halls: [
      {
        name: 'hall-1',
        rack: {
          model: 'MGX rack',
          units: 48,
          power: Power.kilowatts(145),
          maxLoad: Mass.kilograms(1_600),
          maxAirHeat: Power.kilowatts(30),
        },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: ['A', 'B'].map((name) => ({ name, racks: 8 })),
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.megawatts(3),
    rows: ['A', 'B'],
    rackFeed: 'static-switch',
  });
  const system = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'drawing of the rack', '2026-11') });
  new GpuCluster(zone, 'gb300', { system, count: 16 });
  coolingOf(site);
  return site;
}

/** Racks to towers: liquid by coolant distribution units, air by room units and chillers. */
function coolingOf(site: Site): void {
  const towerWater = new CoolingLoop(site, 'tower-water', { kind: 'facility', rise: Temperature.celsius(8) });
  const chilledWater = new CoolingLoop(site, 'chilled-water', {
    kind: 'facility',
    rejectsTo: towerWater,
    supply: Temperature.celsius(16),
    rise: Temperature.celsius(8),
  });
  const liquid = new CoolingLoop(site, 'rack-liquid', {
    kind: 'technology',
    halls: ['hall-1'],
    rejectsTo: towerWater,
    rise: Temperature.celsius(10),
    dewPoint: Temperature.celsius(17),
    pipeDiameter: Length.millimetres(200),
  });
  const air = new CoolingLoop(site, 'hall-air', {
    kind: 'air',
    halls: ['hall-1'],
    rejectsTo: chilledWater,
    supply: Temperature.celsius(24),
    rise: Temperature.celsius(12),
  });
  new Cdu(liquid, 'cdus', { spec: cdus.DESCHUTES });
  new AirHandlers(air, 'room-units', {
    kind: 'crah',
    capacity: Power.kilowatts(120),
    airflow: FlowRate.cubicMetresPerHour(28_800),
    approach: Temperature.celsius(6),
    power: Power.kilowatts(5),
  });
  new HeatRejection(chilledWater, 'chillers', {
    kind: 'chiller',
    capacity: Power.kilowatts(300),
    coefficientOfPerformance: 6,
  });
  new HeatRejection(towerWater, 'towers', {
    kind: 'cooling-tower',
    capacity: Power.megawatts(1.5),
    outdoor: Temperature.celsius(22),
    approach: Temperature.celsius(4),
    power: Power.kilowatts(15),
    waterConsumption: Consumption.litresPerKilowattHour(1.8),
  });
  new CoolingPumps(towerWater, 'tower-pumps', {
    flow: FlowRate.litresPerMinute(2_500),
    power: Power.kilowatts(15),
  });
  new EnergyTarget(site, 'energy', { pue: 1.25, electricalLossShare: 0.04 });
}

if (require.main === module) {
  const app = new App();
  liquidCooled(app);
  app.synth();
}
