import { present } from '../units/present';

/** Loads that are put on a source one after the other, together within its largest step. */
export interface LoadBlock {
  /** Nodes and feeds (`<zone>/<feed>`) in the order in which they are taken up. */
  readonly members: readonly string[];
  readonly loadWatts: number;
  /** What stores in it draw beside that to charge again, W. Absent: nothing, or it is not stated. */
  readonly rechargeWatts?: number;
  /** Largest step that the sources which take it allow, W. Absent: not known. */
  readonly stepWatts?: number;
}

/** What is out when something changes over. */
interface TransferLoss {
  /** Node that is lost. */
  readonly lost: string;
  /** Nodes that are out beside it: lost with it, or out for maintenance. Absent: none. */
  readonly alsoOut?: readonly string[];
  /** Whether one of them is out for maintenance that no failure study names. Absent: not. */
  readonly isUnstudied?: true;
}

/** A transfer to another source when a node is lost. */
export interface Transfer extends TransferLoss {
  /** Transfer switches that change over to the same generators, in order of declaration. */
  readonly at: readonly string[];
  /** Generators that carry it then. */
  readonly generators: readonly string[];
  readonly loadWatts: number;
  readonly blocks: readonly LoadBlock[];
  /** Seconds from the loss until the last block is carried: start, transfer and the steps between. Absent: not known; `unknown` says what. */
  readonly gapSeconds?: number;
  readonly unknown: readonly string[];
}

/** A store that carries its load through a transfer. */
export interface RideThrough extends TransferLoss {
  /** Switch that changes over. */
  readonly at: string;
  /** UPS or BESS. */
  readonly store: string;
  /** Highest load that it carries meanwhile, W: feeds that have no power for a transfer leave theirs to it. */
  readonly loadWatts: number;
  /** Seconds that it carries this load when new: by the curve of its vendor, else what it stores at its rating, in proportion. Absent: not known. */
  readonly storedSeconds?: number;
  /** Share of it that is left at the end of its life. Absent: all. */
  readonly endOfLifeShare?: number;
  /** Seconds until it is empty at the end of its life, as its load rises and falls. Absent: `storedSeconds` times `endOfLifeShare`. */
  readonly heldSeconds?: number;
  /** Whether its seconds are in proportion to its rating, so that it may last shorter. Absent: not. */
  readonly isByProportion?: true;
  /** Whether its load is above all of its vendor's curve, so that it lasts shorter. Absent: not. */
  readonly isAtMost?: true;
  /** Seconds until its block is carried again. Absent: not known. */
  readonly gapSeconds?: number;
  /** What is not known of the gap, in words of the props. Absent: nothing. */
  readonly unknown?: readonly string[];
  /** What is down while it is empty, W: none where other feeds carry all. Absent: it lasts, or it is not known. */
  readonly lostWatts?: number;
}

/** A feed of a zone that a transfer interrupts, for no store stands between. */
export interface Interruption extends TransferLoss {
  readonly at: string;
  readonly zone: string;
  readonly feed: string;
  /** Whether the zone runs on meanwhile: another feed stays up, or rides through on a store, and carries its devices. */
  readonly hasOther: boolean;
  /** What of the zone is down meanwhile, W. Absent: nothing, or it is not calculated. */
  readonly lostWatts?: number;
  /** Seconds without power. Absent: not known. */
  readonly gapSeconds?: number;
}

/** Fuel of a generator at the highest load that a loss puts on it. */
export interface FuelEndurance {
  readonly generator: string;
  readonly loadWatts: number;
  readonly fuelLitres: number;
  /** Hours that the fuel lasts. */
  readonly hours: number;
  /** Hours that it must last. Absent: not asked for. */
  readonly requiredHours?: number;
}

/** A node while the stores behind it charge again: when all is back, or in the state after a loss. */
export interface Recharge {
  /** Node that is lost, in the state in which it carries most. Absent: none, the normal state. */
  readonly lost?: string;
  readonly node: string;
  readonly stores: readonly string[];
  readonly loadWatts: number;
  readonly rechargeWatts: number;
  readonly limitWatts: number;
}

/** A plant that loses one of its turbines. */
export interface TurbineLoss {
  readonly plant: string;
  readonly turbines: number;
  readonly loadWatts: number;
  /** What the rest may carry, W. */
  readonly leftWatts: number;
  /** Step that each of the rest takes, as a share of its rating. */
  readonly stepShare: number;
  /** Largest step that it takes, as a share of its rating. Absent: not known. */
  readonly mostStepShare?: number;
}

/** What a swing of a job asks of a source. */
export interface SwingOnSource {
  /** Its name; of systems without a stated one, the first system of the cluster at `path`. */
  readonly swing: string;
  readonly path?: string;
  readonly source: string;
  /** State in which the source carries it: `normal`, or the node that is lost. */
  readonly state: string;
  /** What stores that smooth leave of it; what is not known of a store it does not take. */
  readonly stepWatts: number;
  /** What they leave if what is not known of them is as good as it can be, W. Absent: nothing is unknown. */
  readonly leastStepWatts?: number;
  /** What is not known, by the prop that settles it. Absent: nothing. */
  readonly unknown?: readonly string[];
  /** Stores that take some of it. Absent: none. */
  readonly smoothedBy?: readonly string[];
  /** How fast it rises, and the limits of the source. Absent: not known. */
  readonly rampWattsPerSecond?: number;
  readonly mostStepWatts?: number;
  readonly mostRampWattsPerSecond?: number;
}

/** What a swing of a job asks of a store that smooths. */
export interface SmoothedSwing {
  readonly swing: string;
  readonly store: string;
  /** State in which it takes most: `normal`, or the node that is lost. */
  readonly state: string;
  /** What it takes, W. */
  readonly takenWatts: number;
  /** How fast the sources above it follow for its part, W/s. Absent: not known. */
  readonly followWattsPerSecond?: number;
  /** Energy until they have followed, J: W x W / (2 x W/s). Absent: how fast they follow is not known. */
  readonly neededJoules?: number;
  /** Energy that it keeps for swings, J. */
  readonly joules: number;
  /** Share of it at which it is held. Absent: not known. */
  readonly stateOfCharge?: number;
}

/** How a site comes through the loss of a source, and what its jobs ask of the sources. */
export interface ContinuityPlan {
  /** What changes over to generators, and in which blocks. */
  readonly transfers: readonly Transfer[];
  /** What stores bridge until then. */
  readonly rideThroughs: readonly RideThrough[];
  /** What is without power meanwhile. */
  readonly interruptions: readonly Interruption[];
  /** How long fuel lasts. */
  readonly fuel: readonly FuelEndurance[];
  /** What stores draw to be full again. */
  readonly recharges: readonly Recharge[];
  /** Plants that lose one of their turbines. */
  readonly turbineLosses: readonly TurbineLoss[];
  /** What swings of jobs ask of each source. */
  readonly swings: readonly SwingOnSource[];
  /** What they ask of stores that smooth. Absent: no store states that it smooths. */
  readonly smoothed?: readonly SmoothedSwing[];
  /** The largest swing that systems of a cluster without a stated one could make on plants and generators, by the path of the cluster. Absent: none. */
  readonly unstatedSwings?: readonly SwingOnSource[];
  /** What the swings were calculated from. */
  readonly swingInputs: readonly PowerSwingInput[];
}

/** A point of the curve of a store: how long it carries a load. */
export interface AutonomyPoint {
  readonly watts: number;
  readonly seconds: number;
}

/**
 * What the rating of a generator stands for.
 *
 * @see ISO 8528-1: emergency standby, prime, continuous and data centre power
 */
export const RATING_BASES = ['standby', 'prime', 'continuous', 'data-centre-continuous'] as const;

/** What the rating of a generator stands for. */
export type RatingBasis = (typeof RATING_BASES)[number];

/** What a source or a store gives beside its rating: the figures of ride-through. All are given by the user or by a catalogue entry with a source. */
export interface NodeSupply extends GridSupply {
  /** Supply contract of a utility or plant, W. */
  readonly contractWatts?: number;
  /** Seconds that a UPS or BESS carries its whole rating when new. */
  readonly storedSeconds?: number;
  /** Seconds that a UPS or BESS carries loads when new, as its vendor gives them. It goes before `storedSeconds`. */
  readonly storedCurve?: readonly AutonomyPoint[];
  /** Share of what a store holds when new that is left at the end of its life. Absent: 0.8. */
  readonly endOfLifeShare?: number;
  /** Power at which a store is charged again, W. */
  readonly rechargeWatts?: number;
  /** The same while generators carry it, W. Absent: `rechargeWatts`. */
  readonly rechargeOnGeneratorsWatts?: number;
  /** What the rating of a generator stands for. */
  readonly ratingBasis?: RatingBasis;
  /** Share of the rating of a generator that is left at the height and heat of its site. */
  readonly deratingShare?: number;
  /** Share of its rating that a generator may carry on average of 24 h. Absent: by its basis. */
  readonly averageShare?: number;
  /** Seconds from loss until a generator can take load. */
  readonly startSeconds?: number;
  /** Seconds that a transfer takes, when its new source is ready. */
  readonly transferSeconds?: number;
  /** Largest step of load that a generator or plant takes at once, as a share of its rating. */
  readonly stepShare?: number;
  /** Seconds between two steps of load. */
  readonly stepSeconds?: number;
  /** Hours that the fuel at hand must last. */
  readonly requiredFuelHours?: number;
  /** Fuel at hand, litres. */
  readonly fuelLitres?: number;
  /** Fuel for a kilowatt-hour, litres. */
  readonly fuelLitresPerKilowattHour?: number;
  /** Where more fuel comes from. Absent: not known. */
  readonly fuelSource?: string;
  /** Largest change of load per second that the source or its contract takes, W/s. */
  readonly rampWattsPerSecond?: number;
  /** Largest step of load that the source or its contract takes, W. */
  readonly stepWatts?: number;
  /** Lowest power factor at the point of supply. */
  readonly leastPowerFactor?: number;
  /** Highest total harmonic distortion of the voltage at the point of supply, 0 to 1. */
  readonly mostVoltageDistortion?: number;
  /** Total harmonic distortion of the voltage as measured or calculated by a study, 0 to 1. */
  readonly voltageDistortion?: number;
  /** Turbines of a plant that share its rating alike; the loss of one is a state of its own. */
  readonly turbines?: number;
}

/** A cluster whose systems swing together. */
interface SwingCluster {
  readonly name: string;
  /** Construct path, which its systems carry. */
  readonly path: string;
  readonly gpusPerSystem: number;
}

/** A job whose systems rise and fall together, as in synchronous training. All of it is given by the user, or by figures of the systems. */
export interface PowerSwingInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Clusters whose systems run the job. */
  readonly clusters: readonly SwingCluster[];
  /** Draw of one system at the bottom and at the top of the swing, W. */
  readonly lowWatts: number;
  /** Draw of one system at the top of the swing, W. */
  readonly highWatts: number;
  /** Seconds from bottom to top without smoothing. Absent: not known. */
  readonly riseSeconds?: number;
  /** Smoothing of the systems. Absent: off. */
  readonly smoothing?: {
    /** Share of the top below which a system does not fall while the job runs. */
    readonly floorShare: number;
    /** Fastest change of one GPU, W/s. */
    readonly rampWattsPerSecondPerGpu: number;
  };
}

/** Step and ramp of a swing at the inputs of its systems. */
interface SwingFigures {
  readonly stepWatts: number;
  /** Absent: how fast it rises is not known. */
  readonly rampWattsPerSecond?: number;
}

/**
 * Step and ramp of so many systems that swing together. Smoothing lifts the bottom to its floor and slows the change to its ramp.
 *
 * @param swing - the job
 * @param systems - systems that run it
 * @param gpus - their GPUs
 */
export function swingFigures(swing: PowerSwingInput, systems: number, gpus: number): SwingFigures {
  const { lowWatts, highWatts, riseSeconds, smoothing } = swing;
  if (smoothing === undefined) {
    const stepWatts = systems * (highWatts - lowWatts);
    const rampWattsPerSecond = riseSeconds === undefined ? undefined : Math.round(stepWatts / riseSeconds);
    return { stepWatts, ...present({ rampWattsPerSecond }) };
  }
  const bottom = Math.max(lowWatts, Math.round(highWatts * smoothing.floorShare));
  return {
    stepWatts: systems * Math.max(0, highWatts - bottom),
    rampWattsPerSecond: Math.round(gpus * smoothing.rampWattsPerSecondPerGpu),
  };
}

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
