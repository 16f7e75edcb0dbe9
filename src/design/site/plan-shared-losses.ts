import type { CoolingLoopPlan, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import { type HallInput, type PlacementPlan, rackName } from '../../model/placement-plan';
import type { PowerChainPlan, PowerNodeInput } from '../../model/power-node';
import {
  filledRacks,
  hallPath,
  harmOf,
  type LostThing,
  namedCompartments,
  rackPlaces,
  type SharedCauseInput,
  type SharedLoss,
  type StandbyLoss,
  thingNames,
  thingOf,
  unitNumbers,
  unitsBySection,
  unitsIn,
} from '../../model/shared-loss';
import type { TenantLoadInput } from '../../model/power-plan';
import { type TenantPart, tenantParts } from '../power/plan-power';
import { shareOf } from '../power/zones/load-group';
import { addTo, present } from '../../units/present';
import type { OpenChain } from '../power/chain/plan-chain';
import { type DeviceEffects, ZoneEffects } from '../power/chain/chain-graph';
import { type Flow } from '../power/chain/chain-walk';

/** What shared losses are found from. */
export interface SharedLossInput {
  /** Halls with their rows: racks stand in their compartments. */
  readonly halls: readonly HallInput[];
  /** Racks with their devices. */
  readonly placement: Pick<PlacementPlan, 'racks'>;
  /** Blocks of others. Default: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
  /** Nodes of the power chain with their compartments. */
  readonly nodes: readonly PowerNodeInput[];
  /** Common causes, and sets of studies. */
  readonly causes: readonly SharedCauseInput[];
  /** Nodes that are not there yet. */
  readonly absent: readonly string[];
  /** The graph of nodes, zones and units. Absent: the site has neither chain nor cooling. */
  readonly open?: OpenChain;
  /** The chain with its states. Absent: none. */
  readonly chain?: PowerChainPlan;
  /** Loops with their units. Absent: cooling is not planned. */
  readonly cooling?: CoolingPlan;
}

/** What is lost together, before it is walked. */
export interface LostTogether extends Pick<SharedLoss, 'kind' | 'name' | 'path' | 'what' | 'things'> {
  /** Racks with devices, and rows of tenants, that stand in it. */
  readonly racks: readonly string[];
  /** Units of cooling that are out, by the place of their feed. */
  readonly units: ReadonlyMap<number, number>;
}

/** What is out of the graph: things, racks that stand in none of them, units of cooling, and single feeds of zones as `<zone>/<feed>`. */
export interface GraphOutage extends Pick<LostTogether, 'things' | 'racks' | 'units'> {
  readonly feeds?: readonly string[];
}

/**
 * What the loss of each compartment, of each common cause, of each cooling loop or section, and of all pumps of a group does to power and cooling: a walk each from what
 * is out, as for the loss of a node.
 *
 * A compartment takes the nodes, the units and the racks that stand in it. A pipe that passes it takes no loop with it: that is the loss of the loop, a state of
 * its own. Racks that are lost give no heat any more.
 */
export function planSharedLosses(input: SharedLossInput): readonly SharedLoss[] {
  const site = new LossSite(input);
  return [
    ...site.compartments(),
    ...site.causes(),
    ...(input.cooling?.loops ?? []).flatMap((loop) => site.loopLosses(loop)),
  ].map((lost) => site.lossOf(lost));
}

/** A site as its losses see it: the graph of nodes, zones, loops and units, and what stands where. */
export class LossSite {
  private readonly effects: ZoneEffects | undefined;
  private readonly normal: DeviceEffects | undefined;
  private readonly loops: ReadonlyMap<string, CoolingLoopPlan>;
  private readonly units: ReadonlyMap<string, CoolingUnitsPlan>;
  private readonly loopPlaces: ReadonlyMap<string, number>;
  private readonly tenants: readonly TenantPart[];
  private singles: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  public constructor(private readonly input: SharedLossInput) {
    const { open, cooling } = input;
    this.effects = open === undefined ? undefined : new ZoneEffects(open.zones, open.flow.normal.zones);
    this.normal = this.effects?.of(new Map());
    const loops = cooling?.loops ?? [];
    this.loops = new Map(loops.map((loop) => [loop.name, loop]));
    this.units = new Map(loops.flatMap((loop) => loop.units.map((units) => [units.name, units] as const)));
    this.loopPlaces = new Map(loops.map(({ name }, place) => [name, place]));
    const sources = new Set((cooling?.sources ?? []).map(({ name }) => name));
    this.tenants = tenantParts(input.tenantLoads ?? [], input.placement.racks).filter(({ name }) => sources.has(name));
  }

  public compartments(): readonly LostTogether[] {
    const { halls, placement, nodes, cooling, absent } = this.input;
    const loops = cooling?.loops ?? [];
    const groups = loops.flatMap(({ units }) => units);
    const names = namedCompartments({ halls, nodes, units: groups, loops });
    if (names.length === 0) return [];
    const placeOf = rackPlaces(halls);
    const racks = new Map<string, string[]>();
    for (const rack of filledRacks(placement)) addTo(racks, placeOf(rack), rack.name);
    for (const { name, row: at, positions } of this.tenants) {
      const [hall, row] = [at.slice(0, at.indexOf('/')), at.slice(at.indexOf('/') + 1)];
      for (const place of new Set(positions.map((number) => placeOf({ hall, row, number })))) addTo(racks, place, name);
    }
    const inIt = new Map<string, PowerNodeInput[]>();
    for (const node of nodes.filter(({ name }) => !absent.includes(name))) {
      if (node.compartment !== undefined) addTo(inIt, node.compartment, node);
    }
    return names.map((name): LostTogether => {
      const own = inIt.get(name) ?? [];
      const held = groups.flatMap((units) => {
        const lost = unitsIn(units.compartments ?? [], name, units.units);
        return lost.length === 0 ? [] : [{ units, lost }];
      });
      const path = own[0]?.path ?? held[0]?.units.path ?? loops.find(({ passes }) => passes?.includes(name))?.path;
      return {
        kind: 'compartment',
        name,
        path: path ?? hallPath(halls, name),
        things: [...own.map((node): LostThing => ({ kind: 'power-node', name: node.name })), ...held.map(thingOf)],
        racks: racks.get(name) ?? [],
        units: this.feedsOf(held),
      };
    });
  }

  public causes(): readonly LostTogether[] {
    const { causes, halls, placement } = this.input;
    return causes.map(({ kind, name, path, what, things }): LostTogether => {
      const [rows, racks] = [thingNames(things, 'row'), thingNames(things, 'rack')];
      const inHalls = thingNames(things, 'hall');
      const lostRows = halls.flatMap((hall) =>
        hall.rows.map((row) => `${hall.name}/${row.name}`).filter((row) => inHalls.has(hall.name) || rows.has(row)),
      );
      const units = things.flatMap((thing) => this.groupsOf(thing));
      return {
        ...{ kind, name, path, things },
        ...present({ what }),
        racks: [
          ...filledRacks(placement)
            .filter(
              (rack) =>
                inHalls.has(rack.hall) ||
                rows.has(`${rack.hall}/${rack.row}`) ||
                racks.has(`${rack.hall}/${rackName(undefined, rack.row, rack.number)}`),
            )
            .map((rack) => rack.name),
          ...this.tenants
            .filter(({ row, positions }) => {
              const name = row.slice(row.indexOf('/') + 1);
              const stood = (number: number): boolean =>
                racks.has(`${row.slice(0, row.indexOf('/'))}/${rackName(undefined, name, number)}`);
              return lostRows.includes(row) || positions.every(stood);
            })
            .map(({ name }) => name),
        ],
        units: this.feedsOf(units.map((group) => ({ units: group, lost: unitNumbers(group.units) }))),
      };
    });
  }

  /** The loss of a loop that no valves part or of each section of it, and of all pumps of each group on it. */
  public loopLosses(loop: CoolingLoopPlan): readonly LostTogether[] {
    const { name, path, kind, heatWatts, sections = 1, units } = loop;
    if (kind === 'air' || heatWatts === 0) return [];
    const all = units
      .filter((group) => group.units > 0)
      .map((group) => ({ units: group, lost: unitNumbers(group.units) }));
    const whole = { kind: 'loop' as const, name, path, things: [{ kind: 'cooling-loop', name }], racks: [] };
    const pumps = all.filter((each) => each.units.kind === 'pump');
    return [
      ...(sections > 1 ? this.sectionLosses(loop, sections) : [{ ...whole, units: this.feedsOf(all) }]),
      ...pumps.map((each) => ({
        ...{ kind: 'pumps' as const, name: each.units.name, path: each.units.path, racks: [] },
        things: [thingOf(each)],
        units: this.feedsOf([each]),
      })),
    ];
  }

  /**
   * The loss of each section of a loop, one after the other: valves shut it off, and what stands on it is out. Units of a group are on the sections in turn, those of the
   * loop and those of loops that reject to it but for pumps, which move the other side. Sections that take the same are one state.
   */
  private sectionLosses({ name, path, units, takesFrom }: CoolingLoopPlan, sections: number): readonly LostTogether[] {
    const hanging = takesFrom.flatMap((other) => this.loops.get(other)?.units ?? []);
    const groups = [...units, ...hanging.filter(({ kind }) => kind !== 'pump')]
      .filter((group) => group.units > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const known = new Set<string>();
    return unitsBySection(groups, sections).flatMap((lost, section): LostTogether[] => {
      const out = this.feedsOf(lost);
      const key = JSON.stringify([...out]);
      if (lost.length === 0 || known.has(key)) return [];
      known.add(key);
      return [
        { kind: 'section', name: `${name}/${section + 1}`, path, things: lost.map(thingOf), racks: [], units: out },
      ];
    });
  }

  public lossOf(lost: LostTogether): SharedLoss {
    const { kind, name, path, what, things } = lost;
    const inside = lost.racks;
    const common = { kind, name, path, ...present({ what }), things, racks: inside };
    const { open } = this.input;
    if (open === undefined || this.effects === undefined) {
      return { ...common, unpowered: [], uncooled: [], loops: [], tenantWatts: 0 };
    }
    const { flow, effect } = this.walk(open, this.effects, lost);
    const known = new Set([...inside, ...(kind === 'compartment' ? this.lostAlone(things) : [])]);
    const before = new Set(this.normal?.lostRacks);
    const dark = new Set(effect.lostRacks);
    const short = flow.shortLoops.filter(({ heatWatts }) => heatWatts > 0).map((each) => each.loop);
    // A loop that is lost has nothing that takes its heat, whether or not it has units.
    const loops = kind === 'loop' ? [...new Set([name, ...short])] : short;
    const hot = loops.flatMap((each) => this.loops.get(each)?.racks ?? []);
    return {
      ...common,
      unpowered: effect.lostRacks.filter((rack) => !known.has(rack) && !before.has(rack)),
      uncooled: [...new Set(hot)].filter((rack) => !known.has(rack) && !dark.has(rack)),
      loops,
      tenantWatts: this.tenantWatts(effect, things, kind === 'compartment'),
      ...(kind === 'cause' ? present({ standby: this.standbyLoss(open, lost) }) : {}),
    };
  }

  /** The graph without something: racks that are lost give no heat, beside those that lose their power. Absent: there is no graph. */
  public without(lost: GraphOutage): { readonly flow: Flow; readonly effect: DeviceEffects } | undefined {
    const { open } = this.input;
    return open === undefined || this.effects === undefined ? undefined : this.walk(open, this.effects, lost);
  }

  private walk(
    { flow: normal }: OpenChain,
    effects: ZoneEffects,
    { things, racks, units, feeds = [] }: GraphOutage,
  ): { readonly flow: Flow; readonly effect: DeviceEffects } {
    const outage = { nodes: this.nodesOf(things), feeds: this.zonesOf(things, feeds) };
    const flow = normal.without({ ...outage, plant: { units, heat: new Map() } });
    const effect = effects.of(flow.zones);
    const heat = this.heatOf(racks, effect.lostRacks);
    if (heat.size === 0) return { flow, effect };
    const cooler = normal.without({ ...outage, plant: { units, heat } });
    return { flow: cooler, effect: effects.of(cooler.zones) };
  }

  /** The worst loss of a node in which generators of a cause carry, with the cause. */
  private standbyLoss(open: OpenChain, { things, units }: LostTogether): StandbyLoss | undefined {
    const { graph, flow: all, zones } = open;
    const places = this.nodesOf(things);
    const sets = new Set(
      places.filter((place) => graph.nodes[place]?.kind === 'generator' && (all.normal.loads[place] ?? 0) === 0),
    );
    let worst: StandbyLoss | undefined;
    for (const state of sets.size === 0 ? [] : (this.input.chain?.states ?? [])) {
      const [lost = '', ...others] = state.out;
      const out = graph.placeOf.get(lost);
      if (state.kind !== 'loss' || others.length > 0 || out === undefined || places.includes(out)) continue;
      if (state.changedWatts?.some(([place, watts]) => sets.has(place) && watts > 0) !== true) continue;
      const nodes = [out, ...places];
      const flow = all.without({ nodes, feeds: this.zonesOf(things), plant: { units, heat: new Map() } });
      const effect = this.effects?.of(flow.zones) ?? state;
      const [dark, before] = [new Set(effect.lostRacks), new Set(state.lostRacks)];
      const over = new Set(state.overloads.map(({ node }) => node));
      const short = new Set(state.shortLoops?.map(({ loop }) => loop));
      const hot = flow.shortLoops.filter(({ loop, heatWatts }) => heatWatts > 0 && !short.has(loop));
      const found: StandbyLoss = {
        lost,
        overloaded: flow.changed.flatMap(([place, watts]) => {
          const { name = '', failureLimitShare = 1 } = graph.nodes[place] ?? {};
          const isOver = watts > shareOf(graph.ratings[place] ?? 0, failureLimitShare);
          return isOver && !over.has(name) ? [name] : [];
        }),
        unpowered: effect.lostRacks.filter((rack) => !before.has(rack)),
        uncooled: [...new Set(hot.flatMap(({ loop }) => this.loops.get(loop)?.racks ?? []))].filter(
          (rack) => !dark.has(rack),
        ),
        tenantWatts: zones.reduce(
          (sum, { name, states }) =>
            effect.unfedZones.includes(name) && !state.unfedZones.includes(name) ? sum + states.zone.tenantWatts : sum,
          0,
        ),
      };
      if (harmOf(found) > (worst === undefined ? 0 : harmOf(worst))) worst = found;
    }
    return worst;
  }

  private tenantWatts({ unfedZones }: DeviceEffects, things: readonly LostThing[], isPlace: boolean): number {
    const before = new Set(this.normal?.unfedZones);
    const alone = new Set(
      isPlace ? things.flatMap((thing) => this.statesOf(thing)).flatMap((state) => state.unfedZones) : [],
    );
    const lost = unfedZones.filter((zone) => !before.has(zone) && !alone.has(zone));
    const zones = this.input.open?.zones ?? [];
    return zones.reduce((sum, { name, states }) => (lost.includes(name) ? sum + states.zone.tenantWatts : sum), 0);
  }

  private statesOf({ kind, name }: LostThing): PowerChainPlan['states'] {
    if (kind !== 'power-node') return [];
    return (this.input.chain?.states ?? []).filter(
      (state) => state.kind === 'loss' && state.out.length === 1 && state.out[0] === name,
    );
  }

  /** Racks that the loss of one thing alone takes, by their power or their cooling. */
  private lostAlone(things: readonly LostThing[]): readonly string[] {
    this.singles ??= this.singleLosses();
    return things.flatMap(({ kind, name }) => [...(this.singles?.get(`${kind} ${name}`) ?? [])]);
  }

  private singleLosses(): ReadonlyMap<string, ReadonlySet<string>> {
    const singles = new Map<string, ReadonlySet<string>>();
    for (const { kind, out, lostRacks, shortLoops = [] } of this.input.chain?.states ?? []) {
      if (kind !== 'loss' || out.length !== 1) continue;
      const hot = shortLoops.flatMap(({ loop }) => this.loops.get(loop)?.racks ?? []);
      singles.set(`power-node ${out[0] ?? ''}`, new Set([...lostRacks, ...hot]));
    }
    for (const { units, lostRacks } of this.input.cooling?.losses ?? []) {
      singles.set(`cooling-units ${units}`, new Set(lostRacks));
    }
    return singles;
  }

  private nodesOf(things: readonly LostThing[]): readonly number[] {
    const { absent, open } = this.input;
    return things.flatMap(({ kind, name }) => {
      const place = kind === 'power-node' && !absent.includes(name) ? open?.graph.placeOf.get(name) : undefined;
      return place === undefined ? [] : [place];
    });
  }

  private zonesOf(
    things: readonly LostThing[],
    single: readonly string[] = [],
  ): ReadonlyMap<number, readonly number[]> {
    const lost = thingNames(things, 'zone');
    const out = new Set(single);
    return new Map(
      (this.input.open?.zones ?? []).flatMap(({ name, states }, number) => {
        const feeds = states.zone.feeds.flatMap((feed, at) =>
          lost.has(name) || out.has(`${name}/${feed}`) ? [at] : [],
        );
        return feeds.length === 0 ? [] : [[number, feeds] as const];
      }),
    );
  }

  /** Groups of units that a thing takes: its own, or those of a loop. */
  private groupsOf({ kind, name }: LostThing): readonly CoolingUnitsPlan[] {
    if (kind === 'cooling-loop') return this.loops.get(name)?.units ?? [];
    const units = kind === 'cooling-units' ? this.units.get(name) : undefined;
    return units === undefined ? [] : [units];
  }

  /** Units that are out of each feed of their group: they are on the feeds in turn. */
  public feedsOf(
    groups: readonly { readonly units: CoolingUnitsPlan; readonly lost: readonly number[] }[],
  ): ReadonlyMap<number, number> {
    const plant = this.input.open?.flow.plant;
    const out = new Map<number, number>();
    for (const { units, lost } of groups) {
      const feeds = plant?.feedsOfUnits(units.name) ?? [];
      for (const unit of lost) {
        const [feed] = feeds[unit % feeds.length] ?? [];
        if (feed !== undefined) out.set(feed, Math.min((out.get(feed) ?? 0) + 1, units.units));
      }
    }
    return out;
  }

  /** Heat of racks that are lost themselves, by loop: that of zones without a feed is gone already. */
  private heatOf(racks: readonly string[], dark: readonly string[]): ReadonlyMap<number, number> {
    const gone = new Set(racks);
    for (const rack of dark) gone.delete(rack);
    const heat = new Map<number, number>();
    if (gone.size === 0) return heat;
    for (const { name, technologyLoop, airLoop, liquidWatts, airWatts } of this.input.cooling?.sources ?? []) {
      if (!gone.has(name)) continue;
      for (const [loop, watts] of [
        [technologyLoop, liquidWatts],
        [airLoop, airWatts],
      ] as const) {
        const place = this.loopPlaces.get(loop ?? '');
        if (place !== undefined && watts > 0) heat.set(place, (heat.get(place) ?? 0) + watts);
      }
    }
    return heat;
  }
}
