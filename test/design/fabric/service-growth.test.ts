import fc from 'fast-check';

import { checkGrowth, growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { layOutFabric } from '../../../src/design/fabric/lay-out-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { eachLink } from '../../../src/model/switch-ports';
import { emptyLock, parseLock, renderLock } from '../../../src/design/lock/lock-text';
import { lockedFabric, rememberedInput } from '../../../src/design/lock/stack-memory';
import { DesignError } from '../../../src/errors/design-error';
import type { FabricInput, FabricPlan, HostGroup } from '../../../src/model/fabric-plan';
import { dgxFabric, group, hostNames, plainSwitch, ufm } from './sample-fabrics';

/** Where the links of services end. */
function servicesOf(plan: FabricPlan): string[] {
  const names = new Set(plan.endpoints.filter((one) => one.group === undefined).map(({ name }) => name));
  return [...eachLink(plan)].filter(({ a }) => names.has(a.device)).map(({ b }) => `${b.device} ${b.port}`);
}

function standing(input: FabricInput): FabricInput {
  return resolvedInput(input, planFabric(input));
}

const FIRST_UNIT = [1, 2, 3, 4].map((rail) => `compute-leaf-su01-r${rail} 16/2`);
const withUfm = (hosts: number, reserveUnits: number, links = 4): FabricInput =>
  dgxFabric(hosts, { reserveUnits, services: ufm(links), tiers: 2 });

describe('services of a fabric that keeps units', () => {
  // A unit is full with 32 systems, so four links take the ports of its last slot, which takes no system: 3 x 32 - 1 = 95.
  test.each([1, 31, 32, 63, 64, 95])('are on the first unit with %i systems of at most 95', (hosts) => {
    expect(servicesOf(planFabric(withUfm(hosts, 3)))).toEqual(FIRST_UNIT);
  });

  test('leave the counts of the published table as they are', () => {
    expect(planFabric(withUfm(95, 3)).counts).toMatchObject({ leaf: 24, spine: 16, hostLinks: 760, serviceLinks: 4 });
  });

  test.each([
    [63, 95, 3],
    [31, 32, 2],
    [31, 63, 2],
    [1, 127, 4],
  ])('stay where they are from %i to %i systems with %i units', (first, last, units) => {
    const before = withUfm(first, units);
    expect(checkGrowth(planFabric(before), planFabric(withUfm(last, units)))).toEqual([]);
    const { plan } = growFabric(withUfm(last, units), standing(before));
    expect(checkGrowth(planFabric(before), plan)).toEqual([]);
    expect(plan.counts.hosts).toBe(last);
  });

  test('fail where hosts and services together are more than the final size', () => {
    expect(() => planFabric(withUfm(96, 3))).toThrow(
      new Error(
        "fabric 'compute': services ask for 4 leaf ports, and 96 hosts leave 0 of 768; use 95 hosts (1 fewer), or add a unit [fabric/no-service-port]",
      ),
    );
  });

  test('fail in a fabric that stands with what would have to move', () => {
    // 31 systems and no unit kept: the 32nd needs a second unit, and so 8 spines in place of 4.
    const grow = (): unknown =>
      growFabric(dgxFabric(32, { services: ufm(4) }), standing(dgxFabric(31, { services: ufm(4) })));
    expect(grow).toThrow(
      /^fabric 'compute' was planned with 2 tiers, 8 leaves, 4 spines, and now asks for 2 tiers, 16 leaves, 8 spines, which moves \d+ cables: /,
    );
  });

  test('keep whole racks of trays together', () => {
    // 8 racks of 4 trays fill a leaf of 32; one link takes the slots of a whole rack, and the 8th rack begins the second unit.
    const racks = Array.from({ length: 8 }, (_, rack) => `rack-${rack + 1}`);
    const hosts = racks.flatMap((rack) => [1, 2, 3, 4].map((tray) => `${rack}-t${tray}`));
    const trays = { ...group(1), hosts, domainHosts: 4 };
    const { endpoints } = planFabric(dgxFabric(1, { groups: [trays], reserveUnits: 2, services: ufm(1) }));
    const units = endpoints.map(({ unit }) => unit);
    expect(units.slice(0, 28).every((unit) => unit === 1)).toBe(true);
    expect(units.slice(28, 32)).toEqual([2, 2, 2, 2]);
  });

  test('take spare ports before they take a slot', () => {
    // 30 systems a unit leave two ports of every leaf.
    const groups = [group(60, { unitHosts: 30 })];
    const { counts } = planFabric(dgxFabric(1, { groups, reserveUnits: 2, services: ufm(8) }));
    expect(counts).toMatchObject({ hosts: 60, units: 2 });
  });
});

describe('three links of services on two planes of leaves with 4 ports down', () => {
  /** Units of 4 hosts with a port on each plane: a full unit fills the leaf of each plane. */
  const nodes = (count: number, parts: Parameters<typeof group>[1] = {}): HostGroup =>
    group(count, { name: 'n', unitHosts: 4, rails: 1, ports: 2, ...parts });
  function found(groups: readonly HostGroup[], parts: Partial<FabricInput>): unknown {
    const leaf = plainSwitch(8);
    const input = dgxFabric(1, { leaf, spine: plainSwitch(16), planes: 2, services: ufm(3), groups, ...parts });
    return [servicesOf(planFabric(input)), layOutFabric(input).input.groups.map(({ serviceSlots }) => serviceSlots)];
  }

  test.each<[string, readonly HostGroup[], Partial<FabricInput>, readonly string[], readonly unknown[]]>([
    [
      'take the last ports of the one leaf of each plane, in turn',
      [nodes(2)],
      { tiers: 1 },
      ['p1-1 8/1', 'p2-1 8/1', 'p1-1 7/1'],
      [undefined],
    ],
    [
      'take what the 2 hosts of the second unit leave, where no unit is kept',
      [nodes(6)],
      { tiers: 2 },
      ['su02-p1-1 4/1', 'su02-p2-1 4/1', 'su02-p1-1 3/1'],
      [undefined],
    ],
    [
      'take the last two slots of the first unit where units are kept: the second link finds its slot held by the first',
      [nodes(6)],
      { tiers: 2, reserveUnits: 3 },
      ['su01-p1-1 4/1', 'su01-p2-1 4/1', 'su01-p1-1 3/1'],
      [[2, 3]],
    ],
    [
      'take slots of the group that keeps units, on its own leaves',
      [nodes(3), nodes(6, { name: 'm', reserveUnits: 3 })],
      { tiers: 2 },
      ['su02-p1-1 4/1', 'su02-p2-1 4/1', 'su02-p1-1 3/1'],
      [undefined, [2, 3]],
    ],
    [
      'take spare ports behind the last group of a single tier, and no slot',
      [nodes(2), nodes(2, { name: 'm' })],
      { tiers: 1, reserveUnits: 2 },
      ['p1-1 8/1', 'p2-1 8/1', 'p1-1 7/1'],
      [undefined, []],
    ],
  ])('%s', (_, groups, parts, ports, slots) => {
    expect(found(groups, parts)).toEqual([ports.map((port) => `compute-leaf-${port}`), slots]);
  });
});

test('a lock keeps ports of services and the slots that they hold', () => {
  const input = withUfm(63, 3);
  const slots = { dgx: Object.fromEntries((input.groups[0]?.hosts ?? []).map((host, slot) => [host, slot])) };
  const shape = lockedFabric(resolvedInput(input, planFabric(input)));
  const lock = { ...emptyLock('gasan'), slots, fabrics: { compute: shape } };
  const read = parseLock(renderLock(lock), 'gasan').fabrics['compute'];
  const before = read === undefined ? undefined : rememberedInput(read, slots);
  if (before === undefined) throw new Error('the lock holds the fabric');
  expect(before.groups[0]?.serviceSlots).toEqual([31]);
  const { plan } = growFabric(withUfm(95, 3), before);
  expect(servicesOf(plan)).toEqual(FIRST_UNIT);
  expect(checkGrowth(planFabric(input), plan)).toEqual([]);
});

describe('a fabric that was planned before ports of services were kept', () => {
  test('keeps the ports that its services have', () => {
    // The 63 systems left the last slot of the second unit to UFM.
    const before = { ...dgxFabric(63, { reserveUnits: 3, tiers: 2 }), services: ufm(4) };
    const { plan } = growFabric(withUfm(95, 3), before);
    expect(servicesOf(plan)).toEqual([1, 2, 3, 4].map((rail) => `compute-leaf-su02-r${rail} 16/2`));
  });

  test('gives a new service a port without a move of hosts', () => {
    const before = standing(dgxFabric(63, { reserveUnits: 3, tiers: 2 }));
    const { plan } = growFabric(withUfm(63, 3), before);
    expect(checkGrowth(planFabric(before), plan)).toEqual([]);
    expect(plan.counts.serviceLinks).toBe(4);
  });
});

describe('growth of any fabric with services', () => {
  const shapes = fc.record({
    ports: fc.constantFrom(8, 16, 24, 36),
    unitHosts: fc.integer({ min: 1, max: 12 }),
    rails: fc.constantFrom(1, 2, 4),
    links: fc.integer({ min: 1, max: 2 }),
    planes: fc.integer({ min: 1, max: 2 }),
    shape: fc.constantFrom('rail-optimised' as const, 'shared-leaf' as const),
    sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 4 }),
    services: fc.integer({ min: 0, max: 9 }),
    tiers: fc.constantFrom(undefined, 2 as const, 3 as const),
    isReserving: fc.boolean(),
  });
  type Shape = Parameters<Parameters<typeof shapes.map>[0]>[0];

  function fabricOf(shape: Shape, hosts: number): FabricInput {
    const { ports, unitHosts, rails, links, planes, sizes, services, tiers, isReserving } = shape;
    const names = Array.from({ length: rails * links * planes }, (_, port) => `p${port}`);
    const nodes = { name: 'n', hosts: hostNames(hosts, 'n'), unitHosts, rails };
    return dgxFabric(1, {
      groups: [{ ...nodes, portNames: names, portCages: names.map((_, port) => port) }],
      services: ufm(services),
      planes,
      shape: shape.shape,
      leaf: plainSwitch(ports),
      spine: plainSwitch(512),
      core: plainSwitch(512),
      ...(tiers !== undefined && { tiers }),
      ...(isReserving && { reserveUnits: Math.ceil(Math.max(...sizes) / unitHosts) + services + 1 }),
    });
  }

  /** The plan, or undefined where these hosts cannot be built. */
  function tried<T>(plan: () => T): T | undefined {
    try {
      return plan();
    } catch (error) {
      if (error instanceof DesignError) return undefined;
      throw error;
    }
  }

  test('moves nothing within the reserve, with or without a lock', () => {
    let compared = 0;
    fc.assert(
      fc.property(shapes, (drawn) => {
        const shape = { ...drawn, isReserving: true };
        const sizes = [...shape.sizes].sort((a, b) => a - b);
        const plans = sizes.map((hosts) => tried(() => planFabric(fabricOf(shape, hosts))));
        plans.slice(1).forEach((plan, at) => {
          const before = plans[at];
          if (before === undefined || plan === undefined) return;
          compared += 1;
          expect(checkGrowth(before, plan)).toEqual([]);
          const grown = growFabric(fabricOf(shape, sizes[at + 1] ?? 0), standing(fabricOf(shape, sizes[at] ?? 0)));
          expect(checkGrowth(before, grown.plan)).toEqual([]);
        });
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('step by step from its lock, moves nothing or says what would move', () => {
    let kept = 0;
    fc.assert(
      fc.property(shapes, (shape) => {
        const [first = 1, ...more] = [...shape.sizes].sort((a, b) => a - b);
        const input = fabricOf(shape, first);
        let last = tried(() => ({ input, plan: planFabric(input) }));
        for (const hosts of more) {
          const before = last;
          if (before === undefined) return;
          last = tried(() => growFabric(fabricOf(shape, hosts), resolvedInput(before.input, before.plan)));
          if (last === undefined) return;
          kept += 1;
          expect(checkGrowth(before.plan, last.plan)).toEqual([]);
          expect(last.plan.counts).toMatchObject({ hosts, serviceLinks: shape.services });
        }
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(kept).toBeGreaterThan(50);
  });
});

describe('choices that stand', () => {
  // 512 systems: 128 leaves in 4 pods of 32 with 32 spines each; a core has a port for each of 4 x 16 spines, so 2 groups of 32 cores.
  const built = standing(dgxFabric(512));

  test('hold the pods of three tiers as they were built', () => {
    expect(built.standingPods).toEqual({
      pods: 4,
      leavesPerPod: 32,
      // Pods of two rails: a rail has 512 / 32 leaves.
      railLeaves: 16,
      spinesPerPod: 32,
      spineDown: 32,
      spinesPerGroup: 16,
      coresPerGroup: 32,
      coreLinks: 1,
    });
    expect(built).toMatchObject({ shape: 'rail-optimised', planes: 1, tiers: 3, downPerLeaf: 32, upPerLeaf: 32 });
  });

  test('outlive a default that would choose other pods and cores', () => {
    // As if an earlier version had chosen 128 cores, with 8 links from each spine to each of 4.
    const { standingPods } = standing(dgxFabric(512, { cores: 128 }));
    const before = { ...dgxFabric(512), tiers: 3 as const, ...(standingPods !== undefined && { standingPods }) };
    const { plan } = growFabric(dgxFabric(511), before);
    expect(plan.counts).toMatchObject({ hosts: 511, spine: 128, core: 128 });
    expect(checkGrowth(planFabric(before), plan).filter(({ after }) => after !== undefined)).toEqual([]);
  });

  test('outlive a default of shape, planes, ports of a leaf and spines', () => {
    const groups = [group(64, { ports: 16 })];
    const before = standing(dgxFabric(64, { groups, shape: 'shared-leaf', planes: 2, downPerLeaf: 16, spines: 16 }));
    const { plan } = growFabric(dgxFabric(64, { groups }), before);
    expect(plan).toMatchObject({ shape: 'shared-leaf', planes: 2, downPerLeaf: 16, counts: { spine: 32 } });
    expect(checkGrowth(planFabric(before), plan)).toEqual([]);
  });

  test('give way to what the user asks for, and the cables are named', () => {
    expect(() => growFabric(dgxFabric(512, { cores: 128 }), built)).toThrow(/fabric\/cables-would-move/);
    expect(() => growFabric(dgxFabric(512, { cores: 128 }), built)).toThrow(/; leave 'cores' out, or accept the move/);
  });

  test('give the same plan again for any pods', () => {
    const inputs = fc.record({
      hosts: fc.integer({ min: 1, max: 300 }),
      ports: fc.constantFrom(8, 12, 16, 24),
      unitHosts: fc.integer({ min: 1, max: 12 }),
      units: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    });
    let planned = 0;
    fc.assert(
      fc.property(inputs, ({ hosts, ports, unitHosts, units }) => {
        const groups = [group(hosts, { unitHosts, rails: 2, ports: 2 })];
        const pods = units === undefined ? {} : { pods: { units } };
        const input = dgxFabric(1, { groups, leaf: plainSwitch(ports), tiers: 3, ...pods });
        try {
          planFabric(input);
        } catch (error) {
          if (error instanceof DesignError) return;
          throw error;
        }
        planned += 1;
        const { counts, ratios, links } = planFabric(input);
        expect(planFabric(standing(input))).toMatchObject({ counts, ratios, links });
      }),
      { numRuns: 60, seed: 5 },
    );
    expect(planned).toBeGreaterThan(20);
  });
});

describe('a fabric that stands', () => {
  const grown = (input: FabricInput, before: FabricInput): FabricInput => {
    const { plan, input: asked } = growFabric(input, before);
    return resolvedInput(asked, plan);
  };

  // 64 hosts fill two units of three: the managers take the last slot of the third, whose leaves are built for them; 3 x 32 - 1 = 95 hosts still fit.
  test('whose units are full takes new managers on the next unit that it keeps, and hosts up to it', () => {
    const before = standing(dgxFabric(64, { reserveUnits: 3 }));
    const added = growFabric(withUfm(64, 3), before).plan;
    expect(servicesOf(added)).toEqual([1, 2, 3, 4].map((rail) => `compute-leaf-su03-r${rail} 16/2`));
    expect(added.counts).toMatchObject({ hosts: 64, leaf: 24 });
    const shape = grown(withUfm(64, 3), before);
    expect(shape.groups[0]?.serviceSlots).toEqual([95]);
    const full = growFabric(withUfm(95, 3), shape).plan;
    expect(checkGrowth(added, full)).toEqual([]);
    expect(full.counts.hosts).toBe(95);
    expect(() => growFabric(withUfm(64, 2), standing(dgxFabric(64, { reserveUnits: 2 })))).toThrow(
      "fabric 'compute': services ask for 4 leaf ports, and 64 hosts leave 0 of 512; use 63 hosts (1 fewer), or add a unit [fabric/no-service-port]",
    );
  });

  test('moves nothing while hosts and managers come, as long as a kept unit is left', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 96 }),
        fc.nat(95),
        fc.nat(4),
        fc.nat(4),
        fc.boolean(),
        (first, more, managers, added, isHostsFirst) => {
          const input = (hosts: number, links: number): FabricInput =>
            dgxFabric(hosts, { reserveUnits: 5, tiers: 2, services: ufm(links) });
          const [hosts, links] = [Math.min(first + more, 127), managers + added];
          const begin = input(first, managers);
          let before = standing(begin);
          let plan = planFabric(begin);
          const between = isHostsFirst ? input(hosts, managers) : input(first, links);
          for (const next of [between, input(hosts, links)]) {
            const after = growFabric(next, before);
            expect(checkGrowth(plan, after.plan)).toEqual([]);
            plan = after.plan;
            before = resolvedInput(after.input, plan);
          }
          expect(plan.counts).toMatchObject({ hosts, serviceLinks: links });
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the first of two clusters of a fabric', () => {
  const two = (names: readonly string[], parts: Partial<FabricInput> = {}): FabricInput =>
    dgxFabric(1, { groups: names.map((name) => group(16, { name, unitHosts: 16 })), tiers: 2, ...parts });

  // 16 hosts with 8 ports each: 128 cables of the second would move to the leaves of the first.
  test.each<[string, Partial<FabricInput>, number]>([
    ['and its leaves go with it', {}, 8],
    ['under units that are kept', { reserveUnits: 4 }, 8],
    ['and its leaves stay where managers are on them', { services: ufm(4) }, 16],
  ])('retires without a move of the second, %s', (_, parts, leaves) => {
    const begin = two(['a', 'b'], parts);
    const before = planFabric(begin);
    const { plan, input } = growFabric(two(['b'], parts), standing(begin));
    const moved = checkGrowth(before, plan).filter(({ after }) => after !== undefined);
    expect(moved).toEqual([]);
    expect(plan.counts).toMatchObject({ hosts: 16, leaf: leaves });
    const links = (each: FabricPlan): string[] =>
      [...eachLink(each)].filter(({ a }) => a.device.startsWith('b-')).map(({ a, b }) => JSON.stringify([a, b]));
    expect(links(plan)).toEqual(links(before));
    // It stays so: the lock remembers the units of the one that went, and where units are kept a third comes after the second.
    const names = parts.reserveUnits === undefined ? ['b'] : ['b', 'c'];
    const again = growFabric(two(names, parts), resolvedInput(input, plan)).plan;
    expect(checkGrowth(plan, again)).toEqual([]);
    expect(links(again)).toEqual(links(before));
  });

  test('retires from a fabric of one switch', () => {
    const single = (names: readonly string[]): FabricInput =>
      dgxFabric(1, { groups: names.map((name) => group(3, { name, unitHosts: 4 })), tiers: 1, downPerLeaf: 8 });
    const begin = single(['a', 'b']);
    const { plan } = growFabric(single(['b']), standing(begin));
    expect(checkGrowth(planFabric(begin), plan).filter(({ after }) => after !== undefined)).toEqual([]);
  });
});
