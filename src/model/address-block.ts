import { IPv4, IPv6 } from 'ipaddr.js';

/** Family of an address, by its number of bits. */
export type AddressBits = 32 | 128;

/** An address as a number. */
export interface NumericAddress {
  readonly bits: AddressBits;
  readonly number: bigint;
}

/** A block of addresses. */
export interface AddressBlock {
  readonly bits: AddressBits;
  readonly prefixLength: number;
  /** Its network address. */
  readonly first: bigint;
  readonly last: bigint;
}

/** The address that a text names: dotted IPv4 or IPv6, without a zone; undefined where it is none. */
export function parseAddress(text: string): NumericAddress | undefined {
  if (IPv4.isValidFourPartDecimal(text)) return { bits: 32, number: numberOf(IPv4.parse(text).toByteArray()) };
  if (text.includes(':') && !text.includes('%') && IPv6.isValid(text)) {
    return { bits: 128, number: numberOf(IPv6.parse(text).toByteArray()) };
  }
  return undefined;
}

/** The address and prefix length that a text such as `10.0.0.0/24` names; undefined where it is none. */
export function parseCidr(text: string): { address: NumericAddress; prefixLength: number } | undefined {
  const [, host = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(host);
  const prefixLength = Number(length);
  return address === undefined || prefixLength > address.bits ? undefined : { address, prefixLength };
}

/** The block of a prefix length that an address lies in. */
export function blockAround({ bits, number }: NumericAddress, prefixLength: number): AddressBlock {
  const size = 1n << BigInt(bits - prefixLength);
  const first = number - (number % size);
  return { bits, prefixLength, first, last: first + size - 1n };
}

/** An address as text: dotted, or shortened as RFC 5952 says. */
export function printAddress({ bits, number }: NumericAddress): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) => Number((number >> BigInt(bits - 8 - 8 * index)) & 255n));
  return bits === 32 ? bytes.join('.') : new IPv6(bytes).toRFC5952String();
}

/** A block as text, `10.0.0.0/24`. */
export function printBlock({ bits, prefixLength, first }: AddressBlock): string {
  return `${printAddress({ bits, number: first })}/${prefixLength}`;
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

/**
 * Numbers from `first` to `last` that are given out once each: the next is the lowest that lies above all that were known at
 * the start; where none is left, the lowest gap.
 */
export class NumberRange {
  private readonly taken = new Set<bigint>();
  private above: bigint;
  private gap: bigint;

  public constructor(
    private readonly first: bigint,
    private readonly last: bigint,
  ) {
    this.above = first;
    this.gap = first;
  }

  /** How many numbers there are, taken or not. */
  public get capacity(): bigint {
    return this.last < this.first ? 0n : this.last - this.first + 1n;
  }

  public get used(): bigint {
    return BigInt(this.taken.size);
  }

  public contains(number: bigint): boolean {
    return number >= this.first && number <= this.last;
  }

  /** Takes a number of the range; false where it is taken already. */
  public take(number: bigint): boolean {
    if (this.taken.has(number)) return false;
    this.taken.add(number);
    if (number >= this.above) this.above = number + 1n;
    return true;
  }

  /** Takes the next number above all others; undefined where the range ends. */
  public takeAbove(): bigint | undefined {
    if (this.above > this.last) return undefined;
    const number = this.above;
    this.take(number);
    return number;
  }

  /** Takes the lowest number that is free; undefined where none is. */
  public takeGap(): bigint | undefined {
    while (this.taken.has(this.gap)) this.gap += 1n;
    if (this.gap > this.last) return undefined;
    const number = this.gap;
    this.take(number);
    return number;
  }
}
