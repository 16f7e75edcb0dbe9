import { cloudWattsOf, drawOfSite } from '../../design/power/plan-power';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../in-words';
import { byFigure } from '../power/by-figure';

/** What a site draws at its point of supply. */
export interface SiteDraw {
  readonly watts: number;
  /** Whether a part of it is not known, so that it draws at least this. */
  readonly isLeast: boolean;
  /** How it comes about, with all numbers. */
  readonly arithmetic: string;
}

/** The draw of a site at its point of supply in words. */
export function siteDraw(plan: SitePlan): SiteDraw {
  const { power } = plan;
  const { watts, pue, isLeast } = drawOfSite(plan);
  const cloud = cloudWattsOf(plan);
  const it = `${inWords.watts(power.loadWatts)} of IT ${byFigure(power)}`;
  const load = cloud === 0 ? it : `(${it} + ${inWords.watts(cloud)} of AWS on the site)`;
  if (pue !== undefined) {
    const origin = pue.isStated ? 'as stated' : 'by the plan of cooling';
    return {
      watts,
      isLeast,
      arithmetic: `${load} x PUE ${inWords.number(pue.value, 3)} ${origin} = ${inWords.watts(watts)}`,
    };
  }
  if (power.chain === undefined) return { watts, isLeast, arithmetic: `${load}; losses and cooling not counted` };
  const losses = inWords.watts(power.chain.lossWatts);
  const arithmetic = `${load} and ${losses} of losses: ${inWords.watts(watts)} at the sources, cooling not counted`;
  return { watts, isLeast, arithmetic };
}
