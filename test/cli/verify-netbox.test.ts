import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { siteOf } from '../report/site-fixture';
import { registered, type RestLists } from './netbox-lists';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

/** Lists after some of their objects were changed. */
function changed(change: (lists: RestLists) => void): RestLists {
  const lists = registered(SITE);
  change(lists);
  return lists;
}

function find(list: RestLists[keyof RestLists], name: string): Record<string, unknown> {
  const found = list.results.find((object) => object['name'] === name || object['label'] === name);
  if (found === undefined) throw new Error(`NetBox holds no '${name}'`);
  return found;
}

function exchange(lists: RestLists, one: string, other: string): void {
  const [a, b] = [find(lists.cables, one), find(lists.cables, other)];
  [a['b_terminations'], b['b_terminations']] = [b['b_terminations'], a['b_terminations']];
}

const departed = changed((lists) => {
  exchange(lists, 'compute/haein-002:ib0', 'compute/haein-002:ib1');
  lists.cables.results = lists.cables.results.filter(({ label }) => label !== 'compute/haein-003:ib6');
  (find(lists.cables, 'compute/haein-034:ib7')['b_terminations'] as { object: object }[])[0] = {
    object_type: 'dcim.interface',
    object: { device: { name: 'compute-leaf-su02-r8' }, name: '16/2' },
  } as { object: object };
  find(lists.devices, 'haein-005')['rack'] = { name: 'A07' };
  find(lists.devices, 'haein-006')['name'] = 'haein-6';
  find(lists.devices, 'haein-007')['role'] = { name: 'Server', slug: 'server' };
  find(lists.racks, 'A03')['u_height'] = 42;
  lists.racks.results = lists.racks.results.filter(({ name }) => name !== 'B03');
  const addresses = lists['ip-addresses'].results;
  const taken = addresses.find(({ address }) => address === '10.20.0.9/22');
  if (taken !== undefined) taken['assigned_object'] = { device: { name: 'crash-cart' }, name: 'eth0' };
  addresses.push({ address: '10.20.3.1/22', assigned_object: null });
  for (const list of Object.values(lists)) Object.assign(list, { count: list.results.length });
});

const FILES: Readonly<Record<string, string>> = {
  'site.json': renderSiteJson(SITE),
  'netbox.json': JSON.stringify(registered(SITE)),
  'departed.json': JSON.stringify(departed),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-netbox-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(rest: string): Promise<CliRun> {
  return run(`verify --site site.json ${rest}`, { cwd: folder });
}

test('the site that we register ourselves differs in nothing', async () => {
  const { code, out, err } = await verify('--netbox netbox.json');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatchInlineSnapshot(`
    "netbox gasan: 15 racks planned, 15 as planned, 0 not, 0 extra
    netbox gasan: 100 devices planned, 100 as planned, 0 not, 0 extra
    netbox gasan: 884 cables planned, 884 as planned, 0 not, 0 extra
    netbox gasan: 40 addresses planned, 40 as planned, 0 not, 0 extra
      330 cables passed over: they carry power, or meet no device of the plan
      states and serials not judged: the plan keeps no asset file
    "
  `);
});

test('what was changed is named by rack, unit and port', async () => {
  const { code, out } = await verify('--netbox departed.json');
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "netbox gasan: 15 racks planned, 13 as planned, 2 not, 0 extra
    netbox gasan: 100 devices planned, 97 as planned, 3 not, 0 extra
    netbox gasan: 884 cables planned, 880 as planned, 4 not, 0 extra
    netbox gasan: 40 addresses planned, 39 as planned, 1 not, 1 extra
      differs    rack A03: height should be 48 U, but is 42 U
      missing    rack B03 of hall-1 row B is not in NetBox
      misplaced  device haein-005 should stand in rack A02 U11, but stands in rack A07 U11
      renamed    device haein-006 should stand in rack A02 U21, but is called haein-6 in rack A02 U21
      differs    device haein-007: role should be gpu-system, but is Server
      swapped    cable compute/haein-002:ib0: should go from rack A01 U11 haein-002 port ib0 to rack B02 U48 compute-leaf-su01-r1 port 1/2, but goes from rack A01 U11 haein-002 port ib0 to rack B02 U47 compute-leaf-su01-r2 port 1/2
                 cable compute/haein-002:ib1: should go from rack A01 U11 haein-002 port ib1 to rack B02 U47 compute-leaf-su01-r2 port 1/2, but goes from rack A01 U11 haein-002 port ib1 to rack B02 U48 compute-leaf-su01-r1 port 1/2
                 exchange the two at the far end
      missing    cable compute/haein-003:ib6: should go from rack A01 U21 haein-003 port ib6 to rack B02 U42 compute-leaf-su01-r7 port 2/1, but there is no cable
      misplaced  cable compute/haein-034:ib7: should go from rack A12 U1 haein-034 port ib7 to rack B03 U48 compute-leaf-su02-r8 port 1/2, but goes from rack A12 U1 haein-034 port ib7 to rack B03 U48 compute-leaf-su02-r8 port 16/2
      misplaced  address 10.20.0.9/22 should be of haein-008 port bmc, but is of crash-cart port eth0
      extra      address 10.20.3.1/22 of nothing in pool oob, which no plan asks for
      330 cables passed over: they carry power, or meet no device of the plan
      states and serials not judged: the plan keeps no asset file
    "
  `);
});
