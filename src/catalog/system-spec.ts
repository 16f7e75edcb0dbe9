import type { DataRate, DataSize } from '../units/data';
import type { FlowRate } from '../units/flow-rate';
import type { Current, Voltage } from '../units/electricity';
import type { Power } from '../units/power';
import type { Temperature } from '../units/dimensions';
import type { Fact } from './fact';
import { DesignError, shortText } from '../errors/design-error';
import { present } from '../units/present';
import type {
  CatalogItem,
  ElectricalInput,
  PhysicalSpec,
  PortGroup,
  PsuSet,
  SharedAdapters,
  TemperatureRange,
} from './shapes';

/** Links of a fabric node into a compute fabric of one kind, as the system is bought for it. */
export interface ComputeForm extends PortGroup {
  /** Planes over which the links of each rail spread. */
  readonly planes: number;
  /** Fabric nodes of one scalable unit in this form. Absent: as `scalableUnitNodes`. */
  readonly unitNodes?: number;
}

/** A power profile of a system. */
export interface PowerProfile {
  /** As its vendor calls it: `MaxP`, `MaxQ`. */
  readonly name: string;
  /** Electrical input of the whole system at most. */
  readonly power: Power;
}

/** Feeds of a rack, as a document draws them. */
export interface RackFeeds {
  /** Number of feeds. */
  readonly feeds: number;
  /** What each of them carries. */
  readonly power: Power;
  /** Between lines. */
  readonly voltage: Voltage;
  /** Lines of each. */
  readonly phases: 1 | 3;
  /** Rated current of each. */
  readonly current: Current;
  /** Breaker of each. */
  readonly breaker: Current;
  /** Power factor at which it carries that. */
  readonly powerFactor: number;
}

/**
 * A GPU system that is bought and racked as one: a server, or a whole rack of trays.
 *
 * A number that no source states is absent; give it with `defineSystem({ ...systems.DGX_H200, rails: userFact(8, '...') })`.
 */
export interface SystemSpec extends CatalogItem, PhysicalSpec {
  /** `rack` where the unit of sale is a rack that holds its own trays, switches and power shelves. */
  readonly formFactor: 'system' | 'rack';
  /** GPU inside. */
  readonly gpuModel: string;
  /** GPUs of the whole system. */
  readonly gpus: Fact<number>;
  /** Hosts that the fabrics see: 1 for a server, 18 compute trays for an NVL72 rack. */
  readonly fabricNodes: Fact<number>;
  /** Switch trays of its own scale-up network, for systems that are racks: 9 of an NVL72 rack. They are no switches of a fabric. */
  readonly scaleUpSwitches?: Fact<number>;
  /** Rails of the compute fabric per fabric node. */
  readonly rails?: Fact<number>;
  /** Planes of the compute fabric. */
  readonly planes?: Fact<number>;
  /** Links into the compute fabric per fabric node, all rails and planes together. Where a source states forms by kind of fabric, those go before it. */
  readonly computePorts?: Fact<PortGroup>;
  /** Its compute links in an InfiniBand fabric. */
  readonly infinibandForm?: Fact<ComputeForm>;
  /** Its compute links in an Ethernet fabric. */
  readonly ethernetForm?: Fact<ComputeForm>;
  /** Names of the adapters of the compute links (RDMA devices), by rail. Absent: take them from the machine. */
  readonly railAdapters?: Fact<readonly string[]>;
  /**
   * Names that the adapters of the compute links have by default (RDMA devices), by cage and link: `1/1` is the first link of the cage that the housing calls OSFP1.
   */
  readonly computeAdapters?: Fact<Readonly<Record<string, string>>>;
  /** Links into the storage fabric per fabric node. */
  readonly storagePorts?: Fact<PortGroup>;
  /** Links into the in-band network per fabric node. */
  readonly inBandPorts?: Fact<PortGroup>;
  /** Adapters whose ports together carry less than the sum of their rates; their ports are among those above where a source splits them by network. */
  readonly sharedAdapters?: Fact<SharedAdapters>;
  /** Fabric nodes of one scalable unit. */
  readonly scalableUnitNodes?: Fact<number>;
  /** Racks of one scalable unit, for systems that are racks. */
  readonly scalableUnitRacks?: Fact<number>;
  /** Systems that one rack takes in the vendor's own designs. */
  readonly systemsPerRack?: Fact<number>;

  /** Power of one GPU at most (TGP or TBP): a part of the draw of the system, and no draw of its own. */
  readonly gpuPower?: Fact<Power>;
  /** Electrical input at most: what a circuit must carry. */
  readonly maxPower?: Fact<Power>;
  /** Profiles that hold the electrical input below that: `MaxP` is the full ceiling, `MaxQ` the efficient one. */
  readonly powerProfiles?: Fact<readonly PowerProfile[]>;
  /** What feeds a system that is a rack. */
  readonly rackFeeds?: Fact<RackFeeds>;
  /** Electrical input in typical use. */
  readonly typicalPower?: Fact<Power>;
  /** Electrical input measured in a benchmark; the note says on what. */
  readonly measuredPower?: Fact<Power>;
  /** Thermal design power of a rack on the DC side. */
  readonly dcDesignPower?: Fact<Power>;
  /** Short peak of a rack on the DC side. */
  readonly dcPeakPower?: Fact<Power>;
  /** Thermal design power of a scalable unit with its support racks. */
  readonly scalableUnitPower?: Fact<Power>;
  /** Power supplies, or power shelves of a rack. */
  readonly psus?: Fact<PsuSet>;
  /** Input of each power supply. */
  readonly input?: Fact<ElectricalInput>;

  /** Air that it moves. */
  readonly airflow?: Fact<FlowRate>;
  /** Heat as the vendor prints it; may differ from the electrical maximum. */
  readonly heatBtuPerHour?: Fact<number>;
  /** Share of the heat that goes into liquid, from 0 to 1. */
  readonly liquidFraction?: Fact<number>;
  /** Heat into liquid, where stated in itself: prefer it to `liquidFraction`. */
  readonly liquidHeat?: Fact<Power>;
  /** Heat into air, where stated in itself: prefer it to `liquidFraction`. */
  readonly airHeat?: Fact<Power>;
  /** Coolant per kilowatt of heat. */
  readonly flowPerKilowatt?: Fact<FlowRate>;
  /** Warmest supply of coolant. */
  readonly liquidSupply?: Fact<Temperature>;
  /** Facility water class, such as `W45`. */
  readonly waterClass?: Fact<string>;
  /** Allowed air at the inlet. */
  readonly airInlet?: Fact<TemperatureRange>;

  /** Memory of all GPUs. */
  readonly hbm?: Fact<DataSize>;
  /** NVLink rate of one GPU, both ways together. */
  readonly nvlinkPerGpu?: Fact<DataRate>;
  /** NVLink rate of all GPUs together. */
  readonly nvlinkTotal?: Fact<DataRate>;
  /** Rate at FP8, dense. */
  readonly fp8DensePetaflops?: Fact<number>;
  /** Rate at FP8 with sparsity. */
  readonly fp8SparsePetaflops?: Fact<number>;
  /** Rate at FP4, dense. */
  readonly fp4DensePetaflops?: Fact<number>;
  /** Rate at FP4 with sparsity. */
  readonly fp4SparsePetaflops?: Fact<number>;
}

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

/**
 * What a system draws at most in one of its power profiles.
 *
 * @param spec - the system
 * @param name - `MaxP` or `MaxQ`, as its vendor calls it
 * @throws DesignError `catalog/no-such-profile` where no source states it
 */
export function powerProfile(spec: SystemSpec, name: string): Power {
  const profiles = spec.powerProfiles?.value ?? [];
  const found = profiles.find((profile) => profile.name === name);
  if (found !== undefined) return found.power;
  const known = profiles.map((profile) => `'${profile.name}'`).join(', ');
  throw new DesignError('catalog/no-such-profile', {
    problem: `no source has a power profile '${shortText(name)}' of '${spec.id}'${known === '' ? '' : `: sources have ${known}`}`,
    remedy: 'define the system with its powerProfiles: userFact(...)',
    object: spec.id,
    value: shortText(name),
  });
}

/** Kinds of fabric with the member that has a system's form for it. */
const FORMS = { infiniband: 'infinibandForm', ethernet: 'ethernetForm' } as const;

const KIND_NAMES = { infiniband: 'InfiniBand', ethernet: 'Ethernet' } as const;

/**
 * Compute links of a system in a fabric of a kind: what a user states of its ports, else its form for that kind, else its ports where no source tells kinds apart.
 * Undefined where nothing says what its ports are.
 *
 * @param spec - the system
 * @param kind - kind of fabric
 * @param remedy - what states a pairing that no source has
 * @throws DesignError `catalog/no-such-form` where sources have forms of it, and none of this kind
 */
export function computeFormOf(spec: SystemSpec, kind: keyof typeof FORMS, remedy?: string): ComputeForm | undefined {
  const { computePorts, planes, scalableUnitNodes } = spec;
  const isOwn = computePorts?.status === 'user' || computePorts?.status === 'assumed';
  const form = isOwn ? undefined : spec[FORMS[kind]]?.value;
  if (form !== undefined) return form;
  if (!isOwn && computeForms(spec) !== '') throw noSuchForm(spec, `on ${KIND_NAMES[kind]}`, remedy);
  if (computePorts === undefined) return undefined;
  return { ...computePorts.value, planes: planes?.value ?? 1, ...present({ unitNodes: scalableUnitNodes?.value }) };
}

/** The forms that sources have of a system, for people: `8 x 800 Gb/s on InfiniBand in 1 plane`. Empty where there are none. */
export function computeForms(spec: SystemSpec): string {
  const kinds = Object.keys(FORMS) as (keyof typeof FORMS)[];
  return kinds
    .flatMap((kind) => {
      const form = spec[FORMS[kind]]?.value;
      if (form === undefined) return [];
      const { count, rate, planes } = form;
      return [`${count} x ${rate.toString()} on ${KIND_NAMES[kind]} in ${planes} ${planes === 1 ? 'plane' : 'planes'}`];
    })
    .join('; ');
}

/**
 * A pairing that no source has.
 *
 * @param spec - the system
 * @param where - what it is paired with, in the words of a message
 * @param remedy - what states the pairing
 */
export function noSuchForm(
  spec: SystemSpec,
  where: string,
  remedy = 'define the system with its ports as computePorts: userFact(...)',
): DesignError {
  const forms = computeForms(spec);
  const { computePorts } = spec;
  const known =
    forms !== ''
      ? `: sources have ${forms}`
      : computePorts === undefined
        ? ''
        : `: sources have ${computePorts.value.count} x ${computePorts.value.rate.toString()}`;
  return new DesignError('catalog/no-such-form', {
    problem: `no source has '${spec.id}' ${where}${known}`,
    remedy: `choose a switch for one of these forms, or ${remedy}`,
    object: spec.id,
  });
}
