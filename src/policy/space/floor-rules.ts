import type { HallInput, RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import type { Rule } from '../rule';
import { failed, indeterminate, notApplicable, passed, type Verdict } from '../verdict';

const SQUARE_MILLIMETRES = 1_000_000;

const floorOverload = defineRule({
  id: 'space/floor-overload',
  severity: 'error',
  title: 'a rack with all that stands in it loads its footprint by at most what the floor bears',
  why: {
    text: 'A rack of 1.5 t on 600 mm x 1.2 m loads the floor by 2,083 kg/m2; a raised floor or an old slab bears less.',
    source: 'Floor limit of the hall as its structural engineer states it; rack weight and footprint of its maker',
  },
  check: (plan) => {
    const halls = plan.halls.filter(({ floorGramsPerSquareMetre }) => floorGramsPerSquareMetre !== undefined);
    if (halls.length === 0) return [notApplicable("no hall states what its floor bears ('floorLimit')")];
    const unweighed = new Set(
      plan.devices.filter(({ weightGrams }) => weightGrams === undefined).map(({ name }) => name),
    );
    const racks = new Map<string, RackPlan[]>(halls.map(({ name }) => [name, []]));
    for (const rack of plan.placement.racks) racks.get(rack.hall)?.push(rack);
    return halls.flatMap((hall) =>
      judgeHall(
        plan,
        hall,
        (racks.get(hall.name) ?? []).map((rack) => pressOf(rack, unweighed)),
      ),
    );
  },
});

/** Rules about the floor of a hall. */
export const floorRules: readonly Rule[] = [floorOverload];

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
