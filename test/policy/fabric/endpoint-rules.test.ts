import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cluster, computeInput, hostGroup, ibSwitch, names, sitePlan } from '../site-plan-fixture';

const withFabric = (plan: FabricPlan): SitePlan => sitePlan({ fabrics: [{ path: 'stack/net', plan }] });
const hosts = names('b', 32);

describe('fabric/mixed-rails', () => {
  const plan = planFabric(computeInput(hosts));

  test('a leaf for each rail passes', () => {
    expectPassed('fabric/mixed-rails', withFabric(plan));
  });

  test('two cables that are swapped mix the rails of two leaves', () => {
    // Links 0 and 1 are rails 1 and 2 of the first host; swapped, both leaves carry both rails.
    const links = { ...plan.links, bNode: plan.links.bNode.slice() };
    [links.bNode[0], links.bNode[1]] = [links.bNode[1] ?? 0, links.bNode[0] ?? 0];
    const [first, second] = plan.switches.map(({ name }) => name);
    expectFinding('fabric/mixed-rails', withFabric({ ...plan, links }), {
      severity: 'error',
      object: `fabric 'compute', 2 leaves: '${first}', '${second}'`,
      found: "rail 1 of 'b-2' beside rail 2",
      limit: '1 rail a leaf',
    });
  });

  // 3 of 8 rails: leaves of rails 1 to 3, 4 to 6, 7 and 8.
  test('rails that are asked to share a leaf pass, and others beside them do not', () => {
    const shared = planFabric({ ...computeInput(hosts), railsPerLeaf: 3 });
    expectPassed('fabric/mixed-rails', withFabric(shared));
    const links = { ...shared.links, bNode: shared.links.bNode.slice() };
    [links.bNode[2], links.bNode[3]] = [links.bNode[3] ?? 0, links.bNode[2] ?? 0];
    expectFinding('fabric/mixed-rails', withFabric({ ...shared, links }), {
      severity: 'error',
      limit: '3 rails a leaf that follow each other',
    });
  });

  test('shared leaves are not judged', () => {
    expectNothing(
      'fabric/mixed-rails',
      withFabric({ ...plan, shape: 'shared-leaf' }),
      'no fabric has a leaf for each rail',
    );
  });

  // 4 hosts x 8 ports = 32 of the 64 ports of one switch.
  test('one switch for all rails is not judged, and the report says so', () => {
    const one = planFabric(computeInput(names('b', 4)));
    expect(one.counts).toMatchObject({ leaf: 1, spine: 0 });
    expectNothing(
      'fabric/mixed-rails',
      withFabric(one),
      "the one switch a plane of 'compute' carries all rails, so that no fabric has a leaf for each rail",
    );
  });
});

describe('fabric/single-leaf', () => {
  const plan = planFabric({
    name: 'storage',
    kind: 'infiniband',
    role: 'storage',
    shape: 'shared-leaf',
    groups: [hostGroup(hosts, 1, { portNames: ['s1', 's2'], portCages: [0, 1] })],
    leaf: ibSwitch,
    tiers: 2,
  });

  test('two ports on two leaves pass', () => {
    expectPassed('fabric/single-leaf', withFabric(plan));
  });

  test('two ports on one leaf fail', () => {
    const links = { ...plan.links, bNode: plan.links.bNode.slice() };
    links.bNode[0] = links.bNode[1] ?? 0;
    const leaf = plan.switches[links.bNode[0]]?.name ?? '';
    expectFinding('fabric/single-leaf', withFabric({ ...plan, links }), {
      severity: 'error',
      object: "fabric 'storage', 1 host: 'b-1'",
      found: `all 2 ports of a host on leaf '${leaf}'`,
      limit: 'at least 2 leaves a host',
      arithmetic: '1 of 32 dual-homed hosts end on 1 leaf',
    });
  });

  test('hosts of one port are not judged', () => {
    const single = { ...plan, endpoints: plan.endpoints.map((one) => ({ ...one, portNames: ['s1'] })) };
    expectNothing('fabric/single-leaf', withFabric(single), 'no host has several ports in a fabric of shared leaves');
  });
});

describe('fabric/cluster-without-compute', () => {
  const compute = { path: 'stack/net', plan: planFabric(computeInput(hosts)) };

  test('a cluster on a compute fabric passes', () => {
    expectPassed('fabric/cluster-without-compute', sitePlan({ clusters: [cluster(hosts)], fabrics: [compute] }));
  });

  test('a cluster on none is a warning', () => {
    const clusters = [cluster(hosts, { fabrics: ['oob'] })];
    expectFinding('fabric/cluster-without-compute', sitePlan({ clusters, fabrics: [compute] }), {
      severity: 'warning',
      path: 'stack/haein',
      object: "cluster 'haein' of 32 systems",
      found: "fabrics 'oob', none for compute",
      shortfall: '1 compute fabric',
    });
  });

  test('a cluster of one system needs none', () => {
    expectNothing(
      'fabric/cluster-without-compute',
      sitePlan({ clusters: [cluster(['b-1'], { fabrics: [] })] }),
      'no cluster has several systems',
    );
  });
});
