import { connectionErrors } from '../../../src/design/aws/subnet-book';

const GIGABIT = 1_000_000_000;

function errorsOf(gigabits: number, connections: number, isMacsec = false): string[] {
  return connectionErrors("line 'seoul'", { name: 'a', rateBits: gigabits * GIGABIT, connections, isMacsec }).map(
    ({ message }) => message,
  );
}

test.each([
  [1, 4],
  [10, 4],
  [100, 2],
  [400, 2],
])('a LAG of %i Gb/s takes 1 to %i links, and fails with others', (gigabits, most) => {
  expect([errorsOf(gigabits, 1), errorsOf(gigabits, most)]).toEqual([[], []]);
  for (const links of [0, most + 1, 1.5]) {
    expect(errorsOf(gigabits, links)).toEqual([
      `line 'seoul': connection 'a': 'links' is ${links}, and a LAG of ${gigabits} Gb/s takes 1 to ${most}; give 1 to ${most}, or a further connection [aws/lag-too-large]`,
    ]);
  }
});

test.each([0, 2, 25, 101])('fails for a port of %i Gb/s', (gigabits) => {
  expect(errorsOf(gigabits, 1)).toEqual([
    `line 'seoul': connection 'a': 'rate' is ${gigabits} Gb/s; dedicated ports have 1, 10, 100 or 400 Gb/s [aws/bad-port-rate]`,
  ]);
});

test.each([
  [10, 1, []],
  [100, 1, []],
  [1, 1, ['aws/macsec-rate']],
  [400, 1, ['aws/macsec-rate']],
  [10, 2, ['aws/macsec-on-lag']],
  [400, 2, ['aws/macsec-on-lag', 'aws/macsec-rate']],
])('MACsec at %i Gb/s on %i links fails with %j', (gigabits, links, codes) => {
  expect(errorsOf(gigabits, links, true).map((text) => /\[(.*)\]$/.exec(text)?.[1])).toEqual(codes);
});
