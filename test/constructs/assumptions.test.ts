import { join } from 'node:path';

import { App, TerraformStack } from 'cdktf';
import {
  AddressPlan,
  AirHandlers,
  assumed,
  assumedFact,
  type AssumptionReason,
  CoolingLoop,
  Duration,
  FlowRate,
  GpuCluster,
  Hall,
  Length,
  Power,
  PowerZone,
  Rack,
  Row,
  Site,
  type SitePlan,
  type SiteProps,
  Temperature,
  userFact,
} from 'cdktf-ai-factory';
import { defineSystem, requireFact, systems } from 'cdktf-ai-factory/catalog';

import { parseSiteJson } from '../../src/report/site/site-json';
import { HALL } from './small-site';
import { temporaryFolder } from './temporary-folder';
import { writtenFiles } from './written-files';

const OFFER: AssumptionReason = { why: 'no offer yet', owner: 'the supplier', until: '2027-01-31' };
const DESIGN: AssumptionReason = { why: 'class of such loops', owner: 'mechanical design', until: '2026-12-31' };

const RAILS = userFact(8, 'quote', '2026-11');

const H200 = defineSystem({
  ...systems.DGX_H200,
  inBandPorts: assumedFact({ ...requireFact(systems.DGX_B200, 'inBandPorts'), count: 2 }, OFFER, '2026-11'),
});

interface Made {
  readonly site: Site;
  readonly plan: SitePlan;
  readonly files: ReadonlyMap<string, string>;
}

/** Systems of a model with one assumed fact, on a loop with one assumed prop, in a site with one in a nested prop. */
function made(asOf = '2026-12-01', props: Partial<SiteProps> = {}): Made {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [HALL],
    lockFile: false,
    cableSlack: Length.metres(2),
    climate: {
      source: 'weather file',
      percentile: '0.4 %',
      ...assumed({ hottestDryBulb: Temperature.celsius(35) }, DESIGN),
    },
    policy: { asOf },
    ...props,
  });
  new PowerZone(site, 'zone-a', { rating: Power.kilowatts(700), rows: ['A'], rackFeed: 'static-switch' });
  const loop = new CoolingLoop(site, 'hall-air', {
    kind: 'air',
    rows: ['A'],
    ...assumed({ hold: Duration.seconds(60), supply: Temperature.celsius(24) }, DESIGN),
    supply: Temperature.celsius(22),
  });
  new AirHandlers(site, 'crah', {
    loop,
    kind: 'crah',
    capacity: Power.kilowatts(60),
    airflow: FlowRate.cubicMetresPerHour(20_000),
  });
  for (const id of ['one', 'two']) new GpuCluster(site, id, { system: H200, count: 2, unitSystems: 32 });
  const { plan } = site;
  app.synth();
  return { site, plan, files: writtenFiles(join(outdir, 'site')) };
}

const LISTED = [
  {
    object: "cooling loop 'hall-air'",
    path: 'lab-stack/lab/hall-air',
    prop: 'hold',
    value: '1 min',
    ...DESIGN,
  },
  { object: "site 'lab'", path: 'lab-stack/lab', prop: 'climate.hottestDryBulb', value: '35 degC', ...DESIGN },
  {
    object: "model 'dgx-h200'",
    path: 'lab-stack/lab/one',
    prop: 'inBandPorts',
    value: 'count 2, rate 400 Gb/s, connector QSFP112, nic bluefield-3',
    ...OFFER,
  },
];

describe('what is assumed', () => {
  const { plan, files } = made();

  test('is listed once, by day, with who replaces it; what a later prop gives otherwise is not', () => {
    expect(plan.assumptions).toEqual(LISTED);
  });

  test('comes back from site.json', () => {
    expect(parseSiteJson(files.get('lab/site.json') ?? '').assumptions).toEqual(LISTED);
  });

  test('is one table of the site book', () => {
    const book = files.get('lab/index.html') ?? '';
    expect(book).toContain('<h2>Assumptions</h2>');
    expect(book).toContain(
      '<th scope="row">cooling loop &#39;hall-air&#39;</th><td><code>hold</code></td><td>1 min</td><td>class of such loops</td><td>mechanical design</td><td><span class="day">2026-12-31</span></td>',
    );
    expect(book).toContain('<dt>Assumed figures</dt><dd>3</dd>');
  });

  test('is marked in every drawing and report', () => {
    const drawings = [...files].filter(([path]) => path.endsWith('.svg'));
    expect(drawings.length).toBeGreaterThan(5);
    for (const [path, svg] of drawings) {
      expect([path, svg.includes('3 assumed figures in this site: see Assumptions in index.html</desc>')]).toEqual([
        path,
        true,
      ]);
    }
    expect(files.get('lab/policy.txt')).toContain("Judged by 3 assumed figures: see 'Assumptions' in the site book.");
    expect(files.get('lab/bill-of-materials.csv')).toContain(',phase,assumed\n');
    expect(files.get('lab/bill-of-materials.csv')).toMatch(/DGX H200.*,inBandPorts\n/);
    expect(files.get('lab/rack-schedule.csv')).toMatch(/dgx-h200.*,inBandPorts\n/);
    expect(JSON.parse(files.get('lab/policy.json') ?? '{}')).toMatchObject({ counts: { assumed: 3 } });
    expect(JSON.parse(files.get('lab/policy.sarif') ?? '{}')).toMatchObject({ runs: [{ properties: { assumed: 3 } }] });
    expect(files.get('lab/policy.xml')).toContain('<property name="assumed" value="3"/>');
  });

  test('is the value that is planned with', () => {
    expect(plan.cooling?.loops[0]).toMatchObject({ holdSeconds: 60, supplyMillicelsius: 22_000 });
  });
});

describe('an assumption past its day', () => {
  const overdue = (asOf: string): unknown[] =>
    made(asOf).site.evaluation.findings.filter(({ ruleId }) => ruleId === 'growth/assumption-overdue');

  test('is none on its last day', () => {
    expect(overdue('2026-12-31')).toEqual([]);
  });

  test('is one finding a cause on the day after', () => {
    expect(overdue('2027-01-01')).toMatchObject([
      {
        severity: 'warning',
        path: 'lab-stack/lab',
        object: '2 figures that mechanical design replaces',
        found:
          "'hold' of cooling loop 'hall-air': 1 min; 'climate.hottestDryBulb' of site 'lab': 35 degC: assumed until 2026-12-31 (class of such loops)",
        limit: '2027-01-01, the evaluation date',
        arithmetic: '2027-01-01 is after 2026-12-31',
        remedy:
          "ask mechanical design for the figure and give it with its source, or assume it again with a later 'until'",
      },
    ]);
    expect(overdue('2027-02-01')).toHaveLength(2);
    expect(overdue('2027-02-01')[0]).toMatchObject({
      path: 'lab-stack/lab/one',
      object: '1 figure that the supplier replaces',
    });
  });

  test('is not known where the site says no date', () => {
    const { site } = made('', { policy: {} });
    expect(site.evaluation.findings.filter(({ ruleId }) => ruleId === 'growth/assumption-overdue')).toMatchObject([
      {
        outcome: 'indeterminate',
        found: 'whether 3 assumed figures are past their date, the first on 2026-12-31',
        remedy: "give 'asOf', the evaluation date, in 'policy' of the site",
      },
    ]);
  });
});

test('halls, rows and racks that are constructs list what they assume', () => {
  const stack = new TerraformStack(new App(), 'lab-stack');
  const site = new Site(stack, 'lab', { lockFile: false });
  const rack = { model: 'rack', units: 48, power: Power.kilowatts(40) };
  const hall = new Hall(site, 'hall-1', { rack: { ...rack, ...assumed({ units: 48 }, OFFER) } });
  const row = new Row(hall, 'A', { ...assumed({ racks: 4 }, OFFER) });
  new Rack(row, 'A01', { ...assumed({ power: Power.kilowatts(20) }, OFFER) });
  new PowerZone(row, 'zone', { ...assumed({ rating: Power.kilowatts(200) }, OFFER) });
  expect(site.plan.assumptions?.map(({ object, path, prop }) => `${object} at ${path}: ${prop}`)).toEqual([
    "hall 'hall-1' at lab-stack/lab/hall-1: rack.units",
    "position 'A01' of row 'A' of hall 'hall-1' at lab-stack/lab/hall-1/A/A01: power",
    "power zone 'zone' at lab-stack/lab/hall-1/A/zone: rating",
    "row 'A' of hall 'hall-1' at lab-stack/lab/hall-1/A: racks",
  ]);
});

test('a site that assumes nothing has no word of it', () => {
  const stack = new TerraformStack(new App(), 'lab-stack');
  const site = new Site(stack, 'lab', { halls: [HALL], lockFile: false });
  new PowerZone(site, 'zone-a', { rating: Power.kilowatts(700), rows: ['A'] });
  expect(site.plan).not.toHaveProperty('assumptions');
  expect(site.evaluation.counts).not.toHaveProperty('assumed');
});

describe('refuses', () => {
  test.each<[string, Partial<AssumptionReason>, string]>([
    ['no reason', { why: ' ' }, "'why' is ' '; say why this value is assumed and no other"],
    ['nobody', { owner: '' }, "'owner' is ''; say who replaces it: a person, a team or a firm"],
    [
      'a day that is none',
      { until: '2026-02-30' },
      "'until' is '2026-02-30'; write the last day as year-month-day, for example '2027-03-31'",
    ],
    [
      'a word for a day',
      { until: 'soon' },
      "'until' is 'soon'; write the last day as year-month-day, for example '2027-03-31'",
    ],
  ])('%s', (_what, part, text) => {
    const reason = { ...OFFER, ...part };
    expect(() => assumedFact(1, reason, '2026-11')).toThrow(`an assumed fact: ${text} [catalog/bad-assumption]`);
    expect(() => assumed({ hold: 1, loss: 2 }, reason)).toThrow(
      `assumed props 'hold', 'loss': ${text} [catalog/bad-assumption]`,
    );
  });

  test('a fact of that status without an owner, and an owner of a known fact', () => {
    const fact = userFact(48, 'no source', '2026-11');
    expect(() => defineSystem({ ...systems.DGX_H200, rails: { ...fact, status: 'assumed' } })).toThrow(
      "system 'dgx-h200': 'rails': 'owner' is missing",
    );
    const known = { ...RAILS, replaced: { owner: 'x', until: '2027-01-31' } };
    expect(() => defineSystem({ ...systems.DGX_H200, rails: known })).toThrow(
      "system 'dgx-h200': 'rails' is replaced and of the status 'user'; give it by 'assumedFact', or leave 'replaced' out [catalog/inconsistent]",
    );
  });

  test('props of facts, and props that no site lists', () => {
    expect(() => defineSystem({ ...systems.DGX_H200, ...assumed({ rails: RAILS }, OFFER) })).toThrow(
      "system 'dgx-h200': rails are assumed as props are, and an entry holds facts; write each as assumedFact(value, { why, owner, until }, 'YYYY-MM') [catalog/bad-assumption]",
    );
    expect(() => AddressPlan.within('10.0.0.0/8', { ...assumed({ growth: 2 }, OFFER) })).toThrow(
      "'growth' is assumed, and no site lists what these props assume; give the value itself; assume props of the constructs of a site, or facts of its models [props/assumption-not-listed]",
    );
  });
});
