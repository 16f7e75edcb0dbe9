import { amountText, limitCells } from '../../../src/report/limits/limits-text';
import type { LimitLevel } from '../../../src/design/limits/limits-plan';

test('powers of a row have the unit that its smallest needs, to the watt', () => {
  const row = { object: 'zone', used: 1_036_700, capacity: 1_200_000, headroom: 163_300, unit: 'W' };
  const level = { domain: 'power', level: 'zone', rows: [row] } as unknown as LimitLevel;
  expect(limitCells([level])[0]?.slice(2, 6)).toEqual(['1,036.7 kW', '1,200 kW', '86.4 %', '163.3 kW']);
  expect(amountText(2_000_000, 'VA', [2_000_000, 1_999_999])).toBe('2,000 kVA');
  expect(amountText(0, 'W', [0, 2_000_000, 2_000_000])).toBe('0 MW');
  expect(amountText(1_200_000, 'W')).toBe('1.2 MW');
});
