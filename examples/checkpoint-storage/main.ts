import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  DataRate,
  DataSize,
  Duration,
  GpuCluster,
  InfinibandFabric,
  Length,
  Power,
  PowerZone,
  Site,
  StorageTier,
} from 'cdktf-ai-factory';
import { defineStorageSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

const OFFER = 'example figures, in place of an offer';

/** A block of flash as an offer may state it. */
const FLASH = defineStorageSystem({
  id: 'example-flash',
  model: 'flash block',
  manufacturer: 'example',
  heightU: userFact(2, OFFER, '2026-11'),
  usableCapacity: userFact(DataSize.terabytes(500), OFFER, '2026-11'),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER, '2026-11'),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER, '2026-11'),
  files: userFact(5e9, OFFER, '2026-11'),
  metadataOperationsPerSecond: userFact(200_000, OFFER, '2026-11'),
  ports: userFact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }, OFFER, '2026-11'),
  psus: userFact({ count: 2, needed: 1 }, OFFER, '2026-11'),
  maxPower: userFact(Power.watts(1_600), OFFER, '2026-11'),
});

/** 32 systems that train a model of 405 x 10^9 parameters, beside a tier that is sized by its checkpoints. */
export function checkpointStorage(app: App): Site {
  const stack = new TerraformStack(app, 'checkpoints');
  new LocalBackend(stack, { path: '../../../terraform.checkpoints.tfstate' });
  const site = new Site(stack, 'checkpoints', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 16 }],
      },
    ],
    addressPools: [{ name: 'storage', purpose: 'storage', cidr: '10.0.0.0/24' }],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(800),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  const cluster = new GpuCluster(zone, 'gpu', { system: systems.DGX_H100, count: 32 });
  const scratch = new StorageTier(site, 'scratch', {
    system: FLASH,
    serves: [cluster],
    level: 'best',
    checkpoint: {
      modelParameters: 405e9,
      bytesPerParameter: 14,
      interval: Duration.minutes(30),
      mostLostShare: 0.02,
      mtbf: Duration.hours(24),
      kept: 100,
    },
    files: 1e9,
    metadataOperationsPerSecond: 250_000,
    tolerates: { blocks: 1 },
    blocks: 7,
    blocksPerRack: 1,
  });
  new InfinibandFabric(site, 'storage', {
    role: 'storage',
    hosts: [cluster, scratch],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  checkpointStorage(app);
  app.synth();
}
