import type {
  ContinuityPlan,
  FuelEndurance,
  PowerSwingInput,
  TurbineLoss,
  Interruption,
} from '../../../model/continuity-plan';
import type { CoolingStop } from '../../../model/cooling-plan';
import type { DeviceInput } from '../../../model/placement-plan';
import type { PowerChainPlan, PowerNodePlan, ChainState } from '../../../model/power-node';
import type { PowerPlan, PowerZonePlan } from '../../../model/power-plan';
import { present } from '../../../units/present';
import { shareOf } from '../zones/load-group';
import { ratingOf, SupplyIndex, SupplyWalk, type WalkedState } from './supply-walk';
import { ChainParts, differing } from '../chain/chain-walk';
import { swingsOnSources, unstatedSwings, type ZoneOf } from './swing-on-sources';
import type { OpenChain } from '../chain/plan-chain';
import { MomentFlow } from './moment-flow';
import { chargedRows, emptyOf, rechargesOf, recordOf, rideThrough, type Rides, worstRecharges } from './ride-through';
import { isAnyChanged, reachedFrom, TransferWalk } from './transfer-walk';
import { differences, indexOf, type SingleIndex, type TransfersPlan } from './transfers-plan';

const WATTS_PER_KILOWATT = 1_000;

/**
 * How a site comes through the loss of a utility, a plant or a turbine, and what swings of its jobs ask of the sources; undefined where it names no node.
 *
 * Systems whose zone is not known swing all over the site.
 *
 * @param power - loads and chain
 * @param devices - devices that are there
 * @param swings - jobs whose systems swing together
 * @param zoneOf - power zone of a device by name
 * @param transfers - what losses set going
 */
export function planContinuity(
  power: PowerPlan,
  devices: readonly DeviceInput[],
  swings: readonly PowerSwingInput[],
  zoneOf: ZoneOf = () => undefined,
  transfers: Omit<TransfersPlan, 'stops'> = planTransfers(power),
): ContinuityPlan | undefined {
  const { chain, zones } = power;
  const [normal] = chain?.states ?? [];
  if (chain === undefined || normal === undefined) return undefined;
  const before = new SupplyWalk(chain, zones, normal);
  const { transfers: changes, rideThroughs, interruptions, recharges } = transfers;
  const swingSite = { power, chain, devices, zoneOf };
  const swung = swingsOnSources(swings, swingSite);
  const unstated = unstatedSwings(swings, swingSite);
  return {
    transfers: changes,
    rideThroughs,
    interruptions,
    fuel: chain.nodes.flatMap((node) => fuelOf(node)),
    recharges: [...rechargesOf(chain, before), ...recharges],
    turbineLosses: chain.nodes.flatMap((node) => turbineLoss(node, before.loadOf(node.name))),
    swings: swung.swings,
    ...(swung.smoothed.length === 0 ? {} : { smoothed: swung.smoothed }),
    ...(unstated.length === 0 ? {} : { unstatedSwings: unstated }),
    swingInputs: swings,
  };
}

function fuelOf({ name, supply, worst, loadWatts }: PowerNodePlan): FuelEndurance[] {
  const { fuelLitres, fuelLitresPerKilowattHour: rate, requiredFuelHours: requiredHours } = supply ?? {};
  const most = Math.max(loadWatts, worst.loadWatts);
  if (fuelLitres === undefined || rate === undefined || most === 0) return [];
  const hours = fuelLitres / ((most / WATTS_PER_KILOWATT) * rate);
  return [{ generator: name, loadWatts: most, fuelLitres, hours, ...present({ requiredHours }) }];
}

/** The step on each turbine that is left: from L/n to L/(n-1), as a share of the rating R/n of one, L/((n-1) R). */
function turbineLoss(node: PowerNodePlan, loadWatts: number): TurbineLoss[] {
  const { turbines, stepShare } = node.supply ?? {};
  if (turbines === undefined || turbines < 1 || loadWatts === 0) return [];
  const rating = ratingOf(node);
  const left = turbines - 1;
  return [
    {
      plant: node.name,
      turbines,
      loadWatts,
      leftWatts: shareOf(Math.floor((rating * left) / turbines), node.failureLimitShare),
      stepShare: left === 0 ? 1 : loadWatts / (left * rating),
      ...present({ mostStepShare: stepShare }),
    },
  ];
}

/** What is lost, and what is out already. */
interface Loss {
  readonly lost: string;
  readonly alsoOut: readonly string[];
  readonly before: WalkedState;
  readonly after: WalkedState;
  /** Nodes that are lost between the two. */
  readonly falls: readonly string[];
  /** Whether no study names the node that is out for maintenance. */
  readonly isUnstudied?: true;
  readonly beside?: CoolingStop['beside'];
}

/**
 * Transfers, stores and feeds when something is lost: each node alone; what a group promises to survive, what a study names; and, where a source is lost, each
 * store that others stand in for while it is out. Of states of several nodes there is only what differs from the loss of the one.
 *
 * @param power - loads and chain
 * @param open - the chain with its flow. Absent: each store carries what it does when all has settled
 * @param isWhole - whether each state is walked whole, and not only where it differs from the loss of the one: what the shorter walk is held against
 */
export function planTransfers(
  { chain, zones }: Pick<PowerPlan, 'chain' | 'zones'>,
  open?: OpenChain,
  isWhole = false,
): TransfersPlan {
  const [normal] = chain?.states ?? [];
  if (chain === undefined || normal === undefined)
    return { transfers: [], rideThroughs: [], interruptions: [], recharges: [], stops: [] };
  const losses = new Losses(chain, zones, open);
  const singles = new Map<string, TransfersPlan>();
  for (const { name } of chain.nodes) {
    const state = losses.stateWithout([name]);
    if (state === undefined) continue;
    const found = losses.plan({ lost: name, alsoOut: [], before: normal, after: state, falls: [name] });
    if (found !== undefined) singles.set(name, found);
  }
  const indexes = new Map<string, SingleIndex>();
  const indexed = (lost: string): SingleIndex | undefined => {
    const single = singles.get(lost);
    const known = indexes.get(lost) ?? (single === undefined ? undefined : indexOf(single));
    if (known !== undefined) indexes.set(lost, known);
    return known;
  };
  const several = [...losses.several(), ...losses.unstudied(singles)].flatMap((loss) => {
    const found = isWhole ? losses.plan(loss) : losses.planBeside(loss);
    return found === undefined ? [] : [differences(found, indexed(loss.lost))];
  });
  const all = [...singles.values(), ...several];
  return {
    transfers: all.flatMap(({ transfers }) => transfers),
    rideThroughs: all.flatMap(({ rideThroughs }) => rideThroughs),
    interruptions: all.flatMap(({ interruptions }) => interruptions),
    recharges: worstRecharges(all.flatMap(({ recharges }) => recharges)),
    stops: all.flatMap(({ stops }) => stops),
  };
}

class Losses {
  private readonly index: SupplyIndex;
  private readonly flow: MomentFlow | undefined;
  private readonly byOut: ReadonlyMap<string, ChainState>;
  private readonly nodes: ReadonlySet<string>;
  private readonly before = new Map<WalkedState, SupplyWalk>();
  private readonly reached = new Map<string, Int32Array>();
  private readonly parts: ChainParts;

  public constructor(
    private readonly chain: PowerChainPlan,
    private readonly zones: readonly PowerZonePlan[],
    open: OpenChain | undefined,
  ) {
    this.index = new SupplyIndex(chain, zones);
    this.flow = open === undefined ? undefined : new MomentFlow(open);
    this.nodes = new Set(chain.nodes.map(({ name }) => name));
    this.byOut = new Map(chain.states.map((state) => [keyOf(state.out), state]));
    this.parts = new ChainParts(this.index, zones, open?.flow.plant);
  }

  public stateWithout(out: readonly string[]): ChainState | undefined {
    return this.byOut.get(keyOf(out));
  }

  private walkOf(state: WalkedState): SupplyWalk {
    return new SupplyWalk(this.chain, this.zones, state, this.index);
  }

  private walkBefore(state: WalkedState): SupplyWalk {
    const known = this.before.get(state) ?? this.walkOf(state);
    this.before.set(state, known);
    return known;
  }

  /** States of several nodes. */
  public several(): readonly Loss[] {
    const [normal] = this.chain.states;
    return this.chain.states.flatMap((state): Loss[] => {
      const { kind, out } = state;
      if (normal === undefined || (kind !== 'group' && kind !== 'pair' && kind !== 'maintenance')) return [];
      if (kind === 'maintenance') {
        const [maintained = '', lost = ''] = out;
        const before = this.stateWithout([maintained]);
        if (before === undefined) return [];
        return [{ lost, alsoOut: [maintained], before, after: state, falls: [lost], beside: 'maintenance' }];
      }
      const falls = out.filter((name) => this.nodes.has(name));
      const lost = falls.find((name) => this.isCarryingSource(name)) ?? falls[0];
      if (lost === undefined) return [];
      const beside = kind === 'pair' ? 'study' : 'group';
      return [{ lost, alsoOut: out.filter((name) => name !== lost), before: normal, after: state, falls, beside }];
    });
  }

  private isCarryingSource(name: string): boolean {
    const node = this.index.byName.get(name)?.node;
    return node !== undefined && node.fedFrom.length === 0 && node.loadWatts > 0;
  }

  /** Each source lost while a store that others stand in for is out, though no study names it. */
  public unstudied(singles: ReadonlyMap<string, TransfersPlan>): readonly Loss[] {
    const { flow } = this;
    const [normal] = this.chain.states;
    if (flow === undefined || normal === undefined) return [];
    return [...singles].flatMap(([lost, { rideThroughs }]) => {
      if (!this.isCarryingSource(lost) || rideThroughs.length < 2) return [];
      const over = this.stateWithout([lost]);
      return rideThroughs.flatMap(({ store }): Loss[] => {
        const before = this.stateWithout([store]);
        if (before === undefined || over === undefined || before.lostWatts > normal.lostWatts) return [];
        if (this.stateWithout([store, lost]) !== undefined) return [];
        const out = [store, lost];
        const { changed: changedWatts, draws: changedDraws } = flow.bothOut(lost, store);
        const units = this.chain.mechanical?.length ?? 0;
        const after = { out, over, changedWatts, changedDraws: changedDraws.filter(([place]) => place < units) };
        return [{ lost, alsoOut: [store], before, after, falls: [lost], isUnstudied: true }];
      });
    });
  }

  /** Places of the nodes at or below one that falls, found once. */
  private reachedBy(fallen: string): Int32Array {
    const known = this.reached.get(fallen);
    if (known !== undefined) return known;
    const places = Int32Array.from(reachedFrom(this.index, [fallen]), ({ name }) => this.index.placeOf(name));
    this.reached.set(fallen, places);
    return places;
  }

  /** Nodes at or below what falls that are wanted, in order of declaration. */
  private reachedIn(falls: readonly string[], isWanted: (place: number) => boolean): readonly PowerNodePlan[] {
    const found = new Set<number>();
    for (const fallen of falls) {
      for (const place of this.reachedBy(fallen)) if (isWanted(place)) found.add(place);
    }
    return [...found].sort((left, right) => left - right).flatMap((place) => this.chain.nodes[place] ?? []);
  }

  /**
   * What a loss of several sets going in the parts of the chain where it differs from the loss of the one: the others do the same in both. Where a store runs out, what is
   * down meanwhile counts in all parts, and the walk is that of all.
   */
  public planBeside(loss: Loss): TransfersPlan | undefined {
    const { lost, alsoOut, before, after, falls } = loss;
    const [normal] = this.chain.states;
    const single = this.stateWithout([lost]);
    const changed = before === normal ? [] : before.changedWatts;
    if (single?.changedWatts === undefined || after.changedWatts === undefined || changed === undefined) {
      return this.plan(loss);
    }
    if (!alsoOut.every((name) => this.nodes.has(name))) return this.plan(loss);
    const placeOf = (name: string): number => this.index.byName.get(name)?.place ?? -1;
    const units = [
      ...differing(after.changedDraws ?? [], single.changedDraws ?? []),
      ...(before === normal ? [] : (before.changedDraws ?? []).map(([unit]) => unit)),
    ];
    const places = [
      ...alsoOut.map(placeOf),
      ...changed.map(([place]) => place),
      ...(after.over === single
        ? after.changedWatts.map(([place]) => place)
        : differing(after.changedWatts, single.changedWatts)),
      ...units.flatMap((unit) => (this.chain.mechanical?.[unit]?.fedFrom ?? []).map(placeOf)),
    ];
    const parts = this.parts.without(lost);
    const touched = new Set(places.map((place) => parts[place]));
    // What is lost is in no part: what names it beside a node of one is told with each.
    touched.add(parts[placeOf(lost)]);
    const found = this.plan(
      loss,
      this.reachedIn(falls, (place) => touched.has(parts[place])),
    );
    return found?.rideThroughs.some(({ lostWatts }) => lostWatts !== undefined) === true ? this.plan(loss) : found;
  }

  /** What a loss sets going; undefined where nothing changes over and nothing stops. */
  public plan(
    { lost, alsoOut, before, after, falls, isUnstudied, beside }: Loss,
    reached: readonly PowerNodePlan[] = this.reachedIn(falls, () => true),
  ): TransfersPlan | undefined {
    const [walkBefore, walkAfter] = [this.walkBefore(before), this.walkOf(after)];
    const hasUnits = reached.some(({ name }) => this.index.belowOf(name).units.length > 0);
    if (!hasUnits && !isAnyChanged(reached, walkBefore, walkAfter)) return undefined;
    const walk = new TransferWalk(walkBefore, walkAfter, reached);
    const where = { lost, ...(alsoOut.length === 0 ? {} : { alsoOut }) };
    const mark = present({ isUnstudied });
    const rides = rideThrough(walk, { lost, out: after.out }, walkAfter, this.flow);
    return {
      transfers: walk.transfers.map(({ at, generators, loadWatts, blocks, gap }) => ({
        ...where,
        at: at.map(({ name }) => name),
        generators: generators.map(({ name }) => name),
        loadWatts,
        blocks,
        ...(gap.unknown.length > 0 ? {} : { gapSeconds: gap.seconds }),
        unknown: gap.unknown,
        ...mark,
      })),
      rideThroughs: rides.rides.map((ride) => ({ ...where, ...recordOf(ride), ...emptyOf(ride, rides), ...mark })),
      interruptions: this.interruptions(walk, walkAfter, rides).map((each) => ({ ...where, ...each, ...mark })),
      recharges: isUnstudied === true ? [] : chargedRows(walkAfter, walk, lost),
      stops: (isUnstudied === true ? [] : walk.darkUnits()).map(({ consumer: load, gap }) => ({
        ...where,
        ...present({ beside }),
        load,
        isLasting: gap === undefined,
        unknown: gap?.unknown ?? [],
        ...(gap === undefined || gap.unknown.length > 0 ? {} : { gapSeconds: gap.seconds }),
      })),
    };
  }

  private interruptions(walk: TransferWalk, after: SupplyWalk, { darkWatts }: Rides): Omit<Interruption, 'lost'>[] {
    const dark = walk.darkFeeds();
    const names = new Set(dark.map(({ consumer: { name } }) => name));
    const byName = new Map(this.zones.map((zone) => [zone.name, zone]));
    return dark.map(({ consumer: { zone: zoneName, name }, gap }) => {
      const zone = byName.get(zoneName);
      const isUp = (feed: string): boolean => {
        if (names.has(`${zoneName}/${feed}`) || after.isOut(`${zoneName}/${feed}`)) return false;
        const sources = zone?.sources?.[feed];
        return sources === undefined || sources.some((source) => after.isLive(source));
      };
      const lostWatts = darkWatts?.get(zoneName);
      return {
        at: gap.at ?? '',
        zone: zoneName,
        feed: name.slice(zoneName.length + 1),
        hasOther: (zone?.feeds.some(isUp) ?? false) && lostWatts === undefined,
        ...present({ lostWatts }),
        ...(gap.unknown.length > 0 ? {} : { gapSeconds: gap.seconds }),
      };
    });
  }
}

function keyOf(out: readonly string[]): string {
  return JSON.stringify(out);
}
