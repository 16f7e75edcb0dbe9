import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { INK, LET_PAINT, LEVEL_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend } from '../drawing/shapes';
import { counted, load, percent, titled } from '../in-figures';
import type { Markup } from '../markup';
import { RackLoads } from './rack-colours';
import { addTo } from '../../units/present';

const CELL = { width: 66, height: 58, gap: 4 } as const;

const LEFT = 150;

const MARGIN = 24;

const LEAST_WIDTH = 760;

/** Racks of a row whose names are still legible where the whole drawing is seen. */
const MOST_NAMED = 40;

/** Steps of a rack's load against its budget: darker is fuller; dark text stands on all of them. */
const STEPS: readonly { readonly upTo: number; readonly text: string; readonly paint: Paint }[] = [
  { upTo: 0, text: 'empty', paint: { fill: INK.paper, stroke: INK.line } },
  { upTo: 0.25, text: 'to 25 %', paint: { fill: '#e6f1fa', stroke: '#4a7ba6' } },
  { upTo: 0.5, text: 'to 50 %', paint: { fill: '#c9e1f4', stroke: '#3a6d99' } },
  { upTo: 0.75, text: 'to 75 %', paint: { fill: '#a5cdec', stroke: '#2b5f8c' } },
  { upTo: 1, text: 'to 100 % of the rack’s power budget', paint: { fill: '#7fb8e2', stroke: '#1d4f7a' } },
];

const OVER = { text: 'above it', paint: LEVEL_PAINT.over } as const;

const LET = { text: 'let to a tenant', paint: LET_PAINT } as const;

/** What the plan of all halls is drawn from. */
type Drawn = Pick<SitePlan, 'name' | 'devices' | 'halls' | 'placement' | 'power'>;

/** Plan of all halls: rows from the front, each rack with its load by the figure of the site against its budget, rows of tenants by name. */
export function renderHallSvg(plan: Drawn): string {
  const { name, placement, halls } = plan;
  const loads = new RackLoads(plan);
  const longest = Math.max(1, ...halls.flatMap(({ rows }) => rows.map(({ racks }) => racks)));
  const cell = cellFor(longest);
  const width = Math.max(LEAST_WIDTH, LEFT + longest * cell.pitch + MARGIN);
  const byRow = new Map<string, RackPlan[]>();
  for (const rack of placement.racks) {
    const key = `${rack.hall}\n${rack.row}`;
    addTo(byRow, key, rack);
  }
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `${name}: racks by load${loads.suffix}`, size: 20, isBold: true }),
  ];
  const key = legend([...STEPS, OVER, ...(loads.hasTenants ? [LET] : [])], {
    x: MARGIN,
    y: 56,
    width: width - 2 * MARGIN,
  });
  parts.push(key.markup);
  let y = 56 + key.height + 20;
  for (const hall of halls) {
    parts.push(
      label({ x: MARGIN, y: y + 14, text: titled('Hall', hall.name), size: 16, isBold: true, maxWidth: width - 60 }),
    );
    y += 30;
    for (const row of hall.rows) {
      const racks = byRow.get(`${hall.name}\n${row.name}`) ?? [];
      const { watts, owners } = loads.ofRow(racks);
      parts.push(
        label({
          x: MARGIN,
          y: y + 20,
          text: titled('Row', row.name),
          size: 14,
          isBold: true,
          maxWidth: LEFT - MARGIN - 10,
        }),
        label({ x: MARGIN, y: y + 36, text: load(watts), maxWidth: LEFT - MARGIN - 10 }),
        label({
          x: MARGIN,
          y: y + 51,
          text: owners,
          fill: INK.faint,
          maxWidth: LEFT - MARGIN - 10,
        }),
        ...racks.map((rack) => rackCell(rack, loads, y, cell)),
      );
      y += CELL.height + 16;
    }
    y += 12;
  }
  return drawing(
    {
      title: `Racks of site ${name}`,
      description: `${counted(placement.racks.length, 'rack position')} in ${counted(halls.length, 'hall')}`,
      width,
      height: y + 12,
    },
    parts,
  );
}

/** Width of a cell, from one to the next, and whether it has room for a name. */
interface Cell {
  readonly width: number;
  readonly pitch: number;
  readonly isNamed: boolean;
}

function cellFor(longest: number): Cell {
  if (longest <= MOST_NAMED) return { width: CELL.width, pitch: CELL.width + CELL.gap, isNamed: true };
  const { width, pitch } = hallGrid(longest);
  return { width, pitch, isNamed: false };
}

function rackCell(rack: RackPlan, loads: RackLoads, y: number, cell: Cell): Markup {
  const { budgetWatts } = rack.limits;
  const watts = loads.of(rack);
  const share = budgetWatts === 0 ? 0 : watts / budgetWatts;
  const isUsed = rack.devices.length > 0;
  const x = LEFT + (rack.number - 1) * cell.pitch;
  const shortName = rack.name.startsWith(`${rack.hall}-`) ? rack.name.slice(rack.hall.length + 1) : rack.name;
  const middle = { x: x + CELL.width / 2, anchor: 'middle' as const, maxWidth: CELL.width - 4 };
  const tooltip = `${rack.name}: ${loads.letTo(rack) ?? `${counted(rack.devices.length, 'device')}, ${load(watts)} of ${load(budgetWatts)}, ${rack.usedU} of ${rack.limits.heightU} U`}`;
  const isLet = loads.letTo(rack) !== undefined;
  const paint = isLet ? LET.paint : stepOf(share, isUsed);
  if (!cell.isNamed) {
    const place = { x, y, width: cell.width, height: CELL.height };
    return group(tooltip, [box(place, paint, { strokeWidth: 0.6 })]);
  }
  return group(tooltip, [
    box({ x, y, width: CELL.width, height: CELL.height }, paint, {
      radius: 3,
      ...(isUsed || isLet ? {} : { dash: '4 3' }),
    }),
    label({ ...middle, y: y + 18, text: shortName, size: 13, isBold: true }),
    ...(isUsed
      ? [
          label({ ...middle, y: y + 34, text: load(watts), size: 11.5 }),
          label({ ...middle, y: y + 49, text: percent(share), size: 11.5 }),
        ]
      : [label({ ...middle, y: y + 36, text: isLet ? 'let' : 'empty', size: 11.5, fill: INK.faint })]),
  ]);
}

function stepOf(share: number, isUsed: boolean): Paint {
  const from = isUsed ? 1 : 0;
  return STEPS.slice(from).find(({ upTo }) => share <= upTo)?.paint ?? OVER.paint;
}

/** How much a cell of a rack shows: name and figures, its number alone, or its colour alone. */
type CellDetail = 'full' | 'number' | 'colour';

/** Sizes of the cells of a plan, in px. */
export interface HallGrid {
  readonly detail: CellDetail;
  /** From one rack to the next. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
  /** Between two rows, where the aisle is named. */
  readonly aisle: number;
  /** Room of the names and totals of rows. */
  readonly left: number;
}

/** Room for racks on a drawing that a screen shows whole. */
const ROOM = 1_400;

const GRID_LEFT = 190;

const FULL = { pitch: 70, width: 66, height: 58 };

const LEAST_PITCH = 4;

const NUMBER_PITCH = 22;

/** A grid on which the longest row fits: the longer it is, the less each of its cells says. */
export function hallGrid(longestRow: number): HallGrid {
  const pitch = Math.min(FULL.pitch, Math.max(LEAST_PITCH, Math.floor((ROOM / Math.max(1, longestRow)) * 2) / 2));
  if (pitch >= FULL.pitch) return { detail: 'full', ...FULL, aisle: 26, left: GRID_LEFT };
  const gap = pitch >= NUMBER_PITCH ? 3 : pitch >= 8 ? 1.5 : 0.5;
  const detail = pitch >= NUMBER_PITCH ? 'number' : 'colour';
  return { detail, pitch, width: pitch - gap, height: detail === 'number' ? 34 : 24, aisle: 18, left: GRID_LEFT };
}
