/** Energy that a store keeps for the swings of a job, beside what it holds for an outage: the same energy never counts for both. */
export interface Smoothing {
  /** Most that it gives or takes to even out a swing, W. */
  readonly watts: number;
  /** Energy that it keeps for it, J. */
  readonly joules: number;
  /** Seconds until it answers a change; what rises before passes through. Absent: not known. */
  readonly responseSeconds?: number;
  /** Share of that energy at which it is held while a job runs: so much it can give, and the rest it can take. Absent: not known. */
  readonly stateOfCharge?: number;
}

/** A dip or rise that is ridden through: down to `least`, or up to `most`, for so long. Voltage as a share of the nominal one, frequency in hertz. */
export interface RidePoint {
  readonly least?: number;
  readonly most?: number;
  readonly seconds: number;
}

/** Dips that are counted. */
export interface DipCount {
  readonly count: number;
  /** Seconds within which they are counted. */
  readonly withinSeconds: number;
}

/** Whether a load comes back by itself after it left the grid. */
export const GRID_RETURNS = ['by-itself', 'by-hand'] as const;

/** How a load comes back. */
export type GridReturn = (typeof GRID_RETURNS)[number];

/** What the grid sees of a store in a disturbance: how long it stays on the grid, whether IT lives from its battery or not. */
export interface GridRideThrough {
  /** Absent: not known. */
  readonly voltage?: readonly RidePoint[];
  /** Absent: not known. */
  readonly frequency?: readonly RidePoint[];
  /** Dips after which it leaves the grid until it is reset. Absent: not known. */
  readonly dips?: DipCount;
  /** How it comes back. Absent: not known. */
  readonly returns?: GridReturn;
  /** Seconds until it is back by itself. Absent: not known. */
  readonly returnSeconds?: number;
}

/** What a contract or a grid code asks of all load behind a point of supply. Each curve absent: not stated. */
export type RequiredRideThrough = Pick<GridRideThrough, 'voltage' | 'frequency' | 'dips'>;

/** What swings, disturbances of the grid, faults and a restart ask of a node, beside what it stores and starts with. */
export interface GridSupply {
  /** What the store evens out. Absent: it is not stated that it evens out anything. */
  readonly smoothing?: Smoothing;
  /** How a store stays on the grid. Absent: not known. */
  readonly gridRideThrough?: GridRideThrough;
  /** Whether a store can feed into the grid, as a rotary UPS in a sag. Absent: not known. */
  readonly feedsBack?: boolean;
  /** Seconds in which a switch separates a store from a grid that sags. Absent: no such switch states its time. */
  readonly separationSeconds?: number;
  /** Highest short-circuit current of a source at its voltage, A. Absent: not known, and counted as without end. */
  readonly shortCircuitAmperes?: number;
  /** Impedance of a transformer, or subtransient reactance of a generator, as a share of its rating. Absent: not known. */
  readonly impedance?: number;
  /** By how much of itself the impedance may be lower. Absent: a tenth. */
  readonly impedanceTolerance?: number;
  /** Current that its breakers interrupt, or that it withstands, A. Absent: not known. */
  readonly interruptingAmperes?: number;
  /** Step in which it is switched on after an outage, from 1. Absent: it is on as soon as what feeds it is. */
  readonly restartStep?: number;
  /** In-rush when it is switched on, times its rated current. Absent: not known. */
  readonly inrush?: number;
  /** In-rush that a source takes, times its rated current. Absent: not known. */
  readonly mostInrush?: number;
}

/** Document that settles what no rule of the library judges. */
export interface Study {
  readonly document: string;
  readonly revision: string;
  /** Day of the document, as `2026-11-30`. */
  readonly date: string;
}

/** What studies settle: subjects of electrical design that no rule of the library judges, or of which it judges a bound alone. */
export const STUDY_SUBJECTS = [
  'coordination',
  'arcFlash',
  'shortCircuit',
  'sag',
  'restart',
  'stability',
  'harmonics',
  'earthing',
  'cables',
] as const;

/** Subject of a study. */
export type StudySubject = (typeof STUDY_SUBJECTS)[number];

/** Documents by subject. Absent: no study is known. */
export type Studies = { readonly [S in StudySubject]?: Study };
