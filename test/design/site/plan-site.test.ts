import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { fabricPartners } from '../../../src/design/fabric/plan-fabric';
import { emptyLock } from '../../../src/design/lock/lock-text';
import { planSiteCabling } from '../../../src/design/site/plan-site';
import type { FabricInput } from '../../../src/model/fabric-plan';
import type { SiteInput } from '../../../src/model/site-input';
import { hall, leaf, row, system } from '../placement/placement-fixtures';

const RATE = 400e9;
const FABRIC: FabricInput = {
  name: 'c',
  kind: 'infiniband',
  role: 'compute',
  groups: [
    {
      name: 'gpu',
      hosts: Array.from({ length: 12 }, (_, index) => `gpu-${index + 1}`),
      unitHosts: 12,
      rails: 4,
      portNames: ['a', 'b', 'c', 'd'],
      portCages: [0, 1, 2, 3],
    },
  ],
  leaf: { id: 'sw', cages: 32, portsPerCage: 1, portRateBits: RATE, portNaming: 'ib' },
  downPerLeaf: 12,
  upPerLeaf: 12,
  spines: 4,
  tiers: 2,
};

/** Leaves in row L, spines in row S; a trunk reaches so far. */
function site(reachMillimetres: number): SiteInput {
  const plan = planFabric(FABRIC);
  const partners = fabricPartners(plan);
  const hosts = FABRIC.groups.flatMap((group) =>
    group.hosts.map((name) => system(name, { unit: 'gpu/su-01', heightU: 4, maxWatts: 4_000 })),
  );
  const switches = plan.switches.map(({ name, tier }) => ({
    ...leaf(name, { unit: tier === 'leaf' ? 'gpu/su-01' : 'c/spine', zones: [tier === 'leaf' ? 'zone-a' : 'zone-b'] }),
    ...(partners.has(name) ? { partners: partners.get(name) } : {}),
  }));
  const link = {
    medium: 'passive-copper',
    rateBits: RATE,
    linksPerCable: 1,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 1,
  } as const;
  return {
    halls: [
      {
        ...hall('h', [
          row('A', { racks: 1, accepts: ['system'] }),
          row('L', { racks: 1, accepts: ['switch'] }),
          row('S', { racks: 6, accepts: ['switch'], zone: 'zone-b' }),
        ]),
        rowPitchMillimetres: 1_000,
        riserMillimetres: 100,
      },
    ],
    devices: [...hosts, ...switches],
    fabrics: [
      {
        path: 'c',
        plan,
        media: [
          { ...link, joins: 'endpoint', reachMillimetres: 100_000 },
          { ...link, joins: 'switch', reachMillimetres },
        ],
      },
    ],
    lock: emptyLock('s'),
    slackMillimetres: 0,
    lengthStepMillimetres: 1,
    hallRoutes: [],
  } as unknown as SiteInput;
}

function racksOf(reach: number): { racks: string[]; unreached: number } {
  const { placement, cables } = planSiteCabling(site(reach));
  return {
    racks: [1, 2, 3, 4].map((number) => placement.positions.get(`c-spine-0${number}`)?.rack ?? ''),
    unreached: cables.reduce((sum, table) => sum + table.unreached.length, 0),
  };
}

// From L01 to S0n: two risers of 100 mm, a row pitch of 1,000 mm and (n - 1) x 600 mm: 1,200, 1,800, 2,400 and 3,000 mm. A quarter of 4 spines is one a rack.
test.each([
  [3_000, ['S01', 'S02', 'S03', 'S04'], 0],
  [2_999, ['S01', 'S02', 'S03', 'S01'], 0],
  [1_800, ['S01', 'S02', 'S01', 'S02'], 0],
  [1_799, ['S01', 'S01', 'S01', 'S01'], 0],
])('spines whose trunks reach %i mm', (reach, racks, unreached) => {
  expect(racksOf(reach)).toEqual({ racks, unreached });
});

test('where cables reach from no rack, partners stand as far apart as with cables that do', () => {
  const { racks, unreached } = racksOf(500);
  expect(racks).toEqual(['S01', 'S02', 'S03', 'S04']);
  expect(unreached).toBeGreaterThan(0);
});
