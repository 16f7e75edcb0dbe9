import { evaluate } from '../../../src/policy/evaluate';
import type { PolicyReport } from '../../../src/policy/engine/rule';
import { rulePacks } from '../../../src/policy/rule-packs';
import { device, pool, powerZone, rack, siteWithRacks } from '../../policy/site-plan-fixture';

const rules = [...rulePacks.power, ...rulePacks.addressing].filter(({ id }) =>
  [
    'addressing/pool-nearly-full',
    'addressing/tenant-without-pool',
    'addressing/vlan-used-twice',
    'power/down-on-feed-loss',
    'power/feeds-unbalanced',
    'power/rack-over-budget',
    'power/zone-headroom',
  ].includes(id),
);

/** A report with an error, a warning, one that is not known, one that is waived and one waiver of no use. */
export function reportFixture(isStrict = false): PolicyReport {
  const devices = ['b1', 'b2', 'b3', 'b4', 'b5'].map((name) => device(name));
  const site = siteWithRacks([rack(devices.map(({ name }) => name))], devices);
  const zone = powerZone(1_950_000, {
    losses: [
      { lost: 'A', model: 'dgx-b200', devices: 5, survival: 'indeterminate' },
      { lost: 'B', model: 'dgx-h100', devices: 2, survival: 'full', healthyPsus: 4, neededPsus: 4 },
    ],
  });
  return evaluate(
    {
      ...site,
      power: { basis: 'nameplate', zones: [zone], loadWatts: zone.loadWatts },
      addresses: { ...site.addresses, pools: [pool(950)] },
    },
    {
      rules,
      acknowledgements: [
        {
          path: 'stack/zone-a',
          ruleId: 'power/zone-headroom',
          reason: 'the second zone takes over in May',
          until: '2027-05-31',
        },
        { path: 'stack/zone-b', ruleId: 'power/zone-headroom', reason: 'not built yet', until: '2027-05-31' },
      ],
      asOf: '2026-11-24',
      isStrict,
    },
  );
}
