import { DataRate, TokenRate } from '../../units/data';
import { Mass, Temperature } from '../../units/dimensions';
import { Power } from '../../units/power';
import { optional, type PropNames, required, TEXT, WHOLE } from '../props/prop-rule';

const WHOLE_FROM_ZERO = { number: { least: 0, step: 1 } } as const;

const POWER = { quantity: Power, isAboveZero: true, readIn: 'inWatts' } as const;

const RATE = { quantity: DataRate, isAboveZero: true, readIn: 'inBitsPerSecond', readAs: 'bitsPerSecond' } as const;

/** What a hall gives to whatever stands in it. What is not stated bounds nothing, and is told. */
export interface GenerationHallProps {
  /** Its name. */
  readonly name: string;
  /** Power for IT. */
  readonly itPower: Power;
  /**
   * Heat that its loops take by liquid.
   *
   * @default - not stated
   */
  readonly liquidCooling?: Power;
  /**
   * Heat that its air takes.
   *
   * @default - not stated
   */
  readonly airCooling?: Power;
  /**
   * Places for racks.
   *
   * @default - not stated
   */
  readonly positions?: number;
  /**
   * Largest mass of a rack on its floor.
   *
   * @default - not stated
   */
  readonly rackMass?: Mass;
  /**
   * Mass that its floor bears in all.
   *
   * @default - not stated
   */
  readonly floorLoad?: Mass;
  /**
   * Power of the feeds of one place, with one lost.
   *
   * @default - not stated
   */
  readonly placePower?: Power;
  /**
   * Temperature at which its loop supplies.
   *
   * @default - not stated
   */
  readonly supplyTemperature?: Temperature;
}

const GENERATION_HALL_NAMES: PropNames<GenerationHallProps> = {
  name: required(TEXT),
  itPower: required({ ...POWER, readAs: 'itWatts' }),
  liquidCooling: optional({ quantity: Power, readIn: 'inWatts', readAs: 'liquidWatts' }),
  airCooling: optional({ quantity: Power, readIn: 'inWatts', readAs: 'airWatts' }),
  positions: optional(WHOLE_FROM_ZERO),
  rackMass: optional({ quantity: Mass, readIn: 'inKilograms', readAs: 'rackKilograms' }),
  floorLoad: optional({ quantity: Mass, readIn: 'inKilograms', readAs: 'floorKilograms' }),
  placePower: optional({ quantity: Power, readIn: 'inWatts', readAs: 'placeWatts' }),
  supplyTemperature: optional({ quantity: Temperature, readIn: 'inCelsius', readAs: 'supplyCelsius' }),
};

/** Links of a rack to a fabric. */
export interface GenerationFabricProps {
  /** Links of a rack. */
  readonly links: number;
  /** Rate of a link. */
  readonly rate: DataRate;
  /**
   * Medium and connector at the switch: cables are used again where both generations have the same.
   *
   * @default - not stated
   */
  readonly cable?: string;
}

const GENERATION_FABRIC_NAMES: PropNames<GenerationFabricProps> = {
  links: required(WHOLE),
  rate: required(RATE),
  cable: optional(TEXT),
};

/** What a GPU of a generation gives and costs. */
export interface GenerationCostsProps {
  /** Output tokens a second of one GPU, measured alike for all generations of the hall. */
  readonly output: TokenRate;
  /** Energy and operation of a GPU-hour, in the major unit of the currency: what it costs once its capital is spent. */
  readonly running: number;
  /** A sold GPU-hour with all its capital, as `Costs` tells it. */
  readonly sold: number;
  /** Currency of both. */
  readonly currency: 'USD' | 'KRW';
}

const GENERATION_COSTS_NAMES: PropNames<GenerationCostsProps> = {
  output: required({ quantity: TokenRate, isAboveZero: true, readIn: 'inTokensPerSecond', readAs: 'tokensPerSecond' }),
  running: required({ number: { least: 0, most: 1e9 }, readAs: 'runningPerHour' }),
  sold: required({ number: { above: 0, most: 1e9 }, readAs: 'soldPerHour' }),
  currency: required({ choices: ['USD', 'KRW'] }),
};

/** Racks of one generation of hardware. */
export interface GenerationProps {
  /** Its name. */
  readonly name: string;
  /** Largest draw of a rack. */
  readonly rackPower: Power;
  /** GPUs of a rack. */
  readonly gpus: number;
  /**
   * Part of the draw that goes to liquid, from 0 to 1.
   *
   * @default - not stated
   */
  readonly liquidShare?: number;
  /**
   * Mass of a rack.
   *
   * @default - not stated
   */
  readonly rackMass?: Mass;
  /**
   * Warmest supply of liquid that it takes.
   *
   * @default - not stated
   */
  readonly supplyTemperature?: Temperature;
  /**
   * Links of a rack.
   *
   * @default - not stated
   */
  readonly fabric?: GenerationFabricProps;
  /**
   * What a GPU gives and costs: with that of the generation before, whether replacing pays.
   *
   * @default - not stated
   */
  readonly costs?: GenerationCostsProps;
  /** First day in service, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * Day on which it goes out of service.
   *
   * @default - it stays
   */
  readonly out?: string;
}

const GENERATION_NAMES: PropNames<GenerationProps> = {
  name: required(TEXT),
  rackPower: required({ ...POWER, readAs: 'rackWatts' }),
  gpus: required({ ...WHOLE, readAs: 'gpusPerRack' }),
  liquidShare: optional({ number: { least: 0, most: 1 } }),
  rackMass: optional({ quantity: Mass, readIn: 'inKilograms', readAs: 'rackKilograms' }),
  supplyTemperature: optional({ quantity: Temperature, readIn: 'inCelsius', readAs: 'supplyCelsius' }),
  fabric: optional({ of: GENERATION_FABRIC_NAMES }),
  costs: optional({ of: GENERATION_COSTS_NAMES }),
  since: required(TEXT),
  out: optional(TEXT),
};

/** A hall whose hardware is replaced. */
export interface ReplacementProps {
  /** What the hall gives. */
  readonly hall: GenerationHallProps;
  /** Its generations, in the order of their first days. */
  readonly generations: readonly GenerationProps[];
}

/** Members of a replacement; engines read base units. */
export const REPLACEMENT_NAMES: PropNames<ReplacementProps> = {
  hall: required({ of: GENERATION_HALL_NAMES }),
  generations: required({ of: GENERATION_NAMES, as: 'list' }),
};
