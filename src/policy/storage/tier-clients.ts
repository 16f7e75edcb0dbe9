import type { SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';

/** Systems that a tier serves: those of its clusters, or of all clusters where it names none. */
export function tierClients({ clusters }: SitePlan, { serves }: StoragePlan): ReadonlySet<string> {
  const served = serves === undefined ? undefined : new Set(serves);
  return new Set(clusters.flatMap(({ name, hosts }) => (served === undefined || served.has(name) ? hosts : [])));
}
