import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import type { Rule, Verdict } from '../../src/policy/engine/rule';

/** Tests in which a rule fails, and in which it holds just beside it, and what it says where it fails. */
export interface Tooth {
  /** File of both tests, from the folder of the rules' tests. */
  readonly file: string;
  /** Name of a test whose site breaks the rule, or leaves it not known where the rule says no more. */
  readonly fails: string;
  /** Name of a test whose site holds it; of a rule that only reports what differs, one where nothing does. */
  readonly holds: string;
  /** What the rule says of the first site. */
  readonly example: string;
}

const TABLE = join(__dirname, 'rule-sites.json');

/** The table of all rules: each run of a test file holds the rows that name it. `UPDATE_GOLDEN=1` adds what a run finds. */
export function teeth(): Readonly<Record<string, Tooth>> {
  return existsSync(TABLE) ? (JSON.parse(readFileSync(TABLE, 'utf8')) as Record<string, Tooth>) : {};
}

/** What each rule says of the site of the table that breaks it. */
export function toothExamples(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(teeth()).map(([rule, { example }]) => [rule, example]));
}

type Result = 'fails' | 'open' | 'holds' | 'idle';

/** What one rule said in the tests of a file, in their order. */
class Said {
  public readonly tests = new Map<Result, string[]>();
  private readonly examples = new Map<string, string>();

  public add(test: string, verdicts: readonly Verdict[]): void {
    const result = resultOf(verdicts);
    const known = this.tests.get(result) ?? [];
    this.tests.set(result, known);
    if (!known.includes(test)) known.push(test);
    const [text] = verdicts.flatMap(exampleOf);
    const key = `${result} ${test}`;
    if (text !== undefined && !this.examples.has(key)) this.examples.set(key, text);
  }

  /** The first test in which it fails with the nearest after or before it in which it holds. */
  public tooth(file: string, order: ReadonlyMap<string, number>): Tooth | undefined {
    const bad: Result = this.tests.has('fails') ? 'fails' : 'open';
    const good: Result = this.tests.has('holds') ? 'holds' : 'idle';
    const [fails] = this.tests.get(bad) ?? [];
    if (fails === undefined) return undefined;
    const away = (test: string): number => Math.abs((order.get(test) ?? 0) - (order.get(fails) ?? 0));
    const [holds] = [...(this.tests.get(good) ?? [])].sort((a, b) => away(a) - away(b));
    if (holds === undefined) return undefined;
    return { file, fails, holds, example: this.examples.get(`${bad} ${fails}`) ?? '' };
  }
}

/** What a rule says of a whole site. */
function resultOf(verdicts: readonly Verdict[]): Result {
  const has = (outcome: Verdict['outcome']): boolean => verdicts.some((verdict) => verdict.outcome === outcome);
  if (has('failed')) return 'fails';
  if (has('indeterminate')) return 'open';
  return has('passed') ? 'holds' : 'idle';
}

/** What a verdict says where it does not hold; failures of a site come before what is not known of it. */
function exampleOf(verdict: Verdict, _: number, all: readonly Verdict[]): readonly string[] {
  if (verdict.outcome === 'failed') return [`${verdict.object}: ${verdict.found}; limit ${verdict.limit}`];
  const isOpen = verdict.outcome === 'indeterminate' && all.every(({ outcome }) => outcome !== 'failed');
  return isOpen ? [`${verdict.object}: not known: ${verdict.unknown}`] : [];
}

/** Notes what the rules say in each test of a file, and holds the rows of the table that name it once all have run. */
export function watchTeeth(rules: readonly Rule[]): void {
  const said = new Map<string, Said>();
  const order = new Map<string, number>();
  for (const rule of rules) {
    const { check } = rule;
    const record = new Said();
    said.set(rule.id, record);
    Object.assign(rule, {
      check: (...[plan]: Parameters<Rule['check']>): readonly Verdict[] => {
        const verdicts = check(plan);
        const test = expect.getState().currentTestName;
        if (test === undefined) return verdicts;
        if (!order.has(test)) order.set(test, order.size);
        record.add(test, verdicts);
        return verdicts;
      },
    });
  }
  afterAll(() => {
    const file = relative(__dirname, expect.getState().testPath ?? '')
      .split(sep)
      .join('/');
    if (process.env['UPDATE_GOLDEN'] === '1') update(file, said, order);
    // A part of a file holds none of its rows.
    if (process.argv.some((word) => /^(-t|--testNamePattern)/.test(word))) return;
    const rows = Object.entries(teeth()).filter(([, row]) => row.file === file);
    const found = rows.map(([rule]) => [rule, rowOf(said.get(rule), rule)]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(rows.map(([rule]) => [rule, []])));
  });
}

/** What is wrong with a row by what its file has just shown. */
function rowOf(record: Said | undefined, rule: string): readonly string[] {
  const row = teeth()[rule];
  if (row === undefined || record === undefined) return [`there is no rule '${rule}'`];
  const isIn = (test: string, ...results: readonly Result[]): boolean =>
    results.some((result) => record.tests.get(result)?.includes(test) === true);
  return [
    ...(isIn(row.fails, 'fails', 'open') ? [] : [`does not fail in '${row.fails}'`]),
    ...(isIn(row.holds, 'holds', 'idle') ? [] : [`does not hold in '${row.holds}'`]),
  ];
}

/** Writes the rows that a file shows, where no file before it in the order of names shows them. */
function update(file: string, said: ReadonlyMap<string, Said>, order: ReadonlyMap<string, number>): void {
  const rows = Object.entries(teeth()).filter(([, row]) => row.file !== file);
  const known = new Map(rows);
  for (const [rule, record] of said) {
    const tooth = record.tooth(file, order);
    const other = known.get(rule);
    if (tooth !== undefined && (other === undefined || isBetter(tooth, other))) known.set(rule, tooth);
  }
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(TABLE, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

/** A failure goes before what is not known, then the file whose name comes first. */
function isBetter(one: Tooth, other: Tooth): boolean {
  const isOpen = ({ example }: Tooth): boolean => example.includes(': not known: ');
  return isOpen(one) === isOpen(other) ? one.file < other.file : isOpen(other);
}
