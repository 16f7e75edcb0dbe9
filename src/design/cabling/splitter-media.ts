import { fibres, transceivers } from '../../catalog/links';
import type { CableMedia } from '../../model/cabling-plan';
import { type CageKind, opticsOf } from './media-for';

const GIGABIT = 1_000_000_000;

/** A link behind a connector of a switch that a splitter fibre turns into several. */
export interface SplitLink {
  /** Rate of a link, bit/s. */
  readonly rateBits: number;
  readonly lower: CageKind;
  readonly upper: CageKind;
  readonly split: { readonly fromRateBits: number; readonly into: number };
  /** Fibre connectors of the upper cage. */
  readonly connectorsPerCage: number;
}

/**
 * Splitter fibres of the catalogue for such a link: each turns one 400G end into two 200G ends, between a module of the switch and modules of its optics that
 * are stated to run at 200G. Both fibres of a twin-port module are splitters.
 *
 * @see https://docs.nvidia.com/networking/display/ (LinkX transceiver manuals)
 */
export function splitterMedia({ rateBits, lower, upper, split, connectorsPerCage }: SplitLink): CableMedia[] {
  if (split.into !== 2 || rateBits !== 200 * GIGABIT || split.fromRateBits !== 400 * GIGABIT) return [];
  if (lower.isSwitch || lower.linksPerCage !== 1) return [];
  const modules = Object.values(transceivers).filter(
    ({ portRate }) => portRate.value.inBitsPerSecond === split.fromRateBits,
  );
  const below = modules.filter(
    ({ cage, ports, milliwattsAt200G }) =>
      cage === lower.connector && ports.value === 1 && milliwattsAt200G !== undefined,
  );
  const above = modules.filter(
    ({ cage, ports, isForSwitches }) =>
      cage === upper.connector && ports.value === connectorsPerCage && isForSwitches.value,
  );
  return below.flatMap((a) =>
    above
      .filter((b) => b.medium === a.medium && opticsOf(a) === opticsOf(b))
      .flatMap((b) =>
        Object.values(fibres)
          .filter(
            ({ kind, medium, connector }) =>
              kind === 'splitter' && medium === a.medium && connector.value === a.connector?.value,
          )
          .map((fibre) => ({
            rateBits,
            joins: 'endpoint' as const,
            medium: a.medium,
            cablePart: fibre.model,
            aTransceiver: a.model,
            bTransceiver: b.model,
            ...(lower.top === undefined ? {} : { aTop: lower.top }),
            ...(upper.top === undefined ? {} : { bTop: upper.top }),
            reachMillimetres: Math.min(...[a, b, fibre].map(({ reach }) => reach.value.inMillimetres)),
            linksPerCable: split.into,
            linksPerATransceiver: 1,
            linksPerBTransceiver: split.into * connectorsPerCage,
          })),
      ),
  );
}
