import type { StoragePlan } from '../../model/storage-plan';

/** A rate that a tier has to give, and what asks for it. */
export interface DemandedRate {
  readonly bitsPerSecond: number;
  /** Prop that asks for it. Absent: nothing does, and it is what the tier can do. */
  readonly prop?: 'read' | 'write' | 'checkpoint' | 'level';
}

/** What has to be read: the largest demand, or what the tier can do where none is stated. */
export function demandedRead({ demand, level, readBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.readBitsPerSecond, prop: 'read' },
      { bitsPerSecond: level?.readBitsPerSecond, prop: 'level' },
    ],
    readBitsPerSecond,
  );
}

/** What has to be written: the largest demand, or what the tier can do where none is stated. */
export function demandedWrite({ demand, level, checkpoint, writeBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.writeBitsPerSecond, prop: 'write' },
      { bitsPerSecond: checkpoint?.demandBitsPerSecond, prop: 'checkpoint' },
      { bitsPerSecond: level?.writeBitsPerSecond, prop: 'level' },
    ],
    writeBitsPerSecond,
  );
}

interface MaybeRate {
  readonly bitsPerSecond: number | undefined;
  readonly prop: NonNullable<DemandedRate['prop']>;
}

function largest(demands: readonly MaybeRate[], ofTier: number): DemandedRate {
  let most: DemandedRate | undefined;
  for (const { bitsPerSecond, prop } of demands) {
    if (bitsPerSecond === undefined || bitsPerSecond <= (most?.bitsPerSecond ?? -1)) continue;
    most = { bitsPerSecond, prop };
  }
  return most ?? { bitsPerSecond: ofTier };
}
