import { type NumericAddress, parseAddress, parseCidr, printAddress } from '../../model/address-plan';
import type { AddressFact, AdoptedAddress, AdoptedSite, HallFacts } from '../../model/adopted-site';
import type { Position } from '../../model/placement-plan';
import type { SiteLock } from '../../model/site-lock';
import type { PlannedSite } from '../../model/site-plan';
import { type AddressPool, checkPools } from '../addressing/address-pool';
import { adoptCables, withAdoptedLinks } from './adopt-cables';
import { AdoptErrors, adoptPlaces } from './adopt-places';

/** The part of a plan that a hall is held against. */
type AdoptingSite = Pick<
  PlannedSite,
  'name' | 'devices' | 'halls' | 'placement' | 'lock' | 'fabrics' | 'converged' | 'addresses'
>;

/**
 * Adopts a running hall: what its files say goes before the plan, and the lock that comes back keeps it. Parts that no file tells of stay as they
 * were adopted before. Devices that the files do not name keep their places and addresses unless something adopted stands there.
 *
 * @param hall - what the files say
 * @param plan - the site as it is planned
 * @param base - lock to go on from
 * @throws DesignErrors `adopt/...`, the first problems of all files at once
 */
export function adoptHall(hall: HallFacts, plan: AdoptingSite, base: SiteLock = plan.lock): SiteLock {
  const errors = new AdoptErrors();
  const placed = adoptPlaces(hall.devices, plan, errors);
  const before = base.adopted;
  const fabrics = plan.fabrics.map((each) => ({ ...each, plan: asPlanned(each.plan, before) }));
  const wired = adoptCables(hall.cables, { ...plan, fabrics }, errors);
  const addressed = adoptAddresses(hall.addresses, plan, errors);
  errors.throwAll();
  const adopted: AdoptedSite = {
    devices: [...new Set([...(before?.devices ?? []), ...placed.devices])].sort(),
    places: merged(before?.places, placed.places, placed.facts),
    ...(hall.cables.length === 0 && before !== undefined
      ? { cables: before.cables, extraCables: before.extraCables, missingCables: before.missingCables }
      : wired),
    addresses: merged(before?.addresses, addressed.addresses, addressed.facts),
    taken: hall.addresses.length === 0 ? (before?.taken ?? {}) : addressed.taken,
  };
  for (const { plan: fabric } of fabrics) withAdoptedLinks(fabric, adopted);
  return {
    ...base,
    positions: { ...clearPositions(base, placed.facts, plan), ...Object.fromEntries(placed.facts) },
    addresses: addressesOf(base, addressed.facts, adopted),
    adopted,
  };
}

function asPlanned(
  fabric: PlannedSite['fabrics'][number]['plan'],
  before: AdoptedSite | undefined,
): PlannedSite['fabrics'][number]['plan'] {
  if (before === undefined) return fabric;
  const cables = Object.fromEntries(
    Object.entries(before.cables).map(([label, { end, planned }]) => [label, { end: planned, planned: end }]),
  );
  return withAdoptedLinks(fabric, { cables, extraCables: {} });
}

/** Entries of before that the files do not tell of again, and those that they do. */
function merged<T>(
  before: Readonly<Record<string, T>> = {},
  now: Readonly<Record<string, T>>,
  facts: ReadonlyMap<string, unknown>,
): Readonly<Record<string, T>> {
  const kept = Object.entries(before).filter(([name]) => !facts.has(name));
  return Object.fromEntries([...kept, ...Object.entries(now)]);
}

/** Places of the lock without those of devices that the files do not name, where one of these stands now. */
function clearPositions(
  { positions }: SiteLock,
  facts: ReadonlyMap<string, Position>,
  { devices }: AdoptingSite,
): Readonly<Record<string, Position>> {
  const heights = new Map(devices.map(({ name, heightU }) => [name, heightU]));
  const held = new Set<string>();
  const unitsOf = (name: string, { rack, u }: Position): string[] =>
    Array.from({ length: heights.get(name) ?? 1 }, (_, index) => `${rack}/${u + index}`);
  for (const [name, place] of facts) for (const unit of unitsOf(name, place)) held.add(unit);
  return Object.fromEntries(
    Object.entries(positions).filter(
      ([name, place]) => !facts.has(name) && !unitsOf(name, place).some((unit) => held.has(unit)),
    ),
  );
}

/** Addresses of the lock, the facts before them; what another holds is given up. */
function addressesOf(
  base: SiteLock,
  facts: ReadonlyMap<string, string>,
  { taken }: AdoptedSite,
): Readonly<Record<string, string>> {
  const hostOf = (address: string): string => address.slice(0, address.indexOf('/'));
  const held = new Set([...facts.values(), ...Object.values(taken)].map(hostOf));
  const before = Object.keys(base.adopted?.taken ?? {});
  const kept = Object.entries(base.addresses).filter(
    ([key, address]) => !facts.has(key) && !before.includes(key) && !held.has(hostOf(address)),
  );
  return Object.fromEntries([...kept, ...facts, ...Object.entries(taken)]);
}

/** Addresses of the hall, held against the plan. */
interface AdoptedAddresses extends Pick<AdoptedSite, 'addresses' | 'taken'> {
  /** Addresses of all interfaces of the plan that the files name, with prefix length. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Pools that are cut into pairs by links, or given out by others: what others hold there cannot be kept clear. */
const CUT: readonly string[] = ['fabric-link', 'rail', 'pods'];

/** Holds the addresses of a hall against a plan: `adopt/bad-address`, `adopt/address-twice`, `adopt/interface-twice`, `adopt/address-outside-pool`. */
function adoptAddresses(
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

/** Places with those of the plan for devices that stand elsewhere; without those that had none in it. */
export function plannedPositions(
  positions: Readonly<Record<string, Position>>,
  { places }: Pick<AdoptedSite, 'places'>,
): Record<string, Position> {
  const planned = new Map(Object.entries(positions));
  for (const [device, { planned: text }] of Object.entries(places)) {
    const at = text.lastIndexOf(' U');
    if (at < 0) planned.delete(device);
    else planned.set(device, { rack: text.slice(0, at), u: Number(text.slice(at + 2)) });
  }
  return Object.fromEntries(planned);
}
