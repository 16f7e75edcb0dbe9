import fc from 'fast-check';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { computeInput, hostGroup, ibSwitch, names, sitePlan } from '../site-plan-fixture';

const withFabric = (plan: FabricPlan): SitePlan => sitePlan({ fabrics: [{ path: 'stack/compute', plan }] });
const hosts = names('b', 32);
/** One unit: 8 leaves with 32 uplinks over 4 spines, 8 links to each. */
const oneUnit = planFabric(computeInput(hosts));

describe('fabric/oversubscribed-compute', () => {
  test('32 ports down and 32 up pass', () => {
    expectPassed('fabric/oversubscribed-compute', withFabric(oneUnit));
  });

  test('33 ports down and 31 up fail, with the arithmetic', () => {
    const ratios: FabricPlan['ratios'] = [
      { tier: 'leaf', down: 33, downRateBits: 400e9, up: 31, upRateBits: 400e9, ratio: 33 / 31 },
    ];
    expectFinding('fabric/oversubscribed-compute', withFabric({ ...oneUnit, ratios }), {
      severity: 'error',
      path: 'stack/compute',
      object: "fabric 'compute', leaf tier",
      found: '1.06:1',
      limit: '1:1',
      required: '13.2 Tb/s',
      available: '12.4 Tb/s',
      shortfall: '800 Gb/s',
      arithmetic: '(33 down x 400 Gb/s) / (31 up x 400 Gb/s) = 13.2 Tb/s / 12.4 Tb/s = 1.06',
    });
  });

  test('a storage fabric may be oversubscribed', () => {
    expectNothing(
      'fabric/oversubscribed-compute',
      withFabric({ ...oneUnit, role: 'storage' }),
      'no compute fabric has more than one tier',
    );
  });
});

describe('fabric/uneven-uplinks', () => {
  // DGX H100 reference architecture, tables 3 and 4: 32 to 128 nodes in two tiers, 512 nodes in three.
  test.each([32, 64, 96, 128, 512])('the fabric of %i nodes is even', (count) => {
    expectPassed('fabric/uneven-uplinks', withFabric(planFabric(computeInput(names('b', count)))));
  });

  test('a fabric of any number of hosts is even', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 256 }), (count) => {
        const { findings } = judge('fabric/uneven-uplinks', withFabric(planFabric(computeInput(names('b', count)))));
        expect(findings).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('one cable on the wrong spine fails', () => {
    // Leaf 1 has 32 uplinks, 8 to each of 4 spines. Moving one gives 7 and 9.
    const links = { ...oneUnit.links, bNode: oneUnit.links.bNode.slice() };
    const first = links.tier.indexOf(1);
    links.bNode[first] = (links.bNode[first] ?? 0) + 1;
    expectFinding('fabric/uneven-uplinks', withFabric({ ...oneUnit, links }), {
      severity: 'error',
      object: `fabric 'compute', 1 switch: '${oneUnit.switches[0]?.name ?? ''}'`,
      found: '7 to 9 links to each of 4 switches above',
      limit: 'one number of links to each of 4 switches',
      arithmetic: `'${oneUnit.switches[0]?.name ?? ''}': 32 uplinks / 4 switches = 8`,
    });
  });

  test('a leaf that reaches fewer spines than the others fails', () => {
    // The first leaf's 32 links all end on the first two spines: 16 each.
    const links = { ...oneUnit.links, bNode: oneUnit.links.bNode.slice() };
    for (let row = 0; row < links.count; row += 1) {
      if (links.tier[row] === 1 && links.aNode[row] === 0) links.bNode[row] = 8 + (row % 2);
    }
    expectFinding('fabric/uneven-uplinks', withFabric({ ...oneUnit, links }), {
      found: '16 links to each of 2 switches above',
      limit: 'one number of links to each of 4 switches',
    });
  });

  test('a fabric of one tier has no uplinks', () => {
    expectNothing('fabric/uneven-uplinks', withFabric({ ...oneUnit, tiers: 1 }), 'no fabric has more than one tier');
  });
});

describe('fabric/spine-loss', () => {
  test('a compute fabric of 4 spines loses a quarter and passes', () => {
    expectPassed('fabric/spine-loss', withFabric(oneUnit));
  });

  test('a compute fabric of 2 spines loses half, which is a warning', () => {
    // 16 nodes x 8 rails: 8 leaves, 16 uplinks each, 2 spines.
    const small = planFabric(
      computeInput([], {
        groups: [hostGroup(names('b', 16), 8, { unitHosts: 16 })],
        downPerLeaf: 16,
        upPerLeaf: 16,
        spines: 2,
      }),
    );
    expectFinding('fabric/spine-loss', withFabric(small), {
      severity: 'warning',
      found: 'loses 50 % of its uplinks',
      limit: '25 %',
      arithmetic: '8 of 16 uplinks = 50 %, over 2 switches above',
    });
    expectPassed('fabric/spine-loss', withFabric({ ...small, role: 'storage' }));
  });
});

describe('fabric/chassis-ratio', () => {
  const of = (chassis: { readonly ratio?: number } | undefined, role: 'compute' | 'storage' = 'compute'): SitePlan => {
    const leaf = { ...ibSwitch, id: 'voq', ...(chassis !== undefined && { chassis }) };
    return sitePlan({
      fabrics: [{ path: 'stack/net', plan: planFabric(computeInput(names('b', 32), { leaf, role })) }],
    });
  };

  test('a chassis that carries all of its ports passes', () => {
    expectPassed('fabric/chassis-ratio', of({ ratio: 1 }));
  });

  // 64 ports x 400G / 1.25 = 20.48 Tb/s of 25.6; 8 leaves and 4 spines.
  test('a chassis that blocks is a finding', () => {
    expectFinding('fabric/chassis-ratio', of({ ratio: 1.25 }), {
      severity: 'error',
      object: "fabric 'compute', 12 switches 'voq'",
      found: '1.25:1 inside',
      arithmetic: '64 ports x 400 Gb/s / 1.25 = 20.48 Tb/s',
    });
    const [plain, blocked] = [of({}), of({ ratio: 1.25 })].map(({ fabrics }) => fabrics[0]?.plan.bisectionBits ?? 0);
    // Through leaf and spine: 1 / 1.25 / 1.25 = 0.64.
    expect((blocked ?? 0) / (plain ?? 1)).toBeCloseTo(0.64, 9);
  });

  test('a chassis whose ratio nobody states is not known', () => {
    expectFinding('fabric/chassis-ratio', of({}), {
      outcome: 'indeterminate',
      object: "fabric 'compute', 12 switches 'voq'",
    });
  });

  test.each([of(undefined), of({ ratio: 2 }, 'storage')])('other switches and fabrics are not judged', (plan) => {
    expectNothing('fabric/chassis-ratio', plan, 'no compute fabric has a chassis');
  });
});
