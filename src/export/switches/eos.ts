import { hasOverlay, switchesInUse, type SwitchInUse, type UnderlayPort } from '../../design/underlay/switches-in-use';
import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { UnderlayPlan } from '../../model/underlay-plan';
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
 * servers of time and logs. AVD, or `pyavd` alone, makes the configuration of it. The head lists what it does not hold: gateways, routing tables of tenants and the lossless
 * class are left to the operator. Switches of other systems are left out.
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
      ...leftOut(underlay, isOverlaid),
      ...notGiven({ system: 'eos', fabric, underlay, addresses: site.addresses, each }),
    ];
    const head = ['Inputs of AVD, role eos_cli_config_gen.', 'Not in this file:', ...missing.map((line) => `- ${line}`)]
      .map((line) => `# ${line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}\n`)
      .join('');
    yield [each.plan.name, `${head}${yamlText(configOf(each, underlay))}`];
  }
}

/** What props ask for and the inputs do not have. */
function leftOut({ gateways = [], vrfs = [], roce, pfcWatchdog }: UnderlayPlan, isOverlaid: boolean): string[] {
  return [
    ...(isOverlaid ? ['EVPN and VXLAN between leaves'] : []),
    ...(gateways.length > 0 ? ["gateways of 'gateways'"] : []),
    ...(vrfs.length > 0 ? ["routing tables of 'vrfs'"] : []),
    ...(roce === undefined ? [] : ["lossless class of 'roce'"]),
    ...(pfcWatchdog === undefined ? [] : ["watch over queues of 'pfcWatchdog'"]),
  ];
}

function configOf({ plan, underlay: own, ports }: SwitchInUse, underlay: UnderlayPlan): Tree {
  const { bfd, ntpServers = [], logServers = [], managementVrf } = underlay;
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
    router_bgp: bgpOf(own, ports, { hasBfd: bfd !== undefined, isUnnumbered, hasV6 }),
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
  { mtuBytes }: UnderlayPlan,
): Tree {
  const { number, name, peer, peerPort, rateBits, address, peerAsNumber, vlan } = port;
  const isRouted = peerAsNumber !== undefined || address !== undefined;
  const { cage, ports: split } = cagePlace(model, number);
  const width = ((cage > model.cages ? model.uplinks?.lanes : model.lanes) ?? 0) / split;
  const speed = width >= 1 && Number.isInteger(width) ? `${rateBits / GIGA}g-${width}` : undefined;
  return {
    name,
    description: `${peer} ${peerPort}`,
    shutdown: false,
    ...present({ mtu: mtuBytes, speed }),
    ...(isRouted
      ? { ...(address === undefined ? { ipv6_enable: true } : addressOf(address)), switchport: { enabled: false } }
      : { switchport: { enabled: true, mode: 'access', ...present({ access_vlan: vlan }) } }),
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
