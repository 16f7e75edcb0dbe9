import { type App, TerraformStack } from 'cdktf';
import {
  Cdu,
  CoolingLoop,
  FlowRate,
  GpuCluster,
  Hall,
  InfinibandFabric,
  Length,
  Mass,
  Phase,
  Power,
  PowerZone,
  Rack,
  Row,
  Site,
  TenantLoad,
  Temperature,
} from 'cdktf-ai-factory';
import { cdus, switches, systems } from 'cdktf-ai-factory/catalog';
import { AwsRegion, AwsVpc, AwsZone } from 'cdktf-ai-factory/aws';
import { smallSite } from './small-site';

const RATING = { rating: Power.kilowatts(700), rackFeed: 'static-switch' } as const;

/** A site without halls in a stack of an app of its own. */
function bareSite(): { readonly app: App; readonly stack: TerraformStack; readonly site: Site } {
  return smallSite({ halls: undefined } as never);
}

function hallOf(site: Site): Hall {
  return new Hall(site, 'hall-1', {
    rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44), maxLoad: Mass.kilograms(1_500) },
    rowPitch: Length.metres(3),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
  });
}

test('the site is that of the nearest ancestor, however deep', () => {
  const { site } = bareSite();
  const hall = hallOf(site);
  const row = new Row(hall, 'A', { racks: 14 });
  const zone = new PowerZone(row, 'east', RATING);
  const cluster = new GpuCluster(zone, 'haein', { system: systems.DGX_B200, count: 4 });
  const rack = new Rack(row, 'A14', { blockedBy: 'a column' });
  const phase = new Phase(rack, 'first', { date: '2027-01-01' });
  expect([hall, row, zone, cluster, rack, phase].map((one) => one.site)).toEqual(Array.from({ length: 6 }, () => site));
});

test('rows come from a row, zones from a zone, and no further', () => {
  const { site } = bareSite();
  const row = new Row(hallOf(site), 'A', { racks: 14 });
  const zone = new PowerZone(row, 'east', RATING);
  const cluster = new GpuCluster(zone, 'haein', { system: systems.DGX_B200, count: 4 });
  new InfinibandFabric(zone, 'compute', {
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    powerZones: [],
  });
  const { halls, power, clusters } = site.plan;
  expect(halls[0]?.rows[0]).toMatchObject({ name: 'A', zone: 'east' });
  expect(power.zones.map(({ name }) => name)).toEqual(['east']);
  expect(clusters[0]?.zones).toEqual(['east']);
});

test('a block of a tenant takes the row that it is created in', () => {
  const { site } = bareSite();
  const hall = hallOf(site);
  const row = new Row(hall, 'A', { racks: 14 });
  const other = new Row(hall, 'B', { racks: 14 });
  const block = { racks: 14, power: Power.kilowatts(300), liquidShare: 0 };
  expect(new TenantLoad(row, 'block-a', block).input.rows).toEqual(['hall-1/A']);
  expect(new TenantLoad(row, 'block-b', { ...block, rows: [other.fullName] }).input.rows).toEqual(['hall-1/B']);
});

test('a loop serves the row or the hall that it is created in, and a facility loop serves none', () => {
  const { site } = bareSite();
  const hall = hallOf(site);
  const row = new Row(hall, 'A', { racks: 14 });
  const rise = Temperature.celsius(10);
  const facility = new CoolingLoop(hall, 'water', { kind: 'facility', rise });
  const air = new CoolingLoop(hall, 'air', { kind: 'air', rejectsTo: facility, rise });
  const liquid = new CoolingLoop(row, 'liquid', { kind: 'technology', rejectsTo: facility, rise });
  const chosen = new CoolingLoop(hall, 'chosen', { kind: 'technology', rows: ['hall-1/B'], rise });
  expect([facility, air, liquid, chosen].map(({ input }) => input.rows)).toEqual([
    [],
    ['hall-1/*'],
    ['hall-1/A'],
    ['hall-1/B'],
  ]);
  const units = new Cdu(liquid, 'cdus', { spec: cdus.DESCHUTES, flow: FlowRate.litresPerMinute(2_000) });
  expect(units.loop).toBe(liquid);
  expect(units.site).toBe(site);
});

test('AWS constructs take region and site from where they are created', () => {
  const { site } = bareSite();
  const region = new AwsRegion(site, 'seoul', { region: 'ap-northeast-2' });
  const zones = [new AwsZone(region, 'az1', { zoneId: 'apne2-az1' })];
  const vpc = new AwsVpc(region, 'train', { zones, cidrs: ['10.64.0.0/16'] });
  expect([vpc.site, vpc.region, zones[0]?.region]).toEqual([site, region, region]);
});

test('what is created in a construct of another stack belongs to the site of that construct', () => {
  const { app, site } = smallSite();
  const other = new TerraformStack(app, 'other');
  const zone = new PowerZone(other, 'east', { site, rows: ['A'], ...RATING });
  expect(new GpuCluster(zone, 'haein', { system: systems.DGX_B200, count: 4 }).site).toBe(site);
});

test('a site that is given and is that of the scope is right', () => {
  const { site } = smallSite();
  expect(new PowerZone(site, 'east', { site, rows: ['A'], ...RATING }).site).toBe(site);
});

test('fails for a site that is not that of the scope', () => {
  const { stack, site } = smallSite();
  const other = new Site(stack, 'other', {
    halls: [{ ...hallProps(), rows: [{ name: 'A', racks: 2 }] }],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  expect(() => new PowerZone(site, 'east', { site: other, rows: ['A'], ...RATING })).toThrow(
    "power zone 'east': 'site' is another one than site 'lab', in which it is created; leave 'site' out, or create it in what 'site' names [props/other-scope]",
  );
});

test('fails for a site from neither, with all else that is missing', () => {
  const { stack } = smallSite();
  expect(() => new PowerZone(stack, 'east', {} as never)).toThrow(
    [
      '3 problems [design/several]',
      "- power zone 'east': 'site' is missing; create it in its site, or give 'site' [props/missing]",
      "- power zone 'east': 'rating' is missing; give 'rating' [props/missing]",
      "- power zone 'east': 'rows' is missing; create it in its row, or give 'rows' [props/missing]",
    ].join('\n'),
  );
  expect(() => new Cdu(stack, 'cdus', { spec: cdus.DESCHUTES })).toThrow(
    "cooling units 'cdus': 'loop' is missing; create it in its cooling loop, or give 'loop' [props/missing]",
  );
});

function hallProps(): ConstructorParameters<typeof Site>[2]['halls'] extends readonly (infer H)[] | undefined
  ? H
  : never {
  return {
    name: 'hall-1',
    rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
    rowPitch: Length.metres(3),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
    rows: [{ name: 'A', racks: 14 }],
  };
}
