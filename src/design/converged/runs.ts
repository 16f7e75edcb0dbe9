import type {
  CageRun,
  ConvergedInput,
  ConvergedLink,
  CorePair,
  DeviceGroup,
  InterSwitchLink,
} from '../../model/core-pair';

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

/** A run of which it is known how many cages it has. */
export interface RunNeed {
  readonly run: CageRun;
  readonly cages: number;
}

/** Where a run came to lie: its cages, ascending; fewer than needed where the panel is too small. */
export interface RunCages {
  readonly at: readonly number[];
}

/**
 * Lays runs on the panel: those with a place of their own, then those at the end, then the others from the front. A cage is skipped where it, or a neighbour
 * that would go dark, is taken.
 */
export function placeRuns<T extends RunNeed>(cores: CorePair, needs: readonly T[]): (T & RunCages)[] {
  const taken = new Set(cores.reservedCages);
  const placed = new Map<CageRun, readonly number[]>();
  const take = ({ run, cages }: RunNeed, candidates: Iterable<number>): void => {
    const at: number[] = [];
    for (const cage of candidates) {
      if (at.length === cages) break;
      if (!fits(cores, run, cage, taken)) continue;
      at.push(cage);
      for (const one of [cage, ...neighbours(cores, run, cage)]) taken.add(one);
    }
    placed.set(
      run,
      at.sort((a, b) => a - b),
    );
  };
  for (const need of needs) if (typeof need.run.place === 'number') take(need, upward(cores, need.run.place));
  for (const need of [...needs].reverse()) if (need.run.place === 'end') take(need, upward(cores, 1).reverse());
  let next = 1;
  for (const need of needs) {
    if (need.run.place === 'end') continue;
    if (typeof need.run.place !== 'number') take(need, upward(cores, next));
    const last = placed.get(need.run)?.at(-1);
    if (last !== undefined) next = Math.max(last, ...neighbours(cores, need.run, last)) + 1;
  }
  return needs.map((need) => ({ ...need, at: placed.get(need.run) ?? [] }));
}

/** Neighbours of a cage that go dark with it, as far as the panel has them. */
export function neighbours({ cages }: CorePair, { breakout }: CageRun, cage: number): number[] {
  return (breakout.disables ?? []).map((distance) => cage + distance).filter((one) => one >= 1 && one <= cages);
}

/** Whether a cage can be broken out as a run wants it, among those taken. */
export function fits(cores: CorePair, run: CageRun, cage: number, taken: ReadonlySet<number>): boolean {
  const isOdd = cage % 2 === 1;
  if (run.breakout.cages !== undefined && (run.breakout.cages === 'odd') !== isOdd) return false;
  return [cage, ...neighbours(cores, run, cage)].every((one) => !taken.has(one));
}

function upward({ cages }: CorePair, from: number): number[] {
  return Array.from({ length: Math.max(0, cages - from + 1) }, (_, index) => from + index);
}

/** A device's port, by places from 0 in the lists of the input. */
export interface DevicePort {
  readonly group: number;
  readonly link: number;
  readonly slot: number;
  readonly port: number;
}

/** A device's port in a cage of a run. */
interface FilledPort extends DevicePort {
  readonly core: number;
  /** Cage of the run, from 0. */
  readonly cage: number;
  /** Port of the cage, from 0. */
  readonly sub: number;
}

/** Places of a group: those with a device, those released, those kept. */
export function slotsOf({ devices, keepDevices = 0 }: DeviceGroup): number {
  return Math.max(devices.length, keepDevices);
}

/** Gives each port that goes to a run its cage and its place there, core by core. */
function fillRun(input: ConvergedInput, run: CageRun): FilledPort[] {
  const perCage = run.usedPerCage ?? run.breakout.portsPerCage;
  return [0, 1].flatMap((core) => {
    let cage = -1;
    let sub = perCage;
    let share = '';
    return turns(input, run, core).map(({ share: next, ...port }) => {
      if (sub >= perCage || next !== share) {
        cage += 1;
        sub = 0;
      }
      share = next;
      sub += 1;
      return { ...port, core, cage, sub: sub - 1 };
    });
  });
}

/** A port that waits for its turn; ports of one `share` may share a cage. */
interface Turn extends DevicePort {
  readonly share: string;
}

function turns(input: ConvergedInput, run: CageRun, core: number): Turn[] {
  return input.groups.flatMap((group, groupAt) =>
    group.links.flatMap((link, linkAt) =>
      link.run === run.name ? linkTurns(group, link, core).map((turn) => named(turn, groupAt, linkAt)) : [],
    ),
  );
}

function named({ share, ...turn }: Omit<Turn, 'group' | 'link'>, group: number, link: number): Turn {
  return { ...turn, group, link, share: share === '' ? '' : `${group} ${link} ${share}` };
}

function linkTurns(group: DeviceGroup, link: ConvergedLink, core: number): Omit<Turn, 'group' | 'link'>[] {
  const slots = slotsOf(group);
  const size = link.isCagePerUnit === true ? (group.unitDevices ?? slots) : slots;
  return Array.from({ length: slots === 0 ? 0 : Math.ceil(slots / size) }, (_, unit) => {
    const members = Array.from({ length: Math.min(size, slots - unit * size) }, (_, place) => unit * size + place)
      .map((slot) => ({ slot, ports: portsToCore(link, slot, core) }))
      .filter(({ ports }) => ports.length > 0);
    const turns = members.flatMap(({ slot, ports }, place) =>
      ports.map((port, rank) => ({ slot, port, rank, share: shareOf(link, unit, place, port) })),
    );
    if (link.order === 'round-robin') turns.sort((a, b) => a.rank - b.rank);
    return turns.map(({ slot, port, share }) => ({ slot, port, share }));
  }).flat();
}

function portsToCore(link: ConvergedLink, slot: number, core: number): number[] {
  return [...link.ports.keys()].filter((port) => coreOfPort(link, port, slot) === core);
}

function shareOf(
  { devicesPerCage, isCagePerUnit, isCagePerPort }: ConvergedLink,
  unit: number,
  place: number,
  port: number,
): string {
  return [
    ...(isCagePerUnit === true ? [`unit ${unit}`] : []),
    ...(devicesPerCage === undefined ? [] : [`devices ${Math.floor(place / devicesPerCage)}`]),
    ...(isCagePerPort === true ? [`port ${port}`] : []),
  ].join(' ');
}

/** Core, 0 or 1, of a port, whose place in the list of ports counts from 0, as the device's place in its group (`slot`) does. */
function coreOfPort({ cores = 'alternate', ports }: ConvergedLink, index: number, slot: number): number {
  switch (cores) {
    case 'alternate':
      return index % 2;
    case 'halves':
      return index < ports.length / 2 ? 0 : 1;
    case 'by-device':
      return slot % 2;
    case 'core-1':
      return 0;
    case 'core-2':
      return 1;
    default:
      return (cores[index] ?? 1) - 1;
  }
}
