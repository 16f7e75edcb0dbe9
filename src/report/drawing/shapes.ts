import { element, escapeMarkup, type Markup, type MarkupChild } from '../markup';
import { INK, type Paint } from './palette';

const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** A place on a drawing, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text. */
interface LabelProps {
  /** Where the end that `anchor` names stands. */
  readonly x: number;
  /** Its baseline. */
  readonly y: number;
  /** What it says. */
  readonly text: string;
  /**
   * Font size.
   *
   * @default 12
   */
  readonly size?: number;
  /**
   * Which end of it stands at `x`.
   *
   * @default 'start'
   */
  readonly anchor?: 'start' | 'middle' | 'end';
  /**
   * Whether it is bold.
   *
   * @default false
   */
  readonly isBold?: boolean;
  /**
   * Colour.
   *
   * @default - dark ink
   */
  readonly fill?: string;
  /**
   * Width that it must not pass; what is longer is cut, and its tooltip has the whole.
   *
   * @default - as long as it is
   */
  readonly maxWidth?: number;
}

/** A whole drawing on light paper, so that it reads on dark pages too. */
export function drawing(
  { title, description, width, height }: { title: string; description: string; width: number; height: number },
  children: readonly MarkupChild[],
): string {
  const whole = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-labelledby': 'drawing-title drawing-text',
      'font-family': FONTS,
    },
    '\n',
    element('title', { id: 'drawing-title' }, title),
    '\n',
    element('desc', { id: 'drawing-text' }, description),
    '\n',
    box({ x: 0, y: 0, width: Math.ceil(width), height: Math.ceil(height) }, { fill: INK.paper, stroke: 'none' }),
    '\n',
    children.map((child) => [child, '\n']),
  );
  return `${whole.markup}\n`;
}

const NOTE_HEIGHT = 24;

/** A drawing of `drawing` with a line of text below it. */
export function withNote(svg: string, text: string): string {
  const size = drawingSize(svg);
  if (size === undefined) return svg;
  const { width, height } = size;
  const paper = box({ x: 0, y: height, width, height: NOTE_HEIGHT }, { fill: INK.paper, stroke: 'none' });
  const words = label({ x: 12, y: height + 15, text, size: 11, maxWidth: width - 24 });
  return svg
    .replace(/viewBox="0 0 \d+ \d+" width="\d+" height="\d+"/, () => {
      const whole = height + NOTE_HEIGHT;
      return `viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}"`;
    })
    .replace('</desc>', () => `. ${escapeMarkup(text)}</desc>`)
    .replace(/<\/svg>\n$/, () => `${paper.markup}\n${words.markup}\n</svg>\n`);
}

/** Size of a drawing that `drawing` made; undefined for any other text. */
export function drawingSize(svg: string): { readonly width: number; readonly height: number } | undefined {
  const [, width, height] = /^<svg [^>]*viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  return width === undefined || height === undefined ? undefined : { width: Number(width), height: Number(height) };
}

/** A group with a tooltip. */
export function group(tooltip: string | undefined, children: readonly MarkupChild[]): Markup {
  return element('g', {}, tooltip === undefined ? undefined : element('title', {}, tooltip), ...children);
}

/** A rectangle. */
export function box(
  { x, y, width, height }: Box,
  { fill, stroke }: Paint,
  { radius, dash, strokeWidth }: { radius?: number; dash?: string; strokeWidth?: number } = {},
): Markup {
  return element('rect', {
    x,
    y,
    width,
    height,
    rx: radius,
    fill,
    stroke,
    'stroke-width': strokeWidth,
    'stroke-dasharray': dash,
  });
}

/** A line of text that keeps within its width. */
export function label({ x, y, text, size = 12, anchor = 'start', isBold, fill, maxWidth }: LabelProps): Markup {
  const shown = maxWidth === undefined ? text : fitText(text, size * (isBold === true ? 1.06 : 1), maxWidth);
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-weight': isBold === true ? 600 : undefined,
      fill: fill ?? INK.text,
    },
    shown === text ? undefined : element('title', {}, text),
    shown,
  );
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, stroke: string = INK.line, width = 1): Markup {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width });
}

/** A filled outline through points. */
export function polygon(points: readonly (readonly [number, number])[], { fill, stroke }: Paint): Markup {
  return element('polygon', { points: points.map((point) => point.join(',')).join(' '), fill, stroke });
}

/** A bar of a share of 0 to 1 and more, with a mark where the limit stands. */
export function loadBar(place: Box, share: number, paint: Paint, limitShare?: number): Markup {
  const { x, y, width, height } = place;
  const mark = limitShare === undefined ? undefined : x + width * Math.min(1, limitShare);
  return group(undefined, [
    box(place, { fill: INK.panel, stroke: INK.line }),
    box({ x, y, width: width * Math.min(1, Math.max(0, share)), height }, { fill: paint.fill, stroke: paint.stroke }),
    mark === undefined ? undefined : line(mark, y - 3, mark, y + height + 3, INK.text, 1.5),
  ]);
}

/** An entry of a legend. */
export interface LegendEntry {
  readonly text: string;
  /** Its swatch, or how its line is drawn. Neither: the text alone. */
  readonly paint?: Paint;
  readonly line?: { readonly stroke: string; readonly dash?: string; readonly width?: number };
}

const SIZE = 12;

const SWATCH = 14;

const LINE_LENGTH = 34;

const LINE_HEIGHT = 22;

/** A legend, in as many lines as `width` asks for, and the height that it takes. */
export function legend(
  entries: readonly LegendEntry[],
  { x, y, width }: { x: number; y: number; width: number },
): { markup: Markup; height: number } {
  let left = x;
  let top = y;
  const drawn = entries.map((entry) => {
    const sign = entry.paint !== undefined ? SWATCH + 6 : entry.line !== undefined ? LINE_LENGTH + 6 : 0;
    const needs = sign + textWidth(entry.text, SIZE) + 16;
    if (left > x && left + needs > x + width) {
      left = x;
      top += LINE_HEIGHT;
    }
    const at = left;
    left += needs;
    return group(undefined, [
      signOf(entry, at, top),
      label({ x: at + sign, y: top + 11.5, text: entry.text, size: SIZE }),
    ]);
  });
  return { markup: group(undefined, drawn), height: top - y + LINE_HEIGHT };
}

function signOf({ paint, line }: LegendEntry, x: number, y: number): Markup | undefined {
  if (paint !== undefined) return box({ x, y, width: SWATCH, height: SWATCH }, paint);
  if (line === undefined) return undefined;
  return element('line', {
    x1: x,
    y1: y + SWATCH / 2,
    x2: x + LINE_LENGTH,
    y2: y + SWATCH / 2,
    stroke: line.stroke,
    'stroke-width': line.width ?? 2.4,
    'stroke-dasharray': line.dash,
  });
}

/**
 * Widths of characters in shares of the font size, a little above those of the widest common interface fonts (Verdana apart), since
 * a drawing cannot know which font a reader has.
 */
const NARROW = 0.34;

const MEDIUM = 0.6;

const CAPITAL = 0.72;

const WIDE = 0.95;

/** Width of a text on one line, on the safe side. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

/** The text, or as much of it as fits in `width` with an ellipsis at its end; empty where not even one character does. */
export function fitText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0) {
    characters.pop();
    const cut = `${characters.join('').trimEnd()}…`;
    if (characters.length > 0 && textWidth(cut, fontSize) <= width) return cut;
  }
  return '';
}

function characterWidth(character: string): number {
  if (/[ijl.,:;'|!()[\]/ ]/.test(character)) return NARROW;
  if (/[mwMW@%…]/.test(character)) return WIDE;
  if (/[A-Z]/.test(character)) return CAPITAL;
  return /[\u0020-\u024f]/.test(character) ? MEDIUM : 1;
}
