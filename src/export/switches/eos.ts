import { hasOverlay, switchesInUse, type SwitchInUse, type UnderlayPort } from '../../design/underlay/switches-in-use';
import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { UnderlayGateway, UnderlayPlan } from '../../model/underlay-plan';
import { cagePlace } from '../../model/switch-ports';
import { present } from '../../units/present';
import { yamlText } from '../machine-text';
import { notGiven } from './not-given';
import { endpointVlans } from './nvue-words';

/** Group of the neighbours that are switches of the fabric. */
const PEERS = 'FABRIC';

const GIGA = 1_000_000_000;

type Tree = Readonly<Record<string, unknown>>;

/**
 * Configuration of each EOS switch of an Ethernet fabric as the inputs of Arista's AVD (`eos_cli_config_gen`), by switch: hostname, loopback, ports, VLANs, BGP, BFD and
 * servers of time and logs; gateways, routing tables and EVPN over VXLAN where VLANs reach other leaves; the lossless class with PFC and its watch. AVD, or `pyavd` alone, makes
 * the configuration of it. The head lists what it does not hold. Switches of other systems are left out.
 *
 * @see https://avd.arista.com/stable/roles/eos_cli_config_gen/index.html
 */
export function* renderEos(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  site: Pick<SitePlan, 'addresses'>,
): Generator<readonly [string, string]> {
  const vlans = endpointVlans(fabric, site);
  const isOverlaid = hasOverlay(fabric, underlay);
  for (const each of switchesInUse(fabric, underlay, (endpoint) => vlans.get(endpoint))) {
    if (each.plan.model.portNaming !== 'eos') continue;
    const missing = [
      ...leftOut(each, underlay, isOverlaid),
      ...notGiven({ system: 'eos', fabric, underlay, addresses: site.addresses, each }),
    ];
    const head = ['Inputs of AVD, role eos_cli_config_gen.', 'Not in this file:', ...missing.map((line) => `- ${line}`)]
      .map((line) => `# ${line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}\n`)
      .join('');
    yield [each.plan.name, `${head}${yamlText(configOf(each, underlay, isOverlaid))}`];
  }
}

/** What props ask for and the inputs do not have. */
function leftOut({ plan, underlay: own, ports }: SwitchInUse, underlay: UnderlayPlan, isOverlaid: boolean): string[] {
  const slow = ports.filter((port) => speedOf(port, plan.model) === undefined);
  return [
    ...(isOverlaid && sourceOf(own) === undefined
      ? ['EVPN and VXLAN between leaves: they need a loopback of IPv4']
      : []),
    ...(underlay.roce === undefined
      ? []
      : ['thresholds at which packets are marked (ECN), and shares of buffers: no source states them for the switch']),
    ...(slow.length === 0
      ? []
      : [
          `speed of ${slow.length} ${slow.length === 1 ? 'port' : 'ports'}: no source states the lanes of a link of that rate in such a cage`,
        ]),
  ];
}

function configOf(each: SwitchInUse, underlay: UnderlayPlan, isOverlaid: boolean): Tree {
  const { plan, underlay: own, ports } = each;
  const { bfd, ntpServers = [], logServers = [], managementVrf } = underlay;
  const overlay = overlayOf(each, underlay, isOverlaid);
  const vlans = [...new Set(ports.flatMap(({ vlan }) => vlan ?? []))].sort((a, b) => a - b);
  const isUnnumbered = ports.some(({ peerAsNumber, address }) => peerAsNumber !== undefined && address === undefined);
  const addresses = [own.loopback, ...ports.map(({ address }) => address)].filter((each) => each !== undefined);
  const hasV6 = addresses.some((address) => address.includes(':'));
  const vrf = managementVrf === 'default' ? 'default' : 'MGMT';
  return {
    hostname: plan.name,
    ip_routing: true,
    ...(isUnnumbered && { ip_routing_ipv6_interfaces: true }),
    ...((isUnnumbered || hasV6) && { ipv6_unicast_routing: true }),
    ...(vlans.length > 0 && { vlans: vlans.map((id) => ({ id })) }),
    ethernet_interfaces: ports.map((port) => interfaceOf(port, plan.model, underlay)),
    ...(own.loopback !== undefined && { loopback_interfaces: [{ name: 'Loopback0', ...addressOf(own.loopback) }] }),
    ...(bfd !== undefined && {
      router_bfd: { interval: bfd.intervalMilliseconds, min_rx: bfd.intervalMilliseconds, multiplier: bfd.multiplier },
    }),
    ...overlay.top,
    ...losslessOf(underlay),
    router_bgp: withOverlay(bgpOf(own, ports, { hasBfd: bfd !== undefined, isUnnumbered, hasV6 }), overlay.bgp),
    ...(ntpServers.length > 0 && { ntp: { vrf, servers: ntpServers.map((name) => ({ name })) } }),
    ...(logServers.length > 0 && { logging: { vrfs: [{ name: vrf, hosts: logServers.map((name) => ({ name })) }] } }),
  };
}

function addressOf(address: string): Tree {
  return address.includes(':') ? { ipv6_address: address } : { ip_address: address };
}

function interfaceOf(
  port: UnderlayPort,
  model: FabricPlan['switches'][number]['model'],
  { mtuBytes, roce }: UnderlayPlan,
): Tree {
  const { name, peer, peerPort, address, peerAsNumber, vlan } = port;
  const isRouted = peerAsNumber !== undefined || address !== undefined;
  const lossless =
    roce === undefined
      ? {}
      : {
          qos: { trust: 'dscp' },
          priority_flow_control: { enabled: true, priorities: [{ priority: roce.priority, no_drop: true }] },
        };
  return {
    name,
    description: `${peer} ${peerPort}`,
    shutdown: false,
    ...present({ mtu: mtuBytes, speed: speedOf(port, model) }),
    ...lossless,
    ...(isRouted
      ? { ...(address === undefined ? { ipv6_enable: true } : addressOf(address)), switchport: { enabled: false } }
      : { switchport: { enabled: true, mode: 'access', ...present({ access_vlan: vlan }) } }),
  };
}

/**
 * Speeds that EOS takes.
 *
 * @see https://avd.arista.com/stable/ansible_collections/arista/avd/roles/eos_cli_config_gen/docs/tables/ethernet-interfaces.html
 */
const SPEEDS: ReadonlySet<string> = new Set(
  '1g 10g 25g 40g-4 50g-1 50g-2 100g-1 100g-2 100g-4 200g-1 200g-2 200g-4 400g-2 400g-4 400g-8 800g-4 800g-8'.split(
    ' ',
  ),
);

/**
 * Speed with its lanes, where a link runs at the rate of its port: ports of a cage share its lanes evenly. Of a slower link no source states how many of them carry it.
 *
 * @see https://www.arista.com/en/um-eos/eos-ethernet-ports
 */
function speedOf(
  { number, rateBits }: UnderlayPort,
  model: FabricPlan['switches'][number]['model'],
): string | undefined {
  const { cage, ports } = cagePlace(model, number);
  const isUplink = cage > model.cages;
  const lanes = ((isUplink ? model.uplinks?.lanes : model.lanes) ?? 0) / ports;
  const own = isUplink ? model.uplinks?.rateBits : model.portRateBits;
  if (rateBits !== own) return undefined;
  const words = [`${rateBits / GIGA}g-${lanes}`, ...(lanes === 1 ? [`${rateBits / GIGA}g`] : [])];
  return words.find((word) => SPEEDS.has(word));
}

/** Lossless class of RDMA traffic: its code point, and the watch over stopped queues; ports have their own part of it. */
function losslessOf({ roce, pfcWatchdog }: UnderlayPlan): Tree {
  if (roce === undefined) return {};
  const seconds = (milliseconds: number): string => `${milliseconds / 1_000}`;
  return {
    qos: { map: { dscp: [`${roce.dscp} to traffic-class ${roce.priority}`] } },
    ...(pfcWatchdog !== undefined && {
      priority_flow_control: {
        watchdog: {
          action: 'drop',
          timeout: seconds(pfcWatchdog.pollMilliseconds * pfcWatchdog.polls),
          polling_interval: seconds(pfcWatchdog.pollMilliseconds),
          ...present({
            recovery_time:
              pfcWatchdog.restoreMilliseconds === undefined ? undefined : seconds(pfcWatchdog.restoreMilliseconds),
          }),
        },
      },
    }),
  };
}

/** Loopback of IPv4 from which tunnels and sessions of EVPN start. */
function sourceOf({ loopback }: SwitchInUse['underlay']): string | undefined {
  const address = loopback?.split('/')[0];
  return address === undefined || address.includes(':') ? undefined : address;
}

/** Group of the sessions of EVPN, from loopback to loopback of neighbours. */
const OVERLAY_PEERS = 'EVPN';

/**
 * Gateways with their routing tables, and EVPN over VXLAN where VLANs reach other leaves. The network number of a VLAN is its own. What a switch above a leaf passes on keeps the
 * leaf as its next hop.
 */
function overlayOf(
  { plan, underlay: own, ports }: SwitchInUse,
  underlay: UnderlayPlan,
  isOverlaid: boolean,
): { readonly top: Tree; readonly bgp: Tree | undefined } {
  const vlans = [...new Set(ports.flatMap(({ vlan }) => vlan ?? []))].sort((a, b) => a - b);
  const gateways = (underlay.gateways ?? []).filter(({ vlan }) => vlans.includes(vlan));
  const vrfs = (underlay.vrfs ?? []).filter(({ name }) => gateways.some(({ vrf }) => vrf === name));
  const source = sourceOf(own);
  const isTunnelled = isOverlaid && source !== undefined;
  const carried = isTunnelled ? vrfs.flatMap(({ name, vni }) => (vni === undefined ? [] : [{ name, vni }])) : [];
  const vxlan = {
    source_interface: 'Loopback0',
    udp_port: 4_789,
    vlans: vlans.map((id) => ({ id, vni: id })),
    ...(carried.length > 0 && { vrfs: carried }),
  };
  const top = {
    ...(vrfs.length > 0 && { vrfs: vrfs.map(({ name }) => ({ name, ip_routing: true })) }),
    ...(gateways.length > 0 && {
      ip_virtual_router_mac_address: underlay.gatewayMac,
      vlan_interfaces: [...new Set(gateways.map(({ vlan }) => vlan))].map((id) =>
        gatewayInterface(
          id,
          gateways.filter(({ vlan }) => vlan === id),
        ),
      ),
    }),
    ...(isTunnelled && { service_routing_protocols_model: 'multi-agent' }),
    ...(isTunnelled && vlans.length > 0 && { vxlan_interface: { vxlan1: { vxlan } } }),
  };
  const tables = vrfs.map(({ name }) => {
    const vni = carried.find((each) => each.name === name)?.vni;
    const targets = [{ address_family: 'evpn', route_targets: [`${vni}:${vni}`] }];
    return {
      name,
      ...(vni !== undefined && { rd: `${source}:${vni}`, route_targets: { import: targets, export: targets } }),
      redistribute: { connected: { enabled: true } },
    };
  });
  if (!isTunnelled) return { top, bgp: tables.length === 0 ? undefined : { vrfs: tables } };
  const peers = new Set(ports.flatMap(({ peer, peerAsNumber }) => (peerAsNumber === undefined ? [] : [peer])));
  const sessions = underlay.switches.flatMap((each) => {
    const address = peers.has(each.name) ? sourceOf(each) : undefined;
    return address === undefined
      ? []
      : [{ ip_address: address, peer_group: OVERLAY_PEERS, remote_as: `${each.asNumber}`, description: each.name }];
  });
  const group = {
    name: OVERLAY_PEERS,
    update_source: 'Loopback0',
    ebgp_multihop: 3,
    send_community: 'all',
    ...(plan.tier !== 'leaf' && { next_hop_unchanged: true }),
  };
  return {
    top,
    bgp: {
      peer_groups: [group],
      neighbors: sessions,
      address_family_evpn: { peer_groups: [{ name: OVERLAY_PEERS, activate: true }] },
      ...(vlans.length > 0 && {
        vlans: vlans.map((id) => ({
          id,
          rd: `${source}:${id}`,
          route_targets: { both: [`${id}:${id}`] },
          redistribute_routes: ['learned'],
        })),
      }),
      ...(tables.length > 0 && { vrfs: tables }),
    },
  };
}

/** Interface of a VLAN with the addresses that all leaves have. */
function gatewayInterface(vlan: number, gateways: readonly UnderlayGateway[]): Tree {
  const [v4] = gateways.filter(({ address }) => !address.includes(':'));
  const v6 = gateways.filter(({ address }) => address.includes(':')).map(({ address }) => address);
  return {
    name: `Vlan${vlan}`,
    shutdown: false,
    ...present({ vrf: gateways[0]?.vrf, ip_address_virtual: v4?.address }),
    ...(v6.length > 0 && { ipv6_enable: true, ipv6_address_virtuals: v6 }),
  };
}

/** Sessions of the underlay with those of the overlay, which exchange routes of EVPN alone. */
function withOverlay(underlay: Tree, overlay: Tree | undefined): Tree {
  if (overlay === undefined) return underlay;
  const list = (tree: Tree, name: string): readonly unknown[] => (tree[name] as readonly unknown[] | undefined) ?? [];
  const both = (name: string): Tree => {
    const all = [...list(underlay, name), ...list(overlay, name)];
    return all.length === 0 ? {} : { [name]: all };
  };
  const { peer_groups: own } = overlay;
  const v4 = underlay['address_family_ipv4'] as Tree;
  const off = own === undefined ? [] : [{ name: OVERLAY_PEERS, activate: false }];
  return {
    ...underlay,
    ...overlay,
    ...both('peer_groups'),
    ...both('neighbors'),
    address_family_ipv4: { ...v4, peer_groups: [...list(v4, 'peer_groups'), ...off] },
  };
}

interface BgpFacts {
  readonly hasBfd: boolean;
  readonly isUnnumbered: boolean;
  readonly hasV6: boolean;
}

/** Sessions of BGP with the switches above and below. Routes of equal cost are used over as many ports as one side has. */
function bgpOf(own: SwitchInUse['underlay'], ports: readonly UnderlayPort[], facts: BgpFacts): Tree {
  const { hasBfd, isUnnumbered, hasV6 } = facts;
  const peers = ports.filter(({ peerAsNumber }) => peerAsNumber !== undefined);
  const [up, down] = (['up', 'down'] as const).map((side) => peers.filter(({ towards }) => towards === side).length);
  const neighbour = (peer: UnderlayPort): Tree => ({ peer_group: PEERS, remote_as: `${peer.peerAsNumber}` });
  const numbered = peers.filter(({ peerAddress }) => peerAddress !== undefined);
  const unnumbered = peers.filter(({ peerAddress }) => peerAddress === undefined);
  const id = own.loopback?.split('/')[0];
  const nextHop = isUnnumbered ? { next_hop: { address_family_ipv6: { enabled: true, originate: true } } } : {};
  const group = { name: PEERS, activate: true };
  return {
    as: `${own.asNumber}`,
    ...(id !== undefined && !id.includes(':') && { router_id: id }),
    maximum_paths: { paths: Math.max(1, up ?? 0, down ?? 0) },
    redistribute: { connected: { enabled: true } },
    peer_groups: [{ name: PEERS, ...(hasBfd && { bfd: true }) }],
    ...(numbered.length > 0 && {
      neighbors: numbered.map((peer) => ({ ip_address: peer.peerAddress?.split('/')[0], ...neighbour(peer) })),
    }),
    ...(unnumbered.length > 0 && {
      neighbor_interfaces: unnumbered.map((peer) => ({ name: peer.name, ...neighbour(peer) })),
    }),
    address_family_ipv4: { peer_groups: [{ ...group, ...nextHop }] },
    ...(hasV6 && { address_family_ipv6: { peer_groups: [group] } }),
  };
}
