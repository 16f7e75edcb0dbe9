import { DesignError } from '../../errors/design-error';
import { recordId, type NetboxModel, type NetboxRecord, type NetboxRef } from '../../export/netbox/netbox-record';
import type { NetboxAdapter } from './netbox-adapter';
import { netboxAddress } from './netbox-address';
import { StackLookups } from './stack-lookups';

/** What the stacks of a site are rendered from. */
export interface NetboxStackSource {
  /** Name of the site, with which addresses begin. */
  readonly site: string;
  readonly adapter: NetboxAdapter;
  /** All records of the level, by id. */
  readonly records: ReadonlyMap<string, NetboxRecord>;
  /** Name of the stack that holds a record; undefined for what no stack of the site holds. */
  readonly stackOf: (record: NetboxRecord) => string | undefined;
  /** Name of the stack that makes what no stack of the site holds. Absent: none does. */
  readonly sharedStack?: string;
  /** Whether objects of a model may not be destroyed. */
  readonly isGuarded: (model: NetboxModel) => boolean;
}

/** Parts of a stack, as Terraform's JSON has them. */
export interface RenderedStack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly locals: Readonly<Record<string, unknown>>;
  /** Address of each record, `netbox_rack.gasan-rack-A01`, in order. */
  readonly addresses: ReadonlyMap<NetboxRecord, string>;
}

/**
 * The resources of one stack. What another stack holds is found by its natural key, so that no stack reads the state of another.
 *
 * @param stack - its name
 * @param own - what it holds
 * @param source - what all stacks share
 * @param needed - what must be in NetBox before the stack, whether its resources name it or not
 * @throws DesignError `netbox/same-address`
 */
export function renderNetboxStack(
  stack: string,
  own: readonly NetboxRecord[],
  source: NetboxStackSource,
  needed: readonly NetboxRecord[] = [],
): RenderedStack {
  const { adapter, records, site } = source;
  const addressOf = (ref: NetboxRef): string => {
    const record = records.get(recordId(ref)) ?? { ...ref, fields: {} };
    return `${adapter.typeOf(ref.model)}.${netboxAddress(site, record)}`;
  };
  const lookups = new StackLookups({ source, stack, addressOf });
  const resource: Record<string, Record<string, Record<string, unknown>>> = {};
  const addresses = new Map<NetboxRecord, string>();
  for (const record of own) {
    const { type, config } = adapter.resource(record, lookups.resolve);
    const address = netboxAddress(site, record);
    const ofType = (resource[type] ??= {});
    if (ofType[address] !== undefined) throw sameAddress(record, `${type}.${address}`);
    const { lifecycle, ...meta } = metaArguments(record, source, addressOf);
    const merged = { ...(config['lifecycle'] as object | undefined), ...(lifecycle as object | undefined) };
    ofType[address] = { ...config, ...meta, ...(Object.keys(merged).length === 0 ? {} : { lifecycle: merged }) };
    addresses.set(record, `${type}.${address}`);
  }
  lookups.require(needed);
  return { resource, ...lookups.rendered(), addresses };
}

/** Dependencies on what the record's fields do not name, in the same stack; and the guard of production. */
function metaArguments(
  { model, after = [], ...record }: NetboxRecord,
  { records, stackOf, isGuarded }: NetboxStackSource,
  addressOf: (ref: NetboxRef) => string,
): Record<string, unknown> {
  const stack = stackOf({ model, after, ...record });
  const dependencies = after.filter((ref) => {
    const needed = records.get(recordId(ref));
    return needed !== undefined && stackOf(needed) === stack;
  });
  return {
    ...(dependencies.length === 0 ? {} : { depends_on: dependencies.map(addressOf) }),
    ...(isGuarded(model) ? { lifecycle: { prevent_destroy: true } } : {}),
  };
}

function sameAddress({ model, key }: NetboxRecord, address: string): DesignError {
  return new DesignError('netbox/same-address', {
    problem: `two objects of the inventory are ${address} in Terraform, and one of them is ${model} '${key.join(' / ')}'`,
    remedy: 'give one of them a name that differs in letters, digits or hyphens',
    object: key.join(' / '),
    value: address,
  });
}
