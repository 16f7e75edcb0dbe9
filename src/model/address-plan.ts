import { IPv4, IPv6 } from 'ipaddr.js';

/**
 * What a pool's addresses are for. `fabric-link` and `rail` pools are cut into pairs (/31) by the underlay of one fabric each:
 * links between its switches, and links of hosts by rail. `pods` are kept for the network of a Kubernetes cluster, which gives them out itself.
 */
export type PoolPurpose = 'loopback' | 'oob' | 'in-band' | 'storage' | 'tenant' | 'fabric-link' | 'rail' | 'pods';

/** A block of addresses given by the user. IPv4 or IPv6. */
export interface PoolInput {
  /** Unique in the site. */
  readonly name: string;
  /** What takes its addresses. */
  readonly purpose: PoolPurpose;
  /** For example `10.20.0.0/22`. */
  readonly cidr: string;
  /** VLAN of its network, 1 to 4094. Absent: none. */
  readonly vlan?: number;
  /** Tenant it belongs to; for purpose `tenant` only. */
  readonly tenant?: string;
}

/** What a site needs a pool for. */
export interface PoolNeed extends Pick<PoolInput, 'name' | 'purpose' | 'tenant'> {
  /** Addresses that are needed now. */
  readonly addresses: number;
  /** Addresses that the design keeps room for. */
  readonly reserve: number;
  /** What needs it, in words: `'haein-001/bmc' and 126 more`. */
  readonly from: string;
  /** Whether it is the pool of this very name that is needed, as the underlay of a fabric names its own. */
  readonly isPool?: boolean;
}

/** A block that pools are carved from. */
export interface Supernet {
  readonly cidr: string;
  /** Room of each new pool, as a multiple of what is needed now. */
  readonly growth: number;
  /** VLAN of carved pools, by the name of the pool. */
  readonly vlans?: Readonly<Record<string, number>>;
}

/** A pool that was carved, as the lock keeps it under its name. */
export type CarvedPool = Pick<PoolInput, 'purpose' | 'cidr' | 'tenant'>;

/** An interface that wants an address. */
export interface AddressWant {
  readonly device: string;
  /** For example `lo`, `bmc`, `bond0`. */
  readonly interface: string;
  readonly purpose: PoolPurpose;
  /** Tenant from whose pools it comes. Default: pools of no tenant. */
  readonly tenant?: string;
}

/** An address given out. */
export interface AddressEntry {
  readonly device: string;
  readonly interface: string;
  readonly pool: string;
  /** With prefix length: `10.20.0.17/22`; a loopback stands alone and has the longest, `10.20.0.17/32`. */
  readonly address: string;
}

/** Use of a pool. Counts may pass what a number holds for IPv6: they are cut to 2^53 - 1. */
export interface PoolPlan extends PoolInput {
  /** First usable address, kept for the gateway; none for pools of loopbacks and of pairs. */
  readonly gateway?: string;
  /** Addresses that it has for interfaces. */
  readonly capacity: number;
  /** Given out, or kept by the lock for interfaces that are gone. */
  readonly used: number;
}

/** A device that speaks BGP. */
export interface AsNumberWant {
  readonly device: string;
  /** Devices of one group share a number, which the lock keeps under this name. Default: the device has its own. */
  readonly group?: string;
}

/** An autonomous system number given out (RFC 6996 private range). */
interface AsNumberEntry extends AsNumberWant {
  readonly asNumber: number;
}

/** An InfiniBand partition of a tenant. */
interface PartitionEntry {
  readonly tenant: string;
  /** 15 bits, never 0x7fff (the default partition) and never 0. */
  readonly pkey: number;
}

/** Addresses of a site, sorted by device, then interface. */
export interface AddressPlan {
  /** Pools with what is taken of them, in order of declaration. */
  readonly pools: readonly PoolPlan[];
  /** Address of each interface. */
  readonly addresses: readonly AddressEntry[];
  /** AS number of each device that speaks BGP, or of the tier that shares it. */
  readonly asNumbers: readonly AsNumberEntry[];
  /** Partition key of each tenant. */
  readonly partitions: readonly PartitionEntry[];
}

/** First private AS number of four bytes (RFC 6996). */
export const FIRST_AS_NUMBER = 4_200_000_000;

/** Last private AS number of four bytes. */
export const LAST_AS_NUMBER = 4_294_967_294;

/** First partition key of 15 bits: 0 is none. */
export const FIRST_PKEY = 0x0001;

/** Last partition key of 15 bits: 0x7fff is the default partition. */
export const LAST_PKEY = 0x7ffe;

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
