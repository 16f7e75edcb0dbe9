import fc from 'fast-check';
import type { ConvergedInput } from '../../../src/design/converged/converged-input';
import { planConvergedCables } from '../../../src/design/converged/plan-converged-cables';
import { planConvergedPair } from '../../../src/design/converged/plan-converged-pair';
import type { PlacementPlan, RackPlan } from '../../../src/design/placement/placement-plan';
import { CORES, FIVE_UNITS, FOUR_200, TWO_400, enterprisePair, gigabits } from './enterprise-pair';

const HALLS = [
  { name: 'hall-1', riserMillimetres: 1_500 },
  { name: 'hall-2', riserMillimetres: 1_500 },
];

/** Two nodes with a 200G port on each core and a 400G port on core 1. */
const PAIR: ConvergedInput = {
  name: 'pair',
  cores: CORES,
  runs: [
    { name: 'in-band', breakout: FOUR_200 },
    { name: 'gpu', breakout: TWO_400 },
  ],
  groups: [
    {
      name: 'nodes',
      devices: ['n1', 'n2'],
      links: [
        { kind: 'in-band', run: 'in-band', ports: ['p0', 'p1'] },
        { kind: 'gpu', run: 'gpu', ports: ['g0'], cores: 'core-1' },
      ],
    },
  ],
};

function rack(name: string, hall: string, xMillimetres: number): RackPlan {
  return { name, hall, row: 'A', xMillimetres, yMillimetres: 0 } as RackPlan;
}

/** Racks 0, 0.6 m and 3 m along the row, and one in another hall. */
const RACKS = [
  rack('A01', 'hall-1', 0),
  rack('A02', 'hall-1', 600),
  rack('A06', 'hall-1', 3_000),
  rack('B01', 'hall-2', 0),
];

function cabled(
  input: ConvergedInput,
  places: Readonly<Record<string, string>>,
): ReturnType<typeof planConvergedCables> {
  const positions = new Map(Object.entries(places).map(([device, name]) => [device, { rack: name, u: 1 }]));
  return planConvergedCables({
    plan: planConvergedPair(input),
    placement: { racks: RACKS, positions, unplaced: [] } as unknown as PlacementPlan,
    halls: HALLS,
    slackMillimetres: 2_000,
    lengthStepMillimetres: 1_000,
    hallRoutes: [],
  });
}

test('a cable goes up to the tray, along the row and down, with the slack; a split one is as long as its longest link', () => {
  const cables = cabled(PAIR, { 'core-01': 'A01', 'core-02': 'A01', n1: 'A02', n2: 'A06' });
  const shown = cables.map(({ label, cable, routeMillimetres, lengthMillimetres }) => [
    label,
    cable,
    routeMillimetres,
    lengthMillimetres,
  ]);
  // n1: 2 x 1.5 + 0.6 + 2 = 5.6 m; n2: 2 x 1.5 + 3 + 2 = 8 m. Both nodes' 200G ports on a core share a connector.
  expect(shown).toEqual([
    ['pair/n1:p0', 'pair/n1:p0', 8_000, 8_000],
    ['pair/n1:p1', 'pair/n1:p1', 8_000, 8_000],
    ['pair/n1:g0', 'pair/n1:g0', 5_600, 6_000],
    ['pair/n2:p0', 'pair/n1:p0', 8_000, 8_000],
    ['pair/n2:p1', 'pair/n1:p1', 8_000, 8_000],
    ['pair/n2:g0', 'pair/n2:g0', 8_000, 8_000],
  ]);
});

test('a cable with an end in no rack has no route', () => {
  const cables = cabled(PAIR, { 'core-01': 'A01', 'core-02': 'A01', n1: 'A02' });
  const routed = cables.filter(({ routeMillimetres }) => routeMillimetres !== undefined).map(({ label }) => label);
  // The 200G ports of n1 share their cables with those of n2.
  expect(routed).toEqual(['pair/n1:g0']);
});

test('fails between halls without a known way, once a pair of halls', () => {
  expect(() => cabled(PAIR, { 'core-01': 'A01', 'core-02': 'A01', n1: 'B01', n2: 'B01' })).toThrow(
    new Error(
      "link 'pair/n1:p0' joins halls 'hall-1' and 'hall-2', and no way between them is known; " +
        "give the devices zones of one hall, or name the two halls in 'hallRoutes' [converged/between-halls]",
    ),
  );
});

test('every link of any size is on one cable, and no more links share one than its connector carries', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), (units, unitNodes) => {
      const input = enterprisePair({ ...FIVE_UNITS, units, unitNodes });
      const cables = cabled(input, {});
      const links = new Map<string, number>();
      for (const { cable } of cables) links.set(cable, (links.get(cable) ?? 0) + 1);
      expect(new Set(cables.map(({ label }) => label)).size).toBe(cables.length);
      for (const { cable, split, rateBits } of cables) {
        const shared = links.get(cable) ?? 0;
        expect(shared).toBeLessThanOrEqual(split?.into ?? 1);
        expect(shared * rateBits).toBeLessThanOrEqual(gigabits(400));
      }
    }),
    { numRuns: 20 },
  );
});
