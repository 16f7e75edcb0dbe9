import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Duration, GpuCluster, Hall, Inventory, Length, Power, PowerZone, Row, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import type { NetboxProps } from 'cdktf-ai-factory';
import { grownSite } from './grown-site';
import { HALL, smallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

const REACH = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };

function refusal(props: object): string {
  try {
    Inventory.netbox({ ...REACH, ...props } as NetboxProps);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the props are taken');
}

test.each<readonly [string, boolean]>([
  ['http://localhost:8000', false],
  ['http://127.0.0.1', false],
  ['http://[::1]:80', false],
  ['http://netbox.example.com', true],
])('the token goes over http to %s', (url, isPlainHttpAllowed) => {
  expect(() => Inventory.netbox({ ...REACH, url, isPlainHttpAllowed })).not.toThrow();
});

describe('props of a NetBox inventory', () => {
  const power = { voltage: 400, amperage: 63, phase: 'three-phase', supply: 'ac' };
  const rackTypes = { rack: { manufacturer: 'Vendor', formFactor: '4-post-cabinet', width: 19 } };

  test.each<readonly [string, object, string]>([
    ['no address', { url: undefined }, "NetBox inventory: 'url' is missing; give 'url' [props/missing]"],
    [
      'an empty address',
      { url: '' },
      "NetBox inventory: 'url' is ''; give the address of NetBox, such as 'https://netbox.example.com' [netbox/no-url]",
    ],
    [
      'an address that is none',
      { url: 'netbox.example.com' },
      "NetBox inventory: 'url' is 'netbox.example.com', which is no http or https address; write it like 'https://netbox.example.com' [netbox/bad-url]",
    ],
    [
      'an address with the path of the API',
      { url: 'https://netbox.example.com/api/' },
      "NetBox inventory: 'url' ends in '/api/', and the provider adds '/api' itself; leave '/api' out [netbox/bad-url]",
    ],
    [
      'an address with a password',
      { url: 'https://me:secret@netbox.example.com' },
      "NetBox inventory: 'url' holds a user or password; leave it out, and put the token into NETBOX_API_TOKEN [netbox/token-in-program]",
    ],
    ...['http://netbox.example.com', 'http://10.0.0.7:8000', 'http://netbox.localhost'].map(
      (url) =>
        [
          `the token in plain text to ${url}`,
          { url },
          `NetBox inventory: the API token would go to '${url}' in plain text, for everyone between here and there to read; give the address with 'https://', or 'isPlainHttpAllowed: true' where that network is trusted [netbox/token-in-plain-text]`,
        ] as const,
    ),
    [
      'no token',
      { tokenVariable: undefined },
      "NetBox inventory: NETBOX_API_TOKEN is not in the environment, and no variable carries the API token; export NETBOX_API_TOKEN, or name a Terraform variable: tokenVariable: 'netbox_token' [netbox/no-token]",
    ],
    [
      'a token in the program',
      { token: '0123' },
      "NetBox inventory: 'token' would write the API token into the program and its output; put it into NETBOX_API_TOKEN, or name a Terraform variable with 'tokenVariable' [netbox/token-in-program]",
    ],
    [
      'a variable that Terraform does not take',
      { tokenVariable: 'netbox token' },
      "NetBox inventory: 'tokenVariable' is 'netbox token', which is no name of a variable; use one such as 'netbox_token' [netbox/bad-variable]",
    ],
    [
      'a level that does not exist',
      { level: 'cable' },
      "NetBox inventory: 'level' is 'cable'; did you mean 'cables'? [netbox/bad-choice]",
    ],
    [
      'a split that does not exist',
      { split: 'building' },
      "NetBox inventory: 'split' is 'building'; choose 'none', 'hall' or 'row' [netbox/bad-choice]",
    ],
    [
      'a time that is none',
      { requestTimeout: 0.5 },
      "NetBox inventory: 'requestTimeout' is 0.5; give whole seconds, from 1 [netbox/bad-timeout]",
    ],
    [
      'a duration that is too short',
      { requestTimeout: Duration.milliseconds(500) },
      "NetBox inventory: 'requestTimeout' is 500 ms; give a Duration of 1 s or more [netbox/bad-timeout]",
    ],
    [
      'a row without its hall',
      { rowsByRack: ['N'] },
      "NetBox inventory: 'rowsByRack' names 'N'; name hall and row, such as 'hall-1/N' [netbox/bad-row]",
    ],
    ['an empty tag', { tags: [''] }, "NetBox inventory: 'tags[0]' is ''; take it away [netbox/bad-tag]"],
    [
      'a voltage that NetBox cannot keep',
      { power: { ...power, voltage: 40_000 } },
      "power of NetBox inventory: 'voltage' is 40000; give a whole number from 1 to 32767 [netbox/bad-power]",
    ],
    [
      'a weight without a unit',
      { rackTypes: { rack: { ...rackTypes.rack, weight: 180 } } },
      "rack type 'rack' of NetBox inventory: 'weight' is 180; give a Mass, such as Mass.kilograms(900) [netbox/bad-weight]",
    ],
    [
      'a form factor that NetBox does not know',
      { rackTypes: { rack: { ...rackTypes.rack, formFactor: 'cabinet' } } },
      "rack type 'rack' of NetBox inventory: 'formFactor' is 'cabinet'; choose '2-post-frame', '4-post-frame', '4-post-cabinet', 'wall-frame', 'wall-frame-vertical', 'wall-cabinet' or 'wall-cabinet-vertical' [netbox/bad-value]",
    ],
    [
      'an interface type that NetBox does not know',
      { interfaceTypes: { 'dgx-b200': { 'bond*': 'infiniband-ndrr' } } },
      "NetBox inventory: 'interfaceTypes.dgx-b200.bond*' is 'infiniband-ndrr'; did you mean 'infiniband-ndr'? [netbox/bad-value]",
    ],
    [
      'a backend that does not exist',
      { backend: { kind: 'gcs' } },
      "NetBox inventory: 'backend.kind' is 'gcs'; use one of local, s3, pg, http [netbox/bad-backend]",
    ],
    [
      'a backend without its bucket',
      { backend: { kind: 's3', region: 'r' } },
      "NetBox inventory: 'backend.bucket' is missing; give 'bucket' [netbox/bad-backend]",
    ],
    [
      'a text behind the address, which may be a token and is not repeated',
      { url: 'https://netbox.example.com/?token=abc' },
      "NetBox inventory: 'url' goes on behind its path with '?' or '#'; leave that out, and put the token into NETBOX_API_TOKEN [netbox/bad-url]",
    ],
    [
      'a backend with a prop that it would lose without a word',
      { backend: { kind: 'pg', connStr: 'postgres://u:p@h/db' } as unknown as NetboxProps['backend'] },
      "NetBox inventory: there is no 'connStr' in a 'backend' of kind 'pg'; take it away; credentials come from the environment: PG_CONN_STR [netbox/bad-backend]",
    ],
    [
      'a backend with a slip in a prop',
      { backend: { kind: 's3', bucket: 'b', region: 'r', prefx: 'p' } as unknown as NetboxProps['backend'] },
      "NetBox inventory: there is no 'prefx' in a 'backend' of kind 's3'; did you mean 'prefix'? [netbox/bad-backend]",
    ],
    [
      'a backend whose address holds a password',
      { backend: { kind: 'http', address: 'https://u:p@states.example.com' } },
      "NetBox inventory: 'backend.address' holds a user or password; leave it out; credentials come from the environment: TF_HTTP_USERNAME and TF_HTTP_PASSWORD [netbox/bad-backend]",
    ],
    [
      'a backend without a scheme in its address',
      { backend: { kind: 'http', address: 'states.example.com' } },
      "NetBox inventory: 'backend.address' is 'states.example.com', which is no http or https address; write it like 'https://states.example.com' [netbox/bad-backend]",
    ],
    [
      'a type of interfaces without the port',
      { interfaceTypes: { 'hgx-b200': 'lag' } as unknown as NetboxProps['interfaceTypes'] },
      "NetBox inventory: 'interfaceTypes.hgx-b200' is 'lag'; name its ports, such as { 'hgx-b200': { 'bond*': 'lag' } } [netbox/bad-value]",
    ],
    [
      'a prop that does not exist',
      { levels: 'racks' },
      "NetBox inventory: there is no prop 'levels'; did you mean 'level'? [props/unknown]",
    ],
  ])('fail for %s', (_, props, text) => {
    expect(refusal(props)).toBe(text);
  });

  test('fail where there are none', () => {
    expect(() => Inventory.netbox(undefined as never)).toThrow(
      /^NetBox inventory: its props are missing; give 'url', /,
    );
    expect(() => Inventory.netbox(null as never)).toThrow(/^NetBox inventory: its props are missing; give 'url', /);
  });

  test('fail for all that is wrong at once', () => {
    const text = refusal({ url: '', level: 'cable', power: { ...power, voltage: 0 } });
    for (const code of ['netbox/no-url', 'netbox/bad-choice', 'netbox/bad-power']) expect(text).toContain(`[${code}]`);
  });
});

describe('names', () => {
  test('of a device may have 64 characters, and no more', () => {
    const site = (id: string): (() => unknown) => {
      const { app } = grownSite({
        outdir: temporaryFolder(),
        members: [{ name: id, count: 1 }],
        props: { inventory: Inventory.netbox({ ...REACH, level: 'devices' }) },
      });
      return () => app.synth();
    };
    // A system is named after its cluster with '-001', its fabric's switches with more: 'compute-<id>-leaf-su01-r1'.
    expect(site('a'.repeat(64 - 'compute--leaf-su01-r1'.length))).not.toThrow();
    expect(site('a'.repeat(65 - 'compute--leaf-su01-r1'.length))).toThrow(
      /name of device 'compute-a+-leaf-su01-r1' and of 7 more has up to 65 characters, and NetBox takes 64; give the construct that it is named after a shorter id \[netbox\/name-too-long\]/,
    );
  });

  test('may be Korean where a slug is given, and fail with the name where none is', () => {
    const region = (slugs: Readonly<Record<string, string>>): (() => unknown) => {
      const { app } = grownSite({
        outdir: temporaryFolder(),
        members: [{ name: 'alpha', count: 1 }],
        props: { inventory: Inventory.netbox({ ...REACH, region: '서울', siteName: '가산', slugs }) },
      });
      return () => app.synth();
    };
    expect(region({ 서울: 'seoul' })).not.toThrow();
    expect(region({})).toThrow(
      "region '서울': NetBox wants a slug of ASCII letters, and the name gives none; name one: slugs: { '서울': '...' } [netbox/no-slug]",
    );
    expect(region({ 서울: '서울' })).toThrow(
      "region '서울': slug '서울' is not 1 to 100 ASCII letters, digits, hyphens and underscores; give another one in `slugs` [netbox/bad-slug]",
    );
  });
});

test('what is below the level is written beside the site, with a mark for Excel where it is asked for', () => {
  const outdir = temporaryFolder();
  const { app } = grownSite({
    outdir,
    members: [{ name: 'alpha', count: 2 }],
    props: { inventory: Inventory.netbox({ ...REACH, level: 'racks', csvByteOrderMark: true }) },
  });
  app.synth();
  const folder = join(outdir, 'site', 'lab', 'exports', 'netbox', 'bulk-import');
  expect(readFileSync(join(folder, '03-devices.csv'), 'utf8')).toMatch(/^\uFEFFname,role,tenant,/);
  expect(readFileSync(join(outdir, 'site', 'lab', 'index.html'), 'utf8')).toContain('bulk-import/03-devices.csv');
});

test('rows and models that the site does not have are refused', () => {
  const { app } = grownSite({
    outdir: temporaryFolder(),
    members: [{ name: 'alpha', count: 1 }],
    props: {
      inventory: Inventory.netbox({
        ...REACH,
        rowsByRack: ['hall-1/M'],
        rackTypes: { '42 U rack': { manufacturer: 'Vendor', formFactor: '4-post-cabinet', width: 19 } },
        interfaceTypes: { 'dgx-b20': { 'bond*': 'lag' } },
      }),
    },
  });
  const text = [
    "NetBox inventory: 'rowsByRack' names row 'hall-1/M', which the site does not have; did you mean 'hall-1/A'? [netbox/unknown-row]",
    "NetBox inventory: 'rackTypes' names rack '42 U rack', which the site does not have; did you mean '48 U rack'? [netbox/unknown-model]",
    "NetBox inventory: 'interfaceTypes' names device model 'dgx-b20', which the site does not have; did you mean 'dgx-b200'? [netbox/unknown-model]",
  ];
  for (const line of text) expect(() => app.synth()).toThrow(line);
});

test('rows that constructs declare have stacks of their own', () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const inventory = Inventory.netbox({ ...REACH, level: 'devices' });
  const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(1), lockFile: false, inventory });
  const { rack, rowPitch, rackPitch, riser } = HALL;
  const hall = new Hall(stack, 'hall-1', { site, rack, rowPitch, rackPitch, riser });
  const rows = ['A', 'B'].map((name) => new Row(hall, name, { racks: 2 }).fullName);
  const zone = new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(60), rows, rackFeed: 'static-switch' });
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 2, powerZones: [zone] });
  app.synth();
  expect(site.plan.stacks.map(({ name, resources }) => [name, resources > 0])).toEqual([
    ['lab-stack', true],
    ['lab-stack-hall-1-A', true],
    ['lab-stack-hall-1-B', false],
    ['lab-stack-feeds-zone-a', true],
  ]);
});

test('a row that is named as the power of another is refused', () => {
  const rows = ['A', 'A-power'].map((name) => ({ name, racks: 1 }));
  const props = { halls: [{ ...HALL, rows }], inventory: Inventory.netbox(REACH) };
  expect(() => smallSite(props)).toThrow(
    "site 'lab': its stack 'lab-stack-hall-1-A-power' would hold both power and devices; rename the hall, row or zone that it is named after [netbox/same-stack]",
  );
});

test('a row named power is applied with the rows', () => {
  const rows = ['A', 'power'].map((name) => ({ name, racks: 1 }));
  const { app, stack, site } = smallSite({ halls: [{ ...HALL, rows }], inventory: Inventory.netbox(REACH) });
  smallZone({ app, stack, site }, { rows: ['A', 'power'] });
  app.synth();
  const manifest = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8')) as {
    readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
  };
  expect(manifest.stacks['lab-stack-feeds-zone-a']?.dependencies).toEqual(['lab-stack-hall-1-power']);
  expect(manifest.stacks['lab-stack-hall-1-power']?.dependencies).toEqual(['lab-stack-hall-1-A']);
});

test('a file of ids that is not there is refused', () => {
  expect(() =>
    grownSite({
      outdir: temporaryFolder(),
      members: [],
      props: { inventory: Inventory.netbox({ ...REACH, imports: 'ids-of-nowhere.csv' }) },
    }),
  ).toThrow(
    "site 'lab': 'imports' of its NetBox inventory names 'ids-of-nowhere.csv', which is not there; correct the path, which counts from the folder that the program runs in, or leave 'imports' out [netbox/no-imports-file]",
  );
});

test('a stack that has a backend keeps it', () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  new LocalBackend(stack, { path: 'own.tfstate' });
  const site = new Site(stack, 'lab', {
    halls: [HALL],
    addressPools: [],
    cableSlack: Length.metres(1),
    lockFile: false,
    inventory: Inventory.netbox({ ...REACH, backend: { kind: 'pg' } }),
  });
  smallZone({ app, stack, site });
  app.synth();
  const backendOf = (name: string): unknown => {
    const code: unknown = JSON.parse(readFileSync(join(app.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
    return (code as { readonly terraform: { readonly backend: unknown } }).terraform.backend;
  };
  expect(backendOf('lab-stack')).toEqual({ local: { path: 'own.tfstate' } });
  expect(backendOf('lab-stack-cables')).toEqual({ pg: { schema_name: 'lab-stack-cables' } });
});
