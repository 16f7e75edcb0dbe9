import { planConvergedPair } from '../../design/converged/check-converged-input';
import { hostsBySlot } from '../../design/lock/stack-memory';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { ModelFacts } from '../../model/bill-plan';
import type { ConvergedInput, ConvergedLink, ConvergedPlan, DeviceGroup, OobSwitches } from '../../model/core-pair';
import type { DeviceInput } from '../../model/placement-plan';
import { addTo, present } from '../../units/present';
import { deviceMaker, modelFacts, partnersAmong, type RackableSpec } from '../cluster/device-from-spec';
import { GpuCluster } from '../cluster/gpu-cluster';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { sameSiteErrors } from '../props/prop-values';
import { SiteConstruct } from '../site/site-construct';
import { convergedCores, convergedMedia, convergedRuns, ownerOf } from './converged-cores';
import {
  CONVERGED_PAIR_NAMES,
  type ConvergedGroupProps,
  type ConvergedLinkProps,
  type ConvergedOobProps,
  type ConvergedPairProps,
} from './converged-pair-props';
import { repairOf } from './management-network';

/**
 * One pair of core switches that carries all networks of a small site, with its out-of-band switches. Its wire map and the breakouts of each core are among
 * the exports of the site.
 */
export class ConvergedPair extends SiteConstruct {
  /** Name in the site. */
  public readonly name: string;
  /** Every cage, port and cable. */
  public readonly plan: ConvergedPlan;
  /** Names of the cores, of the out-of-band switches and of the devices that it places. */
  public readonly deviceNames: readonly string[];

  /**
   * @throws DesignError `props/...`, `names/...`, `converged/...` for what cannot be built, all that is wrong in the props at once
   * @throws DesignError `catalog/no-height`, `catalog/no-power` for a model that lacks what placement or power needs
   */
  public constructor(scope: Construct, id: string, given: ConvergedPairProps) {
    const props = scopedProps(scope, ownerOf(id), given, CONVERGED_PAIR_NAMES, (all) => pairErrors(id, all));
    const slots = pairSlots(id, props);
    const input = convergedInput(id, props, slots);
    const plan = planConvergedPair(input);
    super(scope, id, { site: props.site, kind: 'converged', tags: props.tags, formerly: props.formerly });
    const { path } = this.node;
    const { cores, oob, servers, models } = convergedDevices(id, path, input.cores.names, props);
    this.name = id;
    this.plan = plan;
    const media = convergedMedia(input, props);
    const devices = [...cores, ...oob, ...servers];
    this.deviceNames = devices.map(({ name }) => name);
    const switches = [...cores, ...oob].map(({ name }) => name);
    const repair = props.oob === undefined ? undefined : repairOf(props.oob);
    props.site.addPart({
      path,
      contribution: () => ({
        devices,
        slots,
        models,
        converged: [{ path, plan, input, switches, ...present({ repair }), ...(media.length === 0 ? {} : { media }) }],
      }),
    });
    this.addSummary({ cores: input.cores.names, oob_switches: oob.length, links: plan.counts });
  }
}

function convergedInput(
  id: string,
  props: ScopedProps<ConvergedPairProps>,
  slots: ReturnType<typeof pairSlots>,
): ConvergedInput {
  const { isl, oob } = props;
  return {
    name: id,
    cores: convergedCores(id, props),
    runs: convergedRuns(id, props),
    groups: convergedGroups(id, props, slots),
    ...present({ isl, oob: oob === undefined ? undefined : oobSwitches(oob) }),
  };
}

function oobSwitches({ switch: spec, names }: ConvergedOobProps): OobSwitches {
  return {
    names,
    portsPerSwitch: spec.cages.value * spec.portsPerCage.value,
    rateBits: spec.portRate.value.inBitsPerSecond,
  };
}

/** Devices that a pair places. */
interface PairDevices {
  readonly cores: readonly DeviceInput[];
  readonly oob: readonly DeviceInput[];
  readonly servers: readonly DeviceInput[];
  readonly models: readonly (readonly [string, ModelFacts])[];
}

/** Cores, out-of-band switches and named devices with a model. Cores stand with their like, and so do the others. */
function convergedDevices(
  id: string,
  path: string,
  coreNames: readonly string[],
  props: ConvergedPairProps,
): PairDevices {
  const zones = (props.powerZones ?? []).map(({ node }) => node.id);
  const shared = { path, owner: ownerOf(id), zones };
  const { switch: core, oob } = props;
  const switches = { ...shared, kind: 'switch' } as const;
  const makeCore = deviceMaker(core, { ...switches, power: props.switchPower, powerProp: 'switchPower' });
  const makeOob =
    oob === undefined
      ? undefined
      : deviceMaker(oob.switch, { ...switches, power: oob.switchPower, powerProp: 'oob.switchPower' });
  const named = props.groups.flatMap((group) => namedDevices(group));
  const of = ownerOf(id);
  const coreSet = partnersAmong(coreNames, { set: `${id}/core`, kind: 'core', of });
  const oobSet = partnersAmong(oob?.names ?? [], { set: `${id}/oob`, kind: 'oob-switch', of });
  return {
    cores: coreNames.map((name) => ({ ...makeCore(name, `${id}/core`), ...coreSet })),
    oob: makeOob === undefined ? [] : (oob?.names ?? []).map((name) => ({ ...makeOob(name, `${id}/oob`), ...oobSet })),
    servers: named.flatMap(({ group, names, server, power }) => {
      const kind = server.role === 'storage' ? 'storage' : 'server';
      const make = deviceMaker(server, { ...shared, kind, power, powerProp: `serverPower' of group '${group}` });
      const services = servicesAmong(names);
      return names.map((name) => {
        const service = serviceOf(name);
        const set = `${id}/${group}/${service}`;
        return {
          ...make(name, `${id}/${group}`),
          ...partnersAmong(services.get(service) ?? [], {
            set,
            kind: 'server',
            of: `'${service}' of group '${group}'`,
          }),
        };
      });
    }),
    models: [
      modelFacts(core, 'switch'),
      ...(oob === undefined ? [] : [modelFacts(oob.switch, 'switch')]),
      ...named.map(({ server }) => modelFacts(server, server.role === 'storage' ? 'storage' : 'server')),
    ],
  };
}

/** Servers of a group by what they serve: those that are called alike, a number at the end aside, such as `bcme-01` and `bcme-02`. */
function servicesAmong(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const services = new Map<string, string[]>();
  for (const name of names) {
    addTo(services, serviceOf(name), name);
  }
  return services;
}

function serviceOf(name: string): string {
  return name.replace(/[-_.]?\d+$/, '');
}

interface NamedDevices {
  readonly group: string;
  readonly names: readonly string[];
  readonly server: RackableSpec & NonNullable<ConvergedGroupProps['server']>;
  readonly power: ConvergedGroupProps['serverPower'];
}

function namedDevices({ name, devices, server, serverPower }: ConvergedGroupProps): NamedDevices[] {
  if (devices === 'oob' || isMember(devices) || server === undefined) return [];
  return [{ group: name, names: devices, server, power: serverPower }];
}

/** Slots of the named devices of a pair, by the key under which the site's lock keeps them. */
type PairSlots = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Slots of all groups of named devices. */
function pairSlots(id: string, { site, groups }: ScopedProps<ConvergedPairProps>): PairSlots {
  return Object.fromEntries(
    groups.flatMap(({ name, devices }) => {
      if (devices === 'oob' || isMember(devices)) return [];
      const key = slotKey(id, name);
      // A name given twice is the engine's to refuse.
      return [[key, site.slotsFor(key, [...new Set(devices)])]];
    }),
  );
}

/** Groups as the engine takes them. */
function convergedGroups(id: string, props: ConvergedPairProps, slots: PairSlots): readonly DeviceGroup[] {
  return props.groups.map((group) => {
    const { name, listedFrom, oobPorts, links } = group;
    const { devices, unitDevices, keepDevices } = placesOf(id, group, props, slots);
    const unit = group.unitDevices ?? unitDevices;
    const keep = group.keepDevices ?? keepDevices;
    return {
      name,
      devices,
      links: links.map(toLink),
      ...present({ unitDevices: unit, keepDevices: keep, listedFrom, oobPorts }),
    };
  });
}

function placesOf(
  id: string,
  { name, devices }: ConvergedGroupProps,
  { oob }: ConvergedPairProps,
  slots: PairSlots,
): Pick<DeviceGroup, 'devices' | 'unitDevices' | 'keepDevices'> {
  if (devices === 'oob') return { devices: oob?.names ?? [] };
  if (!isMember(devices)) {
    if (new Set(devices).size < devices.length) return { devices };
    return { devices: hostsBySlot(slots[slotKey(id, name)] ?? {}, devices) };
  }
  // Ports are named by the group's links: the member is asked for its hosts alone.
  const request = { owner: ownerOf(id), role: 'in-band', planes: 1, portsPerHost: 1 } as const;
  const { hosts, unitHosts, reserveUnits } = devices.membership(request).group;
  if (!(devices instanceof GpuCluster)) return { devices: hosts };
  return {
    devices: hosts,
    unitDevices: unitHosts,
    ...present({
      keepDevices: reserveUnits === undefined ? undefined : Math.max(reserveUnits * unitHosts, hosts.length),
    }),
  };
}

function toLink({ rate, connector: _, ...link }: ConvergedLinkProps): ConvergedLink {
  return rate === undefined ? link : { ...link, rateBits: rate.inBitsPerSecond };
}

function slotKey(id: string, group: string): string {
  return `${id}/${group}`;
}

/**
 * What is wrong with props of a pair in themselves; what follows from sizes the engine refuses: `converged/wrong-switch`, `converged/no-groups`, `converged/no-oob`,
 * `converged/server-not-wanted`, `converged/unknown-connector`, `site/other-site`.
 */
function pairErrors(id: string, props: ScopedProps<ConvergedPairProps>): readonly DesignError[] {
  return [
    ...switchErrors(id, props),
    ...(props.groups.length === 0 ? [noGroups(id)] : []),
    ...props.groups.flatMap((group) => [...oobErrors(id, group, props), ...serverErrors(id, group)]),
    ...sameSiteErrors(ownerOf(id), props.site, {
      groups: props.groups.flatMap(({ devices }) => (isMember(devices) ? [devices] : [])),
    }),
  ];
}

/** Whether the devices of a group are those of another construct. */
function isMember(
  devices: ConvergedGroupProps['devices'],
): devices is Exclude<ConvergedGroupProps['devices'], string | readonly string[]> {
  return typeof devices === 'object' && 'deviceNames' in devices;
}

function switchErrors(id: string, { switch: core, oob }: ConvergedPairProps): readonly DesignError[] {
  const given = [
    { prop: 'switch', spec: core, example: 'switches.SN5610' },
    ...(oob === undefined ? [] : [{ prop: 'oob.switch', spec: oob.switch, example: 'switches.SN2201' }]),
  ];
  return given
    .filter(({ spec }) => spec.kind !== 'ethernet' || spec.portNaming !== 'cumulus')
    .map(
      ({ prop, spec, example }) =>
        new DesignError('converged/wrong-switch', {
          problem: `${ownerOf(id)}: '${prop}' is '${spec.id}', which is no Ethernet switch with ports named as swp1`,
          remedy: `take an Ethernet switch such as ${example}`,
          object: spec.id,
        }),
    );
}

function noGroups(id: string): DesignError {
  return new DesignError('converged/no-groups', {
    problem: `${ownerOf(id)}: 'groups' is empty`,
    remedy: 'give the clusters, storage tiers and devices that it connects',
    object: id,
  });
}

function oobErrors(
  id: string,
  { name, devices, oobPorts = [] }: ConvergedGroupProps,
  { oob }: ConvergedPairProps,
): readonly DesignError[] {
  if (oob !== undefined) return [];
  if (devices !== 'oob' && oobPorts.length === 0) return [];
  const what = devices === 'oob' ? "is the out-of-band switches ('devices' is 'oob')" : "has 'oobPorts'";
  return [
    new DesignError('converged/no-oob', {
      problem: `${ownerOf(id)}: group '${name}' ${what}, and the pair has no such switches`,
      remedy: "give them as 'oob'",
      object: name,
    }),
  ];
}

function serverErrors(id: string, { name, devices, server, serverPower }: ConvergedGroupProps): readonly DesignError[] {
  const isNamed = typeof devices === 'object' && !isMember(devices);
  const prop = server === undefined ? 'serverPower' : 'server';
  if ((server === undefined && serverPower === undefined) || (isNamed && server !== undefined)) return [];
  return [
    new DesignError('converged/server-not-wanted', {
      problem: `${ownerOf(id)}: group '${name}' has '${prop}', and its devices are no named devices with a model`,
      remedy: isNamed ? "give 'server' too" : `leave out '${prop}': their own construct places them`,
      object: name,
    }),
  ];
}

/** A socket that is misspelt would else silently offer no medium. */
