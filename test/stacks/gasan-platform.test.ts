import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Tenancy } from 'cdktf-ai-factory/tenancy';
import { gasanPlatform } from '../../stacks/gasan-platform';
import { temporaryFolder } from '../constructs/temporary-folder';

const outdir = temporaryFolder();
let tenancy: Tenancy;
beforeAll(() => {
  const app = new App({ outdir });
  tenancy = gasanPlatform(app);
  app.synth();
});

test('one tenant has left, one has come with what is proven, and one node stays closed', () => {
  const { nodes, findings, pools } = tenancy.plan;
  const gpus = (use: string, tenant?: string): number =>
    nodes.filter((node) => node.use === use && node.tenant === tenant).reduce((sum, node) => sum + node.gpus, 0);
  // 64 nodes of 8: 31 of them proven.
  expect(gpus('closed', 'rental')).toBe(33 * 8);
  expect(gpus('leased', 'newcomer')).toBe(31 * 8);
  expect(gpus('leased', 'research')).toBe(32 * 8);
  // 16 nodes; 96 guaranteed: the newcomer may have 64 + min(32, 32 + 32), the other 32 + 64 + 32.
  expect(pools).toMatchObject([{ usable: 128, guaranteed: 96, rest: 32, shares: [{ ceiling: 96 }, { ceiling: 128 }] }]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('it is written without a provider at hand: data, a local chart, Slurm and UFM', () => {
  const stack = readFileSync(join(outdir, 'stacks/gasan-platform/cdk.tf.json'), 'utf8');
  expect(stack).toContain('"tenant-newcomer"');
  for (const path of ['kubernetes/chart/Chart.yaml', 'slurm/partitions.conf', 'ufm/members.json', 'ufm/removed.csv']) {
    expect(existsSync(join(outdir, 'tenancy/haein', path))).toBe(true);
  }
  expect(readFileSync(join(outdir, 'stacks/gasan-haein/cdk.tf.json'), 'utf8')).not.toContain('newcomer');
});
