import type { Asset } from '../../../src/model/asset';
import type { DeviceInput, RackPlan } from '../../../src/model/placement-plan';
import { rackInput } from '../../../src/targets/embedded/embedded-inventory';

const rack: RackPlan = {
  name: 'A01',
  hall: 'hall-1',
  row: 'A',
  number: 1,
  zone: 'zone-a',
  xMillimetres: 0,
  yMillimetres: 0,
  limits: { model: '48 U rack', heightU: 48, budgetWatts: 44_000 },
  devices: [
    { name: 'gpu-001', u: 1, heightU: 10 },
    { name: 'leaf-1', u: 48, heightU: 1 },
  ],
  usedU: 11,
  loadWatts: 16_000,
  weightGrams: 150_000,
};

const devices = new Map<string, DeviceInput>([
  [
    'gpu-001',
    {
      name: 'gpu-001',
      kind: 'system',
      model: 'dgx-b200',
      unit: 'gpu/su-01',
      heightU: 10,
      maxWatts: 14_300,
      path: 'stack/gpu',
    },
  ],
]);

test('a rack says where it stands, what it draws and what is in it', () => {
  expect(rackInput(rack, devices, new Map())).toEqual({
    hall: 'hall-1',
    row: 'A',
    rack: 'A01',
    zone: 'zone-a',
    load: '16 kW of 44 kW',
    units: '11 of 48 U',
    devices: { 'gpu-001': 'U1-U10, dgx-b200, planned', 'leaf-1': 'U48, unknown, planned' },
  });
});

test('a device of the asset file stands with its state, serial and tag', () => {
  const asset: Asset = { device: 'gpu-001', state: 'in-service', serial: 'S1', assetTag: 'T9' };
  const lines = rackInput(rack, devices, new Map([['gpu-001', asset]]))['devices'];
  expect(lines).toMatchObject({ 'gpu-001': 'U1-U10, dgx-b200, in-service, serial S1, tag T9' });
});
