import { applyFirst, parseNameRule } from '../../../src/design/as-built/name-map';

test.each([
  ['s/^(.*) HCA-.*$/$1/', 'haein-001 HCA-1', 'haein-001'],
  ['s|^rack/(.*)$|$1|', 'rack/leaf-1', 'leaf-1'],
  ['^LEAF(\\d+)$=>compute-leaf-$1', 'LEAF7', 'compute-leaf-7'],
  ['s/a/[$&]/', 'banana', 'b[a]nana'],
  ['s/an/$$1/', 'banana', 'b$1ana'],
  ['s/(x)?an/<$1$2>/', 'banana', 'b<$2>ana'],
  ['s/나/다/', '가나나', '가다나'],
])('%s makes %s to %s', (text, name, renamed) => {
  expect(parseNameRule(text)?.apply(name)).toBe(renamed);
});

test('the first rule that finds something is applied, and a name that none fits has none', () => {
  const rules = ['s/^gpu/haein/', 's/^g/x/'].flatMap((text) => parseNameRule(text) ?? []);
  expect(['gpu-1', 'g-1', 'leaf'].map((name) => applyFirst(rules, name))).toEqual(['haein-1', 'x-1', undefined]);
});

test.each(['names.csv', 's.csv', 'sites/names.csv', 'sub/names/x.csv'])('%s is a path and no rule', (path) => {
  expect(parseNameRule(path)).toBeUndefined();
});

// With JavaScript's own patterns each of these takes years for a name of a hundred characters.
test.each(['s/^(a+)+$/x/', 's/^(a|a)*$/x/', 's/^(a|aa)+$/x/', 's/(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b/x/'])(
  'a search with %s ends in a moment',
  (text) => {
    expect(parseNameRule(text)?.apply(`${'a'.repeat(500)}!`)).toBeUndefined();
  },
);

describe('fails', () => {
  test.each([
    [
      's/(/x/',
      "rule 's/(/x/': '(' is no regular expression; write the rule as 's/^(.*) HCA-.*$/$1/' or '^(.*) HCA-.*$=>$1' [as-built/bad-rule]",
    ],
    [
      's/^(?=a)/x/',
      "rule 's/^(?=a)/x/': '^(?=a)' looks ahead, behind or back; write it without '(?=', '(?!', '(?<' and '\\1', which RE2 does not have [as-built/bad-rule]",
    ],
    [
      's/(a)\\1/x/',
      "rule 's/(a)\\1/x/': '(a)\\1' looks ahead, behind or back; write it without '(?=', '(?!', '(?<' and '\\1', which RE2 does not have [as-built/bad-rule]",
    ],
    [
      `s/${'a'.repeat(1_001)}/x/`,
      "rule 's/aaaaaaaaaaaaaaaaaa..': its pattern has 1001 characters; write a pattern of at most 1000 characters, or give a table 'found,plan' [as-built/bad-rule]",
    ],
  ])('on %s', (text, message) => {
    expect(() => parseNameRule(text)).toThrow(message);
  });
});
