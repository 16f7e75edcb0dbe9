import { DesignError, DesignErrors } from '../../errors/design-error';
import {
  NumberRange,
  printAddress,
  printBlock,
  FIRST_AS_NUMBER,
  FIRST_PKEY,
  LAST_AS_NUMBER,
  LAST_PKEY,
  type AddressEntry,
  type AddressPlan,
  type AddressWant,
  type AsNumberWant,
  type PoolInput,
  type PoolNeed,
  type PoolPlan,
} from '../../model/address-plan';
import type { SiteLock } from '../../model/site-lock';
import { present } from '../../units/present';
import { textOrder } from '../text';
import { type AddressPool, checkPools, entryOf, keyOf, LockKeeper, purposeOf, serves } from './address-pool';
import { lackingPools, poolNeeds } from './carve-pools';

/** What the addresses and numbers of a site hang on. */
export interface AddressingInput {
  /** Pools of one purpose are used in this order. */
  readonly pools: readonly PoolInput[];
  /** Addresses that interfaces ask for, in the order in which they are given out. */
  readonly wants: readonly AddressWant[];
  /** Devices that speak BGP. */
  readonly asNumberFor: readonly AsNumberWant[];
  /** First AS number to give out. Default: 4200000000. */
  readonly asNumberBase?: number;
  /** Names of all tenants: each gets a partition. */
  readonly tenants: readonly string[];
  /** What pools are needed for. Default: for the wants alone. */
  readonly needs?: readonly PoolNeed[];
  /** Default: nothing was given out before. */
  readonly lock?: Pick<SiteLock, 'addresses' | 'asNumbers' | 'partitions'>;
}

/**
 * Gives out addresses, AS numbers and partition keys.
 *
 * Network and broadcast addresses stay free, and the first usable one of a pool is its gateway, but for loopbacks.
 *
 * @throws DesignError one of the `addressing/...` codes, `DesignErrors` where several things are wrong
 */
export function planAddresses(input: AddressingInput): AddressPlan {
  const { wants, asNumberFor, asNumberBase = FIRST_AS_NUMBER, tenants, lock } = input;
  checkAsNumberBase(asNumberBase);
  const pools = checkPools(input.pools);
  const needs = input.needs ?? poolNeeds({ wants, fabrics: [], clusters: [], tenants: [], shapes: {}, pairs: [] });
  const addresses = giveAddresses(pools, { wants, needs, locked: lock?.addresses ?? {} });
  const asNumbers = giveNumbers({
    names: asNumberFor.map(numberHolder),
    first: asNumberBase,
    last: LAST_AS_NUMBER,
    locked: lock?.asNumbers ?? {},
    code: 'addressing/as-numbers-exhausted',
    what: 'AS number',
  });
  const partitions = giveNumbers({
    names: tenants,
    first: FIRST_PKEY,
    last: LAST_PKEY,
    locked: lock?.partitions ?? {},
    code: 'addressing/partitions-exhausted',
    what: 'partition key',
  });
  return {
    pools: pools.map(poolPlan),
    addresses: addresses.sort((a, b) => textOrder(a.device, b.device) || textOrder(a.interface, b.interface)),
    asNumbers: [...new Map(asNumberFor.map((want) => [want.device, want])).values()]
      .map((want) => ({ ...want, asNumber: asNumbers.get(numberHolder(want)) ?? 0 }))
      .sort((a, b) => textOrder(a.device, b.device)),
    partitions: [...partitions]
      .map(([tenant, pkey]) => ({ tenant, pkey }))
      .sort((a, b) => textOrder(a.tenant, b.tenant)),
  };
}

/** Name under which the lock keeps an AS number: of the device, or of the group that shares it. */
export function numberHolder({ device, group }: AsNumberWant): string {
  return group ?? device;
}

function checkAsNumberBase(base: number): void {
  if (Number.isInteger(base) && base >= FIRST_AS_NUMBER && base <= LAST_AS_NUMBER) return;
  throw new DesignError('addressing/bad-as-number', {
    problem: `'asNumberBase' is ${base}`,
    remedy: `give a private AS number of four bytes: ${FIRST_AS_NUMBER} to ${LAST_AS_NUMBER}`,
    value: `${base}`,
  });
}

function poolPlan({ input, block, gateway, range }: AddressPool): PoolPlan {
  return {
    ...input,
    ...present({ gateway: gateway === undefined ? undefined : printAddress({ bits: block.bits, number: gateway }) }),
    capacity: safe(range.capacity),
    used: safe(range.used),
  };
}

function safe(count: bigint): number {
  return Number(count > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : count);
}

/** Wants that draw on the same pools. */
interface Demand {
  /** In words. */
  readonly purpose: string;
  readonly pools: readonly AddressPool[];
  readonly wants: AddressWant[];
}

interface GivingInput {
  readonly wants: readonly AddressWant[];
  readonly needs: readonly PoolNeed[];
  readonly locked: Readonly<Record<string, string>>;
}

/**
 * Gives each interface an address of its purpose, in the order of the wants. What the lock holds stays, also for interfaces
 * that are gone; new addresses come above the highest that it holds in a pool, pool after pool, and fill gaps only when no
 * pool has anything above.
 *
 * @throws DesignError `addressing/want-twice`, `addressing/no-pool`, `addressing/pool-too-small`,
 * `addressing/locked-elsewhere`, `addressing/locked-reserved`, `addressing/locked-twice`
 */
function giveAddresses(pools: readonly AddressPool[], { wants, needs, locked }: GivingInput): AddressEntry[] {
  const byKey = wantsByKey(wants);
  const keeper = new LockKeeper(pools, locked);
  const errors = keeper.keepAll(byKey);
  const demands = demandsOf(pools, wants);
  const lacking = lackingPools(needs, pools);
  if (lacking !== undefined) errors.push(lacking);
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
  if (last === undefined) return [];
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

/** Numbers that names get, one each. */
interface NumberingInput {
  readonly names: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly locked: Readonly<Record<string, number>>;
  /** Code of the error when the numbers run out, and what they are in words. */
  readonly code: string;
  readonly what: string;
}

/**
 * Gives each name a number: what the lock holds stays, new ones come above the highest that it holds, then in gaps.
 * Names that stand there twice count once.
 *
 * @throws DesignError with the given code
 */
function giveNumbers({ names, first, last, locked, code, what }: NumberingInput): Map<string, number> {
  const held = new Map(Object.entries(locked));
  const range = new NumberRange(BigInt(first), BigInt(last));
  for (const number of held.values()) if (range.contains(BigInt(number))) range.take(BigInt(number));
  const numbers = new Map<string, number>();
  for (const name of names) {
    if (numbers.has(name)) continue;
    const number = held.get(name) ?? range.takeAbove() ?? range.takeGap();
    if (number === undefined) {
      throw new DesignError(code, {
        problem: `there is no ${what} left for '${name}': all from ${first} to ${last} are taken`,
        remedy: "release names that are gone with 'aifactory lock release'",
        object: name,
        limit: `${last}`,
      });
    }
    numbers.set(name, Number(number));
  }
  return numbers;
}
