import { outputTable } from '../../scripts/start/output-table';

test('prints outputs by name, objects as their members, lists with slashes', () => {
  expect(
    outputTable({
      racks: { sensitive: false, value: 48 },
      name: { sensitive: false, value: 'gasan' },
      key: { sensitive: true },
      zone: { sensitive: false, value: { feeds: ['A', 'B'], rating: '1.5 MW', isLive: true } },
      nothing: { sensitive: false, value: null },
    }),
  ).toBe(`key      (sensitive)
name     gasan
nothing  null
racks    48
zone     feeds A/B, rating 1.5 MW, isLive true
`);
});

test('goes on in the next line where members do not fit into one', () => {
  const value = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`member_${index}`, index]));
  const lines = outputTable({ fabric: { sensitive: false, value } })
    .trimEnd()
    .split('\n');
  expect(lines).toEqual([
    'fabric  member_0 0, member_1 1, member_2 2, member_3 3, member_4 4, member_5 5, member_6 6,',
    '        member_7 7, member_8 8, member_9 9, member_10 10, member_11 11',
  ]);
});

test('prints nothing of nothing', () => {
  expect(outputTable({})).toBe('');
});
