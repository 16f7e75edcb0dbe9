import type { Markup } from '../markup';
import type { Paint } from './palette';
import { box, group, label } from './shapes';
import { textWidth } from './text-width';

/** An entry of a legend. */
export interface LegendEntry {
  readonly text: string;
  readonly paint: Paint;
}

const SIZE = 12;
const SWATCH = 14;
const LINE_HEIGHT = 22;

/** A legend, in as many lines as `width` asks for, and the height that it takes. */
export function legend(
  entries: readonly LegendEntry[],
  { x, y, width }: { x: number; y: number; width: number },
): { markup: Markup; height: number } {
  let left = x;
  let top = y;
  const drawn = entries.map(({ text, paint }) => {
    const needs = SWATCH + 6 + textWidth(text, SIZE) + 16;
    if (left > x && left + needs > x + width) {
      left = x;
      top += LINE_HEIGHT;
    }
    const at = left;
    left += needs;
    return group(undefined, [
      box({ x: at, y: top, width: SWATCH, height: SWATCH }, paint),
      label({ x: at + SWATCH + 6, y: top + 11.5, text, size: SIZE }),
    ]);
  });
  return { markup: group(undefined, drawn), height: top - y + LINE_HEIGHT };
}
