import type { SitePlan } from '../../model/site-plan';
import type { DiscoveredFabric } from '../as-built/discovered-fabric';
import type { NameMap } from '../as-built/name-map';
import type { CheckKind } from './commissioning-report';
import type { CommissioningReport } from './judge-commissioning';
import type { UnitScope } from './commissioning-report';

/** Error counters of one port, as a tool printed them. */
export interface CounterReading {
  /** GUID of the node as 16 small hex digits. Absent: the tool told none. */
  readonly guid?: string;
  /** Description of the node. Absent: the tool told none. */
  readonly name?: string;
  readonly port: string;
  /** Counts by the tool's word for the counter. */
  readonly counters: ReadonlyMap<string, number | bigint>;
}

/** An adapter's port, as `ibstat` prints it. */
export interface AdapterReading {
  /** Such as `mlx5_0`. */
  readonly adapter: string;
  /** From 1. */
  readonly port: number;
  /** GUID of the port as 16 small hex digits. */
  readonly guid?: string;
  readonly state: string;
  readonly physicalState: string;
  readonly rateBits: number;
  readonly firmware: string;
  /** `InfiniBand` or `Ethernet`. */
  readonly linkLayer: string;
}

/** One run of nccl-tests. Rates in bytes a second. */
export interface NcclRun {
  /** Ranks by host name, as the run printed them. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Highest bus bandwidth of all sizes, in place or not. */
  readonly busBytesPerSecond: number;
  /** Message size at which it was reached, bytes. */
  readonly sizeBytes: number;
  /** Values that were wrong. */
  readonly wrong: number;
  /** Whether no value was checked at all. */
  readonly isUnchecked: boolean;
  /** The tool's own sentence on why the run failed. Absent: it says none. */
  readonly failure?: string;
}

/** Rates of one fio run, bytes a second. */
export interface FioRates {
  /** Client, where fio names it. Absent: the file's device. */
  readonly host?: string;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** Errors that it ended with; its rate is not judged then. Absent: none. */
  readonly failure?: string;
}

/** One test of `dcgmi diag`. */
export interface DiagnosticResult {
  readonly test: string;
  /** GPUs or other entities that it is about, as the tool names them. */
  readonly entity: string;
  readonly status: string;
  /** Warning of the tool. Absent: none. */
  readonly text?: string;
  /** Ids of the GPUs that it tells of. Absent: it is of none. */
  readonly gpus?: readonly string[];
}

/** A temperature with the limit of its own sensor. */
export interface TemperatureReading {
  readonly sensor: string;
  readonly celsius: number;
  /** Absent: the sensor states none. */
  readonly limitCelsius?: number;
  /** Whether the tool itself calls it good. */
  readonly isGood: boolean;
  /** The tool's word for it. */
  readonly status: string;
}

/** A reading in watts. */
export interface DrawReading {
  /** Sensor, as the tool names it. */
  readonly name: string;
  readonly watts: number;
  /** Whose it is: only `device` is the draw of the whole; `supply` is the input of one supply, `output` what a supply gives, `limit` no draw at all. */
  readonly of: 'device' | 'supply' | 'output' | 'part' | 'limit' | 'unknown';
  /** Number of the supply. Absent: it is of none, or has no number. */
  readonly supply?: string;
  /** Averaged over a time. Absent: it is of now. */
  readonly isAverage?: true;
}

/** Health of a supply, a fan or another sensor that is no temperature. */
export interface HealthReading {
  readonly sensor: string;
  readonly isGood: boolean;
  /** The tool's word for it. */
  readonly status: string;
}

/** What a BMC says. */
export interface SensorReadings {
  readonly temperatures: readonly TemperatureReading[];
  /** Every reading in watts, whosever it is. */
  readonly draws: readonly DrawReading[];
  readonly health: readonly HealthReading[];
}

/** A GPU as `nvidia-smi` or the log of the kernel tells of it. */
export interface GpuReading {
  /** Address or number, as the tool has it. */
  readonly id: string;
  /** Lanes of its link to the host, now and at most. Absent: not told. */
  readonly width?: number;
  readonly mostWidth?: number;
  /** PCIe generation of the link, now and at most. Absent: not told. */
  readonly generation?: number;
  readonly mostGeneration?: number;
  /** Memory errors that were not corrected. Absent: not told. */
  readonly uncorrectable?: number;
  /** Whether the tool lists it and says nothing of its link, its memory or its state. Absent: it says something. */
  readonly isUntold?: true;
  /** Whether it is idle, so that its link may be slower. */
  readonly isIdle: boolean;
  /** What is wrong with it, in words. */
  readonly faults: readonly string[];
}

/** Bandwidth of one pair of adapters. */
export interface PairReading {
  readonly adapter: string;
  /** Highest average of all sizes, bit/s. */
  readonly bitsPerSecond: number;
  readonly sizeBytes: number;
}

/** Signal of one port. */
export interface SignalReading {
  /** GUID of the port or node as 16 small hex digits. */
  readonly guid: string;
  readonly port: string;
  /** Empty: not told. */
  readonly state: string;
  readonly physicalState: string;
  /** Ratios of wrong bits. Absent: not told. */
  readonly effectiveBer?: number;
  readonly symbolBer?: number;
}

/** Optical power of one module, by lane, and the limits that the module states of itself. dBm. */
export interface OpticsReading {
  /** Serial number of the module. Absent: not told. */
  readonly module?: string;
  /** Empty: not told, as of a copper cable. */
  readonly rx: readonly number[];
  readonly tx: readonly number[];
  /** Absent: the module states none. */
  readonly rxLimits?: DbmRange;
  readonly txLimits?: DbmRange;
}

/** Least and most optical power, dBm. */
export interface DbmRange {
  readonly least: number;
  readonly most: number;
}

/** Burn-in of one device. */
export interface BurnInReading {
  readonly device: string;
  readonly hours: number;
  /** Draw of the device while it ran, kW. Absent: not stated. */
  readonly loadKilowatts?: number;
  /** XIDs and flaps of links while it ran. */
  readonly xids: number;
  readonly flaps: number;
}

/** What a results file holds. */
export type Measurement =
  | { readonly kind: 'links'; readonly discovered: DiscoveredFabric }
  | {
      readonly kind: 'counters';
      readonly readings: readonly CounterReading[];
      /** Whether ports without errors are left out of the file. */
      readonly isErrorsAlone: boolean;
    }
  | { readonly kind: 'adapters'; readonly adapters: readonly AdapterReading[] }
  | { readonly kind: 'nccl'; readonly runs: readonly NcclRun[] }
  | { readonly kind: 'storage'; readonly rates: readonly FioRates[] }
  | {
      readonly kind: 'diagnostics';
      readonly results: readonly DiagnosticResult[];
      /** GPUs that the tool lists. Absent: it lists none. */
      readonly gpus?: number;
    }
  | { readonly kind: 'sensors'; readonly sensors: SensorReadings }
  | {
      readonly kind: 'gpus';
      /** GPUs that the tool counts. Absent: it counts none. */
      readonly attached?: number;
      readonly gpus: readonly GpuReading[];
      /** Whether the tool lists all GPUs of its host, and not only those with a fault. */
      readonly isWhole: boolean;
      /** Seconds from the first to the last line of a log. Absent: it is none, or its lines tell no time. */
      readonly spanSeconds?: number;
    }
  | { readonly kind: 'pairs'; readonly pairs: readonly PairReading[] }
  | { readonly kind: 'signal'; readonly ports: readonly SignalReading[] }
  | { readonly kind: 'optics'; readonly modules: readonly OpticsReading[] }
  | { readonly kind: 'burn-in'; readonly runs: readonly BurnInReading[] }
  | {
      /** A tool says itself why it has no result. */
      readonly kind: 'failure';
      readonly of: CheckKind;
      readonly sentence: string;
      /** Host that the sentence names. Absent: that of the file. */
      readonly host?: string;
    };

/** What a unit must reach beside the plan. */
export interface AcceptOptions {
  /** Names of the tools as names of the plan. */
  readonly map: NameMap;
  /** Share of the plan's bound that the bus bandwidth of NCCL must reach, 0 to 1. Needed where a run is given. */
  readonly ncclPassShare?: number;
  /**
   * Firmware of adapters that is accepted.
   *
   * @default - firmware is listed and not judged
   */
  readonly firmware?: readonly string[];
  /**
   * Storage tier that fio measured.
   *
   * @default - the one that serves the unit's cluster
   */
  readonly tier?: string;
  /**
   * Kinds of measurement that must be there, as an acceptance plan has them.
   *
   * @default - what is not measured is said, and is no failure
   */
  readonly required?: readonly CheckKind[];
  /**
   * Share of the rate of a compute port that `ib_write_bw` must reach, 0 to 1.
   *
   * @default - pairs are noted and not judged
   */
  readonly pairShare?: number;
  /**
   * Share of the median of the unit below which a host is a straggler, 0 to 1.
   *
   * @default - no host is held against the others
   */
  readonly stragglerShare?: number;
  /**
   * Highest ratio of wrong bits behind the correction.
   *
   * @default - 1e-12, as the InfiniBand specification asks of a link
   */
  readonly mostBer?: number;
  /**
   * Hours of burn-in.
   *
   * @default - hours are noted and not judged
   */
  readonly burnInHours?: number;
  /**
   * Share of the draw of a device by the plan that burn-in must put on it, 0 to 1.
   *
   * @default - the load is noted and not judged
   */
  readonly burnInLoadShare?: number;
  /**
   * What came back of the commissioning of the site: a unit is handed over in halls that are ready alone.
   *
   * @default - the levels of its halls are not known, and listed as not measured
   */
  readonly commissioning?: Pick<CommissioningReport, 'halls' | 'points'>;
}

/** A file of results, read. */
export interface MeasuredFile {
  readonly file: string;
  /** Device that it is of, by its name or a map. Absent: it is of none, or its output tells. */
  readonly device?: string;
  readonly measurement: Measurement;
}

/** What a unit is judged by. */
export interface JudgeInput {
  /** The plan. */
  readonly site: SitePlan;
  /** Unit that is judged, with its hosts, leaves and devices. */
  readonly scope: UnitScope;
  /** What the files of tools tell. */
  readonly files: readonly MeasuredFile[];
  /** Names and limits of the one who accepts. */
  readonly options: AcceptOptions;
}

/** Files of one kind of measurement. */
export function filesOf<Kind extends Measurement['kind']>(
  files: readonly MeasuredFile[],
  kind: Kind,
): (MeasuredFile & { readonly measurement: Extract<Measurement, { kind: Kind }> })[] {
  return files.filter(
    (each): each is MeasuredFile & { readonly measurement: Extract<Measurement, { kind: Kind }> } =>
      each.measurement.kind === kind,
  );
}
