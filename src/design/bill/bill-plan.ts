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
  /** Without spares. */
  readonly quantity: number;
  /** Spares beside the quantity. Absent: none. */
  readonly spares?: number;
  readonly unit: 'each' | 'm';
  /** Phase by whose date it is there; of a site without phases, what the site names. */
  readonly phase: string;
  /** Last day on which it can be ordered, `YYYY-MM-DD`. Absent: its lead time is not stated. */
  readonly lastOrderDate?: string;
  /** Length of one piece, mm, for cables and fibres. */
  readonly lengthMillimetres?: number;
}

/** What has to be bought, sorted by category, description, length, phase. */
export interface BillPlan {
  readonly lines: readonly BillLine[];
  /** What could not be named by part number, and where it would come from. */
  readonly gaps: readonly string[];
}
