import type { SitePlan } from '../../model/site-plan';
import { element, htmlPage } from '../markup';
import { BOOK_APP_SCRIPT } from './book-app-client';
import { BOOK_APP_STYLE } from './book-app-style';
import { bookCables, bookFailures, bookLookup } from './detail-data';
import { type BookAppExtras, bookSite } from './site-data';

/** Folder of the book below that of the site. */
export const BOOK_FOLDER = 'book';

/**
 * The interactive book of a site: a page that opens by `file://`, its script, and its data, a file a hall, each when it is asked for.
 *
 * Data are classic scripts that hand plain data over, for a page of `file://` may load nothing else. The page asks nobody else for anything, and says so to
 * the browser.
 *
 * @param plan - plan of the site
 * @param extras - findings, rules and files that it tells
 * @returns path below the folder of the site, and text, made one by one
 */
export function* bookAppFiles(plan: SitePlan, extras: BookAppExtras = {}): Generator<readonly [string, string]> {
  const policy = "default-src 'none'; script-src 'self' file:; style-src 'unsafe-inline'; img-src 'self' file: data:";
  yield [
    `${BOOK_FOLDER}/index.html`,
    htmlPage(
      { title: `Book of site ${plan.name}`, style: BOOK_APP_STYLE, policy },
      element(
        'body',
        {},
        element('noscript', {}, 'This book needs scripts. ', element('a', { href: '../index.html' }, 'Printed book')),
        element('div', { id: 'app' }),
        element('script', { src: 'app.js' }),
        element('script', { src: 'data/site.js' }),
      ),
    ),
  ];
  yield [`${BOOK_FOLDER}/app.js`, BOOK_APP_SCRIPT];
  yield dataFile('site', bookSite(plan, extras));
  yield dataFile('lookup', bookLookup(plan));
  yield dataFile('failures', bookFailures(plan));
  for (const [index, cables] of bookCables(plan).entries()) {
    const key = index === plan.halls.length ? 'nowhere' : `hall-${index + 1}`;
    yield dataFile(key, cables);
  }
}

/** A file that hands data to the page. As a text that JSON reads, so that no name becomes more than a name. */
function dataFile(key: string, data: unknown): readonly [string, string] {
  return [`${BOOK_FOLDER}/data/${key}.js`, `bookData(${JSON.stringify(key)}, ${JSON.stringify(data)});\n`];
}
