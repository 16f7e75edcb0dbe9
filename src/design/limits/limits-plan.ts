import type { DeviceInput } from '../../model/placement-plan';
import type { PowerNodePlan } from '../../model/power-node';
import type { ClusterPlan, PlannedSite } from '../../model/site-plan';
import { activeRating } from '../power/chain/chain-graph';
import { cloudWattsOf, drawOfSite, figuresOf } from '../power/plan-power';
import { shareOf } from '../power/zones/load-group';

/** One level of a domain: what of it runs out, and for how many more systems it lasts. */
export interface LimitLevel {
  readonly domain: LimitDomain;
  readonly level: string;
  /** The objects of the level, the tightest first. */
  readonly rows: readonly LimitRow[];
  /** Systems that the site takes more until the first object of the level is overrun, which is an error. Absent: another level ends before, or none is one. */
  readonly moreSystems?: number;
  /** The same in whole scalable units. */
  readonly moreUnits?: number;
  /** Systems for which what is left lasts at what one more takes. Absent: not known. */
  readonly ratioSystems?: number;
}

/** What a site runs out of, the first first. */
export interface LimitsPlan {
  /** Name of the site. */
  readonly site: string;
  /** Cluster whose systems are counted. Absent: the site has none. */
  readonly cluster?: string;
  /** Systems of one scalable unit of it. */
  readonly unitSystems?: number;
  /** Levels that limit systems, by the systems that they still take; then the others, by how long they last at the ratio of today, then by the share that is used. */
  readonly levels: readonly LimitLevel[];
  /** What fails first when one system more than fits is added. Absent: nothing does, or the rules of the site were not asked. */
  readonly binds?: LimitBinding;
}

/** A finding or a refusal that one system more than fits brings. */
export interface LimitBinding {
  /** Id of the rule that fails, or code of the error with which an engine refuses. */
  readonly rule: string;
  /** What fails: the rack, zone, node, loop or fabric where the systems would go. */
  readonly object: string;
  /** Construct path. Absent: the engine names none. */
  readonly path?: string;
  /** What was found, with its unit. */
  readonly found: string;
  /** What it may be, with its unit; empty where the refusal says it in `found`. */
  readonly limit: string;
  /** Systems more with which it fails. */
  readonly atSystems: number;
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
  /** Systems, and whole scalable units, that the site takes more until this is overrun, which is an error. Absent: another limit ends before, or none is one. */
  readonly moreSystems?: number;
  readonly moreUnits?: number;
  /** Systems for which what is left lasts at what one more takes: what keeps the ratio of today, whether or not its end is an error. Absent: not known. */
  readonly ratioSystems?: number;
}

/** What a row is made from. */
export type LimitFigures = Omit<LimitRow, 'headroom' | 'by' | 'moreSystems' | 'moreUnits'>;

/** A row with what is left, and for how many more systems that lasts at what one more takes. */
export function limitRowOf(figures: LimitFigures, grown: GrownSystem | undefined): LimitRow {
  const { used, capacity, perSystem } = figures;
  const headroom = capacity - used;
  if (grown === undefined) return { ...figures, headroom };
  const row = { ...figures, headroom, by: grown.cluster.name };
  if (figures.ratioSystems !== undefined || perSystem === undefined || perSystem <= 0) return row;
  return { ...row, ratioSystems: Math.max(0, Math.floor(headroom / perSystem)) };
}

/** A row whose end is an error, where it ends by arithmetic alone. */
export function hardRowOf(figures: LimitFigures, grown: GrownSystem | undefined): LimitRow {
  const row = limitRowOf(figures, grown);
  return grown === undefined || row.ratioSystems === undefined ? row : { ...row, ...lasting(row.ratioSystems, grown) };
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

/** Loads of a site against what may be loaded: supply, nodes of the chain by kind, zones and loops of cooling, each with its worst state of one loss. */
export function loadFigures(plan: PlannedSite): readonly LimitFigures[] {
  return [...supplyFigures(plan), ...nodeFigures(plan), ...zoneFigures(plan), ...coolingFigures(plan)];
}

/** Contract, energised and IT power, as far as they are stated; the first two hold for all that the site draws, the last for its racks. */
function supplyFigures(plan: PlannedSite): LimitFigures[] {
  const { contractWatts, energisedWatts, itWatts, path = plan.path } = figuresOf(plan);
  const { watts: drawn } = drawOfSite(plan);
  const stated = [
    ['contract power', drawn, contractWatts],
    ['energised power', drawn, energisedWatts],
    ['power for IT', plan.power.loadWatts + cloudWattsOf(plan), itWatts],
  ] as const;
  return stated.flatMap(([level, used, capacity]): LimitFigures[] => {
    if (capacity === undefined) return [];
    const object = `${level} of site '${plan.name}'`;
    return [{ domain: 'power', level, object, path, used, capacity, unit: 'W' }];
  });
}

function nodeFigures({ power }: PlannedSite): LimitFigures[] {
  return (power.chain?.nodes ?? []).map((node) => ({
    domain: 'power',
    level: node.kind,
    object: `${node.kind} '${node.name}'`,
    path: node.path,
    ...tightest(node),
    unit: 'W',
  }));
}

/** Normally it carries its continuous limit, while something is out its limit for failures; a supply never more than its contract. */
function tightest(node: PowerNodePlan): Pick<LimitFigures, 'used' | 'capacity'> {
  const { loadWatts, limitWatts, worst, failureLimitShare, supply } = node;
  const contract = supply?.contractWatts ?? Infinity;
  const normal = { used: loadWatts, capacity: Math.min(limitWatts, contract) };
  if (worst.loadWatts <= loadWatts) return normal;
  const limit = Math.min(shareOf(activeRating(node), failureLimitShare), contract);
  const failing = { used: worst.loadWatts, capacity: limit };
  return failing.used * normal.capacity > normal.used * failing.capacity ? failing : normal;
}

function zoneFigures({ power }: PlannedSite): LimitFigures[] {
  return power.zones.map((zone) => ({
    domain: 'power',
    level: 'zone',
    object: `power zone '${zone.name}'`,
    path: zone.path,
    used: Math.max(0, ...zone.feedLoads.map((feed) => (zone.redundancy === 'N' ? feed.normalWatts : feed.worstWatts))),
    capacity: zone.limitWatts,
    unit: 'W',
  }));
}

/** Heat and flow of each loop, with the spare units kept for a loss. */
function coolingFigures({ cooling }: PlannedSite): LimitFigures[] {
  return (cooling?.loops ?? []).flatMap((loop) =>
    loop.units.flatMap((group): LimitFigures[] => {
      const working = Math.max(0, group.units - group.spare);
      const common = { domain: 'cooling', path: group.path } as const;
      const flow = group.flowMillilitresPerSecond ?? group.airMillilitresPerSecond;
      const { capacityWatts } = group;
      const heat: LimitFigures[] =
        capacityWatts === undefined
          ? []
          : [
              {
                ...common,
                level: `${loop.kind} heat`,
                object: `heat of '${group.name}' on loop '${loop.name}'`,
                used: loop.heatWatts,
                // Other groups on the loop take their part.
                capacity: Math.max(0, loop.capacityWatts - group.spare * capacityWatts),
                unit: 'W',
              },
            ];
      if (flow === undefined || loop.unknownFlowDevices > 0) return heat;
      return [
        ...heat,
        {
          ...common,
          level: `${loop.kind} flow`,
          object: `flow of '${group.name}' on loop '${loop.name}'`,
          used: loop.flowMillilitresPerSecond,
          capacity: working * flow,
          unit: 'ml/s',
        },
      ];
    }),
  );
}
