import type { SwingOnSource } from '../../model/continuity-plan';
import { activeRating } from '../../design/power/chain/chain-graph';
import { shareOf } from '../../design/power/zones/load-group';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { rideThroughRules } from './ride-through-rules';
import { byKey, judgeContinuity, nodePath } from './store-rules';
import { named } from '../../units/present';

const SWING = {
  text: 'The systems of a synchronous job rise and fall together; the grid and generators follow only so fast.',
  source:
    'arXiv 2508.14318 on power stabilisation (quoted by a third party); limits as given by the contract or the vendor',
};

const swingStep = defineRule({
  id: 'continuity/swing-step',
  severity: 'error',
  title: 'the swing of a job is within the step that each source takes',
  why: SWING,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ swings }) => swings,
      (swing) =>
        judgeSwing(plan, swing, {
          amount: swing.stepWatts,
          least: swing.leastStepWatts ?? swing.stepWatts,
          most: swing.mostStepWatts,
          say: inWords.watts,
          unknown: "the largest step that it takes: give 'step' or 'stepShare' in its 'supply'",
          remedy:
            "let the systems smooth the swing ('smoothing'), let a store take more of it ('smoothing' in its 'supply'), or take a larger source",
        }),
      NO_SWING,
    ),
});

const swingRamp = defineRule({
  id: 'continuity/swing-ramp',
  severity: 'error',
  title: 'the swing of a job rises no faster than each source follows',
  why: SWING,
  check: (plan) =>
    judgeContinuity(
      plan,
      // What stores take is not known once, of the step.
      ({ swings }) => swings.filter((swing) => !isStepOpen(swing)),
      (swing) =>
        judgeSwing(plan, swing, {
          amount: swing.rampWattsPerSecond,
          least: leastRamp(swing),
          most: swing.mostRampWattsPerSecond,
          say: (watts) => `${inWords.watts(watts)}/s`,
          unknown: "how fast it may change: give 'ramp' in its 'supply', and 'rise' or 'smoothing' of the swing",
          remedy:
            "lower the ramp of the systems ('smoothing'), or let a store between take the swing ('smoothing' in its 'supply')",
        }),
      NO_SWING,
    ),
});

const smoothingEnergy = defineRule({
  id: 'continuity/smoothing-energy',
  severity: 'error',
  title: 'a store that smooths keeps the energy to bridge a swing until the sources have followed it',
  why: {
    text: 'A store gives what a job asks for, and takes what it leaves, until the sources above have followed at their ramp: W x W / (2 x W/s). What it keeps for that it does not hold for an outage.',
    source: 'Energy of a ramp that catches up with a step; figures of the store and the sources as given',
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      // Where a source does not say how fast it follows, its ramp is not known, and that is said once.
      ({ smoothed = [] }) => smoothed.filter(({ neededJoules }) => neededJoules !== undefined),
      ({ swing, store, state, takenWatts, followWattsPerSecond = 0, neededJoules = 0, joules, stateOfCharge }) => {
        const path = nodePath(plan, store);
        const object = `store '${store}' with swing '${swing}' ${inState(state)}`;
        const share = stateOfCharge === undefined ? MOST_BOTH_WAYS : Math.min(stateOfCharge, 1 - stateOfCharge);
        const room = Math.floor(joules * Number(share.toPrecision(12)));
        if (neededJoules > room) {
          const [needed, kept, has] = [neededJoules, joules, room].map(inWords.joules);
          return failed({
            path,
            object,
            found: `${has} that it can give and take`,
            limit: `${needed} until the sources have followed`,
            required: `${needed}`,
            available: `${has}`,
            shortfall: inWords.joules(neededJoules - room),
            arithmetic: `${kept} x ${inWords.percent(share)} = ${has}; ${inWords.watts(takenWatts)} x ${inWords.watts(takenWatts)} / (2 x ${inWords.watts(followWattsPerSecond)}/s) = ${needed}`,
            remedy: "raise 'energy' of its 'smoothing', hold 'stateOfCharge' nearer to 0.5, or slow the swing",
          });
        }
        if (stateOfCharge !== undefined) return undefined;
        return indeterminate({
          path,
          object,
          unknown: 'the charge at which it is held while the job runs',
          givenBy: "give 'stateOfCharge' in 'smoothing' of its 'supply'",
        });
      },
      'no store smooths a swing',
    ),
});

/** Held at half, a store can give as much as it can take; at any other charge one of the two is less. */
const MOST_BOTH_WAYS = 0.5;

/** Share of a source's rating up to which a load that swings is not large, where its step is not given. */
const SMALL_SHARE = 0.1;

const swingNotGiven = defineRule({
  id: 'continuity/swing-not-given',
  severity: 'warning',
  title: 'systems that draw more than the step of a supply, plant or generator have a stated swing',
  why: {
    text: 'A synchronous job may rise and fall by all that its systems draw, on the grid, a plant or generators. What nobody states is not judged.',
    source: `Convention of this library: a load is large above the step that the source takes, or above ${inWords.percent(SMALL_SHARE)} of its rating where that is not given, and above what a stated ramp follows in a second`,
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ unstatedSwings = [] }) => byKey(unstatedSwings, ({ path = '' }) => path),
      (swings) => {
        const large = swings.filter(
          ({ source, stepWatts, mostStepWatts = smallWatts(plan, source), mostRampWattsPerSecond = Infinity }) =>
            stepWatts > Math.min(mostStepWatts, mostRampWattsPerSecond),
        );
        const [first] = large;
        if (first === undefined) return undefined;
        const { path = '' } = first;
        const { name = path } = plan.clusters.find((cluster) => cluster.path === path) ?? {};
        const most =
          first.mostStepWatts === undefined
            ? 'it does not state its step'
            : `its step is ${inWords.watts(first.mostStepWatts)}`;
        const { mostRampWattsPerSecond: ramp } = first;
        const follows = ramp === undefined ? '' : `, its ramp ${inWords.watts(ramp)} a second`;
        return indeterminate({
          path,
          object: `cluster '${name}' on ${inWords.names(large.map(({ source }) => source))}`,
          unknown: `how its systems swing together: up to ${inWords.watts(first.stepWatts)} on '${first.source}', and ${most}${follows}`,
          givenBy: 'give a TrainingSwing with the cluster',
        });
      },
      'no source carries systems without a stated swing',
    ),
});

const turbineLoss = defineRule({
  id: 'continuity/turbine-loss',
  severity: 'error',
  title: 'a plant carries its load with one turbine lost, and the rest take the step',
  why: {
    text: 'A plant beside the site replaces the grid only if it survives the loss of its largest unit.',
    source: 'NVIDIA DSX blueprint: loss of one gas turbine is a state of operation; ratings as given',
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ turbineLosses }) =>
        whereLoadIsKnown(plan, turbineLosses, {
          nodeOf: ({ plant }) => plant,
          fails: ({ loadWatts, leftWatts, stepShare, mostStepShare }) =>
            loadWatts > leftWatts || mostStepShare === undefined || stepShare > mostStepShare,
        }),
      ({ plant, turbines, loadWatts, leftWatts, stepShare, mostStepShare }) => {
        const path = nodePath(plan, plant);
        const object = `plant '${plant}' with ${turbines - 1} of ${inWords.count(turbines, 'turbine')}`;
        if (loadWatts > leftWatts) {
          return failed({
            path,
            object,
            found: inWords.watts(loadWatts),
            limit: inWords.watts(leftWatts),
            required: inWords.watts(loadWatts),
            available: inWords.watts(leftWatts),
            shortfall: inWords.watts(loadWatts - leftWatts),
            arithmetic: `${turbines - 1} of ${turbines} turbines carry ${inWords.watts(leftWatts)}; ${inWords.watts(loadWatts)} - ${inWords.watts(leftWatts)} = ${inWords.watts(loadWatts - leftWatts)}`,
            remedy: 'add a turbine, or a second source that takes the rest',
          });
        }
        if (mostStepShare === undefined) {
          return indeterminate({
            path,
            object,
            unknown: 'the step that a turbine takes',
            givenBy: "give 'stepShare' in its 'supply'",
          });
        }
        if (stepShare <= mostStepShare) return undefined;
        return failed({
          path,
          object,
          found: `a step of ${inWords.percent(stepShare)} of a turbine's rating on each`,
          limit: inWords.percent(mostStepShare),
          arithmetic: `${inWords.watts(loadWatts)} / (${turbines - 1} x the rating of the plant) = ${inWords.percent(stepShare)}`,
          remedy: 'put a store beside the plant, or load it less',
        });
      },
      'no plant states its turbines',
    ),
});

const powerFactor = defineRule({
  id: 'continuity/power-factor',
  severity: 'error',
  title: 'a supply is drawn from at no lower a power factor than it allows',
  why: {
    text: 'A supplier charges for, or refuses, load whose power factor is too low.',
    source: "Least power factor as given in 'supply' of the utility",
  },
  check: (plan) =>
    judgeEach(
      supplyNodes(plan).filter(({ supply }) => supply?.leastPowerFactor !== undefined),
      ({ name, path, powerFactor: found, supply }) => {
        const least = supply?.leastPowerFactor ?? 0;
        if (found >= least) return undefined;
        return failed({
          path,
          object: `supply '${name}'`,
          found: `a power factor of ${inWords.number(found, 3)}`,
          limit: inWords.number(least, 3),
          shortfall: inWords.number(least - found, 3),
          arithmetic: `${inWords.number(least, 3)} - ${inWords.number(found, 3)} = ${inWords.number(least - found, 3)}`,
          remedy: "compensate reactive power, and give the 'powerFactor' that results",
        });
      },
      'no supply states the power factor that it allows',
    ),
});

const voltageDistortion = defineRule({
  id: 'continuity/voltage-distortion',
  severity: 'error',
  title: 'the distortion of the voltage at a supply is within what it allows',
  why: {
    text: 'Rectifiers distort the voltage for everybody on the line.',
    source: "Highest distortion as given in 'supply', and the one that a study found",
  },
  check: (plan) =>
    judgeEach(
      supplyNodes(plan).filter(({ supply }) => supply?.mostVoltageDistortion !== undefined),
      ({ name, path, supply }) => {
        const [found, most] = [supply?.voltageDistortion, supply?.mostVoltageDistortion ?? 0];
        const object = `supply '${name}'`;
        if (found === undefined) {
          const givenBy = "give 'voltageDistortion' in its 'supply', of a study or a measurement";
          return indeterminate({ path, object, unknown: 'the total harmonic distortion of the voltage', givenBy });
        }
        if (found <= most) return undefined;
        return failed({
          path,
          object,
          found: inWords.percent(found),
          limit: inWords.percent(most),
          shortfall: inWords.percent(found - most),
          arithmetic: `${inWords.percent(found)} - ${inWords.percent(most)} = ${inWords.percent(found - most)}`,
          remedy: 'add filters, or rectifiers with an active front end',
        });
      },
      'no supply states the distortion that it allows',
    ),
});

/** Rules about swings of load, turbines and the quality of supply. */
const swingRules: readonly Rule[] = [
  swingStep,
  swingRamp,
  smoothingEnergy,
  swingNotGiven,
  turbineLoss,
  powerFactor,
  voltageDistortion,
];

/** Rules about what happens when a source is lost or a job swings: stores, generators, fuel, steps, ramps and the quality of supply. */
export const continuityPack: readonly Rule[] = [...rideThroughRules, ...swingRules];

const NO_SWING = 'the site names no training swing';

interface Measure {
  readonly amount: number | undefined;
  /** The same where all that is not known of stores is as good as it can be. */
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly say: (watts: number) => string;
  readonly unknown: string;
  readonly remedy: string;
}

function judgeSwing(plan: SitePlan, swing: SwingOnSource, measure: Measure): Verdict | undefined {
  const { amount, least, most, say, unknown, remedy } = measure;
  // Stores take all of it: there is no step that the source would have to take.
  if (swing.stepWatts === 0) return undefined;
  const object = `swing '${swing.swing}' on '${swing.source}' ${inState(swing.state)}`;
  const path = nodePath(plan, swing.source);
  if (amount === undefined || least === undefined || most === undefined) {
    const [what = '', givenBy = ''] = unknown.split(': ');
    return indeterminate({ path, object, unknown: what, givenBy });
  }
  if (amount <= most) return undefined;
  if (least <= most) {
    return indeterminate({
      path,
      object,
      unknown: `what stores leave of it: ${say(least)} to ${say(amount)}, and the source takes ${say(most)}`,
      givenBy: `give ${(swing.unknown ?? []).join(', ')}`,
    });
  }
  const { smoothedBy = [] } = swing;
  const left = smoothedBy.length === 0 ? '' : `${inWords.names(smoothedBy)} leave ${say(least)}; `;
  return failed({
    path,
    object,
    found: say(least),
    limit: say(most),
    required: say(least),
    available: say(most),
    shortfall: say(least - most),
    arithmetic: `${left}${say(least)} - ${say(most)} = ${say(least - most)}`,
    remedy,
  });
}

/** Whether what stores leave of a step decides, and is not known. */
function isStepOpen({ stepWatts, leastStepWatts = stepWatts, mostStepWatts }: SwingOnSource): boolean {
  return mostStepWatts !== undefined && stepWatts > mostStepWatts && leastStepWatts <= mostStepWatts;
}

function leastRamp({ leastStepWatts = Infinity, rampWattsPerSecond }: SwingOnSource): number | undefined {
  return rampWattsPerSecond === undefined ? undefined : Math.min(rampWattsPerSecond, leastStepWatts);
}

function inState(state: string): string {
  return state === 'normal' ? 'in the normal state' : `when '${state}' is lost`;
}

function smallWatts({ power }: SitePlan, source: string): number {
  const node = named(power.chain?.nodes ?? [], source);
  return node === undefined ? 0 : shareOf(activeRating(node), SMALL_SHARE);
}

function supplyNodes({ power }: SitePlan): NonNullable<SitePlan['power']['chain']>['nodes'] {
  return (power.chain?.nodes ?? []).filter(({ kind }) => kind === 'utility' || kind === 'plant');
}
