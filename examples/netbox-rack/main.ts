import { App, TerraformStack } from 'cdktf';
import {
  GpuCluster,
  InfinibandFabric,
  Inventory,
  Length,
  NetboxSharedObjects,
  Power,
  PowerZone,
  Site,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

/** One rack of two systems and a switch, registered in NetBox down to its cables; what all sites share in a stack of its own. */
export function netboxRack(app: App): Site {
  const reach = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };
  const sharedObjects = new NetboxSharedObjects(new TerraformStack(app, 'netbox-shared'), 'netbox', reach);
  const stack = new TerraformStack(app, 'netbox-rack');
  const rack = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };
  const [rowPitch, rackPitch, riser] = [Length.metres(3), Length.millimetres(600), Length.metres(1.5)];
  const site = new Site(stack, 'lab', {
    halls: [{ name: 'hall-1', rack, rowPitch, rackPitch, riser, rows: [{ name: 'A', racks: 1 }] }],
    addressPools: [],
    inventory: Inventory.netbox({ ...reach, sharedObjects }),
    cableSlack: Length.metres(1),
    lockFile: false,
  });
  const [system, model] = [systems.DGX_B200, switches.QM9700];
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(60),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  const gpu = new GpuCluster(zone, 'gpu', { system, count: 2 });
  new InfinibandFabric(site, 'compute', { hosts: [gpu], switch: model, switchPower: Power.watts(1_700) });
  return site;
}

if (require.main === module) {
  const app = new App();
  netboxRack(app);
  app.synth();
}
