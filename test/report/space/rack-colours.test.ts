import { planPlacement } from '../../../src/design/placement/plan-placement';
import { planPower } from '../../../src/design/power/plan-power';
import { renderSiteFiles } from '../../../src/export/site/site-files';
import type { SitePlan } from '../../../src/model/site-plan';
import { RackLoads } from '../../../src/report/space/rack-colours';
import { hall, row } from '../../policy/space/layout-fixture';
import { device, sitePlan } from '../../policy/site-plan-fixture';

const ZONE = {
  name: 'a',
  path: 'stack/a',
  ratingWatts: 1_500_000,
  feeds: ['A', 'B'],
  redundancy: '2N' as const,
  limitShare: 0.8,
  rackFeed: 'split' as const,
};

const GUEST = { name: 'guest', path: 'stack/guest', racks: 25, loadWatts: 500_000, liquidShare: 0.5 };

/** Four systems of 14.3 kW, held to 10 kW, in row A; rows S and T are let to a guest who draws 500 kW over 10 and 15 racks. */
function site(basis: 'nameplate' | 'capped'): SitePlan {
  const halls = [
    hall([
      row('A', { racks: 3 }),
      row('S', { racks: 10, tenant: 'guest', accepts: [] }),
      row('T', { racks: 15, tenant: 'guest', accepts: [] }),
    ]),
  ];
  const devices = Array.from({ length: 4 }, (_, index) => device(`b${index}`, { figures: { capped: 10_000 } }));
  const placement = planPlacement({ halls, devices });
  const tenantLoads = [{ ...GUEST, rows: ['hall-1/S', 'hall-1/T'] }];
  const power = planPower({ zones: [ZONE], placement, devices, basis, tenantLoads });
  return sitePlan({ halls, devices, placement, power });
}

function textsOf(svg = ''): string[] {
  return [...svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

/** Figures of the drawings and of the book, by file: row A, row T, and the title where it names the figure. */
const TOLD: readonly (readonly [string, Record<'capped' | 'nameplate', readonly string[]>])[] = [
  [
    'hall.svg',
    {
      capped: ['gasan: racks by load (capped)', '40 kW', '300 kW', 'let to guest', 'let', 'let to a tenant'],
      nameplate: ['gasan: racks by load', '57.2 kW', '300 kW', 'let to guest', 'let', 'let to a tenant'],
    },
  ],
  [
    'halls/hall-1-power.svg',
    {
      capped: ['gasan, hall-1: racks by power (capped)', '40 kW', '300 kW', 'let to guest', 'let'],
      nameplate: ['gasan, hall-1: racks by power', '57.2 kW', '300 kW', 'let to guest', 'let'],
    },
  ],
  [
    'power.svg',
    {
      capped: ['15 racks, let to guest, 300 kW', '10 racks, let to guest, 200 kW', '1 rack in use, 40 kW'],
      nameplate: ['15 racks, let to guest, 300 kW', '10 racks, let to guest, 200 kW', '1 rack in use, 57.2 kW'],
    },
  ],
  [
    'racks/A01.svg',
    { capped: ['67 %: 40 kW of 60 kW (capped)', '10 kW'], nameplate: ['95 %: 57.2 kW of 60 kW', '14.3 kW'] },
  ],
];

describe.each(['capped', 'nameplate'] as const)('a site that is judged %s', (basis) => {
  const files = renderSiteFiles(site(basis));

  test.each(TOLD)('tells loads by its figure and tenants by name in %s', (file, told) => {
    expect(textsOf(files.get(file))).toEqual(expect.arrayContaining([...told[basis]]));
  });

  test('calls no rack of a tenant empty and no row of it 0 W, in any drawing and in the book', () => {
    for (const [path, text] of files) {
      if (!/\.(svg|html)$/.test(path)) continue;
      expect(text).not.toMatch(/[ST]\d\d: 0 devices|Row [ST]: 0 of/);
      expect(textsOf(text)).not.toContain('0 W');
    }
  });

  test('names the tenant in the book: its row, its draw, and its racks beside those in use', () => {
    const book = files.get('index.html') ?? '';
    expect(book).toContain('row T: let to guest, 15 racks, 300 kW</summary>');
    expect(book).toContain(
      '<th scope="row">guest</th><td>hall-1/S, hall-1/T</td><td class="figure">25</td><td class="figure">500 kW</td>',
    );
    expect(book).toContain('<dt>Racks let</dt><dd>25</dd>');
  });

  test('draws together what its zone is calculated with', () => {
    const plan = site(basis);
    const loads = new RackLoads(plan);
    const rows = ['A', 'S', 'T'].map((name) => loads.ofRow(plan.placement.racks.filter((rack) => rack.row === name)));
    expect(rows.reduce((sum, { watts }) => sum + watts, 0)).toBe(plan.power.loadWatts);
  });
});

test('a row of a tenant whose figures are not known is let all the same', () => {
  const plan = site('nameplate');
  const power = { ...plan.power, tenantLoads: [] };
  const loads = new RackLoads({ ...plan, power });
  expect(loads.ofRow(plan.placement.racks.filter((rack) => rack.row === 'T'))).toEqual({
    watts: 0,
    racks: 15,
    used: 0,
    owners: 'let to guest',
    tenant: 'guest',
  });
});
