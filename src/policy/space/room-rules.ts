import type { HallInput, RackLimits, RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';
import { bodyOf, racksOf, rowsOf } from './aisle-rules';

/** A rack unit, hundredths of a millimetre: 44.45 mm. */
const UNIT_HUNDREDTHS = 4_445;

const rowLongerThanHall = defineRule({
  id: 'space/row-longer-than-hall',
  severity: 'error',
  title: 'the racks of a row fit between the walls of its hall',
  why: {
    text: 'Positions that are beyond the wall are planned, fed and bought, and cannot be built.',
    source: "Layout of the hall ('width', 'rackPitch')",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ hall }) => hall.widthMillimetres !== undefined),
      ({ hall, row, path, object }) => {
        const width = hall.widthMillimetres ?? Infinity;
        const length = row.racks * hall.rackPitchMillimetres;
        if (length <= width) return undefined;
        const [is, has, over] = [length, width, length - width].map(inWords.millimetres);
        return failed({
          path,
          object,
          found: `${is} long`,
          limit: `${has}`,
          required: `${is}`,
          available: `${has}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(row.racks, 'rack')} x ${inWords.millimetres(hall.rackPitchMillimetres)} = ${is}; ${is} - ${has} = ${over}`,
          remedy: `give the row at most ${Math.floor(width / hall.rackPitchMillimetres)} 'racks', or correct 'width' of the hall`,
        });
      },
      "no hall states its 'width'",
    ),
});

const rackWiderThanPitch = defineRule({
  id: 'space/rack-wider-than-pitch',
  severity: 'error',
  title: 'a rack is at most as wide as its position',
  why: {
    text: 'Racks whose centres are closer than they are wide stand in each other.',
    source: "Layout of the hall ('rackPitch'); width of the rack by its vendor",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ row }) => bodyOf(row, 'widthMillimetres').most !== undefined),
      ({ hall, row, path, object }) => {
        const most = bodyOf(row, 'widthMillimetres').most ?? 0;
        const pitch = hall.rackPitchMillimetres;
        if (most <= pitch) return undefined;
        const [is, has, over] = [most, pitch, most - pitch].map(inWords.millimetres);
        return failed({
          path,
          object,
          found: `a rack ${is} wide`,
          limit: `${has}`,
          shortfall: `${over}`,
          arithmetic: `${is} - ${has} = ${over}`,
          remedy: "raise 'rackPitch' of the hall, or use narrower racks ('width')",
        });
      },
      "no rack states its 'width'",
    ),
});

const rackAboveDoor = defineRule({
  id: 'space/rack-above-door',
  severity: 'error',
  title: 'every rack passes the lowest door on its way in',
  why: {
    text: 'Racks of this kind come populated and upright; one that is taller than a door is not delivered.',
    source: "Layout of the hall ('doorHeight'); height of the rack by its vendor",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ hall }) => hall.doorMillimetres !== undefined),
      ({ hall, row, path, object }) => {
        const door = hall.doorMillimetres ?? Infinity;
        const { most, isKnown } = bodyOf(row, 'heightMillimetres');
        if (most !== undefined && most > door) {
          const [is, has, over] = [most, door, most - door].map(inWords.millimetres);
          return failed({
            path,
            object,
            found: `a rack ${is} tall`,
            limit: `${has}`,
            shortfall: `${over}`,
            arithmetic: `${is} - ${has} = ${over}`,
            remedy: "use lower racks ('height'), another way in ('doorHeight'), or have them built up in the hall",
          });
        }
        if (isKnown) return undefined;
        return indeterminate({
          path,
          object,
          unknown: 'the height of its racks',
          givenBy: "give 'height' of the rack",
        });
      },
      "no hall states its 'doorHeight'",
    ),
});

const unitsAboveRack = defineRule({
  id: 'space/units-above-rack',
  severity: 'error',
  title: 'the units of a rack fit in its height',
  why: {
    text: 'A rack of 48 U is at least 2,133.6 mm tall; more units than the body holds are places that do not exist.',
    source: 'EIA-310, a unit is 44.45 mm',
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).flatMap((at) =>
        racksOf(at.row).flatMap((rack) => (rack.body?.heightMillimetres === undefined ? [] : [{ ...at, rack }])),
      ),
      ({ path, object, rack }) => {
        const height = rack.body?.heightMillimetres ?? Infinity;
        if (rack.heightU * UNIT_HUNDREDTHS <= height * 100) return undefined;
        return failed({
          path,
          object: `${object}: rack '${rack.model}'`,
          found: `${rack.heightU} U in ${inWords.millimetres(height)}`,
          limit: `${Math.floor((height * 100) / UNIT_HUNDREDTHS)} U`,
          arithmetic: `${rack.heightU} U x 44.45 mm = ${tall(rack)} mm; ${tall(rack)} mm - ${inWords.number(height)} mm = ${inWords.number((rack.heightU * UNIT_HUNDREDTHS) / 100 - height)} mm`,
          remedy: "correct 'units' or 'height' of the rack",
        });
      },
      "no rack states its 'height'",
    ),
});

/** Rules about what fits in the room of a hall. */
export const roomRules: readonly Rule[] = [rowLongerThanHall, rackWiderThanPitch, rackAboveDoor, unitsAboveRack];

function tall({ heightU }: RackLimits): string {
  return inWords.number((heightU * UNIT_HUNDREDTHS) / 100);
}

const SQUARE_MILLIMETRES = 1_000_000;

const floorOverload = defineRule({
  id: 'space/floor-overload',
  severity: 'error',
  title: 'a rack with all that is in it loads its footprint by at most what the floor can carry',
  why: {
    text: 'A rack of 1.5 t on 600 mm x 1.2 m loads the floor by 2,083 kg/m2; a raised floor or an old slab carries less.',
    source: 'Floor limit of the hall as its structural engineer states it; rack weight and footprint of its vendor',
  },
  check: (plan) => {
    const halls = plan.halls.filter(({ floorGramsPerSquareMetre }) => floorGramsPerSquareMetre !== undefined);
    const unstated = heavyHalls(plan);
    if (halls.length === 0 && unstated.length === 0) {
      return [notApplicable("no hall states what its floor can carry ('floorLimit'), or has a rack of a tonne")];
    }
    const unweighed = new Set(
      plan.devices.filter(({ weightGrams }) => weightGrams === undefined).map(({ name }) => name),
    );
    const racks = new Map<string, RackPlan[]>(halls.map(({ name }) => [name, []]));
    for (const rack of plan.placement.racks) racks.get(rack.hall)?.push(rack);
    return [
      ...unstated,
      ...halls.flatMap((hall) =>
        judgeHall(
          plan,
          hall,
          (racks.get(hall.name) ?? []).map((rack) => pressOf(rack, unweighed)),
        ),
      ),
    ];
  },
});

/** Rules about the floor of a hall. */
export const floorRules: readonly Rule[] = [floorOverload];

/** Weight of a rack with its devices from which a floor that nobody states is not known, g: 1 t. */
const HEAVY_GRAMS = 1_000_000;

/** Halls with heavy racks whose floor nobody states. */
function heavyHalls(plan: SitePlan): Verdict[] {
  const racks = new Map<string, RackPlan[]>();
  for (const rack of plan.placement.racks) if (rack.devices.length > 0) addTo(racks, rack.hall, rack);
  return plan.halls.flatMap((hall) => {
    if (hall.floorGramsPerSquareMetre !== undefined) return [];
    const weights = (racks.get(hall.name) ?? [])
      .map((rack) => pressOf(rack, new Set()).grams)
      .filter((grams) => grams >= HEAVY_GRAMS);
    if (weights.length === 0) return [];
    const most = weights.reduce((top, grams) => Math.max(top, grams), 0);
    return [
      indeterminate({
        path: hall.path ?? plan.path,
        object: `hall '${hall.name}', ${inWords.count(weights.length, 'rack')} of ${inWords.grams(HEAVY_GRAMS)} or more`,
        unknown: `what its floor can carry, under up to ${inWords.grams(most)} a rack`,
        givenBy: "give 'floorLimit' of the hall",
      }),
    ];
  });
}

/** How a rack presses on the floor, by what is known of it. */
interface Press {
  readonly rack: RackPlan;
  /** Weight that is known, g. */
  readonly grams: number;
  /** Footprint, mm2; 0 where it is not known. */
  readonly area: number;
  readonly isKnown: boolean;
}

function pressOf(rack: RackPlan, unweighed: ReadonlySet<string>): Press {
  const { widthMillimetres = 0, depthMillimetres = 0, weightGrams } = rack.limits.body ?? {};
  const area = widthMillimetres * depthMillimetres;
  const hasAllWeights = weightGrams !== undefined && rack.devices.every(({ name }) => !unweighed.has(name));
  return { rack, grams: (weightGrams ?? 0) + rack.weightGrams, area, isKnown: area > 0 && hasAllWeights };
}

function judgeHall(plan: SitePlan, hall: HallInput, presses: readonly Press[]): Verdict[] {
  const limit = hall.floorGramsPerSquareMetre ?? Infinity;
  const isOver = ({ grams, area }: Press): boolean => area > 0 && grams * SQUARE_MILLIMETRES > limit * area;
  const over = presses.filter(isOver);
  const unknown = presses.filter((press) => !press.isKnown && !isOver(press));
  const path = hall.path ?? plan.path;
  const held = presses.length - over.length - unknown.length;
  const verdicts: Verdict[] = held > 0 ? [passed(held)] : [];
  const [first, ...rest] = over;
  if (first !== undefined) {
    const worst = rest.reduce((most, press) => (loadOf(press) > loadOf(most) ? press : most), first);
    verdicts.push(overload({ path, hall, limit }, over, worst));
  }
  if (unknown.length > 0) {
    verdicts.push(
      indeterminate({
        path,
        object: `hall '${hall.name}': ${inWords.count(unknown.length, 'rack')}, ${inWords.names(unknown.map(({ rack }) => rack.name))}`,
        unknown: 'the weight of the empty rack, its footprint, or the weight of a device in it',
        givenBy: "give 'weight', 'width' and 'depth' of the rack, and define models with their 'weight'",
      }),
    );
  }
  return verdicts;
}

function overload(
  { path, hall, limit }: { readonly path: string; readonly hall: HallInput; readonly limit: number },
  over: readonly Press[],
  worst: Press,
): Verdict {
  const { rack, grams, area } = worst;
  const { widthMillimetres = 0, depthMillimetres = 0, weightGrams = 0 } = rack.limits.body ?? {};
  const load = loadOf(worst);
  const own = weightGrams === 0 ? '' : `${inWords.grams(weightGrams)} + ${inWords.grams(rack.weightGrams)} = `;
  const size = `${inWords.millimetres(widthMillimetres)} x ${inWords.millimetres(depthMillimetres)}`;
  return failed({
    path,
    object: `hall '${hall.name}': ${inWords.count(over.length, 'rack')}, ${inWords.names(over.map((press) => press.rack.name))}`,
    found: `'${rack.name}' loads its footprint by ${perSquareMetre(load)}`,
    limit: perSquareMetre(limit),
    required: perSquareMetre(load),
    available: perSquareMetre(limit),
    shortfall: perSquareMetre(load - limit),
    arithmetic:
      `${own}${inWords.grams(grams)} on ${size} = ${inWords.number(area / SQUARE_MILLIMETRES, 4)} m2; ` +
      `${perSquareMetre(load)} - ${perSquareMetre(limit)} = ${perSquareMetre(load - limit)}`,
    remedy:
      "place fewer devices in each rack ('systemsPerRack', 'power'), spread the load under the rack, or use a hall with a stronger floor",
  });
}

function loadOf({ grams, area }: Press): number {
  return area === 0 ? 0 : (grams * SQUARE_MILLIMETRES) / area;
}

function perSquareMetre(grams: number): string {
  return `${inWords.number(grams / 1_000, 3)} kg/m2`;
}

/** Highest density that a reference architecture prints for racks cooled by air: four DGX B300 on AC. */
const AIR_COOLED_RACK_WATTS = 56_000;

const hallFull = defineRule({
  id: 'space/hall-full',
  severity: 'info',
  title: 'a hall keeps at least one rack position free',
  why: {
    text: 'A spare system, or one more switch, needs a place that the hall no longer has.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      racksByHall(plan),
      ([object, racks]) => {
        if (racks.some(({ devices }) => devices.length === 0)) return undefined;
        const free = racks.reduce((sum, { limits, usedU }) => sum + limits.heightU - usedU, 0);
        const all = racks.reduce((sum, { limits }) => sum + limits.heightU, 0);
        return failed({
          path: plan.path,
          object,
          found: `no free rack of ${racks.length}; ${inWords.number(free)} of ${inWords.number(all)} U free`,
          limit: 'at least 1 free rack',
          required: '1 rack',
          available: '0 racks',
          shortfall: '1 rack',
          arithmetic: `${racks.length} racks - ${racks.length} in use = 0`,
          remedy: "add 'racks' to a row, or a row to the hall",
        });
      },
      'the site has no rack',
    ),
});

const rackDensity = defineRule({
  id: 'space/rack-density',
  severity: 'info',
  title: `a rack without liquid cooling draws at most ${inWords.watts(AIR_COOLED_RACK_WATTS)}, the most that is published for racks cooled by air`,
  why: {
    text: 'Above the densities that reference architectures print for air, a rack needs liquid cooling.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX B300: four systems a rack on AC, about 56 kW',
  },
  check: (plan) => {
    const onLiquid = racksOnLiquid(plan);
    return judgeEach(
      racksByHall(plan),
      ([object, racks]) => {
        const dense = racks.filter(({ name, loadWatts }) => loadWatts > AIR_COOLED_RACK_WATTS && !onLiquid.has(name));
        if (dense.length === 0) return undefined;
        const most = dense.reduce((top, rack) => (rack.loadWatts > top.loadWatts ? rack : top));
        const over = most.loadWatts - AIR_COOLED_RACK_WATTS;
        return failed({
          path: plan.path,
          object,
          found: `${inWords.count(dense.length, 'rack')} above it; the densest, '${most.name}', draws ${inWords.watts(most.loadWatts)}`,
          limit: inWords.watts(AIR_COOLED_RACK_WATTS),
          arithmetic: `${inWords.watts(most.loadWatts)} - ${inWords.watts(AIR_COOLED_RACK_WATTS)} = ${inWords.watts(over)}`,
          remedy: 'cool these racks with liquid, or place fewer systems in each',
        });
      },
      'the site has no rack',
    );
  },
});

/** Rules about halls. */
export const hallRules: readonly Rule[] = [hallFull, rackDensity];

/** Racks whose heat goes into liquid that a loop takes. */
function racksOnLiquid({ cooling }: SitePlan): ReadonlySet<string> {
  const served = (cooling?.sources ?? []).filter(({ technologyLoop }) => technologyLoop !== undefined);
  return new Set(served.map(({ name }) => name));
}

/** Racks by hall, as findings call it. */
function racksByHall(plan: SitePlan): Map<string, RackPlan[]> {
  const halls = new Map<string, RackPlan[]>();
  for (const rack of plan.placement.racks) {
    const key = `hall '${rack.hall}'`;
    addTo(halls, key, rack);
  }
  return halls;
}
