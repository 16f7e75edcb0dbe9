import type { Construct } from 'constructs';
import { App, type TerraformElement, TerraformStack, Testing } from 'cdktf';
import * as lib from 'cdktf-ai-factory';
import { PowerEnvelope } from 'cdktf-ai-factory/dsx';
import { cdus, defineServer, defineStorageSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

import { temporaryFolder } from './temporary-folder';

const { DataRate, DataSize, FlowRate, Length, Power, Temperature } = lib;

export type Props = Readonly<Record<string, unknown>>;

/** Constructs of the program that another one names. */
export interface Lab {
  readonly site: lib.Site;
  readonly phase: lib.Phase;
  readonly zone: lib.PowerZone;
  readonly zoneB: lib.PowerZone;
  readonly gpu: lib.GpuCluster;
  readonly board: lib.Switchboard;
  readonly grid: lib.Utility;
  readonly group: lib.RedundancyGroup;
  readonly water: lib.CoolingLoop;
  readonly hall: lib.Hall;
}

/** A value of a prop; and what else the construct is given with it, so that it counts. */
export type Variant = (lab: Lab) => unknown;
export interface Case {
  readonly to: Variant;
  readonly beside?: (lab: Lab) => Props;
  /** Props of the site that it needs. */
  readonly site?: Props;
}

export const kW = (amount: number): lib.Power => Power.kilowatts(amount);
export const m = (amount: number): lib.Length => Length.metres(amount);
export const is = (to: unknown): Case => ({ to: () => to });
export const withOthers = (to: unknown, beside: Props, site: Props = {}): Case => ({
  to: () => to,
  beside: () => beside,
  site,
});

const fact = <T>(value: T) => userFact(value, 'offer 4711 of the supplier', '2026-11');
export const SERVER = defineServer({
  id: 'manager',
  role: 'fabric-manager',
  model: 'manager',
  manufacturer: 'supplier',
  heightU: fact(1),
  maxPower: fact(Power.watts(700)),
});
export const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: fact(2),
  usableCapacity: fact(DataSize.petabytes(1)),
  read: fact(DataRate.gigabytesPerSecond(60)),
  write: fact(DataRate.gigabytesPerSecond(30)),
  files: fact(1e9),
  metadataOperationsPerSecond: fact(50_000),
  ports: fact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }),
  psus: fact({ count: 2, needed: 1 }),
  maxPower: fact(Power.watts(1_600)),
});

const RACK = { model: '48 U rack', units: 48, power: kW(44) };
export const HALL = {
  name: 'hall-1',
  rack: RACK,
  rowPitch: m(3),
  rackPitch: Length.millimetres(600),
  riser: m(1.5),
  rows: [
    { name: 'A', racks: 14 },
    { name: 'B', racks: 6 },
  ],
};
export const POOLS = [
  { name: 'links', purpose: 'fabric-link', cidr: '10.0.0.0/22' },
  { name: 'rails', purpose: 'rail', cidr: '10.1.0.0/20' },
  { name: 'hosts', purpose: 'in-band', cidr: '10.2.0.0/22', vlan: 20 },
  { name: 'loopbacks', purpose: 'loopback', cidr: '10.3.0.0/24' },
  { name: 'bmc', purpose: 'oob', cidr: '10.4.0.0/22' },
  { name: 'storage', purpose: 'storage', cidr: '10.5.0.0/22' },
];
const SITE: Props = { halls: [HALL], addressPools: POOLS, cableSlack: m(2), lockFile: false };

function coldLoop(site: lib.Site, kind: 'technology' | 'air'): lib.CoolingLoop {
  return new lib.CoolingLoop(site, kind, { kind, rows: ['A'], rise: Temperature.celsius(10) });
}

/** Props that each construct has in the program, whichever is looked at. */
export const BASE: Readonly<Record<string, (lab: Lab) => Props>> = {
  Milestone: ({ grid }) => ({ kind: 'permit', source: 'the city', orders: [grid] }),
  Phase: () => ({ date: '2027-01-01' }),
  PowerZone: () => ({ rating: kW(700), rows: ['A'], rackFeed: 'static-switch' }),
  PowerSource: () => ({ volts: 400, powerFactor: 0.9, rating: kW(900) }),
  PowerNode: ({ grid }) => ({ volts: 400, powerFactor: 0.9, rating: kW(900), fedFrom: grid }),
  PowerConverter: ({ grid }) => ({ volts: 400, powerFactor: 0.9, rating: kW(900), efficiency: 0.97, fedFrom: grid }),
  RedundancyGroup: () => ({ scheme: 'N+1' }),
  FailureStudy: ({ grid }) => ({ maintenance: [grid] }),
  CommonCause: ({ grid }) => ({ what: 'tank', of: [grid] }),
  Consumable: ({ grid }) => ({ what: 'nitrogen', of: [grid] }),
  TenantLoad: () => ({ racks: 2, rows: ['B'], power: kW(20), liquidShare: 0 }),
  GpuCluster: ({ zone }) => ({ system: systems.DGX_H100, count: 4, powerZones: [zone] }),
  TrainingSwing: ({ gpu }) => ({ clusters: [gpu], low: kW(4), high: kW(9) }),
  PowerEnvelope: ({ gpu }) => ({ members: [{ cluster: gpu }] }),
  InfinibandFabric: ({ gpu }) => ({ hosts: [gpu], switch: switches.QM9700, switchPower: Power.watts(1_700) }),
  EthernetFabric: ({ gpu }) => ({ role: 'compute', hosts: [gpu], switch: switches.SN5600, switchPower: kW(2) }),
  ManagementNetwork: ({ gpu }) => ({ manages: [gpu], switch: switches.SN2201, switchPower: Power.watts(150) }),
  StorageTier: ({ gpu }) => ({ system: BLOCK, serves: [gpu], capacity: DataSize.petabytes(1.5) }),
  CoolingLoop: () => ({ kind: 'facility', rise: Temperature.celsius(8) }),
  Cdu: ({ site }) => ({ spec: cdus.VERTIV_XDU1350, loop: coldLoop(site, 'technology') }),
  AirHandlers: ({ site }) => ({
    kind: 'crah',
    capacity: kW(100),
    airflow: FlowRate.cubicMetresPerHour(30_000),
    loop: coldLoop(site, 'air'),
  }),
  CoolingPumps: ({ water }) => ({ flow: FlowRate.litresPerMinute(900), loop: water }),
  HeatRejection: ({ water }) => ({ kind: 'chiller', capacity: kW(500), loop: water }),
  Hall: () => ({ rack: RACK }),
  Row: ({ hall }) => ({ racks: 3, scope: hall }),
  Rack: ({ hall }) => ({ scope: new lib.Row(hall, 'Q', { racks: 3 }) }),
  ConvergedPair: ({ gpu }) => ({
    switch: switches.SN5610,
    switchPower: kW(2),
    runs: [{ name: 'systems', portRate: DataRate.gigabitsPerSecond(200) }],
    groups: [{ name: 'nodes', devices: gpu, links: [{ kind: 'gpu', run: 'systems', ports: ['p1', 'p2'] }] }],
  }),
  EnergyTarget: () => ({ pue: 1.3 }),
  Site: () => SITE,
};

const CLASSES: Readonly<Record<string, string>> = {
  PowerSource: 'Utility',
  PowerNode: 'Switchboard',
  PowerConverter: 'Ups',
};

/** A program with one construct under test; all that it may name stands beside it. */
export function program(construct: string, props: (lab: Lab) => Props, siteProps: Props): string {
  const { stack, lab, make } = openLab(construct, props, siteProps);
  const { site } = lab;
  if (construct === 'Site') new lib.EthernetFabric(stack, 'net', { site, ...BASE['EthernetFabric']?.(lab) } as never);
  else if (construct !== 'RedundancyGroup') {
    const { scope, ...given } = { ...BASE[construct]?.(lab), ...props(lab) } as { readonly scope?: Construct } & Props;
    const made = make(construct, NAMES_OF[construct] ?? 'subject', given, scope);
    if (made instanceof lib.Hall) new lib.Row(made, 'R', { racks: 2 });
    const rows = ROWS_OF[construct];
    if (rows !== undefined) new lib.PowerZone(stack, 'zone-h', { site, rating: kW(700), rows });
  }
  return seen(stack, site);
}

/** Rows by constructs, which a zone feeds. */
const ROWS_OF: Readonly<Record<string, readonly string[]>> = {
  Hall: ['Z', 'R'],
  Row: ['Z', 'C'],
  Rack: ['Z', 'Q'],
};

/** Names of those that have one by their place. */
export const NAMES_OF: Readonly<Record<string, string>> = { Row: 'C', Rack: 'Q02' };

/** A construct of a class by its name, in the stack unless a scope is given. */
type Make = <T>(name: string, id: string, given: Props, scope?: Construct) => T;

/** All that a construct under test may name. */
export function openLab(
  construct: string,
  props: (lab: Lab) => Props = () => ({}),
  siteProps: Props = {},
): { readonly stack: TerraformStack; readonly lab: Lab; readonly make: Make } {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const ofSite = construct === 'Site' ? props({} as Lab) : {};
  const site = new lib.Site(stack, 'lab', { ...SITE, ...siteProps, ...ofSite } as never);
  const make: Make = <T>(name: string, id: string, given: Props, scope: Construct = stack): T => {
    const all: unknown = name === 'PowerEnvelope' ? { PowerEnvelope } : lib;
    const made = (all as Readonly<Record<string, new (...args: unknown[]) => T>>)[CLASSES[name] ?? name];
    if (made === undefined) throw new Error(`there is no construct '${name}'`);
    return new made(scope, id, scope === stack && !('loop' in given) ? { site, ...given } : given);
  };
  const base = (name: string, id: string, lab: Partial<Lab>): never => make(name, id, { ...BASE[name]?.(lab as Lab) });
  // A site with phases names none itself.
  const phase =
    construct === 'Site' ? (undefined as never) : new lib.Phase(stack, 'later', { site, date: '2026-12-01' });
  const grid: lib.Utility = base('PowerSource', 'grid', {});
  const board: lib.Switchboard = base('PowerNode', 'board', { grid });
  const group: lib.RedundancyGroup = make('RedundancyGroup', 'pair', {
    site,
    scheme: 'N+1',
    ...(construct === 'RedundancyGroup' ? props({} as Lab) : {}),
  });
  for (const feed of ['A', 'B']) {
    make('PowerNode', `unit-${feed}`, { site, ...BASE['PowerNode']?.({ grid } as Lab), feed, group });
  }
  const zone: lib.PowerZone = construct === 'PowerZone' ? (undefined as never) : base('PowerZone', 'zone-a', { grid });
  const zoneB = new lib.PowerZone(stack, 'zone-b', { site, rating: kW(700), rows: ['B'] });
  const gpu: lib.GpuCluster =
    construct === 'PowerZone' || construct === 'GpuCluster'
      ? (undefined as never)
      : base('GpuCluster', 'gpu', { zone });
  const water: lib.CoolingLoop = base('CoolingLoop', 'water', {});
  return {
    stack,
    lab: {
      site,
      phase,
      zone,
      zoneB,
      gpu,
      board,
      grid,
      group,
      water,
      hall: ['Hall', 'Row', 'Rack'].includes(construct) ? hallOf(site) : (undefined as never),
    },
    make,
  };
}

/** A hall by constructs, beside those of the props. */
function hallOf(site: lib.Site): lib.Hall {
  const hall = new lib.Hall(site, 'hall-9', { rack: RACK });
  new lib.Row(hall, 'Z', { racks: 4 });
  return hall;
}

/** All that a program leads to: the plan, the evaluation and the resources. */
function seen(stack: TerraformStack, site: lib.Site): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return [...value];
    return ArrayBuffer.isView(value) ? [...(value as unknown as Iterable<number>)] : value;
  };
  const { evaluation, plan } = site;
  const resources = [...stack.node.findAll()].map((each) => [each.node.path, (each as TerraformElement).toString()]);
  return JSON.stringify([plan, evaluation, resources, synthesized(stack)], plain);
}

/** A program may need the prop: without it, it is refused. */
export function orError(act: () => string): string {
  try {
    return act();
  } catch (error) {
    return String(error);
  }
}

function synthesized(stack: TerraformStack): unknown {
  try {
    return Testing.synth(stack);
  } catch (error) {
    return String(error);
  }
}
