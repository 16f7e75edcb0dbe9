import type { InventoryDevice, PlannedInventory } from './inventory';
import { byObjectName, fieldFinding, type PartOutcome } from './part-outcome';
import type { InventoryFinding } from './inventory-report';

/** What became of devices. */
export interface DeviceOutcome extends PartOutcome {
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
  const findings: InventoryFinding[] = [];
  let [planned, asPlanned] = [0, 0];
  for (const device of devices) {
    const own = byName.get(device.name);
    if (own === undefined && device.isOptional === true) continue;
    planned += 1;
    if (own !== undefined) {
      const differences = differencesOf(device, own, hasAssets && device.isOptional !== true);
      if (differences.length === 0) asPlanned += 1;
      findings.push(...differences);
      continue;
    }
    const other =
      (device.serial === undefined ? undefined : bySerial.get(device.serial)) ??
      (device.u === undefined ? undefined : byPlace.get(devicePlace(device)));
    const of = { object: 'device', name: device.name, planned: devicePlace(device) } as const;
    if (other === undefined || renamed.has(other.name)) findings.push({ kind: 'missing', ...of });
    else {
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
  return { counts, findings, renamed };
}

function differencesOf(planned: InventoryDevice, found: InventoryDevice, areStatesJudged: boolean): InventoryFinding[] {
  const of = { object: 'device', name: planned.name } as const;
  const [due, is] = [devicePlace(planned), devicePlace(found)];
  return [
    ...(due === is ? [] : [{ kind: 'misplaced', ...of, planned: due, found: is } as const]),
    ...(planned.role === found.roleSlug ? [] : fieldFinding(of, 'role', planned.role, found.role)),
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
