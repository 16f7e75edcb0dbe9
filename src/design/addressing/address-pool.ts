import { type AddressBits, type AddressBlock, NumberRange } from '../../model/address-block';
import type { PoolInput, PoolPurpose } from '../../model/address-plan';

/** Pools whose addresses stand alone or in pairs, or are given out by others. */
const WITHOUT_GATEWAY: readonly PoolPurpose[] = ['loopback', 'fabric-link', 'rail', 'pods'];

/** A pool with its block, and what of it may be given out. */
export class AddressPool {
  /** Addresses to give out, with what is taken of them. */
  public readonly range: NumberRange;
  public readonly gateway: bigint | undefined;

  public constructor(
    public readonly input: PoolInput,
    public readonly block: AddressBlock,
  ) {
    const [first, last] = assignable(block.bits, block.first, block.last);
    const hasGateway = !WITHOUT_GATEWAY.includes(input.purpose);
    this.gateway = hasGateway ? first : undefined;
    this.range = new NumberRange(hasGateway ? first + 1n : first, last);
  }

  /** Prefix length of an address given out: a loopback belongs to no subnet. */
  public get hostPrefixLength(): number {
    return this.input.purpose === 'loopback' ? this.block.bits : this.block.prefixLength;
  }

  public contains(bits: AddressBits, number: bigint): boolean {
    return bits === this.block.bits && number >= this.block.first && number <= this.block.last;
  }

  /** The longest prefix length of a pool of this kind that has so many addresses to give; undefined where none has. */
  public prefixLengthFor(wanted: bigint): number | undefined {
    for (let length = this.block.bits; length >= 0; length -= 1) {
      const last = (1n << BigInt(this.block.bits - length)) - 1n;
      const [low, high] = assignable(this.block.bits, 0n, last);
      if (high - low + (this.gateway === undefined ? 1n : 0n) >= wanted) return length;
    }
    return undefined;
  }
}

/**
 * First and last address of a block that an interface may have. IPv4 keeps the network and the broadcast address free, but
 * for two addresses or one (RFC 3021); IPv6 keeps the subnet-router anycast address free (RFC 4291, 2.6.1), but for two
 * addresses or one (RFC 6164).
 */
function assignable(bits: AddressBits, first: bigint, last: bigint): [bigint, bigint] {
  if (last - first <= 1n) return [first, last];
  return bits === 32 ? [first + 1n, last - 1n] : [first + 1n, last];
}
