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

/** The length rounded up to a whole number of steps, mm. */
export function nextStep(lengthMillimetres: number, stepMillimetres: number): number {
  return Math.ceil(lengthMillimetres / stepMillimetres) * stepMillimetres;
}
