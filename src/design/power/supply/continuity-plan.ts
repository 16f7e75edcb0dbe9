import type { PowerSwingInput } from './power-swing';

/** Loads that are put on a source one after the other, together within its largest step. */
export interface LoadBlock {
  /** Nodes and feeds (`<zone>/<feed>`) in the order in which they are taken up. */
  readonly members: readonly string[];
  readonly loadWatts: number;
  /** Largest step that the sources which take it allow, W. Absent: not known. */
  readonly stepWatts?: number;
}

/** A transfer to generators when a source is lost. */
export interface Transfer {
  /** Source that is lost. */
  readonly lost: string;
  /** Transfer switches that change over to the same generators, in order of declaration. */
  readonly at: readonly string[];
  /** Generators that carry it then. */
  readonly generators: readonly string[];
  readonly loadWatts: number;
  /** In order of connection. */
  readonly blocks: readonly LoadBlock[];
  /** Seconds from the loss until the last block is carried: start, transfer and the steps between. Absent: not known; `unknown` says what. */
  readonly gapSeconds?: number;
  readonly unknown: readonly string[];
}

/** A store that carries its load through a transfer. */
export interface RideThrough {
  readonly lost: string;
  readonly at: string;
  /** UPS or BESS. */
  readonly store: string;
  readonly loadWatts: number;
  /** Seconds that it carries this load: what it stores at its rating, in proportion. Absent: not known. */
  readonly storedSeconds?: number;
  /** Seconds until its block is carried again. Absent: not known. */
  readonly gapSeconds?: number;
}

/** A feed of a zone that a transfer interrupts, for no store stands between. */
export interface Interruption {
  readonly lost: string;
  readonly at: string;
  readonly zone: string;
  readonly feed: string;
  /** Whether another feed of the zone stays up meanwhile, or rides through on a store. */
  readonly hasOther: boolean;
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

/** A node while the stores behind it charge again. */
export interface Recharge {
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
  readonly swing: string;
  readonly source: string;
  /** State in which the source carries it: `normal`, or the node that is lost. */
  readonly state: string;
  readonly stepWatts: number;
  /** Absent: how fast it rises is not known. */
  readonly rampWattsPerSecond?: number;
  /** Limits of the source. Absent: not known. */
  readonly mostStepWatts?: number;
  readonly mostRampWattsPerSecond?: number;
}

/** How a site comes through the loss of a source, and what its jobs ask of the sources. */
export interface ContinuityPlan {
  readonly transfers: readonly Transfer[];
  readonly rideThroughs: readonly RideThrough[];
  readonly interruptions: readonly Interruption[];
  readonly fuel: readonly FuelEndurance[];
  readonly recharges: readonly Recharge[];
  readonly turbineLosses: readonly TurbineLoss[];
  readonly swings: readonly SwingOnSource[];
  /** What the swings were reckoned from. */
  readonly swingInputs: readonly PowerSwingInput[];
}
