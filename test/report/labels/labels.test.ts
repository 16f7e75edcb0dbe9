import { parse } from 'csv-parse/sync';
import jsQR from 'jsqr';
import { LABEL_KINDS, type LabelKind, type LabelPlan } from '../../../src/design/labels/labels';
import { siteCableRows } from '../../../src/model/site-cables';
import {
  labelLines,
  labelSheets,
  layOutSheet,
  parseSheet,
  qrPath,
  type SheetGeometry,
} from '../../../src/report/labels/label-sheets';
import { labelsWithin, planLabels } from '../../../src/report/labels/label-sheets';
import { gasanPlan } from '../../design/orders/ordered-sites';
import { siteOf, SMALL } from '../site-fixture';

const GASAN = gasanPlan();
const SMALL_SITE = siteOf(SMALL);

const rowsOf = (labels: LabelPlan): Record<string, string>[] =>
  parse([...labelLines(labels)].join(''), { columns: true });

describe.each(LABEL_KINDS)('labels of %s', (kind) => {
  const labels = planLabels(GASAN, kind);

  test('are a row each, alike in every run', () => {
    expect(rowsOf(labels)).toHaveLength(labels.labels.length);
    expect([...labelLines(labels)].join('')).toBe([...labelLines(planLabels(GASAN, kind))].join(''));
  });

  test('have a column for each field', () => {
    const [header = ''] = [...labelLines(labels)].join('').split('\n');
    const fields = labels.labels.map((label) => Object.keys(label.fields).join());
    expect(new Set(fields.map((names) => `identifier,${names},qr`)).size).toBeLessThanOrEqual(1);
    for (const names of fields.slice(0, 1)) expect(header).toBe(`identifier,${names},qr`);
  });
});

describe('cables', () => {
  const labels = planLabels(GASAN, 'cables');

  test('have two labels each, as many as the cable schedule has cables', () => {
    const cables = new Set([...siteCableRows(GASAN)].map(({ cable }) => cable));
    expect(labels.labels).toHaveLength(2 * cables.size);
    expect(labels.unplaced).toBe(0);
  });

  test('carry both ends on each end', () => {
    const [lower, upper] = rowsOf(labels);
    expect(lower).toMatchObject({
      identifier: 'A01-01:compute-1/1 / N06-48:1/1',
      near_device: 'haein-001',
      near_rack: 'A01',
      near_u: '1',
      far_device: 'compute-leaf-su01-r1',
      far_rack: 'N06',
      qr: 'compute/haein-001:compute-1/1',
    });
    expect(upper).toMatchObject({ near: lower?.['far'], far: lower?.['near'], cable: lower?.['cable'] });
  });

  test('of a part of the site are those whose near end is there', () => {
    const within = labelsWithin(labels, GASAN, { racks: ['A01'] });
    expect(new Set(within.labels.map(({ fields }) => fields['near_rack']))).toEqual(new Set(['A01']));
    const all = rowsOf(labels).filter(({ near_rack: rack }) => rack === 'A01');
    expect(within.labels).toHaveLength(all.length);
    const unit = labelsWithin(planLabels(GASAN, 'devices'), GASAN, { units: ['haein/su-01'] });
    expect(unit.labels.map(({ name }) => name)).toContain('haein-001');
    expect(unit.labels.map(({ name }) => name)).not.toContain('haein-100');
  });
});

test('devices, racks and feeds are identified by their place', () => {
  const first = (kind: LabelKind): string | undefined => planLabels(GASAN, kind).labels[0]?.identifier;
  expect(LABEL_KINDS.map(first)).toEqual(['A01-01:compute-1/1 / N06-48:1/1', 'A01-01', 'A01', 'A01-A', undefined]);
  const named = planLabels(GASAN, 'devices', { scheme: '{site}.{hall}.{row}{number}-{u}.{device}' });
  expect(named.labels[0]?.identifier).toBe('gasan.hall-1.A01-01.haein-001');
  expect(planLabels(GASAN, 'feeds').labels).toHaveLength(2 * GASAN.totals.racksUsed);
});

test('devices without a place are counted', () => {
  const { racks } = SMALL_SITE.placement;
  const placement = { racks: racks.map((rack) => ({ ...rack, devices: [] })), positions: new Map(), unplaced: [] };
  const labels = planLabels({ ...SMALL_SITE, placement }, 'devices');
  expect(labels).toEqual({ kind: 'devices', labels: [], unplaced: SMALL_SITE.devices.length });
});

test('fails for a scheme that names two things alike', () => {
  expect(() => planLabels(GASAN, 'devices', { scheme: '{rack}' })).toThrow(
    "'haein-001' and 'haein-002' would both be labelled 'A01'; add what tells them apart to the scheme, such as '{u}', '{device}' or '{port}' [labels/ambiguous]",
  );
});

test('values that begin like a formula are none', () => {
  const labels = planLabels(GASAN, 'racks', { scheme: '={rack}', qr: '@{name}' });
  expect([...labelLines(labels)].join('').split('\n')[1]).toMatch(/^'=A01,.*,'@A01$/);
});

/** Draws a path of squares as an image, eight pixels a module, and reads it as a telephone does. */
function decoded(text: string): string | undefined {
  const { size, path } = qrPath(text);
  const scale = 8;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column += 1) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  const found = jsQR(pixels, side, side);
  return found === null ? undefined : Buffer.from(found.binaryData).toString('utf8');
}

describe('QR codes', () => {
  test.each([
    'A01',
    'compute/haein-001:compute-1/1',
    'https://netbox.example/dcim/devices/?name=haein-001',
    '가산 1층',
    'x'.repeat(300),
  ])('%s is read back', (text) => {
    expect(decoded(text)).toBe(text);
  });

  test('of a sheet are read back, each for its label', () => {
    const labels = planLabels(SMALL_SITE, 'racks');
    const html = [...labelSheets(labels, 'gasan', { columns: 3, rows: 8 })].join('');
    for (const { qr } of labels.labels) {
      expect(html).toContain(qrPath(qr).path);
      expect(decoded(qr)).toBe(qr);
    }
  });
});

describe('sheets', () => {
  const sheets = (kind: LabelKind, geometry: SheetGeometry): string =>
    [...labelSheets(planLabels(SMALL_SITE, kind), 'gasan', geometry)].join('');
  const count = (text: string, part: string): number => text.split(part).length - 1;

  test('hold as many labels as their grid, after those that are gone', () => {
    const { labels } = planLabels(SMALL_SITE, 'devices');
    const html = sheets('devices', { columns: 2, rows: 4, skip: 5 });
    expect(count(html, '<g transform=')).toBe(labels.length);
    expect(count(html, '<section')).toBe(Math.ceil((labels.length + 5) / 8));
    expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  // (210 - 2 x 8 - 2 x 2) / 3 = 63.33 and (297 - 2 x 8 - 7 x 2) / 8 = 33.375; with margins of 7.2 and 12.9 and gaps of 2.5 and 0
  // (210 - 14.4 - 5) / 3 = 63.53 and (297 - 25.8) / 8 = 33.9.
  test('have labels as large as margins and gaps leave', () => {
    expect(layOutSheet({ columns: 3, rows: 8 })).toMatchObject({ heightMillimetres: 33.375 });
    const geometry = {
      columns: 3,
      rows: 8,
      marginXMillimetres: 7.2,
      marginYMillimetres: 12.9,
      gapXMillimetres: 2.5,
      gapYMillimetres: 0,
    };
    const { widthMillimetres, heightMillimetres } = layOutSheet(geometry);
    expect(widthMillimetres).toBeCloseTo(63.53, 2);
    expect(heightMillimetres).toBeCloseTo(33.9, 2);
  });

  test('stay within their page and set a text no wider than its label', () => {
    const html = sheets('cables', { columns: 4, rows: 12 });
    const { widthMillimetres } = layOutSheet({ columns: 4, rows: 12 });
    const places = [...html.matchAll(/translate\((\d+\.\d+) (\d+\.\d+)\)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.max(...places.map(([x = 0]) => x + widthMillimetres))).toBeLessThanOrEqual(210 - 8 + 0.01);
    expect(Math.max(...places.map(([, y = 0]) => y))).toBeLessThan(297 - 8);
    const types = [...html.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...types)).toBeGreaterThan(0.5);
  });

  test('escape what a name may hold', () => {
    const name = '<script>"&';
    const racks = SMALL_SITE.placement.racks.map((rack) => ({ ...rack, hall: name }));
    const site = { ...SMALL_SITE, placement: { ...SMALL_SITE.placement, racks } };
    const html = [...labelSheets(planLabels(site, 'racks'), name, { columns: 3, rows: 8 })].join('');
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;&quot;&amp;');
  });

  test.each([
    [
      { columns: 20, rows: 8 },
      'a sheet of 20 x 8 labels leaves 7.8 x 33.4 mm a label; leave at least 20 x 8 mm: fewer labels, or smaller margins and gaps [labels/too-small]',
    ],
    [
      { columns: 0, rows: 8 },
      'a sheet of 0 x 8 labels is no sheet; give columns and rows from 1 to 100, such as 3x8 [labels/bad-sheet]',
    ],
    [
      { columns: 3, rows: 8, skip: 24 },
      'a sheet of 3 x 8 labels cannot begin after 24 labels; give a whole number from 0 to 23 [labels/bad-sheet]',
    ],
    [
      { columns: 3, rows: 8, gapXMillimetres: NaN },
      'a sheet of 3 x 8 labels has a margin or gap of NaN mm; give millimetres from 0 to 105 [labels/bad-sheet]',
    ],
  ])('fails for %j', (geometry, text) => {
    expect(() => labelSheets(planLabels(SMALL_SITE, 'racks'), 'gasan', geometry)).toThrow(text);
  });

  test('fails for a grid that is none', () => {
    expect(parseSheet('4x12')).toEqual({ columns: 4, rows: 12 });
    expect(() => parseSheet('3 by 8')).toThrow(
      "sheet '3 by 8' is no grid of labels; give columns and rows, such as '3x8' or '4x12' [labels/bad-sheet]",
    );
  });
});
