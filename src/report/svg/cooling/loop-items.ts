import type { CoolingLoopPlan, CoolingPlan } from '../../../model/cooling-plan';
import { layersOf } from '../layered/layered-graph';

/** What one box stands for: the heat of the racks, a loop or several alike, or the outside. */
export interface LoopItem {
  readonly kind: 'racks' | 'loops' | 'outside';
  /** Of `loops`: those of the box. */
  readonly loops: readonly CoolingLoopPlan[];
  /** Places of the boxes whose heat it takes. */
  readonly above: readonly number[];
  readonly layer: number;
}

/** Loops that a drawing shows in boxes of their own. */
const MOST_LOOPS = 12;

/** The boxes of a drawing: racks on top, then loops by where their heat goes, the outside at the bottom. */
export function loopItems({ loops }: CoolingPlan): LoopItem[] {
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const keys = loops.length <= MOST_LOOPS ? loops.map(({ name }) => name) : alikeKeys(loops, places);
  const boxes = new Map<string, number>();
  for (const key of keys) if (!boxes.has(key)) boxes.set(key, boxes.size + 1);
  const outside = boxes.size + 1;
  const members = [...boxes.keys()].map((key) => loops.filter((_, place) => keys[place] === key));
  const above: Set<number>[] = Array.from({ length: outside + 1 }, () => new Set<number>());
  loops.forEach(({ kind, rejectsTo }, place) => {
    const box = boxes.get(keys[place] ?? '') ?? 0;
    if (kind !== 'facility') above[box]?.add(0);
    const below = places.get(rejectsTo ?? '');
    const to = below === undefined ? outside : (boxes.get(keys[below] ?? '') ?? outside);
    if (to !== box) above[to]?.add(box);
  });
  const lists = above.map((set) => [...set].sort((a, b) => a - b));
  const layers = layersOf(lists);
  const last = Math.max(...layers);
  return lists.map((list, box) => ({
    kind: box === 0 ? 'racks' : box === outside ? 'outside' : 'loops',
    loops: members[box - 1] ?? [],
    above: list,
    layer: box === outside ? last : (layers[box] ?? 0),
  }));
}

/** Loops of one kind whose heat goes to alike loops share a key. */
function alikeKeys(loops: readonly CoolingLoopPlan[], places: ReadonlyMap<string, number>): string[] {
  const keys = new Map<CoolingLoopPlan, string>();
  const keyOf = (loop: CoolingLoopPlan, depth: number): string => {
    const known = keys.get(loop);
    if (known !== undefined) return known;
    const below = loops[places.get(loop.rejectsTo ?? '') ?? -1];
    const to = below === undefined || depth > loops.length ? 'outside' : keyOf(below, depth + 1);
    const key = `${loop.kind} to (${to})`;
    keys.set(loop, key);
    return key;
  };
  return loops.map((loop) => keyOf(loop, 0));
}
