import * as lib from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

import type { SitePlan } from '../../../src/model/site-plan';
import { smallSite } from '../../constructs/small-site';
import { expectFinding, expectPassed } from '../judge';

const kW = (amount: number): lib.Power => lib.Power.kilowatts(amount);
const RULE = 'redundancy/common-cause';

/** A utility, three sets of N+1 on a bus, and 32 DGX H100 of 10.2 kW: 326.4 kW in eight racks. */
function standby(
  what: string,
  of: (sets: readonly lib.Generator[], bus: lib.Switchboard) => readonly lib.PowerNode[],
  set = 200,
): SitePlan {
  const { stack, site } = smallSite();
  const ac = { site, volts: lib.Voltage.volts(415), powerFactor: 0.95 };
  const grid = new lib.Utility(stack, 'grid', { ...ac, rating: lib.Power.megawatts(2) });
  const group = new lib.RedundancyGroup(stack, 'sets', { site, scheme: 'N+1' });
  const sets = [1, 2, 3].map((number) => new lib.Generator(stack, `gen-${number}`, { ...ac, group, rating: kW(set) }));
  const bus = new lib.Switchboard(stack, 'bus', { ...ac, rating: kW(800), fedFrom: sets });
  const ats = new lib.TransferSwitch(stack, 'ats', { ...ac, rating: kW(800), fedFrom: [grid, bus] });
  const ups = new lib.Ups(stack, 'ups', { ...ac, rating: kW(800), efficiency: 1, fedFrom: ats });
  const zone = new lib.PowerZone(stack, 'zone', {
    site,
    rating: kW(750),
    rows: ['A'],
    redundancy: 'N',
    sources: { A: ups },
  });
  new lib.GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 32, powerZones: [zone] });
  new lib.CommonCause(stack, 'shared', { site, what, of: of(sets, bus) });
  return site.plan;
}

describe('what sets of a standby group share', () => {
  test.each(['tank', 'controller', 'switchgear'])(
    'a %s of all of them is a finding in the loss in which they carry',
    (what) => {
      expectFinding(
        RULE,
        standby(what, (sets) => sets),
        {
          severity: 'error',
          path: 'lab-stack/shared',
          object: `loss of the ${what} 'shared' when 'grid' is lost`,
          found:
            "takes 'gen-1', 'gen-2' and 'gen-3', which should carry then: 8 racks lost: 'A01', 'A02', 'A03' and 5 more",
          limit: "no more than the loss of 'grid' takes",
          remedy:
            'give the sets that stand in for each other fuel, controls and switchgear of their own, or acknowledge it',
        },
      );
    },
  );

  test('the bus that they share with a set is one too', () => {
    expectFinding(
      RULE,
      standby('room', ([first], bus) => (first === undefined ? [] : [first, bus])),
      {
        object: "loss of the room 'shared' when 'grid' is lost",
      },
    );
  });

  // 326.4 kW on the one that is left: 400 kW carry them, 300 kW do not.
  test('two of three leave one, which carries all or is overloaded', () => {
    const two = (sets: readonly lib.Generator[]): readonly lib.Generator[] => sets.slice(0, 2);
    expectPassed(RULE, standby('controller', two, 400));
    expectFinding(RULE, standby('controller', two, 300), {
      object: "loss of the controller 'shared' when 'grid' is lost",
      found: "takes 'gen-1' and 'gen-2', which should carry then: 'gen-3' overloaded",
    });
  });

  test('what takes one set is what the scheme promises', () => {
    expectPassed(
      RULE,
      standby('day tank', (sets) => sets.slice(0, 1)),
    );
  });
});
