import type { SwitchTier } from '../../model/fabric-plan';

/** What a switch's name is made of; all numbers from 1. */
export interface SwitchNameParts {
  readonly fabric: string;
  readonly tier: SwitchTier;
  /** Scalable unit of a leaf. */
  readonly unit?: number | undefined;
  /** Pod of a spine under cores. */
  readonly pod?: number | undefined;
  readonly rail?: number | undefined;
  /** Absent where the fabric has one plane. */
  readonly plane?: number | undefined;
  /** Number among the switches that share all else. */
  readonly number?: number | undefined;
}

/**
 * Name of a switch, for example `compute-leaf-su01-r1`, `compute-leaf-su01-r1-p2-3`, `compute-spine-07`,
 * `compute-spine-pod02-07`. Each part is padded to a fixed width, so that no name changes when a fabric grows; above 99 a
 * number is as wide as it is.
 */
export function switchName(parts: SwitchNameParts): string {
  const words = [parts.fabric, parts.tier];
  if (parts.unit !== undefined) words.push(`su${pad(parts.unit)}`);
  if (parts.pod !== undefined) words.push(`pod${pad(parts.pod)}`);
  if (parts.rail !== undefined) words.push(`r${parts.rail}`);
  if (parts.plane !== undefined) words.push(`p${parts.plane}`);
  if (parts.number !== undefined) words.push(parts.tier === 'leaf' ? `${parts.number}` : pad(parts.number));
  return words.join('-');
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
