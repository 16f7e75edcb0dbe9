import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderSiteJson } from '../../../src/report/site/site-json';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { gasanPlan } from '../../design/orders/ordered-sites';
import { run } from '../run-in-process';

const ROOT = join(__dirname, '..', '..', '..');
const PAGE = join(ROOT, 'docs', 'certificates.md');

describe('aifactory prove', () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'site.json'), renderSiteJson(gasanPlan()));

  test('docs/certificates.md shows what the command prints, and the checker says yes to it', async () => {
    const { code, out } = await run('prove site.json', { cwd });
    expect(code).toBe(0);
    expect(readFileSync(PAGE, 'utf8')).toContain(`$ aifactory prove site.json\n${out}`);
    const said = execFileSync(
      'python3',
      [join(ROOT, 'scripts', 'check-certificate.py'), 'site.json', 'certificate.json'],
      { cwd, encoding: 'utf8' },
    );
    expect(said.match(/^holds: /gm)).toHaveLength(4);
  });

  test('growth is proven against the state before, and a move is told', async () => {
    writeFileSync(join(cwd, 'before.json'), renderSiteJson(gasanPlan()));
    const { out } = await run('prove site.json --before before.json --claims growth --out growth.json', { cwd });
    expect(out).toMatch(/^growth: [\d,]+ places and [\d,]+ links are as they were\n/);
    const plan = gasanPlan();
    const moved = {
      ...plan,
      placement: { ...plan.placement, positions: new Map([...plan.placement.positions].slice(1)) },
    };
    writeFileSync(join(cwd, 'moved.json'), renderSiteJson(moved).replace(/^ "digest".*\n/m, ''));
    const { code, err } = await run('prove moved.json --before before.json --claims growth --out moved', { cwd });
    expect(code).not.toBe(0);
    expect(err).toContain('is not as it was');
    expect(existsSync(join(cwd, 'moved'))).toBe(false);
  });

  test.each([
    ['prove site.json --claims single-los', "there is no claim 'single-los'"],
    ['prove site.json --claims growth', "claim 'growth': there is no state before"],
    ['prove none.json', "the file 'none.json' cannot be read"],
  ])('fails and writes nothing: %s', async (line, text) => {
    const { code, out, err } = await run(`${line} --out nothing.json`, { cwd });
    expect([code > 0, out]).toEqual([true, '']);
    expect(err).toContain(text);
    expect(existsSync(join(cwd, 'nothing.json'))).toBe(false);
  });
});
