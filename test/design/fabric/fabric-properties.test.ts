import fc from 'fast-check';

import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sizeFabric } from '../../../src/design/fabric/size-fabric';
import { DesignError } from '../../../src/errors/design-error';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { fabricInputs } from './fabric-arbitrary';
import { maxFlowBits } from './max-flow';

const SHAPES = 300;
/** Each property sees shapes of its own, the same in every run. */
let seed = 0;

interface Row {
  readonly tier: number;
  readonly a: number;
  readonly aPort: number;
  readonly b: number;
  readonly bPort: number;
}

function rowsOf({ links }: FabricPlan): Row[] {
  return Array.from({ length: links.count }, (_, row) => ({
    tier: links.tier[row] ?? -1,
    a: links.aNode[row] ?? -1,
    aPort: links.aPort[row] ?? -1,
    b: links.bNode[row] ?? -1,
    bPort: links.bPort[row] ?? -1,
  }));
}

/** The plan, or nothing where the random shape cannot be built, which must then be said by a design error. */
function tryPlan(input: FabricInput): FabricPlan | undefined {
  try {
    return planFabric(input);
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

function forAllPlans(check: (plan: FabricPlan, input: FabricInput) => void): number {
  let built = 0;
  seed += 1;
  fc.assert(
    fc.property(fabricInputs, (input) => {
      const plan = tryPlan(input);
      if (plan === undefined) return;
      built += 1;
      check(plan, input);
    }),
    { numRuns: SHAPES, seed },
  );
  return built;
}

/** How often each value occurs. */
function tally(values: readonly (number | string)[]): Map<number | string, number> {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('any fabric that can be planned', () => {
  test('is most of the random shapes, and of every number of tiers', () => {
    const tiers = new Set<number>();
    const built = forAllPlans((plan) => tiers.add(plan.tiers));
    expect(built).toBeGreaterThan(SHAPES / 2);
    expect([...tiers].sort()).toEqual([1, 2, 3]);
  });

  test('uses no port twice and none that a device lacks', () => {
    forAllPlans((plan) => {
      const rows = rowsOf(plan);
      const used = rows.flatMap(({ tier, a, aPort, b, bPort }) => [
        `${tier === 0 ? 'e' : 's'}${a}:${aPort}`,
        `s${b}:${bPort}`,
      ]);
      expect(new Set(used).size).toBe(used.length);
      const has = (at: number, port: number): boolean => {
        const model = plan.switches[at]?.model;
        return (
          model !== undefined && port >= 1 && port <= model.cages * model.portsPerCage + (model.uplinks?.ports ?? 0)
        );
      };
      const lacking = rows.filter(({ tier, a, aPort, b, bPort }) => {
        const isThere = tier === 0 ? plan.endpoints[a]?.portNames[aPort] !== undefined : has(a, aPort);
        return !isThere || !has(b, bPort);
      });
      expect(lacking).toEqual([]);
    });
  });

  test('joins tiers only to the next, in one plane', () => {
    forAllPlans((plan) => {
      const names = ['leaf', 'spine', 'core'];
      const wrong = rowsOf(plan).filter(({ tier, a, b }) => {
        const [lower, upper] = [plan.switches[a], plan.switches[b]];
        if (upper?.tier !== names[tier]) return true;
        return tier > 0 && (lower?.tier !== names[tier - 1] || lower?.plane !== upper?.plane);
      });
      expect(wrong).toEqual([]);
    });
  });

  test('connects every port of every host once, each rail and plane to its own leaves', () => {
    forAllPlans((plan, input) => {
      const edge = rowsOf(plan).filter(({ tier }) => tier === 0);
      expect(edge.length).toBe(plan.endpoints.reduce((sum, { portNames }) => sum + portNames.length, 0));
      const groups = new Map(input.groups.map((group) => [group.name, group]));
      const wrong = edge.filter(({ a, aPort, b }) => {
        const host = plan.endpoints[a];
        const group = groups.get(host?.group ?? '');
        if (group === undefined) return false;
        const perRail = group.portNames.length / group.rails;
        const perPlane = perRail / plan.planes;
        const { plane, rail, unit } = plan.switches[b] ?? { plane: 0 };
        if (plane !== (Math.floor(aPort / perPlane) % plan.planes) + 1) return true;
        return (
          (rail ?? Math.floor(aPort / perRail) + 1) !== Math.floor(aPort / perRail) + 1 ||
          !servesUnit(plan, unit, host?.unit)
        );
      });
      expect(wrong).toEqual([]);
    });
  });

  test('gives every switch a name of its own, in the order of the plan', () => {
    forAllPlans((plan) => {
      const names = plan.switches.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const rank = { leaf: 0, spine: 1, core: 2 };
      const keys = plan.switches.map(({ tier, plane, unit = 0 }) => [rank[tier], plane, unit]);
      const sorted = [...keys].sort((x, y) => x.reduce((found, part, at) => found || part - (y[at] ?? 0), 0));
      expect(keys).toEqual(sorted);
    });
  });

  test('spreads the uplinks of every leaf and spine evenly', () => {
    forAllPlans((plan) => {
      for (const tier of [1, 2]) {
        const rows = rowsOf(plan).filter((row) => row.tier === tier);
        const perPair = new Set(tally(rows.map(({ a, b }) => `${a}-${b}`)).values());
        const perLower = new Set(tally(rows.map(({ a }) => a)).values());
        expect(perPair.size).toBeLessThanOrEqual(1);
        expect(perLower.size).toBeLessThanOrEqual(1);
        const lower = plan.switches.filter((one) => one.tier === (tier === 1 ? 'leaf' : 'spine')).length;
        if (plan.tiers > tier) expect(new Set(rows.map(({ a }) => a)).size).toBe(lower);
      }
    });
  });

  test('keeps the two ports of a dual-homed host on two leaves', () => {
    forAllPlans((plan, input) => {
      if (plan.shape !== 'shared-leaf') return;
      const dual = new Set(
        input.groups
          .filter((one) => one.rails === 1 && one.portNames.length === 2 * plan.planes)
          .map(({ name }) => name),
      );
      const edge = rowsOf(plan).filter(({ tier, a }) => tier === 0 && dual.has(plan.endpoints[a]?.group ?? ''));
      const pairs = tally(edge.map(({ a, b }) => `${a}-${b}`));
      expect([...pairs.values()].every((times) => times === 1)).toBe(true);
    });
  });

  test('has counts that recounting its links and switches gives', () => {
    forAllPlans((plan) => {
      const tiers = tally(rowsOf(plan).map(({ tier }) => tier));
      const switches = tally(plan.switches.map(({ tier }) => tier));
      const { counts } = plan;
      expect(counts.hostLinks + counts.serviceLinks).toBe(tiers.get(0) ?? 0);
      expect(counts.leafSpineLinks).toBe(tiers.get(1) ?? 0);
      expect(counts.spineCoreLinks).toBe(tiers.get(2) ?? 0);
      expect([counts.leaf, counts.spine, counts.core]).toEqual(
        ['leaf', 'spine', 'core'].map((tier) => switches.get(tier) ?? 0),
      );
      expect(counts.hosts).toBe(plan.endpoints.filter(({ group }) => group !== undefined).length);
      expect(Math.min(counts.freeLeafDownPorts, counts.freeSpinePorts, counts.freeCorePorts)).toBeGreaterThanOrEqual(0);
    });
  });

  test('is sized as it is planned', () => {
    forAllPlans((plan, input) => {
      const { endpoints, switches, links } = plan;
      expect({ ...sizeFabric(input), endpoints, switches, links }).toEqual(plan);
    });
  });

  test('reaches every host from every other, plane by plane', () => {
    forAllPlans((plan) => {
      if (plan.tiers === 1) return;
      const parent = plan.switches.map((_, at) => at);
      const root = (at: number): number => {
        let found = at;
        while (parent[found] !== undefined && parent[found] !== found) found = parent[found] ?? found;
        return found;
      };
      for (const { tier, a, b } of rowsOf(plan)) if (tier > 0) parent[root(a)] = root(b);
      const leaves = plan.switches.flatMap(({ tier, plane }, at) => (tier === 'leaf' ? [`${plane}-${root(at)}`] : []));
      expect(new Set(leaves).size).toBe(plan.planes);
    });
  });
});

describe('the bisection that a plan promises', () => {
  test('is reached between any halves of its hosts', () => {
    let flows = 0;
    forAllPlans((plan) => {
      if (plan.links.count > 2_000) return;
      const hosts = plan.endpoints.filter(({ group }) => group !== undefined);
      const share = plan.bisectionBits / ((plan.counts.hostLinks / 2) * plan.hostRateBits);
      const halves = [hosts.slice(0, Math.ceil(hosts.length / 2)), hosts.filter((_, at) => at % 2 === 0)];
      // A fabric of one tier promises the rate of a leaf; hosts on different leaves of it do not meet.
      if (plan.tiers === 1) return;
      for (const half of halves) {
        const left = half.reduce((sum, { portNames }) => sum + portNames.length, 0);
        const least = Math.min(left, plan.counts.hostLinks - left) * plan.hostRateBits * share;
        const carried = maxFlowBits(
          plan,
          half.map(({ name }) => name),
        );
        expect(carried).toBeGreaterThanOrEqual(Math.floor(least * (1 - 1e-9)));
        flows += 1;
      }
    });
    expect(flows).toBeGreaterThan(SHAPES / 2);
  });
});

describe('sizing is tight', () => {
  test('no fabric can be planned with fewer spines', () => {
    forAllPlans((plan, input) => {
      if (plan.tiers === 1) return;
      const perPlane = plan.counts.spine / plan.planes;
      const isReserving =
        input.reserveUnits !== undefined || input.groups.some((one) => one.reserveUnits !== undefined);
      if (isReserving) return; // pods that are only reserved are not counted
      for (let spines = Math.max(1, perPlane - 3); spines < perPlane; spines += 1) {
        const fewer = { ...input, tiers: plan.tiers, spines };
        expect(() => planFabric(fewer)).toThrow(/fabric\/(uneven|too-few)-spines/);
      }
    });
  });

  test('no fabric keeps its bisection with one core fewer', () => {
    forAllPlans((plan, input) => {
      const cores = plan.counts.core / plan.planes - 1;
      // Pods of a given size take the fewest spines first, which may ask for more cores.
      if (plan.tiers < 3 || cores < 1 || input.pods !== undefined) return;
      const fewer = tryPlan({ ...input, tiers: 3, cores });
      if (fewer !== undefined) expect(fewer.ratios[1]?.ratio).toBeGreaterThan(plan.ratios[1]?.ratio ?? 0);
    });
  });

  test('a unit of as many hosts as one leaf fewer takes has one leaf fewer a rail, and one host more needs it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 3 }), (leaves, links) => {
        const most = Math.floor(((leaves - 1) * 32) / links);
        const sized = (unitHosts: number): number => {
          const ports = Array.from({ length: 2 * links }, (_, port) => port);
          const hosts = Array.from({ length: unitHosts }, (_, at) => `h${at}`);
          const names = { portNames: ports.map((port) => `p${port}`), portCages: ports };
          const groups = [{ name: 'g', hosts, unitHosts, rails: 2, ...names }];
          const leaf = { id: 'm', cages: 32, portsPerCage: 2, portRateBits: 1_000, portNaming: 'ib' as const };
          return sizeFabric({ name: 'n', kind: 'infiniband', role: 'compute', groups, leaf, tiers: 2 }).counts.leaf;
        };
        expect(sized(most)).toBe(2 * (leaves - 1));
        expect(sized(most + 1)).toBe(2 * leaves);
      }),
    );
  });

  test('every ratio is a number above zero, and the bisection is whole bits', () => {
    forAllPlans(({ ratios, bisectionBits }) => {
      expect(ratios.filter(({ ratio, down, up }) => !(ratio > 0 && down > 0 && up > 0))).toEqual([]);
      expect(Number.isSafeInteger(bisectionBits)).toBe(true);
    });
  });
});

/** Whether a leaf that is named after a unit serves another one: that unit, or one of those that share its leaves. */
function servesUnit({ leafUnits = 1 }: FabricPlan, first: number | undefined, unit: number | undefined): boolean {
  if (first === undefined || unit === undefined) return true;
  return unit >= first && unit < first + leafUnits;
}
