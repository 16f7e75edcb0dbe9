import type { FabricPlan, FabricSwitchPlan } from '../../model/fabric-plan';
import { switchPortName } from '../fabric/switch-port-name';
import { pairAddress } from './pair-address';
import type { UnderlayPlan, UnderlaySwitch } from '../../model/underlay-plan';

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
  const { role, links, switches, endpoints, hostRateBits, trunkRateBits } = fabric;
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
        const subnet = underlay.rails.find((each) => each.rail === (plan.rail ?? 1) && each.plane === plan.plane);
        const pair = subnet === undefined ? undefined : pairAddress(subnet, own.railSlot ?? 0, number);
        return {
          ...base,
          towards: 'host',
          peer,
          peerPort: endpoint?.portNames[lowerPort] ?? '',
          ...(pair === undefined ? {} : { address: pair.owner, peerAddress: pair.peer }),
          ...(vlan === undefined ? {} : { vlan }),
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
