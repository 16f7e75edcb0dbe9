import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Duration, GpuCluster, Length, Mass, Phase, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { statedGpus } from 'cdktf-ai-factory/engines';
import { defineSystem, systems, userFact } from 'cdktf-ai-factory/catalog';

const START = Power.megawatts(20);
const PUE = 1.2;
const ROWS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'];

/** A site that starts with 20 MW and doubles: what comes when, what must be ordered by when, and whether the stated GPUs fit. */
export function twentyMegawattStart(app: App): Site {
  const stack = new TerraformStack(app, 'twenty-megawatt-start');
  new LocalBackend(stack, { path: '../../../terraform.twenty-megawatt-start.tfstate' });
  const system = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'drawing of the rack', '2026-11') });
  const systemPower = Power.kilowatts(142);
  const site = new Site(stack, 'southwest', {
    halls: ['hall-1', 'hall-2'].map((name) => ({
      name,
      rack: { model: 'MGX rack', units: 48, power: Power.kilowatts(145), maxLoad: Mass.kilograms(1_600) },
      rowPitch: Length.metres(3.6),
      rackPitch: Length.millimetres(600),
      riser: Length.metres(1.5),
      rows: ROWS.map((row) => ({ name: row, racks: 8 })),
    })),
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    supply: { peakRatio: PUE },
    policy: {
      asOf: '2026-11-01',
      rules: [
        statedGpus({
          id: 'southwest/stated-gpus',
          gpus: 10_000,
          source: 'press, 2025-12-22: a start with 20 MW and 10,000 GPUs',
          within: START,
          pue: PUE,
          system,
          systemPower,
        }),
      ],
    },
  });
  const start = new Phase(site, 'start', { date: '2028-03-31', contractPower: START });
  const doubled = new Phase(site, 'doubled', { date: '2029-09-30', contractPower: START.times(2) });
  const powerZones = ['hall-1', 'hall-2'].flatMap((hall) =>
    ROWS.map(
      (row) =>
        new PowerZone(site, `${hall}-${row.toLowerCase()}`, {
          rating: Power.megawatts(1.6),
          rows: [`${hall}/${row}`],
          rackFeed: 'static-switch',
        }),
    ),
  );
  new GpuCluster(site, 'gb300', {
    system,
    systemPower,
    count: 192,
    powerZones,
    leadTime: Duration.weeks(40),
    deliveries: [
      { phase: start, systems: 96 },
      { phase: doubled, systems: 96 },
    ],
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  const site = twentyMegawattStart(app);
  for (const { name, date, gpus, loadWatts, purchases } of site.plan.phases ?? []) {
    const load = Power.watts(loadWatts).toString();
    console.log(`${name}, ${date}: ${gpus} GPUs, ${load}, order by ${purchases[0]?.lastOrderDate ?? 'any day'}`);
  }
  app.synth();
}
