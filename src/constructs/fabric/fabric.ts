import type { ServerSpec } from '../../catalog/facility-specs';
import { growFabric, resolvedInput } from '../../design/fabric/grow-fabric';
import { planFabric } from '../../design/fabric/plan-fabric';
import { lockedFabric } from '../../design/lock/stack-memory';
import { asNumberWants } from '../../design/underlay/plan-underlay';
import { pairOwners } from '../../design/underlay/switches-in-use';
import { patternChanged, patternedErrors } from '../../design/names';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { AddressWant, AsNumberWant } from '../../model/address-plan';
import type { ModelFacts } from '../../model/bill-plan';
import type {
  FabricCounts,
  FabricInput,
  FabricKind,
  FabricPlan,
  FabricShape,
  HostGroup,
  NetworkRole,
  RepairWays,
  ServiceEndpoint,
} from '../../model/fabric-plan';
import type { DeviceInput } from '../../model/placement-plan';
import type { LockedFabric } from '../../model/site-lock';
import type { UnderlayOptions } from '../../model/underlay-plan';
import type { DataRate } from '../../units/data';
import { present } from '../../units/present';
import { modelFacts } from '../cluster/device-from-spec';
import { numberedName } from '../props/check-props';
import type { ScopedProps } from '../props/scoped-props';
import { purchaseOf } from '../site/purchase';
import { SiteConstruct } from '../site/site-construct';
import { fabricDevices, fabricMedia, fabricSwitch, managerPorts, trunkSplit } from './fabric-devices';
import type { FabricMember, ManagedMember, Membership, MembershipRequest } from '../cluster/fabric-member';
import { switchPattern, type FabricProps, type FabricServersProps } from './fabric-props';

/** What an Ethernet fabric chooses of its underlay. */
export interface FabricUnderlay extends Omit<UnderlayOptions, 'slots'> {
  /** Default: as RFC 7938 gives them out. */
  readonly asNumbers?: 'by-tier' | 'by-switch';
}

/** What a kind of fabric adds to the shared properties. */
export interface FabricDetails {
  readonly kind: FabricKind;
  readonly role: NetworkRole;
  readonly shape?: FabricShape | undefined;
  /** Servers on leaf ports, with the name that goes into theirs. */
  readonly servers?: (FabricServersProps & { readonly label: string }) | undefined;
  /** Choices of the underlay, for Ethernet alone. */
  readonly underlay?: FabricUnderlay | undefined;
  /** Passes in which an out-of-band network fills its leaves. */
  readonly passes?: FabricInput['passes'] | undefined;
  /** Of an out-of-band network. */
  readonly repair?: RepairWays | undefined;
}

/** A fabric of switches, sized and cabled when it is created. Its switches are called `<id>-leaf-su01-r1`, `<id>-spine-01` and so on. */
export abstract class Fabric extends SiteConstruct implements ManagedMember {
  /** The fabric that can be built: switches, links, counts. */
  public readonly plan: FabricPlan;
  /** Names of its switches and of the servers on its leaf ports. */
  public readonly deviceNames: readonly string[];
  private readonly services: readonly ServiceEndpoint[];
  private readonly shape: LockedFabric;

  protected constructor(scope: Construct, id: string, props: ScopedProps<FabricProps>, details: FabricDetails) {
    const owner = `fabric '${id}'`;
    super(scope, id, { site: props.site, kind: 'fabric', tags: props.tags, formerly: props.formerly });
    const { role, kind } = details;
    const order = props.site.slotsFor(
      `${id}-groups`,
      props.hosts.map(({ name }) => name),
    );
    const inOrder = [...props.hosts].sort((left, right) => (order[left.name] ?? 0) - (order[right.name] ?? 0));
    const standing = props.site.standingFabric(id);
    const request = { owner, role, kind, portsPerHost: props.portsPerHost, standingPorts: portsOf(standing) };
    const planes =
      props.planes ?? standing?.planes ?? planesOf(inOrder.map(membersIn({ ...request, planes: 1 })), props);
    const members = inOrder.map(membersIn({ ...request, planes }));
    this.services = servicesOf(id, details.servers);
    const input = this.input(owner, props, details, members, planes);
    if (standing !== undefined && standing.switchNames !== props.switchNames) {
      throw patternChanged(owner, 'switchNames', id);
    }
    const built = standing === undefined ? { plan: planFabric(input), input } : growFabric(input, standing);
    this.plan = built.plan;
    checkSwitchNames(owner, props.switchNames, this.plan);
    this.shape = lockedFabric(resolvedInput(built.input, built.plan));
    const devices = fabricDevices({
      id,
      owner,
      path: this.node.path,
      props,
      servers: details.servers,
      services: this.services,
      plan: this.plan,
    });
    this.deviceNames = devices.map(({ name }) => name);
    this.register(props, details, members, devices, order);
    const { counts, tiers } = this.plan;
    this.addSummary({
      role,
      tiers,
      leaves: counts.leaf,
      spines: counts.spine,
      cores: counts.core,
      host_links: counts.hostLinks,
      service_links: counts.serviceLinks,
      leaf_spine_links: counts.leafSpineLinks,
      spine_core_links: counts.spineCoreLinks,
    });
  }

  /** Counts of switches, links and free ports. */
  public get counts(): FabricCounts {
    return this.plan.counts;
  }

  private register(
    props: ScopedProps<FabricProps>,
    details: FabricDetails,
    members: readonly Membership[],
    devices: readonly DeviceInput[],
    order: Readonly<Record<string, number>>,
  ): void {
    const { site } = props;
    const switches = this.plan.switches.map(({ name }) => name);
    const isRouted = details.kind === 'ethernet';
    const options: UnderlayOptions = details.underlay ?? {};
    const pairs = [...pairOwners(this.plan, options)].map(
      ([group, names]) => [`${this.node.id}-${group}`, site.slotsFor(`${this.node.id}-${group}`, names)] as const,
    );
    const pairSlots = Object.assign({}, ...pairs.map(([, slots]) => slots)) as Readonly<Record<string, number>>;
    site.addPart({
      path: this.node.path,
      contribution: () => ({
        devices,
        purchases: purchaseOf(`fabric '${this.node.id}'`, this.node.path, props),
        shapes: { [this.node.id]: this.shape },
        slots: Object.fromEntries([
          // Units follow the order of the groups, so that it is remembered as places are.
          ...(details.role === 'oob' ? [] : [[`${this.node.id}-groups`, order] as const]),
          ...pairs,
          ...members.flatMap(({ group, slots }) => (slots === undefined ? [] : [[group.name, slots] as const])),
        ]),
        models: fabricModels(props, details.servers?.server),
        fabrics: [
          {
            path: this.node.path,
            plan: this.plan,
            ...(isRouted ? { underlay: { ...options, slots: pairSlots } } : {}),
            ...present({ repair: details.repair }),
            media: fabricMedia({
              plan: this.plan,
              members,
              services: this.services,
              props,
              server: details.servers?.server,
              more: site.media,
            }),
          },
        ],
        asNumberFor: isRouted ? asNumbersOf(this.plan, details.underlay) : [],
        wants: [
          ...(isRouted ? switches.map((device) => ({ device, interface: 'lo', purpose: 'loopback' as const })) : []),
          ...hostWants(
            this.node.id,
            details.role,
            members.map(({ group }) => group),
          ),
        ],
      }),
    });
  }

  private input(
    owner: string,
    props: FabricProps,
    details: FabricDetails,
    members: readonly Membership[],
    planes: number,
  ): FabricInput {
    const known = sharedRate(owner, members);
    const rate = props.portRate ?? (details.role === 'compute' ? known : ratedBySwitch(props, members));
    const hostRate = known ?? rate;
    const unrated = members.find(({ ports }) => ports === undefined);
    if (unrated !== undefined && props.portRate === undefined) throw rateUnknown(owner, details.role, unrated);
    const isManaged = details.servers?.label === 'ufm';
    const leaf = { ...fabricSwitch(owner, props.switch, rate), ...(isManaged && managerPorts(props.switch)) };
    const { tiers, railsPerLeaf, downPerLeaf, upPerLeaf, uplinksFrom, spines, cores, pods, reserveUnits, switchNames } =
      props;
    return {
      name: this.node.id,
      kind: details.kind,
      role: details.role,
      groups: members.map(({ group }) => group),
      services: this.services,
      leaf,
      planes,
      ...present({
        shape: details.shape,
        passes: details.passes,
        spine:
          props.spineSwitch === undefined
            ? undefined
            : fabricSwitch(
                owner,
                props.spineSwitch,
                props.trunkRate ?? (leaf.uplinks === undefined ? rate : undefined),
              ),
        trunkSplit: trunkSplit(owner, props.switch, leaf, props.trunkRate),
        hostRateBits: hostRate === undefined ? undefined : Math.min(hostRate.inBitsPerSecond, leaf.portRateBits),
        tiers,
        railsPerLeaf,
        downPerLeaf,
        upPerLeaf,
        uplinksFrom,
        spines,
        cores,
        pods,
        reserveUnits,
        switchNames,
      }),
    };
  }
}

/** Asks a member for its hosts. */
function membersIn(request: MembershipRequest): (host: FabricMember) => Membership {
  return (host) => host.membership(request);
}

/** Links that each host of a group has in a fabric that stands. */
function portsOf(standing: FabricInput | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries((standing?.groups ?? []).map(({ name, portNames }) => [name, portNames.length]));
}

/** Planes of the form in which the hosts are bought, where they agree and the links are not the user's own. */
function planesOf(members: readonly Membership[], { portsPerHost }: FabricProps): number {
  const planes = new Set(members.map(({ ports }) => ports?.planes ?? 1));
  const [only = 1] = planes;
  return planes.size === 1 && portsPerHost === undefined ? only : 1;
}

/** A rate of adapters that nobody states is not that of the switch. */
function rateUnknown(owner: string, role: NetworkRole, { group }: Membership): DesignError {
  return new DesignError('fabric/rate-unknown', {
    problem: `${owner}: no source states the rate of the ${role} ports of '${group.name}'`,
    remedy: "give 'portRate', or define the model with its ports and their source",
    object: owner,
  });
}

/** @throws DesignError `names/not-taken`, `names/alike` */
function checkSwitchNames(owner: string, pattern: string | undefined, { switches }: FabricPlan): void {
  if (pattern === undefined) return;
  const names = switches.map(({ name }) => name);
  DesignErrors.throwAll(patternedErrors(switchPattern(owner, pattern), names));
}

/** The hosts' rate, where a cage of the switch gives it. */
function ratedBySwitch({ switch: spec }: FabricProps, members: readonly Membership[]): DataRate | undefined {
  const rate = members.find(({ ports }) => ports !== undefined)?.ports?.rate;
  if (rate === undefined) return undefined;
  return spec.breakouts.value.some((mode) => mode.rate.equals(rate)) ? rate : undefined;
}

function sharedRate(owner: string, members: readonly Membership[]): DataRate | undefined {
  const rated = members.flatMap(({ group, ports }) =>
    ports === undefined ? [] : [{ name: group.name, rate: ports.rate }],
  );
  const [first] = rated;
  if (first === undefined) return undefined;
  const other = rated.find(({ rate }) => !rate.equals(first.rate));
  if (other !== undefined) {
    throw new DesignError('fabric/mixed-rates', {
      problem: `${owner}: '${first.name}' has ports of ${first.rate.toString()}, '${other.name}' of ${other.rate.toString()}`,
      remedy: 'connect hosts of one port rate, or give each its own fabric',
      object: owner,
    });
  }
  return first.rate;
}

function servicesOf(id: string, servers: FabricDetails['servers']): readonly ServiceEndpoint[] {
  if (servers === undefined) return [];
  return Array.from({ length: servers.count }, (_, index) => ({
    name: numberedName(`${id}-${servers.label}`, index + 1, 2),
    portNames: Array.from({ length: servers.portsEach }, (_port, port) => `port-${port + 1}`),
    ...(servers.label === 'ufm' && { isManager: true }),
  }));
}

function asNumbersOf(plan: FabricPlan, underlay: FabricUnderlay | undefined): AsNumberWant[] {
  if (underlay?.asNumbers === 'by-switch') return plan.switches.map(({ name }) => ({ device: name }));
  return asNumberWants(plan);
}

const WANTED = { storage: 'storage', 'in-band': 'in-band', oob: 'oob' } as const;

/** One address a host, on an interface named after the fabric (`bmc` out of band); compute fabrics carry none. */
function hostWants(fabric: string, role: NetworkRole, groups: readonly HostGroup[]): AddressWant[] {
  if (role === 'compute') return [];
  return groups
    .flatMap(({ hosts }) => hosts)
    .filter((device) => device !== '')
    .map((device) => ({ device, interface: role === 'oob' ? 'bmc' : fabric, purpose: WANTED[role] }));
}

/** What the BOM says of a fabric's switches and servers. */
function fabricModels(props: FabricProps, server: ServerSpec | undefined): readonly (readonly [string, ModelFacts])[] {
  const switches = [props.switch, ...(props.spineSwitch === undefined ? [] : [props.spineSwitch])];
  return [
    ...switches.map((spec) => modelFacts(spec, 'switch')),
    ...(server === undefined ? [] : [modelFacts(server, 'server')]),
  ];
}
