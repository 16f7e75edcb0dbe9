import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { renderSiteJson } from '../../src/report/site/site-json';
import { SMALL, siteOf } from '../report/site-fixture';
import { registered, type RestLists } from './netbox-lists';
import { run } from './run-in-process';

const SITE = siteOf(SMALL);
const lists = registered(SITE);

/** Lists of which one is another. */
function other(part: Partial<Record<keyof RestLists, unknown>>): string {
  return JSON.stringify({ ...lists, ...part });
}

const KINDS =
  "give the output of 'ibnetdiscover', 'iblinkinfo', 'lldpctl -f json' or 'nv show interface --output json', 'ibdiagnet2.db_csv', 'ibdiagnet2.net_dump', or LLDP neighbours of EOS, NX-OS ('| json'), SONiC ('show lldp table') or a BMC, configurations ('nv config show', SONiC's 'config_db.json'), lists of NetBox's REST API, an asset file, or firmware ('nvidia-smi -q', Redfish's FirmwareInventory, 'nvfwupd show_version -j', 'nv show platform firmware'); measurements go to 'aifactory accept'";
const FORM =
  'give an object with a list of NetBox\'s REST API a member: { "racks": { "count": 1, "next": null, "results": [..] }, "devices": .., "cables": .., "ip-addresses": .. } [as-built/bad-netbox-export]';

const HEADER = 'device,serial,asset_tag,bmc_mac,nic_ids,state,since';

/** What is wrong, the file, and what the command says. */
const WRONG: readonly (readonly [what: string, text: string | Uint8Array, problem: string, remedy: string])[] = [
  ['an empty file', '\n', "'file' is empty", KINDS],
  ['a note', 'to do\n', "'file' is nothing that a plan is compared with", KINDS],
  [
    'a picture',
    Uint8Array.of(0x89, 0x50, 0xff),
    "the file 'file' is not in UTF-8",
    "save it as 'CSV UTF-8'; spreadsheets write CP949 or UTF-16 by default",
  ],
  ['JSON that is cut', other({}).slice(0, -20), "'file' begins as JSON but is none, or a part of it is missing", KINDS],
  ['JSON of another kind', '{"items": [1]}', "'file' is nothing that a plan is compared with", KINDS],
  [
    'a page of a list',
    other({ devices: { ...lists.devices, results: lists.devices.results.slice(0, 3) } }),
    `'file' holds 3 of ${lists.devices.count} objects under 'devices': a page and not the whole list`,
    "ask NetBox for all pages ('next' leads to the following one) and give them as a list, or give its address [as-built/cut-netbox-list]",
  ],
  [
    'a member of a wrong name',
    JSON.stringify({ racks: lists.racks, device: lists.devices }),
    "'file' has a member 'device', which is none of racks, devices, cables, ip-addresses",
    "did you mean 'devices'? [as-built/bad-netbox-export]",
  ],
  ['a list that is none', other({ cables: 'none' }), "'file' has the text 'none' under 'cables'", FORM],
  ['a list without results', other({ cables: { count: 0 } }), "'file' has no results under 'cables'", FORM],
  ['an object that is none', other({ devices: [7] }), "'file' has 7 as object 1 of 'devices'", FORM],
  ['a device without a name', other({ devices: [{ id: 1 }] }), "'file' has no 'name' in object 1 of 'devices'", FORM],
  [
    'an answer that does not say of what',
    '{"count": 0, "results": []}',
    "'file' holds an empty list and does not say of what",
    FORM,
  ],
  [
    'an answer of another list',
    '{"results": [{"url": "https://nb/api/dcim/sites/1/"}]}',
    "'file' does not say what its objects are",
    FORM,
  ],
  [
    'another site',
    JSON.stringify({ racks: [{ name: 'X1', site: { slug: 'gasna' } }] }),
    "'file' holds nothing of site 'gasan', but of gasna",
    "name the slug that the site has in NetBox with '--netbox-site gasna' [as-built/unknown-netbox-site]",
  ],
  [
    'a site without anything',
    '{"racks": []}',
    "NetBox holds nothing of site 'gasan'",
    "name the slug that the site has in NetBox with '--netbox-site'",
  ],
  [
    'assets without a column',
    'device,serial\nhaein-001,1\n',
    "'file': line 1 of the asset file: column 'state' is missing",
    `begin the file with a header such as '${HEADER}' [assets/missing-column]`,
  ],
  [
    'a serial that stands twice',
    `${HEADER}\nhaein-001,S1,,,,racked,\nhaein-002,S1,,,,racked,\n`,
    "'file': line 3 of the asset file: serial 'S1' stands in line 2 too",
    'correct the serial in one of the two lines [assets/serial-twice]',
  ],
  [
    'a day that is none',
    `${HEADER}\nhaein-001,S1,,,,racked,2026-02-30\n`,
    "'file': line 2 of the asset file: '2026-02-30' is no day of the calendar",
    "write 'since' as YYYY-MM-DD [assets/bad-date]",
  ],
  [
    'assets with two slips',
    `${HEADER}\nhaein-001,S1,,,yy,racked,\nhaein-002,S2,,xx,,racked,\n`,
    "'file': 2 problems\n- line 2 of the asset file: NIC id 'yy' is neither a GUID nor a MAC address; write a GUID as 16 hex digits, a MAC as 'aa:bb:cc:00:11:22', with spaces between them [assets/bad-guid]\n- line 3 of the asset file: BMC MAC 'xx' is no MAC address; write it as 'aa:bb:cc:00:11:22' [assets/bad-mac]",
    'correct each of them',
  ],
  [
    'a configuration of another switch',
    '- set:\n    system: {hostname: oob-leaf-su01-9}\n    interface: {swp1: {}}\n',
    "'file' is the configuration of 'oob-leaf-su01-9', which is no switch of the site",
    "did you mean 'oob-leaf-su01-1'?",
  ],
  [
    'a dump that is cut',
    'Switch\t64 "S-0001"\t\t# "leaf" enhanced port 0 lid 0 lmc 0\n[1] nothing\n',
    "line 2 of 'file' is no line of ibnetdiscover: '[1] nothing'",
    "give the whole output of 'ibnetdiscover' without options [as-built/bad-line]",
  ],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-drift-'));
  writeFileSync(join(folder, 'site.json'), renderSiteJson(SITE));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function drift(text: string | Uint8Array): ReturnType<typeof run> {
  writeFileSync(join(folder, 'file'), text);
  return run('drift --site site.json --discovered file', { cwd: folder });
}

test.each(WRONG)('fails with 2 on %s', async (_, text, problem, remedy) => {
  const { code, out, err } = await drift(text);
  expect(err).toBe(`error: ${problem}\n  remedy: ${remedy}\n`);
  expect([code, out]).toEqual([2, '']);
});

test.each([
  [
    'drift --site site.json',
    "'--discovered' is missing",
    "give the plan of the site and what was found, as in 'aifactory drift --help'",
  ],
  [
    'drift --site none.json --discovered x',
    "the file 'none.json' cannot be read",
    "name the 'site.json' of a synthesis",
  ],
  [
    'drift --site site.json --discovered x',
    "there is no file 'x'",
    'give the path of a file that is there, from the folder of the command',
  ],
  [
    'drift --site site.json --discovered site.json --json --sarif',
    "'--json' and '--sarif' are two forms of one report",
    'give one of them',
  ],
  [
    'drift --site site.json --discovered racks.json racks2.json',
    "'racks.json' and 'racks2.json' both hold 'racks'",
    'give one of them',
  ],
  [
    'drift --site site.json --discovered a.csv b.csv',
    "'a.csv' and 'b.csv' are both asset files",
    'give the one that holds the whole site',
  ],
  [
    'drift --site site.json --discovered racks.json --netbox-level rack',
    "'--netbox-level' is 'rack'",
    "did you mean 'racks'?",
  ],
  [
    'verify --site site.json --netbox a.csv',
    "'a.csv' is no JSON, or a part of it is missing",
    "give lists of NetBox's REST API, as docs/as-built.md of the package describes them, or its address",
  ],
])('fails with 2 on %s', async (line, problem, remedy) => {
  for (const name of ['racks.json', 'racks2.json']) writeFileSync(join(folder, name), JSON.stringify(lists.racks));
  for (const name of ['a.csv', 'b.csv']) writeFileSync(join(folder, name), `${HEADER}\n`);
  const { code, out, err } = await run(line, { cwd: folder });
  expect([code, out, err]).toEqual([2, '', `error: ${problem}\n  remedy: ${remedy}\n`]);
});

test('fails with 2 on an asset file of a million lines, without reading them one by one', async () => {
  const { code, err } = await drift(`${HEADER}\n${'haein-001\n'.repeat(999_999)}`);
  // 10 lines a device and 10,000 more.
  const limit = (SITE.devices.length * 10 + 10_000).toLocaleString('en');
  expect([code, err]).toEqual([
    2,
    `error: 'file' has 1,000,000 lines, and the site ${SITE.devices.length} devices\n  remedy: give the asset file of this site, of at most ${limit} lines\n`,
  ]);
});

test('fails on a thousand wrong lines with the first twenty of them', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => `haein-001,S${index},,,,nowhere,`);
  const { code, err } = await drift(`${HEADER}\n${rows.join('\n')}\n`);
  expect(code).toBe(2);
  expect(err.split('\n').filter((line) => line.startsWith('- line'))).toHaveLength(20);
  expect(err).toMatch(/\n\.\. and [\d,]+ more\n {2}remedy: correct each of them\n$/);
});

/** Ends as every file may: read, or refused as the user's file, never as a fault of the program. */
async function endsWell(text: string): Promise<void> {
  const { code, err } = await drift(text);
  if (code === 2) expect(err).toMatch(/^error: [\s\S]+\n {2}remedy: /);
  else expect(err).toBe('');
  expect(err).not.toContain('DEBUG');
}

describe('whatever a file holds, the command reads it or refuses it', () => {
  test('JSON under the names of lists', () => {
    const list = fc.oneof(fc.jsonValue(), fc.record({ count: fc.jsonValue(), results: fc.array(fc.jsonValue()) }));
    const file = fc.dictionary(fc.constantFrom('racks', 'devices', 'cables', 'ip-addresses', 'results', 'count'), list);
    return fc.assert(
      fc.asyncProperty(file, (value) => endsWell(JSON.stringify(value))),
      { numRuns: 150 },
    );
  });

  test('lists in which a member is another value', () => {
    const paths = [
      ['name'],
      ['rack'],
      ['role'],
      ['status'],
      ['position'],
      ['site'],
      ['a_terminations'],
      ['label'],
      ['address'],
      ['assigned_object'],
      ['b_terminations', '0', 'object'],
    ];
    const strange = fc.oneof(fc.jsonValue(), fc.constantFrom('__proto__', 'constructor', '', null, [[]], 1e308));
    const which = fc.constantFrom<keyof RestLists>('racks', 'devices', 'cables', 'ip-addresses');
    return fc.assert(
      fc.asyncProperty(which, fc.nat(30), fc.constantFrom(...paths), strange, (part, at, path, value) => {
        const copy = structuredClone(lists);
        let object = copy[part].results[at % copy[part].results.length] as Record<string, unknown>;
        for (const step of path.slice(0, -1)) object = (object[step] ?? {}) as Record<string, unknown>;
        object[path.at(-1) ?? ''] = value;
        return endsWell(JSON.stringify(copy));
      }),
      { numRuns: 150 },
    );
  });

  test('any text, and known beginnings before it', () => {
    const starts = [
      '',
      '{',
      '[',
      `${HEADER}\n`,
      'device,state\n',
      '- set:\n    interface:\n',
      'Switch\t64 "S-1"\n',
      '{"PORT":',
      '{"lldp":',
      '{"interface":',
    ];
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.string({ unit: 'binary', maxLength: 60 }), (start, text) =>
        endsWell(`${start}${text}`),
      ),
      { numRuns: 200 },
    );
  });
});
