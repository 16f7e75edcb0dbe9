import { policyFiles } from '../../../src/report/policy/policy-files';
import { reportFixture } from './report-fixture';

test('a report is written as four files, the same bytes each time', () => {
  const files = policyFiles(reportFixture());
  expect([...files.keys()]).toEqual(['policy.json', 'policy.sarif', 'policy.txt', 'policy.xml']);
  expect([...files]).toEqual([...policyFiles(reportFixture())]);
  for (const text of files.values()) expect(text.endsWith('\n')).toBe(true);
});
