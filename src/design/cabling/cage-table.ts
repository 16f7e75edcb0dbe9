import type { FabricPlan } from '../../model/fabric-plan';
import { cagePlace, cagesOf } from '../../model/switch-ports';

/** Cages of a fabric's links as columns; row i is link i. Cages are numbered from 0 over the whole fabric. */
export interface CageTable {
  readonly count: number;
  /** First number of a switch's cage; those below are cages of endpoints. */
  readonly firstSwitchCage: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** Whether the link takes the same place (first, second ..) in both of its cages, as a cable with fixed ends joins them. */
  readonly isStraight: Uint8Array;
}

/** Numbers the cages that the links of a fabric end in. */
export function cageTable({ endpoints, switches, links }: FabricPlan): CageTable {
  const ranks = new Map<readonly number[], Uint8Array>();
  const endpointBase = new Uint32Array(endpoints.length);
  let count = 0;
  endpoints.forEach(({ portCages }, index) => {
    endpointBase[index] = count;
    if (!ranks.has(portCages)) ranks.set(portCages, ranksInCage(portCages));
    count += 1 + portCages.reduce((highest, cage) => Math.max(highest, cage), -1);
  });
  const firstSwitchCage = count;
  const switchBase = new Uint32Array(switches.length);
  switches.forEach(({ model }, index) => {
    switchBase[index] = count;
    count += cagesOf(model);
  });

  const a = new Uint32Array(links.count);
  const b = new Uint32Array(links.count);
  const isStraight = new Uint8Array(links.count);
  for (let link = 0; link < links.count; link += 1) {
    const aNode = links.aNode[link] ?? 0;
    const bNode = links.bNode[link] ?? 0;
    const aPort = links.aPort[link] ?? 0;
    const upper = placeInSwitch(switches[bNode]?.model, links.bPort[link] ?? 0);
    b[link] = (switchBase[bNode] ?? 0) + upper.cage;
    let rank: number;
    if (links.tier[link] === 0) {
      const portCages = endpoints[aNode]?.portCages ?? [];
      a[link] = (endpointBase[aNode] ?? 0) + (portCages[aPort] ?? 0);
      rank = ranks.get(portCages)?.[aPort] ?? 0;
    } else {
      const lower = placeInSwitch(switches[aNode]?.model, aPort);
      a[link] = (switchBase[aNode] ?? 0) + lower.cage;
      rank = lower.rank;
    }
    isStraight[link] = rank === upper.rank ? 1 : 0;
  }
  return { count, firstSwitchCage, a, b, isStraight };
}

/** Place of each port among the ports of its cage, from 0. */
function ranksInCage(portCages: readonly number[]): Uint8Array {
  const taken = new Map<number, number>();
  return Uint8Array.from(portCages, (cage) => {
    const rank = taken.get(cage) ?? 0;
    taken.set(cage, rank + 1);
    return rank;
  });
}

/** Cage of a switch's port, and the port's place in it, both from 0. */
function placeInSwitch(model: FabricPlan['switches'][number]['model'] | undefined, port: number): Place {
  if (model === undefined) return { cage: 0, rank: 0 };
  const { cage, rank } = cagePlace(model, port);
  return { cage: cage - 1, rank };
}

interface Place {
  readonly cage: number;
  readonly rank: number;
}

/** No further link. */
export const NO_LINK = 0xffff_ffff;

/**
 * Links that hang together over shared cages, as chains: all links of a chain must be built of one medium, since a
 * transceiver serves all links of its cage, and both ends of a link are alike.
 */
export interface CageGroups {
  readonly count: number;
  /** First link of each group, in ascending order. */
  readonly first: Uint32Array;
  /** Next link of the same group, `NO_LINK` at the end. */
  readonly next: Uint32Array;
  /** Group of each link. */
  readonly groupOf: Uint32Array;
}

/** Groups links by disjoint sets over their cages, in time nearly linear (path halving). */
export function cageGroups({ count: cages, a, b }: CageTable): CageGroups {
  const links = a.length;
  const parent = Uint32Array.from({ length: cages }, (_, cage) => cage);
  const rootOf = (cage: number): number => {
    let root = cage;
    for (;;) {
      const above = parent[root] ?? root;
      if (above === root) return root;
      root = parent[root] = parent[above] ?? above;
    }
  };
  for (let link = 0; link < links; link += 1) {
    const one = rootOf(a[link] ?? 0);
    const other = rootOf(b[link] ?? 0);
    if (one < other) parent[other] = one;
    else parent[one] = other;
  }

  const groupOfRoot = new Uint32Array(cages).fill(NO_LINK);
  const first = new Uint32Array(links);
  const last = new Uint32Array(links);
  const next = new Uint32Array(links).fill(NO_LINK);
  const groupOf = new Uint32Array(links);
  let count = 0;
  for (let link = 0; link < links; link += 1) {
    const root = rootOf(a[link] ?? 0);
    let group = groupOfRoot[root] ?? NO_LINK;
    if (group === NO_LINK) {
      group = groupOfRoot[root] = count;
      first[group] = link;
      count += 1;
    } else {
      next[last[group] ?? 0] = link;
    }
    last[group] = link;
    groupOf[link] = group;
  }
  return { count, first: first.subarray(0, count), next, groupOf };
}
