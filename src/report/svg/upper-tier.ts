import type { FabricPlan, FabricSwitchPlan } from '../../model/fabric-plan';
import { count, counted } from '../in-figures';
import type { Markup } from '../markup';
import type { DrawnTier, TierPlace } from './leaf-grid';
import { INK, KIND_PAINT } from './palette';
import { box, group, label } from './shapes';

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
export function upperTier(fabric: FabricPlan, tier: 'spine' | 'core', { x, y, width }: TierPlace): DrawnTier {
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
    const known = members.get(key);
    if (known === undefined) members.set(key, [each]);
    else known.push(each);
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
