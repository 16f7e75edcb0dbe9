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

/** Lists below `/api/`, in the order in which their objects are made. */
const PATHS: Readonly<Partial<Record<NetboxModel, string>>> = {
  tag: 'extras/tags',
  region: 'dcim/regions',
  site: 'dcim/sites',
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
  'power-port': 'dcim/power-ports',
  'power-outlet': 'dcim/power-outlets',
  'ip-address': 'ipam/ip-addresses',
  'power-panel': 'dcim/power-panels',
  'power-feed': 'dcim/power-feeds',
  cable: 'dcim/cables',
};

const OBJECT_TYPES: Readonly<Partial<Record<NetboxModel, string>>> = {
  interface: 'dcim.interface',
  'power-port': 'dcim.powerport',
  'power-outlet': 'dcim.poweroutlet',
  'power-feed': 'dcim.powerfeed',
};

/** Field that tells an object of all sites. */
const UNIQUE: Readonly<Partial<Record<NetboxModel, string>>> = {
  region: 'slug',
  tag: 'name',
  'custom-field': 'name',
  tenant: 'slug',
  manufacturer: 'slug',
  'device-role': 'slug',
  'rack-type': 'slug',
  rir: 'slug',
  asn: 'asn',
  'device-type': 'slug',
};

const BATCH = 100;

/** A NetBox that runs: its REST API with a token, and its pages with a session. */
export class RealNetbox {
  public constructor(
    public readonly url: string,
    private readonly token: string,
  ) {}

  public async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: { authorization: `Token ${this.token}`, 'content-type': 'application/json', accept: 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 2_000)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  public async list(path: string, query = ''): Promise<Members[]> {
    const all: Members[] = [];
    for (let count = 1; all.length < count;) {
      const page = (await this.request('GET', `${path}/?limit=1000&ordering=id&offset=${all.length}${query}`)) as {
        readonly count: number;
        readonly results: Members[];
      };
      count = page.count;
      all.push(...page.results);
      if (page.results.length === 0) break;
    }
    return all;
  }

  /** Registers records as the provider would; the id of each object by its record. */
  public async register(records: readonly NetboxRecord[]): Promise<ReadonlyMap<string, number>> {
    const made = new Map<string, number>();
    const site = records.find(({ model }) => model === 'site')?.key[0] ?? '';
    for (const model of Object.keys(PATHS) as NetboxModel[]) {
      const own = records.filter((record) => record.model === model);
      if (own.length > 0) await this.make(model, own, made);
      if (model !== 'device' || own.length === 0) continue;
      // Ports that the types brought.
      for (const { id, name, device } of await this.list('dcim/interfaces', `&site=${site}`)) {
        made.set(
          recordId({ model: 'interface', key: [String((device as Members)['name']), String(name)] }),
          id as number,
        );
      }
    }
    for (const { model, key, fields } of records) {
      if (model !== 'primary-ip' && model !== 'oob-ip') continue;
      const device = made.get(recordId({ model: 'device', key })) ?? 0;
      const field = model === 'oob-ip' ? 'oob_ip' : fields['version'] === 6 ? 'primary_ip6' : 'primary_ip4';
      await this.request('PATCH', `dcim/devices/${device}/`, { [field]: valueOf(fields['ip_address'], made) });
      made.set(recordId({ model, key }), device);
    }
    const known = new Set(records.map((record) => recordId(record)));
    return new Map([...made].filter(([record]) => known.has(record)));
  }

  private async make(model: NetboxModel, records: readonly NetboxRecord[], made: Map<string, number>): Promise<void> {
    const path = PATHS[model] ?? '';
    const unique = UNIQUE[model];
    const there = unique === undefined ? [] : await this.list(path);
    const byName = new Map(there.map((object) => [String(object[unique ?? '']), object['id'] as number]));
    if (model === 'interface-template') {
      for (const { id, name, device_type: type } of await this.list(path)) {
        byName.set(`${String((type as Members)['id'])} ${String(name)}`, id as number);
      }
    }
    const isNew = (record: NetboxRecord): boolean => {
      const { fields } = record;
      const name =
        model === 'interface-template'
          ? `${String(valueOf(fields['device_type'], made))} ${String(fields['name'])}`
          : String(fields[unique ?? ''] ?? '');
      const id = byName.get(name);
      if (id !== undefined) made.set(recordId(record), id);
      return id === undefined;
    };
    // A location in another one waits for it.
    const levels =
      model === 'location'
        ? [records.filter(({ key }) => key.length === 1), records.filter(({ key }) => key.length > 1)]
        : [records];
    for (const level of levels) {
      const fresh = level.filter(isNew);
      for (let at = 0; at < fresh.length; at += BATCH) {
        const batch = fresh.slice(at, at + BATCH);
        const bodies = batch.map((record) => bodyOf(record, made));
        const answers = (await this.request('POST', `${path}/`, bodies)) as { readonly id: number }[];
        batch.forEach((record, index) => made.set(recordId(record), answers[index]?.id ?? 0));
      }
    }
  }

  /** A list as NetBox's own page exports it: CSV of all columns. */
  public async exported(
    path: string,
    query: string,
    login: { readonly name: string; readonly password: string },
  ): Promise<string> {
    const cookie = await this.session(login);
    const response = await fetch(`${this.url}/${path}/?export&${query}`, { headers: { cookie } });
    const text = await response.text();
    if (!response.ok || !(response.headers.get('content-type') ?? '').includes('csv')) {
      throw new Error(`export of ${path}: ${response.status} ${text.slice(0, 200)}`);
    }
    return text;
  }

  private cookies: string | undefined;

  private async session({ name, password }: { readonly name: string; readonly password: string }): Promise<string> {
    if (this.cookies !== undefined) return this.cookies;
    const page = await fetch(`${this.url}/login/`);
    const form = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(await page.text())?.[1] ?? '';
    const csrf = cookieOf(page);
    const answer = await fetch(`${this.url}/login/`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: csrf, referer: `${this.url}/login/`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfmiddlewaretoken: form, username: name, password, next: '/' }).toString(),
    });
    if (answer.status !== 302) throw new Error(`no login: ${answer.status}`);
    this.cookies = `${csrf}; ${cookieOf(answer)}`;
    return this.cookies;
  }
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}

function bodyOf(record: NetboxRecord, made: ReadonlyMap<string, number>): Members {
  const body: Members = {};
  for (const [field, value] of Object.entries(record.fields)) {
    if (record.model === 'ip-address' && field === 'interface') {
      Object.assign(body, { assigned_object_type: 'dcim.interface', assigned_object_id: valueOf(value, made) });
    } else if (record.model === 'prefix' && field === 'site') {
      Object.assign(body, { scope_type: 'dcim.site', scope_id: valueOf(value, made) });
    } else if (field === 'tags') {
      body['tags'] = (value as readonly string[]).map((name) => ({ name }));
    } else body[field] = valueOf(value, made);
  }
  return body;
}

function valueOf(value: NetboxValue | undefined, made: ReadonlyMap<string, number>): unknown {
  if (value === undefined || typeof value !== 'object') return value;
  if (isMap(value)) return value.map;
  if (isRef(value)) return idOf(value, made);
  return value.map((member) =>
    typeof member === 'string' ? member : { object_type: OBJECT_TYPES[member.model], object_id: idOf(member, made) },
  );
}

function idOf(ref: NetboxRef, made: ReadonlyMap<string, number>): number {
  const id = made.get(recordId(ref));
  if (id === undefined) throw new Error(`${recordId(ref)} is named and not there`);
  return id;
}
