import { DesignError, DesignErrors } from '../../errors/design-error';
import { type AddressBlock, blockAround, parseCidr, printBlock } from '../../model/address-block';
import type { PoolInput } from '../../model/address-plan';
import { AddressPool } from './address-pool';

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
