import { type DeviceInput, devicesByName, type Unplaced } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';

const REMEDIES: Readonly<Record<Unplaced['reason'], string>> = {
  'no-row-accepts-it': "let a row take the kind ('accepts'), or add a row",
  count: "add 'racks' to a row, or raise 'systemsPerRack'",
  units: "add 'racks' to a row, or use racks of more 'units'",
  power: "add 'racks' to a row, or raise 'power' of the racks",
  weight: "add 'racks' to a row, or use racks with a higher 'maxLoad'",
  'fixed-place-taken': "choose another place in 'places', or free it",
  'no-such-rack': "correct the rack's name in 'places'",
};

const unplaced = defineRule({
  id: 'space/unplaced',
  severity: 'error',
  title: 'every device has a place in a rack',
  why: {
    text: 'Cable lengths, loads and addresses follow from places; a device without one is not part of any of them.',
    source: 'Placement plan of the site',
  },
  check: (plan) => {
    if (plan.devices.length === 0) return [notApplicable('the site has no device')];
    const devices = devicesByName(plan.devices);
    const verdicts = groupsOf(plan, devices).map((group) => unplacedGroup(plan, devices, group));
    const placed = plan.devices.length - plan.placement.unplaced.length;
    return placed > 0 ? [...verdicts, passed(placed)] : verdicts;
  },
});

const unitSpread = defineRule({
  id: 'space/unit-spread',
  severity: 'warning',
  title: 'the systems of a scalable unit stand in one row',
  why: {
    text: 'Spreading systems over more racks changes cable lengths and may change latency; the leaves of a unit reach one row with the shortest cables.',
    source: 'NVIDIA DGX SuperPOD data center design, DGX H100',
  },
  check: (plan) => {
    const owners = new Map<string, UnitRows[]>();
    for (const unit of unitsOf(plan)) {
      addTo(owners, unit.path, unit);
    }
    return judgeEach(
      owners,
      ([path, units]) => {
        const spread = units.filter(({ rows }) => rows.size > 1);
        const [first] = spread;
        if (first === undefined) return undefined;
        const rows = [...first.rows].sort();
        return failed({
          path,
          object: `${inWords.count(spread.length, 'unit')} of ${inWords.number(units.length)}: ${inWords.names(spread.map(({ name }) => name))}`,
          found: `${inWords.count(first.systems, 'system')} of '${first.name}' in rows ${inWords.names(rows)}`,
          limit: '1 row',
          arithmetic: `${inWords.count(rows.length, 'row')} - 1 row = ${rows.length - 1} too many`,
          remedy: "make rows longer ('racks'), or give racks room for more systems ('power', 'units')",
        });
      },
      'no system has a place',
    );
  },
});

const displaced = defineRule({
  id: 'space/displaced',
  severity: 'warning',
  title: 'every device keeps the place that the lock remembers',
  why: {
    text: 'A device that moves takes its cables, loads and addresses with it, although nothing was said about it in the program.',
    source: 'Lock file of the site',
  },
  check: (plan) => {
    const remembered = Object.keys(plan.lock.positions).length;
    const moved = plan.placement.displaced ?? [];
    const pathOf = new Map(plan.devices.map(({ name, path }) => [name, path]));
    const failures = moved.map(({ device, detail }) => {
      const now = plan.placement.positions.get(device);
      return failed({
        path: pathOf.get(device) ?? plan.path,
        object: `device '${device}'`,
        found: now === undefined ? 'no place' : `rack '${now.rack}', U ${now.u}`,
        limit: 'the place of the lock',
        arithmetic: detail,
        remedy: `make room at the old place, or accept the new one with 'aifactory lock release ${device}'`,
      });
    });
    const kept = remembered - moved.length;
    if (remembered === 0 && moved.length === 0) return [notApplicable('the lock remembers no place')];
    return kept > 0 ? [...failures, passed(kept)] : failures;
  },
});

/** Rules about where devices stand. */
export const placementRules: readonly Rule[] = [displaced, unitSpread, unplaced];

interface UnitRows {
  readonly name: string;
  readonly path: string;
  /** Rows in which its systems stand, as `hall/row`. */
  readonly rows: Set<string>;
  systems: number;
}

/** Units of systems that have a place. */
function unitsOf(plan: SitePlan): Iterable<UnitRows> {
  const rowOf = new Map(plan.placement.racks.map(({ name, hall, row }) => [name, `${hall}/${row}`]));
  const units = new Map<string, UnitRows>();
  for (const { kind, name, unit: unitName, path } of plan.devices) {
    const row = kind === 'system' ? rowOf.get(plan.placement.positions.get(name)?.rack ?? '') : undefined;
    if (row === undefined) continue;
    const unit = units.get(unitName) ?? { name: unitName, path, rows: new Set<string>(), systems: 0 };
    unit.rows.add(row);
    unit.systems += 1;
    units.set(unitName, unit);
  }
  return units.values();
}

interface UnplacedGroup {
  readonly path: string;
  readonly reason: Unplaced['reason'];
  readonly members: Unplaced[];
}

/** Devices without a place by owner and reason, so that a hall that is too small gives one finding a cluster. */
function groupsOf(plan: SitePlan, devices: ReadonlyMap<string, DeviceInput>): UnplacedGroup[] {
  const groups = new Map<string, UnplacedGroup>();
  for (const one of plan.placement.unplaced) {
    const path = devices.get(one.device)?.path ?? plan.path;
    const key = `${path} ${one.reason}`;
    const group = groups.get(key) ?? { path, reason: one.reason, members: [] };
    group.members.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function unplacedGroup(
  plan: SitePlan,
  devices: ReadonlyMap<string, DeviceInput>,
  { path, reason, members }: UnplacedGroup,
): Verdict {
  const needed = members.reduce((sum, { device }) => sum + (devices.get(device)?.heightU ?? 0), 0);
  const free = plan.placement.racks.reduce((sum, { limits, usedU }) => sum + limits.heightU - usedU, 0);
  return failed({
    path,
    object: `${members.length === 1 ? 'device' : inWords.count(members.length, 'device')} ${inWords.names(members.map(({ device }) => device))}`,
    found: `no place; ${members[0]?.detail ?? ''}`,
    limit: 'a place for every device',
    required: `${inWords.number(needed)} U`,
    available: `${inWords.number(free)} U free in ${inWords.count(plan.placement.racks.length, 'rack')}`,
    ...(needed > free ? { shortfall: `${inWords.number(needed - free)} U` } : {}),
    arithmetic: `${inWords.count(members.length, 'device')} without a place take ${inWords.number(needed)} U`,
    remedy: REMEDIES[reason],
  });
}

const rackOverweight = defineRule({
  id: 'space/rack-overweight',
  severity: 'error',
  title: 'what is in a rack weighs at most what the rack can carry',
  why: {
    text: 'A rack and the floor under it are built for a load; systems of 130 kg and more reach it before the rack is full.',
    source: 'Load limit of the rack as its vendor states it; NVIDIA DGX User Guides (H100 130.45 kg, B200 142.4 kg)',
  },
  check: (plan) =>
    judgeEach(
      plan.placement.racks.filter(({ devices, limits }) => devices.length > 0 && limits.maxLoadGrams !== undefined),
      (rack) => {
        const most = rack.limits.maxLoadGrams ?? Infinity;
        if (rack.weightGrams <= most) return undefined;
        const [weight, limit, over] = [rack.weightGrams, most, rack.weightGrams - most].map(inWords.grams);
        return failed({
          path: plan.path,
          object: `rack '${rack.name}'`,
          found: `${weight} by the weights that are known`,
          limit: `${limit}`,
          required: `${weight}`,
          available: `${limit}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(rack.devices.length, 'device')} weigh ${weight}; ${weight} - ${limit} = ${over}`,
          remedy: "take a device out of the rack ('places' or the lock), or use a rack with a higher 'maxLoad'",
        });
      },
      'no rack with devices has a load limit',
    ),
});

const weightUnknown = defineRule({
  id: 'space/weight-unknown',
  severity: 'warning',
  title: 'every device in a rack with a load limit has a known weight',
  why: {
    text: 'The weight of a rack is known only where the weight of each device is.',
    source: 'Placement plan of the site',
  },
  check: (plan) =>
    judgeEach(
      modelsInLimitedRacks(plan),
      ({ device, names, racks }): Verdict | undefined => {
        if (device.weightGrams !== undefined) return undefined;
        return indeterminate({
          path: device.path,
          object: `model '${device.model}': ${inWords.count(names.length, 'device')}, ${inWords.names(names)}`,
          unknown: `its weight, and so that of ${inWords.count(racks.size, 'rack')} with a load limit`,
          givenBy: "define the model with its 'weight' and the source of it",
        });
      },
      'no rack with devices has a load limit',
    ),
});

/** Rules about what a single rack holds. */
export const rackRules: readonly Rule[] = [rackOverweight, weightUnknown];

interface ModelInRacks {
  readonly device: DeviceInput;
  readonly names: string[];
  readonly racks: Set<string>;
}

/** Models by owner that stand in racks with a load limit. */
function modelsInLimitedRacks(plan: SitePlan): Iterable<ModelInRacks> {
  const limited = new Set(
    plan.placement.racks.filter(({ limits }) => limits.maxLoadGrams !== undefined).map(({ name }) => name),
  );
  const models = new Map<string, ModelInRacks>();
  for (const device of plan.devices) {
    const rack = plan.placement.positions.get(device.name)?.rack;
    if (rack === undefined || !limited.has(rack)) continue;
    const key = `${device.path} ${device.model} ${device.weightGrams === undefined ? '' : 'known'}`;
    const model = models.get(key) ?? { device, names: [], racks: new Set<string>() };
    model.names.push(device.name);
    model.racks.add(rack);
    models.set(key, model);
  }
  return models.values();
}
