import type { RackPlan } from '../../model/placement-plan';
import type { DeviceSurvival, FeedLoss, PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { runsOf } from '../../design/placement/check-placement-input';
import { FEED_COLOURS, INK, LET_PAINT, LEVEL_PAINT, LEVEL_WORDS, loadLevel, type LoadLevel } from '../drawing/palette';
import { box, drawing, group, label, legend, line, loadBar } from '../drawing/shapes';
import { count, counted, finePercent, load, percent, titled } from '../in-figures';
import type { Markup } from '../markup';
import { RackLoads } from '../space/rack-colours';

const WIDTH = 1_160;
const MARGIN = 24;
const PANEL = WIDTH - 2 * MARGIN;
const INSET = 20;
const FEED_HEIGHT = 112;
const ROW_HEIGHT = 46;
const BUS_PITCH = 22;
const LINE_HEIGHT = 20;

/** One-line diagram: zones, their feeds, the rows and racks on them with their loads, and what a lost feed does. */
export function renderPowerSvg(plan: Pick<SitePlan, 'name' | 'devices' | 'halls' | 'power' | 'placement'>): string {
  const { name, power, placement } = plan;
  const loads = new RackLoads(plan);
  const levels: LoadLevel[] = ['within', 'near', 'over'];
  const key = legend(
    levels.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
    { x: MARGIN, y: 78, width: PANEL },
  );
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `${name}: power`, size: 20, isBold: true, maxWidth: PANEL }),
    label({
      x: MARGIN,
      y: 60,
      text: `${load(power.loadWatts)} in ${counted(power.zones.length, 'zone')}, the sum of what every device draws ${power.basis === 'nameplate' ? 'at most (nameplate)' : `by its figure '${power.basis}'`}. The mark on a bar is the limit.`,
      fill: INK.faint,
      maxWidth: PANEL,
    }),
    key.markup,
  ];
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  let y = 78 + key.height + 8;
  for (const zone of power.zones) {
    const drawn = zonePanel(zone, { racks, loads }, y);
    parts.push(drawn.markup);
    y = drawn.bottom + 24;
  }
  return drawing(
    {
      title: `Power of site ${name}`,
      description: `${counted(power.zones.length, 'zone')}, ${load(power.loadWatts)}`,
      width: WIDTH,
      height: y,
    },
    parts,
  );
}

/** Racks by name, with their loads by the figure of the site. */
interface ZoneRacks {
  readonly racks: ReadonlyMap<string, RackPlan>;
  readonly loads: RackLoads;
}

function zonePanel(zone: PowerZonePlan, { racks, loads }: ZoneRacks, top: number): { markup: Markup; bottom: number } {
  const rows = rowsOf(zone, racks);
  const feedTop = top + 66;
  const busTop = feedTop + FEED_HEIGHT;
  const rowTop = busTop + zone.feedLoads.length * 8 + 18;
  const lossTop = rowTop + rows.length * ROW_HEIGHT + 12;
  const losses = survivalLines(zone);
  const bottom = lossTop + 22 + losses.length * LINE_HEIGHT;
  const x = MARGIN + INSET;
  const facts = `${zone.redundancy}, ${counted(zone.feeds.length, 'feed')} of ${load(zone.ratingWatts)} each, limit ${load(zone.limitWatts)} (${percent(zone.limitShare)}); ${load(zone.loadWatts)} on ${counted(zone.racks.length, 'rack position')}`;
  return {
    bottom,
    markup: group(undefined, [
      box(
        { x: MARGIN, y: top, width: PANEL, height: bottom - top },
        { fill: INK.panel, stroke: INK.line },
        { radius: 6 },
      ),
      label({ x, y: top + 28, text: titled('Zone', zone.name), size: 16, isBold: true, maxWidth: PANEL - 2 * INSET }),
      label({ x, y: top + 49, text: facts, size: 13, maxWidth: PANEL - 2 * INSET }),
      ...zone.feedLoads.map((_, index) => feedBox(zone, index, feedTop)),
      ...zone.feedLoads.map((_, index) => bus(zone, index, busTop, rowTop + rows.length * ROW_HEIGHT - 24)),
      ...rows.map((row, index) => rowBand(zone, row, loads, rowTop + index * ROW_HEIGHT)),
      label({ x, y: lossTop + 8, text: 'When a feed is lost', size: 13, isBold: true }),
      ...losses.map((text, index) =>
        label({ x, y: lossTop + 8 + (index + 1) * LINE_HEIGHT, text, size: 13, maxWidth: PANEL - 2 * INSET }),
      ),
    ]),
  };
}

function feedPlace({ feedLoads }: PowerZonePlan, index: number): { x: number; width: number } {
  const pitch = Math.min(380, (PANEL - 2 * INSET + 16) / Math.max(1, feedLoads.length));
  return { x: MARGIN + INSET + index * pitch, width: pitch - 16 };
}

function feedBox(zone: PowerZonePlan, index: number, y: number): Markup {
  const feedLoad = zone.feedLoads[index];
  if (feedLoad === undefined) return group(undefined, []);
  const { x, width } = feedPlace(zone, index);
  const inner = width - 24;
  const bar = (watts: number, text: string, top: number): Markup[] => [
    label({ x: x + 12, y: top, text: barText(text, watts, zone), maxWidth: inner }),
    loadBar(
      { x: x + 12, y: top + 6, width: inner, height: 12 },
      watts / zone.ratingWatts,
      LEVEL_PAINT[loadLevel(watts, zone.limitWatts)],
      zone.limitShare,
    ),
  ];
  return group(`feed ${feedLoad.feed}: ${LEVEL_WORDS[loadLevel(feedLoad.worstWatts, zone.limitWatts)]} at worst`, [
    box(
      { x, y, width, height: FEED_HEIGHT },
      { fill: INK.paper, stroke: busColour(index) },
      { radius: 4, strokeWidth: 2 },
    ),
    label({
      x: x + 12,
      y: y + 22,
      text: `Feed ${feedLoad.feed}: ${load(zone.ratingWatts)}`,
      size: 14,
      isBold: true,
      maxWidth: inner,
    }),
    ...bar(feedLoad.normalWatts, 'normal', y + 44),
    ...bar(feedLoad.worstWatts, zone.feeds.length > 1 ? 'another lost' : 'worst', y + 82),
  ]);
}

function barText(text: string, watts: number, { ratingWatts, limitWatts }: PowerZonePlan): string {
  const level = loadLevel(watts, limitWatts);
  const words = level === 'within' ? '' : `, ${LEVEL_WORDS[level]}`;
  return `${text} ${load(watts)}, ${finePercent(watts / ratingWatts)}${words}`;
}

function busX(index: number): number {
  return MARGIN + INSET + 12 + index * BUS_PITCH;
}

function busColour(index: number): string {
  return FEED_COLOURS[index % FEED_COLOURS.length] ?? INK.line;
}

/** From a feed's box down to its bus; a feed further right turns lower, so that no two lines cross. */
function bus(zone: PowerZonePlan, index: number, top: number, bottom: number): Markup {
  const { x, width } = feedPlace(zone, index);
  const from = index === 0 ? busX(0) : x + width / 2;
  const turn = top + 8 * (index + 1);
  const colour = busColour(index);
  return group(`bus of feed ${zone.feedLoads[index]?.feed ?? ''}`, [
    line(from, top, from, turn, colour, 3),
    line(busX(index), turn, from, turn, colour, 3),
    line(busX(index), turn, busX(index), bottom, colour, 3),
  ]);
}

interface RowRacks {
  readonly hall: string;
  /** Its name; with those of its racks where others of the row are in another zone. */
  readonly row: string;
  readonly racks: readonly RackPlan[];
}

function rowsOf(zone: PowerZonePlan, racks: ReadonlyMap<string, RackPlan>): RowRacks[] {
  const rows = new Map<string, RackPlan[]>();
  for (const name of zone.racks) {
    const rack = racks.get(name);
    if (rack === undefined) continue;
    const key = `${rack.hall}\n${rack.row}`;
    addTo(rows, key, rack);
  }
  const split = new Set(
    [...racks.values()].flatMap((rack) =>
      rack.zone !== zone.name && rows.has(`${rack.hall}\n${rack.row}`) ? [`${rack.hall}\n${rack.row}`] : [],
    ),
  );
  return [...rows].map(([key, members]) => {
    const [first] = members;
    const [hall, row] = [first?.hall ?? '', first?.row ?? ''];
    const runs = split.has(key) ? ` (${runsOf(members).join(', ').replaceAll(`${hall}/`, '')})` : '';
    return { hall, row: `${row}${runs}`, racks: members };
  });
}

function rowBand(zone: PowerZonePlan, { hall, row, racks }: RowRacks, loads: RackLoads, y: number): Markup {
  const { tenant, watts, used } = loads.ofRow(racks);
  const letOut = racks.filter((rack) => loads.letTo(rack) !== undefined).length;
  const who = tenant !== undefined ? `, let to ${tenant}` : letOut === 0 ? '' : `, ${count(letOut)} let`;
  const held = used === 0 && tenant !== undefined ? counted(racks.length, 'rack') : `${counted(used, 'rack')} in use`;
  const x = busX(zone.feedLoads.length) + 12;
  const stripX = x + 270;
  const strip = MARGIN + PANEL - INSET - stripX;
  const pitch = Math.min(34, strip / Math.max(1, racks.length));
  const middle = y + 17;
  return group(undefined, [
    ...zone.feedLoads.map((_, index) =>
      group(undefined, [
        line(busX(index), middle, x, middle, busColour(index), 1.5),
        box(
          { x: busX(index) - 4, y: middle - 4, width: 8, height: 8 },
          { fill: busColour(index), stroke: 'none' },
          { radius: 4 },
        ),
      ]),
    ),
    box({ x, y, width: 258, height: 34 }, { fill: INK.paper, stroke: INK.line }, { radius: 3 }),
    label({
      x: x + 10,
      y: y + 15,
      text: `${titled('Row', row)}, ${titled('hall', hall)}`,
      isBold: true,
      maxWidth: 238,
    }),
    label({
      x: x + 10,
      y: y + 29,
      text: `${held}${who}, ${load(watts)}`,
      size: 11.5,
      maxWidth: 238,
    }),
    ...racks.map((rack, index) => rackMark(rack, loads, { x: stripX + index * pitch, y, pitch })),
  ]);
}

/** A rack as an upright bar: the share of its budget. */
function rackMark(rack: RackPlan, loads: RackLoads, { x, y, pitch }: { x: number; y: number; pitch: number }): Markup {
  const { budgetWatts } = rack.limits;
  const watts = loads.of(rack);
  const letTo = loads.letTo(rack);
  const share = letTo !== undefined ? 1 : budgetWatts === 0 ? 0 : Math.min(1, watts / budgetWatts);
  const paint = letTo !== undefined ? LET_PAINT : LEVEL_PAINT[watts > budgetWatts ? 'over' : 'within'];
  const width = Math.max(2, pitch - 4);
  const height = 20;
  const shortName = rack.name.startsWith(`${rack.hall}-`) ? rack.name.slice(rack.hall.length + 1) : rack.name;
  return group(`${rack.name}: ${letTo ?? `${load(watts)} of ${load(budgetWatts)}, ${percent(share)}`}`, [
    box({ x, y, width, height }, { fill: INK.paper, stroke: INK.line }),
    box({ x, y: y + height * (1 - share), width, height: height * share }, { fill: paint.fill, stroke: paint.stroke }),
    pitch < 28
      ? undefined
      : label({
          x: x + width / 2,
          y: y + 33,
          text: shortName,
          size: 10.5,
          anchor: 'middle',
          fill: INK.faint,
          maxWidth: pitch,
        }),
  ]);
}

const IN_WORDS: Readonly<Record<DeviceSurvival, string>> = {
  full: 'run on unchanged',
  degraded: 'run on more slowly',
  down: 'go down',
  indeterminate: "run outside the vendor's specification",
};

/** What the loss of a feed does to the devices of a zone: a line a model, for all feeds whose loss does the same to it. */
export function survivalLines({ losses, racks }: PowerZonePlan): string[] {
  if (losses.length === 0) return [racks.length === 0 ? 'the zone feeds no rack' : 'the zone feeds no device'];
  const feeds = new Map<string, string[]>();
  for (const loss of losses) {
    const outcome = outcomeOf(loss);
    addTo(feeds, outcome, loss.lost);
  }
  return [...feeds].map(
    ([outcome, lost]) => `${lost.length === 1 ? 'feed' : 'any of feeds'} ${lost.join(', ')} lost: ${outcome}`,
  );
}

function outcomeOf({ model, devices, survival, healthyPsus, neededPsus }: FeedLoss): string {
  const who = `${devices} of ${model}`;
  if (healthyPsus === undefined || neededPsus === undefined) {
    const what = survival === 'indeterminate' ? 'cannot be judged' : IN_WORDS[survival];
    return `${who} ${what} (their PSUs are not known)`;
  }
  return `${who} ${IN_WORDS[survival]} (${counted(healthyPsus, 'PSU', 'PSUs')} left, ${neededPsus} needed for full load)`;
}
