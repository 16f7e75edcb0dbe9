import * as fc from 'fast-check';
import { assignSlots, lockedFabric, rememberedInput } from '../../../src/design/lock/stack-memory';
import { dgxFabric, group } from '../fabric/sample-fabrics';

test('a fabric is remembered with its hosts by slot where the lock knows each of its groups', () => {
  const groups = [group(2, { name: 'a' }), group(1, { name: 'b' })];
  const locked = lockedFabric(dgxFabric(1, { groups }));
  const hosts = (slots: Readonly<Record<string, Readonly<Record<string, number>>>>): unknown =>
    rememberedInput(locked, slots)?.groups.map((each) => each.hosts);
  expect(hosts({ a: { x: 0, y: 2 }, b: { z: 0 } })).toEqual([['x', '', 'y'], ['z']]);
  expect(hosts({ a: { x: 0 }, b: {} })).toEqual([['x'], []]);
  expect(hosts({ a: { x: 0 } })).toBeUndefined();
  expect(hosts({})).toBeUndefined();
});

test('new names are numbered in the order given', () => {
  expect(assignSlots(['b', 'a'], {})).toEqual({ b: 0, a: 1 });
});

test('a name in the middle moves nothing and comes after the highest', () => {
  expect(assignSlots(['a', 'new', 'b'], { a: 0, b: 1 })).toEqual({ a: 0, b: 1, new: 2 });
});

test('a name that is gone leaves a gap', () => {
  expect(assignSlots(['a', 'c'], { a: 0, b: 1 })).toEqual({ a: 0, b: 1, c: 2 });
});

test('a released slot below the highest stays free', () => {
  expect(assignSlots(['a', 'b', 'c'], { a: 0, b: 2 })).toEqual({ a: 0, b: 2, c: 3 });
});

test('a name that every object has is a name like others', () => {
  expect(assignSlots(['constructor', 'toString'], {})).toEqual({ constructor: 0, toString: 1 });
});

test('slots are unique, old ones stay, and the order of what is known does not matter', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(names, names, (before, after) => {
      const first = assignSlots(before, {});
      const second = assignSlots(after, first);
      expect(second).toMatchObject(first);
      const slots = Object.values(second);
      expect(new Set(slots).size).toBe(slots.length);
      expect(Object.keys(second).sort()).toEqual([...new Set([...before, ...after])].sort());
      expect(assignSlots([...after].reverse(), second)).toEqual(second);
    }),
  );
});
