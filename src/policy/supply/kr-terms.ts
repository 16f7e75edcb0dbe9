/** Where Korea's figures of supply come from. */
export const KEPCO_ARTICLE_23 = 'KEPCO Basic Supply Terms, article 23 (restated in public; check the terms in force)';

/** Supply voltage of general lines, V. */
export const MEDIUM_VOLTS = 22_900;
/** Supply voltage of transmission, V. */
export const HIGH_VOLTS = 154_000;
/** Supply voltage of the largest contracts, V. */
export const HIGHEST_VOLTS = 345_000;

/** Voltages by contract power: the least, and that below which article 23 (3)-1 makes an exception. */
export const KR_VOLTAGES = [
  { mostWatts: 10_000_000, leastVolts: MEDIUM_VOLTS, inPrincipleVolts: MEDIUM_VOLTS },
  { mostWatts: 40_000_000, leastVolts: MEDIUM_VOLTS, inPrincipleVolts: HIGH_VOLTS },
  { mostWatts: 400_000_000, leastVolts: HIGH_VOLTS, inPrincipleVolts: HIGH_VOLTS },
  { mostWatts: Infinity, leastVolts: HIGHEST_VOLTS, inPrincipleVolts: HIGHEST_VOLTS },
] as const;

/** What one general-line circuit carries normally, W. */
export const CIRCUIT_WATTS = 10_000_000;
/** What one general-line circuit carries in an emergency, W. */
export const CIRCUIT_EMERGENCY_WATTS = 14_000_000;
/** Circuits of the exception for contracts above 10 MW at 22.9 kV. */
export const EXCEPTION_CIRCUITS = 2;

/** Contract power from which a power-system impact assessment is due, W. */
export const ASSESSMENT_WATTS = 10_000_000;
/** Points that pass it. */
export const ASSESSMENT_POINTS = 70;

/** Highest total harmonic distortion of the voltage from 154 kV. */
export const MOST_VOLTAGE_DISTORTION = 0.015;
/** Frequencies that a supply from 154 kV keeps, Hz. */
export const FREQUENCY_HERTZ = { least: 59.8, most: 60.2 } as const;

/** The voltages of a contract. */
export function krVoltages(contractWatts: number): { readonly leastVolts: number; readonly inPrincipleVolts: number } {
  const [first] = KR_VOLTAGES;
  return KR_VOLTAGES.find(({ mostWatts }) => contractWatts <= mostWatts) ?? first;
}
