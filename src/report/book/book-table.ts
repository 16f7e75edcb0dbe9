import { element, type Markup, type MarkupChild } from '../markup';

/** A table of more columns keeps its width on a narrow page, and scrolls. */
const WIDE = 4;

/** A column of a table. */
export interface BookColumn {
  readonly title: string;
  /**
   * Whether it holds figures, which stand to the right.
   *
   * @default false
   */
  readonly isFigure?: boolean;
}

/** A table that scrolls by itself where the page is narrow; the first cell of a row names it. */
export function bookTable(
  caption: string,
  columns: readonly BookColumn[],
  rows: readonly (readonly MarkupChild[])[],
): Markup {
  if (rows.length === 0) return element('p', { class: 'none' }, `${caption}: none.`);
  const align = (index: number): string | undefined => (columns[index]?.isFigure === true ? 'figure' : undefined);
  const head = columns.map(({ title }, index) => element('th', { scope: 'col', class: align(index) }, title));
  const body = rows.map((row) => [
    element(
      'tr',
      {},
      ...row.map((cell, index) =>
        element(index === 0 ? 'th' : 'td', { scope: index === 0 ? 'row' : undefined, class: align(index) }, cell),
      ),
    ),
    '\n',
  ]);
  return element(
    'div',
    { class: 'table', role: 'region', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      { class: columns.length > WIDE ? 'wide' : undefined },
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      '\n',
      element('tbody', {}, ...body),
    ),
  );
}

/** A column of figures. */
export function figure(title: string): BookColumn {
  return { title, isFigure: true };
}

/** A column of words. */
export function words(title: string): BookColumn {
  return { title };
}

/** A drawing that leads to its file. */
export function bookDrawing(file: string, alt: string): Markup {
  return element(
    'a',
    { class: 'drawing', href: fileHref(file) },
    element('img', { src: fileHref(file), alt, loading: 'lazy' }),
  );
}

/** Address of a file of the site, relative to the book. */
export function fileHref(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
