import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../src/model/site-plan';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { computeInput, names, sitePlan } from '../policy/site-plan-fixture';
import { run, type CliRun } from './run-in-process';

/** A site of one fabric, with two devices, an address, an AS number and a partition. */
function site(hosts: number, parts: Partial<SitePlan> = {}, reserveUnits = 4): SitePlan {
  const plan = planFabric(computeInput(names('b', hosts), { reserveUnits }));
  return sitePlan({
    fabrics: [{ path: 'stack/compute', plan }],
    placement: {
      racks: [],
      unplaced: [],
      positions: new Map([
        ['b-1', { rack: 'A01', u: 1 }],
        ['b-2', { rack: 'A01', u: 11 }],
      ]),
    },
    addresses: {
      pools: [],
      addresses: [
        { device: 'b-1', interface: 'bmc', pool: 'oob', purpose: 'oob', address: '10.0.0.11/24' },
      ] as unknown as SitePlan['addresses']['addresses'],
      asNumbers: [{ device: 'leaf-1', asNumber: 4_200_000_000 }],
      partitions: [{ tenant: 'rental', pkey: 0x8a }],
    },
    ...parts,
  });
}

function moves(before: SitePlan, after: SitePlan, options = ''): Promise<CliRun> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'old.json'), renderSiteJson(before));
  writeFileSync(join(cwd, 'new.json'), renderSiteJson(after));
  return run(`moves old.json new.json${options}`, { cwd });
}

describe('aifactory moves', () => {
  test('ends with 0 where a fabric grows into what is kept for it', async () => {
    expect(await moves(site(32), site(64))).toEqual({ code: 0, out: 'site gasan: nothing moves\n', err: '' });
  });

  test('ends with 1 and names the cables where the spines change', async () => {
    // 4 units kept: 16 spines, 2 links to each. 1 unit kept: 4 spines, 8 links to each; 8 leaves x 30 of 32 links move or more.
    const { code, out } = await moves(site(32), site(32, {}, 1));
    expect(code).toBe(1);
    expect(out).toMatch(/^site gasan\n\n\d+ cables would move\n/);
    expect(out).toMatch(/ {2}compute\/compute-leaf-su01-r1:\S+ +compute-spine-\d\d:\S+ +-> +compute-spine-\d\d:\S+/);
  });

  test('names a device, an address, a number and a partition that change, and what is gone', async () => {
    const before = site(32);
    const after = site(32, {
      placement: { racks: [], unplaced: [], positions: new Map([['b-1', { rack: 'A02', u: 1 }]]) },
      addresses: {
        ...before.addresses,
        addresses: before.addresses.addresses.map((entry) => ({ ...entry, address: '10.0.0.12/24' })),
        asNumbers: [{ device: 'leaf-1', asNumber: 4_200_000_001 }],
        partitions: [{ tenant: 'rental', pkey: 0x8b }],
      },
    });
    const { code, out } = await moves(before, after);
    expect(code).toBe(1);
    expect(out.replace(/ +/g, ' ')).toBe(
      `site gasan

1 device would move, 1 device would be gone
 b-1 A01 U1 -> A02 U1
 b-2 A01 U11 -> gone

1 address would move
 b-1/bmc 10.0.0.11/24 -> 10.0.0.12/24

1 AS number would move
 leaf-1 4200000000 -> 4200000001

1 partition would move
 rental 0x008a -> 0x008b
`,
    );
  });

  test('ends with 0 where hosts and their cables are only gone', async () => {
    const { code, out } = await moves(site(32), site(31));
    expect(code).toBe(0);
    expect(out).toMatch(/^site gasan\n\n8 cables would be gone\n/);
  });

  test('prints JSON', async () => {
    const { code, out } = await moves(site(32), site(32), ' --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ places: [], cables: [], addresses: [], asNumbers: [], partitions: [] });
  });

  test('fails with plans of two sites', async () => {
    const { code, err } = await moves(site(32), site(32, { name: 'incheon' }));
    expect(code).toBe(2);
    expect(err).toBe(
      "error: 'old.json' is of site 'gasan', and 'new.json' of 'incheon'\n  remedy: give two plans of one site\n",
    );
  });

  test('fails with a file that is not there', async () => {
    const { code, err } = await run('moves none.json none.json', { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err).toBe("error: the file 'none.json' cannot be read\n  remedy: name the 'site.json' of a synthesis\n");
  });

  test('fails with a file that holds no plan', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'old.json'), '{}');
    const { code, err } = await run('moves old.json old.json', { cwd });
    expect(code).toBe(2);
    expect(err).toContain('[site-json/not-a-site]');
  });

  test('fails with every problem of a plan that is cut short', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'old.json'), '{"schema":"cdktf-ai-factory/site","version":1}');
    const { code, err } = await run('moves old.json old.json', { cwd });
    expect(code).toBe(2);
    expect(err).toContain("'name' is missing or no text");
    expect(err).toContain("'lock' is missing or no object");
  });

  describe('in the words of before', () => {
    const cwd = temporaryFolder();
    beforeAll(() => {
      writeFileSync(join(cwd, 'old.json'), renderSiteJson(site(32)));
      writeFileSync(join(cwd, 'new.json'), renderSiteJson(site(64)));
    });
    const note = "note: 'relock' is called 'moves' now, and the old name goes with the next release\n";
    const flags = "note: '--site' and '--program' are deprecated: write 'aifactory moves <before> <after>'\n";

    test.each([
      ['relock old.json new.json', note],
      ['moves --site old.json --program new.json', flags],
      ['relock --site old.json --program new.json', note + flags],
    ])('%s does the same, with a note', async (line, err) => {
      expect(await run(line, { cwd })).toEqual({ code: 0, out: 'site gasan: nothing moves\n', err });
    });

    test('fails where both are given, or a half', async () => {
      expect(await run('moves old.json --program new.json', { cwd })).toEqual({
        code: 2,
        out: '',
        err: "error: '--site' and '--program' are given beside two states\n  remedy: give <before> <after> alone\n",
      });
      expect((await run('moves --program new.json', { cwd })).err).toBe(
        `${flags}error: '<before>' is missing\n  remedy: give the 'site.json' of both states: <before> <after>\n`,
      );
    });
  });
});
