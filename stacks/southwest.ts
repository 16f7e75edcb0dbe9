import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Duration, Inventory, Phase, Power, Site } from 'cdktf-ai-factory';
import { assumed, defineSystem, systems, userFact } from 'cdktf-ai-factory/catalog';
import { statedGpus } from 'cdktf-ai-factory/engines';
import { addDsxHall, dsxHallProps, OPEN } from './dsx-hall';

const START = Power.megawatts(20);
const PUE = 1.2;

/** Racks of 72 that hold 10,000 GPUs. */
const RACKS = 139;

/** How the program is run: tests keep no lock, and only the start. */
export interface SouthwestOptions {
  readonly lockFile?: false;
  readonly phases?: 1 | 2;
}

/**
 * The southwest: a start with 20 MW and 10,000 GPUs, and as much again. At 142 kW a rack 20 MW hold 8,424 GPUs; in an envelope at three quarters of that they hold 10,008.
 * Days, PUE and what limits do are assumed; the site of the memorandum is not official.
 */
export function southwest(app: App, { phases = 2 }: SouthwestOptions = {}): Site {
  const stack = new TerraformStack(app, 'southwest');
  new LocalBackend(stack, { path: '../../../terraform.southwest.tfstate' });
  const system = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'drawing of the rack', '2026-11') });
  const maxP = Power.kilowatts(142);
  const common = {
    rows: 18,
    racksPerRow: 8,
    racks: RACKS,
    system,
    maxP,
    // Three racks' power for four: 3 x 142 / 4.
    active: Power.kilowatts(106.5),
    highest: Power.kilowatts(132),
    lowest: Power.kilowatts(41),
    zoneRating: Power.megawatts(2.5),
    leadTime: Duration.weeks(40),
    psuFeeds: { A: 4, B: 4 },
  };
  const names = ['hall-1', 'hall-2'].slice(0, phases);
  const site = new Site(stack, 'southwest', {
    halls: names.map((name) => dsxHallProps({ ...common, name })),
    addressPools: [],
    // A lock of 278 racks is written beside the program by whoever deploys it: `lockFile` left out. Here there is none to keep.
    lockFile: false,
    inventory: Inventory.embedded({ split: 'hall' }),
    loadFigure: 'capped',
    supply: assumed({ peakRatio: PUE }, { why: 'until the cooling is designed', ...OPEN }),
    policy: {
      asOf: '2026-11-01',
      rules: [
        statedGpus({
          id: 'southwest/stated-gpus',
          gpus: 10_000,
          source: 'memorandum of October 2025, press: a start with 20 MW and 10,000 GPUs',
          within: START,
          pue: PUE,
          system,
          systemPower: common.active,
        }),
      ],
    },
  });
  const dates = ['2028-06-01', '2029-12-01'];
  names.forEach((name, index) => {
    const phase = new Phase(site, index === 0 ? 'start' : 'growth', {
      date: dates[index] ?? '',
      contractPower: START.times(index + 1),
      itPower: START.times((index + 1) / PUE),
    });
    addDsxHall(site, { ...common, name, phase });
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  southwest(app);
  app.synth();
}
