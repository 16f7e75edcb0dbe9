import { assetIds, parseNameRule, parseTwoColumns } from '../../../src/design/as-built/name-map';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { Asset } from '../../../src/design/assets/asset';
import { dgxFabric } from '../fabric/sample-fabrics';

describe('a rule', () => {
  test.each([
    ['s/^(.*) HCA-.*$/$1/', 'haein-001 HCA-1', 'haein-001'],
    ['s|^rack/(.*)$|$1|', 'rack/leaf-1', 'leaf-1'],
    ['^LEAF(\\d+)$=>compute-leaf-$1', 'LEAF7', 'compute-leaf-7'],
  ])('%s makes %s to %s', (text, name, renamed) => {
    const rule = parseNameRule(text);
    expect(rule && name.replace(rule.pattern, rule.replacement)).toBe(renamed);
  });

  test.each(['names.csv', 's.csv', 'sites/names.csv', 'sub/names/x.csv'])('is not what %s is', (path) => {
    expect(parseNameRule(path)).toBeUndefined();
  });

  test('fails on what is no regular expression', () => {
    expect(() => parseNameRule('s/(/x/')).toThrow(
      "rule 's/(/x/': '(' is no regular expression; write the rule as 's/^(.*) HCA-.*$/$1/' or '^(.*) HCA-.*$=>$1' [as-built/bad-rule]",
    );
  });
});

describe('a table', () => {
  const what = { file: 'names.csv', header: 'found,plan' };
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
