import { renderRuleList } from '../../../src/report/policy/policy-text';

test('a rule is a row of its pack, and a line that says why', () => {
  const rule = {
    id: 'house/a',
    severity: 'info',
    title: 'a | b',
    why: { text: 'Because.', source: 'House' },
    pack: 'house',
  } as const;
  const page = renderRuleList([rule]);
  expect(page).toContain('| `house/a` | info     | a \\| b         |\n');
  expect(page).toContain('- `house/a`: Because. Source: House.\n');
  const shown = renderRuleList([rule], { 'house/a': "rack 'A01': 2 | 1; limit 1" });
  expect(shown).toContain("| a \\| b         | rack 'A01': 2 \\| 1; limit 1 |\n");
});
