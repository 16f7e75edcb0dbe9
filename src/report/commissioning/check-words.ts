import type { CheckKind, CheckPlace, UnitReport } from '../../design/commissioning/commissioning-report';

/** Kinds of measurement in words. */
export const KIND_WORDS: Readonly<Record<CheckKind, string>> = {
  links: 'links',
  counters: 'error counters',
  adapters: 'adapters',
  firmware: 'firmware',
  nccl: 'NCCL',
  storage: 'storage',
  diagnostics: 'GPU diagnostics',
  power: 'power',
  temperatures: 'temperatures',
};

/** What became of a unit, in words. */
export const STATUS_WORDS: Readonly<Record<UnitReport['status'], string>> = {
  accepted: 'accepted, as far as it was measured',
  refused: 'not accepted',
  dark: 'dark, nothing to accept yet',
  'not-measured': 'not accepted: no file tells of it',
};

/** A place as people walk to it: `hall-1 A01 U21`. */
export function placeText(place: CheckPlace | undefined): string {
  if (place === undefined || place.rack === '') return '';
  return `${place.hall} ${place.rack} U${place.u}`;
}
