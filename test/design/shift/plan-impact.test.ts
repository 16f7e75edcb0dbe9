import { planImpact } from '../../../src/design/shift/plan-impact';
import type { Asset } from '../../../src/model/asset';
import type { SitePlan } from '../../../src/model/site-plan';
import { gasanPlan } from '../orders/ordered-sites';

const PLAN = gasanPlan();
const OF_NOBODY = { gpusOut: 0, gpusCutOff: 0, gpusUncooled: 0, gpusSlower: 0, gpusShort: 0, gpusExposed: 0 };

function impact(...objects: string[]): ReturnType<typeof planImpact> {
  return planImpact(PLAN, { objects });
}

describe('what becomes of the default site', () => {
  test('a cable takes one of eight links of one host, and any other leaf of its rail group would hurt next', () => {
    const { links, lost, tenants, next } = impact('haein-001:compute-1/1');
    expect(links).toEqual([
      {
        cable: 'compute/haein-001:compute-1/1',
        fabric: 'compute',
        a: { rack: 'A01', u: 1, device: 'haein-001', port: 'compute-1/1' },
        b: { rack: 'N06', u: 48, device: 'compute-leaf-su01-r1', port: '1/1' },
      },
    ]);
    // 1 / 8 of the host's links.
    expect(lost.bandwidth).toMatchObject([{ network: 'compute', endpoints: 1, gpus: 8, lostShare: 0.125 }]);
    // The GPU behind the cable is off, the seven others of the host are short.
    const touched = { ...OF_NOBODY, gpusCutOff: 1, gpusShort: 7 };
    expect(tenants).toEqual([{ tenants: ['rental', 'research'], cluster: 'haein', ...touched }]);
    // Seven other leaves of the unit and sixteen spines: each takes more of the host than one switch may.
    expect(next.map(({ name }) => name).filter((name) => name.includes('leaf'))).toHaveLength(7);
    expect(next.map(({ name }) => name).filter((name) => name.includes('spine'))).toHaveLength(16);
    expect(next.every(({ gpus }) => gpus === 8)).toBe(true);
  });

  test('the other end of a cable is the same cable, and names need no capitals', () => {
    expect(impact('Compute-Leaf-SU01-R1:1/1').objects).toEqual(impact('haein-001:compute-1/1').objects);
  });

  test('without one side every system has a feed less, and the other side would take all', () => {
    const { tenants, feeds, next, lost } = impact('node:ups-a');
    expect(tenants).toMatchObject([{ ...OF_NOBODY, gpusExposed: 1_016 }]);
    expect(feeds).toEqual([
      { zone: 'east', lost: ['A'], left: ['B'] },
      { zone: 'west', lost: ['A'], left: ['B'] },
    ]);
    expect(lost.drained).toEqual([]);
    const other = next.find(({ name }) => name === 'ups-b');
    expect(other).toMatchObject({ kind: 'node', gpus: 1_016, tenants: ['rental', 'research'] });
    expect(next.some(({ name }) => name === 'ups-a')).toBe(false);
  });

  test('both sides together take all systems', () => {
    const { tenants, lost } = impact('ups-a', 'ups-b');
    expect(tenants).toMatchObject([{ ...OF_NOBODY, gpusOut: 1_016 }]);
    expect(lost.drained.flatMap(({ systems }) => systems)).toHaveLength(127);
  });

  test('one chiller of four is spare, two are not, and a loop without units cools nothing', () => {
    expect(impact('chillers/1').cooling).toEqual([]);
    expect(impact('chillers/1').next.map(({ kind, name }) => `${kind} ${name}`)).toContain('cooling chillers/4');
    const { cooling, tenants } = impact('loop:chilled-water');
    expect(cooling).toMatchObject([{ loop: 'chilled-water' }]);
    expect(cooling[0]?.racks).toHaveLength(50);
    expect(tenants).toMatchObject([{ ...OF_NOBODY, gpusUncooled: 1_016 }]);
  });

  test('a rack takes what stands in it: three systems of eight GPUs', () => {
    const { tenants, lost, unknown } = impact('rack:A01');
    expect(tenants).toMatchObject([{ ...OF_NOBODY, gpusOut: 24 }]);
    expect(lost.drained).toMatchObject([{ systems: ['haein-001', 'haein-002', 'haein-003'], gpus: 24 }]);
    expect(unknown).toEqual(["which jobs run: give '--jobs' with the table of the scheduler"]);
  });

  test('a tier that is lost stops the systems that it serves', () => {
    expect(impact('tier:scratch').tenants).toMatchObject([{ ...OF_NOBODY, gpusCutOff: 1_016 }]);
    const { tenants, storage } = impact('scratch-01');
    expect(tenants).toMatchObject([{ ...OF_NOBODY, gpusShort: 1_016 }]);
    expect(storage).toMatchObject([{ tier: 'scratch', blocks: 9, blocksLost: 1 }]);
  });

  test('of two managers the second would hurt next', () => {
    const { partners, next } = impact('compute-ufm-01');
    expect(partners).toMatchObject([{ kind: 'manager', left: 1, total: 2 }]);
    expect(next.map(({ name }) => name)).toContain('compute-ufm-02');
  });

  test('what the asset file has as failed is out too: its partner would then leave nothing', () => {
    const failed: Asset = { device: 'compute-ufm-02', state: 'failed' };
    const plan: SitePlan = { ...PLAN, assets: new Map([...PLAN.assets, [failed.device, failed]]) };
    const { outAlready, partners } = planImpact(plan, { objects: ['compute-ufm-01'] });
    expect(outAlready).toEqual(['compute-ufm-02']);
    expect(partners).toMatchObject([{ kind: 'manager', left: 0, total: 2 }]);
  });

  test('jobs on touched hosts are named, and others are not', () => {
    const jobs = [
      { job: '1', hosts: ['haein-001', 'haein-100'] },
      { job: '2', hosts: ['haein-101'] },
    ];
    expect(planImpact(PLAN, { objects: ['A01'], jobs }).jobs).toEqual([{ job: '1', hosts: ['haein-001'] }]);
  });

  test('booked work clashes where both together take more than each, and only where times overlap', () => {
    const window = { from: '2026-12-05T22:00', to: '2026-12-06T02:00' };
    const at = (name: string, objects: string[], from = window.from): Parameters<typeof planImpact>[1] => ({
      objects: ['node:ups-a'],
      window,
      booked: [{ name, from, to: '2026-12-07', objects }],
    });
    expect(planImpact(PLAN, at('other side', ['ups-b'])).clashes).toMatchObject([{ isHarmful: true, gpus: 1_016 }]);
    expect(planImpact(PLAN, at('rack', ['A01'])).clashes).toMatchObject([{ isHarmful: false, same: [] }]);
    expect(planImpact(PLAN, at('same', ['ups-a'])).clashes).toMatchObject([
      { same: [{ kind: 'node', name: 'ups-a' }] },
    ]);
    expect(planImpact(PLAN, at('after', ['ups-b'], window.to)).clashes).toEqual([]);
  });
});
