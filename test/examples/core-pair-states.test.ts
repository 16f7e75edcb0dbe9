import type * as Library from 'cdktf-ai-factory';
import type { ConvergedLinkProps, ConvergedPairProps, SitePlan } from 'cdktf-ai-factory';
import { compareSites } from '../../src/design/changes/compare-sites';
import { planLimits } from '../../src/design/limits/plan-limits';
import { planImpact } from '../../src/design/shift/plan-impact';
import { checkMoves, hasMoves } from '../../src/design/site/renames';
import { siteDifference } from '../../src/design/work-order/site-difference';
import { planWorkOrder } from '../../src/design/work-order/plan-work-order';
import { workCables } from '../../src/design/work-order/network-model';
import { siteCableRows } from '../../src/model/site-cables';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { changedLibrary, planOf } from '../support/changed-programs';

jest.mock('cdktf-ai-factory', () => changedLibrary(jest.requireActual<typeof Library>('cdktf-ai-factory')));

const PAIR = 'converged-pair';

type ConvergedPairChange = (props: ConvergedPairProps) => ConvergedPairProps;

/** The pair with the ports of the first links of a group in another order. */
function portsTurned(group: string): (props: ConvergedPairProps) => ConvergedPairProps {
  return (props) => ({
    ...props,
    groups: props.groups.map((each) => ({
      ...each,
      links: each.links.map((link, at) =>
        each.name === group && at === 0 ? { ...link, ports: [...link.ports].reverse() } : link,
      ),
    })),
  });
}

let standing: SitePlan;
beforeAll(async () => {
  standing = await planOf(PAIR);
});

/** Labels of links whose upper end is another, as three readers of two states tell it. */
function told(after: SitePlan): Record<'relock' | 'diff' | 'workOrder', number> {
  const moved = checkMoves(standing, after).cables.filter((move) => move.after !== undefined);
  const [cables] = compareSites(standing, after).cables;
  const links = (plan: SitePlan): Map<string, string> =>
    new Map(
      [...workCables(plan).values()].flatMap((cable) =>
        cable.links.map(({ label, b }) => [label, `${b.device}:${b.port}`] as const),
      ),
    );
  const [was, is] = [links(standing), links(after)];
  const order = [...was].filter(([label, end]) => is.get(label) !== end);
  return { relock: moved.length, diff: cables?.moved ?? 0, workOrder: order.length };
}

describe('cables of a core pair between two states', () => {
  // 20 nodes x 2 ports; 8 support servers x 2; 3 out-of-band switches x 4; 2 storage nodes x 10; 2 edges x 18.
  test.each([
    ['nodes', 40],
    ['support', 16],
    ['oob-switches', 12],
    ['storage', 20],
    ['edges', 36],
  ])(
    'with the first ports of %s turned round %i links move: relock, diff and work order agree',
    async (group, links) => {
      const after = await planOf(PAIR, { pair: portsTurned(group) });
      expect(told(after)).toEqual({ relock: links, diff: links, workOrder: links });
      expect(hasMoves(checkMoves(standing, after))).toBe(true);
      expect(compareSites(standing, after).cables).toEqual([{ fabric: 'core', added: 0, removed: 0, moved: links }]);
      expect(siteDifference(standing, after).cables.length).toBeGreaterThan(0);
      expect(
        planWorkOrder(standing, after, { accept: ['bandwidth'] }).steps.some(({ kind }) => kind === 'cable-out'),
      ).toBe(true);
    },
  );

  test('nothing moves between a plan and itself', () => {
    expect(told(standing)).toEqual({ relock: 0, diff: 0, workOrder: 0 });
    expect(siteDifference(standing, standing).cables).toEqual([]);
  });

  test('a pair that is no more takes all of its cables along', () => {
    const without: SitePlan = { ...standing, converged: [] };
    const gone = checkMoves(standing, without).cables;
    expect(gone).toHaveLength(standing.converged?.[0]?.cables.length ?? 0);
    expect(gone.every(({ after }) => after === undefined)).toBe(true);
    expect(compareSites(standing, without).cables).toEqual([
      { fabric: 'core', added: 0, removed: gone.length, moved: 0 },
    ]);
    expect(compareSites(without, standing).cables).toEqual([
      { fabric: 'core', added: gone.length, removed: 0, moved: 0 },
    ]);
  });
});

describe('GPUs behind ports of a core pair that are out', () => {
  /** The pair with other GPU links of the nodes. */
  const gpuLinks =
    (change: (link: ConvergedLinkProps) => ConvergedLinkProps): ConvergedPairChange =>
    (props) => ({
      ...props,
      groups: props.groups.map((group) => ({
        ...group,
        links: group.links.map((link) => (link.kind === 'gpu' ? change(link) : link)),
      })),
    });
  const spread = (cores: NonNullable<ConvergedLinkProps['cores']>, rails: number): ConvergedPairChange =>
    gpuLinks((link) => ({ ...link, cores, rails }));

  /** GPUs by a walk over each node's ports: two ports a GPU pair, or four rails of a port each, as the case says. */
  function walked(plan: SitePlan, rails: number, core: string): number {
    const ports = new Map<string, boolean[]>();
    for (const { kind, a, b } of plan.converged?.[0]?.cables ?? []) {
      if (kind === 'gpu') ports.set(a.device, [...(ports.get(a.device) ?? []), b.device === core]);
    }
    let gpus = 0;
    for (const own of ports.values()) {
      const each = own.length / rails;
      for (let rail = 0; rail < rails; rail += 1) {
        if (own.slice(rail * each, (rail + 1) * each).every((isOut) => isOut)) gpus += 8 / rails;
      }
    }
    return gpus;
  }

  // 20 nodes of 8 GPUs behind 4 ports. A rail a port, ports in turn: 2 of 4 rails on core-01, 4 GPUs of each node. Two rails of two ports in turn: each rail has a
  // port on both cores, none is off. In halves, both
  // ports of a rail are on one core: again 4 of each. By device, ten nodes are on each core whole.
  test.each<[string, NonNullable<ConvergedLinkProps['cores']>, number, number, number]>([
    ['each port a rail, in turn', 'alternate', 4, 80, 80],
    ['rails of two ports, one on each core', 'alternate', 2, 0, 0],
    ['rails of two ports, both on one core', 'halves', 2, 80, 80],
    ['one rail of all ports', 'alternate', 1, 0, 0],
    ['each node on one core', 'by-device', 2, 80, 80],
  ])('%s', async (_, cores, rails, first, second) => {
    const plan = await planOf(PAIR, { pair: spread(cores, rails) });
    for (const [core, gpus] of [
      ['core-01', first],
      ['core-02', second],
    ] as const) {
      expect(walked(plan, rails, core)).toBe(gpus);
      const { tenants, unknown } = planImpact(plan, { objects: [core] });
      expect(tenants.reduce((sum, { gpusCutOff }) => sum + gpusCutOff, 0)).toBe(gpus);
      expect(unknown.join()).not.toContain('rails');
    }
    const { tenants } = planImpact(plan, { objects: ['core-01', 'core-02'] });
    expect(tenants).toMatchObject([{ gpusCutOff: 160, gpusShort: 0 }]);
  });

  test('one cable takes the two GPUs of its rail, and one for two nodes those of both', () => {
    expect(planImpact(standing, { objects: ['core-01:swp7s0'] }).tenants).toMatchObject([
      { gpusCutOff: 2, gpusShort: 6 },
    ]);
    const { tenants, unknown } = planImpact(standing, { objects: ['oob-switch-01'] });
    expect([tenants, unknown.filter((line) => line.includes('rails'))]).toEqual([[], []]);
  });

  test('without rails it is not known which GPUs they are, and the prop is named', async () => {
    const plan = await planOf(PAIR, { pair: gpuLinks(({ rails: _rails, ...link }) => link) });
    const { tenants, unknown } = planImpact(plan, { objects: ['core-01'] });
    expect(tenants).toMatchObject([{ gpusCutOff: 0, gpusShort: 160 }]);
    expect(unknown).toContain(
      "which GPUs are behind the ports of core pair 'core' that are out: give 'rails' of its links that carry their traffic",
    );
    expect(planImpact(plan, { objects: ['oob-switch-01'] }).unknown.join()).not.toContain('rails');
    expect(planImpact(plan, { objects: ['node-001'] }).unknown.join()).not.toContain('rails');
  });
});

test('a work order knows medium, part and length of each cable of a core pair as the schedule does', () => {
  const rows = [...siteCableRows(standing)];
  const cables = workCables(standing);
  expect(rows.length).toBeGreaterThan(0);
  for (const { cable, medium, part, lengthMillimetres } of rows) {
    expect(cables.get(cable)).toMatchObject({ medium, lengthMillimetres, ...(part !== undefined && { part }) });
  }
  expect([...cables.values()].filter(({ medium }) => medium === 'unknown').length).toBe(
    new Set(rows.filter(({ medium }) => medium === 'unknown').map(({ cable }) => cable)).size,
  );
  expect([...cables.values()].some(({ part }) => part !== undefined)).toBe(true);
});

describe('limits of a core pair', () => {
  test('the cages of the cores end the growth: two more systems build, three do not', async () => {
    const { levels } = planLimits(standing);
    const cages = levels.find(({ level }) => level === 'core cages');
    expect(cages).toMatchObject({ domain: 'fabric', moreSystems: 2, moreUnits: 0 });
    expect(levels[0]?.moreSystems).toBe(2);
    await planOf(PAIR, { more: { cluster: 'node', systems: 2 } });
    await expect(planOf(PAIR, { more: { cluster: 'node', systems: 3 } })).rejects.toThrow('converged/');
    expect(planLimits(parseSiteJson(renderSiteJson(standing))).levels).toEqual(levels);
  });

  test.each<[string, ConvergedPairChange, string]>([
    ['four cages kept empty', (props) => ({ ...props, reservedCages: [45, 46, 47, 48] }), 'converged/too-few-cages'],
    [
      'an inter-switch link of 16',
      (props) => ({ ...props, isl: { run: 'isl', cages: { total: 16 } } }),
      'converged/too-few-oob-ports',
    ],
    [
      'an inter-switch link of 18',
      (props) => ({ ...props, isl: { run: 'isl', cages: { total: 18 } } }),
      'converged/too-few-cages',
    ],
    [
      'units of ten',
      (props) => ({ ...props, groups: props.groups.map((group) => ({ ...group, unitDevices: 10 })) }),
      'converged/too-few-cages',
    ],
  ])('with %s the limit is what builds', async (_, pair, code) => {
    const { levels } = planLimits(await planOf(PAIR, { pair }));
    const more = Math.min(
      ...levels.filter(({ domain }) => domain === 'fabric').map(({ moreSystems = Infinity }) => moreSystems),
    );
    await planOf(PAIR, { pair, more: { cluster: 'node', systems: more } });
    await expect(planOf(PAIR, { pair, more: { cluster: 'node', systems: more + 1 } })).rejects.toThrow(code);
  });

  test('without what a pair was planned from, how many more systems it takes is not known', () => {
    const converged = (standing.converged ?? []).map(({ input: _input, ...pair }) => pair);
    const [cages, ...others] = planLimits({ ...standing, converged }).levels.filter(
      ({ domain }) => domain === 'fabric',
    );
    expect(others).toEqual([]);
    expect(cages?.rows).toHaveLength(1);
    expect(cages?.moreSystems).toBeUndefined();
    expect(cages?.rows[0]?.perSystem).toBeUndefined();
  });

  test('a cluster that is not on the pair takes none of its cages', () => {
    const clusters = standing.clusters.map((cluster) => ({
      ...cluster,
      hosts: cluster.hosts.map((host) => `other-${host}`),
    }));
    const rows = planLimits({ ...standing, clusters }).levels.filter(({ domain }) => domain === 'fabric');
    expect(rows.map(({ level, moreSystems, rows: [row] }) => [level, moreSystems, row?.perSystem])).toEqual([
      ['core cages', undefined, 0],
      ['out-of-band ports', undefined, 0],
    ]);
  });
});
