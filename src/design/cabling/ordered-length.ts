import type { Candidate } from './media-candidates';

/** Shortest length to order for a route, mm: of those on sale, else the next step; undefined where it is beyond the reach. */
export function orderedLength(
  { media, lengthsMillimetres }: Candidate,
  routeMillimetres: number,
  stepMillimetres: number,
): number | undefined {
  const length =
    lengthsMillimetres === undefined
      ? nextStep(routeMillimetres, stepMillimetres)
      : lengthsMillimetres.find((onSale) => onSale >= routeMillimetres);
  return length === undefined || length > media.reachMillimetres ? undefined : length;
}

/** The medium of a link that passes panels, whose segments are ordered one by one: the lengths on sale of one cable do not bind it. */
export function asLaid(candidate: Candidate, isPatched: number | undefined): Candidate {
  return isPatched === 1 ? { ...candidate, lengthsMillimetres: undefined } : candidate;
}

/** The length rounded up to a whole number of steps, mm. */
export function nextStep(lengthMillimetres: number, stepMillimetres: number): number {
  return Math.ceil(lengthMillimetres / stepMillimetres) * stepMillimetres;
}
