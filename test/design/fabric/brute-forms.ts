/** What a fabric of one group, one plane, two tiers and equal rates has to carry. */
export interface FormCase {
  readonly hosts: number;
  readonly unitHosts: number;
  readonly rails: number;
  /** Ports of every switch. */
  readonly radix: number;
  /** Spines of which one may be lost: 4 in a compute fabric, 2 in others. */
  readonly leastSpines: number;
  /** Rails on one leaf; 1 where absent. */
  readonly railsPerLeaf?: number;
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
export function bestForm(of: FormCase): BestForm | undefined {
  const { hosts, unitHosts, rails, radix, leastSpines, railsPerLeaf = 1 } = of;
  let best: { cost: readonly number[]; form: BestForm } | undefined;
  const units = Math.ceil(hosts / unitHosts);
  const half = Math.floor(radix / 2);
  for (let together = 1; together <= units; together += 1) {
    const mostHosts = Math.floor(half / railsPerLeaf);
    if (mostHosts === 0 || (together > 1 && together * unitHosts > mostHosts)) break;
    const leaves = railLeaves({ units, together, unitHosts, half: mostHosts });
    const all = leaves.flat();
    const most = Math.max(...all) * railsPerLeaf;
    const count = all.length * Math.ceil(rails / railsPerLeaf);
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

/** A fabric whose leaves split some cages for hosts and the others for spines; rates in one unit. */
export interface MixedCase {
  readonly hosts: number;
  readonly unitHosts: number;
  readonly rails: number;
  readonly cages: number;
  readonly down: { readonly perCage: number; readonly rate: number };
  readonly up: { readonly perCage: number; readonly rate: number };
}

/** Tries every number of cages for spines, every number of units on a leaf and every number of spines: 4 or more where that can be. */
export function bestMixedForm({ hosts, unitHosts, rails, cages, down, up }: MixedCase): BestForm | undefined {
  let best: { cost: readonly number[]; form: BestForm } | undefined;
  const units = Math.ceil(hosts / unitHosts);
  for (let facing = 1; facing < cages; facing += 1) {
    const uplinks = facing * up.perCage;
    const room = Math.min((cages - facing) * down.perCage, Math.floor((uplinks * up.rate) / down.rate));
    for (let together = 1; together <= units && room > 0; together += 1) {
      if (together > 1 && together * unitHosts > room) break;
      const count = rails * Math.ceil(units / together) * Math.ceil((together * unitHosts) / room);
      for (let spines = 1; spines <= uplinks; spines += 1) {
        if (uplinks % spines !== 0 || count * (uplinks / spines) > cages * up.perCage) continue;
        const cost = [spines < 4 ? 1 : 0, count + spines, count * uplinks];
        if (best === undefined || isLess(cost, best.cost)) best = { cost, form: { leaves: count, spines, uplinks } };
      }
    }
  }
  return best?.form;
}
