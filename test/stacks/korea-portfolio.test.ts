import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { koreaPortfolio } from '../../stacks/korea-portfolio';
import { temporaryFolder } from '../constructs/temporary-folder';

const PAGE = join(__dirname, '../../docs/portfolio.md');
const SHOWN = /(begins:\n\n```text\n)([^]*?)(```)/;

test('the page shows what the program writes', () => {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  koreaPortfolio(app);
  app.synth();
  const report = readFileSync(join(outdir, 'portfolio/korea/portfolio.md'), 'utf8');
  const part = `${report.slice(0, report.indexOf('\n## Data between places')).trim()}\n`;
  const page = readFileSync(PAGE, 'utf8');
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    writeFileSync(
      PAGE,
      page.replace(SHOWN, (_, head: string, __, end: string) => head + part + end),
    );
    return;
  }
  expect(SHOWN.exec(page)?.[2]).toBe(part);
});

test('its data ways and its replacement', () => {
  const { flows, replacements } = koreaPortfolio(new App({ outdir: temporaryFolder() }), { hallsPerPhase: 1 }).plan;
  // 5 PB a day are 463 Gb/s; 4 x 400 Gb/s at 0.8 carry 1,280, one lost 960, the route lost none but over the southwest from 2029 on.
  expect(flows.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['corpus', 'fits-whole'],
    ['two-sites', 'fits'],
  ]);
  // 20 MW hold 140 racks of 142 kW and 88 of 227 kW.
  expect(replacements.map(({ from, to }) => [from.racks, to.racks])).toEqual([[140, 88]]);
});
