import { judgeCommissioning } from '../../../src/design/commissioning/judge-commissioning';
import { planCommissioning } from '../../../src/design/commissioning/plan-commissioning';
import type { IntegratedTest, TestStep } from '../../../src/design/commissioning/test-scope';
import type { SitePlan } from '../../../src/model/site-plan';
import {
  joinedLines,
  readCommissioningTable,
  renderScriptCsv,
} from '../../../src/report/commissioning/commissioning-tables';
import { gasanPlan } from '../orders/ordered-sites';
import { siteOf } from '../../report/site-fixture';
import { filledScript, type ScriptRow } from './filled-tables';

const GASAN = gasanPlan();
const PLAN = planCommissioning(GASAN);

function testNamed(name: string): IntegratedTest {
  const found = PLAN.tests.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no test '${name}'`);
  return found;
}

function step(test: string, object: string, quantity: string): TestStep {
  const found = testNamed(test).steps.find((each) => each.object === object && each.quantity === quantity);
  if (found === undefined) throw new Error(`there is no step '${quantity}' of '${object}'`);
  return found;
}

function judged(cell: (row: ScriptRow) => string | undefined, options = {}): ReturnType<typeof judgeCommissioning> {
  const text = filledScript(renderScriptCsv(PLAN), (row) => cell(row) ?? (row.expected === '' ? 'yes' : row.expected));
  return judgeCommissioning(GASAN, PLAN, readCommissioningTable(text, 'script.csv'), options);
}

describe('the script', () => {
  test('has a test of each state that changes something, one after the other, each from normal to normal', () => {
    const states = GASAN.power.chain?.states ?? [];
    // Losses of the three sets and of their board change nothing by themselves: they stand by.
    expect(PLAN.tests.filter(({ kind }) => kind !== 'unit')).toHaveLength(states.length - 4);
    expect(PLAN.tests[0]?.name).toBe('normal');
    for (const { kind, steps } of PLAN.tests.slice(1)) {
      expect(kind).not.toBe('normal');
      expect([steps[0]?.quantity, steps.at(-1)?.quantity]).toEqual(['normal', 'normal']);
      const switched = steps.filter(({ quantity }) => quantity === 'switch');
      const out = switched.filter(({ when }) => when === 'out').map(({ object }) => object);
      const back = switched.filter(({ when }) => when === 'after').map(({ object }) => object);
      expect(back).toEqual([...out].reverse());
    }
  });

  test('goes from the racks to the sources, then to several at once', () => {
    const order = ['loss/east/A', 'loss/busway-east-a', 'loss/ups-a', 'loss/mv-a', 'loss/kepco', 'group/kepco+set-1'];
    const places = order.map((name) => PLAN.tests.findIndex((each) => each.name === name));
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test('blocks what stands by before it takes what it stands by for', () => {
    const switched = testNamed('group/kepco+set-1').steps.filter(({ quantity }) => quantity === 'switch');
    expect(switched.map(({ what }) => what)).toEqual([
      "block the start of generator 'set-1', or stop it",
      "open the incomer from utility 'kepco'",
      "close 'kepco' again",
      "release the start of generator 'set-1'",
    ]);
  });

  test('expects what the state of the plan has, within the tolerance and below the limit', () => {
    // Three sets share 2,971,557 W: 990.5 kW each, 5 % of it is 49.5 kW; two stores may draw 200 kW more at the board, 66.7 kW a set are not in the plan of recharges.
    const { expected, least, most } = step('loss/kepco', 'set-1', 'load');
    expect({ expected, least }).toEqual({ expected: 990.5, least: 941 });
    expect(most).toBeGreaterThanOrEqual(1_040);
    expect(most).toBeLessThanOrEqual(2_375);
    // 2 s of transfer after 10 s of start, and a second block 5 s later.
    expect(step('loss/kepco', 'ups-b', 'battery')).toMatchObject({ expected: 17, most: 17, unit: 's' });
    expect(step('loss/kepco', 'racks', 'racks')).toMatchObject({ expected: 0, most: 0 });
  });

  test('load banks add up to the load of each zone', () => {
    for (const { name, loadWatts } of GASAN.power.zones) {
      const own = PLAN.loadBanks.filter(({ zone }) => zone === name);
      expect(own.reduce((sum, bank) => sum + bank.loadWatts, 0)).toBe(loadWatts);
      expect(own.every(({ loadWatts: all, liquidWatts, airWatts }) => liquidWatts + airWatts === all)).toBe(true);
    }
  });

  test('is the same for the same plan', () => {
    expect(renderScriptCsv(planCommissioning(GASAN))).toBe(renderScriptCsv(PLAN));
  });
});

test('a state in which a node carries too much is held: no switching is written, and the point is open', () => {
  const { chain } = GASAN.power;
  if (chain === undefined) throw new Error('the site has a chain');
  const overload = { node: 'mv-b', loadWatts: 5_200_000, ratingWatts: 4_900_000, limitWatts: 4_900_000, share: 1.06 };
  const states = chain.states.map((state) =>
    state.out.join() === 'ats-it-a' ? { ...state, loadWatts: [], overloads: [overload] } : state,
  );
  const site: SitePlan = { ...GASAN, power: { ...GASAN.power, chain: { ...chain, states } } };
  const plan = planCommissioning(site);
  const held = plan.tests.find(({ name }) => name === 'loss/ats-it-a');
  expect(held).toMatchObject({ steps: [], heldBy: ["'mv-b' would carry 5200 kW, more than its 4900 kW"] });
  expect(plan.open.find(({ id }) => id === 'plan/held/loss/ats-it-a')?.category).toBe('A');
  expect(renderScriptCsv(plan)).toContain('not to be run');
  const { halls, tests } = judgeCommissioning(site, plan, joinedLines([]));
  expect(tests.find(({ test }) => test === 'loss/ats-it-a')?.status).toBe('held');
  expect(halls[0]?.isReady).toBe(false);
});

test('what has no state of failure is not known, by the prop that settles it, and no hall is ready', () => {
  const site = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });
  const plan = planCommissioning(site);
  expect(plan.tests).toEqual([]);
  expect(plan.open.map(({ id }) => id)).toEqual(['plan/no-chain', 'plan/no-cooling']);
  expect(plan.open[0]?.what).toContain("'sources' of the zones");
  expect(plan.loadBanks.every(({ unknown }) => unknown?.[0] === "a 'CoolingLoop' that takes its heat")).toBe(true);
  const { halls } = judgeCommissioning(site, plan, joinedLines([]));
  expect(halls.every(({ isReady }) => !isReady)).toBe(true);
});

describe('what came back', () => {
  test('passes where it is as planned', () => {
    const { findings, tests } = judged(() => undefined);
    expect(findings).toEqual([]);
    expect(tests.every(({ status }) => status === 'passed')).toBe(true);
  });

  test.each([
    ['1068', 'passed'],
    ['1.068 MW', 'passed'],
    ['1,068,000 W', 'passed'],
    ['1121.4', 'failed'],
    ['1014.5', 'failed'],
    ['', 'missing'],
    ['N/A', 'missing'],
  ])("'%s' of 1,068 kW with 5 %% is %s", (cell, status) => {
    const { tests } = judged(({ test, object, quantity }) =>
      test === 'normal' && object === 'ups-board-a' && quantity === 'load' ? cell : undefined,
    );
    expect(tests.find((each) => each.test === 'normal')?.status).toBe(status);
  });

  test.each([
    ['1068 kVA', "'1068 kVA' is in 'kVA', and the step in kW"],
    ['about 1000', "'about 1000' is no figure"],
    ['-5', "'-5' is no figure"],
  ])("fails for '%s'", (cell, problem) => {
    const act = (): unknown =>
      judged(({ test, object }) => (test === 'normal' && object === 'ups-board-a' ? cell : undefined));
    expect(act).toThrow(problem);
  });

  test('fails for a script of another plan, and for a step that there is not', () => {
    const line = (over: object): ReturnType<typeof readCommissioningTable> => ({
      levels: [],
      punch: [],
      script: [
        {
          file: 's.csv',
          line: 2,
          test: 'normal',
          when: 'before',
          object: 'kepco',
          quantity: 'load',
          expected: '3001.6',
          unit: 'kW',
          measured: '',
          at: '',
          ...over,
        },
      ],
    });
    expect(() => judgeCommissioning(GASAN, PLAN, line({ expected: '2900' }))).toThrow(
      "line 2 of 's.csv': 'kepco' is expected at 2900 kW, and by the plan at 3001.6 kW",
    );
    expect(() => judgeCommissioning(GASAN, PLAN, line({ test: 'loss/kepko' }))).toThrow("did you mean 'loss/kepco'?");
    expect(() => judgeCommissioning(GASAN, PLAN, line({ at: 'noon' }))).toThrow("'noon' is no time");
  });

  test('two tests at once are a failure', () => {
    const text = filledScript(renderScriptCsv(PLAN));
    const lines = readCommissioningTable(text, 'script.csv');
    const times: Record<string, string[]> = {
      'loss/ups-a': ['09:00', '10:00'],
      'loss/ups-b': ['09:30', '10:30'],
      'loss/mv-a': ['11:00', '11:20'],
    };
    const script = lines.script.map((each) => {
      const [from, to] = times[each.test] ?? [];
      if (from === undefined || to === undefined || each.quantity !== 'normal') return each;
      return { ...each, at: `2027-03-02T${each.when === 'before' ? from : to}` };
    });
    const { findings } = judgeCommissioning(GASAN, PLAN, { ...lines, script });
    expect(findings.map(({ test, found }) => `${test}: ${found}`)).toEqual([
      "loss/ups-b: it ran while 'loss/ups-a' ran: one test at a time, from normal to normal",
    ]);
  });

  test('calibrates losses: 1,068 of 1,104.2 kW is 0.9672, and an error of 0.2 % of each meter makes it 0.0039 unsure', () => {
    const cell = ({ object, quantity }: ScriptRow): string | undefined =>
      object === 'ups-a' && quantity === 'input' ? '1104.2' : undefined;
    const { calibrations } = judged(cell, { meterError: 0.002 });
    expect(calibrations.find(({ node }) => node === 'ups-a')).toMatchObject({
      planned: 0.975,
      measured: 0.9672,
      error: 0.0039,
      source: 'measured',
      loadShare: 0.427,
      replaces: 'the landlord of the hall, with its single-line diagram',
    });
    expect(judged(cell).calibrations.find(({ node }) => node === 'ups-a')?.error).toBeUndefined();
  });

  test('a loss within the error of the meters is no figure, and more out than in is a failure', () => {
    // A transformer of 0.99 loses 1 %; two meters of 0.6 % hide it.
    const { calibrations, findings } = judged(() => undefined, { meterError: 0.006 });
    expect(calibrations.map(({ node }) => node)).toEqual(['ups-a', 'ups-b']);
    expect(findings.filter(({ outcome }) => outcome === 'indeterminate')).toHaveLength(4);
    const swapped = judged(({ object, quantity }) => (object === 'ups-a' && quantity === 'input' ? '1060' : undefined));
    expect(swapped.findings.at(-1)?.found).toContain('meters or current transformers are swapped');
    expect(swapped.tests[0]?.status).toBe('failed');
  });
});

test('points of the plan stay open whatever a list says; others close, and what is no A needs an owner and a day', () => {
  const point = {
    file: 'p.csv',
    line: 2,
    id: 'x-1',
    halls: 'hall-1',
    level: 'L4',
    object: 'ups-a',
    what: 'alarm text',
    category: 'A',
    owner: '',
    due: '',
    state: 'open',
  };
  const judge = (over: object): ReturnType<typeof judgeCommissioning> =>
    judgeCommissioning(GASAN, PLAN, { script: [], levels: [], punch: [{ ...point, ...over }] });
  expect(judge({}).halls[0]?.blocking).toBe(1);
  expect(judge({ state: 'closed' }).halls[0]?.blocking).toBe(0);
  expect(() => judge({ category: 'B' })).toThrow('a point of category B has an owner and a day');
  const [own] = PLAN.open;
  expect(
    judge({ id: own?.id, category: 'B', owner: 'Kim', due: '2027-03-02', state: 'closed' }).points[0]?.isOpen,
  ).toBe(true);
});

describe('steps of the load banks', () => {
  const at = (node: string): readonly number[] | undefined =>
    PLAN.loadSteps.nodes.find((each) => each.node === node)?.watts;

  test('are a share of the racks below, and end at the load of the plan', () => {
    // Racks of a feed: 457.6 kW, a quarter of it 114.4 kW.
    expect(at('busway-east-a')).toEqual([114_400, 228_800, 343_200, 457_600]);
    for (const { name, loadWatts } of GASAN.power.chain?.nodes ?? []) expect(at(name)?.at(-1)).toBe(loadWatts);
  });

  test('keep what does not follow the load: fans of the hall stand on the UPS', () => {
    const [quarter = 0, half = 0, more = 0, all = 0] = at('ups-a') ?? [];
    // A quarter of the racks on a UPS is 244 kW, to the kW.
    expect([half - quarter, more - half, all - more].map((watts) => Math.round(watts / 1_000))).toEqual([
      244, 244, 244,
    ]);
    expect(quarter).toBeGreaterThan(all / 4);
  });

  test('say the conditions under which they hold', () => {
    expect(PLAN.loadSteps.conditions.join('\n')).toContain(
      'heat rejection at the hottest hour of the plan (dry bulb 39.6 °C',
    );
  });
});
