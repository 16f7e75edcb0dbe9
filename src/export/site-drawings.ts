import type { LimitsPlan } from '../design/limits/limits-plan';
import type { SitePlan } from '../model/site-plan';
import { renderFailuresCsv } from '../report/power/render-failures-csv';
import { renderLimitsCsv } from '../report/limits/limits-text';
import { renderCoolingSvg } from '../report/cooling/render-cooling-svg';
import { renderOneLineSvg } from '../report/power/render-one-line-svg';
import { renderFailuresSvg } from '../report/power/render-failures-svg';
import { renderLimitsSvg } from '../report/limits/render-limits-svg';
import { renderPhasesSvg } from '../report/phases/render-phases-svg';

/** Drawings and tables of power, cooling, limits and phases by their path: of what the site has. */
export function siteDrawings(plan: SitePlan, limits: LimitsPlan): Map<string, string> {
  const files = new Map([
    ['limits.csv', renderLimitsCsv(limits)],
    ['limits.svg', renderLimitsSvg(limits)],
  ]);
  const { chain } = plan.power;
  if (chain !== undefined) {
    files.set('one-line.svg', renderOneLineSvg(plan));
    files.set('failures.csv', renderFailuresCsv(chain));
    files.set('failures.svg', renderFailuresSvg(plan));
  }
  if (plan.cooling !== undefined)
    files.set('cooling.svg', renderCoolingSvg({ name: plan.name, cooling: plan.cooling }));
  if (plan.phases !== undefined && plan.phases.length > 0) files.set('phases.svg', renderPhasesSvg(plan));
  return files;
}
