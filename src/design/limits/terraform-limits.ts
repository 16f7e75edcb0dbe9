import { RESOURCE_BUDGET } from '../site/resource-budget';
import type { SitePlan } from '../site/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

/** What of a state's budget of resources each stack has left. */
export function terraformLimits(
  { stacks }: Pick<SitePlan, 'stacks'>,
  grown: GrownSystem | undefined,
): readonly LimitRow[] {
  return stacks.map(({ name, path, resources }) =>
    limitRowOf(
      {
        domain: 'terraform',
        level: 'resources of a state',
        object: `stack '${name}'`,
        path,
        used: resources,
        capacity: RESOURCE_BUDGET,
        unit: 'resources',
      },
      grown,
    ),
  );
}
