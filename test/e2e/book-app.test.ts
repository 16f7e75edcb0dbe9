import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from 'cdktf';
import type { Page } from 'playwright-core';
import { twentyMegawattStart } from '../../examples/twenty-megawatt-start/main';
import { bookAppFiles } from '../../src/report/book-app/book-app-files';
import { siteCableRows } from '../../src/model/site-cables';
import type { SitePlan } from '../../src/model/site-plan';
import { defaultRules } from '../../src/policy/rule-packs';
import type { Site } from '../../src/constructs/site/site';
import { gasanHaein } from '../../stacks/gasan-haein';
import { singleBoardSite } from '../report/outlook-fixture';
import { SMALL, siteOf } from '../report/site-fixture';
import { renamed } from '../support/renamed-plan';
import { Browser, describeWithChromium } from './chromium';

const HOSTILE = '<img src=x onerror=window.ran=1>"\'&{{x}}%41#?/..';

describeWithChromium('the interactive book in a browser', () => {
  const small = siteOf(SMALL);
  const browser = new Browser();
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-book-'));
  const address = (name: string): string => pathToFileURL(join(folder, name, 'book', 'index.html')).href;
  let page: Page;
  const problems: string[] = [];

  function write(name: string, plan: SitePlan, findings?: Site['evaluation']): void {
    for (const [path, text] of bookAppFiles(plan, {
      rules: defaultRules,
      ...(findings === undefined ? {} : { findings }),
    })) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
  }

  /** Opens a view and waits until it is shown. */
  async function open(name: string, hash = '#/'): Promise<void> {
    await page.goto('about:blank');
    await page.goto(`${address(name)}${hash}`);
    await page.waitForSelector('body[data-ready]');
  }

  /** Waits until another view is shown. The page lets nobody evaluate a text as a script, the driver of the browser neither. */
  async function shownAfter(turn: string | null): Promise<void> {
    await page.waitForSelector(`body[data-ready]:not([data-ready="${turn ?? ''}"])`);
  }

  /** Follows the first link of a text, by a press of its key, and waits for the view. */
  async function follow(selector: string): Promise<void> {
    const turn = await page.getAttribute('body', 'data-ready');
    await page.locator(selector).first().focus();
    await page.keyboard.press('Enter');
    await shownAfter(turn);
  }

  const heading = (): Promise<string | null> => page.textContent('h1');

  beforeAll(async () => {
    const app = new App({ outdir: join(folder, 'out') });
    const gasan = gasanHaein(app).node.findChild('gasan') as Site;
    write('gasan', gasan.plan, gasan.evaluation);
    write('chain', singleBoardSite());
    write('phased', twentyMegawattStart(new App({ outdir: join(folder, 'out') })).plan);
    write('hostile', renamed(siteOf(SMALL), 'haein', HOSTILE));
    write('before', siteOf({ ...SMALL, systems: 3 }));
    write('after', small);
    await browser.start();
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && request.url() !== 'about:blank') problems.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  test.each([
    ['#/', 'gasan'],
    ['#/hall/hall-1?layer=cooling', 'Hall hall-1'],
    ['#/rack/A01', 'Rack A01'],
    ['#/device/haein-001', 'haein-001'],
    ['#/cable/compute/haein-001:compute-1/1', 'Cable compute/haein-001:compute-1/1'],
    ['#/rule/power/zone-overload', 'Rule power/zone-overload'],
    ['#/device/nobody', 'not known'],
    ['#/hall/%E0%A4%A', 'not known'],
  ])('a link to %s opens that view', async (hash, title) => {
    await open('gasan', hash);
    expect(await heading()).toBe(title);
  });

  test('leads by keys from hall to rack, device, cable and far end', async () => {
    await open('gasan', '#/hall/hall-1');
    await page.locator('.plan a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:text-is("Rack A02")');
    await follow('tbody a:has-text("haein-004")');
    expect(await heading()).toBe('haein-004');
    await follow('tbody a:has-text("compute-1/2")');
    expect(await heading()).toBe('Cable compute/haein-004:compute-1/2');
    await follow('.end:last-child a');
    expect(await heading()).toBe('compute-leaf-su01-r2');
    expect(await page.textContent('main')).toContain('What loses links with it');
  });

  test.each([
    ['haein-017', 'Devices', 'haein-017'],
    ['compute/haein-017:compute-2', 'Cables', 'compute/haein-017:compute-2/1'],
    ['haein-017:compute-2/1', 'Cables', 'compute/haein-017:compute-2/1'],
    ['zone-overload', 'Rules', 'power/zone-overload'],
  ])('finds %s', async (asked, group, text) => {
    await open('gasan');
    await page.keyboard.press('/');
    await page.keyboard.type(asked);
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("Search: ")');
    expect(await page.locator('h2').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining(group)]),
    );
    expect(await page.locator('.hits a').allTextContents()).toContain(text);
  });

  test('finds the holder of an address', async () => {
    await open('gasan', '#/device/haein-001');
    const given =
      (await page
        .locator('td', { hasText: /^\d+\.\d+\.\d+\.\d+\/\d+$/ })
        .first()
        .textContent()) ?? '';
    await open('gasan', `#/search?q=${given.split('/')[0] ?? ''}`);
    expect((await page.locator('.hits a').allTextContents())[0]).toBe('haein-001');
  });

  test('filters findings, and the filter stands in the address', async () => {
    await open('gasan', '#/findings');
    const all = await page.locator('tbody tr').count();
    await follow('.choice a:has-text("acknowledged")');
    const some = await page.locator('tbody tr').count();
    expect([some > 0, some < all]).toEqual([true, true]);
    expect(page.url()).toContain('outcome=acknowledged');
  });

  test('shows the racks of a phase by the slider', async () => {
    await open('phased', '#/');
    const used = "Number(document.querySelectorAll('tbody tr td.figure')[1].textContent)";
    const [last, turn] = [await page.evaluate(used), await page.getAttribute('body', 'data-ready')];
    await page.focus('#phase');
    await page.keyboard.press('Home');
    await shownAfter(turn);
    expect(page.url()).toContain('phase=0');
    const halls = "[...document.querySelectorAll('tbody tr')].map((row) => row.textContent)";
    expect(await page.evaluate(halls)).not.toEqual([]);
    expect(typeof last).toBe('number');
  });

  test('says what goes down with a node, and with a rack', async () => {
    await open('chain', '#/loss');
    const racks = (await page.locator('tbody tr').first().locator('td').nth(1).textContent()) ?? '0';
    expect(Number(racks)).toBeGreaterThan(0);
    await follow('tbody a');
    expect(await page.locator('.plan a.marked').count()).toBe(Number(racks));
  });

  test('tells the difference of two plans, without running what it is given', async () => {
    await open('after', '#/compare');
    const data = join(folder, 'before', 'book', 'data');
    await page.setInputFiles('#other-files', [
      join(data, 'site.js'),
      join(data, 'hall-1.js'),
      join(data, 'nowhere.js'),
    ]);
    await page.waitForSelector('caption');
    const text = (await page.textContent('main')) ?? '';
    expect(text).toMatch(/haein-004Added/);
    expect(text).toMatch(/compute\/haein-004:[^ ]*Added/);
    expect(text).not.toMatch(/haein-003(Added|Removed)/);
  });

  test('an earlier book that does not tell a figure leaves its difference not known', async () => {
    const [, text = ''] =
      /^bookData\("site", ([\s\S]*)\);\s*$/.exec(
        readFileSync(join(folder, 'before', 'book', 'data', 'site.js'), 'utf8'),
      ) ?? [];
    const { totals, ...rest } = JSON.parse(text) as { readonly totals: readonly unknown[] };
    mkdirSync(join(folder, 'older'), { recursive: true });
    const file = join(folder, 'older', 'site.js');
    writeFileSync(file, `bookData("site", ${JSON.stringify({ ...rest, totals: totals.slice(1) })});\n`);
    await open('after', '#/compare');
    await page.setInputFiles('#other-files', [file]);
    await page.waitForSelector('caption');
    const told = (await page.textContent('main')) ?? '';
    expect(told).toMatch(/not known[\d,]+not known/);
    expect(told).toContain('Findings: not known');
    expect(told).toContain('Cables: not known');
  });

  test('shows names that are markup as text', async () => {
    for (const hash of ['#/', '#/hall/hall-1', `#/device/${encodeURIComponent(`${HOSTILE}-001`)}`, '#/print']) {
      await open('hostile', hash);
      expect(await page.evaluate("[document.querySelectorAll('img').length, window.ran === undefined]")).toEqual([
        0,
        true,
      ]);
      expect(await heading()).not.toBe('not known');
    }
    expect(await page.textContent('main')).toContain(HOSTILE);
  });

  test('prints every cable, device and finding', async () => {
    await open('after', '#/print');
    const file = join(folder, 'book.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const { stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 30 });
    const text = stdout.replace(/\s+/g, '');
    const wanted = [
      ...small.devices.map(({ name }) => name),
      ...small.placement.racks.map(({ name }) => name),
      ...[...siteCableRows(small)].map(({ label }) => label),
    ];
    expect(wanted.filter((each) => !text.includes(each))).toEqual([]);
    expect(text).not.toContain('Showall');
  });

  test('has Korean labels where they are asked for', async () => {
    await open('gasan', '#/findings?lang=ko');
    expect([await heading(), await page.getAttribute('html', 'lang')]).toEqual(['점검 결과', 'ko']);
  });
});
