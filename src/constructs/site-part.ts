import type { CoolingLoopInput, CoolingUnitsInput, EnergyTargetInput } from '../design/cooling/cooling-input';
import type { PhaseInput, PurchaseInput } from '../design/phases/phase-input';
import type { ChainStudyInput } from '../design/power/chain/chain-study';
import type { PowerNodeInput, RedundancyGroupInput } from '../design/power/chain/power-node';
import type { PowerSwingInput } from '../design/power/supply/power-swing';
import type { TenantLoadInput } from '../design/power/tenant-load';
import type { AddressWant, AsNumberWant } from '../design/addressing/address-plan';
import type { AwsContribution } from '../design/aws/aws-plan';
import type { ModelFacts } from '../design/bill/device-items';
import type { SiteConverged } from '../design/converged/converged-in-site';
import type { LockedFabric } from '../design/lock/locked-fabric';
import type { DeviceInput, HallInput } from '../design/placement/placement-plan';
import type { PowerZoneInput } from '../design/power/power-plan';
import type { SiteFabric } from '../design/site/site-input';
import type { At, ClusterPlan } from '../design/site/site-plan';
import type { StoragePlan } from '../design/storage/storage-plan';

/** What one construct adds to its site. */
export interface SiteContribution {
  /** Halls with their rows; rows are in no zone yet. */
  readonly halls?: readonly HallInput[];
  readonly zones?: readonly PowerZoneInput[];
  /** Row names of each zone, in the order of `zones`. */
  readonly zoneRows?: readonly (readonly string[])[];
  readonly clusters?: readonly Omit<ClusterPlan, 'fabrics'>[];
  readonly devices?: readonly DeviceInput[];
  readonly fabrics?: readonly SiteFabric[];
  readonly converged?: readonly SiteConverged[];
  readonly storage?: readonly At<StoragePlan>[];
  readonly wants?: readonly AddressWant[];
  readonly asNumberFor?: readonly AsNumberWant[];
  readonly aws?: AwsContribution;
  readonly models?: readonly (readonly [string, ModelFacts])[];
  /** Shape of each fabric, for the lock. */
  readonly shapes?: Readonly<Record<string, LockedFabric>>;
  /** Nodes of the power chain, and groups of them that stand in for each other. */
  readonly powerNodes?: readonly PowerNodeInput[];
  readonly powerGroups?: readonly RedundancyGroupInput[];
  /** Failures of the chain that are judged beside the loss of each single node. */
  readonly powerStudies?: readonly ChainStudyInput[];
  /** Jobs whose systems swing together. */
  readonly powerSwings?: readonly PowerSwingInput[];
  /** Blocks of others in the site. */
  readonly tenantLoads?: readonly TenantLoadInput[];
  /** Cooling loops, and the units on them. */
  readonly coolingLoops?: readonly CoolingLoopInput[];
  readonly coolingUnits?: readonly CoolingUnitsInput[];
  /** What the site aims for in energy and water. */
  readonly energyTarget?: EnergyTargetInput;
  /** Phases of construction, in any order. */
  readonly phases?: readonly PhaseInput[];
  /** What is bought, with its lead time. */
  readonly purchases?: readonly PurchaseInput[];
  readonly slots?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A construct that belongs to a site. */
export interface SitePart {
  /** Construct path. */
  readonly path: string;
  /** What it adds, asked for once when the site is planned. */
  readonly contribution: () => SiteContribution;
}
