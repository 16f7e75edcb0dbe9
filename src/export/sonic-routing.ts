import type { SwitchInUse, UnderlayPort } from '../design/underlay/switches-in-use';
import type { UnderlayGateway, UnderlayPlan } from '../model/underlay-plan';

/** A table of `config_db.json`, by key. */
export type SonicTable = Readonly<Record<string, unknown>>;

/** A cabled port with SONiC's name for it. */
export interface SonicPort extends UnderlayPort {
  readonly sonic: string;
}

const VRF = 'default';
const VTEP = 'vtep';

/** What the routing of a switch is made from. */
export interface SonicRouting {
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
export function sonicRouting(input: SonicRouting): Record<string, SonicTable> {
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
        return [sonicVrf(name), vni === undefined ? {} : { vni: `${vni}` }];
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
    [`Vlan${vlan}`]: { ...(vrf === undefined ? {} : { vrf_name: sonicVrf(vrf) }), static_anycast_gateway: 'true' },
    [`Vlan${vlan}|${address}`]: {},
  };
}

/** Over an address where the link has one, else over the port's name. */
function neighbourOf(
  { sonic, peer, peerAsNumber, address, peerAddress }: SonicPort,
  hasBfd: boolean,
): (readonly [string, SonicTable])[] {
  if (peerAsNumber === undefined) return [];
  const local = address === undefined ? {} : { local_addr: withoutLength(address) };
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
