import { DataRate, DataSize, Duration, GpuCluster, Power, StorageTier } from 'cdktf-ai-factory';
import type { StorageTierProps } from 'cdktf-ai-factory';
import { defineStorageSystem, systems, userFact } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from '../../constructs/small-site';
import type { Programs } from './program';

const OFFER = 'offer 4711 of the supplier';

const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: userFact(2, OFFER, '2026-11'),
  usableCapacity: userFact(DataSize.petabytes(1), OFFER, '2026-11'),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER, '2026-11'),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER, '2026-11'),
  maxPower: userFact(Power.watts(1_600), OFFER, '2026-11'),
});

/** A tier whose props are as a program in plain JavaScript may give them. */
function tier(
  props: Readonly<Record<keyof StorageTierProps, unknown>> | Readonly<Record<string, unknown>>,
): StorageTier {
  const lab = smallSite();
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  const given = { site: lab.site, system: BLOCK, serves: [gpu], ...props } as unknown as StorageTierProps;
  return new StorageTier(lab.stack, 'scratch', given);
}

const CHECKPOINT = { size: DataSize.terabytes(5), writeWithin: Duration.minutes(5) };

/** Wrong demands, checkpoints and data protection of storage tiers. */
export const storagePrograms: Programs = {
  'storage-texts-for-quantities': () => tier({ capacity: '4 PB', read: 60e9, write: null, blockPower: '1 kW' }),
  'storage-wrong-kinds': () =>
    tier({ capacity: DataRate.gigabytesPerSecond(4), read: DataSize.gigabytes(4), serves: 'gpu', system: 'block' }),
  'storage-names-for-constructs': () =>
    tier({ capacity: DataSize.petabytes(4), serves: ['gpu', null], powerZones: ['zone-a'] }),
  'storage-several-wrong-props': () =>
    tier({
      read: DataRate.ZERO,
      files: -1,
      metadataOperationsPerSecond: Number.NaN,
      level: 'great',
      blocks: 0,
      tolerates: { blocks: 0.5 },
      checkpoint: { ...CHECKPOINT, interval: Duration.ZERO, mtbf: 86_400, kept: '3' },
    }),
  'storage-misspelt-checkpoint': () => tier({ checkpoint: { ...CHECKPOINT, intervall: Duration.hours(1) } }),
  'storage-checkpoint-is-a-number': () => tier({ checkpoint: 5e12 }),
  'storage-checkpoint-size-unknown': () =>
    tier({ checkpoint: { modelParameters: 405e9, writeWithin: Duration.minutes(5) } }),
  'storage-checkpoint-size-twice': () =>
    tier({ checkpoint: { ...CHECKPOINT, modelParameters: 405e9, bytesPerParameter: 14 } }),
  'storage-checkpoint-size-too-large': () => tier({ checkpoint: { ...CHECKPOINT, kept: 10_000 } }),
  'storage-checkpoint-time-unknown': () => tier({ checkpoint: { size: DataSize.terabytes(5) } }),
  'storage-checkpoint-share-of-nothing': () => tier({ checkpoint: { ...CHECKPOINT, mostLostShare: 0.05 } }),
  'storage-checkpoint-bad-share': () =>
    tier({ checkpoint: { ...CHECKPOINT, interval: Duration.hours(1), mostLostShare: 5, bytesPerParameter: -14 } }),
  'storage-checkpoint-longer-than-interval': () =>
    tier({ checkpoint: { ...CHECKPOINT, writeWithin: Duration.minutes(61), interval: Duration.hours(1) } }),
  'storage-checkpoint-longer-than-mtbf': () =>
    tier({ checkpoint: { ...CHECKPOINT, writeWithin: Duration.hours(3), mtbf: Duration.hours(3) } }),
  'storage-checkpoint-blocks-too-small': () =>
    tier({
      checkpoint: { modelParameters: 405e9, bytesPerParameter: 14, writeWithin: Duration.minutes(1) },
      blocks: 3,
    }),
  'storage-files-not-stated': () => tier({ files: 1e9, metadataOperationsPerSecond: 100_000 }),
  'storage-level-of-no-cluster': () => tier({ level: 'best', serves: [] }),
  'storage-tolerates-all': () => tier({ capacity: DataSize.petabytes(2), tolerates: { blocks: 2 } }),
  'storage-tolerates-nothing-stated': () => tier({ capacity: DataSize.petabytes(2), tolerates: {} }),
  'storage-block-with-wrong-facts': () =>
    defineStorageSystem({
      ...BLOCK,
      files: userFact(1.5, OFFER, '2026-11'),
      metadataOperationsPerSecond: userFact(2.5, OFFER, '2026-11'),
    }),
};
