import { DataRate } from '../../units/data-rate';
import type { ConvergedCable, ConvergedInSite } from '../converged/converged-in-site';
import type { BillItem } from './bill-item';
import type { BillPhases } from './bill-phases';

/** Cables of a pair of cores, one for each that is ordered, and a sentence on those that stand in no line. */
export function convergedItems(
  { path, plan, cables }: ConvergedInSite,
  phases?: BillPhases,
): { items: BillItem[]; gaps: string[] } {
  const ordered = cables.filter(({ label, cable }) => label === cable);
  const placed = ordered.filter(({ routeMillimetres }) => routeMillimetres !== undefined);
  const unplaced = ordered.length - placed.length;
  const gap = `core pair '${plan.name}': ${unplaced} of its ${ordered.length} cables are not in the bill: an end of each stands in no rack`;
  const items = placed.map((cable) => ({
    ...cableItem(plan.name, cable),
    path,
    ...(phases === undefined
      ? {}
      : { phase: Math.max(...[cable.a, cable.b].map((end) => phases.numberOf(end.device))) }),
  }));
  return { items, gaps: unplaced === 0 ? [] : [gap] };
}

function cableItem(pair: string, { split, rateBits, lengthMillimetres }: ConvergedCable): BillItem {
  const rate = (bits: number): string => DataRate.bitsPerSecond(bits).toString();
  const description =
    split === undefined
      ? `cable for ${rate(rateBits)}`
      : `split cable, ${rate(split.fromRateBits)} into ${split.into} x ${rate(split.fromRateBits / split.into)}`;
  return {
    line: { category: 'cable', description, quantity: 1, unit: 'each', lengthMillimetres },
    gap: `core pair '${pair}': '${description}' has no part number, and its transceivers are not counted: its medium is not known`,
  };
}
