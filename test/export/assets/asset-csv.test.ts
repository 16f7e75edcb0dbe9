import * as fc from 'fast-check';

import { mergeAssets } from '../../../src/design/assets/merge-assets';
import { readAssetsCsv, writeAssetsCsv } from '../../../src/export/assets/asset-csv';
import { type Asset, ASSET_STATES, isNoSerial } from '../../../src/model/asset';

const HEADER = 'device,serial,asset_tag,bmc_mac,nic_ids,state,since';

test('columns may come in any order, and those that are not required may be left out', () => {
  expect(readAssetsCsv('\uFEFFstate, device,serial\r\n\r\nracked, leaf-01 ,"S,1"\r\n')).toEqual([
    { line: 3, device: 'leaf-01', serial: 'S,1', assetTag: '', bmcMac: '', nicIds: '', state: 'racked', since: '' },
  ]);
});

test('a file with a header alone has no records', () => {
  expect(readAssetsCsv(HEADER)).toEqual([]);
});

test('assets are written sorted by device, with ids separated by spaces', () => {
  const assets: Asset[] = [
    { device: 'leaf-02', state: 'planned' },
    { device: 'leaf-01', serial: 'S', nicIds: ['0c42a10300123456', 'aa:bb:cc:00:11:22'], state: 'racked' },
  ];
  expect(writeAssetsCsv(assets)).toBe(
    `${HEADER}\nleaf-01,S,,,0c42a10300123456 aa:bb:cc:00:11:22,racked,\nleaf-02,,,,,planned,\n`,
  );
});

test('what is written is read again', () => {
  const word = fc.stringMatching(/^[a-z"',]{1,8}$/);
  const asset = fc.record(
    {
      device: word,
      serial: word.filter((text) => !isNoSerial(text)),
      assetTag: word,
      state: fc.constantFrom(...ASSET_STATES),
    },
    { requiredKeys: ['device', 'state'] },
  );
  const distinct = fc.uniqueArray(asset, {
    comparator: (a, b) =>
      a.device === b.device ||
      (a.serial !== undefined && a.serial === b.serial) ||
      (a.assetTag !== undefined && a.assetTag === b.assetTag),
  });
  fc.assert(
    fc.property(distinct, (assets) => {
      const devices = assets.map(({ device }) => device);
      const read = mergeAssets(readAssetsCsv(writeAssetsCsv(assets)), { devices });
      expect([...read.values()]).toEqual(assets);
    }),
  );
});

test('fails on an empty file', () => {
  expect(() => readAssetsCsv('')).toThrow(
    [
      '2 problems [design/several]',
      `- line 1 of the asset file: column 'device' is missing; begin the file with a header such as '${HEADER}' [assets/missing-column]`,
      `- line 1 of the asset file: column 'state' is missing; begin the file with a header such as '${HEADER}' [assets/missing-column]`,
    ].join('\n'),
  );
});

test.each([
  ['device,state,seriall', "column 'seriall' is unknown; did you mean 'serial'? [assets/unknown-column]"],
  [
    'device,state,colour',
    "column 'colour' is unknown; use the columns device, serial, asset_tag, bmc_mac, nic_ids, state, since, reason, history [assets/unknown-column]",
  ],
  ['device,state,state', "column 'state' stands there twice; keep one of them [assets/column-twice]"],
])('fails on the header %s', (header, problem) => {
  expect(() => readAssetsCsv(`${header}\n`)).toThrow(`line 1 of the asset file: ${problem}`);
});

test('fails on rows with too few or too many values', () => {
  expect(() => readAssetsCsv('device,state\na\nb,racked\nc,racked,x\n')).toThrow(
    [
      '2 problems [design/several]',
      '- line 2 of the asset file has 1 values under 2 columns; give each column one value, which may be empty [assets/bad-row]',
      '- line 4 of the asset file has 3 values under 2 columns; give each column one value, which may be empty [assets/bad-row]',
    ].join('\n'),
  );
});

test.each(['"leaf-01,racked', 'leaf"-01,racked', '"leaf"-01,racked'])('fails on the quotes of %s', (line) => {
  expect(() => readAssetsCsv(`device,state\n${line}\n`)).toThrow(
    'line 2 of the asset file is not CSV: a quote is not closed, or stands within a value; put the whole value in quotes, and write a quote inside it twice [assets/bad-csv]',
  );
});
