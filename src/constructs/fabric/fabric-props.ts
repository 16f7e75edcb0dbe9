import type { ServerSpec } from '../../catalog/facility-specs';
import type { SwitchSpec } from '../../catalog/network-specs';
import { patternErrors } from '../../design/names';
import { DesignError } from '../../errors/design-error';
import type { FabricKind, NetworkRole, PodInput } from '../../model/fabric-plan';
import { DataRate } from '../../units/data';
import { Power } from '../../units/power';
import { type PowerZone, ZONES_OF_SCOPE } from '../power/power-zone';
import {
  ABOVE_ZERO,
  FORMERLY,
  optional,
  type PropNames,
  required,
  SERVER,
  SWITCH,
  TAGS,
  WHOLE,
  TEXT,
} from '../props/prop-rule';
import { PURCHASE_NAMES, type PurchaseProps } from '../site/purchase';
import type { Site } from '../site/site';
import type { FabricMember } from '../cluster/fabric-member';
import { OF_SITE } from '../site/site-construct';

/** Servers that take leaf ports beside the hosts, such as fabric managers or gateways. */
export interface FabricServersProps {
  /** Server, from `defineServer`. */
  readonly server: ServerSpec;
  /** Number of servers. */
  readonly count: number;
  /** Leaf ports that each takes. */
  readonly portsEach: number;
  /**
   * Draw of one server.
   *
   * @default - the catalogue's maximum
   */
  readonly power?: Power;
}

/** Properties that fabrics of both kinds share. */
export interface FabricProps extends PurchaseProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Constructs whose hosts it connects: clusters, storage tiers. */
  readonly hosts: readonly FabricMember[];
  /** Leaf switch, and spine and core where those are not given. */
  readonly switch: SwitchSpec;
  /**
   * Highest draw of one switch with its optics. The catalogue has none: no checkable source states it.
   *
   * @default - what the switch's own definition states
   */
  readonly switchPower?: Power;
  /**
   * Rate of a switch port. A compute fabric needs it where no source states the rate of the hosts' ports, or no cage of the switch gives it.
   *
   * @default - the rate of the hosts' ports; in other fabrics the switch's usual rate where no cage gives that
   */
  readonly portRate?: DataRate;
  /**
   * Rate of a link between switches, where it is not that of the hosts' links: 400G from leaves whose hosts have 200G. A cage of a leaf is split in one way
   * for hosts or in another for spines; those for spines stand last, or from `uplinksFrom`.
   *
   * @default - the rate of a leaf's port, or of its own uplinks
   */
  readonly trunkRate?: DataRate;
  /**
   * Most rails that share a leaf of a rail-optimised fabric: 3 of 8 rails give leaves of 3, 3 and 2. All ports of a host in these rails end on one leaf.
   *
   * @default 1
   */
  readonly railsPerLeaf?: number;
  /**
   * Spine switch.
   *
   * @default - as `switch`
   */
  readonly spineSwitch?: SwitchSpec;
  /**
   * Highest draw of one spine switch with its optics.
   *
   * @default - as `switchPower`
   */
  readonly spineSwitchPower?: Power;
  /**
   * Ports that each host has in this fabric.
   *
   * @default - the catalogue's
   */
  readonly portsPerHost?: number;
  /**
   * Tiers of switches.
   *
   * @default - the fewest that reach every host
   */
  readonly tiers?: 1 | 2 | 3;
  /**
   * Separate planes.
   *
   * @default - those of the form in which the systems are bought for this kind of fabric: 2 for DGX B300 on Ethernet; else 1
   */
  readonly planes?: number;
  /**
   * Ports of a leaf that face hosts.
   *
   * @default - half of its ports, or all where it has uplinks of its own
   */
  readonly downPerLeaf?: number;
  /**
   * Ports of a leaf that face spines.
   *
   * @default - as many as make the tier non-blocking, or the leaf's own uplinks
   */
  readonly upPerLeaf?: number;
  /**
   * First port of a leaf that faces spines, from 1: 33 for uplinks that stand in the second half of 64 ports whatever their number. Ports between stay free.
   *
   * @default - uplinks take the last ports of a leaf
   */
  readonly uplinksFrom?: number;
  /**
   * Spines in each plane. Checked for evenness like the default.
   *
   * @default - the fewest over which every leaf spreads its uplinks evenly
   */
  readonly spines?: number;
  /**
   * Pods under cores: leaves that meet their own spines without blocking. `oversubscription` 7 lets a spine bring at most 7 times from
   * below what it takes up to the cores. Either `units` or `hosts` says how large a pod is. `by: 'rail'` makes pods of
   * whole rails, so that all leaves of a rail meet below the cores.
   *
   * @default - as large as the spines take, at full bisection, where there are three tiers: of rails where that takes no more switches and nothing is kept for later
   */
  readonly pods?: PodInput;
  /**
   * Cores in each plane.
   *
   * @default - the fewest that keep full bisection evenly
   */
  readonly cores?: number;
  /**
   * Scalable units of the final size: spines are sized for it now, so that growing moves no cable.
   *
   * @default - the units present
   */
  readonly reserveUnits?: number;
  /**
   * Names of the switches, with `{role}` (`leaf`, `spine`, `core`), `{n}` (number in its role and plane, which growth does not change), `{unit}` (of a leaf, or pod of a
   * spine), `{rail}`, `{plane}` and `{fabric}`: `{fabric}-{role}{n:02}`, padded to two digits. The pattern stays as it is once switches are deployed.
   *
   * @default - `<fabric>-leaf-su01-r1`, `<fabric>-spine-07` and so on
   */
  readonly switchNames?: string;
  /**
   * Zones whose rows may hold the switches, in order of preference.
   *
   * @default - the zone that it is created in; else every row that accepts switches
   */
  readonly powerZones?: readonly PowerZone[];
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

/** A fabric's role among the networks of a site. */
export type FabricRole = Exclude<NetworkRole, 'oob'>;

const COUNT = { ...WHOLE, code: 'fabric/not-a-count', remedy: 'give a whole number of 1 or more' };

/** Props of servers on leaf ports. */
export const FABRIC_SERVERS_NAMES: PropNames<FabricServersProps> = {
  server: required(SERVER),
  count: required({ count: 'fabric/bad-servers' }),
  portsEach: required({ count: 'fabric/bad-servers' }),
  power: optional({ quantity: Power, isAboveZero: true }),
};

const POD_NAMES: PropNames<PodInput> = {
  by: optional({ choices: ['unit', 'rail'], code: 'fabric/bad-pods' }),
  units: optional(COUNT),
  hosts: optional(COUNT),
  oversubscription: optional(ABOVE_ZERO),
};

/** Props of every network of switches of its own. */
export const SWITCHED_NAMES: PropNames<
  Omit<FabricProps, 'hosts' | 'portsPerHost' | 'planes' | 'railsPerLeaf' | 'reserveUnits'>
> = {
  site: OF_SITE,
  switch: required(SWITCH),
  switchPower: optional({ quantity: Power, isAboveZero: true }),
  portRate: optional({ quantity: DataRate, isAboveZero: true }),
  trunkRate: optional({ quantity: DataRate, isAboveZero: true }),
  spineSwitch: optional(SWITCH),
  spineSwitchPower: optional({ quantity: Power, isAboveZero: true }),
  tiers: optional({ choices: [1, 2, 3], code: 'fabric/unknown-tiers' }),
  downPerLeaf: optional(COUNT),
  upPerLeaf: optional(COUNT),
  uplinksFrom: optional(COUNT),
  spines: optional(COUNT),
  pods: optional({ of: POD_NAMES }),
  cores: optional(COUNT),
  switchNames: optional(TEXT),
  powerZones: ZONES_OF_SCOPE,
  tags: optional(TAGS),
  formerly: optional(FORMERLY),
  ...PURCHASE_NAMES,
};

/** Props that all fabrics share. */
export const FABRIC_PROP_NAMES: PropNames<FabricProps> = {
  hosts: required({
    isList: true,
    isOfSite: true,
    filled: { code: 'fabric/no-hosts', remedy: 'give the clusters or storage tiers that it connects' },
  }),
  ...SWITCHED_NAMES,
  portsPerHost: optional({ count: 'fabric/bad-ports-per-host' }),
  planes: optional({ count: 'fabric/bad-planes' }),
  railsPerLeaf: optional(COUNT),
  reserveUnits: optional(COUNT),
};

const SWITCHES: Readonly<Record<FabricKind, { readonly name: string; readonly example: string }>> = {
  infiniband: { name: 'InfiniBand', example: 'switches.QM9700' },
  ethernet: { name: 'Ethernet', example: 'switches.SN5600' },
};

/**
 * What is wrong with fabric props beside their kinds: `fabric/no-hosts`, `fabric/duplicate-group`, `fabric/wrong-switch`. What follows from sizes the fabric
 * engine refuses.
 */
export function fabricErrors(owner: string, props: FabricProps, kind: FabricKind): readonly DesignError[] {
  return [...hostErrors(owner, props.hosts), ...switchErrors(owner, props, kind)];
}

function hostErrors(owner: string, hosts: FabricProps['hosts']): readonly DesignError[] {
  const names = hosts.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) =>
      new DesignError('fabric/duplicate-group', {
        problem: `${owner}: 'hosts' has '${name}' more than once`,
        remedy: 'give each cluster or storage tier once',
        object: name,
      }),
  );
}

/** The pattern of a fabric's switches, in words of a message. */
export function switchPattern(owner: string, pattern: string): Parameters<typeof patternErrors>[0] {
  return { owner, prop: 'switchNames', pattern, fields: ['role', 'n', 'unit', 'rail', 'plane', 'fabric'] };
}

/** What is wrong with the switches of a fabric: `fabric/wrong-switch`, `names/bad-pattern`. */
export function switchErrors(
  owner: string,
  props: Pick<FabricProps, 'switch' | 'spineSwitch' | 'switchNames'>,
  kind: FabricKind,
): readonly DesignError[] {
  const { name, example } = SWITCHES[kind];
  const { switchNames } = props;
  const ofNames = switchNames === undefined ? [] : patternErrors(switchPattern(owner, switchNames));
  const ofKind = (['switch', 'spineSwitch'] as const).flatMap((prop) => {
    const spec = props[prop];
    if (spec === undefined || spec.kind === kind) return [];
    return [
      new DesignError('fabric/wrong-switch', {
        problem: `${owner}: '${prop}' is '${spec.id}', an ${SWITCHES[spec.kind].name} switch, in an ${name} fabric`,
        remedy: `take an ${name} switch such as ${example}, or make it an ${SWITCHES[spec.kind].name} fabric`,
        object: spec.id,
      }),
    ];
  });
  return [...ofKind, ...ofNames];
}
