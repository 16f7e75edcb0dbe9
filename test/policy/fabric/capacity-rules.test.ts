import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { CoreCage } from '../../../src/model/core-pair';
import type { FabricInput, FabricPlan } from '../../../src/model/fabric-plan';
import { QM9700 } from '../../design/fabric/sample-fabrics';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { computeInput, device, names, sitePlan } from '../site-plan-fixture';

const withFabric = (plan: FabricPlan, parts: Partial<SitePlan> = {}): SitePlan =>
  sitePlan({ fabrics: [{ path: 'stack/compute', plan }], ...parts });
const full = planFabric(computeInput(names('b', 32)));

describe('fabric/no-spare-leaf-port', () => {
  test('31 nodes on leaves for 32 pass', () => {
    expectPassed('fabric/no-spare-leaf-port', withFabric(planFabric(computeInput(names('b', 31)))));
  });

  test('32 nodes on leaves for 32 are an info', () => {
    expectFinding('fabric/no-spare-leaf-port', withFabric(full), {
      severity: 'info',
      found: '0 free of 256 leaf ports',
      arithmetic: '8 leaves x 32 ports - 256 links = 0',
    });
  });
});

describe('fabric/reserve-short', () => {
  // One unit takes 256 uplinks. Spines for two units have 8 x 64 = 512 ports.
  const reserved = planFabric(computeInput(names('b', 32), { reserveUnits: 2 }));

  test('a fabric with spines for its final size passes', () => {
    expectPassed('fabric/reserve-short', withFabric(reserved));
  });

  test('a fabric with one free spine port too few is a warning', () => {
    const counts = { ...reserved.counts, freeSpinePorts: 255 };
    expectFinding('fabric/reserve-short', withFabric({ ...reserved, counts }), {
      severity: 'warning',
      found: '255 free spine ports',
      limit: '256 free spine ports',
      shortfall: '1 port',
      arithmetic: '(2 units reserved - 1 present) x 256 uplinks a unit = 256',
      remedy: "raise 'spines', or lower 'reserveUnits'",
    });
  });

  test('a fabric of three tiers is judged by its cores', () => {
    const counts = { ...reserved.counts, spineCoreLinks: 256, freeCorePorts: 0 };
    expectFinding('fabric/reserve-short', withFabric({ ...reserved, tiers: 3, counts }), {
      found: '0 free core ports',
      shortfall: '256 ports',
    });
  });

  test('a fabric of its final size has nothing to judge', () => {
    expectNothing('fabric/reserve-short', withFabric(full), 'no fabric is reserved for more units than it has');
  });
});

describe('fabric/lid-budget', () => {
  /** A plane with so many host ports on one switch. */
  const withPorts = (count: number): FabricPlan => ({
    ...full,
    switches: full.switches.slice(0, 1),
    links: {
      count,
      tier: new Uint8Array(count),
      aNode: new Uint32Array(count),
      aPort: new Uint16Array(count),
      bNode: new Uint32Array(count),
      bPort: new Uint16Array(count),
    },
  });

  // 0xBFFF = 49,151 identifiers: 49,150 ports and one switch.
  test('49,150 ports and a switch pass', () => {
    expectPassed('fabric/lid-budget', withFabric(withPorts(49_150)));
  });

  test('49,151 ports and a switch fail', () => {
    expectFinding('fabric/lid-budget', withFabric(withPorts(49_151)), {
      severity: 'error',
      object: "fabric 'compute', plane 1",
      found: '49,152 identifiers',
      limit: '49,151 identifiers',
      shortfall: '1',
      arithmetic: '49,151 host ports + 1 switch = 49,152',
    });
  });

  test('an Ethernet fabric has no identifiers', () => {
    expectNothing('fabric/lid-budget', withFabric({ ...full, kind: 'ethernet' }), 'the site has no InfiniBand fabric');
  });
});

describe('subnet managers', () => {
  const ufm = (count: number): SitePlan => {
    const appliances = names('ufm', count);
    const services = appliances.map((name) => ({ name, portNames: ['p1'] }));
    const devices = appliances.map((name) => device(name, { kind: 'ufm' }));
    return withFabric(planFabric(computeInput(names('b', 31), { services })), { devices });
  };

  test('two appliances on leaf ports pass', () => {
    expectPassed('fabric/no-subnet-manager', ufm(2));
    expectPassed('fabric/single-subnet-manager', ufm(2));
  });

  test('one appliance is a warning', () => {
    expectPassed('fabric/no-subnet-manager', ufm(1));
    expectFinding('fabric/single-subnet-manager', ufm(1), {
      severity: 'warning',
      found: "1 subnet manager, 'ufm-1'",
      limit: 'at least 2',
    });
  });

  test('no appliance is a warning of its own', () => {
    expectFinding('fabric/no-subnet-manager', ufm(0), {
      severity: 'warning',
      object: "fabric 'compute'",
      arithmetic: "0 devices of kind 'ufm' for 12 switches",
    });
    expectNothing('fabric/single-subnet-manager', ufm(0), 'no InfiniBand fabric has a subnet manager of its own');
  });

  test('an appliance that is not on the fabric does not count, save where switches have a port for it', () => {
    const devices = names('ufm', 2).map((name) => device(name, { kind: 'ufm' }));
    expectFinding('fabric/no-subnet-manager', withFabric(full, { devices }), { found: '0 subnet managers' });
    const switches = full.switches.map((one) => ({ ...one, model: { ...one.model, portNaming: 'xdr' as const } }));
    expectPassed('fabric/no-subnet-manager', withFabric({ ...full, switches }, { devices }));
  });
});

describe('fabric/under-half-used', () => {
  const wide = { ...QM9700, id: 'wide', cages: 64 };
  const sized = (parts: Partial<FabricInput>): FabricPlan => planFabric(computeInput(names('u', 32), parts));

  test('leaves and spines that are half used pass', () => {
    // 8 leaves of 128 ports, 32 down and 32 up; 8 x 32 = 256 links on 4 spines of 64 ports.
    expectPassed('fabric/under-half-used', withFabric(sized({ leaf: wide, spine: QM9700, tiers: 2 })), 2);
  });

  test('leaves of which less than half is used are an info', () => {
    const plan = planFabric(computeInput(names('u', 31), { leaf: wide, spine: QM9700, tiers: 2 }));
    // 31 down and 32 up of 128.
    expectFinding('fabric/under-half-used', withFabric(plan), {
      severity: 'info',
      object: "fabric 'compute', 8 leaves",
      found: '504 of 1,024 ports used or kept',
      limit: 'at least 512',
    });
  });

  /** A pair of cores of 64 cages, of which so many are broken out, one is dark and one is kept. */
  const withPair = (cabled: number): SitePlan => {
    const use = (at: number): CoreCage['use'] =>
      at < cabled ? 'run' : at === 62 ? 'disabled' : at === 63 ? 'reserved' : 'free';
    const cages = Array.from({ length: 64 }, (_, at): CoreCage => {
      return { cage: at + 1, port: `swp${at + 1}`, use: use(at), disables: [], ports: [] };
    });
    const cores = [
      { name: 'core-01', cages },
      { name: 'core-02', cages },
    ] as const;
    const plan = { name: 'core', rows: [], cores, runs: [], counts: {} };
    return sitePlan({ fabrics: [], converged: [{ path: 'stack/core', plan, switches: [], cables: [] }] });
  };

  test('a pair of cores with half of its cages taken passes: what is dark or kept is taken', () => {
    expectPassed('fabric/under-half-used', withPair(30), 1);
  });

  test('a pair of cores with one cage fewer is an info', () => {
    expectFinding('fabric/under-half-used', withPair(29), {
      severity: 'info',
      object: "core pair 'core', 2 cores",
      found: '62 of 128 cages used or kept',
      limit: 'at least 64',
      arithmetic: '62 / 128 = 48.4 %',
    });
  });

  test('an odd number of uplinks that multiplies spines is named with the even one below it', () => {
    // 16 leaves x 43 uplinks: 43 is a prime, so 43 spines of 128 ports take 16 links each; 42 divides by 6.
    const plan = planFabric(
      computeInput(names('w', 64), { leaf: wide, spine: wide, downPerLeaf: 32, upPerLeaf: 43, tiers: 2 }),
    );
    expectFinding('fabric/under-half-used', withFabric(plan), {
      object: "fabric 'compute', 43 spines",
      found: '688 of 5,504 ports used or kept',
      remedy:
        "give 'upPerLeaf: 42', which spreads over 6 spines and not 43; leave 'spines' out; or use a spine with fewer ports",
    });
  });
});
