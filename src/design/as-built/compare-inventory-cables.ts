import {
  byObjectName,
  customFindings,
  fieldFinding,
  type InventoryCable,
  type InventoryDevice,
  type InventoryEnd,
  type InventoryFinding,
  type PartOutcome,
  type PlannedInventory,
} from './inventory';
import { type CableEndTable, FATE, matchCables, NONE } from './match-cables';

/**
 * Compares cables by their ends, whatever they are called and whichever end comes first. A cable of two links may stand as two.
 *
 * @param planned - what the plan says
 * @param found - cables of the inventory
 * @param beside - devices of the inventory, for the places of those that the plan has not; cables that are none of the plan's concern
 */
export function compareInventoryCables(
  planned: PlannedInventory,
  found: readonly InventoryCable[],
  beside: { readonly devices: readonly InventoryDevice[] | undefined; readonly otherCables: number },
): PartOutcome {
  return new CableComparison(planned, found, beside.devices ?? []).outcome(beside.otherCables);
}

class CableComparison {
  private readonly ends: readonly InventoryEnd[];
  private readonly match: ReturnType<typeof matchCables>;
  /** Ends of each planned cable, side by side. */
  private readonly plannedEnds: CableEndTable;
  private readonly places: ReadonlyMap<string, string>;
  private readonly devices: ReadonlySet<string>;
  /** Cables of the inventory that a planned one is, or that a finding tells of. */
  private readonly told = new Set<number>();

  public constructor(
    private readonly planned: PlannedInventory,
    private readonly found: readonly InventoryCable[],
    devices: readonly InventoryDevice[],
  ) {
    const numbers = new EndNumbers();
    this.plannedEnds = numbers.tableOf(planned.cables);
    const foundEnds = numbers.tableOf(found);
    this.ends = numbers.ends;
    this.match = matchCables(this.plannedEnds, foundEnds, { ends: this.ends.length, from: 'either' });
    this.devices = new Set(planned.devices.map(({ name }) => name));
    this.places = new Map([...devices, ...planned.devices].map((device) => [device.name, devicePlace(device)]));
  }

  public outcome(otherCables: number): PartOutcome {
    const judged = this.planned.cables.map((cable, index) => this.judge(cable, index));
    const others = this.found.filter((_, index) => !this.told.has(index));
    const extra = others
      .filter(({ a, b }) => [...a, ...b].some(({ device }) => this.devices.has(device)))
      .map(({ label, a: [a], b: [b] }) => ({ name: label, found: this.text(a, b) }))
      .sort((one, other) => byObjectName(one, other) || (one.found < other.found ? -1 : 1));
    const planned = this.planned.cables.length;
    const differing = judged.filter(({ isAsPlanned }) => !isAsPlanned).length;
    return {
      counts: {
        planned,
        asPlanned: planned - differing,
        differing,
        extra: extra.length,
        passedOver: others.length - extra.length + otherCables,
      },
      findings: [
        ...judged.flatMap(({ findings }) => findings),
        ...extra.map((each) => ({ kind: 'extra', object: 'cable', ...each }) as const),
      ],
    };
  }

  private judge(cable: InventoryCable, index: number): { isAsPlanned: boolean; findings: InventoryFinding[] } {
    const { fate, end, far, partner, partnerEnd, foundAt, goesTo } = this.match;
    this.tellRightEnds(index);
    if (fate[index] === FATE.inPlace) {
      const own = this.found[foundAt(this.plannedEnds.ends(index, 'a')[0] ?? NONE)];
      const findings = customFindings({ object: 'cable', name: cable.label }, cable.custom, own?.custom);
      return { isAsPlanned: findings.length === 0, findings };
    }
    const [here, due] = [end[index] ?? NONE, far[index] ?? NONE];
    const of = { object: 'cable', name: cable.label, planned: this.textOf(here, due) } as const;
    if (fate[index] === FATE.absent) return { isAsPlanned: false, findings: [{ kind: 'missing', ...of }] };
    for (const each of [here, due]) if (foundAt(each) !== NONE) this.told.add(foundAt(each));
    const there = goesTo(here);
    if (fate[index] === FATE.swapped) {
      const other = partner[index] ?? NONE;
      const otherEnd = partnerEnd[index] ?? NONE;
      // The first cable of a swap tells of both.
      if (other < index) return { isAsPlanned: false, findings: [] };
      const name = this.planned.cables[other]?.label ?? '';
      const both = { name, planned: this.textOf(otherEnd, there), found: this.textOf(otherEnd, due) };
      const swap = { kind: 'swapped', ...of, found: this.textOf(here, there), partner: both } as const;
      return { isAsPlanned: false, findings: [swap] };
    }
    const found = there === NONE ? this.textOf(goesTo(due), due) : this.textOf(here, there);
    return { isAsPlanned: false, findings: [{ kind: 'misplaced', ...of, found }] };
  }

  /** Cables in the ends of a planned one that meet its other side are its own, even where another end of it is wrong. */
  private tellRightEnds(index: number): void {
    const { foundAt, meets } = this.match;
    const [a, b] = [this.plannedEnds.ends(index, 'a'), this.plannedEnds.ends(index, 'b')];
    for (const [ends, fars] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const end of Array.from(ends)) if (meets(end, fars)) this.told.add(foundAt(end));
    }
  }

  private textOf(a: number, b: number): string {
    return this.text(this.ends[a], this.ends[b]);
  }

  private text(a: InventoryEnd | undefined, b: InventoryEnd | undefined): string {
    return `${this.endText(a)} to ${this.endText(b)}`;
  }

  private endText(end: InventoryEnd | undefined): string {
    if (end === undefined) return 'nothing';
    const { device, port, face } = end;
    const place = this.places.get(device);
    const where = place === undefined || place === 'no rack' ? '' : `${place} `;
    return `${where}${device} port ${port}${face === undefined ? '' : ` (${face})`}`;
  }
}

/** Ends of planned and found cables as numbers. */
class EndNumbers {
  public readonly ends: InventoryEnd[] = [];
  private readonly numbers = new Map<string, number>();

  public tableOf(cables: readonly InventoryCable[]): CableEndTable {
    const sides = cables.map(({ a, b }) => ({ a: a.map((end) => this.of(end)), b: b.map((end) => this.of(end)) }));
    return { count: cables.length, ends: (cable, side) => sides[cable]?.[side] ?? [] };
  }

  private of(end: InventoryEnd): number {
    const { device, port, face = '' } = end;
    const key = `${device}\n${port}\n${face}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.ends.length);
    return this.ends.push(end) - 1;
  }
}

/** What became of devices. */
interface DeviceOutcome extends PartOutcome {
  /** Planned devices that are not there. */
  readonly missing: ReadonlySet<string>;
  /** Planned name by the name that the inventory gives a device. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Compares devices by name; one that is missing is looked for by its serial, then by its place. */
export function compareInventoryDevices(
  { devices, rackNames, hasAssets }: PlannedInventory,
  found: readonly InventoryDevice[],
): DeviceOutcome {
  const byName = new Map(found.map((device) => [device.name, device]));
  const names = new Set(devices.map(({ name }) => name));
  const strangers = found.filter(({ name }) => !names.has(name));
  const bySerial = new Map(strangers.flatMap((one) => (one.serial === undefined ? [] : [[one.serial, one] as const])));
  const byPlace = new Map(strangers.flatMap((one) => (one.u === undefined ? [] : [[devicePlace(one), one] as const])));
  const renamed = new Map<string, string>();
  const roleNames = renamedRoles(devices, byName);
  const findings: InventoryFinding[] = [...roleNames].map(([name, is]) => ({
    kind: 'renamed',
    object: 'role',
    name,
    found: is,
  }));
  const missing = new Set<string>();
  let [planned, asPlanned] = [0, 0];
  for (const device of devices) {
    const own = byName.get(device.name);
    if (own === undefined && device.isOptional === true) continue;
    planned += 1;
    if (own !== undefined) {
      const differences = differencesOf(device, own, hasAssets && device.isOptional !== true, roleNames);
      if (differences.length === 0) asPlanned += 1;
      for (const each of differences) findings.push(each);
      continue;
    }
    const other =
      (device.serial === undefined ? undefined : bySerial.get(device.serial)) ??
      (device.u === undefined ? undefined : byPlace.get(devicePlace(device)));
    const of = { object: 'device', name: device.name, planned: devicePlace(device) } as const;
    if (other === undefined || renamed.has(other.name)) {
      missing.add(device.name);
      findings.push({ kind: 'missing', ...of });
    } else {
      renamed.set(other.name, device.name);
      findings.push({ kind: 'renamed', ...of, found: `${other.name} in ${devicePlace(other)}` });
    }
  }
  const racks = new Set(rackNames);
  const roles = new Set(devices.flatMap(({ role, isOptional }) => (isOptional === true ? [] : [role])));
  const others = strangers.filter(({ name }) => !renamed.has(name));
  const extra = others
    .filter(({ rack, role, roleSlug }) => racks.has(rack ?? '') || roles.has(role) || roles.has(roleSlug))
    .sort(byObjectName);
  for (const device of extra)
    findings.push({ kind: 'extra', object: 'device', name: device.name, found: devicePlace(device) });
  const counts = {
    planned,
    asPlanned,
    differing: planned - asPlanned,
    extra: extra.length,
    passedOver: others.length - extra.length,
  };
  return { counts, findings, renamed, missing };
}

/** Roles that every device of theirs bears under one other name: one difference, however many devices. */
function renamedRoles(
  devices: readonly InventoryDevice[],
  byName: ReadonlyMap<string, InventoryDevice>,
): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string | undefined>>();
  const counts = new Map<string, number>();
  for (const { name, role } of devices) {
    const own = byName.get(name);
    if (role === undefined || own === undefined) continue;
    const is = own.roleSlug === role ? role : (own.role ?? own.roleSlug);
    found.set(role, (found.get(role) ?? new Set()).add(is));
    counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return new Map(
    [...found].flatMap(([role, [is, ...others]]) =>
      is === undefined || is === role || others.length > 0 || found.has(is) || (counts.get(role) ?? 0) < 2
        ? []
        : [[role, is] as const],
    ),
  );
}

function differencesOf(
  planned: InventoryDevice,
  found: InventoryDevice,
  areStatesJudged: boolean,
  roleNames: ReadonlyMap<string, string>,
): InventoryFinding[] {
  const of = { object: 'device', name: planned.name } as const;
  const [due, is] = [devicePlace(planned), devicePlace(found)];
  return [
    ...(due === is ? [] : [{ kind: 'misplaced', ...of, planned: due, found: is } as const]),
    ...(planned.role === found.roleSlug || roleNames.has(planned.role ?? '')
      ? []
      : fieldFinding(of, 'role', planned.role, found.role)),
    ...customFindings(of, planned.custom, found.custom),
    ...(areStatesJudged
      ? [
          ...fieldFinding(of, 'status', planned.status, found.status),
          ...fieldFinding(of, 'serial', planned.serial, found.serial),
        ]
      : []),
  ];
}

/** Place of a device by rack, unit and port. */
export function devicePlace({ rack, u }: Pick<InventoryDevice, 'rack' | 'u'>): string {
  if (rack === undefined) return 'no rack';
  return u === undefined ? `rack ${rack}` : `rack ${rack} U${u}`;
}
