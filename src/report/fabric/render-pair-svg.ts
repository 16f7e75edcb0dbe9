import type { ConvergedInSite, CoreCage, CorePortMap } from '../../model/core-pair';
import { INK, KIND_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { counted, rate } from '../in-figures';
import type { Markup } from '../markup';

const WIDTH = 1_160;
const MARGIN = 24;
const BETWEEN = 160;
const PANEL = (WIDTH - 2 * MARGIN - BETWEEN) / 2;
const INSET = 14;
const COLUMNS = 16;
const PITCH = (PANEL - 2 * INSET) / COLUMNS;
const CAGE = 24;
const ROW = 30;

const { system, switch: trunk, storage, server, ufm } = KIND_PAINT;
/** The tints of devices, then three more, so that eight runs stay apart. */
const RUN_PAINTS: readonly Paint[] = [
  system,
  storage,
  server,
  ufm,
  trunk,
  { fill: '#ddd6f3', stroke: '#5b4aa0' },
  { fill: '#e3d3c3', stroke: '#7a4b1f' },
  { fill: '#c7ecee', stroke: '#00707a' },
];
const EMPTY: Paint = { fill: INK.paper, stroke: INK.line };
const DARK: Paint = { fill: '#8c959f', stroke: INK.faint };

/** Panels of both cores: their cages in the colour of their run, and the link between them. */
export function renderPairSvg({ plan, cables }: Pick<ConvergedInSite, 'plan' | 'cables'>): string {
  const paints = new Map(plan.runs.map(({ name }, index) => [name, RUN_PAINTS[index % RUN_PAINTS.length] ?? EMPTY]));
  const key = legend(
    [
      ...plan.runs.map(({ name, cages }) => ({
        text: `${name}: ${runText(plan.cores[0], name)}, ${counted(cages.length, 'cage')}`,
        paint: paints.get(name) ?? EMPTY,
      })),
      { text: 'dark for a neighbour', paint: DARK },
      { text: 'free or kept empty', paint: EMPTY },
    ],
    { x: MARGIN, y: 78, width: WIDTH - 2 * MARGIN },
  );
  const top = 78 + key.height + 8;
  const rows = Math.ceil(plan.cores[0].cages.length / COLUMNS);
  const height = 44 + rows * ROW + INSET;
  const [first, second] = plan.cores;
  const names = new Set([first.name, second.name]);
  const between = cables.filter(({ a, b }) => names.has(a.device) && names.has(b.device));
  const bits = between.reduce((sum, { rateBits }) => sum + rateBits, 0);
  const joint = between.length === 0 ? [] : isl(counted(between.length, 'link'), rate(bits), { top, height });
  // In the order of the wire map: that of the members of a plan that was read says nothing.
  const kinds = [...new Set(plan.rows.map(({ kind }) => kind))].flatMap((kind) => {
    const links = plan.counts[kind];
    return links === undefined ? [] : [`${kind} ${links}`];
  });
  return drawing(
    {
      title: `Core pair ${plan.name}`,
      description: `${first.name} and ${second.name}: ${counted(cables.length, 'link')}`,
      width: WIDTH,
      height: top + height + MARGIN,
    },
    [
      label({
        x: MARGIN,
        y: 38,
        text: `${plan.name}: core pair`,
        size: 20,
        isBold: true,
        maxWidth: WIDTH - 2 * MARGIN,
      }),
      label({
        x: MARGIN,
        y: 60,
        text: `${counted(cables.length, 'link')}: ${kinds.join(', ')}`,
        fill: INK.faint,
        maxWidth: WIDTH - 2 * MARGIN,
      }),
      key.markup,
      ...joint,
      panel(first, paints, { x: MARGIN, y: top, height }),
      panel(second, paints, { x: MARGIN + PANEL + BETWEEN, y: top, height }),
    ],
  );
}

/** What the cages of a run give: `2 x 400 Gb/s`. */
function runText({ cages }: CorePortMap, run: string): string {
  const breakout = cages.find((cage) => cage.run === run)?.breakout;
  return breakout === undefined ? 'no cage' : `${breakout.portsPerCage} x ${rate(breakout.portRateBits)}`;
}

function isl(links: string, bits: string, { top, height }: { top: number; height: number }): Markup[] {
  const from = MARGIN + PANEL;
  const middle = top + height / 2;
  const x = from + BETWEEN / 2;
  return [
    line(from, middle, from + BETWEEN, middle, trunk.stroke, 4),
    label({ x, y: middle - 10, text: links, anchor: 'middle', maxWidth: BETWEEN - 8 }),
    label({ x, y: middle + 20, text: bits, anchor: 'middle', maxWidth: BETWEEN - 8 }),
  ];
}

function panel(
  { name, cages }: CorePortMap,
  paints: ReadonlyMap<string, Paint>,
  { x, y, height }: { x: number; y: number; height: number },
): Markup {
  return group(name, [
    box({ x, y, width: PANEL, height }, { fill: INK.panel, stroke: INK.line }, { radius: 6 }),
    label({ x: x + INSET, y: y + 26, text: name, size: 14, isBold: true, maxWidth: PANEL - 2 * INSET }),
    ...cages.map((cage, index) => {
      const left = x + INSET + (index % COLUMNS) * PITCH;
      const above = y + 42 + Math.floor(index / COLUMNS) * ROW;
      return group(cageText(cage), [
        box({ x: left, y: above, width: PITCH - 3, height: CAGE }, paintOf(cage, paints), { radius: 2 }),
        label({ x: left + (PITCH - 3) / 2, y: above + 16, text: `${cage.cage}`, size: 11, anchor: 'middle' }),
      ]);
    }),
  ]);
}

function paintOf({ use, run }: CoreCage, paints: ReadonlyMap<string, Paint>): Paint {
  if (use === 'disabled') return DARK;
  return use === 'run' ? (paints.get(run ?? '') ?? EMPTY) : EMPTY;
}

function cageText({ port, use, run, disabledBy, ports }: CoreCage): string {
  if (use === 'disabled') return `${port}: dark for cage ${disabledBy ?? ''}`;
  if (use !== 'run') return `${port}: ${use === 'reserved' ? 'kept empty' : 'free'}`;
  const peers = ports.map(({ name, peerDevice, peerPort }) =>
    peerDevice === undefined ? `${name} without a cable` : `${name} to ${peerDevice} ${peerPort ?? ''}`,
  );
  return `${port}, ${run ?? ''}: ${peers.join('; ')}`;
}
