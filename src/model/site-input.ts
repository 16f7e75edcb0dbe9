import type { AddressWant, AsNumberWant, PoolInput, Supernet } from './address-plan';
import type { AssetRecord } from './asset';
import type { AwsContribution } from './aws-plan';
import type { ModelFacts, SpareInput } from './bill-plan';
import type { CableMedia, HallRoute, PatchWay } from './cabling-plan';
import type { PowerSwingInput } from './continuity-plan';
import type { CoolingLoopInput, CoolingUnitsInput, EnergyTargetInput, SiteClimate } from './cooling-plan';
import type { SiteConverged } from './core-pair';
import type { FabricPlan, RepairWays } from './fabric-plan';
import type { HallFacts } from './adopted-site';
import type { MilestoneInput, PhaseInput, PurchaseInput } from './phase';
import type { DeviceInput, HallInput, LoadFigure } from './placement-plan';
import type { ChainStudyInput, PowerNodeInput, RedundancyGroupInput } from './power-node';
import type { PowerZoneInput, SiteSupply, TenantLoadInput, ZonePlacement } from './power-plan';
import type { CompartmentInput, ConsumableInput, SharedCauseInput } from './shared-loss';
import type { SiteLock } from './site-lock';
import type { Assumption, At, ClusterPlan, SiteRename, UsedDefault } from './site-plan';
import type { StoragePlan } from './storage-plan';
import type { UnderlayOptions } from './underlay-plan';

/** A fabric with what the site needs beside its plan. */
export interface SiteFabric extends At<FabricPlan> {
  /** Media that may carry its links, in any order. */
  readonly media: readonly CableMedia[];
  /** Choices of its underlay. Absent: it has none, as InfiniBand. */
  readonly underlay?: UnderlayOptions;
  /** Of an out-of-band network. Absent: not stated. */
  readonly repair?: RepairWays;
}

/** All that the constructs of a site declared, in order of declaration: the input of `planSite`. */
export interface SiteInput {
  /** Name of the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Halls with their rows. */
  readonly halls: readonly HallInput[];
  /** Power zones. */
  readonly zones: readonly PowerZoneInput[];
  /** Clusters of GPU systems. */
  readonly clusters: readonly ClusterPlan[];
  /** Devices of all constructs, in order of declaration. */
  readonly devices: readonly DeviceInput[];
  /** Fabrics with their media and owners. */
  readonly fabrics: readonly SiteFabric[];
  /** Pairs of cores that carry all networks. Default: none. */
  readonly converged?: readonly SiteConverged[];
  /** Nodes of the power chain, and groups of them that stand in for each other. Default: none. */
  readonly powerNodes?: readonly PowerNodeInput[];
  /** Groups of nodes that stand in for each other. Default: none. */
  readonly powerGroups?: readonly RedundancyGroupInput[];
  /** Figure by which loads are calculated. Default: `nameplate`. */
  readonly loadFigure?: LoadFigure;
  /** Power zone that a new unit takes. Default: `fill`. */
  readonly zonePlacement?: ZonePlacement;
  /** Failures of the chain that are judged beside the loss of each single node. Default: none. */
  readonly powerStudies?: readonly ChainStudyInput[];
  /** What several things share, and sets of studies that are no nodes alone. Default: none. */
  readonly causes?: readonly SharedCauseInput[];
  /** What things use up, beside fuel of generators and water of heat rejection. Default: nothing is stated. */
  readonly consumables?: readonly ConsumableInput[];
  /** Compartments with what lies below them. Default: none is stated. */
  readonly compartments?: readonly CompartmentInput[];
  /** Supply of the site, as far as it is stated. Default: nothing is. */
  readonly supply?: SiteSupply;
  /** Jobs whose systems swing together. Default: none. */
  readonly powerSwings?: readonly PowerSwingInput[];
  /** Blocks of others in the site. Default: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
  /** Cooling loops, and the units on them. Default: cooling is not planned. */
  readonly coolingLoops?: readonly CoolingLoopInput[];
  /** Units on the cooling loops. Default: none. */
  readonly coolingUnits?: readonly CoolingUnitsInput[];
  /** What the site aims for in energy and water. Default: nothing. */
  readonly energyTarget?: EnergyTargetInput;
  /** Weather of the site. Default: not known. */
  readonly climate?: SiteClimate;
  /** Phases of construction, in any order. Default: all is there from the first day. */
  readonly phases?: readonly PhaseInput[];
  /** What is bought, with its lead time. Default: none is known. */
  readonly purchases?: readonly PurchaseInput[];
  /** What must be reached before something else may start. Default: none is stated. */
  readonly milestones?: readonly MilestoneInput[];
  /** Storage tiers, as they are sized. */
  readonly storage: readonly At<StoragePlan>[];
  /** Address pools. */
  readonly pools: readonly PoolInput[];
  /** Block that pools are carved from where none are given. Default: all pools are given. */
  readonly supernet?: Supernet;
  /** Addresses that interfaces ask for. */
  readonly wants: readonly AddressWant[];
  /** Devices that speak BGP. */
  readonly asNumberFor: readonly AsNumberWant[];
  /** Names of all tenants. */
  readonly tenants: readonly string[];
  /** What constructs add to the AWS part. Default: none. */
  readonly aws?: readonly AwsContribution[];
  /** By catalogue id of the model. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  /** Rows of the asset file, if the site has one. */
  readonly assetRecords: readonly AssetRecord[];
  /** What the last synthesis left: what exists keeps its place, address and port. */
  readonly lock: SiteLock;
  /** What the files of a running hall say; it goes before the plan. Default: no hall is adopted. */
  readonly hall?: HallFacts;
  /** Slack of each routed cable, mm. */
  readonly slackMillimetres: number;
  /** Fibres are ordered in steps of this length, mm. */
  readonly lengthStepMillimetres: number;
  /** Ways of cables between halls. */
  readonly hallRoutes: readonly HallRoute[];
  /** Ways between rows that pass patch panels. Default: none. */
  readonly patching?: readonly PatchWay[];
  /** First AS number. Default: the first of the private range. */
  readonly asNumberBase?: number;
  /** Day on which the site is judged, `YYYY-MM-DD`. Default: dates are not judged. */
  readonly asOf?: string;
  /** Figures that the program leaves to their defaults. Default: it states all. */
  readonly defaults?: readonly UsedDefault[];
  /** Figures that are assumed. Default: none is. */
  readonly assumptions?: readonly Assumption[];
  /** Constructs that were called otherwise; the lock knows their names of now. */
  readonly renamed?: readonly SiteRename[];
  /** Phase that BOM lines carry where the site has no phases. */
  readonly phase: string;
  /** Spares in the BOM. Default: none. */
  readonly spares?: readonly SpareInput[];
}

/**
 * Resources that one Terraform state holds at most.
 *
 * @see the measured plan and apply times of `terraform_data`: an apply of 2,000 with the local backend took over two minutes, of 4,000 more than five
 */
export const RESOURCE_BUDGET = 2_000;
