import { switchById, systemById } from '../../../src/catalog/catalog-entries';
import { type ClusterSizing, type ClusterToSize, sizeCluster } from '../../../src/design/size/size-cluster';
import { Power } from '../../../src/units/power';
import { dgxFabric, group, ufm } from '../fabric/sample-fabrics';

function sized(count: number, parts: Partial<ClusterToSize> = {}): ClusterSizing {
  return sizeCluster({
    system: systemById('dgx-b200'),
    count,
    switchSpec: switchById('qm9700'),
    fabric: dgxFabric(count, { groups: [group(count)], services: ufm(4) }),
    unitHosts: 32,
    portsPerHost: 8,
    linksPerCable: 1,
    ...parts,
  });
}

// NVIDIA's table for 127 systems: 32 leaves, 16 spines, 1,020 cables to leaves and 1,024 between switches.
test('127 systems have 48 switches and 2,044 links', () => {
  const { gpus, switches, links, cables } = sized(127);
  expect([gpus, switches, links]).toEqual([1_016, 48, 127 * 8 + 4 + 1_024]);
  expect([cables.hosts, cables.leafSpine, cables.spineCore]).toEqual([1_020, 1_024, 0]);
});

test('512 systems have cores, which count among the switches', () => {
  const { sizing, switches, links } = sized(512, { fabric: dgxFabric(512) });
  const { leaf, spine, core } = sizing.counts;
  expect(core).toBeGreaterThan(0);
  expect(switches).toBe(leaf + spine + core);
  // 4,096 links in each of three tiers.
  expect(links).toBe(3 * 4_096);
});

// Two links a module: 4 cages of a system, and half of the ports that are used on each side.
test('a module serves the two links of its cage, and a manager has one a link', () => {
  const { transceivers, transceiverParts } = sized(127);
  expect(transceivers).toMatchObject({ systems: 127 * 4, ufm: 4, core: 0, spine: 512 });
  expect(transceivers.total).toBe(508 + 4 + (transceivers.leaf ?? 0) + 512);
  expect(transceiverParts.length).toBeGreaterThan(1);
  const reaches = transceiverParts.map(({ reachMillimetres }) => reachMillimetres);
  expect(reaches).toEqual([...reaches].sort((a, b) => a - b));
  for (const { parts } of transceiverParts) {
    expect(parts.map(({ place, quantity }) => [place, quantity])).toEqual([
      ['systems', 508],
      ['ufm', 4],
      ['leaf', transceivers.leaf],
      ['spine', 512],
    ]);
    expect(parts.filter(({ place }) => place !== 'ufm').every(({ part }) => part !== null)).toBe(true);
  }
});

describe('power', () => {
  test('is that of systems and switches', () => {
    const { power } = sized(127, { systemPower: Power.watts(14_300), switchPower: Power.watts(1_700) });
    // 127 x 14.3 kW + 48 x 1.7 kW.
    expect(power).toEqual({
      systemWatts: 14_300,
      systemsWatts: 1_816_100,
      switchWatts: 1_700,
      switchesWatts: 81_600,
      totalWatts: 1_897_700,
    });
  });

  test('is not known where a part of it is not', () => {
    expect(sized(1, { systemPower: Power.watts(14_300) }).power).toMatchObject({
      switchesWatts: null,
      totalWatts: null,
    });
    expect(sized(1, { switchPower: Power.watts(1_700) }).power).toMatchObject({ systemsWatts: null, totalWatts: null });
  });
});

describe('racks', () => {
  const racks = (kilowatts: number, units: number, count = 127): ClusterSizing['racks'] =>
    sized(count, { systemPower: Power.watts(14_300), rack: { power: Power.kilowatts(kilowatts), units } }).racks;

  // 42.9 kW are three systems of 14.3 kW, and 40 U four of 10 U.
  test.each([
    [42.9, 40, 3, 43],
    [42.89, 40, 2, 64],
    [100, 40, 4, 32],
    [100, 39, 3, 43],
    [14.3, 10, 1, 127],
  ])('of %d kW and %i U hold %i systems each: %i', (kilowatts, units, each, count) => {
    expect(racks(kilowatts, units)).toEqual({
      racks: count,
      systemsPerRack: each,
      rackWatts: Math.round(kilowatts * 1_000),
      rackUnits: units,
    });
  });

  test('are not counted where nobody asks', () => {
    expect(sized(1).racks).toBeUndefined();
  });

  test('fail where one system does not fit by power or height', () => {
    expect(() => racks(14.2, 40)).toThrow(
      "a rack of 14.2 kW holds no 'dgx-b200', which draws 14.3 kW; give a larger '--rack-kw' [size/rack-too-small]",
    );
    expect(() => racks(100, 9)).toThrow(
      "a rack of 9 U holds no 'dgx-b200', which is 10 U high; give more '--rack-units' [size/rack-too-small]",
    );
  });
});
