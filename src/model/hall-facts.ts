import type { AssetRecord } from './asset';
import type { LinkEnd } from './fabric-plan';

/** Where a fact was read. */
export interface FactSource {
  /** Name of the file. */
  readonly file: string;
  /** From 1, the header's line. */
  readonly line: number;
}

/** A device, and its place where the file has one. */
export interface DeviceFact extends FactSource {
  readonly device: string;
  /** Absent: the file does not say. */
  readonly rack?: string;
  /** Lowest unit as the file has it. Absent: the file does not say. */
  readonly u?: string;
}

/** A cable with its two ends in any order. */
export interface CableFact extends FactSource {
  /** Absent: that of its ends. */
  readonly fabric?: string;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** An address in use. */
export interface AddressFact extends FactSource {
  /** Empty where the file does not say whose it is. */
  readonly device: string;
  readonly interface: string;
  /** With or without prefix length. */
  readonly address: string;
}

/** What the files of a running hall say, not yet held against a site. */
export interface HallFacts {
  readonly devices: readonly DeviceFact[];
  readonly cables: readonly CableFact[];
  readonly addresses: readonly AddressFact[];
  /** Rows with columns of the asset file. Absent: the files have none. */
  readonly assets?: readonly AssetRecord[];
}
