import { join } from 'node:path';
import type { SitePlan } from 'cdktf-ai-factory';
import { cableRows } from '../../src/model/site-cables';
import { grownSite, type Member } from './grown-site';
import { temporaryFolder } from './temporary-folder';

const ALPHA = { name: 'alpha', count: 6 };
const BETA = { name: 'beta', count: 4 };

/** Runs of one program over time, with one lock file. */
function history(...versions: readonly (readonly Member[])[]): readonly SitePlan[] {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  return versions.map((members) => {
    const { app, site } = grownSite({ outdir: temporaryFolder(), members, props: { lockFile } });
    app.synth();
    return site.plan;
  });
}

/** Everything that has a place, a number or a port, by its name. */
function facts({ placement, addresses, fabrics, cables }: SitePlan): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [device, { rack, u }] of placement.positions) all.set(`place of ${device}`, `${rack} U${u}`);
  for (const { device, interface: port, address } of addresses.addresses)
    all.set(`address of ${device} ${port}`, address);
  for (const { device, asNumber } of addresses.asNumbers) all.set(`AS of ${device}`, String(asNumber));
  fabrics.forEach(({ plan }, index) => {
    const table = cables[index];
    if (table === undefined) throw new Error(`no cables of ${plan.name}`);
    for (const row of cableRows(plan, table, placement)) {
      all.set(
        `cable ${row.label}`,
        `${row.a.device}:${row.a.port} ${row.b.device}:${row.b.port} ${row.lengthMillimetres}`,
      );
    }
  });
  return all;
}

/** What of `before` reads otherwise in `after`. */
function moved(before: SitePlan, after: SitePlan): readonly string[] {
  const now = facts(after);
  return [...facts(before)].flatMap(([name, value]) => {
    const later = now.get(name);
    return later === value ? [] : [`${name}: ${value} -> ${later ?? 'gone'}`];
  });
}

describe('a site that grows', () => {
  test('moves nothing when a cluster is declared between two others', () => {
    const [before, after] = history([ALPHA, BETA], [ALPHA, { name: 'gamma', count: 3 }, BETA]);
    expect(moved(before!, after!)).toEqual([]);
    expect(after!.totals.systems).toBe(13);
  });

  test('moves nothing when a cluster in the middle gets more systems', () => {
    const [before, after] = history([ALPHA, BETA], [{ ...ALPHA, count: 9 }, BETA]);
    expect(moved(before!, after!)).toEqual([]);
  });

  // 30 systems are one unit of 32, 40 are two: with room for two kept, beta keeps its units and alpha its spines.
  test('moves nothing when a cluster grows into a unit that was kept for it', () => {
    const alpha = { name: 'alpha', count: 30, reserveUnits: 2 };
    const [before, after] = history([alpha, BETA], [{ ...alpha, count: 40 }, BETA]);
    expect(moved(before!, after!)).toEqual([]);
  });

  test('fails when a cluster grows into a unit that was not kept, which moves the next one', () => {
    const alpha = { name: 'alpha', count: 30 };
    expect(() => history([alpha, BETA], [{ ...alpha, count: 40 }, BETA])).toThrow('fabric/cables-would-move');
  });

  test('moves nothing when the clusters change their order in the program', () => {
    const [before, after] = history([ALPHA, BETA], [BETA, ALPHA]);
    expect(moved(before!, after!)).toEqual([]);
  });

  test('moves nothing but what is gone when a system is taken away, and gives it its own place back', () => {
    const [before, without, again] = history([ALPHA, BETA], [{ ...ALPHA, count: 5 }, BETA], [ALPHA, BETA]);
    const lost = moved(before!, without!);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter((line) => !line.includes('alpha-006') || !line.endsWith(' -> gone'))).toEqual([]);
    expect(moved(before!, again!)).toEqual([]);
  });
});

describe('a fabric that stands', () => {
  const alpha = { name: 'alpha', count: 30 };

  // One unit: 8 leaves x 32 uplinks / 64 = 4 spines, 8 links to each. Two units: 16 leaves, 8 spines, 4 links to each.
  // Of 8 x 32 = 256 cables only the first leaf's first 4 keep their spine and port.
  test('fails where growth past its size would move cables, and names them', () => {
    expect(() => history([alpha], [{ ...alpha, count: 40 }])).toThrow(
      "fabric 'compute-alpha' was planned with 2 tiers, 8 leaves, 4 spines, and now asks for 2 tiers, 16 leaves, 8 spines, which moves 252 cables: " +
        'compute-alpha/compute-alpha-leaf-su01-r1:19/1 from compute-alpha-spine-01 port 3/1 to compute-alpha-spine-02 port 1/1;',
    );
    // Nothing that the program may state keeps these cables: no prop is offered that would be refused in its turn.
    expect(() => history([alpha], [{ ...alpha, count: 40 }])).toThrow(
      "; connect the new hosts by a fabric of their own ('reserveUnits' keeps room only where it was given before the first deployment), or accept the move with 'aifactory lock release compute-alpha' [fabric/cables-would-move]",
    );
  });
});
