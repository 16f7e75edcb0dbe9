import type { SwitchInUse, UnderlayPort } from '../design/underlay/switches-in-use';

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
  readonly underlay: SwitchInUse['underlay'];
  readonly ports: readonly SonicPort[];
  /** VLANs of its host ports that reach other leaves over VXLAN (EVPN); empty where there are none. */
  readonly stretched: readonly number[];
  /** Whether any switch of the fabric has such VLANs, so that their routes pass this one. */
  readonly hasOverlay: boolean;
}

/** Tables of BGP and, where VLANs reach other leaves, of VXLAN: a VLAN's network number is its own. */
export function sonicRouting({ underlay, ports, stretched, hasOverlay }: SonicRouting): Record<string, SonicTable> {
  const neighbours = ports.flatMap(neighbourOf);
  const families = ['ipv4_unicast', ...(hasOverlay ? ['l2vpn_evpn'] : [])];
  const routerId = underlay.loopback === undefined ? undefined : withoutLength(underlay.loopback);
  const isVtep = stretched.length > 0 && routerId !== undefined;
  return {
    BGP_GLOBALS: {
      [VRF]: { local_asn: `${underlay.asNumber}`, ...(routerId === undefined ? {} : { router_id: routerId }) },
    },
    BGP_GLOBALS_AF: {
      [`${VRF}|ipv4_unicast`]: {},
      ...(isVtep ? { [`${VRF}|l2vpn_evpn`]: { 'advertise-all-vni': 'true' } } : {}),
    },
    ROUTE_REDISTRIBUTE: { [`${VRF}|connected|bgp|ipv4`]: {} },
    BGP_NEIGHBOR: Object.fromEntries(neighbours.map(([name, entry]) => [`${VRF}|${name}`, entry])),
    BGP_NEIGHBOR_AF: Object.fromEntries(
      neighbours.flatMap(([name]) =>
        families.map((family) => [`${VRF}|${name}|${family}`, { admin_status: 'true' }] as const),
      ),
    ),
    VXLAN_TUNNEL: isVtep ? { [VTEP]: { src_ip: routerId } } : {},
    VXLAN_EVPN_NVO: isVtep ? { nvo: { source_vtep: VTEP } } : {},
    VXLAN_TUNNEL_MAP: isVtep
      ? Object.fromEntries(
          stretched.map((vlan) => [`${VTEP}|map_${vlan}_Vlan${vlan}`, { vlan: `Vlan${vlan}`, vni: `${vlan}` }]),
        )
      : {},
  };
}

/** Over an address where the link has one, else over the port's name. */
function neighbourOf({
  sonic,
  peer,
  peerAsNumber,
  address,
  peerAddress,
}: SonicPort): (readonly [string, SonicTable])[] {
  if (peerAsNumber === undefined) return [];
  const local = address === undefined ? {} : { local_addr: withoutLength(address) };
  const name = peerAddress === undefined ? sonic : withoutLength(peerAddress);
  return [[name, { asn: `${peerAsNumber}`, ...local, name: peer }]];
}

function withoutLength(address: string): string {
  return address.slice(0, address.indexOf('/'));
}
