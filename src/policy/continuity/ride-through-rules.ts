import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, type Rule } from '../engine/rule';
import {
  alsoWords,
  areOut,
  BRIDGE,
  byKey,
  isStudied,
  judgeContinuity,
  lossWords,
  most,
  NO_TRANSFER,
  nodePath,
  storeRules,
} from './store-rules';

const unbridged = defineRule({
  id: 'continuity/unbridged-transfer',
  severity: 'error',
  title: 'a transfer to another source leaves every zone a feed that stays up and carries it',
  why: BRIDGE,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ interruptions }) => byKey(interruptions.filter(isStudied), ({ zone }) => zone),
      (all) => {
        const open = all.filter(({ hasOther }) => !hasOther);
        const worst = most(open, ({ lostWatts = 0, gapSeconds = 0 }) => lostWatts * gapSeconds);
        if (worst === undefined) return undefined;
        const { at, zone, lostWatts, gapSeconds } = worst;
        const ofLoss = open.filter((each) => lossWords(each) === lossWords(worst));
        const feeds = ofLoss.map(({ feed }) => feed);
        const dark =
          lostWatts === undefined || gapSeconds === undefined
            ? ''
            : `: ${inWords.watts(lostWatts)} without power for ${inWords.number(gapSeconds, 1)} s`;
        const isAlone = feeds.length === (plan.power.zones.find(({ name }) => name === zone)?.feeds.length ?? 0);
        const others =
          isAlone || lostWatts === undefined ? 'no other feed stays up' : 'those that stay up carry too little';
        return failed({
          path: zonePath(plan, zone),
          object: `power zone '${zone}', feed${feeds.length === 1 ? '' : 's'} ${feeds.join(', ')}, ${lossWords(worst)}`,
          found: `no UPS or BESS between '${at}' and the racks, and ${others}${dark}`,
          limit: 'one feed that stays up, or a store on the way',
          ...alsoWords(open, worst),
          remedy: "put a 'Ups' or 'Bess' between the transfer switch and the zone",
        });
      },
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
        byKey(
          whereLoadIsKnown(
            plan,
            transfers
              .filter(isStudied)
              .flatMap((transfer) => transfer.blocks.map((block, index) => ({ transfer, block, index }))),
            {
              nodeOf: ({ transfer }) => transfer.generators[0] ?? '',
              fails: ({ block: { stepWatts, loadWatts } }) => stepWatts === undefined || loadWatts > stepWatts,
            },
          ),
          ({ block }) => block.members.join('\n'),
        ),
      (blocks) => {
        const worst =
          blocks.find(({ block }) => block.stepWatts === undefined) ??
          most(blocks, ({ block: { loadWatts, stepWatts = Infinity } }) => loadWatts - stepWatts);
        if (worst === undefined) return undefined;
        const { transfer, block, index } = worst;
        const { loadWatts, stepWatts, members } = block;
        const path = nodePath(plan, transfer.at[0] ?? '');
        const while_ =
          transfer.alsoOut === undefined ? '' : ` while ${inWords.names(transfer.alsoOut)} ${areOut(transfer.alsoOut)}`;
        const object = `block ${index + 1} (${inWords.names(members)}) after the loss of '${transfer.lost}'${while_}`;
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
export const rideThroughRules: readonly Rule[] = [...storeRules, unbridged, blockTooLarge, fuelShort, rechargeOverload];

function zonePath({ path, power }: SitePlan, name: string): string {
  return power.zones.find((zone) => zone.name === name)?.path ?? path;
}
