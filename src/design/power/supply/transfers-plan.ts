import type { Interruption, Recharge, RideThrough, Transfer } from '../../../model/continuity-plan';
import type { CoolingStop } from '../../../model/cooling-plan';
import type { MechanicalLoadPlan } from '../../../model/power-node';

/** What losses set going before all has settled. */
export interface TransfersPlan {
  /** Switching to another source, and sets that start, by the loss. */
  readonly transfers: readonly Transfer[];
  /** Stores that carry their load meanwhile. */
  readonly rideThroughs: readonly RideThrough[];
  /** Load that is dark meanwhile. */
  readonly interruptions: readonly Interruption[];
  /** What stores that carried their load draw to charge in the state that follows: of each node where it carries most. */
  readonly recharges: readonly Recharge[];
  /** Units of cooling that stop. */
  readonly stops: readonly MechanicalStop[];
}

/** Units of cooling that stop when nodes are lost, for good or until their power comes back. A store between holds them. */
export interface MechanicalStop {
  /** Node that is lost. */
  readonly lost: string;
  /** Nodes that are out beside it. Absent: none. */
  readonly alsoOut?: readonly string[];
  /** Why several are out. Absent: one is. */
  readonly beside?: CoolingStop['beside'];
  readonly load: MechanicalLoadPlan;
  /** Seconds until power is back: start, transfer and steps. Absent: not known, or it does not come back. */
  readonly gapSeconds?: number;
  /** Whether no node feeds them any more. */
  readonly isLasting: boolean;
  /** What is not known of the gap, in words of the props. */
  readonly unknown: readonly string[];
}

/** What the loss of one node alone sets going, by what tells its parts apart. */
export interface SingleIndex {
  readonly rides: ReadonlyMap<string, RideThrough>;
  readonly transfers: ReadonlySet<string>;
  readonly interruptions: ReadonlySet<string>;
  readonly stops: ReadonlyMap<string, MechanicalStop>;
}

/** The same of what a loss sets going. */
export function indexOf({ rideThroughs, transfers, interruptions, stops }: TransfersPlan): SingleIndex {
  return {
    rides: new Map(rideThroughs.map((ride) => [ride.store, ride])),
    transfers: new Set(transfers.map(transferKey)),
    interruptions: new Set(interruptions.map(interruptionKey)),
    stops: new Map(stops.map((stop) => [stop.load.name, stop])),
  };
}

function transferKey({ generators, at, blocks }: Transfer): string {
  return JSON.stringify([generators, at, blocks]);
}

function interruptionKey({ zone, feed, hasOther, gapSeconds }: Interruption): string {
  return JSON.stringify([zone, feed, hasOther, gapSeconds]);
}

/** What differs from the loss of the one node alone. */
export function differences(found: TransfersPlan, single: SingleIndex | undefined): TransfersPlan {
  if (single === undefined) return found;
  const { rides, transfers, interruptions, stops } = single;
  return {
    recharges: found.recharges,
    transfers: found.transfers.filter((transfer) => !transfers.has(transferKey(transfer))),
    rideThroughs: found.rideThroughs.filter((ride) => {
      const alone = rides.get(ride.store);
      if (alone === undefined || ride.loadWatts > alone.loadWatts) return true;
      return (ride.gapSeconds ?? Infinity) > (alone.gapSeconds ?? Infinity);
    }),
    interruptions: found.interruptions.filter((each) => !interruptions.has(interruptionKey(each))),
    stops: found.stops.filter((stop) => {
      const alone = stops.get(stop.load.name);
      if (alone === undefined || (stop.isLasting && !alone.isLasting)) return true;
      return !stop.isLasting && (stop.gapSeconds ?? Infinity) > (alone.gapSeconds ?? Infinity) && !alone.isLasting;
    }),
  };
}
