import { cagePlace } from '../../model/switch-ports';
import { NEWEST_RELEASE, releaseMinor } from '../../design/underlay/check-services';
import { hasOverlay, switchesInUse, type SwitchInUse, type UnderlayPort } from '../../design/underlay/switches-in-use';
import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { UnderlayGateway, UnderlayPlan } from '../../model/underlay-plan';
import { present } from '../../units/present';
import { yamlText } from '../machine-text';
import { endpointVlans, type NvueTree as Tree, nvueWords, type NvueWords, switchModelName } from './nvue-words';
import { notGiven } from './not-given';

/** The bridge's own VLAN, in which a port without one stands. */
const UNTAGGED = 1;

/** What all switches of a fabric share. */
interface Context {
  readonly fabric: FabricPlan;
  readonly underlay: UnderlayPlan;
  readonly addresses: SitePlan['addresses'];
  readonly isOverlaid: boolean;
  readonly words: NvueWords;
}

/**
 * Configuration of each Cumulus switch of an Ethernet fabric as NVUE takes it in the release of the underlay, else in the newest, by switch:
 * one whole document with hostname, loopback, breakouts, ports, VLANs, BGP and whatever else the underlay has. Its head lists what it does
 * not hold. Switches of other systems are left out.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/System-Configuration/NVIDIA-User-Experience-NVUE/
 */
export function* renderNvue(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  site: Pick<SitePlan, 'addresses'>,
): Generator<readonly [string, string]> {
  const vlans = endpointVlans(fabric, site);
  const words = nvueWords(releaseMinor(underlay.switchRelease) ?? releaseMinor() ?? 0);
  const context: Context = {
    fabric,
    underlay,
    addresses: site.addresses,
    isOverlaid: hasOverlay(fabric, underlay),
    words,
  };
  for (const each of switchesInUse(fabric, underlay, (endpoint) => vlans.get(endpoint))) {
    if (each.plan.model.portNaming !== 'cumulus') continue;
    yield [each.plan.name, document(each, context)];
  }
}

function document(each: SwitchInUse, context: Context): string {
  const { underlay, isOverlaid, words } = context;
  const vlans = vlansOf(each.ports);
  const gateways = (underlay.gateways ?? []).filter(({ vlan }) => vlans.includes(vlan));
  const set = {
    system: { hostname: each.plan.name, ...words.systemServers(underlay) },
    ...words.serviceServers(underlay),
    interface: interfacesOf(each, context, gateways),
    ...(vlans.length === 0 ? {} : { bridge: { domain: { br_default: { vlan: vlanTree(vlans, isOverlaid) } } } }),
    ...(isOverlaid ? overlayOf(each, vlans, words) : {}),
    ...qosOf(underlay, words),
    ...routingOf(each, context, gateways),
  };
  const { switchRelease } = underlay;
  const release = switchRelease === undefined ? '' : `    version: ${JSON.stringify(switchRelease)}\n`;
  // The revision is a decimal, which a YAML writer would print as 1.
  const header = `- header:\n    model: ${switchModelName(each.plan.model)}\n    nvue-api-version: nvue_v1\n    rev-id: 1.0\n${release}`;
  return `${headOf(each, context)}${header}${yamlText([{ set }])}`;
}

/** Comment with the release that the file is for, and what is not in it. */
function headOf(each: SwitchInUse, { fabric, underlay, addresses }: Context): string {
  const minor = releaseMinor(underlay.switchRelease);
  const release =
    underlay.switchRelease === undefined || minor === undefined
      ? `${NEWEST_RELEASE}, the newest known ('switchRelease' is not given)`
      : `5.${minor}`;
  const missing = notGiven({ system: 'nvue', fabric, underlay, addresses, each });
  return [`For Cumulus Linux ${release}.`, 'Not in this file:', ...missing.map((line) => `- ${line}`)]
    .map((line) => `# ${line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}\n`)
    .join('');
}

/** Breakouts by cage, then loopback, then ports that are alike as ranges, then the VLANs whose gateway the switch is. */
function interfacesOf(
  { plan, underlay: own, ports }: SwitchInUse,
  { underlay: { mtuBytes, pfcWatchdog, gatewayMac }, words }: Context,
  gateways: readonly UnderlayGateway[],
): Tree {
  const interfaces: Record<string, unknown> = breakoutsOf(plan.model);
  if (own.loopback !== undefined) interfaces['lo'] = { ...words.addresses([own.loopback]), type: 'loopback' };
  const alike = new Map<string, { readonly names: string[]; readonly body: Tree }>();
  for (const port of ports) {
    const vlan = accessVlan(port);
    const body = {
      link: { ...present({ mtu: mtuBytes }), state: { up: {} } },
      ...(port.address === undefined ? {} : words.addresses([port.address])),
      ...present({
        bridge: vlan === undefined ? undefined : { domain: { br_default: { access: vlan } } },
        qos: pfcWatchdog === undefined ? undefined : { 'pfc-watchdog': { state: 'enable' } },
      }),
      type: 'swp',
    };
    // Ports of one cage stand together, cages apart.
    const { cage, ports: inCage } = cagePlace(plan.model, port.number);
    const key = `${inCage > 1 ? cage : ''}\n${JSON.stringify(body)}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { names: [port.name], body });
    else known.names.push(port.name);
  }
  for (const { names, body } of alike.values()) for (const range of portRanges(names)) interfaces[range] = body;
  for (const vlan of new Set(gateways.map((gateway) => gateway.vlan))) {
    const inVlan = gateways.filter((gateway) => gateway.vlan === vlan);
    interfaces[`vlan${vlan}`] = {
      ...words.addresses(
        inVlan.map(({ address }) => address),
        inVlan[0]?.vrf,
      ),
      link: { 'mac-address': gatewayMac, state: { up: {} } },
      type: 'svi',
      vlan,
    };
  }
  return interfaces;
}

/** Breakouts by runs of cages: those for hosts, then those that face spines where they are split in another way. */
function breakoutsOf({ cages, portsPerCage, lanes, uplinks }: FabricPlan['switches'][number]['model']): Tree {
  const last = cages + Math.ceil((uplinks?.ports ?? 0) / (uplinks?.portsPerCage ?? 1));
  const runs = [
    { from: 1, to: cages, ports: portsPerCage, lanes },
    { from: cages + 1, to: last, ports: uplinks?.portsPerCage ?? 1, lanes: uplinks?.lanes },
  ];
  return Object.fromEntries(
    runs
      .filter(({ from, to, ports }) => ports > 1 && to >= from)
      .map(({ from, to, ports, lanes: all }) => {
        const perPort = present({ 'lanes-per-port': all === undefined ? undefined : `${all / ports}` });
        const name = from === to ? `swp${from}` : `swp${from}-${to}`;
        return [name, { link: { breakout: { [`${ports}x`]: perPort } } }];
      }),
  );
}

function routingOf(
  { underlay: own, ports }: SwitchInUse,
  { underlay, isOverlaid, words }: Context,
  gateways: readonly UnderlayGateway[],
): Tree {
  const routed = ports.filter(({ peerAsNumber }) => peerAsNumber !== undefined);
  const evpn = isOverlaid ? { 'l2vpn-evpn': words.on } : {};
  const addresses = [own.loopback, ...ports.map(({ address }) => address), ...inTable(gateways, undefined)];
  const families = familiesOf(addresses.filter((address) => address !== undefined));
  // Routes of IPv6 are exchanged only where a neighbour's family says so, those of IPv4 always.
  const peerFamilies = { ...(families.includes('ipv6-unicast') ? { 'ipv6-unicast': words.on } : {}), ...evpn };
  const neighbor = Object.fromEntries(
    routed.map(({ name, peerAddress, peerAsNumber }) => {
      const type = peerAddress === undefined ? 'unnumbered' : 'numbered';
      const entry = {
        ...(Object.keys(peerFamilies).length === 0 ? {} : { 'address-family': peerFamilies }),
        ...present({ bfd: underlay.bfd === undefined ? undefined : words.bfdOfNeighbour(underlay.bfd) }),
        'remote-as': peerAsNumber,
        type,
      };
      return [peerAddress?.split('/')[0] ?? name, entry];
    }),
  );
  const address = own.loopback?.split('/')[0];
  const id = address === undefined || address.includes(':') ? {} : { 'router-id': address };
  const vrfs = (underlay.vrfs ?? []).filter(({ name }) => gateways.some(({ vrf }) => vrf === name));
  const globally = underlay.bfd === undefined ? {} : words.bfdOfRouter(underlay.bfd);
  return {
    router: { ...globally, bgp: { 'autonomous-system': own.asNumber, ...words.on, ...id } },
    vrf: {
      default: {
        router: {
          bgp: { 'address-family': { ...announced(families, words), ...evpn }, ...words.on, neighbor },
        },
      },
      ...Object.fromEntries(
        vrfs.map(({ name, vni, vlan }) => {
          const exported = isOverlaid && vni !== undefined ? { 'route-export': { 'to-evpn': words.on } } : {};
          const l3 = { ...words.on, ...present({ vlan }), vni: { [`${vni ?? ''}`]: {} } };
          const family = announced(familiesOf(inTable(gateways, name)), words, exported);
          const bgp = { 'address-family': family, 'autonomous-system': own.asNumber, ...words.on, ...id };
          return [name, { ...(isOverlaid && vni !== undefined ? { evpn: l3 } : {}), router: { bgp } }];
        }),
      ),
    },
  };
}

/** Addresses of the gateways in a routing table. */
function inTable(gateways: readonly UnderlayGateway[], table: string | undefined): string[] {
  return gateways.filter(({ vrf }) => vrf === table).map(({ address }) => address);
}

/** Families of addresses that have routes; IPv4 where there is none, for a session needs one. */
function familiesOf(addresses: readonly string[]): string[] {
  const isV6 = (address: string): boolean => address.includes(':');
  const v4 = addresses.some((address) => !isV6(address)) || addresses.length === 0;
  return [...(v4 ? ['ipv4-unicast'] : []), ...(addresses.some(isV6) ? ['ipv6-unicast'] : [])];
}

function announced(families: readonly string[], words: NvueWords, more: Tree = {}): Tree {
  return Object.fromEntries(
    families.map((family) => [family, { ...words.on, redistribute: { connected: words.on }, ...more }]),
  );
}

/** The switch's own lossless profile, with the code point of the plan, and the watch over its queues. */
function qosOf({ roce, pfcWatchdog }: UnderlayPlan, words: NvueWords): Tree {
  if (roce === undefined) return {};
  const { priority, dscp } = roce;
  return {
    qos: {
      roce: { ...words.on, mode: 'lossless' },
      mapping: { 'default-global': { trust: 'l3', dscp: { [dscp]: { 'switch-priority': priority } } } },
      pfc: { 'default-global': { 'switch-priority': { [priority]: {} } } },
      ...present({
        'pfc-watchdog':
          pfcWatchdog === undefined
            ? undefined
            : { 'polling-interval': pfcWatchdog.pollMilliseconds, robustness: pfcWatchdog.polls },
      }),
    },
  };
}

function accessVlan({ towards, vlan, isWithoutVlan }: UnderlayPort): number | undefined {
  if (towards !== 'host') return undefined;
  return isWithoutVlan ? UNTAGGED : vlan;
}

function vlansOf(ports: readonly UnderlayPort[]): number[] {
  const vlans = ports.flatMap((port) => accessVlan(port) ?? []);
  return [...new Set(vlans)].sort((a, b) => a - b);
}

/** A VLAN that reaches other leaves has its own number as network number; the bridge's own reaches none. */
function vlanTree(vlans: readonly number[], isOverlaid: boolean): Tree {
  return Object.fromEntries(
    vlans.map((vlan) => [`${vlan}`, isOverlaid && vlan !== UNTAGGED ? { vni: { [vlan]: {} } } : {}]),
  );
}

/** EVPN on every switch; tunnels end on those that have VLANs. */
function overlayOf({ underlay: own }: SwitchInUse, vlans: readonly number[], words: NvueWords): Tree {
  const address = own.loopback?.split('/')[0];
  const hasTunnels = vlans.some((vlan) => vlan !== UNTAGGED) && address !== undefined;
  return {
    evpn: words.on,
    ...(hasTunnels ? { nve: { vxlan: { ...words.on, source: { address } } } } : {}),
  };
}

/** Ports with consecutive numbers at their ends as ranges, in the order given: `swp1`, `swp2`, `swp4` are `swp1-2` and `swp4`. */
export function portRanges(names: readonly string[]): string[] {
  const ranges: { readonly prefix: string; readonly from: number; to: number }[] = [];
  for (const name of names) {
    const [, prefix = name, digits = ''] = /^(.*?)(\d+)$/.exec(name) ?? [];
    const number = Number(digits);
    const last = ranges.at(-1);
    if (last?.prefix === prefix && last.to === number - 1) last.to = number;
    else ranges.push({ prefix, from: number, to: number });
  }
  return ranges.map(({ prefix, from, to }) => (from === to ? `${prefix}${from}` : `${prefix}${from}-${to}`));
}
