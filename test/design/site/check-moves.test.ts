import { checkMoves, hasMoves } from '../../../src/design/site/renames';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { computeInput, names, rack, sitePlan, siteWithRacks } from '../../policy/site-plan-fixture';

const NOTHING = { places: [], cables: [], addresses: [], asNumbers: [], partitions: [] };

const withPartitions = (...partitions: readonly (readonly [tenant: string, pkey: number])[]) => {
  const site = sitePlan();
  return {
    ...site,
    addresses: { ...site.addresses, partitions: partitions.map(([tenant, pkey]) => ({ tenant, pkey })) },
  };
};

test('a plan moves nothing of itself', () => {
  const site = siteWithRacks([rack(['b1', 'b2'])]);
  expect(checkMoves(site, site)).toEqual(NOTHING);
  expect(hasMoves(NOTHING)).toBe(false);
});

test('what exists elsewhere has moved, what exists nowhere is gone, what is new is neither', () => {
  const before = siteWithRacks([rack(['b1', 'b2'])]);
  const after = siteWithRacks([rack(['b0', 'b1'])]);
  const moves = checkMoves(before, after);
  // Devices of 10 U from the bottom up: b1 from U1 to U11.
  expect(moves).toEqual({
    ...NOTHING,
    places: [
      { name: 'b1', before: 'A01 U1', after: 'A01 U11' },
      { name: 'b2', before: 'A01 U11' },
    ],
  });
  expect(hasMoves(moves)).toBe(true);
});

test('what is gone alone moves nothing', () => {
  const moves = checkMoves(siteWithRacks([rack(['b1', 'b2'])]), siteWithRacks([rack(['b1'])]));
  expect(moves.places).toEqual([{ name: 'b2', before: 'A01 U11' }]);
  expect(hasMoves(moves)).toBe(false);
});

test('partition keys are compared by tenant, as four digits', () => {
  expect(checkMoves(withPartitions(['blue', 1], ['red', 0x7ff]), withPartitions(['red', 2])).partitions).toEqual([
    { name: 'blue', before: '0x0001' },
    { name: 'red', before: '0x07ff', after: '0x0002' },
  ]);
});

test('cables of a fabric that is no more are gone, each once', () => {
  const plan = planFabric(computeInput(names('b', 2)));
  const { cables } = checkMoves(sitePlan({ fabrics: [{ path: 'stack/compute', plan }] }), sitePlan());
  expect(cables).toHaveLength(plan.links.count);
  expect(cables.filter(({ after }) => after !== undefined)).toEqual([]);
});
