import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { emptyLock, parseLock, renderLock } from '../../../src/design/lock/lock-text';
import type { SiteLock } from '../../../src/model/site-lock';

const small: SiteLock = {
  version: 2,
  site: 'gasan',
  positions: { 'haein-02': { rack: 'A02', u: 1 }, 'haein-01': { u: 9, rack: 'A01' } },
  addresses: { 'haein-01/bmc': '10.0.0.2/24' },
  asNumbers: { 'leaf-01': 4_200_000_000 },
  partitions: { acme: 1 },
  slots: { haein: { 'haein-02': 1, 'haein-01': 0 } },
  fabrics: {
    compute: {
      name: 'compute',
      kind: 'infiniband',
      role: 'compute',
      tiers: 1,
      groups: [{ name: 'haein', unitHosts: 2, rails: 1, portNames: ['a'], portCages: [0] }],
      leaf: { id: 'qm9700', cages: 32, portsPerCage: 2, portRateBits: 4e11, portNaming: 'ib' },
    },
  },
  stacks: { 'row hall-1/A': ['gasan-hall-1', 'gasan'] },
};

test('the text is sorted by key, with two spaces and a newline at the end', () => {
  expect(renderLock(small)).toBe(`{
  "version": 2,
  "site": "gasan",
  "positions": {
    "haein-01": {
      "rack": "A01",
      "u": 9
    },
    "haein-02": {
      "rack": "A02",
      "u": 1
    }
  },
  "addresses": {
    "haein-01/bmc": "10.0.0.2/24"
  },
  "asNumbers": {
    "leaf-01": 4200000000
  },
  "partitions": {
    "acme": 1
  },
  "slots": {
    "haein": {
      "haein-01": 0,
      "haein-02": 1
    }
  },
  "fabrics": {
    "compute": {
      "groups": [
        {
          "name": "haein",
          "portCages": [
            0
          ],
          "portNames": [
            "a"
          ],
          "rails": 1,
          "unitHosts": 2
        }
      ],
      "kind": "infiniband",
      "leaf": {
        "cages": 32,
        "id": "qm9700",
        "portNaming": "ib",
        "portRateBits": 400000000000,
        "portsPerCage": 2
      },
      "name": "compute",
      "role": "compute",
      "tiers": 1
    }
  },
  "stacks": {
    "row hall-1/A": [
      "gasan-hall-1",
      "gasan"
    ]
  }
}
`);
});

test('an empty lock survives being written and read', () => {
  expect(parseLock(renderLock(emptyLock('gasan')), 'gasan')).toEqual(emptyLock('gasan'));
});

test('any lock survives being written and read, and is written the same way again', () => {
  const name = fc.string({ minLength: 1 });
  const keys = fc.uniqueArray(name);
  const numbered = (first: number): fc.Arbitrary<Record<string, number>> =>
    keys.map((each) => Object.fromEntries(each.map((key, index) => [key, first + index])));
  const lock = fc.record({
    version: fc.constant(2 as const),
    site: fc.constant('gasan'),
    positions: fc.dictionary(name, fc.record({ rack: name, u: fc.integer({ min: 1, max: 60 }) })),
    addresses: keys.map((each) =>
      Object.fromEntries(each.map((key, at) => [`device-${at}/${key}`, `10.0.0.${at + 1}/24`])),
    ),
    asNumbers: numbered(4_200_000_000),
    partitions: numbered(1),
    slots: fc.dictionary(name, numbered(0)),
    fabrics: fc.constant({}),
    stacks: fc.dictionary(name, fc.uniqueArray(name, { minLength: 1 })),
  });
  fc.assert(
    fc.property(lock, (made) => {
      const text = renderLock(made);
      expect(parseLock(text, 'gasan')).toEqual(made);
      expect(renderLock(parseLock(text, 'gasan'))).toBe(text);
    }),
  );
});

test('fails on what is not JSON', () => {
  expect(() => parseLock('<<<<<<< HEAD\n{}', 'gasan')).toThrow(
    "the lock of site 'gasan' is not JSON; restore the file from version control, and resolve a merge that was left unfinished [lock/not-json]",
  );
});

test('fails on the lock of another site', () => {
  expect(() => parseLock(renderLock(small), 'pangyo')).toThrow(
    "the lock of site 'pangyo' belongs to site 'gasan'; give each site a lock file of its own, or rename 'site' in the file if 'gasan' was renamed [lock/other-site]",
  );
});

test('reads a lock with a byte order mark in front', () => {
  expect(parseLock(`\uFEFF${renderLock(small)}`, 'gasan')).toEqual(small);
});

test('fails on a version of the future', () => {
  expect(() => parseLock('{"version": 3, "site": "gasan"}', 'gasan')).toThrow(
    "the lock of site 'gasan' has version 3, and this library reads versions 1 to 2; use the version of the library that wrote it, or a later one [lock/newer-version]",
  );
});

test.each([
  ['{}', 'undefined'],
  ['{"version": "1"}', "'1'"],
  ['{"version": 0}', '0'],
])('fails on %s, which has no known version', (text, printed) => {
  expect(() => parseLock(text, 'gasan')).toThrow(
    `the lock of site 'gasan' has version ${printed}, and this library reads versions 1 to 2; restore the file from version control [lock/unknown-version]`,
  );
});

test('reads a lock of version 1, which knows no stacks, and writes it as version 2', () => {
  const first: Partial<SiteLock> = { ...small };
  delete (first as { stacks?: unknown }).stacks;
  expect(parseLock(JSON.stringify({ ...first, version: 1 }), 'gasan')).toEqual({ ...small, stacks: {} });
});

const withEntry = (map: string, value: unknown): string => JSON.stringify({ ...small, [map]: value });
const place = { rack: 'A01', u: 1, planned: '' };
const compute = small.fabrics['compute'];
const nothing = { devices: [], places: {}, cables: {}, extraCables: {}, missingCables: [], addresses: {}, taken: {} };

test.each([
  ['[]', 'it is no JSON object'],
  ['null', 'it is no JSON object'],
  [withEntry('positions', undefined), "it lacks 'positions'"],
  [withEntry('slots', []), "'slots' is [], and a JSON object is needed"],
  [withEntry('more', {}), "it has 'more', which is not known"],
  [
    withEntry('positions', { a: { rack: 'A01', u: 0 } }),
    "'u' of 'positions.a' is 0, and a whole number from 1 to 10000 is needed",
  ],
  [
    withEntry('positions', { a: { rack: 'A01', u: 10_001 } }),
    "'u' of 'positions.a' is 10001, and a whole number from 1 to 10000 is needed",
  ],
  [withEntry('positions', { a: { rack: 'A01' } }), "'a' of 'positions' lacks 'u'"],
  [
    withEntry('positions', { a: { rack: '', u: 1 } }),
    `'rack' of 'positions.a' is "", and a text of 1 character or more is needed`,
  ],
  [
    withEntry('addresses', { 'a/lo': '10.0.0.1' }),
    `'a/lo' of 'addresses' is "10.0.0.1", and an address with prefix length such as '10.20.0.17/22' is needed`,
  ],
  [
    withEntry('addresses', { 'a/lo': '10.0.0.256/24' }),
    `'a/lo' of 'addresses' is "10.0.0.256/24", and an address with prefix length such as '10.20.0.17/22' is needed`,
  ],
  [
    withEntry('addresses', { lo: '10.0.0.1/24' }),
    "'addresses' has the member 'lo', and a name such as 'haein-001/bmc' is needed",
  ],
  [
    withEntry('addresses', { 'a/lo': '10.0.0.1/24', 'b/lo': '10.0.0.1/22' }),
    "'a/lo' and 'b/lo' of 'addresses' both have 10.0.0.1",
  ],
  [withEntry('asNumbers', { a: 0 }), "'a' of 'asNumbers' is 0, and a whole number from 1 to 4294967294 is needed"],
  [
    withEntry('asNumbers', { a: 2 ** 40 }),
    "'a' of 'asNumbers' is 1099511627776, and a whole number from 1 to 4294967294 is needed",
  ],
  [withEntry('partitions', { a: 1.5 }), "'a' of 'partitions' is 1.5, and a whole number from 1 to 32766 is needed"],
  [
    withEntry('partitions', { a: 99_999 }),
    "'a' of 'partitions' is 99999, and a whole number from 1 to 32766 is needed",
  ],
  [
    withEntry('partitions', { a: 0x7fff }),
    "'a' of 'partitions' is 32767, and a whole number from 1 to 32766 is needed",
  ],
  [withEntry('slots', { c: { a: 'x' } }), `'a' of 'slots.c' is "x", and a whole number from 0 to 65535 is needed`],
  [
    withEntry('slots', { c: { a: 1_000_000_000 } }),
    "'a' of 'slots.c' is 1000000000, and a whole number from 0 to 65535 is needed",
  ],
  [
    withEntry('slots', { 'aws-subnets/vpc': { a: 2 ** 28 } }),
    "'a' of 'slots.aws-subnets/vpc' is 268435456, and a whole number from 0 to 268435455 is needed",
  ],
  [
    withEntry('slots', { 'patching/A-N': { a: 2 ** 24 } }),
    "'a' of 'slots.patching/A-N' is 16777216, and a whole number from 0 to 16777215 is needed",
  ],
  [
    withEntry('fabrics', { compute: { ...compute, planes: 1e9 } }),
    "'planes' of 'fabrics.compute' is 1000000000, and a whole number from 1 to 65535 is needed",
  ],
  [
    withEntry('fabrics', { compute: { ...compute, kind: 'ib' } }),
    `'kind' of 'fabrics.compute' is "ib", and one of "infiniband", "ethernet" is needed`,
  ],
  [
    withEntry('fabrics', { compute: { ...compute, spinex: 2 } }),
    "'compute' of 'fabrics' has 'spinex', which is not known",
  ],
  [
    withEntry('fabrics', { compute: { ...compute, groups: [null] } }),
    "'0' of 'fabrics.compute.groups' is null, and a JSON object is needed",
  ],
  [withEntry('stacks', { 'row h/A': 'gasan' }), `'row h/A' of 'stacks' is "gasan", and a list is needed`],
  [withEntry('stacks', { 'row h/A': [] }), "'row h/A' of 'stacks' is [], and a list of 1 to 100 values is needed"],
  [
    withEntry('adopted', { ...nothing, places: { a: { ...place, u: -1 } } }),
    "'u' of 'adopted.places.a' is -1, and a whole number from 1 to 10000 is needed",
  ],
  [
    withEntry('adopted', { ...nothing, taken: { 'x/y': 'nowhere' } }),
    `'x/y' of 'adopted.taken' is "nowhere", and an address with prefix length such as '10.20.0.17/22' is needed`,
  ],
  [
    withEntry('adopted', { ...nothing, places: { a: place, b: place } }),
    "'a' and 'b' of 'adopted.places' both have A01 U1",
  ],
  [withEntry('asNumbers', { a: 7, b: 7 }), "'a' and 'b' of 'asNumbers' both have 7"],
  [withEntry('partitions', { a: 7, b: 7 }), "'a' and 'b' of 'partitions' both have 7"],
  [withEntry('slots', { c: { a: 0, b: 0 } }), "'a' and 'b' of 'slots.c' both have 0"],
])('fails on %s', (text, problem) => {
  expect(() => parseLock(text, 'gasan')).toThrow(
    `the lock of site 'gasan' cannot be used: ${problem}; restore the file from version control, or correct this entry [lock/bad-content]`,
  );
});

test('fails on several entries at once, and counts what is past the first twenty', () => {
  const two = withEntry('partitions', { a: 0, b: 0x8000 });
  expect(() => parseLock(two, 'gasan')).toThrow(
    [
      '2 problems [design/several]',
      "- the lock of site 'gasan' cannot be used: 'a' of 'partitions' is 0, and a whole number from 1 to 32766 is needed; restore the file from version control, or correct this entry [lock/bad-content]",
      "- the lock of site 'gasan' cannot be used: 'b' of 'partitions' is 32768, and a whole number from 1 to 32766 is needed; restore the file from version control, or correct this entry [lock/bad-content]",
    ].join('\n'),
  );
  const many = withEntry('partitions', Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`t${at}`, 0])));
  expect(() => parseLock(many, 'gasan')).toThrow(
    "the lock of site 'gasan' cannot be used: 10 places more are wrong; restore the file from version control, or correct this entry [lock/bad-content]",
  );
});

test.each(['gasan', 'ulsan'])('the committed lock of %s, of whichever version, is read whole', (site) => {
  const text = readFileSync(join(__dirname, '../../../stacks', `${site}.lock.json`), 'utf8');
  const held = JSON.parse(text) as Partial<SiteLock>;
  expect(parseLock(text, site)).toEqual({ ...held, stacks: held.stacks ?? {}, version: 2 });
});
