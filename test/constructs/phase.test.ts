import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, GpuCluster, InfinibandFabric, Milestone, Phase, Power } from 'cdktf-ai-factory';
import { HGX_B200, INFINIBAND_SWITCH, QM9700_POWER } from '../../stacks/haein-hardware';
import { systems } from '../../src/catalog/systems';
import { renderSiteBook } from '../../src/report/book/render-site-book';
import { renderPhasesSvg } from '../../src/report/phases/render-phases-svg';
import { renderMilestonesCsv } from '../../src/report/schedules';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { HALL, RACK, smallSite, smallZone, type SmallSite } from './small-site';

interface Phases {
  readonly first: Phase;
  readonly second: Phase;
}

function phasesIn({ stack, site }: SmallSite): Phases {
  // Declared against the order of their dates.
  const second = new Phase(stack, 'second', { site, date: '2029-02-28', contractPower: Power.megawatts(103) });
  const first = new Phase(stack, 'first', { site, date: '2027-11-30', contractPower: Power.megawatts(41) });
  return { first, second };
}

function grownIn(small: SmallSite): Phases {
  const phases = phasesIn(small);
  const { stack, site } = small;
  smallZone(small);
  const haein = new GpuCluster(stack, 'haein', {
    site,
    system: HGX_B200,
    count: 20,
    leadTimeWeeks: 20,
    deliveries: [
      { phase: phases.first, systems: 8 },
      { phase: phases.second, systems: 12 },
    ],
  });
  new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [haein],
    switch: INFINIBAND_SWITCH,
    switchPower: QM9700_POWER,
    leadTimeWeeks: 30,
    phase: phases.first,
  });
  return phases;
}

test('a cluster comes in deliveries, and each phase says what it brings and by when to order it', () => {
  const small = smallSite();
  grownIn(small);
  const { phases = [] } = small.site.plan;
  expect(phases.map(({ name, systems, gpus, contractWatts }) => [name, systems, gpus, contractWatts])).toEqual([
    ['first', 8, 64, 41e6],
    ['second', 20, 160, 103e6],
  ]);
  // 2027-11-30 - 30 weeks = 2027-05-04, - 20 weeks = 2027-07-13; 2029-02-28 - 20 weeks = 2028-10-11.
  expect(phases.map(({ purchases }) => purchases.map(({ name, lastOrderDate }) => `${lastOrderDate} ${name}`))).toEqual(
    [
      ["2027-05-04 fabric 'compute'", "2027-07-13 8 systems of cluster 'haein'"],
      ["2028-10-11 12 systems of cluster 'haein'"],
    ],
  );
});

test('the phase is in the inventory and in the policy report, with what runs out first', () => {
  const small = smallSite();
  grownIn(small);
  small.app.synth();
  const stack: unknown = JSON.parse(readFileSync(join(small.app.outdir, 'stacks/lab-stack/cdk.tf.json'), 'utf8'));
  expect(stack).toMatchObject({
    resource: {
      terraform_data: {
        'lab-phase-first': { input: { date: '2027-11-30', contract: '41 MW', systems: 8, gpus: 64 } },
      },
    },
  });
  const report = readFileSync(join(small.app.outdir, 'site/lab/policy.txt'), 'utf8');
  expect(report).toContain('What runs out first');
  expect(small.site.nextLimit()?.moreSystems).toBeGreaterThanOrEqual(0);
});

test('a later phase changes nothing of what is in an earlier one', () => {
  const [small, grown] = [smallSite(), smallSite()];
  grownIn(small);
  const { second } = grownIn(grown);
  new GpuCluster(grown.stack, 'more', { site: grown.site, system: HGX_B200, count: 6, phase: second });
  const [before, after] = [small.site.plan, grown.site.plan];
  const firstOf = (plan: typeof before): unknown => plan.phases?.[0];
  expect(firstOf(after)).toEqual(firstOf(before));
  for (const [name, place] of before.placement.positions) expect(after.placement.positions.get(name)).toEqual(place);
});

describe('milestones of a site that grows', () => {
  const small = smallSite({ policy: { asOf: '2026-12-01' } });
  const { first } = grownIn(small);
  const { stack, site } = small;
  const compute = stack.node.findChild('compute');
  const haein = stack.node.findChild('haein') as GpuCluster;
  new Milestone(stack, 'grid', { site, kind: 'energisation', source: 'utility', date: '2027-12-15', phases: [first] });
  new Milestone(stack, 'level-5', {
    site,
    kind: 'integrated-test',
    source: 'schedule of the builder',
    leadTime: Duration.weeks(60),
    appliedOn: '2026-10-01',
    handOver: ['hall-1', haein],
  });
  new Milestone(stack, 'permit', {
    site,
    kind: 'permit',
    source: 'the city',
    leadTime: Duration.weeks(20),
    orders: [compute],
  });
  const { milestones = [] } = site.plan;

  test('have their day, and what waits for them with its own', () => {
    // 2026-10-01 + 60 weeks = 2027-11-25; 2027-05-04 - 20 weeks = 2026-12-15.
    expect(milestones.map(({ name, day, lastApplication }) => [name, day, lastApplication])).toEqual([
      ['grid', '2027-12-15', undefined],
      ['level-5', '2027-11-25', undefined],
      ['permit', undefined, '2026-12-15'],
    ]);
    expect(milestones.map(({ gates }) => gates.map(({ what, name, date }) => `${what} ${name} ${date ?? ''}`))).toEqual(
      [
        ["phase phase 'first' 2027-11-30"],
        [
          "hand-over 8 systems of cluster 'haein' 2027-11-30",
          "hand-over hall 'hall-1' 2027-11-30",
          "hand-over 12 systems of cluster 'haein' 2029-02-28",
        ],
        ["order fabric 'compute' 2027-05-04"],
      ],
    );
  });

  test('are judged', () => {
    const found = site.evaluation.findings.filter(({ ruleId }) => ruleId === 'growth/before-milestone');
    expect(found.map(({ object, arithmetic }) => [object, arithmetic])).toEqual([
      ["phase 'first' after energisation 'grid'", '2027-11-30 is before 2027-12-15'],
    ]);
  });

  test('come back from the file of the site', () => {
    expect(parseSiteJson(renderSiteJson(site.plan)).milestones).toEqual(milestones);
  });

  test('are in the drawing of phases, in the book and in a file of their own', () => {
    const svg = renderPhasesSvg(site.plan);
    expect(svg).toContain('energisation: grid');
    expect(svg).toContain('apply by 2026-12-15');
    expect(renderSiteBook(site.plan)).toContain('2027-12-15 (late)');
    expect(renderMilestonesCsv(milestones).split('\r\n').join('\n')).toContain(
      "permit,permit,,20,,2026-12-15,,order,fabric 'compute',first,2027-05-04,the city",
    );
  });

  test('without a day of the phase are not known', () => {
    const lone = smallSite();
    smallZone(lone);
    new Milestone(lone.stack, 'permit', {
      site: lone.site,
      kind: 'permit',
      source: 'the city',
      date: '2027-01-01',
      handOver: ['hall-1'],
    });
    const found = lone.site.evaluation.findings.filter(({ ruleId }) => ruleId === 'growth/before-milestone');
    expect(found).toMatchObject([{ outcome: 'indeterminate', found: "the day of hall 'hall-1'" }]);
  });
});

test('fails for deliveries that bring another number of systems', () => {
  const small = smallSite();
  const { first } = phasesIn(small);
  const { stack, site } = small;
  expect(
    () =>
      new GpuCluster(stack, 'haein', { site, system: HGX_B200, count: 20, deliveries: [{ phase: first, systems: 8 }] }),
  ).toThrow(
    "cluster 'haein': 'deliveries' bring 8 systems, and 'count' is 20; let the deliveries bring all systems [cluster/deliveries-differ]",
  );
});

test('fails for deliveries beside a phase', () => {
  const small = smallSite();
  const { first } = phasesIn(small);
  const { stack, site } = small;
  expect(
    () =>
      new GpuCluster(stack, 'haein', {
        site,
        system: HGX_B200,
        count: 8,
        phase: first,
        deliveries: [{ phase: first, systems: 8 }],
      }),
  ).toThrow("cluster 'haein': both 'phase' and 'deliveries' are given; leave out 'phase' [cluster/two-phases]");
});

test('fails for a delivery of no system', () => {
  const small = smallSite();
  const { first } = phasesIn(small);
  const { stack, site } = small;
  expect(
    () =>
      new GpuCluster(stack, 'haein', { site, system: HGX_B200, count: 8, deliveries: [{ phase: first, systems: 0 }] }),
  ).toThrow(/^entry of 'deliveries' of cluster 'haein': 'systems' is 0.*\[cluster\/bad-delivery\]/);
});

test('fails for a phase of another site', () => {
  const [small, other] = [smallSite(), smallSite()];
  const { first } = phasesIn(other);
  expect(
    () => new GpuCluster(small.stack, 'haein', { site: small.site, system: HGX_B200, count: 8, phase: first }),
  ).toThrow(/cluster 'haein': 'phase' has 'lab-stack\/first', which is of site .*\[site\/other-site\]/);
});

test('fails for a date that is no day', () => {
  const { stack, site } = smallSite();
  expect(() => new Phase(stack, 'first', { site, date: 'November 2027' })).toThrow(
    "phase 'first': 'date' is 'November 2027', which is no day of the calendar; write it as year-month-day, for example '2027-11-30' [phases/bad-date]",
  );
});

test('a cluster of whole racks counts its GPUs by the rack in every phase', () => {
  const small = smallSite({ halls: [{ ...HALL, rack: { ...RACK, power: Power.kilowatts(150) } }] });
  const { first, second } = phasesIn(small);
  const { stack, site } = small;
  smallZone(small, { rating: Power.megawatts(3) });
  new GpuCluster(stack, 'gb200', {
    site,
    system: systems.GB200_NVL72,
    systemPower: Power.kilowatts(132),
    count: 8,
    deliveries: [
      { phase: first, systems: 3 },
      { phase: second, systems: 5 },
    ],
  });
  expect(site.plan.phases?.map(({ systems: racks, gpus }) => [racks, gpus])).toEqual([
    [3, 3 * 72],
    [8, 8 * 72],
  ]);
});
