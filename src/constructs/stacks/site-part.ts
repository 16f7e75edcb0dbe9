import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { AddressWant, AsNumberWant } from '../../model/address-plan';
import type { AwsContribution } from '../../model/aws-plan';
import type { ModelFacts } from '../../model/bill-plan';
import type { PowerSwingInput } from '../../model/continuity-plan';
import type { CoolingLoopInput, CoolingUnitsInput, EnergyTargetInput } from '../../model/cooling-plan';
import type { SiteConverged } from '../../model/core-pair';
import type { MilestoneInput, PhaseInput, PurchaseInput } from '../../model/phase';
import type { DeviceInput, HallInput } from '../../model/placement-plan';
import type { ChainStudyInput, PowerNodeInput, RedundancyGroupInput } from '../../model/power-node';
import type { PowerZoneInput, TenantLoadInput } from '../../model/power-plan';
import type { ConsumableInput, SharedCauseInput } from '../../model/shared-loss';
import type { SiteFabric } from '../../model/site-input';
import type { LockedFabric } from '../../model/site-lock';
import type { CostsPlan } from '../../model/costs-plan';
import type { ServicePlan } from '../../model/service-plan';
import type { At, ClusterPlan, PlannedSite as Planned, SitePlan, UsedDefault } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';

/** What one construct adds to its site. */
export interface SiteContribution {
  /** Halls with their rows; rows are in no zone yet. */
  readonly halls?: readonly HallInput[];
  /** Figures that it leaves to their defaults. */
  readonly defaults?: readonly UsedDefault[];
  readonly zones?: readonly PowerZoneInput[];
  /** Row names of each zone, in the order of `zones`. */
  readonly zoneRows?: readonly (readonly string[])[];
  /** Names of single racks of each zone, and of runs of them, in the order of `zones`. */
  readonly zoneRacks?: readonly (readonly string[])[];
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
  /** What several things share, and sets of studies that are no nodes alone. */
  readonly causes?: readonly SharedCauseInput[];
  /** What things use up. */
  readonly consumables?: readonly ConsumableInput[];
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
  /** What must be reached before something else may start. */
  readonly milestones?: readonly MilestoneInput[];
  readonly slots?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What is counted of the plan when all else stands: a served model, or the costs of the site. Their engines come with the constructs that ask for them. */
  readonly economics?: {
    readonly service?: (plan: Planned) => ServicePlan;
    readonly costs?: (plan: Planned, services: readonly ServicePlan[]) => CostsPlan;
  };
}

/** A site as its stacks know it. */
export interface PlannedSite extends Construct {
  /** The whole site; the first read plans and freezes it. */
  readonly plan: SitePlan;
  /** What the BOM says of each model, by its catalogue id. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  /** Tags of every resource of the site. */
  readonly tags: Readonly<Record<string, string>>;
  /** Name of a resource of the inventory: site, kind and name. */
  resourceName(kind: string, name: string): string;
}

/** A construct that belongs to a site. */
export interface SitePart {
  /** Construct path. */
  readonly path: string;
  /** What it adds, asked for once when the site is planned. */
  readonly contribution: () => SiteContribution;
}

/** Two constructs that count the money of one site. */
export function costsTwice(site: string): DesignError {
  return new DesignError('economics/costs-twice', {
    problem: `site '${site}' has two Costs`,
    remedy: 'keep one of them: it counts the whole site',
    object: site,
  });
}
