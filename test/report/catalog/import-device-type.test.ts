import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { defineRack, defineSwitch, switches } from 'cdktf-ai-factory/catalog';
import { deviceTypeFromFile } from 'cdktf-ai-factory/operations';
import { importDeviceType } from '../../../src/report/catalog/import-device-type';
import { Mass } from '../../../src/units/dimensions';
import { commandsOf, pageText, printed } from '../../cli/console-page';
import { run } from '../../cli/run-in-process';
import { temporaryFolder } from '../../constructs/temporary-folder';

const SOURCE = { path: 'device-types/x/y.yaml', commit: 'c516504ff3d2f0f3', asOf: '2026-11' } as const;

function device(members: Readonly<Record<string, unknown>>): ReturnType<typeof importDeviceType> {
  return importDeviceType(JSON.stringify({ manufacturer: 'Acme', model: 'X1', ...members }), SOURCE);
}

const ports = (numbers: readonly number[], type = '400gbase-x-osfp', start = 'swp'): object[] =>
  numbers.map((number) => ({ name: `${start}${number}`, type }));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a device type of NetBox', () => {
  test('gives facts that are secondary, with path and commit', () => {
    const { facts, form, entry, doubts } = device({
      u_height: 2,
      weight: 10,
      weight_unit: 'lb',
      'power-ports': [{ name: 'psu1', maximum_draw: 300 }, { name: 'psu2' }],
      interfaces: [...ports(upTo(64)), ...ports([65], '25gbase-x-sfp28'), { name: 'eth0', type: 'x', mgmt_only: true }],
    });
    expect([form, entry, doubts]).toEqual(['netbox-device', undefined, []]);
    expect(Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, String(value)]))).toMatchObject({
      heightU: '2',
      // 10 lb of 453.59237 g
      weight: Mass.grams(4_536).toString(),
      psuMaxDraw: '300 W',
      cages: '64',
      portRate: '400 Gb/s',
      connector: 'OSFP',
    });
    for (const { status, source, asOf } of Object.values(facts)) {
      expect([status, source, asOf]).toEqual(['secondary', 'device-types/x/y.yaml at c516504ff3d2f0f3', '2026-11']);
    }
  });

  test('never goes before what the catalogue has', () => {
    const { entry, facts, kept } = device({ model: 'SN5600', u_height: 7, weight: 23.5, weight_unit: 'kg' });
    expect([entry, facts]).toEqual(['sn5600', {}]);
    expect(kept).toEqual([
      { fact: 'heightU', own: '2', file: '7', differs: true },
      { fact: 'weight', own: '23.5 kg', file: '23.5 kg', differs: false },
    ]);
  });

  test('makes an entry with what the catalogue lacks', () => {
    const { facts } = device({ model: 'SN2201', 'power-ports': [{ maximum_draw: 300 }, { maximum_draw: 300 }] });
    const own = defineSwitch({ ...switches.SN2201, ...facts, id: 'sn2201-own' });
    expect([own.psuMaxDraw?.value.toString(), own.psuMaxDraw?.status]).toEqual(['300 W', 'secondary']);
  });

  test.each([
    ['gaps', { interfaces: ports([1, 2, 4, 5, 8]) }, "ports 'swp1' to 'swp8' lack 3, first 'swp3'"],
    ['doubles', { interfaces: ports([1, 2, 2]) }, "1 ports 'swp…' have the number of another"],
    [
      'unknown types',
      { interfaces: ports([1, 2], '3tbase') },
      "the type '3tbase' of 2 interfaces is not known: its rate was not taken",
    ],
    [
      'unknown units',
      { weight: 3, weight_unit: 'stone' },
      "the unit 'stone' of its weight is not known: it was not taken",
    ],
    [
      'unlike draws',
      { 'power-ports': [{ maximum_draw: 1 }, { maximum_draw: 2 }] },
      'power-ports draw unlike amounts: none was taken',
    ],
    ['unlike heights', { model: 'SN5699', u_height: 9 }, /^its height is 9 U, unlike SN5600 2 U/],
  ])('has doubts about %s', (_, members, doubt) => {
    expect(device(members).doubts).toEqual([typeof doubt === 'string' ? doubt : expect.stringMatching(doubt)]);
  });

  test('takes nothing that is not there, whatever stands in the file', () => {
    const odd = fc.oneof(
      fc.constant(0),
      fc.constant(-1),
      fc.constant(null),
      fc.string(),
      fc.constant([null]),
      fc.object(),
    );
    const names = [
      'u_height',
      'weight',
      'weight_unit',
      'interfaces',
      'power-ports',
      '__proto__',
      'form_factor',
      'max_weight',
    ];
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] }), (members) => {
        const { facts } = device(members as Record<string, unknown>);
        expect(Object.values(facts).every(({ value }) => value !== undefined && value !== 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('a rack type gives what a rack holds', () => {
  const { facts, left } = device({
    ...{ form_factor: '4-post-cabinet', u_height: 42, outer_height: 1991, outer_depth: 1070, outer_unit: 'mm' },
    ...{ weight: 125, max_weight: 1701, weight_unit: 'kg', width: 19 },
  });
  const rack = defineRack({ id: 'x1', model: 'X1', manufacturer: 'Acme', ...facts } as unknown as Parameters<
    typeof defineRack
  >[0]);
  expect([rack.heightU.value, rack.maxLoad?.value.toString(), left]).toEqual([42, '1.701 t', ['form_factor', 'width']]);
});

test('a platform gives cages, breakouts, further ports and power supplies', () => {
  const modes = { '1x800G[400G]': [], '2x400G': [] };
  const interfaces = Object.fromEntries([
    ...upTo(4).map((index) => [`Ethernet${8 * index}`, { index: `${index},${index}`, breakout_modes: modes }]),
    ['Ethernet99', { index: '5', breakout_modes: { '1x25G[10G]': [] } }],
  ]);
  const chassis = { name: 'Z9', psus: [{}, {}] };
  const path = 'device/acme/x86_64-z9-r0/platform.json';
  const found = importDeviceType(JSON.stringify({ chassis, interfaces }), { ...SOURCE, path });
  expect([found.manufacturer, found.model, found.doubts]).toEqual(['acme', 'Z9', []]);
  expect(
    JSON.parse(JSON.stringify(Object.entries(found.facts).map(([name, { value }]) => [name, value]))),
  ).toMatchObject([
    ['cages', 4],
    ['breakouts', [{ ports: 1 }, { ports: 2 }]],
    ['extraPorts', { count: 1 }],
    ['psus', { count: 2 }],
  ]);
});

describe('what cannot be imported', () => {
  test.each([
    [
      'a: [',
      /^'device-types\/x\/y\.yaml' is neither YAML nor JSON: .*; give a device type or rack type .*\[import\/not-readable\]$/,
    ],
    ['[1]', /^'device-types\/x\/y\.yaml' holds no members; /],
    [
      'a: 1',
      /^'device-types\/x\/y\.yaml' is neither a device type, nor a rack type, nor a platform: it has a; .*\[import\/unknown-form\]$/,
    ],
    ['{"chassis":{},"interfaces":{}}', /has no 'name' of its chassis; /],
  ])('fails on %s', (text, problem) => {
    expect(() => importDeviceType(text, SOURCE)).toThrow(problem);
  });

  test.each([[{ ...SOURCE, commit: 'main' }], [{ ...SOURCE, path: ' ' }], [{ ...SOURCE, asOf: '2026-13' as const }]])(
    'fails on the source %j',
    (source) => {
      expect(() => importDeviceType('{}', source)).toThrow(
        /^the source of an imported type is .*\[import\/bad-source\]$/,
      );
    },
  );

  test('fails on a file that there is not', async () => {
    expect(() => deviceTypeFromFile(join(temporaryFolder(), 'no.yaml'), SOURCE)).toThrow(/no\.yaml/);
    const { code, err } = await run('catalog import no.yaml --commit c516504 --as-of 2026-11', {
      cwd: temporaryFolder(),
    });
    expect([code, err]).toEqual([2, expect.stringContaining("there is no file 'no.yaml'")]);
  });
});

test('the page shows what the command prints', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'lab-switch.yaml'), /```yaml\n([\s\S]*?)```/.exec(pageText('catalog-import.md'))?.[1] ?? '');
  const [shown] = commandsOf('catalog-import.md');
  const found = await printed(shown?.command ?? '', cwd);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const page = join(__dirname, '..', '..', '..', 'docs', 'catalog-import.md');
    writeFileSync(
      page,
      pageText('catalog-import.md').replace(
        `$ aifactory ${shown?.command}\n${shown?.output}\`\`\``,
        () => `$ aifactory ${shown?.command}\n${found}\`\`\``,
      ),
    );
  } else expect(found).toBe(shown?.output);
});

test.each([
  ['catalog --kind cdu', /^cdu /m, /^switch /m],
  ['policies --kind power', /^power\//m, /^cooling\//m],
])('%s lists that kind alone', async (line, has, hasNot) => {
  const { code, out } = await run(line);
  expect(code).toBe(0);
  expect(out).toMatch(has);
  expect(out).not.toMatch(hasNot);
});

test.each([
  ['catalog --kind swich', "there is no kind 'swich'", "did you mean 'switch'?"],
  ['policies --kind storge', "there is no kind 'storge'", "did you mean 'storage'?"],
])('%s fails with what was meant', async (line, problem, remedy) => {
  const { code, err } = await run(line);
  expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
  expect(err).toContain(remedy);
});
