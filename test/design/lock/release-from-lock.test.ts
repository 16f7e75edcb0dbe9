import { releaseFromLock } from '../../../src/design/lock/lock-text';
import type { SiteLock } from '../../../src/model/site-lock';

const lock: SiteLock = {
  version: 2,
  site: 'gasan',
  positions: { 'haein-01': { rack: 'A01', u: 1 }, 'haein-010': { rack: 'A02', u: 1 } },
  addresses: { 'haein-01/bmc': '10.0.0.2/24', 'haein-01/eth1/1': '10.0.1.2/24', 'haein-010/bmc': '10.0.0.3/24' },
  asNumbers: { 'haein-01': 4_200_000_000, 'leaf-01': 4_200_000_001 },
  partitions: { acme: 1, globex: 2 },
  slots: { haein: { 'haein-01': 0, 'haein-010': 1 }, gone: { 'gone-01': 0 } },
  fabrics: {},
  stacks: {},
};

test('a device leaves every map, and no other device does', () => {
  expect(releaseFromLock(lock, 'haein-01')).toEqual({
    version: 2,
    site: 'gasan',
    positions: { 'haein-010': { rack: 'A02', u: 1 } },
    addresses: { 'haein-010/bmc': '10.0.0.3/24' },
    asNumbers: { 'leaf-01': 4_200_000_001 },
    partitions: { acme: 1, globex: 2 },
    slots: { haein: { 'haein-010': 1 }, gone: { 'gone-01': 0 } },
    fabrics: {},
    stacks: {},
  });
});

test('a tenant leaves its partition', () => {
  expect(releaseFromLock(lock, 'acme').partitions).toEqual({ globex: 2 });
});

test('a cluster leaves all of its slots, and a cluster with no host left goes with the last one', () => {
  expect(releaseFromLock(lock, 'haein').slots).toEqual({ gone: { 'gone-01': 0 } });
  expect(releaseFromLock(lock, 'gone-01').slots).toEqual({ haein: { 'haein-01': 0, 'haein-010': 1 } });
});

test('a stack that held something before leaves it, and one that holds it now stays', () => {
  const moved = { ...lock, stacks: { 'row h/A': ['gasan-h', 'gasan'], 'row h/B': ['gasan'] } };
  expect(releaseFromLock(moved, 'gasan').stacks).toEqual({ 'row h/A': ['gasan-h'], 'row h/B': ['gasan'] });
  expect(() => releaseFromLock(moved, 'gasan-h')).toThrow("holds nothing for 'gasan-h'");
});

test('fails on a name that is nearly known, with the one that was meant', () => {
  expect(() => releaseFromLock(lock, 'haein-011')).toThrow(
    "the lock of site 'gasan' holds nothing for 'haein-011'; did you mean 'haein-01'? [lock/unknown-name]",
  );
});

test('fails on a name that nothing resembles', () => {
  expect(() => releaseFromLock(lock, 'storage')).toThrow(
    "the lock of site 'gasan' holds nothing for 'storage'; name a device, tenant, cluster or fabric that it holds [lock/unknown-name]",
  );
});
