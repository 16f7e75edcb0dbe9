import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import {
  AirHandlers,
  CoolingLoop,
  CoolingPumps,
  FailureStudy,
  FlowRate,
  Generator,
  GpuCluster,
  HeatRejection,
  Phase,
  Power,
  type Site,
  Switchboard,
  Temperature,
  TransferSwitch,
  Ups,
  Utility,
} from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

import { evaluate } from '../../src/policy/evaluate';
import { loadsIn } from '../../src/model/power-node';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { smallSite, smallZone } from './small-site';

/** Twelve DGX H100 in two phases, cooled from the nodes that feed them, with all that a site says of its weather and of what holds. */
function cooledChain(): Site {
  const small = smallSite({
    climate: {
      hottestDryBulb: Temperature.celsius(36),
      hottestWetBulb: Temperature.celsius(28),
      coldest: Temperature.celsius(-15),
      recirculation: Temperature.celsius(2),
      percentile: 'n = 20 years',
      source: 'KMA station 108',
    },
    supply: { volts: 22_900, peakRatio: 1.5, annualPue: 1.3 },
  });
  const { stack, site } = small;
  const first = new Phase(stack, 'first', { site, date: '2027-11-30', contractPower: Power.megawatts(1) });
  const second = new Phase(stack, 'second', { site, date: '2029-02-28', contractPower: Power.megawatts(1) });
  const water = new CoolingLoop(stack, 'water', {
    site,
    kind: 'facility',
    supply: Temperature.celsius(15),
    rise: Temperature.celsius(8),
    holdSeconds: 240,
    sections: 2,
  });
  const air = new CoolingLoop(stack, 'air', {
    site,
    kind: 'air',
    rows: ['A'],
    rejectsTo: water,
    supply: Temperature.celsius(22),
    holdSeconds: 30,
    lossSeconds: 90,
  });
  const ac = { site, volts: 415, powerFactor: 0.95, rating: Power.megawatts(1) };
  const grid = new Utility(stack, 'grid', { ...ac, supply: { contractWatts: 1_000_000 } });
  const gen = new Generator(stack, 'gen', { ...ac, supply: { startSeconds: 15, stepShare: 1, stepSeconds: 5 } });
  const ats = new TransferSwitch(stack, 'ats', { ...ac, fedFrom: [grid, gen], supply: { transferSeconds: 2 } });
  const ups = new Ups(stack, 'ups', {
    ...ac,
    efficiency: 0.96,
    fedFrom: ats,
    heatTo: air,
    supply: { storedSeconds: 600 },
  });
  const board = new Switchboard(stack, 'board', { ...ac, fedFrom: ats });
  new AirHandlers(stack, 'crah', {
    loop: air,
    kind: 'crah',
    capacity: Power.kilowatts(60),
    airflow: FlowRate.cubicFeetPerMinute(8_000),
    power: Power.kilowatts(3),
    fedFrom: { A: ups, B: [board, ups] },
    restartSeconds: 20,
  });
  new HeatRejection(stack, 'chillers', {
    loop: water,
    kind: 'chiller',
    capacity: Power.kilowatts(100),
    coefficientOfPerformance: 3,
    outdoor: Temperature.celsius(40),
    coldestOutdoor: Temperature.celsius(-20),
    frostProtection: 'glycol',
    waterStoreLitres: 1_000,
    requiredWaterHours: 24,
    waterLitresPerKilowattHour: 0,
    fedFrom: board,
    restartSeconds: 1_800,
  });
  new CoolingPumps(stack, 'pumps', {
    loop: water,
    flow: FlowRate.litresPerMinute(200),
    power: Power.kilowatts(1),
    fedFrom: ups,
    restartSeconds: 0,
  });
  const zone = smallZone(small, { sources: { A: ups, B: board } });
  new FailureStudy(stack, 'study', { site, together: [[grid, gen]], maintenance: [board] });
  new GpuCluster(stack, 'h100', {
    site,
    system: systems.DGX_H100,
    count: 12,
    unitSystems: 4,
    powerZones: [zone],
    deliveries: [
      { phase: first, systems: 4 },
      { phase: second, systems: 8 },
    ],
  });
  return site;
}

const { plan } = cooledChain();
const text = renderSiteJson(plan);
const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/site.schema.json'), 'utf8')) as Readonly<
  Record<string, unknown>
>;

test('the plan has it all: stops, lost states, weather, nodes of units, heat of nodes, phases with their draw', () => {
  const { power, cooling, climate, supply, phases = [] } = plan;
  expect(cooling?.stops?.map(({ lost, at }) => `${lost} ${at}`)).toContain('grid water');
  expect(power.chain?.states.some(({ changedDraws = [] }) => changedDraws.length > 0)).toBe(true);
  expect(power.chain?.states.some(({ shortLoops = [] }) => shortLoops.length > 0)).toBe(true);
  expect(climate).toBeDefined();
  expect(supply).toMatchObject({ pue: 1.5, annualPue: 1.3 });
  expect(cooling?.loops.some(({ nodeWatts = 0 }) => nodeWatts > 0)).toBe(true);
  expect(phases.map(({ drawWatts = 0 }) => drawWatts > 0)).toEqual([true, true]);
});

test('the file gives the plan back, and meets the schema', () => {
  const read = parseSiteJson(text);
  expect(read).toEqual(plan);
  expect(renderSiteJson(read)).toBe(text);
  const validate = new Ajv({ allErrors: true }).compile(schema);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

test('each state of a plan that was read answers the load of each node', () => {
  const [chain, read] = [plan.power.chain!, parseSiteJson(text).power.chain!];
  const all = chain.states.map(({ loadWatts }) => loadWatts);
  expect(read.states.map(({ loadWatts }) => loadWatts)).toEqual(all);
  expect(read.states.map((state) => loadsIn(read, state))).toEqual(all);
});

test('a plan that was read is judged as the one that was written', () => {
  expect(evaluate(parseSiteJson(text))).toEqual(evaluate(plan));
});

test('the schema describes every member of power, cooling, weather, supply and phases', () => {
  const file = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const parts = ['power', 'cooling', 'climate', 'supply', 'phases'];
  expect(parts.flatMap((part) => unknownTo(file[part], (schema['properties'] as Schema)[part], part))).toEqual([]);
});

type Schema = Readonly<Record<string, unknown>>;

/** Members of a value that no schema describes. */
function unknownTo(value: unknown, given: unknown, path: string): readonly string[] {
  if (given === undefined) return [path];
  const described = resolved(given as Schema);
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((item) => unknownTo(item, described['items'], `${path}[]`)))];
  }
  if (typeof value !== 'object' || value === null) return [];
  const members = described['properties'] as Schema | undefined;
  return Object.entries(value).flatMap(([key, member]) =>
    unknownTo(member, members?.[key] ?? described['additionalProperties'], `${path}.${key}`),
  );
}

function resolved(given: Schema): Schema {
  const name = /^#\/definitions\/(?<name>.+)$/.exec(String(given['$ref']))?.groups?.['name'];
  return name === undefined ? given : ((schema['definitions'] as Schema)[name] as Schema);
}
