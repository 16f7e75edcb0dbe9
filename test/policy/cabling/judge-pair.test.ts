import { judgePair, pairTable } from '../../../src/policy/cabling/medium-use';
import type { ConvergedCable, ConvergedInSite } from '../../../src/model/core-pair';

function cable(label: string, own: Partial<ConvergedCable>): ConvergedCable {
  return {
    label,
    cable: label,
    kind: 'gpu',
    a: { device: 'n1', port: label },
    b: { device: 'core-01', port: 'swp1s0' },
    rateBits: 400_000_000_000,
    lengthMillimetres: 8_000,
    routeMillimetres: 8_000,
    ...own,
  };
}

function pair(cables: readonly ConvergedCable[]): ConvergedInSite {
  const plan = { name: 'core', rows: [], cores: [], runs: [], counts: {} } as unknown as ConvergedInSite['plan'];
  const choices = [
    { medium: 'multimode', linksPerCable: 1, linksPerATransceiver: 1, linksPerBTransceiver: 2 } as const,
  ];
  return { path: 'site/core', plan, switches: [], cables, choices };
}

test('cables of known media within reach hold', () => {
  expect(judgePair(pair([cable('a', { choice: 0 }), cable('b', { choice: 0 })]))).toBeUndefined();
});

test('fails for a cable beyond the reach of the farthest medium', () => {
  const beyond = cable('b', { routeMillimetres: 8_001, reachMillimetres: 8_000 });
  expect(judgePair(pair([cable('a', { choice: 0 }), beyond]))).toMatchObject({
    outcome: 'failed',
    object: "converged pair 'core': 1 cable, the longest 'b'",
    found: '8.001 m',
    limit: '8 m',
    shortfall: '1 mm',
    arithmetic: '8.001 m - 8 m = 1 mm; 1 of 2 cables',
  });
});

test('what no medium is known for is not known, kind by kind', () => {
  expect(judgePair(pair([cable('a', { choice: 0 }), cable('b', { kind: 'edge' })]))).toMatchObject({
    outcome: 'indeterminate',
    object: "converged pair 'core': 1 of 2 links",
  });
});

test('a pair is judged by the rules of cables as a fabric is: links on one cable are one row', () => {
  const { count, lengthMillimetres } = pairTable(
    pair([cable('a', { choice: 0 }), cable('b', { cable: 'a', choice: 0 }), cable('c', {})]),
  );
  expect([count, [...lengthMillimetres]]).toEqual([1, [8_000]]);
});
