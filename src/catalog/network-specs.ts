import type { DataRate } from '../units/data';
import type { Length } from '../units/dimensions';
import type { Power } from '../units/power';
import type { Fact } from './fact';
import type { BreakoutMode, CatalogItem, Connector, FibreMode, PhysicalSpec, PortGroup, PsuSet } from './shapes';

/** A switch. */
export interface SwitchSpec extends CatalogItem, PhysicalSpec {
  /** Which network it is for. */
  readonly kind: 'infiniband' | 'ethernet';
  /** Front-panel cages of the main kind. */
  readonly cages: Fact<number>;
  /** Socket of these cages. */
  readonly connector?: Fact<Connector>;
  /** Whether its optics are built in: its sockets take fibres, and no transceivers. Absent: it takes transceivers. */
  readonly isCopackaged?: Fact<boolean>;
  /** Ports of one cage at `portRate`. */
  readonly portsPerCage: Fact<number>;
  /** Rate of one port as the switch is mostly used. */
  readonly portRate: Fact<DataRate>;
  /** Every way to use a cage; ports at another rate than `portRate` come from here. */
  readonly breakouts: Fact<readonly BreakoutMode[]>;
  /** Modes that also take the lanes of the next cage, which is then disabled. */
  readonly pairedBreakouts?: Fact<readonly BreakoutMode[]>;
  /** Switch chips, where each carries one plane of every port and is a node of its own to the subnet manager. */
  readonly planeChips?: Fact<number>;
  /** Whether line cards meet over fabric cards inside it, as with cells and virtual output queues. Absent: one chip serves all ports. */
  readonly isChassis?: Fact<boolean>;
  /** Of a chassis: what its ports bring against what its fabric cards carry; 1 is non-blocking. */
  readonly chassisRatio?: Fact<number>;
  /** Ports that are kept for a fabric manager. */
  readonly fabricManagerPorts?: Fact<number>;
  /** Further ports beside the cages: management, uplinks. */
  readonly extraPorts?: Fact<PortGroup>;
  /** How its ports are called: `1`, `1/2` (`ib`), `sw1p1` (`xdr`), `swp1s0` (`cumulus`), `Ethernet1/5` (`eos`). */
  readonly portNaming: 'ib' | 'xdr' | 'cumulus' | 'eos';
  /** Draw of one cage at most. */
  readonly cageMaxPower?: Fact<Power>;
  /** Power supplies. */
  readonly psus?: Fact<PsuSet>;
  /** Input of one power supply at most. */
  readonly psuMaxDraw?: Fact<Power>;
  /** Electrical input of the whole switch with passive cables, typically: no limit to plan by. */
  readonly typicalPower?: Fact<Power>;
  /** Electrical input of the whole switch at most, with its optics. */
  readonly maxPower?: Fact<Power>;
  /** What takes its heat away; decides the top of its optics: finned for air, flat for liquid. */
  readonly cooling?: Fact<'air' | 'liquid'>;
  /** Share of its heat that goes into liquid, from 0 to 1. */
  readonly liquidFraction?: Fact<number>;
}

/** A network adapter. */
export interface NicSpec extends CatalogItem {
  /** Ports of one adapter. */
  readonly ports: Fact<PortGroup>;
  /** The same adapter with its port split over two planes. */
  readonly twinPlanePorts?: Fact<PortGroup>;
}

/** A copper cable with fixed ends. */
export interface CableSpec extends CatalogItem {
  /** What it is made of. */
  readonly medium: 'passive-copper' | 'active-copper';
  /** End in the switch. */
  readonly from?: Fact<Connector>;
  /** The other ends. */
  readonly to?: Fact<{ readonly connector?: Connector; readonly count: number }>;
  /** Rate of the end in the switch. */
  readonly rate?: Fact<DataRate>;
  /** Lengths on sale; absent where only a range is known. */
  readonly lengths?: Fact<readonly Length[]>;
  /** Shortest and longest on sale. */
  readonly range?: Fact<{ readonly min: Length; readonly max: Length }>;
  /** Whether its vendor still sells it. Absent: not stated. */
  readonly isOnSale?: Fact<boolean>;
  /** Draw of one end at most, in milliwatts: below the watts of `Power`. */
  readonly maxMilliwatts?: Fact<number>;
}

/** An optical module. */
export interface TransceiverSpec extends CatalogItem {
  /** Fibre that it drives. Two ends of a link have the same. */
  readonly medium: FibreMode;
  /** Signal, such as `SR4`. */
  readonly optics: string;
  /** Cage that takes it. */
  readonly cage: Connector;
  /** Links of one module: 2 for a twin-port module. */
  readonly ports: Fact<1 | 2>;
  /** Rate of one link. */
  readonly portRate: Fact<DataRate>;
  /** Longest fibre. */
  readonly reach: Fact<Length>;
  /** Whether switches take it. */
  readonly isForSwitches: Fact<boolean>;
  /** Fibre connector of one link. */
  readonly connector?: Fact<'MPO-12/APC'>;
  /** Draw at most. */
  readonly maxPower?: Fact<Power>;
  /** Typical draw. */
  readonly typicalPower?: Fact<Power>;
  /** Draw when its link runs at 200G, in milliwatts: below the watts of `Power`. */
  readonly milliwattsAt200G?: Fact<number>;
}

/** A fibre cable. The two fibres of one twin-port module are of the same kind. */
export interface FibreSpec extends CatalogItem {
  /** Which transceivers it joins. */
  readonly medium: FibreMode;
  /** `splitter` turns one 400G end into two 200G ends. */
  readonly kind: 'straight' | 'splitter';
  /** Longest on sale. */
  readonly reach: Fact<Length>;
  /** Connector at each end. */
  readonly connector: Fact<'MPO-12/APC'>;
}

/** A kind of Ethernet link as its standard describes it, whoever makes cable and modules. */
export interface LinkStandardSpec extends CatalogItem {
  /** What it runs over. */
  readonly medium: 'twisted-pair' | 'passive-copper' | FibreMode;
  /** Rate of the link. */
  readonly rate: Fact<DataRate>;
  /** Socket at either end. */
  readonly cage: Connector;
  /** Longest that the standard, or a module by it, is made for. */
  readonly reach: Fact<Length>;
}
