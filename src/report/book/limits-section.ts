import type { LimitsPlan } from '../../design/limits/limits-plan';
import { element, type Markup } from '../markup';
import { LIMIT_HEADS, limitCells, nextLimitText } from '../limits/limits-text';
import { bookDrawing, bookTable, figure, words } from './book-table';

/** What a site runs out of, the first on top. */
export function limitsSection(limits: LimitsPlan, files: ReadonlySet<string>): Markup[] {
  const columns = LIMIT_HEADS.map((head, index) => {
    const title = `${head.charAt(0).toUpperCase()}${head.slice(1)}`;
    return index < 2 ? words(title) : figure(title);
  });
  return [
    element('p', { class: 'lead' }, `${nextLimitText(limits)}.`),
    bookTable('What runs out first', columns, limitCells(limits.levels)),
    ...(files.has('limits.svg')
      ? [bookDrawing('limits.svg', 'Share used of what runs out, and systems that still fit')]
      : []),
  ];
}
