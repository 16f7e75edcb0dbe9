import type { Duration } from '../units/duration';

/** What the BOM says of a model. */
export interface ModelFacts {
  readonly manufacturer?: string;
  readonly partNumber?: string;
  readonly description: string;
  readonly category: BillLine['category'];
  /** Facts of the model that are assumed. Absent: none is. */
  readonly assumed?: readonly string[];
}

/** Spares of what one of `part`, `model` and `category` names: a `rate` or a `count`. The narrowest that names a line counts, in that order. */
export interface SpareInput {
  /**
   * Part number as the BOM has it.
   *
   * @default - `model` or `category` names it
   */
  readonly part?: string;
  /**
   * Description as the BOM has it, such as `QM9700`, or the catalogue id of a model.
   *
   * @default - `part` or `category` names it
   */
  readonly model?: string;
  /**
   * Every line of a category of the BOM, each by itself.
   *
   * @default - `part` or `model` names it
   */
  readonly category?: BillLine['category'];
  /**
   * Spares a piece, above 0 and up to 1: `0.02` for two in a hundred. Rounded up over the whole site, not line by line.
   *
   * @default - `count` or `failures` gives their number
   */
  readonly rate?: number;
  /**
   * Spares in all, a whole number from 0.
   *
   * @default - `rate` or `failures` gives them
   */
  readonly count?: number;
  /**
   * Spares by what fails while a piece is away for repair: as many as the failures of that time do not pass, with the stated confidence.
   *
   * @default - `rate` or `count` gives them
   */
  readonly failures?: SpareFailures;
}

/** What spares by failure rate are found from. */
export interface SpareFailures {
  /** Failures of one piece in a year, above 0: `0.05` for five in a hundred. */
  readonly perYear: number;
  /** From a failure to the return of a piece: RMA turnaround, transport and acceptance. */
  readonly turnaround: Duration;
  /** Share of the time in which no failed piece waits for a spare, above 0 and below 1: `0.95`. */
  readonly confidence: number;
  /** Where the failure rate is from: a measurement, a contract, a data sheet. */
  readonly source: string;
}

/** One line of the BOM. */
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
  /** Facts of the model that are assumed. Absent: none is. */
  readonly assumed?: readonly string[];
  /** Length of one piece, mm, for cables and fibres. */
  readonly lengthMillimetres?: number;
}

/** What has to be bought, sorted by category, description, length, phase. */
export interface BillPlan {
  /** What is bought, a line a thing, model and phase. */
  readonly lines: readonly BillLine[];
  /** What could not be named by part number, and where it would come from. */
  readonly gaps: readonly string[];
  /** What it says of the models of devices and racks, by their id, so that each thing of the site finds its line. Absent: a plan of an earlier version. */
  readonly models?: Readonly<Record<string, ModelFacts>>;
}
