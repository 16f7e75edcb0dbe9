import { FloorLoad } from '../../src/units/dimensions';

describe('a floor load', () => {
  // 1 kN / 9.80665 m/s2 = 101.971621 kg; 30 x that = 3,059.149 kg.
  test.each([
    [FloorLoad.kilonewtonsPerSquareMetre(1), 101_972, '101.972 kg/m2'],
    [FloorLoad.kilonewtonsPerSquareMetre(30), 3_059_149, '3,059.149 kg/m2'],
    [FloorLoad.kilogramsPerSquareMetre(2_500), 2_500_000, '2,500 kg/m2'],
    [FloorLoad.gramsPerSquareMetre(500), 500, '500 g/m2'],
  ])('is kept as whole grams per square metre', (load, grams, text) => {
    expect(load.inGramsPerSquareMetre).toBe(grams);
    expect(load.toString()).toBe(text);
    expect(FloorLoad.parse(text).equals(load)).toBe(true);
  });

  test('is read in kilonewtons', () => {
    expect(FloorLoad.parse('30 kN/m2').inKilogramsPerSquareMetre).toBe(3_059.149);
    expect(FloorLoad.kilogramsPerSquareMetre(1_000).inKilonewtonsPerSquareMetre).toBeCloseTo(9.80665, 5);
    expect(FloorLoad.parse('30 kPa').toString()).toBe(FloorLoad.kilonewtonsPerSquareMetre(30).toString());
  });

  test('fails below zero', () => {
    expect(() => FloorLoad.kilogramsPerSquareMetre(-1)).toThrow('[units/negative]');
  });
});
