import { DesignError } from '../../errors/design-error';
import type { CoolingLoopInput } from '../../model/cooling-plan';

/**
 * Places of loops, each before the one that it rejects to: heat is added up in this order, temperatures are found against it.
 *
 * @throws DesignError `cooling/circle` where loops reject to each other
 */
export function loopOrder(loops: readonly CoolingLoopInput[]): readonly number[] {
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const waiting = loops.map(() => 0);
  for (const { rejectsTo } of loops) {
    const to = places.get(rejectsTo ?? '');
    if (to !== undefined) waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const order = loops.flatMap((_, place) => (waiting[place] === 0 ? [place] : []));
  for (let next = 0; next < order.length; next += 1) {
    const to = places.get(loops[order[next] ?? 0]?.rejectsTo ?? '');
    if (to === undefined) continue;
    waiting[to] = (waiting[to] ?? 0) - 1;
    if (waiting[to] === 0) order.push(to);
  }
  if (order.length === loops.length) return order;
  const names = loops.filter((_, place) => (waiting[place] ?? 0) > 0).map(({ name }) => `'${name}'`);
  throw new DesignError('cooling/circle', {
    problem: `cooling loops ${names.join(', ')} reject heat to each other in a circle`,
    remedy: "let the last of them reject to none: take its 'rejectsTo' away",
  });
}
