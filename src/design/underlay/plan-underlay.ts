import type { AddressPlan, PoolPlan } from '../addressing/address-plan';
import type { NetworkRole } from '../fabric/fabric-input';
import type { FabricPlan } from '../fabric/fabric-plan';
import { checkUnderlay } from './check-underlay';
import { cutPools } from './cut-pools';
import { pairSlots } from './pair-slots';
import type { UnderlayOptions, UnderlayPlan, UnderlayVlan } from './underlay-plan';

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
    vlans: rails.length > 0 ? [] : vlansOf(fabric.role, addresses.pools),
    ...(links === undefined ? {} : { links }),
    rails,
    ...(mtuBytes === undefined ? {} : { mtuBytes }),
    ...(roce === undefined ? {} : { roce }),
    ...(switchRelease === undefined ? {} : { switchRelease }),
  };
}

/** VLANs of the pools of a fabric's role; its compute ports have none. */
function vlansOf(role: NetworkRole, pools: readonly PoolPlan[]): UnderlayVlan[] {
  return pools.flatMap(({ name, purpose, cidr, vlan, gateway, tenant }) => {
    if (purpose !== role || vlan === undefined || tenant !== undefined) return [];
    return [{ pool: name, vlan, cidr, ...(gateway === undefined ? {} : { gateway }) }];
  });
}
