import { initialLimit } from '../../catalog/aws/quotas';
import { quotaNeedsOf } from '../aws/quota-needs';
import type { PlannedSite } from '../../model/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

/** What of the quotas of AWS a site has left, as an account has them that asked for nothing; those whose initial limit no source states are left out. */
export function cloudLimits({ path, aws }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return (aws === undefined ? [] : quotaNeedsOf(aws)).flatMap(({ region, code, what, needed }) => {
    const capacity = initialLimit(code);
    if (capacity === undefined) return [];
    const object = `${what} in ${region}`;
    return [
      limitRowOf(
        { domain: 'cloud', level: `quota ${code}`, object, path, used: needed, capacity, unit: 'of the quota' },
        grown,
      ),
    ];
  });
}
