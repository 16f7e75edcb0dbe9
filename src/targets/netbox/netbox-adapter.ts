import type { NetboxModel, NetboxRecord, NetboxRef } from '../../export/netbox/netbox-record';

/** Where the id of another object comes from, as a Terraform expression without its marks. */
export type Resolve = (ref: NetboxRef) => string;

/** A resource as Terraform's JSON has it. */
export interface RenderedResource {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** How to find an object that another stack holds: a data source by natural key, or an entry of a map that is read once for many. */
export type NetboxLookup =
  | {
      readonly kind: 'data';
      readonly type: string;
      /** Argument that names it, which the data source gives back. */
      readonly by: 'name' | 'slug';
      readonly value: string;
      /** Further arguments, as expressions. */
      readonly within: Readonly<Record<string, string>>;
      /** Whether the arguments stand in a block `filter`. */
      readonly isFiltered: boolean;
    }
  | { readonly kind: 'map'; readonly map: NetboxMap; readonly path: readonly string[] };

/** A list that the provider reads whole, and that may be empty: what it must hold can be said in a sentence before anything else is read. */
export interface NetboxGuard {
  readonly model: NetboxModel;
  /** Data source. */
  readonly type: string;
  /** Attribute that holds the list. */
  readonly list: string;
}

/** Maps of ids by name: racks and devices of a row's location, interfaces and power ports of a device. */
export type NetboxMap = 'racks' | 'devices' | 'interfaces' | 'power_ports';

/**
 * What a generation of the NetBox provider makes of the neutral records. 5.x is the one there is; a later one, with ids as numbers, other shapes
 * of cables and tags by slug, stands beside it.
 */
export interface NetboxAdapter {
  /** Provider block and requirement. */
  readonly source: string;
  readonly version: string;
  /** Terraform type of a model. */
  typeOf(model: NetboxModel): string;
  /** A record as a resource. */
  resource(record: NetboxRecord, resolve: Resolve): RenderedResource;
  /** How another stack finds a record; undefined where the provider has no way, so that who refers to it must share its stack. */
  lookup(record: NetboxRecord, resolve: Resolve): NetboxLookup | undefined;
  /** What tells an empty NetBox from one that holds what all sites share. */
  readonly guard: NetboxGuard;
}
