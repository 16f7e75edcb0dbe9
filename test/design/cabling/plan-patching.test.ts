import fc from 'fast-check';

import { cableRows } from '../../../src/model/site-cables';
import { countCables } from '../../../src/design/cabling/count-cables';
import { planCables } from '../../../src/design/cabling/plan-cables';
import { patchSlots, planPatching, standingPanels } from '../../../src/design/cabling/plan-patching';
import type { CableMedia, CableTable, PatchWay } from '../../../src/model/cabling-plan';
import type { PlacementPlan } from '../../../src/model/placement-plan';
import { GIGABIT, tinyFabric, tinyPlacement } from './tiny-fabric';

const fabric = tinyFabric({
  switches: [
    { name: 'leaf', tier: 'leaf' },
    { name: 'spine', tier: 'spine' },
  ],
  links: [[1, 0, 3, 1, 1]],
});
const row = (name: string): PatchWay['rows'][0] => ({ label: name, hall: 'hall-1', row: name });
const way: PatchWay = {
  rows: [row('A'), row('B')],
  panel: { model: 'panel', heightU: 1, ports: 24 },
  fibres: {},
  path: 'stack/site',
};
const lengths = { slackMillimetres: 500, lengthStepMillimetres: 1_000 };

const fibre = (medium: CableMedia['medium'], reachMillimetres: number): CableMedia => ({
  medium,
  rateBits: 400 * GIGABIT,
  reachMillimetres,
  linksPerCable: 1,
  linksPerATransceiver: 1,
  linksPerBTransceiver: 1,
});

interface Laid {
  readonly table: CableTable;
  readonly placement: PlacementPlan;
}

/** Leaf in A01, spine in B01, a panel beside each where its rack is named. */
function laid(media: readonly CableMedia[], panels: Readonly<Record<string, readonly [string, number]>>): Laid {
  const halls = [{ name: 'hall-1', riserMillimetres: 1_500 }];
  const placement = tinyPlacement({ leaf: ['A01', 3], spine: ['B01', 1], ...panels });
  const direct = planCables({ fabric, placement, halls, media, ...lengths });
  const { links } = planPatching({ ways: [way], fabrics: [fabric], cables: [direct], placement, slots: {} });
  const [patched] = links;
  const table = planCables({ fabric, placement, halls, media, ...lengths, ...(patched && { patched }) });
  return { table, placement };
}

const PANELS = { 'panel-A-B-01': ['A02', 1], 'panel-B-A-01': ['B02', 1] } as const;

// Straight: 2 x 1,500 + 3,000 + 500 = 6.5 m -> 7 m. Over panels one rack on: cords 3,000 + 800 + 500 = 4.3 m -> 5 m each, trunk 6.5 m -> 7 m: 17 m.
test.each([
  [17_000, 'multimode'],
  [16_000, 'single-mode'],
])('multimode that reaches %i mm leaves 17 m over panels to %s', (reach, medium) => {
  const { table, placement } = laid([fibre('multimode', reach), fibre('single-mode', 2_000_000)], PANELS);
  expect([...cableRows(fabric, table, placement)].map((each) => [each.medium, each.lengthMillimetres])).toEqual([
    [medium, 5_000],
    [medium, 7_000],
    [medium, 5_000],
  ]);
});

test('copper that reaches straight passes no panel', () => {
  const { table } = laid([fibre('multimode', 50_000), fibre('active-copper', 90_000)], PANELS);
  expect(table.patched).toBeUndefined();
  expect(table.choices.map(({ medium }) => medium)).toEqual(['active-copper']);
});

test('a link that no fibre reaches over panels takes no twisted pair, and is in no line of the BOM', () => {
  const priced = [
    { ...fibre('multimode', 16_000), priceMinor: 1 },
    { ...fibre('twisted-pair', 90_000), priceMinor: 2 },
  ];
  const beyond = laid(priced, PANELS);
  expect(beyond.table.unreached).toEqual([
    { label: 'compute/leaf:2/1', routeMillimetres: 17_000, reachMillimetres: 16_000 },
  ]);
  expect(countCables(fabric, beyond.table)).toMatchObject({ cables: [], segments: [], undecided: 1 });
  expect([...cableRows(fabric, beyond.table, beyond.placement)].map(({ medium }) => medium)).toEqual(
    Array.from({ length: 3 }, () => 'unreached'),
  );
});

test('a panel that stands in no rack leaves its link unplaced', () => {
  const { table, placement } = laid([fibre('multimode', 50_000)], { 'panel-A-B-01': ['A02', 1] });
  expect([...cableRows(fabric, table, placement)].map(({ medium }) => medium)).toEqual(
    Array.from({ length: 3 }, () => 'unplaced'),
  );
});

test('over panels no link is shorter than straight, wherever they stand', () => {
  const place = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 5, max: 48 }));
  fc.assert(
    fc.property(place, place, ([a, aU], [b, bU]) => {
      const media = [fibre('single-mode', 2_000_000)];
      const { table } = laid(media, { 'panel-A-B-01': [`A0${a}`, aU], 'panel-B-A-01': [`B0${b}`, bU] });
      // Straight it is 7 m; segments are never shorter than their part of it.
      expect(table.lengthMillimetres[0]).toBeGreaterThanOrEqual(7_000);
    }),
  );
});

// Ports from 0: the highest says how many panels a row needs.
test.each([
  [23, 1],
  [24, 2],
])('a way whose highest port is %i has %i panels in each of its rows', (port, count) => {
  const slots = { [patchSlots(way)]: { 'compute/leaf:2/1': port, 'compute/leaf:2/2': 0 } };
  const panels = standingPanels({ ways: [way], slots });
  expect(panels).toHaveLength(2 * count);
  expect(panels[0]).toEqual({
    name: 'panel-A-B-01',
    kind: 'panel',
    model: 'panel',
    heightU: 1,
    maxWatts: 0,
    row: { hall: 'hall-1', row: 'A' },
    unit: panels[0]?.unit,
    path: 'stack/site',
  });
  expect(panels.at(-1)).toMatchObject({ name: `panel-B-A-0${count}`, row: { hall: 'hall-1', row: 'B' } });
});

test('a way that the lock does not know has no panels', () => {
  expect(standingPanels({ ways: [way], slots: {} })).toEqual([]);
});

// The panel beside the leaf is one rack on, that beside the spine three: cords 3,000 + 800 + 500 = 4.3 m -> 5 m and 3,000 + 2,400 + 500 = 5.9 m -> 6 m.
test.each([
  ['as it is declared', way],
  ['declared the other way round', { ...way, rows: [way.rows[1], way.rows[0]] } as PatchWay],
])('cords are those of the side that they are on, of a way %s', (_, each) => {
  const media = [fibre('single-mode', 2_000_000)];
  const placement = tinyPlacement({
    leaf: ['A01', 3],
    spine: ['B01', 1],
    'panel-A-B-01': ['A02', 1],
    'panel-B-A-01': ['B04', 1],
  });
  const halls = [{ name: 'hall-1', riserMillimetres: 1_500 }];
  const direct = planCables({ fabric, placement, halls, media, ...lengths });
  const { links } = planPatching({ ways: [each], fabrics: [fabric], cables: [direct], placement, slots: {} });
  const table = planCables({ fabric, placement, halls, media, ...lengths, ...(links[0] && { patched: links[0] }) });
  const [near, , far] = [...cableRows(fabric, table, placement)].map(({ lengthMillimetres }) => lengthMillimetres);
  expect([near, far]).toEqual([5_000, 6_000]);
});
