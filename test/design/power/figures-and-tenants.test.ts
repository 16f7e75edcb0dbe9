import * as fc from 'fast-check';

import { planPower, tenantWattsByZone } from '../../../src/design/power/plan-power';
import { tenantLoadsOnRows } from '../../../src/design/site/plan-loads';
import { DesignError } from '../../../src/errors/design-error';
import { type HallInput, isFallback, wattsOf } from '../../../src/model/placement-plan';
import type { TenantLoadInput } from '../../../src/model/power-plan';
import { device, placed, zone } from './power-fixtures';

const block = (parts: Partial<TenantLoadInput> = {}): TenantLoadInput => ({
  name: 'neighbour',
  path: 'site/neighbour',
  racks: 4,
  rows: ['hall/A'],
  loadWatts: 1_000_000,
  liquidShare: 0.8,
  ...parts,
});

describe('loads by figure', () => {
  const one = device('a', { figures: { capped: 12_000, measured: 10_442 } });
  const plain = device('b');
  const placement = placed([[one, plain]]);
  const loadBy = (basis: 'nameplate' | 'capped' | 'measured' | 'idle') =>
    planPower({ zones: [zone()], placement, devices: [one, plain], basis });

  // 14,300 + 14,300; 12,000 + 14,300; 10,442 + 14,300; no idle draw is known.
  test.each([
    ['nameplate', 28_600],
    ['capped', 26_300],
    ['measured', 24_742],
    ['idle', 28_600],
  ] as const)('count %s, and the nameplate where it is not known', (basis, watts) => {
    const plan = loadBy(basis);
    expect(plan.basis).toBe(basis);
    expect(plan.loadWatts).toBe(watts);
    expect(plan.zones[0]?.feedLoads.map(({ worstWatts }) => worstWatts)).toEqual([watts, watts]);
  });

  test('say where the nameplate stands for a figure', () => {
    expect([wattsOf(one, 'capped'), wattsOf(one, 'idle'), wattsOf(one, 'nameplate')]).toEqual([12_000, 14_300, 14_300]);
    expect([isFallback(one, 'capped'), isFallback(one, 'idle'), isFallback(plain, 'nameplate')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('no figure counts twice: the load of the plan is the sum of the zones', () => {
    const watts = fc.record({
      maxWatts: fc.integer({ min: 1, max: 20_000 }),
      capped: fc.integer({ min: 1, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(watts, { minLength: 1, maxLength: 8 }), (list) => {
        const devices = list.map(({ maxWatts, capped }, index) =>
          device(`d${index}`, { maxWatts, figures: { capped } }),
        );
        const plan = planPower({ zones: [zone()], placement: placed([devices]), devices, basis: 'capped' });
        expect(plan.loadWatts).toBe(list.reduce((sum, { capped }) => sum + capped, 0));
        expect(plan.zones[0]?.feedLoads.reduce((sum, { normalWatts }) => sum + normalWatts, 0)).toBe(plan.loadWatts);
      }),
    );
  });
});

describe("a tenant's block", () => {
  const placement = placed([[device('a', { maxWatts: 10_000 })]]);

  // 1 MW alike on A and B, and the 10 kW of a device with 3 + 3 supplies beside it.
  test('draws alike from both feeds of its zone, and whole from the one that is left', () => {
    const plan = planPower({
      zones: [zone()],
      placement,
      devices: [device('a', { maxWatts: 10_000 })],
      tenantLoads: [block()],
    });
    expect(plan.zones[0]).toMatchObject({
      loadWatts: 1_010_000,
      tenantWatts: 1_000_000,
      feedLoads: [
        { feed: 'A', normalWatts: 505_000, worstWatts: 1_010_000 },
        { feed: 'B', normalWatts: 505_000, worstWatts: 1_010_000 },
      ],
    });
    expect(plan.loadWatts).toBe(1_010_000);
    expect(plan.tenantLoads).toEqual([block()]);
    expect(plan.zones[0]?.losses.map(({ model }) => model)).toEqual(['dgx-b200', 'dgx-b200']);
  });

  test('is shared out by the rack positions of its rows where they are in two zones', () => {
    const racks = [
      ...Array.from({ length: 3 }, (_, index) => ({ hall: 'hall', row: 'A', number: index + 1, zone: 'a' })),
      { hall: 'hall', row: 'B', number: 1, zone: 'b' },
    ];
    const watts = tenantWattsByZone([block({ rows: ['hall/A', 'hall/B'], loadWatts: 1_001 })], racks);
    // 1,001 x 3 / 4 = 750.75 and 250.25, together whole.
    expect([...watts]).toEqual([
      ['a', 751],
      ['b', 250],
    ]);
  });

  test('leaves a plan without any as it was', () => {
    const plan = planPower({ zones: [zone()], placement, devices: [device('a')], tenantLoads: [] });
    expect(plan).not.toHaveProperty('tenantLoads');
    expect(plan.zones[0]).not.toHaveProperty('tenantWatts');
  });
});

describe("rows of tenants' blocks", () => {
  const hall = (name: string, rows: Readonly<Record<string, number>>): HallInput => ({
    name,
    rowPitchMillimetres: 3_000,
    rackPitchMillimetres: 600,
    riserMillimetres: 1_500,
    rows: Object.entries(rows).map(([row, racks]) => ({
      name: row,
      racks,
      zone: 'a',
      rack: { model: 'rack', heightU: 48, budgetWatts: 1 },
    })),
  });
  const halls = [hall('one', { A: 10, B: 4 }), hall('two', { A: 10 })];

  test('are known by hall and row, however they are named', () => {
    const [load] = tenantLoadsOnRows([block({ racks: 14, rows: ['B', 'two/A'] })], halls);
    expect(load?.rows).toEqual(['one/B', 'two/A']);
  });

  test('fails where they hold fewer racks than the block has', () => {
    let refusal: unknown;
    try {
      tenantLoadsOnRows([block({ racks: 5, rows: ['B'] })], halls);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(DesignError);
    expect((refusal as DesignError).message).toBe(
      "tenant load 'neighbour' has 5 racks, and its row 'one/B' holds 4; name further rows in 'rows', or lower 'racks' [space/tenant-too-large]",
    );
  });
});
