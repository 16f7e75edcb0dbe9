import fc from 'fast-check';
import { blockAround, parseCidr } from '../../../src/model/address-plan';
import { SubnetBook, subnetPrefix, usableAddresses, connectionErrors } from '../../../src/design/aws/subnet-book';

const OWNER = "network 'gpu'";

// 2^(32 - n) - 5: a /28 has 11, a /24 has 251, a /23 has 507.
test.each([
  [1, 28],
  [11, 28],
  [12, 27],
  [27, 27],
  [251, 24],
  [252, 23],
  [507, 23],
  [65_531, 16],
])('%i addresses take a /%i', (addresses, prefix) => {
  expect(subnetPrefix(addresses)).toBe(prefix);
  expect(usableAddresses(prefix)).toBeGreaterThanOrEqual(addresses);
});

test('subnets follow one another, each at a multiple of its size', () => {
  const book = new SubnetBook(OWNER, ['10.64.0.0/16'], {});
  expect([20, 4, 200, 4].map((addresses, index) => book.cut(`s${index}`, addresses).cidr)).toEqual([
    '10.64.0.0/27',
    '10.64.0.32/28',
    '10.64.1.0/24',
    // The gap before the /24 is used first.
    '10.64.0.48/28',
  ]);
});

test('a further block is used when the first is full', () => {
  const book = new SubnetBook(OWNER, ['10.64.0.0/28', '100.64.0.0/16'], {});
  expect(book.cut('a', 11).cidr).toBe('10.64.0.0/28');
  expect(book.cut('b', 11).cidr).toBe('100.64.0.0/28');
});

test('a subnet of the lock keeps its block when others come before it, and when it needs more', () => {
  const first = new SubnetBook(OWNER, ['10.64.0.0/16'], {});
  first.cut('a', 100);
  first.cut('b', 100);
  const again = new SubnetBook(OWNER, ['10.64.0.0/16'], first.slots());
  expect(again.cut('new', 100).cidr).toBe('10.64.1.0/25');
  expect(again.cut('b', 5_000)).toEqual({ cidr: '10.64.0.128/25', usable: 123 });
  expect(again.cut('a', 100).cidr).toBe('10.64.0.0/25');
});

test('the block of a subnet that is gone stays a gap', () => {
  const first = new SubnetBook(OWNER, ['10.64.0.0/16'], {});
  first.cut('gone', 100);
  const again = new SubnetBook(OWNER, ['10.64.0.0/16'], first.slots());
  expect(again.cut('new', 100).cidr).toBe('10.64.0.128/25');
  expect(again.slots()).toEqual({ 'gone/25': 0x0a400000 / 16, 'new/25': (0x0a400000 + 128) / 16 });
});

test('a subnet of the lock that lies outside the blocks of today is cut again', () => {
  const first = new SubnetBook(OWNER, ['10.64.0.0/16'], {});
  first.cut('a', 100);
  expect(new SubnetBook(OWNER, ['10.80.0.0/16'], first.slots()).cut('a', 100).cidr).toBe('10.80.0.0/25');
});

test('whatever is asked for, subnets are large enough, aligned, inside and apart; asked again with the lock, they are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 20 }), (wants) => {
      const book = new SubnetBook(OWNER, ['10.64.0.0/16'], {});
      const cuts = wants.map((addresses, index) => ({ addresses, ...book.cut(`s${index}`, addresses) }));
      const blocks = cuts.map(({ cidr }) => {
        const parsed = parseCidr(cidr)!;
        const block = blockAround(parsed.address, parsed.prefixLength);
        expect(block.first).toBe(parsed.address.number);
        return block;
      });
      cuts.forEach(({ addresses, usable }) => expect(usable).toBeGreaterThanOrEqual(addresses));
      const sorted = [...blocks].sort((a, b) => Number(a.first - b.first));
      sorted.slice(1).forEach((block, index) => expect(block.first).toBeGreaterThan(sorted[index]!.last));
      const again = new SubnetBook(OWNER, ['10.64.0.0/16'], book.slots());
      const reversed = wants.map((addresses, index) => again.cut(`s${wants.length - 1 - index}`, addresses).cidr);
      expect(reversed.reverse()).toEqual(cuts.map(({ cidr }) => cidr));
    }),
  );
});

test('fails on a subnet above a /16', () => {
  expect(() => new SubnetBook(OWNER, ['10.0.0.0/16'], {}).cut('gpu', 65_532)).toThrow(
    "network 'gpu': subnet 'gpu' needs 65532 addresses, and a subnet has at most 65531; split the pool, or lower 'maxCount' or 'podsPerNode' [aws/subnet-too-large]",
  );
});

test('fails on a network that is full', () => {
  const book = new SubnetBook(OWNER, ['10.64.0.0/28'], {});
  book.cut('a', 1);
  expect(() => book.cut('b', 1)).toThrow(
    "network 'gpu': no /28 is free in 10.64.0.0/28 for subnet 'b' of 1 addresses; give the network a larger block, or a further one in 'cidrs' [aws/vpc-full]",
  );
});

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
