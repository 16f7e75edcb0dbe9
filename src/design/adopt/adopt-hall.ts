import type { SiteLock } from '../../model/site-lock';
import type { Position } from '../../model/placement-plan';
import type { PlannedSite } from '../../model/site-plan';
import { adoptAddresses } from './adopt-addresses';
import { adoptCables } from './adopt-cables';
import { AdoptErrors } from './adopt-errors';
import { adoptPlaces } from './adopt-places';
import { withAdoptedLinks } from './adopted-links';
import type { AdoptedSite } from '../../model/adopted-site';
import type { HallFacts } from '../../model/hall-facts';

/** The part of a plan that a hall is held against. */
export type AdoptingSite = Pick<
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

/** Entries of before that the files do not tell of anew, and those that they do. */
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
