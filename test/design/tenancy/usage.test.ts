import { array, assert, integer, property, record } from 'fast-check';
import type { Tenancy } from '../../../src/design/tenancy/tenancy';
import { planUsage } from '../../../src/design/tenancy/usage';
import { gasanPlan } from '../orders/ordered-sites';

const GASAN = gasanPlan();
const TENANCY: Tenancy = {
  site: 'gasan',
  sanitisingDays: 0,
  evidence: [],
  tenants: [
    {
      name: 'one',
      isolation: ['account'],
      account: 'first',
      leases: [{ name: 'L1', nodes: ['haein-[001-012]'], since: '2026-01-01', until: '2027-04-16' }],
      shares: [{ pool: 'common', guaranteed: 4, since: '2027-04-16' }],
    },
    {
      name: 'two',
      isolation: [],
      leases: [{ name: 'L2', nodes: ['haein-020'], since: '2027-01-01', heldUntil: '2027-12-31' }],
    },
  ],
  pools: [{ name: 'common', leases: [{ name: 'P', nodes: ['haein-030'], since: '2027-01-01' }] }],
  proofs: [],
};
const HOUR = 3_600;

test('worked by hand: 96 GPUs for 15 days, then 4 of a pool', () => {
  const spans = [
    // 71 % of 96 GPUs for ten days: 68 GPUs; then 8 where 4 are guaranteed, for a day; and a job of the month before.
    { by: 'first', gpus: 68, from: '2027-04-01T00:00:00', to: '2027-04-11T00:00:00' },
    { by: 'first', gpus: 8, from: '2027-04-20T00:00:00', to: '2027-04-21T00:00:00' },
    { by: 'first', gpus: 8, from: '2027-03-01T00:00:00', to: '2027-03-02T00:00:00' },
  ];
  const { tenants, others } = planUsage(GASAN, TENANCY, '2027-04', spans);
  const reserved = 96 * 15 * 24 + 4 * 15 * 24;
  const used = 68 * 240 + 4 * 24;
  expect(tenants[0]).toEqual({
    tenant: 'one',
    reservedSeconds: reserved * HOUR,
    usedSeconds: used * HOUR,
    borrowedSeconds: 4 * 24 * HOUR,
    idleSeconds: (reserved - used) * HOUR,
  });
  // A hold reserves nothing.
  expect(tenants[1]).toMatchObject({ reservedSeconds: 0, usedSeconds: 0 });
  expect(others).toEqual([]);
});

test('what is used is reserved or borrowed, and what is reserved is used or idle, by a plain count of hours', () => {
  const hour = integer({ min: -48, max: 31 * 24 });
  const jobs = array(
    record({ gpus: integer({ min: 1, max: 200 }), from: hour, length: integer({ min: 1, max: 400 }) }),
    { maxLength: 8 },
  );
  const moment = (hours: number): string =>
    new Date(Date.parse('2027-04-01T00:00:00Z') + hours * HOUR * 1_000).toISOString().slice(0, 19);
  assert(
    property(jobs, (list) => {
      const spans = list.map(({ gpus, from, length }) => ({
        by: 'one',
        gpus,
        from: moment(from),
        to: moment(from + length),
      }));
      const counts = { reservedSeconds: 0, usedSeconds: 0, borrowedSeconds: 0, idleSeconds: 0 };
      for (let at = 0; at < 30 * 24; at += 1) {
        const reserved = at < 15 * 24 ? 96 : 4;
        const used = list
          .filter(({ from, length }) => from <= at && at < from + length)
          .reduce((sum, { gpus }) => sum + gpus, 0);
        counts.reservedSeconds += reserved * HOUR;
        counts.usedSeconds += Math.min(used, reserved) * HOUR;
        counts.borrowedSeconds += Math.max(0, used - reserved) * HOUR;
        counts.idleSeconds += Math.max(0, reserved - used) * HOUR;
      }
      expect(planUsage(GASAN, TENANCY, '2027-04', spans).tenants[0]).toEqual({ tenant: 'one', ...counts });
    }),
    { numRuns: 30, seed: 3 },
  );
});

test.each([
  ['2027-4', [], undefined, "'month' is '2027-4'"],
  ['2027-04', [], 'today', "'now' is 'today'"],
  [
    '2027-04',
    [{ by: 'one', gpus: 1, from: '2027-04-02T00:00:00', to: '2027-04-01T00:00:00' }],
    undefined,
    'an allocation of',
  ],
])('fails on moments that are none: %s', (month, spans, now, message) => {
  expect(() => planUsage(GASAN, TENANCY, month, spans, now)).toThrow(message);
});

describe('what is not known of a month', () => {
  const [one, two] = TENANCY.tenants;
  const april = (more: Partial<Tenancy>, spans: Parameters<typeof planUsage>[3] = [], site = GASAN): string =>
    planUsage(site, { ...TENANCY, ...more }, '2027-04', spans).notKnown.join('\n');

  test('GPUs of a lease without nodes are not among the reserved ones', () => {
    const leases = [{ name: 'L3', gpus: 64, since: '2027-04-10' }];
    if (one === undefined) throw new Error('no tenant');
    expect(april({})).toBe('');
    expect(april({ tenants: [{ ...one, leases }] })).toContain("lease 'L3' of tenant 'one': its 64 GPUs");
    expect(
      april({ tenants: [{ ...one, leases: [{ ...leases[0], name: 'L3', gpus: 64, since: '2027-05-01' }] }] }),
    ).toBe('');
  });

  test.each([
    [undefined, 'node haein-002: out by the asset file'],
    ['2027-04-20', 'node haein-002: out by the asset file'],
    ['2027-03-20', ''],
  ])('a node that is out since %s', (since, words) => {
    const asset = { device: 'haein-002', state: 'failed' as const, ...(since === undefined ? {} : { since }) };
    const told = april({}, [], { ...GASAN, assets: new Map([...GASAN.assets, ['haein-002', asset]]) });
    expect(words === '' ? told === '' : told.startsWith(words)).toBe(true);
  });

  test("accounts are the same in capital letters, and one of two tenants is nobody's", () => {
    const span = { gpus: 8, from: '2027-04-01T00:00:00', to: '2027-04-01T01:00:00' };
    const { tenants } = planUsage(GASAN, TENANCY, '2027-04', [{ ...span, by: 'FIRST' }]);
    expect(tenants[0]?.usedSeconds).toBe(8 * HOUR);
    if (one === undefined || two === undefined) throw new Error('no tenants');
    const crossed = { ...TENANCY, tenants: [one, { ...two, namespace: 'first' }] };
    expect(() => planUsage(GASAN, crossed, '2027-04', [{ ...span, by: 'first' }])).toThrow(
      "allocations are of 'first', by which tenants 'one' and 'two' are known",
    );
    expect(planUsage(GASAN, crossed, '2027-04', [{ ...span, by: 'one' }]).tenants[0]?.usedSeconds).toBe(8 * HOUR);
  });

  test('a moment that is none is refused, whether the job has ended or not', () => {
    for (const from of ['2027-04-01 10:00:00', '2027-02-30T00:00:00', 'x']) {
      expect(() => planUsage(GASAN, TENANCY, '2027-04', [{ by: 'first', gpus: 1, from }])).toThrow('an allocation of');
    }
  });

  test('a job that began after the moment to which is counted has used nothing by then', () => {
    const span = { by: 'first', gpus: 8, from: '2027-04-10T00:00:00' };
    const { tenants, running } = planUsage(GASAN, TENANCY, '2027-04', [span], '2027-04-05T00:00:00');
    expect([tenants[0]?.usedSeconds, running]).toEqual([0, 0]);
  });
});
