import type { FabricInput } from '../../../src/model/fabric-plan';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sizeFabric } from '../../../src/design/fabric/size-fabric';
import { checkGrowth } from '../../../src/design/fabric/grow-fabric';
import { group, plainSwitch } from './sample-fabrics';
import { maxFlow } from './max-flow';

/** A rack of the Llama 3 24K cluster: 2 servers of 8 GPUs on one ToR, which takes them up without blocking. */
const RACKS = 1_536;
function llama(parts: Partial<FabricInput> = {}, racks = RACKS): FabricInput {
  const servers = group(2 * racks, { name: 'server', unitHosts: 2 });
  return {
    name: 'roce',
    kind: 'ethernet',
    role: 'compute',
    shape: 'shared-leaf',
    groups: [servers],
    leaf: plainSwitch(32),
    spine: plainSwitch(256),
    pods: { hosts: 384, oversubscription: 7 },
    ...parts,
  };
}

/** Two leaves of 4 hosts a pod, with `spineUp` of the spines' links below. */
function small(oversubscription: number, pods: number): FabricInput {
  const nodes = group(8 * pods, { name: 'node', unitHosts: 4, rails: 1, ports: 1 });
  const leaf = plainSwitch(8);
  return {
    name: 'pods',
    kind: 'ethernet',
    role: 'compute',
    groups: [nodes],
    leaf,
    pods: { units: 2, oversubscription },
  };
}

describe('the Llama 3 24K cluster', () => {
  test('has 24,576 GPUs behind 1,536 ToRs in 8 pods of 192, each with 614.4 Tb/s across it', () => {
    const sizing = sizeFabric(llama());
    expect(sizing.counts.hostLinks).toBe(24_576);
    expect(sizing.counts.leaf).toBe(1_536);
    expect(sizing.tiers).toBe(3);
    // 3,072 GPUs / 2 x 400G
    expect(sizing.pods).toEqual({
      count: 8,
      leavesPerPod: 192,
      spinesPerPod: 16,
      bisectionBits: 614_400_000_000_000,
    });
  });

  test('keeps to 7:1 between pods where 192 does not divide by 7: 28 uplinks, 192 / 28 = 6.857', () => {
    const { ratios, counts } = sizeFabric(llama());
    expect(ratios.map(({ tier, down, up }) => [tier, down, up])).toEqual([
      ['leaf', 16, 16],
      ['spine', 192, 28],
    ]);
    expect(ratios[1]?.ratio).toBeCloseTo(6.857, 3);
    // 8 pods x 16 spines x 28
    expect(counts.spineCoreLinks).toBe(3_584);
  });

  test('has exactly 7:1 with pods of 196 racks, which divide', () => {
    const { ratios } = sizeFabric(llama({ pods: { hosts: 392, oversubscription: 7 } }, 8 * 196));
    expect(ratios[1]).toMatchObject({ down: 196, up: 28, ratio: 7 });
  });

  test('blocks nowhere with pods of 128 racks: a spine of 256 ports then has 128 each way', () => {
    const { ratios } = sizeFabric({ ...llama(), pods: { hosts: 256 } });
    expect(ratios.map(({ ratio }) => ratio)).toEqual([1, 1]);
  });
});

describe('pods of a given size', () => {
  test.each([
    [1, 8],
    [2, 4],
    [4, 2],
  ])('at %i:1 carry %i links of 8 out of a pod', (oversubscription, links) => {
    const plan = planFabric(small(oversubscription, 4));
    const first = plan.endpoints.filter(({ unit = 0 }) => unit <= 2).map(({ name }) => name);
    expect(first).toHaveLength(8);
    expect(maxFlow(plan, first)).toBe(links);
    expect(plan.ratios[1]?.ratio).toBe(oversubscription);
  });

  test('under oversubscribed leaves carry the product of both ratios: 2:1 and 2:1 leave a quarter', () => {
    const plan = planFabric({ ...small(2, 4), upPerLeaf: 2 });
    const half = plan.endpoints.filter(({ unit = 0 }) => unit <= 4).map(({ name }) => name);
    // 32 hosts / 2 x 400G / 4
    expect(plan.bisectionBits).toBe(1_600_000_000_000);
    expect(maxFlow(plan, half)).toBe(4);
  });

  test('carry every host of one leaf to the other leaf of the pod', () => {
    const plan = planFabric(small(4, 4));
    const leaf = plan.endpoints.filter(({ unit }) => unit === 1).map(({ name }) => name);
    expect(maxFlow(plan, leaf)).toBe(4);
  });

  test('move nothing when a reserved pod is built', () => {
    const before = planFabric({ ...small(2, 2), reserveUnits: 8 });
    const after = planFabric({ ...small(2, 4), reserveUnits: 8 });
    expect(checkGrowth(before, after)).toEqual([]);
    expect([before.pods?.count, after.pods?.count]).toEqual([2, 4]);
    expect(before.counts.core).toBe(after.counts.core);
  });

  test('follow the speeds of the links: 200G below and 400G above ask for half as many uplinks', () => {
    const slow = { ...plainSwitch(8), portRateBits: 200_000_000_000 };
    const fast = { ...plainSwitch(64), uplinks: { ports: 16, rateBits: 400_000_000_000 } };
    const input = { ...small(1, 4), leaf: slow, spine: fast, core: plainSwitch(64), hostRateBits: 200_000_000_000 };
    const { ratios } = sizeFabric(input);
    // 8 links of 200G from two leaves on one spine = 4 of 400G
    expect(ratios[1]).toMatchObject({ down: 8, downRateBits: 200_000_000_000, up: 4, upRateBits: 400_000_000_000 });
    expect(ratios[1]?.ratio).toBe(1);
  });
});

test.each<[string, Partial<FabricInput>, string]>([
  [
    'a pod without a size',
    { pods: { oversubscription: 7 } },
    "fabric 'roce': 'pods' has neither 'units' nor 'hosts'; give one of them [fabric/bad-pods]",
  ],
  [
    'a pod with two sizes',
    { pods: { units: 192, hosts: 384 } },
    "fabric 'roce': 'pods' has both 'units' and 'hosts'; give one of them [fabric/bad-pods]",
  ],
  [
    'half a unit in a pod',
    { pods: { hosts: 385 } },
    "fabric 'roce': a pod of 385 hosts is no whole number of units of 2, as those of group 'server'; give 384 or 386 as 'pods.hosts' [fabric/uneven-pods]",
  ],
  [
    'a fraction of a unit',
    { pods: { units: 1.5 } },
    "fabric 'roce': 'pods.units' is 1.5; give a whole number of 1 or more [fabric/bad-pods]",
  ],
  [
    'a ratio below one',
    { pods: { units: 192, oversubscription: 0.5 } },
    "fabric 'roce': 'pods.oversubscription' is 0.5; give 1 or more: 7 stands for 7:1 [fabric/bad-pods]",
  ],
  [
    'a pod that no spine takes',
    { pods: { units: 192 } },
    "fabric 'roce': a pod of 192 leaves with 16 uplinks needs spines of at least 192 ports below and 192 above, and a spine has 256 ports; make pods smaller, raise 'pods.oversubscription', or use a spine with more ports [fabric/pod-too-large]",
  ],
  [
    'pods under two tiers',
    { tiers: 2 },
    "fabric 'roce': 'pods' is given, and 'tiers' is 2; leave 'pods' out, or set 'tiers' to 3 [fabric/needless-override]",
  ],
  [
    'more pods than cores have ports',
    { core: plainSwitch(7) },
    "fabric 'roce': 8 pods a plane do not fit under 7-port cores, which take 7; use fewer or larger pods, or cores with more ports [fabric/too-many-hosts]",
  ],
  [
    'cores that do not keep the ratio',
    { cores: 27 },
    "fabric 'roce': the spines of the pods do not spread evenly over 27 cores a plane; use 14, 16, 28, 32, 56, 64, 112, 224 or 448, or leave 'cores' out [fabric/uneven-cores]",
  ],
])('fails with %s', (_what, parts, message) => {
  expect(() => sizeFabric(llama(parts))).toThrow(message);
});

test('fails with groups whose units have other numbers of leaves', () => {
  const wide = group(4, { name: 'wide', unitHosts: 4 });
  const { groups, ...rest } = llama();
  expect(() => sizeFabric({ ...rest, groups: [...groups, wide] })).toThrow(
    "fabric 'roce': a unit of group 'server' has 1 leaf a plane and one of 'wide' 2, so that a pod has no one size; give each group its own fabric, units with equally many leaves, or leave 'pods' out [fabric/uneven-pods]",
  );
});
