import { renderHcaMapping } from '../../src/export/fabric/ufm';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../src/model/site-plan';
import { dgxFabric, group } from '../design/fabric/sample-fabrics';
import { clusterOf } from './scheduler-site';

const CAGES = [1, 2, 3, 4].flatMap((cage) => [`compute-${cage}/1`, `compute-${cage}/2`]);
const fabric = planFabric(dgxFabric(1, { groups: [group(2, { name: 'gpu', portNames: CAGES })] }));
const hosts = fabric.endpoints.map(({ name }) => name);

function mapOf(models: readonly string[], parts: Partial<typeof fabric> = {}): string {
  const devices = hosts.map((name, at) => ({ name, model: models[at] ?? '' })) as unknown as SitePlan['devices'];
  return renderHcaMapping({ ...fabric, ...parts }, { devices, clusters: clusterOf(hosts).clusters });
}

test('the map of adapters has each port of the sheet with the name that the user guide gives it', () => {
  // DGX H100: OSFP1 to OSFP4 of the housing, two links each.
  expect(mapOf(['dgx-h100', 'dgx-h100'])).toBe(
    ['1,mlx5_11', '2,mlx5_6', '3,mlx5_10', '4,mlx5_9', '5,mlx5_4', '6,mlx5_3', '7,mlx5_5', '8,mlx5_0', ''].join('\n'),
  );
});

test('there is none where a name is not known, hosts differ, or the fabric is another', () => {
  expect(mapOf(['dgx-h100', 'own'])).toBe('');
  expect(mapOf(['own', 'own'])).toBe('');
  expect(mapOf(['dgx-h100', 'dgx-h100'], { kind: 'ethernet' })).toBe('');
  expect(mapOf(['dgx-h100', 'dgx-h100'], { role: 'storage' })).toBe('');
});
