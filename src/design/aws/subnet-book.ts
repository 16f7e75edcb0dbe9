import { DesignError } from '../../errors/design-error';
import { blockAround, parseCidr, printBlock, type AddressBlock } from '../../model/address-plan';

/** AWS keeps the first four addresses of a subnet and the last. */
export const RESERVED_ADDRESSES = 5;

/** Sizes that AWS takes: /28 to /16. */
const SMALLEST_BLOCK = 28;
const LARGEST_BLOCK = 16;

/** Addresses of a /28: starts of subnets are kept in this unit. */
const UNIT = 16;

/** A subnet that was cut. */
export interface SubnetCut {
  readonly cidr: string;
  readonly usable: number;
}

/** Usable addresses of a prefix length. */
export function usableAddresses(prefixLength: number): number {
  return 2 ** (32 - prefixLength) - RESERVED_ADDRESSES;
}

/** Prefix length of the smallest subnet that has so many usable addresses. */
export function subnetPrefix(addresses: number): number {
  let prefix = SMALLEST_BLOCK;
  while (usableAddresses(prefix) < addresses) prefix -= 1;
  return prefix;
}

/**
 * Cuts subnets from the blocks of a network. A subnet that the lock names keeps its block, whatever it grew to need; a new one takes the first
 * free block of its size that no kept subnet holds.
 */
export class SubnetBook {
  private readonly blocks: readonly AddressBlock[];
  private readonly taken: AddressBlock[];
  private readonly held: ReadonlyMap<string, AddressBlock>;
  private readonly cuts = new Map<string, AddressBlock>();

  /**
   * @param owner - whose subnets, for messages
   * @param cidrs - blocks to cut from
   * @param slots - `<name>/<prefix length>` to first address divided by 16, as the lock keeps them
   */
  public constructor(
    private readonly owner: string,
    private readonly cidrs: readonly string[],
    slots: Readonly<Record<string, number>>,
  ) {
    this.blocks = cidrs.flatMap((cidr) => {
      const parsed = parseCidr(cidr);
      return parsed === undefined ? [] : [blockAround(parsed.address, parsed.prefixLength)];
    });
    this.held = new Map(Object.entries(slots).flatMap(([key, number]) => heldBlock(key, number)));
    this.taken = [...this.held.values()];
  }

  /**
   * Cuts a subnet for so many addresses.
   *
   * @throws DesignError `aws/subnet-too-large` above a /16, `aws/vpc-full` where no block of the size is free
   */
  public cut(name: string, addresses: number): SubnetCut {
    const held = this.held.get(name);
    const isHeldInside = held !== undefined && this.blocks.some((block) => isInside(held, block));
    const block = held !== undefined && isHeldInside ? held : this.firstFree(name, addresses);
    this.cuts.set(name, block);
    return { cidr: printBlock(block), usable: usableAddresses(block.prefixLength) };
  }

  /** What the lock keeps: subnets that stand, and those that are gone, whose blocks stay a gap. */
  public slots(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...new Map([...this.held, ...this.cuts])].map(([name, block]) => [
        `${name}/${block.prefixLength}`,
        Number(block.first / BigInt(UNIT)),
      ]),
    );
  }

  private firstFree(name: string, addresses: number): AddressBlock {
    const prefix = subnetPrefix(addresses);
    if (prefix < LARGEST_BLOCK) {
      throw new DesignError('aws/subnet-too-large', {
        problem: `${this.owner}: subnet '${name}' needs ${addresses} addresses, and a subnet has at most ${usableAddresses(LARGEST_BLOCK)}`,
        remedy: "split the pool, or lower 'maxCount' or 'podsPerNode'",
        object: name,
        value: String(addresses),
        limit: String(usableAddresses(LARGEST_BLOCK)),
      });
    }
    for (const block of this.blocks) {
      const free = this.freeIn(block, prefix);
      if (free === undefined) continue;
      this.taken.push(free);
      return free;
    }
    throw new DesignError('aws/vpc-full', {
      problem: `${this.owner}: no /${prefix} is free in ${this.cidrs.join(', ')} for subnet '${name}' of ${addresses} addresses`,
      remedy: "give the network a larger block, or a further one in 'cidrs'",
      object: name,
      value: `/${prefix}`,
    });
  }

  private freeIn(block: AddressBlock, prefixLength: number): AddressBlock | undefined {
    if (prefixLength < block.prefixLength) return undefined;
    const size = 1n << BigInt(32 - prefixLength);
    let first = block.first;
    while (first + size - 1n <= block.last) {
      const last = first + size - 1n;
      const start = first;
      const clash = this.taken.find((one) => one.first <= last && start <= one.last);
      if (clash === undefined) return { bits: 32, prefixLength, first, last };
      // The next multiple of the size behind the block that is in the way.
      first = ((clash.last + size) / size) * size;
    }
    return undefined;
  }
}

function heldBlock(key: string, number: number): [string, AddressBlock][] {
  const [, name = '', length = ''] = /^(.+)\/(\d+)$/.exec(key) ?? [];
  if (name === '') return [];
  return [[name, blockAround({ bits: 32, number: BigInt(number) * BigInt(UNIT) }, Number(length))]];
}

function isInside(inner: AddressBlock, outer: AddressBlock): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

const GIGABIT = 1_000_000_000;

/** Port rates of dedicated connections, and the links that a LAG of each takes at most. */
const LAG_LINKS: Readonly<Record<number, number>> = {
  [GIGABIT]: 4,
  [10 * GIGABIT]: 4,
  [100 * GIGABIT]: 2,
  [400 * GIGABIT]: 2,
};

/** Rates at which MACsec is on offer; whether it is at 400 Gb/s no source states. */
const MACSEC_RATES: readonly number[] = [10 * GIGABIT, 100 * GIGABIT];

/** One way as it is asked for. */
export interface ConnectionInput {
  /** Name for messages. */
  readonly name: string;
  /** Rate of one connection, bit/s. */
  readonly rateBits: number;
  /** Connections at the location; more than one are an aggregate. */
  readonly connections: number;
  /** Whether the link is encrypted by MACsec. */
  readonly isMacsec: boolean;
}

/**
 * What is wrong with a way in itself.
 *
 * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/lags.html
 * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html
 */
export function connectionErrors(owner: string, input: ConnectionInput): DesignError[] {
  const { name, rateBits, connections, isMacsec } = input;
  const where = `${owner}: connection '${name}'`;
  const most = LAG_LINKS[rateBits];
  if (most === undefined) {
    return [
      new DesignError('aws/bad-port-rate', {
        problem: `${where}: 'rate' is ${rateBits / GIGABIT} Gb/s`,
        remedy: 'dedicated ports have 1, 10, 100 or 400 Gb/s',
        object: name,
        value: `${rateBits / GIGABIT} Gb/s`,
      }),
    ];
  }
  const errors: DesignError[] = [];
  if (!Number.isSafeInteger(connections) || connections < 1 || connections > most) {
    errors.push(
      new DesignError('aws/lag-too-large', {
        problem: `${where}: 'links' is ${connections}, and a LAG of ${rateBits / GIGABIT} Gb/s takes 1 to ${most}`,
        remedy: `give 1 to ${most}, or a further connection`,
        object: name,
        value: String(connections),
        limit: String(most),
      }),
    );
  }
  if (isMacsec && connections > 1) {
    errors.push(
      new DesignError('aws/macsec-on-lag', {
        problem: `${where}: 'macsecSecret' on a LAG of ${connections} links, and Terraform cannot ask for MACsec on a LAG`,
        remedy: "use one link a connection, or order the LAG by hand and give its 'connectionId'",
        object: name,
      }),
    );
  }
  if (isMacsec && !MACSEC_RATES.includes(rateBits)) {
    errors.push(
      new DesignError('aws/macsec-rate', {
        problem: `${where}: 'macsecSecret' at ${rateBits / GIGABIT} Gb/s, and MACsec is confirmed for 10 and 100 Gb/s alone`,
        remedy: "use 10 or 100 Gb/s, or order the connection by hand and give its 'connectionId'",
        object: name,
        value: `${rateBits / GIGABIT} Gb/s`,
      }),
    );
  }
  return errors;
}
