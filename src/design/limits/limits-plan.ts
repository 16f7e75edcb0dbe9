import type { DeviceInput } from '../../model/placement-plan';
import type { ClusterPlan, PlannedSite } from '../../model/site-plan';

/** One level of a domain: what of it runs out, and for how many more systems it lasts. */
export interface LimitLevel {
  readonly domain: LimitDomain;
  readonly level: string;
  /** The objects of the level, the tightest first. */
  readonly rows: readonly LimitRow[];
  /** Systems that the level still takes: of all its objects together where each takes its own, of the tightest where every system needs all of them. */
  readonly moreSystems?: number;
  /** The same in whole scalable units. */
  readonly moreUnits?: number;
}

/** What a site runs out of, the first first. */
export interface LimitsPlan {
  /** Name of the site. */
  readonly site: string;
  /** Cluster whose systems are counted. Absent: the site has none. */
  readonly cluster?: string;
  /** Systems of one scalable unit of it. */
  readonly unitSystems?: number;
  /** Levels that limit systems, by the systems that they still take; then those whose limit in systems is not known, by the share that is used. */
  readonly levels: readonly LimitLevel[];
}

/** Domains over which a site runs out of something. */
export type LimitDomain = 'power' | 'cooling' | 'space' | 'fabric' | 'addressing' | 'storage' | 'terraform' | 'cloud';

/** One thing that a site can run out of. */
export interface LimitRow {
  readonly domain: LimitDomain;
  /** What runs out, for people: `power zone 'east'`. */
  readonly object: string;
  /** Construct path. */
  readonly path: string;
  /** Level within the domain, such as `utility`, `zone`, `rack`, `leaf`. */
  readonly level: string;
  /** Amounts in `unit`. */
  readonly used: number;
  readonly capacity: number;
  readonly headroom: number;
  /** Unit of the amounts: `W`, `VA`, `ml/s`, `U`, `racks`, `ports`, `addresses`, `bit/s`, `B`, `resources`. */
  readonly unit: string;
  /** Amount that one more system of the cluster `by` takes here. 0: a system takes none. Absent: not known. */
  readonly perSystem?: number;
  /** Cluster whose systems are counted. Absent: the site has none. */
  readonly by?: string;
  /** Systems, and whole scalable units, that still fit. Absent: not known, or systems take none of it. */
  readonly moreSystems?: number;
  readonly moreUnits?: number;
}

/** What a row is made from. */
type LimitFigures = Omit<LimitRow, 'headroom' | 'by' | 'moreSystems' | 'moreUnits'>;

/** A row with what is left, and for how many more systems that lasts. */
export function limitRowOf(figures: LimitFigures, grown: GrownSystem | undefined): LimitRow {
  const { used, capacity, perSystem } = figures;
  const headroom = capacity - used;
  if (grown === undefined) return { ...figures, headroom };
  const row = { ...figures, headroom, by: grown.cluster.name };
  if (perSystem === undefined || perSystem <= 0) return row;
  return { ...row, ...lasting(Math.max(0, Math.floor(headroom / perSystem)), grown) };
}

/** Systems and the whole units that they make. */
export function lasting(
  moreSystems: number,
  { unitSystems }: GrownSystem,
): Pick<LimitRow, 'moreSystems' | 'moreUnits'> {
  return { moreSystems, moreUnits: Math.floor(moreSystems / unitSystems) };
}

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
