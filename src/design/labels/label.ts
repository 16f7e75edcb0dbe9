/** Things that get labels. */
export const LABEL_KINDS = ['cables', 'devices', 'racks', 'feeds', 'panels'] as const;

/** Kind of label. */
export type LabelKind = (typeof LABEL_KINDS)[number];

/** One label as it is printed. */
export interface Label {
  /** What the scheme makes of it; on a cable the near end, then the far one. Unique among the labels of its kind. */
  readonly identifier: string;
  /** Name in the plan: of the cable, device, rack or panel; of a feed `<rack>/<feed>`. */
  readonly name: string;
  /** Text of the QR code. */
  readonly qr: string;
  /** Lines on the label, the identifier on top. */
  readonly lines: readonly string[];
  /** Further columns for label printers, by name: what it is and where. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Labels of one kind. */
export interface LabelPlan {
  readonly kind: LabelKind;
  /** Cables in the order of the cable schedule, each with its lower end first; all else in the order of racks, from the bottom up. */
  readonly labels: readonly Label[];
  /** Things without a label, for they stand in no rack. */
  readonly unplaced: number;
}
