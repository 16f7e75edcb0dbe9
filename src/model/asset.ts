/** A row of the asset file as text, with its line in the file. An empty text is no value. */
export interface AssetRecord {
  /** From 1, the header's line. */
  readonly line: number;
  readonly device: string;
  readonly serial: string;
  readonly assetTag: string;
  readonly bmcMac: string;
  readonly nicIds: string;
  readonly state: string;
  readonly since: string;
  /** Absent: the file has no such column. */
  readonly reason?: string;
  /** As `historyText` writes it. Absent: the file has no such column. */
  readonly history?: string;
}

/** States of a device's life, in their usual order. */
export const ASSET_STATES = [
  'planned',
  'ordered',
  'delivered',
  'racked',
  'cabled',
  'accepted',
  'in-service',
  'drained',
  'failed',
  'retired',
] as const;

/** States of a device whose work is taken from it. */
export const OUT_OF_WORK: readonly AssetState[] = ['drained', 'failed', 'retired'];

/** States of a device whose cables are in. */
export const CABLED_STATES: readonly AssetState[] = ['cabled', 'accepted', 'in-service', 'drained'];

/** A state of a device's life. */
export type AssetState = (typeof ASSET_STATES)[number];

/** What happened to a device's hardware on a day. */
export interface AssetEvent {
  /** ISO day. Absent: not known. */
  readonly day?: string;
  /** State from then on. */
  readonly state: AssetState;
  /** Serial number of the hardware that stood there then. */
  readonly serial?: string;
  /** What was done, in words. */
  readonly note?: string;
}

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
  /** Why it is in this state, for a scheduler that drains it. */
  readonly reason?: string;
  /** What happened, in order; its last state is the present one. Absent: not kept. */
  readonly history?: readonly AssetEvent[];
}

/** What forms and BMCs write where there is no serial number: in small letters, without blanks and marks. */
const NO_SERIAL =
  /^(?:|0+|x+|na|nil|null|none|nan|unknown|notspecified|notavailable|notapplicable|notpresent|empty|tbd|tobefilledbyoem|defaultstring|systemserialnumber|serialnumber|oem|123456789|0123456789)$/;

/** Whether a serial number says that there is none, as `N/A`, `none`, `0` or `To be filled by O.E.M.`. */
export function isNoSerial(text: string): boolean {
  return NO_SERIAL.test(text.toLowerCase().replace(/[\s\-_.,:?*#/()[\]<>]/g, ''));
}
