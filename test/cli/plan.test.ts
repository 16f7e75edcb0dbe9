import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from '../constructs/temporary-folder';
import { run } from './run-in-process';

const PAGE = join(__dirname, '..', '..', 'docs', 'site-file.md');
const SITE = /^```yaml\n([\s\S]*?)^```/m.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? '';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('aifactory plan', () => {
  test('writes what a synthesis writes, and says each step', async () => {
    const folder = folderWith({ 'site.yaml': SITE });
    const { code, out, err } = await run('plan site.yaml', { cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain("site 'pilot': 0 errors");
    expect(out).toContain(`site book: ${join('cdktf.out', 'site', 'pilot', 'index.html')}`);
    expect(err).toBe(
      "reading 'site.yaml'\nplanning site 'pilot'\njudging 32 systems, 512 cables\nwriting drawings, schedules and stacks\n",
    );
    const files = [
      'site/pilot/site.json',
      'site/pilot/policy.sarif',
      'site/pilot/hall.svg',
      'stacks/pilot/cdk.tf.json',
    ];
    expect(files.filter((file) => !existsSync(join(folder, 'cdktf.out', file)))).toEqual([]);
  });

  test('writes the evaluation alone where findings stop it, and ends with 1', async () => {
    const folder = folderWith({ 'site.yaml': SITE.replace('700 kW', '100 kW') });
    const { code, out } = await run('plan site.yaml --quiet --out built', { cwd: folder });
    expect(code).toBe(1);
    expect(out).toContain(`errors stop the synthesis; all findings: ${join('built', 'site', 'pilot', 'policy.txt')}`);
    expect(existsSync(join(folder, 'built', 'site', 'pilot', 'policy.json'))).toBe(true);
    expect(existsSync(join(folder, 'built', 'site', 'pilot', 'hall.svg'))).toBe(false);
  });

  test('fails on a file that is wrong with 2, on a site that cannot be built with 1, and writes nothing', async () => {
    const folder = folderWith({
      'wrong.yaml': SITE.replace('rating', 'ratng'),
      'odd.yaml': SITE.replace('switch: qm9700', 'switch: qm9700, spines: 3'),
      'gone.yaml': SITE.replace('rows: [A], rackFeed', 'rows: [B], rackFeed'),
    });
    const wrong = await run('plan wrong.yaml --quiet', { cwd: folder });
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain("rename 'ratng' to 'rating'");
    const odd = await run('plan odd.yaml --quiet', { cwd: folder });
    expect([odd.code, odd.out]).toEqual([1, '']);
    const gone = await run('plan gone.yaml --quiet', { cwd: folder });
    expect([gone.code, gone.out]).toEqual([1, '']);
    expect(gone.err).toMatch(/gone\.yaml:\d+:\d+: .*'B'/);
    expect((await run('plan none.yaml', { cwd: folder })).code).toBe(2);
    // cdktf makes its empty folders as soon as there is an app.
    expect(readdirSync(join(folder, 'cdktf.out'), { recursive: true })).toEqual(['stacks']);
  });

  test('docs/site-file.md shows what the command prints', async () => {
    const wrong = SITE.replace('700 kW', '700').replace('dgx-b200', 'dgx-b20').replace('rows: [A]', 'row: [A]');
    const folder = folderWith({ 'site.yaml': SITE, 'wrong.yaml': wrong });
    const page = readFileSync(PAGE, 'utf8');
    let next = page;
    for (const [block = '', line = ''] of page.matchAll(/^```console\n\$ aifactory (.*)\n([^`]*)^```/gm)) {
      const { out, err } = await run(line, { cwd: folder });
      next = next.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}${err}\`\`\``);
    }
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(PAGE, next);
    expect(next).toBe(readFileSync(PAGE, 'utf8'));
  });
});
