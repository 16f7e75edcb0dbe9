import type { ConvergedInput, DeviceGroup, OobSwitches } from '../../../src/model/core-pair';
import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import { CORES, EIGHT_100, FOUR_200, TWO_400, gigabits, numbered } from './enterprise-pair';

const nodes: DeviceGroup = {
  name: 'nodes',
  devices: ['a', 'b'],
  links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2'] }],
};

const sound: ConvergedInput = {
  name: 'pair',
  cores: CORES,
  runs: [
    { name: 'gpu', breakout: TWO_400 },
    { name: 'isl', breakout: TWO_400 },
  ],
  groups: [nodes],
  isl: { run: 'isl', cages: { sameAsRuns: ['gpu'] } },
};

const [gpu, isl] = [sound.runs[0]!, sound.runs[1]!];
const withNodes = (changes: Partial<DeviceGroup>): Partial<ConvergedInput> => ({ groups: [{ ...nodes, ...changes }] });
const oob = (names: readonly string[], portsPerSwitch = 48): OobSwitches => ({
  names,
  portsPerSwitch,
  rateBits: gigabits(1),
});

test('the input that the refusals change is sound', () => {
  expect(planConvergedPair(sound).counts).toEqual({ gpu: 4, isl: 2 });
});

test.each<[string, Partial<ConvergedInput>, string]>([
  [
    'a number of cages that is no count',
    { cores: { ...CORES, cages: 0.5 } },
    "'cages' of the cores is 0.5; give a whole number of 1 or more [converged/not-a-count]",
  ],
  [
    'a number of devices a cage that is no count',
    withNodes({ links: [{ ...nodes.links[0]!, devicesPerCage: 0 }] }),
    "'devicesPerCage' of 'gpu' of group 'nodes' is 0; give a whole number of 1 or more [converged/not-a-count]",
  ],
  [
    'rails over which the ports do not spread evenly',
    withNodes({ links: [{ ...nodes.links[0]!, ports: ['p1', 'p2', 'p3'], rails: 2 }] }),
    "'rails' of 'gpu' of group 'nodes' is 2, and 3 ports do not spread over it evenly; give 1 to 3, by which 3 can be divided [converged/uneven-rails]",
  ],
  [
    'a number of rails that is no count',
    withNodes({ links: [{ ...nodes.links[0]!, rails: 0 }] }),
    "'rails' of 'gpu' of group 'nodes' is 0; give a whole number of 1 or more [converged/not-a-count]",
  ],
  [
    'a number of inter-switch cages that is no count',
    { isl: { run: 'isl', cages: { total: NaN } } },
    "'total' of the inter-switch link is NaN; give a whole number of 1 or more [converged/not-a-count]",
  ],
  [
    'a rate that is none',
    { runs: [{ name: 'gpu', breakout: { portsPerCage: 2, portRateBits: -1 } }, isl] },
    "'portRateBits' of run 'gpu' is -1; give a whole number of bit/s above 0 [converged/not-a-rate]",
  ],
  [
    'a neighbour that is the cage itself',
    { runs: [{ name: 'gpu', breakout: { ...TWO_400, disables: [0] } }, isl] },
    "run 'gpu' disables the cage at a distance of 0; give a whole number other than 0, such as 1 for the next cage [converged/not-a-distance]",
  ],
  [
    'a device with a bad name',
    withNodes({ devices: ['a b'] }),
    "the name 'a b' is empty or holds a space, '/' or ':'; give a name such as core-01 [converged/bad-name]",
  ],
  [
    'a device that is there twice',
    withNodes({ devices: ['a', '', '', 'a'] }),
    "device 'a' is there twice; give each its own name [converged/duplicate-name]",
  ],
  [
    'a device that has the name of a core',
    withNodes({ devices: ['core-02'] }),
    "device 'core-02' is there twice; give each its own name [converged/duplicate-name]",
  ],
  [
    'cores of one name',
    { cores: { ...CORES, names: ['core', 'core'] } },
    "device 'core' is there twice; give each its own name [converged/duplicate-name]",
  ],
  [
    'two runs of one name',
    { runs: [gpu, isl, gpu] },
    "run 'gpu' is there twice; give each its own name [converged/duplicate-name]",
  ],
  [
    'links of the kind of ports without a cable',
    { isl: { kind: 'unused', run: 'isl', cages: { total: 1 } } },
    "the kind 'unused' is that of ports without a cable; give the links another kind [converged/reserved-kind]",
  ],
  [
    'a run that is not there',
    withNodes({ links: [{ kind: 'gpu', run: 'gpus', ports: ['p1'] }] }),
    "'gpu' of group 'nodes' names the run 'gpus', which is not there; did you mean 'gpu'? [converged/unknown-run]",
  ],
  [
    'a run to follow that is not there',
    { isl: { run: 'isl', cages: { sameAsRuns: ['compute'] } } },
    "the inter-switch link names the run 'compute', which is not there; use one of the runs gpu, isl [converged/unknown-run]",
  ],
  [
    "links in the inter-switch link's run",
    withNodes({ links: [{ kind: 'gpu', run: 'isl', ports: ['p1'] }] }),
    "the inter-switch link has the run 'isl' for itself, and 'gpu' of group 'nodes' names it too; name another run there [converged/isl-run-shared]",
  ],
  [
    'an inter-switch link that follows itself',
    { isl: { run: 'isl', cages: { sameAsRuns: ['isl'] } } },
    "the inter-switch link has the run 'isl' for itself, and its own 'sameAsRuns' names it too; name another run there [converged/isl-run-shared]",
  ],
  [
    'a port without a name',
    withNodes({ oobPorts: [' '], devices: [] }),
    `the port " " of group 'nodes' is empty or holds a line break; give it the name that the device prints [converged/bad-port]`,
  ],
  [
    'a port with two uses',
    { ...withNodes({ oobPorts: ['p1'] }), oob: oob(['mgmt']) },
    "port 'p1' of group 'nodes' has two uses; name each port of a device once [converged/duplicate-port]",
  ],
  [
    'an uplink on a port of an out-of-band switch that devices take',
    {
      ...withNodes({ devices: ['mgmt'], links: [{ kind: 'up', run: 'gpu', ports: ['swp48', 'swp49'] }] }),
      oob: oob(['mgmt']),
    },
    "port 'swp48' of group 'nodes' has two uses; name each port of a device once [converged/duplicate-port]",
  ],
  [
    'a list of cores that is too short',
    withNodes({ links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2'], cores: [1] }] }),
    "'cores' of 'gpu' of group 'nodes' has 1 entries, and there are 2 ports; list 1 or 2 for each port, or use 'alternate' or 'halves' [converged/bad-core-list]",
  ],
  [
    'a list of cores with a third',
    withNodes({ links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2'], cores: [1, 3 as 2] }] }),
    "'cores' of 'gpu' of group 'nodes' names core 3; list 1 or 2 for each port, or use 'alternate' or 'halves' [converged/bad-core-list]",
  ],
  [
    'a breakout that does not share lanes evenly',
    { runs: [{ name: 'gpu', breakout: { portsPerCage: 6, portRateBits: gigabits(100) } }, isl] },
    "run 'gpu' breaks a cage of 8 lanes and 2 connectors out into 6 ports; use a 'portsPerCage' that shares lanes and connectors evenly [converged/uneven-breakout]",
  ],
  [
    'a breakout that does not share connectors evenly',
    { cores: { ...CORES, connectorsPerCage: 4 } },
    [
      '2 problems [design/several]',
      "- core pair 'pair': run 'gpu' breaks a cage of 8 lanes and 4 connectors out into 2 ports; use a 'portsPerCage' that shares lanes and connectors evenly [converged/uneven-breakout]",
      "- core pair 'pair': run 'isl' breaks a cage of 8 lanes and 4 connectors out into 2 ports; use a 'portsPerCage' that shares lanes and connectors evenly [converged/uneven-breakout]",
    ].join('\n'),
  ],
  [
    'a breakout that is faster than the cage',
    { runs: [{ name: 'gpu', breakout: { portsPerCage: 4, portRateBits: gigabits(400) } }, isl] },
    "run 'gpu' breaks a cage out into 4 x 400 Gb/s, and it carries 800 Gb/s; use fewer ports per cage or a lower rate [converged/breakout-too-fast]",
  ],
  [
    'more used ports than a cage gives',
    { runs: [{ ...gpu, usedPerCage: 3 }, isl] },
    "run 'gpu' uses 3 ports of a cage that gives 2; set 'usedPerCage' to 2 at most [converged/too-many-used]",
  ],
  [
    'a reserved cage that is not there',
    { cores: { ...CORES, reservedCages: [65] } },
    "'reservedCages' names cage 65, and a core has 64; name a cage of the panel [converged/no-such-cage]",
  ],
  [
    'a place that is not there',
    { runs: [{ ...gpu, place: 70 }, isl] },
    "'place' of run 'gpu' names cage 70, and a core has 64; name a cage of the panel [converged/no-such-cage]",
  ],
  [
    'a port that is faster than its cage gives',
    withNodes({ links: [{ kind: 'gpu', run: 'gpu', ports: ['p1'], rateBits: gigabits(800) }] }),
    "'gpu' of group 'nodes' has ports of 800 Gb/s, and run 'gpu' gives ports of 400 Gb/s; use a breakout with faster ports, or set 'rate' to the speed at which the link runs [converged/port-too-fast]",
  ],
  [
    'a place that is reserved',
    { cores: { ...CORES, reservedCages: [7] }, runs: [{ ...gpu, place: 7 }, isl] },
    "run 'gpu' is placed at cage 7: cage 7, or a neighbour that goes dark with it, is taken or reserved; give its 'place' another cage, or leave it out [converged/cage-taken]",
  ],
  [
    'a place that another run has',
    {
      runs: [
        { ...gpu, place: 7 },
        { ...isl, place: 7 },
      ],
    },
    "run 'isl' is placed at cage 7: cage 7, or a neighbour that goes dark with it, is taken by run 'gpu'; give its 'place' another cage, or leave it out [converged/cage-taken]",
  ],
  [
    'a place of the wrong parity',
    { runs: [{ name: 'gpu', breakout: EIGHT_100, place: 50 }, isl] },
    "run 'gpu' is placed at cage 50: it breaks out odd cages, and 50 is none of them; give its 'place' another cage, or leave it out [converged/cage-taken]",
  ],
  [
    'out-of-band ports without a switch',
    withNodes({ oobPorts: ['bmc'] }),
    "devices have 2 out-of-band ports, and there is no switch for them; name switches in 'oob', or leave 'oobPorts' out [converged/no-oob-switch]",
  ],
  [
    'too few out-of-band ports',
    { ...withNodes({ oobPorts: ['bmc', 'lom'], devices: numbered('n', 7) }), oob: oob(['m1', 'm2'], 4) },
    'devices have 14 out-of-band ports, and 2 switches of 4 ports give 8; add 2 out-of-band switches [converged/too-few-oob-ports]',
  ],
])('fails on %s', (_what, changes, problem) => {
  const text = problem.startsWith('2 problems') ? problem : `core pair 'pair': ${problem}`;
  expect(() => planConvergedPair({ ...sound, ...changes })).toThrow(new Error(text));
});

test('fails on a panel that is too small, and says which one is large enough', () => {
  // 20 devices x 1 port a core / 2 = 10 cages, and 10 of inter-switch link.
  const input = { ...sound, ...withNodes({ devices: numbered('n', 20) }) };
  const small = { ...input, cores: { ...CORES, cages: 12 } };
  expect(() => planConvergedPair(small)).toThrow(
    new Error(
      "core pair 'pair': run 'isl' needs 10 cages on each core of 12, and 2 are left for it; use cores of 20 cages, fewer devices, or a breakout with more ports per cage [converged/too-few-cages]",
    ),
  );
  expect(planConvergedPair({ ...input, cores: { ...CORES, cages: 20 } }).counts).toEqual({ gpu: 40, isl: 20 });
});

test('fails on a site for which there is no panel, and proposes none', () => {
  expect(() => planConvergedPair({ ...sound, isl: { run: 'isl', cages: { total: 1_024 } } })).toThrow(
    new Error(
      "core pair 'pair': run 'isl' needs 1024 cages on each core of 64, and 63 are left for it; use fewer devices, or a breakout with more ports per cage [converged/too-few-cages]",
    ),
  );
});

test('fails on several problems of room at once', () => {
  const crowded: Partial<ConvergedInput> = {
    cores: { ...CORES, cages: 3, reservedCages: [2] },
    runs: [
      { name: 'gpu', breakout: FOUR_200 },
      { ...isl, place: 2 },
    ],
    ...withNodes({ devices: numbered('n', 9), oobPorts: ['bmc'] }),
    oob: oob(['mgmt'], 8),
  };
  // 9 devices x 1 port a core / 4 = 3 cages each for GPUs and inter-switch link; the latter, placed, has cage 3.
  expect(() => planConvergedPair({ ...sound, ...crowded })).toThrow(
    new Error(
      [
        '4 problems [design/several]',
        "- core pair 'pair': run 'isl' is placed at cage 2: cage 2, or a neighbour that goes dark with it, is taken or reserved; give its 'place' another cage, or leave it out [converged/cage-taken]",
        "- core pair 'pair': run 'gpu' needs 3 cages on each core of 3, and 1 is left for it; use cores of 8 cages, fewer devices, or a breakout with more ports per cage [converged/too-few-cages]",
        "- core pair 'pair': run 'isl' needs 3 cages on each core of 3, and 1 is left for it; use cores of 8 cages, fewer devices, or a breakout with more ports per cage [converged/too-few-cages]",
        "- core pair 'pair': devices have 9 out-of-band ports, and 1 switch of 8 ports gives 8; add 1 out-of-band switch [converged/too-few-oob-ports]",
      ].join('\n'),
    ),
  );
});
