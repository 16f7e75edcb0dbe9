import { expectFinding, expectNothing, expectPassed } from '../judge';
import { device, sitePlan } from '../site-plan-fixture';

describe('naming/host-name', () => {
  test('labels of 1 and of 63 characters pass', () => {
    const devices = ['a', 'a-1'.padEnd(63, 'x')].map((name) => device(name));
    expectPassed('naming/host-name', sitePlan({ devices }), 2);
  });

  test('a name of 64 characters is a warning', () => {
    const name = 'x'.repeat(64);
    expectFinding('naming/host-name', sitePlan({ devices: [device(name), device('b1')] }), {
      severity: 'warning',
      path: 'stack/haein',
      object: `1 device '${name}'`,
      found: '64 characters',
      arithmetic: '1 of 2 devices; the longest name has 64 characters',
    });
  });

  test.each(['B1', 'b_1', 'b1-', '-b1', 'b.1'])("'%s' is a warning", (name) => {
    expectFinding('naming/host-name', sitePlan({ devices: [device(name)] }), {
      object: `1 device '${name}'`,
      found: 'characters that a host name does not take',
    });
  });

  test('a patch panel has no host name: the library names it after its rows', () => {
    const panel = device('panel-A-N-01', { kind: 'panel' });
    expectPassed('naming/host-name', sitePlan({ devices: [panel, device('b1')] }));
    expectNothing('naming/host-name', sitePlan({ devices: [panel] }), 'the site has no device');
    expectFinding('naming/host-name', sitePlan({ devices: [panel, device('B1')] }), { object: "1 device 'B1'" });
  });

  test('a site without devices has nothing to judge', () => {
    expectNothing('naming/host-name', sitePlan(), 'the site has no device');
  });
});
