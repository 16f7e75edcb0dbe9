import type { RackFeedSpecProps } from 'cdktf-ai-factory';
import { smallSite, smallZone } from './small-site';

const BARE: RackFeedSpecProps = { volts: 415, phases: 3, powerFactor: 0.95, cords: 2 };
const SPEC: RackFeedSpecProps = { ...BARE, breakerSizes: [63, 32] };

const zoneWith = (rackFeedSpec: RackFeedSpecProps) => smallZone(smallSite(), { rackFeedSpec });

test('the connection of racks reaches the plan, breakers from the smallest, limited as the zone', () => {
  const small = smallSite();
  smallZone(small, { rackFeedSpec: SPEC, limitShare: 0.7 });
  expect(small.site.plan.power.zones[0]?.rackFeedSpec).toEqual({
    volts: 415,
    phases: 3,
    powerFactor: 0.95,
    cords: 2,
    breakerAmperes: [32, 63],
    limitShare: 0.7,
    loads: 'three-phase',
  });
});

test.each<[string, Partial<RackFeedSpecProps>, string]>([
  ['volts of nothing', { volts: 0 }, ": 'volts' is 0; give volts above 0, such as 415"],
  ['two phases', { phases: 2 as never }, ": 'phases' is 2; give 1 or 3"],
  ['a power factor above 1', { powerFactor: 95 }, ": 'powerFactor' is 95; give a share above 0 and up to 1"],
  ['half a cord', { cords: 0.5 }, ": 'cords' is 0.5; give a whole number of at least 1"],
  [
    'two ways to name a breaker',
    { breakerAmperes: 32 },
    " has both 'breaker' and 'breakerSizes'; give the size as 'breaker', or the sizes to choose from as 'breakerSizes'",
  ],
  ['no size to choose from', { breakerSizes: [] }, ": 'breakerSizes' is empty; give the sizes that are in stock"],
  ['a breaker of nothing', { breakerSizes: [0] }, ": 'breakerSizes[0]' is 0; give amperes above 0"],
  ['a share of 80', { limitShare: 80 }, ": 'limitShare' is 80; give a share above 0 and up to 1, such as 0.8"],
  [
    'loads that there are not',
    { loads: 'delta' as never },
    ": 'loads' is 'delta'; choose 'three-phase', 'line-to-neutral' or 'line-to-line'",
  ],
  [
    'an imbalance in percent',
    { imbalanceLimit: 10 },
    ": 'imbalanceLimit' is 10; give a share from 0 to 1, such as 0.1",
  ],
])('fails for %s', (_, props, text) => {
  expect(() => zoneWith({ ...SPEC, ...props })).toThrow(
    `${text.startsWith(':') ? "'rackFeedSpec' of power zone 'zone-a'" : "power zone 'zone-a': 'rackFeedSpec'"}${text} [power/bad-rack-feed]`,
  );
});

test('fails without a breaker, and for a slip in a name', () => {
  expect(() => zoneWith(BARE)).toThrow(
    "power zone 'zone-a': 'rackFeedSpec' has no breaker; give the size as 'breaker', or the sizes to choose from as 'breakerSizes' [power/bad-rack-feed]",
  );
  expect(() => zoneWith({ ...SPEC, volt: 415 } as never)).toThrow(
    "'rackFeedSpec' of power zone 'zone-a': there is no prop 'volt'; did you mean 'volts'? [props/unknown]",
  );
});
