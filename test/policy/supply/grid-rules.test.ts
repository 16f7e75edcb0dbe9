import { Duration, type NodeSupplyProps, Power, type Site, type SiteProps } from 'cdktf-ai-factory';

import { present } from '../../../src/units/present';
import { judge } from '../judge';
import { chain2N, turbines } from './power-programs';

const seconds = (amount: number): Duration => Duration.seconds(amount);

const said = (site: Site, rule: string): readonly string[] =>
  judge(`supply/${rule}`, site.plan).findings.map(({ outcome, object, found, limit, arithmetic, remedy }) =>
    [`${outcome}: ${object}: ${found}`, limit, arithmetic, remedy].filter((part) => part !== undefined).join(' | '),
  );

const asked = (
  gridRideThrough: NonNullable<NonNullable<SiteProps['supply']>['gridRideThrough']>,
): Partial<SiteProps> => ({
  supply: { gridRideThrough },
});

const ups = (gridRideThrough: NonNullable<NodeSupplyProps['gridRideThrough']>): NodeSupplyProps => ({
  autonomy: seconds(300),
  gridRideThrough,
});

const ACROSS = { outcome: 'not-applicable' };

describe('ride-through of voltage', () => {
  // The grid asks for half the voltage for 0.25 s, and for 110 % for 1 s.
  const site = asked({
    voltage: [
      { least: 0.5, time: seconds(0.25) },
      { most: 1.1, time: seconds(1) },
    ],
  });
  const rise = { most: 1.1, time: seconds(1) };

  test('passes to the millisecond and the percent', () => {
    const own = { voltage: [{ least: 0.5, time: Duration.milliseconds(250) }, rise] };
    expect(said(chain2N({ site, ups: ups(own) }), 'voltage-ride-through')).toEqual([]);
  });

  test.each([
    ['too short', { least: 0.5, time: Duration.milliseconds(249) }, 'down to 50 % for 0.249 s'],
    ['not deep enough', { least: 0.51, time: seconds(9) }, 'down to 51 % for 9 s'],
  ])('fails for a curve that is %s', (_, point, words) => {
    const found = said(chain2N({ site, ups: ups({ voltage: [point, rise] }) }), 'voltage-ride-through');
    expect(found).toHaveLength(2);
    expect(found[0]).toBe(
      `failed: store 'ups-A' in a disturbance of the grid: stays on the grid ${words}, up to 110 % for 1 s | down to 50 % for 0.25 s | set its voltage protection wider and give 'gridRideThrough' in its 'supply', or agree on another curve`,
    );
  });

  test('fails for a rise that trips it', () => {
    const own = {
      voltage: [
        { least: 0, time: seconds(1) },
        { most: 1.09, time: seconds(9) },
      ],
    };
    expect(said(chain2N({ site, ups: ups(own) }), 'voltage-ride-through')).toHaveLength(2);
  });

  test('is not known of stores that do not say it, in one finding', () => {
    expect(said(chain2N({ site }), 'voltage-ride-through')).toEqual([
      "indeterminate: stores 'ups-A', 'ups-B' in a disturbance of the grid: how long they stay on the grid by voltage | give 'voltage' of 'gridRideThrough' in 'supply' of each",
    ]);
  });

  test('is not asked for where the grid does not', () => {
    expect(judge('supply/voltage-ride-through', chain2N().plan).outcome).toMatchObject({ result: ACROSS.outcome });
  });
});

test.each([
  [59.3, 0],
  [59.31, 2],
])('a store that leaves the grid at %d Hz where it must stay down to 59.3 Hz', (least, failures) => {
  const site = asked({ frequency: [{ least: 59.3, time: seconds(60) }] });
  const own = { frequency: [{ least, time: seconds(60) }] };
  expect(said(chain2N({ site, ups: ups(own) }), 'frequency-ride-through')).toHaveLength(failures);
});

test.each([
  [4, 0],
  [3, 2],
])('a store that counts to %i dips where the grid asks to ride through 3', (count, failures) => {
  const site = asked({ dips: { count: 3, within: seconds(60) } });
  const found = said(chain2N({ site, ups: ups({ dips: { count, within: seconds(60) } }) }), 'dip-counter');
  expect(found).toHaveLength(failures);
  if (failures > 0) {
    expect(found[0]).toBe(
      "failed: store 'ups-A' in dips one after another: leaves the grid after 3 dips within 60 s | 3 dips within 60 s | let it count further ('dips' of 'gridRideThrough' in its 'supply'), or agree on fewer dips",
    );
  }
});

describe('load that leaves the grid', () => {
  const drop = (supplies: Parameters<typeof chain2N>[0]): string => {
    const site = chain2N({ ...supplies, site: { supply: { volts: 22_900, ...supplies?.site?.supply } } });
    const [found] = judge('supply/limit-not-given', site.plan).findings;
    return found?.found.replace(/^.*load-return; /, '') ?? '';
  };

  // 326.4 kW / 0.97 of the UPS / 0.99 of the transformers = 339.894 kW.
  test('is told though no limit is given, with what is not known of its return', () => {
    expect(drop({})).toBe(
      "one dip takes 339.894 kW off 'utility' ('ups-A', 'ups-B' go to battery), and how it comes back is not known",
    );
  });

  test('comes back by hand where one store does', () => {
    expect(drop({ ups: ups({ returns: 'by-hand' }) })).toMatch(/, and it comes back by hand$/);
    expect(drop({ ups: ups({ returns: 'by-itself', returnAfter: seconds(10) }) })).toMatch(
      /, and it comes back by itself$/,
    );
  });

  test('is none of stores that ride through what the grid asks for', () => {
    const voltage = [{ least: 0.5, time: seconds(0.25) }];
    const site = asked({ voltage });
    expect(drop({ site, ups: ups({ voltage }) })).toBe("no store leaves 'utility' in a dip");
    expect(drop({ site, ups: ups({ voltage: [{ least: 0.6, time: seconds(1) }] }) })).toContain('takes 339.894 kW');
  });

  test.each([
    [0.339_894, 0],
    [0.339_893, 1],
  ])('is held against a limit of %d MW without a value of its own', (most, failures) => {
    const limit = { kind: 'load-drop', most, unit: 'MW', source: 'letter of the utility' } as const;
    expect(said(chain2N({ site: { supply: { limits: [limit] } } }), 'given-limit')).toHaveLength(failures);
  });

  test('is not less than the plan finds, whatever is stated', () => {
    const limit = { kind: 'load-drop', most: 300, value: 100, unit: 'kW', source: 'letter of the utility' } as const;
    expect(said(chain2N({ site: { supply: { limits: [limit] } } }), 'given-limit')[0]).toMatch(
      /: 339\.894 kW \| at most 300 kW/,
    );
  });
});

test('a store that waits for hands is a warning with what holds IT meanwhile', () => {
  const dips = { count: 3, within: seconds(60) };
  expect(said(chain2N({ ups: ups({ dips, returns: 'by-hand' }) }), 'return-by-hand')[0]).toBe(
    "failed: store 'ups-A' after a disturbance of the grid: comes back by hand, after 3 dips within 60 s | by itself | hold-up of IT meanwhile: 300 s at its rating | let it come back by itself ('returns' of 'gridRideThrough'), or acknowledge it with who resets it, and how soon",
  );
  expect(said(chain2N({ ups: ups({ dips, returns: 'by-itself' }) }), 'return-by-hand')).toEqual([]);
  expect(said(chain2N({ ups: ups({ dips }) }), 'return-by-hand')[0]).toMatch(/^indeterminate: /);
});

describe('a store that feeds back', () => {
  const found = (supply: NodeSupplyProps): readonly string[] =>
    said(chain2N({ ups: { autonomy: seconds(15), ...supply } }), 'feeds-back');

  test('has a switch that states its time, or is a finding', () => {
    expect(found({ feedsBack: true })[0]).toBe(
      "failed: store 'ups-A' in a sag of the grid: feeds into the grid, and no switch that separates it states its time | a switch that separates it | put a switch between that separates it, and give its time as 'separation' in its 'supply'",
    );
    expect(found({ feedsBack: true, separation: seconds(14.9) })).toEqual([]);
    expect(found({ feedsBack: true, separation: seconds(15) })).toHaveLength(2);
    expect(found({ feedsBack: false })).toEqual([]);
  });

  test('is not known of a battery store, and not asked of a UPS', () => {
    expect(found({})).toEqual([]);
    expect(said(turbines({ autonomy: Duration.hours(2) }), 'feeds-back')).toEqual([
      "indeterminate: store 'megapack' in a sag of the grid: whether it can feed into the grid | give 'feedsBack' in its 'supply', and 'separation' where it does",
    ]);
  });
});

describe('return of power', () => {
  const step = (watts: number): NodeSupplyProps => ({ step: Power.watts(watts) });

  test('in no stated order is not known, unless the source takes all at once', () => {
    expect(said(chain2N(), 'restart-order')).toEqual([
      "indeterminate: return of power to site 'site': its order and steps: 339.894 kW on 'utility' at once, and its step is not stated | give 'restartStep' in 'supply' of the nodes that are switched on one after the other, or the study in 'supply.studiedBy'",
    ]);
    expect(said(chain2N({ utility: step(339_894) }), 'restart-order')).toEqual([]);
    expect(said(chain2N({ utility: step(339_893) }), 'restart-order')).toHaveLength(1);
  });

  // Half of the load hangs on each side: 339.894 / 2 = 169.947 kW. Board B is in the second step.
  test('is judged step by step', () => {
    const site = (watts: number): Site => chain2N({ utility: step(watts), boards: { B: { restartStep: 2 }, A: {} } });
    expect(said(site(169_947), 'restart-step')).toEqual([]);
    expect(said(site(169_946), 'restart-step')).toEqual([
      "failed: return of power on 'utility', step 1: 169.947 kW | 169.946 kW | 169.947 kW - 169.946 kW = 1 W | divide what is switched on in it by 'restartStep' in 'supply' of the nodes",
    ]);
    expect(said(chain2N({ boards: { A: {}, B: { restartStep: 2 } } }), 'restart-step')).toEqual([
      "indeterminate: return of power on 'utility': the largest step that it takes | give 'step' or 'stepShare' in its 'supply'",
    ]);
  });

  // Two transformers of 900 kW / 0.95 = 947.368 kVA at 10 times that: 18.947 MVA at once. The source is rated for 2 MW / 0.95 = 2.105 MVA, and 9 times that are 18.947 MVA.
  test('has an in-rush that the source takes', () => {
    const site = (mostInrush: number): Site => chain2N({ utility: { mostInrush }, tx: { inrush: 10 } });
    expect(said(site(9), 'restart-inrush')).toEqual([]);
    expect(said(site(8.99), 'restart-inrush')).toEqual([
      "failed: in-rush on 'utility' after an outage, step 1: 18,947.368 kVA | 18,926.316 kVA | 18,947.368 kVA - 18,926.316 kVA = 21.052 kVA | switch on fewer transformers in it ('restartStep' in their 'supply'), or limit their 'inrush'",
    ]);
    expect(said(chain2N({ tx: { inrush: 10 } }), 'restart-inrush')[0]).toMatch(/'mostInrush' in its 'supply'$/);
    expect(said(chain2N({ utility: { mostInrush: 9 } }), 'restart-inrush')[0]).toMatch(/: that of 'tx-A', 'tx-B' \| /);
  });

  test('is settled by a study', () => {
    const studiedBy = { restart: { document: 'Restart plan', revision: 'B', date: '2026-11-02' } };
    const { outcome } = judge('supply/restart-order', chain2N({ site: { supply: { studiedBy } } }).plan);
    expect(outcome.reasons).toEqual(["'Restart plan' (B, 2026-11-02) settles it"]);
  });
});

describe('studies', () => {
  test('what no rule judges is listed until a study settles it', () => {
    expect(said(chain2N(), 'not-studied')).toEqual([
      "indeterminate: power chain of site 'site': no rule judges selective coordination: which breaker opens first; arc flash: what a fault does to people at a board; a sag of voltage: what it does to drives, contactors and stores; stability of voltage and frequency on generators and plants; harmonics and resonance inside the site; earthing and faults to earth; cross-sections of cables, their voltage drop and heating; short circuit: what 'ats-A', 'msb-A', 'ats-B' and 1 more can interrupt | give studies in 'supply.studiedBy' (coordination, arcFlash, sag, stability, harmonics, earthing, cables, shortCircuit), each with document, revision and date; or 'interrupting' in 'supply' of the boards",
    ]);
    const study = { document: 'Coordination and arc flash', revision: '3', date: '2026-10-01' };
    const some = { coordination: study, arcFlash: study };
    const [left] = said(chain2N({ site: { supply: { studiedBy: some } } }), 'not-studied');
    expect(left).toContain("in 'supply.studiedBy' (sag, stability, harmonics, earthing, cables, shortCircuit)");
    const rest = {
      sag: study,
      stability: study,
      harmonics: study,
      earthing: study,
      cables: study,
      shortCircuit: study,
    };
    expect(said(chain2N({ site: { supply: { studiedBy: { ...some, ...rest } } } }), 'not-studied')).toEqual([]);
  });

  test('a study has a document, a revision and a day', () => {
    const studiedBy = { sag: { document: 'Sag', revision: '1', date: '1 Oct' } };
    expect(() => chain2N({ site: { supply: { studiedBy } } })).toThrow(
      /write it as year-month-day, such as '2026-11-30'/,
    );
  });
});

// 32 DGX H100 swing by 7.2 kW each: 230.4 kW at their inputs, and more above the losses of UPS and transformers; in 1 s, so that step and ramp are one figure.
describe('steps and ramps of load', () => {
  const limited = (limit: Readonly<Record<string, unknown>>, rise?: Duration) =>
    chain2N({
      site: { supply: { limits: [{ source: 'letter of the utility', ...limit } as never] } },
      ...present({ rise }),
    });
  const swung = (limit: Readonly<Record<string, unknown>>) => limited(limit, seconds(1));
  const step = ({ plan }: Site): number =>
    plan.power.continuity?.swings.find(({ state }) => state === 'normal')?.stepWatts ?? 0;

  test.each([
    ['load-step', 'kW', 1],
    ['load-ramp', 'kW/s', 1],
    ['load-ramp', 'MW/min', 0.06],
  ])('of jobs go before the stated value of %s in %s', (kind, unit, scale) => {
    const watts = step(swung({ kind, most: 1e9, unit }));
    const amount = (watts / 1_000) * scale;
    expect(watts).toBeGreaterThan(230_400);
    expect(said(swung({ kind, most: amount + 0.001, unit }), 'given-limit')).toEqual([]);
    const [over] = said(swung({ kind, most: amount - 0.001, value: 0.000_1, unit }), 'given-limit');
    expect(over).toMatch(/^failed: limit 'load-.*the stated value of 0\.0001 .* is not that of this plan$/);
  });

  test('of a site without a stated job go by the stated value', () => {
    const limit = { kind: 'load-step', most: 5, value: 5, unit: 'kW' };
    expect(said(limited(limit), 'given-limit')).toEqual([]);
    expect(said(limited({ ...limit, value: undefined }), 'given-limit')[0]).toMatch(/^indeterminate/);
  });
});
