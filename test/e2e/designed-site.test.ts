import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Power } from 'cdktf-ai-factory';
import { designSite } from 'cdktf-ai-factory/site-design';

import { planSiteFile } from '../../src/constructs/site-file/site-file';
import { writeFile } from '../../src/files/file-writer';
import { temporaryFolder } from '../constructs/temporary-folder';
import { describeWithSimulator, runSubnet } from './infiniband-simulator';

describeWithSimulator('a site that was designed', () => {
  test('deploys with the embedded inventory, and a subnet manager takes what it exports', async () => {
    const folder = temporaryFolder();
    const { siteFile, systems } = designSite({
      power: Power.megawatts(0.3),
      system: 'dgx-b200',
      country: 'us',
      name: 'e2e',
    });
    const file = join(folder, 'e2e.yaml');
    writeFile(file, siteFile.replace('  cableSlack:', '  lockFile: false\n  cableSlack:'));
    planSiteFile(file, folder, () => undefined).write();
    const stack = join(folder, 'stacks', 'e2e');
    const terraform = (...options: readonly string[]): string =>
      execFileSync('terraform', [...options, '-input=false'], { cwd: stack, encoding: 'utf8', maxBuffer: 1e8 });
    terraform('init');
    expect(terraform('apply', '-auto-approve')).toContain('Apply complete!');
    expect(terraform('plan')).toContain('No changes.');
    const exported = (name: string): string =>
      readFileSync(join(folder, 'site', 'e2e', 'exports', 'infiniband', 'h1-compute', name), 'utf8');
    const { found } = await runSubnet({
      ibnetdiscover: exported('ibnetdiscover.txt'),
      rootGuids: exported('root_guid.conf'),
      computeGuids: exported('cn_guid.conf'),
    });
    for (const host of ['h1-gpu-001', `h1-gpu-${String(systems).padStart(3, '0')}`]) expect(found).toContain(host);
  });
});
