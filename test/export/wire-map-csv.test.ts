import type { CageBreakout, ConvergedInput } from '../../src/model/core-pair';
import { planConvergedPair } from '../../src/design/converged/check-converged-input';
import { renderWireMapCsv } from '../../src/export/fabric/converged-exports';

const GIGA = 1_000_000_000;
const split = (portsPerCage: number, gigabits: number): CageBreakout => ({
  portsPerCage,
  portRateBits: gigabits * GIGA,
});

/** One node, one storage system, every way in which a row is printed. */
const tiny: ConvergedInput = {
  name: 'tiny',
  cores: {
    names: ['core-a', 'core-b'],
    cages: 5,
    connectorsPerCage: 2,
    lanesPerCage: 8,
    cageRateBits: 800 * GIGA,
    reservedCages: [4],
  },
  runs: [
    { name: 'in-band', breakout: split(4, 200) },
    { name: 'gpu', breakout: split(2, 400) },
    { name: 'isl', breakout: split(1, 800) },
    { name: 'storage', breakout: { ...split(4, 100) }, usedPerCage: 3 },
  ],
  groups: [
    {
      name: 'nodes',
      devices: ['node-1'],
      links: [
        { kind: 'in-band', run: 'in-band', ports: ['nic0, port 1', 'nic0, port 2'] },
        { kind: 'gpu', run: 'gpu', ports: ['gpu0', 'gpu1', 'gpu2', 'gpu3'] },
      ],
      oobPorts: ['bmc'],
    },
    {
      name: 'storage',
      devices: ['flash'],
      listedFrom: 'core',
      links: [{ kind: 'storage', run: 'storage', ports: ['eth1', 'eth2'], rateBits: 25 * GIGA }],
    },
  ],
  isl: { run: 'isl', cages: { total: 1 } },
  oob: { names: ['mgmt'], portsPerSwitch: 2, rateBits: 100_000_000 },
};

test('a wire map has a row a cable and a row an unused port', () => {
  expect(renderWireMapCsv(planConvergedPair(tiny))).toBe(
    [
      'kind,a_device,a_port,a_side,a_speed,b_device,b_port,b_side,b_speed,breakout',
      'in-band,node-1,"nic0, port 1",,200G,core-a,swp1s0,1,200G,400G->2x200G',
      'in-band,node-1,"nic0, port 2",,200G,core-b,swp1s0,1,200G,400G->2x200G',
      'gpu,node-1,gpu0,,400G,core-a,swp2s0,1,400G,',
      'gpu,node-1,gpu1,,400G,core-b,swp2s0,1,400G,',
      'gpu,node-1,gpu2,,400G,core-a,swp2s1,2,400G,',
      'gpu,node-1,gpu3,,400G,core-b,swp2s1,2,400G,',
      'oob,node-1,bmc,,100M,mgmt,swp1,,100M,',
      'isl,core-a,swp3,1,800G,core-b,swp3,,,',
      'unused,core-a,swp1s1,1,400G -> 2x 200G,,,,,',
      'unused,core-a,swp1s2,2,400G -> 2x 200G,,,,,',
      'unused,core-a,swp1s3,2,400G -> 2x 200G,,,,,',
      'unused,core-a,swp4,1,NA,,,,,',
      'storage,core-a,swp5s0,1,200G -> 2x 100G,flash,eth1,,,',
      'unused,core-a,swp5s1,1,200G -> 2x 100G,,,,,',
      'unused,core-a,swp5s2,2,200G -> 2x 100G,,,,,',
      'unused,core-a,swp5s3,2,200G -> 2x 100G,,,,,',
      'unused,core-b,swp1s1,1,400G -> 2x 200G,,,,,',
      'unused,core-b,swp1s2,2,400G -> 2x 200G,,,,,',
      'unused,core-b,swp1s3,2,400G -> 2x 200G,,,,,',
      'unused,core-b,swp4,1,NA,,,,,',
      'storage,core-b,swp5s0,1,200G -> 2x 100G,flash,eth2,,,',
      'unused,core-b,swp5s1,1,200G -> 2x 100G,,,,,',
      'unused,core-b,swp5s2,2,200G -> 2x 100G,,,,,',
      'unused,core-b,swp5s3,2,200G -> 2x 100G,,,,,',
      '',
    ].join('\n'),
  );
});
