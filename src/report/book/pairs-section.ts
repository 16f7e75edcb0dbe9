import type { ConvergedInSite } from '../../model/core-pair';
import { count, rate } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookDrawing, bookTable, figure, words } from './book-table';

/** Core pairs with their runs of cages and their links by kind and medium, and their drawings. */
export function pairsSection(pairs: readonly ConvergedInSite[], files: ReadonlySet<string>): Markup[] {
  return pairs.flatMap((pair) => {
    const { name, cores, runs } = pair.plan;
    const file = `pair-${name}.svg`;
    return [
      element('h3', {}, `Pair ${name}`),
      bookTable(
        `Runs of cages on each of ${cores[0].name} and ${cores[1].name}`,
        [words('Run'), figure('Ports a cage'), figure('Rate of a port'), figure('Cages'), figure('With a cable')],
        runs.map((run) => {
          const breakout = cores[0].cages.find((cage) => cage.run === run.name)?.breakout;
          return [
            run.name,
            breakout === undefined ? '' : count(breakout.portsPerCage),
            breakout === undefined ? '' : rate(breakout.portRateBits),
            count(run.cages.length),
            count(run.cabled),
          ];
        }),
      ),
      bookTable(
        `Links of ${name}`,
        [words('Kind'), words('Medium'), words('Part'), figure('Links'), figure('Cables')],
        linkRows(pair),
      ),
      ...(files.has(file) ? [bookDrawing(file, `Cages of pair ${name}`)] : []),
    ];
  });
}

function linkRows({ cables, choices = [] }: ConvergedInSite): string[][] {
  const rows = new Map<string, { readonly cells: readonly string[]; links: number; cables: number }>();
  for (const { kind, label, cable, choice, reachMillimetres, routeMillimetres } of cables) {
    const made = choices[choice ?? -1];
    const without = routeMillimetres === undefined ? 'not placed' : 'not known';
    const medium = made?.medium ?? (reachMillimetres === undefined ? without : 'nothing reaches');
    const cells = [kind, medium, made?.cablePart ?? ''];
    const key = JSON.stringify(cells);
    const row = rows.get(key) ?? { cells, links: 0, cables: 0 };
    row.links += 1;
    if (label === cable) row.cables += 1;
    rows.set(key, row);
  }
  return [...rows.values()].map(({ cells, links, cables: own }) => [...cells, count(links), count(own)]);
}
