import * as fc from 'fast-check';
import type { SitePlan } from '../../../src/model/site-plan';
import { planWorkOrder } from '../../../src/design/work-order/plan-work-order';
import type { WorkOrderPlan } from '../../../src/design/work-order/work-order-plan';
import { siteOf } from '../../report/site-fixture';
import { replay, stateOf } from './order-replay';
import { withPlaces, withSwappedLinks, withZones } from './site-changes';

/** 40 systems in two units of 32, 16 leaves and 8 spines; three rows of 12 racks, of which the last are empty. */
const SITE = siteOf({ systems: 40, rows: 4, racksPerRow: 12 });

/** Steps as `<kind> <name>`. */
function lines({ steps }: WorkOrderPlan): string[] {
  return steps.map(({ kind, name }) => `${kind} ${name}`);
}

/** Where a device stands. */
function placeOf(name: string): readonly [string, number] {
  const { rack, u } = SITE.placement.positions.get(name) ?? { rack: '', u: 0 };
  return [rack, u];
}

function swapped(one: string, other: string): SitePlan {
  return withPlaces(SITE, [
    [one, ...placeOf(other)],
    [other, ...placeOf(one)],
  ]);
}

test('two states that are alike need no step', () => {
  expect(planWorkOrder(SITE, SITE)).toEqual({ site: 'gasan', steps: [], windows: [], breaches: [], isAllowed: true });
});

test('cables of two hosts are exchanged: each host is without one of eight links, as after the loss of a leaf', () => {
  // Links 0 and 8 are rail 1 of haein-001 and haein-002, on one leaf.
  const after = withSwappedLinks(SITE, 'compute', 0, 8);
  const order = planWorkOrder(SITE, after);
  expect(lines(order)).toEqual([
    'cable-out compute/haein-001:ib0',
    'cable-out compute/haein-002:ib0',
    'cable-in compute/haein-002:ib0',
    'cable-in compute/haein-001:ib0',
  ]);
  expect(order.steps.map(({ during }) => during.bandwidth.map(({ endpoints, gpus }) => [endpoints, gpus]))).toEqual([
    [[1, 8]],
    [[2, 16]],
    [[2, 16]],
    [[1, 8]],
  ]);
  expect(order.steps[1]?.during.bandwidth[0]).toEqual({
    network: 'compute',
    owner: 'haein',
    tenants: ['blue', 'red'],
    endpoints: 2,
    gpus: 16,
    worst: 'haein-001',
    lostShare: 0.125,
    limitShare: 0.125,
  });
  expect(order.steps[3]?.after).toEqual({ bandwidth: [], drained: [], feeds: [], devicesOut: [] });
  expect(order.isAllowed).toBe(true);
});

test('cables of one host are exchanged: two of eight links are more than a leaf takes, so the host is drained', () => {
  const order = planWorkOrder(SITE, withSwappedLinks(SITE, 'compute', 0, 1));
  expect(lines(order)).toEqual([
    'drain haein-001',
    'cable-out compute/haein-001:ib0',
    'cable-out compute/haein-001:ib1',
    'cable-in compute/haein-001:ib1',
    'cable-in compute/haein-001:ib0',
    'return haein-001',
  ]);
  expect(order.steps[1]?.during).toMatchObject({
    bandwidth: [],
    drained: [{ owner: 'haein', tenants: ['blue', 'red'], systems: ['haein-001'], gpus: 8 }],
  });
});

describe('a link over panels', () => {
  const row = (name: string): { label: string; hall: string; row: string } => ({
    label: name,
    hall: 'hall-1',
    row: name,
  });
  const way = {
    rows: [row('A'), row('B')] as const,
    panel: { model: 'panel', heightU: 1, ports: 24 },
    fibres: {},
    path: 'stack/site',
  };

  /** Link 0, rail 1 of haein-001, over a panel in each of two racks; the cord at the leaf is so long. */
  function patched(cordMillimetres: number): SitePlan {
    const column = { link: Uint32Array.of(0), way: Uint16Array.of(0), port: Uint32Array.of(0) };
    const table = {
      ways: [way],
      ...column,
      isReversed: Uint8Array.of(0),
      aCordMillimetres: Uint32Array.of(3_000),
      trunkMillimetres: Uint32Array.of(7_000),
      bCordMillimetres: Uint32Array.of(cordMillimetres),
    };
    const panel = { ...SITE.devices[0]!, kind: 'panel' as const, heightU: 1, maxWatts: 0 };
    const names = ['panel-A-B-01', 'panel-B-A-01'];
    const site = {
      ...SITE,
      devices: [...SITE.devices, ...names.map((name) => ({ ...panel, name, unit: name }))],
      cables: SITE.cables.map((each, at) => (at === 0 ? { ...each, patched: table } : each)),
    };
    const empty = SITE.placement.racks.filter(({ devices }) => devices.length === 0);
    return withPlaces(
      site,
      names.map((name, at) => [name, empty[at]?.name ?? '', 1] as const),
    );
  }

  test('carries nothing while one of its three cables is out, and all once it is in again', () => {
    const order = planWorkOrder(patched(3_000), patched(4_000));
    expect(lines(order)).toEqual(['cable-out compute/haein-001:ib0#3', 'cable-in compute/haein-001:ib0#3']);
    expect(order.steps.map(({ during, after }) => [during, after].map(({ bandwidth }) => bandwidth.length))).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(order.steps[0]?.during.bandwidth).toMatchObject([{ endpoints: 1, worst: 'haein-001', lostShare: 0.125 }]);
  });
});

test('a share that the user gives drains a host for a single cable', () => {
  const after = withSwappedLinks(SITE, 'compute', 0, 8);
  const order = planWorkOrder(SITE, after, { mostLostShare: 0.5 });
  expect(lines(order).filter((line) => line.startsWith('drain'))).toEqual([]);
  const strict = planWorkOrder(SITE, after, { mostLostShare: 0.1 });
  // Both hosts lose 1 of 8 = 12.5 % > 10 %, and only one is drained for a job: no order keeps it.
  expect(strict.isAllowed).toBe(false);
});

test('a system that moves is drained, switched off, unplugged, moved and put back to work', () => {
  const order = planWorkOrder(SITE, withPlaces(SITE, [['haein-001', 'D12', 1]]));
  const cables = [...Array.from({ length: 8 }, (_, rail) => `compute/haein-001:ib${rail}`), 'oob/haein-001:bmc'];
  expect(lines(order)).toEqual([
    'drain haein-001',
    'feed-off haein-001',
    ...cables.map((cable) => `cable-out ${cable}`),
    'device-out haein-001',
    'device-in haein-001',
    ...cables.map((cable) => `cable-in ${cable}`),
    'feed-on haein-001',
    'return haein-001',
  ]);
  expect(order.steps[11]).toMatchObject({ from: 'A01 U1', to: 'D12 U1', place: { rack: 'A01', u: 1 } });
  expect(order.steps[1]?.feeds).toEqual({ zone: 'zone-a', names: ['A', 'B'] });
  expect(order.steps[22]?.feeds).toEqual({ zone: 'zone-b', names: ['A', 'B'] });
  expect(order.isAllowed).toBe(true);
});

test('two systems change places: the first waits outside until the other is gone', () => {
  const after = swapped('haein-001', 'haein-002');
  const order = planWorkOrder(SITE, after);
  expect(lines(order).filter((line) => /^(device|drain|return)/.test(line))).toEqual([
    'drain haein-001',
    'device-out haein-001',
    'drain haein-002',
    'device-out haein-002',
    'device-in haein-002',
    'return haein-002',
    'device-in haein-001',
    'return haein-001',
  ]);
  expect(replay(SITE, order.steps)).toEqual(stateOf(after));
});

test('a leaf that moves takes one of eight links from its hosts: what the design promises to survive', () => {
  const order = planWorkOrder(SITE, withPlaces(SITE, [['compute-leaf-su01-r1', 'D12', 1]]));
  expect(order.isAllowed).toBe(true);
  // 32 hosts of the unit x 8 GPUs = 256.
  expect(order.steps[0]?.during.bandwidth[0]).toMatchObject({ endpoints: 32, gpus: 256, lostShare: 0.125 });
  expect(order.steps[0]?.during.devicesOut).toEqual(['compute-leaf-su01-r1']);
});

test('fails for two leaves of the same hosts that change places', () => {
  const order = planWorkOrder(SITE, swapped('compute-leaf-su01-r1', 'compute-leaf-su01-r2'));
  expect(order.isAllowed).toBe(false);
  expect(order.breaches[0]).toEqual({
    promise: 'bandwidth',
    code: 'work-order/bandwidth',
    step: expect.any(Number) as number,
    object: 'haein-001',
    isAccepted: false,
    found: expect.stringMatching(
      /^step \d+ \(device compute-leaf-su01-r1\): haein's 'haein-001' loses 25 % of its bandwidth in 'compute'; the design promises to survive one switch, of which 'compute-leaf-su01-r1' takes most: 12.5 %$/,
    ) as string,
    arithmetic: expect.stringMatching(/^[67] of 8 links are in, and carry 75 % .* = 25 % > 12.5 %$/) as string,
    remedy:
      'split the change so that one of the two is whole again before the other is taken, over a free place or port in a window of its own; or drain the host, or accept the loss',
  });
});

test('the same is allowed where the user accepts the loss, and stays in the order', () => {
  const order = planWorkOrder(SITE, swapped('compute-leaf-su01-r1', 'compute-leaf-su01-r2'), { accept: ['bandwidth'] });
  expect(order.isAllowed).toBe(true);
  expect(order.breaches.every(({ isAccepted }) => isAccepted)).toBe(true);
  expect(order.breaches.length).toBeGreaterThan(0);
});

test('fails for both fabric managers at once', () => {
  const order = planWorkOrder(SITE, swapped('compute-ufm-01', 'compute-ufm-02'));
  expect(order.breaches.filter(({ promise }) => promise === 'group')).toMatchObject([
    {
      object: 'ufm of compute/ufm',
      found: expect.stringMatching(
        /^step \d+ \(device compute-ufm-02\): all of ufm of compute\/ufm are off at once: 'compute-ufm-01', 'compute-ufm-02'$/,
      ) as string,
      arithmetic: '2 - 2 = 0 < 1',
    },
  ]);
});

test('a rack of switches moves to another zone feed by feed; systems that would not run on one feed are shut down', () => {
  const [leafRack] = placeOf('compute-leaf-su01-r1');
  const zone = SITE.placement.racks.find(({ name }) => name === leafRack)?.zone;
  const other = zone === 'zone-a' ? 'zone-b' : 'zone-a';
  const order = planWorkOrder(SITE, withZones(SITE, { [leafRack]: other }));
  const rackSteps = order.steps.filter(({ name }) => name === leafRack);
  expect(rackSteps.map(({ kind, feeds }) => [kind, feeds?.zone, feeds?.names])).toEqual([
    ['feed-off', zone, ['A']],
    ['feed-on', other, ['A']],
    ['feed-off', zone, ['B']],
    ['feed-on', other, ['B']],
  ]);
  const [first] = rackSteps;
  expect(first?.during.feeds[0]).toMatchObject({ zone, feed: 'A', rack: leafRack });

  // DGX B200: 5 of 6 PSUs needed for full load, 3 left.
  const systems = planWorkOrder(SITE, withZones(SITE, { A01: 'zone-b' }));
  expect(lines(systems).filter((line) => line.startsWith('drain'))).toEqual(
    ['haein-001', 'haein-002', 'haein-003'].map((name) => `drain ${name}`),
  );
  expect(systems.isAllowed).toBe(true);
});

test('fails for a feed of a zone whose systems are not known to run on the other', () => {
  const zones = SITE.power.zones.map((zone) =>
    zone.name === 'zone-a' ? { ...zone, sources: { A: ['busway-9'], B: ['busway-2'] } } : zone,
  );
  const before = { ...SITE, power: { ...SITE.power, zones: zones.map((zone) => ({ ...zone })) } };
  const after = {
    ...before,
    power: {
      ...before.power,
      zones: zones.map((zone) =>
        zone.name === 'zone-a' ? { ...zone, sources: { A: ['busway-1'], B: ['busway-2'] } } : zone,
      ),
    },
  };
  const order = planWorkOrder(before, after);
  expect(order.isAllowed).toBe(false);
  expect(order.breaches).toEqual([
    {
      promise: 'feeds',
      code: 'work-order/feeds',
      step: 1,
      isAccepted: false,
      object: "power zone 'zone-a'",
      found: expect.stringMatching(
        /^step 1 \(zone zone-a\): \d+ devices of power zone 'zone-a' are not known to run without feed 'A'$/,
      ) as string,
      arithmetic: expect.stringMatching(/^\d+ x 'dgx-b200', 3 PSUs healthy of 5 needed: not known to run$/) as string,
      remedy:
        'move the racks to another zone first, in a window of their own, or shut the devices of the zone down and accept the loss',
    },
  ]);
});

test('addresses in a ring: the first lets go of its own', () => {
  const entries = SITE.addresses.addresses;
  const [one, other] = entries;
  if (one === undefined || other === undefined) throw new Error('the fixture has addresses');
  const rest = entries.slice(2);
  const turned = [{ ...one, address: other.address }, { ...other, address: one.address }, ...rest];
  const order = planWorkOrder(SITE, { ...SITE, addresses: { ...SITE.addresses, addresses: turned } });
  expect(order.steps.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['haein-001/bmc', '10.20.0.2/22', undefined],
    ['haein-002/bmc', '10.20.0.3/22', '10.20.0.2/22'],
    ['haein-001/bmc', undefined, '10.20.0.3/22'],
  ]);
});

// Nothing is lost with an address: a window may end between two of one device.
test('a window may end between two addresses of a device', () => {
  const [one] = SITE.addresses.addresses;
  if (one === undefined) throw new Error('the fixture has addresses');
  const withAddresses = (...addresses: readonly string[]): SitePlan => ({
    ...SITE,
    addresses: {
      ...SITE.addresses,
      addresses: addresses.map((address, at) => ({ ...one, interface: `port-${at}`, address })),
    },
  });
  const [before, after] = [
    withAddresses('10.20.1.1/22', '10.20.1.2/22'),
    withAddresses('10.20.2.1/22', '10.20.2.2/22'),
  ];
  const order = planWorkOrder(before, after, { windowMinutes: 10, minutesPerStep: 10 });
  expect([new Set(order.steps.map(({ job }) => job)).size, order.steps.length]).toEqual([1, 2]);
  expect([order.windows.length, order.breaches]).toEqual([2, []]);
});

test('windows end where all is whole', () => {
  const after = withPlaces(SITE, [
    ['haein-001', 'D12', 1],
    ['haein-002', 'D12', 11],
  ]);
  // 24 steps a system: 24 x 10 min = 240 min.
  const order = planWorkOrder(SITE, after, { windowMinutes: 300, minutesPerStep: 10 });
  expect(order.windows).toEqual([
    { number: 1, firstStep: 1, lastStep: 24, minutes: 240 },
    { number: 2, firstStep: 25, lastStep: 48, minutes: 240 },
  ]);
  expect(order.isAllowed).toBe(true);
});

// Two systems of 240 min: a window of one is full to the minute, one of both takes both.
test.each([
  [240, 2],
  [479, 2],
  [480, 1],
])('of %i minutes %i windows are full', (windowMinutes, windows) => {
  const after = withPlaces(SITE, [
    ['haein-001', 'D12', 1],
    ['haein-002', 'D12', 11],
  ]);
  const order = planWorkOrder(SITE, after, { windowMinutes, minutesPerStep: 10 });
  expect([order.windows.length, order.breaches]).toEqual([windows, []]);
});

test('fails for a window that is shorter than what cannot be parted', () => {
  const order = planWorkOrder(SITE, withPlaces(SITE, [['haein-001', 'D12', 1]]), {
    windowMinutes: 200,
    minutesPerStep: 10,
  });
  expect(order.breaches).toMatchObject([
    {
      code: 'work-order/window',
      found:
        'steps 1 to 24 (from device haein-001) take 240 minutes, and nothing is whole in between; a window has 200',
      arithmetic: '24 steps x 10 minutes = 240 > 200',
    },
  ]);
});

test('fails for options that make no sense, all at once', () => {
  expect(() =>
    planWorkOrder(SITE, { ...SITE, name: 'ulsan' }, { mostLostShare: 1.5, windowMinutes: 0, minutesPerStep: 5 }),
  ).toThrow(
    [
      '3 problems [design/several]',
      "- the plan before is of site 'gasan', and the plan after of 'ulsan'; give two plans of one site [work-order/two-sites]",
      "- 'mostLostShare' is 1.5; give a share from 0 to 1, or leave it out for what the loss of any one switch takes [work-order/bad-share]",
      "- 'windowMinutes' is 0; give minutes above 0 [work-order/bad-minutes]",
    ].join('\n'),
  );
  expect(() => planWorkOrder(SITE, SITE, { windowMinutes: 60 })).toThrow(
    "'windowMinutes' is given, and 'minutesPerStep' is not; give both, or neither for one window [work-order/bad-minutes]",
  );
});

/** Random changes: links exchanged, systems and switches moved to free racks or exchanged, systems added or taken out. */
const changes = fc.record({
  links: fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { maxLength: 6 }),
  moves: fc.uniqueArray(fc.nat(39), { maxLength: 4 }),
  swaps: fc.uniqueArray(fc.nat(39), { maxLength: 4 }),
  systems: fc.integer({ min: 5, max: 11 }),
});

const SITES = new Map<number, SitePlan>();

function siteWith(systems: number): SitePlan {
  const known = SITES.get(systems) ?? siteOf({ systems, rows: 4, racksPerRow: 5 });
  SITES.set(systems, known);
  return known;
}

test('whatever changes: no port or place is taken twice, the last state is the plan, and the order is always the same', () => {
  fc.assert(
    fc.property(changes, ({ links, moves, swaps, systems }) => {
      const base = siteWith(systems);
      const names = base.devices.map(({ name }) => name);
      const hosts = 8 * Math.min(systems, 32);
      let after = base;
      for (const [one, other] of links) {
        if (one !== other) after = withSwappedLinks(after, 'compute', one % hosts, other % hosts);
      }
      const isMoved = moves.map((index) => names[index % names.length] ?? '');
      after = withPlaces(
        after,
        [...new Set(isMoved)].map((name, index) => [name, 'D05', 1 + 10 * index]),
      );
      for (let index = 0; index + 1 < swaps.length; index += 2) {
        const [one, other] = [names[swaps[index] ?? 0] ?? '', names[swaps[index + 1] ?? 0] ?? ''];
        const { positions } = after.placement;
        const [from, to] = [positions.get(one), positions.get(other)];
        if (from === undefined || to === undefined || one === other) continue;
        const isAlike = /^haein/.test(one) === /^haein/.test(other);
        if (!isAlike) continue;
        after = withPlaces(after, [
          [one, to.rack, to.u],
          [other, from.rack, from.u],
        ]);
      }
      const order = planWorkOrder(siteWith(8), after);
      const end = replay(siteWith(8), order.steps);
      const wanted = stateOf(after);
      expect(end.ports).toEqual(wanted.ports);
      expect(end.places).toEqual(wanted.places);
      expect(planWorkOrder(siteWith(8), after)).toEqual(order);
      const last = order.steps[order.steps.length - 1];
      if (last !== undefined) {
        expect(last.after).toEqual({ bandwidth: [], drained: [], feeds: [], devicesOut: [] });
      }
      // Where the order is allowed, nobody in service loses more than it may.
      if (order.isAllowed) {
        for (const { during, after: then } of order.steps) {
          for (const { lostShare, limitShare = 1 } of [...during.bandwidth, ...then.bandwidth]) {
            expect(lostShare).toBeLessThanOrEqual(limitShare + 1e-9);
          }
        }
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
