import { spellingHint } from '../../errors/spelling-hint';
import type { Floor, RackAt } from './floor';
import type { DeviceInput, Unplaced } from '../../model/placement-plan';
import type { Shortage } from './rack-state';

/** A place in a chosen rack, or why the device cannot have it. */
export type CheckedPlace = { readonly at: RackAt; readonly u: number } | { readonly refusal: Unplaced };

/** Checks a place that the user or the lock chose; without `u` the device takes what is free in that rack. */
export function checkPlace(floor: Floor, device: DeviceInput, place: { rack: string; u?: number }): CheckedPlace {
  const refuse = (reason: Unplaced['reason'], detail: string): CheckedPlace => ({
    refusal: { device: device.name, reason, detail },
  });
  const at = floor.rackNamed(place.rack);
  if (at === undefined) {
    const blockedBy = floor.blockedBy(place.rack);
    if (blockedBy !== undefined) return refuse('no-such-rack', `position '${place.rack}' holds no rack: ${blockedBy}`);
    const hint = spellingHint(place.rack, floor.rackNames());
    return refuse('no-such-rack', `there is no rack '${place.rack}'${hint === undefined ? '' : `, but one '${hint}'`}`);
  }
  const { input } = at.row;
  const rack = `rack ${at.rack.site.name}`;
  const { row } = device;
  if (row !== undefined && (row.hall !== at.row.hall || row.row !== input.name)) {
    return refuse('no-row-accepts-it', `${rack} is in row '${input.name}', not in '${row.row}'`);
  }
  if (row === undefined && input.accepts?.includes(device.kind) === false) {
    return refuse(
      'no-row-accepts-it',
      `row ${input.name} of ${rack} takes ${kinds(input.accepts)}, not '${device.kind}'`,
    );
  }
  if (device.zones?.includes(input.zone) === false) {
    return refuse('no-row-accepts-it', `${rack} is in zone '${input.zone}', not in ${names(device.zones)}`);
  }
  const { heightU } = input.rack;
  const shortages = place.u === undefined ? at.rack.shortagesFor(device) : at.rack.shortagesBesideUnits(device);
  if (place.u !== undefined) {
    const top = place.u + device.heightU - 1;
    if (!(Number.isInteger(place.u) && place.u >= 1 && top <= heightU)) {
      return refuse('units', `U${place.u} to U${top} are not in ${rack}, which has ${heightU} U`);
    }
    const holder = at.rack.holderOf(place.u, device.heightU);
    if (holder !== undefined)
      return refuse('fixed-place-taken', `'${holder}' stands in U${place.u} to U${top} of ${rack}`);
  }
  const [first] = shortages;
  if (first !== undefined) return refuse(first.reason, `needs ${needsOf(shortages)}; ${rack} has ${leftOf(shortages)}`);
  return { at, u: place.u ?? at.rack.placeFor(device) };
}

/** What a device needs of each thing that is short, in words. */
export function needsOf(shortages: readonly Shortage[]): string {
  return shortages.map(({ need }) => need).join(' and ');
}

/** What a rack has of each thing that is short, in words. */
export function leftOf(shortages: readonly Shortage[]): string {
  return shortages.map(({ left }) => left).join(' and ');
}

/** Names in quotes, for messages. */
export function names(list: readonly string[]): string {
  return list.map((name) => `'${name}'`).join(', ');
}

function kinds(accepts: readonly string[]): string {
  return accepts.length === 0 ? 'nothing' : names(accepts);
}
