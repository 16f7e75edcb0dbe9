import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { layeredLayout, type LayeredLine, type Segment } from '../drawing/layered-layout';
import { FEED_COLOURS, INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel } from '../drawing/palette';
import { type Box, box, drawing, group, label, legend, line, loadBar, polygon } from '../drawing/shapes';
import { assumedProps, counted, load } from '../in-figures';
import { element, type Markup } from '../markup';
import { type ItemText, itemText, type OneLineItem, oneLineItems } from './one-line-items';

const MARGIN = 24;

const WIDTH = 236;

const HEIGHT = 114;

/** Height of the box of cooling units, which have no bar. */
const COOLING_HEIGHT = 82;

const LEAST = 760;

const ABSENT = { fill: INK.panel, stroke: INK.line };

/** One-line diagram of the power chain: sources on top, zones and units of cooling below, each box with its load in the normal state and in the worst single loss. */
export function renderOneLineSvg({
  name,
  power,
  cooling,
  assumptions = [],
}: Pick<SitePlan, 'name' | 'power' | 'cooling' | 'assumptions'>): string {
  const { chain } = power;
  const items = oneLineItems(power);
  const layout = layeredLayout(
    items.map(({ above, layer, parts: [part] }) => ({
      width: WIDTH,
      height: part?.kind === 'cooling' ? COOLING_HEIGHT : HEIGHT,
      layer,
      above: above.map(({ item }) => item),
    })),
  );
  const styles = feedStyles([
    ...(chain?.nodes ?? []).flatMap(({ feed }) => (feed === undefined ? [] : [feed])),
    ...power.zones.flatMap(({ feeds }) => feeds),
  ]);
  const groups = new Map((chain?.groups ?? []).map((each) => [each.name, each]));
  const absent = new Set(chain?.absent);
  const assumed = assumedProps(assumptions);
  const units = (cooling?.loops ?? []).flatMap((loop) => loop.units).filter((each) => each.units > 0);
  const unknownDraws = new Set(units.filter(({ drawnWatts }) => drawnWatts === undefined).map((each) => each.name));
  const texts = items.map((item) => itemText(item, { groups, absent, unknownDraws, assumed }));
  const width = Math.max(LEAST, layout.width) + 2 * MARGIN;
  const shown = items.reduce((sum, { parts }) => sum + (parts[0]?.kind === 'node' ? 1 : 0), 0);
  const nodes = chain?.nodes.length ?? 0;
  const keys = keysOf(styles, items, {
    width: width - 2 * MARGIN,
    isShared: shown < nodes,
    hasAssumed: texts.some(({ isAssumed }) => isAssumed),
  });
  const legendTop = 94;
  const top = legendTop + keys.height + 16;
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
    label({
      x: MARGIN,
      y: 79,
      text: coolingFacts(power, cooling, unknownDraws),
      fill: INK.faint,
      maxWidth: width - 2 * MARGIN,
    }),
    keys.markup,
    element(
      'g',
      { transform: `translate(${Math.round(left)} ${top})` },
      ...layout.lines.map((each) => ['\n', wires(each, items, styles)]),
      ...items.map((_, place) => {
        const at = layout.boxes[place];
        const text = texts[place];
        return at === undefined || text === undefined ? undefined : ['\n', itemBox(text, at)];
      }),
    ),
  ];
  const description = `${counted(nodes, 'node')} between the sources and ${counted(power.zones.length, 'zone')}`;
  const height = top + layout.height + MARGIN;
  return drawing({ title: `One-line diagram of site ${name}`, description, width, height }, parts);
}

const NAMES = 4;

/** What cooling draws from the chain, and what of its draw is in no load of the drawing. */
function coolingFacts(
  { chain }: SitePlan['power'],
  cooling: SitePlan['cooling'],
  unknownDraws: ReadonlySet<string>,
): string {
  if (cooling === undefined) return 'Cooling is not planned: what it draws is in none of these loads.';
  const drawn = (chain?.mechanical ?? []).reduce((sum, { loadWatts }) => sum + loadWatts, 0);
  const off = cooling.loops.flatMap((loop) =>
    loop.units.filter((each) => each.units > 0 && (each.fedFrom ?? []).length === 0).map((each) => each.name),
  );
  return [
    `Cooling on the chain draws ${load(drawn)}.`,
    off.length === 0 ? '' : `Fed from no node, and in none of these loads: ${listed(off)}.`,
    unknownDraws.size === 0 ? '' : `Draw not known: ${listed([...unknownDraws])}.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMES;
  return rest > 0 ? `${names.slice(0, NAMES).join(', ')} and ${rest} more` : names.join(', ');
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
    label({
      x: x + 46,
      y: y + 20,
      text: `${text.title}${text.isAssumed ? ' *' : ''}`,
      size: 13,
      isBold: true,
      maxWidth: width - 54,
    }),
    label({ x: x + 46, y: y + 36, text: text.detail, size: 11, fill: INK.faint, maxWidth: width - 54 }),
    label({ x: x + 10, y: y + 56, text: text.loadText, size: 12, maxWidth: inner }),
    label({
      x: x + 10,
      y: y + (text.symbol === 'cooling' ? 73 : 106),
      text: text.heatText,
      size: 11,
      fill: INK.faint,
      maxWidth: inner,
    }),
    ...(text.isAbsent || text.symbol === 'cooling'
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
  { width, isShared, hasAssumed }: { width: number; isShared: boolean; hasAssumed: boolean },
): { markup: Markup; height: number } {
  const levels: LoadLevel[] = ['within', 'near', 'over'];
  const hasReserve = items.some(({ above }) => above.some(({ isReserve }) => isReserve));
  return legend(
    [
      ...levels.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
      ...[...styles.values()].map((style) => ({ text: `feed ${style.feed}`, line: style })),
      ...(hasReserve ? [{ text: 'reserve, used when the first is out', line: { stroke: INK.faint, width: 1 } }] : []),
      ...(isShared ? [{ text: 'what is alike and fed alike shares a box: its tooltip lists it' }] : []),
      ...(hasAssumed ? [{ text: '* has assumed figures: its tooltip names them' }] : []),
      { text: 'bar: share of the rating; upright mark: limit; triangle: worst single loss' },
    ],
    { x: MARGIN, y: 94, width },
  );
}

/** How the lines of a feed are drawn. */
interface FeedStyle {
  readonly feed: string;
  readonly stroke: string;
  /** Dashes; none for a solid line. */
  readonly dash?: string;
}

/** One fewer than the colours, so that twenty feeds differ. */
const DASHES = [undefined, '9 4', '2 4', '12 4 2 4'];

/** A style for each feed, told apart by colour and by line, in order of name. */
function feedStyles(feeds: Iterable<string>): ReadonlyMap<string, FeedStyle> {
  const sorted = [...new Set(feeds)].sort();
  return new Map(
    sorted.map((feed, index) => {
      const dash = DASHES[index % DASHES.length];
      const stroke = FEED_COLOURS[index % FEED_COLOURS.length] ?? INK.faint;
      return [feed, { feed, stroke, ...present({ dash }) }];
    }),
  );
}

/** A piece of line in the style of its feed; one of no feed is grey and solid. */
function feedLine([x1, y1, x2, y2]: Segment, style: FeedStyle | undefined, isReserve = false): Markup {
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

const STROKE = 1.6;

const LETTERS: Readonly<Partial<Record<ItemText['symbol'], string>>> = {
  pdu: 'PDU',
  rpp: 'RPP',
  'tap-off': 'tap',
  'power-shelf': 'shelf',
  zone: 'zone',
  cooling: 'cool',
};

/** The trade's symbol of a kind of node in a square of 30 px around a middle; kinds without one have a frame with their letters. */
function nodeSymbol(kind: ItemText['symbol'], x: number, y: number): Markup {
  switch (kind) {
    case 'utility':
      return group(undefined, [ring(x, y, 12), wave(x, y)]);
    case 'plant':
      return group(undefined, [ring(x, y, 14), letter('P', x, y)]);
    case 'generator':
      return group(undefined, [ring(x, y, 14), letter('G', x, y)]);
    case 'transformer':
      return group(undefined, [ring(x, y - 5, 9), ring(x, y + 6, 9)]);
    case 'substation':
      return group(undefined, [frame(x, y), ring(x, y - 3, 5), ring(x, y + 4, 5)]);
    case 'transfer-switch':
    case 'static-switch':
      return group(undefined, [
        ink(x - 8, y - 13, x - 8, y - 6),
        ink(x + 8, y - 13, x + 8, y - 6),
        ink(x, y + 13, x, y + 5),
        ink(x, y + 5, x - 8, y - 5),
        kind === 'static-switch' ? arrow(x + 6, y + 5) : undefined,
      ]);
    case 'ups':
      return group(undefined, [
        frame(x, y),
        ink(x - 14, y + 14, x + 14, y - 14),
        wave(x - 6, y - 6, 4),
        bars(x + 6, y + 6),
      ]);
    case 'rectifier':
      return group(undefined, [
        frame(x, y),
        ink(x - 14, y + 14, x + 14, y - 14),
        wave(x - 6, y - 6, 4),
        dc(x + 6, y + 7),
      ]);
    case 'bess':
      return group(undefined, [
        ink(x, y - 14, x, y - 5),
        ink(x - 12, y - 5, x + 12, y - 5),
        ink(x - 6, y - 1, x + 6, y - 1, 2.6),
        ink(x - 12, y + 3, x + 12, y + 3),
        ink(x - 6, y + 7, x + 6, y + 7, 2.6),
        ink(x, y + 7, x, y + 14),
      ]);
    case 'switchboard':
      return group(undefined, [
        ink(x - 14, y - 4, x + 14, y - 4, 4),
        ...[-9, 0, 9].map((offset) => ink(x + offset, y - 4, x + offset, y + 10)),
        ink(x, y - 13, x, y - 4),
      ]);
    case 'busway':
      return group(undefined, [ink(x - 14, y - 3, x + 14, y - 3, 2.4), ink(x - 14, y + 3, x + 14, y + 3, 2.4)]);
    default:
      return group(undefined, [
        frame(x, y),
        label({
          x,
          y: y + 4,
          text: LETTERS[kind] ?? '',
          size: (LETTERS[kind]?.length ?? 0) > 3 ? 9 : 10,
          anchor: 'middle',
          isBold: true,
        }),
      ]);
  }
}

function ink(x1: number, y1: number, x2: number, y2: number, width = STROKE): Markup {
  return line(x1, y1, x2, y2, INK.text, width);
}

function ring(x: number, y: number, r: number): Markup {
  return element('circle', { cx: x, cy: y, r, fill: 'none', stroke: INK.text, 'stroke-width': STROKE });
}

function frame(x: number, y: number): Markup {
  const place = { x: x - 14, y: y - 14, width: 28, height: 28 };
  return box(place, { fill: 'none', stroke: INK.text }, { radius: 2, strokeWidth: STROKE });
}

function letter(text: string, x: number, y: number): Markup {
  return label({ x, y: y + 5, text, size: 14, anchor: 'middle', isBold: true });
}

/** A period of alternating current. */
function wave(x: number, y: number, reach = 7): Markup {
  const d = `M${x - reach} ${y}q${reach / 2} ${-reach} ${reach} 0t${reach} 0`;
  return element('path', { d, fill: 'none', stroke: INK.text, 'stroke-width': STROKE });
}

/** The plates of a battery. */
function bars(x: number, y: number): Markup {
  return group(undefined, [ink(x - 4, y - 2, x + 4, y - 2), ink(x - 2, y + 1.5, x + 2, y + 1.5, 2.2)]);
}

/** The sign of direct current. */
function dc(x: number, y: number): Markup {
  return group(undefined, [
    ink(x - 4, y - 2, x + 4, y - 2),
    ink(x - 4, y + 1, x - 1, y + 1),
    ink(x + 1, y + 1, x + 4, y + 1),
  ]);
}

/** The triangle of a thyristor. */
function arrow(x: number, y: number): Markup {
  return element('polygon', { points: `${x},${y} ${x + 8},${y} ${x + 4},${y + 7}`, fill: INK.text });
}
