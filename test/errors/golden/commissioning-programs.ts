import type { CommissioningLines } from '../../../src/design/commissioning/commissioning-lines';
import { judgeCommissioning } from '../../../src/design/commissioning/judge-commissioning';
import type { CommissioningPlan } from '../../../src/design/commissioning/plan-commissioning';
import { readCommissioningTable } from '../../../src/report/commissioning/commissioning-tables';
import { siteOf } from '../../report/site-fixture';
import type { Programs } from './program';

const PLAN: CommissioningPlan = {
  site: 'lab',
  tolerance: 0.05,
  tests: [
    {
      name: 'loss/ups-a',
      title: "'ups-a' lost",
      kind: 'loss',
      halls: ['hall-1'],
      steps: [
        {
          when: 'out',
          object: 'ups-b',
          quantity: 'load',
          what: "output of ups 'ups-b'",
          unit: 'kW',
          expected: 800,
          least: 760,
          most: 840,
        },
      ],
    },
  ],
  loadBanks: [],
  loadSteps: { conditions: [], nodes: [] },
  checks: [{ hall: 'hall-1', level: 'L3', object: 'ups-a', check: 'built', criterion: 'fixed, wired, tested' }],
  open: [],
};

const NOTHING: CommissioningLines = { script: [], levels: [], punch: [] };

function judged(lines: Partial<CommissioningLines>): unknown {
  return judgeCommissioning(siteOf({ systems: 4, rows: 1, racksPerRow: 4 }), PLAN, { ...NOTHING, ...lines });
}

function script(...cells: readonly Partial<CommissioningLines['script'][number]>[]): unknown {
  const good = {
    test: 'loss/ups-a',
    when: 'out',
    object: 'ups-b',
    quantity: 'load',
    expected: '800',
    unit: 'kW',
    at: '',
  };
  return judged({
    script: cells.map((each, index) => ({ file: 'script.csv', line: index + 2, ...good, measured: '801', ...each })),
  });
}

function level(over: Partial<CommissioningLines['levels'][number]>): unknown {
  const good = { hall: 'hall-1', level: 'L3', object: 'ups-a', check: 'built', by: 'Kim', date: '2027-03-02' };
  return judged({ levels: [{ file: 'levels.csv', line: 2, ...good, result: 'pass', ...over }] });
}

/** Tables of a commissioning that came back, and are wrong. */
export const commissioningPrograms: Programs = {
  'commissioning-bad-csv': () => readCommissioningTable('test,measured\n"loss/ups-a,801\n', 'script.csv'),
  'commissioning-unknown-table': () => readCommissioningTable('device,serial\nups-a,1\n', 'assets.csv'),
  'commissioning-missing-column': () => readCommissioningTable('test,object,measured\nx,y,1\n', 'script.csv'),
  'commissioning-unknown-step': () => script({ test: 'loss/ups-aa' }),
  'commissioning-stale-script': () => script({ expected: '750' }),
  'commissioning-bad-reading': () => script({ measured: '801 kVA' }),
  'commissioning-bad-time': () => script({ at: '2027-02-30T09:14' }),
  'commissioning-step-twice': () => script({}, { measured: '912' }),
  'commissioning-unknown-check': () => level({ check: 'painted' }),
  'commissioning-bad-result': () => level({ result: 'mostly' }),
  'commissioning-result-of-nobody': () => level({ by: '' }),
  'commissioning-bad-point': () =>
    judged({
      punch: [
        {
          file: 'punch-list.csv',
          line: 2,
          id: 'x-1',
          halls: 'hall-1',
          level: 'L6',
          object: 'ups-a',
          what: 'alarm text',
          category: 'B',
          owner: '',
          due: '',
          state: 'open',
        },
      ],
    }),
};
