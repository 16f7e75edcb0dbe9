import type { SitePlan } from 'cdktf-ai-factory';
import { acceptUnit } from '../../src/design/commissioning/accept-unit';
import { ncclBound } from '../../src/design/commissioning/compute-bound';
import type { Measurement } from '../../src/design/commissioning/measurement';
import { planImpact } from '../../src/design/shift/plan-impact';
import { planWaves } from '../../src/design/work-order/plan-waves';
import { plannedInventory } from '../../src/export/netbox/planned-inventory';
import { siteCableRows } from '../../src/model/site-cables';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { expectFinding, expectNothing, expectPassed, judge } from '../policy/judge';
import { NVL72, type RailedPair, railedPair } from './railed-pair';

const planned = (change: RailedPair = {}): SitePlan => railedPair(change).site.plan;

describe('what the loss of a core takes of GPUs', () => {
  const alternate = planned();
  // Ports 1 and 3 of a host end on core 1, 2 and 4 on core 2: four rails of two GPUs each, two rails a core.
  const found = "loss of core 'core-01': 4 GPUs of each of 4 hosts are off: running jobs stop, restart at 2 of 4 rails";

  test('each rail on one core: half of the GPUs are off, an info while nothing is promised', () => {
    expectFinding('fabric/job-stops', alternate, {
      severity: 'info',
      object: "core pair 'core'",
      found,
      limit: '0 GPUs off without a core',
      arithmetic: "16 GPUs of 4 hosts end on 'core-01' alone; 2 cores of 2 cores have such GPUs",
      remedy:
        "give each GPU ports on both cores ('ports' and 'rails' of its links); or let jobs stop, with 'spareSystems' of the cluster for them, and acknowledge this",
    });
    expectNothing(
      'fabric/job-promise',
      alternate,
      "no cluster of a compute fabric or of a pair of cores states 'isLeafLossSurvived' or 'spareSystems'",
    );
    expectPassed('fabric/leaf-loss', alternate);
  });

  test('two ports a rail, one on each core, are just inside: no GPU is off', () => {
    expectPassed('fabric/job-stops', planned({ link: { rails: 2 } }));
    expectPassed('fabric/job-promise', planned({ link: { rails: 2 }, cluster: { isLeafLossSurvived: true } }));
  });

  test('two ports a rail on one core are just outside', () => {
    expectFinding('fabric/job-stops', planned({ link: { rails: 2, cores: [1, 1, 2, 2] } }), {
      found: found.replace('2 of 4', '1 of 2'),
    });
  });

  test('jobs that are promised to run on do not, and spares for three of four hosts are too few', () => {
    expectFinding('fabric/job-promise', planned({ cluster: { isLeafLossSurvived: true } }), {
      severity: 'warning',
      found,
      limit: "jobs of cluster 'gpu' run on ('isLeafLossSurvived')",
    });
    expectFinding('fabric/job-promise', planned({ cluster: { spareSystems: 3 } }), {
      limit: "3 spare systems of cluster 'gpu', 4 needed for jobs of full size",
    });
  });

  test('without rails it is not known, and the prop is named', () => {
    const plan = planned({ link: { rails: undefined } as RailedPair['link'] & object });
    const [finding, ...others] = judge('fabric/job-stops', plan).findings;
    expect([finding?.outcome, finding?.object, others]).toEqual(['indeterminate', "core pair 'core'", []]);
    expect(JSON.stringify(finding)).toContain("'rails' of its links that carry their traffic");
  });

  test('all ports of a host on one core: the loss of it takes all, which is above 50 %', () => {
    expectFinding('fabric/leaf-loss', planned({ link: { cores: 'by-device' } }), {
      severity: 'warning',
      object: "core pair 'core', 4 devices: 'gpu-001', 'gpu-002', 'gpu-003' and 1 more",
      found: "'gpu-001' loses 100 % of its links 'gpu' without core 'core-01'",
      limit: '50 %',
      arithmetic: '4 of 4 links x 400 Gb/s = 100 %',
      remedy: "give the device more ports, or let its links end on both cores alike ('cores')",
    });
    expectFinding('fabric/leaf-loss', planned({ link: { cores: [1, 1, 1, 2] } }), {
      found: "'gpu-001' loses 75 % of its links 'gpu' without core 'core-01'",
    });
  });
});

describe('runs over a pair of cores', () => {
  const run = (hosts: readonly string[]): Measurement => ({
    kind: 'nccl',
    runs: [
      {
        ranks: new Map(hosts.map((host) => [host, 8])),
        sizeBytes: 1 << 30,
        busBytesPerSecond: 190e9,
        wrong: 0,
        isUnchecked: false,
      },
    ],
  });
  const pairs: Measurement = {
    kind: 'pairs',
    pairs: [{ adapter: 'p1', bitsPerSecond: 10e9, sizeBytes: 65_536 }],
  };
  const judged = (plan: SitePlan, measurement: Measurement): ReturnType<typeof acceptUnit> =>
    acceptUnit(plan, 'gpu/su-01', [{ file: 'run.txt', device: 'gpu-001', measurement }], {
      map: {},
      ncclPassShare: 0.9,
      pairShare: 0.9,
    });

  test('the bound is what the ports of the rails carry', () => {
    // 4 ports x 400 Gb/s / 8 = 200 GB/s; 190 are 95 % of it.
    const plan = planned();
    expect(ncclBound(plan, new Map(['gpu-001', 'gpu-002'].map((host) => [host, 8])))?.bytesPerSecond).toBe(200e9);
    const { failures, figures } = judged(plan, run(['gpu-001', 'gpu-002']));
    expect(failures.filter(({ kind, object }) => kind === 'nccl' && object.startsWith('16'))).toEqual([]);
    expect(figures[0]?.arithmetic).toContain('4 ports x 400 Gb/s / 8 = 200 GB/s; x 0.9 = 180 GB/s');
  });

  test('hosts whose rails end on different cores, and links that say no rails, have none, and are not judged', () => {
    const split = judged(planned({ link: { cores: 'by-device' } }), run(['gpu-001', 'gpu-002']));
    expect(split.notes.join()).toContain('what passes between the cores is not known');
    const unstated = judged(
      planned({ link: { rails: undefined } as RailedPair['link'] & object }),
      run(['gpu-001', 'gpu-002']),
    );
    expect(unstated.notes.join()).toContain(
      "no link of core pair 'core' says which of its ports carry traffic of GPUs",
    );
  });

  test('10 Gb/s between two hosts fail against their port, and are not judged where the plan has none', () => {
    const failed = (plan: SitePlan): unknown[] =>
      judged(plan, pairs).failures.flatMap(({ kind, expected, measured }) =>
        kind === 'pairs' && measured.includes('Gb/s') ? [[expected, measured]] : [],
      );
    expect(failed(planned())).toEqual([['360 Gb/s', '10 Gb/s at 65536 B']]);
    const plan = planned({ link: { rails: undefined } as RailedPair['link'] & object });
    expect(failed(plan)).toEqual([]);
    expect(judged(plan, pairs).notes).toContain(
      'ib_write_bw of 1 host, not judged: the plan has no compute port of it',
    );
  });
});

test('out-of-band switches of a pair go one after the other, and with no core', () => {
  const { waves } = planWaves(planned(), ['switch']);
  expect(waves.map(({ devices }) => devices.map(({ device }) => device))).toEqual([
    ['oob-1'],
    ['core-01'],
    ['oob-2'],
    ['core-02'],
  ]);
});

describe('racks of trays on a pair of cores', () => {
  let plan: SitePlan;
  beforeAll(() => {
    plan = planned({ cluster: { system: NVL72, count: 2, psuFeeds: { A: 8 } } });
  });

  test('a tray stands in its rack: its cables have a way, a length and places', () => {
    const rows = [...siteCableRows(plan)].filter(({ a }) => a.device.startsWith('gpu-001-t'));
    // 18 trays of 4 ports and a BMC.
    expect(rows).toHaveLength(90);
    expect(rows.every(({ a, lengthMillimetres }) => a.rack === 'A01' && lengthMillimetres > 0)).toBe(true);
    const inventory = plannedInventory(plan);
    expect(inventory.devices.filter(({ name }) => name.startsWith('gpu-001-t'))).toHaveLength(18);
    expect(inventory.cables.filter(({ a }) => a.some(({ device }) => device.startsWith('gpu-001-t')))).toHaveLength(90);
    expect(renderSiteJson(parseSiteJson(renderSiteJson(plan)))).toBe(renderSiteJson(plan));
  });

  test('a rack that is out takes its own GPUs, and cuts off none of the other', () => {
    const [touched] = planImpact(plan, { objects: ['gpu-001'] }).tenants;
    expect([touched?.gpusOut, touched?.gpusCutOff]).toEqual([72, 0]);
    // Half of the rails of each tray end on a core: 2 of 4 GPUs.
    const [halved] = planImpact(plan, { objects: ['core-01'] }).tenants;
    expect([halved?.gpusOut, halved?.gpusCutOff, halved?.gpusShort]).toEqual([0, 72, 72]);
  });

  test('a wave of one rack names its trays, and takes no bandwidth of others', () => {
    const { waves } = planWaves(plan, ['gpu-001'], { mostSystems: 1 });
    expect(waves[0]?.devices[0]?.trays).toHaveLength(18);
    expect(waves[0]?.loss.bandwidth).toEqual([]);
  });
});
