import type { FabricKind } from '../../model/fabric-plan';

const GIGABIT = 1e9;

/** What decides the type of an interface. */
export interface PortFacts {
  readonly kind: FabricKind;
  readonly rateBits: number;
  /** Electrical lanes of the cage that it is in. Absent: not stated. */
  readonly cageLanes?: number;
  /** Ports that share the cage. */
  readonly portsPerCage: number;
  readonly isTwistedPair: boolean;
}

/** InfiniBand by the rate of one lane, Gb/s. */
const INFINIBAND_LANES = [
  [200, 'infiniband-xdr'],
  [100, 'infiniband-ndr'],
  [50, 'infiniband-hdr'],
  [25, 'infiniband-edr'],
  [14, 'infiniband-fdr'],
  [10, 'infiniband-qdr'],
] as const;

/** InfiniBand by the rate of a port where its lanes are not stated: four of them. */
const LANES_OF_A_PORT = 4;
/** Lanes of an OSFP cage; QSFP has four. */
const OSFP_LANES = 8;

/** Cages that NetBox has a type for, by rate in Gb/s: in an eight-lane cage, and in any other. */
const ETHERNET: Readonly<Record<number, { readonly eight?: string; readonly other: string }>> = {
  1: { other: '1000base-x-sfp' },
  10: { other: '10gbase-x-sfpp' },
  25: { other: '25gbase-x-sfp28' },
  40: { other: '40gbase-x-qsfpp' },
  50: { other: '50gbase-x-sfp56' },
  100: { eight: 'other', other: '100gbase-x-qsfp28' },
  200: { eight: 'other', other: '200gbase-x-qsfp56' },
  400: { eight: '400gbase-x-osfp', other: '400gbase-x-qsfp112' },
  800: { eight: '800gbase-x-osfp', other: '800gbase-x-osfp' },
  1600: { eight: '1.6tbase-x-osfp1600', other: '1.6tbase-x-osfp1600' },
};

/** Twisted pair by rate in Gb/s. */
const TWISTED_PAIR: Readonly<Record<number, string>> = {
  1: '1000base-t',
  2.5: '2.5gbase-t',
  5: '5gbase-t',
  10: '10gbase-t',
  25: '25gbase-t',
};

/**
 * NetBox's type of a port. An InfiniBand port is named after the rate of its lanes, so that 200 Gb/s over two lanes is NDR;
 * an Ethernet port after its rate and cage. `other` where NetBox has none.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/choices.py
 */
export function interfaceType({ kind, rateBits, cageLanes, portsPerCage, isTwistedPair }: PortFacts): string {
  const gigabits = rateBits / GIGABIT;
  if (kind === 'infiniband') {
    const lanes = cageLanes === undefined ? LANES_OF_A_PORT : cageLanes / portsPerCage;
    const perLane = gigabits / lanes;
    return INFINIBAND_LANES.find(([rate]) => perLane >= rate)?.[1] ?? 'infiniband-sdr';
  }
  if (isTwistedPair) return TWISTED_PAIR[gigabits] ?? 'other';
  const types = ETHERNET[gigabits];
  if (types === undefined) return 'other';
  return cageLanes === OSFP_LANES ? (types.eight ?? types.other) : types.other;
}
