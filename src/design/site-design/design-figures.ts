import type { SystemSpec } from '../../catalog/system-spec';
import { DesignError } from '../../errors/design-error';

/** Countries that a site is designed for. */
export const DESIGN_COUNTRIES = ['kr', 'us', 'de'] as const;
/** Country of a design: Korea, the United States (both 60 Hz), or Germany as a country of 50 Hz under IEC. */
export type DesignCountry = (typeof DESIGN_COUNTRIES)[number];

/** Redundancies of the power chain of a design. */
export const DESIGN_REDUNDANCIES = ['2N', 'N'] as const;
/** Redundancy of the power chain: two sides of which either carries all, or one. */
export type DesignRedundancy = (typeof DESIGN_REDUNDANCIES)[number];

/** What a country brings to a design. */
export interface CountryFigures {
  /** Frequency of its grid, Hz. */
  readonly hertz: 50 | 60;
  /** Voltage between lines behind the unit transformers. */
  readonly low: string;
  /** Voltage between lines within the site. */
  readonly medium: string;
  /** Voltages of supply by contract, kW: the first step that takes the contract counts. */
  readonly supply: readonly { readonly upToWatts: number; readonly volts: string; readonly isMedium?: true }[];
  /** Code of the busways. */
  readonly busway: 'KEC' | 'NEC' | 'IEC';
  /** Weather by which heat rejection is designed. */
  readonly climate: Readonly<Record<string, unknown>>;
  /** Wet bulb by which towers are designed. */
  readonly wetBulb: string;
  /** What of it no source states. */
  readonly assumed: readonly string[];
}

const ASSUMED_WEATHER = 'weather of a site that nobody has chosen yet';

/**
 * Figures of the countries. Korean voltages of contracts are those of article 23 of the supply terms of KEPCO (22.9 kV to 10 MW, 154 kV to 400 MW, 345 kV above);
 * the highest dry bulb of Seoul is that of the record. All others are figures of their kind, which the design lists as assumed.
 */
export const COUNTRIES: Readonly<Record<DesignCountry, CountryFigures>> = {
  kr: {
    hertz: 60,
    low: '380 V',
    medium: '22.9 kV',
    supply: [
      { upToWatts: 10e6, volts: '22.9 kV', isMedium: true },
      { upToWatts: 400e6, volts: '154 kV' },
      { upToWatts: Number.POSITIVE_INFINITY, volts: '345 kV' },
    ],
    busway: 'KEC',
    climate: {
      hottestDryBulb: '39.6 degC',
      percentile: 'highest on record since 1907',
      source: 'Korea Meteorological Administration, Seoul: 39.6 degC on 2018-08-01',
    },
    wetBulb: '28 degC',
    assumed: ['380 V behind transformers', 'weather of Seoul for the site; its wet bulb and its coldest day'],
  },
  us: {
    hertz: 60,
    low: '415 V',
    medium: '34.5 kV',
    supply: [
      { upToWatts: 20e6, volts: '34.5 kV', isMedium: true },
      { upToWatts: 400e6, volts: '138 kV' },
      { upToWatts: Number.POSITIVE_INFINITY, volts: '345 kV' },
    ],
    busway: 'NEC',
    climate: { percentile: 'assumed', source: ASSUMED_WEATHER },
    wetBulb: '28 degC',
    assumed: ['voltages of supply and of the site', 'weather'],
  },
  de: {
    hertz: 50,
    low: '400 V',
    medium: '20 kV',
    supply: [
      { upToWatts: 20e6, volts: '20 kV', isMedium: true },
      { upToWatts: 300e6, volts: '110 kV' },
      { upToWatts: Number.POSITIVE_INFINITY, volts: '380 kV' },
    ],
    busway: 'IEC',
    climate: { percentile: 'assumed', source: ASSUMED_WEATHER },
    wetBulb: '24 degC',
    assumed: ['voltages of supply and of the site', 'weather', 'generating sets of 50 Hz'],
  },
};

/** What a system brings to a design. */
export interface SystemFigures {
  readonly id: string;
  /** Highest draw of one, W. */
  readonly watts: number;
  readonly gpus: number;
  /** Whether it is a rack by itself. */
  readonly isRack: boolean;
  /** Systems in a rack of the hall. */
  readonly perRack: number;
  /** Systems in a scalable unit. */
  readonly unit: number;
  /** Whether most of its heat goes into liquid. */
  readonly isLiquid: boolean;
  /** Catalogue entry of the switch of its compute fabric. */
  readonly switchId: 'qm9700' | 'q3400';
  /** Facts that no source states, as entries of `define`; what they are, for people. */
  readonly define: Readonly<Record<string, unknown>>;
  readonly assumed: readonly string[];
}

/** Largest draw of the racks of one row, W: what one busway of 4,000 A takes at 400 V with a limit of 80 %. */
const ROW_WATTS = 2_300_000;

/** Racks that stand in one row of systems. */
export function rowRacks({ watts, perRack, unit }: SystemFigures): number {
  const rack = watts * perRack;
  const unitRacks = Math.ceil(unit / perRack);
  for (const units of [2, 1]) if (units * unitRacks * rack <= ROW_WATTS) return units * unitRacks;
  return Math.max(1, Math.floor(ROW_WATTS / rack));
}

/** Rows of systems that one zone feeds. */
export function zoneRows(system: SystemFigures): number {
  return Math.max(1, Math.floor(ROW_WATTS / (rowRacks(system) * system.perRack * system.watts)));
}

/** A fact that no source states: what the supplier replaces. */
export type AssumedValue = (value: unknown, why: string) => Readonly<Record<string, unknown>>;

/**
 * What a design needs of a system of the catalogue, with what is missing there as assumed facts.
 *
 * @throws DesignError `design/system-unfit` where the catalogue does not state its draw
 */
export function systemFigures(spec: SystemSpec, assume: AssumedValue): SystemFigures {
  const watts = spec.maxPower?.value.inWatts;
  if (watts === undefined || spec.computePorts === undefined) {
    throw new DesignError('design/system-unfit', {
      problem: `system '${spec.id}': the catalogue has no ${watts === undefined ? 'highest draw' : 'compute ports'} of it, by which a site is designed`,
      remedy: 'name another system, or state it by defineSystem and design by hand',
    });
  }
  const isRack = spec.formFactor === 'rack';
  const ports = spec.infinibandForm ?? spec.computePorts;
  const gigabits = ports.value.rate.inBitsPerSecond / 1e9;
  const facts: Record<string, unknown> = {};
  const assumed: string[] = [];
  const fact = (name: string, known: unknown, value: unknown, why: string): void => {
    if (known !== undefined) return;
    facts[name] = assume(value, why);
    assumed.push(`${name} of ${spec.model}: ${why}`);
  };
  const port = { count: 2, rate: '400 Gb/s', nic: 'bluefield-3' };
  fact('storagePorts', spec.storagePorts, port, 'two ports of 400 Gb/s for storage');
  fact('inBandPorts', spec.inBandPorts, port, 'two ports of 400 Gb/s in-band');
  if (isRack) {
    fact('heightU', spec.heightU, 48, 'a rack of 48 U');
    fact('weight', spec.weight, '1,800 kg', 'a weight between those that are printed');
    fact('rails', spec.rails, 4, 'four rails, as GB300 NVL72');
    fact('planes', spec.planes, 1, 'one plane');
    fact('scalableUnitNodes', spec.scalableUnitNodes, 144, 'a unit of 144 trays, as GB300 NVL72');
    fact('scalableUnitRacks', spec.scalableUnitRacks, 8, 'a unit of 8 racks, as GB300 NVL72');
  }
  const psus = spec.psus?.value;
  if (psus !== undefined && psus.needed === undefined) {
    facts['psus'] = assume(
      { ...plainPsus(psus), needed: Math.floor(psus.count / 2) },
      'shelves on two feeds, either of which carries the rack',
    );
    assumed.push(`psus of ${spec.model}: either half of its supplies carries it`);
  }
  return {
    id: spec.id,
    watts,
    gpus: spec.gpus.value,
    isRack,
    perRack: isRack ? 1 : 4,
    unit: isRack
      ? (spec.scalableUnitRacks?.value ?? 8)
      : (spec.infinibandForm?.value.unitNodes ?? spec.scalableUnitNodes?.value ?? 32),
    isLiquid: (spec.liquidFraction?.value ?? 0) > 0.5,
    switchId: gigabits >= 800 ? 'q3400' : 'qm9700',
    define: facts,
    assumed,
  };
}

function plainPsus(psus: NonNullable<SystemSpec['psus']>['value']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(psus).map(([key, value]) => [key, typeof value === 'number' ? value : String(value)]),
  );
}
