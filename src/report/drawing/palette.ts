import type { DeviceKind } from '../../model/placement-plan';

/** Fill and outline of a shape; dark text on any fill has a contrast above 7:1. */
export interface Paint {
  readonly fill: string;
  readonly stroke: string;
}

/** Colours of text and paper. */
export const INK = { text: '#1b1f24', faint: '#57606a', paper: '#ffffff', panel: '#f6f8fa', line: '#8c959f' } as const;

/**
 * Colours of device kinds: light tints of a palette whose hues stay apart for all common kinds of colour blindness.
 *
 * @see https://jfly.uni-koeln.de/color/
 */
export const KIND_PAINT: Readonly<Record<DeviceKind, Paint>> = {
  system: { fill: '#cfe5f7', stroke: '#0072b2' },
  switch: { fill: '#ffdfb8', stroke: '#b35900' },
  storage: { fill: '#c8ecdf', stroke: '#007a5a' },
  server: { fill: '#f5d9e8', stroke: '#a04076' },
  ufm: { fill: '#f6efb4', stroke: '#7a6a00' },
  panel: { fill: '#e4e7eb', stroke: '#57606a' },
};

/** Lines of feeds, of the same palette; beside each other they are told apart by a dash or a label too. */
export const FEED_COLOURS = ['#0072b2', '#b35900', '#007a5a', '#a04076', '#7a6a00'] as const;

/** Racks of a row that is let to a tenant. */
export const LET_PAINT: Paint = { fill: INK.panel, stroke: INK.faint };

/** How near a load is to what it may be. */
export type LoadLevel = 'within' | 'near' | 'over';

/** Colours of a load: blue-green, amber and vermilion, always beside words that say the same. */
export const LEVEL_PAINT: Readonly<Record<LoadLevel, Paint>> = {
  within: { fill: '#8fd6bd', stroke: '#00694d' },
  near: { fill: '#ffc966', stroke: '#8a5a00' },
  over: { fill: '#f59a83', stroke: '#a32a10' },
};

/** Words of a load's level. */
export const LEVEL_WORDS: Readonly<Record<LoadLevel, string>> = {
  within: 'within the limit',
  near: 'above 90 % of the limit',
  over: 'above the limit',
};

const NEAR_SHARE = 0.9;

/** Level of a load against what it may be. */
export function loadLevel(watts: number, limitWatts: number): LoadLevel {
  if (watts > limitWatts) return 'over';
  return watts > limitWatts * NEAR_SHARE ? 'near' : 'within';
}
