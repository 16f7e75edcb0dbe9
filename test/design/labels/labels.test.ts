import {
  LabelMaker,
  cableLabels,
  fillTemplate,
  LABEL_WORDS,
  parseTemplate,
  type Label,
} from '../../../src/design/labels/labels';
import type { CableEnd, CableRow } from '../../../src/model/cabling-plan';
import { tinyPlacement } from '../cabling/tiny-fabric';

const PLACEMENT = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 3], nvl72: ['A03', 1], core: ['A02', 40] });

function end(device: string, port: string): CableEnd {
  const position = PLACEMENT.positions.get(device);
  if (position === undefined) return { device, port, hall: '', row: '', rack: '', u: 0 };
  return { device, port, hall: 'hall-1', row: 'A', ...position };
}

function row(cable: string, a: CableEnd, b: CableEnd): CableRow {
  const label = `lan/${a.device}:${a.port}`;
  return { label, cable, fabric: 'lan', a, b, medium: 'multimode', part: 'X', lengthMillimetres: 5_000, rateBits: 1e9 };
}

function identifiers(rows: readonly CableRow[], ...splits: readonly string[]): string[] {
  const maker = new LabelMaker('cables', { name: 'lab', placement: PLACEMENT }, {});
  return cableLabels({ rows, splits: new Set(splits) }, maker).labels.map(({ identifier }) => identifier);
}

test('a cable has a label at each end, its near end first', () => {
  expect(identifiers([row('c1', end('h1', 'p1'), end('core', '1/1'))])).toEqual([
    'A01-01:p1 / A02-40:1/1',
    'A02-40:1/1 / A01-01:p1',
  ]);
});

test('links that share a cable share its two labels', () => {
  const rows = ['1', '2'].map((port) => row('c1', end('h1', `p${port}`), end('core', `1/${port}`)));
  expect(identifiers(rows)).toEqual(['A01-01:p1+p2 / A02-40:1/1+1/2', 'A02-40:1/1+1/2 / A01-01:p1+p2']);
});

test('a split cable has a label at each of its ends', () => {
  const rows = [row('c1', end('h1', 'p1'), end('core', '1/1')), row('c1', end('h2', 'p1'), end('core', '1/2'))];
  expect(identifiers(rows, 'c1')).toEqual([
    'A01-01:p1 / A02-40:1/1',
    'A01-03:p1 / A02-40:1/2',
    'A02-40:1/1+1/2 / A01-01:p1 + A01-03:p1',
  ]);
});

test('a tray is named with its port', () => {
  const tray: CableEnd = { ...end('nvl72', 'p1'), device: 'tray-07' };
  expect(identifiers([row('c1', tray, end('core', '1/1'))])[0]).toBe('A03-01:tray-07/p1 / A02-40:1/1');
});

test('what is in no rack has no label, and is counted', () => {
  const maker = new LabelMaker('cables', { name: 'lab', placement: PLACEMENT }, {});
  const made = cableLabels({ rows: [row('c1', end('h9', 'p1'), end('core', '1/1'))], splits: new Set() }, maker);
  expect(made).toEqual({ labels: [] as Label[], unplaced: 1 });
});

test('fails for a text that no small QR code holds', () => {
  const maker = new LabelMaker(
    'cables',
    { name: 'lab', placement: PLACEMENT },
    { qr: `{name}${'-'.repeat(180)}{name}` },
  );
  const cable = 'c'.repeat(80);
  expect(() =>
    cableLabels({ rows: [row(cable, end('h1', 'p1'), end('core', '1/1'))], splits: new Set() }, maker),
  ).toThrow(
    `the QR code of '${cable}' would hold 340 characters; keep it at 300 at most: shorten its template [labels/qr-too-long]`,
  );
});

const WORDS = ['rack', 'u', 'port'] as const;

test('a template keeps its texts around the words', () => {
  const template = parseTemplate('scheme', 'x{rack}-{u}:{port}y', WORDS);
  expect(fillTemplate(template, { rack: 'A01', u: '07', port: '1/1' })).toBe('xA01-07:1/1y');
});

test.each([
  ['{rak}', "scheme '{rak}' has '{rak}', which it cannot hold; did you mean '{rack}'? [labels/bad-scheme]"],
  ['{feed}', "scheme '{feed}' has '{feed}', which it cannot hold; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{}', "scheme '{}' has '{}', which it cannot hold; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{rack', "scheme '{rack' has a brace without its twin; write words as in {rack}, {u}, {port} [labels/bad-scheme]"],
  ['rack', "scheme 'rack' is the same for all; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['', "scheme '' is the same for all; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{rack}\n', "scheme '{rack}\\n' has a control character; write it on one line [labels/bad-scheme]"],
  [
    `{rack}${'x'.repeat(200)}`,
    `scheme '{rack}${'x'.repeat(200)}' is too long; keep it to 200 characters at most [labels/bad-scheme]`,
  ],
])('fails for %j', (template, text) => {
  expect(() => parseTemplate('scheme', template, WORDS)).toThrow(text);
});

// {rack} is 6 characters.
test.each([194, 195])('a template is read up to its 200th character: 6 and %i', (rest) => {
  const template = `{rack}${'x'.repeat(rest)}`;
  const read = (): string => fillTemplate(parseTemplate('scheme', template, WORDS), { rack: '', u: '', port: '' });
  if (rest === 194) expect(read()).toBe('x'.repeat(194));
  else expect(read).toThrow(`scheme '${template}' is too long; keep it to 200 characters at most [labels/bad-scheme]`);
});

describe('the text of a QR code', () => {
  const maker = new LabelMaker(
    'racks',
    { name: 'gasan', placement: { racks: [], positions: new Map(), unplaced: [] } },
    {},
  );

  test('holds 300 characters', () => {
    const name = 'x'.repeat(300);
    expect(maker.label('A01', name, ['A01'], {})).toEqual({
      identifier: 'A01',
      name,
      qr: name,
      lines: ['A01'],
      fields: {},
    });
  });

  test('fails with one more', () => {
    const name = 'x'.repeat(301);
    expect(() => maker.label('A01', name, [], {})).toThrow(
      `the QR code of '${name}' would hold 301 characters; keep it at 300 at most: shorten its template [labels/qr-too-long]`,
    );
  });
});

test('feeds alone have a feed, and cables alone a port', () => {
  const having = (word: string): string[] =>
    Object.entries(LABEL_WORDS).flatMap(([kind, words]) => ((words as readonly string[]).includes(word) ? [kind] : []));
  expect([having('feed'), having('port')]).toEqual([['feeds'], ['cables']]);
});
