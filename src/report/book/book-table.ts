import { element, type Markup, type MarkupChild } from '../markup';

/** A table of more columns keeps its width on a narrow page, and scrolls. */
const WIDE = 4;

/** A column of a table. */
interface BookColumn {
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

/** Width and height of a drawing, px. */
export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

/** Files beside the book: those that are there are linked, and drawings among them are shown. */
export class BookFiles {
  /** Paths relative to the book, in the order given. */
  public readonly paths: readonly string[];
  private readonly known: ReadonlySet<string>;

  /**
   * @param paths - relative to the book
   * @param sizes - of the drawings among them
   */
  public constructor(
    paths: Iterable<string>,
    private readonly sizes: ReadonlyMap<string, DrawingSize>,
  ) {
    this.paths = [...paths];
    this.known = new Set(this.paths);
  }

  /** Whether a file is there. */
  public has(path: string): boolean {
    return this.known.has(path);
  }

  /** A drawing that leads to its file; nothing where it is not there. Its size keeps its room free before it is loaded, so that links land where they should. */
  public drawing(path: string, alt: string): Markup[] {
    if (!this.has(path)) return [];
    const { width, height } = this.sizes.get(path) ?? {};
    return [
      element(
        'a',
        { class: 'drawing', href: fileHref(path) },
        element('img', { src: fileHref(path), alt, width, height, loading: 'lazy' }),
      ),
    ];
  }
}

/** Address of a file of the site, relative to the book. */
export function fileHref(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** Style sheet of the site book: light and dark, narrow and wide, screen and paper. */
export const BOOK_STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --faint: #57606a; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
  --link: #0550ae; --error: #a32a10; --warning: #7a5000; --info: #0a5a8a; --good: #00694d; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #9ea7b3; --page: #14181d; --panel: #1c2128; --line: #3d444d;
  --link: #79b8ff; --error: #ff9b85; --warning: #ffc966; --info: #8cc8ff; --good: #8fd6bd; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; color: var(--text); background: var(--page); }
main, header, nav ul { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; padding-top: .5rem; font-size: 1.35rem; border-top: 1px solid var(--line); }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .5rem; }
.lead { color: var(--faint); margin: .25rem 0 0; }
nav { position: sticky; top: 0; z-index: 1; margin-top: 1rem; background: var(--page); border-bottom: 1px solid var(--line); }
nav ul { display: flex; gap: 0 1.1rem; padding-top: .5rem; padding-bottom: .5rem; list-style: none; overflow-x: auto; white-space: nowrap; }
main { scroll-margin-top: 3.5rem; } section { scroll-margin-top: 3.5rem; } section:last-child { min-height: calc(100vh - 3.5rem); }
.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; }
.totals div { padding: .7rem .9rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; }
.totals dt { color: var(--faint); font-size: .85rem; }
.totals dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.table { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
.wide { min-width: 52rem; }
.worded th, .worded td, .worded code { overflow-wrap: break-word; } .day { white-space: nowrap; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--faint); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.severity { font-weight: 700; white-space: nowrap; } .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .good { color: var(--good); }
.path { color: var(--faint); font-size: .85rem; overflow-wrap: anywhere; }
.none { color: var(--faint); }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.drawing { display: block; } .drawing img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem; background: var(--panel); }
summary { cursor: pointer; font-weight: 600; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; margin-top: .75rem; }
.files { columns: 3 16rem; padding-left: 1.1rem; } .files li { overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  :root { color-scheme: light; --text: #1b1f24; --faint: #57606a; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --link: #0550ae; --error: #a32a10; --warning: #7a5000; --info: #0a5a8a; --good: #00694d; }
  html { font-size: 10px; } body { font-size: 1rem; } nav, .skip { display: none; } main, header { max-width: none; padding: 0; }
  .table { overflow: visible; } .wide { min-width: 0; } th, td { padding-right: .4rem; overflow-wrap: anywhere; } .worded th, .worded td, .worded code { overflow-wrap: break-word; } thead th, .figure, .severity { white-space: normal; overflow-wrap: break-word; }
  .gallery { grid-template-columns: repeat(auto-fill, minmax(23rem, 1fr)); } details { border: 0; padding: 0; background: none; } details::details-content { content-visibility: visible; display: block; block-size: auto; }
  section:last-child { min-height: 0; } tr, .drawing { break-inside: avoid; } .drawing img { max-height: 170mm; width: auto; } h2, h3, summary, caption { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
