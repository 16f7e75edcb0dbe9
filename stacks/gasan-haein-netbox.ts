import { App, TerraformStack } from 'cdktf';
import { Inventory, Mass, NetboxSharedObjects } from 'cdktf-ai-factory';
import { haeinIn } from './gasan-haein';

/**
 * Haein registered in NetBox: the same site as `gasan-haein`, with interfaces, addresses, power and every cable, in stacks by row; what belongs to all
 * of NetBox in a stack of its own, which Ulsan can share.
 *
 * Figures of racks and feeds are those of this example, to be replaced by the operator's.
 */
export function gasanHaeinNetbox(app: App): TerraformStack {
  const reach = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };
  const backend = { kind: 's3', bucket: 'haein-terraform', region: 'ap-northeast-2' } as const;
  const sharedObjects = new NetboxSharedObjects(new TerraformStack(app, 'netbox-shared'), 'netbox', {
    ...reach,
    backend,
  });
  const inventory = Inventory.netbox({
    ...reach,
    sharedObjects,
    siteName: '가산 AI 데이터센터',
    region: '서울',
    slugs: { 서울: 'seoul' },
    rackTypes: {
      '48 U rack': {
        manufacturer: 'the rack supplier',
        formFactor: '4-post-cabinet',
        width: 19,
        weight: Mass.kilograms(180),
      },
    },
    power: {
      voltage: 400,
      amperage: 63,
      phase: 'three-phase',
      supply: 'ac',
      pdu: { manufacturer: 'the PDU supplier', model: 'rack PDU 63 A', inletType: 'iec-60309-3p-n-e-6h' },
    },
    rowsByRack: ['hall-1/N'],
    backend,
    isProduction: true,
    csvByteOrderMark: true,
  });
  return haeinIn(new TerraformStack(app, 'gasan-haein-netbox'), inventory);
}

if (require.main === module) {
  const app = new App();
  gasanHaeinNetbox(app);
  app.synth();
}
