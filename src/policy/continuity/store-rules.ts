import type { ContinuityPlan, RideThrough } from '../../model/continuity-plan';
import type { PowerNodePlan } from '../../model/power-node';
import type { ConsumableInput } from '../../model/shared-loss';
import type { SitePlan } from '../../model/site-plan';
import { named, addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { chainWords } from '../power/chain-rules';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, judgeEach, notApplicable, type Rule, type Verdict } from '../engine/rule';

/** Why there are rules about transfers. */
export const BRIDGE = {
  text: 'Between the loss of a source and the generators that replace it a site lives on what it stores.',
  source: 'Figures of stores, generators and transfer switches as given; NFPA 110 type 10: 10 s to load',
};
/** Why no rule about the chain applies to a site without one. */
export const NO_NODES = 'the site names no node of its power chain';
/** Why no rule about transfers applies to a site. */
export const NO_TRANSFER = 'no loss of a node is followed by a transfer';

/**
 * Margin by which seconds in proportion to the load must be above a gap: they are the most that a store lasts.
 *
 * @see IEEE Std 485-2020: design margin of 10 to 15 %
 */
const PROPORTION_MARGIN = 0.15;

const rideThroughShort = defineRule({
  id: 'continuity/ride-through-short',
  severity: 'error',
  title: 'at the end of its life a UPS or BESS carries its load until another source does, whatever node is lost',
  why: BRIDGE,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ rideThroughs }) => byStore(rideThroughs.filter(({ isUnstudied }) => isUnstudied !== true)),
      (rides) => judgeStore(plan, rides, (ride) => ride.lostWatts !== 0),
      NO_TRANSFER,
    ),
});

const storeRunsOut = defineRule({
  id: 'continuity/store-runs-out',
  severity: 'warning',
  title: 'no UPS or BESS is empty before another source carries its load, though other feeds do meanwhile',
  why: {
    text: 'What stands on a feed whose store is empty runs without redundancy, and on stores that empty faster.',
    source: BRIDGE.source,
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ rideThroughs }) => {
        const known = knownOnly(rideThroughs);
        return byStore(known.filter(({ isUnstudied, lostWatts }) => isUnstudied !== true && !(Number(lostWatts) > 0)));
      },
      (rides) => {
        const verdict = judgeStore(plan, rides, ({ lostWatts }) => lostWatts === 0);
        return verdict?.outcome === 'failed' ? verdict : undefined;
      },
      NO_TRANSFER,
    ),
});

const maintenanceShort = defineRule({
  id: 'continuity/ride-through-in-maintenance',
  severity: 'warning',
  title: 'while one UPS or BESS is out, the others carry its load too when a source is lost',
  why: {
    text: 'A UPS is maintained every year: the other one then carries all, and empties in less than half the time.',
    source: 'Figures of stores as given; a promise is a failure study that names the UPS, which makes it an error',
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ rideThroughs }) => byStore(knownOnly(rideThroughs).filter(({ isUnstudied }) => isUnstudied === true)),
      (rides) => judgeStore(plan, rides, ({ lostWatts }) => lostWatts !== 0),
      'no UPS or BESS stands in for another when a source is lost',
    ),
});

const fuelShort = defineRule({
  id: 'continuity/fuel-short',
  severity: 'error',
  title: 'the fuel at hand lasts as long as it must at the highest load that a loss puts on a generator',
  why: {
    text: 'A generator without fuel is no generator; how long it must run is promised to tenants.',
    source: "Hours and fuel as given in 'supply'; litres = kW x h x litres per kWh",
  },
  check: (plan) => [
    ...judgeContinuity(
      plan,
      ({ fuel }) =>
        whereLoadIsKnown(
          plan,
          fuel.filter(({ requiredHours }) => requiredHours !== undefined),
          { nodeOf: ({ generator }) => generator, fails: ({ hours, requiredHours = 0 }) => hours < requiredHours },
        ),
      ({ generator, loadWatts, fuelLitres, hours, requiredHours = 0 }) => {
        if (hours >= requiredHours) return undefined;
        const needed = (fuelLitres * requiredHours) / hours;
        const from = named(plan.power.chain?.nodes ?? [], generator)?.supply?.fuelSource;
        return failed({
          path: nodePath(plan, generator),
          object: `generator '${generator}' at ${inWords.watts(loadWatts)}`,
          found: `${inWords.number(hours, 1)} h of fuel`,
          limit: `${inWords.number(requiredHours, 1)} h${from === undefined ? '' : ` until more comes (${from})`}`,
          required: `${inWords.number(needed, 0)} L`,
          available: `${inWords.number(fuelLitres, 0)} L`,
          shortfall: `${inWords.number(needed - fuelLitres, 0)} L`,
          arithmetic: `${inWords.number(fuelLitres, 0)} L / ${inWords.number(fuelLitres / hours, 1)} L/h = ${inWords.number(hours, 1)} h`,
          remedy: "raise 'fuel', or lower 'requiredFuel'",
        });
      },
      'no generator states its fuel and the hours that it must last',
    ),
    ...fuelUnknown(plan),
  ],
});

/** Generators that carry in some state and do not say how long they can: one verdict for all. */
function fuelUnknown({ power: { chain } }: SitePlan): readonly Verdict[] {
  const asked = {
    fuelLitres: 'fuel',
    fuelLitresPerKilowattHour: 'fuelConsumption',
    requiredFuelHours: 'requiredFuel',
    fuelSource: 'fuelSource',
  };
  const missing = (node: PowerNodePlan): readonly string[] =>
    Object.entries(asked).flatMap(([key, prop]) =>
      node.supply?.[key as keyof typeof asked] === undefined ? [`'${prop}'`] : [],
    );
  const sets = chain === undefined ? [] : chainWords.there(chain).filter(({ kind }) => kind === 'generator');
  const open = sets.filter((node) => Math.max(node.loadWatts, node.worst.loadWatts) > 0 && missing(node).length > 0);
  const [first] = open;
  if (first === undefined) return [];
  return [
    indeterminate({
      path: first.path,
      object: `fuel of ${inWords.names(open.map(({ name }) => name))}`,
      unknown: 'how long the fuel at hand lasts, how long it must last, or where more comes from',
      givenBy: `give ${[...new Set(open.flatMap(missing))].join(', ')} in 'supply' of each generator`,
    }),
  ];
}

const consumableShort = defineRule({
  id: 'continuity/consumable-short',
  severity: 'error',
  title: 'what is used up is at hand for as long as it must last, and has a source',
  why: {
    text: 'What runs out stops all that needs it: units without glycol or nitrogen stop as a generator without fuel does.',
    source: 'Store, use a day and hours as given; hours = store x 24 / use a day',
  },
  check: ({ consumables = [] }) => {
    const known = consumables.filter((each) => missingOf(each).length === 0);
    const open = consumables.filter((each) => missingOf(each).length > 0);
    const [first] = open;
    const verdicts = judgeEach(known, consumableVerdict, "the site names no 'Consumable'");
    if (first === undefined) return verdicts;
    return [
      ...(known.length === 0 ? [] : verdicts),
      indeterminate({
        path: first.path,
        object: `store of ${inWords.names(open.map(({ name }) => name))}`,
        unknown: 'how long it lasts, how long it must last, or where more comes from',
        givenBy: `give ${open.map((each) => `${missingOf(each).join(', ')} of '${each.name}'`).join('; ')}`,
      }),
    ];
  },
});

function missingOf({ storeLitres, litresPerDay, requiredHours, source }: ConsumableInput): readonly string[] {
  return Object.entries({ store: storeLitres, perDay: litresPerDay, lasts: requiredHours, source }).flatMap(
    ([prop, value]) => (value === undefined ? [`'${prop}'`] : []),
  );
}

function consumableVerdict(consumable: ConsumableInput): Verdict | undefined {
  const { name, path, what, of, storeLitres = 0, litresPerDay = 0, requiredHours = 0, source = '' } = consumable;
  const hours = (storeLitres * 24) / litresPerDay;
  if (hours >= requiredHours) return undefined;
  const needed = (litresPerDay * requiredHours) / 24;
  const litres = (amount: number): string => `${inWords.number(amount)} L`;
  return failed({
    path,
    object: `${what} '${name}' of ${inWords.names(of.map((thing) => thing.name))}`,
    found: `${inWords.number(hours, 1)} h at hand`,
    limit: `${inWords.number(requiredHours, 1)} h until more comes (${source})`,
    required: litres(needed),
    available: litres(storeLitres),
    shortfall: litres(needed - storeLitres),
    arithmetic: `${litres(storeLitres)} x 24 h / ${litres(litresPerDay)} a day = ${inWords.number(hours, 1)} h`,
    remedy: "raise 'store', or lower 'lasts' by a source that is faster",
  });
}

/** Rules about stores that carry their load through a transfer, and about what is used up. */
export const storeRules: readonly Rule[] = [
  rideThroughShort,
  storeRunsOut,
  maintenanceShort,
  fuelShort,
  consumableShort,
];

/** Judges a part of the continuity plan, where the site has one. */
export function judgeContinuity<T>(
  plan: SitePlan,
  objects: (continuity: ContinuityPlan) => readonly T[],
  judge: (object: T) => Verdict | undefined,
  noObject: string,
): readonly Verdict[] {
  const { continuity } = plan.power;
  return continuity === undefined ? [notApplicable(NO_NODES)] : judgeEach(objects(continuity), judge, noObject);
}

/** Construct path of a node. */
export function nodePath({ path, power }: SitePlan, name: string): string {
  return named(power.chain?.nodes ?? [], name)?.path ?? path;
}

/** What is lost, and what is out beside it. */
export type Loss = Pick<RideThrough, 'lost' | 'alsoOut' | 'isUnstudied'>;

/** Whether a study names what is out beside what is lost, or nothing is. */
export function isStudied({ isUnstudied }: Loss): boolean {
  return isUnstudied !== true;
}

/** What is lost, in the words of a message. */
export function lossWords({ lost, alsoOut = [] }: Loss): string {
  const also = alsoOut.length === 0 ? '' : ` while ${inWords.names(alsoOut)} ${areOut(alsoOut)}`;
  return `when '${lost}' is lost${also}`;
}

/** `is out` or `are out`. */
export function areOut(names: readonly string[]): string {
  return names.length === 1 ? 'is out' : 'are out';
}

/** Other losses that do the same, for the arithmetic. */
export function alsoWords(all: readonly Loss[], worst: Loss): { readonly arithmetic?: string } {
  const others = [...new Set(all.map(lossWords))].filter((words) => words !== lossWords(worst));
  return others.length === 0
    ? {}
    : {
        arithmetic: `the same ${inWords.count(others.length, 'time')} more: ${others.slice(0, 3).join(', ')}${others.length > 3 ? ' and others' : ''}`,
      };
}

/** Groups in the order of their first members. */
export function byKey<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    addTo(groups, keyOf(each), each);
  }
  return [...groups.values()];
}

/** The first one of the highest amount; undefined of none. */
export function most<T>(all: readonly T[], amountOf: (one: T) => number): T | undefined {
  let found: T | undefined;
  let amount = -Infinity;
  for (const each of all) {
    const own = amountOf(each);
    if (own > amount) [found, amount] = [each, own];
  }
  return found;
}

function byStore(rides: readonly RideThrough[]): readonly (readonly RideThrough[])[] {
  return byKey(rides, ({ store }) => store);
}

/** Stores of which all is known, and that bring nothing down with all others in service: continuity/ride-through-short has the others. */
function knownOnly(rides: readonly RideThrough[]): readonly RideThrough[] {
  const short = new Set(
    rides
      .filter((ride) => isStudied(ride) && Number(ride.lostWatts) > 0 && shortOf(ride) > 0)
      .map(({ store }) => store),
  );
  return rides.filter(
    ({ store, gapSeconds, storedSeconds }) =>
      !short.has(store) && gapSeconds !== undefined && storedSeconds !== undefined,
  );
}

/** Seconds that a store lasts at the end of its life. */
function heldOf({ heldSeconds, storedSeconds, endOfLifeShare = 1 }: RideThrough): number | undefined {
  return heldSeconds ?? (storedSeconds === undefined ? undefined : storedSeconds * endOfLifeShare);
}

function shortOf(ride: RideThrough): number {
  return (ride.gapSeconds ?? 0) - (heldOf(ride) ?? Infinity);
}

/** One verdict on a store over all losses: the one that it is shortest in, else what is not known first. */
function judgeStore(
  plan: SitePlan,
  rides: readonly RideThrough[],
  counts: (ride: RideThrough) => boolean,
): Verdict | undefined {
  const isShort = (ride: RideThrough): boolean => ride.loadWatts > 0 && shortOf(ride) > 0;
  const bad = rides.filter((ride) => isShort(ride) && counts(ride));
  const worst = most(bad, (ride) => shortOf(ride));
  if (worst !== undefined) return runsOut(plan, worst, bad);
  for (const ride of rides) {
    const verdict = isShort(ride) ? undefined : notKnown(plan, ride);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function storeWords(ride: RideThrough): string {
  return `store '${ride.store}' at ${inWords.watts(ride.loadWatts)}, ${lossWords(ride)}`;
}

/** What is not known of a store that is not too short for sure. */
function notKnown(plan: SitePlan, ride: RideThrough): Verdict | undefined {
  const { lost, at, store, loadWatts, storedSeconds, gapSeconds, isByProportion, isAtMost } = ride;
  if (loadWatts === 0) return undefined;
  const common = { path: nodePath(plan, store), object: storeWords(ride) };
  if (storedSeconds === undefined) {
    return indeterminate({
      ...common,
      unknown: 'how long it carries its load',
      givenBy: "give 'autonomy' in its 'supply'",
    });
  }
  if (gapSeconds === undefined) {
    const transfer = plan.power.continuity?.transfers.find((each) => each.lost === lost && each.at.includes(at));
    return indeterminate({
      ...common,
      unknown: `how long it must: ${(ride.unknown ?? transfer?.unknown ?? []).join(', ')}`,
      givenBy: "give them in 'supply' of the generators and the transfer switch",
    });
  }
  const held = heldOf(ride) ?? Infinity;
  if (isAtMost === true) {
    return indeterminate({
      ...common,
      unknown: `how long it carries a load above all of its 'autonomyCurve', for ${inWords.number(gapSeconds, 1)} s`,
      givenBy: `give a point at ${inWords.watts(loadWatts)} or more in 'autonomyCurve' of its 'supply'`,
    });
  }
  if (isByProportion !== true || held >= gapSeconds * (1 + PROPORTION_MARGIN)) return undefined;
  return indeterminate({
    ...common,
    unknown: `whether it lasts for ${inWords.number(gapSeconds, 1)} s: ${heldWords(ride, held)} in proportion to its load are the most that it can, and less than ${inWords.percent(PROPORTION_MARGIN)} above`,
    givenBy: "give 'autonomyCurve' of its vendor in its 'supply'",
  });
}

function heldWords({ endOfLifeShare = 1 }: RideThrough, held: number): string {
  const seconds = inWords.number(held, 1);
  return endOfLifeShare === 1 ? `${seconds} s stored` : `${seconds} s at ${inWords.percent(endOfLifeShare)} of new`;
}

function runsOut(plan: SitePlan, ride: RideThrough, all: readonly RideThrough[]): Verdict {
  const { at, store, storedSeconds = 0, gapSeconds = 0, endOfLifeShare = 1, lostWatts } = ride;
  const held = heldOf(ride) ?? 0;
  const [gap, has, short] = [gapSeconds, held, gapSeconds - held].map((seconds) => `${inWords.number(seconds, 1)} s`);
  const dark =
    lostWatts === undefined
      ? ''
      : lostWatts > 0
        ? `: ${inWords.watts(lostWatts)} without power for ${short}`
        : `: its feed is dark for ${short}, and the others carry all`;
  const isOneLoad = Math.abs(storedSeconds * endOfLifeShare - held) < 0.05;
  const aged =
    endOfLifeShare === 1 || !isOneLoad
      ? ''
      : `; ${inWords.number(storedSeconds, 1)} s when new x ${inWords.percent(endOfLifeShare)} = ${has}`;
  const { arithmetic: also } = alsoWords(all, ride);
  return failed({
    path: nodePath(plan, store),
    object: storeWords(ride),
    found: `${heldWords(ride, held)}${dark}`,
    limit: `${gap} until its block is carried again`,
    required: `${gap}`,
    available: `${has}`,
    shortfall: `${short}`,
    arithmetic: `start, transfer at '${at}' and steps ${gap} - ${has} = ${short}${aged}${also === undefined ? '' : `; ${also}`}`,
    remedy: "store more ('autonomy', 'autonomyCurve'), start faster, or put the store into an earlier block",
  });
}
