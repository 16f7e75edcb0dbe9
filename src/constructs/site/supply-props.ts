import { spellingHint } from '../../errors/spelling-hint';
import { LOAD_FIGURES, type LoadFigure } from '../../model/placement-plan';
import {
  type SiteSupply,
  SUPPLY_LIMIT_KINDS,
  SUPPLY_RULES,
  type SupplyLimit,
  type SupplyRules,
} from '../../model/power-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import type { Refuse } from '../props/check-props';
import type { PropNames } from '../props/prop-rule';

/** What is known of the point of supply beside its power. */
export interface SupplyPointProps {
  /**
   * Voltage in volts at which the utility supplies the site, for example 154_000.
   *
   * @default - the highest of the site's utility nodes, or not known
   */
  readonly volts?: number;
  /**
   * Circuits of the utility that share the site.
   *
   * @default - the number of the site's utility nodes, or not known
   */
  readonly circuits?: number;
  /**
   * Facility power over IT power, from a study or a meter: what the site draws is its IT load times it. Losses of the power chain are part of it.
   *
   * @default - by the plan of cooling, or not known
   */
  readonly pue?: number;
  /**
   * Points that the power-system impact assessment gave.
   *
   * @default - none is known
   */
  readonly assessmentPoints?: number;
  /**
   * Total harmonic distortion of the voltage at the point of supply by a study, from 0 to 1.
   *
   * @default - the highest of the site's utility nodes, or not known
   */
  readonly voltageDistortion?: number;
  /**
   * Frequencies in hertz between which all plant of the site keeps running, for example [59.5, 60.5].
   *
   * @default - not known
   */
  readonly frequencyRange?: readonly [least: number, most: number];
  /**
   * Limits of the contract or the grid code that no rule of the library knows, each with its source.
   *
   * @default - those that a supply often has are listed as not judged
   */
  readonly limits?: readonly SupplyLimit[];
}

/** Props of a `Site` about its loads and its supply. */
export interface SupplyProps {
  /**
   * Figure by which loads are reckoned and judged: a device that lacks it counts with its nameplate, and the report lists it.
   *
   * @default 'nameplate'
   */
  readonly loadFigure?: LoadFigure;
  /**
   * Rules by which the supply is judged: Korea's, or only what the site states against itself.
   *
   * @default 'neutral'
   */
  readonly supplyRules?: SupplyRules;
  /**
   * Power of the supply contract, for a site without phases: all that the site may draw, cooling and losses with it.
   *
   * @default - not stated: not judged
   */
  readonly contractPower?: Power;
  /**
   * Power for IT, for a site without phases: the inputs of all racks together.
   *
   * @default - not stated: not judged
   */
  readonly itPower?: Power;
  /**
   * Power that the utility has energised, for a site without phases: what may be drawn today, whatever the contract says.
   *
   * @default - not stated: not judged
   */
  readonly energisedPower?: Power;
  /**
   * What is known of the point of supply.
   *
   * @default - nothing beside the site's utility nodes
   */
  readonly supply?: SupplyPointProps;
}

/** Members of a limit at the point of supply. */
const SUPPLY_LIMIT_NAMES: PropNames<SupplyLimit> = {
  kind: 'required',
  least: 'optional',
  most: 'optional',
  unit: 'required',
  value: 'optional',
  source: 'required',
};

/** Props of the point of supply. */
const SUPPLY_POINT_NAMES: PropNames<SupplyPointProps> = {
  volts: 'optional',
  circuits: 'optional',
  pue: 'optional',
  assessmentPoints: 'optional',
  voltageDistortion: 'optional',
  frequencyRange: { need: 'optional', isList: true },
  limits: { need: 'optional', of: SUPPLY_LIMIT_NAMES, as: 'list' },
};

/** Props of the supply of a site. */
export const SUPPLY_PROP_NAMES: PropNames<SupplyProps> = {
  loadFigure: 'optional',
  supplyRules: 'optional',
  contractPower: 'optional',
  itPower: 'optional',
  energisedPower: 'optional',
  supply: { need: 'optional', of: SUPPLY_POINT_NAMES },
};

/** Refuses what is wrong with the supply of a site in itself: `props/no-such-choice`, `site/bad-power`, `site/bad-supply`. */
export function checkSupplyProps(props: SupplyProps, refuse: Refuse): void {
  const { loadFigure, supplyRules, contractPower, itPower, energisedPower, supply } = props;
  checkChoice('loadFigure', loadFigure, LOAD_FIGURES, refuse);
  checkChoice('supplyRules', supplyRules, SUPPLY_RULES, refuse);
  for (const [name, power] of Object.entries({ contractPower, itPower, energisedPower })) {
    if (power === undefined) continue;
    if (!((power as unknown) instanceof Power)) {
      refuse('site/bad-power', `'${name}' is no power`, 'give it as Power.megawatts(...)');
    } else if (power.inWatts === 0) {
      refuse('site/bad-power', `'${name}' is 0 W`, `give a power above 0, or leave '${name}' out`);
    }
  }
  if (supply !== undefined) checkSupplyPoint(supply, refuse);
}

/** The supply of a site as the engines take it; absent where nothing of it is stated. */
export function siteSupply(props: SupplyProps): { readonly supply?: SiteSupply } {
  const { supplyRules, contractPower, itPower, energisedPower, supply } = props;
  const stated = { supplyRules, contractPower, itPower, energisedPower, supply };
  if (Object.values(stated).every((value) => value === undefined)) return {};
  const { frequencyRange, limits = [], ...point } = supply ?? {};
  return {
    supply: {
      rules: supplyRules ?? 'neutral',
      ...present({
        contractWatts: contractPower?.inWatts,
        itWatts: itPower?.inWatts,
        energisedWatts: energisedPower?.inWatts,
      }),
      ...point,
      ...present({
        frequencyRange:
          frequencyRange === undefined ? undefined : { leastHertz: frequencyRange[0], mostHertz: frequencyRange[1] },
      }),
      limits: limits.map((limit) => ({ ...limit })),
    },
  };
}

function checkSupplyPoint(supply: SupplyPointProps, refuse: Refuse): void {
  const { volts, circuits, pue, assessmentPoints, voltageDistortion, frequencyRange, limits = [] } = supply;
  const bad = (problem: string, remedy: string): void => {
    refuse('site/bad-supply', problem, remedy);
  };
  if (volts !== undefined && !(volts > 0 && Number.isFinite(volts))) {
    bad(`'supply.volts' is ${volts}`, 'give volts above 0, such as 154_000');
  }
  if (circuits !== undefined && !(Number.isInteger(circuits) && circuits >= 1)) {
    bad(`'supply.circuits' is ${circuits}`, 'give a whole number of at least 1');
  }
  if (pue !== undefined && !(pue >= 1 && Number.isFinite(pue))) {
    bad(`'supply.pue' is ${pue}`, 'give facility power over IT power, 1 or more');
  }
  if (assessmentPoints !== undefined && !(assessmentPoints >= 0 && assessmentPoints <= 100)) {
    bad(`'supply.assessmentPoints' is ${assessmentPoints}`, 'give points from 0 to 100');
  }
  if (voltageDistortion !== undefined && !(voltageDistortion >= 0 && voltageDistortion <= 1)) {
    bad(`'supply.voltageDistortion' is ${voltageDistortion}`, 'give a share from 0 to 1: 0.012 is 1.2 %');
  }
  if (frequencyRange !== undefined) {
    const [least, most] = frequencyRange;
    if (!(least > 0 && most >= least && Number.isFinite(most))) {
      bad(`'supply.frequencyRange' is ${least} to ${most}`, 'give two frequencies in hertz, the lower one first');
    }
  }
  for (const limit of limits) checkLimit(limit, bad);
}

function checkLimit(limit: SupplyLimit, bad: (problem: string, remedy: string) => void): void {
  const { kind, least, most, value, source } = limit;
  const name = `limit '${kind}' of 'supply'`;
  if (!SUPPLY_LIMIT_KINDS.includes(kind)) {
    const hint = spellingHint(kind, SUPPLY_LIMIT_KINDS);
    bad(
      `${name} is none that there is`,
      hint === undefined ? `choose one of ${listed(SUPPLY_LIMIT_KINDS)}` : `did you mean '${hint}'?`,
    );
  }
  if (source.trim() === '') bad(`${name} has no source`, "say in 'source' which contract or grid code sets it");
  if (least === undefined && most === undefined) bad(`${name} has neither 'least' nor 'most'`, 'give one of them');
  for (const [member, number] of Object.entries({ least, most, value })) {
    if (number !== undefined && !Number.isFinite(number)) bad(`${name}: '${member}' is ${number}`, 'give a number');
  }
  if (least !== undefined && most !== undefined && least > most) {
    bad(`${name}: 'least' of ${least} is above 'most' of ${most}`, 'give the lower one as least');
  }
}

function checkChoice(prop: string, value: string | undefined, choices: readonly string[], refuse: Refuse): void {
  if (value === undefined || choices.includes(value)) return;
  const hint = spellingHint(value, choices);
  refuse(
    'props/no-such-choice',
    `'${prop}' is '${value}'`,
    hint === undefined ? `choose one of ${listed(choices)}` : `did you mean '${hint}'?`,
  );
}

function listed(choices: readonly string[]): string {
  return choices.map((one) => `'${one}'`).join(', ');
}
