import type { SupplyFigures } from '../../design/power/site-supply';
import type { SitePlan } from '../../design/site/site-plan';
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

/**
 * Draw of a site at its point of supply: the load of IT times the PUE that is stated or that the plan of cooling gives, which holds the losses of the power
 * chain already. Without a PUE what the power chain draws, else the load of IT alone: both are the least that the site draws.
 */
export function siteDraw({ power, supply, cooling }: SitePlan): SiteDraw {
  const load = `${inWords.watts(power.loadWatts)} of IT ${byFigure(power)}`;
  const pue = supply?.pue ?? cooling?.pue;
  if (pue !== undefined) {
    const watts = Math.ceil(power.loadWatts * pue - 1e-6);
    const origin = supply?.pue === undefined ? 'by the plan of cooling' : 'as stated';
    return {
      watts,
      isLeast: false,
      arithmetic: `${load} x PUE ${inWords.number(pue, 3)} ${origin} = ${inWords.watts(watts)}`,
    };
  }
  if (power.chain !== undefined) {
    const { sourceWatts, lossWatts } = power.chain;
    return {
      watts: sourceWatts,
      isLeast: true,
      arithmetic: `${load} and ${inWords.watts(lossWatts)} of losses: ${inWords.watts(sourceWatts)} at the sources, cooling not counted`,
    };
  }
  return { watts: power.loadWatts, isLeast: true, arithmetic: `${load}; losses and cooling not counted` };
}

/** Contract, IT and energised power that hold for a plan: those of its last phase where it has phases, else those of the site. */
export function figuresOf({ supply, phases }: SitePlan): SupplyFigures & { readonly path: string | undefined } {
  const phase = phases?.at(-1);
  return { ...(phase ?? supply), path: phase?.path };
}
