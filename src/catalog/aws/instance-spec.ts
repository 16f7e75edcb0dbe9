import type { DataRate } from '../../units/data-rate';
import type { DataSize } from '../../units/data-size';
import type { Fact } from '../fact';
import type { CatalogItem } from '../shapes';

/**
 * An EC2 instance type with accelerators.
 *
 * A number that no source states is absent; what needs it then asks for a prop, or cannot be judged.
 */
export interface InstanceSpec extends CatalogItem {
  /** Accelerator inside, such as `H200`. */
  readonly accelerator: string;
  /** Who makes the accelerator: it decides labels, taints and the image of nodes. */
  readonly acceleratorMaker: 'nvidia' | 'aws';
  /** Processor architecture of the host. */
  readonly architecture: 'x86_64' | 'arm64';
  /** Letters of the vCPU quota that on-demand instances count against. */
  readonly quotaFamily: 'P' | 'G' | 'Trn' | 'Inf';
  /** Accelerators of one instance. */
  readonly accelerators: Fact<number>;
  /** Memory of one accelerator. */
  readonly acceleratorMemory?: Fact<DataSize>;
  /** Virtual processors. */
  readonly vcpus?: Fact<number>;
  /** Memory of the host. */
  readonly memory?: Fact<DataSize>;
  /** Disks of the instance store. */
  readonly localDisks?: Fact<number>;
  /** Instance store of all disks. */
  readonly localStorage?: Fact<DataSize>;
  /** Network rate of the whole instance. Never the sum of its cards: some report the ENA share alone. */
  readonly network?: Fact<DataRate>;
  /** Network cards. */
  readonly networkCards: Fact<number>;
  /** Interfaces that card 0 takes. */
  readonly card0Interfaces?: Fact<number>;
  /** Interfaces that each further card takes. */
  readonly cardInterfaces?: Fact<number>;
  /** IPv4 addresses of one interface. */
  readonly addressesPerInterface?: Fact<number>;
  /** EFA interfaces; absent where the type has none. */
  readonly efaInterfaces?: Fact<number>;
  /** Whether card 0 takes an EFA interface. */
  readonly isCard0Efa?: Fact<boolean>;
  /** Zone ids in which it was sold, without Local Zones. */
  readonly zoneIds?: Fact<readonly string[]>;
  /** Ways to buy it: `on-demand`, `spot`, `capacity-block`. */
  readonly usageClasses?: Fact<readonly string[]>;
  /** Instances of each UltraServer, for a type that is sold as one. */
  readonly ultraServers?: Fact<Readonly<Record<string, number>>>;
}
