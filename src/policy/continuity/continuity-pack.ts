import type { SwingOnSource } from '../../model/continuity-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { judgeContinuity, nodePath, rideThroughRules } from './ride-through-rules';

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
          most: swing.mostStepWatts,
          say: inWords.watts,
          unknown: "the largest step that it takes: give 'step' or 'stepShare' in its 'supply'",
          remedy: "let the systems smooth the swing ('smoothing'), or raise the limit with a store or a larger source",
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
      ({ swings }) => swings,
      (swing) =>
        judgeSwing(plan, swing, {
          amount: swing.rampWattsPerSecond,
          most: swing.mostRampWattsPerSecond,
          say: (watts) => `${inWords.watts(watts)}/s`,
          unknown: "how fast it may change: give 'ramp' in its 'supply', and 'rise' or 'smoothing' of the swing",
          remedy: "lower the ramp of the systems ('smoothing'), or put a store between",
        }),
      NO_SWING,
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
const swingRules: readonly Rule[] = [swingStep, swingRamp, turbineLoss, powerFactor, voltageDistortion];

/** Rules about what happens when a source is lost or a job swings: stores, generators, fuel, steps, ramps and the quality of supply. */
export const continuityPack: readonly Rule[] = [...rideThroughRules, ...swingRules];

const NO_SWING = 'the site names no training swing';

interface Measure {
  readonly amount: number | undefined;
  readonly most: number | undefined;
  readonly say: (watts: number) => string;
  readonly unknown: string;
  readonly remedy: string;
}

function judgeSwing(plan: SitePlan, swing: SwingOnSource, measure: Measure): Verdict | undefined {
  const { amount, most, say, unknown, remedy } = measure;
  const state = swing.state === 'normal' ? 'in the normal state' : `when '${swing.state}' is lost`;
  const object = `swing '${swing.swing}' on '${swing.source}' ${state}`;
  const path = nodePath(plan, swing.source);
  if (amount === undefined || most === undefined) {
    const [what = '', givenBy = ''] = unknown.split(': ');
    return indeterminate({ path, object, unknown: what, givenBy });
  }
  if (amount <= most) return undefined;
  return failed({
    path,
    object,
    found: say(amount),
    limit: say(most),
    required: say(amount),
    available: say(most),
    shortfall: say(amount - most),
    arithmetic: `${say(amount)} - ${say(most)} = ${say(amount - most)}`,
    remedy,
  });
}

function supplyNodes({ power }: SitePlan): NonNullable<SitePlan['power']['chain']>['nodes'] {
  return (power.chain?.nodes ?? []).filter(({ kind }) => kind === 'utility' || kind === 'plant');
}
