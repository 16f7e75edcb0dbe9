import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { REFERENCE, siteOf, SMALL } from './site-fixture';

const plan = siteOf(REFERENCE);
const text = renderSiteJson(plan);

/** As much of the file as the tests change. */
interface SiteFile {
  version: number;
  halls?: unknown;
  power: unknown;
  placement: unknown;
  fabrics: { plan: { links: { aPort: number[] } } }[];
  cables: { cableOf: number[] }[];
}

/** The small site's file with some members changed. */
function changed(change: (file: SiteFile) => void): string {
  const file = JSON.parse(renderSiteJson(siteOf(SMALL))) as SiteFile;
  change(file);
  return JSON.stringify(file);
}

describe('site.json', () => {
  test('comes back as the plan that was written', () => {
    expect(parseSiteJson(text)).toEqual(plan);
  });

  test('is the same text when it is written again', () => {
    expect(renderSiteJson(parseSiteJson(text))).toBe(text);
  });

  test('meets its schema', () => {
    const path = join(__dirname, '../../docs/schemas/site.schema.json');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')));
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    validate(
      JSON.parse(
        changed((file) => (file.power = { ...plan.power, zones: [{ ...plan.power.zones[0], ratingWatts: '1.5 MW' }] })),
      ),
    );
    expect(validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([
      '/power/zones/0/ratingWatts must be integer',
    ]);
  });

  test('has its keys in order at every level', () => {
    const unsorted: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const keys = Object.keys(value).filter((key) => !/^\d+$/.test(key));
      if (keys.join() !== [...keys].sort().join()) unsorted.push(path);
      for (const [key, member] of Object.entries(value)) visit(member, `${path}/${key}`);
    };
    visit(JSON.parse(text), '');
    expect(unsorted).toEqual([]);
  });

  test('of 127 systems stays below a megabyte', () => {
    expect(text.length).toBeLessThan(1_000_000);
  });

  test('keeps its columns as typed arrays, and its maps as maps', () => {
    const read = parseSiteJson(text);
    expect(read.fabrics[0]?.plan.links.bPort).toBeInstanceOf(Uint16Array);
    expect(read.cables[0]?.choice).toBeInstanceOf(Uint8Array);
    expect(read.placement.positions.get('haein-001')).toEqual({ rack: 'A01', u: 1 });
    expect(read.assets.get('haein-001')).toEqual({ device: 'haein-001', state: 'planned' });
  });
});

describe('reading site.json', () => {
  test('fails on text that is not JSON', () => {
    expect(() => parseSiteJson(text.slice(0, 100))).toThrow(
      "the plan of a site is not JSON, or a part of it is missing; synthesize the site again to write a whole 'site.json' [site-json/not-json]",
    );
  });

  test.each([
    ['{}', "its 'schema' is missing"],
    ['{"schema":"other"}', `its 'schema' is "other"`],
    ['[]', 'it is no object'],
  ])('fails on %s, another file', (other, found) => {
    expect(() => parseSiteJson(other)).toThrow(
      `the file does not hold the plan of a site: ${found}; give a 'site.json' of a synthesis, whose 'schema' is 'cdktf-ai-factory/site' [site-json/not-a-site]`,
    );
  });

  test('fails on another version', () => {
    expect(() => parseSiteJson(changed((file) => (file.version = 2)))).toThrow(
      'the plan is of version 2, and this package reads version 1; synthesize the site again with this version of the package [site-json/unknown-version]',
    );
  });

  test('fails on parts that are missing or of another kind, all at once', () => {
    const broken = changed((file) => {
      delete file.halls;
      file.power = [];
    });
    expect(() => parseSiteJson(broken)).toThrow(
      [
        '2 problems [design/several]',
        "- the plan of a site: 'halls' is missing or no list; synthesize the site again to write a whole 'site.json' [site-json/bad-part]",
        "- the plan of a site: 'power' is missing or no object; synthesize the site again to write a whole 'site.json' [site-json/bad-part]",
      ].join('\n'),
    );
  });

  test('fails on fabrics and places that are cut short', () => {
    const broken = changed((file) => {
      file.fabrics = [{}] as never;
      file.cables = [null] as never;
      file.placement = { racks: [], unplaced: [] };
    });
    expect(() => parseSiteJson(broken)).toThrow(
      [
        '3 problems [design/several]',
        "- the plan of a site: 'placement.positions' is missing or no object; synthesize the site again to write a whole 'site.json' [site-json/bad-part]",
        "- the plan of a site: 'fabrics[0].plan' is missing or no object; synthesize the site again to write a whole 'site.json' [site-json/bad-part]",
        "- the plan of a site: 'cables[0]' is missing or no object; synthesize the site again to write a whole 'site.json' [site-json/bad-part]",
      ].join('\n'),
    );
  });

  test('fails on a column that is too short', () => {
    // Four systems with eight ports and two services with two on one switch: 4 x 8 + 2 x 2 = 36 links.
    expect(() => parseSiteJson(changed((file) => file.fabrics[0]!.plan.links.aPort.pop()))).toThrow(
      "fabric 'compute': links: column 'aPort' is no list of 36 whole numbers; synthesize the site again to write a whole 'site.json' [site-json/bad-column]",
    );
  });

  test('fails on a column that holds something else', () => {
    expect(() => parseSiteJson(changed((file) => (file.cables[0]!.cableOf[3] = -1)))).toThrow(
      "cables of fabric 'compute': column 'cableOf' is no list of whole numbers; synthesize the site again to write a whole 'site.json' [site-json/bad-column]",
    );
  });

  test('fails on values out of their range or of another kind, with the place, and all at once', () => {
    const broken = changed((file) => {
      const { placement } = file as unknown as { placement: { positions: Record<string, { u: unknown }> } };
      placement.positions['haein-001']!.u = 0;
      placement.positions['haein-002'] = { u: 1 };
    });
    expect(() => parseSiteJson(broken)).toThrow(
      [
        '2 problems [design/several]',
        "- the plan of a site: 'u' of 'placement.positions.haein-001' is 0, and a whole number of 1 or more is needed; synthesize the site again to write a whole 'site.json' [site-json/bad-value]",
        "- the plan of a site: 'haein-002' of 'placement.positions' lacks 'rack'; synthesize the site again to write a whole 'site.json' [site-json/bad-value]",
      ].join('\n'),
    );
  });

  test('fails on a link to a switch that is not there', () => {
    const broken = changed((file) => ((file.fabrics[0]!.plan.links as unknown as { bNode: number[] }).bNode[2] = 99));
    expect(() => parseSiteJson(broken)).toThrow(
      /^the plan of a site: fabric 'compute': links: row 2 of column 'bNode' is 99, and a number below \d+ is needed; synthesize the site again to write a whole 'site.json' \[site-json\/bad-value\]$/,
    );
  });

  test('fails on a lock that is none', () => {
    const broken = changed(
      (file) => ((file as unknown as { lock: { partitions: object } }).lock.partitions = { a: 0 }),
    );
    expect(() => parseSiteJson(broken)).toThrow('[lock/bad-content]');
  });

  test('fails on a file that was changed after it was written, and takes one whose digest was taken out', () => {
    const renamed = changed((file) => ((file as unknown as { halls: { name: string }[] }).halls[0]!.name = 'east'));
    expect(() => parseSiteJson(renamed)).toThrow(
      "the plan of site 'gasan' was changed after it was written: what it holds is not what its 'digest' says; synthesize the site again, or take 'digest' out of a file that was changed on purpose [site-json/changed]",
    );
    const open = JSON.parse(renamed) as { digest?: string };
    delete open.digest;
    expect(parseSiteJson(JSON.stringify(open)).halls[0]?.name).toBe('east');
    // White space and line ends are no change.
    expect(parseSiteJson(renderSiteJson(plan).replaceAll('\n', '\r\n'))).toEqual(plan);
  });

  test('takes a lock of version 1 in the plan of a former synthesis', () => {
    const former = changed((file) => {
      const { lock } = file as unknown as { lock: { version: number; stacks?: unknown }; digest?: string };
      lock.version = 1;
      delete lock.stacks;
      delete (file as { digest?: string }).digest;
    });
    expect(parseSiteJson(former).lock).toMatchObject({ version: 2, stacks: {} });
  });
});
