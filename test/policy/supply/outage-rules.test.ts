import type { Duration } from 'cdktf-ai-factory';
import { Current, type NodeSupplyProps, type Site, type SiteProps } from 'cdktf-ai-factory';

import { expectNothing, judge } from '../judge';
import { sitePlan } from '../site-plan-fixture';
import { chain2N, type ChainSupplies } from './power-programs';

const amperes = (amount: number): Current => Current.amperes(amount);

const GRID = { shortCircuit: Current.kiloamperes(12.5) };
const OHMS = { impedance: 0.06 };

const said = (site: Site, rule = 'short-circuit'): readonly string[] =>
  judge(`supply/${rule}`, site.plan).findings.map(({ outcome, object, found, limit, arithmetic, remedy }) =>
    [`${outcome}: ${object}: ${found}`, limit, arithmetic, remedy].filter((part) => part !== undefined).join(' | '),
  );

/** Boards and transfer switches that all interrupt so much. */
const boards = (interrupting: Current, supplies: ChainSupplies = {}): Site => {
  const own: NodeSupplyProps = { interrupting };
  return chain2N({ utility: GRID, tx: OHMS, gen: { impedance: 0.2 }, ...supplies, ats: own, board: own });
};

const STUDY: Partial<SiteProps> = {
  supply: { studiedBy: { shortCircuit: { document: 'Short circuit', revision: 'A', date: '2026-09-01' } } },
};

describe('supply/short-circuit', () => {
  // V x V / Z of the grid: sqrt(3) x 22,900 x 12,500 / 1.1 = 450.72 MVA; of a transformer of 947.4 kVA: 947.4 / (1.00869 x 0.06 x 0.9) = 17.393 MVA, a tenth of
  // its impedance being tolerance. In series 16.746 MVA: 1.1 x 16.746 MVA / (sqrt(3) x 415 V) = 25,628 A.
  test('passes where boards interrupt the current of grid and transformer to the ampere, and fails below', () => {
    expect(said(boards(amperes(25_628)))).toEqual([]);
    const found = said(boards(amperes(25_627)));
    expect(found).toHaveLength(4);
    expect(found).toContain(
      "failed: board 'msb-A' in a short circuit: 25.628 kA | 25.627 kA | sources and transformers in series, all ties closed: 25.628 kA; 25.628 kA - 25.627 kA = 1 A | raise 'interrupting' in its 'supply', take transformers of a higher 'impedance', or give the study as 'shortCircuit' of 'supply.studiedBy'",
    );
  });

  test('is not known where a source or a transformer does not state itself and that decides, one finding a cause', () => {
    // 26,617 A with a grid without end.
    expect(said(boards(amperes(26_617), { utility: {} }))).toEqual([]);
    expect(said(boards(amperes(26_616), { utility: {} }))).toEqual([
      "indeterminate: power node 'utility' in a short circuit: its short-circuit level: without it 'ats-A', 'msb-A', 'ats-B' and 1 more may have to interrupt more than they can | give 'shortCircuit' in its 'supply', or the study as 'shortCircuit' of 'supply.studiedBy'",
    ]);
    const bare = said(boards(amperes(50_000), { tx: {} }));
    expect(bare).toHaveLength(1);
    expect(bare[0]).toMatch(
      /^indeterminate: power node 'tx-A' in a short circuit; power node 'tx-B' in a short circuit: its impedance: without it .* \| give 'impedance' in its 'supply'/,
    );
  });

  test('is not known of boards that do not state what they interrupt where others do; where none does, it is a subject of a study', () => {
    const site = chain2N({ utility: GRID, tx: OHMS, gen: OHMS });
    expect(said(site)).toEqual([]);
    expect(said(site, 'not-studied')[0]).toContain(
      "short circuit: what 'ats-A', 'msb-A', 'ats-B' and 1 more can interrupt",
    );
    const some = chain2N({ utility: GRID, tx: OHMS, gen: OHMS, board: { interrupting: amperes(50_000) } });
    expect(said(some)).toEqual([
      "indeterminate: boards of site 'site' in a short circuit: what 'ats-A', 'ats-B' can interrupt | give 'interrupting' in 'supply' of each, or the study as 'shortCircuit' of 'supply.studiedBy'",
    ]);
    expect(said(some, 'not-studied')[0]).not.toContain('short circuit');
  });

  test('a generator that gives more than the transformer counts in its place', () => {
    // 947.4 kVA / (K x 0.03 x 0.9), K = 1.1 / (1 + 0.03 x 0.3122) = 1.0898: 32.197 MVA, 49.27 kA.
    expect(said(boards(amperes(49_280), { gen: { impedance: 0.03 } }))).toEqual([]);
    expect(said(boards(amperes(49_200), { gen: { impedance: 0.03 } }))).toHaveLength(4);
  });

  test('is settled by a study', () => {
    expect(said(boards(amperes(1), { site: STUDY }))).toEqual([]);
    expectNothing(
      'supply/short-circuit',
      boards(amperes(1), { site: STUDY }).plan,
      "'Short circuit' (A, 2026-09-01) settles it",
    );
  });

  test('has nothing to judge in a site without nodes', () => {
    expectNothing('supply/short-circuit', sitePlan(), 'the site names no node of its power chain');
  });
});

test('a share of impedance, a current and a step are checked where they are given', () => {
  expect(() => chain2N({ tx: { impedance: 6 } })).toThrow(/'supply\.impedance' is 6|impedance' is 6/);
  expect(() => chain2N({ board: { interrupting: 25_000 as unknown as Current } })).toThrow(/interrupting/);
  expect(() => chain2N({ board: { restartStep: 0 } })).toThrow(/restartStep' is 0/);
  expect(() => chain2N({ ups: { separation: 5 as unknown as Duration } })).toThrow(/separation/);
});
