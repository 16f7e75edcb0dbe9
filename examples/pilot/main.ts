import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GpuCluster, InfinibandFabric, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

/** One scalable unit of 32 systems in one row. */
export function pilot(app: App): Site {
  const stack = new TerraformStack(app, 'pilot');
  new LocalBackend(stack, { path: '../../../terraform.pilot.tfstate' });
  const site = new Site(stack, 'pilot', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 14 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(700),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(zone, 'gpu', { system: systems.DGX_B200, count: 32 });
  new InfinibandFabric(site, 'compute', {
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  pilot(app);
  app.synth();
}
