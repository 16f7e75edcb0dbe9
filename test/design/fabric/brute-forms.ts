/** What a fabric of one group, one plane, two tiers and equal rates has to carry. */
export interface FormCase {
  readonly hosts: number;
  readonly unitHosts: number;
  readonly rails: number;
  /** Ports of every switch. */
  readonly radix: number;
  /** Spines of which one may be lost: 4 in a compute fabric, 2 in others. */
  readonly leastSpines: number;
}

/** The cheapest form: switches first, then links between them. */
export interface BestForm {
  readonly leaves: number;
  readonly spines: number;
  readonly uplinks: number;
}

/**
 * Tries every form in which each leaf carries one rail, no leaf takes more down than up, each leaf has the same whole number of links to each spine, and whole units share
 * leaves. It counts ports one by one and knows nothing of the engine. Undefined where two tiers do not reach.
 */
export function bestForm({ hosts, unitHosts, rails, radix, leastSpines }: FormCase): BestForm | undefined {
  let best: { cost: readonly number[]; form: BestForm } | undefined;
  const units = Math.ceil(hosts / unitHosts);
  const half = Math.floor(radix / 2);
  for (let together = 1; together <= units; together += 1) {
    if (together > 1 && together * unitHosts > half) break;
    const leaves = railLeaves({ units, together, unitHosts, half });
    const all = leaves.flat();
    const most = Math.max(...all);
    const count = all.length * rails;
    if (count > radix) continue;
    for (let up = most; up <= Math.min(radix - most, half); up += 1) {
      for (let spines = 1; spines <= up; spines += 1) {
        const each = up / spines;
        if (!Number.isInteger(each) || count * each > radix) continue;
        const cost = [spines < leastSpines ? 1 : 0, count + spines, count * up];
        if (best === undefined || isLess(cost, best.cost))
          best = { cost, form: { leaves: count, spines, uplinks: up } };
      }
    }
  }
  return best?.form;
}

/** Used ports of each leaf of one rail: units together take as few leaves as hold them, and spread over these. */
function railLeaves(of: { units: number; together: number; unitHosts: number; half: number }): number[][] {
  const { units, together, unitHosts, half } = of;
  const blocks: number[][] = [];
  for (let first = 0; first < units; first += together) {
    let leaves = 1;
    while (leaves * half < together * unitHosts) leaves += 1;
    const held = Math.min(together, units) * unitHosts;
    const each = new Array<number>(leaves).fill(0);
    for (let host = 0; host < held; host += 1) each[host % leaves] = (each[host % leaves] ?? 0) + 1;
    blocks.push(each);
  }
  return blocks;
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  for (let at = 0; at < left.length; at += 1) {
    if (left[at] !== right[at]) return (left[at] ?? 0) < (right[at] ?? 0);
  }
  return false;
}
