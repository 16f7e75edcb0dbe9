import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SitePlan } from '../../src/model/site-plan';
import { isSharedModel } from '../../src/export/netbox/shared-records';
import {
  isRegistered,
  NETBOX_LEVELS,
  recordId,
  type NetboxInput,
  type NetboxLevel,
  type NetboxRecord,
} from '../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../src/export/netbox/netbox-records';
import { registeredInventory } from '../../src/export/netbox/planned-inventory';
import { renderSiteJson } from '../../src/report/site/site-json';
import { readNetboxImports } from '../../src/targets/netbox/netbox-imports';
import { NetboxInventory } from '../../src/targets/netbox/netbox-inventory';
import { NetboxLayout } from '../../src/targets/netbox/netbox-layout';
import { run, type CliRun } from '../cli/run-in-process';
import { siteOf, SMALL } from '../report/site-fixture';
import { RealNetbox } from './netbox-rest';
import { testWithProvider, TerraformFolder } from './terraform-folder';

const { NETBOX_URL: url = '', NETBOX_API_TOKEN: token = '', NETBOX_API_TOKEN_V2: newToken = '' } = process.env;
const LOGIN = { name: 'admin', password: process.env['NETBOX_PASSWORD'] ?? 'admin' };

const SITE = siteOf(SMALL);
/** A run of its own in a NetBox that holds others; addresses of an earlier run would be in the way. */
const RUN = process.env['NETBOX_RUN'] ?? 'one';

function inputOf(slug: string, level: NetboxLevel): NetboxInput {
  return {
    level,
    siteName: slug,
    siteSlug: slug,
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

function recordsOf(slug: string, level: NetboxLevel): NetboxRecord[] {
  return netboxRecords(SITE, inputOf(slug, level)).filter((record) => isRegistered(level, record.level));
}

/** A site's own stack as Terraform's JSON has it, with the file of ids that the command wrote. */
function stackOf(slug: string, level: NetboxLevel, importsText: string): Record<string, unknown> {
  const inventory = new NetboxInventory({
    site: slug,
    plan: SITE,
    input: inputOf(slug, level),
    layout: new NetboxLayout({ own: slug, level, split: 'none', rowsByRack: new Set(), hasPanels: false }),
    provider: { url, requestTimeoutSeconds: 300 },
    isProduction: false,
    formerly: {},
    importsText,
  });
  return inventory.terraformOf(slug, { applied: (_, config) => config, check: () => undefined });
}

/** The second site has racks, devices and cables of the same names, and no addresses: those are the first's. */
const ADDRESSED = new Set(['prefix', 'vlan', 'ip-address', 'primary-ip', 'oob-ip', 'asn']);

(url === '' ? describe.skip : describe)(`NetBox ${process.env['NETBOX_RELEASE'] ?? ''}`, () => {
  const netbox = new RealNetbox(url, token);
  const [first, second] = [`gasan-${RUN}`, `ulsan-${RUN}`];
  let folder: string;
  let made: ReadonlyMap<string, number>;
  let others: ReadonlyMap<string, number>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aifactory-real-'));
    made = await netbox.register(recordsOf(first, 'cables'));
    others = await netbox.register(recordsOf(second, 'cables').filter(({ model }) => !ADDRESSED.has(model)));
    write(first, 'cables');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function write(slug: string, level: NetboxLevel): void {
    const plan: SitePlan = { ...SITE, registered: registeredInventory(inputOf(slug, level)) };
    writeFileSync(join(folder, 'site.json'), renderSiteJson(plan));
  }

  function cli(line: string, netboxToken = token): Promise<CliRun> {
    return run(line, { cwd: folder, netboxToken });
  }

  function lines(file: string): Record<string, number> {
    const imports = readNetboxImports(readFileSync(join(folder, file), 'utf8'));
    return Object.fromEntries(imports.map(({ record, id }) => [record, Number(id)]));
  }

  test.each(NETBOX_LEVELS)('ids finds every object of level %s, with the id that NetBox gave it', async (level) => {
    write(first, level);
    const own = await cli(`ids --site site.json --netbox ${url} --output own.csv`);
    expect(own).toMatchObject({ code: 0, err: '' });
    await cli(`ids --site site.json --netbox ${url} --shared --output shared.csv`);
    const expected = recordsOf(first, level)
      .filter(({ model }) => model !== 'primary-ip')
      .map((record) => [recordId(record), made.get(recordId(record))] as const);
    expect({ ...lines('own.csv'), ...lines('shared.csv') }).toEqual(Object.fromEntries(expected));
    write(first, 'cables');
  });

  test('ids of the second site are its own, and the shared ones are those of the first', async () => {
    write(second, 'cables');
    await cli(`ids --site site.json --netbox ${url} --output own.csv`, newToken === '' ? token : newToken);
    await cli(`ids --site site.json --netbox ${url} --shared --output shared.csv`);
    const own = [...others].filter(([record]) => !isSharedModel(record.split(' ')[0] as NetboxRecord['model']));
    const { ...found } = lines('own.csv');
    for (const record of Object.keys(found)) if (ADDRESSED.has(record.split(' ')[0] ?? '')) delete found[record];
    expect(found).toEqual(Object.fromEntries(own));
    expect(lines('shared.csv')['custom-field power_zone']).toBe(made.get('custom-field power_zone'));
    write(first, 'cables');
  });

  testWithProvider.each(['racks', 'interfaces'] as const)(
    'Terraform imports what ids found at level %s: nothing is replaced or destroyed, primary addresses alone are chosen again, and then nothing is left to do',
    async (level) => {
      write(first, level);
      await cli(`ids --site site.json --netbox ${url} --output own.csv`);
      const terraform = new TerraformFolder(
        stackOf(first, level, readFileSync(join(folder, 'own.csv'), 'utf8')),
        token,
      );
      try {
        const { created, ...plan } = await terraform.plan();
        expect(plan).toMatchObject({ imported: Object.keys(lines('own.csv')).length, destroyed: [] });
        expect(created.filter((address) => !address.startsWith('netbox_device_primary_ip.'))).toEqual([]);
        await terraform.apply();
        expect(await terraform.plan()).toEqual({ imported: 0, created: [], updated: [], destroyed: [] });
      } finally {
        terraform.remove();
        write(first, 'cables');
      }
    },
  );

  test('verify and drift find nothing', async () => {
    const verified = await cli(`verify --site site.json --netbox ${url}`);
    expect(verified.out).not.toMatch(/ [1-9]\d* not, /);
    expect(verified.code).toBe(0);
    expect(await cli(`drift --site site.json --discovered ${url}`)).toMatchObject({ code: 0 });
  });

  test('adopt takes what NetBox exports, and nothing departs', async () => {
    for (const [file, path] of [
      ['racks', 'dcim/devices'],
      ['cables', 'dcim/cables'],
      ['addresses', 'ipam/ip-addresses'],
    ] as const) {
      // PDUs are of the inventory, and no devices of the plan.
      const query = { racks: `site=${first}&role__n=pdu`, cables: `site=${first}`, addresses: '' }[file];
      writeFileSync(join(folder, `${file}.csv`), await netbox.exported(path, query, LOGIN));
    }
    const line = 'adopt --site site.json --racks racks.csv --cables cables.csv --addresses addresses.csv --dry-run';
    expect(await cli(line)).toMatchObject({ code: 0, err: '' });
  });

  test('a renamed rack, a changed custom field and a removed one are a finding each', async () => {
    const rack = made.get('rack A01') ?? 0;
    await netbox.request('PATCH', `dcim/racks/${rack}/`, { name: 'A-001', custom_fields: { power_zone: 'zone-z' } });
    await netbox.request('DELETE', `extras/custom-fields/${made.get('custom-field cable_id') ?? 0}/`);
    try {
      const { code, out } = await cli(`drift --site site.json --discovered ${url}`);
      expect(code).toBe(1);
      expect(out).toContain('3 differences');
      for (const line of [
        'rack A01 should stand in hall-1 row A, but is called A-001 in hall-1 row A',
        'rack A01: custom field power_zone should be zone-a, but is zone-z',
        'custom field cable_id of cables is not in NetBox',
      ]) {
        expect(out).toContain(line);
      }
    } finally {
      await netbox.request('PATCH', `dcim/racks/${rack}/`, { name: 'A01', custom_fields: { power_zone: 'zone-a' } });
    }
  });

  test('a device that was deleted is one finding, and is created again', async () => {
    await netbox.request('DELETE', `dcim/devices/${made.get('device haein-001') ?? 0}/`);
    const { out } = await cli(`verify --site site.json --netbox ${url}`);
    expect(out).toMatch(
      /missing +device haein-001 of rack A01 U\d+ is not in NetBox\n +with it \d+ cables and 1 address\n/,
    );
    await cli(`ids --site site.json --netbox ${url} --output own.csv`);
    expect(Object.keys(lines('own.csv')).filter((record) => record.startsWith('device haein-00'))).not.toContain(
      'device haein-001',
    );
  });
});
