import type { Asset } from '../../model/asset';
import { laidCables } from '../../model/cabling-plan';
import type { CoolingLoopPlan, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import { type DeviceInput, devicesByName, type RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { FlowRate } from '../../units/flow-rate';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { Temperature } from '../../units/dimensions';

/** What the inventory needs of a site's plan. */
type Inventoried = Omit<SitePlan, 'stacks'>;

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
  const devices = devicesByName(plan.devices);
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
      ...present({ feed: node.feed, group: node.group }),
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
      ...present({
        contract: phase.contractWatts === undefined ? undefined : Power.watts(phase.contractWatts).toString(),
        it: phase.itWatts === undefined ? undefined : Power.watts(phase.itWatts).toString(),
        energised: phase.energisedWatts === undefined ? undefined : Power.watts(phase.energisedWatts).toString(),
      }),
      systems: phase.systems,
      gpus: phase.gpus,
      load: Power.watts(phase.loadWatts).toString(),
      order_by: Object.fromEntries(phase.purchases.map(({ name, lastOrderDate }) => [name, lastOrderDate])),
    },
  }));
}

function tenantResources({ power: { tenantLoads = [] } }: Inventoried): readonly EmbeddedResource[] {
  return tenantLoads.map(({ name, racks, rows, positions, loadWatts, liquidShare, phase }) => ({
    kind: 'tenant',
    name,
    input: {
      racks,
      rows: rows.join(', '),
      ...present({ positions: positions?.join(', ') }),
      load: Power.watts(loadWatts).toString(),
      liquid_share: liquidShare,
      ...present({ phase }),
    },
  }));
}

/** Kinds of resource of the cooling. */
type CoolingResourceKind = 'cooling-loop' | 'cooling-units' | 'energy-target';

/** A resource of the cooling: kind and name make its address, `input` is what `diff` shows. */
interface CoolingResource {
  readonly kind: CoolingResourceKind;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Resources of the cooling of a site: one a loop, one a group of units, one for its target; none for a site without cooling. */
function coolingResources(cooling: CoolingPlan | undefined): readonly CoolingResource[] {
  if (cooling === undefined) return [];
  const { loops, target } = cooling;
  return [
    ...loops.map((loop): CoolingResource => ({ kind: 'cooling-loop', name: loop.name, input: loopInput(loop) })),
    ...loops.flatMap((loop) =>
      loop.units.map((units): CoolingResource => ({
        kind: 'cooling-units',
        name: units.name,
        input: unitsInput(units),
      })),
    ),
    ...(target === undefined
      ? []
      : [{ kind: 'energy-target' as const, name: target.name, input: targetInput(cooling, target) }]),
  ];
}

function loopInput(loop: CoolingLoopPlan): CoolingResource['input'] {
  const { heatWatts, capacityWatts, flowMillilitresPerSecond, deliveredMillicelsius } = loop;
  const isFlowKnown = loop.flowKnownWatts === heatWatts;
  return {
    kind: loop.kind,
    heat: `${Power.watts(heatWatts).toString()} of ${Power.watts(capacityWatts).toString()}`,
    flow: isFlowKnown ? FlowRate.millilitresPerMinute(flowMillilitresPerSecond * 60).toString() : 'not known',
    supply:
      deliveredMillicelsius === undefined ? 'not known' : Temperature.celsius(deliveredMillicelsius / 1_000).toString(),
    rows: loop.rows,
    racks: loop.racks.length,
    rejects_to: loop.rejectsTo ?? 'outside',
  };
}

function unitsInput(units: CoolingUnitsPlan): CoolingResource['input'] {
  return {
    kind: units.kind,
    loop: units.loop,
    units: units.units,
    spare: units.spare,
    heat_each: `${Power.watts(units.heatWattsEach).toString()} of ${Power.watts(units.capacityWatts ?? 0).toString()}`,
  };
}

function targetInput({ pue, wue }: CoolingPlan, target: NonNullable<CoolingPlan['target']>): CoolingResource['input'] {
  const figure = (value: number | undefined, wanted: number | undefined): string =>
    `${value === undefined ? 'not known' : value.toFixed(3)}${wanted === undefined ? '' : ` of ${wanted}`}`;
  return { pue: figure(pue, target.pue), wue: figure(wue, target.wue) };
}

/** The input of a rack's resource: where it stands, what it draws, and a line for each device. */
export function rackInput(
  rack: RackPlan,
  devices: ReadonlyMap<string, DeviceInput>,
  assets: ReadonlyMap<string, Asset>,
): Readonly<Record<string, unknown>> {
  return {
    hall: rack.hall,
    row: rack.row,
    rack: rack.name,
    zone: rack.zone,
    load: `${Power.watts(rack.loadWatts).toString()} of ${Power.watts(rack.limits.budgetWatts).toString()}`,
    units: `${rack.usedU} of ${rack.limits.heightU} U`,
    devices: Object.fromEntries(
      rack.devices.map(({ name, u, heightU }) => {
        const asset = assets.get(name);
        const place = heightU === 1 ? `U${u}` : `U${u}-U${u + heightU - 1}`;
        const parts = [place, devices.get(name)?.model ?? 'unknown', asset?.state ?? 'planned'];
        if (asset?.serial !== undefined) parts.push(`serial ${asset.serial}`);
        if (asset?.assetTag !== undefined) parts.push(`tag ${asset.assetTag}`);
        return [name, parts.join(', ')];
      }),
    ),
  };
}

/**
 * Resources that stand for what an adopted hall has already: racks with an adopted device, and the zones, fabrics, clusters, tiers and pairs of cores that such
 * devices belong to. Their first apply brings them into the state and creates nothing.
 */
export function embeddedImports(plan: Inventoried): (resource: Pick<EmbeddedResource, 'kind' | 'name'>) => boolean {
  const adopted = new Set(plan.adopted?.devices);
  if (adopted.size === 0) return () => false;
  const stands = (name: string): boolean => adopted.has(name);
  const racks = plan.placement.racks.filter(({ devices }) => devices.some(({ name }) => stands(name)));
  const owners = new Set(plan.devices.filter(({ name }) => stands(name)).map(({ path }) => path));
  const known = new Map<string, ReadonlySet<string>>([
    ['rack', new Set(racks.map(({ name }) => name))],
    ['zone', new Set(racks.map(({ zone }) => zone))],
    ['fabric', names(plan.fabrics, ({ switches }) => switches.some(({ name }) => stands(name)))],
    ['cluster', new Set(plan.clusters.filter(({ path }) => owners.has(path)).map(({ name }) => name))],
    ['storage', new Set(plan.storage.filter(({ path }) => owners.has(path)).map((tier) => tier.plan.name))],
    [
      'converged',
      new Set((plan.converged ?? []).filter(({ switches }) => switches.some(stands)).map((pair) => pair.plan.name)),
    ],
  ]);
  return ({ kind, name }) => known.get(kind)?.has(name) ?? false;
}

function names(
  fabrics: Inventoried['fabrics'],
  isAdopted: (plan: Inventoried['fabrics'][number]['plan']) => boolean,
): ReadonlySet<string> {
  return new Set(fabrics.filter(({ plan }) => isAdopted(plan)).map(({ plan }) => plan.name));
}
