import { DataRate, DataSize, Duration, GpuCluster, Power, StorageTier } from 'cdktf-ai-factory';
import { storageLosses } from 'cdktf-ai-factory/engines';
import type { StorageTierProps } from 'cdktf-ai-factory';
import { defineStorageSystem, systems, userFact } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from './small-site';

const OFFER = 'offer 4711 of the supplier';

const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: userFact(2, OFFER, '2026-11'),
  usableCapacity: userFact(DataSize.petabytes(1), OFFER, '2026-11'),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER, '2026-11'),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER, '2026-11'),
  files: userFact(1e9, OFFER, '2026-11'),
  metadataOperationsPerSecond: userFact(50_000, OFFER, '2026-11'),
  ports: userFact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }, OFFER, '2026-11'),
  psus: userFact({ count: 2, needed: 1 }, OFFER, '2026-11'),
  maxPower: userFact(Power.watts(1_600), OFFER, '2026-11'),
});

function labWith(props: Partial<StorageTierProps>) {
  const lab = smallSite();
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  const tier = new StorageTier(lab.stack, 'scratch', { site: lab.site, system: BLOCK, serves: [gpu], ...props });
  return { ...lab, tier };
}

test('a tier hands its checkpoints to the engine in base units', () => {
  const { tier } = labWith({
    checkpoint: {
      size: DataSize.terabytes(9),
      writeWithin: Duration.minutes(1),
      interval: Duration.hours(1),
      mostLostShare: 0.5,
      mtbf: Duration.days(1),
      kept: 4,
    },
  });
  // 9 TB / 60 s = 150 GB/s = 5 blocks of 30 GB/s.
  expect([tier.plan.blocks, tier.plan.decidedBy]).toEqual([5, 'checkpoint']);
  expect(tier.plan.checkpoint).toMatchObject({
    withinMilliseconds: 60_000,
    limitedBy: 'writeWithin',
    writeSeconds: 60,
    intervalSeconds: 3_600,
    mtbfSeconds: 86_400,
    keptBytes: 36e12,
  });
});

test('a level counts the GPUs that the tier serves', () => {
  // 32 GPUs are 4 systems, nearest to 1 (4 x 4 < 32): best 40 GB/s of reads, one block.
  const { tier } = labWith({ level: 'best' });
  expect(tier.plan.level).toMatchObject({ grade: 'best', systems: 4, scope: '1 node', isPublishedScope: false });
  expect([tier.plan.blocks, tier.plan.serves]).toEqual([1, ['gpu']]);
});

test('files, metadata and ports of a block are those that its definition states', () => {
  const { tier } = labWith({ files: 2e9 + 1, metadataOperationsPerSecond: 100_000 });
  expect([tier.plan.blocks, tier.plan.decidedBy]).toEqual([3, 'files']);
  expect(tier.plan.block).toMatchObject({
    files: 1e9,
    metadataOperationsPerSecond: 50_000,
    portBitsPerSecond: 1.6e12,
  });
});

test('blocks are spread over racks, and a rack takes no more than allowed', () => {
  const lost = (blocksPerRack: number): readonly number[] => {
    const { site, tier } = labWith({ blocks: 4, tolerates: { blocks: 1 }, blocksPerRack });
    return storageLosses(site.plan, tier.plan)
      .filter(({ kind }) => kind === 'rack')
      .map(({ blocksLost }) => blocksLost);
  };
  expect(lost(1)).toEqual([1, 1, 1, 1]);
  // A rack may take two: they are still spread where other racks have room.
  expect(lost(2)).toEqual([1, 1, 1, 1]);
});

test('a feed behind a static switch takes no block down', () => {
  const { site, tier } = labWith({ blocks: 4, tolerates: { blocks: 1 } });
  const feeds = storageLosses(site.plan, tier.plan).filter(({ kind }) => kind === 'feed');
  expect(feeds.map(({ lost, blocksLost, isTolerated }) => [lost, blocksLost, isTolerated])).toEqual([
    ["feed A of power zone 'zone-a'", 0, true],
    ["feed B of power zone 'zone-a'", 0, true],
  ]);
});
