import { DesignError, DesignErrors, Inventory } from 'cdktf-ai-factory';

import { propTables } from '../../src/constructs/prop-tables';
import type { PropEntry, PropKind } from '../../src/constructs/props/prop-rule';
import { BASE, type Lab, NAMES_OF, openLab, type Props } from './prop-lab';

/** What a program that runs without type-check may give for anything. */
const HOSTILE: readonly (readonly [name: string, value: unknown])[] = [
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['null', null],
  ['an empty object', {}],
  ['a number below zero', -1],
  ['1e400', Number('1e400')],
  ['a huge text', 'x'.repeat(100_000)],
];

/** Makes what is under test with props of a table; what is thrown is what a program sees. */
type Vendor = (props: Props) => unknown;

const NETBOX = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };

/** One lab for all: what is refused leaves nothing behind. */
const { lab, make, stack } = openLab('Hall');

const CONSTRUCTS = Object.keys(BASE).filter((name) => name !== 'Site');

const MAKERS: Readonly<Record<string, Vendor>> = {
  ...Object.fromEntries(
    CONSTRUCTS.map((name): [string, Vendor] => {
      const { scope, ...base } = BASE[name]?.(lab as Lab) as { readonly scope?: never } & Props;
      const id = NAMES_OF[name] ?? 'subject';
      return [name, (props) => make(name, id, { ...base, ...props }, scope)];
    }),
  ),
  Site: (props) => openLab('Site', () => props),
  InventoryEmbedded: (props) => Inventory.embedded(props),
  InventoryNetbox: (props) => Inventory.netbox({ ...NETBOX, ...props }),
};

const CASES = Object.entries(MAKERS).flatMap(([construct, vendor]) =>
  Object.entries(propTables()[construct] ?? {}).flatMap(([prop, entry]) =>
    HOSTILE.filter(([, value]) => !isRight(entry, value)).map(([name, value]) => ({
      construct,
      prop,
      name,
      value,
      vendor,
    })),
  ),
);

/** A value that is no slip for some kinds. */
function isRight(entry: PropEntry, value: unknown): boolean {
  if (typeof entry === 'string') return false;
  const { isMap, of: table, as, oneOf }: PropKind = entry;
  const isEmptyObject = typeof value === 'object' && value !== null;
  if (!isEmptyObject) return false;
  if (oneOf !== undefined) return oneOf.some((kind) => kind.isMap === true);
  if (isMap === true || as === 'map') return true;
  return as === undefined && table !== undefined && Object.values(table).every((one) => isLeftOut(one));
}

function isLeftOut(entry: PropEntry): boolean {
  return (typeof entry === 'string' ? entry : entry.need) === 'optional';
}

test.each(CASES)("fails for $name as '$prop' of $construct, and says so", ({ prop, value, vendor }) => {
  let thrown: unknown;
  try {
    vendor({ [prop]: value });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DesignError);
  const all = thrown instanceof DesignErrors ? thrown.errors : [thrown as DesignError];
  const told = all.filter(({ problem }) => problem.includes(prop));
  expect(told.map(({ problem }) => problem)).not.toEqual([]);
  for (const { message, problem, remedy } of told) {
    expect(message.length).toBeLessThan(1_000);
    expect(remedy).not.toBe('');
    expect(problem).not.toContain('[object Object]');
  }
});

test('the lab holds the constructs that were made in it alone', () => {
  expect(stack.node.findAll().length).toBeGreaterThan(0);
});
