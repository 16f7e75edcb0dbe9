import { switches } from 'cdktf-ai-factory/catalog';
import * as lib from 'cdktf-ai-factory';

import { celsius, cluster, kW, place } from './lesson-sites';

const { FlowRate, Power } = lib;

/** What nobody stated of a site and matters for what it has. */
function unknownIn(site: lib.Site): readonly string[] {
  return site.evaluation.findings.filter(({ outcome }) => outcome === 'indeterminate').map(({ ruleId }) => ruleId);
}

const SWITCH = { switchPower: kW(2) };
const grid = (site: lib.Site): lib.Utility =>
  new lib.Utility(site, 'grid', { volts: 22_900, powerFactor: 0.95, rating: Power.megawatts(4) });
const LOW = { volts: 415, powerFactor: 0.95, rating: Power.megawatts(3) };

/** A site with a cluster, and one construct more with what it must be given alone. */
const FIRST: Readonly<Record<string, (site: lib.Site, gpu: lib.GpuCluster) => unknown>> = {
  'nothing else': () => undefined,
  InfinibandFabric: (site, gpu) =>
    new lib.InfinibandFabric(site, 'ib', { hosts: [gpu], switch: switches.QM9700, ...SWITCH }),
  'EthernetFabric of compute': (site, gpu) =>
    new lib.EthernetFabric(site, 'net', { role: 'compute', hosts: [gpu], switch: switches.SN5600, ...SWITCH }),
  'EthernetFabric of storage': (site, gpu) =>
    new lib.EthernetFabric(site, 'net', { role: 'storage', hosts: [gpu], switch: switches.SN5600, ...SWITCH }),
  ManagementNetwork: (site, gpu) =>
    new lib.ManagementNetwork(site, 'oob-net', { manages: [gpu], switch: switches.SN2201, ...SWITCH }),
  TrainingSwing: (site, gpu) => new lib.TrainingSwing(site, 'job', { clusters: [gpu], low: kW(4), high: kW(9) }),
  Utility: grid,
  Transformer: (site) => new lib.Transformer(site, 'tx', { ...LOW, fedFrom: grid(site), efficiency: 0.99 }),
  Generator: (site) => new lib.Generator(site, 'set', LOW),
  Ups: (site) => new lib.Ups(site, 'ups', { ...LOW, fedFrom: grid(site), efficiency: 0.97 }),
  CoolingLoop: (site) => new lib.CoolingLoop(site, 'water', { kind: 'facility', rise: celsius(8) }),
  AirHandlers: (site) =>
    new lib.AirHandlers(site, 'fans', {
      loop: new lib.CoolingLoop(site, 'air', { kind: 'air', halls: ['hall-1'], rise: celsius(12) }),
      kind: 'crah',
      capacity: kW(500),
      airflow: FlowRate.cubicMetresPerHour(90_000),
    }),
  HeatRejection: (site) =>
    new lib.HeatRejection(site, 'chillers', {
      loop: new lib.CoolingLoop(site, 'water', { kind: 'facility', rise: celsius(8) }),
      kind: 'chiller',
      capacity: kW(900),
    }),
  CommonCause: (site) => new lib.CommonCause(site, 'signal', { what: 'controller', of: [grid(site)] }),
  Consumable: (site) => new lib.Consumable(site, 'glycol', { what: 'glycol', of: [grid(site)] }),
  TenantLoad: (site) => new lib.TenantLoad(site, 'tenant', { racks: 2, rows: ['B'], power: kW(20), liquidShare: 0 }),
};

test.each(Object.entries(FIRST))('a first site with %s names at most 10 things that are not known', (_name, add) => {
  const site = place();
  add(site, cluster(site));
  const unknown = unknownIn(site);
  expect(unknown.length).toBeLessThanOrEqual(10);
});

test('a hall with a power zone alone names nothing that is not known', () => {
  expect(unknownIn(place())).toEqual([]);
});
