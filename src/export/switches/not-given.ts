import { hasOverlay, type SwitchInUse } from '../../design/underlay/switches-in-use';
import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { UnderlayPlan } from '../../model/underlay-plan';

/** What is asked of a switch's file. */
export interface NotGivenInput {
  /** Whose format the file has. */
  readonly system: 'nvue' | 'sonic' | 'eos';
  /** Fabric of the switch. */
  readonly fabric: FabricPlan;
  /** Addresses and protocols between the switches of the fabric. */
  readonly underlay: UnderlayPlan;
  /** Addresses of the site, for those of hosts. */
  readonly addresses: SitePlan['addresses'];
  /** The switch. */
  readonly each: SwitchInUse;
}

/** What this library does not model: a switch needs it, and it is for the user to add. */
const NOT_MODELLED = [
  'the management port and its address',
  'users, their passwords and keys',
  'name servers, SNMP, telemetry, access lists and time zone',
];

/**
 * What the file of a switch does not hold, a line each with the prop that gives it: first what concerns this switch, then what was left out
 * of the fabric's props, then what has no prop.
 */
export function notGiven(input: NotGivenInput): string[] {
  const { system, fabric, underlay, each } = input;
  // A management network carries no RDMA traffic, and has no such props.
  const rdma =
    fabric.role === 'oob'
      ? []
      : ([
          ['lossless class of RDMA traffic', 'roce', underlay.roce],
          ['PFC watchdog', 'pfcWatchdog', underlay.pfcWatchdog],
        ] as const);
  const props: readonly (readonly [what: string, prop: string, value: unknown])[] = [
    ['packet size of ports', 'mtu', underlay.mtuBytes],
    ...rdma,
    ['liveness of BGP sessions (BFD)', 'bfd', underlay.bfd],
    ['time servers', 'ntpServers', underlay.ntpServers],
    ['log servers', 'logServers', underlay.logServers],
  ];
  return [
    ...ofPorts(input),
    ...ofVlans(input),
    ...(each.underlay.loopback === undefined
      ? ["loopback, router ID and ends of tunnels: 'addressPools' has no pool of purpose 'loopback'"]
      : each.underlay.loopback.includes(':')
        ? ["router ID: the pool of purpose 'loopback' is of IPv6, and a router ID is an address of IPv4"]
        : []),
    ...props.flatMap(([what, prop, value]) => (value === undefined ? [`${what}: '${prop}'`] : [])),
    ...(system === 'sonic' ? ofSonic(underlay) : []),
    ...NOT_MODELLED,
  ];
}

/** Host ports without a VLAN, and those of compute that nothing routes. */
function ofPorts({ system, fabric: { role, name }, addresses, each: { ports } }: NotGivenInput): string[] {
  const lines: string[] = [];
  const bare = ports.filter(({ isWithoutVlan }) => isWithoutVlan);
  if (bare.length > 0) {
    const pools = addresses.pools.filter(
      ({ purpose, vlan, tenant }) => purpose === role && vlan === undefined && tenant === undefined,
    );
    const whose =
      pools.length === 0
        ? `'addressPools' has no pool of purpose '${role}' with a 'vlan'`
        : `${pools.map((pool) => `pool '${pool.name}'`).join(', ')} of 'addressPools' has no 'vlan'`;
    const where =
      system === 'nvue'
        ? 'they stand in the untagged VLAN 1 of this switch and reach no other leaf'
        : 'they stand in no VLAN and carry nothing';
    lines.push(`VLAN of ${countOf(bare.length, 'host port')}: ${whose}; ${where}`);
  }
  const open = ports.filter(
    ({ towards, vlan, address, isWithoutVlan }) =>
      towards === 'host' && vlan === undefined && address === undefined && isWithoutVlan === undefined,
  );
  if (open.length > 0) {
    lines.push(`addresses of ${countOf(open.length, 'host port')}: 'railPool' of fabric '${name}'; they carry nothing`);
  }
  return lines;
}

function ofVlans({ system, fabric, underlay, addresses, each: { ports } }: NotGivenInput): string[] {
  const vlans = new Set(ports.flatMap(({ vlan }) => (vlan === undefined ? [] : [vlan])));
  if (vlans.size === 0) return [];
  const known = new Set(underlay.gateways?.map(({ pool }) => pool));
  const bare = addresses.pools.filter(({ name, vlan }) => vlan !== undefined && vlans.has(vlan) && !known.has(name));
  const tenants = addresses.pools.filter(({ purpose, vlan }) => purpose === 'tenant' && vlan !== undefined);
  const unnumbered = (underlay.vrfs ?? []).filter(({ vlan }) => vlan === undefined);
  const isOverlaid = hasOverlay(fabric, underlay);
  return [
    ...bare.map(({ name, vlan, gateway }) => {
      const address = gateway === undefined ? '' : ` (${gateway})`;
      return `gateway of VLAN ${vlan ?? ''}${address}: pool '${name}' in 'gateways'`;
    }),
    ...(underlay.vrfs === undefined ? ["routing tables of VLANs: 'vrfs'"] : []),
    ...(system === 'sonic' && isOverlaid && unnumbered.length > 0
      ? [
          `VLAN that carries the routes of ${unnumbered.map(({ name }) => `VRF '${name}'`).join(', ')} between leaves: 'vlan' in 'vrfs'`,
        ]
      : []),
    ...(tenants.length === 0
      ? []
      : [
          `VLANs of tenants (${tenants.map(({ vlan }) => vlan).join(', ')}): host ports carry the VLAN of their own pool`,
        ]),
  ];
}

/** What has a prop, and no table in SONiC. */
function ofSonic({ bfd, managementVrf, vrfs }: UnderlayPlan): string[] {
  return [
    ...(vrfs?.some(({ vni }) => vni !== undefined)
      ? ['subnets of VRFs as routes of EVPN, beside those of their hosts: no table of SONiC holds them']
      : []),
    ...(bfd === undefined
      ? []
      : ["interval and multiplier of BFD: the switch's own, for no table of SONiC holds them"]),
    ...(managementVrf === 'mgmt' ? ['VRF of the management port, by which servers of time and logs are reached'] : []),
    'hardware SKU, platform and MAC address',
  ];
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
