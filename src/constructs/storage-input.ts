import { referenceSystems } from '../design/storage/storage-level';
import type { StorageBlock, StorageInput } from '../model/storage-plan';
import type { StorageSystemSpec } from '../catalog/facility-specs';
import { checkpointInput } from './checkpoint-props';
import type { StorageTierProps } from './storage-tier';

/** What the engine takes for a tier of these props. */
export function storageInput(name: string, props: StorageTierProps): StorageInput {
  const { system, serves, capacity, read, write, checkpoint, level, files, metadataOperationsPerSecond } = props;
  const gpus = serves.reduce((sum, cluster) => sum + cluster.gpus, 0);
  return {
    name,
    block: storageBlock(system),
    ...(capacity === undefined ? {} : { capacityBytes: capacity.inBytes }),
    ...(read === undefined ? {} : { readBitsPerSecond: read.inBitsPerSecond }),
    ...(write === undefined ? {} : { writeBitsPerSecond: write.inBitsPerSecond }),
    ...(checkpoint === undefined ? {} : { checkpoint: checkpointInput(checkpoint) }),
    ...(level === undefined ? {} : { level: { grade: level, systems: referenceSystems(gpus) } }),
    ...(files === undefined ? {} : { files }),
    ...(metadataOperationsPerSecond === undefined ? {} : { metadataOperationsPerSecond }),
    ...(props.tolerates === undefined ? {} : { tolerates: { blocks: props.tolerates.blocks } }),
    ...(props.blocks === undefined ? {} : { blocks: props.blocks }),
    serves: serves.map((cluster) => cluster.name),
  };
}

function storageBlock(system: StorageSystemSpec): StorageBlock {
  const { usableCapacity, read, write, ports, files, metadataOperationsPerSecond } = system;
  return {
    id: system.id,
    usableBytes: usableCapacity.value.inBytes,
    readBitsPerSecond: read.value.inBitsPerSecond,
    writeBitsPerSecond: write.value.inBitsPerSecond,
    nodes: 1,
    ...(files === undefined ? {} : { files: files.value }),
    ...(metadataOperationsPerSecond === undefined
      ? {}
      : { metadataOperationsPerSecond: metadataOperationsPerSecond.value }),
    ...(ports === undefined ? {} : { portBitsPerSecond: ports.value.count * ports.value.rate.inBitsPerSecond }),
  };
}
