import { parse } from 'csv-parse/sync';

import { cableScheduleLines, renderCableScheduleCsv } from '../../src/report/schedules';
import { renderBillCsv } from '../../src/report/schedules';
import { renderRackScheduleCsv } from '../../src/report/schedules';
import { REFERENCE, SMALL, siteOf } from './site-fixture';

function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true });
}

const small = siteOf(SMALL);
const reference = siteOf(REFERENCE);

describe('the BOM', () => {
  test('has a line a part, with lengths in metres and quotes doubled', () => {
    expect(renderBillCsv(small)).toBe(
      [
        'category,manufacturer,part_number,description,length_m,quantity,unit,phase',
        'system,NVIDIA,,DGX B200,,4,each,1',
        'cable,NVIDIA,MCP4Y10-N001,"copper ""twin"" cable, NDR",1.5,12,each,1',
        '',
      ].join('\n'),
    );
  });
});

describe('the cable schedule', () => {
  test('names both ends of a cable with place and port', () => {
    expect(rowsOf(renderCableScheduleCsv(small))[0]).toEqual({
      label: 'compute/haein-001:ib0',
      cable: 'compute/haein-001:ib0',
      fabric: 'compute',
      a_hall: 'hall-1',
      a_row: 'A',
      a_rack: 'A01',
      a_u: '1',
      a_device: 'haein-001',
      a_port: 'ib0',
      b_hall: 'hall-1',
      b_row: 'A',
      b_rack: 'A02',
      b_u: '48',
      b_device: 'compute-leaf-1',
      b_port: '1/1',
      medium: 'passive-copper',
      length_m: '3',
      part_number: 'MCP4Y10-N003',
      rate: '400 Gb/s',
    });
  });

  test('has a row for each link of each fabric, under labels that differ', () => {
    const rows = rowsOf(renderCableScheduleCsv(reference));
    // compute: 127 x 8 + 2 x 2 + 32 x 32 = 2,044; oob: 127 + 4 x 4 = 143.
    expect(rows).toHaveLength(2_044 + 143);
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
  });

  test('comes in pieces of a thousand lines that make up the whole', () => {
    const pieces = [...cableScheduleLines(reference)];
    expect(pieces.map((piece) => piece.split('\n').length - 1)).toEqual([1_000, 1_000, 188]);
    expect(pieces.join('')).toBe(renderCableScheduleCsv(reference));
  });

  test('leaves the place of a device that has none empty', () => {
    const { racks } = small.placement;
    const unplaced = { ...small, placement: { racks, positions: new Map(), unplaced: [] } };
    const [row] = rowsOf(renderCableScheduleCsv(unplaced));
    expect(row).toMatchObject({ a_device: 'haein-001', a_hall: '', a_rack: '', a_u: '' });
  });
});

describe('the rack schedule', () => {
  test('says what is where, from the bottom up', () => {
    const rows = rowsOf(renderRackScheduleCsv(small));
    expect(rows).toHaveLength(small.devices.length);
    expect(rows[0]).toEqual({
      hall: 'hall-1',
      row: 'A',
      rack: 'A01',
      u: '1',
      height_u: '10',
      device: 'haein-001',
      kind: 'system',
      model: 'dgx-b200',
      zone: 'zone-a',
      max_kw: '14.3',
      weight_kg: '142.4',
      state: 'planned',
      serial: '',
      asset_tag: '',
    });
  });
});
