import { planPlacement } from '../src/design/placement/plan-placement';
import type { DeviceInput, HallInput } from '../src/model/placement-plan';

const UNITS = 254;
const SYSTEMS_PER_UNIT = 32;
const LEAVES_PER_UNIT = 8;
const SPINES = 512;

function device(name: string, unit: string, props: Pick<DeviceInput, 'kind' | 'heightU' | 'maxWatts'>): DeviceInput {
  return { name, unit, model: props.kind, path: `site/${name}`, ...props };
}

/** 8,128 systems in 254 units with their leaves, and the spines over them. */
function devices(): DeviceInput[] {
  const systems: DeviceInput[] = [];
  const leaves: DeviceInput[] = [];
  for (let unit = 1; unit <= UNITS; unit += 1) {
    for (let n = 1; n <= SYSTEMS_PER_UNIT; n += 1) {
      systems.push(device(`su${unit}-n${n}`, `su${unit}`, { kind: 'system', heightU: 10, maxWatts: 14_300 }));
    }
    for (let n = 1; n <= LEAVES_PER_UNIT; n += 1) {
      leaves.push(device(`su${unit}-leaf${n}`, `su${unit}`, { kind: 'switch', heightU: 1, maxWatts: 1_700 }));
    }
  }
  const spines = Array.from({ length: SPINES }, (_, n) =>
    device(`spine${n + 1}`, 'spines', { kind: 'switch', heightU: 1, maxWatts: 1_700 }),
  );
  return [...systems, ...leaves, ...spines];
}

/** 2,500 racks in 125 rows. */
const HALL: HallInput = {
  name: 'hall',
  rowPitchMillimetres: 3_000,
  rackPitchMillimetres: 600,
  riserMillimetres: 1_500,
  rows: Array.from({ length: 125 }, (_, index) => ({
    name: `R${index + 1}x`,
    racks: 20,
    zone: `zone-${Math.floor(index / 5) + 1}`,
    rack: { model: 'rack', heightU: 48, budgetWatts: 60_000 },
  })),
};

/** Prints how long the placement of a site of 8,128 systems takes, without a lock and with one. */
export function benchPlacement(): void {
  const list = devices();
  const first = timed(() => planPlacement({ halls: [HALL], devices: list }));
  const lock = Object.fromEntries(first.result.positions);
  const second = timed(() => planPlacement({ halls: [HALL], devices: list, lock }));
  const crowded = timed(() => planPlacement({ halls: [{ ...HALL, rows: HALL.rows.slice(0, 60) }], devices: list }));
  console.log(`placement of ${list.length} devices in ${first.result.racks.length} racks`);
  console.log(`  first ${first.milliseconds} ms, ${first.result.unplaced.length} unplaced`);
  console.log(`  with a lock ${second.milliseconds} ms`);
  console.log(`  in half of the racks ${crowded.milliseconds} ms, ${crowded.result.unplaced.length} unplaced`);
}

function timed<T>(run: () => T): { result: T; milliseconds: number } {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: Math.round(performance.now() - start) };
}

if (require.main === module) benchPlacement();
