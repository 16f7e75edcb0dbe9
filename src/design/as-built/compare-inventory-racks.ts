import { addTo, present } from '../../units/present';
import {
  byObjectName,
  customFindings,
  fieldFinding,
  type InventoryDevice,
  type InventoryFinding,
  type InventoryRack,
  type PartOutcome,
  type PlannedInventory,
} from './inventory';

/** What became of racks. */
interface RackOutcome extends PartOutcome {
  /** Planned name by the name that the inventory gives a rack. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Planned racks that are not there. */
  readonly missing: ReadonlySet<string>;
}

/**
 * Compares racks by name; one that is missing is looked for by what is in it, then by its row. A row whose racks all stand under one other name is one finding.
 *
 * @param planned - what the plan says
 * @param found - racks of the inventory
 * @param devices - its devices, with the racks that they stand in; undefined where they were not read
 */
export function compareInventoryRacks(
  planned: PlannedInventory,
  found: readonly InventoryRack[],
  devices: readonly InventoryDevice[] | undefined,
): RackOutcome {
  const { racks, rackNames, hasAssets } = planned;
  const byName = new Map(found.map((rack) => [rack.name, rack]));
  const rows = renamedRows(racks, byName);
  const rowOf = ({ location }: InventoryRack): string | undefined =>
    location === undefined ? undefined : (rows.get(location) ?? location);
  const plannedRows = new Set(racks.map(({ location }) => location));
  const known = new Set(rackNames);
  const strangers = found.filter(({ name }) => !known.has(name));
  const candidates = strangers.filter((rack) => plannedRows.has(rowOf(rack)));
  const gone = racks.filter(({ name }) => !byName.has(name));
  const renamed = renamedRacks(gone, candidates, rowOf, planned.devices, devices ?? []);
  const nameOf = new Map([...renamed].map(([is, due]) => [due, is]));
  const findings: InventoryFinding[] = [...rows].map(([is, name]) => ({
    kind: 'renamed',
    object: 'location',
    name,
    found: is,
  }));
  const missing = new Set<string>();
  let asPlanned = 0;
  for (const rack of racks) {
    const own = byName.get(nameOf.get(rack.name) ?? rack.name);
    const isMoved = own !== undefined && rowOf(own) !== (rack.location ?? '');
    const differences = own === undefined ? [] : rackFindings(rack, own, { isMoved, hasAssets });
    if (own === undefined) {
      missing.add(rack.name);
      differences.push({ kind: 'missing', object: 'rack', name: rack.name, planned: rack.location ?? '' });
    } else if (own.name !== rack.name) {
      const place = own.location === undefined ? '' : ` in ${own.location}`;
      const where = { planned: rack.location ?? '', found: `${own.name}${place}` };
      differences.push({ kind: 'renamed', object: 'rack', name: rack.name, ...where });
    }
    if (differences.length === 0) asPlanned += 1;
    for (const each of differences) findings.push(each);
  }
  const others = strangers.filter(({ name }) => !renamed.has(name));
  const extra = candidates.filter(({ name }) => !renamed.has(name)).sort(byObjectName);
  for (const { name, location } of extra) {
    findings.push({ kind: 'extra', object: 'rack', name, ...(location !== undefined && { found: location }) });
  }
  return {
    counts: {
      planned: racks.length,
      asPlanned,
      differing: racks.length - asPlanned,
      extra: extra.length,
      passedOver: others.length - extra.length,
    },
    findings,
    renamed,
    missing,
  };
}

/** Planned row by the other name that all of its racks, at least two, stand under. */
function renamedRows(
  racks: readonly InventoryRack[],
  byName: ReadonlyMap<string, InventoryRack>,
): ReadonlyMap<string, string> {
  const found = new Map<string, (string | undefined)[]>();
  for (const { name, location = '' } of racks) {
    const own = byName.get(name);
    if (own !== undefined) addTo(found, location, own.location);
  }
  const rows = new Map<string, string>();
  const twice = new Set<string>();
  for (const [due, [is, ...more]] of found) {
    if (is === undefined || found.has(is) || more.length === 0 || more.some((other) => other !== is)) continue;
    if (rows.has(is)) twice.add(is);
    rows.set(is, due);
  }
  // Two rows under one name were joined, and not renamed.
  return new Map([...rows].filter(([is]) => !twice.has(is)));
}

/** Planned rack by the name of the one that stands for it: what most of its devices stand in, else the only one that is new in its row. */
function renamedRacks(
  gone: readonly InventoryRack[],
  candidates: readonly InventoryRack[],
  rowOf: (rack: InventoryRack) => string | undefined,
  planned: readonly InventoryDevice[],
  devices: readonly InventoryDevice[],
): ReadonlyMap<string, string> {
  const rackOf = new Map(devices.map(({ name, rack }) => [name, rack]));
  const renamed = new Map<string, string>();
  const left = (): InventoryRack[] => candidates.filter(({ name }) => !renamed.has(name));
  const placed = new Set<string>();
  for (const rack of gone) {
    const inside = planned.filter((device) => device.rack === rack.name && rackOf.has(device.name));
    const match = left().find(
      ({ name }) => inside.filter((device) => rackOf.get(device.name) === name).length * 2 > inside.length,
    );
    if (match === undefined) continue;
    renamed.set(match.name, rack.name);
    placed.add(rack.name);
  }
  for (const rack of gone) {
    if (placed.has(rack.name)) continue;
    const holds = new Set(devices.flatMap((device) => device.rack ?? []));
    const alike = gone.filter(({ name, location }) => location === rack.location && !placed.has(name));
    const [match, ...others] = left().filter(
      (other) => rowOf(other) === rack.location && other.heightU === rack.heightU && !holds.has(other.name),
    );
    const isEmpty = !planned.some((device) => device.rack === rack.name && rackOf.has(device.name));
    if (match === undefined || others.length > 0 || alike.length > 1 || !isEmpty) continue;
    renamed.set(match.name, rack.name);
    placed.add(rack.name);
  }
  return renamed;
}

function rackFindings(
  { name, location = '', heightU, status, custom }: InventoryRack,
  found: InventoryRack,
  { isMoved, hasAssets }: { readonly isMoved: boolean; readonly hasAssets: boolean },
): InventoryFinding[] {
  const of = { object: 'rack', name } as const;
  const is = present({ found: found.location });
  return [
    ...(isMoved ? [{ kind: 'misplaced', ...of, planned: location, ...is } as const] : []),
    ...fieldFinding(of, 'height', units(heightU), units(found.heightU)),
    ...(hasAssets ? fieldFinding(of, 'status', status, found.status) : []),
    ...customFindings(of, custom, found.custom),
  ];
}

function units(heightU: number | undefined): string | undefined {
  return heightU === undefined ? undefined : `${heightU} U`;
}
