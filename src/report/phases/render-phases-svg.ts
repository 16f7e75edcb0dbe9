import { groupPurchases, isOrderLate, type MilestonePlan, type PhasePlan, type PurchaseGroup } from '../../model/phase';
import type { SitePlan } from '../../model/site-plan';
import { INK, KIND_PAINT, LEVEL_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { counted, decimals, load } from '../in-figures';
import type { Markup } from '../markup';

const WIDTH = 1_240;
const MARGIN = 24;
const LEFT = 320;
const RIGHT = WIDTH - MARGIN - 96;
const BAND = { least: 94, bar: 22, inset: 16 } as const;
const BAR = 16;
const PURCHASE = 24;
const SHOWN = 40;
const LATE: Paint = LEVEL_PAINT.over;
const OPEN: Paint = KIND_PAINT.system;
const DAY = 86_400_000;

interface Scale {
  readonly x: (day: string) => number;
  /** Days on the axis, the first of a year or of a quarter. */
  readonly marks: readonly string[];
}

interface Bought extends PurchaseGroup {
  readonly needed: string;
}

/** Phases by date: power beside load, systems, what must be ordered by when, and the milestones that something waits for. */
export function renderPhasesSvg({
  name,
  phases = [],
  milestones = [],
  asOf,
}: Pick<SitePlan, 'name' | 'phases' | 'milestones' | 'asOf'>): string {
  const bought = phases
    .flatMap(({ date, purchases }) => groupPurchases(purchases).map((group): Bought => ({ ...group, needed: date })))
    .sort((left, right) =>
      left.lastOrderDate < right.lastOrderDate ? -1 : left.lastOrderDate > right.lastOrderDate ? 1 : 0,
    );
  const shown = bought.slice(0, SHOWN);
  const scale = scaleOf([
    ...phases.map(({ date }) => date),
    ...bought.map(({ lastOrderDate }) => lastOrderDate),
    ...milestones.flatMap(daysOf),
    ...(asOf === undefined ? [] : [asOf]),
  ]);
  const keys = legend(
    [
      { text: 'load', paint: LEVEL_PAINT.within },
      { text: 'above the power of the phase', paint: LATE },
      ...(bought.length === 0
        ? []
        : [
            { text: 'from the last order date to the phase', paint: OPEN },
            ...(asOf === undefined ? [] : [{ text: `last order date before ${asOf}`, paint: LATE }]),
          ]),
      ...(milestones.length === 0
        ? []
        : [
            { text: 'from a milestone to what waits for it', paint: OPEN },
            { text: 'what waits starts before its milestone', paint: LATE },
          ]),
    ],
    { x: MARGIN, y: 74, width: WIDTH - 2 * MARGIN },
  );
  const top = 74 + keys.height + 10;
  const bars = Math.max(1, ...phases.map((phase) => (phase.drawWatts === undefined ? 1 : 2) + powersOf(phase).length));
  const band = Math.max(BAND.least, bars * BAND.bar + BAND.inset);
  const purchasesTop = top + phases.length * band + 26;
  const milestonesTop = purchasesTop + (bought.length === 0 ? 0 : shown.length * PURCHASE + 30);
  const rows =
    milestones.length > 0 ? milestonesTop + milestones.length * PURCHASE : purchasesTop + shown.length * PURCHASE;
  const hasAxis = bought.length + milestones.length > 0;
  const axis = hasAxis ? rows + 12 : purchasesTop - 20;
  const most = Math.max(
    1,
    ...phases.flatMap((phase) => [phase.loadWatts, phase.drawWatts ?? 0, ...powersOf(phase).map(([, watts]) => watts)]),
  );
  const rest = bought.slice(SHOWN).reduce((sum, { names }) => sum + names.length, 0);
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `${name}: phases`, size: 20, isBold: true, maxWidth: WIDTH - 2 * MARGIN }),
    label({
      x: MARGIN,
      y: 60,
      text: factsOf(phases, milestones, asOf),
      fill: INK.faint,
      maxWidth: WIDTH - 2 * MARGIN,
    }),
    keys.markup,
    ...phases.map((phase, index) => phaseBand(phase, top + index * band, most)),
    ...(!hasAxis
      ? []
      : [
          ...(bought.length === 0
            ? []
            : [label({ x: MARGIN, y: purchasesTop - 8, text: 'Last order dates', size: 14, isBold: true })]),
          ...(milestones.length === 0
            ? []
            : [label({ x: MARGIN, y: milestonesTop - 8, text: 'Milestones', size: 14, isBold: true })]),
          ...scale.marks.map((day) => line(scale.x(day), purchasesTop, scale.x(day), axis, '#e4e7eb')),
          ...shown.map((purchase, index) => purchaseBar(purchase, purchasesTop + index * PURCHASE, scale, asOf)),
          ...milestones.map((milestone, index) => milestoneBar(milestone, milestonesTop + index * PURCHASE, scale)),
          ...phases.map(({ name: phase, date }) =>
            group(`${phase}, ${date}`, [line(scale.x(date), purchasesTop - 2, scale.x(date), axis, INK.text, 1.2)]),
          ),
          ...(asOf === undefined
            ? []
            : [
                line(scale.x(asOf), purchasesTop - 2, scale.x(asOf), axis, LATE.stroke, 2),
                label({
                  x: scale.x(asOf),
                  y: purchasesTop - 6,
                  text: `judged ${asOf}`,
                  size: 11,
                  anchor: 'middle',
                  fill: LATE.stroke,
                }),
              ]),
          ...scale.marks.map((day) =>
            label({
              x: scale.x(day),
              y: axis + 16,
              text: day.slice(0, 7),
              size: 11,
              anchor: 'middle',
              fill: INK.faint,
            }),
          ),
          ...(rest > 0
            ? [label({ x: MARGIN, y: axis + 16, text: `and ${counted(rest, 'more purchase')}`, fill: INK.faint })]
            : []),
        ]),
  ];
  const description = phases
    .map(({ name: phase, date, loadWatts }) => `${phase} ${date}: ${load(loadWatts)}`)
    .join('; ');
  return drawing({ title: `Phases of site ${name}`, description, width: WIDTH, height: axis + 32 }, parts);
}

function factsOf(phases: readonly PhasePlan[], milestones: readonly MilestonePlan[], asOf: string | undefined): string {
  const purchases = phases.reduce((sum, phase) => sum + phase.purchases.length, 0);
  const judged = asOf === undefined ? 'dates are not judged' : `judged as of ${asOf}`;
  const more = milestones.length === 0 ? '' : `, ${counted(milestones.length, 'milestone')}`;
  return `${counted(phases.length, 'phase')}, ${counted(purchases, 'purchase')} with a lead time${more}; ${judged}.`;
}

/** Days of a milestone that are stated: its own, the last to apply for it, and that of what waits first. */
function daysOf({ day, lastApplication, gates }: MilestonePlan): string[] {
  return [day, lastApplication, gates[0]?.date].filter((each) => each !== undefined);
}

/** Powers of a phase that are stated. */
function powersOf({ contractWatts, itWatts, energisedWatts }: PhasePlan): (readonly [string, number])[] {
  const named: (readonly [string, number | undefined])[] = [
    ['contract', contractWatts],
    ['IT', itWatts],
    ['energised', energisedWatts],
  ];
  return named.flatMap(([what, watts]) => (watts === undefined ? [] : [[what, watts] as const]));
}

/** The lower of what is contracted and what is energised: both hold for all that a site draws. */
function leastOfSite({ contractWatts = Infinity, energisedWatts = Infinity }: PhasePlan): number {
  return Math.min(contractWatts, energisedWatts);
}

function phaseBand(phase: PhasePlan, y: number, most: number): Markup {
  const { name, date, systems, gpus, racksUsed, loadWatts, drawWatts } = phase;
  const powers = powersOf(phase);
  const least = Math.min(Infinity, ...powers.map(([, watts]) => watts));
  const wide = (watts: number): number => ((RIGHT - LEFT) * watts) / most;
  const bars: (readonly [string, number, Paint])[] = [
    ['load', loadWatts, loadWatts > least ? LATE : LEVEL_PAINT.within],
    ...(drawWatts === undefined
      ? []
      : [['site draw', drawWatts, drawWatts > leastOfSite(phase) ? LATE : LEVEL_PAINT.within] as const]),
    ...powers.map(([what, watts]) => [what, watts, { fill: INK.panel, stroke: INK.faint }] as const),
  ];
  return group(`${name}, ${date}`, [
    line(MARGIN, y, WIDTH - MARGIN, y, '#e4e7eb'),
    label({ x: MARGIN, y: y + 24, text: name, size: 14, isBold: true, maxWidth: LEFT - MARGIN - 96 }),
    label({ x: MARGIN, y: y + 44, text: date, size: 13, maxWidth: 200 }),
    label({
      x: MARGIN,
      y: y + 64,
      text: `${counted(systems, 'system')}, ${counted(gpus, 'GPU')}`,
      maxWidth: LEFT - MARGIN - 96,
    }),
    label({
      x: MARGIN,
      y: y + 82,
      text: `${counted(racksUsed, 'rack')} in use`,
      fill: INK.faint,
      maxWidth: LEFT - MARGIN - 96,
    }),
    ...bars.flatMap(([what, watts, paint], index) => {
      const at = y + 12 + index * BAND.bar;
      return [
        label({ x: LEFT - 10, y: at + 12.5, text: what, anchor: 'end', size: 12 }),
        box({ x: LEFT, y: at, width: wide(watts), height: BAR }, paint),
        label({ x: LEFT + wide(watts) + 8, y: at + 12.5, text: load(watts), size: 12 }),
      ];
    }),
  ]);
}

function purchaseBar(
  { name, names, lastOrderDate, needed, leadTimeWeeks }: Bought,
  y: number,
  { x }: Scale,
  asOf: string | undefined,
): Markup {
  const isLate = isOrderLate({ lastOrderDate }, { date: needed }, asOf);
  const [from, to] = [x(lastOrderDate), x(needed)];
  return group(`${names.join(', ')}: ${decimals(leadTimeWeeks, 1)} weeks, order by ${lastOrderDate} for ${needed}`, [
    label({ x: MARGIN, y: y + 16, text: name, maxWidth: LEFT - MARGIN - 96 }),
    label({
      x: LEFT - 10,
      y: y + 16,
      text: lastOrderDate,
      anchor: 'end',
      size: 11.5,
      isBold: isLate,
      fill: isLate ? LATE.stroke : INK.faint,
    }),
    box({ x: from, y: y + 5, width: Math.max(2, to - from), height: 13 }, isLate ? LATE : OPEN),
  ]);
}

/** A milestone, and the time until the first that waits for it. */
function milestoneBar(
  { name, kind, day, lastApplication, gates, source }: MilestonePlan,
  y: number,
  { x }: Scale,
): Markup {
  const [first] = gates;
  const begin = day ?? lastApplication;
  const isLate = day !== undefined && first?.date !== undefined && first.date < day;
  const says = day ?? (lastApplication === undefined ? 'not known' : `apply by ${lastApplication}`);
  const waits = gates.map((gate) => `${gate.name} ${gate.date ?? 'of no stated day'}`).join(', ');
  return group(`${kind} ${name}, ${says}: ${waits} (${source})`, [
    label({ x: MARGIN, y: y + 16, text: `${kind}: ${name}`, maxWidth: LEFT - MARGIN - 150 }),
    label({
      x: LEFT - 10,
      y: y + 16,
      text: says,
      anchor: 'end',
      size: 11.5,
      isBold: isLate,
      fill: isLate ? LATE.stroke : INK.faint,
    }),
    ...(begin === undefined ? [] : [milestoneSpan(x(begin), x(first?.date ?? begin), y + 5, isLate ? LATE : OPEN)]),
  ]);
}

function milestoneSpan(from: number, to: number, y: number, paint: Paint): Markup {
  return box({ x: Math.min(from, to), y, width: Math.max(2, Math.abs(to - from)), height: 13 }, paint);
}

/** Days to places, with a mark at each year, or at each quarter of a short time. */
function scaleOf(days: readonly string[]): Scale {
  const times = days.map(timeOf);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const span = Math.max(DAY, last - first);
  const x = (day: string): number => LEFT + ((timeOf(day) - first) / span) * (RIGHT - LEFT);
  const months = span > 4 * 365 * DAY ? 12 : span > 2 * 365 * DAY ? 6 : 3;
  const marks: string[] = [];
  const year = Number(days.reduce((least, day) => (day < least ? day : least), days[0] ?? '2000').slice(0, 4));
  for (let month = 0; ; month += months) {
    const day = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    if (timeOf(day) > last || month > 12 * 100) break;
    if (timeOf(day) >= first) marks.push(day);
  }
  return { x, marks };
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
