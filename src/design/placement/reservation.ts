import type { DeviceInput } from '../../model/placement-plan';

/** Whether a rack that is kept for `name` takes a device: it is of that unit (`haein/su-02`), or of that cluster or fabric (`haein`). */
export function isReservedFor(name: string, { unit }: Pick<DeviceInput, 'unit'>): boolean {
  return unit === name || unit.startsWith(`${name}/`);
}
