import type { PowerNodeKind } from '../../../model/power-node';
import { element, type Markup } from '../../markup';
import { INK } from '../palette';
import { box, group, label, line } from '../shapes';

const STROKE = 1.6;
const LETTERS: Readonly<Partial<Record<PowerNodeKind | 'zone', string>>> = {
  pdu: 'PDU',
  rpp: 'RPP',
  'tap-off': 'tap',
  'power-shelf': 'shelf',
  zone: 'zone',
};

/** The trade's symbol of a kind of node in a square of 30 px around a middle; kinds without one have a frame with their letters. */
export function nodeSymbol(kind: PowerNodeKind | 'zone', x: number, y: number): Markup {
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
