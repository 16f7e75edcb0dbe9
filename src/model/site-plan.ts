import type { AddressPlan } from './address-plan';
import type { AdoptedSite } from './adopted-site';
import type { Asset } from './asset';
import type { AwsPlan } from './aws-plan';
import type { BillPlan } from './bill-plan';
import { type CableTable, laidCables } from './cabling-plan';
import type { EconomicsPlan } from './costs-plan';
import type { DsxPlan } from './power-plan';
import type { CoolingPlan, SiteClimate } from './cooling-plan';
import type { ConvergedInSite } from './core-pair';
import type { FabricPlan, RepairWays } from './fabric-plan';
import type { MilestonePlan, PhasePlan } from './phase';
import type { DeviceInput, HallInput, PlacementPlan } from './placement-plan';
import type { PowerPlan, SiteSupply, ZonePlacement } from './power-plan';
import type { CompartmentInput, ConsumableInput, SharedLoss } from './shared-loss';
import type { SiteLock } from './site-lock';
import type { StoragePlan } from './storage-plan';
import type { UnderlayPlan } from './underlay-plan';

/** Kinds of construct that keep what they are under another name. */
export type RenamedKind = 'cluster' | 'storage' | 'fabric' | 'converged' | 'zone';

/** A construct that was called otherwise when it was last planned. */
export interface SiteRename {
  readonly kind: RenamedKind;
  /** Name of now. */
  readonly name: string;
  readonly formerly: string;
}

/** Hosts whose GPUs reach each other over one scale-up network (NVLink). */
export interface ScaleUpDomain {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Switch trays of that network, which are in the same device. Absent: not known. */
  readonly switches?: number;
}

/** A cluster of GPU systems in a site plan. */
export interface ClusterPlan {
  /** Unique in the site; its systems are named after it. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Catalogue id of the system. */
  readonly system: string;
  /** Model of the system, as its vendor prints it. */
  readonly systemModel: string;
  /** Device names in slot order. */
  readonly hosts: readonly string[];
  /** GPUs of one system. */
  readonly gpusPerHost: number;
  /** Systems of one scalable unit. */
  readonly unitHosts: number;
  /** What the adapters of its storage links carry together, bit/s a host of the fabrics, where their ports share it. Absent: as their ports. */
  readonly adapterRateBits?: number;
  /** Systems that no job holds. Absent: not stated, which is not 0. */
  readonly spareSystems?: number;
  /** Mean time between two failures of one system, s. Absent: not stated. */
  readonly mtbfSeconds?: number;
  /** Mean time from the failure of a system to its return, s. Absent: not stated. */
  readonly repairSeconds?: number;
  /** Whether jobs are promised to run on without any one leaf. Absent: nobody promises it. */
  readonly isLeafLossSurvived?: boolean;
  /** Hosts that share one scale-up network, such as the trays of an NVL72 rack, by its name. Absent: each host is one of its own. */
  readonly scaleUpDomains?: readonly ScaleUpDomain[];
  /** Names of the fabrics it is on. */
  readonly fabrics: readonly string[];
  /** Power zones where its systems may stand, in order of preference. */
  readonly zones: readonly string[];
  /** Tenants that it is for. */
  readonly tenants: readonly string[];
}

/** A figure that the program leaves out, and what exists for it. */
export interface UsedDefault {
  /** What the prop belongs to, in words: `hall 'hall-1'`. */
  readonly object: string;
  readonly prop: string;
  /** Value with its unit. */
  readonly value: string;
  /** Where the value is from: a source, another prop, or `assumed`. */
  readonly basis: string;
}

/** A figure that nobody knows yet, and who replaces it. */
export interface Assumption {
  /** What it belongs to, in words: `model 'hgx-b200'`, `cooling loop 'tcs'`. */
  readonly object: string;
  /** Construct path of the first that uses it. */
  readonly path: string;
  /** Prop, or fact of the model. */
  readonly prop: string;
  /** Value with its unit. */
  readonly value: string;
  /** Why this value and no other. */
  readonly why: string;
  /** Who replaces it. */
  readonly owner: string;
  /** Last day on which it may still be assumed, `YYYY-MM-DD`. */
  readonly until: string;
}

/** A construct's own plan with the path that findings name. */
export interface At<T> {
  readonly path: string;
  readonly plan: T;
}

/** A fabric of a site. */
export interface FabricInSite extends At<FabricPlan> {
  /** Of an Ethernet fabric. */
  readonly underlay?: UnderlayPlan;
  /** Of an out-of-band network. Absent: not stated. */
  readonly repair?: RepairWays;
}

/** Counts for people: designed, and in service by the asset file. */
export interface SiteTotals {
  readonly systems: number;
  readonly gpus: number;
  readonly systemsInService: number;
  readonly gpusInService: number;
  readonly racks: number;
  readonly racksUsed: number;
  readonly switches: number;
  readonly cables: number;
  readonly loadWatts: number;
}

/** The whole of a site: every plan, frozen. Policies judge it, reports and exports write it, targets render it. */
export interface SitePlan {
  /** Name of the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Halls with their rows. */
  readonly halls: readonly HallInput[];
  /** Clusters of GPU systems. */
  readonly clusters: readonly ClusterPlan[];
  /** All devices in order of declaration. */
  readonly devices: readonly DeviceInput[];
  /** Fabrics, in order of declaration. */
  readonly fabrics: readonly FabricInSite[];
  /** Pairs of cores that carry all networks, with their cables. Absent: none. */
  readonly converged?: readonly ConvergedInSite[];
  /** Storage tiers. */
  readonly storage: readonly At<StoragePlan>[];
  /** Racks, and where each device stands. */
  readonly placement: PlacementPlan;
  /** One for each fabric, in the same order. */
  readonly cables: readonly CableTable[];
  /** Loads of zones and feeds, and the chain above them. */
  readonly power: PowerPlan;
  /** Supply of the site, as far as it is stated. Absent: nothing is. */
  readonly supply?: SiteSupply;
  /** Absent: the site names no cooling loop. */
  readonly cooling?: CoolingPlan;
  /** What the loss of compartments, common causes, loops and groups of pumps does. Absent: there is none to lose. */
  readonly losses?: readonly SharedLoss[];
  /** What things use up, beside fuel of generators and water of heat rejection. Absent: nothing is stated. */
  readonly consumables?: readonly ConsumableInput[];
  /** Compartments with what lies below them. Absent: none is stated. */
  readonly compartments?: readonly CompartmentInput[];
  /** Power zone that a new unit takes. Absent: `fill`. */
  readonly zonePlacement?: ZonePlacement;
  /** Weather of the site. Absent: not known. */
  readonly climate?: SiteClimate;
  /** In order of date. Absent: all is there from the first day. */
  readonly phases?: readonly PhasePlan[];
  /** What must be reached before something else may start, in order of declaration. Absent: none is stated. */
  readonly milestones?: readonly MilestonePlan[];
  /** Day on which the site is judged, `YYYY-MM-DD`. Absent: dates are not judged. */
  readonly asOf?: string;
  /** Addresses, AS numbers and partitions. */
  readonly addresses: AddressPlan;
  /** What is bought. */
  readonly bill: BillPlan;
  /** By device name; a device that the asset file does not name is `planned`. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Names of all tenants. */
  readonly tenants: readonly string[];
  /** What is in AWS, as one site with the rest. Absent: nothing. */
  readonly aws?: AwsPlan;
  /** Served models and costs. Absent: nobody asks. */
  readonly economics?: EconomicsPlan;
  /** What it says for NVIDIA DSX. Absent: nothing. */
  readonly dsx?: DsxPlan;
  /** Counts over the whole site. */
  readonly totals: SiteTotals;
  /** Terraform side, as far as it is known: stacks that hold the site, and what each will hold. */
  readonly stacks: readonly StackPlan[];
  /** Inventory beside Terraform's own state that the site is registered in. Absent: none. */
  readonly registered?: RegisteredInventory;
  /** What a running hall has otherwise than planned. Absent: no hall was adopted. */
  readonly adopted?: AdoptedSite;
  /** Figures that the program leaves to their defaults. Absent: it states all. */
  readonly defaults?: readonly UsedDefault[];
  /** Figures that are assumed until their owners replace them, in order of the last day. Absent: none is. */
  readonly assumptions?: readonly Assumption[];
  /** Constructs that were called otherwise. Absent: none says so. */
  readonly renamed?: readonly SiteRename[];
  /** What the next synthesis must remember. */
  readonly lock: SiteLock;
}

/** An inventory that a site is registered in, so that whoever reads the plan knows what it should hold. */
export interface RegisteredInventory {
  readonly kind: 'netbox';
  /** How much of the site is registered. */
  readonly level: 'racks' | 'devices' | 'interfaces' | 'cables';
  /** Slug of the site there. */
  readonly site: string;
  /** Choices of the program that names and fields there follow from, as the inventory's own reader takes them. */
  readonly choices: Readonly<Record<string, unknown>>;
}

/** A site without its Terraform side. */
export type PlannedSite = Omit<SitePlan, 'stacks' | 'registered'>;

/** A Terraform stack that holds part of a site. */
export interface StackPlan {
  /** Name of the stack. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Resources that its state will hold. */
  readonly resources: number;
  /** Where its state is kept: in a file of this machine, or elsewhere. */
  readonly backend: 'local' | 'remote';
  /** Secrets that its state will hold, of resources that constructs made in it: address and attribute. Absent: none is known. */
  readonly secrets?: readonly string[];
  /** What would make it smaller, in words of the props. Absent: it has room, or nothing is known. */
  readonly relief?: string;
}

/** Word for what an assumption is of: `power node`, `model`. */
export function assumedKind({ object }: Pick<Assumption, 'object'>): string {
  return object.split(" '", 1)[0] ?? object;
}

/** What stands in the power chain, and the cooling on it, as assumptions name it. */
export const CHAIN_KINDS: ReadonlySet<string> = new Set([
  ...['power node', 'power zone', 'redundancy group', 'tenant load'],
  ...['cooling loop', 'cooling units', 'cooling pumps'],
]);

/** Facts of devices by which the cords of their rack carry. */
export const CORDED = /power|psus|shel(?:f|ves)/i;

/** What loads and states of a site rest on that is assumed: nodes, zones, cooling, and draw and supplies of devices; not when they come. */
export function assumedLoads(assumptions: readonly Assumption[]): readonly Assumption[] {
  return assumptions.filter((each) => {
    if (each.prop === 'leadTime') return false;
    const kind = assumedKind(each);
    return CHAIN_KINDS.has(kind) || (kind !== 'site' && kind !== 'energy target' && CORDED.test(each.prop));
  });
}

/** The same as a member of a plan that rests on them: absent where nothing is assumed. */
export function restsOn({ assumptions = [] }: Pick<SitePlan, 'assumptions'>): {
  readonly assumed?: readonly Assumption[];
} {
  const assumed = assumedLoads(assumptions);
  return assumed.length === 0 ? {} : { assumed };
}

/** What totals are counted from. */
type SiteCounted = Pick<SitePlan, 'clusters' | 'fabrics' | 'converged' | 'placement' | 'cables' | 'assets' | 'power'>;

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

/** GPUs of one host of a fabric: of a tray, where the system is a rack. */
export function gpusOfHost({ gpusPerHost, scaleUpDomains = [] }: ClusterPlan): number {
  return gpusPerHost / (scaleUpDomains[0]?.hosts.length ?? 1);
}
