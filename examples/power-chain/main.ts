import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  ApparentPower,
  Busway,
  FailureStudy,
  Generator,
  GpuCluster,
  Length,
  Power,
  PowerZone,
  RedundancyGroup,
  Site,
  Switchboard,
  TransferSwitch,
  Transformer,
  Ups,
  Utility,
  Voltage,
} from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

/** 48 DGX H100 on two paths from the utility to the busways. */
export function powerChain(app: App): Site {
  const stack = new TerraformStack(app, 'power-chain');
  new LocalBackend(stack, { path: '../../../terraform.power-chain.tfstate' });
  const site = new Site(stack, 'chain', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 12 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const ac = { volts: Voltage.volts(415), powerFactor: 0.95 };
  const utility = new Utility(site, 'utility', {
    volts: Voltage.kilovolts(22.9),
    powerFactor: 0.95,
    rating: Power.megawatts(2),
    supply: { contract: Power.megawatts(1) },
  });
  const path = (feed: string): Busway => {
    const transformer = new Transformer(site, `tx-${feed}`, {
      ...ac,
      feed,
      apparentPower: ApparentPower.megavoltAmperes(1),
      efficiency: 0.99,
      fedFrom: utility,
    });
    const generator = new Generator(site, `gen-${feed}`, {
      ...ac,
      feed,
      apparentPower: ApparentPower.megavoltAmperes(1),
    });
    const rating = Power.kilowatts(900);
    const fedFrom = [transformer, generator];
    const transfer = new TransferSwitch(site, `ats-${feed}`, { ...ac, feed, rating, fedFrom });
    const ups = RedundancyGroup.sized(site, `ups-${feed}`, {
      site,
      scheme: 'N+1',
      load: Power.kilowatts(600),
      unit: Power.kilowatts(300),
      make: ({ id, group }) =>
        new Ups(site, id, {
          ...ac,
          feed,
          group,
          rating: Power.kilowatts(300),
          efficiency: 0.97,
          fedFrom: transfer,
        }),
    });
    const board = new Switchboard(site, `msb-${feed}`, { ...ac, feed, rating, fedFrom: ups.nodes });
    return new Busway(site, `busway-${feed}`, { ...ac, feed, rating, fedFrom: board });
  };
  const [a, b] = [path('A'), path('B')];
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(750),
    rows: ['A'],
    rackFeed: 'static-switch',
    sources: { A: a, B: b },
  });
  new FailureStudy(site, 'study', { maintenance: [a] });
  new GpuCluster(zone, 'gpu', { system: systems.DGX_H100, count: 48 });
  return site;
}

if (require.main === module) {
  const app = new App();
  powerChain(app);
  app.synth();
}
