import type { ConvergedLink } from '../../model/core-pair';

/** Core, 0 or 1, of a port, whose place in the list of ports counts from 0, as the device's place in its group (`slot`) does. */
export function coreOfPort({ cores = 'alternate', ports }: ConvergedLink, index: number, slot: number): number {
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
