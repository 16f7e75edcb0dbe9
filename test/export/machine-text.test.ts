import { checkWords, IBDIAGNET_WORDS, mermaidText, OPENSM_WORDS, SLURM_WORDS } from '../../src/export/machine-text';
import { hostlist } from '../../src/export/schedulers/scheduler-tree';
import { HOSTILE_TEXTS } from '../support/hostile-texts';

const WORDS = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._+-]*$/u;

describe.each([SLURM_WORDS, OPENSM_WORDS, IBDIAGNET_WORDS])('names for $name', (reader) => {
  test.each(HOSTILE_TEXTS.filter((text) => !WORDS.test(text)))('fails on %j', (text) => {
    expect(() => {
      checkWords([text, 'good-1'], reader);
    }).toThrow(/takes no name .* \[export\/name-not-taken\]$/);
  });

  test('takes words', () => {
    expect(() => {
      checkWords(['a_B-9', '가산-1', 'constructor'], reader);
    }).not.toThrow();
  });
});

test('fails with every name at once, in words', () => {
  expect(() => {
    checkWords(['a,b', 'good', 'x\ny'], SLURM_WORDS);
  }).toThrow(
    "2 problems [design/several]\n- Slurm takes no name 'a,b'; rename it with letters, digits, '-', '_' and '.' [export/name-not-taken]\n- Slurm takes no name 'x\\ny'; rename it with letters, digits, '-', '_' and '.' [export/name-not-taken]",
  );
});

test('a host list of names that Slurm takes has brackets of its own alone', () => {
  const names = HOSTILE_TEXTS.filter((text) => WORDS.test(text));
  expect(hostlist(names).replace(/\[\d[\d,-]*\]/g, '')).not.toMatch(/[[\]]/);
});

test.each([
  ['a"b', '"a#quot;b"'],
  ['a#35;b', '"a#35;35;b"'],
  ['<b>', '"#60;b#62;"'],
  ['x\ny', '"x y"'],
])('Mermaid shows %j as it is', (text, written) => {
  expect(mermaidText(text)).toBe(written);
});
