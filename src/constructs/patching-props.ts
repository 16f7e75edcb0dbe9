import type { Mass } from '../units/mass';

/** Patch panels of a way between two rows, all alike. */
export interface PatchPanelProps {
  /** Model, as the bill of materials names it. */
  readonly model: string;
  /** Height in rack units. */
  readonly heightU: number;
  /** Ports of one panel; each takes one fibre cable, however many fibres that has. */
  readonly ports: number;
  /**
   * Part number of its maker.
   *
   * @default - a gap of the bill of materials
   */
  readonly partNumber?: string;
  /**
   * Weight of one panel with its cassettes.
   *
   * @default - weight is reported, not judged
   */
  readonly weight?: Mass;
}

/**
 * What a kind of fibre loses over panels, in decibels, from the data sheets of what is bought; finer than a thousandth is rounded.
 * The package has no figures of its own: without all three the loss is not judged.
 */
export interface PatchedFibreProps {
  /**
   * Most that a link may lose between its transceivers.
   *
   * @default - the loss is not judged
   */
  readonly maxLossDecibels?: number;
  /**
   * Loss of one passage through a panel, with all of its mated pairs. A link has two.
   *
   * @default - the loss is not judged
   */
  readonly lossPerConnectionDecibels?: number;
  /**
   * Loss of the fibre itself over one kilometre.
   *
   * @default - the loss is not judged
   */
  readonly lossPerKilometreDecibels?: number;
  /**
   * Part number of the patch cords.
   *
   * @default - a gap of the bill of materials
   */
  readonly cordPart?: string;
  /**
   * Part number of the trunks.
   *
   * @default - a gap of the bill of materials
   */
  readonly trunkPart?: string;
}

/** Structured cabling between two rows: fibre between them runs over a panel in each. */
export interface PatchingProps {
  /** The two rows, in any order: `A`, or `hall-1/A` where several halls have a row of that name. Panels are named after them. */
  readonly between: readonly [string, string];
  /** Panels; as many stand in each row as its links need, whatever kinds of device the row takes. */
  readonly panels: PatchPanelProps;
  /**
   * Losses and part numbers of multimode fibre.
   *
   * @default - its loss is not judged, its parts are gaps
   */
  readonly multimode?: PatchedFibreProps;
  /**
   * Losses and part numbers of single-mode fibre.
   *
   * @default - its loss is not judged, its parts are gaps
   */
  readonly singleMode?: PatchedFibreProps;
}
