import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPolicyJson } from '../../../src/report/policy/policy-files';
import { reportFixture } from './report-fixture';

const schema = JSON.parse(
  readFileSync(join(__dirname, '../../../docs/schemas/policy-report.schema.json'), 'utf8'),
) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
const parse = (text: string) => JSON.parse(text) as Record<string, unknown>;

test('the report matches its schema', () => {
  validate(parse(renderPolicyJson(reportFixture())));
  expect(validate.errors).toBeNull();
});

test('the schema refuses another version, a finding without a remedy and a field that it does not know', () => {
  const report = parse(renderPolicyJson(reportFixture()));
  const [finding] = report['findings'] as Record<string, unknown>[];
  const bare = { ...finding, remedy: undefined };
  expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
  expect(validate({ ...report, findings: [bare] })).toBe(false);
  expect(validate({ ...report, extra: 1 })).toBe(false);
});

test('the report keeps all of its values', () => {
  expect(parse(renderPolicyJson(reportFixture()))).toEqual({ schemaVersion: 1, ...reportFixture() });
});

test('keys are sorted at every level', () => {
  const keysOf = (value: unknown): string[][] =>
    typeof value === 'object' && value !== null
      ? [...(Array.isArray(value) ? [] : [Object.keys(value)]), ...Object.values(value).flatMap(keysOf)]
      : [];
  for (const keys of keysOf(parse(renderPolicyJson(reportFixture())))) expect(keys).toEqual([...keys].sort());
});
