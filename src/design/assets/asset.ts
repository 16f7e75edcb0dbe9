/** States of a device's life, in their usual order. */
export const ASSET_STATES = [
  'planned',
  'delivered',
  'racked',
  'cabled',
  'accepted',
  'in-service',
  'failed',
  'retired',
] as const;

/** A state of a device's life. */
export type AssetState = (typeof ASSET_STATES)[number];

/** One row of `assets.csv`: the hardware that stands at a device's place. */
export interface Asset {
  readonly device: string;
  readonly serial?: string;
  readonly assetTag?: string;
  /** Six pairs of small hex digits with colons. */
  readonly bmcMac?: string;
  /** GUIDs (16 hex digits) or MACs of the NICs, by port of the device; separated by spaces in the file. */
  readonly nicIds?: readonly string[];
  readonly state: AssetState;
  /** ISO day on which the state began. */
  readonly since?: string;
}
