import type { FabricInput } from '../../../src/model/fabric-plan';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { DesignError } from '../../../src/errors/design-error';
import { NDR, QM9700, SN2201, dgxFabric, group, karyFabric, plainSwitch, ufm } from './sample-fabrics';

/** Full text of the refusal. */
function refusal(input: FabricInput): string {
  try {
    planFabric(input);
  } catch (error) {
    if (error instanceof DesignError) return error.message;
    throw error;
  }
  return 'planned';
}

const dgx = group(4);

test.each<[string, Partial<FabricInput>, string]>([
  [
    'no hosts',
    { groups: [group(0)] },
    "fabric 'compute': there are no hosts; give at least one group with a host [fabric/no-hosts]",
  ],
  [
    'released slots alone',
    { groups: [{ ...dgx, hosts: ['', ''] }] },
    "fabric 'compute': there are no hosts; give at least one group with a host [fabric/no-hosts]",
  ],
  [
    'no groups',
    { groups: [] },
    "fabric 'compute': there are no hosts; give at least one group with a host [fabric/no-hosts]",
  ],
  [
    'units that split a scale-up domain',
    { groups: [{ ...dgx, unitHosts: 32, domainHosts: 18 }] },
    "fabric 'compute': a unit of group 'dgx' has 32 hosts, and a scale-up domain 18; make units of whole domains [fabric/split-domain]",
  ],
  [
    'two hosts of one name',
    { groups: [{ ...dgx, hosts: ['a', 'b', 'a'] }] },
    "fabric 'compute': two hosts are named 'a'; give each a name of its own [fabric/duplicate-host]",
  ],
  [
    'a service with the name of a host',
    { services: [{ name: 'dgx-001', portNames: ['p1'] }] },
    "fabric 'compute': two hosts are named 'dgx-001'; give each a name of its own [fabric/duplicate-host]",
  ],
  [
    'two groups of one name',
    { groups: [dgx, { ...dgx, hosts: ['x'] }] },
    "fabric 'compute': two groups are named 'dgx'; give each a name of its own [fabric/duplicate-group]",
  ],
  [
    'two ports of one name',
    { groups: [{ ...dgx, rails: 1, portNames: ['p', 'p'], portCages: [0, 0] }] },
    "fabric 'compute': two ports of 'dgx' are named 'p'; give each a name of its own [fabric/duplicate-port]",
  ],
  [
    'a host with the name of a switch',
    { groups: [{ ...dgx, hosts: ['compute-leaf-1'] }] },
    "fabric 'compute': host 'compute-leaf-1' has the name of a switch of the fabric; rename the host or the fabric [fabric/name-taken]",
  ],
  [
    'a name that would blur a label',
    { groups: [{ ...dgx, hosts: ['a:1'] }] },
    "fabric 'compute': the name 'a:1' is empty or holds a space, '/' or ':'; use letters, digits and hyphens [fabric/bad-name]",
  ],
  [
    'port names that no whole number of links makes',
    { groups: [group(4, { ports: 12 })] },
    "fabric 'compute': group 'dgx' has 12 port names, which is no multiple of 8 rails x 1 planes; give 8, or a multiple of it [fabric/port-names]",
  ],
  [
    'no port names',
    { groups: [group(4, { ports: 0 })] },
    "fabric 'compute': group 'dgx' has 0 port names, which is no multiple of 8 rails x 1 planes; give 8, or a multiple of it [fabric/port-names]",
  ],
  [
    'a cage too few',
    { groups: [{ ...dgx, portCages: [0, 0, 1] }] },
    "fabric 'compute': group 'dgx' has 8 port names and 3 port cages; give the cage of each port [fabric/port-cages]",
  ],
  [
    'a fraction of a plane',
    { planes: 1.5 },
    "fabric 'compute': 'planes' is 1.5; give a whole number of 1 or more [fabric/not-a-count]",
  ],
  [
    'a unit of no number',
    { groups: [{ ...dgx, unitHosts: NaN }] },
    "fabric 'compute': 'unitHosts' of group 'dgx' is NaN; give a whole number of 1 or more [fabric/not-a-count]",
  ],
  [
    'spines below zero',
    { spines: -4 },
    "fabric 'compute': 'spines' is -4; give a whole number of 1 or more [fabric/not-a-count]",
  ],
  [
    'a leaf without cages',
    { leaf: { ...QM9700, cages: 0 } },
    "fabric 'compute': 'cages' of leaf is 0; give a whole number of 1 or more [fabric/not-a-count]",
  ],
  [
    'a rate of nothing',
    { hostRateBits: 0 },
    "fabric 'compute': 'hostRateBits' is 0; give a whole number of bit/s above 0 [fabric/not-a-rate]",
  ],
  [
    'a spine of too many ports',
    { spine: plainSwitch(70_000) },
    "fabric 'compute': spine 'plain-70000' has 70000 ports, and a switch has at most 65535; use a smaller switch [fabric/too-many-switch-ports]",
  ],
  [
    'hosts faster than the leaf',
    { hostRateBits: 2 * NDR },
    "fabric 'compute': 'hostRateBits' is 800 Gb/s, and a port of leaf 'qm9700' runs at 400 Gb/s; lower it, or use a faster leaf [fabric/host-rate]",
  ],
  [
    'more leaf ports than there are',
    { downPerLeaf: 40, upPerLeaf: 32 },
    "fabric 'compute': 'downPerLeaf' 40 and 'upPerLeaf' 32 take 72 ports, and leaf 'qm9700' has 64; lower one of them [fabric/too-many-leaf-ports]",
  ],
  [
    'no port left for an uplink',
    { downPerLeaf: 64 },
    "fabric 'compute': 'downPerLeaf' 64 and 'upPerLeaf' (at least 1) take 65 ports, and leaf 'qm9700' has 64; lower one of them [fabric/too-many-leaf-ports]",
  ],
  [
    'more uplinks than the leaf has of its own',
    { leaf: SN2201, upPerLeaf: 5 },
    "fabric 'compute': 'upPerLeaf' is 5, and leaf 'sn2201' has 4 uplink ports; lower it [fabric/too-many-leaf-ports]",
  ],
  [
    'more host ports than the leaf has',
    { leaf: SN2201, downPerLeaf: 49 },
    "fabric 'compute': 'downPerLeaf' is 49, and leaf 'sn2201' has 48 host ports; lower it [fabric/too-many-leaf-ports]",
  ],
  ['four tiers', { tiers: 4 as 3 }, "fabric 'compute': 'tiers' is 4; give 1, 2 or 3 [fabric/unknown-tiers]"],
  [
    'a misspelt shape',
    { shape: 'rail-optimized' as 'shared-leaf' },
    "fabric 'compute': 'shape' is 'rail-optimized'; did you mean 'rail-optimised'? [fabric/unknown-shape]",
  ],
  [
    'an unknown shape',
    { shape: 'torus' as 'shared-leaf' },
    "fabric 'compute': 'shape' is 'torus'; give 'rail-optimised' or 'shared-leaf' [fabric/unknown-shape]",
  ],
  [
    'cores under two tiers',
    { tiers: 2, cores: 4 },
    "fabric 'compute': 'cores' is given, and 'tiers' is 2; leave 'cores' out, or set 'tiers' to 3 [fabric/needless-override]",
  ],
  [
    'spines with one tier',
    { tiers: 1, spines: 4 },
    "fabric 'compute': 'spines' is given, and 'tiers' is 1; leave 'spines' out, or set 'tiers' to 2 [fabric/needless-override]",
  ],
])('fails on %s', (_, parts, text) => {
  expect(refusal(dgxFabric(4, parts))).toBe(text);
});

test.each<[string, FabricInput, string]>([
  [
    'more hosts than the reserve keeps',
    dgxFabric(129, { reserveUnits: 4 }),
    "fabric 'compute': 129 hosts take 5 units of 32, and 'reserveUnits' keeps 4; use 128 hosts, or set 'reserveUnits' to 5, which may move cables between leaves and spines [fabric/reserve-too-small]",
  ],
  [
    'more units than the reserve keeps',
    dgxFabric(1, { groups: [group(40), group(33, { name: 'b' })], reserveUnits: 3 }),
    "fabric 'compute': 73 hosts take 4 units of 32, and 'reserveUnits' keeps 3; use 1 unit fewer, or set 'reserveUnits' to 4, which may move cables between leaves and spines [fabric/reserve-too-small]",
  ],
  [
    'more leaves than two tiers take',
    dgxFabric(257, { tiers: 2 }),
    "fabric 'compute': 72 leaves a plane do not fit under two tiers with 64-port spines, which take 64; use fewer hosts, spines with more ports, or 'tiers: 3' [fabric/too-many-leaves]",
  ],
  [
    'more leaves than three tiers take',
    { ...karyFabric(4), groups: [group(17, { unitHosts: 4, rails: 1, ports: 1 })] },
    "fabric 'tree': 10 leaves a plane do not fit under three tiers, which take 8 (pods of 2 under 4-port cores); use fewer hosts, more planes, or switches with more ports [fabric/too-many-hosts]",
  ],
  [
    'a second leaf with uplinks that nothing takes',
    dgxFabric(1, { groups: [group(49, { rails: 1, ports: 1 })], leaf: SN2201 }),
    "fabric 'compute': the hosts need more than one leaf 'sn2201', whose uplinks run at 100 Gb/s and whose other ports at 1 Gb/s; give a 'spineSwitch' with ports of 100 Gb/s [fabric/spine-needed]",
  ],
  [
    '12 spines for 24 leaves',
    dgxFabric(96, { spines: 12 }),
    "fabric 'compute': 32 uplinks of a leaf do not spread evenly over 12 spines a plane; use 16 or 32, or leave 'spines' out [fabric/uneven-spines]",
  ],
  [
    '8 spines for 24 leaves',
    dgxFabric(96, { spines: 8 }),
    "fabric 'compute': 8 spines a plane of 64 ports take 512 links, and 24 leaves with 32 uplinks have 768; use 16 or 32, or leave 'spines' out [fabric/too-few-spines]",
  ],
  [
    '130 spines under cores',
    dgxFabric(512, { spines: 130 }),
    "fabric 'compute': 128 leaves with 32 uplinks do not spread evenly over 130 spines a plane in pods; use 128, or leave 'spines' out [fabric/uneven-spines]",
  ],
  [
    '63 cores',
    dgxFabric(512, { cores: 63 }),
    "fabric 'compute': the spines of the pods do not spread evenly over 63 cores a plane; use 64, 128, 256, 512 or 1024, or leave 'cores' out [fabric/uneven-cores]",
  ],
  [
    'more service links than two free slots',
    dgxFabric(30, { services: ufm(17) }),
    "fabric 'compute': services ask for 17 leaf ports, and 30 hosts leave 16 of 256; use 29 hosts (1 fewer), or add a unit [fabric/no-service-port]",
  ],
  [
    'more hosts than one switch takes',
    dgxFabric(1, { tiers: 1, groups: [group(65, { rails: 1, ports: 1 })] }),
    "fabric 'compute': with one tier one switch a plane takes 64 host links, and the hosts bring 65; use fewer hosts, a leaf with more ports, or 'tiers: 2' [fabric/too-many-hosts]",
  ],
])('fails on %s', (_, input, text) => {
  expect(refusal(input)).toBe(text);
});

test('fails on several wrong props with all of them at once', () => {
  const groups = [{ ...group(2), hosts: ['a', 'a'], portCages: [] }];
  expect(refusal(dgxFabric(1, { groups, downPerLeaf: 60, upPerLeaf: 20, tiers: 2, cores: 1 }))).toBe(
    [
      '4 problems [design/several]',
      "- fabric 'compute': two hosts are named 'a'; give each a name of its own [fabric/duplicate-host]",
      "- fabric 'compute': group 'dgx' has 8 port names and 0 port cages; give the cage of each port [fabric/port-cages]",
      "- fabric 'compute': 'downPerLeaf' 60 and 'upPerLeaf' 20 take 80 ports, and leaf 'qm9700' has 64; lower one of them [fabric/too-many-leaf-ports]",
      "- fabric 'compute': 'cores' is given, and 'tiers' is 2; leave 'cores' out, or set 'tiers' to 3 [fabric/needless-override]",
    ].join('\n'),
  );
});

test('an error names its object, value and limit', () => {
  let caught: unknown;
  try {
    planFabric(dgxFabric(129, { reserveUnits: 4 }));
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({
    code: 'fabric/reserve-too-small',
    object: 'compute',
    value: '5 units',
    limit: '4 units',
  });
});
