import * as fc from 'fast-check';
import { emptyLock, parseLock, renderLock } from '../../../src/design/lock/lock-text';
import type { SiteLock } from '../../../src/design/lock/site-lock';

const small: SiteLock = {
  version: 1,
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
};

test('the text is sorted by key, with two spaces and a newline at the end', () => {
  expect(renderLock(small)).toBe(`{
  "version": 1,
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
  }
}
`);
});

test('an empty lock survives being written and read', () => {
  expect(parseLock(renderLock(emptyLock('gasan')), 'gasan')).toEqual(emptyLock('gasan'));
});

test('any lock survives being written and read, and is written the same way again', () => {
  const name = fc.string({ minLength: 1 });
  const numbers = fc.uniqueArray(fc.tuple(name, fc.nat()), { selector: ([key]) => key });
  const unique = numbers.map((pairs) => Object.fromEntries(pairs.map(([key], index) => [key, index])));
  const lock = fc.record({
    version: fc.constant(1 as const),
    site: fc.constant('gasan'),
    positions: fc.dictionary(name, fc.record({ rack: name, u: fc.integer({ min: 1, max: 60 }) })),
    addresses: fc.dictionary(name, fc.constant('10.0.0.2/24')),
    asNumbers: unique,
    partitions: unique,
    slots: fc.dictionary(name, unique),
    fabrics: fc.constant({}),
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
  expect(() => parseLock('{"version": 2, "site": "gasan"}', 'gasan')).toThrow(
    "the lock of site 'gasan' has version 2, and this library reads version 1; use the version of the library that wrote it, or a later one [lock/newer-version]",
  );
});

test.each([
  ['{}', 'undefined'],
  ['{"version": "1"}', "'1'"],
  ['{"version": 0}', '0'],
])('fails on %s, which has no known version', (text, printed) => {
  expect(() => parseLock(text, 'gasan')).toThrow(
    `the lock of site 'gasan' has version ${printed}, and this library reads version 1; restore the file from version control [lock/unknown-version]`,
  );
});

const withEntry = (map: string, value: unknown): string => JSON.stringify({ ...small, [map]: value });

test.each([
  ['[]', 'it is no JSON object'],
  ['null', 'it is no JSON object'],
  [withEntry('positions', undefined), "'positions' is no JSON object"],
  [withEntry('slots', []), "'slots' is no JSON object"],
  [withEntry('positions', { a: { rack: 'A01', u: 0 } }), `'a' of 'positions' has the value {"rack":"A01","u":0}`],
  [withEntry('addresses', { 'a/lo': '10.0.0.1' }), `'a/lo' of 'addresses' has the value "10.0.0.1"`],
  [withEntry('asNumbers', { a: -1 }), "'a' of 'asNumbers' has the value -1"],
  [withEntry('partitions', { a: 1.5 }), "'a' of 'partitions' has the value 1.5"],
  [withEntry('slots', { c: { a: 'x' } }), `'c' of 'slots' has the value {"a":"x"}`],
  [withEntry('asNumbers', { a: 7, b: 7 }), "'a' and 'b' of 'asNumbers' both have 7"],
  [withEntry('partitions', { a: 7, b: 7 }), "'a' and 'b' of 'partitions' both have 7"],
  [withEntry('slots', { c: { a: 0, b: 0 } }), "'a' and 'b' of 'slots.c' both have 0"],
])('fails on %s', (text, problem) => {
  expect(() => parseLock(text, 'gasan')).toThrow(
    `the lock of site 'gasan' cannot be used: ${problem}; restore the file from version control, or correct this entry [lock/bad-content]`,
  );
});
