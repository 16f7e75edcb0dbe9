import { cableUnits, type CableUnits, type FabricSizing, sizeFabric } from '../design/fabric/size-fabric';
import type { Power } from '../units/power';
import { countRacks, type RackCounts } from './count-racks';
import { countTransceivers, type TransceiverCounts } from './count-transceivers';
import { sizeInput, type SizeInput, type SizeOptions } from './size-input';
import { type TransceiverChoice, transceiverParts } from './transceiver-parts';
import { UsageError } from './usage-error';

/** Power by nameplate. `null`: not in the catalogue and not given. */
export interface SizePower {
  /** Draw of one system. */
  readonly systemWatts: number | null;
  readonly systemsWatts: number | null;
  /** Draw of one switch. */
  readonly switchWatts: number | null;
  readonly switchesWatts: number | null;
  /** Systems and switches. */
  readonly totalWatts: number | null;
}

/** All that `aifactory size` answers. */
export interface SizeReport {
  readonly input: SizeInput;
  /** Systems, or racks where the system is a whole rack. */
  readonly count: number;
  readonly gpus: number;
  readonly switches: number;
  readonly links: number;
  readonly sizing: FabricSizing;
  /** The links in the cables that a document counts. */
  readonly cables: CableUnits & { readonly linksPerCable: number };
  readonly transceivers: TransceiverCounts;
  /** Parts of each kind of optics that carries all links. */
  readonly transceiverParts: readonly TransceiverChoice[];
  /** Absent where `--rack-kw` was not given. */
  readonly racks?: RackCounts;
  readonly power: SizePower;
}

const RACK_UNITS = 48;

/**
 * Sizes the compute fabric of a command line with the engines that programs use.
 *
 * @throws DesignError for what cannot be built, UsageError for what is not stated
 */
export function sizeReport(options: SizeOptions): SizeReport {
  const input = sizeInput(options);
  const sizing = sizeFabric(input.fabric);
  const { leaf, spine, core, hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = sizing.counts;
  const systemPower = options.systemWatts ?? input.system.maxPower?.value;
  const switches = leaf + spine + core;
  const { system, switchSpec, fabric } = input;
  const ports = system.computePorts?.value;
  const counts = countTransceivers(fabric, switchSpec, ports);
  const { portsPerCage } = fabric.leaf;
  const linksPerCable = options.linksPerCable ?? 1;
  const racks = racksOf(options, input, systemPower);
  return {
    input,
    count: options.count,
    gpus: options.count * input.system.gpus.value,
    switches,
    links: hostLinks + serviceLinks + leafSpineLinks + spineCoreLinks,
    sizing,
    cables: { linksPerCable, ...cableUnits(sizing.counts, linksPerCable) },
    transceivers: counts,
    transceiverParts: transceiverParts({ sizing, switchSpec, portsPerCage, ports, counts }),
    ...(racks === undefined ? {} : { racks }),
    power: powerOf(options.count, systemPower, switches, options.switchWatts ?? input.switchSpec.maxPower?.value),
  };
}

function racksOf(options: SizeOptions, { system }: SizeInput, systemPower: Power | undefined): RackCounts | undefined {
  const { count, rackKw: rackPower, rackUnits = RACK_UNITS } = options;
  if (rackPower === undefined) return undefined;
  if (systemPower === undefined) {
    throw new UsageError(
      `the catalogue states no draw of '${system.id}', for no source does, so racks cannot be counted`,
      "give '--system-watts <w>', or leave out '--rack-kw'",
    );
  }
  return countRacks({ system, count, systemPower, rackPower, rackUnits });
}

function powerOf(count: number, system: Power | undefined, switches: number, oneSwitch: Power | undefined): SizePower {
  const systemsWatts = system?.times(count).inWatts ?? null;
  const switchesWatts = oneSwitch?.times(switches).inWatts ?? null;
  return {
    systemWatts: system?.inWatts ?? null,
    systemsWatts,
    switchWatts: oneSwitch?.inWatts ?? null,
    switchesWatts,
    totalWatts: systemsWatts === null || switchesWatts === null ? null : systemsWatts + switchesWatts,
  };
}
