import { spellingHint } from '../../errors/spelling-hint';
import type { NodeSupply } from '../../model/continuity-plan';
import { LOAD_FIGURES, type LoadFigure } from '../../model/placement-plan';
import {
  type SiteSupply,
  SUPPLY_LIMIT_KINDS,
  SUPPLY_RULES,
  type SupplyLimit,
  type SupplyRules,
} from '../../model/power-plan';
import { Duration } from '../../units/duration';
import { Voltage } from '../../units/electricity';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import type { Refuse } from '../props/check-props';
import {
  ABOVE_ZERO,
  FROM_ZERO,
  optional,
  type PropKind,
  type PropNames,
  quantityOr,
  renamed,
  required,
  SHARE,
  TEXT,
  WHOLE,
} from '../props/prop-rule';
import { plainProps } from '../props/scoped-props';

/** What is known of the point of supply beside its power. */
export interface SupplyPointProps {
  /**
   * Voltage at which the utility supplies the site, for example `Voltage.kilovolts(154)`. A bare number is deprecated: it is volts.
   *
   * @default - the highest of the site's utility nodes, or not known
   */
  readonly volts?: Voltage | number;
  /**
   * Circuits of the utility that share the site.
   *
   * @default - the number of the site's utility nodes, or not known
   */
  readonly circuits?: number;
  /**
   * Facility power over IT power on the hottest day at full load, from a study or a meter: what the site draws is its IT load times it. Losses of the power
   * chain are part of it. Contracts are judged by it; below what the plan of cooling finds it is an error.
   *
   * @default - by the plan of cooling, or not known
   */
  readonly peakRatio?: number;
  /**
   * Facility energy over IT energy of a year, for energy and money. It sizes no supply, and is not compared with the ratio of the hottest day.
   *
   * @default - not known
   */
  readonly annualPue?: number;
  /**
   * Former name of `peakRatio`, which goes before it and is to be given instead. A figure of a year is `annualPue`.
   *
   * @default - not given
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
   * Figure by which loads are calculated and judged: a device that lacks it counts with its nameplate, and the report lists it.
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

/** A voltage above 0, or volts. */
export function voltageOr(refusal: PropKind): PropKind {
  return quantityOr(Voltage, 'inVolts', { ...ABOVE_ZERO, ...refusal });
}

const BAD = { code: 'site/bad-supply' };

const POWER = {
  quantity: Power,
  isAboveZero: true,
  code: 'site/bad-power',
  remedy: 'give a power above 0, or leave it out',
} as const;

/** Members of a limit at the point of supply. */
const SUPPLY_LIMIT_NAMES: PropNames<SupplyLimit> = {
  kind: required({ ...TEXT, ...BAD }),
  least: optional({ number: {}, ...BAD }),
  most: optional({ number: {}, ...BAD }),
  // A ratio has none.
  unit: required({ oneOf: [{ choices: [''] }, TEXT], ...BAD }),
  value: optional({ number: {}, ...BAD }),
  source: required({ ...TEXT, ...BAD, remedy: "say in 'source' which contract or grid code sets it" }),
};

const RATIO = { number: { least: 1 }, ...BAD, remedy: 'give facility power over IT power, 1 or more' };

/** Props of the point of supply. */
const SUPPLY_POINT_NAMES: PropNames<SupplyPointProps> = {
  volts: optional(voltageOr({ ...BAD, remedy: 'give volts above 0, such as 154_000' })),
  circuits: optional({ ...WHOLE, ...BAD }),
  pue: optional(RATIO),
  peakRatio: optional(RATIO),
  annualPue: optional(RATIO),
  assessmentPoints: optional({ number: { least: 0, most: 100 }, ...BAD, remedy: 'give points from 0 to 100' }),
  voltageDistortion: optional({
    number: { least: 0, most: 1 },
    ...BAD,
    remedy: 'give a share from 0 to 1: 0.012 is 1.2 %',
  }),
  frequencyRange: optional({ isList: true, each: { ...ABOVE_ZERO, ...BAD }, length: 2 }),
  limits: optional({ of: SUPPLY_LIMIT_NAMES, as: 'list', called: 'limit' }),
};

const BAD_NODE_SUPPLY = { code: 'power/invalid-supply' };

const AMOUNT = { ...FROM_ZERO, ...BAD_NODE_SUPPLY, remedy: 'give a number of 0 or more' };

const RATE = { ...ABOVE_ZERO, ...BAD_NODE_SUPPLY, remedy: 'give a number above 0' };

const SUPPLY_SHARE = { ...SHARE, ...BAD_NODE_SUPPLY, remedy: 'give a share above 0 and up to 1, such as 0.3' };

/**
 * What a source or a store gives beside its rating: the figures of ride-through. The members whose names end in a unit are deprecated: each has a quantity beside
 * it that takes its place.
 */
export interface NodeSupplyProps extends NodeSupply {
  /**
   * Supply contract of a utility or plant.
   *
   * @default - not known: it is not judged
   */
  readonly contract?: Power;
  /**
   * Former name of `contract`, in watts.
   *
   * @default - `contract`
   * @deprecated give `contract`
   */
  readonly contractWatts?: number;
  /**
   * How long a UPS or BESS carries its whole rating.
   *
   * @default - not known
   */
  readonly autonomy?: Duration;
  /**
   * Former name of `autonomy`, in seconds.
   *
   * @default - `autonomy`
   * @deprecated give `autonomy`
   */
  readonly storedSeconds?: number;
  /**
   * Power at which a store is charged again.
   *
   * @default - not known: charging is not judged
   */
  readonly recharge?: Power;
  /**
   * Former name of `recharge`, in watts.
   *
   * @default - `recharge`
   * @deprecated give `recharge`
   */
  readonly rechargeWatts?: number;
  /**
   * Time from loss until a generator can take load.
   *
   * @default - not known
   */
  readonly start?: Duration;
  /**
   * Former name of `start`, in seconds.
   *
   * @default - `start`
   * @deprecated give `start`
   */
  readonly startSeconds?: number;
  /**
   * Time that a transfer takes, when its new source is ready.
   *
   * @default - not known
   */
  readonly transfer?: Duration;
  /**
   * Former name of `transfer`, in seconds.
   *
   * @default - `transfer`
   * @deprecated give `transfer`
   */
  readonly transferSeconds?: number;
  /**
   * Time between two steps of load.
   *
   * @default - not known
   */
  readonly stepInterval?: Duration;
  /**
   * Former name of `stepInterval`, in seconds.
   *
   * @default - `stepInterval`
   * @deprecated give `stepInterval`
   */
  readonly stepSeconds?: number;
  /**
   * How long the fuel at hand must last.
   *
   * @default - not asked for
   */
  readonly requiredFuel?: Duration;
  /**
   * Former name of `requiredFuel`, in hours.
   *
   * @default - `requiredFuel`
   * @deprecated give `requiredFuel`
   */
  readonly requiredFuelHours?: number;
  /**
   * Largest change of load in a second that the source or its contract takes.
   *
   * @default - not known
   */
  readonly ramp?: Power;
  /**
   * Former name of `ramp`, in watts.
   *
   * @default - `ramp`
   * @deprecated give `ramp`
   */
  readonly rampWattsPerSecond?: number;
  /**
   * Largest step of load that the source or its contract takes.
   *
   * @default - `stepShare` of its rating, or not known
   */
  readonly step?: Power;
  /**
   * Former name of `step`, in watts.
   *
   * @default - `step`
   * @deprecated give `step`
   */
  readonly stepWatts?: number;
}

/** Members of the supply of a node. */
export const NODE_SUPPLY_NAMES: PropNames<NodeSupplyProps> = {
  ...renamed('contract', 'contractWatts', Power, 'inWatts', RATE),
  ...renamed('autonomy', 'storedSeconds', Duration, 'inSeconds', AMOUNT),
  ...renamed('recharge', 'rechargeWatts', Power, 'inWatts', AMOUNT),
  ...renamed('start', 'startSeconds', Duration, 'inSeconds', AMOUNT),
  ...renamed('transfer', 'transferSeconds', Duration, 'inSeconds', AMOUNT),
  ...renamed('stepInterval', 'stepSeconds', Duration, 'inSeconds', AMOUNT),
  ...renamed('requiredFuel', 'requiredFuelHours', Duration, 'inHours', AMOUNT),
  ...renamed('ramp', 'rampWattsPerSecond', Power, 'inWatts', RATE),
  ...renamed('step', 'stepWatts', Power, 'inWatts', RATE),
  stepShare: optional(SUPPLY_SHARE),
  fuelLitres: optional(AMOUNT),
  fuelLitresPerKilowattHour: optional(RATE),
  leastPowerFactor: optional(SUPPLY_SHARE),
  mostVoltageDistortion: optional(SUPPLY_SHARE),
  voltageDistortion: optional(AMOUNT),
  turbines: optional({ ...WHOLE, ...BAD_NODE_SUPPLY, remedy: 'give a whole number of 1 or more' }),
};

/** Props of the supply of a site. */
export const SUPPLY_PROP_NAMES: PropNames<SupplyProps> = {
  loadFigure: optional({ choices: LOAD_FIGURES }),
  supplyRules: optional({ choices: SUPPLY_RULES }),
  contractPower: optional(POWER),
  itPower: optional(POWER),
  energisedPower: optional(POWER),
  supply: optional({ of: SUPPLY_POINT_NAMES }),
};

/** Refuses what is wrong with the supply of a site beside what its table says: `site/bad-supply`. */
export function checkSupplyProps({ supply }: SupplyProps, refuse: Refuse): void {
  if (supply === undefined) return;
  const { frequencyRange, limits = [] } = supply;
  const bad = (problem: string, remedy: string): void => {
    refuse('site/bad-supply', problem, remedy);
  };
  if (frequencyRange !== undefined) {
    const [least, most] = frequencyRange;
    if (most < least) {
      bad(`'supply.frequencyRange' is ${least} to ${most}`, 'give two frequencies in hertz, the lower one first');
    }
  }
  for (const limit of limits) checkLimit(limit, bad);
}

/** The supply of a site as the engines take it; absent where nothing of it is stated. */
export function siteSupply(props: SupplyProps): { readonly supply?: SiteSupply } {
  const { supplyRules, contractPower, itPower, energisedPower, supply } = props;
  const stated = { supplyRules, contractPower, itPower, energisedPower, supply };
  if (Object.values(stated).every((value) => value === undefined)) return {};
  const {
    frequencyRange,
    limits = [],
    peakRatio,
    ...point
  } = plainProps<SupplyPointProps>(supply ?? {}, SUPPLY_POINT_NAMES);
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
        pue: peakRatio,
        frequencyRange:
          frequencyRange === undefined ? undefined : { leastHertz: frequencyRange[0], mostHertz: frequencyRange[1] },
      }),
      limits: limits.map((limit) => ({ ...limit })),
    },
  };
}

function checkLimit(limit: SupplyLimit, bad: (problem: string, remedy: string) => void): void {
  const { kind, least, most } = limit;
  const name = `limit '${kind}' of 'supply'`;
  if (!SUPPLY_LIMIT_KINDS.includes(kind)) {
    const hint = spellingHint(kind, SUPPLY_LIMIT_KINDS);
    bad(
      `${name} is none that there is`,
      hint === undefined ? `choose one of ${listed(SUPPLY_LIMIT_KINDS)}` : `did you mean '${hint}'?`,
    );
  }
  if (least === undefined && most === undefined) bad(`${name} has neither 'least' nor 'most'`, 'give one of them');
  if (least !== undefined && most !== undefined && least > most) {
    bad(`${name}: 'least' of ${least} is above 'most' of ${most}`, 'give the lower one as least');
  }
}

function listed(choices: readonly string[]): string {
  return choices.map((one) => `'${one}'`).join(', ');
}
