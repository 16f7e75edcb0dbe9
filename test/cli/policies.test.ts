import { defaultRules } from '../../src/policy/rule-packs';
import { run } from './run-in-process';

test('lists every rule with severity and title, and counts them', async () => {
  const { code, out } = await run('policies');
  expect(code).toBe(0);
  for (const { id, severity, title } of defaultRules) {
    const line = out.split('\n').find((each) => each.startsWith(`${id} `)) ?? '';
    expect(line.split(/ {2,}/)).toEqual([id, severity, title]);
  }
  expect(out).toMatch(new RegExp(`\n\n${defaultRules.length} rules in \\d+ packs\n$`));
});

test('prints rules as JSON with reason and source', async () => {
  const { out } = await run('policies --json');
  const rules = JSON.parse(out) as Record<string, unknown>[];
  expect(rules.map((rule) => Object.keys(rule))).toEqual(
    defaultRules.map(() => ['id', 'pack', 'severity', 'title', 'why']),
  );
});
