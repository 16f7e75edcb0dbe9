import type { AssetState } from '../model/asset';
import type { SitePlan } from '../model/site-plan';

/** What decides which hosts a scheduler is told of. */
export type HostsOfSite = Pick<SitePlan, 'assets' | 'clusters'>;

/** Whether a device may be given work: it is neither drained, failed nor retired. Its ports stay its own either way. */
export function isFitForWork(site: Pick<SitePlan, 'assets'>, device: string): boolean {
  const state = site.assets.get(device)?.state;
  return state !== 'drained' && state !== 'failed' && state !== 'retired';
}

/** Whether the asset file has a device in a state. */
export function isInState({ assets }: Pick<SitePlan, 'assets'>, device: string, state: AssetState): boolean {
  return assets.get(device)?.state === state;
}
