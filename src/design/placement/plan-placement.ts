import { DesignError, DesignErrors } from '../../errors/design-error';
import type { DeviceInput, HallInput, PlacementPlan, Position, Unplaced } from '../../model/placement-plan';
import { Allocator, checkPlace, explainUnplaced } from './allocator';
import { checkPlacementInput } from './check-placement-input';
import { Floor, type RackAt } from './floor';
import { ZoneChoice, type ZonePowerInput } from './zone-choice';

/** What is to be placed, and where. */
export interface PlacementInput extends ZonePowerInput {
  /** Halls with their rows and racks. */
  readonly halls: readonly HallInput[];
  /** In order of declaration. */
  readonly devices: readonly DeviceInput[];
  /** Places of an earlier plan by device name; those of devices that are gone stay empty. */
  readonly lock?: Readonly<Record<string, Position>>;
  /** Devices that stand where the lock says whatever the rules: it is so. Default: none. */
  readonly adopted?: ReadonlySet<string>;
  /** How far from the first of a partner set the others may stand, mm along the rows and across them, by set. Default: anywhere in its hall. */
  readonly spreadWithin?: ReadonlyMap<string, number>;
}

/**
 * Places devices in racks within units, power, weight and count.
 *
 * Adopted places come first, whatever power, weight, kind and zone say; then the other places of the lock, then those that the user fixed, then gaps of devices that are gone, then all other devices in order of
 * declaration by first fit (see `Allocator`), partners apart, and no power zone above its limit while another within reach has room (see `ZoneChoice`). A device appended later changes nothing earlier, unless its place is fixed; with a lock, no
 * change of the list moves a device that the lock knows and whose place still takes it.
 *
 * @throws DesignError `space/invalid-number`, `space/invalid-name`, `space/duplicate-hall`, `space/duplicate-row`, `space/duplicate-rack`,
 * `space/duplicate-device`, `space/device-too-tall`, `space/locked-places-collide`
 */
export function planPlacement({
  halls,
  devices,
  lock = {},
  adopted = new Set(),
  spreadWithin,
  ...power
}: PlacementInput): PlacementPlan {
  checkPlacementInput(halls, devices);
  const floor = new Floor(halls);
  const allocator = new Allocator(floor, new ZoneChoice(floor, power), spreadWithin);
  const locked = new Map(Object.entries(lock));
  checkCollisions(floor, devices, { locked, adopted });
  const places = new Map<string, Position>();
  const refusals = new Map<string, Unplaced>();
  const displaced: Unplaced[] = [];

  for (const device of devices) {
    const place = adopted.has(device.name) ? locked.get(device.name) : undefined;
    const at = place && floor.rackNamed(place.rack);
    if (place === undefined || at === undefined || !isFree(at, device, place.u)) continue;
    places.set(device.name, allocator.put(device, at, place.u));
  }
  for (const device of devices) {
    const place = places.has(device.name) ? undefined : locked.get(device.name);
    if (place === undefined || isFixedElsewhere(floor, device, place)) continue;
    const checked = checkPlace(floor, device, place);
    const at = 'refusal' in checked && STAYS.has(checked.refusal.reason) ? floor.rackNamed(place.rack) : undefined;
    if (at !== undefined) places.set(device.name, allocator.put(device, at, place.u));
    else if ('refusal' in checked) displaced.push(checked.refusal);
    else places.set(device.name, allocator.put(device, checked.at, checked.u));
  }
  for (const device of devices) {
    if (device.fixed === undefined || places.has(device.name)) continue;
    const checked = checkPlace(floor, device, device.fixed);
    if ('refusal' in checked) refusals.set(device.name, checked.refusal);
    else places.set(device.name, allocator.put(device, checked.at, checked.u));
  }
  keepGaps(floor, locked, new Set(devices.map(({ name }) => name)));
  const homeless: DeviceInput[] = [];
  for (const device of devices) {
    if (places.has(device.name) || refusals.has(device.name)) continue;
    const place = allocator.place(device);
    if (place === undefined) homeless.push(device);
    else places.set(device.name, place);
  }
  for (const { name, ...why } of explainAll(floor, homeless)) refusals.set(name, { device: name, ...why });
  return toPlan(floor, devices, { places, refusals, displaced });
}

/** What is short where a device that stands stays all the same: rules tell of a rack above its power or its load, and nothing moves by itself. */
const STAYS: ReadonlySet<Unplaced['reason']> = new Set(['power', 'weight']);

interface LockedPlaces {
  readonly locked: ReadonlyMap<string, Position>;
  readonly adopted: ReadonlySet<string>;
}

/**
 * Refuses two devices of which the lock says that they stand in the same units: one of them would move, and nobody asked for it. A place of a running
 * hall and a planned one are no such pair: the planned device gives way.
 */
function checkCollisions(floor: Floor, devices: readonly DeviceInput[], { locked, adopted }: LockedPlaces): void {
  const held = new Map<string, { readonly device: DeviceInput; readonly u: number }[]>();
  for (const device of devices) {
    const place = locked.get(device.name);
    if (place === undefined || isFixedElsewhere(floor, device, place)) continue;
    const rack = floor.rackNamed(place.rack)?.rack.site.name;
    if (rack === undefined) continue;
    const inRack = held.get(rack) ?? [];
    held.set(rack, inRack);
    inRack.push({ device, u: place.u });
  }
  const errors: DesignError[] = [];
  for (const [rack, places] of held) {
    places.sort((a, b) => a.u - b.u || (a.device.name < b.device.name ? -1 : 1));
    let below: (typeof places)[number] | undefined;
    for (const each of places) {
      if (below !== undefined && topOf(below) >= each.u) {
        if (adopted.has(below.device.name) === adopted.has(each.device.name)) errors.push(collide(rack, below, each));
      }
      if (below === undefined || topOf(each) > topOf(below)) below = each;
    }
  }
  DesignErrors.throwAll(errors);
}

function topOf({ device, u }: { readonly device: DeviceInput; readonly u: number }): number {
  return u + device.heightU - 1;
}

function collide(
  rack: string,
  one: { readonly device: DeviceInput; readonly u: number },
  other: { readonly device: DeviceInput; readonly u: number },
): DesignError {
  const said = (each: typeof one): string => `'${each.device.name}' in U${each.u} to U${topOf(each)}`;
  const [first, second] = [one.device.name, other.device.name];
  return new DesignError('space/locked-places-collide', {
    problem: `the lock has ${said(one)} and ${said(other)} of rack '${rack}', which overlap`,
    remedy: `restore the lock from version control, or let one of them find another place: 'aifactory lock release ${second}'`,
    object: first,
    value: second,
  });
}

/** Whether the units of a place are there and free. */
function isFree({ rack }: RackAt, { heightU }: DeviceInput, u: number): boolean {
  return u >= 1 && u + heightU - 1 <= rack.site.limits.heightU && rack.holderOf(u, heightU) === undefined;
}

/** Whether the user has since fixed another place than that of the lock. */
function isFixedElsewhere(floor: Floor, { fixed }: DeviceInput, place: Position): boolean {
  if (fixed === undefined) return false;
  const fixedRack = floor.rackNamed(fixed.rack)?.rack;
  return fixedRack !== floor.rackNamed(place.rack)?.rack || (fixed.u ?? place.u) !== place.u;
}

/** Keeps the places of devices that are gone, from the top of each rack down, so that each gap ends where the next one begins. */
function keepGaps(floor: Floor, locked: ReadonlyMap<string, Position>, present: ReadonlySet<string>): void {
  const gone = [...locked]
    .filter(([name]) => !present.has(name))
    .sort(([a, { u }], [b, { u: v }]) => v - u || (a < b ? -1 : 1));
  for (const [name, { rack, u }] of gone) {
    if (Number.isInteger(u) && u >= 1) floor.rackNamed(rack)?.rack.keepGap(name, u);
  }
}

/** Explains each device; alike devices are explained once. */
function explainAll(floor: Floor, homeless: readonly DeviceInput[]): (Omit<Unplaced, 'device'> & { name: string })[] {
  const known = new Map<string, Omit<Unplaced, 'device'>>();
  const hasReservations = floor.rows.some(({ reservations }) => reservations.size > 0);
  return homeless.map((device) => {
    const { name, kind, heightU, maxWatts, weightGrams, maxPerRack, zones, row } = device;
    const unit = hasReservations ? device.unit : undefined;
    const key = JSON.stringify([kind, heightU, maxWatts, weightGrams, maxPerRack, zones, row, unit]);
    const why = known.get(key) ?? explainUnplaced(floor, device);
    known.set(key, why);
    return { name, ...why };
  });
}

interface Outcome {
  readonly places: ReadonlyMap<string, Position>;
  readonly refusals: ReadonlyMap<string, Unplaced>;
  readonly displaced: readonly Unplaced[];
}

function toPlan(
  floor: Floor,
  devices: readonly DeviceInput[],
  { places, refusals, displaced }: Outcome,
): PlacementPlan {
  const positions = new Map<string, Position>();
  const unplaced: Unplaced[] = [];
  for (const { name } of devices) {
    const place = places.get(name);
    const refusal = refusals.get(name);
    if (place !== undefined) positions.set(name, place);
    if (refusal !== undefined) unplaced.push(refusal);
  }
  return {
    racks: floor.rows.flatMap(({ racks }) => racks.map((rack) => rack.toPlan())),
    positions,
    unplaced,
    ...(displaced.length === 0 ? {} : { displaced }),
  };
}
