import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import {
  GpuCluster,
  InfinibandFabric,
  Length,
  NetboxSharedObjects,
  Power,
  PowerZone,
  Site,
  type SiteProps,
} from 'cdktf-ai-factory';
import { NETBOX_SHARED_MODELS } from 'cdktf-ai-factory/operations';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { netboxSchema, providerProblems } from 'cdktf-ai-factory/testing';

import { NETBOX_RESOURCES } from '../../../scripts/netbox-schema';
import { netboxInput } from '../../../src/constructs/netbox/netbox-props';
import { isRef, type NetboxRef, type NetboxValue, recordId } from '../../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../../src/export/netbox/netbox-records';
import { sharedByAll } from '../../../src/export/netbox/shared-records';
import { HALL } from '../../constructs/small-site';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { inventory, netboxSite, type NetboxSite, REACH, sharedObjects, type StackJson } from './netbox-site';

const schema = netboxSchema();
const TAGS = { props: { tags: { owner: 'haein' } }, netbox: { tags: ['lab'], region: 'Seoul' } };
const alone = netboxSite(TAGS);
const shared = netboxSite({ ...TAGS, shared: {} });
const models = Object.keys(NETBOX_SHARED_MODELS);

function typeOf(model: string): string {
  return `netbox_${model.replaceAll('-', '_')}`;
}

function holders(one: NetboxSite, type: string): string[] {
  return [...one.stacks].flatMap(([name, { resource = {} }]) => (resource[type] === undefined ? [] : [name]));
}

describe('what belongs to all of NetBox', () => {
  test.each(models)('is owned by no stack of a site: %s', (model) => {
    expect(NETBOX_RESOURCES).toContain(typeOf(model));
    expect(holders(alone, typeOf(model))).toEqual([]);
  });

  test.each(['racks', 'devices', 'interfaces', 'cables'] as const)('is owned by no stack at level %s', (level) => {
    for (const split of ['none', 'hall', 'row'] as const) {
      const one = netboxSite({ ...TAGS, netbox: { ...TAGS.netbox, level, split } });
      expect(models.flatMap((model) => holders(one, typeOf(model)))).toEqual([]);
    }
  });

  test('is read by the first stack where the provider can, and no more than the level needs', () => {
    const sourcesOf = (one: NetboxSite): string[] => Object.keys(one.stacks.get('lab-stack')?.data ?? {}).sort();
    const always = ['netbox_manufacturers', 'netbox_region', 'netbox_rir', 'netbox_tag'];
    expect(sourcesOf(alone)).toEqual([...always, 'netbox_device_role', 'netbox_device_type'].sort());
    expect(sourcesOf(netboxSite({ ...TAGS, netbox: { ...TAGS.netbox, level: 'racks' } }))).toEqual(always);
  });

  test('is found by name or slug, and each that is sought bears a sentence of its own', () => {
    const data = alone.stacks.get('lab-stack')?.data ?? {};
    const sentence = (what: string): string => `${what}, which NetboxSharedObjects makes, or people by hand`;
    expect(data['netbox_device_role']?.['by_key']).toEqual({
      for_each: {
        [sentence('device role gpu-system')]: { name: 'gpu-system' },
        [sentence('device role switch')]: { name: 'switch' },
      },
      name: '${each.value.name}',
      depends_on: ['data.netbox_manufacturers.all'],
    });
    expect(data['netbox_region']?.['by_key']).toEqual({
      for_each: { [sentence('region seoul')]: { slug: 'seoul' } },
      filter: [{ slug: '${each.value.slug}' }],
      depends_on: ['data.netbox_manufacturers.all'],
    });
    expect(Object.keys(data['netbox_tag']?.['by_key']?.['for_each'] ?? {})).toEqual([
      sentence('tag lab'),
      sentence('tag owner:haein'),
    ]);
  });

  test('is told in a sentence where NetBox is empty', () => {
    const messageOf = (one: NetboxSite): unknown => {
      const lifecycle = one.stacks.get('lab-stack')?.data?.['netbox_manufacturers']?.['all']?.['lifecycle'];
      return (lifecycle as { readonly postcondition: readonly [{ readonly error_message: string }] }).postcondition[0];
    };
    const absent = 'setsubtract(["NVIDIA"], [for one in self.manufacturers : one.name])';
    const fields =
      'Custom fields that the site needs are as_number, cable_id, phase, power_zone, rack_max_load_kilograms, rack_power_budget_watts, rail, scalable_unit.';
    expect(messageOf(alone)).toEqual({
      condition: `\${length(${absent}) == 0}`,
      error_message: `NetBox holds no manufacturer \${join(", ", ${absent})}: what belongs to all of NetBox must be there before a site; make them by hand, or by NetboxSharedObjects and 'sharedObjects' of the inventory. ${fields}`,
    });
    expect(messageOf(shared)).toMatchObject({
      error_message: `NetBox holds no manufacturer \${join(", ", ${absent})}: what belongs to all of NetBox must be there before a site; apply stack 'netbox-shared' first. ${fields}`,
    });
  });

  test('leaves the state of an earlier version and stays in NetBox', () => {
    const { removed = [], terraform, resource = {} } = alone.stacks.get('lab-stack') ?? ({} as StackJson);
    expect(terraform['required_version']).toBe('>= 1.7.0');
    for (const one of removed) expect(one).toMatchObject({ lifecycle: { destroy: false } });
    const addresses = removed.map(({ from }) => String(from));
    expect(addresses).toEqual([...new Set(addresses)].sort());
    // As an earlier version named what the shared stack makes now, and roles that this site has no devices for.
    const made = Object.entries(shared.stacks.get('netbox-shared')?.resource ?? {}).flatMap(([type, ofType]) =>
      Object.keys(ofType).map((name) => `${type}.${name.replace(/^netbox-/, 'lab-')}`),
    );
    expect(made.length).toBeGreaterThan(200);
    expect(addresses).toEqual(expect.arrayContaining(made));
    expect(addresses.filter((address) => !made.includes(address))).toEqual(
      ['compute-tray', 'fabric-manager', 'patch-panel', 'pdu', 'server', 'storage'].map(
        (role) => `netbox_device_role.lab-device-role-${role}`,
      ),
    );
    for (const address of addresses) {
      const [type = '', name = ''] = address.split('.');
      expect(resource[type]?.[name]).toBeUndefined();
    }
    for (const [name, stack] of alone.stacks) expect(stack.removed === undefined).toBe(name !== 'lab-stack');
  });

  test('leaves the state at every level, for the earlier one may have been another', () => {
    const removedAt = (level: 'racks' | 'cables'): unknown =>
      netboxSite({ ...TAGS, netbox: { ...TAGS.netbox, level } }).stacks.get('lab-stack')?.removed;
    expect(removedAt('racks')).toEqual(removedAt('cables'));
  });

  test('leaves the state under a former name too', () => {
    const { stacks } = netboxSite({ props: { tags: { alpha: 'x' } }, netbox: { formerly: { alpha: 'old' } } });
    const addresses = (stacks.get('lab-stack')?.removed ?? []).map(({ from }) => from);
    expect(addresses).toEqual(expect.arrayContaining(['netbox_tag.lab-tag-alpha-x', 'netbox_tag.lab-tag-old-x']));
  });

  test('fails in the file of ids of a site', () => {
    const file = join(temporaryFolder(), 'ids.csv');
    writeFileSync(file, 'model,key,id\nmanufacturer,NVIDIA,3\ndevice-role,pdu,4\nsite,lab,1\n');
    const text = (object: string): string =>
      `the file of ids names '${object}', which belongs to all of NetBox and to no site; take the line away, or move it to the file that 'imports' of NetboxSharedObjects names [netbox/shared-import]`;
    const refused = (): unknown => netboxSite({ netbox: { imports: file } });
    expect(refused).toThrow(text('manufacturer NVIDIA'));
    // Whether the site needs it or not.
    expect(refused).toThrow(text('device-role pdu'));
  });
});

test('every kind of object hangs on a site, belongs to all of NetBox, or is an AS number, which a site takes for itself', () => {
  const { plan, models: facts } = shared.site;
  const pdu = { manufacturer: 'Vendor', model: 'rack PDU' };
  const power = { voltage: 400, amperage: 63, phase: 'three-phase', supply: 'ac', pdu } as const;
  const rackTypes = { '48 U rack': { manufacturer: 'Vendor', formFactor: '4-post-cabinet', width: 19 } } as const;
  const input = netboxInput(
    { ...REACH, power, rackTypes, region: 'Seoul', tags: ['lab'] },
    { id: 'lab', tags: {}, models: facts },
  );
  const records = netboxRecords({ ...plan, tenants: ['haein'] }, input);
  const byId = new Map(records.map((record) => [recordId(record), record]));
  const hangsOnSite = (ref: NetboxRef): boolean => {
    if (ref.model === 'site') return true;
    // A port that its device type brings is no record: its device is.
    const record = byId.get(recordId(ref)) ?? byId.get(recordId({ model: 'device', key: ref.key.slice(0, 1) }));
    const values = Object.values(record?.fields ?? {}).flatMap((value) => (Array.isArray(value) ? value : [value]));
    return values.some((value) => isRef(value as NetboxValue) && hangsOnSite(value as NetboxRef));
  };
  const free = new Set(records.filter((record) => !hangsOnSite(record)).map(({ model }) => model));
  expect([...free].sort()).toEqual([...models, 'asn'].sort());
  for (const model of models)
    expect(records.some((record) => record.model === model && hangsOnSite(record))).toBe(false);
});

describe('the stack of shared objects', () => {
  const stack = shared.stacks.get('netbox-shared');

  test('is what the provider takes, and holds every shared kind that the site needs', () => {
    for (const [name, one] of shared.stacks) expect({ [name]: providerProblems(one, schema) }).toEqual({ [name]: [] });
    expect(Object.keys(stack?.resource ?? {}).sort()).toEqual(
      models
        .map(typeOf)
        .filter((type) => !['netbox_rack_type', 'netbox_tenant'].includes(type))
        .sort(),
    );
    expect(stack?.removed).toBeUndefined();
  });

  test('bears no tag of a site', () => {
    for (const ofType of Object.values(stack?.resource ?? {})) {
      for (const config of Object.values(ofType)) expect(config).not.toHaveProperty('tags');
    }
  });

  test('is guarded unless the program says that it is a trial', () => {
    const guards = (one: StackJson | undefined): string[] => {
      const all = Object.values(one?.resource ?? {}).flatMap((ofType) => Object.values(ofType));
      return [...new Set(all.map(({ lifecycle }) => JSON.stringify(lifecycle ?? null)))];
    };
    expect(guards(stack)).toEqual(['{"prevent_destroy":true}']);
    // A rack type, which the provider cannot update, keeps its tags and its guard.
    const rackTypes = { '48 U rack': { manufacturer: 'Vendor', formFactor: '4-post-cabinet', width: 19 } } as const;
    const typed = netboxSite({ shared: {}, netbox: { rackTypes } }).stacks.get('netbox-shared')?.resource ?? {};
    expect(Object.values(typed['netbox_rack_type'] ?? {}).map(({ lifecycle }) => lifecycle)).toEqual([
      { ignore_changes: ['slug', 'tags'], prevent_destroy: true },
    ]);
    expect(guards(netboxSite({ shared: { isProduction: false } }).stacks.get('netbox-shared'))).toEqual(['null']);
  });

  test('imports what NetBox holds already', () => {
    const file = join(temporaryFolder(), 'ids.csv');
    writeFileSync(file, 'model,key,id\nmanufacturer,NVIDIA,3\ncustom-field,rail,9\n');
    expect(netboxSite({ shared: { imports: file } }).stacks.get('netbox-shared')?.import).toEqual([
      { to: 'netbox_manufacturer.netbox-manufacturer-nvidia', id: '3' },
      { to: 'netbox_custom_field.netbox-custom-field-rail', id: '9' },
    ]);
  });

  test('keeps its state where it says, under its own name', () => {
    const backend = { kind: 's3', bucket: 'states', region: 'ap-northeast-2' } as const;
    const { terraform } = netboxSite({ shared: { backend } }).stacks.get('netbox-shared') ?? ({} as StackJson);
    expect(terraform['backend']).toMatchObject({ s3: { key: 'netbox/netbox-shared.tfstate' } });
  });

  test('takes overrides of its own, and refuses those of what it does not hold', () => {
    const { app, objects } = sites(['one']);
    objects.overrideResource('device-role', 'switch', 'description', 'leaf or spine');
    const { resource = {} } = codeOf(app, 'netbox-shared');
    expect(resource['netbox_device_role']?.['netbox-device-role-switch']).toMatchObject({
      description: 'leaf or spine',
    });
    const other = sites(['one']);
    other.objects.overrideResource('tenant', 'haein', 'description', '');
    expect(() => codeOf(other.app, 'netbox-shared')).toThrow(
      /^an override is for resource 'netbox-tenant-haein', which the inventory does not hold; .* \[site\/unknown-resource\]$/,
    );
  });

  test('serves several sites, each object once, and is applied before all of them', () => {
    const { app, objects } = sites(['one', 'two'], {
      one: { tenants: ['Haein'] },
      two: { tenants: ['Haein', 'Mirae'] },
    });
    const { resource = {} } = codeOf(app, 'netbox-shared');
    expect(Object.keys(resource['netbox_tenant'] ?? {})).toEqual(['netbox-tenant-haein', 'netbox-tenant-mirae']);
    expect(Object.keys(resource['netbox_custom_field'] ?? {})).toHaveLength(8);
    expect(Object.keys(resource['netbox_device_role'] ?? {})).toEqual([
      'netbox-device-role-gpu-system',
      'netbox-device-role-switch',
    ]);
    for (const id of ['one', 'two']) {
      const stack = app.node.findChild(`${id}-stack`) as TerraformStack;
      expect(stack.dependencies.map(({ node }) => node.id)).toEqual([objects.stack.node.id]);
      expect(
        Object.keys(codeOf(app, `${id}-stack`).data?.['netbox_device_role']?.['by_key']?.['for_each'] ?? {}),
      ).toEqual([
        "device role gpu-system, which stack 'netbox-shared' makes",
        "device role switch, which stack 'netbox-shared' makes",
      ]);
    }
  });

  test('fails where two sites want something else of one object', () => {
    const one = { model: 'tag', key: ['pod'], level: 'racks', domain: 'shared' } as const;
    const wanted = ['pod', 'the-pod'].map((slug, index) => ({
      site: `site-${index + 1}`,
      records: [{ ...one, fields: { name: 'pod', slug, ...(index === 0 ? {} : { color: '000000' }) } }],
    }));
    expect(() => sharedByAll(wanted)).toThrow(
      "tag 'pod' belongs to all of NetBox: site 'site-1' wants nothing as 'color', site 'site-2' \"000000\"; say the same in both sites, or give one of them another name [netbox/shared-differs]",
    );
    expect(() => sharedByAll(wanted)).toThrow(
      "tag 'pod' belongs to all of NetBox: site 'site-1' wants \"pod\" as 'slug', site 'site-2' \"the-pod\"; say the same in both sites, or give one of them another name [netbox/shared-differs]",
    );
  });

  test('fails where two sites give two objects one slug', () => {
    const { app } = sites(['one', 'two'], { one: { tenants: ['Haein-AI'] }, two: { tenants: ['haein-ai'] } });
    expect(() => codeOf(app, 'netbox-shared')).toThrow(
      "tenant 'Haein-AI' and 'haein-ai' have one slug in NetBox, 'haein-ai'; name another one for either of them in 'slugs' [netbox/same-slug]",
    );
  });

  test('fails where two sites register one AS number, for NetBox takes it once', () => {
    const app = new App({ outdir: temporaryFolder() });
    const objects = sharedObjects(app);
    const sharer = { url: REACH.url, needs: () => [] };
    [
      ['one', ['4200000000', '4200000001']],
      ['two', ['4200000000', '4200000001', '4200000002']],
      ['three', ['4200000002', '4200000002']],
    ].forEach(([site, numbers]) => {
      const stack = new TerraformStack(app, `${String(site)}-stack`);
      objects.share({ ...sharer, site: String(site), stack, asNumbers: () => numbers as readonly string[] });
    });
    const refused = (): unknown => codeOf(app, 'netbox-shared');
    expect(refused).toThrow(
      "sites 'one' and 'two' both register AS number 4200000000 and 1 more, and one NetBox takes a number once; give one of them numbers of its own with 'asNumberBase' [netbox/same-as-number]",
    );
    expect(refused).toThrow(/sites 'two' and 'three' both register AS number 4200000002/);
  });

  test('fails without a site, for an apply would take all away', () => {
    const app = new App({ outdir: temporaryFolder() });
    sharedObjects(app);
    expect(() => codeOf(app, 'netbox-shared')).toThrow(
      "NetboxSharedObjects 'netbox' has no site, and an apply would take away all that it made; name it as 'sharedObjects' of the inventory of a site, or take it out of the program [netbox/shared-without-site]",
    );
  });

  test('fails in the stack of a site, with which it would be destroyed', () => {
    const app = new App({ outdir: temporaryFolder() });
    const stack = new TerraformStack(app, 'lab-stack');
    const objects = new NetboxSharedObjects(stack, 'netbox', REACH);
    const refused = (): unknown =>
      new Site(stack, 'lab', {
        halls: [HALL],
        addressPools: [],
        ...NO_LOCK,
        inventory: inventory({ sharedObjects: objects }),
      });
    expect(refused).toThrow(
      "NetboxSharedObjects 'netbox' stands in 'lab-stack', the stack of site 'lab': with the site it would be destroyed; give it a stack of its own: new TerraformStack(app, 'netbox-shared') [netbox/shared-in-site]",
    );
  });

  test('fails for a site of another NetBox', () => {
    expect(() => netboxSite({ shared: { url: 'https://other.example.com/' } })).toThrow(
      "site 'lab' is registered at 'https://netbox.example.com', and its NetboxSharedObjects 'netbox' at 'https://other.example.com/'; name the same NetBox in both [netbox/shared-elsewhere]",
    );
  });

  test.each<readonly [string, object, string]>([
    ['no address', { url: undefined }, "NetboxSharedObjects 'netbox': 'url' is missing; give 'url' [props/missing]"],
    [
      'an address that is none',
      { url: 'netbox.example.com' },
      "NetboxSharedObjects 'netbox': 'url' is 'netbox.example.com', which is no http or https address; write it like 'https://netbox.example.com' [netbox/bad-url]",
    ],
    [
      'the token in plain text',
      { url: 'http://netbox.example.com' },
      "NetboxSharedObjects 'netbox': the API token would go to 'http://netbox.example.com' in plain text, for everyone between here and there to read; give the address with 'https://', or 'isPlainHttpAllowed: true' where that network is trusted [netbox/token-in-plain-text]",
    ],
    [
      'a token in the program',
      { apiToken: '0123' },
      "NetboxSharedObjects 'netbox': 'apiToken' would write the API token into the program and its output; put it into NETBOX_API_TOKEN, or name a Terraform variable with 'tokenVariable' [netbox/token-in-program]",
    ],
    [
      'no token',
      { tokenVariable: undefined },
      "NetboxSharedObjects 'netbox': NETBOX_API_TOKEN is not in the environment, and no variable carries the API token; export NETBOX_API_TOKEN, or name a Terraform variable: tokenVariable: 'netbox_token' [netbox/no-token]",
    ],
    [
      'a prop that it does not have',
      { sites: [] },
      "NetboxSharedObjects 'netbox': there is no prop 'sites'; take it away; there are 'url', 'isPlainHttpAllowed', 'tokenVariable', 'requestTimeout', 'backend', 'imports', 'isProduction' [props/unknown]",
    ],
    [
      'a time that is none',
      { requestTimeout: 0 },
      "NetboxSharedObjects 'netbox': 'requestTimeout' is 0; give whole seconds, from 1 [netbox/bad-timeout]",
    ],
    [
      'a file of ids that is not there',
      { imports: 'ids-of-nowhere.csv' },
      "NetboxSharedObjects 'netbox': 'imports' of its NetBox inventory names 'ids-of-nowhere.csv', which is not there; correct the path, which counts from the folder that the program runs in, or leave 'imports' out [netbox/no-imports-file]",
    ],
  ])('fails for %s', (_, props, text) => {
    expect(() => sharedObjects(new App({ outdir: temporaryFolder() }), props)).toThrow(new Error(text));
  });

  test('fails as a prop that is none', () => {
    expect(() => inventory({ sharedObjects: 'netbox-shared' as never })).toThrow(
      "NetBox inventory: 'sharedObjects' is 'netbox-shared'; give the NetboxSharedObjects itself, or leave it out [props/wrong-kind]",
    );
  });
});

describe('what another stack has not made yet', () => {
  const power = { voltage: 400, amperage: 63, phase: 'three-phase', supply: 'ac' } as const;
  const pdu = { manufacturer: 'Vendor', model: 'rack PDU' };
  const { stacks } = netboxSite({ shared: {}, netbox: { power: { ...power, pdu } } });
  const postcondition = (stack: string, type: string, name: string): Record<string, string> | undefined => {
    const lifecycle = stacks.get(stack)?.data?.[type]?.[name]?.['lifecycle'];
    return (lifecycle as { readonly postcondition: readonly Record<string, string>[] }).postcondition[0];
  };
  const absent = (list: string): string =>
    `setsubtract(each.value.names, [for one in self.${list} : one.name if one.name != null])`;

  test.each([
    ['lab-stack-hall-1-A-cables', 'netbox_devices', 'by_row', 'devices', 'device'],
    ['lab-stack-hall-1-A-cables', 'netbox_device_interfaces', 'by_device', 'interfaces', 'interface'],
    ['lab-stack-hall-1-A-power', 'netbox_devices', 'by_row', 'devices', 'device'],
    ['lab-stack-hall-1-A-power', 'netbox_device_power_ports', 'by_device', 'power_ports', 'power port'],
    ['lab-stack-feeds-zone-a', 'netbox_racks', 'by_row', 'racks', 'rack'],
  ])('is a sentence in %s, of the list %s', (stack, type, name, list, what) => {
    expect(postcondition(stack, type, name)).toEqual({
      condition: `\${length(${absent(list)}) == 0}`,
      error_message: `NetBox holds no ${what} \${join(", ", ${absent(list)})} \${each.value.absent}`,
    });
  });

  test('names the row or device, and the stacks to be applied first', () => {
    const keysOf = (code: unknown): Record<string, Record<string, unknown>> => code as never;
    const cables = stacks.get('lab-stack-hall-1-A-cables');
    expect(keysOf(cables?.data?.['netbox_devices']?.['by_row']?.['for_each'])).toMatchObject({
      "devices of row hall-1/A, which stack 'lab-stack-hall-1-A' makes": {
        names: ['alpha-001', 'alpha-002', 'alpha-003', 'alpha-004'],
        absent: "in row hall-1/A: apply stack 'lab-stack-hall-1-A' first",
      },
    });
    const ports = keysOf(cables?.locals?.['netbox_device_interfaces_sought']);
    expect(ports["interfaces of device alpha-001, which stack 'lab-stack-hall-1-A' makes"]).toMatchObject({
      id: '${local.netbox_devices["alpha-001"]}',
      device: 'alpha-001',
      absent:
        "on device alpha-001: apply stack 'lab-stack-hall-1-A' first, and give a device that is older than the templates of its type the ports that it lacks",
    });
    expect(Object.keys(cables?.data?.['netbox_location']?.['by_key']?.['for_each'] ?? {})).toEqual([
      "location hall-1 / A, which stack 'lab-stack' makes",
      "location hall-1 / N, which stack 'lab-stack' makes",
    ]);
  });
});

const NO_LOCK = { cableSlack: Length.metres(1), lockFile: false } as const;

/** Small sites of one NetBox, in one app. */
function sites(
  ids: readonly string[],
  props: Readonly<Record<string, Partial<SiteProps>>> = {},
): { readonly app: App; readonly objects: NetboxSharedObjects } {
  const app = new App({ outdir: temporaryFolder() });
  const objects = sharedObjects(app);
  for (const id of ids) {
    const stack = new TerraformStack(app, `${id}-stack`);
    const site = new Site(stack, id, {
      halls: [{ ...HALL, rows: [{ name: 'A', racks: 3 }] }],
      addressPools: [],
      ...NO_LOCK,
      inventory: inventory({ sharedObjects: objects }),
      ...props[id],
    });
    const rating = Power.kilowatts(120);
    const zone = new PowerZone(stack, `${id}-zone`, { site, rating, rows: ['A'], rackFeed: 'static-switch' });
    const gpu = new GpuCluster(stack, `${id}-gpu`, { site, system: systems.DGX_B200, count: 2, powerZones: [zone] });
    const switchPower = Power.watts(1_700);
    new InfinibandFabric(stack, `${id}-compute`, { site, hosts: [gpu], switch: switches.QM9700, switchPower });
  }
  return { app, objects };
}

function codeOf(app: App, stack: string): StackJson {
  return JSON.parse(Testing.synth(app.node.findChild(stack) as TerraformStack)) as StackJson;
}
