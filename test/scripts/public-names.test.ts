import * as engines from 'cdktf-ai-factory/engines';
import * as operations from 'cdktf-ai-factory/operations';
import * as reports from 'cdktf-ai-factory/reports';
import * as main from '../../src';
import { ENTRY_POINTS, namesBefore, publicNames } from '../../scripts/public-names';

/** Most names of the main entry point: what a designer writes, and no more. */
const MOST_NAMES = 220;

const all = publicNames('src/index.ts');
const staying = all.filter(({ deprecated }) => deprecated === undefined);
const leaving = all.filter(({ deprecated }) => deprecated !== undefined);

describe('the main entry point', () => {
  test(`has at most ${MOST_NAMES} names, deprecated ones apart`, () => {
    expect(staying.length).toBeGreaterThan(100);
    expect(staying.length).toBeLessThanOrEqual(MOST_NAMES);
  });

  test('has what a program needs for entries and rules of its own', () => {
    const names = staying.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['userFact', 'defineSystem', 'defineSwitch', 'defineRack', 'defineRule']),
    );
  });

  test('says of each name that leaves where to import it from, and that is true', () => {
    expect(leaving.length).toBeGreaterThan(100);
    const wrong = leaving.filter(({ name, deprecated = '' }) => {
      const [, entry] = /^import it from `cdktf-ai-factory\/(\w+)`$/.exec(deprecated) ?? [];
      if (entry === undefined) return deprecated !== 'for the use of this package alone';
      return !publicNames(ENTRY_POINTS[`./${entry}`] ?? '').some((each) => each.name === name);
    });
    expect(wrong).toEqual([]);
  });
});

test.each(Object.entries(ENTRY_POINTS))('%s keeps the names that it had', (entry, file) => {
  const now = new Set(publicNames(file).map(({ name }) => name));
  expect(namesBefore(entry).filter((name) => !now.has(name))).toEqual([]);
  expect(now.size).toBe(publicNames(file).length);
});

test('a name that leaves does what that of its new entry point does', () => {
  expect(main.youngDalySeconds(600, 86_400)).toBe(engines.youngDalySeconds(600, 86_400));
  expect([...main.labelLines({ kind: 'devices', labels: [], unplaced: 0 })]).toEqual([
    ...reports.labelLines({ kind: 'devices', labels: [], unplaced: 0 }),
  ]);
});

test('every function that leaves is found in its new module', () => {
  const homes: Readonly<Record<string, object>> = { engines, operations, reports };
  const values = leaving.filter(({ kind }) => kind === 'value');
  const missing = values.filter(({ name, deprecated = '' }) => {
    const home = homes[/\/(\w+)`$/.exec(deprecated)?.[1] ?? ''];
    return !(name in main) || (home !== undefined && !(name in home));
  });
  expect(missing).toEqual([]);
});
