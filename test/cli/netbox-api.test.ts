import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NETBOX_LIMITS, NetboxApi, type NetboxAccess } from '../../src/cli/netbox-api';
import { readNetboxApi } from '../../src/cli/verify-netbox';
import { renderSiteJson } from '../../src/report/site/site-json';
import { siteOf } from '../report/site-fixture';
import { FakeNetbox } from './fake-netbox';
import { registered } from './netbox-lists';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });
const TOKEN = 'abc-secret';

let netbox: FakeNetbox;
let url: string;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-netbox-api-'));
  writeFileSync(join(folder, 'site.json'), renderSiteJson(SITE));
});
beforeEach(async () => {
  netbox = new FakeNetbox(registered(SITE));
  url = await netbox.start();
});
afterEach(() => netbox.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(rest = '', netboxToken = TOKEN): Promise<CliRun> {
  return run(`verify --site site.json --netbox ${url}${rest}`, { cwd: folder, netboxToken });
}

function read(more: Partial<NetboxAccess> = {}): ReturnType<typeof readNetboxApi> {
  return readNetboxApi({ url, site: 'gasan', prefixes: [], progress: () => undefined, waitMilliseconds: 1, ...more });
}

test('our own site differs in nothing, page by page, and long reads tell how far they are', async () => {
  const { code, out, err } = await verify();
  expect(code).toBe(0);
  expect(out).toContain('884 cables planned, 884 as planned, 0 not, 0 extra');
  // 884 cables between devices and 330 that carry power, 500 an answer.
  expect(err).toBe(['500', '1000', '1214'].map((so) => `netbox: ${so} of 1214 cables\n`).join(''));
  const cables = netbox.asked.filter(({ url: { pathname } }) => pathname === '/api/dcim/cables/');
  expect(cables.map(({ url: { searchParams } }) => searchParams.toString())).toEqual([
    'limit=500&ordering=id&site=gasan&offset=0',
    'limit=500&ordering=id&site=gasan&offset=500',
    'limit=500&ordering=id&site=gasan&offset=1000',
  ]);
});

test('addresses are asked for by the pools of the plan', async () => {
  await verify();
  const questions = netbox.asked.filter(({ url: { pathname } }) => pathname === '/api/ipam/ip-addresses/');
  expect(questions.map(({ url: { searchParams } }) => searchParams.getAll('parent'))).toEqual([['10.20.0.0/22']]);
});

test('smaller pages than were asked for are all read', async () => {
  netbox.page = 7;
  expect((await read()).devices).toHaveLength(registered(SITE).devices.count);
});

test.each([
  ['abc-secret', 'Token abc-secret'],
  ['nbt_key.secret', 'Bearer nbt_key.secret'],
])('the token %s goes as its version asks', async (token, header) => {
  await read({ token });
  expect(new Set(netbox.asked.map((question) => question.token))).toEqual(new Set([header]));
});

test('without a token none is sent', async () => {
  await read();
  expect(netbox.asked.every(({ token }) => token === undefined)).toBe(true);
});

test.each([429, 500, 502, 503, 504])('asks again after %d', async (status) => {
  netbox.refusals = Array.from({ length: 4 }, () => ({ status, headers: { 'retry-after': '0' } }));
  expect((await read()).racks).toHaveLength(15);
});

test('an address may end in /api/ and have a path before it', async () => {
  await read({ url: `${url}/api/` });
  expect(netbox.asked[0]?.url.pathname).toBe('/api/dcim/racks/');
  await expect(read({ url: `${url}/inventory/` })).rejects.toThrow("'/inventory/api/dcim/racks/' is not found (404)");
});

const HERE = 'http://127.0.0.1:1';

test.each([
  [
    401,
    'refuses the token (401)',
    "give 'NETBOX_API_TOKEN' a token that is valid from here and may view racks, devices, cables and addresses",
  ],
  [
    403,
    'refuses the token (403)',
    "give 'NETBOX_API_TOKEN' a token that is valid from here and may view racks, devices, cables and addresses",
  ],
  [400, 'does not take the question (400)', "name the slug that the site has in NetBox with '--netbox-site'"],
  [418, 'answers 418', 'run it again later, or give an export of it as a file'],
])('fails with 2 on %d, and shows no token', async (status, problem, remedy) => {
  netbox.refusals = [{ status, body: `{"detail": "${TOKEN}"}` }];
  const { code, out, err } = await verify();
  expect([code, out]).toEqual([2, '']);
  expect(err.replace(url, HERE)).toBe(`error: NetBox at '${HERE}' ${problem}\n  remedy: ${remedy}\n`);
});

test('fails with 2 where a token is wanted and none is set', async () => {
  netbox.refusals = [{ status: 403 }];
  const { err } = await run(`verify --site site.json --netbox ${url}`, { cwd: folder });
  expect(err.replace(url, HERE)).toBe(
    `error: NetBox at '${HERE}' wants a token (403)\n  remedy: set the environment variable 'NETBOX_API_TOKEN'\n`,
  );
});

test('fails after five tries that were all turned away', async () => {
  netbox.refusals = Array.from({ length: 5 }, () => ({ status: 503 }));
  await expect(read()).rejects.toThrow('answers 503 after 5 tries; run it again later');
  expect(netbox.asked).toHaveLength(5);
});

test.each([
  ['no JSON', { status: 200, body: '<html>Welcome</html>' }, /^'http:.*' answers, but not as NetBox: no JSON; /],
  ['another API', { status: 200, body: '{"items": []}' }, /^'http:.*' answers, but not as NetBox: no list of racks; /],
  [
    'a way elsewhere',
    { status: 301, headers: { location: 'https://netbox.example.com/?session=1' } },
    /^'http:.*' leads to 'https:\/\/netbox.example.com\/' \(301\); give the address that it leads to$/,
  ],
])('fails on %s', async (_, refusal, message) => {
  netbox.refusals = [refusal];
  await expect(read({ token: TOKEN })).rejects.toThrow(message);
  expect(netbox.asked).toHaveLength(1);
});

test('fails on a list that shrinks while it is read', async () => {
  netbox.refusals = [{ status: 200, body: '{"count": 3, "next": null, "results": [{}]}' }];
  await expect(read()).rejects.toThrow(
    "NetBox gave 1 of 3 objects of 'racks'; run it again: the list changed while it was read",
  );
});

test('fails where nothing answers', async () => {
  await netbox.stop();
  await expect(read()).rejects.toThrow(
    `there is no connection to '${url}' (ECONNREFUSED); look at the address, and whether it is reached from here`,
  );
  netbox = new FakeNetbox(registered(SITE));
  await netbox.start();
});

test('fails where TLS is asked of a server that has none', async () => {
  const secure = url.replace('http:', 'https:');
  await expect(read({ url: secure })).rejects.toThrow(/^'https:.*' does not speak TLS \(\w+\); look at the port/);
});

test('fails where an answer takes longer than the limit', async () => {
  netbox.isSilent = true;
  await expect(read({ timeoutMilliseconds: 20 })).rejects.toThrow(
    `NetBox at '${url}' does not answer within 0.02 s, 5 times; run it again when it is less busy`,
  );
});

test.each([
  [{ bytesAnAnswer: 1_000 }, 'sends an answer of more than 0.001 MB'],
  [{ bytes: 30_000 }, 'sends more than 0.03 MB'],
  [{ answers: 2 }, 'sends more than 2 answers'],
  [{ milliseconds: 0 }, 'sends answers for more than 0 minutes'],
])('fails where a server passes the limits %j', async (limits, problem) => {
  netbox.page = 10;
  await expect(read({ limits: { ...NETBOX_LIMITS, ...limits } })).rejects.toThrow(
    `'${url}' ${problem}; give the address under which NetBox's own pages are shown, such as 'https://netbox.example.com', or give an export of it as a file`,
  );
});

test('fails on a server that packs a gigabyte into a megabyte', async () => {
  netbox.refusals = [
    { status: 200, headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(80_000_000, ' ')) },
  ];
  await expect(read()).rejects.toThrow(`'${url}' sends an answer of more than 64 MB; `);
});

test('fails on a server that gives the same page for ever', async () => {
  const body = '{"count": 9000, "next": "more", "results": [{"id": 1}]}';
  netbox.refusals = Array.from({ length: 3 }, () => ({ status: 200, body }));
  await expect(read()).rejects.toThrow(
    "NetBox gave an object of 'racks' twice; run it again: the list changed while it was read",
  );
  expect(netbox.asked).toHaveLength(2);
});

test.each([
  'http://netbox.example.com',
  'http://10.0.0.7:8000/api/',
  'http://localhost.example.com',
  'http://netbox.localhost',
  'http://localhost.',
  'http://127.0.0.1.example.com',
  'http://[::2]',
])('fails where the token would go to %s in plain text', async (address) => {
  await expect(read({ url: address, token: TOKEN })).rejects.toThrow(
    `the token would go to '${address}' in plain text, for everyone between here and there to read; give the address with 'https://', or '--allow-plain-http' where that network is trusted`,
  );
});

test('the token goes over http to this machine, and elsewhere where it is allowed', () => {
  const open = (address: string, isPlainHttpAllowed = false): NetboxApi =>
    new NetboxApi({ url: address, token: TOKEN, isPlainHttpAllowed, progress: () => undefined });
  for (const address of ['http://localhost:8000', 'http://127.0.0.1', 'http://127.1.2.3', 'http://[::1]:80']) {
    expect(() => open(address)).not.toThrow();
  }
  expect(() => open('http://netbox.example.com', true)).not.toThrow();
  expect(() => new NetboxApi({ url: 'http://netbox.example.com', progress: () => undefined })).not.toThrow();
});

test.each(['verify --site site.json --netbox', 'drift --site site.json --discovered'])(
  "fails with 2 in '%s' where the token would go out in plain text",
  async (verb) => {
    const { code, err } = await run(`${verb} http://192.0.2.1`, { cwd: folder, netboxToken: TOKEN });
    expect([code, err]).toEqual([
      2,
      "error: the token would go to 'http://192.0.2.1' in plain text, for everyone between here and there to read\n  remedy: give the address with 'https://', or '--allow-plain-http' where that network is trusted\n",
    ]);
  },
);

test.each([
  ['ftp://netbox.example.com', "'ftp://netbox.example.com' is no address of http or https"],
  ['https://', "'https://' is no address"],
  ['https://me:pass@netbox.example.com', 'the address of NetBox holds a name or password'],
])('fails on the address %s', async (address, problem) => {
  await expect(read({ url: address })).rejects.toThrow(problem);
  await expect(read({ url: address })).rejects.not.toThrow('pass@');
});

test('fails with 2 on an address beside files', async () => {
  const { code, err } = await verify(' netbox.json');
  expect([code, err]).toEqual([
    2,
    'error: an address of NetBox stands beside others\n  remedy: give one address, or files\n',
  ]);
});

test('fails with 2 where NetBox holds nothing of the site', async () => {
  await netbox.stop();
  const empty = { count: 0, next: null, results: [] };
  netbox = new FakeNetbox({ racks: empty, devices: empty, cables: empty, 'ip-addresses': empty });
  url = await netbox.start();
  const { code, err } = await verify();
  expect([code, err]).toEqual([
    2,
    "error: NetBox holds nothing of site 'gasan'\n  remedy: name the slug that the site has in NetBox with '--netbox-site'\n",
  ]);
});
