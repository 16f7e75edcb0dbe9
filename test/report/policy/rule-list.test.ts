import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRuleList } from '../../../src/report/policy/rule-list';

test("'docs/policies.md' is printed from the rules", () => {
  expect(readFileSync(join(__dirname, '../../../docs/policies.md'), 'utf8')).toBe(renderRuleList());
});

test('a mark that parts cells is escaped', () => {
  const rule = {
    id: 'house/a',
    severity: 'info',
    title: 'a | b',
    why: { text: 'Because.', source: 'House' },
    pack: 'house',
  } as const;
  expect(renderRuleList([rule])).toContain('| `house/a` | info | a \\| b | Because. | House |\n');
});
