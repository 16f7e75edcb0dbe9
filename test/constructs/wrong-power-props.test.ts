import {
  Busway,
  DesignError,
  FailureStudy,
  GpuCluster,
  Phase,
  Power,
  RedundancyGroup,
  TenantLoad,
  TrainingSwing,
  Ups,
  Utility,
} from 'cdktf-ai-factory';
import { HGX_B200 } from '../../stacks/haein-hardware';
import { smallSite, smallZone, type SmallSite } from './small-site';

/** What a program that runs without type-check may give in place of anything else. */
const WRONG: readonly unknown[] = [Number.NaN, -1, '1 MW', {}, [], Infinity, () => 1];
const RATING = { volts: 400, powerFactor: 1, rating: Power.megawatts(1) };

/** Props that take names. */
const NAMED = ['phase', 'fedFrom', 'maintenance'];

const SUPPLY = [
  'contractWatts',
  'storedSeconds',
  'rechargeWatts',
  'startSeconds',
  'transferSeconds',
  'stepShare',
  'stepSeconds',
  'requiredFuelHours',
  'fuelLitres',
  'fuelLitresPerKilowattHour',
  'rampWattsPerSecond',
  'stepWatts',
  'leastPowerFactor',
  'mostVoltageDistortion',
  'voltageDistortion',
  'turbines',
];

type Make = (small: SmallSite, wrong: never) => unknown;

function cluster({ stack, site }: SmallSite, props: object = {}): GpuCluster {
  return new GpuCluster(stack, 'gpu', { site, system: HGX_B200, count: 1, ...props });
}

const MAKES: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    SUPPLY.map((figure): [string, Make] => [
      `supply.${figure}`,
      ({ stack, site }, wrong) => new Utility(stack, 'grid', { site, ...RATING, supply: { [figure]: wrong } }),
    ]),
  ),
  rating: ({ stack, site }, wrong) => new Utility(stack, 'grid', { site, ...RATING, rating: wrong }),
  volts: ({ stack, site }, wrong) => new Utility(stack, 'grid', { site, ...RATING, volts: wrong }),
  site: ({ stack }, wrong) => new Utility(stack, 'grid', { ...RATING, site: wrong }),
  group: ({ stack, site }, wrong) => new Utility(stack, 'grid', { site, ...RATING, group: wrong }),
  phase: ({ stack, site }, wrong) => new Utility(stack, 'grid', { site, ...RATING, phase: wrong }),
  fedFrom: ({ stack, site }, wrong) => new Busway(stack, 'busway', { site, ...RATING, fedFrom: wrong }),
  efficiency: ({ stack, site }, wrong) =>
    new Ups(stack, 'ups', {
      site,
      ...RATING,
      efficiency: wrong,
      fedFrom: new Utility(stack, 'g', { site, ...RATING }),
    }),
  scheme: ({ stack, site }, wrong) => new RedundancyGroup(stack, 'group', { site, scheme: wrong }),
  load: ({ stack, site }, wrong) =>
    RedundancyGroup.sized(stack, 'group', {
      site,
      scheme: 'N',
      load: wrong,
      unit: RATING.rating,
      make: (() => 1) as never,
    }),
  'together[0]': ({ stack, site }, wrong) => new FailureStudy(stack, 'study', { site, together: [[wrong, wrong]] }),
  maintenance: ({ stack, site }, wrong) => new FailureStudy(stack, 'study', { site, maintenance: [wrong] }),
  date: ({ stack, site }, wrong) => new Phase(stack, 'first', { site, date: wrong }),
  contractPower: ({ stack, site }, wrong) =>
    new Phase(stack, 'first', { site, date: '2027-01-01', contractPower: wrong }),
  rows: ({ stack, site }, wrong) =>
    new TenantLoad(stack, 'block', { site, racks: 1, rows: wrong, power: RATING.rating, liquidShare: 0.5 }),
  liquidShare: ({ stack, site }, wrong) =>
    new TenantLoad(stack, 'block', { site, racks: 1, rows: ['A'], power: RATING.rating, liquidShare: wrong }),
  deliveries: (small, wrong) => cluster(small, { deliveries: wrong }),
  clusters: ({ stack, site }, wrong) =>
    new TrainingSwing(stack, 'job', { site, clusters: wrong, low: Power.kilowatts(1), high: RATING.rating }),
  low: (small, wrong) => {
    const { stack, site } = small;
    return new TrainingSwing(stack, 'job', { site, clusters: [cluster(small)], low: wrong, high: RATING.rating });
  },
  smoothing: (small, wrong) => {
    const props = { clusters: [cluster(small)], low: Power.kilowatts(1), high: RATING.rating, smoothing: wrong };
    return new TrainingSwing(small.stack, 'job', { site: small.site, ...props });
  },
};

test.each(Object.entries(MAKES))("fails with a design error on a wrong '%s', whatever it is", (name, make) => {
  // A text may be the name of what is made later: it is refused when the site is planned.
  for (const wrong of WRONG.filter((one) => typeof one !== 'string' || !NAMED.includes(name))) {
    const small = smallSite();
    smallZone(small);
    expect(() => make(small, wrong as never)).toThrow(DesignError);
  }
});

test('fails on figures of a supply that are none, all at once, and says which', () => {
  const { stack, site } = smallSite();
  const supply = { storedSeconds: -1, stepShare: 40, turbine: 2 };
  expect(() => new Utility(stack, 'grid', { site, ...RATING, supply })).toThrow(
    [
      '4 problems [design/several]',
      "- 'supply' of power node 'grid': there is no prop 'turbine'; did you mean 'turbines'? [props/unknown]",
      "- 'supply' of power node 'grid': 'storedSeconds' is -1; give a number of 0 or more [power/invalid-supply]",
      "- 'supply' of power node 'grid': 'stepShare' is 40; give a share above 0 and up to 1, such as 0.3 [power/invalid-supply]",
      "- power node 'grid': 'supply.autonomy' is given for a utility, of which nothing reads it; give it for a ups or a bess, or leave it out [power/figure-of-another-kind]",
    ].join('\n'),
  );
});

test('fails on a site that is none', () => {
  const { stack } = smallSite();
  expect(() => new Utility(stack, 'grid', { ...RATING, site: 'gasan' as never })).toThrow(
    "power node 'grid': 'site' is no Site; give the Site itself, not its name [props/wrong-kind]",
  );
});

test('fails on what is neither a phase nor its name', () => {
  const { stack, site } = smallSite();
  expect(() => new Utility(stack, 'grid', { site, ...RATING, phase: 1 as never })).toThrow(
    "power node 'grid': 'phase' is 1; give a Phase, or its name [props/wrong-kind]",
  );
});
