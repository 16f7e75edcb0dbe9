import { isOrderLate, type PhasePlan } from '../../model/phase';
import { count, counted, decimals, load } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookDrawing, bookTable, figure, words } from './book-table';

/** Phases with what is there by their date, and their purchases with the last day to order them. */
export function phasesSection(
  phases: readonly PhasePlan[],
  asOf: string | undefined,
  files: ReadonlySet<string>,
): Markup[] {
  const power = (watts: number | undefined): string => (watts === undefined ? '-' : load(watts));
  return [
    bookTable(
      'Phases',
      [
        words('Phase'),
        words('Date'),
        figure('Contract'),
        figure('IT'),
        figure('Energised'),
        figure('Load'),
        figure('Systems'),
        figure('GPUs'),
        figure('Racks in use'),
        words('First order by'),
      ],
      phases.map((phase) => [
        phase.name,
        phase.date,
        power(phase.contractWatts),
        power(phase.itWatts),
        power(phase.energisedWatts),
        load(phase.loadWatts),
        count(phase.systems),
        count(phase.gpus),
        count(phase.racksUsed),
        phase.purchases[0]?.lastOrderDate ?? '-',
      ]),
    ),
    ...(files.has('phases.svg') ? [bookDrawing('phases.svg', 'Phases by date, with last order dates')] : []),
    ...phases.filter(({ purchases }) => purchases.length > 0).map((phase) => purchasesOf(phase, asOf)),
  ];
}

function purchasesOf(phase: PhasePlan, asOf: string | undefined): Markup {
  const { name, purchases } = phase;
  const late = purchases.filter((purchase) => isOrderLate(purchase, phase, asOf)).length;
  const passed = late === 0 ? '' : `, ${count(late)} past the last order date`;
  return element(
    'details',
    {},
    element('summary', {}, `${counted(purchases.length, 'purchase')} of phase ${name}${passed}`),
    bookTable(
      `Purchases of phase ${name}`,
      [words('Purchase'), figure('Lead time, weeks'), words('Last order date')],
      purchases.map(({ name: purchase, leadTimeWeeks, lastOrderDate }) => [
        purchase,
        decimals(leadTimeWeeks, 1),
        isOrderLate({ lastOrderDate }, phase, asOf)
          ? element('span', { class: 'severity error' }, `${lastOrderDate} (past)`)
          : lastOrderDate,
      ]),
    ),
  );
}
