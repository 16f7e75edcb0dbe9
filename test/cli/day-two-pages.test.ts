import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import type { Asset } from '../../src/model/asset';
import { assetPorts } from '../../src/design/assets/replace-hardware';
import { withAssets } from '../../src/design/assets/merge-assets';
import { writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { adapterText, linkInfoText, ncclText, withoutLink } from '../design/commissioning/tool-output';
import { run } from './run-in-process';

const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const PORTS = assetPorts(HAEIN);
const ASSETS = HAEIN.devices.map(({ name, kind }, index): Asset => {
  const number = String(index + 1).padStart(4, '0');
  const ids = (PORTS.get(name) ?? []).map((_, port) => `0c42a1${number}${String(port).padStart(6, '0')}`);
  return {
    device: name,
    serial: `S${number}`,
    ...(kind === 'system' ? { bmcMac: `aa:bb:cc:00:${number.slice(0, 2)}:${number.slice(2)}` } : {}),
    ...(ids.length === 0 ? {} : { nicIds: ids }),
    state: 'in-service',
    since: '2025-09-01',
  };
});
const HOSTS = HAEIN.devices
  .filter(({ unit, kind }) => unit === 'haein/su-02' && kind === 'system')
  .map(({ name }) => name);
const [COMPUTE] = HAEIN.fabrics;

test.each(['assets', 'commissioning'])(
  'docs/%s.md shows what the commands print',
  async (name) => {
    const folder = temporaryFolder();
    const site = name === 'assets' ? withAssets(HAEIN, new Map(ASSETS.map((asset) => [asset.device, asset]))) : HAEIN;
    writeFileSync(join(folder, 'site.json'), renderSiteJson(site));
    writeFileSync(join(folder, 'assets.csv'), writeAssetsCsv(ASSETS));
    if (COMPUTE === undefined) throw new Error('the site has a fabric');
    writeFileSync(join(folder, 'iblinkinfo.txt'), withoutLink(linkInfoText(COMPUTE.plan), 'haein-040 mlx5_0'));
    writeFileSync(join(folder, 'nccl.txt'), ncclText(HOSTS, 8, 372.4));
    const dark = adapterText(10, (one, index) =>
      index === 0 ? one.replace('Active', 'Down').replace('LinkUp', 'Polling').replace('Rate: 400', 'Rate: 10') : one,
    );
    writeFileSync(join(folder, 'ibstat-haein-040.txt'), dark);
    const path = join(__dirname, '..', '..', 'docs', `${name}.md`);
    const page = readFileSync(path, 'utf8');
    const blocks = [...page.matchAll(/^```console\n\$ aifactory (.*)\n([^`]*)^```/gm)];
    expect(blocks.length).toBeGreaterThan(0);
    let next = page;
    for (const [block = '', line = ''] of blocks) {
      const { out, err } = await run(line, { cwd: folder });
      expect(err).toBe('');
      next = next.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}\`\`\``);
    }
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(path, next);
    expect(next).toBe(readFileSync(path, 'utf8'));
  },
  60_000,
);
