import {
  GpuCluster,
  Power,
  InfinibandFabric,
  adoptHall,
  departuresOf,
  readHallFiles,
  type SitePlan,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import { releaseFromLock } from '../../../src/design/lock/release-from-lock';
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
