import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import {
  blockAround,
  parseCidr,
  printBlock,
  type AddressPlan,
  type AsNumberWant,
  type PoolNeed,
  type PoolPlan,
  type PoolPurpose,
} from '../../model/address-plan';
import type { FabricPlan, NetworkRole } from '../../model/fabric-plan';
import type {
  PairPool,
  RailSubnet,
  UnderlayGateway,
  UnderlayOptions,
  UnderlayPlan,
  UnderlayVlan,
} from '../../model/underlay-plan';
import { switchName, switchPorts } from '../../model/switch-ports';
import { present } from '../../units/present';
import { checkServices, isWithin } from './check-services';
import { pairSlots, type PairSlots } from './switches-in-use';
import type { SiteFabric } from '../../model/site-input';
import type { FabricInSite } from '../../model/site-plan';

/** First address of the block that routers share (RFC 9568): no adapter has it. */
const ANYCAST_MAC = '00:00:5e:00:01:01';

/** What the underlay of a fabric is made from. */
export interface UnderlayInput {
  /** A fabric of kind `ethernet`. */
  readonly fabric: FabricPlan;
  /** Addresses of the site: loopbacks and AS numbers of its switches, and its pools. */
  readonly addresses: AddressPlan;
  /** What the user asks of it. */
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
  const { mtuBytes, carriesRdma, roce, hostRoce, switchRelease } = options;
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
        ...present({ loopback, linkSlot, railSlot }),
      };
    }),
    vlans,
    ...present({ links }),
    rails,
    ...present({ mtuBytes, carriesRdma, roce, hostRoce, switchRelease }),
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
    return [{ pool, vlan, address, ...present({ vrf }) }];
  });
  const hasServers = ntpServers !== undefined || logServers !== undefined;
  return {
    ...(anycast.length === 0 ? {} : { gateways: anycast, gatewayMac: gatewayMac.toLowerCase() }),
    ...(vrfs.length === 0 ? {} : { vrfs: vrfs.map(({ pools: _, ...vrf }) => vrf) }),
    ...present({ pfcWatchdog, bfd, ntpServers, logServers }),
    ...(hasServers ? { managementVrf } : {}),
  };
}

/** VLANs of the pools of a fabric's role; its compute ports have none. */
function vlansOf(role: NetworkRole, pools: readonly PoolPlan[]): UnderlayVlan[] {
  return pools.flatMap(({ name, purpose, cidr, vlan, gateway, tenant }) => {
    if (purpose !== role || vlan === undefined || tenant !== undefined) return [];
    return [{ pool: name, vlan, cidr, ...present({ gateway }) }];
  });
}

/** Smallest packet that IPv4 must pass, and the largest that a length field of 16 bits holds, B. */
const SMALLEST_MTU = 576;

const LARGEST_MTU = 65_535;

/**
 * Checks what is wrong in an underlay whatever its size.
 *
 * @throws DesignError `underlay/not-ethernet`, `underlay/no-as-number`, `underlay/unknown-pool`, `underlay/wrong-pool`, `underlay/bad-mtu`,
 * `underlay/bad-roce`, and those of `checkServices`; `DesignErrors` for several
 */
function checkUnderlay(fabric: FabricPlan, addresses: AddressPlan, options: UnderlayOptions): void {
  const { linkPool, railPool } = options;
  DesignErrors.throwAll([
    ...checkSwitches(fabric, addresses),
    ...(linkPool === undefined ? [] : checkPool(fabric, addresses, 'linkPool', linkPool, 'fabric-link')),
    ...(railPool === undefined ? [] : checkPool(fabric, addresses, 'railPool', railPool, 'rail')),
    ...checkNumbers(fabric, options),
    ...checkServices(fabric, addresses, options),
  ]);
}

function checkSwitches({ name, kind, switches }: FabricPlan, { asNumbers }: AddressPlan): DesignError[] {
  if (kind !== 'ethernet') {
    const problem = `fabric '${name}' is of kind ${kind}, and only Ethernet has an underlay`;
    return [
      new DesignError('underlay/not-ethernet', { problem, remedy: 'plan it for Ethernet fabrics alone', object: name }),
    ];
  }
  const numbered = new Set(asNumbers.map(({ device }) => device));
  const missing = switches.filter((each) => !numbered.has(each.name));
  const [first] = missing;
  if (first === undefined) return [];
  return [
    new DesignError('underlay/no-as-number', {
      problem: `fabric '${name}': ${missing.length} of ${switches.length} switches have no AS number, '${first.name}' first`,
      remedy: "name them in 'asNumberFor'",
      object: first.name,
    }),
  ];
}

function checkPool(
  fabric: FabricPlan,
  { pools }: AddressPlan,
  prop: string,
  name: string,
  purpose: PoolPurpose,
): DesignError[] {
  const pool = pools.find((each) => each.name === name);
  if (pool?.purpose === purpose) return [];
  const fitting = pools.filter((each) => each.purpose === purpose).map((each) => each.name);
  const hint = spellingHint(name, fitting);
  const remedy =
    hint === undefined ? `name a pool of purpose '${purpose}' of 'addressPools'` : `did you mean '${hint}'?`;
  const problem =
    pool === undefined
      ? `fabric '${fabric.name}': '${prop}' names pool '${name}', which is not there`
      : `fabric '${fabric.name}': '${prop}' names pool '${name}', whose purpose is '${pool.purpose}'`;
  const code = pool === undefined ? 'underlay/unknown-pool' : 'underlay/wrong-pool';
  return [new DesignError(code, { problem, remedy, object: name })];
}

function checkNumbers({ name }: FabricPlan, { mtuBytes, roce }: UnderlayOptions): DesignError[] {
  const errors: DesignError[] = [];
  if (mtuBytes !== undefined && !isWithin(mtuBytes, SMALLEST_MTU, LARGEST_MTU)) {
    errors.push(
      new DesignError('underlay/bad-mtu', {
        problem: `fabric '${name}': 'mtuBytes' is ${mtuBytes}`,
        remedy: `give a whole number from ${SMALLEST_MTU} to ${LARGEST_MTU}`,
        object: name,
        value: `${mtuBytes} B`,
      }),
    );
  }
  if (roce !== undefined && !(isWithin(roce.priority, 0, 7) && isWithin(roce.dscp, 0, 63))) {
    errors.push(
      new DesignError('underlay/bad-roce', {
        problem: `fabric '${name}': 'roce' has priority ${roce.priority} and code point ${roce.dscp}`,
        remedy: "give a 'priority' from 0 to 7 and a 'dscp' from 0 to 63, whole numbers both",
        object: name,
      }),
    );
  }
  return errors;
}

/** Pools of a fabric, cut. */
interface CutPools {
  readonly links?: PairPool;
  readonly rails: readonly RailSubnet[];
}

/**
 * Cuts the pools of an underlay. A rail's subnet is the pool's share by a power of two, for rails and planes are those of the hosts and never grow.
 *
 * @throws DesignError `underlay/pool-too-small`
 */
function cutPools(
  fabric: FabricPlan,
  { pools }: AddressPlan,
  { linkPool, railPool }: UnderlayOptions,
  slots: PairSlots,
): CutPools {
  const cidrOf = (name: string): string => pools.find((pool) => pool.name === name)?.cidr ?? '';
  const rails =
    railPool === undefined ? [] : railSubnets(fabric, { pool: railPool, cidr: cidrOf(railPool) }, slots.rails);
  if (linkPool === undefined) return { rails };
  const uppers = fabric.switches.filter(({ tier }) => tier !== 'leaf').map(({ model }) => portsOf(model));
  const links = { pool: linkPool, cidr: cidrOf(linkPool), pairsPerSwitch: Math.max(0, ...uppers) };
  checkRoom(fabric.name, links, highest(slots.links), 'links between switches', 0);
  return { links, rails };
}

function railSubnets(
  fabric: FabricPlan,
  { pool, cidr }: Pick<PairPool, 'pool' | 'cidr'>,
  slots: ReadonlyMap<string, number>,
): RailSubnet[] {
  const { planes, rails } = fabric;
  const count = planes * rails;
  const bits = Math.ceil(Math.log2(count));
  const leaves = fabric.switches.filter(({ tier }) => tier === 'leaf').map(({ model }) => portsOf(model));
  const pairsPerSwitch = Math.max(...leaves);
  const parsed = parseCidr(cidr);
  if (parsed === undefined) return [];
  const { address, prefixLength } = parsed;
  const length = prefixLength + bits;
  const share = { pool, cidr: `${cidr.split('/')[0] ?? ''}/${length}`, pairsPerSwitch };
  checkRoom(fabric.name, share, highest(slots), `one of ${count} rails and planes`, bits);
  const size = 1n << BigInt(address.bits - length);
  return Array.from({ length: count }, (_, index) => ({
    rail: Math.floor(index / planes) + 1,
    plane: (index % planes) + 1,
    pool,
    cidr: printBlock(blockAround({ bits: address.bits, number: address.number + BigInt(index) * size }, length)),
    pairsPerSwitch,
  }));
}

/** Addresses that the pools need which an underlay names; of rails each one's share is a power of two. */
function pairAddresses(
  fabric: FabricPlan,
  options: UnderlayOptions,
): Readonly<Partial<Record<'linkPool' | 'railPool', number>>> {
  const { linkPool, railPool } = options;
  const slots = pairSlots(fabric, options);
  const ports = (isLeaf: boolean): number =>
    Math.max(
      0,
      ...fabric.switches.filter(({ tier }) => (tier === 'leaf') === isLeaf).map(({ model }) => portsOf(model)),
    );
  const share = 2 ** Math.ceil(Math.log2(Math.max(1, 2 * highest(slots.rails) * ports(true))));
  const rails = 2 ** Math.ceil(Math.log2(fabric.planes * fabric.rails));
  return {
    ...(linkPool === undefined ? {} : { linkPool: Math.max(2, 2 * highest(slots.links) * ports(false)) }),
    ...(railPool === undefined ? {} : { railPool: rails * share }),
  };
}

/** Slots that must find room: one above the highest, 0 where there is none. */
function highest(slots: ReadonlyMap<string, number>): number {
  return Math.max(-1, ...slots.values()) + 1;
}

function checkRoom(fabric: string, pool: PairPool, switches: number, what: string, cutBits: number): void {
  const parsed = parseCidr(pool.cidr);
  const bits = parsed?.address.bits ?? 32;
  const prefixLength = parsed?.prefixLength ?? 0;
  const needed = 2 * switches * pool.pairsPerSwitch;
  if (prefixLength <= bits && BigInt(needed) <= 1n << BigInt(bits - prefixLength)) return;
  const length = bits - Math.ceil(Math.log2(needed)) - cutBits;
  const held = prefixLength <= bits ? 2 ** (bits - prefixLength) : 0;
  throw new DesignError('underlay/pool-too-small', {
    problem: `fabric '${fabric}': pool '${pool.pool}' has ${held} addresses for ${what}, and ${needed} are needed (${switches} switches of ${pool.pairsPerSwitch} ports, two a port)`,
    remedy: `make its 'cidr' in 'addressPools' a /${length}`,
    object: pool.pool,
    value: `${needed} addresses`,
    limit: `${held} addresses`,
  });
}

function portsOf(model: FabricPlan['switches'][number]['model']): number {
  const { common, uplinks, hasOwnUplinks } = switchPorts(model);
  return common + (hasOwnUplinks ? uplinks : 0);
}

/**
 * AS numbers of a fabric's switches as RFC 7938 gives them out: every leaf has its own, the spines of one pod (of the plane where there
 * are no pods) share one, and so do the cores of a plane. So no path that leaves a leaf upwards comes back through it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7938#section-5.2.1
 */
export function asNumberWants({ name, planes, switches }: FabricPlan): AsNumberWant[] {
  return switches.map(({ name: device, tier, plane, unit }) => {
    if (tier === 'leaf') return { device };
    const group = switchName({ fabric: name, tier, pod: unit, plane: planes > 1 ? plane : undefined });
    return { device, group };
  });
}

/**
 * Fabrics of a site with their underlays.
 *
 * @throws DesignError `underlay/shared-pool`, and those of `planUnderlay`
 */
export function planUnderlays(fabrics: readonly SiteFabric[], addresses: AddressPlan): FabricInSite[] {
  checkOwners(fabrics);
  return fabrics.map(({ path, plan, underlay: options, repair }) => ({
    path,
    plan,
    ...(options === undefined ? {} : { underlay: planUnderlay({ fabric: plan, addresses, options }) }),
    ...present({ repair }),
  }));
}

/** Pools that underlays name to cut them into pairs, with the addresses that they need. */
export function pairNeeds(fabrics: readonly SiteFabric[]): PoolNeed[] {
  return fabrics.flatMap(({ plan, underlay }): PoolNeed[] => {
    if (underlay === undefined || plan.kind !== 'ethernet') return [];
    const needed = pairAddresses(plan, underlay);
    const purposes = { linkPool: 'fabric-link', railPool: 'rail' } as const;
    return (['linkPool', 'railPool'] as const).flatMap((prop): PoolNeed[] => {
      const { [prop]: name } = underlay;
      const { [prop]: addresses } = needed;
      if (name === undefined || addresses === undefined) return [];
      const from = `'${prop}' of fabric '${plan.name}'`;
      return [{ name, purpose: purposes[prop], addresses, reserve: addresses, from, isPool: true }];
    });
  });
}

/** Pools with what the underlays use of them. */
export function withPairs(pools: readonly PoolPlan[], fabrics: readonly FabricInSite[]): PoolPlan[] {
  const used = new Map<string, number>();
  for (const { plan, underlay } of fabrics) {
    const { hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = plan.counts;
    if (underlay?.links !== undefined) used.set(underlay.links.pool, 2 * (leafSpineLinks + spineCoreLinks));
    const [rail] = underlay?.rails ?? [];
    if (rail !== undefined) used.set(rail.pool, 2 * (hostLinks + serviceLinks));
  }
  return pools.map((pool) => ({ ...pool, used: used.get(pool.name) ?? pool.used }));
}

function checkOwners(fabrics: readonly SiteFabric[]): void {
  const owners = new Map<string, string>();
  const errors: DesignError[] = [];
  for (const { plan, underlay } of fabrics) {
    for (const pool of [underlay?.linkPool, underlay?.railPool]) {
      if (pool === undefined) continue;
      const owner = owners.get(pool);
      if (owner === undefined) owners.set(pool, plan.name);
      else {
        errors.push(
          new DesignError('underlay/shared-pool', {
            problem: `fabrics '${owner}' and '${plan.name}' take pairs from one pool, '${pool}'`,
            remedy: 'give each fabric a pool of its own',
            object: pool,
          }),
        );
      }
    }
  }
  DesignErrors.throwAll(errors);
}
