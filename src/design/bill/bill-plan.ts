/** One line of the bill of materials. */
export interface BillLine {
  readonly category:
    | 'system'
    | 'switch'
    | 'storage'
    | 'server'
    | 'rack'
    | 'panel'
    | 'cable'
    | 'transceiver'
    | 'fibre'
    | 'cord'
    | 'blank'
    | 'software';
  readonly manufacturer?: string;
  /** Manufacturer's part number. Absent: the line stands in the gap list too. */
  readonly partNumber?: string;
  readonly description: string;
  readonly quantity: number;
  readonly unit: 'each' | 'm';
  readonly phase: string;
  /** Length of one piece, mm, for cables and fibres. */
  readonly lengthMillimetres?: number;
}

/** What has to be bought, sorted by category, description, length. */
export interface BillPlan {
  readonly lines: readonly BillLine[];
  /** What could not be named by part number, and where it would come from. */
  readonly gaps: readonly string[];
}
