import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import { renderWireMapCsv } from '../../../src/export/fabric/converged-exports';
import { FIVE_UNITS, enterprisePair } from './enterprise-pair';

// A published port map, as text: NVIDIA Enterprise Reference Architecture, HGX, 2-8-5-200, five units.
const published = lines(readFileSync(join(__dirname, 'wiremap-2-8-5-200-5su.csv'), 'utf8'));
const plan = planConvergedPair(enterprisePair(FIVE_UNITS));
const planned = lines(renderWireMapCsv(plan));

function lines(csv: string): string[] {
  return csv.split(/\r?\n/).filter((line) => line !== '');
}

function isUnused(line: string): boolean {
  return line.startsWith('unused,');
}

test('every cable of the published map is planned, in its order', () => {
  const cables = published.filter((line) => !isUnused(line));
  // A header, then 40 in-band, 80 GPU, 16 support, 40 inter-switch, 12 + 20 + 36 on 8 x 100G cages, 112 out-of-band.
  expect(cables).toHaveLength(1 + 40 + 80 + 16 + 40 + 68 + 112);
  expect(planned.filter((line) => !isUnused(line))).toEqual(cables);
});

test('the ports left over are those of the published map, and the reserved cage of the second core, which it leaves out', () => {
  const left = planned.filter(isUnused);
  expect(left.filter((line) => line !== 'unused,core-02,swp48,1,NA,,,,,')).toEqual(published.filter(isUnused));
  expect(left).toHaveLength(14);
});

test('cables are counted by kind', () => {
  expect(plan.counts).toEqual({
    'in-band': 40,
    gpu: 80,
    oob: 112,
    support: 16,
    isl: 40,
    'oob-uplink': 12,
    storage: 20,
    'edge-uplink': 36,
  });
});

test('each run has the published cages on both cores', () => {
  const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  expect(plan.runs.map(({ name, cages }) => [name, cages])).toEqual([
    ['in-band', range(1, 5)],
    ['gpu', range(6, 25)],
    ['support', [26, 27]],
    ['isl', range(28, 47)],
    ['services', [49, 51]],
    ['edge', [59, 61, 63]],
  ]);
});

test('even neighbours of 8 x 100G cages are dark', () => {
  for (const { cages } of plan.cores) {
    expect(cages.filter(({ use }) => use === 'disabled').map(({ cage, disabledBy }) => [cage, disabledBy])).toEqual([
      [50, 49],
      [52, 51],
      [60, 59],
      [62, 61],
      [64, 63],
    ]);
    expect(cages.filter(({ use }) => use === 'reserved').map(({ cage }) => cage)).toEqual([48]);
    expect(cages.filter(({ use }) => use === 'free').map(({ cage }) => cage)).toEqual([53, 54, 55, 56, 57, 58]);
  }
});

test('a cage of the port map says all that its breakout needs', () => {
  const [first] = plan.cores;
  expect(first.cages[5]).toEqual({
    cage: 6,
    port: 'swp6',
    use: 'run',
    run: 'gpu',
    breakout: { portsPerCage: 2, lanesPerPort: 4, portRateBits: 400_000_000_000 },
    disables: [],
    ports: [
      {
        name: 'swp6s0',
        side: 1,
        kind: 'gpu',
        peerDevice: 'su-01-node-01',
        peerPort: 'B3140 PCIe Slot 15 Port 1',
      },
      {
        name: 'swp6s1',
        side: 2,
        kind: 'gpu',
        peerDevice: 'su-01-node-01',
        peerPort: 'B3140 PCIe Slot 20 Port 1',
      },
    ],
  });
  // 8 lanes over 4 and 8 ports.
  expect([1, 26, 49].map((cage) => first.cages[cage - 1]!.breakout!.lanesPerPort)).toEqual([2, 2, 1]);
});
