import { laidCables } from '../../model/cabling-plan';
import type { SitePlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { coolingResources } from './cooling-resources';
import { rackInput } from './rack-input';

/** What the inventory needs of a site's plan. */
export type Inventoried = Omit<SitePlan, 'stacks'>;

/** Kinds of resource of the inventory. */
const KINDS = [
  'rack',
  'zone',
  'fabric',
  'cluster',
  'storage',
  'converged',
  'phase',
  'tenant',
  'power-node',
  'cooling-loop',
  'cooling-units',
  'energy-target',
] as const;

/** Whether the inventory has a resource for each construct of a kind. */
export function isInventoried(kind: string): boolean {
  return KINDS.some((known) => known === kind);
}

/** One `terraform_data` resource to be: kind and name make its address, `input` is what `diff` shows. */
export interface EmbeddedResource {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * The embedded inventory of a site: one resource a used rack (with its devices, one line each), zone, fabric, cluster, storage tier and pair of cores.
 *
 * Values are short texts and counts, so that a system added shows in `diff` as its rack, its zone and the totals changing.
 */
export function embeddedResources(plan: Inventoried): readonly EmbeddedResource[] {
  return [
    ...rackResources(plan),
    ...powerNodeResources(plan),
    ...zoneResources(plan),
    ...fabricResources(plan),
    ...clusterResources(plan),
    ...storageResources(plan),
    ...convergedResources(plan),
    ...phaseResources(plan),
    ...tenantResources(plan),
    ...coolingResources(plan.cooling),
  ];
}

function rackResources(plan: Inventoried): readonly EmbeddedResource[] {
  const devices = new Map(plan.devices.map((device) => [device.name, device]));
  return plan.placement.racks
    .filter((rack) => rack.devices.length > 0)
    .map((rack) => ({ kind: 'rack', name: rack.name, input: rackInput(rack, devices, plan.assets) }));
}

function zoneResources(plan: Inventoried): readonly EmbeddedResource[] {
  return plan.power.zones.map((zone) => ({
    kind: 'zone',
    name: zone.name,
    input: {
      rating: Power.watts(zone.ratingWatts).toString(),
      limit: Power.watts(zone.limitWatts).toString(),
      load: Power.watts(zone.loadWatts).toString(),
      redundancy: zone.redundancy,
      feeds: Object.fromEntries(
        zone.feedLoads.map(({ feed, normalWatts }) => [feed, Power.watts(normalWatts).toString()]),
      ),
      racks: zone.racks.length,
    },
  }));
}

function powerNodeResources({ power }: Inventoried): readonly EmbeddedResource[] {
  return (power.chain?.nodes ?? []).map((node) => ({
    kind: 'power-node',
    name: node.name,
    input: {
      kind: node.kind,
      volts: node.volts,
      limit: Power.watts(node.limitWatts).toString(),
      load: Power.watts(node.loadWatts).toString(),
      fed_from: node.fedFrom,
      ...(node.feed === undefined ? {} : { feed: node.feed }),
      ...(node.group === undefined ? {} : { group: node.group }),
    },
  }));
}

function fabricResources(plan: Inventoried): readonly EmbeddedResource[] {
  return plan.fabrics.map(({ plan: fabric }, index) => ({
    kind: 'fabric',
    name: fabric.name,
    input: {
      kind: fabric.kind,
      role: fabric.role,
      shape: fabric.shape,
      tiers: fabric.tiers,
      planes: fabric.planes,
      hosts: fabric.counts.hosts,
      leaves: fabric.counts.leaf,
      spines: fabric.counts.spine,
      cores: fabric.counts.core,
      links: fabric.links.count,
      cables: laidCables(plan.cables[index] ?? { count: 0 }),
    },
  }));
}

function clusterResources(plan: Inventoried): readonly EmbeddedResource[] {
  return plan.clusters.map((cluster) => ({
    kind: 'cluster',
    name: cluster.name,
    input: {
      system: cluster.systemModel,
      systems: cluster.hosts.length,
      gpus: cluster.hosts.length * cluster.gpusPerHost,
      systems_in_service: cluster.hosts.filter((host) => plan.assets.get(host)?.state === 'in-service').length,
      fabrics: cluster.fabrics,
      zones: cluster.zones,
      tenants: cluster.tenants,
    },
  }));
}

function storageResources(plan: Inventoried): readonly EmbeddedResource[] {
  return plan.storage.map(({ plan: tier }) => ({
    kind: 'storage',
    name: tier.name,
    input: { system: tier.block.id, blocks: tier.blocks, nodes: tier.nodes.length, decided_by: tier.decidedBy },
  }));
}

function convergedResources({ converged = [] }: Inventoried): readonly EmbeddedResource[] {
  return converged.map(({ plan, switches, cables }) => ({
    kind: 'converged',
    name: plan.name,
    input: {
      switches,
      runs: Object.fromEntries(plan.runs.map(({ name, cages }) => [name, cages.join(' ')])),
      links: plan.counts,
      cables: cables.filter(({ label, cable }) => label === cable).length,
    },
  }));
}

function phaseResources({ phases = [] }: Inventoried): readonly EmbeddedResource[] {
  return phases.map((phase) => ({
    kind: 'phase',
    name: phase.name,
    input: {
      date: phase.date,
      ...(phase.contractWatts === undefined ? {} : { contract: Power.watts(phase.contractWatts).toString() }),
      ...(phase.itWatts === undefined ? {} : { it: Power.watts(phase.itWatts).toString() }),
      ...(phase.energisedWatts === undefined ? {} : { energised: Power.watts(phase.energisedWatts).toString() }),
      systems: phase.systems,
      gpus: phase.gpus,
      load: Power.watts(phase.loadWatts).toString(),
      order_by: Object.fromEntries(phase.purchases.map(({ name, lastOrderDate }) => [name, lastOrderDate])),
    },
  }));
}

function tenantResources({ power: { tenantLoads = [] } }: Inventoried): readonly EmbeddedResource[] {
  return tenantLoads.map(({ name, racks, rows, loadWatts, liquidShare, phase }) => ({
    kind: 'tenant',
    name,
    input: {
      racks,
      rows: rows.join(', '),
      load: Power.watts(loadWatts).toString(),
      liquid_share: liquidShare,
      ...(phase === undefined ? {} : { phase }),
    },
  }));
}
