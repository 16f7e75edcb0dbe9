import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { CheckoutCopy } from './checkout-copy';
import { Browser, describeWithChromium } from './chromium';

/** Programs whose books are opened: the default site, and examples that have what the others lack. */
const PROGRAMS = [
  'stacks/main.ts',
  'examples/tenant-and-caps/main.ts',
  'examples/twenty-megawatt-start/main.ts',
  'examples/converged-pair/main.ts',
];

const SCREENS = [
  { name: 'wide', width: 1_280, height: 800 },
  { name: 'narrow', width: 390, height: 844 },
];

/** Room between the bar of chapters and a chapter, px. */
const MOST_GAP = 24;

/** Width between the margins of A4 on its side, px of 1/96 inch. */
const PRINT_WIDTH = Math.floor(((297 - 2 * 12) / 25.4) * 96);

/** Waits until the page has not moved for a while. */
async function settled(page: Page): Promise<void> {
  let last = NaN;
  for (let still = 0; still < 3;) {
    await page.waitForTimeout(80);
    const now = (await page.evaluate('window.scrollY + document.documentElement.scrollHeight / 1e6')) as number;
    still = now === last ? still + 1 : 0;
    last = now;
  }
}

/** Links of a page within itself whose target is not at its top when they are followed on a page that has loaded nothing else. */
async function shortLinks(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  const targets = (await page.evaluate(
    "[...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.getAttribute('href'))",
  )) as string[];
  const short: string[] = [];
  for (const target of targets) {
    await page.goto('about:blank');
    await page.goto(address);
    await page.evaluate(`document.querySelector('a[href="${target}"]').click()`);
    await settled(page);
    const gap = (await page.evaluate(
      `document.querySelector('${target}').getBoundingClientRect().top - document.querySelector('nav').getBoundingClientRect().bottom`,
    )) as number;
    if (gap < -1 || gap > MOST_GAP) short.push(`${target}: ${gap} px`);
  }
  return [...(targets.length < 5 ? ['too few links'] : []), ...short];
}

/** What of a page is wider than the paper, and what of it stays closed. */
async function cutOnPaper(page: Page, address: string): Promise<string[]> {
  await page.setViewportSize({ width: PRINT_WIDTH, height: 700 });
  await page.goto(address);
  await page.emulateMedia({ media: 'print' });
  return (await page.evaluate(`[
    ...[...document.querySelectorAll('.table, table, img')]
      .filter((part) => part.getBoundingClientRect().right > ${PRINT_WIDTH} + 1 || part.scrollWidth > part.clientWidth + 1)
      .map((part) => part.getAttribute('aria-label') ?? part.getAttribute('src') ?? part.caption?.textContent),
    ...[...document.querySelectorAll('details > :not(summary)')]
      .filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }) || part.getBoundingClientRect().height === 0)
      .map((part) => part.closest('details').querySelector('summary').textContent),
  ]`)) as string[];
}

/** Text of a printed page without white space, as the reader of PDF files finds it on its sheets. */
async function printed(page: Page, address: string, file: string): Promise<{ text: string; isInside: boolean }> {
  await page.goto(address);
  await page.emulateMedia({ media: null });
  // On a busy machine the print can be made before drawings that nobody has scrolled to are read.
  await page.evaluate(
    "Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))",
  );
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  const { stdout } = spawnSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const width = Number(/<page width="([\d.]+)"/.exec(stdout)?.[1]);
  const words = [...stdout.matchAll(/<word xMin="([\d.-]+)"[^>]* xMax="([\d.-]+)"[^>]*>([^<]*)</g)];
  return {
    text: words.map(([, , , word = '']) => word).join(''),
    isInside: words.length > 0 && words.every(([, from, to]) => Number(from) >= 0 && Number(to) <= width),
  };
}

describeWithChromium('the site book in a browser', () => {
  const browser = new Browser();
  let copy: CheckoutCopy;
  beforeAll(async () => {
    copy = new CheckoutCopy();
    await browser.start();
  });
  afterAll(async () => {
    await browser.stop();
    copy.remove();
  });

  describe.each(PROGRAMS)('of %s', (program) => {
    const books: string[] = [];
    beforeAll(() => {
      copy.node(['-e', "require('node:fs').rmSync('cdktf.out', { recursive: true, force: true })"]);
      expect(copy.synthesize(program).code).toBe(0);
      for (const site of readdirSync(copy.path('cdktf.out', 'site'))) {
        books.push(pathToFileURL(copy.path('cdktf.out', 'site', site, 'index.html')).href);
      }
      expect(books).not.toEqual([]);
    });

    test.each(SCREENS)('every link lands at the top of its chapter on a $name screen', async ({ width, height }) => {
      const page = await browser.context.newPage();
      await page.setViewportSize({ width, height });
      for (const book of books) expect(await shortLinks(page, book)).toEqual([]);
      await page.close();
    });

    test('keeps the room of every drawing free before it is loaded', async () => {
      const page = await browser.context.newPage();
      for (const book of books) {
        await page.goto(book);
        const unsized = "[...document.images].filter((image) => !image.width || !image.getAttribute('height')).length";
        expect(await page.evaluate(unsized)).toBe(0);
      }
      await page.close();
    });

    test('prints every column and what is closed on the screen', async () => {
      const page = await browser.context.newPage();
      for (const book of books) {
        expect(await cutOnPaper(page, book)).toEqual([]);
        const heads = "[...document.querySelectorAll('thead th, summary')].map((part) => part.textContent)";
        // Lines of neighbouring columns alternate in the text of a sheet: words stay whole.
        const words = ((await page.evaluate(heads)) as string[]).flatMap((text) => text.split(/\s+/));
        const racks = (await page.evaluate(
          "[...document.querySelectorAll('.gallery img')].map((image) => image.alt.replace('Elevation of rack ', ''))",
        )) as string[];
        const { text, isInside } = await printed(page, book, copy.path('book.pdf'));
        expect(isInside).toBe(true);
        const missing = [...words, ...racks].filter((word) => !text.includes(escaped(word)));
        expect(missing).toEqual([]);
      }
      await page.close();
    });
  });
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
