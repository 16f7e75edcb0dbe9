import { App, LocalBackend, TerraformStack } from 'cdktf';
import { DataRate, EthernetFabric, GpuCluster, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

/** One unit of DGX B300 on Spectrum-4 Ethernet: each GPU has a 400 Gb/s link in each of two planes. */
export function twinPlane(app: App): Site {
  const stack = new TerraformStack(app, 'twin-plane');
  new LocalBackend(stack, { path: '../../../terraform.twin-plane.tfstate' });
  const site = new Site(stack, 'twin', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(60) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'A', racks: 8, accepts: ['system'] },
          { name: 'N', racks: 3, accepts: ['switch'] },
          { name: 'B', racks: 8, accepts: ['system'] },
        ],
      },
    ],
    addressPools: [{ name: 'loopbacks', purpose: 'loopback', cidr: '10.70.0.0/25' }],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.megawatts(1.4),
    rows: ['A', 'N', 'B'],
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(zone, 'gpu', {
    system: systems.DGX_B300,
    count: 64,
    unitSystems: 64,
    systemPower: Power.kilowatts(14.5),
  });
  new EthernetFabric(site, 'compute', {
    role: 'compute',
    hosts: [cluster],
    switch: switches.SN5600,
    switchPower: Power.kilowatts(2.2),
    portRate: DataRate.gigabitsPerSecond(400),
    planes: 2,
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  twinPlane(app);
  app.synth();
}
