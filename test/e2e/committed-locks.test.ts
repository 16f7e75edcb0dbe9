import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Site } from 'cdktf-ai-factory';
import { parseLock } from '../../src/design/lock/lock-text';
import type { SiteLock } from '../../src/model/site-lock';
import { temporaryFolder } from '../constructs/temporary-folder';
import { gasanHaein } from '../../stacks/gasan-haein';
import { ulsanHybrid } from '../../stacks/ulsan-hybrid';

const MAPS = ['positions', 'addresses', 'asNumbers', 'partitions', 'slots', 'fabrics'] as const;

const siteOf = {
  gasan: (app: App): Site => {
    gasanHaein(app);
    const site = app.node.findAll().find((each): each is Site => each instanceof Site);
    if (site === undefined) throw new Error('the stack has no site');
    return site;
  },
  ulsan: (app: App): Site => ulsanHybrid(app),
};

test.each(['gasan', 'ulsan'] as const)('the committed lock of %s loads and moves nothing', (name) => {
  const text = readFileSync(join(__dirname, '../../stacks', `${name}.lock.json`), 'utf8');
  const held = JSON.parse(text) as SiteLock;
  // A lock of version 1 knew no stacks: it is read as one of version 2 that remembers none.
  const first = JSON.stringify({ ...held, version: 1, stacks: undefined });
  expect(parseLock(first, name)).toEqual({ ...held, stacks: {} });
  const { plan } = siteOf[name](new App({ outdir: temporaryFolder() }));
  expect(plan.placement.displaced).toBeUndefined();
  for (const map of MAPS) expect({ [map]: plan.lock[map] }).toEqual({ [map]: held[map] });
});
