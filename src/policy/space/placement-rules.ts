import type { DeviceInput, Unplaced } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, notApplicable, passed, type Verdict } from '../verdict';

const REMEDIES: Readonly<Record<Unplaced['reason'], string>> = {
  'no-row-accepts-it': "let a row take the kind ('accepts'), or add a row",
  count: "add 'racks' to a row, or raise 'systemsPerRack'",
  units: "add 'racks' to a row, or use racks of more 'units'",
  power: "add 'racks' to a row, or raise 'power' of the racks",
  weight: "add 'racks' to a row, or use racks with a higher 'maxLoad'",
  'fixed-place-taken': "choose another place in 'places', or free it",
  'no-such-rack': "mend the rack's name in 'places'",
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
    const devices = new Map(plan.devices.map((device) => [device.name, device]));
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
      const own = owners.get(unit.path);
      if (own === undefined) owners.set(unit.path, [unit]);
      else own.push(unit);
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
