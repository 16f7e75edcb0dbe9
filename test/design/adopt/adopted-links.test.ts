import fc from 'fast-check';

import { withAdoptedLinks } from '../../../src/design/adopt/adopt-cables';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { eachLink, linkEnds, linkLabel, switchPortName } from '../../../src/model/switch-ports';
import type { AdoptedCable } from '../../../src/model/adopted-site';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import { computeInput, names } from '../../policy/site-plan-fixture';

const FABRIC = planFabric(computeInput(names('b', 20), { reserveUnits: 2 }));
const TIER_0 = FABRIC.links.tier.filter((tier) => tier === 0).length;

function upperPorts({ links }: FabricPlan): string[] {
  return Array.from(links.bNode, (node, link) => `${node}:${links.bPort[link]}`);
}

function cable(link: number, end: AdoptedCable['end']): Record<string, AdoptedCable> {
  return { [linkLabel(FABRIC, link)]: { end, planned: linkEnds(FABRIC, link).b } };
}

/** Any free down port of the leaf of a link. */
function freePortBeside(link: number): AdoptedCable['end'] {
  const leaf = FABRIC.links.bNode[link] ?? 0;
  const taken = new Set(
    Array.from(FABRIC.links.bNode, (node, at) => (node === leaf ? FABRIC.links.bPort[at] : undefined)),
  );
  const port = Array.from({ length: FABRIC.downPerLeaf }, (_, index) => index + 1).find((each) => !taken.has(each));
  const { name, model } = FABRIC.switches[leaf]!;
  return { device: name, port: switchPortName(model, port!) };
}

describe('the links of a hall', () => {
  test('are those of the plan where nothing is otherwise', () => {
    expect(withAdoptedLinks(FABRIC, { cables: {}, extraCables: {} })).toBe(FABRIC);
  });

  test('leave a port free that a cable left for a free one', () => {
    const end = freePortBeside(0);
    const hall = withAdoptedLinks(FABRIC, { cables: cable(0, end), extraCables: {} });
    expect(linkEnds(hall, 0).b).toEqual(end);
    const others = [...eachLink(FABRIC)].filter(({ index }) => index > 0);
    expect([...eachLink(hall)].filter(({ index }) => index > 0)).toEqual(others);
  });

  // b-1 takes the port of b-2, which the file does not have: b-2 is planned into the port that b-1 left.
  test('give a planned cable the port that the one left which took its own', () => {
    const [first, second] = [0, 8];
    const hall = withAdoptedLinks(FABRIC, { cables: cable(first, linkEnds(FABRIC, second).b), extraCables: {} });
    expect(linkEnds(hall, first).b).toEqual(linkEnds(FABRIC, second).b);
    expect(linkEnds(hall, second).b).toEqual(linkEnds(FABRIC, first).b);
  });

  test('use each port once and change no lower end, whatever cables changed places', () => {
    const swaps = fc.array(fc.tuple(fc.nat(TIER_0 - 1), fc.nat(TIER_0 - 1)), { maxLength: 12 });
    fc.assert(
      fc.property(swaps, (pairs) => {
        const ends = new Map<number, number>();
        const used = new Set<number>();
        for (const [link, target] of pairs) {
          if (ends.has(link) || used.has(target)) continue;
          ends.set(link, target);
          used.add(target);
        }
        const cables = Object.assign({}, ...[...ends].map(([link, to]) => cable(link, linkEnds(FABRIC, to).b)));
        const hall = withAdoptedLinks(FABRIC, { cables, extraCables: {} });
        expect(new Set(upperPorts(hall)).size).toBe(FABRIC.links.count);
        expect([...upperPorts(hall)].sort()).toEqual([...upperPorts(FABRIC)].sort());
        expect(hall.links.aNode).toEqual(FABRIC.links.aNode);
        for (const [link, to] of ends) expect(linkEnds(hall, link).b).toEqual(linkEnds(FABRIC, to).b);
      }),
      { numRuns: 50 },
    );
  });

  test('fails where a cable beside the plan and a planned one end in one port', () => {
    const { a, b } = linkEnds(FABRIC, 3);
    const extra = { fabric: FABRIC.name, a: { device: 'b-2', port: a.port }, b };
    expect(() => withAdoptedLinks(FABRIC, { cables: {}, extraCables: { 'compute/x:1': extra } })).toThrow(
      `cables '${linkLabel(FABRIC, 3)}' and 'compute/x:1' both end at '${b.device}:${b.port}'; correct the file of cables, or name the other cable in it where it really ends [adopt/port-used-twice]`,
    );
  });

  test('fails where two adopted cables end in one port', () => {
    const { b } = linkEnds(FABRIC, 0);
    const cables = { ...cable(8, b), ...cable(16, b) };
    expect(() => withAdoptedLinks(FABRIC, { cables, extraCables: {} })).toThrow(
      `cables '${linkLabel(FABRIC, 8)}' and '${linkLabel(FABRIC, 16)}' both end at '${b.device}:${b.port}'`,
    );
  });
});
