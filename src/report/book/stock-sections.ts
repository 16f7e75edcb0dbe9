import type { BillLine } from '../../model/bill-plan';
import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { count, counted, load, titled } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookDrawing, bookTable, figure, fileHref, words } from './book-table';

const HALL_PLANS = [
  ['power', 'power'],
  ['zone', 'power zone'],
  ['phase', 'phase'],
] as const;

/** The hall plan, what found no place, and a gallery of rack elevations a row. */
export function racksSection({ placement, halls }: SitePlan, files: ReadonlySet<string>): Markup[] {
  const rows = new Map<string, RackPlan[]>();
  for (const rack of placement.racks) {
    const title = `${titled('hall', rack.hall)}, ${titled('row', rack.row)}`;
    rows.set(title, [...(rows.get(title) ?? []), rack]);
  }
  return [
    ...(files.has('hall.svg') ? [bookDrawing('hall.svg', 'Racks of all halls by load')] : []),
    ...halls.flatMap(({ name }) =>
      HALL_PLANS.filter(([end]) => files.has(`halls/${name}-${end}.svg`)).map(([end, what]) =>
        bookDrawing(`halls/${name}-${end}.svg`, `Plan of ${titled('hall', name)}: racks by ${what}`),
      ),
    ),
    ...(placement.unplaced.length === 0
      ? []
      : [
          bookTable(
            'Devices without a place',
            [words('Device'), words('Why')],
            placement.unplaced.map(({ device, detail }) => [device, detail]),
          ),
        ]),
    ...[...rows].map(([title, racks]) => rowGallery(title, racks, files)),
  ];
}

/** The bill by category, and what it lacks. */
export function billSection({ bill }: SitePlan): Markup[] {
  return [
    bookTable(
      'Bill of materials by category',
      [words('Category'), figure('Lines'), figure('Quantity'), figure('Without part number')],
      billByCategory(bill.lines),
    ),
    element('h3', {}, 'Gaps'),
    bill.gaps.length === 0
      ? element('p', { class: 'none' }, 'Every line has a part number.')
      : element('ul', {}, ...bill.gaps.map((gap) => element('li', {}, gap))),
  ];
}

/** Links to all files beside the book. */
export function filesSection(files: Iterable<string>): Markup[] {
  const items = [...files]
    .filter((file) => !file.startsWith('racks/'))
    .map((file) => element('li', {}, element('a', { href: fileHref(file) }, file)));
  return [element('ul', { class: 'files' }, ...items)];
}

function rowGallery(title: string, racks: readonly RackPlan[], files: ReadonlySet<string>): Markup {
  const used = racks.filter(({ devices }) => devices.length > 0);
  const watts = racks.reduce((sum, { loadWatts }) => sum + loadWatts, 0);
  const drawings = used
    .map(({ name }) => ({ name, file: `racks/${name}.svg` }))
    .filter(({ file }) => files.has(file))
    .map(({ name, file }) => bookDrawing(file, `Elevation of rack ${name}`));
  return element(
    'details',
    {},
    element('summary', {}, `${title}: ${used.length} of ${counted(racks.length, 'rack')} in use, ${load(watts)}`),
    drawings.length === 0
      ? element('p', { class: 'none' }, 'No rack in use.')
      : element('div', { class: 'gallery' }, ...drawings),
  );
}

function billByCategory(lines: readonly BillLine[]): string[][] {
  const categories = [...new Set(lines.map(({ category }) => category))];
  return categories.map((category) => {
    const own = lines.filter((line) => line.category === category);
    const pieces = own.reduce((sum, { quantity }) => sum + quantity, 0);
    const gaps = own.filter(({ partNumber }) => partNumber === undefined).length;
    return [category, count(own.length), count(pieces), count(gaps)];
  });
}
