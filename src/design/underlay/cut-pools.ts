import { blockAround, parseCidr, printBlock } from '../../model/address-block';
import type { AddressPlan } from '../../model/address-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { switchPorts } from '../fabric/switch-ports';
import { DesignError } from '../../errors/design-error';
import type { PairSlots } from './pair-slots';
import type { PairPool, RailSubnet, UnderlayOptions } from '../../model/underlay-plan';

/** Pools of a fabric, cut. */
export interface CutPools {
  readonly links?: PairPool;
  readonly rails: readonly RailSubnet[];
}

/**
 * Cuts the pools of an underlay. A rail's subnet is the pool's share by a power of two, for rails and planes are those of the hosts and never grow.
 *
 * @throws DesignError `underlay/pool-too-small`
 */
export function cutPools(
  fabric: FabricPlan,
  { pools }: AddressPlan,
  { linkPool, railPool }: UnderlayOptions,
  slots: PairSlots,
): CutPools {
  const cidrOf = (name: string): string => pools.find((pool) => pool.name === name)?.cidr ?? '';
  const rails =
    railPool === undefined ? [] : railSubnets(fabric, { pool: railPool, cidr: cidrOf(railPool) }, slots.rails);
  if (linkPool === undefined) return { rails };
  const uppers = fabric.switches.filter(({ tier }) => tier !== 'leaf').map(({ model }) => portsOf(model));
  const links = { pool: linkPool, cidr: cidrOf(linkPool), pairsPerSwitch: Math.max(0, ...uppers) };
  checkRoom(fabric.name, links, highest(slots.links), 'links between switches', 0);
  return { links, rails };
}

function railSubnets(
  fabric: FabricPlan,
  { pool, cidr }: Pick<PairPool, 'pool' | 'cidr'>,
  slots: ReadonlyMap<string, number>,
): RailSubnet[] {
  const { planes, rails } = fabric;
  const count = planes * rails;
  const bits = Math.ceil(Math.log2(count));
  const leaves = fabric.switches.filter(({ tier }) => tier === 'leaf').map(({ model }) => portsOf(model));
  const pairsPerSwitch = Math.max(...leaves);
  const parsed = parseCidr(cidr);
  if (parsed === undefined) return [];
  const { address, prefixLength } = parsed;
  const length = prefixLength + bits;
  const share = { pool, cidr: `${cidr.split('/')[0] ?? ''}/${length}`, pairsPerSwitch };
  checkRoom(fabric.name, share, highest(slots), `one of ${count} rails and planes`, bits);
  const size = 1n << BigInt(address.bits - length);
  return Array.from({ length: count }, (_, index) => ({
    rail: Math.floor(index / planes) + 1,
    plane: (index % planes) + 1,
    pool,
    cidr: printBlock(blockAround({ bits: address.bits, number: address.number + BigInt(index) * size }, length)),
    pairsPerSwitch,
  }));
}

/** Slots that must find room: one above the highest, 0 where there is none. */
function highest(slots: ReadonlyMap<string, number>): number {
  return Math.max(-1, ...slots.values()) + 1;
}

function checkRoom(fabric: string, pool: PairPool, switches: number, what: string, cutBits: number): void {
  const parsed = parseCidr(pool.cidr);
  const bits = parsed?.address.bits ?? 32;
  const prefixLength = parsed?.prefixLength ?? 0;
  const needed = 2 * switches * pool.pairsPerSwitch;
  if (prefixLength <= bits && BigInt(needed) <= 1n << BigInt(bits - prefixLength)) return;
  const length = bits - Math.ceil(Math.log2(needed)) - cutBits;
  const held = prefixLength <= bits ? 2 ** (bits - prefixLength) : 0;
  throw new DesignError('underlay/pool-too-small', {
    problem: `fabric '${fabric}': pool '${pool.pool}' has ${held} addresses for ${what}, and ${needed} are needed (${switches} switches of ${pool.pairsPerSwitch} ports, two a port)`,
    remedy: `make it a /${length}`,
    object: pool.pool,
    value: `${needed} addresses`,
    limit: `${held} addresses`,
  });
}

function portsOf(model: FabricPlan['switches'][number]['model']): number {
  const { common, uplinks, hasOwnUplinks } = switchPorts(model);
  return common + (hasOwnUplinks ? uplinks : 0);
}
