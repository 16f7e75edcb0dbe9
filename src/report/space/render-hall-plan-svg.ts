import { rowLines } from '../../design/placement/floor';
import { type HallInput, rackName, type RackPlan, type RowInput } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { type Aisle, aislesOf } from '../../policy/space/aisle-rules';
import { INK, LET_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, decimals, load, titled } from '../in-figures';
import type { Markup } from '../markup';
import {
  type RackColouring,
  rackColours,
  type RackColours,
  RackLoads,
  rackTooltip,
  type RowLoad,
} from './rack-colours';
import { hallGrid, type HallGrid } from './render-hall-svg';

const MARGIN = 24;
const LEAST_WIDTH = 760;
/** Racks between two marks of the ruler. */
const RULER_STEP = 10;

const BLOCKED: Paint = { fill: '#d0d7de', stroke: INK.line };
const AISLES = {
  front: { text: 'cold aisle', fill: '#e3f2fb' },
  rear: { text: 'hot aisle', fill: '#fde9e4' },
} as const;

/**
 * Plan of one hall, its rows from front to back, each rack coloured by its power, its zone or its phase. Cells that are too narrow for a
 * name show their number, or their colour alone; every cell has a tooltip, and every row its total.
 */
export function renderHallPlanSvg(plan: SitePlan, hall: HallInput, colouring: RackColouring): string {
  const racks = plan.placement.racks.filter((rack) => rack.hall === hall.name);
  const loads = new RackLoads(plan);
  const colours = rackColours(plan, { racks, loads }, colouring);
  const grid = hallGrid(Math.max(1, ...hall.rows.map((row) => row.racks)));
  const longest = Math.max(1, ...hall.rows.map((row) => row.racks));
  const width = Math.max(LEAST_WIDTH, grid.left + longest * grid.pitch + MARGIN);
  const title = `${plan.name}, ${titled('hall', hall.name)}: ${colours.title}`;
  const key = legend([...colours.legend, ...marksOf(hall)], { x: MARGIN, y: 56, width: width - 2 * MARGIN });
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: title, size: 20, isBold: true, maxWidth: width - 2 * MARGIN }),
    key.markup,
  ];
  let y = 56 + key.height + 22;
  if (grid.detail === 'colour') parts.push(ruler(longest, grid, y - 6));
  const aisles = new Map(aislesOf({ halls: [hall], path: plan.path }).map((aisle) => [aisle.near.name, aisle]));
  for (const { row } of rowLines(hall)) {
    const own = racks.filter((rack) => rack.row === row.name);
    parts.push(
      rowHead(row, loads.ofRow(own), grid, y),
      ...cellsOf(hall, row, { own, colours, loads, grid, y, isUnnamed: isUnnamedIn(own, hall) }),
    );
    y += grid.height;
    const aisle = aisles.get(row.name);
    if (aisle !== undefined) parts.push(...aisleBand(aisle, { y, grid, width: longest * grid.pitch }));
    y += grid.aisle;
  }
  const rows = hall.rows.map(({ name }) => loads.ofRow(racks.filter(({ row }) => row === name)));
  const total = rows.reduce((sum, { watts }) => sum + watts, 0);
  const used = racks.filter(({ devices }) => devices.length > 0).length;
  const letOut = racks.filter((rack) => loads.letTo(rack) !== undefined).length;
  const notes = [
    ...(hall.rows.some(({ facing }) => facing !== undefined) ? ['blue lines are the fronts of racks'] : []),
    ...(racks.some(({ reservedFor }) => reservedFor !== undefined) && grid.detail !== 'colour'
      ? ['dashed racks are kept for a unit']
      : []),
  ];
  const counts = `${counted(racks.length, 'rack position')}, ${count(used)} in use${letOut === 0 ? '' : `, ${count(letOut)} let`}, ${load(total)}`;
  const footer = [counts, ...notes].join('; ');
  parts.push(label({ x: MARGIN, y: y + 10, text: footer, fill: INK.faint }));
  return drawing({ title, description: counts, width, height: y + 24 }, parts);
}

/** Entries of the legend for what is no class: blocked positions, rows that are let, racks that are kept. */
function marksOf({ rows }: HallInput): { text: string; paint: Paint }[] {
  const positions = rows.flatMap((row) => row.positions ?? []);
  const isBlocked = positions.some(({ blockedBy }) => blockedBy !== undefined);
  const hasLetRow = rows.some(({ tenant }) => tenant !== undefined);
  const hasLetRack = positions.some(({ tenant }) => tenant !== undefined);
  return [
    ...(isBlocked ? [{ text: 'no rack: blocked', paint: BLOCKED }] : []),
    ...(hasLetRow || hasLetRack ? [{ text: `${hasLetRow ? 'row' : 'rack'} of a tenant`, paint: LET_PAINT }] : []),
  ];
}

function isUnnamedIn(racks: readonly RackPlan[], { name }: HallInput): boolean {
  return !racks.some((rack) => rack.name.startsWith(`${name}-`));
}

function rowHead(
  { name }: RowInput,
  { watts, racks, tenant, owners: sub }: RowLoad,
  grid: HallGrid,
  y: number,
): Markup {
  const maxWidth = grid.left - MARGIN - 10;
  const total = tenant !== undefined && watts === 0 ? counted(racks, 'rack') : load(watts);
  if (grid.detail === 'full') {
    return group(undefined, [
      label({ x: MARGIN, y: y + 20, text: titled('Row', name), size: 14, isBold: true, maxWidth }),
      label({ x: MARGIN, y: y + 36, text: total, maxWidth }),
      label({ x: MARGIN, y: y + 51, text: sub, fill: INK.faint, maxWidth }),
    ]);
  }
  const isTall = grid.height >= 30;
  const right = { x: grid.left - 10, anchor: 'end' as const };
  return group(`row ${name}: ${counted(racks, 'rack')}, ${load(watts)}, ${sub}`, [
    label({ x: MARGIN, y: y + (isTall ? 14 : 16), text: titled('Row', name), size: 12.5, isBold: true, maxWidth: 70 }),
    label({ ...right, y: y + (isTall ? 14 : 16), text: total, size: 12, maxWidth: 86 }),
    ...(isTall ? [label({ ...right, y: y + 29, text: sub, size: 11, fill: INK.faint, maxWidth: maxWidth - 4 })] : []),
  ]);
}

interface RowDrawing {
  readonly own: readonly RackPlan[];
  readonly colours: RackColours;
  readonly loads: RackLoads;
  readonly grid: HallGrid;
  readonly y: number;
  readonly isUnnamed: boolean;
}

function cellsOf(hall: HallInput, row: RowInput, { own, colours, loads, grid, y, isUnnamed }: RowDrawing): Markup[] {
  const cells = own.map((rack) => rackCell(rack, { colours, loads, grid, y }));
  const blocked = (row.positions ?? []).flatMap(({ number, blockedBy }) => {
    if (blockedBy === undefined) return [];
    const x = grid.left + (number - 1) * grid.pitch;
    const name = rackName(isUnnamed ? undefined : hall.name, row.name, number);
    return [
      group(`${name}: no rack, ${blockedBy}`, [
        box({ x, y, width: grid.width, height: grid.height }, BLOCKED),
        line(x, y + grid.height, x + grid.width, y, INK.line),
      ]),
    ];
  });
  if (row.facing === undefined) return [...cells, ...blocked];
  const edge = row.facing === 'front' ? y - 2 : y + grid.height + 2;
  const front = line(
    grid.left,
    edge,
    grid.left + row.racks * grid.pitch - (grid.pitch - grid.width),
    edge,
    '#0072b2',
    2.5,
  );
  return [...cells, ...blocked, front];
}

function rackCell(rack: RackPlan, { colours, loads, grid, y }: Omit<RowDrawing, 'own' | 'isUnnamed'>): Markup {
  const x = grid.left + (rack.number - 1) * grid.pitch;
  const isUsed = rack.devices.length > 0;
  const isLet = loads.letTo(rack) !== undefined;
  const paint = isLet ? LET_PAINT : colours.paintOf(rack);
  const isKept = rack.reservedFor !== undefined;
  const text = isLet ? 'let' : colours.textOf(rack);
  const frame = {
    ...(grid.detail === 'colour' ? {} : { radius: 3 }),
    ...(isKept && grid.detail !== 'colour' ? { dash: '4 2', strokeWidth: 2 } : {}),
    ...(grid.detail === 'colour' ? { strokeWidth: grid.pitch < 8 ? 0.4 : 0.8 } : {}),
  };
  const middle = { x: x + grid.width / 2, anchor: 'middle' as const, maxWidth: grid.width - 3 };
  return group(rackTooltip(rack, loads), [
    box({ x, y, width: grid.width, height: grid.height }, paint, frame),
    ...(grid.detail === 'full'
      ? [
          label({ ...middle, y: y + 18, text: rackName(undefined, rack.row, rack.number), size: 13, isBold: true }),
          label({ ...middle, y: y + 34, text, size: 11.5 }),
          label({
            ...middle,
            y: y + 49,
            text: isKept ? `for ${rack.reservedFor}` : `${rack.usedU}/${rack.limits.heightU} U`,
            size: 11,
            fill: INK.faint,
          }),
        ]
      : []),
    ...(grid.detail === 'number' ? numberLines(rack.number, loads.of(rack), { middle, y, isUsed }) : []),
  ]);
}

function numberLines(
  number: number,
  loadWatts: number,
  { middle, y, isUsed }: { middle: { x: number; anchor: 'middle'; maxWidth: number }; y: number; isUsed: boolean },
): Markup[] {
  const kilowatts = decimals(loadWatts / 1_000, loadWatts >= 99_500 ? 0 : 1);
  return [
    label({ ...middle, y: y + 14, text: String(number).padStart(2, '0'), size: 11, isBold: true }),
    ...(isUsed ? [label({ ...middle, y: y + 27, text: kilowatts, size: 9.5 })] : []),
  ];
}

function ruler(longest: number, { left, pitch, width }: HallGrid, y: number): Markup {
  const marks = [
    1,
    ...Array.from({ length: Math.floor(longest / RULER_STEP) }, (_, index) => (index + 1) * RULER_STEP),
  ];
  const isWide = pitch * RULER_STEP >= 26;
  return group(
    undefined,
    marks
      .filter((mark) => isWide || mark === 1 || mark % (5 * RULER_STEP) === 0)
      .map((mark) =>
        label({
          x: left + (mark - 1) * pitch + width / 2,
          y,
          text: String(mark),
          size: 10,
          anchor: 'middle',
          fill: INK.faint,
        }),
      ),
  );
}

function aisleBand(
  { nearSide, farSide, near, far, pitchMillimetres, hall }: Aisle,
  { y, grid, width }: { y: number; grid: HallGrid; width: number },
): Markup[] {
  if (nearSide !== farSide || nearSide === 'either') return [];
  const { text, fill } = AISLES[nearSide];
  const depths = [near, far].map(({ rack }) => rack.body?.depthMillimetres);
  const [one, other] = depths;
  const wide =
    one === undefined || other === undefined
      ? ''
      : `, ${decimals((pitchMillimetres - (one + other) / 2) / 1_000, 2)} m`;
  const closed = hall.containment === (nearSide === 'front' ? 'cold-aisle' : 'hot-aisle') ? ', closed off' : '';
  const height = grid.aisle - 8;
  return [
    box({ x: grid.left, y: y + 4, width, height }, { fill, stroke: 'none' }),
    label({
      x: grid.left + 6,
      y: y + 4 + height / 2 + 3.5,
      text: `${text}${wide}${closed}`,
      size: 10,
      fill: INK.faint,
    }),
  ];
}
