import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import * as library from 'cdktf-ai-factory';
import * as aws from 'cdktf-ai-factory/aws';
import { siteFileSchema, siteFromFile, SiteFileErrors, siteFromText } from 'cdktf-ai-factory/site-file';
import fc from 'fast-check';

import { propTables, statedTables } from '../../../src/constructs/prop-tables';
import { FLAG, optional } from '../../../src/constructs/props/prop-rule';
import { constructClass } from '../../../src/constructs/site-file/file-names';
import { renderSiteJson } from '../../../src/report/site/site-json';

let outdir: string;
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'aifactory-site-file-'));
});
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

/** The pilot, with lines changed. */
function pilot(change: (text: string) => string = (text) => text): string {
  return change(`name: pilot
site:
  halls:
    - name: hall-1
      rack: { model: 48 U rack, units: 48, power: 44 kW }
      rowPitch: 3 m
      rackPitch: 600 mm
      riser: 1.5 m
      rows: [{ name: A, racks: 14 }]
  addressPools: []
  cableSlack: 2 m
  lockFile: false
PowerZone:
  zone-a: { rating: 700 kW, rows: [A], rackFeed: static-switch }
GpuCluster:
  gpu: { in: zone-a, system: dgx-b200, count: 32 }
InfinibandFabric:
  compute: { hosts: [gpu], switch: qm9700, switchPower: 1700 W }
`);
}

function planOf(text: string): library.SitePlan {
  return siteFromText(new App({ outdir }), text).plan;
}

/** What a file is refused for, as a program prints it. */
function refusal(text: string): string {
  try {
    siteFromText(new App({ outdir }), text);
  } catch (error) {
    if (error instanceof SiteFileErrors) return error.errors.map(({ message }) => message).join('\n');
    throw error;
  }
  return 'taken';
}

describe('a site file', () => {
  test('states a site as a program does: 8 leaves, 4 spines, 256 links on each tier', () => {
    const { fabrics, totals } = planOf(pilot());
    expect(totals).toMatchObject({ systems: 32, gpus: 256, switches: 12, cables: 512 });
    expect(fabrics).toHaveLength(1);
  });

  test('says the same as YAML, as JSON, as JSON with tabs, and with its parts in another order', () => {
    const { load } = jest.requireActual<{ readonly load: (text: string) => object }>('js-yaml');
    const data = load(pilot());
    const plan = renderSiteJson(planOf(pilot()));
    expect(renderSiteJson(planOf(JSON.stringify(data)))).toBe(plan);
    expect(renderSiteJson(planOf(JSON.stringify(data, undefined, '\t')))).toBe(plan);
    const turned = Object.fromEntries(Object.entries(data).reverse());
    expect(renderSiteJson(planOf(JSON.stringify(turned)))).toBe(plan);
  });

  test('takes anchors, aliases, merge keys and members for them', () => {
    const text = pilot((plain) =>
      plain
        .replace('name: pilot', 'x-rack: &rack { model: 48 U rack, units: 48 }\nname: pilot')
        .replace('{ model: 48 U rack, units: 48, power: 44 kW }', '{ <<: *rack, power: 44 kW }'),
    );
    expect(renderSiteJson(planOf(text))).toBe(renderSiteJson(planOf(pilot())));
  });

  test('keeps a day and a version as they are written', () => {
    const dated = pilot((text) =>
      text.replace('  lockFile: false', '  lockFile: false\n  policy: { asOf: 2026-11-01 }'),
    );
    expect(siteFromText(new App({ outdir }), dated).evaluation.asOf).toBe('2026-11-01');
  });

  test('defines entries of its own, assumes props, and accepts findings', () => {
    const text = `${pilot((plain) => plain.replace('switch: qm9700, switchPower: 1700 W', 'switch: my-switch')).replace(
      'rating: 700 kW, rows',
      'assumed: { why: as rented, owner: plant, until: 2027-03-31, props: { rating: 700 kW } }, rows',
    )}
define:
  my-switch:
    kind: switch
    like: qm9700
    maxPower: { value: 1700 W, source: quote 4711, asOf: 2026-11 }
`;
    const plan = planOf(text);
    expect(plan.assumptions).toMatchObject([{ object: "power zone 'zone-a'", prop: 'rating', value: '700 kW' }]);
    expect(plan.devices.filter(({ model }) => model === 'my-switch')).toHaveLength(12);
  });

  test('is read from a file, and named in what it is refused for', () => {
    const path = join(outdir, 'my-site.yaml');
    writeFileSync(path, 'name: pilot\nsit: {}\n');
    expect(() => siteFromFile(new App({ outdir }), path)).toThrow(/my-site\.yaml:2:1: there is no 'sit'/);
    expect(() => siteFromFile(new App({ outdir }), join(outdir, 'none.yaml'))).toThrow(/files\/not-read/);
  });
});

describe('a site file that is wrong', () => {
  test('is told of all faults in one pass, each with line, column, caret and what was meant', () => {
    const text = `name: pilot
stak: x
site:
  halls:
    - name: hall-1
      rack: { model: 48 U rack, units: 48, power: 44 }
      rowPich: 3 m
      rows: [{ name: A, racks: fourteen }]
  addressPools: []
  cableSlack: 2 mm5
PowerZone:
  zone-a: { rating: 700 kw, rows: [A], rackFeed: static-swich }
GpuCluster:
  gpu: { in: zone-a, system: dgx-b20, count: 32.5 }
  gpu: {}
InfinibandFabric:
  compute:
    hosts: [gpuu]
    switch: qm9700
    switchPower:
PowerZon: {}
`;
    expect(refusal(text)).toMatchSnapshot();
  });

  test('is told of what its constructs refuse, at the value', () => {
    expect(refusal(pilot((text) => text.replace('rows: [A]', 'rows: [A], demandFactor: 1')))).toMatch(
      /^site\.yaml:14:40: PowerZone 'zone-a': there is no prop 'demandFactor'/,
    );
    const full = pilot((text) => text.replace('switchPower: 1700 W', 'switchPower: 1700 W, spines: 3'));
    expect(refusal(full)).toMatch(/^site\.yaml:18:\d+: .*'spines'/);
  });

  test.each([
    ['', 'site.yaml:1:1: the file says nothing'],
    ['- a\n', 'site.yaml:1:1: the file holds no object'],
    ['name: a\n---\nname: b\n', 'a second document begins here'],
    ['name: [1\n', 'this is no YAML'],
    ['name: a\n\tsite: {}\n', 'site.yaml:2:1: this is no YAML'],
    ['name: *gone\n', "no anchor '&gone' stands before this"],
    ['name: a\nx-a: &a [*a]\n', "'*a' stands within itself"],
    ['name: !!binary aGk=\n', "there is no tag '!!binary' here"],
    ['name: a\n? [x]\n: 1\n', 'a list or an object is no name'],
    ['name: a\nx-a: { <<: text }\n', "'<<' takes no text"],
    ['site: {}\n', "the site has no 'name'"],
    ['name: a\nPowerZone: []\n', "'PowerZone' holds no object"],
    ['name: a\norder: zone\n', "'order' is no list"],
    ['name: a\nRow: { A: { racks: 3 } }\n', 'its scope is no Hall'],
    ['name: a\nGpuCluster: { g: { in: gone, system: dgx-b200, count: 1 } }\n', "'gone', in which 'g' is to be created"],
    ['name: a\nsite: { policy: { rules: [check] } }\n', "give one of 'statedGpus'"],
    ['name: a\nsite: { addressPlan: { within: { cidr: 10.0.0.1/8 } } }\n', 'bits set behind its prefix'],
    ['name: a\ndefine: { x: { kind: swich } }\n', "did you mean 'switch'"],
    ['name: a\ndefine: { x: { kind: switch, like: qm970 } }\n', "did you mean 'qm9700'"],
    ['name: a\ndefine: { x: { kind: server, heightU: 1 } }\n', "'heightU' has no source"],
  ])('fails on %j', (text, words) => {
    expect(refusal(text)).toContain(words);
  });

  test('fails on aliases that grow without end', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `x-${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}*l${n}]`);
    expect(refusal(['name: a', 'x-0: &l0 [1, 2]', ...levels].join('\n'))).toContain('aliases make more than');
  });

  test('never ends in a fault of the runtime, whatever stands where', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant([]),
      fc.constant({}),
    );
    const prop = fc.constantFrom(
      ...Object.keys(statedTables()).flatMap((kind) => Object.keys(statedTables()[kind] ?? {})),
    );
    const kinds = fc.constantFrom(...Object.keys(statedTables()), 'site', 'define', 'adopt', 'acknowledge', 'order');
    fc.assert(
      fc.property(kinds, prop, value, value, (kind, name, inner, other) => {
        const one = ['site', 'adopt'].includes(kind) ? { [name]: inner } : { x: { [name]: inner }, y: other };
        const text = JSON.stringify({ name: 'lab', site: { lockFile: false }, [kind]: one });
        expect(typeof refusal(text)).toBe('string');
      }),
      { numRuns: 300, seed: 22 },
    );
  });
});

describe('the schema of a site file', () => {
  test('has every construct of the tables, and every class can be made', () => {
    const { $defs } = siteFileSchema() as { readonly $defs: Readonly<Record<string, object>> };
    for (const name of Object.keys(statedTables())) {
      expect($defs).toHaveProperty(name);
      expect(constructClass(name).name).toBe(name);
    }
    const nodes = ['PowerSource', 'PowerConverter', 'PowerNode'];
    const apart = ['Site', 'SiteAdopt', 'InventoryEmbedded', 'InventoryNetbox', ...nodes];
    const missing = Object.keys(propTables()).filter((name) => !Object.hasOwn(statedTables(), name));
    expect(missing.sort()).toEqual(apart.sort());
  });

  test('has each class of constructs that a program can make', () => {
    const classes = Object.entries({ ...library, ...aws }).flatMap(([name, value]) =>
      typeof value === 'function' &&
      value.prototype instanceof Object &&
      'toString' in value.prototype &&
      isConstruct(value)
        ? [name]
        : [],
    );
    const bases = ['AwsConstruct', 'CoolingUnits', 'Fabric', 'PowerNode', 'Site', 'TerraformCheck'];
    expect(classes.filter((name) => !Object.hasOwn(statedTables(), name) && !bases.includes(name))).toEqual([]);
  });

  test('has a prop that a table gets, and the file takes it, with no other edit', () => {
    const table = propTables()['PowerZone'] as Record<string, unknown>;
    expect(refusal(pilot((text) => text.replace('rows: [A]', 'rows: [A], isBlessed: true')))).toContain("'isBlessed'");
    table['isBlessed'] = optional(FLAG);
    try {
      const { $defs } = siteFileSchema() as { readonly $defs: Readonly<Record<string, { properties: object }>> };
      expect($defs['PowerZone']?.properties).toHaveProperty('isBlessed', { type: 'boolean' });
      expect(refusal(pilot((text) => text.replace('rows: [A]', 'rows: [A], isBlessed: true')))).toBe('taken');
      expect(refusal(pilot((text) => text.replace('rows: [A]', 'rows: [A], isBlessed: 3')))).toContain('true or false');
    } finally {
      delete table['isBlessed'];
    }
  });
});

describe('money and tokens', () => {
  const page = readFileSync(join(__dirname, '../../../docs/economics.md'), 'utf8');
  const [, block = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
  const served = (change: (text: string) => string = (text) => text): string =>
    pilot((text) => text + change(block).replace('id: h200', 'id: b200'));

  test('the file of the page states a service and costs', () => {
    const { services = [], costs } = planOf(served()).economics ?? {};
    expect(services.map(({ name, model, gpus }) => [name, model, gpus])).toEqual([['chat', 'llama-3.1-405b', 256]]);
    expect([costs?.currency, costs?.phases.length]).toEqual(['USD', 1]);
  });

  test.each([
    ['id: llama-3.1-405b', 'id: llama-3.1-400b', "did you mean 'llama-3.1-405b'?"],
    ['modelById', 'modelByName', "'modelById'"],
    ["'47,222 USD'", '47222', 'without a unit'],
    ['id: industrial-b-hv-b-2', 'id: industrial-b-hv-b-9', "did you mean 'industrial-b-hv-b-1'?"],
  ])('%s as %s is refused with what was meant', (right, wrong, hint) => {
    expect(refusal(served((text) => text.replace(right, wrong)))).toContain(hint);
  });
});

/** Whether a class is one of constructs: it takes a scope, an id and props, and has a node. */
function isConstruct(value: { readonly prototype: object }): boolean {
  for (let at: object | null = value.prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (at.constructor.name === 'Construct') return true;
  }
  return false;
}
