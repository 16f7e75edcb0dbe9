import type { SitePlan } from '../../../model/site-plan';
import { counted, load } from '../../in-figures';
import { element, type Markup } from '../../markup';
import { layeredLayout, type LayeredLine } from '../layered/layered-layout';
import { legend } from '../legend';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel } from '../palette';
import { type Box, box, drawing, group, label, line, loadBar, polygon } from '../shapes';
import { feedLine, type FeedStyle, feedStyles } from './feed-style';
import { type ItemText, itemText } from './item-text';
import { nodeSymbol } from './node-symbol';
import { type OneLineItem, oneLineItems } from './one-line-items';

const MARGIN = 24;
const WIDTH = 226;
const HEIGHT = 98;
const LEAST = 760;
const ABSENT = { fill: INK.panel, stroke: INK.line };

/** One-line diagram of the power chain: sources on top, zones at the bottom, each box with its load in the normal state and in the worst single loss. */
export function renderOneLineSvg({ name, power }: Pick<SitePlan, 'name' | 'power'>): string {
  const { chain } = power;
  const items = oneLineItems(power);
  const layout = layeredLayout(
    items.map(({ above, layer }) => ({ width: WIDTH, height: HEIGHT, layer, above: above.map(({ item }) => item) })),
  );
  const styles = feedStyles([
    ...(chain?.nodes ?? []).flatMap(({ feed }) => (feed === undefined ? [] : [feed])),
    ...power.zones.flatMap(({ feeds }) => feeds),
  ]);
  const groups = new Map((chain?.groups ?? []).map((each) => [each.name, each]));
  const absent = new Set(chain?.absent);
  const width = Math.max(LEAST, layout.width) + 2 * MARGIN;
  const shown = items.reduce((sum, { parts }) => sum + (parts[0]?.kind === 'node' ? 1 : 0), 0);
  const nodes = chain?.nodes.length ?? 0;
  const keys = keysOf(styles, items, { width: width - 2 * MARGIN, isShared: shown < nodes });
  const top = 74 + keys.height + 16;
  const left = (width - layout.width) / 2;
  const facts = `${load(chain?.sourceWatts ?? 0)} from the sources, ${load(chain?.lossWatts ?? 0)} of it lost on the way; ${counted(nodes, 'node')}, loads by ${power.basis}.`;
  const parts: Markup[] = [
    label({
      x: MARGIN,
      y: 38,
      text: `${name}: one-line diagram`,
      size: 20,
      isBold: true,
      maxWidth: width - 2 * MARGIN,
    }),
    label({ x: MARGIN, y: 60, text: facts, fill: INK.faint, maxWidth: width - 2 * MARGIN }),
    keys.markup,
    element(
      'g',
      { transform: `translate(${Math.round(left)} ${top})` },
      ...layout.lines.map((each) => ['\n', wires(each, items, styles)]),
      ...items.map((item, place) => {
        const at = layout.boxes[place];
        return at === undefined ? undefined : ['\n', itemBox(itemText(item, { groups, absent }), at)];
      }),
    ),
  ];
  const description = `${counted(nodes, 'node')} between the sources and ${counted(power.zones.length, 'zone')}`;
  const height = top + layout.height + MARGIN;
  return drawing({ title: `One-line diagram of site ${name}`, description, width, height }, parts);
}

function itemBox(text: ItemText, { x, y, width, height }: Box): Markup {
  const paint = text.isAbsent ? ABSENT : LEVEL_PAINT[text.level];
  const inner = width - 20;
  const barY = y + 68;
  const worstX = x + 10 + inner * Math.min(1, text.worstShare);
  return group(`${text.tooltip}\n${LEVEL_WORDS[text.level]}; at worst ${LEVEL_WORDS[text.worstLevel]}`, [
    box(
      { x, y, width, height },
      { fill: INK.paper, stroke: paint.stroke },
      { radius: 4, strokeWidth: 2, ...(text.isAbsent ? { dash: '4 3' } : {}) },
    ),
    nodeSymbol(text.symbol, x + 24, y + 24),
    label({ x: x + 46, y: y + 20, text: text.title, size: 13, isBold: true, maxWidth: width - 54 }),
    label({ x: x + 46, y: y + 36, text: text.detail, size: 11, fill: INK.faint, maxWidth: width - 54 }),
    label({ x: x + 10, y: y + 56, text: text.loadText, size: 12, maxWidth: inner }),
    ...(text.isAbsent
      ? []
      : [
          loadBar({ x: x + 10, y: barY, width: inner, height: 9 }, text.share, paint, text.limitShare),
          line(worstX, barY, worstX, barY + 9, LEVEL_PAINT[text.worstLevel].stroke, 2),
          polygon(
            [
              [worstX - 4.5, barY - 6],
              [worstX + 4.5, barY - 6],
              [worstX, barY + 1],
            ],
            LEVEL_PAINT[text.worstLevel],
          ),
          label({
            x: x + 10,
            y: y + 91,
            text: text.worstText,
            size: 11,
            fill: text.worstLevel === 'over' ? LEVEL_PAINT.over.stroke : INK.faint,
            maxWidth: inner,
          }),
        ]),
  ]);
}

/** Lines in the style of the feed of their upper end, else of their lower end. */
function wires(
  { from, trunk, drops, dots }: LayeredLine,
  items: readonly OneLineItem[],
  styles: ReadonlyMap<string, FeedStyle>,
): Markup {
  const style = styles.get(feedOf(items[from]) ?? '');
  const isReserve = (to: number): boolean =>
    items[to]?.above.some((upper) => upper.item === from && upper.isReserve) === true;
  const isAllReserve = items.every((_, to) => isReserve(to) || !items[to]?.above.some(({ item }) => item === from));
  return group(undefined, [
    ...trunk.map((segment) => feedLine(segment, style, isAllReserve)),
    ...drops.map(({ to, segment }) => feedLine(segment, style ?? styles.get(feedOf(items[to]) ?? ''), isReserve(to))),
    ...dots.map(([cx, cy]) => element('circle', { cx, cy, r: 2.6, fill: style?.stroke ?? INK.faint })),
  ]);
}

/** The feed that all parts of an item belong to. */
function feedOf(item: OneLineItem | undefined): string | undefined {
  const feeds = new Set(item?.parts.map((part) => (part.kind === 'node' ? part.node.feed : undefined)));
  return feeds.size === 1 ? [...feeds][0] : undefined;
}

function keysOf(
  styles: ReadonlyMap<string, FeedStyle>,
  items: readonly OneLineItem[],
  { width, isShared }: { width: number; isShared: boolean },
): { markup: Markup; height: number } {
  const levels: LoadLevel[] = ['within', 'near', 'over'];
  const hasReserve = items.some(({ above }) => above.some(({ isReserve }) => isReserve));
  return legend(
    [
      ...levels.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
      ...[...styles.values()].map((style) => ({ text: `feed ${style.feed}`, line: style })),
      ...(hasReserve ? [{ text: 'reserve, used when the first is out', line: { stroke: INK.faint, width: 1 } }] : []),
      ...(isShared ? [{ text: 'what is alike and fed alike shares a box: its tooltip lists it' }] : []),
      { text: 'bar: share of the rating; upright mark: limit; triangle: worst single loss' },
    ],
    { x: MARGIN, y: 74, width },
  );
}
