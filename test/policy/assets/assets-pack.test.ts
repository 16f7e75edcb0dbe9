import type { Asset, AssetState } from '../../../src/model/asset';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cluster, computeInput, device, names, sitePlan } from '../site-plan-fixture';

const asset = (name: string, state: AssetState = 'in-service', serial = name): Asset => ({
  device: name,
  serial,
  state,
});
const withAssets = (assets: readonly Asset[], parts: Partial<SitePlan> = {}): SitePlan =>
  sitePlan({ assets: new Map(assets.map((one) => [one.device, one])), ...parts });

describe('assets/failed-systems', () => {
  const clusters = [cluster(names('b', 4))];

  test('systems in service pass', () => {
    expectPassed(
      'assets/failed-systems',
      withAssets(
        names('b', 4).map((name) => asset(name)),
        { clusters },
      ),
    );
  });

  test('a failed system is an info with what is left', () => {
    const assets = [asset('b-1'), asset('b-2', 'failed'), asset('b-3'), asset('b-4', 'racked')];
    expectFinding('assets/failed-systems', withAssets(assets, { clusters }), {
      severity: 'info',
      path: 'stack/haein',
      object: "cluster 'haein': 'b-2'",
      found: '1 of 4 systems failed; 16 of 32 GPUs in service',
      shortfall: '16 GPUs',
      arithmetic: '2 in service x 8 GPUs = 16 of 4 x 8 = 32',
    });
  });

  test('a site without an asset file has nothing to judge', () => {
    expectNothing('assets/failed-systems', sitePlan({ clusters }), 'the site has no asset file');
  });
});

describe('assets/failed-switches', () => {
  const plan = planFabric(computeInput(names('b', 32)));
  const fabrics = [{ path: 'stack/compute', plan }];
  const [leaf] = plan.switches.map(({ name }) => name);

  test('switches in service pass', () => {
    expectPassed('assets/failed-switches', withAssets([asset(leaf ?? '')], { fabrics }));
  });

  test('a failed leaf is a warning', () => {
    expectFinding('assets/failed-switches', withAssets([asset(leaf ?? '', 'failed')], { fabrics }), {
      severity: 'warning',
      object: `fabric 'compute': '${leaf ?? ''}'`,
      found: '1 of 12 switches failed',
      arithmetic: '12 - 1 = 11 left',
    });
  });
});

describe('assets/unknown-device', () => {
  const devices = [device('b-1')];

  test('rows of known devices pass', () => {
    expectPassed('assets/unknown-device', withAssets([asset('b-1')], { devices }));
  });

  test('a row of an unknown device is a warning', () => {
    expectFinding('assets/unknown-device', withAssets([asset('b-1'), asset('b-9')], { devices }), {
      severity: 'warning',
      object: "asset file: 'b-9'",
      found: '1 row',
      arithmetic: '1 of 2 rows',
    });
  });
});

describe('assets/serial-used-twice', () => {
  test('serial numbers that differ pass', () => {
    expectPassed('assets/serial-used-twice', withAssets([asset('b-1'), asset('b-2')]), 2);
  });

  test('one serial number at two places fails', () => {
    expectFinding(
      'assets/serial-used-twice',
      withAssets([asset('b-2', 'racked', 'S1'), asset('b-1', 'racked', 'S1')]),
      {
        severity: 'error',
        object: "serial number 'S1'",
        found: "at 'b-1', 'b-2'",
        limit: '1 place',
      },
    );
  });

  test('assets without a serial number are not judged', () => {
    expectNothing(
      'assets/serial-used-twice',
      withAssets([{ device: 'b-1', state: 'planned' }]),
      'no asset has a serial number',
    );
  });
});
