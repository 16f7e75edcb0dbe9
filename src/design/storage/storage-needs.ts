import { amountText } from './amount-text';
import type { CheckpointDemand } from './checkpoint';
import type { StorageInput, StorageLevelDemand, StorageNeed } from '../../model/storage-plan';

/** Demands that follow from others of the input. */
export interface DerivedDemands {
  readonly checkpoint?: CheckpointDemand;
  readonly level?: StorageLevelDemand;
}

/** A demand of a tier against what a block gives of it. Either is absent where it is not stated. */
export interface Asked {
  readonly demand: StorageNeed['demand'];
  /** Names for messages: of the demand, and of the block's member. */
  readonly by: string;
  readonly given: string;
  readonly asked: number | undefined;
  readonly ofBlock: number | undefined;
  readonly say: (amount: number) => string;
  /** How the demand comes about. Absent: it is given. */
  readonly because?: string;
}

/** Every demand that a tier can have, in the order in which the first of equally large ones decides. */
export function askedOf(input: StorageInput, { checkpoint, level }: DerivedDemands): readonly Asked[] {
  const { block } = input;
  const { bytes, rate, files, operations } = amountText;
  const scope = level === undefined ? '' : `level '${level.grade}' of ${amountText.count(level.scopeNodes)} systems`;
  const space = { given: 'usableBytes', ofBlock: block.usableBytes, say: bytes };
  const read = { given: 'readBitsPerSecond', ofBlock: block.readBitsPerSecond, say: rate };
  const write = { given: 'writeBitsPerSecond', ofBlock: block.writeBitsPerSecond, say: rate };
  return [
    { demand: 'capacity', by: 'capacityBytes', asked: input.capacityBytes, ...space },
    { demand: 'read', by: 'readBitsPerSecond', asked: input.readBitsPerSecond, ...read },
    { demand: 'write', by: 'writeBitsPerSecond', asked: input.writeBitsPerSecond, ...write },
    {
      demand: 'checkpoint',
      by: 'checkpoint',
      asked: checkpoint?.demandBitsPerSecond,
      ...write,
      because: checkpoint === undefined ? '' : `${checkpoint.sizeBecause} within ${checkpoint.withinBecause}`,
    },
    {
      demand: 'kept-checkpoints',
      by: 'checkpoint.kept',
      asked: checkpoint?.keptBytes,
      ...space,
      because:
        checkpoint?.kept === undefined ? '' : `${amountText.count(checkpoint.kept)} x ${bytes(checkpoint.sizeBytes)}`,
    },
    { demand: 'level-read', by: 'level', asked: level?.readBitsPerSecond, ...read, because: scope },
    { demand: 'level-write', by: 'level', asked: level?.writeBitsPerSecond, ...write, because: scope },
    { demand: 'files', by: 'files', given: 'files', asked: input.files, ofBlock: block.files, say: files },
    {
      demand: 'metadata',
      by: 'metadataOperationsPerSecond',
      given: 'metadataOperationsPerSecond',
      asked: input.metadataOperationsPerSecond,
      ofBlock: block.metadataOperationsPerSecond,
      say: operations,
    },
  ];
}

/** Blocks that each demand takes, rounded up. The input is checked: each block gives something of what is asked for. */
export function storageNeeds(input: StorageInput, derived: DerivedDemands): readonly StorageNeed[] {
  return askedOf(input, derived).flatMap((one) => {
    const { demand, asked, ofBlock, say, because } = one;
    if (asked === undefined || ofBlock === undefined) return [];
    const blocks = (BigInt(asked) + BigInt(ofBlock) - 1n) / BigInt(ofBlock);
    const origin = because === undefined ? '' : `${because} = `;
    return [
      {
        demand,
        asked,
        ofBlock,
        blocks: Number(blocks),
        because: `${demand}: ${origin}${say(asked)} / ${say(ofBlock)} a block, rounded up, is ${blocks}`,
      },
    ];
  });
}
