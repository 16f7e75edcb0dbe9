import fc from 'fast-check';
import { cageTable } from '../../../src/design/cabling/cage-table';
import { growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { layOutFabric, runnerUpLayout } from '../../../src/design/fabric/lay-out-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { railsPerLeaf, sizeFabric } from '../../../src/design/fabric/size-fabric';
import { lockedFabric } from '../../../src/design/lock/stack-memory';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { linkEnds, sonicLanes, sonicPortAlias, sonicPortName, switchPortName } from '../../../src/model/switch-ports';
import { bestForm, bestMixedForm } from './brute-forms';
import { group, plainSwitch, QM9700 } from './sample-fabrics';

const GBIT = 1_000_000_000;

/** SN5600 with each cage in four ports of 200G; cages that face spines are two of 400G. */
const AT_200: FabricInput['leaf'] = {
  id: 'sn5600',
  cages: 64,
  portsPerCage: 4,
  portRateBits: 200 * GBIT,
  lanes: 8,
  portNaming: 'cumulus',
};

const TRUNKS = { portsPerCage: 2, rateBits: 400 * GBIT };

function fabric(count: number, more: Partial<FabricInput> = {}, unitHosts = 32): FabricInput {
  const groups = [group(count, { unitHosts, rails: 8, ports: 8 })];
  return { name: 'net', kind: 'ethernet', role: 'compute', leaf: plainSwitch(64), groups, ...more };
}

/** Rails that each leaf takes, by its name. */
function railsOnLeaves({ links, switches, endpoints, rails }: FabricPlan): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    const name = switches[links.bNode[row] ?? 0]?.name ?? '';
    const ports = endpoints[links.aNode[row] ?? 0]?.portNames.length ?? 1;
    const rail = 1 + Math.floor(((links.aPort[row] ?? 0) * rails) / ports);
    found.set(name, (found.get(name) ?? new Set()).add(rail));
  }
  return found;
}

describe('several rails on a leaf', () => {
  // 3 of 8 rails: columns of 3, 3 and 2. A leaf of 32 ports down takes 10 hosts x 3; 32 hosts take 4 leaves a column, 12 in all, with 8 hosts x 3 = 24 ports.
  test('give leaves of 3, 3 and 2 rails, each with all of them of its hosts', () => {
    const plan = planFabric(fabric(32, { railsPerLeaf: 3 }));
    expect(plan).toMatchObject({ railsPerLeaf: 3, counts: { leaf: 12, hostLinks: 256 } });
    expect(plan.switches.slice(0, 5).map(({ name }) => name)).toEqual([
      'net-leaf-su01-r1-3-1',
      'net-leaf-su01-r1-3-2',
      'net-leaf-su01-r1-3-3',
      'net-leaf-su01-r1-3-4',
      'net-leaf-su01-r4-6-1',
    ]);
    expect(plan.switches[11]).toMatchObject({ name: 'net-leaf-su01-r7-8-4', rail: 7, lastRail: 8 });
    const sets = [...railsOnLeaves(plan).values()].map((rails) => [...rails].join());
    expect([...new Set(sets)]).toEqual(['1,2,3', '4,5,6', '7,8']);
    expect(sets).toHaveLength(12);
    expect(railsPerLeaf(plan)).toBe(3);
  });

  test('of equal number bear the last of them in their name', () => {
    const plan = planFabric(fabric(32, { railsPerLeaf: 4 }));
    expect(plan.switches[0]).toMatchObject({ name: 'net-leaf-su01-r1-4-1', rail: 1, lastRail: 4 });
    expect(railsOnLeaves(plan).get('net-leaf-su01-r5-8-4')).toEqual(new Set([5, 6, 7, 8]));
  });

  test('stand without spines, one leaf a column', () => {
    const plan = planFabric(fabric(20, { railsPerLeaf: 3, tiers: 1 }));
    expect(plan.switches.map(({ name }) => name)).toEqual(['net-leaf-r1-3', 'net-leaf-r4-6', 'net-leaf-r7-8']);
    expect(railsOnLeaves(plan).get('net-leaf-r7-8')).toEqual(new Set([7, 8]));
  });

  test('two ports a rail in two planes stay on the leaf of their rails and plane', () => {
    const groups = [group(24, { unitHosts: 24, rails: 8, ports: 16 })];
    const plan = planFabric(fabric(24, { railsPerLeaf: 3, planes: 2, groups }));
    const leaves = plan.switches.filter(({ tier }) => tier === 'leaf');
    for (const [name, rails] of railsOnLeaves(plan)) {
      const { rail = 0, lastRail = 0 } = leaves.find((leaf) => leaf.name === name) ?? {};
      expect([Math.min(...rails), Math.max(...rails)]).toEqual([rail, lastRail]);
    }
  });

  test('hold on where the program no longer says so, and a growth moves no cable', () => {
    const first = fabric(32, { railsPerLeaf: 3, reserveUnits: 3 });
    const locked = resolvedInput(first, planFabric(first));
    expect(lockedFabric(locked)).toMatchObject({ railsPerLeaf: 3 });
    expect(growFabric(fabric(96, { reserveUnits: 3 }), locked).plan.counts).toMatchObject({ leaf: 36, hosts: 96 });
  });

  test('fails where cables would move', () => {
    const first = fabric(32);
    const locked = resolvedInput(first, planFabric(first));
    expect(() => growFabric(fabric(32, { railsPerLeaf: 2 }), locked)).toThrow('fabric/cables-would-move');
  });

  test.each<[Partial<FabricInput>, string]>([
    [
      { railsPerLeaf: 9 },
      "fabric 'net': 'railsPerLeaf' is 9, and hosts have at most 8 rails; lower it, or give 'shape: shared-leaf' [fabric/rails-per-leaf]",
    ],
    [
      { railsPerLeaf: 2, shape: 'shared-leaf' },
      "fabric 'net': 'railsPerLeaf' is 2, and leaves are shared by all ports of a host; leave it out, or give 'shape: rail-optimised' [fabric/rails-per-leaf]",
    ],
    [{ railsPerLeaf: 0 }, "fabric 'net': 'railsPerLeaf' is 0; give a whole number of 1 or more [fabric/not-a-count]"],
  ])('fails for %o', (more, text) => {
    expect(() => planFabric(fabric(32, more))).toThrow(text);
  });

  test('a brute force finds no cheaper form', () => {
    const wrong: string[] = [];
    let compared = 0;
    fc.assert(
      fc.property(
        fc.record({
          hosts: fc.integer({ min: 9, max: 140 }),
          unitHosts: fc.constantFrom(4, 5, 8, 12, 16, 32, 43, 64),
          rails: fc.constantFrom(4, 8),
          railsPerLeaf: fc.integer({ min: 2, max: 4 }),
          radix: fc.constantFrom(32, 36, 64, 128),
        }),
        (each) => {
          const best = bestForm({ ...each, leastSpines: 4 });
          if (best === undefined) return;
          const { hosts, unitHosts, rails, radix } = each;
          const { leaves, leafPorts, spines } = layOutFabric({
            ...fabric(hosts, { leaf: plainSwitch(radix), tiers: 2, railsPerLeaf: each.railsPerLeaf }),
            groups: [group(hosts, { unitHosts, rails, ports: rails })],
          });
          compared += 1;
          const found = { leaves: leaves.reserved, spines: spines?.spinesPerPod ?? 0, uplinks: leafPorts.up };
          if (JSON.stringify(found) !== JSON.stringify(best)) wrong.push(JSON.stringify({ ...each, found, best }));
        },
      ),
      { seed: 332, numRuns: 300 },
    );
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(150);
  });
});

describe('cages split in two ways', () => {
  // 96 hosts a rail at 200G fill 24 cages of 4; 96 x 200 / 400 = 48 uplinks fill 24 cages of 2: 8 leaves x 48 / 128 = 3 spines, and 4 so that one may be lost.
  const input = fabric(96, { leaf: AT_200, trunkSplit: TRUNKS });

  test('carry hosts of 200G and trunks of 400G on one leaf', () => {
    const size = sizeFabric(input);
    expect(size).toMatchObject({ downPerLeaf: 96, upPerLeaf: 48, hostRateBits: 200 * GBIT, trunkRateBits: 400 * GBIT });
    expect(size.counts).toMatchObject({ leaf: 8, spine: 4, leafSpineLinks: 384 });
    expect(size.ratios).toMatchObject([{ down: 96, up: 48, ratio: 1 }]);
  });

  test('stand behind those for hosts, and each port has the name of its cage', () => {
    const plan = planFabric(input);
    const { model } = plan.switches[0] ?? {};
    expect(model).toMatchObject({ cages: 40, portsPerCage: 4, uplinks: { ports: 48, portsPerCage: 2, lanes: 8 } });
    expect(plan.switches.at(-1)?.model).toMatchObject({ cages: 64, portsPerCage: 2, portRateBits: 400 * GBIT });
    const trunk =
      Array.from({ length: plan.links.count }, (_, row) => row).find((row) => plan.links.tier[row] === 1) ?? 0;
    expect(linkEnds(plan, trunk)).toMatchObject({ a: { port: 'swp41s0' }, b: { port: 'swp1s0' } });
    expect(linkEnds(plan, 0).b.port).toBe('swp1s0');
    if (model === undefined) throw new Error('there is a leaf');
    // Cage 41 begins at lane 40 x 8; its ports have 4 lanes each.
    expect([sonicPortName(model, 161), sonicPortAlias(model, 162)]).toEqual(['Ethernet320', 'etp41b']);
    expect(sonicLanes(model, 162)).toEqual([324, 325, 326, 327]);
    expect(switchPortName({ ...model, portNaming: 'eos' }, 162)).toBe('Ethernet41/5');
  });

  test('share one cage a transceiver', () => {
    const plan = planFabric(input);
    const { a, isStraight } = cageTable(plan);
    const rows = Array.from({ length: plan.links.count }, (_, row) => row);
    const ofFirstLeaf = rows.filter((row) => plan.links.tier[row] === 1 && plan.links.aNode[row] === 0);
    expect(new Set(ofFirstLeaf.map((row) => a[row])).size).toBe(24);
    expect(ofFirstLeaf.filter((row) => isStraight[row] === 1)).toHaveLength(48);
  });

  // Uplinks from port 129 are cage 33 onwards; 96 hosts take 24 cages, cages 25 to 32 stay free.
  test('keep the first port that faces spines where the operator has one', () => {
    const plan = planFabric({ ...input, uplinksFrom: 129 });
    expect(plan.switches[0]?.model).toMatchObject({ cages: 32, uplinks: { ports: 64 } });
    const ports = Array.from({ length: plan.links.count }, (_, row) => row)
      .filter((row) => plan.links.tier[row] === 1 && plan.links.aNode[row] === 0)
      .map((row) => linkEnds(plan, row).a.port);
    expect(ports[0]).toBe('swp33s0');
    expect(ports).toHaveLength(48);
  });

  test('have a runner-up', () => {
    expect(runnerUpLayout(input)?.spines?.spinesPerPod).toBe(3);
  });

  test('stay as they were built when the fabric grows', () => {
    const first = {
      ...fabric(64, { leaf: AT_200, trunkSplit: TRUNKS }),
      groups: [{ ...group(64, { unitHosts: 32, rails: 8, ports: 8 }), reserveUnits: 3 }],
    };
    const before = planFabric(first);
    const locked = resolvedInput(first, before);
    expect(lockedFabric(locked)).toMatchObject({ trunkSplit: TRUNKS, leaf: AT_200 });
    const grown = growFabric(
      { ...input, groups: [{ ...group(96, { unitHosts: 32, rails: 8, ports: 8 }), reserveUnits: 3 }] },
      locked,
    );
    expect(grown.plan.links.count - before.links.count).toBe(32 * 8);
  });

  test.each<[Partial<FabricInput>, string]>([
    [
      { uplinksFrom: 130 },
      "fabric 'net': 1 ports down and 1 up from port 130 do not fit into the 64 cages of leaf 'sn5600', 4 ports for hosts or 2 for spines each; let uplinks begin with a cage: 'uplinksFrom' 5 is the first port of the second [fabric/trunk-split]",
    ],
    [
      { downPerLeaf: 200, upPerLeaf: 48 },
      "fabric 'net': 200 ports down and 48 up do not fit into the 64 cages of leaf 'sn5600', 4 ports for hosts or 2 for spines each; lower 'downPerLeaf' or 'upPerLeaf' [fabric/trunk-split]",
    ],
    [
      { tiers: 1 },
      "fabric 'net': 'trunkSplit' is given, and 'tiers' is 1; leave 'trunkSplit' out, or set 'tiers' to 2 [fabric/trunk-split]",
    ],
    [
      { leaf: { ...AT_200, uplinks: { ports: 4, rateBits: 800 * GBIT } } },
      "fabric 'net': 'trunkSplit' is given, and leaf 'sn5600' has uplinks of its own; leave 'trunkSplit' out [fabric/trunk-split]",
    ],
    [{ trunkSplit: { portsPerCage: 0, rateBits: 400 * GBIT } }, 'fabric/not-a-count'],
    [{ trunkSplit: { portsPerCage: 2, rateBits: 0.5 } }, 'fabric/not-a-rate'],
  ])('fails for %o', (more, text) => {
    expect(() => planFabric({ ...input, ...more })).toThrow(text);
  });

  test('a brute force finds no cheaper form', () => {
    const wrong: string[] = [];
    let compared = 0;
    const modes = [
      { down: { perCage: 4, rate: 200 }, up: { perCage: 2, rate: 400 } },
      { down: { perCage: 2, rate: 400 }, up: { perCage: 1, rate: 800 } },
      { down: { perCage: 4, rate: 200 }, up: { perCage: 1, rate: 800 } },
      { down: { perCage: 1, rate: 800 }, up: { perCage: 2, rate: 400 } },
    ];
    fc.assert(
      fc.property(
        fc.record({
          hosts: fc.integer({ min: 20, max: 260 }),
          unitHosts: fc.constantFrom(8, 16, 20, 32, 43, 64),
          rails: fc.constantFrom(2, 4, 8),
          cages: fc.constantFrom(16, 32, 64),
          mode: fc.constantFrom(...modes),
        }),
        ({ hosts, unitHosts, rails, cages, mode: { down, up } }) => {
          const best = bestMixedForm({ hosts, unitHosts, rails, cages, down, up });
          const leaf = { ...AT_200, cages, portsPerCage: down.perCage, portRateBits: down.rate * GBIT };
          const trunkSplit = { portsPerCage: up.perCage, rateBits: up.rate * GBIT };
          const groups = [group(hosts, { unitHosts, rails, ports: rails })];
          const asked = { ...fabric(hosts, { leaf, trunkSplit, tiers: 2 }), groups };
          if (best === undefined) {
            expect(() => layOutFabric(asked)).toThrow('fabric/');
            return;
          }
          const { leaves, leafPorts, spines } = layOutFabric(asked);
          compared += 1;
          const found = { leaves: leaves.reserved, spines: spines?.spinesPerPod ?? 0, uplinks: leafPorts.up };
          if (JSON.stringify(found) !== JSON.stringify(best)) {
            wrong.push(JSON.stringify({ hosts, unitHosts, rails, cages, down, up, found, best }));
          }
        },
      ),
      { seed: 4242, numRuns: 300 },
    );
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(150);
  });

  test('of a switch of InfiniBand likewise: 4 x 200G and 2 x 400G', () => {
    const leaf = { ...QM9700, portsPerCage: 4, portRateBits: 200 * GBIT };
    const size = sizeFabric(fabric(64, { kind: 'infiniband', leaf, trunkSplit: TRUNKS }));
    // 64 x 200G fill 16 cages; 32 uplinks of 400G fill the other 16. 8 x 32 / 64 = 4.
    expect(size).toMatchObject({ downPerLeaf: 64, upPerLeaf: 32, counts: { leaf: 8, spine: 4 } });
  });
});

function withoutPasses({ passes: _asked, ...rest }: FabricInput): FabricInput {
  return rest;
}

describe('leaves that are filled in passes', () => {
  const leaf = { ...plainSwitch(12), uplinks: { ports: 2, rateBits: 100 * GBIT } };
  const oob = (count: number, more: Partial<FabricInput> = {}): FabricInput => ({
    name: 'oob',
    kind: 'ethernet',
    role: 'oob',
    shape: 'shared-leaf',
    leaf,
    spine: plainSwitch(32),
    groups: [group(count, { unitHosts: 30, rails: 1, ports: 1 })],
    passes: { leaves: 3, keptFree: [5, 11] },
    ...more,
  });

  // Cable k from 0 ends on switch k mod 3; ports 5 and 11 stay free: the fifth pass is port 6, the tenth port 12.
  test('take one host each, pass by pass, around the ports that stay free', () => {
    const plan = planFabric(oob(30));
    expect(plan.counts).toMatchObject({ leaf: 3, hostLinks: 30, freeLeafDownPorts: 0 });
    const ports = [1, 2, 3, 4, 6, 7, 8, 9, 10, 12];
    for (let row = 0; row < 30; row += 1) {
      expect([plan.links.bNode[row], plan.links.bPort[row]]).toEqual([row % 3, ports[Math.floor(row / 3)]]);
    }
  });

  test('stand with the second unit when the first is full, and growth moves nothing', () => {
    const first = oob(31);
    const before = planFabric(first);
    expect(before.counts.leaf).toBe(6);
    const open = withoutPasses(oob(58));
    const locked = resolvedInput(first, before);
    expect(lockedFabric(locked)).toMatchObject({ passes: { leaves: 3, keptFree: [5, 11] } });
    expect(growFabric(open, locked).plan.counts).toMatchObject({ leaf: 6, hosts: 58 });
  });

  test('have spines, and kept ports take no service', () => {
    const services = [{ name: 'gw', portNames: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] }];
    const plan = planFabric(oob(20, { services }));
    const used = Array.from({ length: plan.links.count }, (_, row) => row)
      .filter((row) => plan.links.tier[row] === 0)
      .map((row) => plan.links.bPort[row]);
    expect(used).not.toContain(5);
    expect(used).not.toContain(11);
  });

  test.each<[Partial<FabricInput>, string]>([
    [
      { tiers: 1 },
      "fabric 'oob': 'passes' is given, and hosts do not have one port each on shared leaves under spines; leave 'passes' out [fabric/bad-passes]",
    ],
    [
      { passes: { leaves: 0 } },
      "fabric 'oob': 'passes.leaves' is 0; give a whole number of 1 or more [fabric/bad-passes]",
    ],
    [
      { passes: { leaves: 3, keptFree: [13] } },
      "fabric 'oob': 'passes.keptFree' has 13 of the 12 ports of leaf 'plain-12' that face hosts; give ports of it, each once [fabric/bad-passes]",
    ],
    [
      { passes: { leaves: 2, keptFree: [5] } },
      "fabric 'oob': a unit of 30 hosts takes more than the 22 ports of 2 leaves that are not kept free; raise 'passes.leaves', or keep fewer ports free [fabric/bad-passes]",
    ],
  ])('fails for %o', (more, text) => {
    expect(() => planFabric(oob(30, more))).toThrow(text);
  });
});
