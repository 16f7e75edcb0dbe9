import type { CageTable } from './cage-table';

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
