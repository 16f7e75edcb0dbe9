import { markdownTable } from '../../src/report/markdown-table';

test('columns are padded to the widest cell', () => {
  expect(markdownTable(['a', 'long head'], [['1', '2']])).toBe(
    ['| a   | long head |', '| --- | --------- |', '| 1   | 2         |'].join('\n'),
  );
});

test('a missing cell is empty', () => {
  expect(markdownTable(['a', 'b'], [['1']])).toContain('| 1   |     |');
});

test('marks of the language are written as they are meant', () => {
  expect(markdownTable(['head'], [['a*b_c|d<e `x_y`']])).toContain('| a\\*b\\_c\\|d\\<e `x_y` |');
});
