import { parseCidr, printAddress } from '../../model/address-plan';
import type { FabricPlan, FabricSwitchPlan } from '../../model/fabric-plan';
import type { PairPool, UnderlayOptions, UnderlayPlan, UnderlaySwitch } from '../../model/underlay-plan';
import { switchPortName } from '../../model/switch-ports';
import { addTo, present } from '../../units/present';

/** A cabled port of a switch with all that its configuration needs. */
export interface UnderlayPort {
  /** From 1, at link speed. */
  readonly number: number;
  readonly name: string;
  /** `up` and `down` lead to switches, `host` to an endpoint. */
  readonly towards: 'up' | 'down' | 'host';
  readonly peer: string;
  readonly peerPort: string;
  /** Of a switch at the other end. */
  readonly peerAsNumber?: number;
  /** Own address and that of the other end, with prefix length, of a routed link. */
  readonly address?: string;
  readonly peerAddress?: string;
  /** VLAN of a host-facing port. */
  readonly vlan?: number;
  /** A host-facing port whose VLAN nobody stated, and which is not routed: it can reach the hosts of its own switch alone. */
  readonly isWithoutVlan?: true;
  readonly rateBits: number;
}

/** A switch and its cabled ports, by number. */
export interface SwitchInUse {
  readonly plan: FabricSwitchPlan;
  readonly underlay: UnderlaySwitch;
  readonly ports: readonly UnderlayPort[];
}

/**
 * Switches of a fabric with their ports, made when they are rendered. `vlanOf` gives the VLAN of an endpoint, null where its address is
 * of a pool without one; of an endpoint without an address (undefined) it is the underlay's first.
 */
export function* switchesInUse(
  fabric: FabricPlan,
  underlay: UnderlayPlan,
  vlanOf: (endpoint: string) => number | null | undefined,
): Generator<SwitchInUse> {
  const { role, rails, links, switches, endpoints, hostRateBits, trunkRateBits } = fabric;
  const rows = rowsBySwitch(fabric);
  for (const [index, plan] of switches.entries()) {
    const own = underlay.switches[index];
    if (own === undefined) continue;
    const ports = (rows[index] ?? []).map((row): UnderlayPort => {
      const isUpper = links.bNode[row] === index;
      const number = (isUpper ? links.bPort[row] : links.aPort[row]) ?? 0;
      const base = { number, name: switchPortName(plan.model, number) };
      const lower = links.aNode[row] ?? -1;
      const lowerPort = links.aPort[row] ?? 0;
      if (links.tier[row] === 0) {
        const endpoint = endpoints[lower];
        const peer = endpoint?.name ?? '';
        const known = vlanOf(peer);
        const vlan = (known === undefined ? underlay.vlans[0]?.vlan : known) ?? undefined;
        const rail =
          plan.lastRail === undefined
            ? (plan.rail ?? 1)
            : 1 + Math.floor((lowerPort * rails) / (endpoint?.portNames.length ?? rails));
        const subnet = underlay.rails.find((each) => each.rail === rail && each.plane === plan.plane);
        const pair = subnet === undefined ? undefined : pairAddress(subnet, own.railSlot ?? 0, number);
        return {
          ...base,
          towards: 'host',
          peer,
          peerPort: endpoint?.portNames[lowerPort] ?? '',
          ...(pair === undefined ? {} : { address: pair.owner, peerAddress: pair.peer }),
          ...present({ vlan }),
          ...(vlan === undefined && pair === undefined && role !== 'compute' ? { isWithoutVlan: true } : {}),
          rateBits: hostRateBits,
        };
      }
      const upper = links.bNode[row] ?? -1;
      const upperPort = links.bPort[row] ?? 0;
      const other = isUpper ? lower : upper;
      const peer = switches[other];
      const pair = underlay.links && pairAddress(underlay.links, underlay.switches[upper]?.linkSlot ?? 0, upperPort);
      return {
        ...base,
        towards: isUpper ? 'down' : 'up',
        peer: peer?.name ?? '',
        peerPort: peer === undefined ? '' : switchPortName(peer.model, isUpper ? lowerPort : upperPort),
        peerAsNumber: underlay.switches[other]?.asNumber ?? 0,
        ...(pair === undefined
          ? {}
          : { address: isUpper ? pair.owner : pair.peer, peerAddress: isUpper ? pair.peer : pair.owner }),
        rateBits: trunkRateBits,
      };
    });
    yield { plan, underlay: own, ports: ports.sort((a, b) => a.number - b.number) };
  }
}

function rowsBySwitch({ links, switches }: FabricPlan): number[][] {
  const rows = switches.map((): number[] => []);
  for (let row = 0; row < links.count; row += 1) {
    rows[links.bNode[row] ?? -1]?.push(row);
    if (links.tier[row] !== 0) rows[links.aNode[row] ?? -1]?.push(row);
  }
  return rows;
}

/** The two ends of a routed link, with prefix length: a /31, or a /127 of IPv6 (RFC 6164). */
interface PairAddress {
  /** End of the switch that owns the pair: the even address. */
  readonly owner: string;
  readonly peer: string;
}

/**
 * Pair of a port. It follows from the owner's slot and port alone, so that growth moves none.
 * Slots of the owning switches count from 0, ports from 1.
 */
export function pairAddress({ cidr, pairsPerSwitch }: PairPool, slot: number, port: number): PairAddress {
  const parsed = parseCidr(cidr);
  if (parsed === undefined) return { owner: '', peer: '' };
  const { bits, number } = parsed.address;
  const first = number + 2n * BigInt(slot * pairsPerSwitch + port - 1);
  const end = (offset: bigint): string => `${printAddress({ bits, number: first + offset })}/${bits - 1}`;
  return { owner: end(0n), peer: end(1n) };
}

/** Number from 0 of each switch that owns pairs of addresses. */
export interface PairSlots {
  /** Upper switches of links between switches, counted over the fabric. */
  readonly links: ReadonlyMap<string, number>;
  /** Leaves, counted in their rail and plane. */
  readonly rails: ReadonlyMap<string, number>;
}

/** Switches that own pairs, by the group in which they are counted: `links`, or `rail-1-plane-1`. Empty where no pool is given. */
export function pairOwners(
  { switches }: Pick<FabricPlan, 'switches'>,
  { linkPool, railPool }: Pick<UnderlayOptions, 'linkPool' | 'railPool'>,
): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, tier, rail = 1, plane } of switches) {
    const group = tier === 'leaf' ? railPool && `rail-${rail}-plane-${plane}` : linkPool && 'links';
    if (group === undefined) continue;
    addTo(owners, group, name);
  }
  return owners;
}

/** Slots of a fabric's switches: those of the options, else places in the plan. */
export function pairSlots(fabric: FabricPlan, options: UnderlayOptions): PairSlots {
  const links = new Map<string, number>();
  const rails = new Map<string, number>();
  for (const [group, names] of pairOwners(fabric, options)) {
    const slots = group === 'links' ? links : rails;
    names.forEach((name, place) => slots.set(name, options.slots?.[name] ?? place));
  }
  return { links, rails };
}

/** Whether VLANs of host ports span leaves that only routed links join, so that an overlay (VXLAN with EVPN, RFC 8365) must carry them. */
export function hasOverlay({ counts, tiers }: FabricPlan, { vlans }: UnderlayPlan): boolean {
  return vlans.length > 0 && tiers > 1 && counts.leaf > 1;
}
