import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import {
  AirHandlers,
  Cdu,
  CoolingLoop,
  type CoolingLoopProps,
  CoolingPumps,
  EnergyTarget,
  FlowRate,
  GpuCluster,
  HeatRejection,
  Length,
  Phase,
  Power,
  type Site,
  Temperature,
} from 'cdktf-ai-factory';
import { cdus, defineCdu, systems, userFact } from 'cdktf-ai-factory/catalog';

import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { smallSite, type SmallSite, smallZone } from './small-site';

/** A site with twelve DGX H100 in three racks. */
function site(): SmallSite {
  const small = smallSite();
  const zone = smallZone(small);
  new GpuCluster(small.stack, 'h100', {
    site: small.site,
    system: systems.DGX_H100,
    count: 12,
    unitSystems: 4,
    powerZones: [zone],
  });
  return small;
}

const loop = ({ stack, site: of }: SmallSite, id: string, props: Omit<CoolingLoopProps, 'site'>): CoolingLoop =>
  new CoolingLoop(stack, id, { site: of, ...props });

describe('a site with cooling', () => {
  const small = site();
  const { stack } = small;
  const water = loop(small, 'water', { kind: 'facility', rise: Temperature.celsius(8) });
  const air = loop(small, 'air', {
    kind: 'air',
    rows: ['A'],
    rejectsTo: water,
    supply: Temperature.celsius(22),
    leadTimeWeeks: 20,
  });
  new AirHandlers(stack, 'room-units', {
    loop: air,
    kind: 'crah',
    capacity: Power.kilowatts(60),
    airflow: FlowRate.cubicFeetPerMinute(8_000),
    approach: Temperature.celsius(6),
    power: Power.kilowatts(3),
    leadTimeWeeks: 12,
  });
  new HeatRejection(stack, 'coolers', {
    loop: water,
    kind: 'dry-cooler',
    capacity: Power.kilowatts(100),
    approach: Temperature.celsius(6),
    outdoor: Temperature.celsius(10),
    power: Power.kilowatts(2),
  });
  new CoolingPumps(stack, 'pumps', { loop: water, flow: FlowRate.litresPerMinute(150), power: Power.watts(500) });
  new EnergyTarget(stack, 'energy', { site: small.site, pue: 1.3, electricalLossShare: 0.05 });
  const { cooling, phases } = small.site.plan;

  // 12 x 10.2 kW = 122.4 kW: three of 60 kW by heat. 12 x 1,105 CFM = 13,260: two of 8,000 by air. One more is spare.
  test('sizes its units by heat and by air', () => {
    const [room] = cooling?.loops.find(({ name }) => name === 'air')?.units ?? [];
    expect(room).toMatchObject({ needed: { byHeat: 3, byFlow: 2 }, units: 4, drawnWatts: 12_000 });
  });

  // 122.4 + 12 kW, water at 8 K: 134,400 x 1,000 / (4.16746 x 8,000) = 4,031 ml/s = 241.9 L/min: two pumps of 150 and a spare.
  test('passes heat and the draw of fans on', () => {
    const facility = cooling?.loops.find(({ name }) => name === 'water');
    expect(facility).toMatchObject({
      heatWatts: 134_400,
      flowMillilitresPerSecond: 4_031,
      deliveredMillicelsius: 16_000,
    });
    expect(facility?.units.map(({ name, units }) => [name, units])).toEqual([
      ['coolers', 3],
      ['pumps', 3],
    ]);
  });

  // 12 + 6 + 1.5 kW of cooling; losses (122.4 + 19.5) x 0.05 / 0.95 = 7.468 kW; 149.368 / 122.4 = 1.2203.
  test('knows its PUE', () => {
    expect(cooling?.pue).toBeCloseTo(1.2203, 4);
    expect(phases).toBeUndefined();
  });

  test('has a resource for each loop, group of units and target, in the stack of its construct', () => {
    small.app.synth();
    const text = readFileSync(join(small.app.outdir, 'stacks', 'lab-stack', 'cdk.tf.json'), 'utf8');
    const { resource } = JSON.parse(text) as { resource: { terraform_data: Record<string, { input: unknown }> } };
    const { terraform_data: all } = resource;
    expect(Object.keys(all).filter((name) => /cooling|energy/.test(name))).toEqual([
      'lab-cooling-loop-air',
      'lab-cooling-loop-water',
      'lab-cooling-units-coolers',
      'lab-cooling-units-pumps',
      'lab-cooling-units-room-units',
      'lab-energy-target-energy',
    ]);
    expect(all['lab-cooling-loop-air']?.input).toEqual({
      kind: 'air',
      heat: '122.4 kW of 240 kW',
      flow: '375,481.44 L/min',
      supply: '22 degC',
      rows: ['hall-1/A'],
      racks: 3,
      rejects_to: 'water',
    });
    expect(all['lab-cooling-units-room-units']?.input).toEqual({
      kind: 'crah',
      loop: 'air',
      units: 4,
      spare: 1,
      heat_each: '30.6 kW of 60 kW',
    });
    expect(all['lab-energy-target-energy']?.input).toEqual({ pue: '1.220 of 1.3', wue: '0.000' });
  });

  test('is read back from its file as it was, and meets the schema', () => {
    const text = renderSiteJson(small.site.plan);
    expect(parseSiteJson(text).cooling).toEqual(cooling);
    const schema = readFileSync(join(__dirname, '../../docs/schemas/site.schema.json'), 'utf8');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(schema) as object);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  });
});

test('a site without cooling has none in its plan', () => {
  expect(site().site.plan).not.toHaveProperty('cooling');
});

test('a unit takes flow, approach, draw and rated water of its model, and props before them', () => {
  const small = site();
  const tcs = loop(small, 'tcs', { kind: 'technology', halls: ['hall-1'] });
  expect(tcs.input).toMatchObject({ rows: ['hall-1/*'], coolant: 'pg25' });
  // 500 GPM = 1,892.706 L/min = 31,545 ml/s.
  expect(new Cdu(small.stack, 'deschutes', { loop: tcs, spec: cdus.DESCHUTES }).input).toEqual({
    name: 'deschutes',
    path: 'lab-stack/deschutes',
    kind: 'cdu',
    loop: 'tcs',
    spare: 1,
    capacityWatts: 2_000_000,
    flowMillilitresPerSecond: 31_545,
    approachMillicelsius: 3_000,
    ratedAtMillicelsius: 26_800,
    drawWatts: 74_000,
  });
  // Its maximum of 2,125 L/min = 35,417 ml/s.
  const chx = new Cdu(small.stack, 'chx', {
    loop: tcs,
    spec: cdus.COOLIT_CHX2000,
    count: 2,
    approach: Temperature.celsius(5),
  });
  expect(chx.input).toMatchObject({ flowMillilitresPerSecond: 35_417, approachMillicelsius: 5_000, count: 2 });
  const own = defineCdu({
    id: 'own',
    model: 'Own',
    manufacturer: 'Own',
    capacity: userFact(Power.megawatts(1), 'quote', '2026-11'),
  });
  expect(new Cdu(small.stack, 'own', { loop: tcs, spec: own, count: 1, spare: 0 }).input).toEqual({
    name: 'own',
    path: 'lab-stack/own',
    kind: 'cdu',
    loop: 'tcs',
    spare: 0,
    count: 1,
    capacityWatts: 1_000_000,
  });
});

/** A site whose second loop of units comes with the second phase. */
function phased(): Site {
  const small = site();
  const { stack, site: of } = small;
  new Phase(stack, 'p1', { site: of, date: '2027-11-01' });
  const later = new Phase(stack, 'p2', { site: of, date: '2029-02-01' });
  const air = loop(small, 'air', { kind: 'air', rows: ['A'], supply: Temperature.celsius(22) });
  const room = {
    loop: air,
    kind: 'crah',
    capacity: Power.kilowatts(60),
    airflow: FlowRate.cubicMetresPerHour(20_000),
  } as const;
  new AirHandlers(stack, 'first', { ...room, count: 2, spare: 0, leadTimeWeeks: 30 });
  new AirHandlers(stack, 'second', { ...room, count: 2, phase: later, leadTimeWeeks: 30 });
  return of;
}

test('units come with their phase, and their orders with it', () => {
  const of = phased();
  const { plan } = of;
  expect(plan.cooling?.loops[0]).toMatchObject({ capacityWatts: 240_000 });
  // 30 weeks before 2027-11-01 and before 2029-02-01.
  expect(
    plan.phases?.map(({ purchases }) => purchases.map(({ name, lastOrderDate }) => [name, lastOrderDate])),
  ).toEqual([[["cooling units 'first'", '2027-04-05']], [["cooling units 'second'", '2028-07-06']]]);
  // By the first date 2 x 60 kW stand for 122.4 kW; by the second, 4 x 60 kW.
  const short = of.evaluation.findings.filter(({ ruleId }) => ruleId === 'cooling/heat-short');
  expect(short.map(({ path, phases, shortfall, arithmetic }) => ({ path, phases, shortfall, arithmetic }))).toEqual([
    {
      path: 'lab-stack/air',
      phases: ['p1'],
      shortfall: '2.4 kW',
      arithmetic: '2 x 60 kW = 120 kW; 122.4 kW - 120 kW = 2.4 kW',
    },
  ]);
});

describe('props', () => {
  const small = site();
  const { stack, site: of } = small;
  const air = loop(small, 'air', { kind: 'air', rows: ['A'] });
  const water = loop(small, 'water', { kind: 'facility' });

  test('fails for a loop to racks that serves none', () => {
    expect(() => loop(small, 'bare', { kind: 'technology' })).toThrow(
      "cooling loop 'bare' of kind 'technology' serves no row; name rows in 'rows', or whole halls in 'halls' [cooling/no-rows]",
    );
  });

  test('fails for rows of a facility loop', () => {
    expect(() => loop(small, 'odd', { kind: 'facility', rows: ['A'] })).toThrow(
      "cooling loop 'odd': a facility loop serves no rows, and 'rows' has 1; name the rows in a loop of kind 'technology' or 'air' that rejects to it [cooling/rows-of-facility]",
    );
  });

  test('fails for a kind that there is not', () => {
    expect(() => loop(small, 'odd', { kind: 'tecnology' as 'technology', rows: ['A'] })).toThrow(
      "cooling loop 'odd': 'kind' is 'tecnology'; did you mean 'technology'? [props/no-such-choice]",
    );
  });

  test('fails for amounts that cannot be, all at once', () => {
    const wrong = {
      kind: 'technology',
      rows: ['A'],
      rise: Temperature.celsius(0),
      supply: Temperature.celsius(180),
      pipeDiameter: Length.metres(0),
    } as const;
    expect(() => loop(small, 'odd', wrong)).toThrow(
      [
        '3 problems [design/several]',
        "- cooling loop 'odd': 'supply' is 180 degC; give a temperature from -90 degC to 100 degC [cooling/bad-amount]",
        "- cooling loop 'odd': 'rise' is 0 degC; give a difference above 0 degC [cooling/bad-amount]",
        "- cooling loop 'odd': 'pipeDiameter' is 0 mm; give a length above 0 mm [cooling/bad-amount]",
      ].join('\n'),
    );
  });

  test('fails for a loop of another site', () => {
    const other = site();
    expect(() =>
      loop(small, 'odd', { kind: 'air', rows: ['A'], rejectsTo: loop(other, 'water', { kind: 'facility' }) }),
    ).toThrow(
      "cooling loop 'odd': 'rejectsTo' has 'lab-stack/water', which is of site 'lab-stack/lab', and not of 'lab-stack/lab'; give constructs of one site [site/other-site]",
    );
  });

  test('fails for bare numbers and names where quantities and constructs belong', () => {
    const bare = { kind: 'air', rows: ['A'], supply: 22, pipeDiameter: '200 mm' } as never;
    expect(() => loop(small, 'odd', bare)).toThrow(
      [
        '2 problems [design/several]',
        "- cooling loop 'odd': 'supply' is 22; give a Temperature, such as Temperature.celsius(20) [cooling/bad-amount]",
        "- cooling loop 'odd': 'pipeDiameter' is '200 mm'; give a Length, such as Length.metres(2) [cooling/bad-amount]",
      ].join('\n'),
    );
    expect(() => loop(small, 'odd', { kind: 'air', rows: ['A'], rejectsTo: 'water' } as never)).toThrow(
      "cooling loop 'odd': 'rejectsTo' is no CoolingLoop; give the CoolingLoop itself, not its name or its site [cooling/no-loop]",
    );
    expect(() => new Cdu(stack, 'odd', { loop: water, spec: 'deschutes' } as never)).toThrow(
      "cooling units 'odd': 'spec' states no capacity; give a model of the catalogue's 'cdus', or one by 'defineCdu' [cooling/no-spec]",
    );
    expect(() => new Cdu(stack, 'odd', { loop: of, spec: cdus.DESCHUTES } as never)).toThrow(
      "cooling units 'odd': 'loop' is no CoolingLoop; give the CoolingLoop itself, not its name or its site [cooling/no-loop]",
    );
  });

  test('fails for a loop that rejects to one of a kind that cannot take its heat', () => {
    expect(() => loop(small, 'odd', { kind: 'air', rows: ['A'], rejectsTo: air })).toThrow(
      "cooling loop 'odd' of kind 'air' rejects to 'air' of kind 'air'; let it reject to a loop of kind 'facility' [cooling/wrong-loop]",
    );
  });

  test('fails for units on a loop of another kind', () => {
    expect(() => new Cdu(stack, 'cdus', { loop: air, spec: cdus.DESCHUTES })).toThrow(
      "cooling units 'cdus' of kind 'cdu' stand on loop 'air' of kind 'air'; such a loop takes units of kind 'crah', 'fan-wall' [cooling/wrong-unit]",
    );
  });

  test('fails for counts, capacities and approaches that cannot be', () => {
    const wrong = {
      loop: water,
      kind: 'chiller',
      capacity: Power.watts(0),
      approach: Temperature.celsius(-1),
    } as const;
    expect(
      () => new HeatRejection(stack, 'odd', { ...wrong, coefficientOfPerformance: 0, waterLitresPerKilowattHour: -1 }),
    ).toThrow(
      [
        '4 problems [design/several]',
        "- cooling units 'odd': 'capacity' is 0 W; give a power above 0 W [cooling/bad-amount]",
        "- cooling units 'odd': 'approach' is -1 degC; give a difference of 0 degC or more [cooling/bad-amount]",
        "- cooling units 'odd': 'coefficientOfPerformance' is 0; give a number above 0 [cooling/bad-amount]",
        "- cooling units 'odd': 'waterLitresPerKilowattHour' is -1; give a number of at least 0 [cooling/bad-amount]",
      ].join('\n'),
    );
    expect(
      () => new CoolingPumps(stack, 'pumps', { loop: water, flow: FlowRate.litresPerMinute(1), count: 0, spare: -1 }),
    ).toThrow(
      [
        '2 problems [design/several]',
        "- cooling units 'pumps': 'count' is 0; give a whole number of at least 1 [cooling/bad-count]",
        "- cooling units 'pumps': 'spare' is -1; give a whole number of at least 0 [cooling/bad-amount]",
      ].join('\n'),
    );
  });

  test('fails for props that are missing, and for ones that do not exist', () => {
    expect(
      () => new AirHandlers(stack, 'odd', { loop: air, kind: 'crah', capacity: Power.kilowatts(1) } as never),
    ).toThrow("cooling units 'odd': 'airflow' is missing; give 'airflow' [props/missing]");
    expect(() => new Cdu(stack, 'odd', { loop: air, spec: cdus.DESCHUTES, spares: 1 } as never)).toThrow(
      "cooling units 'odd': there is no prop 'spares'; did you mean 'spare'? [props/unknown]",
    );
  });

  test('fails for a PUE below 1 and for a share that leaves nothing', () => {
    expect(() => new EnergyTarget(stack, 'odd', { site: of, pue: 0.9 })).toThrow(
      "energy target 'odd': 'pue' is 0.9; give a number of at least 1 [cooling/bad-amount]",
    );
    expect(() => new EnergyTarget(stack, 'odd', { site: of, electricalLossShare: 1 })).toThrow(
      "energy target 'odd': 'electricalLossShare' is 1; give a share of at least 0 and below 1, such as 0.04 [cooling/bad-amount]",
    );
  });
});

describe('what is wrong with the whole', () => {
  test('fails for rows and halls that are not there, all at once', () => {
    const small = site();
    loop(small, 'air', { kind: 'air', rows: ['B'], halls: ['hall-2'] });
    expect(() => small.site.plan).toThrow(
      [
        '2 problems [design/several]',
        "- cooling loop 'air' serves row 'B', which site 'lab' does not have; name a row of site 'lab': hall-1/A, A [cooling/unknown-row]",
        "- cooling loop 'air' serves hall 'hall-2', which is not there; did you mean 'hall-1'? [cooling/unknown-hall]",
      ].join('\n'),
    );
  });

  test('fails for two targets, and for one without cooling', () => {
    const small = site();
    new EnergyTarget(small.stack, 'energy', { site: small.site, pue: 1.2 });
    expect(() => small.site.plan).toThrow(
      "energy target 'energy': the site names no cooling loop, so that neither PUE nor WUE can be calculated; create the CoolingLoops of the site and their units, or leave the target out [cooling/target-without-loop]",
    );
    const other = site();
    for (const id of ['energy', 'second']) new EnergyTarget(other.stack, id, { site: other.site, pue: 1.3 });
    expect(() => other.site.plan).toThrow(
      "energy targets 'energy' and 'second' are of one site; keep one of them [cooling/two-targets]",
    );
  });
});
