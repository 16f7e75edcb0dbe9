import { parseCidr, printAddress } from '../../model/address-block';
import type { PairPool } from '../../model/underlay-plan';

/** The two ends of a routed link, with prefix length: a /31, or a /127 of IPv6 (RFC 6164). */
export interface PairAddress {
  /** End of the switch that owns the pair: the even address. */
  readonly owner: string;
  readonly peer: string;
}

/**
 * Pair of a port. It follows from the owner's slot and port alone, so that growth moves none.
 * Slots of the owning switches count from 0, ports from 1.
 */
export function pairAddress({ cidr, pairsPerSwitch }: PairPool, slot: number, port: number): PairAddress {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) return { owner: '', peer: '' };
  const { bits, number } = parsed.address;
  const first = number + 2n * BigInt(slot * pairsPerSwitch + port - 1);
  const end = (offset: bigint): string => `${printAddress({ bits, number: first + offset })}/${bits - 1}`;
  return { owner: end(0n), peer: end(1n) };
}
