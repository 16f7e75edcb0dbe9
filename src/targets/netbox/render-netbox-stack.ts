import { DesignError } from '../../errors/design-error';
import { type NetboxModel, type NetboxRecord, type NetboxRef, recordId } from '../../export/netbox/netbox-record';
import { isSharedModel, NETBOX_SHARED_MODELS } from '../../export/netbox/shared-records';
import { terraformQuoted, terraformText } from '../terraform-text';
import { type NetboxAdapter, netboxAddress, type NetboxLookup, type NetboxMap } from './netbox-adapter';

/** What the stacks of a site are rendered from. */
interface NetboxStackSource {
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

/** What the lookups of a stack start from. */
interface StackLookupsInput {
  readonly source: NetboxStackSource;
  readonly stack: string;
  readonly addressOf: (ref: NetboxRef) => string;
}

type DataLookup = Extract<NetboxLookup, { readonly kind: 'data' }>;

/** Names that a list of NetBox must hold. */
interface Sought {
  readonly ref: NetboxRef;
  readonly names: Set<string>;
  /** Stacks that make them. */
  readonly makers: Set<string>;
}

/** What the parts of a device are called. */
const PARTS = { interfaces: 'interface', power_ports: 'power port' } as const;

/**
 * Ids of what a stack refers to: of its own resources by address, of others by natural key.
 *
 * Racks and devices are read by row, interfaces and power ports by device, each into one map of the stack. What is not in NetBox yet is told in a
 * sentence: by a postcondition where the provider gives back an empty or a short list, by the key of the data source where the provider fails itself.
 */
class StackLookups {
  private readonly single = new Map<
    string,
    Map<string, { readonly lookup: DataLookup; readonly record: NetboxRecord }>
  >();
  private readonly rows = { racks: new Map<string, Sought>(), devices: new Map<string, Sought>() };
  private readonly parts = { interfaces: new Map<string, Sought>(), power_ports: new Map<string, Sought>() };
  private needed: readonly NetboxRecord[] = [];

  public constructor(private readonly start: StackLookupsInput) {}

  /** Expression of the id of a record. */
  public readonly resolve = (ref: NetboxRef): string => {
    const { source, stack, addressOf } = this.start;
    const record = source.records.get(recordId(ref));
    // A port that its device type brings is no resource: it is found on its device.
    if (record === undefined) return this.portOfType(ref);
    if (source.stackOf(record) === stack) return `${addressOf(ref)}.id`;
    const found = source.adapter.lookup(record, this.resolve);
    if (found === undefined) throw new Error(`stack '${stack}' cannot find ${recordId(ref)}, which another one holds`);
    if (found.kind === 'map') return this.entry(found.map, record);
    const ofType = this.single.get(found.type) ?? new Map<string, { lookup: DataLookup; record: NetboxRecord }>();
    ofType.set(recordId(record), { lookup: found, record });
    this.single.set(found.type, ofType);
    return `local.${found.type}s[${terraformQuoted(found.value)}]`;
  };

  /** Reads what must be in NetBox before the stack, as far as the provider can read it. */
  public require(records: readonly NetboxRecord[]): void {
    this.needed = records;
    for (const record of records) {
      if (this.start.source.adapter.lookup(record, this.resolve) !== undefined) this.resolve(record);
    }
  }

  /** Data sources and maps that the expressions need. */
  public rendered(): Pick<RenderedStack, 'data' | 'locals'> {
    const data: Record<string, Record<string, unknown>> = {};
    const locals: Record<string, unknown> = {};
    // From what depends on most to what the others depend on: each may add to those that follow.
    for (const map of ['interfaces', 'power_ports'] as const) this.renderParts(map, data, locals);
    this.renderRows('racks', 'id', data, locals);
    this.renderRows('devices', 'device_id', data, locals);
    const guard = this.renderGuard(data);
    for (const [type, ofType] of this.single) this.renderSingle(type, [...ofType.values()], guard, data, locals);
    return { data, locals };
  }

  private portOfType(ref: NetboxRef): string {
    const [device = ''] = ref.key;
    const owner = this.start.source.records.get(recordId({ model: 'device', key: [device] }));
    if (ref.model !== 'interface' || owner === undefined) throw new Error(`the inventory holds no ${recordId(ref)}`);
    return this.entry('interfaces', { ...owner, key: ref.key });
  }

  private entry(map: NetboxMap, record: NetboxRecord): string {
    const { key, place } = record;
    const [name = '', part = ''] = key;
    if (map === 'interfaces' || map === 'power_ports') {
      this.seek(this.parts[map], { model: 'device', key: [name] }, part, record);
      // Its id is what the port is found by; in a stack that makes devices itself there are none of others.
      this.resolve({ model: 'device', key: [name] });
    } else if (place !== undefined) {
      this.seek(this.rows[map], { model: 'location', key: [place.hall, place.row] }, name, record);
    }
    return `local.netbox_${map}${key.map((step) => `[${terraformQuoted(step)}]`).join('')}`;
  }

  private seek(all: Map<string, Sought>, ref: NetboxRef, name: string, record: NetboxRecord): void {
    const sought = all.get(recordId(ref)) ?? { ref, names: new Set<string>(), makers: new Set<string>() };
    sought.names.add(name);
    sought.makers.add(this.start.source.stackOf(record) ?? '');
    all.set(recordId(ref), sought);
  }

  private renderRows(
    map: 'racks' | 'devices',
    id: string,
    data: Record<string, Record<string, unknown>>,
    locals: Record<string, unknown>,
  ): void {
    const rows = sortedById(this.rows[map]);
    if (rows.length === 0) return;
    const entries = rows.map(({ ref, names, makers }) => {
      const row = ref.key.join('/');
      return [
        terraformText(`${map} of row ${row}, which ${madeBy(makers)}`),
        {
          id: `\${${this.resolve(ref)}}`,
          names: [...names].sort().map(terraformText),
          absent: terraformText(`in row ${row}: ${applyFirst(makers)}`),
        },
      ];
    });
    const what = map === 'racks' ? 'rack' : 'device';
    data[`netbox_${map}`] = { by_row: listed(map, entries, 'location_id', `NetBox holds no ${what}`) };
    locals[`netbox_${map}`] =
      `\${merge([for row in data.netbox_${map}.by_row : { for one in row.${map} : one.name => one.${id} if one.name != null }]...)}`;
  }

  private renderParts(
    map: 'interfaces' | 'power_ports',
    data: Record<string, Record<string, unknown>>,
    locals: Record<string, unknown>,
  ): void {
    const devices = sortedById(this.parts[map]);
    if (devices.length === 0) return;
    const type = `netbox_device_${map}`;
    const entries = devices.map(({ ref, names, makers }) => {
      const [device = ''] = ref.key;
      return [
        terraformText(`${PARTS[map]}s of device ${device}, which ${madeBy(makers)}`),
        {
          id: `\${${this.resolve(ref)}}`,
          device: terraformText(device),
          names: [...names].sort().map(terraformText),
          absent: terraformText(
            `on device ${device}: ${applyFirst(makers)}, and give a device that is older than the templates of its type the ports that it lacks`,
          ),
        },
      ];
    });
    locals[`${type}_sought`] = Object.fromEntries(entries) as unknown;
    const list = listed(map, entries, 'device_id', `NetBox holds no ${PARTS[map]}`);
    data[type] = { by_device: { ...list, for_each: `\${local.${type}_sought}` } };
    locals[`netbox_${map}`] =
      `\${{ for key, device in local.${type}_sought : device.device => { for one in data.${type}.by_device[key].${map} : one.name => one.id } }}`;
  }

  /** Says what an empty NetBox lacks before the provider fails on the first single object of it. */
  private renderGuard(data: Record<string, Record<string, unknown>>): readonly string[] {
    const { model, type, list } = this.start.source.adapter.guard;
    const names = namesOf(this.needed, model);
    if (names.length === 0) return [];
    const fields = namesOf(this.needed, 'custom-field');
    const absent = `setsubtract([${names.map(terraformQuoted).join(', ')}], [for one in self.${list} : one.name])`;
    data[type] = {
      all: {
        lifecycle: {
          postcondition: [
            {
              condition: `\${length(${absent}) == 0}`,
              error_message: `NetBox holds no ${titleOf(model)} \${join(", ", ${absent})}: ${terraformText(this.remedy())}. Custom fields that the site needs are ${terraformText(fields.join(', '))}.`,
            },
          ],
        },
      },
    };
    return [`data.${type}.all`];
  }

  private remedy(): string {
    const { sharedStack } = this.start.source;
    const how =
      sharedStack === undefined
        ? "make them by hand, or by NetboxSharedObjects and 'sharedObjects' of the inventory"
        : `apply stack '${sharedStack}' first`;
    return `what belongs to all of NetBox must be there before a site; ${how}`;
  }

  private renderSingle(
    type: string,
    found: readonly { readonly lookup: DataLookup; readonly record: NetboxRecord }[],
    guard: readonly string[],
    data: Record<string, Record<string, unknown>>,
    locals: Record<string, unknown>,
  ): void {
    const [first] = found;
    if (first === undefined) return;
    const { by, within, isFiltered } = first.lookup;
    const entries = found.map(
      ({ lookup, record }) =>
        [terraformText(this.sentence(record)), { [by]: terraformText(lookup.value), ...lookup.within }] as const,
    );
    const config = Object.fromEntries([by, ...Object.keys(within)].map((name) => [name, `\${each.value.${name}}`]));
    const depends = isSharedModel(first.record.model) && guard.length > 0 ? { depends_on: guard } : {};
    data[type] = {
      by_key: {
        for_each: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as unknown,
        ...(isFiltered ? { filter: [config] } : config),
        ...depends,
      },
    };
    locals[`${type}s`] = `\${{ for one in data.${type}.by_key : one.${by} => one.id }}`;
  }

  /** What is read, and who makes it: Terraform prints it where the provider finds nothing. */
  private sentence(record: NetboxRecord): string {
    const { stackOf, sharedStack } = this.start.source;
    const stack = stackOf(record) ?? sharedStack;
    const maker = stack === undefined ? 'NetboxSharedObjects makes, or people by hand' : `stack '${stack}' makes`;
    return `${titleOf(record.model)} ${record.key.join(' / ')}, which ${maker}`;
  }
}

/** A list for each key: `entries` have the id that it is filtered by, the names that must be in it, and the rest of the sentence if they are not. */
function listed(
  list: string,
  entries: readonly (readonly unknown[])[],
  filter: string,
  beginning: string,
): Record<string, unknown> {
  const absent = `setsubtract(each.value.names, [for one in self.${list} : one.name if one.name != null])`;
  return {
    for_each: Object.fromEntries(entries) as unknown,
    filter: [{ name: filter, value: '${each.value.id}' }],
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(${absent}) == 0}`,
          error_message: `${beginning} \${join(", ", ${absent})} \${each.value.absent}`,
        },
      ],
    },
  };
}

function titleOf(model: NetboxModel): string {
  return NETBOX_SHARED_MODELS[model]?.title ?? model.replaceAll('-', ' ');
}

function namesOf(records: readonly NetboxRecord[], model: NetboxModel): string[] {
  return records.flatMap((record) => (record.model === model ? [record.key.join(' ')] : [])).sort();
}

function sortedById(sought: ReadonlyMap<string, Sought>): Sought[] {
  return [...sought.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function madeBy(makers: ReadonlySet<string>): string {
  const names = quoted(makers);
  return names.length === 1 ? `stack ${names.join('')} makes` : `stacks ${names.join(' and ')} make`;
}

function applyFirst(makers: ReadonlySet<string>): string {
  const names = quoted(makers);
  return `apply ${names.length === 1 ? 'stack' : 'stacks'} ${names.join(' and ')} first`;
}

function quoted(makers: ReadonlySet<string>): string[] {
  return [...makers].sort().map((name) => `'${name}'`);
}
