import type { CageRun, ConvergedInput, DeviceGroup, InterSwitchLink } from '../../model/core-pair';
import { fillRun, slotsOf, type FilledPort } from './fill-run';

/** What goes into the cages of a run, before it is known which cages they are. */
export interface RunSize {
  readonly run: CageRun;
  /** Cages on each core, those kept among them. */
  readonly cages: number;
  /** Cages with a cable on one core or both. */
  readonly cabled: number;
  readonly ports: readonly FilledPort[];
}

/** Cages of every run, in the order of the runs. */
export function sizeRuns(input: ConvergedInput): RunSize[] {
  const filled = input.runs.map((run) => sizeRun(input, run));
  const { isl } = input;
  if (isl === undefined) return filled;
  return filled.map((size) => (size.run.name === isl.run ? { ...size, ...sizeIsl(input, isl, filled) } : size));
}

function sizeRun(input: ConvergedInput, run: CageRun): RunSize {
  const ports = fillRun(input, run);
  const cages = ports.reduce((most, { cage }) => Math.max(most, cage + 1), 0);
  const cabled = new Set(ports.filter((port) => deviceOf(input, port) !== '').map(({ cage }) => cage)).size;
  return { run, cages, cabled, ports };
}

/** Name of the device at a place; empty where there is none. */
export function deviceOf({ groups }: ConvergedInput, { group, slot }: { group: number; slot: number }): string {
  return groups[group]?.devices[slot] ?? '';
}

function sizeIsl(
  input: ConvergedInput,
  { cages }: InterSwitchLink,
  sizes: readonly RunSize[],
): Pick<RunSize, 'cages' | 'cabled'> {
  if ('total' in cages) return { cages: cages.total, cabled: cages.total };
  if ('perUnit' in cages) {
    const units = input.groups.filter(({ unitDevices }) => unitDevices !== undefined).map(unitsOf);
    return {
      cages: cages.perUnit * sum(units.map(({ kept }) => kept)),
      cabled: cages.perUnit * sum(units.map(({ present }) => present)),
    };
  }
  const same = sizes.filter(({ run }) => cages.sameAsRuns.includes(run.name));
  return { cages: sum(same.map((size) => size.cages)), cabled: sum(same.map((size) => size.cabled)) };
}

function unitsOf(group: DeviceGroup): { kept: number; present: number } {
  const size = group.unitDevices ?? Infinity;
  const present = new Set(group.devices.flatMap((name, slot) => (name === '' ? [] : [Math.floor(slot / size)])));
  return { kept: Math.ceil(slotsOf(group) / size), present: present.size };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
