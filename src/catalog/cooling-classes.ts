import { Temperature } from '../units/temperature';
import { cite } from './cite';
import { defineEntry } from './define-entry';
import type { Fact } from './fact';
import type { CatalogItem, TemperatureRange } from './shapes';

/** A class of equipment by the air that it bears at its inlet. */
export interface AirClassSpec extends CatalogItem {
  /** Dry bulb that is allowed, or recommended. */
  readonly dryBulb: Fact<TemperatureRange>;
}

/** A class of equipment by the coolant that it bears. */
export interface CoolantClassSpec extends CatalogItem {
  /** Loop whose supply the class is about: of the facility (W) or the technology loop at the racks (S). */
  readonly loop: 'facility' | 'technology';
  /** Warmest supply. Absent for the open class. */
  readonly maxSupply?: Fact<Temperature>;
  /** Supply above which the open class begins. */
  readonly above?: Fact<Temperature>;
}

const ashrae = cite('ashrae', 'secondary');
const sClasses = cite('ashrae-s', 'secondary');

function airClass(id: string, model: string, least: number, most: number): AirClassSpec {
  return defineEntry('air class', {
    id,
    model,
    manufacturer: 'ASHRAE',
    dryBulb: ashrae({ min: Temperature.celsius(least), max: Temperature.celsius(most) }),
  });
}

function waterClass(celsius: number): CoolantClassSpec {
  return defineEntry('coolant class', {
    id: `w${celsius}`,
    model: `W${celsius}`,
    manufacturer: 'ASHRAE',
    loop: 'facility',
    maxSupply: ashrae(Temperature.celsius(celsius)),
  });
}

function supplyClass(celsius: number): CoolantClassSpec {
  return defineEntry('coolant class', {
    id: `s${celsius}`,
    model: `S${celsius}`,
    manufacturer: 'ASHRAE',
    loop: 'technology',
    maxSupply: sClasses(Temperature.celsius(celsius)),
  });
}

/** Classes of air: what equipment of a class bears, and what is recommended for all. */
export const airClasses = {
  RECOMMENDED: airClass('recommended', 'Recommended range', 18, 27),
  A1: airClass('a1', 'A1', 15, 32),
  A2: airClass('a2', 'A2', 10, 35),
  A3: airClass('a3', 'A3', 5, 40),
  A4: airClass('a4', 'A4', 5, 45),
} as const;

/** Classes of coolant: facility water (W) and supply of the technology loop (S). */
export const coolantClasses = {
  W17: waterClass(17),
  W27: waterClass(27),
  W32: waterClass(32),
  W40: waterClass(40),
  W45: waterClass(45),
  W_PLUS: defineEntry<CoolantClassSpec>('coolant class', {
    id: 'w-plus',
    model: 'W+',
    manufacturer: 'ASHRAE',
    loop: 'facility',
    above: ashrae(Temperature.celsius(45)),
  }),
  S20: supplyClass(20),
  S25: supplyClass(25),
  S30: supplyClass(30),
  S35: supplyClass(35),
  S40: supplyClass(40),
  S45: supplyClass(45),
  S50: supplyClass(50),
} as const;
