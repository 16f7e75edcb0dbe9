import type { SitePlan } from '../../model/site-plan';
import { ASSET_STATES, type AssetState } from '../../model/asset';
import { addTo, present } from '../../units/present';

/** Systems and GPUs of one state. */
export interface CapacityOfState {
  readonly state: AssetState;
  readonly systems: number;
  readonly gpus: number;
}

/** Systems of one cluster, or of the clusters that the same tenants share, by state. */
export interface Capacity {
  /** Absent: of several clusters. */
  readonly cluster?: string;
  /** Empty: of nobody in particular. */
  readonly tenants: readonly string[];
  readonly systems: number;
  readonly gpus: number;
  /** Those that run jobs: in service. */
  readonly systemsInService: number;
  readonly gpusInService: number;
  /** States that some system has, in the order of a life. */
  readonly states: readonly CapacityOfState[];
}

/** What a site gives, designed and in service. */
export interface SiteCapacity {
  readonly site: string;
  readonly total: Capacity;
  readonly clusters: readonly Capacity[];
  /** By the tenants that share it: each system is counted once, so that these sum up to the total. */
  readonly tenants: readonly Capacity[];
  /** Systems out of work, with state, day and reason. */
  readonly out: readonly {
    readonly device: string;
    readonly state: AssetState;
    readonly since?: string;
    readonly reason?: string;
  }[];
}

/** States of systems that stand in the hall and do not work. */
const OUT: readonly AssetState[] = ['drained', 'failed', 'retired'];

/** Systems and GPUs by state, by cluster and by tenant. A device that the asset file does not name is `planned`. */
export function siteCapacity({ name, clusters, assets }: Pick<SitePlan, 'name' | 'clusters' | 'assets'>): SiteCapacity {
  const stateOf = (host: string): AssetState => assets.get(host)?.state ?? 'planned';
  const tally = (parts: SitePlan['clusters'], facts: Pick<Capacity, 'cluster' | 'tenants'>): Capacity => {
    const systems = new Map<AssetState, number>();
    const gpus = new Map<AssetState, number>();
    for (const { hosts, gpusPerHost } of parts) {
      for (const host of hosts) {
        const state = stateOf(host);
        systems.set(state, (systems.get(state) ?? 0) + 1);
        gpus.set(state, (gpus.get(state) ?? 0) + gpusPerHost);
      }
    }
    const states = ASSET_STATES.filter((state) => systems.has(state)).map((state) => ({
      state,
      systems: systems.get(state) ?? 0,
      gpus: gpus.get(state) ?? 0,
    }));
    return {
      ...facts,
      systems: states.reduce((sum, each) => sum + each.systems, 0),
      gpus: states.reduce((sum, each) => sum + each.gpus, 0),
      systemsInService: systems.get('in-service') ?? 0,
      gpusInService: gpus.get('in-service') ?? 0,
      states,
    };
  };
  const shared = new Map<string, SitePlan['clusters'][number][]>();
  for (const cluster of clusters) {
    const key = [...cluster.tenants].sort().join('\n');
    addTo(shared, key, cluster);
  }
  return {
    site: name,
    total: tally(clusters, { tenants: [...new Set(clusters.flatMap(({ tenants }) => tenants))].sort() }),
    clusters: clusters.map((cluster) => tally([cluster], { cluster: cluster.name, tenants: cluster.tenants })),
    tenants: [...shared]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, parts]) => tally(parts, { tenants: key === '' ? [] : key.split('\n') })),
    out: clusters.flatMap(({ hosts }) =>
      hosts.flatMap((device) => {
        const { state, since, reason } = assets.get(device) ?? { state: 'planned' as const };
        if (!OUT.includes(state)) return [];
        return [{ device, state, ...present({ since, reason }) }];
      }),
    ),
  };
}
