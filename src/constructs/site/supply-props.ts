import { spellingHint } from '../../errors/design-error';
import { type RequiredRideThrough, type Studies, type Study, STUDY_SUBJECTS } from '../../model/continuity-plan';
import { LOAD_FIGURES, type LoadFigure } from '../../model/placement-plan';
import {
  type SiteSupply,
  SUPPLY_LIMIT_KINDS,
  SUPPLY_RULES,
  type SupplyLimit,
  type SupplyRules,
} from '../../model/power-plan';
import { type Voltage, Frequency } from '../../units/electricity';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import type { Refuse } from '../props/check-props';
import { ABOVE_ZERO, optional, type PropNames, quantityOr, renamedTo, required, TEXT, WHOLE } from '../props/prop-rule';
import { plainProps } from '../props/scoped-props';
import { REQUIRED_RIDE_THROUGH_NAMES, type RequiredRideThroughProps, voltageOr } from './node-supply';
import type { SiteClimate } from '../../model/cooling-plan';
import { Temperature } from '../../units/dimensions';

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
   * Former name of `peakRatio`. A figure of a year is `annualPue`.
   *
   * @default - `peakRatio`
   * @deprecated give `peakRatio`
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
   * Frequencies between which all plant of the site keeps running, for example `[Frequency.hertz(59.5), Frequency.hertz(60.5)]`. Bare numbers are deprecated: they
   * are hertz.
   *
   * @default - not known
   */
  readonly frequencyRange?: readonly [least: Frequency | number, most: Frequency | number];
  /**
   * What the contract or the grid code asks all load behind the point of supply to ride through.
   *
   * @default - not stated: ride-through of the grid is not judged
   */
  readonly gridRideThrough?: RequiredRideThroughProps;
  /**
   * Studies that settle what no rule of the library judges, by subject: `coordination`, `arcFlash` and so on.
   *
   * @default - none: each subject is listed as not judged
   */
  readonly studiedBy?: Studies;
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

/** A day, as `2026-11-30`. */
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

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

const STUDY = optional({
  of: {
    document: required({ ...TEXT, ...BAD }),
    revision: required({ ...TEXT, ...BAD }),
    date: required({ ...TEXT, ...BAD, pattern: DAY, remedy: "write it as year-month-day, such as '2026-11-30'" }),
  } satisfies PropNames<Study>,
});

const STUDIES_NAMES = Object.fromEntries(
  STUDY_SUBJECTS.map((subject) => [subject, STUDY]),
) as unknown as PropNames<Studies>;

const RATIO = { number: { least: 1 }, ...BAD, remedy: 'give facility power over IT power, 1 or more' };

/** Props of the point of supply. */
const SUPPLY_POINT_NAMES: PropNames<SupplyPointProps> = {
  volts: optional(voltageOr({ ...BAD, remedy: 'give volts above 0, such as 154_000' })),
  circuits: optional({ ...WHOLE, ...BAD }),
  ...renamedTo('peakRatio', 'pue', { now: RATIO, before: RATIO, from: (ratio: number) => ratio }),
  annualPue: optional(RATIO),
  assessmentPoints: optional({ number: { least: 0, most: 100 }, ...BAD, remedy: 'give points from 0 to 100' }),
  voltageDistortion: optional({
    number: { least: 0, most: 1 },
    ...BAD,
    remedy: 'give a share from 0 to 1: 0.012 is 1.2 %',
  }),
  frequencyRange: optional({
    isList: true,
    each: quantityOr(Frequency, 'hertz', { ...ABOVE_ZERO, ...BAD }),
    length: 2,
  }),
  gridRideThrough: optional({ of: REQUIRED_RIDE_THROUGH_NAMES }),
  studiedBy: optional({ of: STUDIES_NAMES }),
  limits: optional({ of: SUPPLY_LIMIT_NAMES, as: 'list', called: 'limit' }),
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
  const { frequencyRange, limits = [] } = plainProps<SupplyPointProps>(supply, SUPPLY_POINT_NAMES);
  const bad = (problem: string, remedy: string): void => {
    refuse('site/bad-supply', problem, remedy);
  };
  if (frequencyRange !== undefined) {
    const [least, most] = frequencyRange;
    if (most.isLessThan(least)) {
      bad(
        `'supply.frequencyRange' is ${least.inHertz} to ${most.inHertz}`,
        'give two frequencies in hertz, the lower one first',
      );
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
    gridRideThrough,
    volts,
    ...point
  } = plainProps<SupplyPointProps>(supply ?? {}, SUPPLY_POINT_NAMES);
  return {
    supply: {
      rules: supplyRules ?? 'neutral',
      ...present({
        contractWatts: contractPower?.inWatts,
        itWatts: itPower?.inWatts,
        energisedWatts: energisedPower?.inWatts,
        volts: volts?.inVolts,
      }),
      ...point,
      ...present({
        pue: peakRatio,
        // Read by its table: times are seconds by then.
        gridRideThrough: gridRideThrough as RequiredRideThrough | undefined,
        frequencyRange:
          frequencyRange === undefined
            ? undefined
            : { leastHertz: frequencyRange[0].inHertz, mostHertz: frequencyRange[1].inHertz },
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

/** A temperature outdoors, or a difference of two. */
const TEMPERATURE = {
  quantity: Temperature,
  between: [Temperature.celsius(-90), Temperature.celsius(100)],
} as const;

/** Weather of a site: named percentiles with their source. */
export interface ClimateProps {
  /**
   * Hottest dry bulb.
   *
   * @default - not known: dry coolers and chillers on air are not judged by it
   */
  readonly hottestDryBulb?: Temperature;
  /**
   * Hottest wet bulb.
   *
   * @default - not known: towers are not judged by it
   */
  readonly hottestWetBulb?: Temperature;
  /**
   * Coldest dry bulb.
   *
   * @default - not known: frost is not judged
   */
  readonly coldest?: Temperature;
  /**
   * What units outdoors warm the air that they draw, by their own exhaust.
   *
   * @default - not known: units that would hold without it are not judged
   */
  readonly recirculation?: Temperature;
  /** What the extremes are, such as `0.4 % of hours` or `n = 20 years`. */
  readonly percentile: string;
  /** Station or document that they come from. */
  readonly source: string;
}

/** Names of the props of a climate. */
export const CLIMATE_NAMES: PropNames<ClimateProps> = {
  hottestDryBulb: optional(TEMPERATURE),
  hottestWetBulb: optional(TEMPERATURE),
  coldest: optional(TEMPERATURE),
  recirculation: optional(TEMPERATURE),
  percentile: required(TEXT),
  source: required(TEXT),
};

/** The weather as the engines take it. */
export function siteClimate(climate: ClimateProps | undefined): { readonly climate?: SiteClimate } {
  if (climate === undefined) return {};
  const { hottestDryBulb, hottestWetBulb, coldest, recirculation, percentile, source } = climate;
  const of = (each: Temperature | undefined): number | undefined =>
    each === undefined ? undefined : Math.round(each.inCelsius * 1_000);
  return {
    climate: {
      ...present({
        hottestDryBulbMillicelsius: of(hottestDryBulb),
        hottestWetBulbMillicelsius: of(hottestWetBulb),
        coldestMillicelsius: of(coldest),
        recirculationMillicelsius: of(recirculation),
      }),
      percentile,
      source,
    },
  };
}
