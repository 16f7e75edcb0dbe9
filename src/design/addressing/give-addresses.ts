import { DesignError, DesignErrors } from '../../errors/design-error';
import { printBlock } from '../../model/address-block';
import type { AddressEntry, AddressWant } from '../../model/address-plan';
import type { AddressPool } from './address-pool';
import { entryOf, keyOf, purposeOf, serves } from './address-want';
import { LockKeeper } from './lock-keeper';

/** Wants that draw on the same pools. */
interface Demand {
  /** In words. */
  readonly purpose: string;
  readonly pools: readonly AddressPool[];
  readonly wants: AddressWant[];
}

/**
 * Gives each interface an address of its purpose, in the order of the wants. What the lock holds stays, also for interfaces
 * that are gone; new addresses come above the highest that it holds in a pool, pool after pool, and fill gaps only when no
 * pool has anything above.
 *
 * @throws DesignError `addressing/want-twice`, `addressing/no-pool`, `addressing/pool-too-small`,
 * `addressing/locked-elsewhere`, `addressing/locked-reserved`, `addressing/locked-twice`
 */
export function giveAddresses(
  pools: readonly AddressPool[],
  wants: readonly AddressWant[],
  locked: Readonly<Record<string, string>>,
): AddressEntry[] {
  const byKey = wantsByKey(wants);
  const keeper = new LockKeeper(pools, locked);
  const errors = keeper.keepAll(byKey);
  const demands = demandsOf(pools, wants);
  for (const demand of demands) errors.push(...shortage(demand, (want) => keeper.kept.has(keyOf(want))));
  DesignErrors.throwAll(errors);
  return demands.flatMap((demand) =>
    demand.wants.flatMap((want) => {
      const entry = keeper.kept.get(keyOf(want)) ?? next(demand.pools, want);
      return entry === undefined ? [] : [entry];
    }),
  );
}

function wantsByKey(wants: readonly AddressWant[]): Map<string, AddressWant> {
  const byKey = new Map<string, AddressWant>();
  const errors: DesignError[] = [];
  for (const want of wants) {
    const key = keyOf(want);
    if (byKey.has(key)) {
      errors.push(
        new DesignError('addressing/want-twice', {
          problem: `interface '${want.interface}' of '${want.device}' wants two addresses`,
          remedy: 'give the interface another name in one of its networks',
          object: key,
        }),
      );
    }
    byKey.set(key, want);
  }
  DesignErrors.throwAll(errors);
  return byKey;
}

function demandsOf(pools: readonly AddressPool[], wants: readonly AddressWant[]): Demand[] {
  const demands = new Map<string, Demand>();
  for (const want of wants) {
    const purpose = purposeOf(want);
    const demand = demands.get(purpose) ?? { purpose, pools: pools.filter((pool) => serves(pool, want)), wants: [] };
    demands.set(purpose, demand);
    demand.wants.push(want);
  }
  return [...demands.values()];
}

function shortage(demand: Demand, isKept: (want: AddressWant) => boolean): DesignError[] {
  const { purpose, pools, wants } = demand;
  const last = pools.at(-1);
  if (last === undefined) {
    const [first] = wants;
    const who = first === undefined ? '' : `'${keyOf(first)}'`;
    const which = wants.length === 1 ? `${who} wants one` : `${who} and ${wants.length - 1} more want one`;
    return [
      new DesignError('addressing/no-pool', {
        problem: `no address pool is for ${purpose}, and ${which}`,
        remedy: "add a pool of this purpose to 'addressPools'",
      }),
    ];
  }
  const needed = BigInt(wants.filter((want) => !isKept(want)).length);
  const capacity = pools.reduce((sum, { range }) => sum + range.capacity, 0n);
  const taken = pools.reduce((sum, { range }) => sum + range.used, 0n);
  const free = capacity - taken;
  if (needed <= free) return [];
  const length = last.prefixLengthFor(last.range.capacity + needed - free);
  const gone = taken - BigInt(wants.length) + needed;
  const reserved = gone > 0n ? ` (${gone} of them kept for interfaces that are gone)` : '';
  const label = `'${last.input.name}' (${printBlock(last.block)})`;
  return [
    new DesignError('addressing/pool-too-small', {
      problem: `address pools for ${purpose} have ${capacity} addresses, and ${taken + needed} are needed${reserved}`,
      remedy: length === undefined ? 'add a pool' : `make ${label} a /${length}, or add a pool`,
      object: last.input.name,
      value: `${taken + needed}`,
      limit: `${capacity}`,
    }),
  ];
}

function next(pools: readonly AddressPool[], want: AddressWant): AddressEntry | undefined {
  for (const pool of pools) {
    const number = pool.range.takeAbove();
    if (number !== undefined) return entryOf(pool, want, number);
  }
  for (const pool of pools) {
    const number = pool.range.takeGap();
    if (number !== undefined) return entryOf(pool, want, number);
  }
  return undefined;
}
