import { coolingPack } from '../../../src/policy/cooling/cooling-pack';
import type { Verdict } from '../../../src/policy/engine/rule';
import { redundancyPack } from '../../../src/policy/redundancy/redundancy-pack';
import { site } from '../../design/site/cooled-chain';
import { bareDevice, placed } from '../../design/power/power-fixtures';
import { sitePlan } from '../site-plan-fixture';

const RULES = [...coolingPack, ...redundancyPack].filter(({ id }) => id.endsWith('not-planned'));

/** What both rules say of a rack of so many watts, of which nothing is planned. */
function judged(...watts: readonly number[]): readonly Verdict[] {
  const devices = watts.map((maxWatts, index) => bareDevice(`it-${index}`, { maxWatts }));
  const plan = sitePlan({ name: 'pilot', path: 'lab/pilot', devices, placement: placed(devices.map((one) => [one])) });
  return RULES.flatMap((rule) => rule.check(plan));
}

test('what is not planned is one finding each: not known up to 20 kW a rack', () => {
  const common = { outcome: 'indeterminate', path: 'lab/pilot' };
  expect(judged(20_000, 20_000)).toMatchObject([
    {
      ...common,
      object: "cooling of site 'pilot'",
      unknown: `not planned, ${coolingPack.length - 1} rules not judged`,
    },
    {
      ...common,
      object: "power chain of site 'pilot'",
      unknown: expect.stringMatching(/^not planned, \d+ rules not judged$/) as string,
    },
  ]);
});

test('it is a warning above 20 kW a rack, with the rack that draws most', () => {
  expect(judged(20_000, 20_001)).toMatchObject([
    {
      outcome: 'failed',
      found: `not planned, ${coolingPack.length - 1} rules not judged, and rack 'A02' draws 20.001 kW`,
      limit: 'a plan above 20 kW a rack',
    },
    { outcome: 'failed' },
  ]);
  expect(RULES.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
});

test('a site that plans both passes, and one whose racks draw nothing has nothing to plan', () => {
  const { power, cooling } = site();
  const devices = [bareDevice('it', { maxWatts: 900_000 })];
  const plan = sitePlan({
    devices,
    placement: placed([devices]),
    power,
    ...(cooling === undefined ? {} : { cooling }),
  });
  expect(RULES.flatMap((rule) => rule.check(plan)).map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(judged().map(({ outcome }) => outcome)).toEqual(['not-applicable', 'not-applicable']);
});
