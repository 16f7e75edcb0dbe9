import type { SitePlan } from '../../model/site-plan';
import { inWords } from './in-words';
import { defineRule, failed, indeterminate, notApplicable, passed, type Rule } from './rule';

/** Draw of a rack above which a domain that nobody planned is a warning, W. */
const DENSE_WATTS = 20_000;

/** Why a dense rack asks for a plan. */
export const ABOVE_AIR = `Convention of this library: a rack above ${DENSE_WATTS / 1_000} kW is no ordinary one, so that power and cooling are planned for it`;

/** A part of a site that may not be planned at all. */
interface Domain extends Pick<Rule, 'id' | 'why'> {
  /** What it is called: `cooling`. */
  readonly domain: string;
  /** Rules that then have nothing to judge. */
  readonly rules: readonly Rule[];
  readonly isPlanned: (plan: SitePlan) => boolean;
  readonly givenBy: string;
}

/** A rule that says in one finding that a part of a site with load is not planned: not known, and a warning above 20 kW a rack. */
export function notPlannedRule({ id, domain, rules, isPlanned, givenBy, why }: Domain): Rule {
  return defineRule({
    id,
    severity: 'warning',
    title: `${domain} is planned where racks draw power`,
    why,
    check: (plan) => {
      const loaded = plan.placement.racks.filter(({ loadWatts }) => loadWatts > 0);
      const [first] = loaded;
      if (first === undefined) return [notApplicable('no rack draws power')];
      if (isPlanned(plan)) return [passed(1)];
      const most = loaded.reduce((top, rack) => (rack.loadWatts > top.loadWatts ? rack : top), first);
      const object = `${domain} of site '${plan.name}'`;
      const found = `not planned, ${inWords.count(rules.length, 'rule')} not judged`;
      if (most.loadWatts <= DENSE_WATTS) return [indeterminate({ path: plan.path, object, unknown: found, givenBy })];
      return [
        failed({
          path: plan.path,
          object,
          found: `${found}, and rack '${most.name}' draws ${inWords.watts(most.loadWatts)}`,
          limit: `a plan above ${inWords.watts(DENSE_WATTS)} a rack`,
          remedy: `${givenBy}; or acknowledge it where another document plans it`,
        }),
      ];
    },
  });
}
