/** A storage system's building block, as the engine sees it. */
export interface StorageBlock {
  /** Catalogue or user id. */
  readonly id: string;
  readonly usableBytes: number;
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
  /** Nodes (devices) in one block. */
  readonly nodes: number;
}

/** What a tier must give. Absent: not asked for. */
export interface StorageInput {
  readonly name: string;
  readonly block: StorageBlock;
  readonly capacityBytes?: number;
  readonly readBitsPerSecond?: number;
  readonly writeBitsPerSecond?: number;
  /** Count chosen by the user: checked like a default. */
  readonly blocks?: number;
}

/** A tier sized: the fewest blocks that meet every demand, and which one decided. */
export interface StoragePlan {
  readonly name: string;
  readonly block: StorageBlock;
  readonly blocks: number;
  /** The demand that decided the count. */
  readonly decidedBy: 'capacity' | 'read' | 'write' | 'override';
  readonly usableBytes: number;
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
  readonly demand: {
    readonly capacityBytes?: number;
    readonly readBitsPerSecond?: number;
    readonly writeBitsPerSecond?: number;
  };
  /** Device names. */
  readonly nodes: readonly string[];
}
