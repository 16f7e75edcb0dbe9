import { figuresOf } from '../../design/power/plan-power';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  indeterminate,
  type IndeterminateVerdict,
  judgeEach,
  type Rule,
  type Verdict,
} from '../engine/rule';

const NOT_KR = "the site is not judged by the supply rules 'kr'";

/** Where Korea's figures of supply come from. */
const KEPCO_ARTICLE_23 = 'KEPCO Basic Supply Terms, article 23 (restated in public; check the terms in force)';

const contractVoltage = krRule({
  id: 'supply/kr-contract-voltage',
  title: 'the voltage of the supply is at least that of its contract power',
  why: 'Above 40 MW of contract the supply is at 154 kV, above 400 MW at 345 kV or more.',
  judge: (plan, { contractWatts, volts }) => {
    if (contractWatts === undefined) return notKnown(plan, 'the power of the contract', "'contractPower'");
    if (volts === undefined) return notKnown(plan, 'the voltage of the supply', "'supply.volts'");
    const { leastVolts } = krVoltages(contractWatts);
    if (volts >= leastVolts) return undefined;
    return failed({
      path: plan.path,
      object: `supply of site '${plan.name}'`,
      found: kilovolts(volts),
      limit: `at least ${kilovolts(leastVolts)} for a contract of ${inWords.watts(contractWatts)}`,
      required: kilovolts(leastVolts),
      available: kilovolts(volts),
      arithmetic: `contract up to 40 MW from 22.9 kV, up to 400 MW 154 kV, above it 345 kV; ${inWords.watts(contractWatts)}: ${kilovolts(leastVolts)}`,
      remedy: "plan a supply at the higher voltage ('supply.volts'), or a smaller contract",
    });
  },
});

const voltageException = krRule({
  id: 'supply/kr-voltage-exception',
  severity: 'warning',
  title:
    'a contract above 10 and up to 40 MW is supplied at 154 kV, or the exception for two circuits at 22.9 kV is granted',
  why: 'Above 10 and up to 40 MW the supply is at 154 kV in principle; article 23 (3)-1 allows 22.9 kV under conditions, with two circuits.',
  judge: (plan, { contractWatts, volts, circuits }) => {
    if (contractWatts === undefined || volts === undefined) return undefined;
    const { leastVolts, inPrincipleVolts } = krVoltages(contractWatts);
    if (volts >= inPrincipleVolts || volts < leastVolts) return undefined;
    const found = circuits === undefined ? 'circuits not stated' : inWords.count(circuits, 'circuit');
    return failed({
      path: plan.path,
      object: `supply of site '${plan.name}'`,
      found: `${kilovolts(volts)}, ${found}`,
      limit: `${kilovolts(inPrincipleVolts)} in principle for a contract of ${inWords.watts(contractWatts)}; ${kilovolts(leastVolts)} under conditions, ${EXCEPTION_CIRCUITS} circuits`,
      required: kilovolts(inPrincipleVolts),
      available: kilovolts(volts),
      remedy: 'plan for 154 kV, or acknowledge this with the letter that grants the exception',
    });
  },
});

const circuitLoad = krRule({
  id: 'supply/kr-circuit-load',
  title: 'each general-line circuit carries at most 10,000 kW of contract',
  why: 'One general-line circuit carries 10,000 kW normally.',
  judge: (plan, point) => judgeCircuits(plan, point, 0, CIRCUIT_WATTS),
});

const circuitLoss = krRule({
  id: 'supply/kr-circuit-loss',
  severity: 'warning',
  title: 'the general-line circuits that are left when one is lost carry at most 14,000 kW each',
  why: 'One general-line circuit carries 14,000 kW in an emergency.',
  judge: (plan, point) => judgeCircuits(plan, point, 1, CIRCUIT_EMERGENCY_WATTS),
});

/** Contract power from which a power-system impact assessment is due, W. */
const ASSESSMENT_WATTS = 10_000_000;

/** Points that pass it. */
const ASSESSMENT_POINTS = 70;

const impactAssessment = krRule({
  id: 'supply/kr-impact-assessment',
  title: `a contract from ${inWords.watts(ASSESSMENT_WATTS)} passes the power-system impact assessment`,
  why: `From 10 MW a power-system impact assessment is due, which ${ASSESSMENT_POINTS} points pass.`,
  judge: (plan, { contractWatts }) => {
    if (contractWatts === undefined) return notKnown(plan, 'the power of the contract', "'contractPower'");
    if (contractWatts < ASSESSMENT_WATTS) return undefined;
    const points = plan.supply?.assessmentPoints;
    if (points === undefined) {
      return notKnown(plan, 'the points of the power-system impact assessment', "'supply.assessmentPoints'");
    }
    if (points >= ASSESSMENT_POINTS) return undefined;
    const short = ASSESSMENT_POINTS - points;
    return failed({
      path: plan.path,
      object: `power-system impact assessment of site '${plan.name}'`,
      found: inWords.count(points, 'point'),
      limit: inWords.count(ASSESSMENT_POINTS, 'point'),
      required: inWords.count(ASSESSMENT_POINTS, 'point'),
      available: inWords.count(points, 'point'),
      shortfall: inWords.count(short, 'point'),
      arithmetic: `${ASSESSMENT_POINTS} - ${inWords.number(points)} = ${inWords.number(short)}`,
      remedy: 'choose a site or a contract that passes the assessment',
    });
  },
});

/** Highest total harmonic distortion of the voltage from 154 kV. */
const MOST_VOLTAGE_DISTORTION = 0.015;

const voltageDistortion = krRule({
  id: 'supply/kr-voltage-distortion',
  title: `from 154 kV the total harmonic distortion of the voltage is at most ${inWords.percent(MOST_VOLTAGE_DISTORTION)}`,
  why: 'From 154 kV the voltage keeps a total harmonic distortion of 1.5 %.',
  judge: (plan, { volts, voltageDistortion: found }) => {
    if (volts === undefined) return notKnown(plan, 'the voltage of the supply', "'supply.volts'");
    if (volts < HIGH_VOLTS) return undefined;
    if (found === undefined) {
      return notKnown(plan, 'the distortion of the voltage at the point of supply', "'supply.voltageDistortion'");
    }
    if (found <= MOST_VOLTAGE_DISTORTION) return undefined;
    const [value, limit] = [percent(found), percent(MOST_VOLTAGE_DISTORTION)];
    return failed({
      path: plan.path,
      object: `voltage at the point of supply of site '${plan.name}'`,
      found: value,
      limit,
      shortfall: percent(found - MOST_VOLTAGE_DISTORTION),
      arithmetic: `${value} - ${limit} = ${percent(found - MOST_VOLTAGE_DISTORTION)}, at ${kilovolts(volts)}`,
      remedy: 'add filters, or rectifiers with less distortion, until the study holds the limit',
    });
  },
});

const frequency = krRule({
  id: 'supply/kr-frequency',
  title: 'from 154 kV all plant keeps running between 59.8 and 60.2 Hz',
  why: 'A supply from 154 kV keeps 60 +- 0.2 Hz: plant that trips within it trips in normal operation.',
  judge: (plan, { volts }) => {
    if (volts === undefined) return notKnown(plan, 'the voltage of the supply', "'supply.volts'");
    if (volts < HIGH_VOLTS) return undefined;
    const range = plan.supply?.frequencyRange;
    if (range === undefined) {
      return notKnown(plan, 'the frequencies between which its plant keeps running', "'supply.frequencyRange'");
    }
    const { leastHertz, mostHertz } = range;
    const { least, most } = FREQUENCY_HERTZ;
    if (leastHertz <= least && mostHertz >= most) return undefined;
    return failed({
      path: plan.path,
      object: `plant of site '${plan.name}'`,
      found: `runs from ${inWords.number(leastHertz)} to ${inWords.number(mostHertz)} Hz`,
      limit: `${least} to ${most} Hz`,
      arithmetic: `60 Hz - 0.2 Hz = ${least} Hz, 60 Hz + 0.2 Hz = ${most} Hz`,
      remedy: 'set the frequency protection of UPS, rectifiers and generators wider',
    });
  },
});

/** Rules of supply in Korea. */
export const krRules: readonly Rule[] = [
  circuitLoad,
  circuitLoss,
  contractVoltage,
  frequency,
  impactAssessment,
  voltageDistortion,
  voltageException,
];

interface KrRule {
  readonly id: string;
  readonly severity?: 'warning';
  readonly title: string;
  readonly why: string;
  readonly judge: (plan: SitePlan, point: SupplyPoint) => Verdict | undefined;
}

/** A rule over the point of supply of a site that is judged by Korea's rules. */
function krRule({ id, severity, title, why, judge }: KrRule): Rule {
  return defineRule({
    id,
    severity: severity ?? 'error',
    title,
    why: { text: why, source: KEPCO_ARTICLE_23 },
    check: (plan) =>
      judgeEach(plan.supply?.rules === 'kr' ? [plan] : [], (one) => judge(one, supplyPoint(one)), NOT_KR),
  });
}

function notKnown(plan: SitePlan, what: string, prop: string): IndeterminateVerdict {
  return indeterminate({
    path: plan.path,
    object: `supply of site '${plan.name}'`,
    unknown: `${what}: it is not judged`,
    givenBy: `give ${prop}`,
  });
}

/** General lines are those below 154 kV; the contract is shared alike by the circuits that are left. */
function judgeCircuits(plan: SitePlan, point: SupplyPoint, lost: number, limitWatts: number): Verdict | undefined {
  const { contractWatts, volts, circuits } = point;
  if (volts !== undefined && volts >= HIGH_VOLTS) return undefined;
  if (contractWatts === undefined) return notKnown(plan, 'the power of the contract', "'contractPower'");
  if (volts === undefined) return notKnown(plan, 'the voltage of the supply', "'supply.volts'");
  if (circuits === undefined) return notKnown(plan, 'the number of circuits', "'supply.circuits'");
  const left = circuits - lost;
  // A single circuit promises nothing when it is lost.
  if (left < 1) return undefined;
  const each = contractWatts / left;
  if (each <= limitWatts) return undefined;
  const needed = Math.ceil(contractWatts / limitWatts) + lost;
  const state = lost === 0 ? '' : ' that are left when one is lost';
  return failed({
    path: plan.path,
    object: `general-line circuits of site '${plan.name}'`,
    found: `${inWords.watts(each)} on each of ${inWords.count(left, 'circuit')}${state}`,
    limit: inWords.watts(limitWatts),
    required: inWords.count(needed, 'circuit'),
    available: inWords.count(circuits, 'circuit'),
    shortfall: inWords.count(needed - circuits, 'circuit'),
    arithmetic: `${inWords.watts(contractWatts)} / ${left} = ${inWords.watts(each)}; ${inWords.watts(contractWatts)} / ${inWords.watts(limitWatts)} takes ${inWords.count(needed - lost, 'circuit')}${lost === 0 ? '' : `, and ${lost} that may be lost`}`,
    remedy: 'plan for further circuits, or for 154 kV',
  });
}

function kilovolts(volts: number): string {
  return `${inWords.number(volts / 1_000)} kV`;
}

function percent(share: number): string {
  return `${inWords.number(share * 100, 2)} %`;
}

/** Supply voltage of general lines, V. */
const MEDIUM_VOLTS = 22_900;

/** Supply voltage of transmission, V. */
const HIGH_VOLTS = 154_000;

/** Supply voltage of the largest contracts, V. */
const HIGHEST_VOLTS = 345_000;

/** Voltages by contract power: the least, and that below which article 23 (3)-1 makes an exception. */
const KR_VOLTAGES = [
  { mostWatts: 10_000_000, leastVolts: MEDIUM_VOLTS, inPrincipleVolts: MEDIUM_VOLTS },
  { mostWatts: 40_000_000, leastVolts: MEDIUM_VOLTS, inPrincipleVolts: HIGH_VOLTS },
  { mostWatts: 400_000_000, leastVolts: HIGH_VOLTS, inPrincipleVolts: HIGH_VOLTS },
  { mostWatts: Infinity, leastVolts: HIGHEST_VOLTS, inPrincipleVolts: HIGHEST_VOLTS },
] as const;

/** What one general-line circuit carries normally, W. */
const CIRCUIT_WATTS = 10_000_000;

/** What one general-line circuit carries in an emergency, W. */
const CIRCUIT_EMERGENCY_WATTS = 14_000_000;

/** Circuits of the exception for contracts above 10 MW at 22.9 kV. */
const EXCEPTION_CIRCUITS = 2;

/** Frequencies that a supply from 154 kV keeps, Hz. */
const FREQUENCY_HERTZ = { least: 59.8, most: 60.2 } as const;

/** The voltages of a contract. */
function krVoltages(contractWatts: number): { readonly leastVolts: number; readonly inPrincipleVolts: number } {
  const [first] = KR_VOLTAGES;
  return KR_VOLTAGES.find(({ mostWatts }) => contractWatts <= mostWatts) ?? first;
}

/** What is known of a point of supply, stated by the site or by its utility nodes. */
interface SupplyPoint {
  readonly contractWatts: number | undefined;
  readonly volts: number | undefined;
  readonly circuits: number | undefined;
  readonly voltageDistortion: number | undefined;
}

/** The point of supply of a site: what it states goes before what its utility nodes say. The contract is that of the site, else the sum of theirs. */
function supplyPoint(plan: SitePlan): SupplyPoint {
  const { supply, power } = plan;
  const utilities = (power.chain?.nodes ?? []).filter(({ kind }) => kind === 'utility');
  const highest = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  const contracts = utilities.map((node) => node.supply?.contractWatts).filter((watts) => watts !== undefined);
  const summed = contracts.length === 0 ? undefined : contracts.reduce((sum, watts) => sum + watts, 0);
  return {
    contractWatts: figuresOf(plan).contractWatts ?? summed,
    volts: supply?.volts ?? highest(utilities.map(({ volts }) => volts)),
    circuits: supply?.circuits ?? (utilities.length === 0 ? undefined : utilities.length),
    voltageDistortion: supply?.voltageDistortion ?? highest(utilities.map((node) => node.supply?.voltageDistortion)),
  };
}
