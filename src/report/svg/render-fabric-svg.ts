import type { FabricPlan, SwitchTier } from '../../model/fabric-plan';
import { count, counted, decimals, rate, ratioToOne } from '../in-figures';
import type { Markup } from '../markup';
import { leafGrid } from './leaf-grid';
import { hostBundle, trunkBundle, type LinkBundle } from './link-bundles';
import { INK, KIND_PAINT } from './palette';
import { box, drawing, group, label, polygon } from './shapes';
import { upperTier } from './upper-tier';

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
