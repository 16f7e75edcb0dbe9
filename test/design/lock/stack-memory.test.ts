import { StackMemory } from '../../../src/design/lock/stack-memory';

/** Own stack `gasan`, rows in stacks of their own, and what another target has. */
const HELD = {
  site: ['gasan'],
  'row hall-1/A': ['gasan-a'],
  'row hall-1/B': ['gasan-b', 'gasan-old'],
  'netbox site': ['inventory'],
  'netbox row hall-1/A': ['inventory-a'],
};

function memory(
  target: 'embedded' | 'netbox' = 'embedded',
  own = target === 'netbox' ? 'inventory' : 'gasan',
): StackMemory {
  return new StackMemory(target, own, HELD);
}

test('what the lock holds is known, of its own target alone', () => {
  const own = memory();
  expect([own.knows('row'), own.knows('zone')]).toEqual([true, false]);
  expect([...own.holdersOf('row')]).toEqual(['gasan-a', 'gasan-b']);
  expect([...memory('netbox').holdersOf('row')]).toEqual(['inventory-a']);
  expect([own.holderOf('row hall-1/B'), own.holderOf('row hall-1/C')]).toEqual(['gasan-b', undefined]);
});

test('what comes to another stack moves, and the former one forgets it', () => {
  const own = memory();
  own.hold('row hall-1/A', 'gasan-a');
  own.hold('row hall-1/B', 'gasan-new');
  own.hold('row hall-1/C', 'gasan-c');
  expect(['A', 'B', 'C'].map((row) => own.moves(`row hall-1/${row}`))).toEqual([false, true, false]);
  expect(own.formerOf('row hall-1/B')).toEqual(['gasan-b', 'gasan-old']);
  expect(own.formerStacks()).toEqual(['gasan-b', 'gasan-old']);
  expect(own.next()).toEqual({
    ...HELD,
    'row hall-1/B': ['gasan-new', 'gasan-b', 'gasan-old'],
    'row hall-1/C': ['gasan-c'],
  });
});

test('what comes back to a former stack is not forgotten by it', () => {
  const own = memory();
  own.hold('row hall-1/B', 'gasan-old');
  expect(own.formerOf('row hall-1/B')).toEqual(['gasan-b']);
  expect(own.next()['row hall-1/B']).toEqual(['gasan-old', 'gasan-b']);
});

describe('what was renamed', () => {
  test('is held where it was under its former name, which is free then', () => {
    const own = memory();
    own.rename('row hall-1/C', 'row hall-1/A');
    expect([own.holderOf('row hall-1/C'), own.holderOf('row hall-1/A')]).toEqual(['gasan-a', undefined]);
  });

  test('was renamed before where the lock knows it under its name of now', () => {
    const own = memory();
    own.rename('row hall-1/A', 'row hall-1/B');
    expect([own.holderOf('row hall-1/A'), own.holderOf('row hall-1/B')]).toEqual(['gasan-a', 'gasan-b']);
  });

  test('is nothing where the lock does not know its former name', () => {
    const own = memory();
    own.rename('row hall-1/C', 'row hall-1/D');
    expect(own.next()).toEqual(HELD);
  });
});

test('a stack that may hold a thing forgets it, unless the lock knows who does', () => {
  const own = memory();
  own.mayHold('row hall-1/A', ['gasan-x']);
  own.mayHold('row hall-1/C', ['gasan-x', 'gasan-c']);
  own.hold('row hall-1/C', 'gasan-c');
  expect(own.formerOf('row hall-1/A')).toEqual(['gasan-a']);
  expect(own.formerOf('row hall-1/C')).toEqual(['gasan-x']);
});

test('the names of stacks follow that of their own site', () => {
  const own = memory('embedded', 'seoul');
  expect([own.holderOf('row hall-1/A'), own.formerOf('site')]).toEqual(['seoul-a', []]);
  expect(own.next()).toMatchObject({
    site: ['seoul'],
    'row hall-1/B': ['seoul-b', 'seoul-old'],
    'netbox site': ['inventory'],
  });
});
