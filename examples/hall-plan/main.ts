import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  FloorLoad,
  GpuCluster,
  Hall,
  InfinibandFabric,
  Length,
  Mass,
  Power,
  PowerZone,
  Rack,
  Row,
  Site,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

/** Two scalable units in mirrored rows around a row of switches, in a hall that is measured out. */
export function hallPlan(app: App): Site {
  const stack = new TerraformStack(app, 'hall-plan');
  new LocalBackend(stack, { path: '../../../terraform.hall-plan.tfstate' });
  const site = new Site(stack, 'hall-plan', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const hall = new Hall(site, 'hall-1', {
    rack: {
      model: '48 U rack',
      units: 48,
      power: Power.kilowatts(44),
      maxLoad: Mass.kilograms(1_500),
      // Body and clearances: of the rack that is bought.
      weight: Mass.kilograms(170),
      width: Length.millimetres(600),
      depth: Length.millimetres(1_200),
      height: Length.millimetres(2_300),
      frontClearance: Length.millimetres(1_200),
      rearClearance: Length.millimetres(900),
    },
    rowPitch: Length.millimetres(2_400),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
    // Room, floor and door: of the building.
    width: Length.metres(9),
    depth: Length.metres(9),
    floorLimit: FloorLoad.kilonewtonsPerSquareMetre(12),
    doorHeight: Length.metres(2.4),
    placement: 'symmetric',
  });
  const left = new Row(hall, 'A', { racks: 14, accepts: ['system'], facing: 'back' });
  const middle = new Row(hall, 'N', { racks: 6, accepts: ['switch', 'ufm'], facing: 'front' });
  const right = new Row(hall, 'B', { racks: 14, accepts: ['system'], facing: 'back', at: Length.millimetres(4_500) });
  new Rack(left, 'A07', { blockedBy: 'a column' });
  new Rack(right, 'B14', { reservedFor: 'gpu/su-02' });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(1_400),
    rows: [left, middle, right].map(({ fullName }) => fullName),
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(zone, 'gpu', { system: systems.DGX_B200, count: 64 });
  new InfinibandFabric(site, 'compute', {
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  hallPlan(app);
  app.synth();
}
