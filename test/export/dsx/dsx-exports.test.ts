import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  Bess,
  Generator,
  Power,
  TransferSwitch,
  Ups,
  Utility,
  Voltage,
  GpuCluster,
  type PowerZone,
} from 'cdktf-ai-factory';
import {
  checkServes,
  dsxFiles,
  type ExchangePayload,
  exchangePoints,
  renderDpsTopology,
  renderFlexFeeds,
  PowerEnvelope,
} from 'cdktf-ai-factory/dsx';
import { systems } from 'cdktf-ai-factory/catalog';
import { renderSiteFiles } from '../../../src/export/site/site-files';
import { sitePlan } from '../../policy/site-plan-fixture';
import { type EnvelopeCase, envelopeSite } from '../../support/envelope-site';

/** Tables of the published schema, as far as these files use them. */
interface Extract {
  readonly points: Readonly<Record<string, readonly string[]>>;
  readonly units: Readonly<Record<'engUnit' | 'stateText' | 'one' | 'none', readonly string[]>>;
  readonly rackUnits: readonly string[];
}

const extract = JSON.parse(readFileSync(join(__dirname, 'bms-extract.json'), 'utf8')) as Extract;

const kW = (amount: number): Power => Power.kilowatts(amount);

/** A chain with a UPS, a store, a generator and a transfer switch above two feeds. */
const CHAIN: EnvelopeCase = {
  zone: { sources: { A: 'ups-a', 'B+#/1': 'ups-b' }, rating: kW(1_000) },
  envelope: { shedPriority: 1, feedTag: 'feed-a' },
  more: (site) => {
    const node = { volts: Voltage.volts(480), rating: kW(3_000), powerFactor: 0.98 };
    const grid = new Utility(site, 'grid', node);
    const sets = new Generator(site, 'sets', node);
    const main = new TransferSwitch(site, 'main', { ...node, fedFrom: [grid, sets] });
    const store = new Bess(site, 'store', { ...node, efficiency: 0.96, fedFrom: main });
    for (const name of ['ups-a', 'ups-b']) new Ups(site, name, { ...node, efficiency: 0.97, fedFrom: store });
  },
};

const plan = (given: EnvelopeCase = CHAIN): ReturnType<typeof envelopeSite>['plan'] => envelopeSite(given).plan;

const MEMBERS = new Set([
  ...['objectType', 'pointType', 'rackLocationName', 'rackLocationId', 'objectName', 'objectId', 'servesId'],
  ...['associateId', 'processArea', 'engUnit', 'stateText'],
]);

/** What the tables say is wrong with metadata. */
function faults(payload: ExchangePayload): string[] {
  const { objectType, pointType, engUnit, stateText, associateId, objectId, objectName, servesId, processArea } =
    payload;
  const { units, points, rackUnits } = extract;
  const has = (value: unknown): boolean => value !== undefined;
  const found = [
    [points[objectType]?.includes(pointType) !== true, 'no such point'],
    [Object.keys(payload).some((key) => !MEMBERS.has(key)), 'unknown member'],
    [units.engUnit.includes(pointType) && (!has(engUnit) || has(stateText)), 'unit'],
    [units.stateText.includes(pointType) && (has(engUnit) || !has(stateText)), 'state'],
    [units.one.includes(pointType) && has(engUnit) === has(stateText), 'one of both'],
    [units.none.includes(pointType) && (has(engUnit) || has(stateText)), 'no unit'],
    [!Object.values(units).flat().includes(pointType), `${pointType} is in no table of units`],
  ];
  if (objectType === 'Rack') {
    found.push([!has(payload.rackLocationId) || !has(payload.rackLocationName), 'rack without its place']);
    found.push([has(engUnit) && !rackUnits.includes(engUnit ?? ''), 'unit of a rack']);
    found.push([has(objectId) || has(servesId) || has(associateId), 'rack with members of others']);
  } else if (objectType === 'PowerMeter') {
    found.push([!has(objectId) || !has(objectName) || (servesId ?? []).length === 0, 'meter']);
    found.push([has(processArea) || has(associateId), 'forbidden on a meter']);
  } else {
    found.push([has(associateId) === has(objectId), 'named or associated']);
    found.push([has(associateId) && (has(objectName) || has(servesId)), 'associated with members of named ones']);
  }
  return found.flatMap(([isWrong, what]) => (isWrong === true ? [String(what)] : []));
}

describe('DSX Exchange', () => {
  test('every point is as the tables of the schema have it', () => {
    const points = exchangePoints(plan());
    expect(points.flatMap(({ topic, payload }) => faults(payload).map((fault) => `${topic}: ${fault}`))).toEqual([]);
    const kinds = new Set(points.map(({ payload: { objectType } }) => objectType));
    expect([...kinds].sort()).toEqual(['ATS', 'BESS', 'CDU', 'Generator', 'PowerMeter', 'Rack', 'UPS']);
  });

  test('servesId leads from sources to racks, downwards', () => {
    const serves = new Map(
      exchangePoints(plan()).flatMap(({ payload: { objectId, servesId } }) =>
        objectId === undefined ? [] : [[objectId, servesId] as const],
      ),
    );
    expect(serves.get('pm-grid')).toEqual(['pm-main']);
    expect(serves.get('pm-store')).toEqual(['pm-ups-a', 'pm-ups-b']);
    expect(serves.get('pm-ups-a')).toEqual(['pm-zone-a%2FA']);
    expect(serves.get('pm-zone-a%2FA')).toEqual(['A01', 'A02', 'A03', 'A04']);
  });

  test('a point carries kW and what the plan and its limit are, and names never break a topic', () => {
    const points = exchangePoints(plan());
    const rack = points.find(({ payload }) => payload.rackLocationId === 'A01' && payload.pointType === 'RackPower');
    expect(rack).toEqual({
      topic: 'BMS/v1/PUB/Metadata/Rack/RackPower/rubin/hall-1/A01/power',
      payload: {
        objectType: 'Rack',
        pointType: 'RackPower',
        rackLocationName: 'A01',
        rackLocationId: 'A01',
        engUnit: 'kW',
      },
      planned: 227,
      limit: 240,
    });
    expect(points.filter(({ topic }) => /[+# ]/.test(topic))).toEqual([]);
    expect(points.some(({ topic }) => topic.endsWith('/power/zone-a%2FB%2B%23%2F1/ActivePower'))).toBe(true);
    expect(new Set(points.map(({ topic }) => topic)).size).toBe(points.length);
  });
});

describe('the graph of servesId', () => {
  const meter = (objectId: string, ...servesId: string[]): ExchangePayload => ({
    objectType: 'PowerMeter',
    pointType: 'ActivePower',
    objectName: objectId,
    objectId,
    servesId,
    engUnit: 'kW',
  });
  const rack = (rackLocationId: string): ExchangePayload => ({
    objectType: 'Rack',
    pointType: 'RackPower',
    rackLocationName: rackLocationId,
    rackLocationId,
    engUnit: 'kW',
  });

  test('holds for a chain', () => {
    expect(() => {
      checkServes([meter('a', 'b'), meter('b', 'r'), rack('r')]);
    }).not.toThrow();
  });

  test.each([
    ["'a' serves 'gone', which is the id of nothing", [meter('a', 'gone', 'r'), rack('r')]],
    ["'servesId' leads from 'a' back to it: a, b, a", [meter('a', 'b'), meter('b', 'a', 'r'), rack('r')]],
    ["'servesId' leads from 'a' back to it: a, a", [meter('a', 'a', 'r'), rack('r')]],
    ["meter 'a' serves nothing ('servesId')", [meter('a'), meter('b', 'r'), rack('r')]],
    ["rack 's' is served by no meter", [meter('a', 'r'), rack('r'), rack('s')]],
    ["'r' is the id of a PowerMeter and of a Rack", [meter('r', 's'), rack('r'), rack('s'), meter('t', 'r', 's')]],
  ])('fails: %s', (text, payloads) => {
    expect(() => {
      checkServes(payloads);
    }).toThrow(text);
  });

  test('finds a circle exactly where there is one', () => {
    // A second reckoning: nodes without anything below them are taken away until none is left, or nothing more goes.
    const hasCircle = (edges: readonly (readonly [number, number])[]): boolean => {
      let left = [...edges];
      for (;;) {
        const above = new Set(left.map(([from]) => from));
        const next = left.filter(([, to]) => above.has(to));
        if (next.length === left.length) return left.length > 0;
        left = next;
      }
    };
    const edge = fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const payloads = Array.from({ length: 8 }, (_, node) =>
          meter(`m${node}`, 'r', ...edges.filter(([from]) => from === node).map(([, to]) => `m${to}`)),
        );
        const check = (): void => {
          checkServes([...payloads, rack('r')]);
        };
        if (hasCircle(edges)) expect(check).toThrow('leads from');
        else expect(check).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});

describe('DSX Flex', () => {
  test('a feed has its minimum, maximum and default, in words of power, and systems their order', () => {
    const { text, notGiven } = renderFlexFeeds(plan());
    const file = JSON.parse(text) as { feeds: Record<string, unknown>; shed_hints: readonly object[] };
    // 4 x 60 and 4 x 190 kW.
    expect(file.feeds).toEqual({
      'feed-a': {
        metadata: {
          power_minimum: { value: 240, unit: 'kilowatt' },
          power_maximum: { value: 760, unit: 'kilowatt' },
          default_constraint: { value: 760, unit: 'kilowatt' },
        },
      },
    });
    expect(file.shed_hints).toHaveLength(4);
    expect(file.shed_hints[0]).toEqual({
      resource_id: 'vr-001',
      resource_type: 'chassis',
      action: 'power_cap',
      priority: 1,
      target_power: { value: 60, unit: 'kilowatt' },
    });
    expect(notGiven).toEqual(['ramp rates: no prop states them']);
  });

  test('what has a priority sheds before what has none beside it', () => {
    const given = plan();
    const [member] = given.dsx?.envelopes[0]?.members ?? [];
    const [b, a] = [given.devices.slice(0, 2), given.devices.slice(2, 4)].map((devices, index) => ({
      cluster: `half-${index}`,
      hosts: devices.map(({ name }) => name),
    }));
    const [first] = given.clusters;
    const [envelope] = given.dsx?.envelopes ?? [];
    if (member === undefined || envelope === undefined || first === undefined || a === undefined || b === undefined) {
      throw new Error('no envelope');
    }
    // One envelope without a priority, whose cluster has one; one with a priority.
    const plain = Object.fromEntries(
      Object.entries(envelope).filter(([name]) => name !== 'shedPriority' && name !== 'feedTag'),
    ) as unknown as typeof envelope;
    const of = (name: string, cluster: string, more: object): typeof envelope => ({
      ...plain,
      name,
      ...more,
      members: [{ ...member, cluster }],
    });
    const { text } = renderFlexFeeds({
      ...given,
      clusters: [a, b].map(({ cluster, hosts }) => ({ ...first, name: cluster, hosts })),
      devices: given.devices.map((device) => ({
        ...device,
        ...(b.hosts.includes(device.name) ? { shedPriority: 5 } : {}),
      })),
      dsx: { envelopes: [of('without', b.cluster, {}), of('with', a.cluster, { shedPriority: 1 })] },
    });
    const { shed_hints: hints } = JSON.parse(text) as { shed_hints: { resource_id: string; priority: number }[] };
    expect(hints.map(({ resource_id: id, priority }) => [id, priority])).toEqual([
      [a.hosts[0], 1],
      [a.hosts[1], 1],
      [b.hosts[0], 2],
      [b.hosts[1], 2],
    ]);
  });

  test('a feed whose minimum nobody states is left out, and said', () => {
    const { text, notGiven } = renderFlexFeeds(plan({ member: { lowest: undefined } as never }));
    expect(JSON.parse(text)).toMatchObject({ feeds: {}, shed_hints: [] });
    expect(notGiven[0]).toBe("feed of 'hall-1': no minimum is known ('lowest' of its members)");
  });
});

interface Topology {
  readonly Entities: readonly Readonly<Record<string, unknown>>[];
  readonly Topology: { readonly Name: string; readonly Entities: readonly { Name: string; Children: string[] }[] };
}

describe('the topology of DPS', () => {
  const WITH_OOB: EnvelopeCase = { site: { addressPools: [{ name: 'bmc', purpose: 'oob', cidr: '10.4.0.0/22' }] } };

  test('0.9 and 0.8 have OperatingLimit, 0.7 Constraints, each with PowerValue and PowerFactor', () => {
    for (const [edition, name] of [
      ['0.9', 'OperatingLimit'],
      ['0.8', 'OperatingLimit'],
      ['0.7', 'Constraints'],
    ] as const) {
      const { Entities } = JSON.parse(renderDpsTopology(plan(WITH_OOB), edition).text) as Topology;
      expect(Entities[0]).toEqual({
        Type: 'PowerDomain',
        Name: 'hall-1',
        [name]: { PowerValue: { Value: 760_000, Type: 'W' }, PowerFactor: 0.98 },
      });
    }
  });

  test('every name of the topology is an entity, once, and has one parent at most', () => {
    const { Entities, Topology: tree } = JSON.parse(renderDpsTopology(plan(WITH_OOB)).text) as Topology;
    const names = Entities.map(({ Name }) => Name);
    expect(new Set(names).size).toBe(names.length);
    expect(tree.Entities.map(({ Name }) => Name).sort()).toEqual([...names].sort());
    const children = tree.Entities.flatMap(({ Children }) => Children);
    expect(new Set(children).size).toBe(children.length);
    // Envelope, zone, 4 racks and 72 trays: all but the envelope are children.
    expect([names.length, children.length]).toEqual([78, 77]);
    expect(children.every((name) => names.includes(name))).toBe(true);
    // The zone carries 800 kW without one of its feeds, a rack 227 kW at its highest limit.
    expect(Entities[1]).toMatchObject({ Name: 'hall-1/zone-a', OperatingLimit: { PowerValue: { Value: 800_000 } } });
    expect(Entities[2]).toMatchObject({ Name: 'A01', OperatingLimit: { PowerValue: { Value: 227_000 } } });
  });

  test('a rack that holds systems of two envelopes is a domain of each, by two names', () => {
    const server = { system: systems.DGX_B200, powerZones: [] as never, count: 1 } as const;
    const two = envelopeSite({
      racks: 2,
      cluster: { count: 1 },
      more: (site) => {
        const zone = site.node.findChild('zone-a') as PowerZone;
        for (const name of ['one', 'two']) {
          const cluster = new GpuCluster(site, name, { ...server, powerZones: [zone] });
          new PowerEnvelope(site, `envelope-${name}`, { members: [{ cluster, limit: kW(11) }] });
        }
      },
    }).plan;
    const { Entities } = JSON.parse(renderDpsTopology(two).text) as Topology;
    const names = Entities.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(['A02', 'envelope-two/A02']));
    expect(new Set(names).size).toBe(names.length);
  });

  test('what DPS does not know, and what no prop states, is left out and said', () => {
    const { notGiven } = renderDpsTopology(plan({ zone: { rackFeedSpec: undefined } as never }));
    expect(notGiven).toContain("power factor of 'hall-1': 'rackFeedSpec' of its power zone states it");
    expect(notGiven).toContain(
      "Redfish of systems of 'hall-1': no address of their controllers (a pool of purpose 'oob')",
    );
  });
});

test('the files stand among the exports of a site with an envelope, and of no other', () => {
  expect(dsxFiles(sitePlan()).size).toBe(0);
  const paths = [...renderSiteFiles(plan()).keys()].filter((path) => path.startsWith('exports/dsx/'));
  expect(paths).toEqual([
    'exports/dsx/dps/topology.json',
    'exports/dsx/exchange/metadata.json',
    'exports/dsx/exchange/points.csv',
    'exports/dsx/flex/feeds.json',
    'exports/dsx/not-given.txt',
  ]);
  expect([...dsxFiles(plan()).values()]).toEqual([...dsxFiles(plan()).values()]);
});
