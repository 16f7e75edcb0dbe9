import type { DeviceInput } from '../../model/placement-plan';
import type { ClusterPlan, PlannedSite } from '../../model/site-plan';

/** A cluster that grows, and one more system of it. */
export interface GrownSystem {
  readonly cluster: ClusterPlan;
  /** Systems that stand: devices, not the trays in them. */
  readonly systems: readonly DeviceInput[];
  /** The last of them, as the model of the next. */
  readonly sample: DeviceInput;
  /** Systems of one scalable unit. */
  readonly unitSystems: number;
}

/** The cluster of a name, or the largest of the site (of equals the first); undefined where there is none. */
export function grownSystem(plan: PlannedSite, name?: string): GrownSystem | undefined {
  const [cluster] = [...plan.clusters]
    .filter((each) => name === undefined || each.name === name)
    .sort((left, right) => right.hosts.length - left.hosts.length);
  if (cluster === undefined) return undefined;
  const systems = plan.devices.filter(({ kind, path }) => kind === 'system' && path === cluster.path);
  const sample = systems.at(-1);
  if (sample === undefined) return undefined;
  const hostsEach = Math.max(1, Math.round(cluster.hosts.length / systems.length));
  return { cluster, systems, sample, unitSystems: Math.max(1, Math.round(cluster.unitHosts / hostsEach)) };
}
