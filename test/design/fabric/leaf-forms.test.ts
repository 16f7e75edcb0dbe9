import fc from 'fast-check';
import { growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { layOutFabric, runnerUpLayout } from '../../../src/design/fabric/lay-out-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sizeFabric } from '../../../src/design/fabric/size-fabric';
import { lockedFabric } from '../../../src/design/lock/stack-memory';
import type { FabricInput, HostGroup } from '../../../src/model/fabric-plan';
import { bestForm } from './brute-forms';
import { dgxFabric, group, plainSwitch, QM9700, SN2201 } from './sample-fabrics';

/** SN5600 at 400G: 64 cages of two ports. */
const SN5600 = { ...plainSwitch(128), id: 'sn5600' };

function fabric(groups: readonly HostGroup[], more: Partial<FabricInput> = {}): FabricInput {
  return { name: 'net', kind: 'ethernet', role: 'compute', leaf: SN5600, groups, ...more };
}

const systems = (count: number): HostGroup => group(count, { unitHosts: 32, rails: 8, ports: 8 });

describe('units that fill half of a leaf', () => {
  // Two units of 32 systems fill the 64 ports that face hosts. 64: 8 leaves x 64 / 128 = 4 spines. 128: 16 leaves x 64 / 128 = 8.
  test.each([
    [64, 8, 4, 512],
    [128, 16, 8, 1_024],
  ])('%i systems on switches of 128 ports take %i leaves and %i spines', (count, leaf, spine, leafSpineLinks) => {
    const size = sizeFabric(fabric([systems(count)]));
    expect(size).toMatchObject({ downPerLeaf: 64, upPerLeaf: 64, leafUnits: 2 });
    expect(size.counts).toMatchObject({ leaf, spine, leafSpineLinks, freeLeafDownPorts: 0 });
  });

  test('share leaves that are named after the first of them', () => {
    const plan = planFabric(fabric([systems(128)]));
    expect(plan.switches[8]).toMatchObject({ name: 'net-leaf-su03-r1', unit: 3 });
    expect(plan.endpoints[95]?.unit).toBe(3);
    expect(plan.endpoints[96]?.unit).toBe(4);
  });

  // Three units: 16 leaves x 64 up and 8 spines, or 24 leaves x 32 up / 128 = 6, of which 8 divides 32.
  test('of an odd number leave half of the last leaves to the next one', () => {
    const size = sizeFabric(fabric([systems(96)]));
    expect(size.counts).toMatchObject({ leaf: 16, spine: 8, freeLeafDownPorts: 256 });
  });

  test('keep the ports of units that are declared, and services stay off them', () => {
    const services = [{ name: 'ufm', portNames: ['p1', 'p2'] }];
    const small = fabric([{ ...systems(32), reserveUnits: 2 }], { services });
    const large = fabric([{ ...systems(63), reserveUnits: 2 }], { services });
    const [before, after] = [planFabric(small), planFabric(large)];
    expect(before.counts).toMatchObject({ leaf: 8, spine: 4 });
    const grown = growFabric(large, resolvedInput(small, before)).plan;
    expect(grown.links.count - before.links.count).toBe(31 * 8);
    expect(after.counts.leaf).toBe(8);
  });

  test('stand on leaves of their own where they were built so', () => {
    const first = fabric([systems(64)], { downPerLeaf: 64, upPerLeaf: 64, reserveUnits: 3 });
    const plan = planFabric(first);
    expect(plan.counts).toMatchObject({ leaf: 16, spine: 16 });
    const locked = resolvedInput(first, plan);
    expect(JSON.stringify(lockedFabric(locked))).not.toContain('leafUnits');
    expect(growFabric(fabric([systems(96)], { reserveUnits: 3 }), locked).plan.counts.leaf).toBe(24);
  });

  test('that the fabric keeps beside its groups may become a group of their own, and nothing moves', () => {
    const named = (name: string, count: number): HostGroup => ({
      ...group(count, { name, unitHosts: 32, rails: 8, ports: 8 }),
    });
    const first = fabric([named('a', 64)], { reserveUnits: 4 });
    const locked = resolvedInput(first, planFabric(first));
    for (const groups of [[named('a', 128)], [named('a', 64), named('b', 32), named('c', 32)]]) {
      expect(growFabric(fabric(groups, { reserveUnits: 4 }), locked).plan.counts.units).toBe(4);
    }
  });

  test('that share leaves are remembered', () => {
    const first = fabric([{ ...systems(64), reserveUnits: 4 }]);
    const locked = resolvedInput(first, planFabric(first));
    expect(lockedFabric(locked).groups).toMatchObject([{ leafUnits: 2 }]);
    expect(growFabric(fabric([{ ...systems(128), reserveUnits: 4 }]), locked).plan.counts.leaf).toBe(16);
  });
});

describe('uplinks', () => {
  // 24 hosts a unit: 24 uplinks carry them; 8 leaves x 24 / 64 = 3, and 4 divides 24.
  test('follow the ports that are used or kept', () => {
    const size = sizeFabric(fabric([group(24, { unitHosts: 24, rails: 8, ports: 8 })], { leaf: plainSwitch(64) }));
    expect(size).toMatchObject({ downPerLeaf: 24, upPerLeaf: 24, counts: { leaf: 8, spine: 4, leafSpineLinks: 192 } });
  });

  // 43 hosts: 43 uplinks are a prime and take 43 spines. 16 x 44 / 128 = 5.5, and 11 divides 44; 45 takes 9, 48 takes 6.
  test('are raised where they then spread over fewer spines', () => {
    const size = sizeFabric(fabric([group(86, { unitHosts: 43, rails: 8, ports: 8 })]));
    expect(size).toMatchObject({ upPerLeaf: 48, counts: { leaf: 16, spine: 6 } });
  });

  test('carry services beside the hosts', () => {
    const services = Array.from({ length: 8 }, (_, at) => ({ name: `gw-${at}`, portNames: ['p'] }));
    const groups = [group(24, { unitHosts: 24, rails: 8, ports: 8 })];
    const size = sizeFabric(fabric(groups, { leaf: plainSwitch(64), services }));
    expect(size.ratios[0]?.ratio).toBeLessThanOrEqual(1);
    expect(size.downPerLeaf).toBeGreaterThanOrEqual(25);
  });
});

test('a brute force over every form finds none that is cheaper', () => {
  const wrong: string[] = [];
  let compared = 0;
  fc.assert(
    fc.property(
      fc.record({
        hosts: fc.integer({ min: 9, max: 200 }),
        unitHosts: fc.constantFrom(2, 4, 5, 8, 12, 16, 24, 31, 32, 43, 64, 72, 144),
        rails: fc.constantFrom(1, 2, 4, 8),
        radix: fc.constantFrom(32, 36, 64, 128, 144),
        isCompute: fc.boolean(),
      }),
      ({ hosts, unitHosts, rails, radix, isCompute }) => {
        const best = bestForm({ hosts, unitHosts, rails, radix, leastSpines: isCompute ? 4 : 2 });
        if (best === undefined) return;
        const groups = [group(hosts, { unitHosts, rails, ports: rails })];
        const role = isCompute ? 'compute' : 'storage';
        const { leaves, leafPorts, spines } = layOutFabric(
          fabric(groups, { role, shape: 'rail-optimised', leaf: plainSwitch(radix), tiers: 2 }),
        );
        compared += 1;
        const found = { leaves: leaves.reserved, spines: spines?.spinesPerPod ?? 0, uplinks: leafPorts.up };
        if (JSON.stringify(found) !== JSON.stringify(best)) {
          wrong.push(JSON.stringify({ hosts, unitHosts, rails, radix, isCompute, found, best }));
        }
      },
    ),
    { seed: 18, numRuns: 1_300 },
  );
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(1_000);
});

describe('the runner-up', () => {
  test('has fewer spines where only the loss of one asks for more', () => {
    // 8 leaves x 16 uplinks (200G hosts) / 64 = 2 spines; 4 are built.
    const input = fabric([group(32, { unitHosts: 32, rails: 8, ports: 8 })], {
      leaf: plainSwitch(64),
      hostRateBits: plainSwitch(64).portRateBits / 2,
    });
    expect(layOutFabric(input).spines?.spinesPerPod).toBe(4);
    expect(runnerUpLayout(input)?.spines?.spinesPerPod).toBe(2);
  });

  test('is the next in cost else', () => {
    const other = runnerUpLayout(fabric([systems(64)]));
    expect(other?.leaves.reserved).toBe(16);
    expect(other?.spines?.spinesPerPod).toBe(4);
  });

  test('is none of a single switch', () => {
    expect(runnerUpLayout(fabric([systems(8)]))).toBeUndefined();
  });
});

describe('uplinks from a port of the operator', () => {
  // 20 hosts a unit take 20 ports down; 20 uplinks from port 33 leave ports 21 to 32 and 53 to 64 free.
  test('stand from there whatever their number, and ports between stay free', () => {
    const input = dgxFabric(40, { groups: [group(40, { unitHosts: 20 })], uplinksFrom: 33 });
    const plan = planFabric(input);
    const ports = new Set<number>();
    for (let row = 0; row < plan.links.count; row += 1) {
      if (plan.links.tier[row] === 1 && plan.links.aNode[row] === 0) ports.add(plan.links.aPort[row] ?? 0);
    }
    expect([...ports]).toEqual(Array.from({ length: plan.upPerLeaf }, (_, at) => 33 + at));
    const open = dgxFabric(40, { groups: input.groups });
    expect(growFabric(open, resolvedInput(input, plan)).plan).toEqual(plan);
  });

  test('fails where ports down and up do not fit around it', () => {
    expect(() => planFabric(dgxFabric(64, { uplinksFrom: 20 }))).toThrow(
      "fabric 'compute': 'uplinksFrom' is 20, and 32 ports down and 32 up of the 64 of leaf 'qm9700' do not fit around it; leave it out, or give 'downPerLeaf' and 'upPerLeaf' that fit [fabric/uplinks-from]",
    );
    const owned = { leaf: SN2201, spine: QM9700, uplinksFrom: 20, groups: [group(64, { rails: 1, ports: 1 })] };
    expect(() => planFabric(dgxFabric(64, owned))).toThrow(
      "fabric 'compute': 'uplinksFrom' is 20, and leaf 'sn2201' has uplinks of its own; leave 'uplinksFrom' out [fabric/uplinks-from]",
    );
    expect(() => planFabric(dgxFabric(64, { uplinksFrom: 0 }))).toThrow('fabric/not-a-count');
  });
});
