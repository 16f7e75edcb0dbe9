import type { PlannedSite } from '../../model/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

const DEMANDS = [
  { level: 'capacity', demand: 'capacityBytes', given: 'usableBytes', unit: 'B' },
  { level: 'read rate', demand: 'readBitsPerSecond', given: 'readBitsPerSecond', unit: 'bit/s' },
  { level: 'write rate', demand: 'writeBitsPerSecond', given: 'writeBitsPerSecond', unit: 'bit/s' },
] as const;

/** What of its storage a site has left, by tier and demand. One more system is taken to ask for as much as each that the tier serves now. */
export function storageLimits({ storage, clusters }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return storage.flatMap(({ path, plan }) =>
    DEMANDS.flatMap(({ level, demand, given, unit }) => {
      const used = plan.demand[demand];
      if (used === undefined) return [];
      const object = `${level} of storage tier '${plan.name}'`;
      const served = clusters.filter(({ name }) => plan.serves?.includes(name) ?? true);
      const systems = served.reduce((sum, { hosts }) => sum + hosts.length, 0);
      const isServed = served.some(({ name }) => name === grown?.cluster.name);
      const each = systems === 0 ? {} : { perSystem: isServed ? used / systems : 0 };
      return [
        limitRowOf({ domain: 'storage', level, object, path, used, capacity: plan[given], unit, ...each }, grown),
      ];
    }),
  );
}
