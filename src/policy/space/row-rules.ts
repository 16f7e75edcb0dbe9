import { mirrorOf } from '../../design/placement/floor';
import type { DeviceInput, HallInput } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

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

/** Rules about what stands in which row. */
export const rowRules: readonly Rule[] = [asymmetricRows];

/** Systems that have a place, by `hall/row`. */
function systemsByRow(plan: SitePlan): Map<string, DeviceInput[]> {
  const devices = new Map(plan.devices.map((device) => [device.name, device]));
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
