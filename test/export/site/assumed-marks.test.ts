import { App } from 'cdktf';
import { parse } from 'csv-parse/sync';

import type { Site } from '../../../src/constructs/site/site';
import { renderSiteFiles } from '../../../src/export/site/site-files';
import { siteLimits } from '../../../src/policy/evaluate';
import { renderLimitsCsv } from '../../../src/report/limits/limits-text';
import { policyFiles } from '../../../src/report/policy/policy-files';
import { renderFailuresCsv, renderLossesCsv, renderRackFeedsCsv } from '../../../src/report/power/power-csv';
import { renderCableScheduleCsv, renderRackScheduleCsv } from '../../../src/report/schedules';
import { gasanHaein } from '../../../stacks/gasan-haein';
import { temporaryFolder } from '../../constructs/temporary-folder';

const { plan, evaluation } = gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site;
const limits = siteLimits(plan);
const files = new Map([
  ...renderSiteFiles(plan, { findings: evaluation.findings, acknowledged: evaluation.acknowledged, limits }),
  ...policyFiles(evaluation),
]);

/** Files without a mark, and why. */
const UNMARKED: readonly (readonly [RegExp, string])[] = [
  [/^exports\/sonic\/[^/]+\/not-given\.txt$/, 'names settings that nobody gave: it has no figure'],
  [/^book\/(?!data\/site\.js$)/, 'every view of the book shows the mark of book/data/site.js, where each is told'],
  [/^exports\/(?!graphs\/)/, 'in the form of the program that reads it, which knows no column or note of ours'],
];

function rows(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true });
}

function cells(csv: string, column: string): ReadonlyMap<string, string> {
  return new Map(rows(csv).map((row) => [row[column] ?? '', row['assumed'] ?? '-']));
}

describe('of a site with assumed figures', () => {
  test('every file carries the mark, or is one that another program reads', () => {
    const unmarked = [...files].filter(([, text]) => !/\bassumed\b/i.test(text)).map(([path]) => path);
    const unexplained = unmarked.filter((path) => !UNMARKED.some(([pattern]) => pattern.test(path)));
    expect(unexplained).toEqual([]);
    expect(unmarked.length).toBeGreaterThan(20);
    expect(files.size).toBeGreaterThan(130);
  });

  test('a limit names what is assumed of its object, and of what it carries', () => {
    const of = cells(files.get('limits.csv') ?? '', 'object');
    expect(of.get("power zone 'east'")).toBe("power zone 'east': rating");
    // Its racks have switches, storage and fabric managers too.
    const draws =
      "3 fabrics: switchPower; management network 'management': spineSwitchPower switchPower; 2 models: maxPower";
    expect(of.get("power zone 'west'")).toBe(`power zone 'west': rating; ${draws}`);
    expect(of.get("busway 'busway-east-a'")).toBe("power node 'busway-east-a': rating");
    expect(of.get("ups 'ups-a'")).toBe(
      `power node 'ups-a': cells efficiency rating supply; ${draws}; 4 groups of cooling units: coefficientOfPerformance power; 5 power nodes: efficiency`,
    );
    expect(of.get("capacity of storage tier 'scratch'")).toBe("model 'scratch-block': usableCapacity");
    expect(of.get("leaf ports of fabric 'in-band'")).toBe("model 'hgx-b200': inBandPorts");
    expect(of.get("address pool 'in-band'")).toBe('');
    expect(of.get('rack positions')).toBe('');
  });

  test('a state names what is out with its props, then the rest of the chain by kind', () => {
    const rest =
      "2 cooling loops, 4 groups of cooling units, 3 fabrics, 27 power nodes, 2 power zones, management network 'management', 4 models";
    expect(cells(files.get('failures.csv') ?? '', 'out').get('kepco')).toBe(
      `power node 'kepco': rating supply; ${rest}`,
    );
    expect(cells(files.get('losses.csv') ?? '', 'name').get('set-room-1')).toBe(
      `power node 'set-1': rating supply; ${rest}`,
    );
  });

  test('a cable names the ports and a switch the draw that are assumed', () => {
    const cables = rows(files.get('cable-schedule.csv') ?? '');
    const marks = (fabric: string): unknown[] => [
      ...new Set(cables.filter((row) => row['fabric'] === fabric).map((row) => row['assumed'])),
    ];
    expect(marks('in-band')).toEqual(["model 'hgx-b200': inBandPorts", '']);
    expect(marks('compute')).toEqual(['', "model 'ufm-appliance': ports"]);
    const schedule = cells(files.get('rack-schedule.csv') ?? '', 'device');
    expect(schedule.get('compute-leaf-su01-r1')).toBe('psus switchPower');
  });

  test('cords of a rack name what is assumed of their zone and of what it holds', () => {
    const spec = {
      volts: 400,
      phases: 3,
      powerFactor: 1,
      cords: 2,
      limitShare: 0.8,
      loads: 'line-to-neutral',
    } as const;
    const zones = plan.power.zones.map((zone) => ({ ...zone, rackFeedSpec: { ...spec, breakerAmperes: [63] } }));
    const of = cells(renderRackFeedsCsv({ ...plan, power: { ...plan.power, zones } }), 'rack');
    expect(of.get('A01')).toBe("power zone 'east': rating");
    expect(of.get('N01')).toMatch(/^power zone 'west': rating; .*models: maxPower psus/);
  });
});

test('a site that assumes nothing has no such column', () => {
  const { chain } = plan.power;
  if (chain === undefined) throw new Error('the site has no chain');
  const { assumptions, ...known } = plan;
  expect(assumptions?.length).toBeGreaterThan(100);
  const tables = [
    renderLimitsCsv(limits, known),
    renderFailuresCsv(chain, known.cooling),
    renderLossesCsv(known.losses ?? []),
    renderCableScheduleCsv(known),
    renderRackScheduleCsv(known),
  ];
  for (const table of tables) expect(table.split('\n', 1)[0]).not.toContain('assumed');
});
