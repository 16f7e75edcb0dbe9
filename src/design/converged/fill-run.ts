import type { CageRun, ConvergedInput, ConvergedLink, DeviceGroup } from '../../model/core-pair';
import { coreOfPort } from './core-of-port';

/** A device's port, by places from 0 in the lists of the input. */
export interface DevicePort {
  readonly group: number;
  readonly link: number;
  readonly slot: number;
  readonly port: number;
}

/** A device's port in a cage of a run. */
export interface FilledPort extends DevicePort {
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
export function fillRun(input: ConvergedInput, run: CageRun): FilledPort[] {
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
