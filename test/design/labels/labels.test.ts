import { type Label, LabelMaker } from '../../../src/design/labels/label-maker';
import { cableLabels } from '../../../src/design/labels/labels';
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
