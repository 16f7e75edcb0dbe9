import { cageOf, cagePlace, sonicLanes, sonicPortAlias, sonicPortName } from '../../model/switch-ports';
import { hasOverlay, switchesInUse, type SwitchInUse, type UnderlayPort } from '../../design/underlay/switches-in-use';
import type { FabricPlan, FabricSwitch, SwitchTier } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { UnderlayGateway, UnderlayPlan } from '../../model/underlay-plan';
import { addTo, present } from '../../units/present';
import { endpointVlans } from './nvue-words';
import { notGiven } from './not-given';

/** SONiC's words for the tiers. */
const TYPES: Readonly<Record<SwitchTier, string>> = { leaf: 'ToRRouter', spine: 'LeafRouter', core: 'SpineRouter' };

const MEGA = 1_000_000;

const GIGA = 1_000_000_000;

const QOS_MAP = 'roce';

/**
 * What the files of a fabric's switches do not hold, by switch, for a `config_db.json` takes no comment: one text, switches that lack the same
 * together; empty where no switch has a file.
 */
export function renderSonicNotGiven(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  site: Pick<SitePlan, 'addresses'>,
): string {
  const vlans = endpointVlans(fabric, site);
  const alike = new Map<string, string[]>();
  for (const each of switchesInUse(fabric, underlay, (endpoint) => vlans.get(endpoint))) {
    if (!hasLanes(each.plan.model)) continue;
    const { addresses } = site;
    const missing = notGiven({ system: 'sonic', fabric, underlay, addresses, each }).map((line) => `- ${line}`);
    const lines = missing.map((line) => `${line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}\n`).join('');
    addTo(alike, lines, each.plan.name);
  }
  return [...alike].map(([lines, names]) => `Not in the files of ${names.join(', ')}:\n${lines}`).join('\n');
}

/**
 * SONiC's `config_db.json` of each switch of an Ethernet fabric, by switch: ports, breakouts, neighbours, loopback, BGP, VLANs and the lossless
 * class. Hardware SKU and platform are the switch's own. SONiC numbers ports by lane: models whose lanes are not stated are left out.
 *
 * @see https://github.com/sonic-net/sonic-buildimage/blob/master/src/sonic-yang-models/doc/Configuration.md
 */
export function* renderSonic(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  site: Pick<SitePlan, 'addresses'>,
): Generator<readonly [string, string]> {
  const vlans = endpointVlans(fabric, site);
  const context = {
    underlay,
    tiers: new Map(fabric.switches.map(({ name, tier }) => [name, tier])),
    isOverlaid: hasOverlay(fabric, underlay),
  };
  for (const each of switchesInUse(fabric, underlay, (endpoint) => vlans.get(endpoint))) {
    const { model } = each.plan;
    if (!hasLanes(model)) continue;
    const ports = each.ports.map((port): SonicPort => ({ ...port, sonic: sonicPortName(model, port.number) }));
    yield [each.plan.name, `${JSON.stringify(configOf(each, ports, context), undefined, 2)}\n`];
  }
}

/** SONiC numbers ports by lane. */
function hasLanes({ lanes, uplinks }: FabricSwitch): boolean {
  return lanes !== undefined && (uplinks === undefined || uplinks.lanes !== undefined);
}

/** What all switches of a fabric share. */
interface Context {
  readonly underlay: UnderlayPlan;
  readonly tiers: ReadonlyMap<string, SwitchTier>;
  readonly isOverlaid: boolean;
}

function configOf(
  { plan, underlay: own }: SwitchInUse,
  ports: readonly SonicPort[],
  { underlay, tiers, isOverlaid }: Context,
): SonicTable {
  const { mtuBytes, roce } = underlay;
  const routed = ports.filter(({ peerAsNumber, address }) => peerAsNumber !== undefined || address !== undefined);
  const switched = ports.filter(({ towards, vlan }) => towards === 'host' && vlan !== undefined);
  const vlans = [...new Set(switched.map(({ vlan }) => vlan ?? 0))].sort((a, b) => a - b);
  const gateways = (underlay.gateways ?? []).filter(({ vlan }) => vlans.includes(vlan));
  return withoutEmpty({
    DEVICE_METADATA: {
      localhost: {
        hostname: plan.name,
        bgp_asn: `${own.asNumber}`,
        type: TYPES[plan.tier],
        docker_routing_config_mode: 'unified',
        frr_mgmt_framework_config: 'true',
      },
    },
    PORT: table(ports, (port) => ({
      alias: sonicPortAlias(plan.model, port.number),
      lanes: sonicLanes(plan.model, port.number).join(','),
      speed: `${port.rateBits / MEGA}`,
      index: `${cageOf(plan.model, port.number)}`,
      ...present({ mtu: mtuBytes === undefined ? undefined : `${mtuBytes}` }),
      admin_status: 'up',
    })),
    BREAKOUT_CFG: breakoutsOf(plan.model, ports),
    DEVICE_NEIGHBOR: table(ports, ({ peer, peerPort }) => ({ name: peer, port: peerPort })),
    DEVICE_NEIGHBOR_METADATA: Object.fromEntries(
      ports
        .map(({ peer }) => [peer, { type: TYPES[tiers.get(peer) ?? 'leaf'] }] as const)
        .filter(([peer]) => tiers.has(peer)),
    ),
    LOOPBACK_INTERFACE: own.loopback === undefined ? {} : { Loopback0: {}, [`Loopback0|${own.loopback}`]: {} },
    INTERFACE: Object.assign(
      {},
      ...routed.map(({ sonic, address }) =>
        address === undefined
          ? { [sonic]: { ipv6_use_link_local_only: 'enable' } }
          : { [sonic]: {}, [`${sonic}|${address}`]: {} },
      ),
    ) as SonicTable,
    ...sonicRouting({ own, underlay, ports, vlans, gateways, isOverlaid }),
    VLAN_MEMBER: Object.fromEntries(
      switched.map(({ sonic, vlan }) => [`Vlan${vlan ?? 0}|${sonic}`, { tagging_mode: 'untagged' }]),
    ),
    DSCP_TO_TC_MAP: roce === undefined ? {} : { [QOS_MAP]: { [roce.dscp]: `${roce.priority}` } },
    PORT_QOS_MAP:
      roce === undefined ? {} : table(ports, () => ({ dscp_to_tc_map: QOS_MAP, pfc_enable: `${roce.priority}` })),
    ...serversOf(underlay),
    PFC_WD: watchdogOf(ports, underlay),
  });
}

/** Servers of time and logs. Those of the management port's table are left to the table that the switch has for it. */
function serversOf({
  ntpServers = [],
  logServers = [],
  managementVrf,
}: UnderlayPlan): Readonly<Record<string, SonicTable>> {
  const vrf = managementVrf === 'default' ? { vrf: 'default' } : {};
  return {
    NTP: ntpServers.length === 0 ? {} : { global: { admin_state: 'enabled', ...vrf } },
    NTP_SERVER: Object.fromEntries(ntpServers.map((server) => [server, {}])),
    SYSLOG_SERVER: Object.fromEntries(logServers.map((server) => [server, vrf])),
  };
}

function watchdogOf(ports: readonly SonicPort[], { pfcWatchdog }: UnderlayPlan): SonicTable {
  if (pfcWatchdog === undefined) return {};
  const { pollMilliseconds, polls, restoreMilliseconds } = pfcWatchdog;
  return {
    GLOBAL: { POLL_INTERVAL: `${pollMilliseconds}` },
    ...table(ports, () => ({
      action: 'drop',
      detection_time: `${pollMilliseconds * polls}`,
      ...present({ restoration_time: restoreMilliseconds === undefined ? undefined : `${restoreMilliseconds}` }),
    })),
  };
}

function breakoutsOf(model: FabricSwitch, ports: readonly SonicPort[]): SonicTable {
  const common = model.cages * model.portsPerCage;
  const { uplinks } = model;
  // Uplinks of a socket of their own are not split.
  const last = uplinks?.portsPerCage === undefined ? common : common + uplinks.ports;
  return Object.fromEntries(
    ports
      .filter(({ number }) => number <= last)
      .map(({ number }) => {
        const { rank, ports: split } = cagePlace(model, number);
        const rateBits = number > common ? (uplinks?.rateBits ?? 0) : model.portRateBits;
        return [sonicPortName(model, number - rank), { brkout_mode: `${split}x${rateBits / GIGA}G` }];
      }),
  );
}

function table(ports: readonly SonicPort[], entry: (port: SonicPort) => SonicTable): SonicTable {
  return Object.fromEntries(ports.map((port) => [port.sonic, entry(port)]));
}

function withoutEmpty(tables: Readonly<Record<string, SonicTable>>): SonicTable {
  return Object.fromEntries(Object.entries(tables).filter(([, entries]) => Object.keys(entries).length > 0));
}

/** A table of `config_db.json`, by key. */
type SonicTable = Readonly<Record<string, unknown>>;

/** A cabled port with SONiC's name for it. */
interface SonicPort extends UnderlayPort {
  readonly sonic: string;
}

const VRF = 'default';

const VTEP = 'vtep';

/** What the routing of a switch is made from. */
interface SonicRouting {
  readonly own: SwitchInUse['underlay'];
  readonly underlay: UnderlayPlan;
  readonly ports: readonly SonicPort[];
  /** VLANs of its host ports. */
  readonly vlans: readonly number[];
  /** Gateways that it is. */
  readonly gateways: readonly UnderlayGateway[];
  /** Whether VLANs of the fabric reach other leaves over VXLAN (EVPN), so that their routes pass this switch. */
  readonly isOverlaid: boolean;
}

/** Tables of BGP, of gateways and routing tables and, where VLANs reach other leaves, of VXLAN: a VLAN's network number is its own. */
function sonicRouting(input: SonicRouting): Record<string, SonicTable> {
  const { own, underlay, ports, vlans, gateways, isOverlaid } = input;
  const neighbours = ports.flatMap((port) => neighbourOf(port, underlay.bfd !== undefined));
  const addresses = [own.loopback, ...ports.map(({ address }) => address), ...inTable(gateways, undefined)];
  const families = familiesOf(addresses.filter((address) => address !== undefined));
  const id = own.loopback === undefined || own.loopback.includes(':') ? {} : { router_id: withoutLength(own.loopback) };
  const source = own.loopback === undefined ? undefined : withoutLength(own.loopback);
  const vrfs = (underlay.vrfs ?? []).filter(({ name }) => gateways.some(({ vrf }) => vrf === name));
  const isVtep = isOverlaid && vlans.length > 0 && source !== undefined;
  // A table's routes reach other leaves over a VLAN of its own, whose number and network number it names.
  const carried = isVtep
    ? vrfs.flatMap(({ name, vni, vlan }) => (vni === undefined || vlan === undefined ? [] : [{ name, vni, vlan }]))
    : [];
  const peerFamilies = [...families.map((family) => `${family}_unicast`), ...(isOverlaid ? ['l2vpn_evpn'] : [])];
  return {
    BGP_GLOBALS: Object.fromEntries(
      [VRF, ...vrfs.map(({ name }) => sonicVrf(name))].map((table) => [table, { local_asn: `${own.asNumber}`, ...id }]),
    ),
    BGP_GLOBALS_AF: {
      ...unicast(VRF, families),
      ...(isVtep ? { [`${VRF}|l2vpn_evpn`]: { 'advertise-all-vni': 'true' } } : {}),
      ...merged(vrfs.map(({ name }) => unicast(sonicVrf(name), familiesOf(inTable(gateways, name))))),
    },
    ROUTE_REDISTRIBUTE: {
      ...connected(VRF, families),
      ...merged(vrfs.map(({ name }) => connected(sonicVrf(name), familiesOf(inTable(gateways, name))))),
    },
    BGP_NEIGHBOR: Object.fromEntries(neighbours.map(([name, entry]) => [`${VRF}|${name}`, entry])),
    BGP_NEIGHBOR_AF: Object.fromEntries(
      neighbours.flatMap(([name]) =>
        peerFamilies.map((family) => [`${VRF}|${name}|${family}`, { admin_status: 'up' }] as const),
      ),
    ),
    VRF: Object.fromEntries(
      vrfs.map(({ name }) => {
        const vni = carried.find((each) => each.name === name)?.vni;
        return [sonicVrf(name), present({ vni: vni === undefined ? undefined : `${vni}` })];
      }),
    ),
    VLAN: Object.fromEntries(
      [...vlans, ...carried.map(({ vlan }) => vlan)].map((vlan) => [`Vlan${vlan}`, { vlanid: `${vlan}` }]),
    ),
    VLAN_INTERFACE: {
      ...merged(gateways.map(gatewayOf)),
      ...Object.fromEntries(carried.map(({ name, vlan }) => [`Vlan${vlan}`, { vrf_name: sonicVrf(name) }])),
    },
    SAG: gateways.length === 0 ? {} : { GLOBAL: { gateway_mac: underlay.gatewayMac } },
    VXLAN_TUNNEL: isVtep ? { [VTEP]: { src_ip: source } } : {},
    VXLAN_EVPN_NVO: isVtep ? { nvo: { source_vtep: VTEP } } : {},
    VXLAN_TUNNEL_MAP: isVtep
      ? Object.fromEntries(
          [...vlans.map((vlan) => ({ vlan, vni: vlan })), ...carried].map(({ vlan, vni }) => [
            `${VTEP}|map_${vni}_Vlan${vlan}`,
            { vlan: `Vlan${vlan}`, vni: `${vni}` },
          ]),
        )
      : {},
  };
}

/** SONiC's name of a routing table: it wants its own word before it. */
function sonicVrf(name: string): string {
  return `Vrf-${name}`;
}

function merged(tables: readonly Record<string, SonicTable>[]): Record<string, SonicTable> {
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
}

/** Interface of a VLAN with an address that all leaves have. */
function gatewayOf({ vlan, address, vrf }: UnderlayGateway): Record<string, SonicTable> {
  return {
    [`Vlan${vlan}`]: {
      ...present({ vrf_name: vrf === undefined ? undefined : sonicVrf(vrf) }),
      static_anycast_gateway: 'true',
    },
    [`Vlan${vlan}|${address}`]: {},
  };
}

/** Over an address where the link has one, else over the port's name. */
function neighbourOf(
  { sonic, peer, peerAsNumber, address, peerAddress }: SonicPort,
  hasBfd: boolean,
): (readonly [string, SonicTable])[] {
  if (peerAsNumber === undefined) return [];
  const local = present({ local_addr: address === undefined ? undefined : withoutLength(address) });
  const name = peerAddress === undefined ? sonic : withoutLength(peerAddress);
  return [[name, { asn: `${peerAsNumber}`, ...local, name: peer, ...(hasBfd ? { bfd: 'true' } : {}) }]];
}

function unicast(table: string, families: readonly string[]): Record<string, SonicTable> {
  return Object.fromEntries(families.map((family) => [`${table}|${family}_unicast`, {}]));
}

function connected(table: string, families: readonly string[]): Record<string, SonicTable> {
  return Object.fromEntries(families.map((family) => [`${table}|connected|bgp|${family}`, {}]));
}

/** Addresses of the gateways in a routing table. */
function inTable(gateways: readonly UnderlayGateway[], table: string | undefined): string[] {
  return gateways.filter(({ vrf }) => vrf === table).map(({ address }) => address);
}

/** Families of addresses that have routes; IPv4 where there is none. */
function familiesOf(addresses: readonly string[]): string[] {
  const v4 = addresses.some((address) => !address.includes(':')) || addresses.length === 0;
  return [...(v4 ? ['ipv4'] : []), ...(addresses.some((address) => address.includes(':')) ? ['ipv6'] : [])];
}

function withoutLength(address: string): string {
  return address.slice(0, address.indexOf('/'));
}
