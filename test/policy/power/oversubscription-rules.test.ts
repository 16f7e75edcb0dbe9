import { oversubscription, peakShares } from '../../../src/design/power/flexibility/capped-gain';
import type { LoadFigure, PeakShare } from '../../../src/model/placement-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { device, powerZone, rack, siteWithRacks } from '../site-plan-fixture';

/** Two systems in zone a, whose limit is 2 MW after the loss of a feed. */
function site(watts: readonly number[], expectedPeak?: PeakShare, basis: LoadFigure = 'measured'): SitePlan {
  const devices = watts.map((maxWatts, index) =>
    device(`d${index}`, { maxWatts, ...(expectedPeak === undefined ? {} : { expectedPeak }) }),
  );
  const plan = siteWithRacks([rack(devices.map(({ name }) => name))], devices);
  return { ...plan, power: { basis, zones: [powerZone(0)], loadWatts: 0 } };
}

describe('power/over-subscribed', () => {
  test('a zone that carries the nameplates passes, a kilowatt more is named', () => {
    expectPassed('power/over-subscribed', site([1_000_000, 1_000_000]));
    expectFinding('power/over-subscribed', site([1_250_000, 1_250_000]), {
      severity: 'info',
      object: "power zone 'a'",
      found: '2.5 MW by nameplate, 1.25 times what it carries',
      limit: '2 MW',
      shortfall: '500 kW',
      arithmetic: '1 feed x 2 MW = 2 MW; 2.5 MW / 2 MW = 1.25',
    });
    expectFinding('power/over-subscribed', site([1_000_000, 1_001_000]), { shortfall: '1 kW' });
  });

  test('a site that is judged by nameplate promises nothing twice', () => {
    expectNothing(
      'power/over-subscribed',
      site([2_000_000, 1], undefined, 'nameplate'),
      'loads are judged by nameplate, which promises nothing twice',
    );
  });
});

// 79 % of 2.5 MW are 1.975 MW; 97 % of it are 2.425 MW.
describe('power/expected-peak', () => {
  test('inference with 25 % more nameplate than the zone carries passes, training does not', () => {
    expectPassed('power/expected-peak', site([1_250_000, 1_250_000], peakShares.POLCA_INFERENCE));
    expectFinding('power/expected-peak', site([1_250_000, 1_250_000], peakShares.POLCA_TRAINING), {
      severity: 'warning',
      found: '2.425 MW expected at the worst',
      limit: '2 MW',
      shortfall: '425 kW',
      arithmetic:
        '2.5 MW by nameplate x 97 % (POLCA, ASPLOS 2024 (arXiv 2308.12908): one row of 40 DGX A100 servers, six weeks, training) = 2.425 MW; 1 feed x 2 MW = 2 MW; 2.425 MW - 2 MW = 425 kW',
    });
  });

  test('an expected peak of the limit passes, a watt more is a warning', () => {
    const half = { share: 0.5, source: 'our meters' };
    expectPassed('power/expected-peak', site([2_000_000, 2_000_000], half));
    expectFinding('power/expected-peak', site([2_000_000, 2_000_002], half), { shortfall: '1 W' });
  });

  test('a site that expects nothing has nothing to judge', () => {
    expectNothing('power/expected-peak', site([3_000_000]), "no cluster states its 'expectedPeak'");
  });
});

test('a zone lists what is expected by peak, and counts what states none whole', () => {
  const plan = site([1_000_000], { share: 0.8, source: 'our meters' });
  const switchRack = { ...rack(['s1']), name: 'A02' };
  const devices = [...plan.devices, device('s1', { kind: 'switch', maxWatts: 1_700 })];
  const racks = [...plan.placement.racks, switchRack];
  const zones = [powerZone(0, { tenantWatts: 300_000 })];
  expect(
    oversubscription({
      ...plan,
      devices,
      placement: { ...plan.placement, racks },
      power: { basis: 'measured', zones, loadWatts: 0 },
    }),
  ).toEqual([
    {
      zone: 'a',
      path: 'stack/zone-a',
      capacityWatts: 2_000_000,
      nameplateWatts: 1_301_700,
      ratio: 1_301_700 / 2_000_000,
      expectedWatts: 1_101_700,
      parts: [
        { nameplateWatts: 1_000_000, expectedWatts: 800_000, peak: { share: 0.8, source: 'our meters' } },
        { nameplateWatts: 1_700, expectedWatts: 1_700 },
        { nameplateWatts: 300_000, expectedWatts: 300_000 },
      ],
    },
  ]);
});
