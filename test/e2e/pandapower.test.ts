import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { shortCircuits } from '../../src/design/power/chain/short-circuit';
import { planPower } from '../../src/design/power/plan-power';
import { loadsIn, type PowerNodeInput } from '../../src/model/power-node';
import { node, parallelZone } from '../design/power/chain/chain-fixtures';
import { bareDevice, placed } from '../design/power/power-fixtures';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'run-pandapower.py');

/** A node as both models take it. */
interface ChainNode {
  readonly name: string;
  readonly kind: 'grid' | 'transformer' | 'board' | 'ups';
  readonly volts: number;
  readonly fedFrom: readonly string[];
  readonly powerFactor: number;
  readonly shortCircuitAmperes?: number;
  readonly voltAmperes: number;
  readonly impedance?: number;
  /** Loss at rated current, as a share of the rating. */
  readonly copperShare?: number;
  /** Loss without load, W. */
  readonly ironWatts?: number;
  readonly efficiency?: number;
}

interface Chain {
  /** Nodes that are out. */
  readonly out: readonly string[];
  readonly nodes: readonly ChainNode[];
  readonly loads: readonly { readonly node: string; readonly watts: number; readonly powerFactor: number }[];
}

const CHAINS = 100;
/** Chains that are held with a node out. */
const FAILURES = 30;

/** Numbers from a seed, from 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A chain from a seed: a grid at 22.9 kV, in half of them a substation to 6.6 kV, boards at 400 V on one transformer or on two alike, a UPS on most boards, and
 * panels with loads.
 */
function chainOf(seed: number): Chain {
  const next = numbers(seed);
  const between = (least: number, most: number): number => least + next() * (most - least);
  const nodes: ChainNode[] = [];
  const loads: { node: string; watts: number; powerFactor: number }[] = [];
  const add = (each: Omit<ChainNode, 'powerFactor'>): string => {
    nodes.push({ ...each, powerFactor });
    return each.name;
  };
  const powerFactor = between(0.92, 0.99);
  const transformer = (name: string, from: string, volts: number, voltAmperes: number): string =>
    add({
      name,
      kind: 'transformer',
      volts,
      fedFrom: [from],
      voltAmperes,
      impedance: between(0.05, 0.08),
      copperShare: between(0.006, 0.01),
      ironWatts: voltAmperes * between(0.000_8, 0.001_5),
    });
  const big = 200e6;
  let above = add({
    name: 'grid',
    kind: 'grid',
    volts: 22_900,
    fedFrom: [],
    voltAmperes: big,
    shortCircuitAmperes: between(8_000, 40_000),
  });
  let volts = 22_900;
  if (next() < 0.5) {
    above = transformer('substation', above, 6_600, between(15e6, 30e6));
    volts = 6_600;
  }
  above = add({ name: 'mv', kind: 'board', volts, fedFrom: [above], voltAmperes: big });
  const boards = 1 + Math.floor(next() * 3);
  for (let board = 1; board <= boards; board += 1) {
    const size = between(800_000, 2_500_000);
    const first = transformer(`tx-${board}-1`, above, 400, size);
    const feeders = [first];
    if (next() < 0.5) {
      const twin = nodes.find(({ name }) => name === first);
      if (twin !== undefined) feeders.push(add({ ...twin, name: `tx-${board}-2` }));
    }
    let at = add({ name: `board-${board}`, kind: 'board', volts: 400, fedFrom: feeders, voltAmperes: big });
    if (next() < 0.7) {
      at = add({
        name: `ups-${board}`,
        kind: 'ups',
        volts: 400,
        fedFrom: [at],
        voltAmperes: big,
        efficiency: between(0.93, 0.98),
      });
    }
    const panels = 1 + Math.floor(next() * 4);
    const watts = size * feeders.length * powerFactor * between(0.3, 0.85);
    for (let panel = 1; panel <= panels; panel += 1) {
      const name = add({ name: `panel-${board}-${panel}`, kind: 'board', volts: 400, fedFrom: [at], voltAmperes: big });
      loads.push({ node: name, watts: Math.round(watts / panels), powerFactor });
    }
  }
  return { out: [], nodes, loads };
}

/** The chains that have transformers side by side, each with one of these out: the other carries the load of both. */
function withOneOut(chains: readonly Chain[]): readonly Chain[] {
  return chains.flatMap((chain) => {
    const twin = chain.nodes.find(({ name }) => /^tx-\d-2$/.test(name));
    return twin === undefined ? [] : [{ ...chain, out: [twin.name] }];
  });
}

/** Output over input of a transformer at a load, by its losses: iron always, copper by the square of the current. */
function efficiencyOf({ voltAmperes, copperShare = 0, ironWatts = 0, powerFactor }: ChainNode, watts: number): number {
  const share = watts / powerFactor / voltAmperes;
  return watts / (watts + ironWatts + copperShare * voltAmperes * share ** 2);
}

/** The nodes with efficiencies at the load that they have with what is out, which is summed from below. */
function inputsOf({ nodes, loads, out: lost }: Chain): readonly PowerNodeInput[] {
  const dead = new Set(lost);
  for (const { name, fedFrom } of nodes) {
    if (fedFrom.length > 0 && fedFrom.every((feeder) => dead.has(feeder))) dead.add(name);
  }
  const out = new Map<string, number>();
  for (const load of loads) if (!dead.has(load.node)) out.set(load.node, (out.get(load.node) ?? 0) + load.watts);
  const efficiencies = new Map<string, number>();
  for (const each of [...nodes].reverse()) {
    const watts = out.get(each.name) ?? 0;
    const isLoaded = each.kind === 'transformer' && watts > 0;
    const efficiency = isLoaded ? efficiencyOf(each, watts) : (each.efficiency ?? 1);
    efficiencies.set(each.name, efficiency);
    const feeders = dead.has(each.name) ? [] : each.fedFrom.filter((feeder) => !dead.has(feeder));
    for (const feeder of feeders) {
      out.set(feeder, (out.get(feeder) ?? 0) + watts / efficiency / feeders.length);
    }
  }
  const kinds = { grid: 'utility', transformer: 'transformer', board: 'switchboard', ups: 'ups' } as const;
  return nodes.map(({ name, kind, fedFrom, volts, voltAmperes, powerFactor, impedance, shortCircuitAmperes }) => ({
    ...node(name, fedFrom, {
      kind: kinds[kind],
      volts,
      powerFactor,
      efficiency: efficiencies.get(name) ?? 1,
      ratingVoltAmperes: Math.round(voltAmperes),
      ratingWatts: Math.round(voltAmperes),
    }),
    supply: {
      ...(shortCircuitAmperes === undefined ? {} : { shortCircuitAmperes }),
      ...(impedance === undefined ? {} : { impedance, impedanceTolerance: 0 }),
    },
  }));
}

/** Load of each node by the library in the normal state, or with what is out, W. */
function loadsOf({ loads, out }: Chain, powerNodes: readonly PowerNodeInput[]): ReadonlyMap<string, number> {
  const devices = loads.map(({ watts }, index) => bareDevice(`d-${index + 1}`, { maxWatts: watts }));
  const racks = devices.map((device, index) => ({
    ...placed([[device]], `zone-${index + 1}`).racks[0]!,
    name: `zone-${index + 1}-A01`,
  }));
  const positions = new Map(devices.map(({ name }, index) => [name, { rack: racks[index]!.name, u: 1 }]));
  const zones = loads.map((load, index) =>
    parallelZone(`zone-${index + 1}`, [load.node], { ratingWatts: 100_000_000 }),
  );
  const { chain } = planPower({ zones, placement: { racks, positions, unplaced: [] }, devices, powerNodes });
  const state = chain?.states.find((each) => each.out.join() === out.join());
  if (chain === undefined || state === undefined) throw new Error(`no state without ${out.join()}`);
  const carried = loadsIn(chain, state);
  return new Map(chain.nodes.map(({ name }, place) => [name, carried[place] ?? 0]));
}

const python = process.env['PANDAPOWER_PYTHON'] ?? 'python3';

function testWithPandapower(): jest.It {
  // CI names the interpreter: there a package that is not found fails the test.
  if (process.env['PANDAPOWER_PYTHON'] !== undefined) return test;
  if (spawnSync(python, ['-c', 'import pandapower']).status === 0) return test;
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(
    'notice: pandapower not found, so loads and short-circuit currents are not held against it (pip install -r scripts/pandapower-requirements.txt)\n',
  );
  return test.skip;
}

interface Results {
  readonly results: readonly { readonly watts: Record<string, number>; readonly amperes: Record<string, number> }[];
}

/** The largest difference between two values of the same name, as a share of the second; what carries nothing carries nothing in both. */
function farthest(own: (name: string) => number, other: Readonly<Record<string, number>>): readonly [string, number] {
  return Object.entries(other)
    .map(([name, value]) => [name, value === 0 ? own(name) : Math.abs(own(name) / value - 1)] as const)
    .reduce((top, each) => (each[1] > top[1] ? each : top), ['', 0]);
}

function outWords({ out }: Chain): string {
  return out.length === 0 ? '' : ` without ${out.join()}`;
}

testWithPandapower()(
  `${CHAINS} chains have the loads and short-circuit currents of pandapower, and ${FAILURES} its loads with a transformer out`,
  () => {
    const whole = Array.from({ length: CHAINS }, (_, index) => chainOf(index + 1));
    const chains = [...whole, ...withOneOut(whole).slice(0, FAILURES)];
    const { status, stdout, stderr } = spawnSync(python, [SCRIPT], {
      input: JSON.stringify(chains),
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const { results } = JSON.parse(stdout) as Results;
    expect(results).toHaveLength(CHAINS + FAILURES);
    const problems: string[] = [];
    let nodes = 0;
    results.forEach(({ watts, amperes }, index) => {
      const chain = chains[index] ?? { out: [], nodes: [], loads: [] };
      const inputs = inputsOf(chain);
      const loads = loadsOf(chain, inputs);
      const currents = chain.out.length > 0 ? new Map<string, { readonly amperes: number }>() : shortCircuits(inputs);
      expect(Object.keys(watts).sort()).toEqual([...loads.keys()].sort());
      expect(Object.keys(amperes).sort()).toEqual([...currents.keys()].sort());
      nodes += loads.size;
      const load = farthest((name) => loads.get(name) ?? 0, watts);
      const current = farthest((name) => currents.get(name)?.amperes ?? 0, amperes);
      if (!(load[1] <= 0.005))
        problems.push(`chain ${index + 1}${outWords(chain)}: load of '${load[0]}' is off by ${load[1]}`);
      if (!(current[1] <= 0.02))
        problems.push(`chain ${index + 1}: short circuit at '${current[0]}' is off by ${current[1]}`);
    });
    expect(problems).toEqual([]);
    expect(nodes).toBeGreaterThan((CHAINS + FAILURES) * 6);
  },
  900_000,
);
