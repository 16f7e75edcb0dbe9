import { Duration, Energy, Power, type Site } from 'cdktf-ai-factory';

import { withoutField } from '../../design/power/without-field';
import { judge } from '../judge';
import { chain2N, turbines } from '../supply/power-programs';

const kW = (amount: number): Power => Power.kilowatts(amount);

/** A store of 400 kW whose smoothing is as given beside what it needs no more of. */
function smoothing(props: Partial<NonNullable<NonNullable<Parameters<typeof turbines>[0]>['smoothing']>> = {}): {
  readonly autonomy: Duration;
  readonly smoothing: { readonly power: Power; readonly energy: Energy } & typeof props;
} {
  return {
    autonomy: Duration.hours(2),
    smoothing: {
      power: kW(400),
      energy: Energy.kilowattHours(10),
      response: Duration.ZERO,
      stateOfCharge: 0.5,
      ...props,
    },
  };
}

const said = (site: Site, rule: string): readonly string[] =>
  judge(`continuity/${rule}`, site.plan).findings.map(({ outcome, object, found, limit, remedy }) =>
    [`${outcome}: ${object}: ${found}`, ...(limit === undefined ? [] : [limit]), remedy].join(' | '),
  );

// 32 x (10.2 - 3) kW = 230.4 kW; / 0.99 of the transformer = 232.727 kW; / 0.95 of the store = 244.976 kW. A turbine takes 0.25 x 400 kW = 100 kW.
const STEP_LIMIT_REMEDY =
  "let the systems smooth the swing ('smoothing'), let a store take more of it ('smoothing' in its 'supply'), or take a larger source";

test('turbines alone take the whole swing, and are not enough', () => {
  expect(said(turbines(), 'swing-step')).toEqual([
    `failed: swing 'job' on 'turbines' in the normal state: 232.727 kW | 100 kW | ${STEP_LIMIT_REMEDY}`,
  ]);
});

test('what a battery does not state is not known, and is said once', () => {
  const site = turbines({ autonomy: Duration.hours(2) });
  expect(said(site, 'swing-step')).toEqual([
    "indeterminate: swing 'job' on 'turbines' in the normal state: what stores leave of it: 0 W to 244.976 kW, and the source takes 100 kW | give 'smoothing' in 'supply' of 'megapack'",
  ]);
  expect(said(site, 'swing-ramp')).toEqual([]);
});

test('a battery that smooths takes the swing, and nothing is left', () => {
  const site = turbines(smoothing());
  for (const rule of ['swing-step', 'swing-ramp', 'smoothing-energy']) expect(said(site, rule)).toEqual([]);
  expect(site.plan.power.continuity?.swings).toEqual([
    expect.objectContaining({ source: 'turbines', stepWatts: 0, rampWattsPerSecond: 0, smoothedBy: ['megapack'] }),
  ]);
});

test('a battery that states that it evens out nothing passes the swing on', () => {
  expect(said(turbines(smoothing({ power: Power.ZERO, energy: Energy.ZERO })), 'swing-step')).toEqual([
    `failed: swing 'job' on 'turbines' in the normal state: 244.976 kW | 100 kW | ${STEP_LIMIT_REMEDY}`,
  ]);
});

// 232,727 W - 137,727 W = 95,000 W, / 0.95 = 100,000 W at the turbines.
test.each([
  [137_727, 0],
  [137_725, 1],
])('what is above the power of %i W is left, and judged', (watts, failures) => {
  const site = turbines(smoothing({ power: Power.watts(watts) }));
  expect(said(site, 'swing-step')).toHaveLength(failures);
  // 100 kW that come at once are more than 20 kW in a second.
  expect(said(site, 'swing-ramp')).toHaveLength(1);
});

// Of 244.976 kW in 1 s, 0.4 s let 97.99 kW through and 0.41 s 100.44 kW.
test.each([
  [400, 0],
  [410, 1],
])('what rises in the %i ms before the store answers goes through', (milliseconds, failures) => {
  const site = turbines(smoothing({ response: Duration.milliseconds(milliseconds) }));
  expect(said(site, 'swing-step')).toHaveLength(failures);
});

// In 80 ms 19.598 kW go through, in 90 ms 22.048 kW: the turbines follow 20 kW in a second.
test.each([
  [80, 0],
  [90, 1],
])('after %i ms the change in a second is judged by what went through', (milliseconds, failures) => {
  const site = turbines(smoothing({ response: Duration.milliseconds(milliseconds) }));
  expect(said(site, 'swing-ramp')).toHaveLength(failures);
});

test('a response that is not stated is not known', () => {
  const rest = withoutField(smoothing().smoothing, 'response');
  expect(said(turbines({ smoothing: rest }), 'swing-step')).toEqual([
    "indeterminate: swing 'job' on 'turbines' in the normal state: what stores leave of it: 0 W to 244.976 kW, and the source takes 100 kW | give 'response' of 'smoothing' of 'megapack'",
  ]);
});

// The turbines follow at 20 kW/s for 244.976 kW, which is 19 kW/s for the 232.727 kW of the store: 232,727^2 / (2 x 19,000) = 1,425,312.0 J, rounded up. Held at
// half, a store gives and takes half of what it keeps.
describe('energy of a store that smooths', () => {
  const site = (joules: number, stateOfCharge?: number): Site => {
    const rest = withoutField(smoothing({ energy: Energy.joules(joules) }).smoothing, 'stateOfCharge');
    return turbines({ smoothing: { ...rest, ...(stateOfCharge === undefined ? {} : { stateOfCharge }) } });
  };
  const needed = 1_425_313;

  test('is enough to the joule at half charge', () => {
    expect(said(site(2 * needed, 0.5), 'smoothing-energy')).toEqual([]);
    expect(said(site(2 * needed - 1, 0.5), 'smoothing-energy')).toHaveLength(1);
  });

  test('is less where the store is nearly full or nearly empty, for it gives and takes', () => {
    for (const charge of [0.8, 0.2]) {
      expect(said(site(5 * needed, charge), 'smoothing-energy')).toEqual([]);
      expect(said(site(4.9 * needed, charge), 'smoothing-energy')).toHaveLength(1);
    }
  });

  test('is not known without the charge, but where no charge would do', () => {
    expect(said(site(2 * needed), 'smoothing-energy')[0]).toMatch(/^indeterminate: .*'stateOfCharge' in 'smoothing'/);
    expect(said(site(2 * needed - 1), 'smoothing-energy')[0]).toMatch(/^failed: /);
  });
});

describe('continuity/swing-not-given', () => {
  // 326.4 kW / 0.99 = 329.697 kW on turbines that take 100 kW at once.
  test('a large load on a plant without a stated swing is not known', () => {
    expect(said(turbines(undefined, { isStated: false }), 'swing-not-given')).toEqual([
      "indeterminate: cluster 'gpu' on 'turbines': how its systems swing together: up to 329.697 kW on 'turbines', and its step is 100 kW, its ramp 20 kW a second | give a TrainingSwing with the cluster",
    ]);
  });

  // 339.894 kW on a supply of 2 MW: above a tenth of its rating, and it states no step.
  test('a large load on a supply is not known too', () => {
    expect(said(chain2N(), 'swing-not-given')).toEqual([
      "indeterminate: cluster 'gpu' on 'utility': how its systems swing together: up to 339.894 kW on 'utility', and it does not state its step | give a TrainingSwing with the cluster",
    ]);
  });

  test('a stated swing, or a source that takes all at once, is left to the other rules', () => {
    expect(said(turbines(), 'swing-not-given')).toEqual([]);
    const plant = (stepShare: number, ramp: number): readonly string[] =>
      said(turbines(undefined, { isStated: false, plant: { stepShare, ramp: kW(ramp) } }), 'swing-not-given');
    expect(plant(0.83, 330)).toEqual([]);
    expect(plant(0.82, 330)).toHaveLength(1);
    // 329.697 kW in a second are more than a ramp of 329 kW/s follows.
    expect(plant(0.83, 329)).toHaveLength(1);
  });
});
