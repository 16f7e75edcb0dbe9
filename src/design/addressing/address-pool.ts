import { DesignError, DesignErrors } from '../../errors/design-error';
import {
  blockAround,
  NumberRange,
  parseCidr,
  printAddress,
  printBlock,
  type AddressBits,
  type AddressBlock,
  type AddressEntry,
  type AddressWant,
  type PoolInput,
  type PoolPurpose,
} from '../../model/address-plan';

/** Pools whose addresses stand alone or in pairs, or are given out by others. */
const WITHOUT_GATEWAY: readonly PoolPurpose[] = ['loopback', 'fabric-link', 'rail', 'pods'];

/** Pools that the underlay of a fabric cuts into pairs, by switch and port. */
export const PURPOSES_OF_PAIRS: readonly PoolPurpose[] = ['fabric-link', 'rail'];

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
    const hasGateway = hasOwnGateway(input.purpose);
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
    return poolLength(this.block.bits, this.input.purpose, wanted);
  }
}

/** The longest prefix length of a pool of a purpose that has so many addresses to give; undefined where none has. */
export function poolLength(bits: AddressBits, purpose: PoolPurpose, wanted: bigint): number | undefined {
  for (let length: number = bits; length >= 0; length -= 1) {
    const last = (1n << BigInt(bits - length)) - 1n;
    const [low, high] = assignable(bits, 0n, last);
    if (high - low + (hasOwnGateway(purpose) ? 0n : 1n) >= wanted) return length;
  }
  return undefined;
}

function hasOwnGateway(purpose: PoolPurpose): boolean {
  return !WITHOUT_GATEWAY.includes(purpose);
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

/** VLAN ids that may be used (IEEE 802.1Q). */
const LAST_VLAN = 4_094;

/**
 * Pools with their blocks, in the order given; all that is wrong with them is reported at once.
 *
 * @throws DesignError `addressing/pool-twice`, `addressing/bad-cidr`, `addressing/host-bits`, `addressing/bad-vlan`,
 * `addressing/needless-tenant`, `addressing/pools-overlap`
 */
export function checkPools(inputs: readonly PoolInput[]): AddressPool[] {
  const errors: DesignError[] = [];
  const names = new Set<string>();
  const pools: AddressPool[] = [];
  for (const input of inputs) {
    errors.push(...propErrors(input, names.has(input.name)));
    names.add(input.name);
    const block = blockOf(input);
    if (block instanceof DesignError) errors.push(block);
    else pools.push(new AddressPool(input, block));
  }
  DesignErrors.throwAll([...errors, ...overlaps(pools)]);
  return pools;
}

function propErrors({ name, vlan, purpose, tenant }: PoolInput, isTaken: boolean): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem, remedy, object: name }));
  };
  if (isTaken) refuse('addressing/pool-twice', `two address pools have the name '${name}'`, 'rename one of them');
  if (vlan !== undefined && (!Number.isInteger(vlan) || vlan < 1 || vlan > LAST_VLAN)) {
    const remedy = `give a whole number from 1 to ${LAST_VLAN}`;
    refuse('addressing/bad-vlan', `address pool '${name}': 'vlan' is ${vlan}`, remedy);
  }
  if (tenant !== undefined && purpose !== 'tenant') {
    refuse(
      'addressing/needless-tenant',
      `address pool '${name}' of purpose '${purpose}' names tenant '${tenant}'`,
      "leave 'tenant' out, or make the purpose 'tenant'",
    );
  }
  return errors;
}

function blockOf({ name, cidr }: PoolInput): AddressBlock | DesignError {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) {
    return new DesignError('addressing/bad-cidr', {
      problem: `address pool '${name}': 'cidr' is '${cidr}'`,
      remedy: "write a network as '10.20.0.0/22' or '2001:db8:20::/64'",
      object: name,
      value: cidr,
    });
  }
  const block = blockAround(parsed.address, parsed.prefixLength);
  if (block.first === parsed.address.number) return block;
  return new DesignError('addressing/host-bits', {
    problem: `address pool '${name}': 'cidr' ${cidr} has bits set behind its prefix`,
    remedy: `write it as ${printBlock(block)}`,
    object: name,
    value: cidr,
  });
}

/** Pools that share addresses. Of blocks sorted by start, one may overlap only those that reach up to it. */
function overlaps(pools: readonly AddressPool[]): DesignError[] {
  const errors: DesignError[] = [];
  const sorted = [...pools].sort(
    ({ block: a }, { block: b }) => a.bits - b.bits || compare(a.first, b.first) || compare(b.last, a.last),
  );
  let widest: AddressPool | undefined;
  for (const pool of sorted) {
    const isInside = widest?.block.bits === pool.block.bits && pool.block.first <= widest.block.last;
    if (widest === undefined || !isInside) {
      widest = pool;
      continue;
    }
    errors.push(
      new DesignError('addressing/pools-overlap', {
        problem: `address pools ${labelOf(widest)} and ${labelOf(pool)} overlap`,
        remedy: 'give each pool a block of its own',
        object: pool.input.name,
        value: printBlock(pool.block),
        limit: printBlock(widest.block),
      }),
    );
  }
  return errors;
}

function labelOf({ input, block }: AddressPool): string {
  return `'${input.name}' (${printBlock(block)})`;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Puts what the lock holds into the pools. */
export class LockKeeper {
  /** Addresses of interfaces that are still wanted, by key. */
  public readonly kept = new Map<string, AddressEntry>();
  private readonly holders = new Map<string, string>();

  public constructor(
    private readonly pools: readonly AddressPool[],
    private readonly locked: Readonly<Record<string, string>>,
  ) {}

  /** Takes every address that the lock holds; gives what contradicts it. */
  public keepAll(wants: ReadonlyMap<string, AddressWant>): DesignError[] {
    // In order of the keys, since the order of the lock's text must not matter.
    return Object.keys(this.locked)
      .sort()
      .flatMap((key) => this.keep(key, this.locked[key] ?? '', wants.get(key)) ?? []);
  }

  private keep(key: string, text: string, want: AddressWant | undefined): DesignError | undefined {
    const parsed = parseCidr(text);
    const address = parsed?.address;
    const pool = address && this.pools.find((each) => each.contains(address.bits, address.number));
    const fix = `restore the pool, or release it: 'aifactory lock release ${key.slice(0, key.indexOf('/'))}'`;
    const refuse = (code: string, problem: string): DesignError =>
      new DesignError(code, { problem: `the lock holds ${text} for '${key}', ${problem}`, remedy: fix, object: key });
    if (pool === undefined || address === undefined || (want !== undefined && !serves(pool, want))) {
      // What is gone needs no pool.
      if (want === undefined) return undefined;
      return refuse('addressing/locked-elsewhere', `which lies in no pool for ${purposeOf(want)}`);
    }
    if (!pool.range.contains(address.number)) {
      if (want === undefined) return undefined;
      return refuse('addressing/locked-reserved', `which pool '${pool.input.name}' keeps free`);
    }
    const printed = printAddress(address);
    if (!pool.range.take(address.number)) {
      return refuse('addressing/locked-twice', `and for '${this.holders.get(printed) ?? ''}' too`);
    }
    this.holders.set(printed, key);
    if (want !== undefined) this.kept.set(key, entryOf(pool, want, address.number));
    return undefined;
  }
}

/** Name of an interface in the lock. */
export function keyOf(want: AddressWant): string {
  return `${want.device}/${want.interface}`;
}

/** Whether an interface may have an address of a pool. */
export function serves({ input }: AddressPool, { purpose, tenant }: Pick<AddressWant, 'purpose' | 'tenant'>): boolean {
  return input.purpose === purpose && input.tenant === tenant;
}

/** What an address is wanted for, in words. */
export function purposeOf({ purpose, tenant }: Pick<AddressWant, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? `purpose '${purpose}'` : `purpose '${purpose}' of tenant '${tenant}'`;
}

/** An address of a pool as it is given out. */
export function entryOf(pool: AddressPool, want: AddressWant, number: bigint): AddressEntry {
  const address = printAddress({ bits: pool.block.bits, number });
  return {
    device: want.device,
    interface: want.interface,
    pool: pool.input.name,
    address: `${address}/${pool.hostPrefixLength}`,
  };
}
