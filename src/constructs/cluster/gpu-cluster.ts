import type { PortGroup } from '../../catalog/shapes';
import { computeFormOf, type SystemSpec } from '../../catalog/system-spec';
import { hostsBySlot } from '../../design/lock/stack-memory';
import { patternChanged, patternedErrors, patternErrors, patternName } from '../../design/names';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { Construct } from '../../host';
import { trayNames } from '../../model/fabric-plan';
import type { DeviceInput } from '../../model/placement-plan';
import type { ClusterPlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import {
  type FabricMember,
  hostMembership,
  type ManagedMember,
  type Membership,
  type MembershipRequest,
} from './fabric-member';
import { type PowerZone, ZONES_OF_SCOPE } from '../power/power-zone';
import { numberedName } from '../props/check-props';
import {
  FORMERLY,
  named,
  nameOf,
  optional,
  type PropNames,
  required,
  SYSTEM,
  TAGS,
  TENANT_OF_SITE,
  TEXT,
  WHOLE,
} from '../props/prop-rule';
import { countErrors } from '../props/prop-values';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { DELIVERED_NAMES, type DeliveredProps, deliveryErrors, deliveryPurchases, phasesOf } from '../site/purchase';
import type { Site } from '../site/site';
import type { TenantProps } from '../site/site-props';
import type { Rack } from '../space/hall';
import { OF_SITE, SiteConstruct } from '../site/site-construct';
import { deviceMaker, modelFacts } from './device-from-spec';
import {
  GPU_POWER_NAMES,
  gpuPowerErrors,
  type GpuPowerProps,
  powerOfSystem,
  CLUSTER_JOB_NAMES,
  type ClusterJobProps,
  jobErrors,
  jobsOf,
} from './gpu-power';

const PLACE_NAMES: PropNames<NonNullable<GpuClusterProps['places']>[string]> = {
  rack: required(named('a Rack', ['row', 'position'])),
  u: optional(WHOLE),
};

/** Props of a cluster. */
export const GPU_CLUSTER_NAMES: PropNames<GpuClusterProps> = {
  site: OF_SITE,
  system: required(SYSTEM),
  count: required({ count: 'cluster/bad-count' }),
  powerZones: ZONES_OF_SCOPE,
  systemPower: optional({ quantity: Power, isAboveZero: true }),
  unitSystems: optional({ count: 'cluster/bad-unit' }),
  reserveUnits: optional({ count: 'cluster/bad-unit' }),
  systemsPerRack: optional({ count: 'cluster/bad-rack' }),
  names: optional(TEXT),
  places: optional({ of: PLACE_NAMES, as: 'map', called: 'place' }),
  tenants: optional({ isList: true, each: TENANT_OF_SITE }),
  tags: optional(TAGS),
  formerly: optional(FORMERLY),
  ...DELIVERED_NAMES,
  ...GPU_POWER_NAMES,
  ...CLUSTER_JOB_NAMES,
};

/** Properties of a `GpuCluster`. */
export interface GpuClusterProps extends GpuPowerProps, DeliveredProps, ClusterJobProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** GPU system, from the catalogue or by `defineSystem`. */
  readonly system: SystemSpec;
  /** Number of systems. */
  readonly count: number;
  /**
   * Power zones whose rows may hold its systems, in order of preference.
   *
   * @default - the zone that it is created in; else every row that accepts systems
   */
  readonly powerZones?: readonly PowerZone[];
  /**
   * Nameplate of one system where it differs from the catalogue's maximum, or the catalogue lacks one. A cap that leaves the nameplate as it is, is `powerCap`.
   *
   * @default - the catalogue's maximum
   */
  readonly systemPower?: Power;
  /**
   * Systems in one scalable unit.
   *
   * @default - the published unit of the system
   */
  readonly unitSystems?: number;
  /**
   * Scalable units that its fabrics keep for it, so that it grows without moving the units of the hosts after it.
   *
   * @default - the units present
   */
  readonly reserveUnits?: number;
  /**
   * Systems in one rack at most.
   *
   * @default - as many as its units, power and weight take
   */
  readonly systemsPerRack?: number;
  /**
   * Names of its systems, with `{n}` (number in the cluster), `{unit}` (scalable unit by that number), `{i}` (number in the unit) and `{id}`: `dgx{n:02}` or
   * `su{unit}-dgx{i:02}`, padded to two digits. The pattern stays as it is once systems are deployed.
   *
   * @default '{id}-{n:03}'
   */
  readonly names?: string;
  /**
   * Places chosen by hand, by system name: a `Rack` or its name, and the lowest unit where it matters. Checked like a default.
   *
   * @default - the placement engine's
   */
  readonly places?: Readonly<Record<string, { readonly rack: Rack | string; readonly u?: number }>>;
  /**
   * Tenants that share it, or their names; of the site's.
   *
   * @default - all of the site's
   */
  readonly tenants?: readonly (TenantProps | string)[];
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name that it had when it was last planned. Its places, ports, addresses and numbers, and its objects in the inventory, are then kept under the new one.
   *
   * @default - it had no other name
   */
  readonly formerly?: string;
}

/**
 * A cluster of GPU systems that are alike. Its systems are called `<id>-001` and so on; where a system is a whole rack, its trays are the
 * hosts of fabrics, called `<id>-001-t01` and so on.
 */
export class GpuCluster extends SiteConstruct implements FabricMember, ManagedMember {
  /** Name in the site. */
  public readonly name: string;
  /** GPU system. */
  public readonly system: SystemSpec;
  /** Names of its systems, in order of their slots. */
  public readonly deviceNames: readonly string[];
  /** Trays of systems that are whole racks, each with the system that holds it: they are the hosts of fabrics (`<system>-t01`). */
  public readonly trays: Readonly<Record<string, string>> | undefined;
  /** Switch trays of the scale-up networks of all systems that are whole racks; no fabric has them. */
  public readonly scaleUpSwitches: number | undefined;
  /** Systems in one scalable unit. */
  public readonly unitSystems: number;
  /** GPUs in all. */
  public readonly gpus: number;
  private readonly traysEach: number | undefined;
  private readonly reserveUnits: number | undefined;
  private readonly slots: Readonly<Record<string, number>>;

  public constructor(scope: Construct, id: string, given: GpuClusterProps) {
    const owner = `cluster '${id}'`;
    const props = scopedProps(scope, owner, given, GPU_CLUSTER_NAMES, (props) => clusterErrors(id, props));
    const traysEach = props.system.formFactor === 'rack' ? props.system.fabricNodes.value : undefined;
    const switchesEach = traysEach === undefined ? undefined : props.system.scaleUpSwitches?.value;
    const unitSystems = props.unitSystems ?? publishedUnit(props.system);
    const nameplate = props.systemPower ?? props.system.maxPower?.value;
    if (unitSystems === undefined) {
      throw new DesignError('cluster/unit-unknown', {
        problem: `${owner}: no source states how many systems of '${props.system.id}' make a scalable unit`,
        remedy: "give 'unitSystems'",
        object: id,
      });
    }
    const names = systemNames(id, props, unitSystems);
    super(scope, id, { site: props.site, kind: 'cluster', tags: props.tags, formerly: props.formerly });
    this.name = id;
    this.system = props.system;
    this.unitSystems = unitSystems;
    this.reserveUnits = props.reserveUnits;
    this.gpus = props.count * props.system.gpus.value;
    this.slots = keptSlots(props.site, owner, id, names);
    this.deviceNames = hostsBySlot(this.slots, names).filter((name) => name !== '');
    this.traysEach = traysEach;
    this.trays = traysEach === undefined ? undefined : holdersOf(this.deviceNames, traysEach);
    this.scaleUpSwitches = switchesEach === undefined ? undefined : switchesEach * this.deviceNames.length;
    checkPlaces(owner, names, props);
    const zones = (props.powerZones ?? []).map(({ node }) => node.id);
    const make = deviceMaker(props.system, {
      kind: 'system',
      path: this.node.path,
      owner,
      power: props.systemPower,
      powerProp: 'systemPower',
      details: nameplate === undefined ? {} : powerOfSystem(props.system, props, nameplate),
      zones,
      maxPerRack: props.systemsPerRack,
      unitDevices: unitSystems,
    });
    const phases = phasesOf(names, props);
    const devices = this.deviceNames.map((name): DeviceInput => {
      const phase = phases.get(name);
      return {
        ...make(name, this.unitOf(name), this.placeOf(name, props)),
        ...present({ phase }),
      };
    });
    const tenants = props.tenants?.map(nameOf) ?? props.site.tenants;
    props.site.addPart({
      path: this.node.path,
      contribution: () => ({
        devices,
        purchases: deliveryPurchases(owner, this.node.path, props),
        slots: { [id]: this.slots },
        models: [modelFacts(props.system, 'system')],
        clusters: [
          {
            name: id,
            path: this.node.path,
            system: props.system.id,
            systemModel: props.system.model,
            hosts: this.deviceNames,
            gpusPerHost: props.system.gpus.value,
            unitHosts: unitSystems,
            ...sharedRate(props.system),
            ...jobsOf(props),
            ...scaleUpDomains(this.deviceNames, traysEach, switchesEach),
            zones,
            tenants,
          },
        ],
      }),
    });
    this.addSummary({
      system: props.system.model,
      systems: props.count,
      gpus: this.gpus,
      units: Math.ceil(props.count / unitSystems),
      ...present({ scale_up_switches: this.scaleUpSwitches }),
    });
  }

  /** Scalable unit of a system, as placement keeps it together: `haein/su-02`. */
  public unitOf(device: string): string {
    const unit = Math.floor((this.slots[device] ?? 0) / this.unitSystems) + 1;
    return `${this.name}/${numberedName('su', unit, 2)}`;
  }

  /** Its systems as hosts of a fabric. */
  public membership(request: MembershipRequest): Membership {
    const { trays, traysEach = 1 } = this;
    const systems = hostsBySlot(this.slots, this.deviceNames);
    return hostMembership(
      {
        name: this.name,
        hosts: trays === undefined ? systems : trayNames(systems, traysEach),
        unitHosts: this.unitSystems * traysEach,
        domains: trays === undefined ? undefined : { holders: trays, hosts: traysEach },
        reserveUnits: this.reserveUnits,
        rails: this.system.rails?.value ?? 1,
        ports: this.portsFor(request),
        model: `system '${this.system.id}'`,
      },
      request,
    );
  }

  private portsFor({ role, kind, standingPorts }: MembershipRequest): PortGroup | undefined {
    const { computePorts, storagePorts, inBandPorts } = this.system;
    if (role === 'compute') {
      const stood = standingPorts?.[this.name];
      const isAsBuilt = kind === undefined || (stood !== undefined && stood === computePorts?.value.count);
      return isAsBuilt ? computePorts?.value : computeFormOf(this.system, kind);
    }
    if (role === 'storage') return storagePorts?.value;
    return role === 'in-band' ? inBandPorts?.value : undefined;
  }

  private placeOf(name: string, { places }: GpuClusterProps): { rack: string; u?: number } | undefined {
    const place = places?.[name];
    if (place === undefined || typeof place.rack === 'string') return place as { rack: string; u?: number } | undefined;
    return { ...place, rack: place.rack.siteName };
  }
}

/** What is wrong with the props of a cluster beside their kinds. */
function clusterErrors(id: string, props: ScopedProps<GpuClusterProps>): readonly DesignError[] {
  const owner = `cluster '${id}'`;
  const { system, powerZones: zones = [] } = props;
  const unitSystems = props.unitSystems ?? publishedUnit(system);
  const nameplate = props.systemPower ?? system.maxPower?.value;
  return [
    ...(props.unitSystems === undefined ? countErrors('cluster/bad-unit', owner, { unitSystems }) : []),
    ...tenantErrors(id, props),
    ...(props.names === undefined ? [] : patternErrors(systemPattern(owner, props.names))),
    ...deliveryErrors(owner, props.count, props),
    ...jobErrors(owner, props.count, props),
    ...gpuPowerErrors({ owner, system, nameplate, zones }, props),
  ];
}

function tenantErrors(id: string, { site, tenants }: ScopedProps<GpuClusterProps>): readonly DesignError[] {
  return (tenants ?? [])
    .map(nameOf)
    .filter((tenant) => !site.tenants.includes(tenant))
    .map((tenant) => {
      const hint = spellingHint(tenant, site.tenants);
      return new DesignError('cluster/unknown-tenant', {
        problem: `cluster '${id}' is for tenant '${tenant}', which site '${site.node.id}' does not name`,
        remedy: hint === undefined ? `add '${tenant}' to 'tenants' of the site` : `did you mean '${hint}'?`,
        object: tenant,
      });
    });
}

function systemPattern(owner: string, pattern: string): Parameters<typeof patternErrors>[0] {
  return { owner, prop: 'names', pattern, fields: ['n', 'unit', 'i', 'id'] };
}

/** @throws DesignError `names/not-taken`, `names/alike` */
function systemNames(id: string, { names: pattern, count }: GpuClusterProps, unitSystems: number): readonly string[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  if (pattern === undefined) return numbers.map((index) => numberedName(id, index + 1, 3));
  const names = numbers.map((index) => {
    const unit = Math.floor(index / unitSystems) + 1;
    return patternName(pattern, { id, n: index + 1, unit, i: (index % unitSystems) + 1 });
  });
  DesignErrors.throwAll(patternedErrors(systemPattern(`cluster '${id}'`, pattern), names));
  return names;
}

/** Slots of devices by name. @throws DesignError `names/pattern-changed` where the lock knows none of the names, and others */
function keptSlots(site: Site, owner: string, id: string, names: readonly string[]): Readonly<Record<string, number>> {
  const slots = site.slotsFor(id, names);
  const before = Object.keys(site.slotsFor(id, []));
  if (before.length > 0 && !names.some((name) => before.includes(name))) throw patternChanged(owner, 'names', id);
  return slots;
}

function checkPlaces(owner: string, names: readonly string[], { places }: GpuClusterProps): void {
  const known = new Set(names);
  DesignErrors.throwAll(
    Object.keys(places ?? {})
      .filter((name) => !known.has(name))
      .map((name) => {
        const hint = spellingHint(name, names);
        return new DesignError('cluster/unknown-place', {
          problem: `${owner}: 'places' has '${name}', which is none of its systems ('${names[0] ?? ''}' to '${names.at(-1) ?? ''}')`,
          remedy: hint === undefined ? 'name a system of the cluster' : `did you mean '${hint}'?`,
          object: name,
        });
      }),
  );
}

/** Systems of the published unit: its hosts, by the trays of a system that is a whole rack. */
function publishedUnit({ formFactor, fabricNodes, scalableUnitNodes }: SystemSpec): number | undefined {
  if (scalableUnitNodes === undefined) return undefined;
  return formFactor === 'rack' ? scalableUnitNodes.value / fabricNodes.value : scalableUnitNodes.value;
}

/** System that holds each tray of systems that are whole racks. */
function holdersOf(systems: readonly string[], trays: number): Readonly<Record<string, string>> {
  return Object.fromEntries(systems.flatMap((system) => trayNames([system], trays).map((tray) => [tray, system])));
}

/** Each rack as one scale-up network, with the switch trays that its vendor states; nothing for systems that have no trays. */
function scaleUpDomains(
  systems: readonly string[],
  trays: number | undefined,
  switches: number | undefined,
): Pick<ClusterPlan, 'scaleUpDomains'> {
  if (trays === undefined) return {};
  const own = present({ switches });
  return { scaleUpDomains: systems.map((name) => ({ name, hosts: trayNames([name], trays), ...own })) };
}

/** What the adapters of its storage links carry; those of another model have their own. */
function sharedRate({ sharedAdapters, storagePorts }: SystemSpec): Pick<ClusterPlan, 'adapterRateBits'> {
  const adapters = sharedAdapters?.value;
  const nic = storagePorts?.value.nic;
  if (adapters === undefined || (nic !== undefined && adapters.nic !== undefined && nic !== adapters.nic)) return {};
  return { adapterRateBits: adapters.count * adapters.rate.inBitsPerSecond };
}
