import type { DeviceInput, HallInput, RackLimits, RowInput } from '../../../src/model/placement-plan';

/** A rack of 48 U, 60 kW. */
export const RACK: RackLimits = { model: 'rack-48', heightU: 48, budgetWatts: 60_000 };

/** A row of ten such racks. */
export function row(name: string, props: Partial<RowInput> = {}): RowInput {
  return { name, racks: 10, zone: 'zone-a', rack: RACK, ...props };
}

/** A hall with a rack pitch of 600 mm and a row pitch of 3 m. */
export function hall(name: string, rows: readonly RowInput[]): HallInput {
  return { name, rows, rowPitchMillimetres: 3_000, rackPitchMillimetres: 600, riserMillimetres: 1_500 };
}

/** A DGX B200: 10 U, 14.3 kW, 142.4 kg, 5+1 supplies. */
export function system(name: string, props: Partial<DeviceInput> = {}): DeviceInput {
  return {
    name,
    kind: 'system',
    model: 'dgx-b200',
    heightU: 10,
    weightGrams: 142_400,
    maxWatts: 14_300,
    psus: { count: 6, needed: 5 },
    unit: 'haein/su-01',
    path: `site/${name}`,
    ...props,
  };
}

/** A switch of 1 U and 1.7 kW. */
export function leaf(name: string, props: Partial<DeviceInput> = {}): DeviceInput {
  return {
    ...system(name),
    kind: 'switch',
    model: 'qm9700',
    heightU: 1,
    weightGrams: 14_500,
    maxWatts: 1_700,
    psus: { count: 2, needed: 1 },
    ...props,
  };
}

/** `count` devices named `<prefix>-01` and so on. */
export function many(count: number, prefix: string, make: (name: string, index: number) => DeviceInput): DeviceInput[] {
  return Array.from({ length: count }, (_, index) => make(`${prefix}-${String(index + 1).padStart(2, '0')}`, index));
}
