import { spaceLimits } from '../../../src/design/limits/space-limits';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import { sitePlan } from '../../policy/site-plan-fixture';
import { hall, row, system } from '../placement/placement-fixtures';

test('positions that are blocked, and rows that a tenant takes, are no floor that is left', () => {
  const halls = [
    hall('h', [
      row('A', { racks: 5, positions: [{ number: 2, blockedBy: 'a column' }] }),
      row('B', { racks: 7, tenant: 'guest' }),
    ]),
  ];
  const devices = [system('n')];
  const plan = sitePlan({ halls, devices, placement: planPlacement({ halls, devices }) });
  // 5 positions less a column, of 48 U and 60 kW each.
  expect(spaceLimits(plan, undefined).map(({ level, used, capacity }) => [level, used, capacity])).toEqual([
    ['rack units', 10, 192],
    ['rack power', 14_300, 240_000],
    ['rack positions', 1, 4],
  ]);
});
