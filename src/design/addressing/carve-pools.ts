import { DesignError, spellingHint } from '../../errors/design-error';
import {
  blockAround,
  parseCidr,
  printBlock,
  type AddressBits,
  type AddressBlock,
  type NumericAddress,
  type AddressWant,
  type CarvedPool,
  type PoolInput,
  type PoolNeed,
  type Supernet,
} from '../../model/address-plan';
import type { FabricPlan, NetworkRole } from '../../model/fabric-plan';
import type { LockedFabric, SiteLock } from '../../model/site-lock';
import type { ClusterPlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { textOrder } from '../text';
import { type AddressPool, checkPools, keyOf, poolLength, PURPOSES_OF_PAIRS, purposeOf, serves } from './address-pool';

/** Interfaces of IPv6 share a subnet of 64 bits of their own (RFC 4291, 2.5.1). */
const IPV6_SUBNET = 64;

/** What needs pools. */
export interface PoolNeedsInput {
  /** Addresses that interfaces ask for, in order. */
  readonly wants: readonly AddressWant[];
  /** Fabrics whose links and loopbacks take addresses. */
  readonly fabrics: readonly { readonly plan: FabricPlan }[];
  /** Clusters whose hosts take addresses of tenants. */
  readonly clusters: readonly Pick<ClusterPlan, 'hosts' | 'tenants'>[];
  /** Names of all tenants. */
  readonly tenants: readonly string[];
  /** Shapes of the fabrics, which say what units they keep. */
  readonly shapes: SiteLock['fabrics'];
  /** Pools that underlays name to cut them into pairs. */
  readonly pairs: readonly PoolNeed[];
}

/**
 * What a site needs pools for: interfaces by purpose, tenants (an address of each of their systems), and links that have addresses. Hosts of units that
 * fabrics keep (`reserveUnits`) are counted as reserve.
 */
export function poolNeeds({ wants, fabrics, clusters, tenants, shapes, pairs }: PoolNeedsInput): PoolNeed[] {
  const byPurpose = new Map<string, AddressWant[]>();
  for (const want of wants) {
    addTo(byPurpose, purposeOf(want), want);
  }
  const kept = fabrics.flatMap(({ plan }) => keptHosts(plan, shapes[plan.name]));
  const needs = [...byPurpose.values()].flatMap((asked): PoolNeed[] => {
    const [first] = asked;
    if (first === undefined) return [];
    const { purpose, tenant } = first;
    const more = new Map<string, number>();
    for (const { role, group, hosts } of kept) {
      if (role === purpose || purpose === 'oob') more.set(group, Math.max(hosts, more.get(group) ?? 0));
    }
    const extra = [...more.values()].reduce((sum, hosts) => sum + hosts, 0);
    const others = asked.length === 1 ? '' : ` and ${asked.length - 1} more`;
    return [
      {
        name: tenant === undefined ? purpose : `tenant-${tenant}`,
        purpose,
        ...present({ tenant }),
        addresses: asked.length,
        reserve: asked.length + extra,
        from: `'${keyOf(first)}'${others}`,
      },
    ];
  });
  const known = new Set(needs.map(({ name }) => name));
  const own = tenants
    .filter((tenant) => !known.has(`tenant-${tenant}`))
    .map((tenant): PoolNeed => {
      const hosts = clusters.filter((cluster) => cluster.tenants.includes(tenant)).flatMap((cluster) => cluster.hosts);
      const from = `tenant '${tenant}'`;
      return { name: `tenant-${tenant}`, purpose: 'tenant', tenant, addresses: 0, reserve: hosts.length, from };
    });
  return [...needs, ...own, ...pairs];
}

/** Hosts that a fabric keeps room for beside those present, by group; what the fabric keeps as a whole is of its last group. */
function keptHosts(
  { role, endpoints }: FabricPlan,
  shape: LockedFabric | undefined,
): readonly { readonly role: NetworkRole; readonly group: string; readonly hosts: number }[] {
  const groups = (shape?.groups ?? []).map(({ name, unitHosts, reserveUnits = 0 }) => {
    const present = endpoints.filter(({ group }) => group === name).length;
    const units = Math.max(Math.ceil(present / unitHosts), reserveUnits);
    return { name, unitHosts, units, extra: Math.max(0, reserveUnits * unitHosts - present) };
  });
  const units = groups.reduce((sum, group) => sum + group.units, 0);
  const more = Math.max(0, (shape?.reserveUnits ?? 0) - units);
  return groups.map(({ name, unitHosts, extra }, index) => ({
    role,
    group: name,
    hosts: extra + (index === groups.length - 1 ? more * unitHosts : 0),
  }));
}

/** What pools are carved from. */
export interface CarvingInput {
  /** Block that the pools are cut from. */
  readonly supernet: Supernet;
  /** Pools given by hand: they go first, and nothing is carved over them. */
  readonly given: readonly PoolInput[];
  /** What each pool must hold, in the order in which they are cut. */
  readonly needs: readonly PoolNeed[];
  /** What wants an address, to tell addresses in the lock that are of something gone. */
  readonly wants: readonly AddressWant[];
  /** Pools that were carved before, and the addresses given out of them. Default: none. */
  readonly lock?: {
    readonly pools?: Readonly<Record<string, CarvedPool>>;
    readonly addresses: Readonly<Record<string, string>>;
  };
}

/**
 * Carves a pool for each need out of one block: the largest first, each at the lowest place that is free and aligned. Pools that were carved before stay as
 * they are; what they and those given by hand do not hold gets a further pool (`oob-2`). Sizes are powers of two.
 *
 * @returns all carved pools, those of before first, to be used after those given by hand
 * @throws DesignError `addressing/supernet-too-small`, `addressing/unknown-carved-pool`; those of `checkPools` for the pools given
 */
export function carvePools(input: CarvingInput): readonly PoolInput[] {
  const { supernet, given, lock, needs } = input;
  const byHand = new Set(given.map(({ name }) => name));
  const kept = Object.entries(lock?.pools ?? {})
    .filter(([name]) => !byHand.has(name))
    .sort(([a], [b]) => textOrder(a, b))
    .map(([name, pool]): PoolInput => ({ name, ...pool }));
  const standing = checkPools([...given, ...kept]);
  const block = supernetBlock(supernet.cidr);
  const asked = missingPools(input, standing, block.bits);
  const taken = standing.map((pool) => pool.block);
  const fresh = laidOut(block, taken, asked);
  if (fresh === undefined) throw tooSmall(input, { standing, block, asked });
  const carved = [...kept, ...fresh].map((pool) => ({ ...pool, ...present({ vlan: supernet.vlans?.[pool.name] }) }));
  checkVlans(supernet, carved, needs);
  return carved;
}

/** The block of a text that is known to be one. */
function supernetBlock(cidr: string): AddressBlock {
  const { address, prefixLength } = parseCidr(cidr) ?? { address: { bits: 32 as const, number: 0n }, prefixLength: 32 };
  return blockAround(address, prefixLength);
}

/** A pool that is to be carved. */
interface AskedPool extends Omit<PoolInput, 'cidr'> {
  readonly prefixLength: number;
}

/** Pools that the needs ask for beside those that stand: the largest first, then by name. */
function missingPools(
  { supernet: { growth }, needs, wants, lock }: Pick<CarvingInput, 'supernet' | 'needs' | 'wants' | 'lock'>,
  standing: readonly AddressPool[],
  bits: AddressBits,
): AskedPool[] {
  const names = new Set(standing.map(({ input: { name } }) => name));
  const gone = goneAddresses(wants, lock?.addresses ?? {});
  return needs
    .flatMap((need): AskedPool[] => {
      const { purpose, tenant, isPool = false } = need;
      const serving = standing.filter((pool) => (isPool ? pool.input.name === need.name : serves(pool, need)));
      // A pool that one fabric cuts, or that is a tenant's, stays alone: where it is too small, its own engine says so.
      if (!isLacking(need, standing) && (isPool || purpose === 'tenant')) return [];
      const room = serving.reduce((sum, pool) => sum + roomOf(pool, gone), 0n);
      if (serving.length > 0 && room >= BigInt(need.addresses)) return [];
      const wanted = Math.max(Math.ceil((need.addresses - Number(room)) * growth), need.reserve - Number(room), 1);
      const name = names.has(need.name) ? nextName(need.name, names) : need.name;
      names.add(name);
      return [{ name, purpose, ...present({ tenant }), prefixLength: lengthFor(bits, need, wanted) }];
    })
    .sort((a, b) => a.prefixLength - b.prefixLength || textOrder(a.name, b.name));
}

/** Addresses that a pool has for what is wanted: all of it but those that the lock keeps for what is gone. */
function roomOf(pool: AddressPool, gone: readonly NumericAddress[]): bigint {
  const held = gone.filter(({ bits, number }) => pool.contains(bits, number) && pool.range.contains(number)).length;
  return pool.range.capacity - BigInt(held);
}

function goneAddresses(
  wants: readonly AddressWant[],
  locked: Readonly<Record<string, string>>,
): readonly NumericAddress[] {
  const wanted = new Set(wants.map(keyOf));
  return Object.entries(locked).flatMap(([key, text]) => {
    const address = wanted.has(key) ? undefined : parseCidr(text)?.address;
    return address === undefined ? [] : [address];
  });
}

/** Whether nothing serves a need. A name that is nearly that of another pool is a slip of the pen, which the underlay tells. */
function isLacking(need: PoolNeed, pools: readonly AddressPool[]): boolean {
  const { name, purpose, isPool = false } = need;
  if (!isPool) return !pools.some((pool) => serves(pool, need));
  const alike = pools.filter(({ input }) => input.purpose === purpose).map(({ input }) => input.name);
  return pools.every(({ input }) => input.name !== name) && spellingHint(name, alike) === undefined;
}

function nextName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

function lengthFor(bits: AddressBits, { purpose }: PoolNeed, wanted: number): number {
  const isPair = PURPOSES_OF_PAIRS.includes(purpose);
  const length = isPair ? bits - Math.ceil(Math.log2(wanted)) : (poolLength(bits, purpose, BigInt(wanted)) ?? 0);
  return bits === 32 ? length : Math.min(length, IPV6_SUBNET);
}

/** Pools with their blocks, each at the lowest place that is free; undefined where one finds none. */
function laidOut(
  supernet: AddressBlock,
  standing: readonly AddressBlock[],
  asked: readonly AskedPool[],
): PoolInput[] | undefined {
  const taken = standing.filter(({ bits }) => bits === supernet.bits);
  const pools: PoolInput[] = [];
  for (const { prefixLength, ...pool } of asked) {
    const block = lowestFree(supernet, taken, prefixLength);
    if (block === undefined) return undefined;
    taken.push(block);
    pools.push({ ...pool, cidr: printBlock(block) });
  }
  return pools;
}

function lowestFree(
  supernet: AddressBlock,
  taken: readonly AddressBlock[],
  prefixLength: number,
): AddressBlock | undefined {
  if (prefixLength < supernet.prefixLength) return undefined;
  const sorted = [...taken].sort((a, b) => (a.first < b.first ? -1 : 1));
  let block = blockAround({ bits: supernet.bits, number: supernet.first }, prefixLength);
  for (const other of sorted) {
    if (other.last < block.first) continue;
    if (other.first > block.last) break;
    const after = blockAround({ bits: supernet.bits, number: other.last }, prefixLength);
    block = blockAround({ bits: supernet.bits, number: after.last + 1n }, prefixLength);
  }
  return block.last <= supernet.last ? block : undefined;
}

interface Shortage {
  readonly standing: readonly AddressPool[];
  readonly block: AddressBlock;
  readonly asked: readonly AskedPool[];
}

function tooSmall(input: CarvingInput, { standing, block, asked }: Shortage): DesignError {
  const { supernet, needs } = input;
  const blocks = standing.map((pool) => pool.block);
  const larger = blocksAround(block).find((wider) => laidOut(wider, blocks, asked) !== undefined);
  const lean = missingPools({ ...input, supernet: { ...supernet, growth: 1 } }, standing, block.bits);
  const fitsLean = supernet.growth > 1 && laidOut(block, blocks, lean) !== undefined;
  const pools = asked.map(({ name, prefixLength }) => `'${name}' a /${prefixLength}`);
  const beside = standing.filter((pool) => pool.block.first <= block.last && pool.block.last >= block.first).length;
  const where = beside === 0 ? '' : `, beside ${beside} that ${beside === 1 ? 'stands' : 'stand'} in it`;
  const remedy =
    larger === undefined ? "take pools out of it by 'addressPools'" : `make 'addressPlan' ${printBlock(larger)}`;
  return new DesignError('addressing/supernet-too-small', {
    problem: `'addressPlan' ${printBlock(block)} does not hold the pools that are needed${where}: ${pools.join(', ')}`,
    remedy: fitsLean ? `${remedy}, or lower its 'growth' of ${supernet.growth}` : remedy,
    object: supernet.cidr,
    value: `${needs.length} pools`,
    limit: printBlock(block),
  });
}

/** Blocks that hold a block, the smallest first. */
function blocksAround({ bits, prefixLength, first }: AddressBlock): readonly AddressBlock[] {
  return Array.from({ length: prefixLength }, (_, index) =>
    blockAround({ bits, number: first }, prefixLength - 1 - index),
  );
}

/** A VLAN for a pool that is not carved would be lost in silence. */
function checkVlans({ vlans = {} }: Supernet, carved: readonly PoolInput[], needs: readonly PoolNeed[]): void {
  const names = carved.map(({ name }) => name);
  const unknown = Object.keys(vlans).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const isGiven = needs.some(({ name }) => name === unknown);
  const has = names.length === 0 ? 'no pool is carved' : `carved are ${names.map((name) => `'${name}'`).join(', ')}`;
  throw new DesignError('addressing/unknown-carved-pool', {
    problem: `'vlans' of 'addressPlan' names pool '${unknown}', and ${has}`,
    remedy: isGiven ? "give the 'vlan' of the pool in 'addressPools'" : 'correct the name, or leave it out',
    object: unknown,
  });
}

/**
 * What a site needs pools for and has none, as one error with sizes; undefined where each need has a pool.
 *
 * @param needs - what pools are needed for
 * @param pools - pools of the site
 */
export function lackingPools(needs: readonly PoolNeed[], pools: readonly AddressPool[]): DesignError | undefined {
  const lacking = needs.filter((need) => need.addresses > 0 && isLacking(need, pools));
  if (lacking.length === 0) return undefined;
  const lengths = lacking.map((need) => lengthFor(32, need, need.addresses));
  const each = lacking.map((need, index) => {
    const named = need.isPool === true ? `'${need.name}' of ${purposeOf(need)}` : purposeOf(need);
    const size = `${need.addresses} ${need.addresses === 1 ? 'address' : 'addresses'}, a /${lengths[index] ?? 32} of IPv4`;
    return `${named} for ${need.from} (${size})`;
  });
  const sum = lengths.reduce((total, length) => total + 2 ** (32 - length), 0);
  const whole = 32 - Math.ceil(Math.log2(sum)) - 1;
  return new DesignError('addressing/no-pool', {
    problem: `${each.length === 1 ? 'an address pool is' : `${each.length} address pools are`} missing: ${each.join('; ')}`,
    remedy: `add ${each.length === 1 ? 'one' : 'them'} to 'addressPools', or let 'addressPlan: AddressPlan.within(...)' carve what is needed from a /${whole} or larger`,
    value: `${lacking.length}`,
  });
}
