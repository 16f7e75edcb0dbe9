import type { PlannedSite } from '../site/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

const DEMANDS = [
  { level: 'capacity', demand: 'capacityBytes', given: 'usableBytes', unit: 'B' },
  { level: 'read rate', demand: 'readBitsPerSecond', given: 'readBitsPerSecond', unit: 'bit/s' },
  { level: 'write rate', demand: 'writeBitsPerSecond', given: 'writeBitsPerSecond', unit: 'bit/s' },
] as const;

/** What of its storage a site has left, by tier and demand. One more system is taken to ask for as much as each of those that stand. */
export function storageLimits({ storage, totals }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return storage.flatMap(({ path, plan }) =>
    DEMANDS.flatMap(({ level, demand, given, unit }) => {
      const used = plan.demand[demand];
      if (used === undefined) return [];
      const object = `${level} of storage tier '${plan.name}'`;
      const each = totals.systems === 0 ? {} : { perSystem: used / totals.systems };
      return [
        limitRowOf({ domain: 'storage', level, object, path, used, capacity: plan[given], unit, ...each }, grown),
      ];
    }),
  );
}
