import fc from 'fast-check';

import { checkGrowth, growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricInput } from '../../../src/model/fabric-plan';

function fabricOf(hosts: number, more: Partial<FabricInput> = {}): FabricInput {
  return {
    name: 'compute',
    kind: 'infiniband',
    role: 'compute',
    groups: [
      {
        name: 'gpu',
        hosts: Array.from({ length: hosts }, (_, index) => `gpu-${index + 1}`),
        unitHosts: 32,
        rails: 8,
        portNames: ['1', '2', '3', '4', '5', '6', '7', '8'],
        portCages: [0, 0, 1, 1, 2, 2, 3, 3],
      },
    ],
    leaf: { id: 'qm9700', cages: 32, portsPerCage: 2, portRateBits: 400e9, portNaming: 'ib' },
    tiers: 2,
    ...more,
  };
}

function standing(input: FabricInput): FabricInput {
  return resolvedInput(input, planFabric(input));
}

test('keeps the choices of before where a later default would choose otherwise', () => {
  // 32 hosts need 4 spines; with 8 asked for once, 8 stay when the program no longer asks for them.
  const before = standing(fabricOf(32, { spines: 8 }));
  expect(growFabric(fabricOf(32), before).plan.counts.spine).toBe(8);
});

test('lets a choice of before go where it no longer carries the fabric, and then names what moves', () => {
  // 8 spines take 8 x 64 / 32 = 16 leaves, 2 units; 4 units of 32 leaves need 16.
  expect(() => growFabric(fabricOf(128), standing(fabricOf(64)))).toThrow(
    /^fabric 'compute' was planned with 2 tiers, 16 leaves, 8 spines, and now asks for 2 tiers, 32 leaves, 16 spines, which moves \d+ cables: /,
  );
});

test('takes a host away without a word', () => {
  expect(growFabric(fabricOf(31), standing(fabricOf(32))).plan.counts.hosts).toBe(31);
});

test('moves nothing from any size to any larger one within the reserve', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 128 }), fc.integer({ min: 0, max: 127 }), (first, more) => {
      const last = Math.min(128, first + more);
      const input = fabricOf(first, { reserveUnits: 4 });
      const after = growFabric(fabricOf(last, { reserveUnits: 4 }), standing(input)).plan;
      expect(checkGrowth(planFabric(input), after)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('clusters that shrink, retire and grow one beside the other', () => {
  const clusters = (sizes: Readonly<Record<string, number>>, more: Partial<FabricInput> = {}): FabricInput => {
    const [group] = fabricOf(1).groups;
    const groups = Object.entries(sizes).map(([name, hosts]) => ({
      ...group,
      name,
      hosts: Array.from({ length: hosts }, (_, index) => `${name}-${index + 1}`),
    }));
    return fabricOf(0, { groups: groups as FabricInput['groups'], ...more });
  };
  const moved = (before: FabricInput, after: FabricInput): number =>
    checkGrowth(planFabric(before), growFabric(after, before).plan).filter((one) => one.after !== undefined).length;

  test('the first of two gives its second unit up: no cable of the other moves', () => {
    // Units 1 and 2 of x, unit 3 of y: 160 cables of y moved to unit 2.
    expect(moved(standing(clusters({ x: 40, y: 20 })), clusters({ x: 8, y: 20 }))).toBe(0);
  });

  test('the first grows into the unit that the second has left', () => {
    const before = standing(clusters({ x: 20, y: 20, z: 9 }, { reserveUnits: 8 }));
    expect(moved(before, clusters({ x: 34, z: 9 }, { reserveUnits: 8 }))).toBe(0);
    // A third unit of x would begin where z stands.
    expect(() => growFabric(clusters({ x: 65, z: 9 }, { reserveUnits: 8 }), before)).toThrow(
      'fabric/cables-would-move',
    );
  });

  test('on a single switch the ports at the end of the first stay its own', () => {
    const before = standing(clusters({ x: 4, y: 3 }, { tiers: 1 }));
    expect(moved(before, clusters({ x: 2, y: 3 }, { tiers: 1 }))).toBe(0);
  });

  // The plain reckoning: a cluster begins where it began, so that each must end before the next one that stands begins.
  test('nothing moves wherever each ends before the next begins, over two changes', () => {
    const NAMES = ['x', 'y', 'z'] as const;
    const size = fc.integer({ min: 0, max: 64 });
    fc.assert(
      fc.property(fc.array(fc.tuple(size, size, size), { minLength: 2, maxLength: 3 }), (states) => {
        const reserve = { reserveUnits: 8, spines: 32 };
        const of = (sizes: readonly number[]): Record<string, number> =>
          Object.fromEntries(NAMES.flatMap((name, at) => ((sizes[at] ?? 0) > 0 ? [[name, sizes[at] ?? 0]] : [])));
        const [first, ...others] = states;
        if (first?.some((each) => each === 0) !== false) return;
        const starts = [0, Math.ceil(first[0] / 32), Math.ceil(first[0] / 32) + Math.ceil(first[1] / 32)];
        let before = standing(clusters(of(first), reserve));
        let there = [true, true, true];
        for (const sizes of others) {
          // Who is gone does not come back in this test.
          const now = sizes.map((each, at) => (there[at] === true ? each : 0));
          if (now.every((each) => each === 0)) return;
          const fits = now.every((each, at) => {
            const next = starts.find((_, after) => after > at && (now[after] ?? 0) > 0) ?? 8;
            return each === 0 || (starts[at] ?? 0) + Math.ceil(each / 32) <= next;
          });
          if (!fits) return;
          const input = clusters(of(now), reserve);
          const grown = growFabric(input, before);
          expect(checkGrowth(planFabric(before), grown.plan).filter((one) => one.after !== undefined)).toEqual([]);
          before = resolvedInput(grown.input, grown.plan);
          there = now.map((each) => each > 0);
        }
      }),
      { numRuns: 25 },
    );
  });
});
