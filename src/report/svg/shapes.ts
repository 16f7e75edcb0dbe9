import { element, type Markup, type MarkupChild } from '../markup';
import { INK, type Paint } from './palette';
import { fitText } from './text-width';

const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** A place on a drawing, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text. */
export interface LabelProps {
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
