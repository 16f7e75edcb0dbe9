import { laidCables } from '../cabling/patching-plan';
import type { ConvergedInSite } from '../converged/converged-in-site';
import type { SitePlan, SiteTotals } from './site-plan';

/** What totals are counted from. */
export type SiteCounted = Pick<
  SitePlan,
  'clusters' | 'fabrics' | 'converged' | 'placement' | 'cables' | 'assets' | 'power'
>;

/** Counts of a site, or of what is there by the date of a phase. */
export function siteTotals({
  clusters,
  fabrics,
  converged = [],
  placement: { racks },
  cables,
  assets,
  power,
}: SiteCounted): SiteTotals {
  const inService = (host: string): boolean => assets.get(host)?.state === 'in-service';
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const serving = clusters.map(({ hosts }) => hosts.filter(inService).length);
  return {
    systems: sum(clusters.map(({ hosts }) => hosts.length)),
    gpus: sum(clusters.map(({ hosts, gpusPerHost }) => hosts.length * gpusPerHost)),
    systemsInService: sum(serving),
    gpusInService: sum(clusters.map(({ gpusPerHost }, index) => (serving[index] ?? 0) * gpusPerHost)),
    racks: racks.length,
    racksUsed: racks.filter(({ devices }) => devices.length > 0).length,
    switches: sum([
      ...fabrics.map(({ plan }) => plan.switches.length),
      ...converged.map(({ switches }) => switches.length),
    ]),
    cables: sum([...cables.map(laidCables), ...converged.map(orderedCables)]),
    loadWatts: power.loadWatts,
  };
}

function orderedCables({ cables }: ConvergedInSite): number {
  return cables.filter(({ label, cable }) => label === cable).length;
}
