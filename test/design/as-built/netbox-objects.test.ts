import { isNetboxExport, readNetboxInventory, readNetboxLists } from '../../../src/design/as-built/netbox-objects';

const RACKS = { racks: [{ name: 'A01', site: { slug: 'gasan' } }] };

test.each([
  ['gasn', "'--netbox-site gasan'"],
  ['pangyo', "'--netbox-site'"],
])("fails for site '%s', which the lists do not hold", (site, option) => {
  expect(() => readNetboxInventory(RACKS, 'racks.json', site)).toThrow(
    `'racks.json' holds nothing of site '${site}', but of gasan; name the slug that the site has in NetBox with ${option} [as-built/unknown-netbox-site]`,
  );
});

// Five are named, and of a sixth that it is there.
test.each([
  [5, 's1, s2, s3, s4, s5;'],
  [6, 's1, s2, s3, s4, s5 ..;'],
])('fails with the first five of %i sites', (count, listed) => {
  const racks = Array.from({ length: count }, (_, at) => ({ name: `A0${at + 1}`, site: { slug: `s${at + 1}` } }));
  expect(() => readNetboxInventory({ racks }, 'racks.json', 'pangyo')).toThrow(`but of ${listed}`);
});

test('racks of the site are read, and those of others left out', () => {
  const racks = [...RACKS.racks, { name: 'B01', site: { slug: 'pangyo' } }];
  expect(readNetboxInventory({ racks }, 'racks.json', 'gasan').racks?.map(({ name }) => name)).toEqual(['A01']);
});

test.each([
  [{ results: [] }, true],
  [{ racks: [] }, true],
  [{ racks: { results: [] } }, true],
  [{ addresses: [] }, true],
  [{ rooms: [] }, false],
  [{ racks: 7 }, false],
  [{ results: 7 }, false],
  [{}, false],
  [[], false],
])('%j looks like lists of NetBox: %s', (value, isExport) => {
  expect(isNetboxExport(value)).toBe(isExport);
});

describe('lists in pages', () => {
  const page = (count: number, ...names: readonly string[]): object => ({
    count,
    results: names.map((name) => ({ name, site: { slug: 'gasan' } })),
  });
  const racksOf = (racks: unknown): unknown =>
    readNetboxInventory(readNetboxLists({ racks }, 'racks.json'), 'racks.json', 'gasan').racks?.map(({ name }) => name);

  test('are one list, of one page too', () => {
    expect(racksOf(page(2, 'A01', 'A02'))).toEqual(['A01', 'A02']);
    expect(racksOf([page(1, 'A01')])).toEqual(['A01']);
    expect(racksOf([page(3, 'A01', 'A02'), page(3, 'A03')])).toEqual(['A01', 'A02', 'A03']);
  });

  test.each([
    ['one page', page(3, 'A01', 'A02'), '2 of 3'],
    ['the first of several pages', [page(4, 'A01', 'A02'), page(4, 'A03')], '3 of 4'],
  ])('fails for %s that is not all', (_, racks, of) => {
    expect(() => racksOf(racks)).toThrow(
      `'racks.json' holds ${of} objects under 'racks': a page and not the whole list`,
    );
  });
});
