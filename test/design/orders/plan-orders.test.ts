import { join } from 'node:path';
import * as fc from 'fast-check';
import { GpuCluster, InfinibandFabric, Power, PowerZone, Switchboard, Utility, Voltage } from 'cdktf-ai-factory';

import {
  convertMinorUnits,
  minorUnitsText,
  type OrderPlan,
  type PlaceValue,
  parseExchangeRate,
  type PriceEntry,
} from '../../../src/design/orders/order-plan';
import { planOrders, valueByCompartment } from '../../../src/design/orders/plan-orders';
import { rackPlaces } from '../../../src/model/shared-loss';
import { siteCableRows } from '../../../src/model/site-cables';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderValueCsv } from '../../../src/report/orders/orders-csv';
import { HGX_B200, INFINIBAND_SWITCH, QM9700_POWER } from '../../../stacks/haein-hardware';
import { HALL, smallSite } from '../../constructs/small-site';
import { grownSite } from '../../constructs/grown-site';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { boughtCables, scheduledCables } from './cable-sums';
import { gasanPlan, twentySystems } from './ordered-sites';

const grown = (...counts: readonly number[]): SitePlan =>
  grownSite({
    outdir: join(temporaryFolder(), 'out'),
    members: counts.map((count, index) => ({ name: `gpu-${index + 1}`, count })),
  }).site.plan;

const SITES: readonly (readonly [string, SitePlan])[] = [
  ['Gasan', gasanPlan()],
  ['twenty systems', twentySystems(false)],
  ['twenty systems in two phases', twentySystems(true, { spares: [{ category: 'fibre', rate: 0.03 }] })],
  ['one cluster', grown(3)],
  ['two clusters', grown(5, 2)],
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe.each(SITES)('orders of %s', (_, plan) => {
  const orders = planOrders(plan);
  const lines = orders.groups.flatMap((group) => group.lines);

  test('hold every line of the BOM once', () => {
    const order = (texts: readonly string[]): string[] => [...texts].sort();
    const billed = plan.bill.lines.map(({ spares = 0, ...line }) => JSON.stringify({ ...line, spares }));
    const ordered = lines.map(({ ordered: pieces, spares, ...line }) => {
      expect(pieces).toBe(line.quantity + spares);
      return JSON.stringify({ ...line, spares });
    });
    expect(order(ordered)).toEqual(order(billed));
    expect(orders.totals.quantity).toBe(sum(plan.bill.lines.map(({ quantity }) => quantity)));
    expect(sum(orders.groups.map(({ totals }) => totals.lines))).toBe(plan.bill.lines.length);
  });

  test('buy each cable of the cable schedule once, by part and length', () => {
    const scheduled = scheduledCables(plan);
    expect(boughtCables(lines)).toEqual(scheduled);
    expect(scheduled.size).toBeGreaterThan(0);
  });

  test('are by supplier, those without one last', () => {
    const names = orders.groups.map(({ supplier }) => supplier);
    expect(names.filter((name) => name !== '')).toEqual(names.filter((name) => name !== '').sort());
    expect(names.indexOf('') === -1 || names.slice(names.indexOf('')).every((name) => name === '')).toBe(true);
  });
});

test('phases follow each other by their dates, with the earliest last order date of each', () => {
  const { groups } = planOrders(twentySystems(true), { supplier: 'NVIDIA' });
  expect(groups.map(({ phase, phaseDate, lastOrderDate }) => [phase, phaseDate, lastOrderDate])).toEqual([
    ['first', '2027-11-30', '2027-05-04'],
    ['second', '2029-02-28', '2028-08-02'],
  ]);
});

describe('prices', () => {
  const plan = twentySystems(false, { spares: [{ category: 'system', count: 1 }] });
  const price = (entry: Partial<PriceEntry>): PriceEntry => ({
    where: "line 2 of 'prices.csv'",
    currency: 'USD',
    unitMinorUnits: 100,
    ...entry,
  });
  const priced = (entries: readonly PriceEntry[], rate?: string): OrderPlan =>
    planOrders(plan, { prices: entries, ...(rate === undefined ? {} : { rate: parseExchangeRate(rate) }) });

  // 21 systems with the spare at 250,000.50 USD = 5,250,010.50 USD; at 1,380.5 = 7,247,639,495.25, so 7,247,639,495 KRW.
  test('count for quantity and spares, converted and rounded line by line', () => {
    const system = price({ description: 'HGX B200, 10 U, air-cooled', unitMinorUnits: 25_000_050, supplier: 'Acme' });
    const { groups, totals } = priced([system], '1USD=1380.5KRW@2026-11-01');
    const line = groups.find(({ supplier }) => supplier === 'Acme')?.lines[0];
    expect(line).toMatchObject({ quantity: 20, spares: 1, ordered: 21 });
    expect(line?.price).toEqual({
      currency: 'USD',
      unitMinorUnits: 25_000_050,
      amountMinorUnits: 525_001_050,
      convertedMinorUnits: 7_247_639_495,
    });
    expect(totals).toMatchObject({
      pricedLines: 1,
      amounts: [{ currency: 'USD', minorUnits: 525_001_050 }],
      converted: { currency: 'KRW', minorUnits: 7_247_639_495 },
    });
  });

  test('for a length go before those for all', () => {
    const lengths = [
      ...new Set(
        plan.bill.lines.flatMap(({ partNumber, lengthMillimetres }) =>
          partNumber === 'MFP7E10' ? (lengthMillimetres ?? []) : [],
        ),
      ),
    ];
    const [first = 0] = lengths;
    expect(lengths.length).toBeGreaterThan(1);
    const { groups } = priced([
      price({ part: 'MFP7E10' }),
      price({ part: 'MFP7E10', lengthMillimetres: first, unitMinorUnits: 7 }),
    ]);
    const units = groups
      .flatMap(({ lines }) => lines)
      .filter(({ partNumber }) => partNumber === 'MFP7E10')
      .map(({ lengthMillimetres, price: made }) => [lengthMillimetres, made?.unitMinorUnits]);
    expect(units).toEqual(lengths.map((length) => [length, length === first ? 7 : 100]));
  });

  test('fails for parts that the BOM has not, and for two prices of one', () => {
    const entries = [
      price({ part: 'MFP7E11' }),
      price({ part: 'MFP7E10' }),
      price({ part: 'MFP7E10', unitMinorUnits: 5, where: "line 9 of 'prices.csv'" }),
    ];
    expect(() => priced(entries)).toThrow(
      [
        '2 problems [design/several]',
        "- line 2 of 'prices.csv': the BOM has no part 'MFP7E11'; did you mean 'MFP7E10'? [orders/unknown-part]",
        "- line 9 of 'prices.csv': part 'MFP7E10' has another price or supplier than in line 2 of 'prices.csv'; keep one of them, or tell lengths apart in the column 'length_m' [orders/price-twice]",
      ].join('\n'),
    );
  });

  test('fails for a length that the BOM has not', () => {
    expect(() => priced([price({ part: 'MFP7E10', lengthMillimetres: 1 })])).toThrow(
      "line 2 of 'prices.csv': the BOM has no part 'MFP7E10' of 0.001 m; name a part, description and length of the BOM, or delete the line [orders/unknown-part]",
    );
  });

  test('fails for a price that makes a sum inexact', () => {
    expect(() => priced([price({ part: 'MFP7E10', unitMinorUnits: 99_999_999_999_999 })])).toThrow(
      "line 2 of 'prices.csv': the price makes an amount that is too large to be added up exactly; correct 'unit_price', or the rate [orders/too-large]",
    );
  });

  test('fails with the first twenty of a thousand wrong parts', () => {
    const entries = Array.from({ length: 1_000 }, (_, index) => price({ part: `X${index}` }));
    expect(() => priced(entries)).toThrow(
      /^21 problems [\s\S]*980 more prices are wrong; correct those above first \[orders\/more-errors\]$/,
    );
  });
});

describe('a rate', () => {
  test('is read with its day', () => {
    expect(parseExchangeRate('1USD=1380.5KRW@2026-11-01')).toEqual({
      from: 'USD',
      to: 'KRW',
      rate: '1380.5',
      date: '2026-11-01',
    });
  });

  // 0.01 USD at 1,350 is 13.5 KRW, so 14; 1,000 KRW at 0.000725 is 0.725 USD, so 0.73.
  test('converts with halves going up', () => {
    expect(convertMinorUnits(1, 'USD', parseExchangeRate('1USD=1350KRW@2026-11-01'))).toBe(14);
    expect(convertMinorUnits(1_000, 'KRW', parseExchangeRate('1KRW=0.000725USD@2026-11-01'))).toBe(73);
    expect(minorUnitsText(73, 'USD')).toBe('0.73');
  });

  test('is never off by more than half a unit', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 1e9 }), ([whole, thousandths], cents) => {
        const text = `${whole}.${String(thousandths).padStart(3, '0')}`;
        const won = convertMinorUnits(cents, 'USD', parseExchangeRate(`1USD=${text}KRW@2026-11-01`));
        // Cents times thousandths of a won, in whole numbers: 100,000 of them are one won.
        const exact = BigInt(cents) * BigInt(whole * 1_000 + thousandths);
        const off = BigInt(won) * 100_000n - exact;
        expect(off > -50_000n && off <= 50_000n).toBe(true);
      }),
    );
  });

  test.each([
    '1USD=1380',
    '1USD=0KRW@2026-11-01',
    '2USD=1380KRW@2026-11-01',
    '1USD=1USD@2026-11-01',
    '1EUR=1KRW@2026-11-01',
    'x',
  ])("fails for '%s'", (text) => {
    expect(() => parseExchangeRate(text)).toThrow(
      `'${text}' is no rate between KRW and USD; write it as '1USD=1380KRW@2026-11-01' [orders/bad-rate]`,
    );
  });

  test('fails without a day of the calendar', () => {
    expect(() => parseExchangeRate('1USD=1380KRW')).toThrow(
      "rate '1USD=1380KRW' has no date; write it as '1USD=1380KRW@2026-11-01' [orders/bad-rate-date]",
    );
    expect(() => parseExchangeRate('1USD=1380KRW@2026-02-30')).toThrow(
      "rate '1USD=1380KRW@2026-02-30' is of '2026-02-30', which is no day of the calendar; write it as '1USD=1380KRW@2026-11-01' [orders/bad-rate-date]",
    );
  });
});

describe('value by compartment', () => {
  const price = (description: string, unitMinorUnits: number): PriceEntry => ({
    where: "line 2 of 'prices.csv'",
    description,
    currency: 'KRW',
    unitMinorUnits,
  });

  /** Two rows, of which B is a compartment of its own; 4 systems in each, a utility whose intake has a room, and a board that names none. */
  function twoRooms(): SitePlan {
    const row = { name: 'A', racks: 4 };
    const small = smallSite({
      halls: [{ ...HALL, rows: [row, { name: 'B', racks: 4, compartment: 'room-b' }] }],
      spares: [{ category: 'system', count: 1 }],
    });
    const { stack, site } = small;
    const chain = { site, volts: Voltage.volts(400), powerFactor: 0.95, rating: Power.kilowatts(900) };
    const utility = new Utility(stack, 'utility', { ...chain, compartment: 'intake' });
    const board = new Switchboard(stack, 'board', { ...chain, fedFrom: utility });
    const zoneOf = (name: string): PowerZone =>
      new PowerZone(stack, `zone-${name}`, {
        site,
        rating: Power.kilowatts(300),
        rows: [name],
        rackFeed: 'static-switch',
        sources: { A: board, B: board },
      });
    const clusters = ['A', 'B'].map(
      (name) => new GpuCluster(stack, `gpu-${name}`, { site, system: HGX_B200, count: 4, powerZones: [zoneOf(name)] }),
    );
    new InfinibandFabric(stack, 'compute', {
      site,
      hosts: clusters,
      switch: INFINIBAND_SWITCH,
      switchPower: QM9700_POWER,
    });
    return site.plan;
  }

  const plan = twoRooms();
  const values = valueByCompartment(plan, { prices: [price('HGX B200, 10 U, air-cooled', 450_000_000)] });
  const named = (name: string): PlaceValue | undefined => values.places.find((each) => each.name === name);

  // 4 systems at 450,000,000 won in each room, the spare in neither.
  test('counts what stands there, and spares in none', () => {
    const won = (value: PlaceValue | undefined): unknown => value?.amounts;
    expect(won(named('hall-1'))).toEqual([{ currency: 'KRW', minorUnits: 1_800_000_000 }]);
    expect(won(named('room-b'))).toEqual([{ currency: 'KRW', minorUnits: 1_800_000_000 }]);
    const spares = values.places.find(({ place }) => place === 'spares');
    expect(spares).toMatchObject({ pieces: 1, unpricedPieces: 0, amounts: [{ minorUnits: 450_000_000 }] });
  });

  // Each system has 8 links to the leaves; those whose leaf stands in the other room are between, and a plain walk over the cables counts as many.
  test('counts cables between rooms in neither', () => {
    const placeOf = rackPlaces(plan.halls);
    const racks = new Map(plan.placement.racks.map((rack) => [rack.name, rack]));
    const roomOf = (name: string): string => {
      const rack = racks.get(name);
      return rack === undefined ? '' : placeOf(rack);
    };
    const walked = new Map<string, number>();
    for (const { label, cable, a, b } of siteCableRows(plan)) {
      const [from, to] = [roomOf(a.rack), roomOf(b.rack)];
      const room = from === to ? from : '';
      if (label === cable) walked.set(room, (walked.get(room) ?? 0) + 1);
    }
    const isCable = ({ line }: { readonly line: { readonly category: string } }): boolean =>
      ['cable', 'fibre'].includes(line.category);
    const counted = (value: PlaceValue | undefined): number =>
      sum((value?.lines ?? []).filter(isCable).map(({ pieces }) => pieces));
    const between = values.places.find(({ place }) => place === 'between');
    expect([counted(named('hall-1')), counted(named('room-b')), counted(between)]).toEqual([
      walked.get('hall-1') ?? 0,
      walked.get('room-b') ?? 0,
      walked.get('') ?? 0,
    ]);
    expect(counted(between)).toBeGreaterThan(0);
    expect(between?.lines.every(isCable)).toBe(true);
  });

  test('names nodes without a line where they stand, and never as 0', () => {
    const unnamed = values.places.find(({ place }) => place === 'unnamed');
    expect(named('intake')).toMatchObject({
      lines: [],
      amounts: [],
      unbilled: [{ kind: 'power-node', name: 'utility', pieces: 1 }],
    });
    expect(unnamed?.unbilled).toEqual([{ kind: 'power-node', name: 'board', pieces: 1 }]);
    const rows = renderValueCsv(values).split('\n');
    expect(rows).toContain('compartment,intake,power node,,utility,,,1,,unpriced,');
  });

  test.each(SITES)('of %s adds up to its orders', (_, site) => {
    const prices = [...new Set(site.bill.lines.map(({ description }) => description))].map((description, index) =>
      price(description, 1_000 + index),
    );
    const { totals } = planOrders(site, { prices });
    const made = valueByCompartment(site, { prices });
    expect(sum(made.places.map(({ amounts }) => amounts[0]?.minorUnits ?? 0))).toBe(totals.amounts[0]?.minorUnits);
    expect(sum(made.places.map(({ pieces }) => pieces))).toBe(totals.quantity + totals.spares);
  });

  test('fails for a plan whose BOM tells of no models', () => {
    const withoutModels = ({ models: _, ...bill }: SitePlan['bill']): SitePlan['bill'] => bill;
    expect(() => valueByCompartment({ ...plan, bill: withoutModels(plan.bill) })).toThrow(
      "the plan of site 'lab' does not say where its line 'power cord for HGX B200, 10 U, air-cooled' stands: an earlier version wrote it; synthesize the site again [bill/no-models]",
    );
  });
});
