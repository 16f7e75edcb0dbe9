import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Power } from 'cdktf-ai-factory';
import { designSite, type FixAnswer, fixSite, type Remedy } from 'cdktf-ai-factory/site-design';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { run } from '../run-in-process';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'fix-a-site.md');
const SITE = /^```yaml\n([\s\S]*?)^```/m.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? '';

/** The file with a remedy: what its difference says, line by line. */
function applied(text: string, { diff }: FixAnswer['remedies'][number]): string {
  const lines = text.split('\n');
  for (const [, sign = '', number = '', line = ''] of diff.matchAll(/^([+-])(\d+): (.*)$/gm)) {
    if (sign === '+') lines[Number(number) - 1] = line;
  }
  return lines.join('\n');
}

describe('aifactory fix', () => {
  test('docs/fix-a-site.md shows what the command prints, and it changes no file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'site.yaml'), SITE);
    const page = readFileSync(PAGE, 'utf8');
    const [block = '', line = ''] = /^```console\n\$ aifactory (fix .*)\n[^`]*^```/m.exec(page) ?? [];
    const { code, out, err } = await run(line, { cwd: folder });
    const next = page.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}${err}\`\`\``);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, next);
    expect(next).toBe(readFileSync(PAGE, 'utf8'));
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'site.yaml'), 'utf8')).toBe(SITE);
  });

  // 32 systems of 14.3 kW are 457.6 kW; 80 % of 400 kW are 320 kW, of 500 kW 400 kW, and of 630 kW 504 kW.
  test('takes the first step that is enough, and keeps comments', () => {
    const { remedies } = fixSite(SITE, { finding: 'power/zone-overload-on-feed-loss' });
    expect(remedies[0]?.what).toBe("raise 'rating' of zone-a to 630 kW");
    const mended = applied(SITE, remedies[0] as FixAnswer['remedies'][number]);
    expect(mended).toContain('rating: 630 kW, rows: [A], rackFeed: static-switch } # as the landlord says');
    expect(() => fixSite(mended, { finding: 'power/zone-overload-on-feed-loss' })).toThrow(
      "the site has no finding 'power/zone-overload-on-feed-loss'",
    );
  });

  test('offers nothing that breaks another rule', () => {
    const { remedies, without } = fixSite(SITE);
    const keys = (answer: FixAnswer): readonly string[] =>
      [...answer.remedies, ...answer.without].map(({ rule, object }) => `${rule} ${object}`);
    const before = keys({ site: '', remedies, without, dryRuns: 0 });
    for (const remedy of remedies) {
      const after = keys(fixSite(applied(SITE, remedy)));
      expect(after.filter((key) => !before.includes(key))).toEqual([]);
      expect(after).not.toContain(`${remedy.rule} ${remedy.object}`);
    }
  });

  test('raises the spare systems of a cluster where jobs of full size would stop', () => {
    const { siteFile } = designSite({ power: Power.megawatts(1.5), system: 'vr-nvl72' });
    const { remedies, without } = fixSite(siteFile, { finding: 'fabric/job-promise' });
    expect(without).toEqual([]);
    expect(remedies[0]?.what).toMatch(/^raise 'spareSystems' of h1-gpu to \d$/);
    expect(() => fixSite(applied(siteFile, remedies[0] as Remedy), { finding: 'fabric/job-promise' })).toThrow(
      "the site has no finding 'fabric/job-promise'",
    );
  });

  test('fails for a finding that there is not', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'site.yaml'), SITE);
    const { code, out, err } = await run('fix site.yaml --finding power/none', { cwd: folder });
    expect([code > 0, out]).toEqual([true, '']);
    expect(err).toContain("the site has no finding 'power/none'");
  });
});
