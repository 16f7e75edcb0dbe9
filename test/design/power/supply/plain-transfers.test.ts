import fc from 'fast-check';

import { planLoads } from '../../../../src/design/site/plan-loads';
import type { ContinuityPlan } from '../../../../src/model/continuity-plan';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import { node, parallelZone, utility } from '../chain/chain-fixtures';
import { bareDevice, placed } from '../power-fixtures';

/**
 * Gaps and stores a second time, plainly: two feeds of a zone that either of them carries, each with its gap and maybe a store of so many joules that its
 * load drains. It shares no code with the engines, which hold shares of seconds by load.
 */
interface Side {
  readonly start: number;
  readonly transfer: number;
  /** Seconds at the rating of a UPS; undefined without one. */
  readonly stored: number | undefined;
}

interface Site {
  readonly sides: readonly [Side, Side];
  readonly watts: number;
  /** Whether both feeds hang on one transfer switch and one generator, which is that of the first. */
  readonly isShared: boolean;
  readonly stepShare: number;
  readonly stepSeconds: number;
}

const UPS = 200_000;
const SET = 400_000;
const LEFT = 0.8;

interface Feed {
  readonly end: number;
  readonly hasStore: boolean;
  joules: number;
  emptyAt: number | undefined;
  most: number;
}

interface Outcome {
  readonly feeds: readonly Feed[];
  readonly isDarkAtOnce: boolean;
  readonly isDarkLater: boolean;
}

/** What happens when the feeds have no input until their ends. */
function walkPlainly({ sides, watts }: Site, ends: readonly number[]): Outcome {
  const feeds = sides.map(({ stored }, side): Feed => ({
    end: ends[side] ?? 0,
    hasStore: stored !== undefined,
    joules: (stored ?? 0) * UPS * LEFT,
    emptyAt: undefined,
    most: 0,
  }));
  let now = 0;
  const isUp = (feed: Feed): boolean => now >= feed.end || (feed.hasStore && feed.emptyAt === undefined);
  const isDarkAtOnce = !feeds.some(isUp);
  let isDarkLater = false;
  while (feeds.some(({ end }) => end > now)) {
    const up = feeds.filter(isUp);
    if (up.length === 0 && now > 0) isDarkLater = true;
    const load = up.length === 0 ? 0 : watts / up.length;
    const draining = up.filter(({ end, hasStore }) => hasStore && end > now);
    for (const feed of draining) feed.most = Math.max(feed.most, load);
    const next = Math.min(
      ...feeds.map(({ end }) => end).filter((end) => end > now),
      ...draining.map(({ joules }) => now + joules / load),
    );
    for (const feed of draining) {
      feed.joules -= (next - now) * load;
      if (feed.joules < 1e-3 && feed.end - next > 1e-6) feed.emptyAt = next;
    }
    now = next;
  }
  return { feeds, isDarkAtOnce, isDarkLater };
}

function planOf({ sides, watts, isShared, stepShare, stepSeconds }: Site): ContinuityPlan {
  const nodes: PowerNodeInput[] = [utility('grid')];
  const feeds = ['A', 'B'].map((feed, index) => {
    const { start, transfer, stored } = sides[index === 0 ? 0 : 1];
    const own = isShared ? 'A' : feed;
    if (own === feed) {
      const supply = { startSeconds: start, stepShare, stepSeconds };
      nodes.push(
        node(`tx-${feed}`, ['grid'], { kind: 'transformer' }),
        node(`gen-${feed}`, [], { kind: 'generator', ratingWatts: SET, supply }),
        node(`ats-${feed}`, [`tx-${feed}`, `gen-${feed}`], {
          kind: 'transfer-switch',
          draws: 'first-live',
          supply: { transferSeconds: transfer },
        }),
      );
    }
    nodes.push(
      stored === undefined
        ? node(`end-${feed}`, [`ats-${own}`])
        : node(`end-${feed}`, [`ats-${own}`], {
            kind: 'ups',
            ratingWatts: UPS,
            supply: { storedSeconds: stored },
          }),
    );
    return `end-${feed}`;
  });
  const device = bareDevice('it', { maxWatts: watts, psus: { count: 6, needed: 3 } });
  const { continuity } = planLoads({
    zones: [parallelZone('zone-a', feeds, { redundancy: '2N' })],
    placement: placed([[device]]),
    devices: [device],
    powerNodes: nodes,
  }).power;
  if (continuity === undefined) throw new Error('the site has a chain');
  return continuity;
}

/** Seconds until each feed has its input again, by what is lost. */
function endsOf({ sides, watts, isShared, stepShare, stepSeconds }: Site): Readonly<Record<string, readonly number[]>> {
  const [a, b] = sides.map(({ start, transfer }) => start + transfer);
  const [first = 0, second = 0] = [a, b];
  if (!isShared) return { grid: [first, second], 'tx-A': [first, 0], 'tx-B': [0, second] };
  const isOneBlock = watts <= SET * stepShare;
  const both = [first, isOneBlock ? first : first + stepSeconds];
  return { grid: both, 'tx-A': both };
}

const side = fc.record({
  start: fc.integer({ min: 1, max: 40 }),
  transfer: fc.integer({ min: 1, max: 5 }),
  stored: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
});
const sites = fc.record({
  sides: fc.tuple(side, side),
  watts: fc.integer({ min: 10, max: 100 }).map((tens) => tens * 2_000),
  isShared: fc.boolean(),
  stepShare: fc.constantFrom(0.1, 0.3, 1),
  stepSeconds: fc.integer({ min: 1, max: 20 }),
});

test('a second, plain model finds the same gaps, the same stores that run out and when, and the same that is dark', () => {
  let [short, dark] = [0, 0];
  fc.assert(
    fc.property(sites, (site) => {
      const found = planOf(site);
      for (const [lost, ends] of Object.entries(endsOf(site))) {
        const { feeds, isDarkAtOnce, isDarkLater } = walkPlainly(site, ends);
        const ofLoss = <T extends { readonly lost: string; readonly alsoOut?: readonly string[] }>(
          all: readonly T[],
        ): T[] => all.filter((each) => each.lost === lost && each.alsoOut === undefined);
        const rides = ofLoss(found.rideThroughs);
        const interruptions = ofLoss(found.interruptions);
        feeds.forEach(({ end, hasStore, emptyAt, most }, index) => {
          const name = `end-${index === 0 ? 'A' : 'B'}`;
          const ride = rides.find(({ store }) => store === name);
          const gap = interruptions.find(({ feed }) => feed === name);
          expect([ride !== undefined, gap !== undefined]).toEqual([hasStore && end > 0, !hasStore && end > 0]);
          expect(gap?.gapSeconds ?? ride?.gapSeconds ?? 0).toBe(end);
          if (gap !== undefined) {
            expect([gap.hasOther, gap.lostWatts]).toEqual([!isDarkAtOnce, isDarkAtOnce ? site.watts : undefined]);
            if (isDarkAtOnce) dark += 1;
          }
          if (ride === undefined) return;
          expect(ride.loadWatts).toBe(most);
          const { heldSeconds = 0, gapSeconds = 0 } = ride;
          if (emptyAt === undefined) expect(heldSeconds).toBeGreaterThanOrEqual(gapSeconds - 1e-5);
          else {
            short += 1;
            expect(heldSeconds).toBeCloseTo(emptyAt, 4);
            expect(ride.lostWatts).toBe(isDarkLater ? site.watts : 0);
          }
        });
      }
    }),
    { seed: 15, numRuns: 200 },
  );
  expect(short).toBeGreaterThan(50);
  expect(dark).toBeGreaterThan(10);
});
