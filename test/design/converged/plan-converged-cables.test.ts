import fc from 'fast-check';

import { planConvergedCables } from '../../../src/design/converged/plan-converged-cables';
import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import type { CableMedia } from '../../../src/model/cabling-plan';
import type { ConvergedInput, LinkMedia } from '../../../src/model/core-pair';
import type { PlacementPlan, RackPlan } from '../../../src/model/placement-plan';
import { CORES, enterprisePair, FIVE_UNITS, FOUR_200, gigabits, TWO_400 } from './enterprise-pair';

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

function inputOf(
  input: ConvergedInput,
  places: Readonly<Record<string, string>>,
): Parameters<typeof planConvergedCables>[0] {
  const positions = new Map(Object.entries(places).map(([device, name]) => [device, { rack: name, u: 1 }]));
  return {
    plan: planConvergedPair(input),
    placement: { racks: RACKS, positions, unplaced: [] } as unknown as PlacementPlan,
    halls: HALLS,
    slackMillimetres: 2_000,
    lengthStepMillimetres: 1_000,
    hallRoutes: [],
  };
}

function cabled(
  input: ConvergedInput,
  places: Readonly<Record<string, string>>,
  media?: readonly LinkMedia[],
): ReturnType<typeof planConvergedCables>['cables'] {
  return planConvergedCables({ ...inputOf(input, places), ...(media === undefined ? {} : { media }) }).cables;
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

/** A fibre for links of a rate, between transceivers that a core's cage of two connectors shares. */
function fibre(gigabit: number, linksPerCable: number, metres: number, part: string): CableMedia {
  return {
    rateBits: gigabits(gigabit),
    medium: part.startsWith('SM') ? 'single-mode' : 'multimode',
    cablePart: part,
    aTransceiver: `${part}-A`,
    bTransceiver: `${part}-B`,
    reachMillimetres: metres * 1_000,
    linksPerCable,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 2,
  };
}

const PLACES = { 'core-01': 'A01', 'core-02': 'A01', n1: 'A02', n2: 'A06' };

function madeOf(media: readonly LinkMedia[]): (readonly [string, number | undefined, number, number | undefined])[] {
  return cabled(PAIR, PLACES, media).map(({ label, choice, lengthMillimetres, reachMillimetres }) => [
    label,
    choice,
    lengthMillimetres,
    reachMillimetres,
  ]);
}

test('all links of a cage take the first medium that reaches along the longest of them', () => {
  // The cage of n1:g0 (5.6 m) and n2:g0 (8 m) on core 1: 8 m is within 8 m, and beyond 7 m, so both go over to single mode.
  const within = madeOf([{ kind: 'gpu', media: [fibre(400, 1, 8, 'MM'), fibre(400, 1, 100, 'SM')] }]);
  expect(within.filter(([label]) => label.endsWith(':g0'))).toEqual([
    ['pair/n1:g0', 0, 6_000, undefined],
    ['pair/n2:g0', 0, 8_000, undefined],
  ]);
  const planned = planConvergedCables({
    ...inputOf(PAIR, PLACES),
    media: [{ kind: 'gpu', media: [fibre(400, 1, 7, 'MM'), fibre(400, 1, 100, 'SM')] }],
  });
  expect(planned.choices?.map(({ cablePart }) => cablePart)).toEqual(['SM']);
});

test('where nothing reaches, the reach of the farthest is kept for the finding', () => {
  const made = madeOf([{ kind: 'gpu', media: [fibre(400, 1, 5, 'MM'), fibre(400, 1, 7, 'SM')] }]);
  // Single mode of 7 m takes n1 (5.6 m, ordered 6 m); n2 (8 m) is left.
  expect(made.filter(([label]) => label.endsWith(':g0'))).toEqual([
    ['pair/n1:g0', 0, 6_000, undefined],
    ['pair/n2:g0', undefined, 8_000, 7_000],
  ]);
});

test('a split connector takes a medium for as many links as it is split into, and no other', () => {
  const split = madeOf([{ kind: 'in-band', media: [fibre(200, 2, 50, 'MM')] }]);
  expect(split.filter(([, choice]) => choice === 0).map(([label]) => label)).toEqual([
    'pair/n1:p0',
    'pair/n1:p1',
    'pair/n2:p0',
    'pair/n2:p1',
  ]);
  expect(madeOf([{ kind: 'in-band', media: [fibre(200, 1, 50, 'MM')] }]).map(([, choice]) => choice)).toEqual(
    Array<undefined>(6).fill(undefined),
  );
});

test('copper takes the whole cage as one cable of a length on sale', () => {
  const copper: CableMedia = {
    rateBits: gigabits(400),
    medium: 'passive-copper',
    cablePart: 'DAC',
    reachMillimetres: 10_000,
    lengthsMillimetres: [5_000, 10_000],
    linksPerCable: 2,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 2,
    aCages: 2,
  };
  const made = cabled(PAIR, PLACES, [{ kind: 'gpu', media: [copper] }]).filter(({ kind }) => kind === 'gpu');
  expect(made.map(({ label, cable, lengthMillimetres }) => [label, cable, lengthMillimetres])).toEqual([
    ['pair/n1:g0', 'pair/n1:g0', 10_000],
    ['pair/n2:g0', 'pair/n1:g0', 10_000],
  ]);
});

test('media for other devices or another kind change nothing', () => {
  const none = cabled(PAIR, PLACES);
  expect(cabled(PAIR, PLACES, [{ kind: 'storage', media: [fibre(400, 1, 50, 'MM')] }])).toEqual(none);
  expect(cabled(PAIR, PLACES, [{ kind: 'gpu', devices: ['n9'], media: [fibre(400, 1, 50, 'MM')] }])).toEqual(none);
});
