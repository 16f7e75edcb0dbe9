import { compareAssets, type AssetReport } from '../../../src/design/as-built/compare-assets';
import type { Asset, AssetRecord } from '../../../src/model/asset';
import type { SitePlan } from '../../../src/model/site-plan';
import { tinyPlacement } from '../cabling/tiny-fabric';

const MARKED: Asset = {
  device: 'a-1',
  state: 'in-service',
  serial: 'S1',
  assetTag: 'T1',
  bmcMac: '0c:42:a1:00:00:01',
  nicIds: ['0c42a10000000001', '0c42a10000000002'],
};

function compare(assets: readonly Asset[], ...records: readonly Partial<AssetRecord>[]): AssetReport {
  const site = {
    devices: ['a-1', 'a-2', 'a-3'].map((name) => ({ name })),
    assets: new Map(assets.map((asset) => [asset.device, asset])),
    placement: tinyPlacement({ 'a-1': ['A01', 3], 'a-2': ['A02', 1] }),
  } as unknown as SitePlan;
  const empty = { state: '', serial: '', assetTag: '', bmcMac: '', nicIds: '', since: '' };
  return compareAssets(
    site,
    records.map((record, at): AssetRecord => ({ ...empty, line: at + 2, device: 'a-1', ...record })),
  );
}

/** The row of the list that says what the plan says. */
const ROW: Partial<AssetRecord> = {
  state: 'in-service',
  serial: 'S1',
  assetTag: 'T1',
  bmcMac: '0c:42:a1:00:00:01',
  nicIds: '0c42a10000000001 0c42a10000000002',
};

test('a list that says what the plan says has no finding', () => {
  expect(compare([MARKED], ROW)).toEqual({ counts: { devices: 1, alike: 1, differing: 0, extra: 0 }, findings: [] });
});

// Each column alone, and one that another row has.
test.each<[Partial<AssetRecord>, readonly [string, string | undefined, string | undefined] | undefined]>([
  [{ state: 'drained' }, ['state', 'in-service', 'drained']],
  [{ serial: 'S2' }, ['serial', 'S1', 'S2']],
  [{ serial: 's1' }, undefined],
  [{ assetTag: 't1' }, undefined],
  [{ assetTag: 'T2' }, ['asset_tag', 'T1', 'T2']],
  [{ assetTag: '' }, undefined],
  [{ bmcMac: '0c:42:a1:00:00:09' }, ['bmc_mac', '0c:42:a1:00:00:01', '0c:42:a1:00:00:09']],
  [{ nicIds: '0c42a10000000001' }, ['nic_ids', '0c42a10000000001 0c42a10000000002', '0c42a10000000001']],
])('of a row that has %j', (change, differing) => {
  const { findings, counts } = compare([MARKED], { ...ROW, ...change });
  expect(findings.map(({ kind, place, field, planned, found }) => [kind, place, field, planned, found])).toEqual(
    differing === undefined ? [] : [['differs', 'rack A01 U3', ...differing]],
  );
  expect(counts.alike).toBe(differing === undefined ? 1 : 0);
});

test('a column that no row fills is not compared, one that another row fills is', () => {
  const other: Asset = { device: 'a-2', state: 'racked', assetTag: 'T9' };
  const bare = { ...ROW, assetTag: '' };
  expect(compare([MARKED], bare).findings).toEqual([]);
  expect(compare([MARKED, other], bare, { device: 'a-2', state: 'racked', assetTag: 'T9' }).findings).toEqual([
    { kind: 'differs', device: 'a-1', place: 'rack A01 U3', field: 'asset_tag', planned: 'T1' },
  ]);
});

test('a serial that is a word for none is told in that word', () => {
  const [first] = compare([MARKED], { ...ROW, serial: 'N/A' }).findings;
  expect(first).toEqual({
    kind: 'differs',
    device: 'a-1',
    place: 'rack A01 U3',
    field: 'serial',
    planned: 'S1',
    foundText: 'N/A',
  });
});

test('devices that are there by the plan and that the list leaves out are missing, planned ones are not', () => {
  const assets: readonly Asset[] = [
    MARKED,
    { device: 'a-2', state: 'planned' },
    { device: 'a-3', state: 'planned', serial: 'S3' },
  ];
  const { findings, counts } = compare(assets, ROW);
  // One with a serial was delivered, whatever its state.
  expect(findings).toEqual([{ kind: 'missing', device: 'a-3', place: 'no rack' }]);
  expect(counts).toEqual({ devices: 2, alike: 1, differing: 1, extra: 0 });
});

test('a device of the list that the site has not is extra, once and by name', () => {
  const { findings, counts } = compare([MARKED], ROW, { device: 'z' }, { device: 'b' }, { device: 'b' });
  expect(findings).toEqual([
    { kind: 'extra', device: 'b' },
    { kind: 'extra', device: 'z' },
  ]);
  expect(counts).toEqual({ devices: 1, alike: 1, differing: 0, extra: 2 });
});

test('a device that the plan knows nothing of and the list names is judged', () => {
  expect(compare([], { state: 'racked', serial: 'S1' }).findings).toEqual([
    { kind: 'differs', device: 'a-1', place: 'rack A01 U3', field: 'state', found: 'racked' },
    { kind: 'differs', device: 'a-1', place: 'rack A01 U3', field: 'serial', found: 'S1' },
  ]);
});
