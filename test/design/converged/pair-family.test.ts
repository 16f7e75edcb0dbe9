import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import type { CageRun, ConvergedInput, ConvergedLink, ConvergedPlan } from '../../../src/model/core-pair';
import { CORES, enterprisePair, FIVE_UNITS, FOUR_200, gigabits, numbered, TWO_400 } from './enterprise-pair';

/** First and last cage of each run. */
function spans({ runs }: ConvergedPlan): unknown[] {
  return runs.map(({ name, cages }) => [name, cages[0], cages.at(-1), cages.length]);
}

/** Cables of a kind as `device port -> core port`. */
function linksOf(plan: ConvergedPlan, kind: string): string[] {
  return plan.rows
    .filter((row) => row.kind === kind)
    .map(({ aDevice, aPort, bDevice, bPort }) => `${aDevice} ${aPort} -> ${bDevice} ${bPort}`);
}

/** One group with one kind of links, alone on a pair of cores. */
function lone(devices: readonly string[], link: Partial<ConvergedLink>, run: Partial<CageRun> = {}): ConvergedInput {
  return {
    name: 'lone',
    cores: CORES,
    runs: [{ name: 'run', breakout: FOUR_200, ...run }],
    groups: [
      { name: 'nodes', devices, unitDevices: 3, links: [{ kind: 'net', run: 'run', ports: ['p1', 'p2'], ...link }] },
    ],
  };
}

describe('designs of the published family', () => {
  test('with two GPU adapters a node two nodes share a cage', () => {
    const plan = planConvergedPair(enterprisePair({ ...FIVE_UNITS, gpuPorts: ['gpu-a', 'gpu-b'] }));
    // 20 nodes x 1 port a core / 2 ports a cage = 10 cages; so is the inter-switch link.
    expect(spans(plan).slice(0, 4)).toEqual([
      ['in-band', 1, 5, 5],
      ['gpu', 6, 15, 10],
      ['support', 16, 17, 2],
      ['isl', 18, 27, 10],
    ]);
    expect(linksOf(plan, 'gpu').slice(0, 4)).toEqual([
      'su-01-node-01 gpu-a -> core-01 swp6s0',
      'su-01-node-01 gpu-b -> core-02 swp6s0',
      'su-01-node-02 gpu-a -> core-01 swp6s1',
      'su-01-node-02 gpu-b -> core-02 swp6s1',
    ]);
  });

  // Eight adapters: 4 ports a core / 2 ports a cage = 2 cages a node, 8 a unit, and 8 of inter-switch link.
  const eight = { ...FIVE_UNITS, gpuPorts: numbered('gpu', 8), units: 3 };
  const byItself = (input: ConvergedInput): ConvergedInput => ({
    ...input,
    cores: CORES,
    runs: input.runs.map(({ place, ...run }) =>
      place === 49 ? run : { ...run, ...(place !== undefined && { place }) },
    ),
  });

  test('with eight GPU adapters a node three units fill the panel', () => {
    const plan = planConvergedPair(byItself(enterprisePair(eight)));
    expect(spans(plan)).toEqual([
      ['in-band', 1, 3, 3],
      ['gpu', 4, 27, 24],
      ['support', 28, 29, 2],
      ['isl', 30, 53, 24],
      // 54 is even and stays free; each of these takes its neighbour.
      ['services', 55, 57, 2],
      ['edge', 59, 63, 3],
    ]);
    expect(linksOf(plan, 'gpu').slice(0, 8)).toEqual([
      'su-01-node-01 gpu-01 -> core-01 swp4s0',
      'su-01-node-01 gpu-02 -> core-02 swp4s0',
      'su-01-node-01 gpu-03 -> core-01 swp4s1',
      'su-01-node-01 gpu-04 -> core-02 swp4s1',
      'su-01-node-01 gpu-05 -> core-01 swp5s0',
      'su-01-node-01 gpu-06 -> core-02 swp5s0',
      'su-01-node-01 gpu-07 -> core-01 swp5s1',
      'su-01-node-01 gpu-08 -> core-02 swp5s1',
    ]);
  });

  test('fails on a fourth unit, with every run that has no room', () => {
    // 4 + 32 + 2 = 38 cages, then 32 of inter-switch link; the edge has 59 to 64. The panel must have 70, 4 for services and 6 for the edge: 80.
    const needs =
      'use cores of 80 cages, fewer devices, or a breakout with more ports per cage [converged/too-few-cages]';
    expect(() => planConvergedPair(byItself(enterprisePair({ ...eight, units: 4 })))).toThrow(
      [
        '2 problems [design/several]',
        `- core pair 'pair': run 'isl' needs 32 cages on each core of 64, and 20 are left for it; ${needs}`,
        `- core pair 'pair': run 'services' needs 2 cages, each with 1 neighbour dark, on each core of 64, and 0 are left for it; ${needs}`,
      ].join('\n'),
    );
  });

  test('with three nodes a unit each unit begins a new in-band cage', () => {
    const plan = planConvergedPair(enterprisePair({ ...FIVE_UNITS, unitNodes: 3 }));
    expect(linksOf(plan, 'in-band').filter((link) => link.includes('core-01'))[3]).toBe(
      'su-02-node-01 B3220 PCIe Slot 1 Port 1 -> core-01 swp2s0',
    );
    expect(spans(plan).slice(0, 2)).toEqual([
      ['in-band', 1, 5, 5],
      ['gpu', 6, 20, 15],
    ]);
  });
});

describe('cages of a link', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  const onFirst = (input: ConvergedInput): string[] =>
    linksOf(planConvergedPair(input), 'net')
      .filter((link) => link.includes('core-01'))
      .map((link) => link.replace(' -> core-01 ', ' '));

  test('are filled device by device', () => {
    expect(onFirst(lone(six, {}))).toEqual([
      'a p1 swp1s0',
      'b p1 swp1s1',
      'c p1 swp1s2',
      'd p1 swp1s3',
      'e p1 swp2s0',
      'f p1 swp2s1',
    ]);
  });

  test('are shared by no more devices than wished', () => {
    expect(onFirst(lone(six.slice(0, 3), { devicesPerCage: 2, cores: 'core-1' }))).toEqual([
      'a p1 swp1s0',
      'a p2 swp1s1',
      'b p1 swp1s2',
      'b p2 swp1s3',
      'c p1 swp2s0',
      'c p2 swp2s1',
    ]);
    expect(onFirst(lone(['a', 'b'], { devicesPerCage: 1 }))).toEqual(['a p1 swp1s0', 'b p1 swp2s0']);
  });

  test('can hold one port of each device, whose place is the sub-port', () => {
    const turns = { order: 'round-robin', isCagePerPort: true, cores: 'core-1' } as const;
    expect(onFirst(lone(['a', 'b', 'c'], turns))).toEqual([
      'a p1 swp1s0',
      'a p2 swp2s0',
      'b p1 swp1s1',
      'b p2 swp2s1',
      'c p1 swp1s2',
      'c p2 swp2s2',
    ]);
  });

  test('are taken in turn over devices, unit by unit where each has its own', () => {
    const turns = { order: 'round-robin', cores: 'core-1' } as const;
    expect(onFirst(lone(['a', 'b', 'c'], turns))).toEqual([
      'a p1 swp1s0',
      'a p2 swp1s3',
      'b p1 swp1s1',
      'b p2 swp2s0',
      'c p1 swp1s2',
      'c p2 swp2s1',
    ]);
    expect(onFirst(lone(six, { ...turns, isCagePerUnit: true })).slice(6, 8)).toEqual(['d p1 swp3s0', 'd p2 swp3s3']);
  });

  test('are taken by every other device on each core', () => {
    expect(linksOf(planConvergedPair(lone(['a', 'b', 'c'], { cores: 'by-device', devicesPerCage: 1 })), 'net')).toEqual(
      [
        'a p1 -> core-01 swp1s0',
        'a p2 -> core-01 swp1s1',
        'b p1 -> core-02 swp1s0',
        'b p2 -> core-02 swp1s1',
        'c p1 -> core-01 swp2s0',
        'c p2 -> core-01 swp2s1',
      ],
    );
  });

  test('go to the core that a list gives each port', () => {
    expect(linksOf(planConvergedPair(lone(['a'], { ports: ['x', 'y', 'z'], cores: [2, 2, 1] })), 'net')).toEqual([
      'a x -> core-02 swp1s0',
      'a y -> core-02 swp1s1',
      'a z -> core-01 swp1s0',
    ]);
  });

  test('stay where they are when a device is released', () => {
    expect(onFirst(lone(['a', '', 'c'], {}))).toEqual(['a p1 swp1s0', 'c p1 swp1s2']);
  });

  test('are skipped where a cage is reserved or a neighbour would have to go dark', () => {
    const run = { breakout: { portsPerCage: 2, portRateBits: gigabits(400), disables: [1] } };
    const input = lone(six, { cores: 'core-1' }, run);
    const plan = planConvergedPair({ ...input, cores: { ...CORES, reservedCages: [4] } });
    expect(plan.runs[0]!.cages).toEqual([1, 5, 7, 9, 11, 13]);
  });
});

describe('the inter-switch link', () => {
  const withIsl = (cages: NonNullable<ConvergedInput['isl']>['cages']): ConvergedInput => {
    const input = lone(['a', 'b', 'c', '', '', '', 'g'], {});
    return { ...input, runs: [...input.runs, { name: 'isl', breakout: TWO_400 }], isl: { run: 'isl', cages } };
  };

  test.each([
    ['a total', { total: 3 }, 3, 3],
    // Units of 3: the second is released, the third begun.
    ['a number a unit', { perUnit: 2 }, 6, 4],
    // 7 places / 4 ports = 2 cages, of which both have a device.
    ['those of another run', { sameAsRuns: ['run'] }, 2, 2],
  ])('has %s', (_what, cages, kept, cabled) => {
    const plan = planConvergedPair(withIsl(cages));
    expect(plan.runs[1]).toMatchObject({ cages: { length: kept }, cabled });
    expect(plan.counts['isl']).toBe(2 * cabled);
  });
});

describe('the out-of-band network', () => {
  test('takes the management ports of the cores, which have no other links in their group', () => {
    const input = enterprisePair(FIVE_UNITS);
    const cores = { name: 'cores', devices: CORES.names, links: [], oobPorts: ['eth0'] };
    // 112 cables before them: 112 mod 3 = 1, and 112 / 3 = 37 full rounds.
    expect(linksOf(planConvergedPair({ ...input, groups: [...input.groups, cores] }), 'oob').slice(112)).toEqual([
      'core-01 eth0 -> oob-switch-02 swp38',
      'core-02 eth0 -> oob-switch-03 swp38',
    ]);
  });

  test('keeps the ports of places without a device', () => {
    const input = lone(['a', '', 'c'], {});
    const [nodes] = input.groups;
    const groups = [
      { ...nodes!, keepDevices: 4, oobPorts: ['bmc'] },
      { name: 'others', devices: ['z'], links: [], oobPorts: ['bmc'] },
    ];
    const oob = { names: ['m1', 'm2'], portsPerSwitch: 3, rateBits: gigabits(1) };
    expect(linksOf(planConvergedPair({ ...input, groups, oob }), 'oob')).toEqual([
      'a bmc -> m1 swp1',
      'c bmc -> m1 swp2',
      'z bmc -> m1 swp3',
    ]);
  });
});
