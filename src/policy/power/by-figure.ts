import type { LoadFigure } from '../../model/placement-plan';
import type { PowerPlan } from '../../model/power-plan';

const WORDS: Readonly<Record<LoadFigure, string>> = {
  nameplate: 'by nameplate',
  peak: 'by peak (EDPp)',
  tdp: 'by TDP',
  capped: 'by cap',
  measured: 'as measured',
  idle: 'at idle',
};

/** By which figure the loads of a plan are reckoned, to follow a load in a message: `by nameplate`. */
export function byFigure({ basis }: Pick<PowerPlan, 'basis'>): string {
  return WORDS[basis];
}
