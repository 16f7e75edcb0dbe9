import { uplinkSpreads } from '../../../src/policy/fabric/resilience-rules';
import { tinyFabric, type TinyLink } from '../../design/cabling/tiny-fabric';
import { expectFinding, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';

const NAMES = ['leaf-1', 'leaf-2', 'spine-1', 'spine-2', 'spine-3'];
const fabricOf = (...links: readonly TinyLink[]): ReturnType<typeof tinyFabric> =>
  tinyFabric({
    endpoints: [{ name: 'h' }],
    switches: NAMES.map((name) => ({ name, tier: name.startsWith('leaf') ? 'leaf' : 'spine' })),
    links,
  });
/** So many links from a leaf to each of the spines, from port 1 on. */
function up(leaf: number, ...counts: readonly number[]): TinyLink[] {
  let port = 0;
  return counts.flatMap((count, spine) =>
    Array.from({ length: count }, (): TinyLink => [1, leaf, (port += 1), 2 + spine, port]),
  );
}

test('a switch reaches those above it that it has links to, each counted once', () => {
  expect(uplinkSpreads(fabricOf([0, 0, 0, 0, 1], ...up(0, 1, 3, 2), ...up(1, 2, 2)))).toEqual([
    { lower: 0, uplinks: 6, reached: 3, least: 1, most: 3, fullest: 3 },
    { lower: 1, uplinks: 4, reached: 2, least: 2, most: 2, fullest: 2 },
  ]);
});

test('links are counted in whatever order the table has them', () => {
  const links = [...up(0, 1, 2), ...up(1, 0, 0, 1)];
  const inOrder = uplinkSpreads(fabricOf(...links));
  expect(
    uplinkSpreads(fabricOf(...links.reverse())).map(({ uplinks, reached, most }) => [uplinks, reached, most]),
  ).toEqual(inOrder.map(({ uplinks, reached, most }) => [uplinks, reached, most]));
});

test('a switch without uplinks has no spread, and links of hosts are none', () => {
  expect(uplinkSpreads(fabricOf([0, 0, 0, 0, 1], [0, 0, 1, 1, 1]))).toEqual([]);
});

describe('fabric/uplink-parity', () => {
  const site = (...links: readonly TinyLink[]): ReturnType<typeof sitePlan> =>
    sitePlan({ fabrics: [{ path: 'stack/net', plan: fabricOf(...links) }] });

  test('as many uplinks of each leaf pass, wherever they go', () => {
    expectPassed('fabric/uplink-parity', site(...up(0, 2, 1), ...up(1, 0, 3)));
  });

  test('one fewer fails', () => {
    expectFinding('fabric/uplink-parity', site(...up(0, 2, 1), ...up(1, 2)), {
      object: "fabric 'compute', 1 switch: 'leaf-2'",
      found: '2 uplinks',
      limit: '3 uplinks',
      shortfall: '1 uplink',
      arithmetic: "'leaf-2': 3 - 2 = 1",
    });
  });

  test('leaves of another plane, and switches of another tier, have a count of their own', () => {
    const plan = fabricOf(...up(0, 2, 1), ...up(1, 2));
    const planes = plan.switches.map((each, at) => ({ ...each, plane: at + 1 }));
    expectPassed('fabric/uplink-parity', sitePlan({ fabrics: [{ path: 'p', plan: { ...plan, switches: planes } }] }));
    expectPassed('fabric/uplink-parity', site(...up(0, 2, 1), ...up(1, 2, 1), [2, 2, 5, 4, 5]));
  });
});
