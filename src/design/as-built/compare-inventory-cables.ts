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

/** A cable and the side of it that an end is on. */
interface At {
  readonly cable: InventoryCable;
  readonly side: 'a' | 'b';
}

const FAR = { a: 'b', b: 'a' } as const;

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
  const comparison = new CableComparison(planned, found, beside.devices ?? []);
  for (const cable of planned.cables) comparison.judge(cable);
  return comparison.outcome(beside.otherCables);
}

class CableComparison {
  private readonly plannedAt: ReadonlyMap<string, At>;
  private readonly foundAt: ReadonlyMap<string, At>;
  private readonly places: ReadonlyMap<string, string>;
  private readonly devices: ReadonlySet<string>;
  private readonly findings: InventoryFinding[] = [];
  /** Cables of the inventory that a planned one is, or that a finding tells of. */
  private readonly told = new Set<InventoryCable>();
  /** Planned cables of a swap that a finding tells of. */
  private readonly done = new Set<InventoryCable>();
  private differing = 0;

  public constructor(
    private readonly planned: PlannedInventory,
    private readonly found: readonly InventoryCable[],
    devices: readonly InventoryDevice[],
  ) {
    this.plannedAt = byEnd(planned.cables);
    this.foundAt = byEnd(found);
    this.devices = new Set(planned.devices.map(({ name }) => name));
    this.places = new Map([...devices, ...planned.devices].map((device) => [device.name, devicePlace(device)]));
  }

  public judge(cable: InventoryCable): void {
    if (this.done.has(cable)) return;
    const wrong = this.firstWrongEnd(cable);
    if (wrong === undefined) {
      const own = cable.a[0] === undefined ? undefined : this.at(cable.a[0])?.cable;
      const differences = customFindings({ object: 'cable', name: cable.label }, cable.custom, own?.custom);
      if (differences.length > 0) this.differing += 1;
      this.findings.push(...differences);
      return;
    }
    this.differing += 1;
    const { end, far } = wrong;
    const of = { object: 'cable', name: cable.label, planned: this.text(end, far) } as const;
    const [here, there] = [this.at(end), this.at(far)];
    const goesTo = here?.cable[FAR[here.side]][0];
    if (here === undefined && there === undefined) {
      this.findings.push({ kind: 'missing', ...of });
      return;
    }
    const partner = goesTo === undefined ? undefined : this.swappedWith(goesTo, far);
    if (goesTo !== undefined && partner !== undefined && partner.cable !== cable && !this.done.has(partner.cable)) {
      this.done.add(partner.cable);
      this.differing += 1;
      this.tell(here, there);
      const { label: name } = partner.cable;
      this.findings.push({
        kind: 'swapped',
        ...of,
        found: this.text(end, goesTo),
        partner: { name, planned: this.text(partner.end, goesTo), found: this.text(partner.end, far) },
      });
      return;
    }
    this.tell(here, there);
    const comesFrom = there?.cable[FAR[there.side]][0];
    const found = goesTo === undefined ? this.text(comesFrom, far) : this.text(end, goesTo);
    this.findings.push({ kind: 'misplaced', ...of, found });
  }

  public outcome(otherCables: number): PartOutcome {
    const others = this.found.filter((cable) => !this.told.has(cable));
    const extra = others
      .filter(({ a, b }) => [...a, ...b].some(({ device }) => this.devices.has(device)))
      .map(({ label, a: [a], b: [b] }) => ({ name: label, found: this.text(a, b) }))
      .sort((one, other) => byObjectName(one, other) || (one.found < other.found ? -1 : 1));
    const planned = this.planned.cables.length;
    return {
      counts: {
        planned,
        asPlanned: planned - this.differing,
        differing: this.differing,
        extra: extra.length,
        passedOver: others.length - extra.length + otherCables,
      },
      findings: [...this.findings, ...extra.map((each) => ({ kind: 'extra', object: 'cable', ...each }) as const)],
    };
  }

  /** The first end that is not joined to the other side, with its planned far end; cables that are right are told. */
  private firstWrongEnd(cable: InventoryCable): { readonly end: InventoryEnd; readonly far: InventoryEnd } | undefined {
    for (const side of ['a', 'b'] as const) {
      const fars = cable[FAR[side]];
      for (const [index, end] of cable[side].entries()) {
        const at = this.at(end);
        if (at !== undefined && at.cable[FAR[at.side]].some((found) => fars.some((far) => isSame(found, far)))) {
          this.told.add(at.cable);
          continue;
        }
        const far = fars[Math.min(index, fars.length - 1)];
        if (far !== undefined) return side === 'a' || at !== undefined ? { end, far } : { end: far, far: end };
      }
    }
    return undefined;
  }

  /** The planned cable of an end that another cable goes to, where its own cable goes to `far` in exchange. */
  private swappedWith(
    goesTo: InventoryEnd,
    far: InventoryEnd,
  ): { readonly cable: InventoryCable; readonly end: InventoryEnd } | undefined {
    const due = this.plannedAt.get(endKey(goesTo));
    if (due === undefined) return undefined;
    for (const end of due.cable[FAR[due.side]]) {
      const at = this.at(end);
      if (at?.cable[FAR[at.side]].some((found) => isSame(found, far)) === true) return { cable: due.cable, end };
    }
    return undefined;
  }

  private at(end: InventoryEnd): At | undefined {
    return this.foundAt.get(endKey(end));
  }

  private tell(...ends: readonly (At | undefined)[]): void {
    for (const at of ends) if (at !== undefined) this.told.add(at.cable);
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

function byEnd(cables: readonly InventoryCable[]): Map<string, At> {
  const ends = new Map<string, At>();
  for (const cable of cables) {
    for (const side of ['a', 'b'] as const) for (const end of cable[side]) ends.set(endKey(end), { cable, side });
  }
  return ends;
}

function endKey({ device, port, face }: InventoryEnd): string {
  return `${device}\n${port}\n${face ?? ''}`;
}

function isSame(one: InventoryEnd, other: InventoryEnd): boolean {
  return one.device === other.device && one.port === other.port && one.face === other.face;
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
      findings.push(...differences);
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

/** Place of a device in the words of the hall. */
export function devicePlace({ rack, u }: Pick<InventoryDevice, 'rack' | 'u'>): string {
  if (rack === undefined) return 'no rack';
  return u === undefined ? `rack ${rack}` : `rack ${rack} U${u}`;
}
