import { cageOf } from '../design/fabric/switch-port-name';
import type { FabricPlan } from '../design/fabric/fabric-plan';
import type { SitePlan } from '../design/site/site-plan';
import { hasOverlay } from '../design/underlay/has-overlay';
import { switchesInUse, type SwitchInUse, type UnderlayPort } from '../design/underlay/switches-in-use';
import type { UnderlayPlan } from '../design/underlay/underlay-plan';
import { endpointVlans } from './endpoint-vlans';
import { portRanges } from './port-ranges';
import { switchModelName } from './switch-model-name';
import { yamlText } from './yaml-text';

type Tree = Readonly<Record<string, unknown>>;

const ON = 'on';

/**
 * Configuration of each Cumulus switch of an Ethernet fabric as NVUE takes it, by switch: one whole document with hostname, loopback,
 * breakouts, ports, VLANs, BGP and, where the underlay has one, the lossless class. Switches of other systems are left out.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/System-Configuration/NVIDIA-User-Experience-NVUE/
 */
export function* renderNvue(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  site: Pick<SitePlan, 'addresses'>,
): Generator<readonly [string, string]> {
  const vlans = endpointVlans(fabric, site);
  const isOverlaid = hasOverlay(fabric, underlay);
  for (const each of switchesInUse(fabric, underlay, (endpoint) => vlans.get(endpoint))) {
    if (each.plan.model.portNaming !== 'cumulus') continue;
    yield [each.plan.name, document(each, underlay, isOverlaid)];
  }
}

function document(each: SwitchInUse, underlay: UnderlayPlan, isOverlaid: boolean): string {
  const vlans = vlansOf(each.ports);
  const set = {
    system: { hostname: each.plan.name },
    interface: interfacesOf(each, underlay),
    ...(vlans.length === 0 ? {} : { bridge: { domain: { br_default: { vlan: vlanTree(vlans, isOverlaid) } } } }),
    ...(isOverlaid ? overlayOf(each, vlans) : {}),
    ...(underlay.roce === undefined ? {} : { qos: qosOf(underlay.roce) }),
    ...routingOf(each, isOverlaid),
  };
  const { switchRelease } = underlay;
  const release = switchRelease === undefined ? '' : `    version: ${JSON.stringify(switchRelease)}\n`;
  // The revision is a decimal, which a YAML writer would print as 1.
  const header = `- header:\n    model: ${switchModelName(each.plan.model)}\n    nvue-api-version: nvue_v1\n    rev-id: 1.0\n${release}`;
  return `${header}${yamlText([{ set }])}`;
}

/** Breakouts by cage, then loopback, then ports that are alike as ranges. */
function interfacesOf({ plan, underlay: own, ports }: SwitchInUse, { mtuBytes }: UnderlayPlan): Tree {
  const { cages, portsPerCage, lanes } = plan.model;
  const interfaces: Record<string, unknown> = {};
  if (portsPerCage > 1) {
    const perPort = lanes === undefined ? {} : { 'lanes-per-port': `${lanes / portsPerCage}` };
    interfaces[`swp1-${cages}`] = { link: { breakout: { [`${portsPerCage}x`]: perPort } } };
  }
  if (own.loopback !== undefined) {
    interfaces['lo'] = { ip: { address: { [own.loopback]: {} } }, type: 'loopback' };
  }
  const alike = new Map<string, { readonly names: string[]; readonly body: Tree }>();
  for (const port of ports) {
    const body = {
      link: { ...(mtuBytes === undefined ? {} : { mtu: mtuBytes }), state: { up: {} } },
      ...(port.address === undefined ? {} : { ip: { address: { [port.address]: {} } } }),
      ...(port.towards === 'host' && port.vlan !== undefined
        ? { bridge: { domain: { br_default: { access: port.vlan } } } }
        : {}),
      type: 'swp',
    };
    // Ports of one cage stand together, cages apart.
    const key = `${portsPerCage > 1 ? cageOf(plan.model, port.number) : ''}\n${JSON.stringify(body)}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { names: [port.name], body });
    else known.names.push(port.name);
  }
  for (const { names, body } of alike.values()) for (const range of portRanges(names)) interfaces[range] = body;
  return interfaces;
}

function routingOf({ underlay: own, ports }: SwitchInUse, isOverlaid: boolean): Tree {
  const routed = ports.filter(({ peerAsNumber }) => peerAsNumber !== undefined);
  const evpn = isOverlaid ? { 'address-family': { 'l2vpn-evpn': { enable: ON } } } : {};
  const neighbor = Object.fromEntries(
    routed.map(({ name, peerAddress, peerAsNumber }) => {
      const type = peerAddress === undefined ? 'unnumbered' : 'numbered';
      return [peerAddress?.split('/')[0] ?? name, { ...evpn, 'remote-as': peerAsNumber, type }];
    }),
  );
  const routerId = own.loopback?.split('/')[0];
  const family = own.loopback?.includes(':') === true ? 'ipv6-unicast' : 'ipv4-unicast';
  return {
    router: {
      bgp: {
        'autonomous-system': own.asNumber,
        enable: ON,
        ...(routerId === undefined || routerId.includes(':') ? {} : { 'router-id': routerId }),
      },
    },
    vrf: {
      default: {
        router: {
          bgp: {
            'address-family': {
              [family]: { enable: ON, redistribute: { connected: { enable: ON } } },
              ...evpn['address-family'],
            },
            enable: ON,
            neighbor,
          },
        },
      },
    },
  };
}

/** The switch's own lossless profile, with the code point of the plan. */
function qosOf({ priority, dscp }: NonNullable<UnderlayPlan['roce']>): Tree {
  return {
    roce: { enable: ON, mode: 'lossless' },
    mapping: { 'default-global': { trust: 'l3', dscp: { [dscp]: { 'switch-priority': { [priority]: {} } } } } },
    pfc: { 'default-global': { 'switch-priority': { [priority]: {} } } },
  };
}

function vlansOf(ports: readonly UnderlayPort[]): number[] {
  const vlans = ports.flatMap(({ vlan, towards }) => (vlan === undefined || towards !== 'host' ? [] : [vlan]));
  return [...new Set(vlans)].sort((a, b) => a - b);
}

/** A VLAN that reaches other leaves has its own number as network number. */
function vlanTree(vlans: readonly number[], isOverlaid: boolean): Tree {
  return Object.fromEntries(vlans.map((vlan) => [`${vlan}`, isOverlaid ? { vni: { [vlan]: {} } } : {}]));
}

/** EVPN on every switch; tunnels end on those that have VLANs. */
function overlayOf({ underlay: own }: SwitchInUse, vlans: readonly number[]): Tree {
  const address = own.loopback?.split('/')[0];
  return {
    evpn: { enable: ON },
    ...(vlans.length === 0 || address === undefined ? {} : { nve: { vxlan: { enable: ON, source: { address } } } }),
  };
}
