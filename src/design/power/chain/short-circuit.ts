import type { PowerNodeInput } from '../../../model/power-node';
import { activeRating, isSource, nodeOrder } from './chain-graph';

/** Voltage factor of IEC 60909-0 for the highest short-circuit current: of medium voltage, and of low voltage that may be 10 % above its nominal one. */
const VOLTAGE_FACTOR = 1.1;

/** By how much of itself an impedance may be lower than it is rated for, where nothing is stated: 10 % (IEC 60076-1). */
const TOLERANCE = 0.1;

/** Short-circuit current at the output of a node. */
export interface ShortCircuit {
  /** Three-phase current, or that of the one phase, A. Absent: without end, for what is not known. */
  readonly amperes?: number;
  /** Sources on the way that are counted as without end, for they do not state their level. */
  readonly endless: readonly string[];
  /** Transformers on the way that are counted as without impedance, for they do not state it. */
  readonly bare: readonly string[];
}

/**
 * Highest short-circuit current at the output of each node that carries alternating current: a screening bound after IEC 60909-0.
 *
 * Method: impedances of sources, generators and transformers in magnitude, each at its lower tolerance, with the voltage factor and the corrections of
 * transformers and generators; nothing else holds the current back. All that can feed a node at once does: ties are closed, and stores are bypassed. Of the
 * feeders of a transfer switch or static switch, which are never joined, the one that gives most counts. What feeds a node of its own feeds the others on the same
 * bus too. Motors and inverters are not counted.
 */
export function shortCircuits(nodes: readonly PowerNodeInput[]): ReadonlyMap<string, ShortCircuit> {
  const { order } = nodeOrder(nodes);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const known = new Map<string, Bound>();
  for (const place of order) {
    const node = nodes[place];
    if (node === undefined || node.current === 'dc') continue;
    const feeders = node.fedFrom.filter((name) => known.has(name));
    if (isSource(node) || feeders.length > 0) known.set(node.name, boundOf(node, feeders, known, byName));
  }
  const ways = new Map([...known].map(([name, { taken }]) => [name, taken] as const));
  const network = new FaultNetwork(ways, byName);
  const found = network.admittances();
  const onBus = new Map<string, { readonly endless: Set<string>; readonly bare: Set<string> }>();
  for (const [name, { endless, bare }] of known) {
    const bus = network.busOf(name);
    const facts = onBus.get(bus) ?? { endless: new Set<string>(), bare: new Set<string>() };
    onBus.set(bus, facts);
    for (const each of endless) facts.endless.add(each);
    for (const each of bare) facts.bare.add(each);
  }
  return new Map(
    [...known].map(([name, { node }]) => {
      const bus = network.busOf(name);
      const perAmpere = node.volts * (node.phases === 3 ? Math.sqrt(3) : 1);
      const amperes = (VOLTAGE_FACTOR * (found.get(bus) ?? Infinity)) / perAmpere;
      const { endless = [], bare = [] } = onBus.get(bus) ?? {};
      return [name, { ...(Number.isFinite(amperes) ? { amperes } : {}), endless: [...endless], bare: [...bare] }];
    }),
  );
}

/** What can feed a fault at a node from above. */
interface Bound {
  readonly node: PowerNodeInput;
  /** V x V / Z, VA. */
  readonly voltAmperes: number;
  /** Feeders that give it. */
  readonly taken: readonly string[];
  readonly endless: readonly string[];
  readonly bare: readonly string[];
  /** Nodes that give it, itself among them, each with those of its feeders that do. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
}

function boundOf(
  node: PowerNodeInput,
  feeders: readonly string[],
  known: ReadonlyMap<string, Bound>,
  byName: ReadonlyMap<string, PowerNodeInput>,
): Bound {
  const bounds = feeders.flatMap((name) => known.get(name) ?? []);
  const isSwitch = node.kind === 'transfer-switch' || node.kind === 'static-switch';
  const most = bounds.reduce((top, each) => Math.max(top, each.voltAmperes), 0);
  const taken = isSwitch ? bounds.filter(({ voltAmperes }) => voltAmperes === most).slice(0, 1) : bounds;
  const ways = new Map(taken.flatMap((each) => [...each.ways]));
  ways.set(
    node.name,
    taken.map((each) => each.node.name),
  );
  const all = [...ways.keys()].flatMap((name) => byName.get(name) ?? []);
  return {
    node,
    voltAmperes: voltAmperesAt(node, ways, byName),
    taken: taken.map((each) => each.node.name),
    endless: all.filter((each) => isSource(each) && sourceVoltAmperes(each) === Infinity).map(({ name }) => name),
    bare: all.filter((each) => isTransformer(each) && each.supply?.impedance === undefined).map(({ name }) => name),
    ways,
  };
}

function isTransformer({ kind }: Pick<PowerNodeInput, 'kind'>): boolean {
  return kind === 'transformer' || kind === 'substation';
}

/** Rated apparent power, VA. */
export function ratedVoltAmperes(node: PowerNodeInput): number {
  return node.ratingVoltAmperes ?? activeRating(node) / node.powerFactor;
}

/** V x V / Z of a source, VA. */
function sourceVoltAmperes(node: PowerNodeInput): number {
  const { supply = {}, volts, phases } = node;
  const { shortCircuitAmperes, impedance, impedanceTolerance = TOLERANCE } = supply;
  if (shortCircuitAmperes !== undefined) {
    return (volts * shortCircuitAmperes * (phases === 3 ? Math.sqrt(3) : 1)) / VOLTAGE_FACTOR;
  }
  if (impedance === undefined) return Infinity;
  // K of a generator: c / (1 + x sin phi).
  const correction = VOLTAGE_FACTOR / (1 + impedance * Math.sqrt(1 - node.powerFactor ** 2));
  return ratedVoltAmperes(node) / (correction * impedance * (1 - impedanceTolerance));
}

/** V x V / Z of a transformer, VA; K of a transformer: 0.95 c / (1 + 0.6 x). */
function transformerVoltAmperes(node: PowerNodeInput): number {
  const { impedance, impedanceTolerance = TOLERANCE } = node.supply ?? {};
  if (impedance === undefined) return Infinity;
  const correction = (0.95 * VOLTAGE_FACTOR) / (1 + 0.6 * impedance);
  return ratedVoltAmperes(node) / (correction * impedance * (1 - impedanceTolerance));
}

function voltAmperesAt(
  { name }: PowerNodeInput,
  ways: ReadonlyMap<string, readonly string[]>,
  byName: ReadonlyMap<string, PowerNodeInput>,
): number {
  const network = new FaultNetwork(ways, byName);
  return network.admittances().get(network.busOf(name)) ?? Infinity;
}

const GROUND = '/ground';

/** A pivot below this share of the largest is none: nothing feeds the bus. */
const NOTHING = 1e-12;

/** Buses between which impedances are: what nothing separates is one bus, sources are branches to the ground, transformers between two buses. */
class FaultNetwork {
  private readonly buses = new Buses();
  private readonly branches: { readonly from: string; readonly to: string; readonly voltAmperes: number }[] = [];

  public constructor(ways: ReadonlyMap<string, readonly string[]>, byName: ReadonlyMap<string, PowerNodeInput>) {
    for (const [name, feeders] of ways) {
      const node = byName.get(name);
      if (node === undefined) continue;
      if (isSource(node)) this.connect(name, GROUND, sourceVoltAmperes(node));
      const through = isTransformer(node) ? transformerVoltAmperes(node) : Infinity;
      // A transformer has a bus of its own at its input, which all that feeds it shares.
      const input = through === Infinity ? name : `${name}/input`;
      if (input !== name && feeders.length > 0) this.connect(input, name, through);
      for (const feeder of feeders) this.buses.join(feeder, input);
    }
  }

  public busOf(name: string): string {
    return this.buses.of(name);
  }

  /**
   * V x V / Z between each bus and the ground, VA. Absent: nothing holds back a source without end.
   *
   * Method: the inverse of the matrix of admittances has the impedance of each bus on its diagonal. The matrix is diagonally dominant: no pivot is sought.
   */
  public admittances(): ReadonlyMap<string, number> {
    const ground = this.buses.of(GROUND);
    const ends = this.branches
      .map(({ from, to, voltAmperes }) => ({ from: this.buses.of(from), to: this.buses.of(to), voltAmperes }))
      .filter(({ from, to }) => from !== to);
    const places = new Map<string, number>();
    for (const { from, to } of ends) {
      for (const bus of [from, to]) if (bus !== ground && !places.has(bus)) places.set(bus, places.size);
    }
    const size = places.size;
    const matrix = Array.from({ length: size }, () => new Float64Array(size));
    const addTo = (row: number, column: number, value: number): void => {
      const cells = matrix[row];
      if (cells !== undefined) cells[column] = (cells[column] ?? 0) + value;
    };
    for (const { from, to, voltAmperes } of ends) {
      const [one, other] = [places.get(from), places.get(to)];
      if (one !== undefined) addTo(one, one, voltAmperes);
      if (other !== undefined) addTo(other, other, voltAmperes);
      if (one === undefined || other === undefined) continue;
      addTo(one, other, -voltAmperes);
      addTo(other, one, -voltAmperes);
    }
    const impedances = diagonalOfInverse(matrix);
    return new Map([...places].map(([bus, place]) => [bus, 1 / (impedances[place] ?? Infinity)]));
  }

  private connect(from: string, to: string, voltAmperes: number): void {
    if (voltAmperes === Infinity) this.buses.join(from, to);
    else this.branches.push({ from, to, voltAmperes });
  }
}

/** Diagonal of the inverse of a symmetric matrix, which it destroys; without end where nothing feeds a bus. Method: Gauss and Jordan, in place. */
function diagonalOfInverse(matrix: readonly Float64Array[]): readonly number[] {
  const largest = matrix.reduce((top, row, place) => Math.max(top, row[place] ?? 0), 0);
  for (let pivot = 0; pivot < matrix.length; pivot += 1) {
    const row = matrix[pivot] ?? new Float64Array(0);
    const own = row[pivot] ?? 0;
    if (own <= largest * NOTHING) {
      row.fill(0);
      row[pivot] = Infinity;
      continue;
    }
    row[pivot] = 1;
    for (let column = 0; column < matrix.length; column += 1) row[column] = (row[column] ?? 0) / own;
    for (let other = 0; other < matrix.length; other += 1) {
      const cells = matrix[other] ?? new Float64Array(0);
      const factor = cells[pivot] ?? 0;
      if (other === pivot || factor === 0) continue;
      cells[pivot] = 0;
      for (let column = 0; column < matrix.length; column += 1) {
        cells[column] = (cells[column] ?? 0) - factor * (row[column] ?? 0);
      }
    }
  }
  return matrix.map((row, place) => row[place] ?? Infinity);
}

/** Buses: names that nothing separates are one. */
class Buses {
  private readonly parent = new Map<string, string>();

  public of(name: string): string {
    let top = name;
    for (let up = this.parent.get(top); up !== undefined; up = this.parent.get(top)) top = up;
    // What is on the way hangs on the top from now on.
    for (let at = name; at !== top;) {
      const up = this.parent.get(at) ?? top;
      this.parent.set(at, top);
      at = up;
    }
    return top;
  }

  public join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.parent.set(a, b);
  }
}
