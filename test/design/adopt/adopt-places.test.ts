import { AdoptErrors, adoptPlaces } from '../../../src/design/adopt/adopt-places';
import type { DeviceFact } from '../../../src/model/adopted-site';
import type { Position } from '../../../src/model/placement-plan';
import { siteOf, SMALL } from '../../report/site-fixture';

/** Four systems of 10 U; racks of 48 U. */
const SITE = siteOf(SMALL);
const PLANNED = SITE.placement.positions.get('haein-001')!;

function adopted(...facts: readonly (Partial<DeviceFact> & { readonly device?: string })[]): {
  places: Readonly<Record<string, unknown>>;
  facts: [string, Position][];
  devices: readonly string[];
  message: string;
} {
  const errors = new AdoptErrors();
  const rows = facts.map((fact, at): DeviceFact => ({ device: 'haein-001', file: 'racks.csv', line: at + 2, ...fact }));
  const { places, facts: found, devices } = adoptPlaces(rows, SITE, errors);
  let message = '';
  try {
    errors.throwAll();
  } catch (error) {
    message = (error as Error).message;
  }
  return { places, facts: [...found], devices, message };
}

// The lowest unit of 10 U in a rack of 48 U is at most 48 - 10 + 1 = 39.
test.each<[string, number | undefined]>([
  ['1', 1],
  ['U1', 1],
  ['u07', 7],
  ['39', 39],
  ['39.0', 39],
  ['40', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
])("unit '%s' of a rack is %p", (u, expected) => {
  const { facts, message } = adopted({ rack: 'A03', u });
  expect(facts).toEqual(expected === undefined ? [] : [['haein-001', { rack: 'A03', u: expected }]]);
  expect(message).toMatch(
    expected === undefined
      ? `line 2 of 'racks.csv': device 'haein-001' of 10 U cannot stand at unit '${u}' of rack 'A03', which has 48 U; give its lowest unit, a whole number from 1 to 39`
      : '',
  );
  expect(message === '').toBe(expected !== undefined);
});

test('a place as planned is no departure, and another one says what was planned', () => {
  const { rack, u } = PLANNED;
  expect(adopted({ rack, u: `${u}` })).toMatchObject({ places: {}, devices: ['haein-001'], message: '' });
  expect(adopted({ rack: 'A03', u: '1' }).places).toEqual({
    'haein-001': { rack: 'A03', u: 1, planned: `${rack} U${u}` },
  });
});

test('a device that no line places has no place', () => {
  expect(adopted({}, { device: 'haein-002', rack: '', u: '' })).toEqual({
    places: {},
    facts: [],
    devices: ['haein-001', 'haein-002'],
    message: '',
  });
});

describe('a device of two lines', () => {
  const [at, alike, above] = [
    { rack: 'A03', u: '1' },
    { rack: 'A03', u: 'U01' },
    { rack: 'A03', u: '2' },
  ];
  const other = { file: 'inventory.csv' };
  test.each([
    ['of one file', at, alike, "line 3 of 'racks.csv': device 'haein-001' stands in line 2 too"],
    ['of two files that agree', at, { ...alike, ...other }, ''],
    [
      'of two files with another unit',
      at,
      { ...above, ...other },
      "line 3 of 'inventory.csv': device 'haein-001' stands at A03 U2, and line 2 of 'racks.csv' has it at A03 U1",
    ],
    [
      'of two files with another rack',
      at,
      { rack: 'B03', u: '1', ...other },
      "device 'haein-001' stands at B03 U1, and line 2 of 'racks.csv' has it at A03 U1",
    ],
    ['of two files of which one alone places it', {}, { ...at, ...other }, ''],
  ])('%s', (_, one, two, words) => {
    const { message } = adopted(one, two);
    expect(words === '' ? message : message.includes(words)).toBe(words === '' ? '' : true);
  });
});

// A system of 10 U at U1 stands in units 1 to 10.
test.each([
  ['11', ''],
  ['10', "devices 'haein-001' and 'haein-002' both stand in unit 10 of rack 'A03'"],
  ['1', "devices 'haein-001' and 'haein-002' both stand in unit 1 of rack 'A03'"],
])('a second system at U%s of a rack where one stands at U1', (u, words) => {
  const { message } = adopted({ rack: 'A03', u: '1' }, { device: 'haein-002', rack: 'A03', u });
  expect(words === '' ? message === '' : message.includes(words)).toBe(true);
});

test('a device that the site has not is told with the name that is near', () => {
  expect(adopted({ device: 'haein-01' }).message).toContain(
    "site 'gasan' has no device 'haein-01'; did you mean 'haein-0",
  );
  expect(adopted({ device: 'x' }).message).toContain('add it to the program, or take the line out');
});

// Twenty problems are told, the rest is counted.
test.each([
  [20, undefined],
  [21, 'and 1 more'],
])('%i lines with a problem', (count, more) => {
  const { message } = adopted(...Array.from({ length: count }, () => ({ device: 'nobody' })));
  expect(message.match(/has no device/g)).toHaveLength(20);
  if (more === undefined) expect(message).not.toContain('more');
  else expect(message).toContain(more);
});
