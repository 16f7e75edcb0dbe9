import { DesignError } from '../../errors/design-error';
import { printAddress } from '../../model/address-block';
import {
  type AddressPlan,
  type AddressWant,
  type AsNumberWant,
  FIRST_AS_NUMBER,
  FIRST_PKEY,
  LAST_AS_NUMBER,
  LAST_PKEY,
  type PoolInput,
  type PoolPlan,
} from '../../model/address-plan';
import type { SiteLock } from '../../model/site-lock';
import { textOrder } from '../text-order';
import type { AddressPool } from './address-pool';
import { checkPools } from './check-pools';
import { giveAddresses } from './give-addresses';
import { giveNumbers } from './give-numbers';

/** What the addresses and numbers of a site hang on. */
export interface AddressingInput {
  /** Pools of one purpose are used in this order. */
  readonly pools: readonly PoolInput[];
  readonly wants: readonly AddressWant[];
  /** Devices that speak BGP. */
  readonly asNumberFor: readonly AsNumberWant[];
  /** First AS number to give out. Default: 4200000000. */
  readonly asNumberBase?: number;
  readonly tenants: readonly string[];
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
  const addresses = giveAddresses(pools, wants, lock?.addresses ?? {});
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
    ...(gateway === undefined ? {} : { gateway: printAddress({ bits: block.bits, number: gateway }) }),
    capacity: safe(range.capacity),
    used: safe(range.used),
  };
}

function safe(count: bigint): number {
  return Number(count > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : count);
}
