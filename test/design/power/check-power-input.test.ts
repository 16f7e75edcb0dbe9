import { planPower } from '../../../src/design/power/plan-power';
import type { PowerInput } from '../../../src/model/power-plan';
import { device, placed, zone } from './power-fixtures';

function messageOf(input: Partial<PowerInput>): string {
  try {
    planPower({ zones: [zone()], placement: placed([]), devices: [], ...input });
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test.each([
  [[], '2N', "redundancy 2N takes two feeds, and 'feeds' has 0"],
  [['A', 'B', 'C'], '2N', "redundancy 2N takes two feeds, and 'feeds' has 3"],
  [['A'], 'N+1', "redundancy N+1 takes two feeds or more, and 'feeds' has 1"],
  [['A', 'B'], 'N', "redundancy N takes one feed, and 'feeds' has 2"],
] as const)('fails on feeds %j of a zone of %s', (feeds, redundancy, text) => {
  expect(messageOf({ zones: [zone({ feeds, redundancy })] })).toBe(
    `power zone 'zone-a': ${text}; name that many feeds, or choose another redundancy [power/feed-count]`,
  );
});

test.each([0, NaN, -1, 1.5, Infinity])('fails on a rating of %d', (ratingWatts) => {
  expect(messageOf({ zones: [zone({ ratingWatts })] })).toBe(
    `power zone 'zone-a': 'ratingWatts' is ${ratingWatts}; give a whole number of 1 or more [power/invalid-number]`,
  );
});

test.each([0, NaN, -0.1, 1.000_1])('fails on a limit share of %d', (limitShare) => {
  expect(messageOf({ zones: [zone({ limitShare })] })).toBe(
    `power zone 'zone-a': 'limitShare' is ${limitShare}; give a share above 0 and up to 1, such as 0.8 [power/invalid-share]`,
  );
});

test('fails on names given twice', () => {
  expect(messageOf({ zones: [zone(), zone()] })).toBe(
    "more than one power zone is named 'zone-a'; give each zone a name of its own [power/duplicate-zone]",
  );
  expect(messageOf({ zones: [zone({ feeds: ['A', 'A'] })] })).toBe(
    "power zone 'zone-a': 'feeds' has 'A' more than once; give each feed a name of its own [power/duplicate-feed]",
  );
});

test('fails once for a zone that rows name and nobody declared', () => {
  const placement = placed([[], []], 'zone-b');
  expect(messageOf({ placement })).toBe(
    "row 'A' of hall 'hall' is fed from power zone 'zone-b', which is not there; did you mean 'zone-a'? [power/unknown-zone]",
  );
  expect(messageOf({ placement, zones: [zone({ name: 'east' }), zone({ name: 'west' })] })).toBe(
    "row 'A' of hall 'hall' is fed from power zone 'zone-b', which is not there; name a power zone of the site; there are 'east', 'west' [power/unknown-zone]",
  );
  expect(messageOf({ placement, zones: [] })).toBe(
    "row 'A' of hall 'hall' is fed from power zone 'zone-b', which is not there; name a power zone of the site; there is none yet [power/unknown-zone]",
  );
});

test('fails on a placed device that is not among the devices', () => {
  expect(messageOf({ placement: placed([[device('a')]]) })).toBe(
    "device 'a' stands in rack A01 and is not among 'devices'; pass the devices that were placed [power/unknown-device]",
  );
});

test.each([
  [{ count: 6, needed: 7 }, 'count 6, needed 7, degradedFrom not given'],
  [{ count: 6, needed: 0 }, 'count 6, needed 0, degradedFrom not given'],
  [{ count: 5.5, needed: 4 }, 'count 5.5, needed 4, degradedFrom not given'],
  [{ count: 6, needed: 4, degradedFrom: 5 }, 'count 6, needed 4, degradedFrom 5'],
])('fails on supplies %j', (psus, text) => {
  expect(messageOf({ devices: [device('a', { psus })] })).toBe(
    `device 'a': 'psus' has ${text}; give whole numbers of 1 or more with degradedFrom <= needed <= count [power/invalid-supplies]`,
  );
});

test('fails with all problems at once', () => {
  expect(messageOf({ zones: [zone({ ratingWatts: 0, feeds: [] })] })).toBe(
    [
      '2 problems [design/several]',
      "- power zone 'zone-a': 'ratingWatts' is 0; give a whole number of 1 or more [power/invalid-number]",
      "- power zone 'zone-a': redundancy 2N takes two feeds, and 'feeds' has 0; name that many feeds, or choose another redundancy [power/feed-count]",
    ].join('\n'),
  );
});
