import fc from 'fast-check';

import { ChainFlow } from '../../../../src/design/power/chain/chain-flow';
import { chainGraph, type ChainZone } from '../../../../src/design/power/chain/chain-graph';
import { ZoneStates } from '../../../../src/design/power/zones/load-group';
import { loadsIn, type PowerChainPlan, type PowerNodeInput } from '../../../../src/model/power-node';
import { chainOf, type LoadedZone, node, parallelZone, stateOf, utility } from './chain-fixtures';

/** A chain of sources and nodes, each fed from up to three nodes before it, and zones on nodes of it. */
interface Sample {
  readonly nodes: readonly PowerNodeInput[];
  readonly zones: readonly LoadedZone[];
}

const samples: fc.Arbitrary<Sample> = fc
  .record({
    sources: fc.integer({ min: 1, max: 3 }),
    nodes: fc.array(
      fc.record({
        feeders: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        rating: fc.integer({ min: 1, max: 5_000_000 }),
        efficiency: fc.integer({ min: 80, max: 100 }),
        isFirst: fc.boolean(),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    zones: fc.array(
      fc.record({
        feeds: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 }),
        watts: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ sources, nodes, zones }) => {
    const all: PowerNodeInput[] = Array.from({ length: sources }, (_, index) => utility(`s${index}`));
    for (const { feeders, rating, efficiency, isFirst } of nodes) {
      const fedFrom = [...new Set(feeders.map((feeder) => all[feeder % all.length]!.name))];
      all.push(
        node(`n${all.length}`, fedFrom, {
          kind: 'ups',
          ratingWatts: rating,
          efficiency: efficiency / 100,
          draws: isFirst ? 'first-live' : 'parallel',
        }),
      );
    }
    return {
      nodes: all,
      zones: zones.map(({ feeds, watts }, index) => {
        const names = feeds.map((_, feed) => `F${feed}`);
        const sourcesOf = feeds.map((list) => [...new Set(list.map((one) => all[one % all.length]!.name))]);
        const zone = parallelZone(`z${index}`, names, {
          sources: Object.fromEntries(names.map((name, feed) => [name, sourcesOf[feed]!])),
        });
        return { zone, watts };
      }),
    };
  });

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const above = (nodes: readonly PowerNodeInput[], name: string): Set<string> => {
  const found = new Set([name]);
  for (const one of found) for (const feeder of nodes.find((each) => each.name === one)!.fedFrom) found.add(feeder);
  return found;
};

function planOf({ nodes, zones }: Sample): PowerChainPlan {
  return chainOf(nodes, zones);
}

test('sources give what the zones draw and the nodes lose, to the watt', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const chain = planOf(sample);
      expect(chain.sourceWatts).toBe(total(sample.zones.map(({ watts }) => watts)) + chain.lossWatts);
      // Each load is rounded by itself, half a watt at most.
      const sources = chain.nodes.filter(({ kind }) => kind === 'utility');
      const lost = total(chain.nodes.map(({ inputWatts, loadWatts }) => inputWatts - loadWatts));
      expect(Math.abs(total(sources.map(({ loadWatts }) => loadWatts)) - chain.sourceWatts)).toBeLessThanOrEqual(3);
      expect(Math.abs(lost - chain.lossWatts)).toBeLessThanOrEqual(chain.nodes.length + 1);
    }),
  );
});

test('nothing flows through a node that is out, or that no source reaches', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const chain = planOf(sample);
      for (const { kind, out, loadWatts } of chain.states) {
        if (kind !== 'loss') continue;
        const live = new Set<string>();
        for (const one of sample.nodes) {
          const isFed = one.kind === 'utility' || one.fedFrom.some((feeder) => live.has(feeder));
          if (isFed && !out.includes(one.name)) live.add(one.name);
        }
        sample.nodes.forEach(({ name }, place) => {
          if (!live.has(name)) expect(loadWatts[place]).toBe(0);
        });
      }
    }),
  );
});

test('every device is counted once in each state, and its rack is lost when it is down', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      for (const { devices, lostRacks, lostWatts } of planOf(sample).states) {
        expect(total(Object.values(devices))).toBe(sample.zones.length);
        expect(lostRacks).toHaveLength(devices.down);
        const down = sample.zones.filter((one) => lostRacks.includes(`${one.zone.name}-A01`));
        expect(lostWatts).toBe(total(down.map(({ watts }) => watts)));
      }
    }),
  );
});

test('the loss of a node that carries nothing changes no load', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const chain = planOf(sample);
      for (const { name, loadWatts } of chain.nodes) {
        const state = stateOf(chain, name);
        // A load below half a watt is 0 in the plan, and moves by no more.
        if (loadWatts > 0) continue;
        state.loadWatts.forEach((load, place) => {
          expect(Math.abs(load - chain.nodes[place]!.loadWatts)).toBeLessThanOrEqual(1);
        });
      }
    }),
  );
});

test('the loss of a node raises no node that shares no zone with it', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const chain = planOf(sample);
      const ways = sample.zones.map((one) => {
        const nodes = Object.values(one.zone.sources!).flat();
        return new Set(nodes.flatMap((name) => [...above(sample.nodes, name)]));
      });
      for (const lost of sample.nodes) {
        const near = new Set(ways.filter((way) => way.has(lost.name)).flatMap((way) => [...way]));
        stateOf(chain, lost.name).loadWatts.forEach((load, place) => {
          const { name, loadWatts } = chain.nodes[place]!;
          if (!near.has(name)) expect(load).toBe(loadWatts);
        });
      }
    }),
  );
});

test('two like halves of 2N carry alike, and each carries all without the other', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 2_000_000 }).map((watts) => watts * 2),
      fc.integer({ min: 1, max: 5 }),
      (watts, depth) => {
        const half = (feed: string) =>
          Array.from({ length: depth }, (_, index) =>
            node(`${feed}${index}`, [index === 0 ? 'grid' : `${feed}${index - 1}`], { kind: 'ups', efficiency: 0.97 }),
          );
        const zone = parallelZone('z', ['A', 'B'], {
          redundancy: '2N',
          sources: { A: [`A${depth - 1}`], B: [`B${depth - 1}`] },
        });
        const chain = chainOf([utility('grid'), ...half('A'), ...half('B')], [{ zone, watts }]);
        const [normal, lost] = [stateOf(chain), stateOf(chain, 'A0')];
        for (let index = 1; index <= depth; index += 1) {
          expect(normal.loadWatts[index]).toBe(normal.loadWatts[depth + index]);
          expect(Math.abs(lost.loadWatts[depth + index]! - 2 * normal.loadWatts[index]!)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

/** Zones as the chain sees them: one device each, alike on all feeds. */
function chainZones({ nodes, zones }: Sample): ChainZone[] {
  const placeOf = new Map(nodes.map(({ name }, place) => [name, place]));
  return zones.map(({ zone, watts }) => {
    const group = {
      model: 'm',
      psus: undefined,
      supplies: zone.feeds.map(() => 1),
      turn: 0,
      watts,
      devices: 1,
      racks: [`${zone.name}-A01`],
      names: [],
    };
    return {
      name: zone.name,
      states: new ZoneStates({ ...zone, groups: [group], tenantWatts: 0 }),
      sources: zone.feeds.map((feed) => zone.sources![feed]!.map((name) => placeOf.get(name)!)),
    };
  });
}

test('a walk from what is lost gives what a whole calculation gives, for any nodes and feeds, and puts the normal state back', () => {
  fc.assert(
    fc.property(
      samples,
      fc.array(fc.nat(), { maxLength: 3 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.option(fc.nat()),
      (sample, absent, lost, feed) => {
        const graph = chainGraph(sample.nodes);
        const at = (picks: readonly number[]) => [...new Set(picks.map((pick) => pick % sample.nodes.length))];
        const flow = new ChainFlow(graph, chainZones(sample), { absent: at(absent) });
        const before = flow.normal.loads.slice();
        const feeds = new Map(feed === null ? [] : [[feed % sample.zones.length, [feed % 2]]]);
        const outage = { nodes: at(lost), feeds };
        const walked = flow.without(outage);
        expect(flow.without(outage)).toEqual(walked);
        expect(flow.whole(outage)).toEqual(walked);
        expect(flow.without({ nodes: [], feeds: new Map() })).toEqual({
          changed: [],
          zones: new Map(),
          draws: [],
          shortLoops: [],
        });
        expect(flow.normal.loads).toEqual(before);
      },
    ),
    { numRuns: 500 },
  );
});

test('the order of declaration changes no load in any state', () => {
  fc.assert(
    fc.property(samples, fc.infiniteStream(fc.nat()), ({ nodes, zones }, picks) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, key: picks.next().value as number }))
          .sort((left, right) => left.key - right.key)
          .map(({ item }) => item);
      const facts = (chain: PowerChainPlan): readonly string[] =>
        chain.states
          .flatMap((state) => {
            const loads = loadsIn(chain, state);
            return chain.nodes.map(({ name }, place) => `${state.out.join('+')} ${name} ${loads[place] ?? NaN}`);
          })
          .sort();
      expect(facts(chainOf(shuffled(nodes), shuffled(zones)))).toEqual(facts(chainOf(nodes, zones)));
    }),
  );
});
