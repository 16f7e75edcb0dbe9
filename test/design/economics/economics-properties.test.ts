import { assert, constantFrom, integer, property, record } from 'fast-check';
import { modelById } from '../../../src/catalog/models';
import { costOf, type CostCase } from '../../../src/design/economics/finance';
import { kvBytesOfSequence } from '../../../src/design/economics/memory';

const share = (least: number, most: number): ReturnType<typeof integer> => integer({ min: least, max: most });

/** Cases in hundredths and whole units. */
const cases = record({
  gpus: share(8, 10_000),
  it: share(10_000, 60_000),
  house: share(0, 20_000),
  itYears: share(2, 8),
  moreYears: share(0, 15),
  interest: share(0, 20),
  operations: share(0, 5_000),
  kilowatts: share(1, 3),
  energy: share(0, 40),
  idle: share(0, 100),
  utilisation: share(5, 100),
}).map(({ gpus, it, house, moreYears, ...rest }): CostCase => ({
  gpus,
  itCapital: it * gpus,
  infrastructureCapital: house * gpus,
  itYears: rest.itYears,
  infrastructureYears: rest.itYears + moreYears,
  interest: rest.interest / 100,
  operations: rest.operations * gpus,
  kilowatts: rest.kilowatts * gpus,
  energyPrice: rest.energy / 100,
  idleShare: rest.idle / 100,
  utilisation: rest.utilisation / 100,
  residual: 0,
}));

test('more of any cost never makes a GPU-hour cheaper, and more sold hours never dearer', () => {
  assert(
    property(
      cases,
      constantFrom('itCapital', 'infrastructureCapital', 'operations', 'kilowatts', 'energyPrice'),
      (each, cost) => {
        const base = costOf(each).perSoldHour;
        expect(costOf({ ...each, [cost]: each[cost] * 1.5 }).perSoldHour).toBeGreaterThanOrEqual(base * (1 - 1e-12));
        const sold = Math.min(1, each.utilisation * 1.1);
        expect(costOf({ ...each, utilisation: sold }).perSoldHour).toBeLessThanOrEqual(base * (1 + 1e-12));
      },
    ),
    { numRuns: 300, seed: 20 },
  );
});

test('at its break-even the price covers the cost of a sold hour, and below it does not', () => {
  assert(
    property(cases, share(100, 1_000), (each, cents) => {
      const price = cents / 100;
      const { breakEven } = costOf({ ...each, price });
      if (breakEven === undefined || breakEven > 1 || breakEven <= 0.02) return;
      const at = costOf({ ...each, price, utilisation: breakEven });
      expect(at.perSoldHour).toBeCloseTo(price, 6);
      expect(costOf({ ...each, price, utilisation: breakEven * 0.99 }).perSoldHour).toBeGreaterThan(price);
    }),
    { numRuns: 300, seed: 21 },
  );
});

test('with lives alike, a price above the cost has a present value above 0', () => {
  assert(
    property(cases, share(-50, 50), (each, more) => {
      const alike = { ...each, infrastructureYears: each.itYears, interest: Math.max(0.01, each.interest) };
      const cost = costOf(alike).perSoldHour;
      const price = cost * (1 + more / 100);
      const { presentValue = 0 } = costOf({ ...alike, price });
      if (Math.abs(more) < 1) return;
      expect(Math.sign(presentValue)).toBe(Math.sign(more));
    }),
    { numRuns: 300, seed: 22 },
  );
});

test('a longer sequence never holds fewer bytes of KV cache, and latent attention is not divided by tensor parallelism', () => {
  const ids = ['llama-3.1-405b', 'deepseek-r1', 'gpt-oss-120b', 'ax-k1'];
  assert(
    property(constantFrom(...ids), share(1, 100_000), share(1, 20_000), (id, tokens, more) => {
      const model = modelById(id);
      const layout = { format: 'fp8' as const };
      const bytes = (length: number, tensor: number): number => kvBytesOfSequence(model, layout, length, { tensor });
      expect(bytes(tokens + more, 1)).toBeGreaterThanOrEqual(bytes(tokens, 1));
      if (model.shape.value.attention.kind !== 'grouped') expect(bytes(tokens, 8)).toBe(bytes(tokens, 1));
      else expect(bytes(tokens, 8)).toBeLessThanOrEqual(bytes(tokens, 1));
    }),
    { numRuns: 200, seed: 23 },
  );
});
