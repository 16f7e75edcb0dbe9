import { awsPack } from '../../../src/policy/aws/aws-pack';
import { evaluate } from '../../../src/policy/evaluate';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { pool as addressPool, sitePlan } from '../site-plan-fixture';
import { awsSite, cluster, line, lustre, pool, subnet, vpc, zone } from './aws-plan-fixture';

/** What the rule could not judge. */
function expectUnknown(ruleId: string, plan: ReturnType<typeof awsSite>, unknown: string): void {
  const { findings } = judge(ruleId, plan);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ outcome: 'indeterminate', found: expect.stringContaining(unknown) });
}

/** A plan that lacks a fact. */
function without<T extends object, K extends keyof T>(plan: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(plan).filter(([name]) => name !== key)) as Omit<T, K>;
}

test('a site without AWS has nothing to judge', () => {
  const { rules } = evaluate(sitePlan(), { rules: awsPack });
  expect([...new Set(rules.map(({ result }) => result))]).toEqual(['not-applicable']);
});

test('a whole AWS part that nothing is wrong with breaks no rule', () => {
  const plan = awsSite({
    pools: [pool()],
    clusters: [cluster()],
    lustre: [lustre()],
    directConnects: [line({ hasVpn: true })],
    quotaChecks: ['L-417A185B', 'L-8F1B9C74', 'L-BD136A63'].map((code) => ({ region: 'ap-northeast-2', code })),
  });
  // One zone holds all of its pools: an info.
  expect(evaluate(plan, { rules: awsPack }).findings.map(({ ruleId }) => ruleId)).toEqual(['aws/one-zone']);
});

describe('aws/instance-not-sold', () => {
  const rule = 'aws/instance-not-sold';

  test('holds in a zone that sells the type', () => {
    expectPassed(rule, awsSite({ pools: [pool()] }));
  });

  test('fails in a zone that does not', () => {
    expectFinding(rule, awsSite({ zones: [zone({ zoneId: 'apne2-az2' })], pools: [pool()] }), {
      severity: 'error',
      object: "pool 'train' of p5en.48xlarge",
      found: 'zone apne2-az2',
      limit: 'apne2-az1',
      remedy: 'use zone apne2-az1',
    });
  });

  test('fails in a region that does not, and names others', () => {
    expectFinding(rule, awsSite({ zones: [zone()], pools: [pool({ soldIn: ['use1-az6', 'usw2-az2'] })] }), {
      limit: 'no zone of ap-northeast-2',
      remedy: 'use another instance type, or a region that sells it: use1-az6, usw2-az2',
    });
  });

  test.each([
    ['of a dedicated zone', zone({ kind: 'dedicated', zoneId: 'apne2-ulsan1-az1' }), pool()],
    ['of a type without offerings', zone(), without(pool(), 'soldIn')],
  ])('cannot judge %s', (_, where, what) => {
    expectUnknown(rule, awsSite({ zones: [where], pools: [what] }), 'whether zone');
  });
});

test('a zone that Terraform asks needs no fact of the catalogue', () => {
  const plan = awsSite({ pools: [without(pool(), 'soldIn')], offeringChecks: ['train'] });
  expectPassed('aws/instance-not-sold', plan);
});

describe('aws/capacity-not-offered', () => {
  const block = { starts: '2026-12-01', ends: '2026-12-08' };

  test('holds for a type that comes in blocks', () => {
    expectPassed('aws/capacity-not-offered', awsSite({ pools: [pool({ capacity: 'capacity-block', block })] }));
  });

  test('fails for one that does not', () => {
    const one = pool({ capacity: 'capacity-block', block, usageClasses: ['on-demand', 'spot'] });
    expectFinding('aws/capacity-not-offered', awsSite({ pools: [one] }), {
      found: 'capacity-block',
      limit: 'on-demand, spot',
    });
  });
});

describe('aws/placement-with-reservation', () => {
  const rule = 'aws/placement-with-reservation';

  test.each([
    ['on-demand', 'own-group'],
    ['new-reservation', 'own-group'],
    ['reservation', 'none'],
    ['reservation', 'group-of-reservation'],
    ['capacity-block', 'none'],
  ] as const)('holds for %s with %s', (capacity, placement) => {
    expectPassed(rule, awsSite({ pools: [pool({ capacity, placement })] }));
  });

  test.each(['reservation', 'capacity-block', 'ultraserver-block'] as const)(
    'fails for %s with a group',
    (capacity) => {
      expectFinding(rule, awsSite({ pools: [pool({ capacity, placement: 'own-group' })] }), {
        found: `a placement group of its own beside a ${capacity}`,
      });
    },
  );
});

describe('aws/block-dates', () => {
  const rule = 'aws/block-dates';
  const withBlock = (starts: string, ends: string, parts = {}): ReturnType<typeof awsSite> =>
    awsSite({ pools: [pool({ capacity: 'capacity-block', placement: 'none', block: { starts, ends }, ...parts })] });

  // 1 to 14 days each, then weeks: 182 days are 26 weeks.
  test.each([
    ['2026-12-01', '2026-12-02'],
    ['2026-12-01', '2026-12-15'],
    ['2026-12-01', '2026-12-22'],
    ['2026-12-01', '2027-06-01'],
  ])('holds from %s to %s', (starts, ends) => {
    expectPassed(rule, withBlock(starts, ends));
  });

  test.each([
    ['2026-12-01', '2026-12-01', '0 days'],
    ['2026-12-01', '2026-12-16', '15 days'],
    ['2026-12-01', '2026-11-30', '-1 days'],
    ['2026-12-01', '2027-06-08', '189 days'],
  ])('fails from %s to %s', (starts, ends, found) => {
    expectFinding(rule, withBlock(starts, ends), { found, limit: '1 to 14 days, or whole weeks to 182 days' });
  });

  test('holds for 64 instances, and fails for 65', () => {
    expectPassed(rule, withBlock('2026-12-01', '2026-12-08', { maxCount: 64 }));
    expectFinding(rule, withBlock('2026-12-01', '2026-12-08', { maxCount: 65 }), {
      found: '65 instances',
      limit: '64 instances',
    });
  });

  test('holds on the day before the end, and fails on the day of the end', () => {
    const plan = withBlock('2026-12-01', '2026-12-08');
    expectPassed(rule, { ...plan, asOf: '2026-12-07' });
    expectFinding(rule, { ...plan, asOf: '2026-12-08' }, { found: 'it ended on 2026-12-08' });
  });
});

describe('aws/subnet-too-small', () => {
  test('holds where the last address is used', () => {
    expectPassed('aws/subnet-too-small', awsSite({ vpcs: [vpc({ subnets: [subnet({ wanted: 251 })] })] }));
  });

  test('fails for one address more', () => {
    expectFinding('aws/subnet-too-small', awsSite({ vpcs: [vpc({ subnets: [subnet({ wanted: 252 })] })] }), {
      object: "subnet 'train' (10.64.1.0/24) of network 'gpu'",
      found: '252 addresses',
      limit: '251 addresses',
      shortfall: '1 address',
      arithmetic: '5 x (1 of interfaces + 49 of pods) = 252; 256 - 5 = 251',
    });
  });
});

describe('aws/public-gpu-subnet', () => {
  test('holds in a private subnet', () => {
    expectPassed('aws/public-gpu-subnet', awsSite({ pools: [pool()] }));
  });

  test('fails in a public one', () => {
    const plan = awsSite({ pools: [pool()], vpcs: [vpc({ subnets: [subnet({ isPublic: true })] })] });
    expectFinding('aws/public-gpu-subnet', plan, { found: "public subnet 'train'" });
  });
});

describe('aws/network-overlaps-site', () => {
  const rule = 'aws/network-overlaps-site';
  const site = (cidr: string): ReturnType<typeof awsSite> =>
    awsSite({}, { addresses: { pools: [addressPool(0, { cidr })], addresses: [], asNumbers: [], partitions: [] } });

  test('holds beside the pools of the site', () => {
    expectPassed(rule, site('10.65.0.0/16'));
  });

  test('fails on them', () => {
    expectFinding(rule, site('10.64.255.0/24'), { found: "10.64.0.0/16 overlaps pool 'oob' (10.64.255.0/24)" });
  });

  test('fails once for two networks of one block', () => {
    const plan = awsSite({ vpcs: [vpc(), vpc({ name: 'other' })] });
    expectFinding(rule, plan, {
      object: "network 'other'",
      found: "10.64.0.0/16 overlaps network 'gpu' (10.64.0.0/16)",
    });
  });
});

describe('aws/hybrid-blocks', () => {
  const rule = 'aws/hybrid-blocks';
  const blocks = Array.from({ length: 16 }, (_, index) => `10.20.${index}.0/24`);

  test('holds for 15 blocks of nodes', () => {
    expectPassed(rule, awsSite({ clusters: [cluster({ remoteNodeCidrs: blocks.slice(0, 15) })] }));
  });

  test('fails for 16', () => {
    expectFinding(rule, awsSite({ clusters: [cluster({ remoteNodeCidrs: blocks })] }), {
      found: '16 blocks of nodes',
      limit: '15',
    });
  });

  test.each([
    ['8.8.8.0/24', 'block 8.8.8.0/24'],
    ['172.20.1.0/24', '172.20.1.0/24 overlaps the services of the cluster (172.20.0.0/16)'],
    ['10.64.4.0/24', "10.64.4.0/24 overlaps network 'gpu' (10.64.0.0/16)"],
    ['10.24.4.0/24', '10.24.0.0/16 overlaps 10.24.4.0/24'],
  ])('fails for nodes in %s', (cidr, found) => {
    expectFinding(rule, awsSite({ clusters: [cluster({ remoteNodeCidrs: [cidr] })] }), { found });
  });

  test('does not apply without hybrid nodes', () => {
    const plan = awsSite({ clusters: [cluster({ remoteNodeCidrs: [], remotePodCidrs: [] })] });
    expectNothing(rule, plan, 'no cluster has hybrid nodes');
  });
});

describe('aws/hybrid-without-route', () => {
  test('holds where Direct Connect leads to nodes and pods', () => {
    expectPassed('aws/hybrid-without-route', awsSite({ clusters: [cluster()], directConnects: [line()] }));
  });

  test('fails where it leads to the nodes alone', () => {
    const lines = [line({ sitePrefixes: ['10.20.0.0/16'] })];
    expectFinding('aws/hybrid-without-route', awsSite({ clusters: [cluster()], directConnects: lines }), {
      found: 'no route to 10.24.0.0/16',
    });
  });
});

describe('quotas', () => {
  // 294 x 17 = 4,998 interfaces, 295 x 17 = 5,015: the initial quota is 5,000.
  test('holds for 294 p5en, and fails for 295', () => {
    expectPassed('aws/over-initial-quota', awsSite({ pools: [pool({ maxCount: 294 })] }));
    expectFinding('aws/over-initial-quota', awsSite({ pools: [pool({ maxCount: 295 })] }), {
      object: 'network interfaces in ap-northeast-2',
      found: '5,015',
      limit: '5,000, quota L-DF5E4CA3',
      shortfall: '15',
      arithmetic: "295 x 17 of pool 'train' = 5,015; 5,015 - 5,000 = 15",
    });
  });

  test('holds for 30 node groups, and fails for 31', () => {
    const groups = (count: number): ReturnType<typeof awsSite> =>
      awsSite({ clusters: [cluster({ nodeGroups: Array.from({ length: count }, () => ({ name: 'g', nodes: 1 })) })] });
    expectPassed('aws/over-initial-quota', groups(30));
    expectFinding('aws/over-initial-quota', groups(31), { found: '31', limit: '30, quota L-6D54EA21' });
  });

  test('cannot judge on-demand vCPU, unless Terraform compares it', () => {
    const plan = awsSite({ pools: [pool()] });
    expectUnknown('aws/unknown-quota', plan, "whether the account has 768 (4 x 192 of pool 'train'): quota L-417A185B");
    const quotaChecks = [{ region: 'ap-northeast-2', code: 'L-417A185B' }];
    expectPassed('aws/unknown-quota', awsSite({ pools: [pool()], quotaChecks }));
  });

  test('a network has 5 blocks, and fails with 6', () => {
    const cidrs = Array.from({ length: 6 }, (_, index) => `10.${index}.0.0/16`);
    expectPassed('aws/network-quota', awsSite({ vpcs: [vpc({ cidrs: cidrs.slice(1) })] }));
    expectFinding('aws/network-quota', awsSite({ vpcs: [vpc({ cidrs })] }), {
      object: "network 'gpu', blocks",
      found: '6',
      limit: '5, quota L-83CA0A9D',
    });
  });

  test('a network has 64,000 addresses in use, and fails with one more', () => {
    const using = (wanted: number): ReturnType<typeof awsSite> =>
      awsSite({ vpcs: [vpc({ subnets: [subnet({ wanted, usable: 65_531 })] })] });
    expectPassed('aws/network-quota', using(64_000));
    expectFinding('aws/network-quota', using(64_001), { found: '64,001', limit: '64,000, quota L-BB24F6E5' });
  });
});

describe('pools', () => {
  test('EFA pools of a cluster stand in one zone, and fail in two', () => {
    const second = pool({ name: 'second' });
    expectPassed('aws/efa-across-zones', awsSite({ pools: [pool(), second] }), 2);
    expectFinding('aws/efa-across-zones', awsSite({ pools: [pool(), { ...second, zone: 'az2' }] }), {
      object: "pools 'second' and 'train' of cluster 'ai'",
      found: "zones 'az2' and 'az1'",
    });
  });

  test('an image whose plugin is not known cannot be judged', () => {
    expectPassed('aws/nccl-over-tcp', awsSite({ pools: [pool()] }));
    const unknown = without(pool(), 'ofiNcclVersion');
    expectUnknown('aws/nccl-over-tcp', awsSite({ pools: [unknown] }), 'whether its images hold aws-ofi-nccl');
  });

  test.each([
    ['0.5.10', true],
    ['0.6.0', true],
    ['1.0.0', true],
    ['0.5.9', false],
    ['0.4.12', false],
  ])('the EFA device plugin %s on P6-B200 holds: %s', (efaDevicePluginVersion, holds) => {
    const plan = awsSite({
      pools: [pool({ instance: 'p6-b200.48xlarge' })],
      clusters: [cluster({ efaDevicePluginVersion })],
    });
    if (holds) expectPassed('aws/efa-device-plugin', plan);
    else {
      expectFinding('aws/efa-device-plugin', plan, {
        found: `EFA device plugin ${efaDevicePluginVersion}`,
        limit: '0.5.10',
      });
    }
  });

  test('before Kubernetes 1.34 the device plugin must be known', () => {
    const pools = [pool({ instance: 'p6-b200.48xlarge' })];
    expectPassed('aws/efa-device-plugin', awsSite({ pools, clusters: [cluster()] }));
    expectUnknown(
      'aws/efa-device-plugin',
      awsSite({ pools, clusters: [cluster({ version: '1.33', efaDriver: 'device-plugin' })] }),
      'which version',
    );
  });

  test('UltraServers run from Kubernetes 1.33, and fail before', () => {
    const pools = [pool({ capacity: 'ultraserver-block' })];
    expectPassed('aws/ultraserver-version', awsSite({ pools, clusters: [cluster({ version: '1.33' })] }));
    expectFinding('aws/ultraserver-version', awsSite({ pools, clusters: [cluster({ version: '1.32' })] }), {
      found: 'Kubernetes 1.32',
    });
  });
});

describe('aws/pool-parity', () => {
  const rule = 'aws/pool-parity';
  const twin = {
    cluster: 'haein',
    system: 'dgx-h200',
    gpusPerHost: 8,
    gpuModel: 'H200',
    gpuMemoryBytes: 141e9,
    links: 16,
  };

  test('holds for a twin with as many GPUs, memory and links', () => {
    expectPassed(rule, awsSite({ pools: [pool({ twin, hasTopologyLabels: true })] }));
  });

  test('fails on every difference at once', () => {
    const other = { ...twin, gpusPerHost: 4, gpuMemoryBytes: 80e9, links: 8 };
    expectFinding(rule, awsSite({ pools: [pool({ twin: other, hasTopologyLabels: false })] }), {
      object: "pool 'train' of p5en.48xlarge and cluster 'haein' of dgx-h200",
      found: '8 GPUs a node, and 4; 141 GiB a GPU, and 80 GB; 16 EFA interfaces, and 8 links; no labels of the network',
    });
  });

  test('cannot judge what nobody states', () => {
    const rest = without(twin, 'links');
    expectUnknown(rule, awsSite({ pools: [pool({ twin: rest })] }), 'links, labels of the network');
  });
});

describe('Lustre', () => {
  test('holds at exactly its capacity and rate', () => {
    expectPassed('aws/lustre-short', awsSite({ lustre: [lustre()] }));
  });

  test('fails where one bit of rate is missing', () => {
    const { sizing } = lustre();
    const demand = { rateBitsPerSecond: sizing.rateBitsPerSecond + 8_000_000 };
    expectFinding('aws/lustre-short', awsSite({ lustre: [lustre({ sizing: { ...sizing, demand } })] }), {
      found: '60.938 GB/s',
      limit: '60.939 GB/s',
      arithmetic: '62,400 / 1,024 x 1000 MB/s = 60.938 GB/s',
    });
  });

  test('fails where capacity is missing', () => {
    const { sizing } = lustre();
    const demand = { capacityBytes: 62_401 * 2 ** 30 };
    expectFinding('aws/lustre-short', awsSite({ lustre: [lustre({ sizing: { ...sizing, demand } })] }), {
      remedy: "raise 'storage', or leave it out",
    });
  });

  test('stands in the zone of its pools, and fails in another', () => {
    expectPassed('aws/lustre-other-zone', awsSite({ pools: [pool()], lustre: [lustre()] }));
    expectFinding('aws/lustre-other-zone', awsSite({ pools: [pool()], lustre: [lustre({ zone: 'az2' })] }), {
      found: "it stands in zone 'az2', and pool 'train' in 'az1'",
    });
  });
});

describe('Direct Connect', () => {
  const [first, second] = line().connections;

  test('two locations hold, and one fails', () => {
    expectPassed('aws/single-location', awsSite({ directConnects: [line()] }));
    const one = line({ connections: [first!, { ...second!, location: 'LGU57' }], hasVpn: true });
    expectFinding('aws/single-location', awsSite({ directConnects: [one] }), {
      found: '2 connections at one location, and a VPN',
    });
  });

  test('a VPN stands beside Direct Connect, or all is behind one layer', () => {
    expectPassed('aws/single-layer', awsSite({ directConnects: [line({ hasVpn: true })] }));
    expectFinding('aws/single-layer', awsSite({ directConnects: [line({ hasVpn: false })] }), {
      severity: 'info',
      found: '2 connections, all behind the layer of Direct Connect of the region',
      limit: 'a way of another kind',
      remedy: "give 'vpn' of the Direct Connect, or acknowledge it where work goes on without AWS for hours",
    });
  });

  test('pools in two zones pass, and in one it is said what goes on without it', () => {
    const [one, other] = [pool({ name: 'one' }), pool({ name: 'other' })];
    expectPassed('aws/one-zone', awsSite({ pools: [one, { ...other, zone: 'az2' }] }));
    expectFinding('aws/one-zone', awsSite({ pools: [one, other] }), {
      severity: 'info',
      object: "zone 'apne2-az1'",
      limit: 'a GPU pool in another zone',
      remedy: "add an AwsGpuPool of another cluster in another 'zone', or acknowledge it where jobs wait for the zone",
    });
    // Two zones, and what both pools read in one of them.
    const apart = [one, { ...other, zone: 'az2' }];
    const data = lustre({ name: 'scratch', zone: 'az1', pools: apart.map(({ name }) => name) });
    expectFinding('aws/one-zone', awsSite({ pools: apart, lustre: [data] }), {
      object: "zone 'apne2-az1'",
      found: expect.stringContaining("Lustre 'scratch', all that the site has there") as string,
      limit: 'data in another zone for a pool of another zone',
      remedy:
        'give the pools of another zone an AwsLustre of their own there, or acknowledge it where jobs wait for the zone',
    });
    expectPassed('aws/one-zone', awsSite({ pools: apart, lustre: [{ ...data, pools: [one.name] }] }));
    expectNothing('aws/one-zone', awsSite({ pools: [] }), 'the site has no GPU pool in AWS');
  });

  test('a connection that stands somewhere cannot be judged', () => {
    const standing = without(second!, 'location');
    const one = line({ connections: [first!, { ...standing, isExisting: true }] });
    expectUnknown('aws/single-location', awsSite({ directConnects: [one] }), "where 'tls10' come from");
  });

  // 2 x 100 Gb/s: after the loss of one, 100 are left.
  test('what is left after a loss carries the demand, and fails for 1 Gb/s more', () => {
    expectPassed('aws/line-bandwidth', awsSite({ directConnects: [line()] }));
    const demands = [
      { name: 'replication', bits: 60e9 },
      { name: 'burst', bits: 41e9 },
    ];
    expectFinding('aws/line-bandwidth', awsSite({ directConnects: [line({ demands })] }), {
      found: '101 Gb/s',
      limit: '100 Gb/s',
      shortfall: '1 Gb/s',
      arithmetic:
        'replication 60 Gb/s + burst 41 Gb/s = 101 Gb/s; 200 Gb/s - 100 Gb/s of the largest connection = 100 Gb/s',
    });
  });

  test('packets of 8,500 bytes hold, and of 1,500 fail', () => {
    expectPassed('aws/line-mtu', awsSite({ directConnects: [line()] }));
    expectFinding('aws/line-mtu', awsSite({ directConnects: [line({ mtu: 1_500 })] }), { found: '1,500 bytes' });
  });
});

describe('locations and steps of Direct Connect', () => {
  const [first] = line().connections;
  const of = (parts: Partial<NonNullable<typeof first>>): ReturnType<typeof awsSite> =>
    awsSite({ directConnects: [line({ connections: [{ ...first!, ...parts }] })] });

  test('a location of the region with the ports that are ordered holds', () => {
    expectPassed('aws/line-location', awsSite({ directConnects: [line()] }), 2);
    expectPassed('aws/line-location', of({ isMacsec: true }));
    expectPassed('aws/line-location', of({ location: 'lgknx', rateBits: 10e9 }));
  });

  // EqSe2 is Seattle, though it reads as Seoul.
  test.each([
    [
      { location: 'EqSe2' },
      "'EqSe2' is Westin Building Exchange in Seattle (US), a location of us-west-2",
      'a location of ap-northeast-2',
    ],
    [
      { location: 'EQTY2' },
      "'EQTY2' is Equinix TY2 in Tokyo (JP), a location of ap-northeast-1",
      'a location of ap-northeast-2',
    ],
    [
      { rateBits: 400e9 },
      'ports of 400 Gb/s at LGU57 (LG U+ Pyeong-Chon Mega Center, Anyang-si)',
      'ports of 1, 10, 100 Gb/s',
    ],
    [{ location: 'LGKNX' }, 'ports of 100 Gb/s at LGKNX (KINX Gasan, Seoul)', 'ports of 1, 10 Gb/s'],
    [
      { location: 'LGKNX', rateBits: 10e9, isMacsec: true },
      'ports with MACsec of 10 Gb/s at LGKNX (KINX Gasan, Seoul)',
      'no ports with MACsec',
    ],
  ])('a connection with %j fails', (parts, found, limit) => {
    expectFinding('aws/line-location', of(parts), { found, limit });
  });

  test('fails with the locations of the region and their cities', () => {
    expectFinding('aws/line-location', of({ location: 'EqSe2' }), {
      remedy: 'use one of LGKNX (Seoul), LGU57 (Anyang-si), TLS10 (Seoul)',
    });
  });

  test('a code that the catalogue does not know cannot be judged, and nothing is said of a connection that stands', () => {
    expectUnknown('aws/line-location', of({ location: 'KINX' }), "whether 'KINX' is a location of ap-northeast-2");
    const standing = { ...without(first!, 'location'), isExisting: true };
    const ordersNothing = awsSite({ directConnects: [line({ connections: [standing] })] });
    expectNothing('aws/line-location', ordersNothing, 'nothing is ordered of Direct Connect');
  });

  test('ports that are available hold, those that stand too; ordered ones fail, and unsaid ones cannot be judged', () => {
    expectPassed('aws/line-steps', of({ isAvailable: true }));
    const unsaid = without(first!, 'isAvailable');
    const lineOf = (parts: object): ReturnType<typeof awsSite> =>
      awsSite({ directConnects: [line({ connections: [{ ...unsaid, ...parts }] })] });
    expectPassed('aws/line-steps', lineOf({ isExisting: true }));
    expectFinding('aws/line-steps', of({ isAvailable: false, isMacsec: true }), {
      found:
        'ordered and not available: it carries nothing, and its transit interface and the key of MACsec are not made',
      limit: 'available',
    });
    expectFinding('aws/line-steps', of({ isExisting: true, isAvailable: false }), { limit: 'available' });
    expectUnknown('aws/line-steps', lineOf({}), 'whether AWS shows its ports as available');
  });
});

describe('clusters', () => {
  test('stated versions of add-ons hold; unstated ones, and a plan that knows none, cannot be judged', () => {
    expectPassed('aws/addon-versions', awsSite({ clusters: [cluster()] }));
    const addons = [{ name: 'vpc-cni', version: 'v1.20.4-eksbuild.2' }, { name: 'coredns' }];
    expectUnknown('aws/addon-versions', awsSite({ clusters: [cluster({ addons })] }), 'the version of coredns');
    const old = without(cluster(), 'addons');
    expectUnknown('aws/addon-versions', awsSite({ clusters: [old] }), 'the versions of its add-ons');
  });

  test('endpoints with a resolver hold; each that is missing, and a site that no resolver answers, fail', () => {
    const directConnects = [line()];
    expectPassed('aws/hybrid-endpoints', awsSite({ clusters: [cluster()], directConnects }));
    expectFinding(
      'aws/hybrid-endpoints',
      awsSite({ clusters: [cluster()], vpcs: [vpc({ endpoints: ['eks', 's3'] })] }),
      {
        found: "network 'gpu' has no endpoint of ecr.api, ecr.dkr, eks-auth, rolesanywhere",
        remedy: "add 'ecr.api', 'ecr.dkr', 'eks-auth', 'rolesanywhere' to 'endpoints' of the network",
      },
    );
    const silent = { found: "no resolver of network 'gpu' answers the site" };
    const deaf = [without(line(), 'resolverVpc')];
    expectFinding('aws/hybrid-endpoints', awsSite({ clusters: [cluster()], directConnects: deaf }), silent);
    const other = [line({ resolverVpc: 'second' })];
    expectFinding('aws/hybrid-endpoints', awsSite({ clusters: [cluster()], directConnects: other }), silent);
    const unsaid = [without(cluster(), 'hybrid')];
    expectUnknown('aws/hybrid-endpoints', awsSite({ clusters: unsaid, directConnects }), 'how they prove who they are');
  });

  // From 1 November 30 days end with the first instant of 1 December.
  test.each([
    ['2026-12-01T00:00:00Z', undefined, undefined],
    ['2026-12-01T00:00:01Z', 'aws/hybrid-activation', '2026-12-01T00:00:01Z, 31 days after 2026-11-01'],
    ['2027-01-31T00:00:00Z', 'aws/hybrid-activation', '2027-01-31T00:00:00Z, 91 days after 2026-11-01'],
    ['2026-11-01T00:00:01Z', undefined, undefined],
    ['2026-11-01T00:00:00Z', 'aws/hybrid-activation-ended', 'ended at 2026-11-01T00:00:00Z'],
  ])('an activation that ends at %s breaks %s', (activationEnds, rule, found) => {
    const clusters = [cluster({ hybrid: { credentials: 'ssm', activationEnds } })];
    const plan = awsSite({ clusters }, { asOf: '2026-11-01' });
    for (const id of ['aws/hybrid-activation', 'aws/hybrid-activation-ended']) {
      if (id === rule) expectFinding(id, plan, { found: found! });
      else expectPassed(id, plan);
    }
  });

  test('an activation without an evaluation date cannot be judged, and certificates have none', () => {
    const ends = { credentials: 'ssm', activationEnds: '2026-12-01T00:00:00Z' } as const;
    const undated = awsSite({ clusters: [cluster({ hybrid: ends })] });
    expectUnknown('aws/hybrid-activation', undated, 'how far its end, 2026-12-01T00:00:00Z, is');
    expectNothing(
      'aws/hybrid-activation-ended',
      undated,
      'the site states no day of evaluation: aws/hybrid-activation says so',
    );
    for (const id of ['aws/hybrid-activation', 'aws/hybrid-activation-ended']) {
      const certified = awsSite({ clusters: [cluster()] }, { asOf: '2026-11-01' });
      expectNothing(id, certified, 'no cluster takes hybrid nodes by an activation of Systems Manager');
    }
  });
});

describe('hardening', () => {
  const hardening = { isTokenRequired: true, hopLimit: 4, isVolumeEncrypted: true, hasPublicAddress: false };

  test('4 hops with a token hold; 5, or none with a token, fail', () => {
    expectPassed('aws/open-metadata', awsSite({ pools: [pool({ hardening })] }));
    expectFinding('aws/open-metadata', awsSite({ pools: [pool({ hardening: { ...hardening, hopLimit: 5 } })] }), {
      found: 'a hop limit of 5',
    });
    const open = { ...hardening, isTokenRequired: false };
    expectFinding('aws/open-metadata', awsSite({ pools: [pool({ hardening: open })] }), { found: 'no token needed' });
  });

  test('encrypted things hold, and each that is not fails', () => {
    const open = {
      pools: [pool({ hardening: { ...hardening, isVolumeEncrypted: false } })],
      lustre: [lustre({ isEncrypted: false })],
      clusters: [cluster({ areSecretsEncrypted: false })],
      buckets: [{ name: 'data', path: 'stack/data', isPublic: false, isEncrypted: false, isVersioned: true }],
    };
    expectPassed('aws/unencrypted', awsSite({ pools: [pool()], lustre: [lustre()], clusters: [cluster()] }), 3);
    expect(judge('aws/unencrypted', awsSite(open)).findings.map(({ object }) => object)).toEqual([
      "Lustre 'scratch'",
      "bucket 'data'",
      "secrets of cluster 'ai'",
      "volumes of pool 'train'",
    ]);
  });

  test('private things hold, and public ones fail', () => {
    const bucket = { name: 'data', path: 'stack/data', isPublic: false, isEncrypted: true, isVersioned: true };
    expectPassed('aws/public-exposure', awsSite({ clusters: [cluster()], buckets: [bucket] }), 2);
    const plan = awsSite({ clusters: [cluster({ isEndpointPublic: true })], buckets: [{ ...bucket, isPublic: true }] });
    expect(judge('aws/public-exposure', plan).findings.map(({ object }) => object)).toEqual([
      "bucket 'data'",
      "endpoint of cluster 'ai'",
    ]);
  });
});
