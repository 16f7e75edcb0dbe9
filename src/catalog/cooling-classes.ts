import { Temperature } from '../units/dimensions';
import { defineEntry } from './define-entry';
import type { AirClassSpec, CoolantClassSpec, EfficiencyClassSpec } from './facility-specs';
import { cite } from './fact';

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

const lbl = cite('lbl-pue', 'secondary');

function efficiencyClass(id: string, model: string, pue: number, wue: number, note?: string): EfficiencyClassSpec {
  return defineEntry('efficiency class', { id, model, manufacturer: 'LBNL', pue: lbl(pue), wue: lbl(wue, note) });
}

/** Efficiency of data centres by kind and by cooling, as the LBNL report of 2024 has them. */
export const efficiencyClasses = {
  AI_SPECIALISED: defineEntry<EfficiencyClassSpec>('efficiency class', {
    id: 'ai-specialised',
    model: 'AI specialised',
    manufacturer: 'LBNL',
    pue: lbl(1.14),
    pueRange: lbl({ least: 1.09, most: 1.19 }),
    wue: lbl(0.61),
    wueRange: lbl({ least: 0.52, most: 0.73 }),
  }),
  HYPERSCALE: efficiencyClass('hyperscale', 'Hyperscale', 1.22, 0.32),
  MIDSIZE: efficiencyClass('midsize', 'Midsize and colocation', 1.68, 0.67),
  SMALL: efficiencyClass('small', 'Small', 1.91, 0.32),
  LIQUID_DRY_COOLER: efficiencyClass('liquid-dry-cooler', 'IT liquid, dry cooler', 1.093, 0),
  LIQUID_ADIABATIC: efficiencyClass(
    'liquid-adiabatic',
    'IT liquid, adiabatic dry cooler',
    1.093,
    0.13,
    '0.15 to 0.17 in Lei et al. 2025, as quoted by a campus study',
  ),
  LIQUID_ECONOMISER: efficiencyClass('liquid-economiser', 'IT liquid, water-side economiser', 1.133, 1.96),
  WATER_ECONOMISER: efficiencyClass('water-economiser', 'Water-side economiser', 1.118, 2.18),
  AIR_ECONOMISER: defineEntry<EfficiencyClassSpec>('efficiency class', {
    id: 'air-economiser',
    model: 'Air-side economiser, adiabatic',
    manufacturer: 'LBNL',
    pueRange: lbl({ least: 1.143, most: 1.169 }),
    wueRange: lbl({ least: 0.02, most: 0.42 }, 'the lower PUE goes with the higher WUE'),
  }),
  AIR_ADIABATIC: efficiencyClass('air-adiabatic', 'Adiabatic dry cooler, air', 1.199, 0.23),
  AIR_COOLED_CHILLER: efficiencyClass('air-cooled-chiller', 'Midsize, air-cooled chiller', 1.828, 0.06),
  WATER_COOLED_CHILLER: efficiencyClass('water-cooled-chiller', 'Midsize, water-cooled chiller', 1.521, 2.89),
} as const;
