import { compareInventoryCables } from '../../../src/design/as-built/compare-inventory-cables';
import type { InventoryCable, PlannedInventory } from '../../../src/design/as-built/inventory';
import { type CableEndTable, FATE, matchCables, NONE } from '../../../src/design/as-built/match-cables';

type Cable = readonly [a: number | readonly number[], b: number | readonly number[]];

function table(cables: readonly Cable[]): CableEndTable {
  return { count: cables.length, ends: (cable, side) => [cables[cable]?.[side === 'a' ? 0 : 1] ?? []].flat() };
}

/** Three cables from 0, 1 and 2 to 10, 11 and 12. */
const PLANNED: readonly Cable[] = [
  [0, 10],
  [1, 11],
  [2, 12],
];

const { inPlace, swapped, astray, absent } = FATE;

describe('planned cables against found ones', () => {
  test.each<[string, readonly Cable[], readonly number[]]>([
    ['all in place', PLANNED, [inPlace, inPlace, inPlace]],
    ['one the other way round', [[10, 0], ...PLANNED.slice(1)], [inPlace, inPlace, inPlace]],
    ['heard at both ends', [...PLANNED, [11, 1]], [inPlace, inPlace, inPlace]],
    ['one gone', PLANNED.slice(1), [absent, inPlace, inPlace]],
    ['one in a free port', [[0, 20], ...PLANNED.slice(1)], [astray, inPlace, inPlace]],
    ['one with its lower end elsewhere', [[20, 10], ...PLANNED.slice(1)], [astray, inPlace, inPlace]],
    ['one to an end that nobody knows', [[0, NONE], ...PLANNED.slice(1)], [astray, inPlace, inPlace]],
    [
      'two exchanged',
      [
        [0, 11],
        [10, 1],
        [2, 12],
      ],
      [swapped, swapped, inPlace],
    ],
    [
      'three in a ring',
      [
        [0, 11],
        [1, 12],
        [2, 10],
      ],
      [astray, astray, astray],
    ],
  ])('%s', (_, found, fates) => {
    expect([...matchCables(table(PLANNED), table(found), { ends: 30, from: 'lower' }).fate]).toEqual(fates);
  });

  test('tell what is in an end, where it goes to and who should be there', () => {
    const match = matchCables(
      table(PLANNED),
      table([
        [0, 11],
        [10, 1],
      ]),
      { ends: 30, from: 'lower' },
    );
    expect([match.partner[0], match.partner[1], match.partner[2]]).toEqual([1, 0, NONE]);
    expect([match.foundAt(1), match.goesTo(1), match.foundAt(2), match.goesTo(2)]).toEqual([1, 10, NONE, NONE]);
    expect([match.lowerAt(1), match.lowerAt(11)]).toEqual([1, NONE]);
  });

  test('look from the lower end alone, or from either', () => {
    // Two lower ends and two upper ends are joined.
    const found = table([
      [0, 1],
      [10, 11],
    ]);
    const fateFrom = (from: 'lower' | 'either'): number[] => [
      ...matchCables(table(PLANNED), found, { ends: 30, from }).fate,
    ];
    expect(fateFrom('lower')).toEqual([astray, astray, absent]);
    expect(fateFrom('either')).toEqual([swapped, swapped, absent]);
  });

  test('know a cable of several links by each of its ends', () => {
    const planned = table([
      [
        [0, 1],
        [10, 11],
      ],
    ]);
    const fateOf = (...found: readonly Cable[]): number =>
      matchCables(planned, table(found), { ends: 30, from: 'either' }).fate[0] ?? NONE;
    expect(
      fateOf([
        [0, 1],
        [10, 11],
      ]),
    ).toBe(inPlace);
    expect(fateOf([0, 11], [10, 1])).toBe(inPlace);
    expect(fateOf([[0, 1], 10])).toBe(astray);
    expect(fateOf()).toBe(absent);
  });
});

describe('cables of an inventory that carry two links', () => {
  const end = (device: string, port: string): InventoryCable['a'][number] => ({ device, port });
  const twin = (label: string, host: string, leaf: string): InventoryCable => ({
    label,
    a: [end(host, 'p1'), end(host, 'p2')],
    b: [end(leaf, 'q1'), end(leaf, 'q2')],
  });
  const compare = (found: readonly InventoryCable[]): ReturnType<typeof compareInventoryCables> =>
    compareInventoryCables(
      {
        racks: [],
        devices: ['h1', 'h2', 'l1', 'l2'].map((name) => ({ name })),
        cables: [twin('one', 'h1', 'l1'), twin('two', 'h2', 'l2')],
        addresses: [],
        rackNames: [],
        pools: [],
        hasAssets: false,
      } satisfies PlannedInventory,
      found,
      { devices: undefined, otherCables: 0 },
    );
  const strand = (host: string, port: string, leaf: string, upper: string): InventoryCable => ({
    label: `${host}:${port}`,
    a: [end(host, port)],
    b: [end(leaf, upper)],
  });
  const two = [strand('h2', 'p1', 'l2', 'q1'), strand('h2', 'p2', 'l2', 'q2')];

  test('are not told as extra by the half that is in place', () => {
    const { counts, findings } = compare([strand('h1', 'p1', 'store', 'x'), strand('h1', 'p2', 'l1', 'q2'), ...two]);
    expect(findings.map(({ kind, name }) => [kind, name])).toEqual([['misplaced', 'one']]);
    expect(counts).toEqual({ planned: 2, asPlanned: 1, differing: 1, extra: 0, passedOver: 0 });
  });

  test('count once where one is swapped and ends wrongly beside', () => {
    const { counts, findings } = compare([
      strand('h1', 'p1', 'store', 'x'),
      strand('h1', 'p2', 'l2', 'q1'),
      strand('h2', 'p1', 'l1', 'q2'),
      strand('h2', 'p2', 'l2', 'q2'),
    ]);
    expect(findings.filter(({ kind }) => kind !== 'extra')).toEqual([
      {
        kind: 'swapped',
        object: 'cable',
        name: 'one',
        planned: 'h1 port p2 to l1 port q2',
        found: 'h1 port p2 to l2 port q1',
        partner: {
          name: 'two',
          planned: 'h2 port p1 to l2 port q1',
          found: 'h2 port p1 to l1 port q2',
        },
      },
    ]);
    expect(counts).toMatchObject({ planned: 2, asPlanned: 0, differing: 2 });
  });
});
