import * as fc from 'fast-check';

import { hostlist } from '../../../src/export/schedulers/scheduler-tree';

/** Names of a hostlist expression, as Slurm expands it. */
function expand(expression: string): string[] {
  return [...expression.matchAll(/([^,[]+)(?:\[([^\]]*)\])?(?:,|$)/g)].flatMap(([, prefix = '', ranges]) =>
    ranges === undefined
      ? [prefix]
      : ranges.split(',').flatMap((range) => {
          const [from = '', to = from] = range.split('-');
          return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => {
            return `${prefix}${String(Number(from) + index).padStart(from.length, '0')}`;
          });
        }),
  );
}

describe('a hostlist', () => {
  test.each([
    [['gpu-001', 'gpu-002', 'gpu-003'], 'gpu-[001-003]'],
    [['gpu-005', 'gpu-001', 'gpu-002'], 'gpu-[001-002,005]'],
    [['gpu9', 'gpu10', 'gpu11'], 'gpu9,gpu[10-11]'],
    [['login', 'gpu1'], 'login,gpu1'],
    [['gpu1', 'gpu1'], 'gpu1'],
    [[], ''],
  ])('of %j is %s', (names, expected) => {
    expect(hostlist(names)).toBe(expected);
  });

  test('expands to the names that went in', () => {
    const name = fc.tuple(
      fc.constantFrom('a', 'b-', 'rack1-n'),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(name), (parts) => {
        const names = parts.map(([prefix, number, width]) => `${prefix}${String(number).padStart(width, '0')}`);
        expect(expand(hostlist(names)).sort()).toEqual([...new Set(names)].sort());
      }),
    );
  });
});
