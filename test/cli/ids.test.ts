import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SitePlan } from '../../src/model/site-plan';
import {
  isRegistered,
  NETBOX_LEVELS,
  recordId,
  type NetboxInput,
  type NetboxLevel,
  type NetboxRecord,
} from '../../src/export/netbox/netbox-record';
import { isSharedModel } from '../../src/export/netbox/shared-records';
import { netboxRecords } from '../../src/export/netbox/netbox-records';
import { registeredInventory } from '../../src/export/netbox/planned-inventory';
import { renderSiteJson } from '../../src/report/site/site-json';
import { readNetboxImports } from '../../src/targets/netbox/netbox-imports';
import { siteOf, SMALL } from '../report/site-fixture';
import { NetboxServer, NetboxStore } from '../support/netbox-store';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf(SMALL);

function inputOf(level: NetboxLevel, siteSlug = 'gasan'): NetboxInput {
  return {
    level,
    siteName: siteSlug,
    siteSlug,
    region: { name: 'Seoul', slug: 'seoul' },
    tags: ['factory'],
    slugs: {},
    rackTypes: {
      [SITE.placement.racks[0]?.limits.model ?? '']: {
        manufacturer: 'Vendor',
        formFactor: '4-post-cabinet',
        widthInches: 19,
      },
    },
    feed: { volts: 400, amperes: 63, phase: 'three-phase', supply: 'ac' },
    pdu: { manufacturer: 'Vendor', model: 'PDU' },
    interfaceTypes: {},
    models: new Map([['dgx-b200', { description: 'DGX B200', manufacturer: 'NVIDIA', category: 'system' }]]),
  };
}

function recordsOf(level: NetboxLevel, slug?: string): NetboxRecord[] {
  return netboxRecords(SITE, inputOf(level, slug)).filter((record) => isRegistered(level, record.level));
}

let folder: string;
let store: NetboxStore;
let server: NetboxServer;
let url: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-ids-'));
  store = new NetboxStore();
  server = new NetboxServer(store);
  url = await server.start();
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(level: NetboxLevel, slug = 'gasan'): void {
  const plan: SitePlan = { ...SITE, name: slug, registered: registeredInventory(inputOf(level, slug)) };
  writeFileSync(join(folder, 'site.json'), renderSiteJson(plan));
}

function ids(rest = ''): Promise<CliRun> {
  return run(`ids --site site.json --netbox ${url}${rest}`, { cwd: folder });
}

/** The lines of a file, by record. */
function lines(file = 'ids.csv'): ReadonlyMap<string, number> {
  const imports = readNetboxImports(readFileSync(join(folder, file), 'utf8'));
  return new Map(imports.map(({ record, id }) => [record, Number(id)]));
}

describe.each(NETBOX_LEVELS)('at level %s', (level) => {
  test('every object that was registered is found by its natural key, and has the id that NetBox gave it', async () => {
    const made = store.register(recordsOf(level));
    write(level);
    const { code, out, err } = await ids();
    expect([code, err]).toEqual([0, '']);
    expect(await ids(' --shared --output shared.csv')).toMatchObject({ code: 0 });
    const found = new Map([...lines(), ...lines('shared.csv')]);
    // The provider cannot import the choice of a primary address.
    const importable = [...made].filter(([record]) => !record.startsWith('primary-ip '));
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(importable));
    const own = recordsOf(level).filter(({ model }) => !isSharedModel(model) && model !== 'primary-ip');
    expect([...lines().keys()]).toEqual(own.map((record) => recordId(record)));
    expect(out).toContain(
      `will be imported, 0 will be created\nwrote ids.csv: ${own.length.toLocaleString('en')} lines\n`,
    );
  });
});

test('a lower level than NetBox holds finds what the level registers', async () => {
  store.register(recordsOf('cables'));
  write('cables');
  await ids(' --netbox-level racks');
  const own = recordsOf('racks').filter(({ model }) => !isSharedModel(model));
  expect([...lines().keys()]).toEqual(own.map((record) => recordId(record)));
});

test('a second site finds nothing of the first, but what all sites share', async () => {
  const first = store.register(recordsOf('cables', 'gasan'));
  write('cables', 'ulsan');
  const { code, out } = await ids();
  expect(code).toBe(0);
  // Prefixes and numbers are no property of a site's name: the plans here are the same, and those of the first are of the first.
  expect([...lines().keys()].filter((record) => !record.startsWith('asn '))).toEqual([]);
  expect(out).toMatch(/^site +1 +0$/m);
  await ids(' --shared --output shared.csv');
  const shared = [...first].filter(([record]) => isSharedModel(record.split(' ')[0] as NetboxRecord['model']));
  expect(Object.fromEntries(lines('shared.csv'))).toEqual(Object.fromEntries(shared));
});

test('two sites in one NetBox keep their own ids', async () => {
  const first = store.register(
    recordsOf('cables', 'gasan').filter(
      ({ model }) => model !== 'prefix' && model !== 'ip-address' && model !== 'primary-ip' && model !== 'oob-ip',
    ),
  );
  const second = store.register(recordsOf('cables', 'ulsan'));
  write('cables', 'ulsan');
  await ids();
  const found = lines();
  expect([found.get('rack A01'), found.get('site ulsan')]).toEqual([second.get('rack A01'), second.get('site ulsan')]);
  expect(found.get('rack A01')).not.toBe(first.get('rack A01'));
});

test('what was removed is not found, with all that hung on it', async () => {
  store.register(recordsOf('cables'));
  store.remove('dcim/devices', store.find('dcim/devices', { name: 'haein-001' }));
  write('cables');
  const { out } = await ids();
  const records = [...lines().keys()];
  // Outlets are of the PDU, which stands.
  expect(records.filter((record) => record.includes('haein-001') && !record.startsWith('power-outlet'))).toEqual([]);
  expect(records).toContain('device haein-002');
  expect(out).toMatch(/^device +\d+ +\d+$/m);
});

test('what has another slug or label in NetBox is found by its name or its ends', async () => {
  const made = store.register(recordsOf('cables'));
  const [cable = ''] = [...made.keys()].filter((record) => record.startsWith('cable compute/'));
  store.change('dcim/cables', made.get(cable) ?? 0, { label: 'by hand' });
  store.change('dcim/manufacturers', made.get('manufacturer NVIDIA') ?? 0, { slug: 'nvidia-corporation' });
  write('cables');
  await ids();
  await ids(' --shared --output shared.csv');
  expect(lines().get(cable)).toBe(made.get(cable));
  expect(lines('shared.csv').get('manufacturer NVIDIA')).toBe(made.get('manufacturer NVIDIA'));
});

test('an address of another interface is left alone, and one of none is taken over', async () => {
  const made = store.register(recordsOf('interfaces'));
  const [one = '', other = ''] = [...made.keys()].filter((record) => record.startsWith('ip-address '));
  const cart = store.add('dcim/devices', {
    name: 'crash-cart',
    site: store.to('dcim/sites', made.get('site gasan') ?? 0),
  });
  const port = store.add('dcim/interfaces', { name: 'eth0', device: store.to('dcim/devices', cart) });
  store.change('ipam/ip-addresses', made.get(one) ?? 0, { assigned_object: store.to('dcim/interfaces', port) });
  store.change('ipam/ip-addresses', made.get(other) ?? 0, { assigned_object: null });
  write('interfaces');
  await ids();
  expect([lines().get(one), lines().get(other)]).toEqual([undefined, made.get(other)]);
});

test('of what NetBox holds twice none is taken, and it is told with 1', async () => {
  const made = store.register(recordsOf('racks'));
  const twin = store.add('dcim/racks', { name: 'A01', site: store.to('dcim/sites', made.get('site gasan') ?? 0) });
  write('racks');
  const { code, out } = await ids();
  expect(code).toBe(1);
  expect(out).toContain(
    `several  rack A01: NetBox holds it 2 times, as ${made.get('rack A01') ?? 0}, ${twin}\nremedy: delete or rename all but one of each in NetBox, and run it again\n`,
  );
  expect(lines().has('rack A01')).toBe(false);
});

test('a dry run tells the same and writes nothing', async () => {
  store.register(recordsOf('racks'));
  write('racks');
  const { code, out } = await ids(' --dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/\d+ of \d+ objects are in NetBox already and will be imported, 0 will be created\n$/);
  expect(() => lines()).toThrow('ENOENT');
});

test('an empty NetBox gives a file of its header alone', async () => {
  write('cables');
  const { code } = await ids();
  expect([code, readFileSync(join(folder, 'ids.csv'), 'utf8')]).toEqual([0, 'model,key,id\n']);
});

describe('fails with 2', () => {
  test.each([
    [
      'ids --site site.json',
      "'--netbox' is missing",
      "give the plan of the site and the address of NetBox, as in 'aifactory ids --help'",
    ],
    [
      'ids --site site.json --netbox netbox.json',
      "'netbox.json' is no address",
      "give the address of NetBox, such as 'https://netbox.example.com'",
    ],
    [
      'ids --site site.json --netbox http://localhost --netbox-level cable',
      "'--netbox-level' is 'cable'",
      "did you mean 'cables'?",
    ],
  ])('on %s', async (line, problem, remedy) => {
    write('cables');
    expect(await run(line, { cwd: folder })).toEqual({
      code: 2,
      out: '',
      err: `error: ${problem}\n  remedy: ${remedy}\n`,
    });
  });

  test('on a site that is registered in no NetBox', async () => {
    writeFileSync(join(folder, 'site.json'), renderSiteJson(SITE));
    expect((await ids()).err).toBe(
      "error: site 'gasan' is registered in no NetBox: its plan names no inventory of NetBox\n  remedy: give the program 'inventory: Inventory.netbox({ .. })' and synthesize it again\n",
    );
  });

  test('on choices that no synthesis wrote', async () => {
    const registered = { ...registeredInventory(inputOf('racks')), choices: { siteName: 'gasan' } };
    writeFileSync(join(folder, 'site.json'), renderSiteJson({ ...SITE, registered }));
    expect((await ids()).err).toBe(
      "error: the plan of a site: 'registered.choices.siteSlug' is missing or no text\n  remedy: synthesize the site again to write a whole 'site.json' [site-json/bad-part]\n",
    );
  });
});
