import * as fc from 'fast-check';

import { historyText, isAllowedStep, NEXT_STATES, parseHistory } from '../../../src/design/assets/asset';
import { changeState } from '../../../src/design/assets/asset';
import { mergeAssets } from '../../../src/design/assets/merge-assets';
import { checkMarks, replaceHardware } from '../../../src/design/assets/replace-hardware';
import { readAssetsCsv, writeAssetsCsv } from '../../../src/export/assets/asset-csv';
import { type Asset, ASSET_STATES, type AssetRecord } from '../../../src/model/asset';

const NODE: Asset = {
  device: 'gpu-001',
  serial: 'S1',
  nicIds: ['0c42a10000000001', '0c42a10000000002'],
  state: 'in-service',
  since: '2025-09-01',
};

function record(text: Partial<AssetRecord>): AssetRecord {
  const empty = { serial: '', assetTag: '', bmcMac: '', nicIds: '', since: '' };
  return { line: 2, device: 'gpu-001', state: 'in-service', ...empty, ...text };
}

test('every state can be left, and none leads to itself', () => {
  for (const state of ASSET_STATES) {
    expect(NEXT_STATES[state].length).toBeGreaterThan(0);
    expect(isAllowedStep(state, state)).toBe(false);
  }
});

test('any walk along allowed steps is kept, written and read again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (choices) => {
      let asset: Asset = { device: 'gpu-001', serial: 'S1', state: 'planned' };
      choices.forEach((choice, index) => {
        const next = NEXT_STATES[asset.state];
        const state = next[choice % next.length] ?? 'planned';
        asset = changeState(asset, { state, day: `2026-01-${String(index + 1).padStart(2, '0')}` });
      });
      const read = mergeAssets(readAssetsCsv(writeAssetsCsv([asset])), { devices: ['gpu-001'] });
      expect(read.get('gpu-001')).toEqual(asset);
    }),
  );
});

test('a file without the columns of a history is written as before', () => {
  expect(writeAssetsCsv([NODE]).split('\n')[0]).toBe('device,serial,asset_tag,bmc_mac,nic_ids,state,since');
  expect(writeAssetsCsv([changeState(NODE, { state: 'drained', day: '2026-11-20', reason: 'memory' })])).toBe(
    'device,serial,asset_tag,bmc_mac,nic_ids,state,since,reason,history\n' +
      'gpu-001,S1,,,0c42a10000000001 0c42a10000000002,drained,2026-11-20,memory,' +
      '2025-09-01 in-service S1; 2026-11-20 drained S1 (memory)\n',
  );
});

test('a history is read as it is written', () => {
  const text = '- delivered; 2026-03-01 racked S1; 2026-03-01 cabled S1 (by night)';
  const events = parseHistory(text);
  expect(typeof events === 'string' ? events : historyText(events)).toBe(text);
});

describe('an asset file', () => {
  const merge =
    (history: string, state = 'in-service') =>
    (): unknown =>
      mergeAssets([record({ history, state })], { devices: ['gpu-001'] });
  const remedy =
    "write 'history' as '2026-03-01 delivered S1; 2026-03-09 racked S1', or leave it to 'aifactory state' and 'aifactory replace' [assets/bad-history]";

  test.each([
    ['yesterday', "history 'yesterday' has no day and state"],
    ['2026-02-30 racked', "history '2026-02-30 racked': '2026-02-30' is no day of the calendar"],
    ['2026-03-02 cabled; 2026-03-01 accepted', 'history goes back from 2026-03-02 to 2026-03-01'],
    [
      '2026-03-02 planned; 2026-03-03 in-service',
      "history goes from 'planned' to 'in-service', and ordered, delivered may follow",
    ],
    ['2026-03-02 failed', "history ends with 'failed', and the state is 'in-service'"],
  ])('fails on the history %s', (history, problem) => {
    expect(merge(history)).toThrow(`line 2 of the asset file: ${problem}; ${remedy}`);
  });

  test('fails on 1,000,000 lines of another site with the first hundred and their number', () => {
    const records = Array.from({ length: 1_000_000 }, (_, index) =>
      record({ line: index + 2, device: `gpu-${index}` }),
    );
    const act = (): unknown => mergeAssets(records, { devices: ['leaf-01'] });
    expect(act).toThrow(
      "line 101 of the asset file: the site has no device 'gpu-99'; name a device of the site, or delete the line [assets/unknown-device]\n" +
        '- the asset file has 999900 further problems; correct the first ones and read it again, or give the file of this site [assets/more-errors]',
    );
  });
});

describe('changeState', () => {
  test.each([
    [
      { state: 'accepted', day: '2026-11-20' },
      "'gpu-001' is 'in-service' and cannot become 'accepted'; let it become one of drained, failed [assets/bad-step]",
    ],
    [
      { state: 'drained', day: '20-11-2026' },
      "'gpu-001': '20-11-2026' is no day of the calendar; write the day as YYYY-MM-DD [assets/bad-date]",
    ],
    [
      { state: 'drained', day: '2025-08-31' },
      "'gpu-001': 2025-08-31 lies before 2025-09-01, the last day that the asset file knows of it; give the day on which it was done, or correct the file [assets/bad-date]",
    ],
    [
      { state: 'drained', day: '2026-11-20', reason: 'a "b"' },
      `'gpu-001': the reason 'a "b"' is empty or has quotes, brackets, a semicolon, a backslash or a line end; give it in plain words [assets/bad-reason]`,
    ],
  ] as const)('fails on %j', (change, message) => {
    expect(() => changeState(NODE, change)).toThrow(message);
  });
});

describe('replaceHardware', () => {
  const PORTS = ['ib0', 'ib1'];

  test.each([
    [
      { part: 'device', day: '2026-11-20' },
      "- 'gpu-001': the new hardware has no serial number; give '--serial' [assets/ids-missing]\n- 'gpu-001': the adapters of the old hardware have 2 ids; give '--guid' or '--mac' for each, or '--keep nics' where they moved over [assets/ids-missing]",
    ],
    [
      { part: 'device', day: '2026-11-20', serial: 'S2', ids: ['0c42a10000000009'] },
      "'gpu-001': there are 1 ids for 2 ports; give one for each of ib0, ib1 [assets/ids-missing]",
    ],
    [
      { part: 'device', day: '2026-11-20', serial: 'S 2', keep: ['nics'] },
      "'gpu-001': 'S 2' is no serial number; write it without spaces, commas, quotes, brackets and semicolons [assets/bad-serial]",
    ],
    [
      { part: 'device', day: '2026-11-20', serial: 'S2', keep: ['nics'], state: 'retired' },
      "'gpu-001': new hardware cannot be 'retired'; let it be one of delivered, racked, cabled, accepted, in-service, drained [assets/bad-step]",
    ],
    [
      { part: 'nic', day: '2026-11-20', ports: ['ib0'], ids: [] },
      "'gpu-001': an adapter is replaced, with 0 ids for 1 ports; give '--port' and '--guid' or '--mac', one id a port [assets/ids-missing]",
    ],
    [
      { part: 'nic', day: '2026-11-20', ports: ['ib2'], ids: ['0c42a10000000009'] },
      "'gpu-001' has no port 'ib2'; use one of ib0, ib1 [assets/unknown-port]",
    ],
  ] as const)('fails on %j', (replacement, message) => {
    expect(() => replaceHardware(NODE, PORTS, replacement)).toThrow(message);
  });

  test('fails where nothing stands', () => {
    const act = (): unknown =>
      replaceHardware({ device: 'gpu-001', state: 'ordered' }, PORTS, {
        part: 'device',
        day: '2026-11-20',
        serial: 'S',
      });
    expect(act).toThrow(
      "'gpu-001' is 'ordered': no hardware stands there that could be replaced; set its state first with 'aifactory state', and its serial number in the asset file [assets/nothing-to-replace]",
    );
  });
});

describe('hardware that is replaced', () => {
  const [OLD, NEW] = ['0c42a10000000001', '0c42a10000000009'];
  const DAY = { day: '2026-11-20' } as const;

  test.each<[string, Partial<Asset>, Omit<Parameters<typeof replaceHardware>[2], 'day'>, Partial<Asset>]>([
    [
      'keeps its adapters where they moved over',
      {},
      { part: 'device', serial: 'S2', keep: ['nics'] },
      { serial: 'S2', nicIds: NODE.nicIds!, state: 'cabled' },
    ],
    [
      'has the ids that are given',
      {},
      { part: 'device', serial: 'S2', ids: [NEW, 'AA:BB:CC:00:11:22'] },
      { nicIds: [NEW, 'aa:bb:cc:00:11:22'] },
    ],
    [
      'has an id a port where the old one had none',
      { nicIds: [] },
      { part: 'device', serial: 'S2', ids: [NEW, OLD] },
      { nicIds: [NEW, OLD] },
    ],
    [
      'keeps its BMC where it moved over',
      { bmcMac: 'aa:bb:cc:00:11:22' },
      { part: 'device', serial: 'S2', keep: ['nics', 'bmc'] },
      { bmcMac: 'aa:bb:cc:00:11:22' },
    ],
    [
      'has another BMC',
      { bmcMac: 'aa:bb:cc:00:11:22' },
      { part: 'device', serial: 'S2', keep: ['nics'], bmcMac: 'AA-BB-CC-00-11-33' },
      { bmcMac: 'aa:bb:cc:00:11:33' },
    ],
    [
      'takes the id of one port of an adapter',
      {},
      { part: 'nic', ports: ['ib1'], ids: [NEW] },
      { nicIds: [OLD, NEW], serial: 'S1', state: 'in-service' },
    ],
    [
      'may be an adapter with the serial of the device',
      {},
      { part: 'nic', ports: ['ib0'], ids: [NEW], serial: 'S1' },
      { serial: 'S1' },
    ],
    ['may be a cable', {}, { part: 'cable', cable: 'compute/gpu-001:ib0' }, { serial: 'S1', nicIds: NODE.nicIds! }],
  ])('%s', (_, parts, replacement, expected) => {
    expect(replaceHardware({ ...NODE, ...parts }, ['ib0', 'ib1'], { ...DAY, ...replacement })).toMatchObject(expected);
  });

  test.each<[Partial<Asset>, Omit<Parameters<typeof replaceHardware>[2], 'day'>, string]>([
    [{}, { part: 'device', serial: 'S1', keep: ['nics'] }, "'gpu-001' has the serial number 'S1' already"],
    [{}, { part: 'device', serial: 'S2', ids: [NEW, 'xyz'] }, "'gpu-001': 'xyz' is neither a GUID nor a MAC address"],
    [{}, { part: 'nic', ports: ['ib0'], ids: ['xyz'] }, "'gpu-001': 'xyz' is neither a GUID nor a MAC address"],
    [{}, { part: 'device', serial: 'S2', keep: ['nics'], bmcMac: 'xyz' }, "'gpu-001': BMC MAC 'xyz' is no MAC address"],
    [
      { bmcMac: 'aa:bb:cc:00:11:22' },
      { part: 'device', serial: 'S2', keep: ['nics'] },
      "'gpu-001': the BMC of the old hardware has a MAC",
    ],
    [
      {},
      { part: 'device', serial: 'S2', keep: ['nics'], state: 'failed' },
      "'gpu-001': new hardware cannot be 'failed'",
    ],
    [
      {},
      { part: 'device', serial: 'S2', keep: ['nics'], state: 'planned' },
      "'gpu-001': new hardware cannot be 'planned'",
    ],
    [{}, { part: 'nic', ports: ['ib0', 'ib1'], ids: [NEW] }, 'an adapter is replaced, with 1 ids for 2 ports'],
    [{ nicIds: [OLD] }, { part: 'nic', ports: ['ib1'], ids: [NEW] }, "the asset file has no id for port 'ib1'"],
    [{}, { part: 'cable', cable: 'c', serial: 'a b' }, "'gpu-001': 'a b' is no serial number"],
  ])('%j by %j fails', (parts, replacement, message) => {
    expect(() => replaceHardware({ ...NODE, ...parts }, ['ib0', 'ib1'], { ...DAY, ...replacement })).toThrow(message);
  });

  test('has its history: what it was, and what took its place', () => {
    const noteOf = (asset: Asset, replacement: Omit<Parameters<typeof replaceHardware>[2], 'day'>): unknown =>
      replaceHardware(asset, ['ib0', 'ib1'], { ...DAY, ...replacement }).history?.at(-1);
    const device = { part: 'device', serial: 'S2', keep: ['nics'] } as const;
    expect(noteOf(NODE, device)).toEqual({ ...DAY, state: 'cabled', serial: 'S2', note: 'replaces S1' });
    const unmarked: Asset = { device: 'gpu-001', state: 'in-service', nicIds: NODE.nicIds! };
    expect(noteOf(unmarked, device)).toEqual({ ...DAY, state: 'cabled', serial: 'S2', note: 'replaced' });
    const here = { ...DAY, state: 'in-service', serial: 'S1' };
    expect(noteOf(NODE, { part: 'nic', ports: ['ib0'], ids: [NEW] })).toEqual({
      ...here,
      note: `nic: ib0 ${OLD} to ${NEW}`,
    });
    expect(noteOf(NODE, { part: 'nic', serial: 'N', ports: ['ib0'], ids: [NEW] })).toEqual({
      ...here,
      note: `nic N: ib0 ${OLD} to ${NEW}`,
    });
    expect(noteOf(NODE, { part: 'cable', cable: 'c' })).toEqual({ ...here, note: 'cable c replaced' });
    expect(noteOf(NODE, { part: 'cable', cable: 'c', serial: 'K' })).toEqual({
      ...here,
      note: 'cable c replaced by K',
    });
  });

  test.each<[Partial<Asset>, string | undefined]>([
    [{}, undefined],
    [{ serial: 'S1' }, "serial number 'S1' would stand at 'gpu-001' and 'gpu-002'"],
    [{ assetTag: 'T1' }, "asset tag 'T1' would stand at 'gpu-001' and 'gpu-002'"],
    [{ bmcMac: OLD }, `GUID or MAC '${OLD}' would stand at 'gpu-001' and 'gpu-002'`],
    [{ nicIds: [NEW, OLD] }, `GUID or MAC '${OLD}' would stand at 'gpu-001' and 'gpu-002'`],
    [{ device: 'gpu-001', serial: 'S1', nicIds: [OLD] }, undefined],
  ])('has no mark of another device: %j', (other, message) => {
    const own = { ...NODE, assetTag: 'T1' };
    const act = (): void => checkMarks(own, [own, { device: 'gpu-002', state: 'racked', ...other }]);
    if (message === undefined) expect(act).not.toThrow();
    else expect(act).toThrow(message);
  });

  test('has no mark twice, and marks that nobody has are none', () => {
    expect(() => checkMarks({ ...NODE, bmcMac: OLD }, [])).toThrow(
      `GUID or MAC '${OLD}' would stand at 'gpu-001' twice`,
    );
    expect(() => checkMarks({ device: 'a', state: 'racked' }, [{ device: 'b', state: 'racked' }])).not.toThrow();
  });
});
