import { quotaNeeds } from '../../../src/design/aws/quota-needs';
import { cluster, pool } from '../../policy/aws/aws-plan-fixture';

const NONE = { pools: [], lustre: [], clusters: [], directConnects: [] };

test('nothing takes nothing', () => {
  expect(quotaNeeds('ap-northeast-2', NONE)).toEqual([]);
});

test('of the groups of a cluster the largest counts, wherever it stands', () => {
  const nodeGroups = [2, 5, 3].map((nodes) => ({ name: `g${nodes}`, nodes }));
  const needs = quotaNeeds('ap-northeast-2', { ...NONE, clusters: [cluster({ nodeGroups })] });
  expect(needs.map(({ what, needed, arithmetic }) => [what, needed, arithmetic])).toEqual([
    ["node groups of cluster 'ai'", 3, '3 groups'],
    ["nodes of one group of cluster 'ai'", 5, "5 of group 'g5'"],
  ]);
});

// p5en: 17 interfaces and 192 vCPU each; blocks take no vCPU on demand, and what HyperPod runs is not the account's.
test('pools take interfaces and vCPU at their largest', () => {
  const pools = [
    pool({ count: 1, maxCount: 4 }),
    pool({ name: 'block', maxCount: 2, capacity: 'capacity-block' }),
    pool({ name: 'hyper', maxCount: 8, consumer: 'hyperpod' }),
  ];
  expect(
    quotaNeeds('ap-northeast-2', { ...NONE, pools }).map(({ needed, arithmetic }) => [needed, arithmetic]),
  ).toEqual([
    [102, "4 x 17 of pool 'train' + 2 x 17 of pool 'block'"],
    [768, "4 x 192 of pool 'train'"],
  ]);
});
