import type { LostThing } from './shared-loss';

/**
 * Checkpoints of one training job, which waits while one is written. Its size is given, or follows from the model. At least one of `writeWithinMilliseconds`
 * and `intervalMilliseconds` is given; the shortest time that they allow is the demand.
 */
export interface CheckpointInput {
  /** Bytes of one checkpoint. Absent: parameters times bytes a parameter. */
  readonly sizeBytes?: number;
  /** Parameters of the model, all experts of a mixture counted. */
  readonly modelParameters?: number;
  /** Bytes that a checkpoint keeps for each parameter: weights and all state of the optimiser, over all ranks together, each once. */
  readonly bytesPerParameter?: number;
  /** Longest time in which one is written. */
  readonly writeWithinMilliseconds?: number;
  /** From the start of one to the start of the next. */
  readonly intervalMilliseconds?: number;
  /** Highest share of the interval that goes into writing, above 0 and up to 1. */
  readonly mostLostShare?: number;
  /** Mean time between failures that stop the job. */
  readonly mtbfMilliseconds?: number;
  /** Checkpoints that lie on the tier at once. */
  readonly kept?: number;
}

/** What sets the time in which a checkpoint must be written. */
export type CheckpointLimit = 'writeWithin' | 'interval' | 'mostLostShare';

/** Checkpoints of a tier: what they ask for, and what they cost with the blocks that it has. */
export interface CheckpointPlan {
  /** Bytes of one checkpoint. */
  readonly sizeBytes: number;
  /** How the size comes about, in words. */
  readonly sizeBecause: string;
  /** Longest time in which one is written, what set it, and how it comes about. */
  readonly withinMilliseconds: number;
  /** What set the time. */
  readonly limitedBy: CheckpointLimit;
  /** How the time comes about, in words. */
  readonly withinBecause: string;
  /** Write rate that this takes. */
  readonly demandBitsPerSecond: number;
  /** Checkpoints that lie on the tier at once, and their bytes. Absent: not stated. */
  readonly kept?: number;
  /** Bytes of all that lie on the tier at once. Absent: not stated. */
  readonly keptBytes?: number;
  /** Time in which the tier writes one at its full write rate. */
  readonly writeSeconds: number;
  /** Time between two checkpoints, s. Absent: not stated. */
  readonly intervalSeconds?: number;
  /** Share of the interval that goes into writing. Absent: no interval. */
  readonly lostShare?: number;
  /** Mean time between failures of the job, s. Absent: not stated. */
  readonly mtbfSeconds?: number;
  /** Best work between two checkpoints, of first order. Absent: no mean time between failures. */
  readonly youngDalySeconds?: number;
}

/** How well storage serves training, as the reference architecture of DGX H100 grades it. */
export type StorageGrade = 'below-good' | 'good' | 'better' | 'best';

/** Size for which grades are published. */
export type StorageScope = '1 node' | '1 SU' | '4 SU';

/** Rates of a storage tier, bit/s. */
export interface StorageRates {
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
}

/** A storage system's building block, as the engine sees it. */
export interface StorageBlock {
  /** Catalogue or user id. */
  readonly id: string;
  readonly usableBytes: number;
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
  /** Nodes (devices) in one block. */
  readonly nodes: number;
  /** Files that it holds at most. Absent: not stated. */
  readonly files?: number;
  /** Metadata operations a second. Absent: not stated. */
  readonly metadataOperationsPerSecond?: number;
  /** Rate of all its ports into the storage fabric, one direction. Absent: not stated. */
  readonly portBitsPerSecond?: number;
}

/** A published level that a tier is sized for. */
export interface StorageLevelInput {
  /** Grade of the published table. */
  readonly grade: 'good' | 'better' | 'best';
  /** Systems that it serves, each 8 GPUs as the table's are. */
  readonly systems: number;
}

/** What a tier must give. Absent: not asked for. */
export interface StorageInput {
  /** Name for messages. */
  readonly name: string;
  /** What it is built of. */
  readonly block: StorageBlock;
  /** Least usable capacity, bytes. Default: not asked for. */
  readonly capacityBytes?: number;
  /** Least read rate, bit/s. Default: not asked for. */
  readonly readBitsPerSecond?: number;
  /** Least write rate, bit/s. Default: not asked for. */
  readonly writeBitsPerSecond?: number;
  /** Checkpoints that are written to it. */
  readonly checkpoint?: CheckpointInput;
  /** Published level of reads and writes. */
  readonly level?: StorageLevelInput;
  /** Files that it must hold. */
  readonly files?: number;
  /** Metadata operations a second that it must serve. */
  readonly metadataOperationsPerSecond?: number;
  /** Count chosen by the user: checked like a default. */
  readonly blocks?: number;
  /** Blocks whose loss leaves all data readable, as its data protection is set. */
  readonly tolerates?: { readonly blocks: number };
  /** Clusters that it serves, by name. */
  readonly serves?: readonly string[];
}

/** What can decide how many blocks a tier has. */
export type StorageDemand =
  | 'capacity'
  | 'read'
  | 'write'
  | 'checkpoint'
  | 'kept-checkpoints'
  | 'level-read'
  | 'level-write'
  | 'files'
  | 'metadata';

/** Blocks that one demand takes. */
export interface StorageNeed {
  readonly demand: StorageDemand;
  /** What is asked for, and what one block gives of it: bytes, bit/s, files or operations a second. */
  readonly asked: number;
  readonly ofBlock: number;
  readonly blocks: number;
  /** How the count comes about, in words. */
  readonly because: string;
}

/** The published level that a tier was sized for. */
export interface StorageLevelDemand extends StorageLevelInput {
  /** Scope whose row was used, and whether the table has that very number of systems. */
  readonly scope: StorageScope;
  readonly scopeNodes: number;
  readonly isPublishedScope: boolean;
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
}

/** A tier sized: the fewest blocks that meet every demand, and which one decided. */
export interface StoragePlan {
  /** Unique in the site. */
  readonly name: string;
  /** What it is built of. */
  readonly block: StorageBlock;
  /** What it keeps a copy of: another tier, or what is in AWS. Absent: it says nothing of it. */
  readonly copyOf?: LostThing;
  /** Blocks that are built. */
  readonly blocks: number;
  /** The demand that decided the count. */
  readonly decidedBy: StorageDemand | 'override';
  /** Usable capacity of all blocks, bytes. */
  readonly usableBytes: number;
  /** Read rate of all blocks, bit/s. */
  readonly readBitsPerSecond: number;
  /** Write rate of all blocks, bit/s. */
  readonly writeBitsPerSecond: number;
  /** Absent: its block states none. */
  readonly files?: number;
  /** Metadata operations a second of all blocks. Absent: its block states none. */
  readonly metadataOperationsPerSecond?: number;
  /** What was asked for; a member that is absent was not. */
  readonly demand: {
    readonly capacityBytes?: number;
    readonly readBitsPerSecond?: number;
    readonly writeBitsPerSecond?: number;
    readonly files?: number;
    readonly metadataOperationsPerSecond?: number;
  };
  /** Each demand with its arithmetic. Absent: the count alone was given. */
  readonly needs?: readonly StorageNeed[];
  /** Absent: no checkpoints are asked for. */
  readonly checkpoint?: CheckpointPlan;
  /** Absent: it is not sized for a published level. */
  readonly level?: StorageLevelDemand;
  /** Absent: its data protection is not stated. */
  readonly tolerates?: { readonly blocks: number };
  /** Clusters that it serves, by name. Absent: all of the site. */
  readonly serves?: readonly string[];
  /** Device names. */
  readonly nodes: readonly string[];
}
