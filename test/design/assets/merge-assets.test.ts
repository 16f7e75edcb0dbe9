import { mergeAssets } from '../../../src/design/assets/merge-assets';
import type { AssetRecord } from '../../../src/model/asset';

const devices = ['haein-01', 'haein-02', 'leaf-01'];

const record = (line: number, values: Partial<AssetRecord>): AssetRecord => ({
  line,
  device: '',
  serial: '',
  assetTag: '',
  bmcMac: '',
  nicIds: '',
  state: 'racked',
  since: '',
  ...values,
});

const merge = (...records: AssetRecord[]): ReturnType<typeof mergeAssets> => mergeAssets(records, { devices });

test('a device that no record names is planned', () => {
  expect([...merge()]).toEqual(devices.map((device) => [device, { device, state: 'planned' }]));
});

test('a record fills its device, with ids in one spelling', () => {
  const assets = merge(
    record(2, {
      device: 'haein-02',
      serial: 'SN-1',
      assetTag: 'T-1',
      bmcMac: 'AA-BB-CC-00-11-22',
      nicIds: '0x0C42A10300123456  aa:bb:cc:00:11:23',
      state: 'in-service',
      since: '2028-02-29',
    }),
  );
  expect(assets.get('haein-02')).toEqual({
    device: 'haein-02',
    serial: 'SN-1',
    assetTag: 'T-1',
    bmcMac: 'aa:bb:cc:00:11:22',
    nicIds: ['0c42a10300123456', 'aa:bb:cc:00:11:23'],
    state: 'in-service',
    since: '2028-02-29',
  });
  expect([...assets.keys()]).toEqual(devices);
});

test.each<[Partial<AssetRecord>, string]>([
  [{}, "the device is missing; fill the column 'device' [assets/no-device]"],
  [{ device: 'haein-03' }, "the site has no device 'haein-03'; did you mean 'haein-01'? [assets/unknown-device]"],
  [
    { device: 'x' },
    "the site has no device 'x'; name a device of the site, or delete the line [assets/unknown-device]",
  ],
  [
    { device: 'leaf-01', state: 'Racked' },
    "state 'Racked' is unknown; use one of planned, ordered, delivered, racked, cabled, accepted, in-service, drained, failed, retired [assets/bad-state]",
  ],
  [
    { device: 'leaf-01', bmcMac: 'aa:bb-cc:00:11:22' },
    "BMC MAC 'aa:bb-cc:00:11:22' is no MAC address; write it as 'aa:bb:cc:00:11:22' [assets/bad-mac]",
  ],
  [
    { device: 'leaf-01', nicIds: '0c42a1030012345' },
    "NIC id '0c42a1030012345' is neither a GUID nor a MAC address; write a GUID as 16 hex digits, a MAC as 'aa:bb:cc:00:11:22', with spaces between them [assets/bad-guid]",
  ],
  ...['2026-02-29', '2026-13-01', '2026-04-31', '26-01-01', '2026-1-1', 'soon'].map(
    (since): [Partial<AssetRecord>, string] => [
      { device: 'leaf-01', since },
      `'${since}' is no day of the calendar; write 'since' as YYYY-MM-DD [assets/bad-date]`,
    ],
  ),
])('fails on %j', (values, problem) => {
  expect(() => merge(record(7, values))).toThrow(`line 7 of the asset file: ${problem}`);
});

test.each([
  [
    { serial: 'a\u0000b' },
    "line 7 of the asset file, 'serial': 'a\\u0000b' holds \\u0000, which is no character of a text; take it out: files and programs would drop it or stop there [names/bad-text]",
  ],
  [
    { assetTag: 'a\ud800' },
    "line 7 of the asset file, 'asset_tag': 'a\\ud800' holds \\ud800, which is no character of a text; take it out: files and programs would drop it or stop there [names/bad-text]",
  ],
  [
    { reason: '\u001b[31mred' },
    "line 7 of the asset file, 'reason': '\\u001b[31mred' holds \\u001b, which is no character of a text; take it out: files and programs would drop it or stop there [names/bad-text]",
  ],
  [
    { serial: 'x'.repeat(3_000) },
    `line 7 of the asset file, 'serial': '${'x'.repeat(40)}… (3000 characters)' has 3000 characters; shorten it: 1000 at most [names/text-too-long]`,
  ],
])('fails on text that no file takes: %j', (values, message) => {
  let error: unknown;
  try {
    merge(record(7, { device: 'leaf-01', ...values }));
  } catch (caught) {
    error = caught;
  }
  expect((error as Error | undefined)?.message).toBe(message);
});

test.each([
  [{ device: 'leaf-01' }, "device 'leaf-01' stands in line 2 too; keep one of the two lines [assets/device-twice]"],
  [
    { serial: 'S' },
    "serial 'S' stands in line 2 too; correct the serial in one of the two lines [assets/serial-twice]",
  ],
  [
    { assetTag: 'T' },
    "asset tag 'T' stands in line 2 too; correct the asset tag in one of the two lines [assets/asset-tag-twice]",
  ],
  [
    { bmcMac: 'AA:BB:CC:00:11:22' },
    "MAC 'aa:bb:cc:00:11:22' stands in line 2 too; correct the MAC in one of the two lines [assets/id-twice]",
  ],
  [
    { nicIds: '0x0c42a10300123456' },
    "GUID '0c42a10300123456' stands in line 2 too; correct the GUID in one of the two lines [assets/id-twice]",
  ],
])('fails where two lines have %j', (values, problem) => {
  const first = {
    device: 'leaf-01',
    serial: 'S',
    assetTag: 'T',
    bmcMac: 'aa-bb-cc-00-11-22',
    nicIds: '0C42A10300123456',
  };
  expect(() => merge(record(2, first), record(3, { device: 'haein-01', ...values }))).toThrow(
    `line 3 of the asset file: ${problem}`,
  );
});

test('fails with all faults at once', () => {
  const faulty = [record(2, { device: 'leaf-1', state: '' }), record(3, { device: 'haein-01', since: 'never' })];
  expect(() => merge(...faulty)).toThrow(
    [
      '3 problems [design/several]',
      "- line 2 of the asset file: the site has no device 'leaf-1'; did you mean 'leaf-01'? [assets/unknown-device]",
      "- line 2 of the asset file: state '' is unknown; use one of planned, ordered, delivered, racked, cabled, accepted, in-service, drained, failed, retired [assets/bad-state]",
      "- line 3 of the asset file: 'never' is no day of the calendar; write 'since' as YYYY-MM-DD [assets/bad-date]",
    ].join('\n'),
  );
});

test('of a row that belongs to no device nothing but that is told', () => {
  const stranger = { device: 'stranger', serial: 'SN-1' };
  const act = (): unknown =>
    merge(record(2, { device: 'leaf-01', serial: 'SN-1' }), record(3, stranger), record(4, stranger));
  let message = '';
  try {
    act();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').map((line) => /\[(.*)\]$/.exec(line)?.[1])).toEqual([
    'design/several',
    'assets/unknown-device',
    'assets/unknown-device',
  ]);
});
