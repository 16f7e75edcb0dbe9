import type { AddressPlan, PoolPlan } from '../../model/address-plan';
import type { FabricPlan, NetworkRole } from '../../model/fabric-plan';
import type { UnderlayGateway, UnderlayOptions, UnderlayPlan, UnderlayVlan } from '../../model/underlay-plan';
import { checkUnderlay } from './check-underlay';
import { cutPools } from './cut-pools';
import { pairSlots } from './pair-slots';

/** First address of the block that routers share (RFC 9568): no adapter has it. */
const ANYCAST_MAC = '00:00:5e:00:01:01';

/** What the underlay of a fabric is made from. */
export interface UnderlayInput {
  /** A fabric of kind `ethernet`. */
  readonly fabric: FabricPlan;
  /** Addresses of the site: loopbacks and AS numbers of its switches, and its pools. */
  readonly addresses: AddressPlan;
  readonly options?: UnderlayOptions;
}

/**
 * Plans the underlay of an Ethernet fabric: BGP between all switches (RFC 7938), VLANs or routed pairs (RFC 3021) towards hosts.
 *
 * @throws DesignError one of the `underlay/...` codes of `checkUnderlay` and `cutPools`; `DesignErrors` for several
 */
export function planUnderlay({ fabric, addresses, options = {} }: UnderlayInput): UnderlayPlan {
  checkUnderlay(fabric, addresses, options);
  const slots = pairSlots(fabric, options);
  const { links, rails } = cutPools(fabric, addresses, options, slots);
  const asNumbers = new Map(addresses.asNumbers.map(({ device, asNumber }) => [device, asNumber]));
  const loopbacks = new Map(
    addresses.addresses.flatMap((entry) => (entry.interface === 'lo' ? [[entry.device, entry.address] as const] : [])),
  );
  const { mtuBytes, roce, switchRelease } = options;
  const vlans = rails.length > 0 ? [] : vlansOf(fabric.role, addresses.pools);
  return {
    fabric: fabric.name,
    switches: fabric.switches.map(({ name }) => {
      const loopback = loopbacks.get(name);
      const linkSlot = slots.links.get(name);
      const railSlot = slots.rails.get(name);
      return {
        name,
        asNumber: asNumbers.get(name) ?? 0,
        ...(loopback === undefined ? {} : { loopback }),
        ...(linkSlot === undefined ? {} : { linkSlot }),
        ...(railSlot === undefined ? {} : { railSlot }),
      };
    }),
    vlans,
    ...(links === undefined ? {} : { links }),
    rails,
    ...(mtuBytes === undefined ? {} : { mtuBytes }),
    ...(roce === undefined ? {} : { roce }),
    ...(switchRelease === undefined ? {} : { switchRelease }),
    ...servicesOf(options, vlans),
  };
}

/** What the switches are told beside routing. Gateways are in the order of the pools, whatever the order of their names. */
function servicesOf(options: UnderlayOptions, vlans: readonly UnderlayVlan[]): Partial<UnderlayPlan> {
  const { gateways = [], gatewayMac = ANYCAST_MAC, vrfs = [], managementVrf = 'mgmt' } = options;
  const { pfcWatchdog, bfd, ntpServers, logServers } = options;
  const vrfOf = new Map(vrfs.flatMap(({ name, pools }) => pools.map((pool) => [pool, name] as const)));
  const anycast = vlans.flatMap(({ pool, vlan, cidr, gateway }): UnderlayGateway[] => {
    if (gateway === undefined || !gateways.includes(pool)) return [];
    const vrf = vrfOf.get(pool);
    const address = `${gateway}/${cidr.split('/')[1] ?? ''}`;
    return [{ pool, vlan, address, ...(vrf === undefined ? {} : { vrf }) }];
  });
  const hasServers = ntpServers !== undefined || logServers !== undefined;
  return {
    ...(anycast.length === 0 ? {} : { gateways: anycast, gatewayMac: gatewayMac.toLowerCase() }),
    ...(vrfs.length === 0 ? {} : { vrfs: vrfs.map(({ pools: _, ...vrf }) => vrf) }),
    ...(pfcWatchdog === undefined ? {} : { pfcWatchdog }),
    ...(bfd === undefined ? {} : { bfd }),
    ...(ntpServers === undefined ? {} : { ntpServers }),
    ...(logServers === undefined ? {} : { logServers }),
    ...(hasServers ? { managementVrf } : {}),
  };
}

/** VLANs of the pools of a fabric's role; its compute ports have none. */
function vlansOf(role: NetworkRole, pools: readonly PoolPlan[]): UnderlayVlan[] {
  return pools.flatMap(({ name, purpose, cidr, vlan, gateway, tenant }) => {
    if (purpose !== role || vlan === undefined || tenant !== undefined) return [];
    return [{ pool: name, vlan, cidr, ...(gateway === undefined ? {} : { gateway }) }];
  });
}
