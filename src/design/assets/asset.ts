/** States of a device's life, in their usual order. */
export type AssetState = 'planned' | 'delivered' | 'racked' | 'cabled' | 'accepted' | 'in-service' | 'failed' | 'retired';

/** One row of `assets.csv`: the hardware that stands at a device's place. */
export interface Asset {
  readonly device: string;
  readonly serial?: string;
  readonly assetTag?: string;
  readonly bmcMac?: string;
  /** GUIDs (16 hex digits) or MACs of the NICs, by port of the device; separated by spaces in the file. */
  readonly nicIds?: readonly string[];
  readonly state: AssetState;
  /** ISO day on which the state began. */
  readonly since?: string;
}
