import type { SitePlan } from '../../model/site-plan';
import { type FailureRow, failureRows, splitByEffect } from '../failures/failure-rows';
import { count, counted, finePercent, load } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookDrawing, bookTable, figure, fileHref, words } from './book-table';

const SHOWN = 20;

/** The power chain: its one-line diagram and the gravest failures. Empty for a site without a chain. */
export function chainParts({ power: { chain } }: SitePlan, files: ReadonlySet<string>): Markup[] {
  if (chain === undefined) return [];
  const rows = failureRows(chain);
  const { grave, harmless } = splitByEffect(rows);
  return [
    element('h3', {}, 'Power chain'),
    element(
      'p',
      {},
      `${counted(chain.nodes.length, 'node')}; the sources give ${load(chain.sourceWatts)}, of which ${load(chain.lossWatts)} are lost before the zones.`,
    ),
    ...(files.has('one-line.svg') ? [bookDrawing('one-line.svg', 'One-line diagram of the power chain')] : []),
    element('h3', {}, 'Failures'),
    element(
      'p',
      {},
      `${counted(rows.length, 'state')} judged: ${count(grave.length)} with an effect, ${count(harmless)} without.`,
    ),
    bookTable(
      'Gravest failures',
      [
        words('Out'),
        figure('Racks lost'),
        figure('Power lost'),
        figure('Full'),
        figure('Degraded'),
        figure('Down'),
        figure('Not judged'),
        words('Overloads'),
      ],
      grave.slice(0, SHOWN).map(failureCells),
    ),
    ...(grave.length > SHOWN ? [restOf(grave.length - SHOWN, files)] : []),
    ...(files.has('failures.svg') && grave.length > 0
      ? [bookDrawing('failures.svg', 'Failures of the power chain')]
      : []),
  ];
}

function failureCells({ state, what, racksLost, worstOverload }: FailureRow): string[] {
  const { devices, lostWatts, overloads } = state;
  const more = overloads.length > 1 ? ` and ${count(overloads.length - 1)} more` : '';
  return [
    what,
    count(racksLost),
    load(lostWatts),
    count(devices.full),
    count(devices.degraded),
    count(devices.down),
    count(devices.indeterminate),
    worstOverload === undefined
      ? '-'
      : `${worstOverload.node}: ${load(worstOverload.loadWatts)}, ${finePercent(worstOverload.share)} of ${load(worstOverload.ratingWatts)}${more}`,
  ];
}

function restOf(rest: number, files: ReadonlySet<string>): Markup {
  const where = files.has('failures.csv')
    ? element('a', { href: fileHref('failures.csv') }, 'failures.csv')
    : 'the plan';
  return element('p', { class: 'none' }, `${counted(rest, 'more state')} in `, where, '.');
}
