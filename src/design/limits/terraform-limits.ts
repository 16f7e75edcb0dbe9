import { RESOURCE_BUDGET } from '../../model/site-input';
import type { SitePlan } from '../../model/site-plan';
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
