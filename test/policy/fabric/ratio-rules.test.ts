import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan, NetworkRole } from '../../../src/model/fabric-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { computeInput, ibSwitch, names, sitePlan } from '../site-plan-fixture';

const withFabric = (plan: FabricPlan): SitePlan => sitePlan({ fabrics: [{ path: 'stack/net', plan }] });
const oneUnit = planFabric(computeInput(names('b', 32)));

/** A fabric whose leaves have so many ports of 400G down and up. */
function ofRatio(role: NetworkRole, down: number, up: number): SitePlan {
  const ratios = [{ tier: 'leaf' as const, down, downRateBits: 400e9, up, upRateBits: 400e9, ratio: down / up }];
  return withFabric({ ...oneUnit, role, ratios });
}

describe('fabric/oversubscribed-storage', () => {
  test('36 down and 27 up pass: 4:3', () => {
    expectPassed('fabric/oversubscribed-storage', ofRatio('storage', 36, 27));
  });

  test('37 down and 27 up fail: 37 x 3 / 4 = 27.75 are needed', () => {
    expectFinding('fabric/oversubscribed-storage', ofRatio('storage', 37, 27), {
      severity: 'warning',
      object: "fabric 'compute', leaf tier",
      found: '1.37:1',
      limit: '4:3',
      required: '11.1 Tb/s',
      available: '10.8 Tb/s',
      shortfall: '300 Gb/s',
      arithmetic: '(37 down x 400 Gb/s) / (27 up x 400 Gb/s) = 14.8 Tb/s / 10.8 Tb/s = 1.37',
    });
  });

  test('a compute fabric is judged by a rule of its own', () => {
    expectNothing(
      'fabric/oversubscribed-storage',
      ofRatio('compute', 60, 4),
      'no storage fabric has more than one tier',
    );
  });
});

describe.each(['in-band', 'oob'] as const)('fabric/oversubscribed-management on %s', (role) => {
  test('48 down and 16 up pass: 3:1', () => {
    expectPassed('fabric/oversubscribed-management', ofRatio(role, 48, 16));
  });

  test('48 down and 15 up fail', () => {
    expectFinding('fabric/oversubscribed-management', ofRatio(role, 48, 15), {
      severity: 'info',
      found: '3.2:1',
      limit: '3:1',
      shortfall: '400 Gb/s',
    });
  });
});

describe('fabric/mixed-speeds', () => {
  test('400G everywhere passes', () => {
    expectPassed('fabric/mixed-speeds', withFabric(oneUnit));
  });

  test('hosts of 200G on ports of 400G fail', () => {
    const plan = planFabric(computeInput(names('b', 32), { hostRateBits: 200e9 }));
    expectFinding('fabric/mixed-speeds', withFabric(plan), {
      severity: 'info',
      found: 'host ports of leaves at 200 Gb/s',
      limit: '400 Gb/s',
      arithmetic: '200 Gb/s / 400 Gb/s = 50 %',
    });
  });

  test('spines of 800G above leaves of 400G fail', () => {
    const spine = { ...ibSwitch, portRateBits: 800e9 };
    const plan = planFabric(computeInput(names('b', 32), { spine }));
    expectFinding('fabric/mixed-speeds', withFabric(plan), {
      found: 'ports of spines at 400 Gb/s',
      limit: '800 Gb/s',
    });
  });
});
