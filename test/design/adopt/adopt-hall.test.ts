import { GpuCluster, Power, InfinibandFabric, ManagementNetwork, type SitePlan } from 'cdktf-ai-factory';
import { adoptHall, departuresOf, readHallFiles } from 'cdktf-ai-factory/operations';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import { linkEnds } from '../../../src/model/switch-ports';
import { releaseFromLock } from '../../../src/design/lock/lock-text';
import { hall, row, system } from '../placement/placement-fixtures';
import { smallSite, smallZone } from '../../constructs/small-site';

function sixSystems(): SitePlan {
  const lab = smallSite();
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 6 });
  const { site } = lab;
  new InfinibandFabric(lab.stack, 'compute', {
    site,
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    tiers: 2,
  });
  return site.plan;
}

const PLAN = sixSystems();

function adopted(kind: 'racks' | 'cables', ...lines: readonly string[]): ReturnType<typeof adoptHall> {
  return adoptHall(readHallFiles({ [kind]: { file: 'file.csv', text: `${lines.join('\n')}\n` } }), PLAN);
}

const CABLES = 'label,a_device,a_port,b_device,b_port';

describe('a hall', () => {
  test('has a planned cable that no line has missing, where both of its devices have lines', () => {
    const lock = adopted(
      'cables',
      CABLES,
      'x,gpu-001,compute-1/1,compute-leaf-su01-r1,1/1',
      'x,gpu-002,compute-1/2,compute-leaf-su01-r2,1/2',
    );
    expect(departuresOf(lock.adopted!)).toEqual([
      { kind: 'missing-cable', name: 'compute/gpu-001:compute-1/2' },
      { kind: 'missing-cable', name: 'compute/gpu-002:compute-1/1' },
    ]);
  });

  test('has its cables with the ends in any order, and segments of panels put together', () => {
    const lock = adopted(
      'cables',
      CABLES,
      'compute/gpu-001:compute-1/1#1,gpu-001,compute-1/1,panel-1,1',
      'compute/gpu-001:compute-1/1#2,panel-1,1,panel-2,1',
      'compute/gpu-001:compute-1/1#3,panel-2,1,compute-leaf-su01-r1,1/2',
      'x,compute-leaf-su01-r1,1/1,gpu-002,compute-1/1',
    );
    expect(lock.adopted!.cables).toEqual({
      'compute/gpu-001:compute-1/1': {
        end: { device: 'compute-leaf-su01-r1', port: '1/2' },
        planned: { device: 'compute-leaf-su01-r1', port: '1/1' },
      },
      'compute/gpu-002:compute-1/1': {
        end: { device: 'compute-leaf-su01-r1', port: '1/1' },
        planned: { device: 'compute-leaf-su01-r1', port: '1/2' },
      },
    });
  });

  test('gives up the place of a device that no line has where another stands', () => {
    const { rack, u } = PLAN.placement.positions.get('gpu-004')!;
    const lock = adopted('racks', 'device,rack,u', `gpu-001,${rack},${u + 2}`);
    expect(lock.positions['gpu-001']).toEqual({ rack, u: u + 2 });
    expect(lock.positions['gpu-004']).toBeUndefined();
    expect(lock.positions['gpu-002']).toEqual(PLAN.placement.positions.get('gpu-002'));
  });

  test('is forgotten by name', () => {
    const lock = adopted('racks', 'device,rack,u', 'gpu-001,A05,1', 'gpu-002,A06,1');
    const released = releaseFromLock(lock, 'gpu-001');
    expect(released.adopted).toMatchObject({ devices: ['gpu-002'], places: { 'gpu-002': { rack: 'A06' } } });
    expect(Object.keys(released.adopted!.places)).toEqual(['gpu-002']);
  });
});

describe('an adopted place', () => {
  const devices = [system('a-1'), system('a-2')];

  test('is kept in a row that does not take the device, and over the power of the rack', () => {
    const halls = [hall('h', [row('A', { racks: 2 }), row('N', { racks: 1, accepts: ['switch'] })])];
    const lock = { 'a-1': { rack: 'N01', u: 1 } };
    expect(planPlacement({ halls, devices, lock }).displaced).toHaveLength(1);
    const { positions, displaced } = planPlacement({ halls, devices, lock, adopted: new Set(['a-1']) });
    expect(displaced).toBeUndefined();
    expect(positions.get('a-1')).toEqual({ rack: 'N01', u: 1 });
    expect(positions.get('a-2')!.rack).toBe('A01');
  });

  test('is given up with a finding where its rack is gone', () => {
    const halls = [hall('h', [row('A', { racks: 2 })])];
    const lock = { 'a-1': { rack: 'N01', u: 1 } };
    const { displaced } = planPlacement({ halls, devices, lock, adopted: new Set(['a-1']) });
    expect(displaced).toMatchObject([{ device: 'a-1', reason: 'no-such-rack' }]);
  });
});

test('a hall whose cables were read keeps them when its racks are read later', () => {
  const first = adopted('cables', CABLES, 'x,gpu-001,compute-1/1,compute-leaf-su01-r1,1/2');
  const racks = { racks: { file: 'racks.csv', text: 'device,rack,u\ngpu-001,A05,1\n' } };
  const { cables, extraCables, missingCables } = first.adopted!;
  expect(Object.keys(cables)).not.toEqual([]);
  expect(adoptHall(readHallFiles(racks), PLAN, first).adopted).toMatchObject({ cables, extraCables, missingCables });
});

describe('a hall of two fabrics', () => {
  const lab = smallSite({
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.2.0.0/24' },
    ],
  });
  smallZone(lab);
  const { site, stack } = lab;
  const gpu = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 2 });
  const power = { switchPower: Power.watts(1_700) };
  new InfinibandFabric(stack, 'compute', { site, hosts: [gpu], switch: switches.QM9700, tiers: 2, ...power });
  new ManagementNetwork(stack, 'oob', { site, manages: [gpu], switch: switches.SN2201, tiers: 1, ...power });
  const both = site.plan;
  const leafOf = (fabric: string): string =>
    both.fabrics.find(({ plan }) => plan.name === fabric)!.plan.switches.find(({ tier }) => tier === 'leaf')!.name;
  const read = (line: string): ReturnType<typeof adoptHall> =>
    adoptHall(readHallFiles({ cables: { file: 'file.csv', text: `${CABLES}\n${line}\n` } }), both);

  test('has cables of either', () => {
    for (const { plan } of both.fabrics) {
      const { a, b } = linkEnds(plan, 0);
      expect(() => read(`x,${a.device},${a.port},${b.device},${b.port}`)).not.toThrow();
    }
  });

  test('fails with a cable between them, and with a port that neither has', () => {
    expect(() => read(`x,${leafOf('compute')},1/1,${leafOf('oob')},swp1`)).toThrow(
      'correct the devices: these two have no fabric in common',
    );
    expect(() => read(`x,gpu-001,nowhere,${leafOf('compute')},1/1`)).toThrow(
      /no fabric has both ends, 'gpu-001:nowhere' and '.*:1\/1'; write ports as the plan names them, for example '/,
    );
  });
});

test.each([
  ['gpu-001,,3', "device 'gpu-001' has a unit and no rack; write the rack as the plan names it, for example A01"],
  ['gpu-001,Q77,3', "there is no rack 'Q77'; write the rack as the plan names it, for example A01"],
])("fails for the place '%s'", (line, text) => {
  expect(() => adopted('racks', 'device,rack,u', line)).toThrow(text);
});

test('a device whose line gives no place stays where it is planned', () => {
  const lock = adopted('racks', 'device,rack,u', 'gpu-001,,');
  expect(lock.adopted!.places).toEqual({});
});
