import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Duration, Inventory, Phase, Power, Site } from 'cdktf-ai-factory';
import { assumed, defineSystem, powerProfile, systems, userFact } from 'cdktf-ai-factory/catalog';
import { addDsxHall, dsxHallProps, OPEN } from './dsx-hall';

const PUE = 1.2;

/** Supply by date: a quarter of a gigawatt a year. */
const SUPPLY = ['2030-01-01', '2031-01-01', '2032-01-01', '2033-01-01'] as const;

/** Halls of a quarter: 7 x 160 racks x 180 kW x 1.2 = 242 MW. */
const HALLS_A_PHASE = 7;

const QUARTER = Power.megawatts(250);

/** How large it is built: tests build one hall a phase. */
export interface GigawattOptions {
  /**
   * Halls of each phase.
   *
   * @default 7
   */
  readonly hallsPerPhase?: number;
}

/**
 * A gigawatt of Vera Rubin NVL72 in four phases by date of supply: 28 halls of 160 racks, each an envelope of 28.8 MW in which no rack is in MaxP for long. Dates, PUE
 * and what limits do are assumed, and listed in the site book. No fabric is planned: no source has the switches of a Vera Rubin pod.
 */
export function dsxGigawatt(app: App, { hallsPerPhase = HALLS_A_PHASE }: GigawattOptions = {}): Site {
  const stack = new TerraformStack(app, 'dsx-gigawatt');
  new LocalBackend(stack, { path: '../../../terraform.dsx-gigawatt.tfstate' });
  const system = defineSystem({
    ...systems.VR_NVL72,
    heightU: userFact(48, 'drawing of the rack', '2026-11'),
    scalableUnitNodes: userFact(18, 'a rack is delivered as one', '2026-11'),
  });
  const common = {
    rows: 16,
    racksPerRow: 10,
    racks: 160,
    system,
    maxP: powerProfile(system, 'MaxP'),
    active: Power.kilowatts(180),
    // What two of four shelves give.
    highest: Power.kilowatts(220),
    lowest: Power.kilowatts(60),
    zoneRating: Power.megawatts(5),
    leadTime: Duration.weeks(52),
    psuFeeds: { A: 2, B: 2 },
  };
  const names = SUPPLY.flatMap((_, phase) =>
    Array.from({ length: hallsPerPhase }, (__, index) => `hall-${phase * hallsPerPhase + index + 1}`),
  );
  const site = new Site(stack, 'dsx-gigawatt', {
    halls: names.map((name) => dsxHallProps({ ...common, name })),
    addressPools: [],
    // A lock of 4,480 racks has megabytes: whoever deploys it leaves `lockFile` out and keeps it beside the program.
    lockFile: false,
    inventory: Inventory.embedded({ split: 'hall' }),
    loadFigure: 'capped',
    supply: assumed({ peakRatio: PUE }, { why: 'until the cooling is designed', ...OPEN }),
    policy: { asOf: '2026-11-01' },
  });
  const quarter = QUARTER.times(hallsPerPhase / HALLS_A_PHASE);
  SUPPLY.forEach((date, index) => {
    const phase = new Phase(site, `quarter-${index + 1}`, {
      date,
      contractPower: quarter.times(index + 1),
      itPower: quarter.times((index + 1) / PUE),
    });
    for (const name of names.slice(index * hallsPerPhase, (index + 1) * hallsPerPhase)) {
      addDsxHall(site, { ...common, name, phase });
    }
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  dsxGigawatt(app);
  app.synth();
}
