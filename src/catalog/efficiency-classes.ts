import { cite } from './cite';
import { defineEntry } from './define-entry';
import type { Fact } from './fact';
import type { CatalogItem } from './shapes';

/** From the least to the most. */
export interface NumberRange {
  /** Least. */
  readonly least: number;
  /** Most. */
  readonly most: number;
}

/** What a kind of data centre reaches in a year: facility over IT energy, and litres of water for a kilowatt-hour of IT. */
export interface EfficiencyClassSpec extends CatalogItem {
  /** Facility energy over IT energy. */
  readonly pue?: Fact<number>;
  /** Range over sites. */
  readonly pueRange?: Fact<NumberRange>;
  /** Site water, litres for a kilowatt-hour of IT. */
  readonly wue?: Fact<number>;
  /** Range over sites. */
  readonly wueRange?: Fact<NumberRange>;
}

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
