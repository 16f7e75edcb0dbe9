import { element, type Markup } from '../markup';
import type { Paint } from './palette';
import { box, group, label } from './shapes';
import { textWidth } from './text-width';

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
