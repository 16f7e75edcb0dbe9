import { DesignError, DesignErrors, spellingHint, type DesignErrorParts } from '../../errors/design-error';
import type { AdoptedPlace, AdoptedSite, DeviceFact, FactSource } from '../../model/adopted-site';
import { type DeviceInput, devicesByName, type Position } from '../../model/placement-plan';
import type { PlannedSite } from '../../model/site-plan';
import { Floor } from '../placement/floor';

/** Places of the hall, held against the plan. */
interface AdoptedPlaces {
  readonly devices: readonly string[];
  /** Places of all devices that the files place. */
  readonly facts: ReadonlyMap<string, Position>;
  /** Those that differ from the plan. */
  readonly places: AdoptedSite['places'];
}

/** Where a device was read. */
interface Seen {
  readonly fact: DeviceFact;
  place?: Position;
  placeAt?: DeviceFact;
}

/** Holds the places of a hall against a plan: `adopt/unknown-device`, `adopt/device-twice`, `adopt/bad-place`, `adopt/place-taken`. */
export function adoptPlaces(
  facts: readonly DeviceFact[],
  plan: Pick<PlannedSite, 'name' | 'devices' | 'halls' | 'placement' | 'lock'>,
  errors: AdoptErrors,
): AdoptedPlaces {
  const devices = devicesByName(plan.devices);
  const floor = new Floor(plan.halls);
  const units = new Map<string, (string | undefined)[]>();
  const seen = new Map<string, Seen>();
  const places: Record<string, AdoptedPlace> = {};
  for (const fact of facts) {
    const device = devices.get(fact.device);
    if (device === undefined) {
      errors.add('adopt/unknown-device', fact, () => unknownDevice(fact.device, plan));
      continue;
    }
    const known = seen.get(fact.device);
    if (known !== undefined && known.fact.file === fact.file) {
      errors.add('adopt/device-twice', fact, () => ({
        problem: `device '${fact.device}' stands in line ${known.fact.line} too`,
        remedy: 'keep one of the two lines',
        object: fact.device,
      }));
      continue;
    }
    const entry: Seen = known ?? { fact };
    seen.set(fact.device, entry);
    const place = placeOf(fact, device, floor, errors);
    if (place === undefined) continue;
    if (entry.place !== undefined) {
      if (entry.place.rack !== place.rack || entry.place.u !== place.u) contradiction(fact, entry, place, errors);
      continue;
    }
    Object.assign(entry, { place, placeAt: fact });
    takeUnits({ fact, device, place, units }, errors);
    const planned = plannedPlace(fact.device, plan);
    const wanted = `${place.rack} U${place.u}`;
    if (planned !== wanted) places[fact.device] = { ...place, planned };
  }
  const placed = [...seen].flatMap(([name, { place }]) => (place === undefined ? [] : [[name, place] as const]));
  return { devices: [...seen.keys()].sort(), facts: new Map(placed), places };
}

/** What a device that the plan does not have is told. */
export function unknownDevice(
  name: string,
  plan: Pick<PlannedSite, 'name' | 'devices'>,
): { readonly problem: string; readonly remedy: string; readonly object: string } {
  const hint = spellingHint(
    name,
    plan.devices.map((device) => device.name),
  );
  return {
    problem: `site '${plan.name}' has no device '${name}'`,
    remedy: hint === undefined ? 'add it to the program, or take the line out' : `did you mean '${hint}'?`,
    object: name,
  };
}

/** Place of the plan: what an earlier adoption replaced, else where it stands. */
function plannedPlace(name: string, { placement, lock }: Pick<PlannedSite, 'placement' | 'lock'>): string {
  const before = lock.adopted?.places[name];
  if (before !== undefined) return before.planned;
  const position = placement.positions.get(name);
  return position === undefined ? '' : `${position.rack} U${position.u}`;
}

function placeOf(fact: DeviceFact, device: DeviceInput, floor: Floor, errors: AdoptErrors): Position | undefined {
  const { rack: rackText = '', u: uText = '' } = fact;
  if (rackText === '' && uText === '') return undefined;
  const at = floor.rackNamed(rackText);
  if (at === undefined) {
    errors.add('adopt/bad-place', fact, () => {
      const hint = spellingHint(rackText, floor.rackNames());
      return {
        problem: rackText === '' ? `device '${fact.device}' has a unit and no rack` : `there is no rack '${rackText}'`,
        remedy: hint === undefined ? 'write the rack as the plan names it, for example A01' : `did you mean '${hint}'?`,
        object: fact.device,
        value: rackText,
      };
    });
    return undefined;
  }
  const { heightU } = at.rack.site.limits;
  const [, digits = ''] = /^U?0*([1-9]\d{0,3})(?:\.0+)?$/i.exec(uText) ?? [];
  const u = Number(digits);
  const last = heightU - device.heightU + 1;
  if (u >= 1 && u <= last) return { rack: at.rack.site.name, u };
  errors.add('adopt/bad-place', fact, () => ({
    problem: `device '${fact.device}' of ${device.heightU} U cannot stand at unit '${uText}' of rack '${rackText}', which has ${heightU} U`,
    remedy: last < 1 ? 'give a taller rack' : `give its lowest unit, a whole number from 1 to ${last}`,
    object: fact.device,
    value: uText,
    limit: `${last}`,
  }));
  return undefined;
}

function contradiction(fact: DeviceFact, { place, placeAt }: Seen, now: Position, errors: AdoptErrors): void {
  errors.add('adopt/device-twice', fact, () => ({
    problem: `device '${fact.device}' stands at ${now.rack} U${now.u}, and line ${placeAt?.line ?? 0} of '${placeAt?.file ?? ''}' has it at ${place?.rack ?? ''} U${place?.u ?? 0}`,
    remedy: 'correct one of the two lines',
    object: fact.device,
  }));
}

interface Standing {
  readonly fact: DeviceFact;
  readonly device: DeviceInput;
  readonly place: Position;
  readonly units: Map<string, (string | undefined)[]>;
}

function takeUnits({ fact, device, place: { rack, u }, units }: Standing, errors: AdoptErrors): void {
  const held = units.get(rack) ?? [];
  units.set(rack, held);
  for (let unit = u; unit < u + device.heightU; unit += 1) {
    const holder = held[unit];
    if (holder === undefined) {
      held[unit] = device.name;
      continue;
    }
    errors.add('adopt/place-taken', fact, () => ({
      problem: `devices '${holder}' and '${device.name}' both stand in unit ${unit} of rack '${rack}'`,
      remedy: "correct the rack or the unit of one of them; 'u' is the lowest unit of a device",
      object: device.name,
    }));
    return;
  }
}

/** Problems that are listed before the rest is counted: a file with one wrong column has one a line. */
const MOST = 20;

/** Collects what is wrong with the files of a hall: the first problems in full, and how many there are in all. */
export class AdoptErrors {
  private readonly errors: DesignError[] = [];
  private total = 0;

  /** Whether texts of further problems are still wanted: hints cost time. */
  public get isFull(): boolean {
    return this.total >= MOST;
  }

  /** Notes a problem in a line of a file; `parts` is asked for only while problems are listed. */
  public add(code: string, { file, line }: FactSource, parts: () => DesignErrorParts): void {
    if (!this.isFull) {
      const { problem, ...rest } = parts();
      this.errors.push(new DesignError(code, { ...rest, problem: `line ${line} of '${file}': ${problem}` }));
    }
    this.total += 1;
  }

  /**
   * Throws what was collected.
   *
   * @throws DesignErrors with the first problems; `adopt/more-problems` is the last of them where there are more
   */
  public throwAll(): void {
    const more = this.total - this.errors.length;
    const rest = new DesignError('adopt/more-problems', {
      problem: `and ${more} more`,
      remedy: 'correct those above, then read the files again',
      value: `${this.total}`,
    });
    DesignErrors.throwAll(more > 0 ? [...this.errors, rest] : this.errors);
  }
}
