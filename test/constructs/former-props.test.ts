import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { propTables } from '../../src/constructs/prop-tables';
import type { PropKind, PropRule, PropTable } from '../../src/constructs/props/prop-rule';
import { plainProps } from '../../src/constructs/props/scoped-props';
import { Quantity } from '../../src/units/quantity';

const SRC = join(__dirname, '../../src');

/** Names that props had and names that they have, at any depth of the tables. */
function namesOf(tables: readonly PropTable[]): { readonly former: Set<string>; readonly present: Set<string> } {
  const [former, present] = [new Set<string>(), new Set<string>()];
  const walk = (table: PropTable): void => {
    const rows = Object.entries(table);
    const here = rows.flatMap(([, row]) =>
      typeof row === 'string' || row.formerName === undefined ? [] : [row.formerName],
    );
    for (const name of here) former.add(name);
    for (const [name, row] of rows) {
      if (!here.includes(name)) present.add(name);
      if (typeof row === 'string') continue;
      if (row.of !== undefined) walk(row.of);
      for (const each of Object.values(row.ofKind ?? {})) walk(each);
    }
  };
  tables.forEach(walk);
  return { former, present };
}

const { former, present } = namesOf(Object.values(propTables()));

/** Names that are of no prop any more. */
const gone = [...former].filter((name) => !present.has(name));

/** What texts of a file put in quotes, by word: `'start' of 'gen'`, `'supply.volts'`. */
function quotedIn(file: string): readonly string[] {
  const tree = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (const [, word = ''] of node.text.matchAll(/'(?:[a-zA-Z]+\.)*([a-zA-Z]+)(?:: [^']*)?'/g)) words.push(word);
      // A name that is put into a text by a variable is a text of its own; keys of types and of tables are none.
      const { parent } = node;
      const isFigure = ts.isPropertyAssignment(parent) && parent.name.getText(tree) === 'figure';
      const isKey = ts.isLiteralTypeNode(parent) || isFigure;
      const isTable = file.startsWith('constructs');
      if (ts.isStringLiteral(node) && !isKey && !isTable) words.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return words;
}

/** Inputs of engines are numbers, and their own checks say so; the tables refuse wrong ones first. */
const OF_ENGINES: Readonly<Record<string, readonly string[]>> = {
  'design/cabling/plan-cables.ts': ['rateBits', 'reachMillimetres', 'lengthsMillimetres'],
  'design/converged/check-converged-input.ts': ['rateBits'],
  'design/power/chain/check-node.ts': ['transferSeconds'],
};

/** Rows of props that had another name or another kind, with the table that holds them. */
function renamedRows(tables: readonly PropTable[]): readonly { readonly table: PropTable; readonly name: string }[] {
  return tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, row]) => {
      if (typeof row === 'string') return [];
      const below = renamedRows([...(row.of === undefined ? [] : [row.of]), ...Object.values(row.ofKind ?? {})]);
      return row.formerName === undefined ? below : [{ table, name }, ...below];
    }),
  );
}

const renamed = new Map(
  renamedRows(Object.values(propTables())).map(({ table, name }) => {
    const { formerName = '' } = table[name] as PropRule<'optional'>;
    return [`${formerName} -> ${name}`, { table, name, formerName }] as const;
  }),
);

test.each([...renamed])('%s: what is given by the former name is read as the quantity of the present one', (_, row) => {
  const { table, name, formerName } = row;
  const { fromFormer, readIn, readAs } = table[name] as PropRule<'optional'>;
  const former = formerName === 'lengthsMillimetres' ? [3] : formerName === 'pue' ? 1.25 : 3;
  const read = plainProps({ [formerName]: former }, table);
  if (readAs !== undefined) {
    // Its engine takes the number, under the former name.
    expect(read).toEqual({ [formerName]: former });
    expect(plainProps({ [name]: fromFormer?.(former as never) }, table)).toEqual(read);
    expect(readIn).toBeDefined();
    return;
  }
  expect(read).toEqual({ [name]: fromFormer?.(former as never) });
  const isQuantity = (value: unknown): boolean => value instanceof Quantity;
  expect(formerName === 'pue' || [Object.values(read)].flat(2).every(isQuantity)).toBe(true);
  expect(read).toEqual(plainProps(read, table));
});

test('the tables say which names props had', () => {
  expect(gone).toEqual(expect.arrayContaining(['startSeconds', 'restartSeconds', 'breakerAmperes']));
});

test('no text names a prop by a name that it has no more', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('generated'),
  );
  const found = files.flatMap((file) =>
    quotedIn(file.replaceAll('\\', '/'))
      .filter((word) => gone.includes(word) && OF_ENGINES[file]?.includes(word) !== true)
      .map((word) => `${file}: '${word}'`),
  );
  expect(found).toEqual([]);
});

/** Names that end in a unit, or hold one. */
const UNIT =
  /^(volts|amperes|amps|watts|litres|seconds|hours|days|weeks|bytes)$|(Milliseconds|Seconds|Minutes|Hours|Days|Weeks|Second|Watts?|Volts|Amperes|Amps|Joules|Hertz|Litres|CubicMetres|Metres|Millimetres|Kilograms|Grams|Bytes|Gibibytes|Bits|Decibels|Celsius|Kelvin)(?=[A-Z]|$)|^(bytes|litres)(?=[A-Z])/;

/** Ratios and counts whose names hold a unit, and what they are. */
const RATIOS: Readonly<Record<string, string>> = {
  bytesPerParameter: 'a ratio, which may be a fraction of a byte',
  metadataOperationsPerSecond: 'a count in a second',
  bytesPerToken: 'a ratio, which may be a fraction of a byte',
  bytesPerTokenAndLayer: 'a ratio, which may be a fraction of a byte',
  hours: 'a share of the year, which is a count of its hours',
  winterHours: 'parts of a day, which are counts of its hours',
};

/** Whether a prop takes a bare number. */
function takesNumber({ number, count, choices = [], each, oneOf = [] }: PropKind): boolean {
  const isNumber = number !== undefined || count !== undefined || choices.some((one) => typeof one === 'number');
  return isNumber || (each !== undefined && takesNumber(each)) || oneOf.some((one) => takesNumber(one));
}

/** Props of tables that take a bare number and are called by a unit. */
function bareUnits(tables: readonly PropTable[]): readonly string[] {
  return tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, row]) => {
      if (typeof row === 'string') return [];
      const below = bareUnits([...(row.of === undefined ? [] : [row.of]), ...Object.values(row.ofKind ?? {})]);
      // What takes a quantity too has its number deprecated.
      const isBare = takesNumber(row) && row.fromFormer === undefined && UNIT.test(name) && !former.has(name);
      return isBare ? [name, ...below] : below;
    }),
  );
}

test('no prop that takes a bare number is called by a unit: a quantity has a class', () => {
  const found = new Set(bareUnits(Object.values(propTables())));
  expect([...found].filter((name) => RATIOS[name] === undefined)).toEqual([]);
  expect(Object.keys(RATIOS).filter((name) => !found.has(name))).toEqual([]);

  expect(bareUnits([{ nested: { need: 'optional', of: { keptDays: { need: 'optional', count: 'x' } } } }])).toEqual([
    'keptDays',
  ]);
});
