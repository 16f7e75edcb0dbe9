import type { CoolingLoopPlan } from '../../src/model/cooling-plan';
import type { ChainState, PowerChainPlan } from '../../src/model/power-node';
import { failureRows, renderFailuresCsv, renderLossesCsv } from '../../src/report/power/power-csv';
import { chainSite } from './outlook-fixture';
import { REFERENCE } from './site-fixture';

const { chain } = chainSite(REFERENCE, 1_500_000).power as { chain: PowerChainPlan };

function state(parts: Partial<ChainState>): ChainState {
  return {
    kind: 'loss',
    out: ['a'],
    overloads: [],
    lostRacks: [],
    lostWatts: 0,
    unfedZones: [],
    devices: { full: 4, degraded: 0, down: 0, indeterminate: 0 },
    loadWatts: [],
    ...parts,
  };
}

function rowsOf(...states: ChainState[]): ReturnType<typeof failureRows> {
  return failureRows({ ...chain, states });
}

test('states stand by racks lost, then power lost, then the worst overload', () => {
  const overload = { node: 'n', loadWatts: 2, ratingWatts: 1, limitWatts: 1, share: 2 };
  const rows = rowsOf(
    state({ out: ['nothing'] }),
    state({ out: ['overload'], overloads: [overload, { ...overload, node: 'm', share: 3 }] }),
    state({ out: ['watts'], lostWatts: 5 }),
    state({ out: ['racks'], lostRacks: ['A01'], lostWatts: 1 }),
  );
  expect(rows.map(({ what, hasEffect }) => [what, hasEffect])).toEqual([
    ['racks', true],
    ['watts', true],
    ['overload', true],
    ['nothing', false],
  ]);
  expect(rows[2]?.worstOverload?.node).toBe('m');
});

test('what a state does to cooling is an effect, and is told with the racks of the loop', () => {
  const stop = { lost: 'mcc', loop: 'hall-air', at: 'hall-air', shortWatts: 1, holdSeconds: 0, unknown: [] };
  const short = { loop: 'water', heatWatts: 90_000, shortWatts: 60_000, shortMillilitresPerSecond: 0 };
  const rows = failureRows(
    {
      states: [
        state({ out: ['none'] }),
        state({ out: ['mcc'], shortLoops: [{ ...short, loop: 'hall-air' }] }),
        state({ out: ['tx'] }),
        state({ out: ['gen'] }),
        state({ out: ['held'] }),
        state({ out: ['late'] }),
        state({
          kind: 'maintenance',
          out: ['tx', 'gen'],
          shortLoops: [short, { ...short, loop: 'air', shortWatts: 0 }],
        }),
      ],
    },
    {
      loops: [{ name: 'hall-air', racks: ['A01', 'A02'] } as unknown as CoolingLoopPlan],
      stops: [
        { ...stop, isLasting: true },
        { ...stop, lost: 'tx', isLasting: false, outSeconds: 150 },
        { ...stop, lost: 'gen', isLasting: false },
        // What the loops hold for so long is no effect, and a second more is one.
        { ...stop, lost: 'held', isLasting: false, outSeconds: 150, holdSeconds: 150 },
        { ...stop, lost: 'late', isLasting: false, outSeconds: 151, holdSeconds: 150 },
      ],
    },
  );
  expect(rows.map(({ what, cooling, hasEffect }) => [what, hasEffect, ...cooling])).toEqual([
    ['mcc', true, 'hall-air stops for good: 2 racks'],
    ['gen while tx is maintained', true, 'water: 60 kW short', 'air: flow short'],
    ['tx', true, 'hall-air stops, 150 s: 2 racks'],
    ['gen', true, 'hall-air stops, time not known: 2 racks'],
    ['late', true, 'hall-air stops, 151 s: 2 racks'],
    ['none', false],
    ['held', false],
  ]);
});

test('states that do the same stand in their order', () => {
  expect(rowsOf(state({ out: ['b'] }), state({ out: ['a'] })).map(({ what }) => what)).toEqual(['b', 'a']);
});

test('what is out is told by the kind of state', () => {
  const rows = rowsOf(
    state({ kind: 'normal', out: [] }),
    state({ kind: 'pair', out: ['a', 'b'] }),
    state({ kind: 'maintenance', out: ['a', 'b'] }),
    state({ kind: 'maintenance', out: ['a'] }),
    state({ kind: 'group', out: ['a', 'b', 'c', 'd', 'e', 'f'] }),
  );
  expect(rows.map(({ what }) => what)).toEqual([
    'nothing (normal state)',
    'a and b',
    'b while a is maintained',
    'a maintained',
    'group: a, b, c, d and 2 more',
  ]);
});

test('the table holds every state', () => {
  const lines = renderFailuresCsv(chain).trimEnd().split('\n');
  expect(lines).toHaveLength(1 + chain.states.length);
  // All of the site on tx-B: 127 x 14.3 kW + 56 x 1.7 kW = 1,911.3 kW of 1,500 kW = 127.4 %.
  expect(lines[1]).toBe('loss,ats-A,0,0,56,0,0,127,,3,tx-B,1911.3,1500,127.4');
});

test('what is lost together is a row each, with part of a group by its units', () => {
  const loss = { path: 'site', unpowered: ['A01', 'A02'], uncooled: [], loops: ['water', 'air'], tenantWatts: 1_500 };
  const things = [
    { kind: 'power-node', name: 'ups-A' },
    { kind: 'cooling-units', name: 'chillers', units: 3 },
  ];
  const rows = renderLossesCsv([
    { ...loss, kind: 'compartment', name: 'B3', things, racks: ['B01'] },
    { ...loss, kind: 'cause', name: 'bms', what: 'controller', things: things.slice(0, 1), racks: [], tenantWatts: 0 },
  ]);
  expect(rows.trimEnd().split(/\r?\n/)).toEqual([
    'lost,name,shared,takes,racks_in_it,racks_without_power,racks_without_cooling,loops_short,tenants_kw',
    'compartment,B3,,ups-A; 3 of chillers,1,2,0,water; air,1.5',
    'cause,bms,controller,ups-A,0,2,0,water; air,0',
  ]);
});
