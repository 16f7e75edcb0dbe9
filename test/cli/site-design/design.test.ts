import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from '../../constructs/temporary-folder';
import { run } from '../run-in-process';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'design-a-site.md');

/** A message with its remedy on one line. */
function inLine(text: string): string {
  return text.replace(/\n\s*remedy: /g, '; ');
}

describe('aifactory design', () => {
  test('docs/design-a-site.md shows what the command prints, and the file that it writes passes its own rules', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const [block = '', line = ''] = /^```console\n\$ aifactory (design .*)\n[^`]*^```/m.exec(page) ?? [];
    const folder = temporaryFolder();
    const { code, out, err } = await run(line, { cwd: folder });
    const next = page.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}${err}\`\`\``);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, next);
    // How many rules find something to warn of changes with every new rule.
    const steady = (text: string): string => text.replace(/\d+ warnings?, \d+ not known/, 'warnings');
    expect(steady(next)).toBe(steady(readFileSync(PAGE, 'utf8')));
    expect(code).toBe(0);
    const checked = await run('plan first.yaml --check --quiet', { cwd: folder });
    expect(checked.code).toBe(0);
    expect(checked.out).toContain("site 'first': 0 errors");
    expect(checked.out).toContain('power (contract power) runs out first');
    const again = await run(line, { cwd: folder });
    expect([again.code, again.out]).toEqual([2, '']);
    expect(inLine(again.err)).toContain("'first.yaml' is there already; name another file by '--out', or move it away");
  });

  test.each([
    ['design --system dgx-h200', "'--power' is missing"],
    ['design --power 1MW --system dgx-h20', "the catalogue has no GPU system 'dgx-h20'; did you mean 'dgx-h200'?"],
    ['design --power 1MW --system dgx-h200 --country fr', "'country' is 'fr'; give one of kr, us, de"],
    ['design --power 1MW --system dgx-h200 --redundancy 3N', "'--redundancy' is '3N'; give one of 2N, N"],
    ['design --power 10kW --system dgx-h200', 'and the first contract is 10 kW; give at least'],
    ['design --power 1 --system dgx-h200', 'unit'],
    ['design --power 1MW --system gb200-nvl72', 'the catalogue has no highest draw of it, by which a site is designed'],
    ['design --power 1MW --system dgx-h200 --phases 2028-01-01', "'--phases' has '2028-01-01'"],
    [
      'design --power 1MW --system dgx-h200 --phases 2028-01-01:2MW',
      "give dates and powers that rise, and 'power' to the last",
    ],
    ['design --power 1MW --system dgx-h200 --phases 2028-13-45:1MW', "'phases' has '2028-13-45', which is no day"],
    ['design --power 1MW --system dgx-h200 --name A', 'its id is not a name of small letters, digits and hyphens'],
  ])('fails with 2 and writes nothing: %s', async (line, text) => {
    const folder = temporaryFolder();
    const { code, out, err } = await run(line, { cwd: folder });
    expect([code, out]).toEqual([2, '']);
    expect(inLine(err)).toContain(text);
    expect(existsSync(join(folder, 'design.yaml'))).toBe(false);
  });
});
