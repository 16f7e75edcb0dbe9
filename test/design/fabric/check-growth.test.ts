import fc from 'fast-check';

import { checkGrowth } from '../../../src/design/fabric/grow-fabric';
import { eachLink } from '../../../src/model/switch-ports';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { dgxFabric, group, hostNames, plainSwitch, ufm } from './sample-fabrics';

/** Label to upper end, by names alone. */
function cables(plan: FabricPlan): Map<string, string> {
  return new Map([...eachLink(plan)].map(({ label, b }) => [label, `${b.device}:${b.port}`]));
}

function expectUnmoved(before: FabricPlan, after: FabricPlan): void {
  const later = cables(after);
  expect([...cables(before)].filter(([label, end]) => later.get(label) !== end)).toEqual([]);
  expect(checkGrowth(before, after)).toEqual([]);
}

describe('growth within the reserve', () => {
  test('from one unit to four keeps every cable and every switch', () => {
    const plans = [20, 32, 50, 96, 127, 128].map((hosts) => planFabric(dgxFabric(hosts, { reserveUnits: 4 })));
    plans.slice(1).forEach((plan, at) => expectUnmoved(plans[at] ?? plan, plan));
    expect(plans[0]?.counts).toMatchObject({ leaf: 8, spine: 16, leafSpineLinks: 256, freeSpinePorts: 768 });
  });

  test('keeps every cable of three tiers, and builds a pod with its first leaf', () => {
    const [small, large] = [100, 512].map((hosts) => planFabric(dgxFabric(hosts, { reserveUnits: 16 })));
    if (small === undefined || large === undefined) throw new Error('two plans were made');
    // A pod is 32 leaves, four units: 100 systems take one pod of 32 spines; the 64 cores stand from the first day.
    expect(small.counts).toMatchObject({ leaf: 32, spine: 32, core: 64 });
    expect(large.counts).toMatchObject({ leaf: 128, spine: 128, core: 64 });
    expectUnmoved(small, large);
  });

  test('of the first of two groups moves nothing of the second', () => {
    const two = (hosts: number): FabricInput => {
      const first = group(hosts, { name: 'a', reserveUnits: 3 });
      return dgxFabric(hosts, { groups: [first, group(32, { name: 'b' })], reserveUnits: 6 });
    };
    expectUnmoved(planFabric(two(10)), planFabric(two(96)));
    expect(planFabric(two(10)).endpoints.find(({ group: of }) => of === 'b')?.unit).toBe(4);
  });

  test('moves nothing for any shape', () => {
    const shapes = fc.record({
      ports: fc.constantFrom(8, 16, 24, 36),
      unitHosts: fc.integer({ min: 1, max: 12 }),
      rails: fc.constantFrom(1, 2, 4),
      links: fc.integer({ min: 1, max: 2 }),
      planes: fc.integer({ min: 1, max: 2 }),
      shape: fc.constantFrom('rail-optimised' as const, 'shared-leaf' as const),
      slots: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 })),
      tiers: fc.constantFrom(2 as const, 3 as const),
    });
    fc.assert(
      fc.property(shapes, ({ ports, unitHosts, rails, links, planes, shape, slots: [from, more], tiers }) => {
        const [before, after] = [from, from + more].map((slots) => {
          const names = Array.from({ length: rails * links * planes }, (_, port) => `p${port}`);
          const nodes = { name: 'n', hosts: hostNames(slots, 'n'), unitHosts, rails };
          const groups = [{ ...nodes, portNames: names, portCages: names.map((_, port) => port) }];
          const reserveUnits = Math.ceil((from + more) / unitHosts) + 1;
          const leaf = plainSwitch(ports);
          const parts = {
            groups,
            reserveUnits,
            planes,
            shape,
            tiers,
            leaf,
            spine: plainSwitch(512),
            core: plainSwitch(512),
          };
          return planFabric(dgxFabric(1, parts));
        });
        if (before !== undefined && after !== undefined) expectUnmoved(before, after);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('leaves services where they are for as long as no host comes to their ports', () => {
    // Unit 1 has 31 systems and a released slot, whose ports UFM took when it was alone.
    const hosts = [...hostNames(31, 'dgx'), '', ...hostNames(64, 'new')];
    const grown = dgxFabric(1, { groups: [{ ...group(1), hosts }], services: ufm(4), reserveUnits: 4 });
    expectUnmoved(planFabric(dgxFabric(31, { services: ufm(4), reserveUnits: 4 })), planFabric(grown));
  });
});

describe('a released slot', () => {
  test('takes no link, and all others keep their ports', () => {
    const full = planFabric(dgxFabric(64));
    const hosts = hostNames(64, 'dgx').map((host) => (host === 'dgx-005' ? '' : host));
    const released = planFabric(dgxFabric(1, { groups: [{ ...group(1), hosts }] }));
    expect(released.counts).toMatchObject({ hosts: 63, hostLinks: 504, freeLeafDownPorts: 8 });
    expectUnmoved(released, full);
    const gone = checkGrowth(full, released);
    expect(gone).toHaveLength(8);
    expect(gone[0]).toEqual({
      label: 'compute/dgx-005:mlx5_0',
      before: { a: { device: 'dgx-005', port: 'mlx5_0' }, b: { device: 'compute-leaf-su01-r1', port: '3/1' } },
    });
  });
});

describe('growth past the reserve', () => {
  test('lists the cables between leaves and spines that move, with both ends before and after', () => {
    // Two units: 8 spines, four links from every leaf to each. Three units: 16 spines, two links to each.
    const moved = checkGrowth(planFabric(dgxFabric(64)), planFabric(dgxFabric(96)));
    // Uplinks 1 and 2 of a leaf stay on spine 1, all others move; leaf 1 keeps spine 1's ports 1 and 2, others change ports.
    expect(moved).toHaveLength(16 * 32 - 2);
    expect(moved[0]).toEqual({
      label: 'compute/compute-leaf-su01-r1:18/1',
      before: { a: { device: 'compute-leaf-su01-r1', port: '18/1' }, b: { device: 'compute-spine-01', port: '2/1' } },
      after: { a: { device: 'compute-leaf-su01-r1', port: '18/1' }, b: { device: 'compute-spine-02', port: '1/1' } },
    });
  });
});
