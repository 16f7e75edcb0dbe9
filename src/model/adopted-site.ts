import type { LinkEnd } from './fabric-plan';
import type { Position } from './placement-plan';
import type { AssetRecord } from './asset';

/** A device that stands elsewhere than planned. */
export interface AdoptedPlace extends Position {
  /** Place of the plan in words, `A01 U3`; empty where it had none. */
  readonly planned: string;
}

/** A cable whose upper end is elsewhere than planned. */
export interface AdoptedCable {
  readonly end: LinkEnd;
  readonly planned: LinkEnd;
}

/** A cable that the plan does not have. */
export interface ExtraCable {
  readonly fabric: string;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** An address that differs from the plan's. */
export interface AdoptedAddress {
  /** With prefix length. */
  readonly address: string;
  /** Address of the plan; empty where it had none. */
  readonly planned: string;
}

/** What a running hall has otherwise than planned: the lock keeps it, and it goes before the plan. Maps are by name, lists sorted. */
export interface AdoptedSite {
  /** Devices that the files of the hall name. */
  readonly devices: readonly string[];
  /** By device. */
  readonly places: Readonly<Record<string, AdoptedPlace>>;
  /** By label of the cable. */
  readonly cables: Readonly<Record<string, AdoptedCable>>;
  /** Cables beside the plan, by label of their lower end. */
  readonly extraCables: Readonly<Record<string, ExtraCable>>;
  /** Labels of planned cables of adopted devices that the files do not have, sorted. */
  readonly missingCables: readonly string[];
  /** By `<device>/<interface>`. */
  readonly addresses: Readonly<Record<string, AdoptedAddress>>;
  /** Addresses of others in the pools of the site, with prefix length, by their holder (`<device>/<interface>`). */
  readonly taken: Readonly<Record<string, string>>;
}

/** A hall that is as planned. */
export function nothingAdopted(): AdoptedSite {
  return { devices: [], places: {}, cables: {}, extraCables: {}, missingCables: [], addresses: {}, taken: {} };
}

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

/** Where a fact was read. */
export interface FactSource {
  /** Name of the file. */
  readonly file: string;
  /** From 1, the header's line. */
  readonly line: number;
}

/** A device, and its place where the file has one. */
export interface DeviceFact extends FactSource {
  readonly device: string;
  /** Absent: the file does not say. */
  readonly rack?: string;
  /** Lowest unit as the file has it. Absent: the file does not say. */
  readonly u?: string;
}

/** A cable with its two ends in any order. */
export interface CableFact extends FactSource {
  /** Absent: that of its ends. */
  readonly fabric?: string;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** An address in use. */
export interface AddressFact extends FactSource {
  /** Empty where the file does not say whose it is. */
  readonly device: string;
  readonly interface: string;
  /** With or without prefix length. */
  readonly address: string;
}

/** What the files of a running hall say, not yet held against a site. */
export interface HallFacts {
  readonly devices: readonly DeviceFact[];
  readonly cables: readonly CableFact[];
  readonly addresses: readonly AddressFact[];
  /** Rows with columns of the asset file. Absent: the files have none. */
  readonly assets?: readonly AssetRecord[];
}
