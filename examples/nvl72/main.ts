import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GpuCluster, InfinibandFabric, Length, Mass, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

/** One scalable unit of 8 NVL72 racks: 144 trays on 4 rails. */
export function nvl72(app: App): Site {
  const stack = new TerraformStack(app, 'nvl72');
  new LocalBackend(stack, { path: '../../../terraform.nvl72.tfstate' });
  const site = new Site(stack, 'nvl72', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(140), maxLoad: Mass.kilograms(1_600) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 11 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.megawatts(1.4),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(zone, 'gb200', {
    system: systems.GB200_NVL72,
    systemPower: Power.kilowatts(132),
    count: 8,
  });
  new InfinibandFabric(site, 'compute', {
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  nvl72(app);
  app.synth();
}
