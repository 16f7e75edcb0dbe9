import type { AdoptedSite } from './adopted-site';

/** Something that the hall has otherwise than planned. */
export interface Departure {
  readonly kind: 'place' | 'cable' | 'extra-cable' | 'missing-cable' | 'address' | 'address-taken';
  /** Device, label of a cable, `<device>/<interface>`, or holder of an address. */
  readonly name: string;
  /** Absent where the plan has none. */
  readonly planned?: string;
  /** Absent where the hall has none. */
  readonly found?: string;
}

/** What a hall has otherwise than planned, by kind, then by name. */
export function departuresOf(adopted: AdoptedSite): Departure[] {
  const { places, cables, extraCables, missingCables, addresses, taken } = adopted;
  const end = ({ device, port }: { readonly device: string; readonly port: string }): string => `${device}:${port}`;
  return [
    ...listed(places, ({ rack, u, planned }) => ({ kind: 'place', planned, found: `${rack} U${u}` })),
    ...listed(cables, (cable) => ({ kind: 'cable', planned: end(cable.planned), found: end(cable.end) })),
    ...listed(extraCables, ({ b }) => ({ kind: 'extra-cable', found: end(b) })),
    ...missingCables.map((name): Departure => ({ kind: 'missing-cable', name })),
    ...listed(addresses, ({ address, planned }) => ({ kind: 'address', planned, found: address })),
    ...listed(taken, (address) => ({ kind: 'address-taken', found: address })),
  ];
}

function listed<T>(map: Readonly<Record<string, T>>, toDeparture: (entry: T) => Omit<Departure, 'name'>): Departure[] {
  return Object.entries(map)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => {
      const { planned, ...rest } = toDeparture(entry);
      return { name, ...rest, ...(planned === undefined || planned === '' ? {} : { planned }) };
    });
}
