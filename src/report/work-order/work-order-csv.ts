import { peopleCsv } from '../csv';
import type { WorkOrderPlan, WorkStep } from '../../design/work-order/work-order-plan';
import { metres } from '../in-figures';
import { endText, lossText, stepText } from './work-order-markdown';

const HEADER = [
  'step',
  'window',
  'job',
  'kind',
  'hall',
  'row',
  'rack',
  'u',
  'name',
  'from',
  'to',
  'a_end',
  'b_end',
  'medium',
  'length_m',
  'part_number',
  'zone',
  'feeds',
  'what',
  'lost_meanwhile',
  'lost_after',
];

/** A work order as CSV (quoted as RFC 4180 says), a row a step. */
export function renderWorkOrderCsv({ steps }: Pick<WorkOrderPlan, 'steps'>): string {
  return peopleCsv([HEADER, ...steps.map(rowOf)]);
}

function rowOf(step: WorkStep): (string | number)[] {
  const { number, window, job, kind, place, name, from = '', to = '', cable, feeds } = step;
  const [link] = cable?.links ?? [];
  const ends = link === undefined ? ['', ''] : [endText(link.a), endText(link.b)];
  const length = cable === undefined || cable.lengthMillimetres === 0 ? '' : metres(cable.lengthMillimetres);
  return [
    ...[number, window, job, kind, place.hall, place.row, place.rack, place.u === 0 ? '' : place.u, name, from, to],
    ...[...ends, cable?.medium ?? '', length, cable?.part ?? '', feeds?.zone ?? '', feeds?.names.join(' ') ?? ''],
    ...[stepText(step), lossText(step.during), lossText(step.after)],
  ];
}
