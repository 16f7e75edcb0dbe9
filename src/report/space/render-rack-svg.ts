import {
  type DeviceInput,
  type LoadFigure,
  type PlacedDevice,
  type RackPlan,
  wattsOf,
} from '../../model/placement-plan';
import { INK, KIND_PAINT, LEVEL_PAINT, loadLevel, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line, loadBar } from '../drawing/shapes';
import { count, decimals, load, percent, titled } from '../in-figures';
import type { Markup } from '../markup';

const WIDTH = 460;
const LEFT = 52;
const INNER = 360;
const UNIT = 18;
const TOP = 78;
const UNKNOWN: Paint = { fill: INK.panel, stroke: INK.faint };

/** Elevation of one rack: devices by kind with their names, units, and loads by the figure of the site against what the rack takes. */
export function renderRackSvg(
  rack: RackPlan,
  devices: ReadonlyMap<string, DeviceInput>,
  basis: LoadFigure = 'nameplate',
): string {
  const { heightU } = rack.limits;
  const watts = rack.devices.reduce((sum, { name }) => sum + drawOf(devices.get(name), basis), 0);
  const bottom = TOP + heightU * UNIT;
  const footer = footerOf(rack, { watts, basis }, bottom + 30);
  const kinds = (Object.keys(KIND_PAINT) as (keyof typeof KIND_PAINT)[]).filter((kind) =>
    rack.devices.some(({ name }) => devices.get(name)?.kind === kind),
  );
  const key = legend(
    [
      ...kinds.map((kind) => ({ text: kind, paint: KIND_PAINT[kind] })),
      ...(rack.gaps === undefined ? [] : [{ text: 'kept by the lock', paint: { fill: INK.paper, stroke: INK.faint } }]),
    ],
    { x: LEFT, y: footer.bottom + 8, width: INNER },
  );
  return drawing(
    {
      title: `Rack ${rack.name}`,
      description: `${count(rack.devices.length)} devices in ${rack.usedU} of ${heightU} U, ${load(watts)} of ${load(rack.limits.budgetWatts)}${basis === 'nameplate' ? '' : ` (${basis})`}`,
      width: WIDTH,
      height: footer.bottom + 16 + key.height,
    },
    [
      label({ x: LEFT, y: 34, text: rack.name, size: 20, isBold: true, maxWidth: INNER }),
      label({
        x: LEFT,
        y: 56,
        text: `${titled('hall', rack.hall)}, ${titled('row', rack.row)}, ${titled('zone', rack.zone)}, ${rack.limits.model}`,
        fill: INK.faint,
        maxWidth: INNER,
      }),
      box({ x: LEFT - 4, y: TOP - 4, width: INNER + 8, height: heightU * UNIT + 8 }, paintOf(INK.panel), {
        radius: 3,
        strokeWidth: 2,
      }),
      ...unitLines(heightU),
      ...(rack.gaps ?? []).map((gap) => gapBox(gap, heightU)),
      ...rack.devices.map((device) => deviceBox(device, devices.get(device.name), heightU, basis)),
      ...footer.parts,
      key.markup,
    ],
  );
}

function unitLines(heightU: number): Markup[] {
  return Array.from({ length: heightU }, (_, index) => {
    const unit = heightU - index;
    const y = TOP + index * UNIT;
    return group(undefined, [
      box({ x: LEFT, y, width: INNER, height: UNIT }, { fill: INK.paper, stroke: '#d8dee4' }),
      label({ x: LEFT - 10, y: y + 13, text: `${unit}`, size: 11, anchor: 'end', fill: INK.faint }),
    ]);
  });
}

function drawOf(device: DeviceInput | undefined, basis: LoadFigure): number {
  return device === undefined ? 0 : wattsOf(device, basis);
}

function deviceBox(
  { name, u, heightU }: PlacedDevice,
  device: DeviceInput | undefined,
  rackU: number,
  basis: LoadFigure,
): Markup {
  const place = placeOf(u, heightU, rackU);
  const middle = place.y + place.height / 2;
  const power = device === undefined ? '' : load(wattsOf(device, basis));
  const drawn = power === '' ? '' : basis === 'nameplate' ? `, at most ${power}` : `, ${power} (${basis})`;
  const span = heightU === 1 ? `U${u}` : `U${u} to U${u + heightU - 1}`;
  const isTall = heightU > 1;
  const hasModel = heightU > 2;
  const baseline = hasModel ? middle - 2 : middle + 4;
  return group(`${name}, ${device?.model ?? 'unknown model'}, ${span}${drawn}`, [
    box(place, device === undefined ? UNKNOWN : KIND_PAINT[device.kind], { radius: 2 }),
    label({
      x: LEFT + 12,
      y: baseline,
      text: name,
      size: hasModel ? 14 : isTall ? 13 : 11.5,
      isBold: isTall,
      maxWidth: INNER - 90,
    }),
    hasModel
      ? label({ x: LEFT + 12, y: middle + 15, text: device?.model ?? '', size: 12, maxWidth: INNER - 90 })
      : undefined,
    label({ x: LEFT + INNER - 12, y: middle + 4, text: power, size: 11.5, anchor: 'end' }),
  ]);
}

function gapBox({ name, u, heightU }: PlacedDevice, rackU: number): Markup {
  const place = placeOf(u, heightU, rackU);
  return group(`kept for ${name}, which the site no longer declares`, [
    box(place, { fill: INK.paper, stroke: INK.faint }, { dash: '5 3' }),
    label({
      x: LEFT + 12,
      y: place.y + place.height / 2 + 4,
      text: `kept for ${name}`,
      size: 11.5,
      fill: INK.faint,
      maxWidth: INNER - 24,
    }),
  ]);
}

function placeOf(u: number, heightU: number, rackU: number): { x: number; y: number; width: number; height: number } {
  const y = TOP + (rackU - u - heightU + 1) * UNIT;
  return { x: LEFT + 3, y: y + 1, width: INNER - 6, height: heightU * UNIT - 2 };
}

/** Power, units and weight against what the rack takes. */
function footerOf(
  rack: RackPlan,
  { watts, basis }: { watts: number; basis: LoadFigure },
  top: number,
): { parts: Markup[]; bottom: number } {
  const { budgetWatts, heightU, maxLoadGrams } = rack.limits;
  const lines = [
    {
      name: 'power',
      value: `${load(watts)} of ${load(budgetWatts)}${basis === 'nameplate' ? '' : ` (${basis})`}`,
      at: watts,
      limit: budgetWatts,
    },
    { name: 'units', value: `${rack.usedU} of ${heightU} U`, at: rack.usedU, limit: heightU },
    ...(maxLoadGrams === undefined
      ? []
      : [
          {
            name: 'weight',
            value: `${kilograms(rack.weightGrams)} of ${kilograms(maxLoadGrams)} kg`,
            at: rack.weightGrams,
            limit: maxLoadGrams,
          },
        ]),
  ];
  const parts = lines.flatMap(({ name, value, at, limit }, index) => {
    const y = top + index * 24;
    const paint = LEVEL_PAINT[at === limit ? 'near' : loadLevel(at, limit)];
    return [
      label({ x: LEFT, y: y + 11, text: name, fill: INK.faint }),
      loadBar({ x: LEFT + 52, y, width: 92, height: 13 }, at / limit, paint),
      label({ x: LEFT + 152, y: y + 11, text: `${percent(at / limit)}: ${value}`, maxWidth: INNER - 152 }),
    ];
  });
  const withoutLimit =
    maxLoadGrams === undefined
      ? [
          label({
            x: LEFT,
            y: top + 60,
            text: `weight ${kilograms(rack.weightGrams)} kg, no limit given`,
            fill: INK.faint,
          }),
        ]
      : [];
  return { parts: [line(LEFT, top - 12, LEFT + INNER, top - 12), ...parts, ...withoutLimit], bottom: top + 3 * 24 };
}

function kilograms(grams: number): string {
  return decimals(grams / 1_000, 0);
}

function paintOf(fill: string): Paint {
  return { fill, stroke: INK.faint };
}
