import { create } from 'xmlbuilder2';

import { planLimits } from '../../src/design/limits/plan-limits';
import type { SitePlan } from '../../src/model/site-plan';
import { renderSiteBook } from '../../src/report/book/render-site-book';
import type { SiteFindings } from '../../src/report/book/render-site-book';
import { chainSite, cooledSite, largeChainSite, PHASES } from './outlook-fixture';
import { REFERENCE, SMALL, siteOf } from './site-fixture';

const plan = siteOf(SMALL);
const findings: SiteFindings = {
  findings: [
    {
      severity: 'error',
      ruleId: 'power/zone-overload',
      object: 'zone <north>',
      path: 'stack/north',
      found: '1.3 MW',
      limit: '1.2 MW',
      remedy: 'move "A01" & A02',
    },
    { severity: 'warning', ruleId: 'bill/gap', object: 'bill', path: 'stack', found: '1 gap', remedy: 'fill it' },
  ],
  acknowledged: [
    {
      severity: 'warning',
      ruleId: 'fabric/no-spare',
      object: 'compute',
      path: 'stack/compute',
      found: 'no spare',
      remedy: 'reserve',
      acknowledgement: { reason: 'the hall is full', until: '2027-06-30' },
    },
  ],
};
const files = ['site.json', 'hall.svg', 'power.svg', 'fabric-compute.svg', 'racks/A01.svg', 'policy.json'];
const book = renderSiteBook(plan, { findings, files });

describe('the site book', () => {
  test('is well-formed, so that any reader shows it', () => {
    const html = book.replace('<!doctype html>\n', '').replace(/<style>[\s\S]*<\/style>/, '');
    expect(create(html).root().node.nodeName).toBe('html');
  });

  test('escapes what comes from the plan and from findings', () => {
    expect(book).toContain('zone &lt;north&gt;');
    expect(book).toContain('move &quot;A01&quot; &amp; A02');
    const hostile = renderSiteBook({ ...plan, name: '<script>alert(1)</script>' }, { findings });
    expect(hostile).not.toContain('<script');
  });

  test('loads nothing but the drawings beside it', () => {
    expect(book).not.toMatch(/https?:|@import|url\(|<script|<link/);
    const sources = [...book.matchAll(/ src="([^"]*)"/g)].map(([, source]) => source);
    expect(sources).toEqual(['fabric-compute.svg', 'power.svg', 'hall.svg', 'racks/A01.svg']);
  });

  test('links only files that are there, and its own chapters', () => {
    const ids = [...book.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`);
    const targets = [...book.matchAll(/ href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !files.includes(target) && !ids.includes(target))).toEqual([]);
  });

  test('tells findings by severity, with those that are acknowledged apart', () => {
    expect(book).toContain('1 error, 1 warning, 0 notes, 0 not known, 1 acknowledged');
    expect(book.indexOf('power/zone-overload')).toBeLessThan(book.indexOf('bill/gap'));
    expect(book).toContain('<summary>1 acknowledged finding</summary>');
    expect(book).toContain('<td>the hall is full</td><td>2027-06-30</td>');
  });

  test.each([
    ['which is no note', 'info' as const, '0 errors, 0 warnings, 1 note, 2 not known, 0 acknowledged'],
    [
      'which a strict evaluation takes for errors',
      'error' as const,
      '0 errors, 0 warnings, 1 note, 2 not known (which count as errors), 0 acknowledged',
    ],
  ])('counts what could not be judged as not known, %s', (_, severity, counts) => {
    const unknown = { severity, outcome: 'indeterminate', ruleId: 'a/b', path: 'stack' } as const;
    const html = renderSiteBook(plan, {
      findings: {
        findings: [
          { severity: 'info', outcome: 'failed', ruleId: 'c/d', path: 'stack', object: 'n', found: 'f', remedy: 'r' },
          { ...unknown, object: 'rack A01', found: 'its weight', remedy: "'weight' of the system" },
          { ...unknown, object: 'rack A02', found: 'its weight', remedy: "'weight' of the system" },
        ],
        acknowledged: [],
      },
    });
    expect(html.split(counts)).toHaveLength(3);
    expect(html).toContain('<caption>Not known</caption>');
    expect(html).toContain('<td>its weight</td><td>&#39;weight&#39; of the system</td>');
  });

  test('keeps the room of drawings whose size is known free, so that links land where they should', () => {
    const sizes = new Map([['hall.svg', { width: 1_700, height: 400 }]]);
    const html = renderSiteBook(plan, { files, sizes });
    expect(html).toContain(
      '<img src="hall.svg" alt="Racks of all halls by load" width="1700" height="400" loading="lazy"/>',
    );
  });

  test('opens what is closed and lets no column be cut on paper', () => {
    const print = book.slice(book.indexOf('@media print'));
    expect(print).toContain('.table { overflow: visible; }');
    expect(print).toContain('details::details-content { content-visibility: visible;');
  });

  test('tells the totals, fabrics, zones, pools and gaps', () => {
    expect(book).toContain('<dt>GPUs</dt><dd>32</dd>');
    expect(book).toContain('<th scope="row">compute</th>');
    expect(book).toContain('<th scope="row">zone-a</th>');
    expect(book).toContain('<td>10.20.0.0/22</td>');
    expect(book).toContain('<li>system DGX B200: no part number; ask the vendor</li>');
  });

  test('has no chapter on findings or files without them', () => {
    const plain = renderSiteBook(plan);
    expect(plain).not.toContain('id="findings"');
    expect(plain).not.toContain('id="files"');
    expect(plain).not.toContain('<img');
  });

  test('says where nothing is to be told', () => {
    expect(renderSiteBook(plan)).toContain('<p class="none">Storage tiers: none.</p>');
    expect(renderSiteBook({ ...plan, bill: { lines: [], gaps: [] } })).toContain('Every line has a part number.');
  });

  test('names devices that found no place', () => {
    const unplaced = [{ device: 'haein-999', reason: 'power' as const, detail: '14.3 kW do not fit in 1.1 kW' }];
    const html = renderSiteBook({ ...plan, placement: { ...plan.placement, unplaced } });
    expect(html).toContain('<th scope="row">haein-999</th><td>14.3 kW do not fit in 1.1 kW</td>');
  });
});

describe('the chapters of what a site may lack', () => {
  const drawn = ['one-line.svg', 'failures.svg', 'failures.csv', 'cooling.svg', 'phases.svg', 'limits.svg'];
  const chaptersOf = (site: SitePlan): string[] =>
    [...renderSiteBook(site, { files: drawn }).matchAll(/<section id="([^"]*)"/g)].map(([, id = '']) => id);

  test('are there only where it has some of it', () => {
    expect(chaptersOf(plan)).not.toEqual(expect.arrayContaining(['cooling']));
    expect(chaptersOf(plan)).not.toEqual(expect.arrayContaining(['phases']));
    expect(chaptersOf(cooledSite())).toContain('cooling');
    expect(chaptersOf({ ...plan, phases: PHASES })).toContain('phases');
    expect(renderSiteBook(plan, { files: drawn })).not.toContain('src="one-line.svg"');
  });

  test('tell the gravest failures, and how many more there are', () => {
    const html = renderSiteBook(chainSite(REFERENCE, 1_500_000), { files: drawn });
    expect(html).toContain('14 states judged: 8 with an effect, 6 without.');
    expect(html).toContain('tx-B: 1.911 MW, 127.4 % of 1.5 MW and 2 more');
    const many = renderSiteBook(
      largeChainSite(30, () => 1_000),
      { files: drawn },
    );
    expect(many).toMatch(/\d+ more states in <a href="failures.csv">failures.csv<\/a>/);
  });

  test('tell what runs out first', () => {
    const html = renderSiteBook(plan, { files: drawn, limits: planLimits(plan) });
    expect(html).toContain('runs out first, at');
    expect(html).toContain('src="limits.svg"');
  });

  test('tell units of cooling that cannot spare one', () => {
    expect(renderSiteBook(cooledSite(), { files: drawn })).toContain('17.4 kW short, 2 racks affected');
  });

  test('tell phases, and purchases whose last order date has passed', () => {
    const html = renderSiteBook({ ...plan, phases: PHASES, asOf: '2026-11-24' }, { files: drawn });
    expect(html).toContain('2 purchases of phase last, 1 past the last order date');
    expect(html).toContain('2026-06-15 (past)');
    expect(html).not.toContain('2028-07-14 (past)');
  });
});
