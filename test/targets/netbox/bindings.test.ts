import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { netboxBindings } from '../../../scripts/generate-netbox-bindings';

const COMMITTED = join(__dirname, '../../../src/targets/netbox/generated');

test('the bindings are those that the stored schema gives', async () => {
  const made = await netboxBindings();
  expect(readdirSync(COMMITTED).sort()).toEqual([...made.keys()].sort());
  for (const [file, text] of made) expect(text === readFileSync(join(COMMITTED, file), 'utf8') || file).toBe(true);
}, 60_000);
