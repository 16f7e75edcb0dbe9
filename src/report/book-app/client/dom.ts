import { word } from './words';

/** What may stand in an element. */
export type Child = Node | string | number | undefined | readonly Child[];

/** Attributes and handlers of an element; what is undefined or false is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

const SVG = 'http://www.w3.org/2000/svg' as const;

/** Text without what would show it as another: controls, and what turns the direction of writing. */
export function clean(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** An element of HTML. Text is text, whatever it holds. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
export function s(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<T extends Element>(element: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : clean(String(value)));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === 'string' || typeof child === 'number') element.append(clean(String(child)));
    else if (child instanceof Node) element.append(child);
    else append(element, child);
  }
}

/** A heading of a view, which takes the focus when the view is shown. */
export function title(text: string, ...more: readonly Child[]): HTMLElement {
  return h('h1', { tabindex: -1 }, text, ...more);
}

/** A column of a table; figures stand to the right. */
export interface Column {
  readonly title: string;
  readonly isFigure?: boolean;
}

/** A column of words. */
export function words(text: string): Column {
  return { title: word(text) };
}

/** A column of figures. */
export function figures(text: string): Column {
  return { title: word(text), isFigure: true };
}

/** Rows that a table shows before it is asked for all. */
const AT_ONCE = 100;

const waiting = new Set<() => void>();

/** Shows all rows of all tables, as paper does. */
export function showAllRows(): void {
  for (const show of [...waiting]) show();
}

/** Forgets the tables of a view that has gone. */
export function forgetTables(): void {
  waiting.clear();
}

/** A table that scrolls by itself on a narrow screen. Cells of a row are made when the row is shown. */
export function table<T>(
  caption: string,
  columns: readonly Column[],
  rows: readonly T[],
  cells: (row: T) => readonly Child[],
): HTMLElement {
  if (rows.length === 0) return h('p', { class: 'none' }, `${caption}: ${word('none')}`);
  const kind = (index: number): string | undefined => (columns[index]?.isFigure === true ? 'figure' : undefined);
  const body = h('tbody');
  const show = (from: number, to: number): void => {
    body.append(
      ...rows
        .slice(from, to)
        .map((row) =>
          h(
            'tr',
            {},
            ...cells(row).map((cell, index) =>
              index === 0
                ? h('th', { scope: 'row', class: kind(index) }, cell)
                : h('td', { class: kind(index), 'data-label': columns[index]?.title }, cell),
            ),
          ),
        ),
    );
  };
  show(0, AT_ONCE);
  const head = columns.map((column, index) => h('th', { scope: 'col', class: kind(index) }, column.title));
  const framed = h(
    'div',
    { class: 'table', role: 'region', tabindex: 0, 'aria-label': caption },
    h(
      'table',
      { class: columns.length > 5 ? 'wide' : undefined },
      h('caption', {}, `${caption} (${rows.length.toLocaleString('en-US')})`),
      h('thead', {}, h('tr', {}, ...head)),
      body,
    ),
  );
  if (rows.length <= AT_ONCE) return framed;
  const all = (): void => {
    waiting.delete(all);
    more.remove();
    show(AT_ONCE, rows.length);
  };
  const more = h('button', { type: 'button', class: 'more', click: all }, word('Show all'), ` ${rows.length}`);
  waiting.add(all);
  return h('div', {}, framed, more);
}

/** A list of terms with their values; those without a value are left out. */
export function facts(...pairs: readonly (readonly [string, Child])[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    ...pairs
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([term, value]) => h('div', {}, h('dt', {}, word(term)), h('dd', {}, value))),
  );
}
