import type { FabricPlan, FabricSwitchPlan, SwitchTier } from '../../model/fabric-plan';
import { addTo } from '../../units/present';
import { INK, KIND_PAINT } from '../drawing/palette';
import { box, drawing, group, label, polygon } from '../drawing/shapes';
import { count, counted, decimals, linkRate, rate, ratioToOne } from '../in-figures';
import type { Markup } from '../markup';

const WIDTH = 1_200;

const MARGIN = 24;

const SIDE = 150;

const BODY = WIDTH - 2 * MARGIN - SIDE;

const BUNDLE = 62;

const HOST_HEIGHT = 56;

/** Tiers of a fabric with the links between them as bundles: single leaves and spines while they are few, pods and first and last units where they are many. */
export function renderFabricSvg(fabric: FabricPlan): string {
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `Fabric ${fabric.name}`, size: 20, isBold: true, maxWidth: WIDTH - 2 * MARGIN }),
    label({ x: MARGIN, y: 61, text: factsOf(fabric), size: 13, fill: INK.faint, maxWidth: WIDTH - 2 * MARGIN }),
  ];
  let y = 84;
  const place = (): { x: number; y: number; width: number } => ({ x: MARGIN + SIDE, y, width: BODY });
  for (const tier of ['core', 'spine'] as const) {
    if (fabric.counts[tier] === 0) continue;
    const drawn = upperTier(fabric, tier, place());
    parts.push(tierName(fabric, tier, y), drawn.markup);
    y += drawn.height + 4;
    const bundle = trunkBundle(fabric, tier === 'core' ? 2 : 1);
    if (bundle !== undefined) parts.push(bundleShape(bundle, y));
    y += BUNDLE + 10;
  }
  const leaves = leafGrid(fabric, place());
  parts.push(tierName(fabric, 'leaf', y), leaves.markup);
  y += leaves.height + 4;
  parts.push(bundleShape(hostBundle(fabric), y));
  y += BUNDLE + 10;
  const hosts = hostBoxes(fabric, y);
  parts.push(label({ x: MARGIN, y: y + 20, text: 'Endpoints', size: 15, isBold: true }), ...hosts.parts);
  return drawing(
    { title: `Fabric ${fabric.name}`, description: factsOf(fabric), width: WIDTH, height: hosts.bottom + MARGIN },
    parts,
  );
}

function factsOf({ kind, role, shape, tiers, planes, counts, bisectionBits }: FabricPlan): string {
  const planesText = planes === 1 ? '' : `, ${planes} planes`;
  return `${role}, ${kind}, ${shape}, ${counted(tiers, 'tier')}${planesText}, ${counted(counts.hosts, 'host')} in ${counted(counts.units, 'scalable unit')}, bisection ${rate(bisectionBits)}`;
}

function tierName(fabric: FabricPlan, tier: SwitchTier, y: number): Markup {
  const many = { leaf: 'leaves', spine: 'spines', core: 'cores' }[tier];
  const models = [...new Set(fabric.switches.filter((each) => each.tier === tier).map(({ model }) => model.id))];
  const ratio = fabric.ratios.find((each) => each.tier === tier);
  const maxWidth = SIDE - 14;
  const lines = [
    models.join(', '),
    ...(ratio === undefined ? [] : [`${ratio.down} down, ${ratio.up} up: ${ratioToOne(ratio.ratio)}`]),
  ];
  return group(ratio === undefined ? undefined : ratioText(ratio), [
    label({ x: MARGIN, y: y + 19, text: counted(fabric.counts[tier], tier, many), size: 15, isBold: true, maxWidth }),
    ...lines.map((text, index) => label({ x: MARGIN, y: y + 37 + index * 16, text, fill: INK.faint, maxWidth })),
  ]);
}

function ratioText({ down, downRateBits, up, upRateBits, ratio }: FabricPlan['ratios'][number]): string {
  return `(${down} x ${rate(downRateBits)}) / (${up} x ${rate(upRateBits)}) = ${decimals(ratio, 3)}`;
}

/** Links between two tiers: a band that narrows, so that it reads as many lines and not as one. */
function bundleShape({ title, detail }: LinkBundle, y: number): Markup {
  const left = MARGIN + SIDE;
  const right = left + BODY;
  const middle = left + BODY / 2;
  return group(`${title}: ${detail}`, [
    polygon(
      [
        [left + 60, y],
        [right - 60, y],
        [right, y + BUNDLE],
        [left, y + BUNDLE],
      ],
      { fill: '#eef3f8', stroke: '#b6c2cf' },
    ),
    label({ x: middle, y: y + 27, text: title, size: 14, isBold: true, anchor: 'middle', maxWidth: BODY - 160 }),
    label({ x: middle, y: y + 46, text: detail, size: 13, anchor: 'middle', maxWidth: BODY - 120 }),
  ]);
}

function hostBoxes(fabric: FabricPlan, y: number): { parts: Markup[]; bottom: number } {
  const groups = new Map<string, { hosts: number; ports: number }>();
  for (const { group: owner, portNames } of fabric.endpoints) {
    const known = groups.get(owner ?? '') ?? { hosts: 0, ports: portNames.length };
    groups.set(owner ?? '', { ...known, hosts: known.hosts + 1 });
  }
  const entries = [...groups];
  const columns = Math.min(4, Math.max(1, entries.length));
  const pitch = Math.min(420, BODY / columns);
  const parts = entries.map(([name, { hosts, ports }], index): Markup => {
    const x = MARGIN + SIDE + (index % columns) * pitch;
    const top = y + Math.floor(index / columns) * (HOST_HEIGHT + 8);
    const isService = name === '';
    const title = isService ? counted(hosts, 'service') : name;
    const text = isService
      ? `${counted(fabric.counts.serviceLinks, 'link')} to leaf ports`
      : `${counted(hosts, 'host')}, ${counted(ports, 'link')} each (${count(hosts * ports)})`;
    return group(`${title}: ${text}`, [
      box({ x, y: top, width: pitch - 10, height: HOST_HEIGHT }, KIND_PAINT[isService ? 'ufm' : 'system'], {
        radius: 4,
      }),
      label({ x: x + 12, y: top + 23, text: title, size: 14, isBold: true, maxWidth: pitch - 34 }),
      label({ x: x + 12, y: top + 42, text, size: 12.5, maxWidth: pitch - 34 }),
    ]);
  });
  return { parts, bottom: y + Math.ceil(entries.length / columns) * (HOST_HEIGHT + 8) };
}

/** Links between two tiers, told as one. */
interface LinkBundle {
  readonly links: number;
  /** `1,024 links of 400 Gb/s`. */
  readonly title: string;
  /** `each of 32 leaves has 2 links to each of 16 spines`. */
  readonly detail: string;
}

/** How one lower node meets the upper ones. */
interface Spread {
  readonly uppers: number;
  readonly least: number;
  readonly most: number;
}

/** The links of a tier of switches; undefined where there are none. */
export function trunkBundle(fabric: FabricPlan, tier: 1 | 2): LinkBundle | undefined {
  const { links, counts } = fabric;
  const pairs = new Map<number, Map<number, number>>();
  let total = 0;
  let first = -1;
  for (let index = 0; index < links.count; index += 1) {
    if (links.tier[index] !== tier) continue;
    if (first < 0) first = index;
    total += 1;
    const a = links.aNode[index] ?? 0;
    const b = links.bNode[index] ?? 0;
    const uppers = pairs.get(a) ?? new Map<number, number>();
    pairs.set(a, uppers.set(b, (uppers.get(b) ?? 0) + 1));
  }
  if (total === 0) return undefined;
  const spread = spreadOf([...pairs.values()]);
  const upperCount = tier === 1 ? counts.spine : counts.core;
  const words = tier === 1 ? (['leaf', 'leaves', 'spine'] as const) : (['spine', 'spines', 'core'] as const);
  const [lower, lowers, upper] = words;
  const who = pairs.size === 1 ? `the one ${lower} has` : `each of ${count(pairs.size)} ${lowers} has`;
  const each = spread.least === spread.most ? counted(spread.most, 'link') : `${spread.least} to ${spread.most} links`;
  const part =
    spread.uppers < upperCount
      ? tier === 1 && fabric.tiers === 3
        ? ' of its pod'
        : ` of the ${count(upperCount)}`
      : '';
  const whom = spread.uppers === 1 ? `to 1 ${upper}` : `to each of ${count(spread.uppers)} ${upper}s`;
  return {
    links: total,
    title: `${counted(total, 'link')} of ${rate(linkRate(fabric, first))}`,
    detail: `${who} ${each} ${whom}${part}`,
  };
}

/** The links of hosts and services. */
export function hostBundle(fabric: FabricPlan): LinkBundle {
  const { counts, hostRateBits } = fabric;
  const links = counts.hostLinks + counts.serviceLinks;
  const services = counts.serviceLinks === 0 ? '' : `, ${count(counts.serviceLinks)} of them to services`;
  return {
    links,
    title: `${counted(links, 'link')} of ${rate(hostRateBits)}${services}`,
    detail:
      fabric.shape === 'rail-optimised'
        ? 'rail r of every host of a unit ends on the leaves of rail r of that unit'
        : fabric.endpoints.some(({ group, portNames }) => group !== undefined && portNames.length > 1)
          ? 'the ports of a host end on different leaves of its unit'
          : 'every host ends on a leaf of its unit',
  };
}

function spreadOf(lowers: readonly ReadonlyMap<number, number>[]): Spread {
  let uppers = 0;
  let least = Infinity;
  let most = 0;
  for (const lower of lowers) {
    uppers = Math.max(uppers, lower.size);
    for (const links of lower.values()) {
      least = Math.min(least, links);
      most = Math.max(most, links);
    }
  }
  return { uppers, least, most };
}

const CELLS_SHOWN_WHOLE = 32;

const CELLS_A_LINE = 16;

const HEIGHT = 30;

const PITCH = 36;

/** Something that takes one cell: a switch, or all the switches of a pod. */
interface Cell {
  readonly text: string;
  readonly tooltip: string;
}

/** Spines or cores as cells; of many spines a cell a pod, and of many cells the first ones and the last. */
function upperTier(fabric: FabricPlan, tier: 'spine' | 'core', { x, y, width }: TierPlace): DrawnTier {
  const switches = fabric.switches.filter((each) => each.tier === tier);
  const cells =
    switches.length <= CELLS_SHOWN_WHOLE ? switches.map((each) => switchCell(fabric, each)) : pods(switches);
  const shown: readonly (Cell | undefined)[] =
    cells.length <= CELLS_SHOWN_WHOLE ? cells : [...cells.slice(0, CELLS_A_LINE - 2), undefined, ...cells.slice(-1)];
  const columns = Math.min(CELLS_A_LINE, shown.length);
  const pitch = Math.min(140, width / Math.max(1, columns));
  const left = x + (width - pitch * columns) / 2;
  const parts = shown.map((cell, index): Markup => {
    const place = {
      x: left + (index % columns) * pitch,
      y: y + Math.floor(index / columns) * PITCH,
      width: pitch - 6,
      height: HEIGHT,
    };
    return cell === undefined
      ? label({
          x: place.x + place.width / 2,
          y: y + 19,
          text: `… ${count(cells.length - CELLS_A_LINE + 1)}`,
          anchor: 'middle',
          fill: INK.faint,
          maxWidth: place.width,
        })
      : cellBox(cell, place);
  });
  return { markup: group(undefined, parts), height: Math.ceil(shown.length / Math.max(1, columns)) * PITCH };
}

function switchCell({ name: fabric }: FabricPlan, { name, tier, model }: FabricSwitchPlan): Cell {
  const start = `${fabric}-${tier}-`;
  return { text: name.startsWith(start) ? name.slice(start.length) : name, tooltip: `${name}, ${model.id}` };
}

/** A cell a pod, or a plane, or for want of both a cell a switch. */
function pods(switches: readonly FabricSwitchPlan[]): Cell[] {
  const members = new Map<string, FabricSwitchPlan[]>();
  for (const each of switches) {
    const key = each.unit === undefined ? each.name : `${each.plane}/${each.unit}`;
    addTo(members, key, each);
  }
  return [...members.values()].map((group) => {
    const [first] = group;
    const pod = first?.unit;
    const name = pod === undefined ? (/\d+$/.exec(first?.name ?? '')?.[0] ?? '') : `pod ${pod}`;
    return {
      text: name,
      tooltip: pod === undefined ? (first?.name ?? '') : `${name}: ${counted(group.length, 'switch', 'switches')}`,
    };
  });
}

function cellBox({ text, tooltip }: Cell, place: { x: number; y: number; width: number; height: number }): Markup {
  return group(tooltip, [
    box(place, KIND_PAINT.switch, { radius: 3 }),
    label({
      x: place.x + place.width / 2,
      y: place.y + 19,
      text,
      size: 12,
      anchor: 'middle',
      maxWidth: place.width - 4,
    }),
  ]);
}

const UNITS_SHOWN_WHOLE = 10;
const UNITS_AT_ENDS = 3;
const COLUMNS_SHOWN = 16;
const GRID_HEIGHT = 26;
const GRID_PITCH = 32;

/** Where a tier stands. */
interface TierPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A tier that is drawn. */
interface DrawnTier {
  readonly markup: Markup;
  readonly height: number;
}

/** Leaves as a grid: a line a scalable unit, a cell a leaf; of many units the first and the last. */
function leafGrid(fabric: FabricPlan, { x, y, width }: TierPlace): DrawnTier {
  const units = unitsOf(fabric);
  const columns = Math.min(COLUMNS_SHOWN, Math.max(1, ...units.map(({ leaves }) => leaves.length)));
  const left = x + 64;
  const pitch = Math.min(140, (width - 64) / columns);
  const isWhole = units.length <= UNITS_SHOWN_WHOLE;
  const hidden = isWhole ? [] : units.slice(UNITS_AT_ENDS, -1);
  const parts: Markup[] = [];
  let top = y;
  units.forEach(({ name, leaves }, index) => {
    if (!isWhole && index === UNITS_AT_ENDS) {
      parts.push(label({ x: left, y: top + 18, text: hiddenUnits(hidden), size: 13, fill: INK.faint }));
      top += GRID_PITCH;
    }
    if (!isWhole && index >= UNITS_AT_ENDS && index < units.length - 1) return;
    parts.push(label({ x, y: top + 17, text: name, size: 13, isBold: true, maxWidth: 60 }));
    const shown = leaves.length > columns ? leaves.slice(0, columns - 1) : leaves;
    parts.push(
      ...shown.map((leaf, column) =>
        leafCell(fabric, leaf, { x: left + column * pitch, y: top, width: pitch - 6, height: GRID_HEIGHT }),
      ),
    );
    if (shown.length < leaves.length) {
      const text = `+ ${count(leaves.length - shown.length)} more`;
      parts.push(label({ x: left + shown.length * pitch, y: top + 17, text, fill: INK.faint, maxWidth: pitch - 6 }));
    }
    top += GRID_PITCH;
  });
  return { markup: group(undefined, parts), height: top - y };
}

interface Unit {
  readonly name: string;
  readonly leaves: readonly FabricSwitchPlan[];
}

function unitsOf({ switches }: FabricPlan): Unit[] {
  const units = new Map<number, FabricSwitchPlan[]>();
  for (const each of switches) {
    if (each.tier !== 'leaf') continue;
    addTo(units, each.unit ?? 0, each);
  }
  return [...units]
    .sort(([a], [b]) => a - b)
    .map(([unit, leaves]) => ({ name: unit === 0 ? 'all' : `SU ${String(unit).padStart(2, '0')}`, leaves }));
}

function hiddenUnits(hidden: readonly Unit[]): string {
  const leaves = hidden.reduce((sum, unit) => sum + unit.leaves.length, 0);
  return `… ${counted(hidden.length, 'more unit')} with ${counted(leaves, 'leaf', 'leaves')}`;
}

function leafCell(
  { name: fabric, planes }: FabricPlan,
  { name, model, rail, plane }: FabricSwitchPlan,
  place: { x: number; y: number; width: number; height: number },
): Markup {
  const short = name.startsWith(`${fabric}-leaf-`) ? name.slice(`${fabric}-leaf-`.length) : name;
  const railWord = `${planes > 1 ? `plane ${plane}, ` : ''}rail ${rail}`;
  const text = rail === undefined || /-\d+$/.test(short) ? short : railWord;
  return group(`${name}, ${model.id}`, [
    box(place, KIND_PAINT.switch, { radius: 3 }),
    label({
      x: place.x + place.width / 2,
      y: place.y + 17,
      text,
      size: place.width < 60 ? 10.5 : 12,
      anchor: 'middle',
      maxWidth: place.width - 6,
    }),
  ]);
}
