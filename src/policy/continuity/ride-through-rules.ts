import type { ContinuityPlan, RideThrough } from '../../model/continuity-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, judgeEach, notApplicable, type Rule, type Verdict } from '../engine/rule';

const BRIDGE = {
  text: 'Between the loss of a source and the generators that replace it a site lives on what it stores.',
  source: 'Figures of stores, generators and transfer switches as given; NFPA 110 type 10: 10 s to load',
};
const NO_NODES = 'the site names no node of its power chain';
const NO_TRANSFER = 'no loss of a source is followed by a transfer to generators';

const rideThroughShort = defineRule({
  id: 'continuity/ride-through-short',
  severity: 'error',
  title: 'a UPS or BESS carries its load until the generators do',
  why: BRIDGE,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ rideThroughs }) => rideThroughs,
      (ride) => judgeRideThrough(plan, ride),
      NO_TRANSFER,
    ),
});

const unbridged = defineRule({
  id: 'continuity/unbridged-transfer',
  severity: 'error',
  title: 'a transfer to another source leaves every zone a feed that stays up',
  why: BRIDGE,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ interruptions }) => interruptions,
      ({ lost, at, zone, feed, hasOther }) =>
        hasOther
          ? undefined
          : failed({
              path: zonePath(plan, zone),
              object: `power zone '${zone}', feed ${feed}, when '${lost}' is lost`,
              found: `no UPS or BESS between '${at}' and the racks, and no other feed stays up`,
              limit: 'one feed that stays up, or a store on the way',
              remedy: "put a 'Ups' or 'Bess' between the transfer switch and the zone",
            }),
      'no feed is interrupted by a transfer',
    ),
});

const blockTooLarge = defineRule({
  id: 'continuity/block-too-large',
  severity: 'error',
  title: 'each block of load that generators take up is within their largest step',
  why: {
    text: 'A generator that takes too much at once falls in speed and trips; load is put on it block by block.',
    source: "Largest step of each generator as given in its 'supply'",
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ transfers }) =>
        whereLoadIsKnown(
          plan,
          transfers.flatMap((transfer) => transfer.blocks.map((block, index) => ({ transfer, block, index }))),
          {
            nodeOf: ({ transfer }) => transfer.generators[0] ?? '',
            fails: ({ block: { stepWatts, loadWatts } }) => stepWatts === undefined || loadWatts > stepWatts,
          },
        ),
      ({ transfer, block, index }) => {
        const { loadWatts, stepWatts, members } = block;
        const path = nodePath(plan, transfer.at[0] ?? '');
        const object = `block ${index + 1} (${inWords.names(members)}) after the loss of '${transfer.lost}'`;
        if (stepWatts === undefined) {
          const unknown = `the largest step of ${inWords.names(transfer.generators)}`;
          return indeterminate({
            path,
            object,
            unknown,
            givenBy: "give 'stepShare' in the 'supply' of each generator",
          });
        }
        if (loadWatts <= stepWatts) return undefined;
        return failed({
          path,
          object,
          found: inWords.watts(loadWatts),
          limit: inWords.watts(stepWatts),
          required: inWords.watts(loadWatts),
          available: inWords.watts(stepWatts),
          shortfall: inWords.watts(loadWatts - stepWatts),
          arithmetic: `${inWords.watts(loadWatts)} - ${inWords.watts(stepWatts)}, the step of ${inWords.count(transfer.generators.length, 'generator')} together, = ${inWords.watts(loadWatts - stepWatts)}`,
          remedy: 'divide what hangs on the transfer switch, or add generators',
        });
      },
      NO_TRANSFER,
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
  check: (plan) =>
    judgeContinuity(
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
        return failed({
          path: nodePath(plan, generator),
          object: `generator '${generator}' at ${inWords.watts(loadWatts)}`,
          found: `${inWords.number(hours, 1)} h of fuel`,
          limit: `${inWords.number(requiredHours, 1)} h`,
          required: `${inWords.number(needed, 0)} L`,
          available: `${inWords.number(fuelLitres, 0)} L`,
          shortfall: `${inWords.number(needed - fuelLitres, 0)} L`,
          arithmetic: `${inWords.number(fuelLitres, 0)} L / ${inWords.number(fuelLitres / hours, 1)} L/h = ${inWords.number(hours, 1)} h`,
          remedy: "raise 'fuel', or lower 'requiredFuel'",
        });
      },
      'no generator states its fuel and the hours that it must last',
    ),
});

const rechargeOverload = defineRule({
  id: 'continuity/recharge-overload',
  severity: 'error',
  title: 'every node carries its load while the stores behind it charge again',
  why: {
    text: 'After an outage all stores charge at once, on top of a load that has come back.',
    source: "Power of recharge as given in 'supply' of each store",
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ recharges }) =>
        whereLoadIsKnown(plan, recharges, {
          nodeOf: ({ node }) => node,
          fails: ({ loadWatts, rechargeWatts, limitWatts }) => loadWatts + rechargeWatts > limitWatts,
        }),
      ({ node, stores, loadWatts, rechargeWatts, limitWatts }) => {
        const sum = loadWatts + rechargeWatts;
        if (sum <= limitWatts) return undefined;
        return failed({
          path: nodePath(plan, node),
          object: `node '${node}' while ${inWords.names(stores)} charge`,
          found: inWords.watts(sum),
          limit: inWords.watts(limitWatts),
          required: inWords.watts(sum),
          available: inWords.watts(limitWatts),
          shortfall: inWords.watts(sum - limitWatts),
          arithmetic: `${inWords.watts(loadWatts)} + ${inWords.watts(rechargeWatts)} = ${inWords.watts(sum)}`,
          remedy: "lower 'recharge' of the stores, or raise the rating of the node",
        });
      },
      'no store states the power at which it charges',
    ),
});

/** Rules about the loss of a source: stores, generators, fuel. */
export const rideThroughRules: readonly Rule[] = [
  rideThroughShort,
  unbridged,
  blockTooLarge,
  fuelShort,
  rechargeOverload,
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
  return power.chain?.nodes.find((node) => node.name === name)?.path ?? path;
}

function zonePath({ path, power }: SitePlan, name: string): string {
  return power.zones.find((zone) => zone.name === name)?.path ?? path;
}

function judgeRideThrough(plan: SitePlan, ride: RideThrough): Verdict | undefined {
  const { lost, at, store, loadWatts, storedSeconds, gapSeconds } = ride;
  if (loadWatts === 0) return undefined;
  const path = nodePath(plan, store);
  const object = `store '${store}' at ${inWords.watts(loadWatts)}, when '${lost}' is lost`;
  if (storedSeconds === undefined) {
    return indeterminate({
      path,
      object,
      unknown: 'how long it carries its load',
      givenBy: "give 'autonomy' in its 'supply'",
    });
  }
  if (gapSeconds === undefined) {
    const transfer = plan.power.continuity?.transfers.find((each) => each.lost === lost && each.at.includes(at));
    return indeterminate({
      path,
      object,
      unknown: `how long it must: ${(transfer?.unknown ?? []).join(', ')}`,
      givenBy: "give them in 'supply' of the generators and the transfer switch",
    });
  }
  if (storedSeconds >= gapSeconds) return undefined;
  return failed({
    path,
    object,
    found: `${inWords.number(storedSeconds, 1)} s stored`,
    limit: `${inWords.number(gapSeconds, 1)} s until its block is carried again`,
    required: `${inWords.number(gapSeconds, 1)} s`,
    available: `${inWords.number(storedSeconds, 1)} s`,
    shortfall: `${inWords.number(gapSeconds - storedSeconds, 1)} s`,
    arithmetic: `start, transfer at '${at}' and steps ${inWords.number(gapSeconds, 1)} s - ${inWords.number(storedSeconds, 1)} s = ${inWords.number(gapSeconds - storedSeconds, 1)} s`,
    remedy: "store more ('autonomy'), start faster, or put the store into an earlier block",
  });
}
