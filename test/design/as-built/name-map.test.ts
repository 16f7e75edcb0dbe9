import { assetIds, parseTwoColumns } from '../../../src/design/as-built/name-map';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { Asset } from '../../../src/model/asset';
import { dgxFabric } from '../fabric/sample-fabrics';

describe('a table', () => {
  const what = { file: 'names.csv', header: 'found,plan' };
  test('is read in a moment, however its lines are made', () => {
    expect(() => parseTwoColumns(`a${' '.repeat(100_000)}b`, what)).toThrow('has not two columns');
    expect(parseTwoColumns(`a${' '.repeat(100_000)},b`, what)).toEqual([['a', 'b']]);
  });

  test('has two columns, an optional header, quotes and comments', () => {
    const text = 'found,plan\n# row N\r\n"leaf, ""one""", leaf-1\n\nleaf 2,leaf-2\n';
    expect(parseTwoColumns(text, what)).toEqual([
      ['leaf, "one"', 'leaf-1'],
      ['leaf 2', 'leaf-2'],
    ]);
  });

  test.each(['a', 'a,', ',b', 'a,b,c'])('fails on the line %s', (line) => {
    expect(() => parseTwoColumns(`x,y\n${line}\n`, what)).toThrow(
      `line 2 of 'names.csv' has not two columns: '${line}'; write 'found,plan' in every line, with double quotes around what holds a comma [as-built/bad-table]`,
    );
  });
});

test('ids of assets count over the ports of all fabrics but the one for management', () => {
  const compute = planFabric(dgxFabric(2));
  const storage = planFabric({ ...dgxFabric(2), name: 'storage', role: 'storage' });
  const oob = planFabric({ ...dgxFabric(2), name: 'oob', role: 'oob' });
  const nicIds = Array.from({ length: 9 }, (_, port) => `0c42a1030000000${port}`);
  const host: Asset = { device: 'dgx-001', state: 'racked', nicIds };
  const leaf: Asset = { device: 'compute-leaf-su01-r1', state: 'racked', nicIds: ['0c42a103000000ff'] };
  const ids = assetIds({
    fabrics: [oob, compute, storage].map((plan) => ({ path: '', plan })),
    assets: new Map([host, leaf].map((asset) => [asset.device, asset])),
  });
  expect(ids.get('0c42a10300000000')).toEqual({ device: 'dgx-001', port: 'mlx5_0' });
  expect(ids.get('0c42a10300000008')).toEqual({ device: 'dgx-001', port: 'mlx5_0' });
  expect(ids.get('0c42a103000000ff')).toEqual({ device: 'compute-leaf-su01-r1' });
});
