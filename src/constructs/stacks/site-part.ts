import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { AddressWant, AsNumberWant } from '../../model/address-plan';
import type { AwsContribution } from '../../model/aws-plan';
import type { ModelFacts } from '../../model/bill-plan';
import type { PowerSwingInput } from '../../model/continuity-plan';
import type { CoolingLoopInput, CoolingUnitsInput, EnergyTargetInput } from '../../model/cooling-plan';
import type { SiteConverged } from '../../model/core-pair';
import type { EnvelopeInput, EnvelopeMemberInput } from '../../model/power-plan';
import type { MilestoneInput, PhaseInput, PurchaseInput } from '../../model/phase';
import { type DeviceInput, devicesByName, type HallInput } from '../../model/placement-plan';
import type { ChainStudyInput, PowerNodeInput, RedundancyGroupInput } from '../../model/power-node';
import type { PowerZoneInput, TenantLoadInput } from '../../model/power-plan';
import type { ConsumableInput, SharedCauseInput } from '../../model/shared-loss';
import type { SiteFabric } from '../../model/site-input';
import type { LockedFabric } from '../../model/site-lock';
import type { CostsPlan } from '../../model/costs-plan';
import type { ServicePlan } from '../../model/service-plan';
import type { At, ClusterPlan, PlannedSite as Planned, SitePlan, UsedDefault } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';

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
  /** Power envelopes that racks share. */
  readonly envelopes?: readonly EnvelopeInput[];
  /** What is counted of the plan when all else stands: a served model, or the costs of the site. Their engines come with the constructs that ask for them. */
  readonly economics?: {
    readonly service?: (plan: Planned, before: readonly ServicePlan[]) => ServicePlan;
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

/**
 * The envelopes of a site, as its plan holds them; nothing where it has none.
 *
 * @throws DesignError `dsx/unknown-cluster`, `dsx/cluster-twice`, `dsx/envelope-twice`, `dsx/tag-twice`, `dsx/bad-limit`, all at once
 */
export function envelopesOf(
  { name: site, clusters, devices }: Pick<Planned, 'name' | 'clusters' | 'devices'>,
  contributions: readonly SiteContribution[],
): Pick<SitePlan, 'dsx'> {
  const envelopes = contributions.flatMap(({ envelopes: own = [] }) => own);
  if (envelopes.length === 0) return {};
  const known = clusters.map(({ name }) => name);
  const byName = devicesByName(devices);
  const holders = new Map<string, string>();
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string, object: string): void => {
    errors.push(new DesignError(`dsx/${code}`, { problem, remedy, object }));
  };
  const names = new Set<string>();
  const tags = new Map<string, string>();
  for (const { name, members, feedTag = name } of envelopes) {
    const tagged = tags.get(feedTag);
    if (tagged !== undefined && tagged !== name) {
      refuse(
        'tag-twice',
        `power envelopes '${tagged}' and '${name}' have the feed tag '${feedTag}'`,
        "give each a 'feedTag' of its own: a target of the grid is met by one envelope",
        name,
      );
    }
    tags.set(feedTag, name);
    if (names.has(name)) {
      refuse('envelope-twice', `site '${site}' has two power envelopes '${name}'`, 'give one of them another id', name);
    }
    names.add(name);
    for (const member of members) {
      const { cluster } = member;
      const holder = holders.get(cluster);
      holders.set(cluster, name);
      if (holder !== undefined) {
        refuse(
          'cluster-twice',
          `cluster '${cluster}' is in power envelope '${holder}' and in '${name}'`,
          'name each cluster in one envelope, once: its systems have one active limit',
          name,
        );
      }
      const own = clusters.find((each) => each.name === cluster);
      const nameplate = byName.get(own?.hosts[0] ?? '')?.maxWatts ?? Infinity;
      for (const [prop, watts = 0] of Object.entries(present(powersOf(member)))) {
        if (watts <= nameplate) continue;
        const [given, most] = [watts, nameplate].map((each) => Power.watts(each).toString());
        refuse(
          'bad-limit',
          `power envelope '${name}', cluster '${cluster}': '${prop}' of ${given ?? ''} is above the nameplate of ${most ?? ''}`,
          "give a lower one, or the right nameplate as 'systemPower' of the cluster",
          name,
        );
      }
      if (own !== undefined) continue;
      const hint = spellingHint(cluster, known);
      refuse(
        'unknown-cluster',
        `power envelope '${name}': site '${site}' has no cluster '${cluster}'`,
        hint === undefined ? 'name a cluster of the site' : `did you mean '${hint}'?`,
        name,
      );
    }
  }
  DesignErrors.throwAll(errors);
  return { dsx: { envelopes } };
}

/** Powers of a member that its circuit must carry, by the props that give them. */
function powersOf({ limitWatts, highestWatts, resetWatts }: EnvelopeMemberInput): {
  readonly limit: number | undefined;
  readonly highest: number | undefined;
  readonly afterReset: number | undefined;
} {
  return { limit: limitWatts, highest: highestWatts, afterReset: resetWatts };
}
