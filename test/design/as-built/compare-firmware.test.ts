import {
  compareFirmware,
  type FirmwareReading,
  type FirmwareRule,
  nodesFirmware,
  nodesInfoLines,
  readFirmware,
} from '../../../src/design/as-built/compare-firmware';
import { readLines } from '../../../src/design/as-built/tool-text';
import { SMALL, siteOf } from '../../report/site-fixture';

const SITE = siteOf(SMALL);

describe('what tools tell of firmware', () => {
  test('nvidia-smi -q -x: the driver, and a VBIOS a GPU', () => {
    const text = [
      '<nvidia_smi_log>',
      '<driver_version>570.124.06</driver_version>',
      '<gpu id="00000000:1B:00.0"><vbios_version>97.00.82.00.1B</vbios_version></gpu>',
      '<gpu id="00000000:2B:00.0"><vbios_version>N/A</vbios_version></gpu>',
      '</nvidia_smi_log>',
    ].join('\r\n');
    expect(readFirmware(text)).toEqual([
      { component: 'driver', version: '570.124.06' },
      { component: 'vbios', version: '97.00.82.00.1B', part: '00000000:1B:00.0' },
      { component: 'vbios', part: '00000000:2B:00.0' },
    ]);
  });

  test('nvidia-smi -q: a GPU without a line for its VBIOS has none', () => {
    const text = [
      '==============NVSMI LOG==============',
      'Driver Version      : 570.124.06',
      'GPU 00000000:1B:00.0',
      '    VBIOS Version   : 97.00.82.00.1B',
      'GPU 00000000:2B:00.0',
      '    Product Name    : NVIDIA B200',
    ].join('\n');
    expect(readFirmware(text)?.slice(1)).toEqual([
      { component: 'vbios', version: '97.00.82.00.1B', part: '00000000:1B:00.0' },
      { component: 'vbios', part: '00000000:2B:00.0' },
    ]);
  });

  test('the table of NVOS, by its columns', () => {
    const text = [
      'Name   Actual FW           Part Number         FW Source',
      '-----  ------------------  ------------------  ---------',
      'ASIC   35_2014_0402        920-1               default',
      'FPGA   N/A                 N/A                 N/A',
    ].join('\n');
    expect(readFirmware(text)).toEqual([{ component: 'ASIC', version: '35_2014_0402' }, { component: 'FPGA' }]);
  });

  test('Redfish: an expanded collection, and resources one after another', () => {
    const of = (Id: string, Version: string | null): object => ({
      '@odata.type': '#SoftwareInventory.v1_4_0.SoftwareInventory',
      Id,
      Version,
    });
    const members = [of('HGX_FW_BMC_0', 'HGX-22.10-1'), of('HGX_FW_CPLD_0', null)];
    const expected = [{ component: 'HGX_FW_BMC_0', version: 'HGX-22.10-1' }, { component: 'HGX_FW_CPLD_0' }];
    const type = '#SoftwareInventoryCollection.SoftwareInventoryCollection';
    expect(readFirmware(JSON.stringify({ '@odata.type': type, Members: members }))).toEqual(expected);
    expect(readFirmware(members.map((each) => JSON.stringify(each)).join('\n'))).toEqual(expected);
    // Links alone tell of no version.
    expect(readFirmware(JSON.stringify({ '@odata.type': type, Members: [{ '@odata.id': '/x' }] }))).toBeUndefined();
  });

  test('nvfwupd show_version -j', () => {
    const parts = [{ 'AP Name': 'CX7_0', 'Sys Version': '28.42.1000', 'Pkg Version': 'N/A' }];
    expect(readFirmware(JSON.stringify({ 'System Model': 'DGXH100', 'Firmware Devices': parts }))).toEqual([
      { component: 'CX7_0', version: '28.42.1000' },
    ]);
  });

  test('a note tells of nothing', () => {
    expect(readFirmware('to do\n')).toBeUndefined();
  });
});

describe('firmware against its baseline', () => {
  const vbios = (count: number, version = 'new'): FirmwareReading[] =>
    Array.from({ length: count }, (_, index) => ({ component: 'vbios', version, part: String(index) }));
  const compare = (rules: readonly FirmwareRule[], readings: readonly FirmwareReading[], device = 'haein-001') =>
    compareFirmware(SITE, rules, [{ device, readings }]).findings.filter((each) => each.device === device);
  const NEW: FirmwareRule = { of: 'dgx-b200', component: 'VBIOS', versions: ['new', 'newer'] };

  test('holds where every GPU of the plan is read and runs a version of it', () => {
    expect(compare([NEW], [...vbios(7), { component: 'vbios', version: 'newer', part: '7' }])).toEqual([]);
  });

  test('fails for one GPU with another version', () => {
    expect(compare([NEW], [...vbios(7), { component: 'vbios', version: 'old', part: '7' }])).toMatchObject([
      { kind: 'other', found: 'old', parts: ['7'] },
    ]);
  });

  test('is not known where a GPU of the plan was not read', () => {
    expect(compare([NEW], vbios(7))).toMatchObject([{ kind: 'not-read', read: { parts: 7, of: 8 } }]);
  });

  test('is not known where a version is absent', () => {
    expect(compare([NEW], [...vbios(8), { component: 'vbios', part: '8' }])).toMatchObject([
      { kind: 'not-read', parts: ['8'], read: { parts: 8, of: 9 } },
    ]);
  });

  test('a line of a model goes before one of its kind', () => {
    const old: FirmwareRule = { of: 'system', component: 'vbios', versions: ['old'] };
    expect(compare([NEW, old], vbios(8))).toEqual([]);
  });

  test('a star stands for a number', () => {
    const rule: FirmwareRule = { of: 'system', component: 'HGX_FW_GPU_SXM_*', versions: ['new'] };
    const read = ['HGX_FW_GPU_SXM_1', 'HGX_FW_GPU_SXM_2', 'HGX_FW_GPU_SXM_X'];
    const found = compare(
      [rule],
      read.map((component, index) => ({ component, version: index === 0 ? 'new' : 'old' })),
    );
    expect(found).toMatchObject([{ kind: 'other', found: 'old', parts: ['HGX_FW_GPU_SXM_2'] }]);
  });

  test('a device that the site has not is told', () => {
    expect(compare([NEW], vbios(8), 'haein-999')).toEqual([{ kind: 'extra', device: 'haein-999' }]);
  });
});

test('ibdiagnet2.db_csv: firmware of each switch and adapter, and a node of which it tells none is not read', () => {
  const [first] = SITE.devices.filter(({ kind }) => kind === 'system');
  const [leaf] = SITE.fabrics[0]?.plan.switches ?? [];
  const [host, switchName] = [first?.name ?? '', leaf?.name ?? ''];
  const text = [
    'START_NODES',
    'NodeDesc,NumPorts,NodeType,NodeGUID',
    `"MF0;${switchName}:MQM9700/U1",65,2,0x0a`,
    `"${host} mlx5_0",1,1,0x0b`,
    `"${host} mlx5_1",1,1,0x0c`,
    '"another-1 mlx5_0",1,1,0x0d',
    'END_NODES',
    'START_NODES_INFO',
    'NodeGUID,FWInfo_SubMinor,FWInfo_Minor,FWInfo_Major,FWInfo_PSID,FWInfo_Extended_Major,FWInfo_Extended_Minor,FWInfo_Extended_SubMinor',
    '0x0a,0xc4,0xdc,0x1f,MT_1,0x1f,0x7dc,0xfc4',
    '0x0b,0x06,0x2b,0x1c,MT_2,0x0,0x0,0x0',
    '0x0d,0x06,0x2b,0x1c,MT_2,0x0,0x0,0x0',
    'END_NODES_INFO',
  ];
  const nodes = readLines(nodesInfoLines(), text);
  expect(nodes.map(({ name, version }) => [name, version])).toEqual([
    [`MF0;${switchName}:MQM9700/U1`, '31.2012.4036'],
    [`${host} mlx5_0`, '28.43.0006'],
    [`${host} mlx5_1`, undefined],
    ['another-1 mlx5_0', '28.43.0006'],
  ]);
  const read = nodesFirmware(nodes, {}, SITE);
  expect(read.map(({ device }) => device)).toEqual([switchName, host, host]);
  const rules = [
    { of: leaf?.model.id ?? '', component: 'firmware', versions: ['31.2012.4036'] },
    { of: first?.model ?? '', component: 'firmware', versions: ['28.43.0006'] },
  ];
  const { findings, counts } = compareFirmware(SITE, rules, read);
  expect(findings.find(({ device }) => device === switchName)).toBeUndefined();
  expect(findings.find(({ device }) => device === host)).toMatchObject({ kind: 'not-read', parts: [`${host} mlx5_1`] });
  expect(counts.notJudged).toBe(0);
});

test('ibdiagnet2.db_csv without NODES_INFO tells no firmware', () => {
  expect(readLines(nodesInfoLines(), ['START_NODES', 'NodeDesc,NodeGUID', 'a,0x1', 'END_NODES'])).toEqual([]);
});
