import { runInNewContext } from 'node:vm';
import { App } from 'cdktf';
import { nvl72 } from '../../../examples/nvl72/main';
import { bookAppFiles } from '../../../src/report/book-app/book-app-files';
import {
  type BookFailures,
  type BookHallCables,
  type BookLookup,
  type BookSite,
  CABLE_COLUMNS,
} from '../../../src/report/book-app/book-data';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteCableRows } from '../../../src/model/site-cables';
import { addressesOf, railFabric, withUnderlay } from '../../export/ethernet-site';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { renamed } from '../../support/renamed-plan';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { singleBoardSite } from '../outlook-fixture';
import { SMALL, siteOf } from '../site-fixture';

/** What the files of a book hand to the page, by key. */
function dataOf(files: ReadonlyMap<string, string>): Map<string, unknown> {
  const data = new Map<string, unknown>();
  for (const [path, text] of files) {
    if (!path.startsWith('book/data/')) continue;
    // In a realm of its own: the script may do nothing but call the one function.
    runInNewContext(text, {
      bookData: (key: string, value: unknown) => data.set(key, JSON.parse(JSON.stringify(value))),
    });
  }
  return data;
}

const plan = siteOf(SMALL);
const files = new Map(bookAppFiles(plan, { findings: { findings: [], acknowledged: [] } }));
const data = dataOf(files);
const site = data.get('site') as BookSite;

/** Label and ends of each cable of a hall's file, as the page reads it. */
function cablesIn(cables: BookHallCables, { networks }: BookSite): string[] {
  const given = new Map(cables.labels);
  return Array.from({ length: cables.rows.length / CABLE_COLUMNS }, (_, row) => {
    const [network = 0, a = 0, aPort = 0, b = 0, bPort = 0] = cables.rows.slice(row * CABLE_COLUMNS);
    const lower = `${cables.names[a]}:${cables.ports[aPort]}`;
    return `${given.get(row) ?? `${networks[network]?.name}/${lower}`} ${lower} ${cables.names[b]}:${cables.ports[bPort]}`;
  });
}

describe('the interactive book', () => {
  test('is a page, its script, the site, what is looked up, what goes down, and a file a hall', () => {
    expect([...files.keys()]).toEqual([
      'book/index.html',
      'book/app.js',
      'book/data/site.js',
      'book/data/lookup.js',
      'book/data/failures.js',
      'book/data/hall-1.js',
      'book/data/nowhere.js',
    ]);
  });

  test('asks for nothing from outside, and forbids it', () => {
    const page = files.get('book/index.html') ?? '';
    expect(page).toContain('default-src &#39;none&#39;; script-src &#39;self&#39; file:');
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path)).toEqual([
      '../index.html',
      'app.js',
      'data/site.js',
    ]);
    expect(files.get('book/app.js')).not.toMatch(/fetch\(|XMLHttpRequest|innerHTML|https?:\/\/(?!www\.w3\.org)/);
  });

  test('is the same bytes for the same plan, and small', () => {
    expect([...bookAppFiles(plan, { findings: { findings: [], acknowledged: [] } })]).toEqual([...files]);
    expect(files.get('book/app.js')?.length).toBeLessThan(100_000);
  });

  test('has every rack and device of the plan with its place and draw', () => {
    expect(site.racks.name).toEqual(plan.placement.racks.map(({ name }) => name));
    for (const [index, { name, maxWatts }] of plan.devices.entries()) {
      const position = plan.placement.positions.get(name);
      expect(site.devices.name[index]).toBe(name);
      expect(site.racks.name[site.devices.rack[index] ?? -1]).toBe(position?.rack);
      expect(site.devices.u[index]).toBe(position?.u ?? 0);
      expect(site.devices.watts[index]).toBe(maxWatts);
    }
  });

  test('has every cable of the schedule once in a site of one hall', () => {
    const schedule = [...siteCableRows(plan)].map(
      ({ label, a, b }) => `${label} ${a.device}:${a.port} ${b.device}:${b.port}`,
    );
    const found = ['hall-1', 'nowhere'].flatMap((key) => cablesIn(data.get(key) as BookHallCables, site));
    expect(schedule.length).toBeGreaterThan(30);
    expect(new Set(found)).toEqual(new Set(schedule));
  });

  test('says that a site was not judged where nobody did', () => {
    expect(dataOf(new Map(bookAppFiles(plan))).get('site')).not.toHaveProperty('findings');
    expect(site.findings).toEqual([]);
  });

  test('tells findings that are not known, and those that are waived, apart from all others', () => {
    const finding = { ruleId: 'power/x', severity: 'info' as const, object: 'o', path: 'p', found: 'f', remedy: 'r' };
    const acknowledgement = { reason: 'because', until: '2027-01-01' };
    const told = dataOf(
      new Map(
        bookAppFiles(plan, {
          findings: {
            findings: [finding, { ...finding, outcome: 'indeterminate' }],
            acknowledged: [{ ...finding, acknowledgement }],
          },
        }),
      ),
    ).get('site') as BookSite;
    expect(told.findings?.map(({ outcome, waiver }) => [outcome, waiver])).toEqual([
      ['info', undefined],
      ['not known', undefined],
      ['acknowledged', 'because (until 2027-01-01)'],
    ]);
  });

  test('finds the addresses of routed ports, of both ends', () => {
    const fabric = railFabric();
    const addresses = addressesOf(fabric);
    const routed: SitePlan = { ...plan, addresses, fabrics: [withUnderlay(fabric, { railPool: 'rails' })], cables: [] };
    const lookup = dataOf(new Map(bookAppFiles(routed))).get('lookup') as BookLookup;
    const links = lookup.addresses.filter(([, , address]) => address.endsWith('/31'));
    // 8 hosts with a port on each of 2 rails in each of 2 planes: 32 links with an address at each end, none twice.
    expect(links).toHaveLength(64);
    expect(new Set(links.map(([, , address]) => address)).size).toBe(64);
  });

  test('knows the rack that holds a tray', () => {
    const tall = nvl72(new App({ outdir: temporaryFolder() }));
    const book = dataOf(new Map(bookAppFiles(tall.plan)));
    const cables = book.get('hall-1') as BookHallCables;
    const { devices } = book.get('site') as BookSite;
    const at = cables.names.findIndex((name) => /-t\d\d$/.test(name));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(devices.name[cables.holders[at] ?? -1]).toBe(cables.names[at]?.replace(/-t\d\d$/, ''));
  });

  test('tells which racks each state takes, as the plan has them', () => {
    const chain = singleBoardSite();
    const book = dataOf(new Map(bookAppFiles(chain)));
    const { states } = book.get('failures') as BookFailures;
    const { racks } = book.get('site') as BookSite;
    const planned = chain.power.chain?.states.slice(1) ?? [];
    expect(states.length).toBe(planned.length);
    expect(planned.some(({ lostRacks }) => lostRacks.length > 0)).toBe(true);
    for (const [index, { runs, others }] of states.map((state) => state.racks).entries()) {
      const names = Array.from({ length: runs.length / 2 }, (_, run) =>
        racks.name.slice(runs[2 * run], (runs[2 * run + 1] ?? 0) + 1),
      ).flat();
      expect([...names, ...others].sort()).toEqual([...(planned[index]?.lostRacks ?? [])].sort());
    }
  });

  test.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text), text]))('hands over %s as it is', (_, text) => {
    const odd = renamed(plan, 'haein', text);
    const book = dataOf(new Map(bookAppFiles(odd)));
    expect((book.get('site') as BookSite).devices.name.some((name) => name.startsWith(text))).toBe(true);
  });
});
