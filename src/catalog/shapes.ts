import { DesignError } from '../errors/design-error';
import type { DataRate } from '../units/data';
import type { Length, Mass, Temperature } from '../units/dimensions';
import type { Power } from '../units/power';
import type { Fact } from './fact';

/** Socket of a network device. */
export type Connector =
  'OSFP' | 'QSFP-DD' | 'QSFP112' | 'QSFP56' | 'QSFP28' | 'SFP28' | 'SFP+' | 'RJ45' | 'MPO-12' | 'MMC-12';

/** Optical mode of a fibre or of a transceiver. */
export type FibreMode = 'multimode' | 'single-mode';

/** What every entry of the catalogue has. */
export interface CatalogItem {
  /** Lower-case name by which it is looked up, such as `dgx-b200`. */
  readonly id: string;
  /** Name for people. */
  readonly model: string;
  /** Vendor of the thing. */
  readonly manufacturer: string;
  /** Order number of the vendor. */
  readonly partNumber?: string;
}

/** What a thing in a rack or on a floor may state of its body. */
export interface PhysicalSpec {
  /** Height in rack units. */
  readonly heightU?: Fact<number>;
  /** Mass as installed. */
  readonly weight?: Fact<Mass>;
  /** Outer size. */
  readonly dimensions?: Fact<Dimensions>;
}

/** Outer size. */
export interface Dimensions {
  /** Absent where no source states it. */
  readonly height?: Length;
  /** Across the front. */
  readonly width: Length;
  /** Front to back. */
  readonly depth: Length;
}

/** Equal ports of a device. */
export interface PortGroup {
  /** Number of links, each of `rate`. */
  readonly count: number;
  /** Rate of one link. */
  readonly rate: DataRate;
  /** Socket that the ports sit in. */
  readonly connector?: Connector;
  /** Links that share one socket: 2 for a twin-port cage. */
  readonly portsPerCage?: number;
  /** Adapters behind the ports. */
  readonly nic?: string;
}

/** Adapters whose ports share what one adapter carries: count ports by `portsEach`, bandwidth by `rate`. */
export interface SharedAdapters {
  /** Adapters of one fabric node. */
  readonly count: number;
  /** Ports of one adapter. */
  readonly portsEach: number;
  /** Rate of one port. */
  readonly portRate: DataRate;
  /** What all ports of one adapter carry together. */
  readonly rate: DataRate;
  /** Socket of the ports. */
  readonly connector?: Connector;
  /** Model. */
  readonly nic?: string;
}

/** A way to split a cage. */
export interface BreakoutMode {
  /** Ports that one cage then has. */
  readonly ports: number;
  /** Rate of each of them. */
  readonly rate: DataRate;
}

/** Power supplies of a device. */
export interface PsuSet {
  /** Power supplies fitted. */
  readonly count: number;
  /** How many of them carry the full load; absent where no source states it. */
  readonly needed?: number;
  /** Fewest with which it still runs, at reduced performance; absent where no source states it. */
  readonly degradedFrom?: number;
  /** Output of one. */
  readonly rating?: Power;
  /** Supplies inside each, where these are power shelves. */
  readonly suppliesEach?: number;
  /** Output of one of the supplies inside a shelf. */
  readonly supplyRating?: Power;
}

/** Electrical input of one power supply or inlet. */
export interface ElectricalInput {
  /** Kind of supply. */
  readonly current: 'ac' | 'dc';
  /** Lowest voltage. */
  readonly minVolts: number;
  /** Highest voltage. */
  readonly maxVolts: number;
  /** Rated current. */
  readonly amps?: number;
  /** Inlet, such as `C20`. */
  readonly inlet?: string;
}

/** From the coldest to the warmest. */
export interface TemperatureRange {
  /** Coldest. */
  readonly min: Temperature;
  /** Warmest. */
  readonly max: Temperature;
}

/** Names of the members of `S` that are facts. */
export type FactKey<S> = {
  [K in keyof S]-?: NonNullable<S[K]> extends Fact<unknown> ? K : never;
}[keyof S] &
  string;

/** Type of the value of a fact. */
export type FactValue<S, K extends keyof S> = NonNullable<S[K]> extends Fact<infer T> ? T : never;

/**
 * The value of a fact that a calculation cannot do without: `requireFact(system, 'maxPower')`.
 *
 * @throws DesignError `catalog/missing-fact` where the entry has none, because no source states it
 */
export function requireFact<S extends CatalogItem, K extends FactKey<S>>(item: S, key: K): FactValue<S, K> {
  const fact = item[key] as Fact<FactValue<S, K>> | undefined;
  if (fact !== undefined) return fact.value;
  throw new DesignError('catalog/missing-fact', {
    problem: `'${item.id}' has no '${key}': no source states it`,
    remedy: `define it again with ${key}: userFact(value, source, 'YYYY-MM')`,
    object: item.id,
  });
}
