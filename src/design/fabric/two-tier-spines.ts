import { DesignError } from '../../errors/design-error';

/** What the spines of one plane have to serve. */
export interface SpineDemand {
  /** Fabric's name, for errors. */
  readonly fabric: string;
  /** Leaves of a plane, with those reserved. */
  readonly leaves: number;
  /** Uplinks of a leaf. */
  readonly up: number;
  /** Ports of a spine. */
  readonly radix: number;
  /** Count chosen by the user. */
  readonly spines?: number | undefined;
}

/**
 * Spines of a plane for two tiers: the fewest `S >= leaves * up / radix` with `up mod S == 0`, so that every leaf has the
 * same whole number of links to every spine (OpenSM's fat-tree routing demands the same).
 *
 * @throws DesignError `fabric/too-many-leaves`, `fabric/uneven-spines`, `fabric/too-few-spines`
 * @see https://github.com/linux-rdma/opensm doc/current-routing.txt
 */
export function twoTierSpines(demand: SpineDemand): number {
  const { fabric, leaves, up, radix, spines } = demand;
  if (leaves > radix) {
    throw new DesignError('fabric/too-many-leaves', {
      problem: `fabric '${fabric}': ${leaves} leaves a plane do not fit under two tiers with ${radix}-port spines, which take ${radix}`,
      remedy: "use fewer hosts, spines with more ports, or 'tiers: 3'",
      object: fabric,
      value: `${leaves} leaves`,
      limit: `${radix} leaves`,
    });
  }
  const least = Math.ceil((leaves * up) / radix);
  const choices = divisors(up).filter((count) => count >= least);
  if (spines === undefined) return choices[0] ?? up;
  if (choices.includes(spines)) return spines;
  const remedy = `use ${either(choices)}, or leave 'spines' out`;
  const parts = { remedy, object: fabric, value: `${spines} spines` };
  if (up % spines === 0) {
    throw new DesignError('fabric/too-few-spines', {
      problem: `fabric '${fabric}': ${spines} spines a plane of ${radix} ports take ${spines * radix} links, and ${leaves} leaves with ${up} uplinks have ${leaves * up}`,
      limit: `${least} spines`,
      ...parts,
    });
  }
  throw new DesignError('fabric/uneven-spines', {
    problem: `fabric '${fabric}': ${up} uplinks of a leaf do not spread evenly over ${spines} spines a plane`,
    limit: either(choices),
    ...parts,
  });
}

/** Divisors of a whole number, smallest first. */
export function divisors(of: number): number[] {
  return Array.from({ length: of }, (_, index) => index + 1).filter((candidate) => of % candidate === 0);
}

/** `16`, `16 or 32`, `8, 16 or 32`. */
export function either(choices: readonly number[]): string {
  const last = choices.at(-1);
  return choices.length < 2 ? `${last}` : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
