import type { FabricPlan } from '../../model/fabric-plan';

/** How the uplinks of one switch spread over the switches above it. */
export interface UplinkSpread {
  /** Index of the lower switch. */
  readonly lower: number;
  readonly uplinks: number;
  /** Switches above that it reaches. */
  readonly reached: number;
  /** Fewest and most links to one of them. */
  readonly least: number;
  readonly most: number;
  /** Index of a switch above that has the most. */
  readonly fullest: number;
}

/** Spread of every switch with uplinks, by index of the switch. Linear in the links. */
export function uplinkSpreads({ links, switches }: FabricPlan): UplinkSpread[] {
  const starts = new Uint32Array(switches.length + 1);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] !== 0) bump(starts, (links.aNode[row] ?? 0) + 1, 1);
  }
  for (let index = 0; index < switches.length; index += 1) bump(starts, index + 1, starts[index] ?? 0);
  const next = starts.slice();
  const uppers = new Uint32Array(starts[switches.length] ?? 0);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] === 0) continue;
    const lower = links.aNode[row] ?? 0;
    uppers[next[lower] ?? 0] = links.bNode[row] ?? 0;
    bump(next, lower, 1);
  }
  const counts = new Uint32Array(switches.length);
  const spreads: UplinkSpread[] = [];
  for (let lower = 0; lower < switches.length; lower += 1) {
    const own = uppers.subarray(starts[lower], starts[lower + 1]);
    if (own.length > 0) spreads.push(spreadOf(lower, own, counts));
  }
  return spreads;
}

/** `counts` is all zero before and after. */
function spreadOf(lower: number, uppers: Uint32Array, counts: Uint32Array): UplinkSpread {
  let [reached, least, most, fullest] = [0, Infinity, 0, 0];
  for (let index = 0; index < uppers.length; index += 1) bump(counts, uppers[index] ?? 0, 1);
  for (let index = 0; index < uppers.length; index += 1) {
    const upper = uppers[index] ?? 0;
    const links = counts[upper] ?? 0;
    if (links === 0) continue;
    counts[upper] = 0;
    reached += 1;
    if (links < least) least = links;
    if (links > most) [most, fullest] = [links, upper];
  }
  return { lower, uplinks: uppers.length, reached, least, most, fullest };
}

function bump(counts: Uint32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by;
}
