import { cableRows } from '../../src/model/site-cables';
import type { CableRow } from '../../src/model/cabling-plan';
import { mediaFor } from '../../src/design/cabling/media-for';
import { planCables } from '../../src/design/cabling/plan-cables';
import type { PlacementPlan } from '../../src/model/placement-plan';
import { GIGABIT, tinyFabric, tinyPlacement } from '../design/cabling/tiny-fabric';

const cages = { connector: 'OSFP', linksPerCage: 2, isSwitch: true } as const;

const rowsOf = (placement: PlacementPlan, reach = 2_000_000): CableRow[] => {
  const fabric = tinyFabric({
    switches: [
      { name: 'leaf', tier: 'leaf' },
      { name: 'spine', tier: 'spine' },
    ],
    links: [
      [1, 0, 3, 1, 1],
      [1, 0, 4, 1, 2],
    ],
  });
  const media = mediaFor({ rateBits: 400 * GIGABIT, lower: cages, upper: cages }).filter(
    ({ reachMillimetres }) => reachMillimetres <= reach,
  );
  const halls = [{ name: 'hall-1', riserMillimetres: 1_500 }];
  const lengths = { slackMillimetres: 500, lengthStepMillimetres: 1_000 };
  return [...cableRows(fabric, planCables({ fabric, placement, halls, media, ...lengths }), placement)];
};

test('a shared cable gives a row for each link, both with the same cable', () => {
  const a = { device: 'leaf', hall: 'hall-1', row: 'A', rack: 'A01', u: 3 };
  const b = { device: 'spine', hall: 'hall-1', row: 'A', rack: 'A01', u: 1 };
  const shared = {
    cable: 'compute/leaf:2/1',
    fabric: 'compute',
    medium: 'passive-copper',
    part: 'MCP4Y10',
    lengthMillimetres: 1_000,
    rateBits: 400 * GIGABIT,
  };
  expect(rowsOf(tinyPlacement({ leaf: ['A01', 3], spine: ['A01', 1] }))).toEqual([
    { label: 'compute/leaf:2/1', a: { ...a, port: '2/1' }, b: { ...b, port: '1/1' }, ...shared },
    { label: 'compute/leaf:2/2', a: { ...a, port: '2/2' }, b: { ...b, port: '1/2' }, ...shared },
  ]);
});

test('a device in no rack has an empty end, and its cable is unplaced', () => {
  expect(rowsOf(tinyPlacement({ leaf: ['A01', 3] }))[0]).toMatchObject({
    b: { device: 'spine', port: '1/1', hall: '', row: '', rack: '', u: 0 },
    medium: 'unplaced',
    part: undefined,
    lengthMillimetres: 0,
  });
});

// 3,000 + 800 + 500 = 4,300 mm, and copper alone reaches 2 m.
test('a cable that nothing reaches has a length and no part', () => {
  expect(rowsOf(tinyPlacement({ leaf: ['A01', 3], spine: ['A02', 1] }), 2_000)).toMatchObject([
    { medium: 'unreached', part: undefined, lengthMillimetres: 5_000, cable: 'compute/leaf:2/1' },
    { medium: 'unreached', part: undefined, lengthMillimetres: 5_000, cable: 'compute/leaf:2/2' },
  ]);
});
