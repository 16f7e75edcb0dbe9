/** A whole number for people: `1,016`. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** A load for people: `43.2 kW`, `1.25 MW`. */
export function load(watts: number): string {
  if (watts >= 1e6) return `${short(watts / 1e6, 2)} MW`;
  return watts >= 1e3 ? `${short(watts / 1e3, 1)} kW` : `${short(watts, 0)} W`;
}

/** A length for people; 0 is a cable that is not routed. */
export function metres(millimetres: number): string {
  return millimetres === 0 ? '' : `${short(millimetres / 1e3, 2)} m`;
}

/** A share for people: `87 %`; of nothing it is not known. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${short((100 * part) / whole, 0)} %` : '';
}

function short(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
