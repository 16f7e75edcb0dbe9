import { defaultRules, rulePacks } from '../../src/policy/rule-packs';
import { evaluate } from '../../src/policy/evaluate';
import { sitePlan } from './site-plan-fixture';

// Ids and severities are API: a changed line here is a change that users see.
test('the library has these rules', () => {
  const lines = defaultRules.map(({ id, severity }) => `${id} ${severity}`).sort();
  expect(lines).toEqual([
    'addressing/partition-used-twice error',
    'addressing/pool-nearly-full warning',
    'addressing/tenant-without-partition error',
    'addressing/tenant-without-pool warning',
    'addressing/vlan-used-twice error',
    'assets/failed-switches warning',
    'assets/failed-systems info',
    'assets/serial-used-twice error',
    'assets/unknown-device warning',
    'cabling/beyond-medium error',
    'cabling/fibre-mix info',
    'cabling/over-loss-budget error',
    'cabling/too-short error',
    'cabling/unreached error',
    'cabling/without-part-number warning',
    'fabric/cluster-without-compute warning',
    'fabric/leaf-loss warning',
    'fabric/lid-budget error',
    'fabric/manager-on-leaf warning',
    'fabric/mixed-rails error',
    'fabric/mixed-speeds info',
    'fabric/no-spare-leaf-port info',
    'fabric/no-subnet-manager warning',
    'fabric/oversubscribed-compute error',
    'fabric/oversubscribed-management info',
    'fabric/oversubscribed-storage warning',
    'fabric/pkey-budget error',
    'fabric/reserve-short warning',
    'fabric/single-leaf error',
    'fabric/single-subnet-manager warning',
    'fabric/spine-loss warning',
    'fabric/uneven-uplinks error',
    'fabric/uplink-parity error',
    'growth/empty-phase warning',
    'growth/fabric-late error',
    'growth/hall-not-ready error',
    'growth/order-date-passed error',
    'growth/supply-falls warning',
    'naming/host-name warning',
    'power/degraded-on-feed-loss warning',
    'power/down-on-feed-loss error',
    'power/feeds-unbalanced warning',
    'power/limit-share warning',
    'power/rack-over-budget error',
    'power/single-feed warning',
    'power/zone-headroom warning',
    'power/zone-overload error',
    'power/zone-overload-on-feed-loss error',
    'space/displaced warning',
    'space/hall-full info',
    'space/rack-density info',
    'space/rack-overfull error',
    'space/rack-overweight error',
    'space/unit-spread warning',
    'space/unplaced error',
    'space/weight-unknown warning',
    'storage/below-best-level info',
    'storage/block-loss-beyond-protection warning',
    'storage/block-ports-short warning',
    'storage/capacity-short error',
    'storage/checkpoint-interval-over-optimum info',
    'storage/checkpoint-short error',
    'storage/demand-after-block-loss warning',
    'storage/demand-after-feed-loss warning',
    'storage/demand-after-rack-loss info',
    'storage/feed-loss-beyond-protection error',
    'storage/files-short error',
    'storage/host-links-short warning',
    'storage/host-links-short-for-writes warning',
    'storage/kept-checkpoints-short error',
    'storage/level-of-other-system info',
    'storage/level-read-short error',
    'storage/level-write-short error',
    'storage/metadata-short error',
    'storage/node-links-short warning',
    'storage/node-links-short-for-writes warning',
    'storage/rack-loss-beyond-protection warning',
    'storage/read-short error',
    'storage/uplinks-short warning',
    'storage/write-short error',
    'terraform/local-backend warning',
    'terraform/stack-name warning',
    'terraform/stack-near-budget warning',
    'terraform/stack-over-budget error',
  ]);
});

test('every rule stands in the pack that its id names', () => {
  for (const [name, rules] of Object.entries(rulePacks)) {
    expect([...new Set(rules.map(({ pack }) => pack))]).toEqual([name]);
  }
});

test('an empty site has nothing to judge', () => {
  const { findings, rules } = evaluate(sitePlan());
  expect(findings).toEqual([]);
  expect([...new Set(rules.map(({ result }) => result))]).toEqual(['not-applicable']);
});
