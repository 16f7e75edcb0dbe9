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
interface NetboxGuard {
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
  /** Whether the provider imports objects of a model; one that it does not import is made, which changes nothing where it is a choice of another object. */
  canImport(model: NetboxModel): boolean;
  /** What tells an empty NetBox from one that holds what all sites share. */
  readonly guard: NetboxGuard;
}

/** Characters that Terraform does not take in a name, and what exists for each; any other becomes its code point. */
const INSTEAD: Readonly<Record<string, string>> = { '/': '_', ':': '__', ' ': '-', '.': '-' };

/**
 * Name of a resource in Terraform, made from names alone: site, model, and the slug or the natural key. Two objects of one model whose names differ
 * in what Terraform does not take alone would meet: whoever renders them refuses that.
 */
export function netboxAddress(
  site: string,
  { model, key, fields, address = key }: Pick<NetboxRecord, 'model' | 'key' | 'fields' | 'address'>,
): string {
  const slug = fields['slug'];
  // A row's slug holds that of its hall.
  const name = typeof slug === 'string' ? slug : address.join('/');
  return `${site}-${model}-${name}`.replace(
    /[^A-Za-z0-9_-]/gu,
    (character) => INSTEAD[character] ?? `_x${(character.codePointAt(0) ?? 0).toString(16)}_`,
  );
}
