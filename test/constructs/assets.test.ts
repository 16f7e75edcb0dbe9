import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GpuCluster } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { synthesized } from 'cdktf-ai-factory/testing';
import { smallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

type Resources = Readonly<Record<string, { readonly input: { readonly devices?: Readonly<Record<string, string>> } }>>;

/** Resources of four systems, of which two stand in the asset file. */
function resources(serialOfThird: string): Resources {
  const assetsFile = join(temporaryFolder(), 'assets.csv');
  writeFileSync(
    assetsFile,
    ['device,serial,state', 'gpu-001,S1,in-service', `gpu-003,${serialOfThird},in-service`, ''].join('\n'),
  );
  const lab = smallSite({ assetsFile });
  smallZone(lab);
  new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  expect(lab.site.plan.totals).toMatchObject({ systems: 4, gpus: 32, systemsInService: 2, gpusInService: 16 });
  return (synthesized(lab.stack) as { resource: { terraform_data: Resources } }).resource.terraform_data;
}

test('a serial that is swapped changes one line of one rack and nothing else', () => {
  const [before, after] = [resources('S3'), resources('S4711')];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  expect(changed).toEqual(['lab-rack-A01']);
  const devices = before['lab-rack-A01']?.input.devices;
  expect(after['lab-rack-A01']).toEqual({
    input: {
      ...before['lab-rack-A01']?.input,
      devices: { ...devices, 'gpu-003': devices?.['gpu-003']?.replace('S3', 'S4711') },
    },
  });
});
