import { parseAddress, parseCidr, printAddress, type NumericAddress } from '../../model/address-block';
import type { AddressPool } from '../addressing/address-pool';
import { checkPools } from '../addressing/check-pools';
import type { PlannedSite } from '../../model/site-plan';
import type { AdoptErrors } from './adopt-errors';
import type { AdoptedAddress, AdoptedSite } from '../../model/adopted-site';
import type { AddressFact } from '../../model/hall-facts';

/** Addresses of the hall, held against the plan. */
export interface AdoptedAddresses extends Pick<AdoptedSite, 'addresses' | 'taken'> {
  /** Addresses of all interfaces of the plan that the files name, with prefix length. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Pools that are cut into pairs by links, or given out by others: what others hold there cannot be kept clear. */
const CUT: readonly string[] = ['fabric-link', 'rail', 'pods'];

/** Holds the addresses of a hall against a plan: `adopt/bad-address`, `adopt/address-twice`, `adopt/interface-twice`, `adopt/address-outside-pool`. */
export function adoptAddresses(
  facts: readonly AddressFact[],
  plan: Pick<PlannedSite, 'addresses' | 'lock'>,
  errors: AdoptErrors,
): AdoptedAddresses {
  const pools = checkPools(plan.addresses.pools);
  const poolNamed = new Map(pools.map((pool) => [pool.input.name, pool]));
  const wants = new Map(plan.addresses.addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry]));
  const addresses: Record<string, AdoptedAddress> = {};
  const taken: Record<string, string> = {};
  const found = new Map<string, string>();
  const byAddress = new Map<string, AddressFact>();
  const byInterface = new Map<string, AddressFact>();
  for (const fact of facts) {
    const address = parseCidr(fact.address)?.address ?? parseAddress(fact.address);
    if (address === undefined) {
      errors.add('adopt/bad-address', fact, () => ({
        problem: `'${fact.address}' is no address`,
        remedy: "write it as '10.20.0.17/22' or '10.20.0.17'",
        value: fact.address,
      }));
      continue;
    }
    const printed = printAddress(address);
    const key = `${fact.device}/${fact.interface}`;
    const want = wants.get(key);
    if (
      isTwice(
        fact,
        { printed, key, byAddress, byInterface: want === undefined ? new Map<string, AddressFact>() : byInterface },
        errors,
      )
    )
      continue;
    if (want === undefined) {
      keepClear({ fact, address, printed, pools, taken }, errors);
      continue;
    }
    const pool = poolNamed.get(want.pool);
    const home = pools.find((each) => each.contains(address.bits, address.number) && isAlike(each, pool));
    if (home === undefined || !home.range.contains(address.number)) {
      errors.add('adopt/address-outside-pool', fact, () => outside(key, printed, pool));
      continue;
    }
    const text = `${printed}/${home.hostPrefixLength}`;
    found.set(key, text);
    const planned = plan.lock.adopted?.addresses[key]?.planned ?? want.address;
    if (planned !== text) addresses[key] = { address: text, planned };
  }
  return { addresses, taken, facts: found };
}

interface Claim {
  readonly printed: string;
  readonly key: string;
  readonly byAddress: Map<string, AddressFact>;
  readonly byInterface: Map<string, AddressFact>;
}

function isTwice(fact: AddressFact, { printed, key, byAddress, byInterface }: Claim, errors: AdoptErrors): boolean {
  const twin = byAddress.get(printed);
  const other = byInterface.get(key);
  if (twin !== undefined) {
    errors.add('adopt/address-twice', fact, () => ({
      problem: `address ${printed} stands in line ${twin.line} too`,
      remedy: 'keep one of the two lines',
      value: printed,
    }));
  } else if (other !== undefined) {
    errors.add('adopt/interface-twice', fact, () => ({
      problem: `interface '${key}' has ${printed}, and ${other.address} in line ${other.line}`,
      remedy: 'keep the one that the plan shall use; name the other one under an interface of its own',
      object: key,
    }));
  }
  byAddress.set(printed, twin ?? fact);
  byInterface.set(key, other ?? fact);
  return twin !== undefined || other !== undefined;
}

interface Others {
  readonly fact: AddressFact;
  readonly address: NumericAddress;
  readonly printed: string;
  readonly pools: readonly AddressPool[];
  readonly taken: Record<string, string>;
}

/** What others hold outside the pools, or at the gateway, is no concern of the site. */
function keepClear({ fact, address, printed, pools, taken }: Others, errors: AdoptErrors): void {
  const pool = pools.find((each) => each.contains(address.bits, address.number));
  if (pool === undefined) return;
  if (CUT.includes(pool.input.purpose)) {
    errors.add('adopt/address-in-cut-pool', fact, () => ({
      problem: `address ${printed} is taken in pool '${pool.input.name}', which is for '${pool.input.purpose}' and given out whole`,
      remedy: "give that pool another 'cidr', without the address",
      object: pool.input.name,
      value: printed,
    }));
    return;
  }
  if (!pool.range.contains(address.number)) return;
  const holder = fact.device === '' ? `taken-${printed}` : fact.device;
  taken[`${holder}/${fact.interface === '' ? printed : fact.interface}`] = `${printed}/${pool.hostPrefixLength}`;
}

function isAlike(one: AddressPool, other: AddressPool | undefined): boolean {
  return one.input.purpose === other?.input.purpose && one.input.tenant === other.input.tenant;
}

function outside(
  key: string,
  printed: string,
  pool: AddressPool | undefined,
): { readonly problem: string; readonly remedy: string; readonly object: string; readonly value: string } {
  const whose = pool === undefined ? '' : ` for '${pool.input.purpose}'`;
  return {
    problem: `interface '${key}' has ${printed}, which no pool${whose} may give out`,
    remedy: "add a pool of this purpose that holds it to 'addressPools', or correct the line",
    object: key,
    value: printed,
  };
}
