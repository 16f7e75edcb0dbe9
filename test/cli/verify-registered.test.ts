import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRegistered, NETBOX_LEVELS, type NetboxInput, type NetboxLevel } from '../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../src/export/netbox/netbox-records';
import { registeredInventory } from '../../src/export/netbox/planned-inventory';
import { renderSiteJson } from '../../src/report/site/site-json';
import { siteOf, SMALL } from '../report/site-fixture';
import { NetboxServer, NetboxStore } from '../support/netbox-store';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf(SMALL);
const SLUG = 'gasan-1';

function inputOf(level: NetboxLevel): NetboxInput {
  return {
    level,
    siteName: 'Gasan',
    siteSlug: SLUG,
    tags: [],
    slugs: {},
    rackTypes: {},
    interfaceTypes: {},
    models: new Map(),
  };
}

let folder: string;
let store: NetboxStore;
let server: NetboxServer;
let url: string;
let made: ReadonlyMap<string, number>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-registered-'));
  store = new NetboxStore();
  server = new NetboxServer(store);
  url = await server.start();
  register('cables');
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function register(level: NetboxLevel): void {
  const input = inputOf(level);
  made = store.register(netboxRecords(SITE, input).filter((record) => isRegistered(level, record.level)));
  writeFileSync(join(folder, 'site.json'), renderSiteJson({ ...SITE, registered: registeredInventory(input) }));
}

function idOf(record: string): number {
  return made.get(record) ?? 0;
}

function verify(rest = ''): Promise<CliRun> {
  return run(`verify --site site.json --netbox ${url}${rest}`, { cwd: folder });
}

/** Findings without counts and notes. */
async function findings(): Promise<string[]> {
  const { out } = await verify();
  return out.split('\n').filter((line) => /^ {2}\w+ {2,}|^ {13}/.test(line));
}

test.each(NETBOX_LEVELS)(
  'a site of level %s differs in nothing, with its level and slug out of its plan',
  async (level) => {
    store = new NetboxStore();
    await server.stop();
    server = new NetboxServer(store);
    url = await server.start();
    register(level);
    const { code, out } = await verify();
    expect(out).not.toMatch(/ [1-9]\d* not, /);
    expect(code).toBe(0);
    expect(await run(`drift --site site.json --discovered ${url}`, { cwd: folder })).toMatchObject({ code: 0 });
  },
);

test('the flag goes before the plan', async () => {
  expect((await verify(' --netbox-level racks')).out).toContain('devices not read');
  expect((await verify(' --netbox-site other')).code).toBe(2);
});

describe('one difference is one finding:', () => {
  test('a renamed rack, with all that is in it', async () => {
    store.change('dcim/racks', idOf('rack A01'), { name: 'A-001' });
    expect(await findings()).toEqual([
      '  renamed    rack A01 should stand in hall-1 row A, but is called A-001 in hall-1 row A',
    ]);
  });

  test('a renamed rack of an inventory of racks alone', async () => {
    store.change('dcim/racks', idOf('rack A01'), { name: 'A-001' });
    const { out } = await verify(' --netbox-level racks');
    expect(out).toContain('  renamed    rack A01 should stand in');
    expect(out).toMatch(/racks planned, \d+ as planned, 1 not, 0 extra/);
  });

  test('a renamed row', async () => {
    store.change('dcim/locations', idOf('location hall-1 | A'), { name: 'Row 1' });
    const found = await findings();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^ {2}renamed {4}location hall-1 row A is called Row 1$/);
  });

  test('a renamed role', async () => {
    store.change('dcim/device-roles', idOf('device-role gpu-system'), { name: 'GPU node', slug: 'gpu-node' });
    expect(await findings()).toEqual(['  renamed    role gpu-system is called GPU node']);
  });

  test('a renamed device, with its cables and addresses', async () => {
    store.change('dcim/devices', idOf('device haein-001'), { name: 'gpu-1' });
    expect(await findings()).toEqual([expect.stringMatching(/^ {2}renamed {4}device haein-001 .* is called gpu-1 in/)]);
  });

  test('a device that is gone, with its cables and addresses', async () => {
    store.remove('dcim/devices', idOf('device haein-001'));
    expect(await findings()).toEqual([
      expect.stringMatching(/^ {2}missing {4}device haein-001 of rack .* is not in NetBox$/),
      expect.stringMatching(/^ {13}with it \d+ cables( and 1 address)?$/),
    ]);
  });

  test('a device that is gone, with cables that hang loose', async () => {
    const [cable = ''] = [...made.keys()].filter((record) => record.startsWith('cable compute/haein-001:'));
    const { b_terminations: end } = store.list('dcim/cables').find(({ id }) => id === idOf(cable)) ?? {};
    const [{ object_id: port }] = end as [{ object_id: number }];
    store.remove('dcim/devices', idOf('device haein-001'));
    const b = [store.to('dcim/interfaces', port)];
    store.add('dcim/cables', { label: cable, a_terminations: [], b_terminations: b });
    expect(await findings()).toHaveLength(2);
  });

  test('a prefix length, for all addresses of its pool', async () => {
    for (const { id, address } of store.list('ipam/ip-addresses')) {
      store.change('ipam/ip-addresses', id as number, { address: String(address).replace(/\/\d+$/, '/24') });
    }
    expect(await findings()).toEqual([
      expect.stringMatching(/^ {2}differs {4}prefix \S+: prefix length should be \/\d+, but is \/24$/),
    ]);
  });
});

describe('custom fields', () => {
  test('a field that is defined no more is one finding, however many objects had it', async () => {
    store.remove('extras/custom-fields', idOf('custom-field rack_power_budget_watts'));
    expect(await findings()).toEqual(['  missing    custom field rack_power_budget_watts of racks is not in NetBox']);
  });

  test.each([
    ['dcim/racks', 'rack A01', 'power_zone', 'zone-z'],
    ['dcim/devices', 'device haein-001', 'scalable_unit', 'x'],
  ])(
    'a value of %s that was changed by hand is a finding, and so is one that was emptied',
    async (path, record, field, value) => {
      const custom = (store.list(path).find(({ id }) => id === idOf(record)) ?? {})['custom_fields'] as Record<
        string,
        string
      >;
      store.change(path, idOf(record), { custom_fields: { ...custom, [field]: value } });
      expect(await findings()).toEqual([
        `  differs    ${record}: custom field ${field} should be ${custom[field] ?? ''}, but is ${value}`,
      ]);
      store.change(path, idOf(record), { custom_fields: { ...custom, [field]: null } });
      expect(await findings()).toEqual([
        `  differs    ${record}: custom field ${field} should be ${custom[field] ?? ''}, but is empty`,
      ]);
    },
  );

  test('a value of a cable is compared', async () => {
    const [cable = ''] = [...made.keys()].filter((record) => record.startsWith('cable compute/'));
    store.change('dcim/cables', idOf(cable), { custom_fields: { cable_id: 'other' } });
    expect(await findings()).toEqual([
      `  differs    ${cable}: custom field cable_id should be ${cable.slice('cable '.length)}, but is other`,
    ]);
  });

  test('a NetBox that no program registers is not asked for them', async () => {
    writeFileSync(join(folder, 'site.json'), renderSiteJson(SITE));
    store.remove('extras/custom-fields', idOf('custom-field power_zone'));
    expect(await run(`verify --site site.json --netbox ${url} --netbox-site ${SLUG}`, { cwd: folder })).toMatchObject({
      code: 0,
    });
  });
});
