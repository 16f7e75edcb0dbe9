import { Power, type SiteProps } from 'cdktf-ai-factory';
import { smallSite, smallZone } from './small-site';

test('a site that states nothing about loads and supply keeps its plan as it was', () => {
  const small = smallSite();
  smallZone(small);
  expect(small.site.plan).not.toHaveProperty('supply');
  expect(small.site.plan.power.basis).toBe('nameplate');
});

test('what a site states about loads and supply is in its plan', () => {
  const small = smallSite({
    loadFigure: 'measured',
    supplyRules: 'kr',
    contractPower: Power.megawatts(12),
    itPower: Power.megawatts(8),
    energisedPower: Power.megawatts(10),
    supply: {
      volts: 154_000,
      circuits: 2,
      pue: 1.25,
      assessmentPoints: 75,
      voltageDistortion: 0.01,
      frequencyRange: [59.5, 60.5],
      limits: [{ kind: 'load-ramp', most: 5, unit: 'MW/min', source: 'contract' }],
    },
  });
  smallZone(small);
  expect(small.site.plan.power.basis).toBe('measured');
  expect(small.site.plan.supply).toEqual({
    rules: 'kr',
    contractWatts: 12_000_000,
    itWatts: 8_000_000,
    energisedWatts: 10_000_000,
    volts: 154_000,
    circuits: 2,
    pue: 1.25,
    assessmentPoints: 75,
    voltageDistortion: 0.01,
    frequencyRange: { leastHertz: 59.5, mostHertz: 60.5 },
    limits: [{ kind: 'load-ramp', most: 5, unit: 'MW/min', source: 'contract' }],
  });
});

const limit = { kind: 'load-ramp', most: 5, unit: 'MW/min', source: 'contract' } as const;

test.each<[string, Partial<SiteProps>, string]>([
  [
    'a figure that there is not',
    { loadFigure: 'capp' as never },
    "site 'lab': 'loadFigure' is 'capp'; did you mean 'capped'? [props/no-such-choice]",
  ],
  [
    'rules that there are not',
    { supplyRules: 'jp' as never },
    "site 'lab': 'supplyRules' is 'jp'; choose 'neutral' or 'kr' [props/no-such-choice]",
  ],
  [
    'a contract of nothing',
    { contractPower: Power.watts(0) },
    "site 'lab': 'contractPower' is 0 W; give a power above 0, or leave it out [site/bad-power]",
  ],
  [
    'a contract that is no power',
    { contractPower: 12 as never },
    "site 'lab': 'contractPower' is 12; give a Power, such as Power.kilowatts(14) [site/bad-power]",
  ],
  [
    'a PUE below 1',
    { supply: { pue: 0.9 } },
    "'supply' of site 'lab': 'pue' is 0.9; give facility power over IT power, 1 or more [site/bad-supply]",
  ],
  [
    'a distortion in percent',
    { supply: { voltageDistortion: 1.5 } },
    "'supply' of site 'lab': 'voltageDistortion' is 1.5; give a share from 0 to 1: 0.012 is 1.2 % [site/bad-supply]",
  ],
  [
    'frequencies the wrong way round',
    { supply: { frequencyRange: [60.5, 59.5] } },
    "site 'lab': 'supply.frequencyRange' is 60.5 to 59.5; give two frequencies in hertz, the lower one first [site/bad-supply]",
  ],
  [
    'no circuit',
    { supply: { circuits: 0 } },
    "'supply' of site 'lab': 'circuits' is 0; give a whole number of at least 1 [site/bad-supply]",
  ],
  [
    'volts of nothing',
    { supply: { volts: 0 } },
    "'supply' of site 'lab': 'volts' is 0; give volts above 0, such as 154_000 [site/bad-supply]",
  ],
  [
    'points above 100',
    { supply: { assessmentPoints: 101 } },
    "'supply' of site 'lab': 'assessmentPoints' is 101; give points from 0 to 100 [site/bad-supply]",
  ],
  [
    'a limit of a kind that there is not',
    { supply: { limits: [{ ...limit, kind: 'load-ramps' as never }] } },
    "site 'lab': limit 'load-ramps' of 'supply' is none that there is; did you mean 'load-ramp'? [site/bad-supply]",
  ],
  [
    'a limit without a source',
    { supply: { limits: [{ ...limit, source: ' ' }] } },
    "limit 'load-ramp' of 'supply' of site 'lab': 'source' is ''; say in 'source' which contract or grid code sets it [site/bad-supply]",
  ],
  [
    'a limit that limits nothing',
    { supply: { limits: [{ kind: 'flicker', unit: '', source: 'contract' }] } },
    "site 'lab': limit 'flicker' of 'supply' has neither 'least' nor 'most'; give one of them [site/bad-supply]",
  ],
  [
    'limits the wrong way round',
    { supply: { limits: [{ ...limit, least: 6 }] } },
    "site 'lab': limit 'load-ramp' of 'supply': 'least' of 6 is above 'most' of 5; give the lower one as least [site/bad-supply]",
  ],
  [
    'a limit that is no number',
    { supply: { limits: [{ ...limit, value: NaN }] } },
    "limit 'load-ramp' of 'supply' of site 'lab': 'value' is NaN; give a number [site/bad-supply]",
  ],
  [
    'a slip in the name of a prop of the supply',
    { supply: { volt: 154_000 } as never },
    "'supply' of site 'lab': there is no prop 'volt'; did you mean 'volts'? [props/unknown]",
  ],
])('fails for %s', (_, props, text) => {
  expect(() => smallSite(props)).toThrow(text);
});
