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
