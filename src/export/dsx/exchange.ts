import type { CoolingUnitKind, CoolingUnitsPlan } from '../../model/cooling-plan';
import { devicesByName, wattsOf } from '../../model/placement-plan';
import type { PowerNodeKind, PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { machineCsv } from '../../report/csv';
import { addTo, present } from '../../units/present';
import { checkServes, type ExchangePayload } from './check-serves';

/** Metadata of a point of the building: retained, sent at the start and every 100 s. */
export interface ExchangePoint {
  readonly topic: string;
  readonly payload: ExchangePayload;
  /** What the plan has for it, in the unit of the point. Absent: not known. */
  readonly planned?: number;
  /** Most that it may be, in the unit of the point. Absent: not known. */
  readonly limit?: number;
}

const KILO = 1_000;

/** Millilitres a second in litres a minute. */
const LPM = 60 / KILO;

/** Objects of the electrical chain that have a state beside what their meter measures. */
const STATE_OBJECTS: Readonly<Partial<Record<PowerNodeKind, string>>> = {
  generator: 'Generator',
  ups: 'UPS',
  bess: 'BESS',
  'transfer-switch': 'ATS',
};

/** Objects of cooling. What the schema has no word for is a GenericObject. */
const COOLING_OBJECTS: Readonly<Record<CoolingUnitKind, string>> = {
  cdu: 'CDU',
  pump: 'Pump',
  crah: 'CRAH',
  'fan-wall': 'GenericObject',
  'dry-cooler': 'GenericObject',
  'cooling-tower': 'CoolingTower',
  chiller: 'Chiller',
  'heat-exchanger': 'HX',
};

const AVAILABLE = [
  { value: 0, text: 'Not available' },
  { value: 1, text: 'Available' },
];

const LEAK = [
  { value: 0, text: 'No leak' },
  { value: 1, text: 'Leak' },
];

/** Part of a topic: what MQTT or a reader of the path gives a meaning of its own is written as its code, so that no two names become one. */
function part(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]/gu, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}

function point(payload: ExchangePayload, path: readonly string[], more: Partial<ExchangePoint> = {}): ExchangePoint {
  const { objectType, pointType } = payload;
  return {
    topic: ['BMS/v1/PUB/Metadata', objectType, pointType, ...path.map(part)].join('/'),
    payload,
    ...present(more),
  };
}

/** Id of the meter of a node, or of a feed of a zone. */
function meterId(name: string): string {
  return `pm-${part(name)}`;
}

/** Id of one of several cooling units. */
function unitId(units: string, number: number): string {
  return `cu-${part(units)}-${number}`;
}

/**
 * Points of DSX Exchange that a site has, with the metadata that its building management publishes, sorted by topic. Meters are nodes of the power chain and feeds
 * of zones; the graph of `servesId` leads from each source to the racks. Names of racks are their ids, which NetBox, schedulers and DPS have alike.
 *
 * @see https://github.com/NVIDIA/dsx-exchange, AsyncAPI of the BMS schema 1.0.0
 * @throws DesignError as `checkServes`
 */
export function exchangePoints(plan: SitePlan): readonly ExchangePoint[] {
  const points = [...rackPoints(plan), ...powerPoints(plan), ...coolingPoints(plan)];
  checkServes(points.map(({ payload }) => payload));
  return points.sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

function loadedRacks({ placement }: SitePlan): SitePlan['placement']['racks'] {
  return placement.racks.filter(({ devices }) => devices.length > 0);
}

function rackPoints(plan: SitePlan): ExchangePoint[] {
  const byName = devicesByName(plan.devices);
  const sources = new Map((plan.cooling?.sources ?? []).map((source) => [source.name, source]));
  return loadedRacks(plan).flatMap((rack) => {
    const { name, hall, limits } = rack;
    const rackPoint = (
      pointType: string,
      path: string,
      unit: Partial<ExchangePayload>,
      more: Partial<ExchangePoint> = {},
    ): ExchangePoint =>
      point(
        { objectType: 'Rack', pointType, rackLocationName: name, rackLocationId: name, ...unit },
        [plan.name, hall, name, path],
        more,
      );
    const devices = rack.devices.flatMap((placed) => byName.get(placed.name) ?? []);
    const watts = devices.reduce((sum, device) => sum + wattsOf(device, plan.power.basis), 0);
    const source = sources.get(name);
    const flows = devices.map(({ cooling }) => cooling?.flowMillilitresPerSecondPerKilowatt);
    const isLiquid = (source?.liquidWatts ?? 0) > 0;
    const isOneFlow = new Set(flows).size === 1 && flows[0] !== undefined;
    const flow = !isOneFlow ? undefined : ((flows[0] ?? 0) * (source?.liquidWatts ?? 0) * LPM) / KILO;
    return [
      rackPoint('RackPower', 'power', { engUnit: 'kW' }, { planned: watts / KILO, limit: limits.budgetWatts / KILO }),
      ...(isLiquid
        ? [
            rackPoint('RackLiquidFlow', 'flow', { engUnit: 'LPM' }, present({ planned: flow })),
            rackPoint('RackLiquidSupplyTemperature', 'supply', { engUnit: 'C' }),
            rackPoint('RackLiquidReturnTemperature', 'return', { engUnit: 'C' }),
            rackPoint('RackLeakDetect', 'leak', { stateText: LEAK }),
          ]
        : []),
    ];
  });
}

function powerPoints(plan: SitePlan): ExchangePoint[] {
  const { zones, chain } = plan.power;
  const served = new Map<string, string[]>();
  for (const { name, fedFrom } of chain?.nodes ?? []) for (const node of fedFrom) addTo(served, node, meterId(name));
  for (const { name, feeds, sources = {} } of zones) {
    for (const feed of feeds) {
      for (const node of sources[feed] ?? []) addTo(served, node, meterId(`${name}/${feed}`));
    }
  }
  for (const { name, fedFrom = [], units } of coolingUnits(plan)) {
    fedFrom.flat().forEach((node) => {
      for (let number = 1; number <= units; number += 1) {
        const own = fedFrom[(number - 1) % fedFrom.length] ?? [];
        if (own.includes(node)) addTo(served, node, unitId(name, number));
      }
    });
  }
  const racks = new Map<string, string[]>();
  for (const { zone, name } of loadedRacks(plan)) addTo(racks, zone, name);
  const nodes = (chain?.nodes ?? []).flatMap((node) => {
    const ids = [...new Set(served.get(node.name))];
    return ids.length === 0 ? [] : nodePoints(plan.name, node, ids);
  });
  const feeds = zones.flatMap((zone) => {
    const ids = racks.get(zone.name) ?? [];
    if (ids.length === 0) return [];
    return zone.feedLoads.map(({ feed, normalWatts }) =>
      meter(plan.name, `${zone.name}/${feed}`, 'ActivePower', ids, {
        planned: normalWatts / KILO,
        limit: zone.limitWatts / KILO,
      }),
    );
  });
  return [...nodes, ...feeds];
}

const METER_UNITS = { ActivePower: 'kW', Voltage: 'V', Current: 'A', PowerFactor: undefined } as const;

function meter(
  site: string,
  name: string,
  pointType: keyof typeof METER_UNITS,
  servesId: readonly string[],
  more: Partial<ExchangePoint>,
): ExchangePoint {
  return point(
    {
      objectType: 'PowerMeter',
      pointType,
      objectName: name,
      objectId: meterId(name),
      servesId,
      ...present({ engUnit: METER_UNITS[pointType] }),
    },
    [site, 'power', name, pointType],
    more,
  );
}

function nodePoints(site: string, node: PowerNodePlan, servesId: readonly string[]): ExchangePoint[] {
  const { name, kind, loadWatts, limitWatts, loadAmperes, volts, current, powerFactor } = node;
  const state = STATE_OBJECTS[kind];
  return [
    meter(site, name, 'ActivePower', servesId, { planned: loadWatts / KILO, limit: limitWatts / KILO }),
    meter(site, name, 'Current', servesId, { planned: loadAmperes }),
    meter(site, name, 'Voltage', servesId, { planned: volts }),
    ...(current === 'ac' ? [meter(site, name, 'PowerFactor', servesId, { planned: powerFactor })] : []),
    ...(state === undefined
      ? []
      : [
          point({ objectType: state, pointType: 'Available', associateId: meterId(name), stateText: AVAILABLE }, [
            site,
            'power',
            name,
            'available',
          ]),
        ]),
  ];
}

function coolingUnits({ cooling }: SitePlan): readonly CoolingUnitsPlan[] {
  return (cooling?.loops ?? []).flatMap(({ units }) => units);
}

function coolingPoints(plan: SitePlan): ExchangePoint[] {
  const racksOf = new Map<string, string[]>();
  for (const { hall, row, name } of loadedRacks(plan)) addTo(racksOf, `${hall}/${row}`, name);
  const rejecting = new Map<string, string[]>();
  for (const { units, rejectsTo } of plan.cooling?.loops ?? []) {
    if (rejectsTo === undefined) continue;
    for (const group of units) {
      for (let number = 1; number <= group.units; number += 1) addTo(rejecting, rejectsTo, unitId(group.name, number));
    }
  }
  return (plan.cooling?.loops ?? []).flatMap((loop) => {
    const serves =
      loop.kind === 'facility' ? (rejecting.get(loop.name) ?? []) : loop.rows.flatMap((row) => racksOf.get(row) ?? []);
    return loop.units.flatMap((group) => {
      const { name, kind, units, flowMillilitresPerSecond, flowMillilitresPerSecondEach } = group;
      return Array.from({ length: units }, (_, index) => index + 1).flatMap((number): ExchangePoint[] => {
        const unitPoint = (
          pointType: string,
          unit: Partial<ExchangePayload>,
          more: Partial<ExchangePoint> = {},
        ): ExchangePoint =>
          point(
            {
              objectType: COOLING_OBJECTS[kind],
              pointType,
              objectName: `${name}-${number}`,
              objectId: unitId(name, number),
              ...(serves.length === 0 ? {} : { servesId: serves }),
              ...unit,
            },
            [plan.name, 'cooling', loop.name, `${name}-${number}`, pointType],
            more,
          );
        const available = unitPoint('Available', { stateText: AVAILABLE });
        if (kind === 'pump') return [unitPoint('PumpSpeed', { engUnit: '%' }), available];
        if (loop.kind === 'air')
          return [unitPoint('AirTemperature', { engUnit: 'C', processArea: ['Supply'] }), available];
        const area = [loop.kind === 'technology' ? 'Secondary' : 'Primary', 'Supply'];
        return [
          unitPoint('LiquidTemperature', { engUnit: 'C', processArea: area }, present({ planned: celsiusOf(loop) })),
          unitPoint(
            'LiquidFlow',
            { engUnit: 'LPM', processArea: area },
            present({
              planned: inLpm(flowMillilitresPerSecondEach),
              limit: inLpm(flowMillilitresPerSecond),
            }),
          ),
          available,
        ];
      });
    });
  });
}

function inLpm(millilitresPerSecond: number | undefined): number | undefined {
  return millilitresPerSecond === undefined ? undefined : millilitresPerSecond * LPM;
}

function celsiusOf({ deliveredMillicelsius }: { readonly deliveredMillicelsius?: number }): number | undefined {
  return deliveredMillicelsius === undefined ? undefined : deliveredMillicelsius / KILO;
}

/** Metadata of all points as JSON, a message a line: topic, payload, and that it is retained. */
export function renderExchangeMetadata(points: readonly ExchangePoint[]): string {
  const lines = points.map(({ topic, payload }) => JSON.stringify({ topic, retain: true, qos: 0, payload }));
  return `[\n${lines.join(',\n')}\n]\n`;
}

/** Points as a table: topics of value and metadata, object, unit, what the plan has and what its limit is. */
export function renderExchangePoints(points: readonly ExchangePoint[]): string {
  const figure = (value: number | undefined): number | string =>
    value === undefined ? '' : Math.round(value * KILO) / KILO;
  return machineCsv([
    ['value_topic', 'object_type', 'point_type', 'object', 'unit', 'planned', 'limit'],
    ...points.map(({ topic, payload, planned, limit }) => [
      topic.replace('/PUB/Metadata/', '/PUB/Value/'),
      payload.objectType,
      payload.pointType,
      payload.rackLocationId ?? payload.objectId ?? payload.associateId ?? '',
      payload.engUnit ?? (payload.stateText === undefined ? '' : 'state'),
      figure(planned),
      figure(limit),
    ]),
  ]);
}
