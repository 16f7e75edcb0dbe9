import fc from 'fast-check';

import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink } from '../../../src/design/as-built/discovered-fabric';
import { linkEnds } from '../../../src/model/switch-ports';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { DesignError } from '../../../src/errors/design-error';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { fabricInputs } from '../fabric/fabric-arbitrary';
import { standing, withLinks } from './infiniband-dump';

const plans: fc.Arbitrary<FabricPlan> = fabricInputs
  .map((input) => planned({ ...input, kind: 'infiniband' }))
  .filter((plan) => plan !== undefined);

function planned(input: FabricInput): FabricPlan | undefined {
  try {
    return planFabric(input);
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

/** Which end of a found link is the lower one: the endpoint's, or that of a lower tier. */
function ends(
  plan: FabricPlan,
  found: DiscoveredFabric,
  { a, b }: DiscoveredLink,
): { low: DiscoveredEnd; high: DiscoveredEnd } {
  const rank = ({ node }: DiscoveredEnd): number => {
    const { kind, name } = found.nodes[node] ?? { kind: 'device', name: '' };
    if (kind === 'adapter') return 0;
    return ['leaf', 'spine', 'core'].indexOf(plan.switches.find((each) => each.name === name)?.tier ?? '') + 1;
  };
  return rank(a) < rank(b) ? { low: a, high: b } : { low: b, high: a };
}

/** Found links in the order of the plan. */
function inPlanOrder(
  plan: FabricPlan,
  found: DiscoveredFabric,
): { low: DiscoveredEnd; high: DiscoveredEnd; link: DiscoveredLink }[] {
  const at = new Map(plan.switches.map(({ name }, index) => [name, index]));
  const key = (end: DiscoveredEnd): string => `${at.get(found.nodes[end.node]?.name ?? '')}/${end.port}`;
  const rows = new Map(
    found.links.map((link) => {
      const both = ends(plan, found, link);
      return [key(both.high), { ...both, link }];
    }),
  );
  return Array.from({ length: plan.links.count }, (_, index) => {
    const row = rows.get(`${plan.links.bNode[index]}/${plan.links.bPort[index]}`);
    if (row === undefined) throw new Error(`link ${index} was not found`);
    return row;
  });
}

describe('a dump of a fabric as planned', () => {
  test('compares as planned, whatever the fabric', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { counts, findings, strangers } = compareFabric(plan, standing(plan));
        expect(findings).toEqual([]);
        expect(strangers).toEqual([]);
        expect(counts).toMatchObject({ planned: plan.links.count, asPlanned: plan.links.count, unseen: 0, ignored: 0 });
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});

describe('one fault in a fabric', () => {
  const faulty = fc.record({ plan: plans, one: fc.nat(), other: fc.nat() });
  const run = (check: (plan: FabricPlan, found: DiscoveredFabric, one: number, other: number) => void): void => {
    fc.assert(
      fc.property(faulty, ({ plan, one, other }) => {
        const { count } = plan.links;
        check(plan, standing(plan), one % count, other % count);
      }),
      { numRuns: 60, seed: 12 },
    );
  };

  test('is named exactly where a cable is gone', () => {
    run((plan, found, one) => {
      const row = inPlanOrder(plan, found)[one];
      const { findings, counts } = compareFabric(
        plan,
        withLinks(
          found,
          found.links.filter((link) => link !== row?.link),
        ),
      );
      expect(findings).toHaveLength(1);
      expect(findings[0]?.label).toBe(labelOf(plan, one));
      expect(['missing', 'half-down']).toContain(findings[0]?.kind);
      expect(counts).toMatchObject({ asPlanned: plan.links.count - 1, differing: 1, extra: 0 });
    });
  });

  test('is named exactly where a cable is slow', () => {
    run((plan, found, one) => {
      const row = inPlanOrder(plan, found)[one];
      const links = found.links.map((link) =>
        link === row?.link ? { ...link, speed: '1xSDR', rateBits: 2.5e9 } : link,
      );
      const { findings } = compareFabric(plan, withLinks(found, links));
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({
        kind: 'slow',
        label: labelOf(plan, one),
        foundRateBits: 2.5e9,
        speed: '1xSDR',
      });
    });
  });

  test('is named once where the far ends of two cables are exchanged', () => {
    run((plan, found, one, other) => {
      const rows = inPlanOrder(plan, found);
      const [first, second] = [rows[Math.min(one, other)], rows[Math.max(one, other)]];
      fc.pre(
        one !== other && first !== undefined && second !== undefined && plan.links.tier[one] === plan.links.tier[other],
      );
      if (first === undefined || second === undefined) return;
      const links = [
        ...found.links.filter((link) => link !== first.link && link !== second.link),
        { a: first.low, b: second.high },
        { a: second.low, b: first.high },
      ];
      const { findings, counts } = compareFabric(plan, withLinks(found, links));
      expect(findings.map(({ kind, label, partner }) => [kind, label, partner?.label])).toEqual([
        ['swapped', labelOf(plan, Math.min(one, other)), labelOf(plan, Math.max(one, other))],
      ]);
      expect(counts).toMatchObject({ differing: 2, asPlanned: plan.links.count - 2 });
    });
  });

  test('is named exactly where a cable ends in a free port', () => {
    run((plan, found, one) => {
      const row = inPlanOrder(plan, found)[one];
      const upper = plan.switches[plan.links.bNode[one] ?? 0];
      if (row === undefined || upper === undefined) throw new Error('every link was found');
      const taken = new Set<number>();
      plan.links.bPort.forEach((port, link) => plan.links.bNode[link] === plan.links.bNode[one] && taken.add(port));
      plan.links.aPort.forEach((port, link) => {
        if (plan.links.tier[link] !== 0 && plan.switches[plan.links.aNode[link] ?? 0] === upper) taken.add(port);
      });
      const ports = upper.model.cages * upper.model.portsPerCage;
      const free = Array.from({ length: ports }, (_, port) => port + 1).find((port) => !taken.has(port));
      fc.pre(free !== undefined);
      const moved = { a: row.low, b: { node: row.high.node, port: `${free}` } };
      const { findings } = compareFabric(
        plan,
        withLinks(found, [...found.links.filter((link) => link !== row.link), moved]),
      );
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ kind: 'misplaced', label: labelOf(plan, one) });
      expect(findings[0]?.found?.b.device).toBe(upper.name);
    });
  });
});

function labelOf(plan: FabricPlan, link: number): string {
  const { a } = linkEnds(plan, link);
  return `${plan.name}/${a.device}:${a.port}`;
}
