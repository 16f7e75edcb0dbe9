import { numberHolder, planAddresses } from '../addressing/plan-addresses';
import { mergeAssets } from '../assets/merge-assets';
import { panelModels } from '../bill/panel-models';
import { planBill } from '../bill/plan-bill';
import { laidCables } from '../cabling/patching-plan';
import type { SiteLock } from '../lock/site-lock';
import type { ConvergedInSite } from '../converged/converged-in-site';
import { planConvergedCables } from '../converged/plan-converged-cables';
import { planUnderlays, withPairs } from '../underlay/plan-underlays';
import { planLoads } from './plan-loads';
import { planSiteCabling, type SiteCabling } from './plan-site-cabling';
import type { SiteInput } from './site-input';
import type { SitePlan, SiteTotals } from './site-plan';

/**
 * Plans the whole of a site from what its constructs declared: placement, then cables, power, addresses and the bill.
 *
 * Pure: the lock goes in with `input` and comes out with the plan; the caller keeps it.
 *
 * @throws DesignError of any engine, for what is impossible in itself
 */
export function planSite(input: SiteInput): Omit<SitePlan, 'stacks'> {
  const { placement, cables, devices, panelSlots } = planSiteCabling(input);
  const converged = (input.converged ?? []).map((pair) => ({
    ...pair,
    cables: planConvergedCables({
      plan: pair.plan,
      placement,
      halls: input.halls,
      slackMillimetres: input.slackMillimetres,
      lengthStepMillimetres: input.lengthStepMillimetres,
      hallRoutes: input.hallRoutes,
    }),
  }));
  const loads = planLoads({ ...input, placement, devices });
  const given = planAddresses({
    pools: input.pools,
    wants: input.wants,
    asNumberFor: input.asNumberFor,
    tenants: input.tenants,
    lock: input.lock,
    ...(input.asNumberBase === undefined ? {} : { asNumberBase: input.asNumberBase }),
  });
  const fabrics = planUnderlays(input.fabrics, given);
  const addresses = { ...given, pools: withPairs(given.pools, fabrics) };
  const bill = planBill({
    devices,
    placement,
    models: new Map([...input.models, ...panelModels(input.patching ?? [])]),
    fabrics: fabrics.map(({ plan }) => plan),
    cables,
    converged,
    phase: input.phase,
  });
  const assets = mergeAssets(input.assetRecords, { devices: devices.map(({ name }) => name) });
  const lock = nextLock(input, { placement, addresses, panelSlots });
  return {
    name: input.name,
    path: input.path,
    halls: input.halls,
    clusters: input.clusters,
    devices,
    fabrics,
    ...(converged.length === 0 ? {} : { converged }),
    storage: input.storage,
    placement,
    cables,
    ...loads,
    addresses,
    bill,
    assets,
    tenants: input.tenants,
    totals: totalsOf(input, { placement, cables, converged, assets, loadWatts: loads.power.loadWatts }),
    lock,
  };
}

/** What stands now, beside what the lock held for names that are gone: those keep their gap until they are released. */
function nextLock(
  input: SiteInput,
  { placement, addresses, panelSlots }: Pick<SitePlan, 'placement' | 'addresses'> & Pick<SiteCabling, 'panelSlots'>,
): SiteLock {
  return {
    version: 1,
    site: input.name,
    positions: { ...input.lock.positions, ...Object.fromEntries(placement.positions) },
    addresses: {
      ...input.lock.addresses,
      ...Object.fromEntries(addresses.addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry.address])),
    },
    asNumbers: {
      ...input.lock.asNumbers,
      ...Object.fromEntries(addresses.asNumbers.map((entry) => [numberHolder(entry), entry.asNumber])),
    },
    partitions: {
      ...input.lock.partitions,
      ...Object.fromEntries(addresses.partitions.map(({ tenant, pkey }) => [tenant, pkey])),
    },
    slots: { ...input.lock.slots, ...panelSlots },
    fabrics: input.lock.fabrics,
  };
}

/** What totals are counted from. */
interface Planned extends Pick<SitePlan, 'placement' | 'cables' | 'assets'> {
  readonly converged: readonly ConvergedInSite[];
  readonly loadWatts: number;
}

function totalsOf(
  { clusters, fabrics }: SiteInput,
  { placement, cables, converged, assets, loadWatts }: Planned,
): SiteTotals {
  const { racks } = placement;
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
    loadWatts,
  };
}

function orderedCables({ cables }: ConvergedInSite): number {
  return cables.filter(({ label, cable }) => label === cable).length;
}
