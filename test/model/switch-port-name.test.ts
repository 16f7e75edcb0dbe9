import { cageOf, switchName, switchPortName } from '../../src/model/switch-ports';
import { QM9700, SN2201, SN5600 } from '../design/fabric/sample-fabrics';

const Q3400 = { ...QM9700, id: 'q3400', cages: 72, portNaming: 'xdr' as const };

describe('port names', () => {
  test.each([
    ['QM9700', QM9700, 1, '1/1', 1],
    ['QM9700', QM9700, 2, '1/2', 1],
    ['QM9700', QM9700, 64, '32/2', 32],
    ['Q3400', Q3400, 1, 'sw1p1', 1],
    ['Q3400', Q3400, 144, 'sw72p2', 72],
    ['SN5600 at 400G', SN5600, 1, 'swp1s0', 1],
    ['SN5600 at 400G', SN5600, 128, 'swp64s1', 64],
    ['SN5600 at 200G', { ...SN5600, portsPerCage: 4 }, 7, 'swp2s2', 2],
    ['SN2201', SN2201, 48, 'swp48', 48],
    ['SN2201', SN2201, 49, 'swp49', 49],
    ['SN2201', SN2201, 52, 'swp52', 52],
  ] as const)('of %s: port %#', (_, model, port, name, cage) => {
    expect(switchPortName(model, port)).toBe(name);
    expect(cageOf(model, port)).toBe(cage);
  });

  test('uplinks of their own are whole cages after the split ones', () => {
    const model = { ...SN5600, cages: 2, uplinks: { ports: 2, rateBits: 1 } };
    expect([4, 5, 6].map((port) => switchPortName(model, port))).toEqual(['swp2s1', 'swp3', 'swp4']);
  });
});

describe('switch names', () => {
  test('grow past 99 without a change to those before', () => {
    const unit = (at: number): string => switchName({ fabric: 'c', tier: 'leaf', unit: at, rail: 1 });
    expect([1, 99, 100].map(unit)).toEqual(['c-leaf-su01-r1', 'c-leaf-su99-r1', 'c-leaf-su100-r1']);
  });

  test('name the plane and the number among alike leaves', () => {
    expect(switchName({ fabric: 'c', tier: 'leaf', unit: 2, rail: 3, plane: 2, number: 4 })).toBe(
      'c-leaf-su02-r3-p2-4',
    );
  });
});
