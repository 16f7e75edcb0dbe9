import type { AddressWant, AsNumberWant } from '../design/addressing/address-plan';
import type { ModelFacts } from '../design/bill/plan-bill';
import type { SiteConverged } from '../design/converged/converged-in-site';
import type { LockedFabric } from '../design/lock/locked-fabric';
import type { DeviceInput } from '../design/placement/placement-plan';
import type { PowerZoneInput } from '../design/power/power-plan';
import type { SiteFabric } from '../design/site/site-input';
import type { At, ClusterPlan } from '../design/site/site-plan';
import type { StoragePlan } from '../design/storage/storage-plan';

/** What one construct adds to its site. */
export interface SiteContribution {
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
  readonly models?: readonly (readonly [string, ModelFacts])[];
  /** Shape of each fabric, for the lock. */
  readonly shapes?: Readonly<Record<string, LockedFabric>>;
  readonly slots?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A construct that belongs to a site. */
export interface SitePart {
  /** Construct path. */
  readonly path: string;
  /** What it adds, asked for once when the site is planned. */
  readonly contribution: () => SiteContribution;
}
