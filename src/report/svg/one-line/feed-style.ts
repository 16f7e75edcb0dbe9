import { element, type Markup } from '../../markup';
import { FEED_COLOURS, INK } from '../palette';
import type { Segment } from '../layered/layered-layout';

/** How the lines of a feed are drawn. */
export interface FeedStyle {
  readonly feed: string;
  readonly stroke: string;
  /** Dashes; none for a solid line. */
  readonly dash?: string;
}

/** One fewer than the colours, so that twenty feeds differ. */
const DASHES = [undefined, '9 4', '2 4', '12 4 2 4'];

/** A style for each feed, told apart by colour and by line, in order of name. */
export function feedStyles(feeds: Iterable<string>): ReadonlyMap<string, FeedStyle> {
  const sorted = [...new Set(feeds)].sort();
  return new Map(
    sorted.map((feed, index) => {
      const dash = DASHES[index % DASHES.length];
      const stroke = FEED_COLOURS[index % FEED_COLOURS.length] ?? INK.faint;
      return [feed, { feed, stroke, ...(dash === undefined ? {} : { dash }) }];
    }),
  );
}

/** A piece of line in the style of its feed; one of no feed is grey and solid. */
export function feedLine([x1, y1, x2, y2]: Segment, style: FeedStyle | undefined, isReserve = false): Markup {
  return element('line', {
    x1,
    y1,
    x2,
    y2,
    stroke: style?.stroke ?? INK.faint,
    'stroke-width': isReserve ? 1 : 2.4,
    'stroke-dasharray': style?.dash,
  });
}
