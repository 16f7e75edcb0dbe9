import { markdownTable, markdownText } from '../../src/report/markup';
import { HOSTILE_TEXTS } from '../support/hostile-texts';

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

test('a backslash before code does not set free what is in the code', () => {
  expect(markdownText('a\\`<img src=x>`')).toBe('a\\\\`<img src=x>`');
  expect(markdownTable(['head'], [['a\\`<b>`']])).toContain('| a\\\\`<b>` |');
});

describe.each(HOSTILE_TEXTS)('a text that is %j', (text) => {
  test('is one cell of one line, without markup of its own', () => {
    const lines = markdownTable(['head', 'next'], [[text, 'x']]).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]?.match(/(?<!\\)\|/g)).toHaveLength(3);
    expect(lines[2]).not.toMatch(/(?<!\\)[<*_`]|(?<!\\)\]\(|\p{Cc}/u);
  });

  test('begins no heading, list or quote', () => {
    expect(markdownText(text)).not.toMatch(/^\s*(?:[#>+=-]|\d+[.)])/);
    expect(markdownText(text)).not.toMatch(/[\r\n]/);
  });
});
