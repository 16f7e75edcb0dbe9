import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan, HostGroup } from '../../../src/model/fabric-plan';
import type { ClusterPlan, SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { cluster, computeInput, hostGroup, ibSwitch, names, sitePlan } from '../site-plan-fixture';

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
      'the site has no fabric or pair of cores that carries data',
    );
  });
});

describe('fabric/job-stops and fabric/job-promise', () => {
  const clusterOf = (parts: Partial<ClusterPlan> = {}): ClusterPlan => cluster(hosts, { name: 'dgx', ...parts });
  const site = (plan: FabricPlan, parts: Partial<ClusterPlan> = {}): SitePlan => ({
    ...withFabric(plan),
    clusters: [clusterOf(parts)],
  });
  const groupOf = (count: number, parts: Partial<HostGroup> = {}): HostGroup => hostGroup(hosts, count, parts);
  const onePlane = planFabric(computeInput(hosts, { groups: [groupOf(8, { name: 'dgx' })] }));
  const twoPlanes = planFabric(computeInput(hosts, { planes: 2, groups: [groupOf(16, { name: 'dgx', rails: 8 })] }));
  const found =
    "loss of leaf 'compute-leaf-su01-r1': 1 GPU of each of 32 hosts is off: running jobs stop, restart at 7 of 8 rails";

  test('one port a GPU: one finding a fabric, an info', () => {
    expectFinding('fabric/job-stops', site(onePlane), {
      severity: 'info',
      object: "fabric 'compute'",
      found,
      limit: '0 GPUs off without a leaf',
      arithmetic: "32 GPUs of 32 hosts end on 'compute-leaf-su01-r1' alone; 8 leaves of 8 leaves have such GPUs",
      remedy:
        "give the fabric 'planes: 2', so that each GPU has ports on two leaves; or let jobs stop, with 'spareSystems' of the cluster for them, and acknowledge this",
    });
    expectNothing(
      'fabric/job-promise',
      site(onePlane),
      "no cluster of a compute fabric or of a pair of cores states 'isLeafLossSurvived' or 'spareSystems'",
    );
  });

  test('two planes: each GPU has a port on two leaves, whatever is promised', () => {
    expectPassed('fabric/job-stops', site(twoPlanes));
    expectPassed('fabric/job-promise', site(twoPlanes, { isLeafLossSurvived: true, spareSystems: 0 }));
  });

  test('8 ports in two planes: two GPUs share a port in each plane, and none is off', () => {
    const plan = planFabric(computeInput(hosts, { planes: 2, groups: [groupOf(8, { name: 'dgx', rails: 4 })] }));
    expectPassed('fabric/job-stops', site(plan));
  });

  test('two links a rail that end on one leaf are one way', () => {
    const plan = planFabric(
      computeInput(hosts.slice(0, 16), { groups: [hostGroup(hosts.slice(0, 16), 16, { name: 'dgx', rails: 8 })] }),
    );
    expectFinding('fabric/job-stops', site(plan, { hosts: hosts.slice(0, 16) }), {
      found: found.replace('32 hosts', '16 hosts').replace('su01-r1', 'su01-r1-1'),
    });
  });

  test('two GPUs that share a port are off together', () => {
    const plan = planFabric(computeInput(hosts, { groups: [groupOf(4, { name: 'dgx' })] }));
    expectFinding('fabric/job-stops', site(plan), {
      found:
        "loss of leaf 'compute-leaf-su01-r1': 2 GPUs of each of 32 hosts are off: running jobs stop, restart at 3 of 4 rails",
    });
  });

  test('spares for all that lose a GPU are just inside, one fewer is outside, and then it is one finding', () => {
    expectPassed('fabric/job-promise', site(onePlane, { spareSystems: 32 }));
    expectFinding('fabric/job-promise', site(onePlane, { spareSystems: 31 }), {
      severity: 'warning',
      found,
      limit: "31 spare systems of cluster 'dgx', 32 needed for jobs of full size",
      remedy:
        "give the fabric 'planes: 2', so that each GPU has ports on two leaves; or raise 'spareSystems' of the cluster to 32; or acknowledge it where jobs start again with fewer rails",
    });
    expect(judge('fabric/job-stops', site(onePlane, { spareSystems: 31 })).findings).toEqual([]);
  });

  test('jobs that are promised to run on do not', () => {
    expectFinding('fabric/job-promise', site(onePlane, { isLeafLossSurvived: true }), {
      limit: "jobs of cluster 'dgx' run on ('isLeafLossSurvived')",
      remedy:
        "give the fabric 'planes: 2', so that each GPU has ports on two leaves, or take 'isLeafLossSurvived' away",
    });
  });

  test('what loses too much bandwidth is one finding of fabric/leaf-loss, and storage has no GPUs', () => {
    const three = planFabric(computeInput(hosts, { groups: [groupOf(3, { name: 'dgx' })] }));
    expect(judge('fabric/leaf-loss', site(three)).findings).toHaveLength(1);
    expect(judge('fabric/job-stops', site(three)).findings).toEqual([]);
    expect(judge('fabric/job-stops', site({ ...onePlane, role: 'storage' })).outcome.result).toBe('not-applicable');
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

  test('a manager on the ports that leaves keep for managers passes', () => {
    const leaf = { ...ibSwitch, portNaming: 'xdr' as const, managerPorts: 1 };
    const managers = services.map((each) => ({ ...each, isManager: true }));
    const plan = planFabric(computeInput(hosts, { leaf, services: managers }));
    const { devices } = site('xdr', true);
    expect(plan.counts.managerLinks).toBe(2);
    expectPassed('fabric/manager-on-leaf', { ...withFabric(plan), devices });
    expectPassed('fabric/no-subnet-manager', { ...withFabric(plan), devices });
  });

  test('an NDR fabric has no other port for it', () => {
    expectNothing(
      'fabric/manager-on-leaf',
      site('ib', true),
      'no InfiniBand fabric has switches with a management port of their own',
    );
  });
});

describe('fabric/plane-of-one-switch', () => {
  // 15 hosts x 8 rails are 120 of 128 ports in each of four planes; 17 x 8 = 136 are more than one switch takes.
  const inPlanes = (count: number, planes: number): SitePlan => {
    const portNames = Array.from({ length: 8 * planes }, (_, port) => `p${port}`);
    const group = { ...hostGroup(names('b', count), 8), portNames, portCages: portNames.map((_, port) => port) };
    const leaf = { ...ibSwitch, cages: 64 };
    return withFabric(planFabric(computeInput([], { kind: 'ethernet', planes, leaf, groups: [group] })));
  };

  test('four planes of one switch each are a finding', () => {
    expectFinding('fabric/plane-of-one-switch', inPlanes(15, 4), {
      severity: 'warning',
      object: "fabric 'compute'",
      found: '1 switch a plane, 4 planes',
      limit: 'at least 2 switches a plane',
      shortfall: '1 switch',
      arithmetic: '4 switches / 4 planes = 1; the loss of one takes 1 of 4 links of each of 15 hosts',
    });
  });

  test.each([2, 4, 8])('%i planes of leaves and spines pass', (planes) => {
    expectPassed('fabric/plane-of-one-switch', inPlanes(17, planes));
  });

  test('one plane is not judged', () => {
    expectNothing('fabric/plane-of-one-switch', inPlanes(15, 1), 'no compute fabric has several planes');
  });
});
