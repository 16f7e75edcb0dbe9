import type { InventoryDevice, PlannedInventory } from './inventory';
import { byObjectName, customFindings, fieldFinding, type PartOutcome } from './part-outcome';
import type { InventoryFinding } from './inventory-report';

/** What became of devices. */
export interface DeviceOutcome extends PartOutcome {
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
