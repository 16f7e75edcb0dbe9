import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCIDR } from 'ipaddr.js';
import {
  isMap,
  isRef,
  recordId,
  type NetboxModel,
  type NetboxRecord,
  type NetboxRef,
  type NetboxValue,
} from '../../src/export/netbox/netbox-record';

type Members = Record<string, unknown>;

/** An object that the store holds; what it names of others is a `Pointer`. */
interface Stored {
  readonly id: number;
  readonly path: string;
  readonly fields: Members;
}

class Pointer {
  public constructor(
    public readonly path: string,
    public readonly id: number,
  ) {}
}

/** Lists of models, in the order in which their objects are made. */
const PATHS: Readonly<Partial<Record<NetboxModel, string>>> = {
  region: 'dcim/regions',
  site: 'dcim/sites',
  tag: 'extras/tags',
  'custom-field': 'extras/custom-fields',
  tenant: 'tenancy/tenants',
  manufacturer: 'dcim/manufacturers',
  'device-role': 'dcim/device-roles',
  'rack-type': 'dcim/rack-types',
  rir: 'ipam/rirs',
  asn: 'ipam/asns',
  'device-type': 'dcim/device-types',
  'interface-template': 'dcim/interface-templates',
  location: 'dcim/locations',
  vlan: 'ipam/vlans',
  prefix: 'ipam/prefixes',
  rack: 'dcim/racks',
  device: 'dcim/devices',
  interface: 'dcim/interfaces',
  'rear-port': 'dcim/rear-ports',
  'front-port': 'dcim/front-ports',
  'power-port': 'dcim/power-ports',
  'power-outlet': 'dcim/power-outlets',
  'ip-address': 'ipam/ip-addresses',
  'power-panel': 'dcim/power-panels',
  'power-feed': 'dcim/power-feeds',
  cable: 'dcim/cables',
};

const OBJECT_TYPES: Readonly<Record<string, string>> = {
  'dcim/interfaces': 'dcim.interface',
  'dcim/front-ports': 'dcim.frontport',
  'dcim/rear-ports': 'dcim.rearport',
  'dcim/power-ports': 'dcim.powerport',
  'dcim/power-outlets': 'dcim.poweroutlet',
  'dcim/power-feeds': 'dcim.powerfeed',
};

/** Fields that NetBox answers as `{ value, label }`. */
const CHOICES = [
  'status',
  'type',
  'face',
  'form_factor',
  'supply',
  'phase',
  'weight_unit',
  'outer_unit',
  'length_unit',
];

/** Fields of a nested object, as NetBox shortens it. */
const BRIEF = ['name', 'slug', 'model', 'label', 'address', 'prefix', 'asn', 'vid', 'device', 'manufacturer'];

/** Deleted with what they are of: field that names the owner, by list. */
const PARTS: Readonly<Record<string, string>> = {
  'dcim/interfaces': 'device',
  'dcim/front-ports': 'device',
  'dcim/rear-ports': 'device',
  'dcim/power-ports': 'device',
  'dcim/power-outlets': 'device',
  'dcim/interface-templates': 'device_type',
};

/**
 * A NetBox that keeps state: objects with ids, shared between sites as NetBox shares them, read by the questions that data sources and commands ask, changed and
 * removed with what hangs on them. Answers have the shapes of NetBox 4.6.
 */
export class NetboxStore {
  private readonly objects = new Map<string, Stored>();
  private readonly ids = new Map<string, number>();
  private next = 1;

  /** Makes what is registered and not there yet, as a first apply does; the id of each object by its record. */
  public register(records: readonly NetboxRecord[]): ReadonlyMap<string, number> {
    const made = new Map<string, number>();
    const order = Object.keys(PATHS) as NetboxModel[];
    for (const model of order) {
      for (const record of records.filter((each) => each.model === model)) {
        made.set(recordId(record), this.make(record, made));
      }
    }
    for (const { model, key, fields } of records) {
      if (model !== 'primary-ip' && model !== 'oob-ip') continue;
      const device = this.get('dcim/devices', made.get(recordId({ model: 'device', key })) ?? 0);
      const field = model === 'oob-ip' ? 'oob_ip' : fields['version'] === 6 ? 'primary_ip6' : 'primary_ip4';
      device.fields[field] = this.valueOf(fields['ip_address'], made);
      made.set(recordId({ model, key }), device.id);
    }
    return made;
  }

  /** All objects of a list, as the REST API answers them. */
  public list(path: string): Members[] {
    return this.of(path).map((object) => this.answer(object));
  }

  /** The one object of a list that has these values. */
  public find(path: string, values: Members): number {
    const found = this.of(path).filter(({ fields }) =>
      Object.entries(values).every(([key, value]) => fields[key] === value),
    );
    if (found.length !== 1) throw new Error(`${found.length} objects of ${path} have ${JSON.stringify(values)}`);
    return found[0]?.id ?? 0;
  }

  /** Sets fields of an object. */
  public change(path: string, id: number, fields: Members): void {
    Object.assign(this.get(path, id).fields, fields);
  }

  /** Adds an object that no record makes, such as one that people made by hand; a pointer names another. */
  public add(path: string, fields: Members): number {
    const id = this.next++;
    this.objects.set(`${path} ${id}`, { id, path, fields: { custom_fields: {}, ...fields } });
    return id;
  }

  /** Names an object in a field of another. */
  public to(path: string, id: number): unknown {
    return new Pointer(path, id);
  }

  /**
   * Removes an object with its parts: ports and cables of a device, templates of a type, values of a custom field.
   *
   * @throws Error for an object that others need, as NetBox refuses it
   */
  public remove(path: string, id: number): void {
    const object = this.get(path, id);
    const users = [...this.objects.values()].filter((other) => names(other.fields, path, id));
    const parts = users.filter((other) => PARTS[other.path] === FIELD_OF[path] || other.path === 'dcim/cables');
    const loose = users.filter((other) => LOOSE.includes(other.path) || LOOSE.includes(path));
    const [first, ...more] = users.filter((other) => !parts.includes(other) && !loose.includes(other));
    if (first !== undefined) {
      throw new Error(`${path} ${id} is needed by ${more.length + 1} others, such as ${first.path} ${first.id}`);
    }
    this.objects.delete(`${path} ${id}`);
    for (const part of parts) if (this.objects.has(`${part.path} ${part.id}`)) this.remove(part.path, part.id);
    for (const { fields } of loose) {
      for (const [key, value] of Object.entries(fields)) if (isPointer(value, path, id)) fields[key] = null;
    }
    if (path === 'extras/custom-fields') {
      for (const { fields } of this.objects.values()) {
        fields['custom_fields'] = without(fields['custom_fields'] as Members, textOf(object.fields['name']));
      }
    }
    for (const [record, known] of this.ids) if (known === id) this.ids.delete(record);
  }

  /** Objects that a question asks for. */
  public ask(path: string, query: URLSearchParams): Members[] {
    const names = new Set([...query.keys()].filter((name) => !['limit', 'offset', 'ordering', 'brief'].includes(name)));
    const sites = new Set(this.of('dcim/sites').map(({ fields }) => textOf(fields['slug'])));
    const unknown = query.getAll('site').find((slug) => !sites.has(slug));
    if (unknown !== undefined) throw new BadQuestion(`${unknown} is not one of the available choices.`);
    return this.of(path)
      .filter((object) =>
        [...names].every((name) => query.getAll(name).some((value) => this.fits(object, name, value))),
      )
      .map((object) => this.answer(object));
  }

  private of(path: string): Stored[] {
    return [...this.objects.values()].filter((object) => object.path === path);
  }

  private get(path: string, id: number): Stored {
    const object = this.objects.get(`${path} ${id}`);
    if (object === undefined) throw new Error(`there is no ${path} ${id}`);
    return object;
  }

  private make(record: NetboxRecord, made: ReadonlyMap<string, number>): number {
    const path = PATHS[record.model] ?? '';
    // What is of one site has that site in its natural key.
    const site = made.get(record.model === 'site' ? recordId(record) : siteId(made)) ?? 0;
    const name = SHARED.includes(path) || path === 'dcim/sites' ? recordId(record) : `${site} ${recordId(record)}`;
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const fields = Object.fromEntries(
      Object.entries(record.fields).map(([field, value]) => [field, this.valueOf(value, made)]),
    );
    const { interface: port, ...rest } = fields;
    const id = this.add(path, port === undefined ? fields : { ...rest, assigned_object: port });
    this.ids.set(name, id);
    if (path === 'dcim/devices') this.addTypePorts(id, fields['device_type'] as Pointer, made);
    return id;
  }

  /** NetBox makes the ports of a device's type with the device. */
  private addTypePorts(device: number, type: Pointer, made: ReadonlyMap<string, number>): void {
    for (const { fields } of this.of('dcim/interface-templates')) {
      if (!isPointer(fields['device_type'], type.path, type.id)) continue;
      const port = this.add('dcim/interfaces', {
        ...fields,
        device_type: undefined,
        device: new Pointer('dcim/devices', device),
      });
      const name = textOf(this.get('dcim/devices', device).fields['name']);
      this.ids.set(
        `${made.get(siteId(made)) ?? 0} ${recordId({ model: 'interface', key: [name, textOf(fields['name'])] })}`,
        port,
      );
    }
  }

  private valueOf(value: NetboxValue | undefined, made: ReadonlyMap<string, number>): unknown {
    if (value === undefined || typeof value !== 'object') return value;
    if (isMap(value)) return { ...value.map };
    if (isRef(value)) return this.pointer(value, made);
    return value.map((member) => (typeof member === 'string' ? member : this.pointer(member, made)));
  }

  private pointer(ref: NetboxRef, made: ReadonlyMap<string, number>): Pointer {
    const path = PATHS[ref.model] ?? '';
    const site = made.get(siteId(made)) ?? 0;
    const id = made.get(recordId(ref)) ?? this.ids.get(`${site} ${recordId(ref)}`);
    if (id === undefined) throw new Error(`${recordId(ref)} is named and not there`);
    return new Pointer(path, id);
  }

  private answer({ id, path, fields }: Stored): Members {
    return { id, url: `http://netbox.inside/api/${path}/${id}/`, custom_fields: {}, ...this.shown(fields, path) };
  }

  private shown(fields: Members, path: string): Members {
    return Object.fromEntries(
      Object.entries(fields).map(([field, value]) => {
        if (value instanceof Pointer) return [field, this.brief(value)];
        if (field.endsWith('_terminations')) return [field, (value as Pointer[]).map((end) => this.termination(end))];
        if (field === 'site' && path === 'ipam/prefixes') return ['scope', value];
        if (CHOICES.includes(field) && path !== 'dcim/cables') return [field, { value, label: value }];
        return [field, value];
      }),
    );
  }

  private brief({ path, id }: Pointer): Members {
    const { fields } = this.get(path, id);
    const kept = Object.fromEntries(Object.entries(fields).filter(([field]) => BRIEF.includes(field)));
    return { id, url: `http://netbox.inside/api/${path}/${id}/`, ...this.shown(kept, path) };
  }

  private termination(end: Pointer): Members {
    return { object_type: OBJECT_TYPES[end.path], object_id: end.id, object: this.brief(end) };
  }

  private fits(object: Stored, name: string, value: string): boolean {
    const { fields } = object;
    if (name === 'site') return this.siteOf(object) === value;
    if (name === 'vrf_id') return (value === 'null') === (fields['vrf'] === undefined);
    if (name === 'parent') {
      const [address] = parseCIDR(textOf(fields['address']));
      const range = parseCIDR(value);
      return address.kind() === range[0].kind() && address.match(range as never);
    }
    if (name === 'id') return `${object.id}` === value;
    const pointed = name.endsWith('_id') ? fields[name.slice(0, -'_id'.length)] : undefined;
    if (pointed instanceof Pointer) return `${pointed.id}` === value;
    if (
      !['slug', 'name', 'prefix', 'asn', 'label', 'device_id', 'location_id', 'device_type_id', 'site_id'].includes(
        name,
      )
    ) {
      throw new Error(`the store knows no filter '${name}'`);
    }
    return textOf(fields[name]) === value;
  }

  /** Slug of the site of an object: its own, or that of what it is of. */
  private siteOf({ path, fields }: Stored): string | undefined {
    if (path === 'dcim/sites') return textOf(fields['slug']);
    const ends =
      path === 'dcim/cables'
        ? [...(fields['a_terminations'] as Pointer[]), ...(fields['b_terminations'] as Pointer[])]
        : [];
    for (const owner of [fields['site'], fields['device'], fields['power_panel'], ...ends]) {
      if (owner instanceof Pointer) return this.siteOf(this.get(owner.path, owner.id));
    }
    return undefined;
  }
}

/** Lists whose objects belong to all of NetBox. */
const SHARED = [
  'dcim/regions',
  'extras/tags',
  'extras/custom-fields',
  'tenancy/tenants',
  'dcim/manufacturers',
  'dcim/device-roles',
  'dcim/rack-types',
  'ipam/rirs',
  'dcim/device-types',
  'dcim/interface-templates',
];

/** What names another without needing it, and what others name so. */
const LOOSE = [
  'ipam/ip-addresses',
  'dcim/interfaces',
  'dcim/front-ports',
  'dcim/rear-ports',
  'dcim/power-ports',
  'dcim/power-outlets',
];

const FIELD_OF: Readonly<Record<string, string>> = { 'dcim/devices': 'device', 'dcim/device-types': 'device_type' };

function siteId(made: ReadonlyMap<string, number>): string {
  return [...made.keys()].find((record) => record.startsWith('site ')) ?? '';
}

function names(value: unknown, path: string, id: number): boolean {
  if (isPointer(value, path, id)) return true;
  if (Array.isArray(value)) return value.some((member) => names(member, path, id));
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Pointer) &&
    Object.values(value).some((member) => names(member, path, id))
  );
}

function isPointer(value: unknown, path: string, id: number): boolean {
  return value instanceof Pointer && value.path === path && value.id === id;
}

function without(members: Members, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** NetBox answers 400 to a filter whose value it does not know. */
class BadQuestion extends Error {}

/** The store behind NetBox's REST API: lists by pages, single objects, changes and removal. */
export class NetboxServer {
  public readonly asked: string[] = [];
  private readonly server: Server;

  public constructor(private readonly store: NetboxStore) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://netbox.inside');
    const [, path = '', id] = /^\/api\/(\w+\/[\w-]+)\/(?:(\d+)\/)?$/.exec(url.pathname) ?? [];
    this.asked.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    try {
      if (id === undefined) {
        if (request.method !== 'GET') return send(405, { detail: 'Method not allowed.' });
        const objects = this.store.ask(path, url.searchParams);
        const offset = Number(url.searchParams.get('offset') ?? 0);
        const end = offset + Number(url.searchParams.get('limit') ?? 50);
        return send(200, {
          count: objects.length,
          next: end < objects.length ? 'more' : null,
          results: objects.slice(offset, end),
        });
      }
      if (request.method === 'DELETE') this.store.remove(path, Number(id));
      if (request.method === 'PATCH') this.store.change(path, Number(id), (await bodyOf(request)) as Members);
      if (request.method === 'DELETE') return void response.writeHead(204).end();
      const [object] = this.store.ask(path, new URLSearchParams({ id }));
      return object === undefined ? send(404, { detail: 'Not found.' }) : send(200, object);
    } catch (error) {
      send(error instanceof BadQuestion ? 400 : 409, { detail: (error as Error).message });
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return JSON.parse(text);
}
