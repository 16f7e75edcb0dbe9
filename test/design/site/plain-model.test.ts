import fc from 'fast-check';

import { planLoads } from '../../../src/design/site/plan-loads';
import { loadsIn } from '../../../src/model/power-node';
import { node } from '../power/chain/chain-fixtures';
import { bareDevice, placed, zone } from '../power/power-fixtures';

/**
 * Chain and cooling a second time, plainly: every state from the top, every node in every round, no memory of another state. It shares no code with
 * the engines. Names are in the order of places, so that sums of both go the same way.
 */
interface PlainNode {
  readonly name: string;
  readonly isSource: boolean;
  readonly from: readonly number[];
  readonly rating: number;
  readonly efficiency: number;
  readonly isFirst: boolean;
  /** Loop that takes its losses, -1 for none. */
  readonly loop: number;
  /** Room in which it stands, -1 for none that is named. */
  readonly room: number;
}

interface PlainUnits {
  readonly loop: number;
  readonly count: number;
  readonly capacity: number;
  readonly draw: number;
  readonly performance: number | undefined;
  readonly feeds: readonly (readonly number[])[];
  /** Rooms over which they stand in turn. */
  readonly rooms: readonly number[];
}

interface PlainSite {
  readonly nodes: readonly PlainNode[];
  /** IT of the one zone, and the nodes of its two feeds. */
  readonly watts: number;
  readonly feeds: readonly (readonly number[])[];
  /** Loop 0 takes the heat of the zone and gives it to loop 1. */
  readonly units: readonly PlainUnits[];
}

interface PlainState {
  readonly loads: readonly number[];
  readonly draws: readonly number[];
  readonly heats: readonly number[];
}

/** What one unit of each group took in the normal state: a unit never takes more than its capacity, or that. */
type Each = readonly number[];

/** Units of a group on one of its feeds that are lost themselves. */
type Lost = (group: number, feed: number) => number;

function plainState(
  { nodes, watts, feeds, units }: PlainSite,
  out: readonly number[],
  normal?: Each,
  lost: Lost = () => 0,
): PlainState & { readonly each: Each } {
  const live: boolean[] = [];
  nodes.forEach(({ isSource, from }, place) => {
    live.push(!out.includes(place) && (isSource || from.some((feeder) => live[feeder] === true)));
  });
  const first = (list: readonly number[]): number => list.find((place) => live[place] === true) ?? -1;
  const chosen = feeds.map(first);
  const fed = chosen.filter((place) => place >= 0);
  // Two supplies, one a feed: half each, or all on the one that is left; the odd watt is on the first.
  const parts = chosen.map((place, feed) => {
    if (place < 0) return 0;
    return fed.length === 2 ? (feed === 0 ? Math.ceil(watts / 2) : Math.floor(watts / 2)) : watts;
  });
  const parted = units.map(({ count, feeds: own }, index) =>
    own.map((_, feed) => Math.floor(count / own.length) + (feed < count % own.length ? 1 : 0) - lost(index, feed)),
  );
  let draws = units.map(({ feeds: own }) => own.map(() => 0));
  let heats = [0, 0];
  for (let round = 0; round < 5_000; round += 1) {
    const loads = nodes.map(() => 0);
    for (let place = nodes.length - 1; place >= 0; place -= 1) {
      if (live[place] !== true) continue;
      let load = 0;
      chosen.forEach((at, feed) => (load += at === place ? (parts[feed] ?? 0) : 0));
      units.forEach((group, index) => {
        group.feeds.forEach((list, feed) => (load += first(list) === place ? (draws[index]?.[feed] ?? 0) : 0));
      });
      for (let below = nodes.length - 1; below > place; below -= 1) {
        const node = nodes[below];
        if (node === undefined || loads[below] === 0 || !node.from.includes(place)) continue;
        const input = (loads[below] ?? 0) / node.efficiency;
        if (node.isFirst || node.from.length === 1) load += first(node.from) === place ? input : 0;
        else {
          const total = node.from.reduce((sum, at) => sum + (live[at] === true ? (nodes[at]?.rating ?? 0) : 0), 0);
          load += input * ((nodes[place]?.rating ?? 0) / total);
        }
      }
      loads[place] = load;
    }
    const lost = (loop: number): number =>
      nodes.reduce(
        (sum, { loop: to, efficiency }, place) =>
          to === loop ? sum + Math.round((loads[place] ?? 0) * (1 / efficiency - 1)) : sum,
        0,
      );
    const drawnOn = (loop: number, all: readonly (readonly number[])[]): number =>
      units.reduce(
        (sum, group, index) => (group.loop === loop ? sum + (all[index] ?? []).reduce((a, b) => a + b, 0) : sum),
        0,
      );
    const nextDraws = units.map(({ feeds: own }) => own.map(() => 0));
    const nextHeats: number[] = [];
    const nextEach: number[] = [];
    for (const loop of [0, 1]) {
      const heat =
        lost(loop) + (loop === 0 ? (fed.length > 0 ? watts : 0) : (nextHeats[0] ?? 0) + drawnOn(0, nextDraws));
      nextHeats.push(heat);
      const runs = (index: number, feed: number): number =>
        first(units[index]?.feeds[feed] ?? []) >= 0 ? (parted[index]?.[feed] ?? 0) : 0;
      const capacity = units.reduce(
        (sum, group, index) =>
          group.loop === loop
            ? sum + group.capacity * group.feeds.reduce((n, _, feed) => n + runs(index, feed), 0)
            : sum,
        0,
      );
      units.forEach((group, index) => {
        if (group.loop !== loop) return;
        const most = normal === undefined ? Infinity : Math.max(group.capacity, normal[index] ?? 0);
        const one = capacity === 0 ? 0 : Math.min(most, Math.round((heat * group.capacity) / capacity));
        nextEach[index] = one;
        group.feeds.forEach((_, feed) => {
          const count = runs(index, feed);
          const byHeat = group.performance === undefined ? 0 : Math.round((one * count) / group.performance);
          const row = nextDraws[index];
          if (row !== undefined) row[feed] = byHeat + count * group.draw;
        });
      });
    }
    const isSame = JSON.stringify([nextDraws, nextHeats]) === JSON.stringify([draws, heats]);
    [draws, heats] = [nextDraws, nextHeats];
    if (isSame) return { loads: loads.map(Math.round), draws: draws.flat(), heats, each: nextEach };
  }
  throw new Error('the plain model finds no balance');
}

const sites: fc.Arbitrary<PlainSite> = fc
  .record({
    sources: fc.integer({ min: 2, max: 3 }),
    nodes: fc.array(
      fc.record({
        from: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
        rating: fc.integer({ min: 100_000, max: 3_000_000 }),
        efficiency: fc.integer({ min: 88, max: 100 }),
        isFirst: fc.boolean(),
        loop: fc.integer({ min: -1, max: 1 }),
        room: fc.integer({ min: -1, max: 2 }),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    watts: fc.integer({ min: 1_000, max: 1_000_000 }),
    feeds: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
    units: fc.array(
      fc.record({
        loop: fc.integer({ min: 0, max: 1 }),
        count: fc.integer({ min: 1, max: 5 }),
        capacity: fc.integer({ min: 50_000, max: 400_000 }),
        draw: fc.integer({ min: 0, max: 9_000 }),
        performance: fc.option(fc.integer({ min: 2, max: 8 }), { nil: undefined }),
        rooms: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
        feeds: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ sources, nodes, watts, feeds, units }) => {
    const all: PlainNode[] = [];
    const name = (): string => `n${String(all.length).padStart(2, '0')}`;
    const plain = { rating: 10_000_000, efficiency: 1, isFirst: false, loop: -1, room: -1 };
    for (let source = 0; source < sources; source += 1) all.push({ ...plain, name: name(), isSource: true, from: [] });
    for (const each of nodes) {
      const from = [...new Set(each.from.map((pick) => pick % all.length))];
      all.push({ ...each, name: name(), isSource: false, from, efficiency: each.efficiency / 100 });
    }
    const places = (picks: readonly number[]): number[] => [...new Set(picks.map((pick) => pick % all.length))];
    return {
      nodes: all,
      watts,
      feeds: feeds.map(places),
      units: units.map((group) => ({
        ...group,
        // Chillers stand on water.
        performance: group.loop === 1 ? group.performance : undefined,
        feeds: group.feeds.map(places),
      })),
    };
  });

/** The same site for the engines. */
function planOf({ nodes, watts, feeds, units }: PlainSite): ReturnType<typeof planLoads> {
  const names = (places: readonly number[]): string[] => places.map((place) => nodes[place]!.name);
  const device = bareDevice('it', { maxWatts: watts, psus: { count: 2, needed: 1 } });
  return planLoads({
    zones: [
      zone({
        ratingWatts: 100_000_000,
        feeds: ['A', 'B'],
        limitShare: 1,
        sources: { A: names(feeds[0]!), B: names(feeds[1]!) },
      }),
    ],
    placement: placed([[device]]),
    devices: [device],
    powerNodes: nodes.map(({ name, isSource, from, rating, efficiency, isFirst, loop, room }) =>
      node(name, names(from), {
        kind: isSource ? 'utility' : 'ups',
        ratingWatts: rating,
        efficiency,
        draws: isFirst ? 'first-live' : 'parallel',
        ...(isSource ? { group: 'sources' } : {}),
        heatTo: loop < 0 ? 'outside' : ['air', 'water'][loop]!,
        ...(room < 0 ? {} : { compartment: `room-${room}` }),
      }),
    ),
    powerGroups: [{ name: 'sources', path: 'site/sources', scheme: 'N+1' }],
    coolingLoops: [
      { name: 'air', path: 'site/air', kind: 'air', rows: ['hall/A'], coolant: 'water', rejectsTo: 'water' },
      { name: 'water', path: 'site/water', kind: 'facility', rows: [], coolant: 'water' },
    ],
    coolingUnits: units.map(({ loop, count, capacity, draw, performance, feeds: own, rooms }, index) => ({
      name: `u${index}`,
      path: `site/u${index}`,
      kind: loop === 0 ? 'crah' : 'chiller',
      loop: ['air', 'water'][loop]!,
      spare: 0,
      count,
      capacityWatts: capacity,
      drawWatts: draw,
      ...(performance === undefined ? {} : { coefficientOfPerformance: performance }),
      fedFrom: own.map(names),
      ...(rooms.length === 0 ? {} : { compartments: rooms.map((room) => `room-${room}`) }),
    })),
  });
}

/** Each source out beside each loss of a node, or of a feed, in which sources carry more than normally: they are a group of N+1. */
function standbyOutages(plain: PlainSite, normal: ReturnType<typeof plainState>): string[][] {
  const sources = plain.nodes.flatMap(({ isSource }, place) => (isSource ? [place] : []));
  const name = (place: number): string => plain.nodes[place]!.name;
  return plain.nodes.flatMap(({ isSource }, lost) => {
    if (isSource) return [];
    const { loads } = plainState(plain, [lost], normal.each);
    const carries = sources.some((place) => loads[place]! > normal.loads[place]!);
    return carries ? sources.map((place) => [name(lost), name(place)]) : [];
  });
}

/** Outages of nodes alone, to compare. */
function keysOf(outages: readonly (readonly string[])[]): string[] {
  return outages
    .filter((out) => out.every((name) => !name.includes('/')))
    .map((out) => [...out].sort().join())
    .sort();
}

test('a second, plain model finds the same loads, draws and heats in the normal state and in the loss of every node', () => {
  fc.assert(
    fc.property(sites, (plain) => {
      const { power, cooling } = planOf(plain);
      const chain = power.chain!;
      // Units are in the order of their loops.
      const order = [...plain.units.keys()].sort((a, b) => plain.units[a]!.loop - plain.units[b]!.loop);
      const ordered = { ...plain, units: order.map((index) => plain.units[index]!) };
      const normal = plainState(ordered, []);
      expect(cooling!.loops.map(({ heatWatts }) => heatWatts)).toEqual(normal.heats);
      expect(chain.mechanical!.map(({ loadWatts }) => loadWatts)).toEqual(normal.draws);
      for (const state of chain.states) {
        const places = state.out.map((name) => plain.nodes.findIndex((each) => each.name === name));
        if (places.includes(-1)) continue;
        const { loads, draws } = state.kind === 'normal' ? normal : plainState(ordered, places, normal.each);
        expect(loadsIn(chain, state)).toEqual(loads);
        const changed = new Map(state.changedDraws);
        expect(chain.mechanical!.map(({ loadWatts }, place) => changed.get(place) ?? loadWatts)).toEqual(draws);
      }
      expect(keysOf(chain.states.filter(({ kind }) => kind === 'group').map(({ out }) => out))).toEqual(
        keysOf(standbyOutages(ordered, normal)),
      );
    }),
    { numRuns: 300, seed: 15 },
  );
});

/** Whether the one rack has no power, and loops that take less than in the normal state and too little. */
function harmOf(
  plain: PlainSite,
  normal: ReturnType<typeof plainState>,
  out: readonly number[],
  lost?: Lost,
): { readonly isDark: boolean; readonly short: readonly boolean[] } {
  const lives = (place: number): boolean => {
    const node = plain.nodes[place]!;
    return !out.includes(place) && (node.isSource || node.from.some(lives));
  };
  const shortOf = ({ heats }: PlainState, dead: readonly number[], gone: Lost): readonly number[] =>
    [0, 1].map((loop) => {
      let capacity = 0;
      plain.units.forEach(({ loop: on, count, capacity: each, feeds }, index) => {
        const alive = (place: number): boolean => {
          const node = plain.nodes[place]!;
          return !dead.includes(place) && (node.isSource || node.from.some(alive));
        };
        feeds.forEach((list, feed) => {
          const own = Math.floor(count / feeds.length) + (feed < count % feeds.length ? 1 : 0) - gone(index, feed);
          if (on === loop && list.some(alive)) capacity += own * each;
        });
      });
      return plain.units.some((each) => each.loop === loop) ? Math.max(0, heats[loop]! - capacity) : 0;
    });
  const before = shortOf(normal, [], () => 0);
  const state = plainState(plain, out, normal.each, lost);
  const after = shortOf(state, out, lost ?? (() => 0));
  return {
    isDark: !plain.feeds.some((list) => list.some(lives)),
    short: [0, 1].map((loop) => after[loop]! > before[loop]! && state.heats[loop]! > 0),
  };
}

test('the plain model finds the same losses of rooms, and of a loop with all that stands on it', () => {
  const hits = { dark: 0, hot: 0 };
  fc.assert(
    fc.property(sites, (plain) => {
      const { losses = [], cooling } = planOf(plain);
      const normal = plainState(plain, []);
      const found = losses.map(({ kind, name, unpowered, uncooled }) => [
        kind,
        name,
        unpowered.length,
        uncooled.length,
      ]);
      const all = [0, 1].map((loop) =>
        plain.units.reduce((sum, each) => (each.loop === loop ? sum + each.count * each.capacity : sum), 0),
      );
      const rooms = [0, 1, 2].flatMap((room) => {
        const out = plain.nodes.flatMap((each, place) => (each.room === room ? [place] : []));
        const isThere = out.length > 0 || plain.units.some((each) => each.rooms.includes(room));
        if (!isThere) return [];
        const lost: Lost = (group, feed) => {
          const { count, feeds, rooms: own } = plain.units[group]!;
          let gone = 0;
          for (let unit = 0; unit < count; unit += 1) {
            if (unit % feeds.length === feed && own[unit % own.length] === room) gone += 1;
          }
          return gone;
        };
        const harm = harmOf(plain, normal, out, lost);
        // What one node, or one unit, takes alone is told by rules of its own.
        const byNode = out.some((place) => {
          const { isDark, short } = harmOf(plain, normal, [place]);
          return isDark || short.includes(true);
        });
        const byUnit = plain.units.some(
          ({ loop, count, capacity, rooms: own }) =>
            own.some((each, at) => each === room && at < count) && normal.heats[loop]! > all[loop]! - capacity,
        );
        const isKnown = byNode || byUnit;
        const isHot = harm.short.includes(true) && !harm.isDark;
        return [['compartment', `room-${room}`, harm.isDark && !isKnown ? 1 : 0, isHot && !isKnown ? 1 : 0]];
      });
      const sorted = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      expect(sorted(found.filter(([kind]) => kind === 'compartment'))).toEqual(sorted(rooms));
      hits.dark += rooms.filter(([, , dark]) => dark === 1).length;
      hits.hot += rooms.filter(([, , , hot]) => hot === 1).length;
      const water = cooling!.loops[1]!;
      const loop = water.heatWatts === 0 ? [] : [['loop', 'water', 0, normal.heats[0]! > 0 ? 1 : 0]];
      expect(found.filter(([kind]) => kind === 'loop')).toEqual(loop);
    }),
    { numRuns: 300, seed: 16 },
  );
  // Both kinds of harm are among the sites.
  expect([hits.dark > 0, hits.hot > 10]).toEqual([true, true]);
});
