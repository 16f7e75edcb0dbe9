import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { systems } from '../../src/catalog/systems';
import { switches } from '../../src/catalog/switches';
import { run } from './run-in-process';

interface SizeJson {
  readonly gpus: number;
  readonly hosts: Record<string, unknown>;
  readonly units: Record<string, number>;
  readonly switches: Record<string, number>;
  readonly links: Record<string, number>;
  readonly cables: Record<string, number>;
  readonly transceivers: Record<string, number | null>;
  readonly transceiverParts: readonly { readonly medium: string; readonly parts: readonly object[] }[];
  readonly freePorts: Record<string, number>;
  readonly oversubscription: readonly { readonly ratio: number }[];
  readonly bisectionBits: number;
  readonly racks: Record<string, number | null> | null;
  readonly power: Record<string, number | null>;
}

/** Systems, leaves, spines, cores, cables to leaves, to spines and to cores. */
type Row = readonly [number, number, number, number, number, number, number];

async function sized(line: string): Promise<SizeJson> {
  const { out, err, code } = await run(`size ${line} --json`);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return JSON.parse(out) as SizeJson;
}

const schema = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', 'size.schema.json'), 'utf8'),
) as object;
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

describe('published fabrics', () => {
  // NVIDIA DGX SuperPOD RA, DGX H100, Table 3, and DGX B200: nodes, leaves, spines, cores, and cables of each tier.
  const PLAIN: readonly Row[] = [
    [128, 32, 16, 0, 1024, 1024, 0],
    [256, 64, 32, 0, 2048, 2048, 0],
    [512, 128, 128, 64, 4096, 4096, 4096],
    [1024, 256, 256, 128, 8192, 8192, 8192],
    [2048, 512, 512, 256, 16384, 16384, 16384],
  ];
  // DGX H100, Table 4, and DGX B200: four UFM links on leaves, so nodes x 8 + 4 cables.
  const WITH_UFM: readonly Row[] = [
    [31, 8, 4, 0, 252, 256, 0],
    [63, 16, 8, 0, 508, 512, 0],
    [95, 24, 16, 0, 764, 768, 0],
    [127, 32, 16, 0, 1020, 1024, 0],
  ];
  // DGX B300 with Spectrum-4, two planes: leaves and spines of both, cables of 800G that hold two links.
  const TWIN_PLANE: readonly Row[] = [
    [64, 16, 8, 0, 512, 512, 0],
    [128, 32, 16, 0, 1024, 1024, 0],
    [256, 64, 32, 0, 2048, 2048, 0],
    [512, 128, 64, 0, 4096, 4096, 0],
    [1024, 256, 128, 0, 8192, 8192, 0],
  ];

  test.each([
    ...PLAIN.map((row) => ['--system dgx-h100 --switch qm9700', 1, ...row] as const),
    ...WITH_UFM.map((row) => ['--system dgx-h100 --switch qm9700 --ufm 4', 1, ...row] as const),
    ...[[64, 16, 8, 0, 512, 512, 0] as const, ...PLAIN].map(
      (row) => ['--system dgx-b200 --switch qm9700', 1, ...row] as const,
    ),
    ...WITH_UFM.map((row) => ['--system dgx-b200 --switch qm9700 --ufm 4', 1, ...row] as const),
    ...TWIN_PLANE.map((row) => ['--system dgx-b300 --switch sn5600 --links-per-cable 2', 2, ...row] as const),
  ])('%s, %i links a cable: %i systems', async (line, unit, count, leaf, spine, core, edge, trunk, top) => {
    const size = await sized(`${line} --count ${count}`);
    const ufm = line.includes('--ufm') ? 4 : 0;
    expect(size.gpus).toBe(count * 8);
    expect(size.switches).toEqual({ leaf, spine, core, total: leaf + spine + core });
    const links = { host: edge * unit - ufm, ufm, leafSpine: trunk * unit, spineCore: top * unit };
    expect(size.links).toEqual({ ...links, total: (edge + trunk + top) * unit });
    expect(size.cables).toEqual({
      linksPerCable: unit,
      hostAndUfm: edge,
      leafSpine: trunk,
      spineCore: top,
      total: edge + trunk + top,
    });
    expect(size.oversubscription.every(({ ratio }) => ratio === 1)).toBe(true);
    isValid(size);
    expect(isValid.errors).toBeNull();
  });

  // 32 DGX H100: 512 links have 1,024 ends; two ends share a module: 128 in systems, 256 in leaves, 128 in spines.
  test('one unit of DGX H100 takes 512 twin-port transceivers', async () => {
    const { transceivers } = await sized('--system dgx-h100 --count 32 --switch qm9700');
    expect(transceivers).toEqual({ systems: 128, ufm: 0, leaf: 256, spine: 128, core: 0, total: 512 });
  });

  // 127 x 4 twin-port cages; 32 cages of each leaf and spine. No source states the cages of UFM, nor what cools a QM9700.
  test('127 DGX B200 with UFM take these parts, over multimode or single-mode fibre', async () => {
    const { transceiverParts } = await sized('--system dgx-b200 --count 127 --switch qm9700 --ufm 4');
    const parts = (part: string): object[] => [
      { place: 'systems', part, top: 'flat', quantity: 508 },
      { place: 'ufm', part: null, top: null, quantity: 4 },
      { place: 'leaf', part, top: null, quantity: 1024 },
      { place: 'spine', part, top: null, quantity: 512 },
    ];
    expect(transceiverParts).toEqual([
      { medium: 'multimode', reachMillimetres: 50_000, parts: parts('MMA4Z00-NS') },
      { medium: 'single-mode', reachMillimetres: 100_000, parts: parts('MMS4X00-NS') },
      { medium: 'single-mode', reachMillimetres: 2_000_000, parts: parts('MMS4X50-NM') },
    ]);
  });

  test('parts in systems stay open where the catalogue does not know their cages', async () => {
    const { transceiverParts } = await sized('--system dgx-b300 --count 64 --switch sn5600');
    expect(transceiverParts[0]?.parts[0]).toEqual({ place: 'systems', part: null, top: null, quantity: null });
  });

  // 8 racks x 18 trays x 4 ports = 576 links; 144 trays of a unit over 32 down ports: 5 leaves for each of 4 rails, of 29 hosts at most. 30 uplinks spread over 10 spines:
  // 20 x 30 / 64 = 9.4. Cages of leaves: (576 + 600) / 2 = 588.
  test('8 racks of GB200 NVL72 are one unit of 144 hosts on 20 leaves', async () => {
    const size = await sized('--system gb200-nvl72 --count 8 --switch qm9700');
    expect(size.gpus).toBe(576);
    expect(size.hosts).toMatchObject({ count: 144, rails: 4, portsEach: 4 });
    expect(size.links['host']).toBe(576);
    expect(size.switches['leaf']).toBe(20);
    expect(size.transceivers).toMatchObject({ systems: null, leaf: 588, total: null });
  });
});

describe('forms of a system by kind of fabric', () => {
  // 72 x 8 links of 800G fill 8 leaves of 72 + 72 ports; 8 x 72 / 144 = 4 spines. In two planes of 400G the same systems would take 40 switches.
  test('72 DGX B300 on XDR are 8 leaves and 4 spines', async () => {
    const size = await sized('--system dgx-b300 --count 72 --switch q3400');
    expect(size.switches).toEqual({ leaf: 8, spine: 4, core: 0, total: 12 });
    expect(size.links).toEqual({ host: 576, ufm: 0, leafSpine: 576, spineCore: 0, total: 1152 });
    expect(size.hosts).toMatchObject({ rails: 8, portsEach: 8, rateBits: 800_000_000_000, railAdapters: null });
  });

  // 144 trays x 4 GPUs x 2 planes of 400G.
  test('GB300 on Ethernet has a link of 400G in each of two planes', async () => {
    const size = await sized('--system gb300-nvl72 --count 8 --switch sn5600');
    expect(size.hosts).toMatchObject({ rails: 4, portsEach: 8, rateBits: 400_000_000_000 });
    expect(size.links['host']).toBe(1152);
  });

  test.each([
    ['dgx-h100', 'qm9700', [0, 3, 4, 5, 6, 9, 10, 11]],
    ['dgx-h200', 'sn5600', [0, 3, 4, 5, 6, 9, 10, 11]],
    ['dgx-b200', 'qm9700', [4, 7, 8, 9, 10, 13, 14, 15]],
    ['gb200-nvl72', 'qm9700', [0, 1, 3, 4]],
  ])('adapters of %s on %s by rail', async (system, switchId, devices) => {
    const { hosts } = await sized(`--system ${system} --count 8 --switch ${switchId} --unit 144`);
    expect(hosts['railAdapters']).toEqual(devices.map((device) => `mlx5_${device}`));
  });

  test('no adapters are named where rails or links are other than the source has them', async () => {
    const { hosts } = await sized('--system dgx-h100 --count 8 --switch qm9700 --rails 4');
    expect(hosts['railAdapters']).toBeNull();
  });

  test('ports that the user states are taken as stated', async () => {
    const size = await sized('--system gb200-nvl72 --count 8 --switch sn5600 --rate 200 --ports 8 --planes 2');
    expect(size.hosts).toMatchObject({ portsEach: 8, rateBits: 200_000_000_000 });
    const unknown = await sized(
      '--system dell-xe9680 --count 8 --switch qm9700 --rails 8 --unit 8 --ports 8 --rate 400',
    );
    expect(unknown.hosts).toMatchObject({ portsEach: 8, rateBits: 400_000_000_000 });
  });

  const STATE = "or state it with '--rate', '--ports' and '--planes' [catalog/no-such-form]\n";
  const GB300 = '4 x 800 Gb/s on InfiniBand in 1 plane; 8 x 400 Gb/s on Ethernet in 2 planes';
  test.each([
    [
      1,
      'gb200-nvl72 --switch sn5600',
      `error: no source has 'gb200-nvl72' on Ethernet: sources have 4 x 400 Gb/s on InfiniBand in 1 plane\n`,
    ],
    [
      1,
      'gb300-nvl72 --switch qm9700',
      `error: no source has 'gb300-nvl72' with links of 800 Gb/s on 'qm9700', of which a cage is 2 x 400 Gb/s, 4 x 200 Gb/s: sources have ${GB300}\n`,
    ],
    [
      1,
      'gb300-nvl72 --switch q3400 --rate 1600',
      `error: no source has 'gb300-nvl72' with links of 1.6 Tb/s: sources have ${GB300}\n`,
    ],
  ])('fails with %i on %s', async (code, line, problem) => {
    const err = `${problem}  remedy: choose a switch for one of these forms, ${STATE}`;
    expect(await run(`size --count 8 --system ${line}`)).toEqual({ code, out: '', err });
  });

  test('fails where nobody states the rate of an adapter', async () => {
    const line = 'size --system dell-xe9680 --count 8 --switch qm9700 --rails 8 --unit 8 --ports 8';
    expect(await run(line)).toEqual({
      code: 2,
      out: '',
      err: "error: the catalogue states no rate of compute ports of 'dell-xe9680', for no source does\n  remedy: give '--rate <gbps>'\n",
    });
  });
});

describe('racks and power', () => {
  test.each([
    // floor(45 / 14.3) = 3 by power, floor(48 / 10) = 4 by height; 127 / 3 rounded up.
    ['--rack-kw 45', { racks: 43, systemsPerRack: 3, rackWatts: 45000, rackUnits: 48 }],
    // floor(100 / 14.3) = 6 by power, 4 by height; 127 / 4 rounded up.
    ['--rack-kw 100', { racks: 32, systemsPerRack: 4, rackWatts: 100000, rackUnits: 48 }],
    ['--rack-kw 14.3 --rack-units 10', { racks: 127, systemsPerRack: 1, rackWatts: 14300, rackUnits: 10 }],
  ])('127 DGX B200 with %s', async (options, racks) => {
    expect((await sized(`--system dgx-b200 --count 127 --switch qm9700 ${options}`)).racks).toEqual(racks);
  });

  test('a system that is a rack is its own rack', async () => {
    const { racks } = await sized('--system gb300-nvl72 --count 16 --switch q3400 --rack-kw 142');
    expect(racks).toEqual({ racks: 16, systemsPerRack: 1, rackWatts: 142000, rackUnits: null });
  });

  // 127 x 14.3 kW = 1,816.1 kW; 48 x 1.7 kW = 81.6 kW.
  test('power adds systems and switches', async () => {
    expect((await sized('--system dgx-b200 --count 127 --switch qm9700 --switch-watts 1700')).power).toEqual({
      systemWatts: 14_300,
      systemsWatts: 1_816_100,
      switchWatts: 1_700,
      switchesWatts: 81_600,
      totalWatts: 1_897_700,
    });
  });

  test('power of switches is not guessed', async () => {
    const { power } = await sized('--system dgx-b200 --count 127 --switch qm9790');
    expect(power).toMatchObject({ systemsWatts: 1_816_100, switchWatts: null, totalWatts: null });
    // 127 x 14,300 W + 48 x 1,720 W.
    const stated = await sized('--system dgx-b200 --count 127 --switch qm9700');
    expect(stated.power).toMatchObject({ systemsWatts: 1_816_100, switchWatts: 1_720, totalWatts: 1_898_660 });
  });
});

describe('text', () => {
  test('shows every number with its arithmetic', async () => {
    const { out } = await run('size --system dgx-b200 --count 127 --switch qm9790 --ufm 4 --rack-kw 45');
    expect(out).toBe(`127 x DGX B200 on QM9790: InfiniBand, rail-optimised, 2 tiers

GPUs                   1,016  127 systems x 8
Scalable units             4  of 32 hosts; the last holds 31
Leaves                    32  32 ports down, 32 up
Spines                    16
Switches                  48  qm9790
Free leaf ports            4  of 1,024 down
Free spine ports           0
Host to leaf           1,016  127 hosts x 8 ports of 400 Gb/s
UFM to leaf                4
Leaf to spine          1,024  of 400 Gb/s
Links                  2,044  one cable each, unless two share a twin-port copper cable
Transceivers           2,048  508 in systems, 4 in UFM, 1,024 in leaves, 512 in spines, if all links are optical
Oversubscription         1:1  leaf: (32 x 400 Gb/s) / (32 x 400 Gb/s)
Bisection         203.2 Tb/s  1,016 links / 2 x 400 Gb/s
Racks                     43  for systems, 3 each, of 45 kW and 48 U
Power             1,816.1 kW  127 x 14.3 kW, without 48 switches, whose draw is not in the catalogue: give --switch-watts
`);
  });

  test('counts cables in the unit of a document where it is asked to', async () => {
    const { out } = await run('size --system dgx-b300 --count 64 --switch sn5600 --links-per-cable 2');
    expect(out).toMatch(/^Cables +1,024 {2}of 2 links, rounded up: 512 to leaves, 512 to spines$/m);
  });

  test('shows planes and racks of trays', async () => {
    const b300 = await run(
      'size --system dgx-b300 --count 64 --switch sn5600 --system-watts 14500 --switch-watts 1500',
    );
    expect(b300.out).toContain('64 x DGX B300 on SN5600: Ethernet, rail-optimised, 2 tiers, 2 planes\n');
    expect(b300.out).toContain('64 ports down, 64 up; 8 a plane\n');
    expect(b300.out).toContain('64 x 14.5 kW + 24 x 1.5 kW\n');
    const gb300 = await run('size --system gb300-nvl72 --count 8 --switch q3400 --rack-kw 150');
    expect(gb300.out).toMatch(/^Hosts +144 {2}8 racks x 18$/m);
    expect(gb300.out).toMatch(/^Racks +8 {2}for systems, each is one, of 150 kW$/m);
  });

  test('says that one switch carries all rails', async () => {
    // 8 x 8 = 64 ports.
    const line = 'size --system dgx-b200 --count 8 --switch qm9700';
    expect((await run(line)).out).toContain('on QM9700: InfiniBand, one switch for all rails, 1 tier\n');
    expect((await run(`${line} --json`)).out).toContain('"railsPerLeaf": 8');
    expect((await run('size --system dgx-b200 --count 9 --switch qm9700 --json')).out).toContain('"railsPerLeaf": 1');
  });

  test('says what the catalogue does not know', async () => {
    const rubin = await run('size --system dgx-rubin-nvl8 --count 72 --switch q3400');
    expect(rubin.out).toContain("unknown  the catalogue has no draw of 'dgx-rubin-nvl8': give --system-watts\n");
    const { out } = await run('size --system dgx-b300 --count 64 --switch sn5600');
    expect(out).toContain('unknown in systems, 1,024 in leaves, 512 in spines, if all links are optical\n');
  });

  test('says where ports run below their rate', async () => {
    const { out } = await run('size --system gb300-nvl72 --count 8 --switch qm9700 --rate 400');
    expect(out).toContain('144 hosts x 4 ports of 400 Gb/s, of the 800 Gb/s that a port has\n');
  });
});

describe('json', () => {
  test.each([
    '--system dgx-b200 --count 127 --switch qm9700 --ufm 4 --rack-kw 45 --switch-watts 1700',
    '--system dgx-b200 --count 8 --switch qm9700',
    '--system dgx-b300 --count 100 --switch sn5600 --rack-kw 60 --system-watts 14500',
    '--system gb300-nvl72 --count 16 --switch q3400 --rack-kw 142',
    '--system dgx-h200 --count 40 --switch qm9700 --rails 8 --ports 8 --unit 32',
    '--system dgx-h100 --count 512 --switch qm9700 --tiers 3',
  ])('size %s keeps to its schema', async (line) => {
    isValid(await sized(line));
    expect(isValid.errors).toBeNull();
  });

  test('the schema names every member, and no other', async () => {
    const size = await sized('--system dgx-b200 --count 8 --switch qm9700');
    expect(isValid({ ...size, more: 1 })).toBe(false);
    expect(isValid({ ...size, gpus: undefined })).toBe(false);
  });

  test('every size that is answered keeps to the schema and adds up', async () => {
    const ids = {
      system: Object.values(systems).map(({ id }) => id),
      switch: Object.values(switches).map(({ id }) => id),
    };
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids.system),
        fc.constantFrom(...ids.switch),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 4 }),
        async (system, switchId, count, ufm) => {
          const line = `size --system ${system} --switch ${switchId} --count ${count} --ufm ${ufm} --json`;
          const { out, err, code } = await run(line);
          if (code !== 0) {
            expect(err).toMatch(/^error: .+\n {2}remedy: .+\n/);
            expect(out).toBe('');
            return;
          }
          answered += 1;
          const size = JSON.parse(out) as SizeJson;
          isValid(size);
          expect(isValid.errors).toBeNull();
          expect(size.links['host']).toBe(Number(size.hosts['count']) * Number(size.hosts['portsEach']));
          const { total: links, ...byTier } = size.links;
          expect(Object.values(byTier).reduce((sum, each) => sum + each, 0)).toBe(links);
        },
      ),
      { numRuns: 240, seed: 7 },
    );
    expect(answered).toBeGreaterThan(10);
  });
});

describe('refusals', () => {
  test.each([
    [
      2,
      '--system dgx-b20 --count 3 --switch qm9700',
      "error: the catalogue has no system 'dgx-b20'\n  remedy: did you mean 'dgx-b200'? Use one of cisco-ucs-c880a-m8, dell-xe9680, dell-xe9680l, dell-xe9780, dgx-b200, dgx-b300, dgx-h100, dgx-h200, dgx-rubin-nvl8, gb200-nvl72, gb300-nvl72, lenovo-sr680a-v3, lenovo-sr680a-v4, lenovo-sr780a-v3, supermicro-as-4126gs-nb3rt-lcc, supermicro-as-4126gs-nmr-lcc, supermicro-as-8125gs-tnmr2, supermicro-as-8126gs-nb3rt, supermicro-as-8126gs-tnmr, supermicro-sys-422ga-nbrt-lcc, supermicro-sys-a21ge-nbrt, vr-nvl72 [catalog/unknown-system]\n",
    ],
    [
      2,
      '--system dgx-b200 --count 3 --switch qm970',
      "error: the catalogue has no switch 'qm970'\n  remedy: did you mean 'qm9700'? Use one of arista-7060x6-32pe, arista-7060x6-64pe, q3400, q3401-rd, q3450-ld, qm9700, qm9790, sn2201, sn3700, sn4600c, sn4700, sn5400, sn5600, sn5600d, sn5610, sn6600, sn6600-ld, sn6800-ld, sn6810-ld [catalog/unknown-switch]\n",
    ],
    [2, '--count 0', "error: '--count' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--count -4', "error: '--count' is '-4'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--count NaN', "error: '--count' is 'NaN'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--count 1.5', "error: '--count' is '1.5'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--count 1000001', "error: '--count' is '1000001'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--planes 0', "error: '--planes' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--rails x', "error: '--rails' is 'x'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--ports 0', "error: '--ports' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--ufm -1', "error: '--ufm' is '-1'\n  remedy: give a whole number from 0 to 1,000,000\n"],
    [2, '--unit 0', "error: '--unit' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [2, '--spines 0', "error: '--spines' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [
      2,
      '--links-per-cable 0',
      "error: '--links-per-cable' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n",
    ],
    [2, '--rack-units 0', "error: '--rack-units' is '0'\n  remedy: give a whole number from 1 to 1,000,000\n"],
    [
      2,
      '--tiers 4',
      "error: '--tiers' is '4'\n  remedy: give 1, 2 or 3, or leave it out for the fewest that reach every host\n",
    ],
    [2, '--switch-watts 0', "error: '--switch-watts' is '0'\n  remedy: give a number of W above 0\n"],
    [2, '--system-watts NaN', "error: '--system-watts' is 'NaN'\n  remedy: give a number of W above 0\n"],
    [2, '--rack-kw -3', "error: '--rack-kw' is '-3'\n  remedy: give a number of kW above 0\n"],
    [2, '--count', "error: option '--count <n>' argument missing\n  remedy: see 'aifactory size --help'\n"],
    [2, '--cuont 3', "error: unknown option '--cuont'\n  remedy: did you mean '--count'?\n"],
    [
      2,
      '--system dgx-b200',
      "error: '--count' and '--switch' are missing\n  remedy: give the GPU system, their number and the switch, as in 'aifactory size --help'\n",
    ],
    [
      2,
      '--system dgx-b200 --count 3',
      "error: '--switch' is missing\n  remedy: give the GPU system, their number and the switch, as in 'aifactory size --help'\n",
    ],
    [
      2,
      '--system gb200-nvl72 --count 100000 --switch qm9700',
      "error: '--count' of 'gb200-nvl72' gives 1800000 hosts\n  remedy: give a count of at most 1,000,000 hosts\n",
    ],
    [
      2,
      '--system vr-nvl72 --count 3 --switch q3400',
      "error: the catalogue states no rails, no scalable unit of 'vr-nvl72', for no source does\n  remedy: give '--rails <n>', '--unit <n>'\n",
    ],
    [
      2,
      '--system dgx-h200 --count 3 --switch qm9700',
      "error: the catalogue states no scalable unit of 'dgx-h200', for no source does\n  remedy: give '--unit <n>'\n",
    ],
    [
      2,
      '--system vr-nvl72 --count 3 --switch q3400 --rails 4',
      "error: the catalogue states no scalable unit of 'vr-nvl72', for no source does\n  remedy: give '--unit <n>'\n",
    ],
    [
      2,
      '--system dgx-rubin-nvl8 --count 3 --switch q3400 --rack-kw 50',
      "error: the catalogue states no draw of 'dgx-rubin-nvl8', for no source does, so racks cannot be counted\n  remedy: give '--system-watts <w>', or leave out '--rack-kw'\n",
    ],
    [
      1,
      '--system dgx-b200 --count 3 --switch qm9700 --rack-kw 14',
      "error: a rack of 14 kW holds no 'dgx-b200', which draws 14.3 kW\n  remedy: give a larger '--rack-kw' [size/rack-too-small]\n",
    ],
    [
      1,
      '--system dgx-b200 --count 3 --switch qm9700 --rack-kw 40 --rack-units 9',
      "error: a rack of 9 U holds no 'dgx-b200', which is 10 U high\n  remedy: give more '--rack-units' [size/rack-too-small]\n",
    ],
    [
      1,
      '--system dgx-b200 --count 3 --switch qm9700 --planes 2',
      "error: the 8 links of a host of 'dgx-b200' do not spread evenly over 8 rails x 2 planes\n  remedy: give '--ports' as a multiple of 16, or other '--rails' or '--planes' [size/uneven-ports]\n",
    ],
    [
      1,
      '--system dgx-b200 --count 3 --switch sn2201',
      "error: 'dgx-b200' has OSFP ports and 'sn2201' RJ45 ones, which no cable joins\n  remedy: choose another '--switch' [size/no-such-cable]\n",
    ],
    [
      1,
      '--system dgx-b200 --count 128 --switch qm9700 --ufm 4',
      "error: fabric 'compute': services ask for 4 leaf ports, and 128 hosts leave 0 of 1024\n  remedy: use 127 hosts (1 fewer), or add a unit [fabric/no-service-port]\n",
    ],
    [
      1,
      '--system dgx-b200 --count 512 --switch qm9700 --tiers 2',
      "error: fabric 'compute': 128 leaves a plane do not fit under two tiers with 64-port spines, which take 64\n  remedy: use fewer hosts, spines with more ports, or '--tiers 3' [fabric/too-many-leaves]\n",
    ],
  ])('fails with %i on size %s', async (code, line, err) => {
    expect(await run(`size ${line}`)).toEqual({ code, out: '', err });
  });
});

describe('the runner-up', () => {
  // 24 systems: 8 leaves and 4 spines; three rails a leaf of 24 x 3 = 72 ports are 3 leaves, of which 3 x 72 / 144 = 1.5 spines, and 4 so that one may be lost.
  test('names fewer switches where rails share leaves, and what a lost leaf then takes', async () => {
    const { out } = await run('size --system dgx-b300 --count 24 --switch q3400');
    expect(out).toMatch(
      /Runner-up +7 {2}3 leaves, 4 spines: 5 switches fewer, 360 trunk links fewer; '--rails-per-leaf 3': a lost leaf takes 37\.5 % of a host's rails, not 12\.5 %; '--unit 24': no ports are kept for more hosts of the last unit/,
    );
    const asked = await run('size --system dgx-b300 --count 24 --switch q3400 --rails-per-leaf 3 --unit 24 --json');
    expect(JSON.parse(asked.out)).toMatchObject({ switches: { total: 7 }, fabric: { railsPerLeaf: 3 } });
  });

  // 144 systems in units of 64 keep ports for 192. In units of 48: 24 leaves a plane with 50 uplinks, 24 x 50 / 128 = 9.4, and 10 divides 50.
  test('names units of equal size where the last one is far from full', async () => {
    const { out } = await run('size --system dgx-b300 --count 144 --switch arista-7060x6-64pe --json');
    expect(JSON.parse(out)).toMatchObject({
      switches: { total: 80 },
      runnerUp: { total: 68, hostsPerUnit: 48, railsPerLeaf: 1 },
    });
    const asked = await run('size --system dgx-b300 --count 144 --switch arista-7060x6-64pe --unit 48 --json');
    expect(JSON.parse(asked.out)).toMatchObject({ switches: { total: 68 } });
  });
});

test('size says all facts at once that no source has', async () => {
  expect((await run('size --system dell-xe9680 --count 24 --switch sn5600')).err).toBe(
    "error: the catalogue states no rails, no scalable unit, no compute ports, no rate of compute ports of 'dell-xe9680', for no source does\n" +
      "  remedy: give '--rails <n>', '--unit <n>', '--ports <n>', '--rate <gbps>'\n",
  );
});
