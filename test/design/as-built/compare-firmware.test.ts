import {
  compareFirmware,
  type FirmwareReading,
  type FirmwareRule,
  readFirmware,
} from '../../../src/design/as-built/compare-firmware';
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
