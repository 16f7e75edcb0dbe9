import type { FabricPlan, FabricSwitchPlan } from '../../model/fabric-plan';
import { count, counted } from '../in-figures';
import type { Markup } from '../markup';
import { INK, KIND_PAINT } from '../drawing/palette';
import { box, group, label } from '../drawing/shapes';

const UNITS_SHOWN_WHOLE = 10;
const UNITS_AT_ENDS = 3;
const COLUMNS_SHOWN = 16;
const HEIGHT = 26;
const PITCH = 32;

/** Where a tier stands. */
export interface TierPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A tier that is drawn. */
export interface DrawnTier {
  readonly markup: Markup;
  readonly height: number;
}

/** Leaves as a grid: a line a scalable unit, a cell a leaf; of many units the first and the last. */
export function leafGrid(fabric: FabricPlan, { x, y, width }: TierPlace): DrawnTier {
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
      top += PITCH;
    }
    if (!isWhole && index >= UNITS_AT_ENDS && index < units.length - 1) return;
    parts.push(label({ x, y: top + 17, text: name, size: 13, isBold: true, maxWidth: 60 }));
    const shown = leaves.length > columns ? leaves.slice(0, columns - 1) : leaves;
    parts.push(
      ...shown.map((leaf, column) =>
        leafCell(fabric, leaf, { x: left + column * pitch, y: top, width: pitch - 6, height: HEIGHT }),
      ),
    );
    if (shown.length < leaves.length) {
      const text = `+ ${count(leaves.length - shown.length)} more`;
      parts.push(label({ x: left + shown.length * pitch, y: top + 17, text, fill: INK.faint, maxWidth: pitch - 6 }));
    }
    top += PITCH;
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
    const known = units.get(each.unit ?? 0);
    if (known === undefined) units.set(each.unit ?? 0, [each]);
    else known.push(each);
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
