import { GpuCluster, type GpuClusterProps, Power } from 'cdktf-ai-factory';
import { defineSystem, systems, userFact } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from './small-site';

const GB300 = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'drawing', '2026-10') });

/** First device of a cluster of one system, in a zone of feeds A and B. */
function firstDevice(props: Partial<GpuClusterProps>) {
  const small = smallSite();
  const zone = smallZone(small, { rackFeed: 'split' });
  new GpuCluster(small.stack, 'gpu', {
    site: small.site,
    system: systems.DGX_B200,
    count: 1,
    powerZones: [zone],
    ...props,
  });
  return small.site.plan.devices[0];
}

describe('the figures of a system', () => {
  test('come from the catalogue where it states them at the input', () => {
    expect(firstDevice({})?.figures).toEqual({ measured: 10_442 });
    // Typical use stands for a measurement where there is none.
    expect(firstDevice({ system: systems.GB200_NVL72, systemPower: Power.kilowatts(132) })?.figures).toEqual({
      measured: 120_000,
    });
  });

  // 136 kW / 0.975 = 139,487 W and 240 kW / 0.975 = 246,154 W at the input.
  test('of direct current are converted by the stated efficiency of the shelves, and by nothing else', () => {
    expect(firstDevice({ system: GB300 })?.figures).toBeUndefined();
    expect(firstDevice({ system: GB300, shelfEfficiency: 0.975 })?.figures).toEqual({ peak: 246_154, tdp: 139_487 });
  });

  test('given by the user go before the catalogue, and a cap is a figure', () => {
    const figures = { measured: Power.kilowatts(11), idle: Power.kilowatts(3), peak: Power.kilowatts(16) };
    expect(firstDevice({ figures, powerCap: Power.kilowatts(12) })?.figures).toEqual({
      peak: 16_000,
      capped: 12_000,
      measured: 11_000,
      idle: 3_000,
    });
  });

  test('of the catalogue are held to a lower nameplate of the user', () => {
    expect(firstDevice({ systemPower: Power.kilowatts(10) })?.figures).toEqual({ measured: 10_000 });
  });
});

test('shelves, supplies on feeds, expected peak and shed priority reach the device', () => {
  const device = firstDevice({
    system: GB300,
    psuFeeds: { A: 4, B: 4 },
    shelfSpares: 1,
    expectedPeak: { share: 0.9, source: 'our meters' },
    shedPriority: 2,
  });
  expect(device).toMatchObject({
    psuFeeds: { A: 4, B: 4 },
    shelves: { count: 8, suppliesEach: 6, sparesEach: 1, supplyWatts: 5_500, designWatts: 136_000 },
    expectedPeak: { share: 0.9, source: 'our meters' },
    shedPriority: 2,
  });
});

test.each<[string, Partial<GpuClusterProps>, string]>([
  [
    'a cap above the nameplate',
    { powerCap: Power.kilowatts(14.4) },
    "cluster 'gpu': 'powerCap' of 14.4 kW is above the nameplate of 14.3 kW; give a lower figure, or the right nameplate as 'systemPower' [cluster/bad-power-figure]",
  ],
  [
    'a figure of nothing',
    { figures: { idle: Power.watts(0) } },
    "'figures' of cluster 'gpu': 'idle' is 0 W; give what one system draws, or leave it out [cluster/bad-power-figure]",
  ],
  [
    'a figure that is no power',
    { figures: { tdp: 12 as never } },
    "'figures' of cluster 'gpu': 'tdp' is 12; give a Power, such as Power.kilowatts(14) [cluster/bad-power-figure]",
  ],
  [
    'a figure that there is not',
    { figures: { typical: Power.kilowatts(9) } as never },
    "'figures' of cluster 'gpu': there is no prop 'typical'; take it away; there are 'peak', 'tdp', 'measured', 'idle' [props/unknown]",
  ],
  [
    'an efficiency above 1',
    { system: GB300, shelfEfficiency: 97.5 },
    "cluster 'gpu': 'shelfEfficiency' is 97.5; give a share above 0 and up to 1, such as 0.975 [cluster/bad-efficiency]",
  ],
  [
    'an efficiency of shelves that there are not',
    { shelfEfficiency: 0.975 },
    "cluster 'gpu': 'shelfEfficiency' is given, and 'dgx-b200' states no power shelves; leave it out [cluster/no-shelves]",
  ],
  [
    'as many spare supplies as a shelf has',
    { system: GB300, shelfSpares: 6 },
    "cluster 'gpu': 'shelfSpares' is 6, of 6 supplies in a shelf; give a whole number from 0 to 5 [cluster/bad-supplies]",
  ],
  [
    'supplies that are not all on a feed',
    { psuFeeds: { A: 3, B: 2 } },
    "cluster 'gpu': 'psuFeeds' has A 3, B 2: 5 together, and 'dgx-b200' has 6 supplies; put each supply on a feed [cluster/bad-supplies]",
  ],
  [
    'half a supply',
    { psuFeeds: { A: 3.5, B: 2.5 } },
    [
      '2 problems [design/several]',
      "- cluster 'gpu': 'psuFeeds.A' is 3.5; give a whole number of at least 0 [cluster/bad-supplies]",
      "- cluster 'gpu': 'psuFeeds.B' is 2.5; give a whole number of at least 0 [cluster/bad-supplies]",
    ].join('\n'),
  ],
  [
    'a feed that its zone does not have',
    { psuFeeds: { A: 3, C: 3 } },
    "cluster 'gpu': 'psuFeeds' names feed 'C', which power zone 'zone-a' does not have; name one of its feeds: 'A', 'B' [cluster/unknown-feed]",
  ],
  [
    'an expected peak without a source',
    { expectedPeak: { share: 0.9, source: ' ' } },
    "'expectedPeak' of cluster 'gpu': 'source' is ''; say what the share rests on: a paper, or meters [cluster/bad-peak]",
  ],
  [
    'an expected peak in percent',
    { expectedPeak: { share: 97, source: 'our meters' } },
    "'expectedPeak' of cluster 'gpu': 'share' is 97; give a share above 0 and up to 1, such as 0.97 [cluster/bad-peak]",
  ],
  [
    'a priority of 0',
    { shedPriority: 0 },
    "cluster 'gpu': 'shedPriority' is 0; give a whole number from 1; 1 sheds first [cluster/bad-priority]",
  ],
])('fails for %s', (_, props, text) => {
  expect(() => firstDevice(props)).toThrow(text);
});
