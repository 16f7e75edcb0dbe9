import fc from 'fast-check';
import { growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sizeFabric } from '../../../src/design/fabric/size-fabric';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { dgxFabric, group } from './sample-fabrics';

/** Pairs of leaves of one rail, and how many of them have a spine in common, by a plain walk over the links. */
function pairsOfRail(plan: FabricPlan, rail: number): { pairs: number; meet: number } {
  const above = new Map<number, Set<number>>();
  const { links, switches } = plan;
  for (let row = 0; row < links.count; row += 1) {
    const lower = links.aNode[row] ?? 0;
    if (links.tier[row] !== 1 || switches[lower]?.rail !== rail) continue;
    above.set(lower, (above.get(lower) ?? new Set()).add(links.bNode[row] ?? 0));
  }
  const spines = [...above.values()];
  let [pairs, meet] = [0, 0];
  spines.forEach((one, at) => {
    for (const other of spines.slice(at + 1)) {
      pairs += 1;
      if ([...one].some((spine) => other.has(spine))) meet += 1;
    }
  });
  return { pairs, meet };
}

// 512 systems are 16 units: 16 leaves a rail, so 16 x 15 / 2 = 120 pairs. Pods of 32 leaves hold two rails.
test('all 120 pairs of leaves of a rail of 512 systems meet at a spine', () => {
  const plan = planFabric(dgxFabric(512));
  expect(plan.counts).toMatchObject({ leaf: 128, spine: 128, core: 64, leafSpineLinks: 4096, spineCoreLinks: 4096 });
  for (const rail of [1, 5, 8]) expect(pairsOfRail(plan, rail)).toEqual({ pairs: 120, meet: 120 });
});

// Pods of four units: 4 pods x 4 x 3 / 2 = 24 pairs meet at a spine, the other 96 need a core.
test('with pods of units 24 of the 120 pairs do', () => {
  const plan = planFabric(dgxFabric(512, { pods: { by: 'unit' } }));
  expect(pairsOfRail(plan, 1)).toEqual({ pairs: 120, meet: 24 });
});

test.each([
  // 32 leaves a rail fill a pod; 64 take two, and 2 x 32 x 31 / 2 of 64 x 63 / 2 pairs meet.
  [1024, { leaf: 256, spine: 256, core: 128 }, { pairs: 496, meet: 496 }],
  [2048, { leaf: 512, spine: 512, core: 256 }, { pairs: 2016, meet: 992 }],
])('%i systems keep the switches of the published table', (hosts, counts, pairs) => {
  const plan = planFabric(dgxFabric(hosts));
  expect(plan.counts).toMatchObject(counts);
  expect(pairsOfRail(plan, 3)).toEqual(pairs);
});

test('pods are of units where units are kept for later, for pods of rails would all be built on the first day', () => {
  const kept = sizeFabric(dgxFabric(64, { reserveUnits: 16 }));
  expect(kept.counts).toMatchObject({ leaf: 16, spine: 32 });
  const asked = planFabric(dgxFabric(64, { reserveUnits: 16, pods: { by: 'rail' } }));
  expect(asked.counts).toMatchObject({ leaf: 16, spine: 128 });
  expect(pairsOfRail(asked, 1)).toEqual({ pairs: 1, meet: 1 });
});

test('each port is taken once, and every leaf meets every spine of its pod alike', () => {
  fc.assert(
    fc.property(fc.integer({ min: 65, max: 130 }), fc.integer({ min: 2, max: 8 }), (units, rails) => {
      const groups = [group(units * 4, { unitHosts: 4, rails, ports: rails })];
      const plan = planFabric(dgxFabric(0, { groups, tiers: 3, pods: { by: 'rail' }, downPerLeaf: 4, upPerLeaf: 4 }));
      const { links } = plan;
      const seen = new Set<string>();
      const perLeaf = new Map<string, number>();
      for (let row = 0; row < links.count; row += 1) {
        for (const end of [
          `b${links.bNode[row]}:${links.bPort[row]}`,
          `${links.tier[row] === 0 ? 'h' : 'b'}${links.aNode[row]}:${links.aPort[row]}`,
        ]) {
          expect(seen.has(end)).toBe(false);
          seen.add(end);
        }
        if (links.tier[row] !== 1) continue;
        const pair = `${links.aNode[row]}-${links.bNode[row]}`;
        perLeaf.set(pair, (perLeaf.get(pair) ?? 0) + 1);
      }
      expect(new Set(perLeaf.values()).size).toBe(1);
    }),
    { numRuns: 25, seed: 3 },
  );
});

describe('what stands stays as it was built', () => {
  /** The fabric as a release before pods of rails had left it. */
  function asBefore(hosts: number, more: Partial<FabricInput> = {}): { input: FabricInput; plan: FabricPlan } {
    const input = dgxFabric(hosts, more);
    const plan = planFabric({ ...input, pods: { by: 'unit' } });
    return { input: resolvedInput(input, plan), plan };
  }

  test('pods of units', () => {
    const { plan, input } = asBefore(512);
    const stood = resolvedInput(dgxFabric(512, { pods: { by: 'unit' } }), plan);
    const open = { ...input, standingPods: stood.standingPods! };
    expect(open.standingPods.railLeaves).toBeUndefined();
    const again = growFabric(dgxFabric(512), open);
    expect(again.plan).toEqual(plan);
    expect(input.groups).toHaveLength(1);
  });

  test('pods of rails, up to the room that each rail has', () => {
    // 12 leaves a rail: a pod of 32 leaves holds two rails, each with room for 16.
    const pods = { by: 'rail' } as const;
    const before = dgxFabric(384, { pods });
    const plan = planFabric(before);
    expect(plan.counts).toMatchObject({ leaf: 96 });
    const { plan: after } = growFabric(dgxFabric(512, { pods }), resolvedInput(before, plan));
    expect(after.counts.leaf).toBe(128);
    expect(pairsOfRail(after, 2)).toEqual({ pairs: 120, meet: 120 });
  });
});

test('fails on pods of rails of another size, or without rails', () => {
  expect(() => planFabric(dgxFabric(512, { pods: { by: 'rail', units: 4 } }))).toThrow(
    "fabric 'compute': 'pods' is made of rails, and has 'units', 'hosts' or 'oversubscription'; leave them out, or give 'pods.by: unit' [fabric/bad-pods]",
  );
  expect(() => planFabric(dgxFabric(512, { shape: 'shared-leaf', pods: { by: 'rail' } }))).toThrow(
    "fabric 'compute': 'pods.by' is 'rail', and no leaf of the fabric takes a rail of its own; leave 'pods.by' out, or give hosts with rails [fabric/bad-pods]",
  );
  expect(() => planFabric(dgxFabric(512, { pods: { by: 'row' as 'rail' } }))).toThrow(
    "fabric 'compute': 'pods.by' is 'row'; give 'unit' or 'rail' [fabric/bad-pods]",
  );
});
