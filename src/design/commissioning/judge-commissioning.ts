import { type DesignError, DesignErrors } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import {
  checkKey,
  type CommissioningLines,
  type ListedPoint,
  type Reading,
  type Readings,
  readLevels,
  readPoints,
  readScript,
  stepKey,
} from './commissioning-lines';
import type { CommissioningPlan } from './plan-commissioning';
import { COMMISSIONING_LEVELS, type CommissioningLevel, type IntegratedTest, type TestStep } from './test-scope';

/** What stands against a step, a check or a pair of tests. */
export interface CommissioningFinding {
  readonly outcome: 'failed' | 'missing' | 'indeterminate';
  readonly test: string;
  readonly object: string;
  /** A sentence with the figures. */
  readonly found: string;
  /** Where it was read. Absent: it was not. */
  readonly from?: string;
}

/** How a test came out: `held` must not be run, `indeterminate` has a bound that the plan does not know. */
export interface TestOutcome {
  readonly test: string;
  readonly halls: readonly string[];
  readonly status: 'passed' | 'failed' | 'missing' | 'indeterminate' | 'held';
}

/** A loss that was measured: the prop of a node, to be written in place of the one of the plan. */
export interface LossCalibration {
  readonly node: string;
  readonly path: string;
  readonly prop: 'efficiency';
  readonly planned: number;
  readonly measured: number;
  readonly inputKilowatts: number;
  readonly outputKilowatts: number;
  /** Output over rating, as a share. */
  readonly loadShare: number;
  /** Most by which it may be off by the error of the meters. Absent: that error is not stated. */
  readonly error?: number;
  readonly source: 'measured';
  readonly from: string;
  /** Owner of the assumption whose place it takes. Absent: it was none. */
  readonly replaces?: string;
}

/** A level of a hall. */
export interface LevelOutcome {
  readonly level: CommissioningLevel;
  readonly passed: number;
  readonly failed: number;
  readonly missing: number;
  readonly isPassed: boolean;
}

/** A hall by level. It is ready where all levels are passed and no point of category A is open. */
export interface HallOutcome {
  readonly hall: string;
  readonly levels: readonly LevelOutcome[];
  /** Points of category A that are open. */
  readonly blocking: number;
  readonly isReady: boolean;
  /** Why it is not, in sentences. */
  readonly why: readonly string[];
}

/** What came back of a commissioning, judged against the plan. */
export interface CommissioningReport {
  /** Name of the site. */
  readonly site: string;
  readonly tolerance: number;
  readonly tests: readonly TestOutcome[];
  readonly findings: readonly CommissioningFinding[];
  readonly calibrations: readonly LossCalibration[];
  readonly points: readonly ListedPoint[];
  readonly halls: readonly HallOutcome[];
}

/** Error of a meter as a share of its reading, where it is known. */
export interface JudgeOptions {
  /**
   * Error of one meter as a share of its reading.
   *
   * @default - not known: a measured loss says so
   */
  readonly meterError?: number;
}

/**
 * Judges what came back of a commissioning: each step against its bounds, each test, each level of each hall, and losses as they were measured.
 *
 * @param site - the plan
 * @param plan - its commissioning
 * @param lines - the tables that came back
 * @throws DesignError `commissioning/unknown-step`, `commissioning/stale-script`, `commissioning/bad-reading`, `commissioning/bad-time`, `commissioning/step-twice`,
 * `commissioning/unknown-check`, `commissioning/bad-result`, `commissioning/bad-point`, all at once
 */
export function judgeCommissioning(
  site: SitePlan,
  plan: CommissioningPlan,
  lines: CommissioningLines,
  { meterError }: JudgeOptions = {},
): CommissioningReport {
  const errors: DesignError[] = [];
  const read = readScript(plan, lines.script, errors);
  const results = readLevels(plan, lines.levels, errors);
  const points = readPoints(plan, lines.punch, errors);
  DesignErrors.throwAll(errors);
  const findings: CommissioningFinding[] = [];
  const clashes = clashesOf(plan, read);
  const losses: CommissioningFinding[] = [];
  const calibrations = calibrate(site, plan, { read, findings: losses, ...present({ meterError }) });
  const tests = plan.tests.map((test): TestOutcome => {
    const ofTest = [...clashes, ...losses.filter(({ outcome }) => outcome === 'failed')];
    const own = [...judgeTest(test, read), ...ofTest.filter((each) => each.test === test.name)];
    for (const each of own) findings.push(each);
    const has = (outcome: CommissioningFinding['outcome']): boolean => own.some((each) => each.outcome === outcome);
    const status =
      test.heldBy !== undefined
        ? 'held'
        : has('failed')
          ? 'failed'
          : has('missing')
            ? 'missing'
            : has('indeterminate')
              ? 'indeterminate'
              : 'passed';
    return { test: test.name, halls: test.halls, status };
  });
  // A loss that meters are too coarse for stands against no test.
  findings.push(...losses.filter(({ outcome }) => outcome !== 'failed'));
  return {
    site: plan.site,
    tolerance: plan.tolerance,
    tests,
    findings,
    calibrations,
    points,
    halls: site.halls.map(({ name }) => hallOutcome(name, { plan, tests, results, points })),
  };
}

function judgeTest(test: IntegratedTest, read: Readings): CommissioningFinding[] {
  return test.steps.flatMap((step): CommissioningFinding[] => {
    const reading = read.get(stepKey(test.name, step));
    const facts = { test: test.name, object: step.object };
    if (reading?.value === undefined) return [{ ...facts, outcome: 'missing', found: `${step.what}: not read` }];
    const from = `line ${reading.line} of '${reading.file}'`;
    const wrong = wrongOf(step, reading.value);
    if (wrong !== undefined) return [{ ...facts, outcome: 'failed', found: `${step.what}: ${wrong}`, from }];
    if (step.unit !== 'yes' && step.most === undefined && step.unknown !== undefined) {
      const found = `${step.what}: ${reading.value} ${step.unit}, and no bound is known: state ${step.unknown.join(', ')}`;
      return [{ ...facts, outcome: 'indeterminate', found, from }];
    }
    return [];
  });
}

function wrongOf({ unit, expected, least, most }: TestStep, value: number): string | undefined {
  if (unit === 'yes') return value === 1 ? undefined : 'no';
  const plan = expected === undefined ? '' : ` (plan: ${expected} ${unit})`;
  if (most !== undefined && value > most) return `${value} ${unit}, above ${most} ${unit}${plan}`;
  return least !== undefined && value < least ? `${value} ${unit}, below ${least} ${unit}${plan}` : undefined;
}

/** Tests that ran at once, and those that lasted longer than they may, by the times of their readings. */
function clashesOf(plan: CommissioningPlan, read: Readings): CommissioningFinding[] {
  const spans = plan.tests.flatMap((test) => {
    const times = test.steps.flatMap((step) => read.get(stepKey(test.name, step))?.at ?? []);
    return times.length === 0 ? [] : [{ test, from: Math.min(...times), to: Math.max(...times) }];
  });
  spans.sort((one, other) => one.from - other.from);
  let open = spans[0];
  return spans.flatMap((span, index): CommissioningFinding[] => {
    const { test, from, to } = span;
    const facts = { outcome: 'failed', test: test.name, object: 'site' } as const;
    const found: CommissioningFinding[] = [];
    if (index > 0 && open !== undefined && from < open.to)
      found.push({
        ...facts,
        found: `it ran while '${open.test.name}' ran: one test at a time, from normal to normal`,
      });
    if (open === undefined || to > open.to) open = span;
    const { limitSeconds, limitBy = '' } = test;
    const outTimes = test.steps.flatMap((step) =>
      step.when === 'before' ? [] : (read.get(stepKey(test.name, step))?.at ?? []),
    );
    const lasted = outTimes.length < 2 ? 0 : (Math.max(...outTimes) - Math.min(...outTimes)) / 1_000;
    if (limitSeconds !== undefined && lasted > limitSeconds)
      found.push({ ...facts, found: `it lasted ${lasted} s, and may last ${limitSeconds} s: ${limitBy}` });
    return found;
  });
}

function calibrate(
  site: SitePlan,
  plan: CommissioningPlan,
  { read, findings, meterError }: { read: Readings; findings: CommissioningFinding[]; meterError?: number },
): LossCalibration[] {
  const normal = plan.tests.find(({ kind }) => kind === 'normal');
  return (site.power.chain?.nodes ?? []).flatMap((node): LossCalibration[] => {
    if (normal === undefined || node.efficiency === 1) return [];
    const { name, path, efficiency, loadWatts, limitWatts, limitShare } = node;
    const of = (quantity: string): Reading | undefined =>
      read.get(stepKey(normal.name, { when: 'before', object: name, quantity }));
    const [input, output] = [of('input'), of('load')];
    if (input?.value === undefined || output?.value === undefined || input.value === 0 || loadWatts === 0) return [];
    const from = `lines ${output.line} and ${input.line} of '${input.file}'`;
    const facts = { test: normal.name, object: name, from };
    const sentence = `'${name}' takes ${input.value} kW and gives ${output.value} kW`;
    if (output.value >= input.value) {
      findings.push({
        ...facts,
        outcome: 'failed',
        found: `${sentence}: meters or current transformers are swapped or set wrong`,
      });
      return [];
    }
    const measured = output.value / input.value;
    // Errors of two meters add in a ratio.
    const error = meterError === undefined ? undefined : 2 * meterError * measured;
    if (error !== undefined && 1 - measured <= error) {
      findings.push({
        ...facts,
        outcome: 'indeterminate',
        found: `${sentence}: its loss is within the error of the meters, ${round(error * 100, 2)} % of its input; measure it with finer ones`,
      });
      return [];
    }
    const assumption = site.assumptions?.find((each) => each.path === path && each.prop === 'efficiency');
    return [
      {
        node: name,
        path,
        prop: 'efficiency',
        planned: efficiency,
        measured: round(measured, 4),
        inputKilowatts: input.value,
        outputKilowatts: output.value,
        loadShare: round((output.value * 1_000 * limitShare) / limitWatts, 3),
        ...present({ error: error === undefined ? undefined : round(error, 4) }),
        source: 'measured',
        from,
        ...present({ replaces: assumption?.owner }),
      },
    ];
  });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function hallOutcome(
  hall: string,
  {
    plan,
    tests,
    results,
    points,
  }: {
    plan: CommissioningPlan;
    tests: readonly TestOutcome[];
    results: ReadonlyMap<string, boolean>;
    points: readonly ListedPoint[];
  },
): HallOutcome {
  const why: string[] = [];
  const levels = COMMISSIONING_LEVELS.map((level): LevelOutcome => {
    const own = plan.checks.filter((each) => each.hall === hall && each.level === level);
    const marks = own.map(({ object, check }) => results.get(checkKey(hall, level, object, check)));
    if (level === 'L5') {
      if (!tests.some(({ test, halls }) => halls.includes(hall) && test !== 'normal')) marks.push(undefined);
      for (const { halls, status } of tests)
        if (halls.includes(hall))
          marks.push(status === 'passed' ? true : status === 'failed' || status === 'held' ? false : undefined);
    }
    const [passed, failed, missing] = [true, false, undefined].map(
      (mark) => marks.filter((each) => each === mark).length,
    ) as [number, number, number];
    if (failed + missing > 0) {
      const parts = [...(failed > 0 ? [`${failed} failed`] : []), ...(missing > 0 ? [`${missing} not shown`] : [])];
      why.push(`${level} of '${hall}': ${parts.join(', ')} of ${marks.length}`);
    }
    return { level, passed, failed, missing, isPassed: failed + missing === 0 };
  });
  const isOfHall = ({ halls, isOpen, category }: ListedPoint): boolean =>
    isOpen && category === 'A' && (halls.length === 0 || halls.includes(hall));
  const blocking = points.filter(isOfHall).length;
  if (blocking > 0) why.push(`${blocking} ${blocking === 1 ? 'point' : 'points'} of category A open in '${hall}'`);
  return { hall, levels, blocking, isReady: why.length === 0, why };
}
