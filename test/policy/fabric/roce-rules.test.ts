import { withoutField } from '../../design/power/without-field';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../../src/model/site-plan';
import type { UnderlayPlan } from '../../../src/model/underlay-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { computeInput, names, sitePlan } from '../site-plan-fixture';

const SETTINGS = 'fabric/roce-settings';
const PACKET = 'fabric/roce-packet-size';

const plan = planFabric(computeInput(names('b', 32), { kind: 'ethernet' }));
const site = (parts: Partial<UnderlayPlan>, role: 'compute' | 'storage' | 'in-band' = 'compute'): SitePlan => {
  const underlay: UnderlayPlan = { fabric: 'compute', switches: [], vlans: [], rails: [], ...parts };
  return sitePlan({ fabrics: [{ path: 'stack/net', plan: { ...plan, role }, underlay }] });
};

const whole: Partial<UnderlayPlan> = {
  roce: { priority: 3, dscp: 26 },
  mtuBytes: 9_216,
  hostRoce: { priority: 3, dscp: 26, trust: 'dscp', isPfcOn: true, isEcnOn: true, mtuBytes: 9_000 },
};

/** The sound site with other settings of its hosts. */
const hosts = (parts: UnderlayPlan['hostRoce']): SitePlan =>
  site({ ...whole, hostRoce: { ...whole.hostRoce, ...parts } });

describe('fabric/roce-settings', () => {
  test('switches and hosts that are set alike pass', () => {
    expectPassed(SETTINGS, site(whole));
  });

  test('a storage fabric that states settings of RDMA is judged as a compute fabric is', () => {
    expectPassed(SETTINGS, site(whole, 'storage'));
    const other = { ...whole, hostRoce: { ...whole.hostRoce, priority: 4 } };
    expectFinding(SETTINGS, site(other, 'storage'), { outcome: 'failed', found: 'hosts have priority 4' });
    expectFinding(SETTINGS, site({ roce: { priority: 3, dscp: 26 } }, 'storage'), { outcome: 'indeterminate' });
    expectFinding(PACKET, site({ ...whole, mtuBytes: 1_500 }, 'storage'), { found: "'mtu' 1,500 B" });
  });

  test('nothing given is not known, and the props that settle it are named', () => {
    expectFinding(SETTINGS, site({}), {
      outcome: 'indeterminate',
      object: "fabric 'compute'",
      found:
        "lossless class ('roce'); packet size of its switches ('mtu'); what its hosts are set to ('hostRoce': 'priority', 'dscp', 'trust', 'isPfcOn', 'isEcnOn', 'mtu')",
      remedy:
        "give 'roce', 'mtu', 'priority', 'dscp', 'trust', 'isPfcOn', 'isEcnOn', 'mtu' in 'hostRoce' of the fabric, as the hosts are set",
    });
  });

  test('one setting that nobody gave is not known', () => {
    const rest = withoutField(whole.hostRoce ?? {}, 'isEcnOn');
    expectFinding(SETTINGS, site({ ...whole, hostRoce: rest }), {
      outcome: 'indeterminate',
      found: "what its hosts are set to ('hostRoce': 'isEcnOn')",
      remedy: "give 'isEcnOn' in 'hostRoce' of the fabric, as the hosts are set",
    });
  });

  test.each([
    ['priority', hosts({ priority: 4 }), 'hosts have priority 4', 'priority 3 of the switches'],
    ['code point', hosts({ dscp: 24 }), 'hosts have DSCP 24', 'DSCP 26 of the switches'],
    ['trust', hosts({ trust: 'pcp' }), "hosts trust 'pcp'", "'dscp', by which routed switches sort"],
    ['PFC', hosts({ isPfcOn: false }), 'hosts do not pause (PFC off)', 'PFC on, as on the switches'],
    ['ECN', hosts({ isEcnOn: false }), 'hosts do not slow down when marked (ECN off)', 'ECN on, as on the switches'],
    ['larger packets', hosts({ mtuBytes: 9_217 }), 'hosts send packets of 9,217 B', "9,216 B ('mtu' of the switches)"],
    [
      'smaller packets',
      hosts({ mtuBytes: 4_199 }),
      'hosts send packets of 4,199 B',
      'at least 4,200 B, for RDMA packets of 4,096 B',
    ],
    [
      'the class of all',
      site({ ...whole, roce: { priority: 0, dscp: 26 }, hostRoce: { ...whole.hostRoce, priority: 0 } }),
      "'roce.priority' 0, that of all other traffic",
      'a priority of its own',
    ],
    [
      'the class of notices',
      site({ ...whole, roce: { priority: 6, dscp: 26 }, hostRoce: { ...whole.hostRoce, priority: 6 } }),
      "'roce.priority' 6, that of congestion notices",
      'a priority from 1 to 5',
    ],
    [
      'no mark',
      site({ ...whole, roce: { priority: 3, dscp: 0 }, hostRoce: { ...whole.hostRoce, dscp: 0 } }),
      "'roce.dscp' 0, that of traffic that nobody marks",
      'a code point of its own',
    ],
  ])('%s that does not fit is an error', (_, plan, found, limit) => {
    expectFinding(SETTINGS, plan, {
      outcome: 'failed',
      severity: 'error',
      object: "fabric 'compute'",
      found,
      limit,
      remedy: "let 'roce' and 'mtu' of the fabric and 'hostRoce' name what switches and hosts are both set to",
    });
  });

  test('hosts at the edges pass', () => {
    expectPassed(SETTINGS, hosts({ mtuBytes: 9_216 }));
    expectPassed(SETTINGS, hosts({ mtuBytes: 4_200 }));
  });

  test('several faults are one finding', () => {
    expect(judge(SETTINGS, hosts({ isPfcOn: false, trust: 'pcp' })).findings).toHaveLength(1);
  });

  test('of storage that says nothing of RDMA it is not known, and TCP alone is not judged', () => {
    expectFinding(SETTINGS, site({}, 'storage'), {
      outcome: 'indeterminate',
      object: "fabric 'compute'",
      found: 'whether hosts use RDMA over it',
      remedy:
        "give 'carriesRdma' of the fabric: false where storage goes by TCP alone, else also 'roce', 'mtu' and 'hostRoce'",
    });
    const none = 'the site has no Ethernet fabric that carries RDMA';
    for (const role of ['storage', 'compute'] as const)
      expectNothing(SETTINGS, site({ carriesRdma: false }, role), none);
    expectNothing(SETTINGS, site({}, 'in-band'), none);
    expectFinding(SETTINGS, site({ carriesRdma: true }, 'storage'), { outcome: 'indeterminate' });
    expectNothing(PACKET, site({ mtuBytes: 1_500 }, 'storage'), "no Ethernet fabric that carries RDMA states 'mtu'");
    expectFinding(PACKET, site({ mtuBytes: 1_500, carriesRdma: true }, 'in-band'), { found: "'mtu' 1,500 B" });
  });

  test('a lossless class of what is said to carry no RDMA is an error', () => {
    expectFinding(SETTINGS, site({ ...whole, carriesRdma: false }), {
      outcome: 'failed',
      found: "'carriesRdma' false, and a lossless class ('roce')",
      limit: 'one or the other',
    });
  });
});

describe('fabric/roce-packet-size', () => {
  test('4,200 B are just inside', () => {
    expectPassed(PACKET, site({ mtuBytes: 4_200 }));
  });

  test('4,199 B are outside', () => {
    expectFinding(PACKET, site({ mtuBytes: 4_199 }), {
      severity: 'warning',
      found: "'mtu' 4,199 B",
      limit: 'at least 4,200 B',
      shortfall: '1 B',
      remedy: "raise 'mtu' of the fabric, to 9,216 B as switches usually have it",
    });
  });

  test('a size that nobody gave is a matter of fabric/roce-settings', () => {
    expectNothing(PACKET, site({}), "no Ethernet fabric that carries RDMA states 'mtu'");
  });
});
