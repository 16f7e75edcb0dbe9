import fc from 'fast-check';

import { shortCircuits } from '../../../../src/design/power/chain/short-circuit';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import { node } from './chain-fixtures';

const ROOT3 = Math.sqrt(3);

/** A grid of 12.5 kA at 22.9 kV, transformers of 1 MVA and 6 % to 400 V without tolerance, and what hangs on them. */
function chain(
  parts: readonly PowerNodeInput[],
  grid: PowerNodeInput['supply'] = { shortCircuitAmperes: 12_500 },
): PowerNodeInput[] {
  return [node('grid', [], { kind: 'utility', volts: 22_900, supply: grid }), ...parts];
}

function transformer(
  name: string,
  supply: PowerNodeInput['supply'] = { impedance: 0.06, impedanceTolerance: 0 },
): PowerNodeInput {
  return low(name, ['grid'], { kind: 'transformer', ratingVoltAmperes: 1_000_000, supply });
}

function low(name: string, fedFrom: readonly string[], props: Partial<PowerNodeInput> = {}): PowerNodeInput {
  return node(name, fedFrom, { volts: 400, ...props });
}

const at = (nodes: readonly PowerNodeInput[], name: string): number => {
  const { amperes = Infinity } = shortCircuits(nodes).get(name) ?? {};
  return Math.round(amperes);
};

// Z of the grid at 400 V: 1.1 x 400^2 / (sqrt(3) x 22,900 x 12,500) = 0.35498 mOhm. K = 0.95 x 1.1 / (1 + 0.6 x 0.06) = 1.00869;
// Z of the transformer: 1.00869 x 0.06 x 400^2 / 1,000,000 = 9.68342 mOhm. I = 1.1 x 400 / (sqrt(3) x 10.03840 mOhm) = 25,306 A.
test('grid and transformer in series', () => {
  const nodes = chain([transformer('tx'), low('board', ['tx'])]);
  expect(at(nodes, 'grid')).toBe(12_500);
  expect(at(nodes, 'tx')).toBe(25_306);
  expect(at(nodes, 'board')).toBe(25_306);
});

// Without the grid's impedance 1.1 x 400 / (sqrt(3) x 9.68342 mOhm) = 26,234 A; with a tenth less of that of the transformer 29,149 A.
test('a grid that states no level is without end, and a transformer that states no tolerance is a tenth lower', () => {
  expect(at(chain([transformer('tx')], {}), 'tx')).toBe(26_234);
  expect(at(chain([transformer('tx', { impedance: 0.06 })], {}), 'tx')).toBe(29_149);
  expect(shortCircuits(chain([transformer('tx')], {})).get('tx')).toMatchObject({ endless: ['grid'], bare: [] });
});

test('a transformer without an impedance holds nothing back, and is named', () => {
  expect(shortCircuits(chain([transformer('tx', {})], {})).get('tx')).toEqual({ endless: ['grid'], bare: ['tx'] });
  // The power of the grid, 495.8 MVA, at 400 V.
  expect(at(chain([transformer('tx', {})]), 'tx')).toBe(Math.round((12_500 * 22_900) / 400));
});

// Half of 9.68342 mOhm and 0.35498 mOhm of the grid, which both share: 1.1 x 400 / (sqrt(3) x 5.19669 mOhm) = 48,884 A, and not 2 x 25,306 A.
test('two transformers on one board are closed together, and share what is above them', () => {
  const two = [transformer('t-1'), transformer('t-2')];
  expect(at(chain([...two, low('board', ['t-1', 't-2'])]), 'board')).toBe(48_884);
  // A fault behind one of them is fed by the other through the board.
  expect(at(chain([...two, low('board', ['t-1', 't-2'])]), 't-1')).toBe(48_884);
  // A tie that is open normally counts as closed.
  expect(at(chain([...two, low('board', ['t-1', 't-2'], { draws: 'first-live' })]), 'board')).toBe(48_884);
});

test('feeders of a switch are never closed together: the one that gives most counts', () => {
  const weak = transformer('t-2', { impedance: 0.12, impedanceTolerance: 0 });
  for (const kind of ['transfer-switch', 'static-switch'] as const) {
    const nodes = chain([transformer('t-1'), weak, low('switch', ['t-2', 't-1'], { kind, draws: 'first-live' })]);
    expect(at(nodes, 'switch')).toBe(at(nodes, 't-1'));
  }
});

// K = 1.1 / (1 + 0.2 x sin(acos 0.8)) = 0.98214; Z = 0.98214 x 0.2 x 400^2 / 1,000,000 = 31.42857 mOhm; I = 1.1 x 400 / (sqrt(3) x 31.42857 mOhm) = 8,083 A.
test('a generator gives by its subtransient reactance', () => {
  const set = low('gen', [], {
    kind: 'generator',
    ratingWatts: 800_000,
    ratingVoltAmperes: 1_000_000,
    powerFactor: 0.8,
    supply: { impedance: 0.2, impedanceTolerance: 0 },
  });
  expect(at(chain([set]), 'gen')).toBe(8_083);
});

test('a UPS is bypassed, and what makes direct current ends the way', () => {
  const dc = { current: 'dc', phases: 1, powerFactor: 1 } as const;
  const nodes = chain([
    transformer('tx'),
    low('ups', ['tx'], { kind: 'ups' }),
    low('rect', ['ups'], { kind: 'rectifier', ...dc }),
  ]);
  expect(at(nodes, 'ups')).toBe(25_306);
  expect(shortCircuits(nodes).has('rect')).toBe(false);
});

test('of transformers side by side and one behind another the current is that of their impedances, however they are declared', () => {
  const size = fc.integer({ min: 100_000, max: 3_000_000 });
  const share = fc.double({ min: 0.03, max: 0.12, noNaN: true });
  const one = fc.record({ size, share });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), one, fc.boolean(), (side, behind, isReversed) => {
      const make = (
        name: string,
        from: string,
        { size: ratingVoltAmperes, share: impedance }: typeof behind,
      ): PowerNodeInput =>
        low(name, [from], {
          kind: 'transformer',
          ratingVoltAmperes,
          ratingWatts: ratingVoltAmperes,
          supply: { impedance, impedanceTolerance: 0 },
        });
      const sides = side.map((each, index) => make(`t-${index}`, 'grid', each));
      const nodes = chain([
        ...sides,
        low(
          'bus',
          sides.map(({ name }) => name),
        ),
        make('last', 'bus', behind),
      ]);
      const ohms = ({ size: rating, share: x }: typeof behind): number =>
        ((0.95 * 1.1) / (1 + 0.6 * x)) * ((x * 400 ** 2) / rating);
      const grid = (1.1 * 400 ** 2) / (ROOT3 * 22_900 * 12_500);
      const together = 1 / side.reduce((sum, each) => sum + 1 / ohms(each), 0);
      const amperes = shortCircuits(isReversed ? [...nodes].reverse() : nodes).get('last')?.amperes ?? 0;
      const expected = (1.1 * 400) / (ROOT3 * (grid + together + ohms(behind)));
      expect(Math.abs(amperes / expected - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 100 },
  );
});
