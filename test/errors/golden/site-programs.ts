import { App, TerraformStack, Testing } from 'cdktf';
import { Duration, GpuCluster, Length, Milestone, Phase, Power, PowerZone, Site } from 'cdktf-ai-factory';
import type { HallProps, MilestoneProps, SiteProps } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { HALL, RACK, smallSite, smallZone } from '../../constructs/small-site';
import type { Programs } from './program';

const PROPS: SiteProps = { halls: [HALL], addressPools: [], cableSlack: Length.metres(2), lockFile: false };

function inStack(id: string, props: Partial<SiteProps>): Site {
  return new Site(new TerraformStack(new App(), 'stack'), id, { ...PROPS, ...props });
}

function withHall(hall: Partial<HallProps>): unknown {
  const lab = smallSite({ halls: [{ ...HALL, ...hall }] });
  smallZone(lab, { rows: (hall.rows ?? HALL.rows).map(({ name }) => name) });
  return lab.site.plan;
}

function milestone(props: Partial<MilestoneProps>): unknown {
  const lab = smallSite();
  smallZone(lab);
  new Phase(lab.stack, 'first', { site: lab.site, date: '2027-11-30' });
  new Milestone(lab.stack, 'grid', { site: lab.site, kind: 'energisation', source: 'letter of the utility', ...props });
  return lab.site.plan;
}

/** Wrong sites, halls, racks, places and milestones. */
export const sitePrograms: Programs = {
  'site-under-app': () => new Site(new App(), 'lab', PROPS),
  'site-bad-name': () => inStack('Lab 1', {}),
  'site-no-halls': () => inStack('lab', { halls: [] }),
  'site-several-wrong-props': () =>
    inStack('lab', {
      halls: [
        { ...HALL, rows: [] },
        { ...HALL, name: 'hall-2', rack: { ...RACK, units: 47.5, power: Power.watts(0) } },
      ],
      tenants: ['rental', 'rental'],
      addressPools: [{ name: 'net', purpose: 'tenant', cidr: '10.0.0.0/24', tenant: 'rentl' }],
    }),
  'site-frozen': () => {
    const lab = smallSite();
    const zone = smallZone(lab);
    void lab.site.plan;
    return new GpuCluster(lab.stack, 'late', {
      site: lab.site,
      system: systems.DGX_B200,
      count: 1,
      powerZones: [zone],
    });
  },
  'site-two-of-one-name': () => {
    const lab = smallSite();
    smallZone(lab);
    return smallZone({ ...lab, stack: new TerraformStack(lab.app, 'second') });
  },
  'hall-negative-racks': () => withHall({ rows: [{ name: 'A', racks: -1 }] }),
  'hall-fractional-racks': () => withHall({ rows: [{ name: 'A', racks: 2.5 }] }),
  'hall-two-rows-of-one-name': () =>
    withHall({
      rows: [
        { name: 'A', racks: 2 },
        { name: 'A', racks: 2 },
      ],
    }),
  'hall-bad-row-name': () => withHall({ rows: [{ name: '1 A', racks: 2 }] }),
  'halls-of-one-name': () => {
    const lab = smallSite({ halls: [HALL, { ...HALL, rows: [{ name: 'B', racks: 2 }] }] });
    smallZone(lab, { rows: ['A', 'B'] });
    return lab.site.plan;
  },
  'system-taller-than-rack': () => {
    const lab = smallSite({ halls: [{ ...HALL, rack: { ...RACK, units: 9 } }] });
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
    return lab.site.plan;
  },
  'place-in-unknown-rack': () => {
    const lab = smallSite();
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', {
      site: lab.site,
      system: systems.DGX_B200,
      count: 1,
      places: { 'gpu-001': { rack: 'A99' } },
    });
    return Testing.synth(lab.stack, true);
  },
  'place-of-unknown-system': () => {
    const lab = smallSite();
    smallZone(lab);
    return new GpuCluster(lab.stack, 'gpu', {
      site: lab.site,
      system: systems.DGX_B200,
      count: 1,
      places: { 'gpu-01': { rack: 'A01' } },
    });
  },
  // Four systems of 10 U each in one rack of 39 U.
  'rack-full-by-1-u': () => {
    const lab = smallSite({
      halls: [{ ...HALL, rack: { ...RACK, units: 39, power: Power.kilowatts(60) }, rows: [{ name: 'A', racks: 1 }] }],
    });
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    return Testing.synth(lab.stack, true);
  },
  // 4 x 14.3 kW = 57,200 W; 80 % of 71,499 W are 57,199 W.
  'zone-overloaded-by-1-w': () => {
    const lab = smallSite();
    smallZone(lab, { rating: Power.watts(71_499), redundancy: 'N' });
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    return Testing.synth(lab.stack, true);
  },
  'zone-unknown-row': () => {
    const lab = smallSite({ halls: [{ ...HALL, rows: [{ name: 'row-east', racks: 2 }] }] });
    smallZone(lab, { rows: ['row-esat'] });
    return lab.site.plan;
  },
  'zone-row-in-two-zones': () => {
    const lab = smallSite();
    smallZone(lab);
    new PowerZone(lab.stack, 'zone-b', { site: lab.site, rating: Power.kilowatts(100), rows: ['A'] });
    return lab.site.plan;
  },
  'zone-row-in-no-zone': () => smallSite().site.plan,
  'zone-several-wrong-props': () =>
    smallZone(smallSite(), { rating: Power.watts(0), rows: [], feeds: ['A', 'A'], limitShare: 0 }),
  'zone-no-rows': () => smallZone(smallSite(), { rows: [] }),
  'zone-without-rating': () => {
    const lab = smallSite();
    smallZone(lab, { rating: Power.watts(0) });
    return lab.site.plan;
  },
  'zone-share-above-1': () => {
    const lab = smallSite();
    smallZone(lab, { limitShare: 80 });
    return lab.site.plan;
  },
  'zone-2n-with-one-feed': () => {
    const lab = smallSite();
    smallZone(lab, { feeds: ['A'] });
    return lab.site.plan;
  },
  'milestone-several-wrong-props': () =>
    milestone({ date: '2027-11-31', leadTime: Duration.weeks(20), reachedOn: 'soon', phases: [] }),
  'milestone-of-unknown-kind': () => milestone({ kind: 'energization' as never, phases: ['first'] }),
  'milestone-applied-without-lead-time': () => milestone({ appliedOn: '2027-01-01', phases: ['first'] }),
  'milestone-of-unknown-phase': () => milestone({ phases: ['frist'] }),
  'milestone-of-unknown-hall': () => milestone({ handOver: ['hall-l'] }),
};
