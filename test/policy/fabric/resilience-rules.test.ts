import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { computeInput, hostGroup, ibSwitch, names, sitePlan } from '../site-plan-fixture';

const withFabric = (plan: FabricPlan): SitePlan => sitePlan({ fabrics: [{ path: 'stack/net', plan }] });
const hosts = names('b', 32);
const oneUnit = planFabric(computeInput(hosts));

describe('fabric/leaf-loss', () => {
  test('8 rails on 8 leaves pass: one leaf takes 12.5 % of a host', () => {
    expectPassed('fabric/leaf-loss', withFabric(oneUnit));
  });

  test('4 rails on 4 leaves are just inside: 25 %', () => {
    expectPassed('fabric/leaf-loss', withFabric(planFabric(computeInput(hosts, { groups: [hostGroup(hosts, 4)] }))));
  });

  test('3 rails are just outside: 33.3 %', () => {
    const plan = planFabric(computeInput(hosts, { groups: [hostGroup(hosts, 3)] }));
    expectFinding('fabric/leaf-loss', withFabric(plan), {
      severity: 'warning',
      object: "fabric 'compute', 32 hosts: 'b-1', 'b-2', 'b-3' and 29 more",
      found: "loses 33.3 % without leaf 'compute-leaf-su01-r1'",
      limit: '25 %',
      arithmetic: '1 of 3 links x 400 Gb/s = 33.3 %; one cable takes 1 of 3 = 33.3 %',
    });
  });

  test('a storage host of two ports on two leaves is just inside: 50 %', () => {
    const groups = [hostGroup(hosts, 2, { rails: 1 })];
    const plan = planFabric(computeInput(hosts, { role: 'storage', shape: 'shared-leaf', groups }));
    expectPassed('fabric/leaf-loss', withFabric(plan));
  });

  test('a storage host of one port is outside: all of it', () => {
    const groups = [hostGroup(hosts, 1)];
    const plan = planFabric(computeInput(hosts, { role: 'storage', groups }));
    expectFinding('fabric/leaf-loss', withFabric(plan), {
      found: `loses 100 % without leaf '${plan.switches[0]?.name ?? ''}'`,
      limit: '50 %',
    });
  });

  test('an out-of-band network is not judged: a device has one such port', () => {
    expectNothing(
      'fabric/leaf-loss',
      withFabric({ ...oneUnit, role: 'oob' }),
      'the site has no fabric that carries data',
    );
  });
});

describe('fabric/uplink-parity', () => {
  test('32 uplinks on each leaf pass', () => {
    expectPassed('fabric/uplink-parity', withFabric(oneUnit));
  });

  test('a leaf with one uplink fewer fails', () => {
    // The last link between leaves and spines is one of the eighth leaf's.
    const links = { ...oneUnit.links, count: oneUnit.links.count - 1 };
    expectFinding('fabric/uplink-parity', withFabric({ ...oneUnit, links }), {
      severity: 'error',
      object: "fabric 'compute', 1 switch: 'compute-leaf-su01-r8'",
      found: '31 uplinks',
      limit: '32 uplinks',
      shortfall: '1 uplink',
    });
  });

  test('one tier has no uplinks to compare', () => {
    const plan = planFabric(computeInput(hosts, { tiers: 1 }));
    expectNothing('fabric/uplink-parity', withFabric(plan), 'no fabric has more than one tier');
  });
});

describe('fabric/pkey-budget', () => {
  const site = (partitions: number): SitePlan => ({
    ...withFabric(oneUnit),
    addresses: {
      pools: [],
      addresses: [],
      asNumbers: [],
      partitions: Array.from({ length: partitions }, (_, at) => ({ tenant: `t${at}`, pkey: at + 1 })),
    },
  });

  test('32,766 partitions pass: 2^15 less 0 and the default one', () => {
    expectPassed('fabric/pkey-budget', site(32_766));
  });

  test('32,767 fail', () => {
    expectFinding('fabric/pkey-budget', site(32_767), {
      found: '32,767 partitions',
      limit: '32,766 partitions',
      shortfall: '1',
    });
  });
});

describe('fabric/manager-on-leaf', () => {
  const services = [{ name: 'ufm-1', portNames: ['p1', 'p2'] }];
  const few = hosts.slice(0, 30);
  const site = (portNaming: 'ib' | 'xdr', withManager: boolean): SitePlan => {
    const leaf = { ...ibSwitch, portNaming };
    const plan = planFabric(computeInput(few, { leaf, ...(withManager && { services }) }));
    const manager = {
      name: 'ufm-1',
      kind: 'ufm' as const,
      model: 'ufm',
      heightU: 1,
      maxWatts: 1,
      unit: 'u',
      path: 'p',
    };
    return { ...withFabric(plan), devices: [manager] };
  };

  test('a manager beside an XDR fabric passes', () => {
    expectPassed('fabric/manager-on-leaf', site('xdr', false));
  });

  test('a manager on leaf ports of an XDR fabric fails', () => {
    expectFinding('fabric/manager-on-leaf', site('xdr', true), {
      severity: 'warning',
      found: "2 leaf ports of 'ufm-1'",
      limit: '0 leaf ports',
    });
  });

  test('an NDR fabric has no other port for it', () => {
    expectNothing(
      'fabric/manager-on-leaf',
      site('ib', true),
      'no InfiniBand fabric has switches with a management port of their own',
    );
  });
});
