import { isReservedFor, mirrorOf } from '../../design/placement/floor';
import { spellingHint } from '../../errors/design-error';
import { type DeviceInput, devicesByName, type HallInput, rackName, tenantsOfRacks } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule } from '../engine/rule';
import { aisleRules, rowsOf } from './aisle-rules';
import { placementRules, rackRules } from './placement-rules';
import { floorRules, hallRules, roomRules } from './room-rules';

const asymmetricRows = defineRule({
  id: 'space/asymmetric-rows',
  severity: 'warning',
  title: 'in a hall that is to be filled symmetrically, mirrored rows differ by at most one unit',
  why: {
    text: 'Even load on both sides keeps feeds, loops and aisles balanced; a unit is not split for it.',
    source: "Layout of the hall ('placement: symmetric')",
  },
  check: (plan) => {
    const halls = plan.halls.filter(({ placement }) => placement === 'symmetric');
    const systems = systemsByRow(plan);
    return judgeEach(
      halls.flatMap((hall) => pairsOf(hall).map((pair) => ({ hall, pair }))),
      ({ hall, pair: [one, other] }) => {
        const held = [one, other].map((row) => systems.get(`${hall.name}/${row}`) ?? []);
        const [here = 0, there = 0] = held.map((list) => list.length);
        const units = new Map<string, number>();
        for (const { unit } of held.flat()) units.set(unit, (units.get(unit) ?? 0) + 1);
        const most = Math.max(0, ...units.values());
        const difference = Math.abs(here - there);
        if (difference <= most) return undefined;
        return failed({
          path: hall.path ?? plan.path,
          object: `rows '${one}' and '${other}' of hall '${hall.name}'`,
          found: `${inWords.count(here, 'system')} and ${inWords.count(there, 'system')}`,
          limit: `a difference of one unit, ${inWords.count(most, 'system')}`,
          arithmetic: `${Math.max(here, there)} - ${Math.min(here, there)} = ${difference}; ${difference} - ${most} = ${difference - most} too many`,
          remedy: "let both rows take the same kinds ('accepts') and as many 'racks', or leave 'placement' out",
        });
      },
      "no hall is to be filled symmetrically ('placement')",
    );
  },
});

/** Rules about what is in which row. */
const rowRules: readonly Rule[] = [asymmetricRows];

const reservedForAnother = defineRule({
  id: 'space/reserved-for-another',
  severity: 'error',
  title: 'racks that are kept for a unit hold nothing of others',
  why: {
    text: 'What is there by the lock or by hand is not moved on its own, and the unit that the rack is kept for finds it full.',
    source: "Layout of the hall ('reservedFor')",
  },
  check: (plan) => {
    const devices = devicesByName(plan.devices);
    return judgeEach(
      plan.placement.racks.filter(({ reservedFor }) => reservedFor !== undefined),
      ({ name, reservedFor = '', devices: standing }) => {
        const others = standing.flatMap((one) => {
          const device = devices.get(one.name);
          return device === undefined || isReservedFor(reservedFor, device) ? [] : [device];
        });
        const [first] = others;
        if (first === undefined) return undefined;
        return failed({
          path: first.path,
          object: `rack '${name}', kept for '${reservedFor}'`,
          found: `${inWords.count(others.length, 'device')} of others: ${inWords.names(others.map((device) => device.name))}`,
          limit: `units of '${reservedFor}' alone`,
          arithmetic: `${inWords.count(standing.length, 'device')} - ${standing.length - others.length} of '${reservedFor}' = ${others.length}`,
          remedy: "move them ('places', or 'aifactory lock release'), or keep another rack ('reservedFor')",
        });
      },
      'no rack is kept for a unit',
    );
  },
});

const reservedForNobody = defineRule({
  id: 'space/reserved-for-nobody',
  severity: 'warning',
  title: 'what a rack is kept for is a unit, cluster, fabric or tier of the site',
  why: {
    text: 'A rack that is kept for a name that nothing has stays empty for ever.',
    source: "Layout of the hall ('reservedFor')",
  },
  check: (plan) => {
    const units = [...new Set(plan.devices.map(({ unit }) => unit))];
    return judgeEach(
      reservationsOf(plan),
      ([name, racks]) => {
        if (units.some((unit) => isReservedFor(name, { unit }))) return undefined;
        const hint = spellingHint(name, [...units, ...new Set(units.map(ownerOf))]);
        return failed({
          path: plan.path,
          object: `${inWords.count(racks.length, 'rack')} kept for '${name}': ${inWords.names(racks)}`,
          found: `nothing of the site is called '${name}'`,
          limit: 'a unit, or its cluster, fabric or tier',
          arithmetic: `0 of ${inWords.count(units.length, 'unit')} belong to '${name}'`,
          remedy: hint === undefined ? "correct 'reservedFor', or take it away" : `did you mean '${hint}'?`,
        });
      },
      'no rack is kept for a unit',
    );
  },
});

const tenantRowUsed = defineRule({
  id: 'space/tenant-row-used',
  severity: 'error',
  title: 'rows and racks that a tenant takes hold no device of the site',
  why: {
    text: 'A tenant load takes its rows whole, and single racks of others; what is there by the lock or by hand is not moved on its own.',
    source: "Tenant loads of the site ('rows', 'positions')",
  },
  check: (plan) => {
    const devices = devicesByName(plan.devices);
    const standing = new Map<string, DeviceInput[]>();
    const tenantOf = tenantsOfRacks(plan.halls);
    for (const rack of plan.placement.racks) {
      const tenant = tenantOf(rack);
      for (const { name } of tenant === undefined ? [] : rack.devices) {
        const device = devices.get(name);
        if (device !== undefined) addTo(standing, JSON.stringify([rack.hall, rack.row, tenant]), device);
      }
    }
    return judgeEach(
      rowsOf(plan).flatMap(lettingsIn),
      ({ hall, row, tenant, object }) => {
        const here = standing.get(JSON.stringify([hall, row, tenant])) ?? [];
        const [first] = here;
        if (first === undefined) return undefined;
        return failed({
          path: first.path,
          object: `${object}, of tenant load '${tenant}'`,
          found: `${inWords.count(here.length, 'device')}: ${inWords.names(here.map(({ name }) => name))}`,
          limit: 'no device of the site',
          arithmetic: `${here.length} - 0 = ${here.length} too many`,
          remedy: "move them ('places', or 'aifactory lock release'), or let another row",
        });
      },
      'no tenant load takes a row',
    );
  },
});

/** What tenants have of a row: all of it, or some of its racks. */
function lettingsIn({
  hall: { name: hall },
  row: { name: row, tenant: whole, positions = [] },
  object,
}: ReturnType<typeof rowsOf>[number]): readonly {
  readonly hall: string;
  readonly row: string;
  readonly tenant: string;
  readonly object: string;
}[] {
  if (whole !== undefined) return [{ hall, row, tenant: whole, object }];
  const racks = new Map<string, string[]>();
  for (const { tenant, number } of positions) {
    if (tenant !== undefined) addTo(racks, tenant, `'${rackName(undefined, row, number)}'`);
  }
  return [...racks].map(([tenant, names]) => ({
    hall,
    row,
    tenant,
    object: `${names.length === 1 ? 'rack' : 'racks'} ${names.join(', ')} of ${object}`,
  }));
}

/** Rules about racks that are kept, and rows that are let. */
const reservationRules: readonly Rule[] = [reservedForAnother, reservedForNobody, tenantRowUsed];

/** Rules about places, units, weights, floors, aisles, and who takes a row. */
export const spacePack: readonly Rule[] = [
  ...placementRules,
  ...rackRules,
  ...hallRules,
  ...floorRules,
  ...roomRules,
  ...aisleRules,
  ...rowRules,
  ...reservationRules,
];

function reservationsOf({ placement }: SitePlan): Map<string, string[]> {
  const kept = new Map<string, string[]>();
  for (const { name, reservedFor } of placement.racks) {
    if (reservedFor === undefined) continue;
    addTo(kept, reservedFor, name);
  }
  return kept;
}

function ownerOf(unit: string): string {
  return unit.split('/')[0] ?? unit;
}

/** Systems that have a place, by `hall/row`. */
function systemsByRow(plan: SitePlan): Map<string, DeviceInput[]> {
  const devices = devicesByName(plan.devices);
  const rows = new Map<string, DeviceInput[]>();
  for (const { hall, row, devices: standing } of plan.placement.racks) {
    const key = `${hall}/${row}`;
    const list = rows.get(key) ?? [];
    for (const { name } of standing) {
      const device = devices.get(name);
      if (device?.kind === 'system') list.push(device);
    }
    rows.set(key, list);
  }
  return rows;
}

/** Mirrored rows of a hall, each pair once, without the one in the middle. */
function pairsOf({ rows }: HallInput): (readonly [string, string])[] {
  const floor = rows.map(({ name, slot }, index) => ({ name, index: slot ?? index }));
  return floor.flatMap((row) => {
    const mirror = mirrorOf(row, floor);
    return row.index < mirror.index ? [[row.name, mirror.name] as const] : [];
  });
}
