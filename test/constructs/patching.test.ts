import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Mass, type PatchedFibreProps, type PatchingProps, type SitePlan, type SiteProps } from 'cdktf-ai-factory';

import { netboxCableLines } from '../../src/export/netbox/netbox-csv';
import type { CableRow } from '../../src/model/cabling-plan';
import { siteCableRows } from '../../src/model/site-cables';
import { renderCableScheduleCsv } from '../../src/report/schedules';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { expectFinding, expectNothing, expectPassed, judge } from '../policy/judge';
import { grownSite, type Member } from './grown-site';
import { HALL, smallSite } from './small-site';
import { temporaryFolder } from './temporary-folder';

const ALPHA = { name: 'alpha', count: 6 };
const BETA = { name: 'beta', count: 4 };

const patching = (parts: Partial<PatchingProps> = {}): PatchingProps => ({
  between: ['N', 'A'],
  panels: { model: 'panel of 24 ports', heightU: 1, ports: 24, weight: Mass.kilograms(5) },
  ...parts,
});

function planOf(props: Partial<SiteProps> = {}, members: readonly Member[] = [ALPHA]): SitePlan {
  return grownSite({ outdir: temporaryFolder(), members, props }).site.plan;
}

const rowsOf = (plan: SitePlan): CableRow[] => [...siteCableRows(plan)];
const isSegment = ({ label }: CableRow): boolean => label.includes('#');

describe('a site with patched rows', () => {
  const plan = planOf({ patching: [patching({ multimode: { trunkPart: 'TRUNK-8' } })] });
  const rows = rowsOf(plan);

  test('runs each fibre link between them over a panel in each, in three segments', () => {
    const first = 'compute-alpha/alpha-001:compute-1/1';
    const segments = rows.filter(({ label }) => label.startsWith(`${first}#`));
    const end = ({ device, port, row, face }: CableRow['a']): string => `${row} ${device}:${port} ${face ?? ''}`.trim();
    // Two systems' racks and the network row stand 3 m apart: N01 is opposite to A01.
    // Trunk: 1.5 m up, 3 m across, 1.5 m down, 2 m slack = 8 m. Cords within a rack: A U31 - U1 = 30 x 44.45 mm = 1.334 m + 2 m -> 4 m;
    // N U48 - U1 = 47 x 44.45 mm = 2.089 m + 2 m -> 5 m.
    expect(
      segments.map(({ label, cable, a, b, part, lengthMillimetres }) => [
        label === cable ? label.slice(first.length) : cable,
        end(a),
        end(b),
        part,
        lengthMillimetres,
      ]),
    ).toEqual([
      ['#1', 'A alpha-001:compute-1/1', 'A panel-A-N-01:1 front', undefined, 4_000],
      ['#2', 'A panel-A-N-01:1 rear', 'N panel-N-A-01:1 rear', 'TRUNK-8', 8_000],
      ['#3', 'N panel-N-A-01:1 front', 'N compute-alpha-leaf-su01-r1:1/1', undefined, 5_000],
    ]);
    const { lengthMillimetres, patched } = plan.cables[0] ?? {};
    expect([patched?.link[0], lengthMillimetres?.[0]]).toEqual([0, 17_000]);
  });

  test('leaves copper and links within a row as they were', () => {
    const before = rowsOf(planOf()).filter(
      ({ a, b, medium }) => medium !== 'multimode' || a.row === b.row || ![a.row, b.row].includes('A'),
    );
    expect(rows.filter((row) => !isSegment(row))).toEqual(before);
    expect(before.some(({ medium, a, b }) => medium === 'twisted-pair' && a.row !== b.row)).toBe(true);
  });

  test('gives no port of a panel to two links', () => {
    const trunks = rows.filter(({ label }) => label.endsWith('#2'));
    const ends = trunks.flatMap(({ a, b }) => [`${a.device}:${a.port}`, `${b.device}:${b.port}`]);
    expect(new Set(ends).size).toBe(2 * trunks.length);
    // 6 systems: 8 compute ports and 2 in-band ports each = 60 links, over panels of 24: three in each row.
    expect(trunks).toHaveLength(60);
    expect(plan.devices.filter(({ kind }) => kind === 'panel').map(({ name }) => name)).toEqual(
      ['A-N', 'N-A'].flatMap((way) => [1, 2, 3].map((number) => `panel-${way}-0${number}`)),
    );
  });

  test('has a BOM that adds up to the schedule', () => {
    const quantity = (description: string): number =>
      plan.bill.lines.filter((line) => line.description === description).reduce((sum, line) => sum + line.quantity, 0);
    expect(['multimode trunk', 'multimode patch cord', 'panel of 24 ports', 'multimode fibre'].map(quantity)).toEqual([
      60,
      120,
      6,
      rows.filter((row) => row.medium === 'multimode' && !isSegment(row)).length,
    ]);
    expect(plan.totals.cables).toBe(new Set(rows.map(({ cable }) => cable)).size);
    expect(plan.bill.gaps).toEqual(
      expect.arrayContaining([
        "'panel of 24 ports' has no part number: give 'partNumber' in 'patching'",
        "multimode patch cord has no part number: give 'cordPart' in 'patching'",
      ]),
    );
  });

  test('gives NetBox front and rear ports of panels', () => {
    const lines = [...netboxCableLines(plan)].join('').split('\n');
    const ends = [1, 2, 3].map((number) =>
      (lines.find((line) => line.includes(`compute-1/1#${number}`)) ?? '').split(',').slice(0, 10),
    );
    expect(ends).toEqual([
      ['lab', 'alpha-001', '', 'dcim.interface', 'compute-1/1', 'lab', 'panel-A-N-01', '', 'dcim.frontport', '1'],
      ['lab', 'panel-A-N-01', '', 'dcim.rearport', '1', 'lab', 'panel-N-A-01', '', 'dcim.rearport', '1'],
      [
        ...['lab', 'panel-N-A-01', '', 'dcim.frontport', '1'],
        ...['lab', 'compute-alpha-leaf-su01-r1', '', 'dcim.interface', '1/1'],
      ],
    ]);
  });

  test('comes back from site.json whole', () => {
    const read = parseSiteJson(renderSiteJson(plan));
    expect(read.cables).toEqual(plan.cables);
    expect(renderCableScheduleCsv(read)).toBe(renderCableScheduleCsv(plan));
  });

  test('meets the schema of site.json', () => {
    const path = join(__dirname, '../../docs/schemas/site.schema.json');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')));
    validate(JSON.parse(renderSiteJson(plan)));
    expect(validate.errors).toBeNull();
  });

  test('fails for a column of site.json that is too short', () => {
    const file = JSON.parse(renderSiteJson(plan)) as { cables: { patched: { port: number[] } }[] };
    file.cables[0]?.patched.port.pop();
    expect(() => parseSiteJson(JSON.stringify(file))).toThrow(
      "cables of fabric 'compute-alpha': patched: column 'port' is no list of 48 whole numbers; synthesize the site again to write a whole 'site.json' [site-json/bad-column]",
    );
  });
});

test('links keep their ports and panels their places when a cluster is declared before the others', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const [before, after] = [[ALPHA], [BETA, ALPHA]].map((members) => {
    const { app, site } = grownSite({
      outdir: temporaryFolder(),
      members,
      props: { lockFile, patching: [patching()] },
    });
    app.synth();
    return site.plan;
  });
  if (before === undefined || after === undefined) throw new Error('there are two plans');
  const trunks = (plan: SitePlan): ReadonlyMap<string, string> =>
    new Map(
      rowsOf(plan)
        .filter(({ label }) => label.endsWith('#2'))
        .map(({ label, a, b }) => [label, `${a.rack} ${a.device}:${a.port} ${b.rack} ${b.device}:${b.port}`]),
    );
  const [then, now] = [trunks(before), trunks(after)];
  expect(now.size).toBeGreaterThan(then.size);
  for (const [label, ends] of then) expect(now.get(label)).toBe(ends);
});

describe('cabling/over-loss-budget', () => {
  const judged = (multimode?: PatchedFibreProps): SitePlan =>
    planOf({ patching: [patching(multimode === undefined ? {} : { multimode })] }, [{ name: 'alpha', count: 1 }]);
  const losses = { lossPerConnectionDecibels: 0.5, lossPerKilometreDecibels: 3 };

  /** Longest patched link of the plan, mm. */
  const longest = (plan: SitePlan, fabric: number): number =>
    (plan.cables[fabric]?.patched?.link ?? new Uint32Array()).reduce(
      (most, link) => Math.max(most, plan.cables[fabric]?.lengthMillimetres[link] ?? 0),
      0,
    );

  test('a link at its budget passes, and one a thousandth of a decibel over it fails with the arithmetic', () => {
    const plan = judged({ ...losses, maxLossDecibels: 2 });
    expect([longest(plan, 0), longest(plan, 1)]).toEqual([16_000, 17_000]);
    // 2 x 0.5 dB + 0.017 km x 3 dB/km = 1.051 dB.
    expectPassed('cabling/over-loss-budget', judged({ ...losses, maxLossDecibels: 1.051 }), 2);
    expectFinding('cabling/over-loss-budget', judged({ ...losses, maxLossDecibels: 1.05 }), {
      severity: 'error',
      object: "fabric 'in-band': 1 multimode link between rows 'A' and 'N', the longest 'in-band/alpha-001:in-band-2'",
      found: '1.051 dB',
      limit: '1.05 dB',
      shortfall: '0.001 dB',
      arithmetic: '2 x 0.5 dB + 0.017 km x 3 dB/km = 1.051 dB; 1.051 dB - 1.05 dB = 0.001 dB; 1 of 2 links',
    });
  });

  test('without figures the loss is not judged', () => {
    const { findings } = judge('cabling/over-loss-budget', judged({ ...losses }));
    expect(findings[0]).toMatchObject({ outcome: 'indeterminate', found: 'their loss over the panels' });
  });

  test('a site without panels has nothing to judge', () => {
    expectNothing('cabling/over-loss-budget', planOf(), 'no link passes a patch panel');
  });
});

describe('patching', () => {
  test('fails for rows that are not there, rows named twice and numbers that cannot be, all at once', () => {
    const wrong = [
      patching({ between: ['A', 'AA'], panels: { model: 'panel', heightU: 0, ports: 1.5 } }),
      patching({ between: ['A', 'A'] }),
      patching(),
      patching({ between: ['A', 'N'], singleMode: { maxLossDecibels: -1 } }),
    ];
    expect(() => planOf({ patching: wrong })).toThrow(
      [
        '6 problems [design/several]',
        "- 'panels' of entry 1 of 'patching' of site 'lab': 'heightU' is 0; give a whole number of 1 or more [cabling/bad-patching]",
        "- 'panels' of entry 1 of 'patching' of site 'lab': 'ports' is 1.5; give a whole number of 1 or more [cabling/bad-patching]",
        "- 'singleMode' of entry 4 of 'patching' of site 'lab': 'maxLossDecibels' is -1; give 0 dB or more [cabling/bad-patching]",
        "- site 'lab': 'patching' between 'A' and 'AA': no hall has a row 'AA'; name rows of 'halls', as 'A' or 'hall-1/A' [cabling/unknown-row]",
        "- site 'lab': 'patching' between 'A' and 'A' names one row twice; name two rows [cabling/bad-patching]",
        "- site 'lab': 'patching' between 'A' and 'N' is given twice; give each pair of rows once [cabling/bad-patching]",
      ].join('\n'),
    );
  });

  test('fails for a row that two halls have, with both names', () => {
    const halls = ['hall-1', 'hall-2'].map((name) => ({
      ...HALL,
      name,
      rows: [...HALL.rows, { name: 'N', racks: 2 }],
    }));
    expect(() => smallSite({ halls, patching: [patching({ between: ['A', 'hall-1/N'] })] })).toThrow(
      "site 'lab': 'patching' between 'A' and 'hall-1/N': 2 halls have a row 'A'; name it 'hall-1/A' or 'hall-2/A' [cabling/unknown-row]",
    );
  });
});
