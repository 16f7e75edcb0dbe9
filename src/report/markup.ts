import { oneLine } from '../errors/design-error';

/** A piece of finished XML or HTML. Only `element` and `verbatim` make one, so that all other text is escaped. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in an element: text is escaped. */
export type MarkupChild = Markup | string | number | undefined | readonly MarkupChild[];

/** Attributes by name; one that is undefined is left out. Numbers are written with two decimals at most. */
type MarkupAttributes = Readonly<Record<string, string | number | undefined>>;

/** Elements that are written without an end tag where they are empty: void elements of HTML, and shapes of SVG. */
const SELF_CLOSING = new Set(['meta', 'link', 'img', 'br', 'hr', 'rect', 'line', 'path', 'polygon', 'circle', 'use']);

/** An element of SVG or HTML. */
export function element(tag: string, attributes: MarkupAttributes, ...children: readonly MarkupChild[]): Markup {
  const given = Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeMarkup(shortNumber(value))}"`))
    .join('');
  const inner = childText(children);
  if (inner === '' && SELF_CLOSING.has(tag)) return { markup: `<${tag}${given}/>` };
  return { markup: `<${tag}${given}>${inner}</${tag}>` };
}

/** A page of HTML that needs nothing else; `parts` follow its head. `policy` says what it may load; left out, it has no scripts. */
export function htmlPage(
  { title, style, policy }: { readonly title: string; readonly style: string; readonly policy?: string },
  ...parts: readonly MarkupChild[]
): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    policy === undefined ? undefined : element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('title', {}, title),
    element('style', {}, verbatim(style)),
  );
  return `<!doctype html>\n${element('html', { lang: 'en' }, '\n', head, '\n', ...parts).markup}\n`;
}

/** Text that is markup already, such as a style sheet of this package. Never for text from a plan. */
export function verbatim(markup: string): Markup {
  return { markup };
}

/** Text with the five special characters of XML escaped, and without characters that XML forbids. */
export function escapeMarkup(text: string): string {
  return (
    text
      // XML 1.0 has no place for them, and what turns the direction of writing would show another text.
      .replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  );
}

function childText(child: MarkupChild): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escapeMarkup(child);
  if (typeof child === 'number') return shortNumber(child);
  return 'markup' in child ? child.markup : child.map(childText).join('');
}

function shortNumber(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

/** A Markdown table whose columns are padded to the same width, as formatters leave them. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cellText));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => columns(row[column] ?? ''))));
  const lines = cells.map((row) => line(widths.map((width, column) => padded(row[column] ?? '', width))));
  return [lines[0], line(widths.map((width) => '-'.repeat(width))), ...lines.slice(1)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function padded(text: string, width: number): string {
  return `${text}${' '.repeat(width - columns(text))}`;
}

/** Letters that take two columns of a fixed width: Hangul, kana, Han and full-width signs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

function columns(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/**
 * The one way by which text reaches Markdown: on one line, and shown as it is. Code between single backticks stays code.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function markdownText(text: string): string {
  return inlineText(text).replace(/^\s*(?:[#>+=-]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

/** Text that begins no line. */
function inlineText(text: string): string {
  return oneLine(text.replace(/[\r\n\u2028\u2029]+/g, ' '))
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(ACTIVE, '\\$&')))
    .join('');
}

/** What Markdown acts on within a line; a bracket where it would end the text of a link; a backslash before code, too, which it would make text. */
const ACTIVE = /\\(?=[!-/:-@[-`{-~]|$)|[*_<`~]|\](?=[([:])|&(?=#?\w+;)/g;

/** The bar would end the cell, even within code. */
function cellText(text: string): string {
  return inlineText(text).replaceAll('|', '\\|');
}
