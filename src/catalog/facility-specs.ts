import type { DataRate, DataSize } from '../units/data';
import type { Energy, Voltage } from '../units/electricity';
import type { FlowRate } from '../units/flow-rate';
import type { Mass, Temperature } from '../units/dimensions';
import type { Power } from '../units/power';
import type { Fact } from './fact';
import type { CatalogItem, ElectricalInput, PhysicalSpec, PortGroup, PsuSet, TemperatureRange } from './shapes';

/** An empty rack. `weight` is its mass without what it holds. */
export interface RackSpec extends CatalogItem, PhysicalSpec {
  /** Rack units that it offers. */
  readonly heightU: Fact<number>;
  /** Mass of all that it may hold. */
  readonly maxLoad?: Fact<Mass>;
  /** Electrical input that it may take. */
  readonly maxPower?: Fact<Power>;
  /** Heat that it may give to air. */
  readonly maxAirHeat?: Fact<Power>;
}

/** A rack power distribution unit. */
export interface PduSpec extends CatalogItem, PhysicalSpec {
  /** Power that it may carry. */
  readonly rating: Fact<Power>;
  /** Output over input, from 0 to 1. */
  readonly efficiency?: Fact<number>;
  /** Its inlet. */
  readonly input?: Fact<ElectricalInput>;
  /** Outlets by connector, such as `{ connector: 'C19', count: 24 }`. */
  readonly outlets?: Fact<readonly { readonly connector: string; readonly count: number }[]>;
}

/** An overhead busbar with tap-offs. */
export interface BuswaySpec extends CatalogItem {
  /** Rated current. */
  readonly ratedAmps: Fact<number>;
  /** Voltage between lines. */
  readonly volts: Fact<number>;
  /** Phases. */
  readonly phases: Fact<1 | 3>;
}

/** A coolant distribution unit. Heat and flow are two limits: both must hold. */
export interface CduSpec extends CatalogItem, PhysicalSpec {
  /** Heat that it takes at most. */
  readonly capacity: Fact<Power>;
  /** Coolant that it moves at most. */
  readonly maxFlow?: Fact<FlowRate>;
  /** Coolant that it moves per kilowatt of heat. */
  readonly flowPerKilowatt?: Fact<FlowRate>;
  /** Supply of the technology loop over the facility loop. */
  readonly approach?: Fact<Temperature>;
  /** Facility water for which the capacity holds. */
  readonly facilitySupply?: Fact<Temperature>;
  /** Electrical input at most, mostly of its pumps. */
  readonly maxPower?: Fact<Power>;
  /** Redundancy of its pumps. */
  readonly pumpRedundancy?: Fact<'N' | 'N+1' | '2N'>;
  /** Mass without coolant; `weight` is with it. */
  readonly dryWeight?: Fact<Mass>;
}

/** The smallest block in which a storage system is bought. */
export interface StorageSystemSpec extends CatalogItem, PhysicalSpec {
  /** Capacity that users see. */
  readonly usableCapacity: Fact<DataSize>;
  /** Sequential read of one block. */
  readonly read: Fact<DataRate>;
  /** Sequential write of one block. */
  readonly write: Fact<DataRate>;
  /** Files that one block holds at most. */
  readonly files?: Fact<number>;
  /** Metadata operations that one block serves in a second, of the mix that its source names. */
  readonly metadataOperationsPerSecond?: Fact<number>;
  /** Links into the storage fabric. */
  readonly ports?: Fact<PortGroup>;
  /** Electrical input at most. */
  readonly maxPower?: Fact<Power>;
  /** Power supplies. */
  readonly psus?: Fact<PsuSet>;
}

/** A server beside the GPU systems: management, login, fabric manager. */
export interface ServerSpec extends CatalogItem, PhysicalSpec {
  /** What it is for. */
  readonly role: 'management' | 'login' | 'fabric-manager' | 'storage' | 'general';
  /** Its network ports, one group a network. */
  readonly ports?: Fact<readonly PortGroup[]>;
  /** Electrical input at most. */
  readonly maxPower?: Fact<Power>;
  /** Power supplies. */
  readonly psus?: Fact<PsuSet>;
}

/** A class of equipment by the air that it allows at its inlet. */
export interface AirClassSpec extends CatalogItem {
  /** Dry bulb that is allowed, or recommended. */
  readonly dryBulb: Fact<TemperatureRange>;
}

/** A class of equipment by the coolant that it allows. */
export interface CoolantClassSpec extends CatalogItem {
  /** Loop whose supply the class is about: of the facility (W) or the technology loop at the racks (S). */
  readonly loop: 'facility' | 'technology';
  /** Warmest supply. Absent for the open class. */
  readonly maxSupply?: Fact<Temperature>;
  /** Supply above which the open class begins. */
  readonly above?: Fact<Temperature>;
}

/** From the least to the most. */
export interface NumberRange {
  /** Least. */
  readonly least: number;
  /** Most. */
  readonly most: number;
}

/** What a kind of data centre reaches in a year: facility over IT energy, and litres of water for a kilowatt-hour of IT. */
export interface EfficiencyClassSpec extends CatalogItem {
  /** Facility energy over IT energy. */
  readonly pue?: Fact<number>;
  /** Range over sites. */
  readonly pueRange?: Fact<NumberRange>;
  /** Site water, litres for a kilowatt-hour of IT. */
  readonly wue?: Fact<number>;
  /** Range over sites. */
  readonly wueRange?: Fact<NumberRange>;
}

/** From the least to the most of a product line, or of its frames. */
export interface PowerRange {
  /** Least. */
  readonly least: Power;
  /** Most. */
  readonly most: Power;
}

/** An uninterruptible power supply. Its store is another product: its seconds come with the design. */
export interface UpsSpec extends CatalogItem, PhysicalSpec {
  /** Output of one unit, over the sizes on sale. */
  readonly range: Fact<PowerRange>;
  /** Output over input in double conversion, from 0 to 1. */
  readonly efficiency?: Fact<number>;
  /** Output over input in its economy mode. */
  readonly ecoEfficiency?: Fact<number>;
  /** Output of as many as may run in parallel. */
  readonly mostInParallel?: Fact<Power>;
}

/** A generating set. */
export interface GeneratorSpec extends CatalogItem, PhysicalSpec {
  /** Output on standby, in its own conditions: a rating for hours in a year, and none to run on for weeks. */
  readonly standby?: Fact<Power>;
  /** Output over the sets on sale, where no source says on which basis. */
  readonly range?: Fact<PowerRange>;
  /** Frequency, Hz. */
  readonly hertz?: Fact<number>;
  /** Power factor of its rating. */
  readonly powerFactor?: Fact<number>;
}

/** A store of electricity (BESS). */
export interface BatterySpec extends CatalogItem, PhysicalSpec {
  /** Energy of one unit, over the sizes on sale. */
  readonly energy: Fact<{ readonly least: Energy; readonly most: Energy }>;
  /** Voltage of its direct current. */
  readonly volts?: Fact<{ readonly least: Voltage; readonly most: Voltage }>;
  /** Kind of cell, such as `LFP`. */
  readonly chemistry?: Fact<string>;
}

/** A chiller. */
export interface ChillerSpec extends CatalogItem, PhysicalSpec {
  /** Heat that one takes, over the sizes on sale; the condition is that of its source. */
  readonly range: Fact<PowerRange>;
}

/** A wall of fans with coils. */
export interface FanWallSpec extends CatalogItem, PhysicalSpec {
  /** Heat that one takes, over the sizes on sale; the condition is that of its source. */
  readonly range: Fact<PowerRange>;
}
