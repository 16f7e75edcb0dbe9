import type { LoopShortage } from '../../model/power-node';
import type { PartnerSet } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { type TenantPart, tenantParts } from '../power/plan-power';
import type { Flow } from '../power/chain/chain-walk';
import { shareOf } from '../power/zones/load-group';
import { loadsThere } from '../site/phase-view';
import { LossSite, type SharedLossInput } from '../site/plan-shared-losses';
import { planLoads } from '../site/plan-loads';
import { type StorageLoss, storageWithout } from '../storage/storage-losses';
import { siteDifference } from '../work-order/site-difference';
import type { FeedExposure, WorkLoss } from '../work-order/work-order-plan';
import { WorkState } from '../work-order/work-state';
import type { Shortage } from '../work-order/network-state';
import { GpuPorts } from './gpu-ports';
import type { OutageParts } from './outage-objects';

/** A node, or a feed where the chain begins at it, that carries more than it may for hours. */
export interface OutageOverload {
  /** Node, or `<zone>/<feed>`. */
  readonly node: string;
  readonly loadWatts: number;
  /** What it may carry for hours, W. */
  readonly limitWatts: number;
  /** What it may carry while something is lost, W. Absent: not stated, as of a feed. */
  readonly failureLimitWatts?: number;
}

/** A zone that has fewer feeds. */
export interface FeedsLeft {
  readonly zone: string;
  readonly lost: readonly string[];
  readonly left: readonly string[];
}

/** Devices that stand in for each other, of which some are out. */
export interface PartnersLeft extends Pick<PartnerSet, 'set' | 'kind' | 'of'> {
  readonly out: readonly string[];
  readonly left: number;
  readonly total: number;
}

/** What an outage does to a site, by the engines of power and cooling, of work orders and of storage. */
export interface Harm {
  /** Systems and other devices that do no work: taken out, or without power. */
  readonly down: ReadonlySet<string>;
  /** Devices that run slower on the supplies that are left. */
  readonly degraded: ReadonlySet<string>;
  /** Devices of which it is not known whether they run on the supplies that are left. */
  readonly doubtful: ReadonlySet<string>;
  /** Zones without some of their feeds. */
  readonly feeds: readonly FeedsLeft[];
  /** Loops that lack units, with the racks and rows of tenants that they serve. */
  readonly loops: readonly (LoopShortage & { readonly racks: readonly string[] })[];
  readonly overloads: readonly OutageOverload[];
  /** Tenants' blocks with racks that are out or without power. */
  readonly blocks: readonly string[];
  /** Endpoints in service that are short of bandwidth. */
  readonly shortages: readonly Shortage[];
  /** GPUs of systems in service whose ports to other GPUs are all out: jobs on them stop. */
  readonly gpusOff: ReadonlyMap<string, number>;
  /** Pairs of cores with ports out of which it is not known which GPUs are behind them. */
  readonly portsUnstated: readonly string[];
  readonly partners: readonly PartnersLeft[];
  /** Tiers that lose blocks. */
  readonly storage: readonly (StorageLoss & { readonly tier: string })[];
  /** The same as work orders tell it: whose systems, which bandwidth, which feeds, which other devices. */
  readonly lost: WorkLoss;
}

/** What outages of a site do. Its loads are planned once; each outage is a walk over the graph, and steps of a work order that are taken back. */
export class SiteOutages {
  private readonly state: WorkState;
  private readonly losses: LossSite | undefined;
  private readonly input: SharedLossInput | undefined;
  private readonly kinds: ReadonlyMap<string, string>;
  private readonly ports: GpuPorts;
  private readonly blocks: readonly TenantPart[];
  private readonly rackNames: ReadonlyMap<string, string>;
  private readonly sets = new Map<string, { readonly partners: PartnerSet; readonly members: string[] }>();
  /** Devices that lose their power, or may, even normally. */
  private readonly before: Survivors;

  public constructor(private readonly plan: SitePlan) {
    this.state = new WorkState(plan, plan, siteDifference(plan, plan), undefined);
    const { devices, placement, halls } = plan;
    let input: SharedLossInput | undefined;
    planLoads({ ...loadsThere(plan, { devices, placement, halls, isThere: () => true }), isCooled: true }, (found) => {
      input = found;
    });
    this.input = input;
    this.losses = input === undefined ? undefined : new LossSite(input);
    this.kinds = new Map(devices.map(({ name, kind }) => [name, kind]));
    for (const { name, partners } of devices) {
      if (partners === undefined) continue;
      const known = this.sets.get(partners.set) ?? { partners, members: [] };
      known.members.push(name);
      this.sets.set(partners.set, known);
    }
    this.before = this.survivors(undefined);
    this.ports = new GpuPorts(plan);
    const { tenantLoads = [] } = plan.power;
    this.blocks = tenantParts(tenantLoads, placement.racks);
    this.rackNames = new Map(placement.racks.map(({ hall, row, number, name }) => [`${hall}/${row}/${number}`, name]));
  }

  /** What an outage does. */
  public harmOf(parts: OutageParts): Harm {
    const gone = this.blocksOf(parts.racks);
    const walked = this.losses?.without({
      things: parts.things,
      racks: [...parts.racks, ...gone.flatMap(({ name, isWhole }) => (isWhole ? [name] : []))],
      feeds: parts.feeds,
      units: this.losses.feedsOf(this.groupsOut(parts)),
    });
    const flow = walked?.flow;
    const { down: dark, degraded, doubtful } = this.survivors(flow);
    const down = new Set([...parts.devices, ...dark]);
    const feeds = this.feedsLeft(flow);
    const cables = this.cablesOut(down, parts.cables);
    const [shortages, lost] = this.atWork(down, cables, feeds);
    const { gpus, unstated } = this.ports.off({ down, cables });
    return {
      down,
      degraded,
      doubtful,
      feeds,
      loops: this.loopsShort(flow, parts),
      overloads: flow === undefined ? [] : this.overloads(flow),
      blocks: this.blocksIn(walked?.effect.unfedZones ?? [], new Set(gone.map(({ tenant }) => tenant))),
      shortages,
      gpusOff: gpus,
      portsUnstated: unstated,
      partners: this.partnersLeft(down),
      storage: this.plan.storage.flatMap(({ plan: tier }) => {
        const loss = storageWithout(tier, (name) => down.has(name));
        return loss === undefined ? [] : [{ ...loss, tier: tier.name }];
      }),
      lost,
    };
  }

  /** Owner of the GPUs of a system or tray. */
  public ownerOf(device: string): ReturnType<WorkState['ownerOf']> {
    return this.state.ownerOf(device);
  }

  /** Labels of the cables in a device. */
  public cablesOf(device: string): readonly string[] {
    return [...this.state.cablesOf(device)].sort();
  }

  private groupsOut({ units }: OutageParts): Parameters<LossSite['feedsOf']>[0] {
    const groups = new Map(
      (this.plan.cooling?.loops ?? []).flatMap((loop) => loop.units.map((one) => [one.name, one])),
    );
    const lost = new Map<string, Set<number>>();
    for (const each of units)
      for (const unit of each.lost) lost.set(each.name, (lost.get(each.name) ?? new Set()).add(unit));
    return [...lost].flatMap(([name, numbers]) => {
      const group = groups.get(name);
      return group === undefined ? [] : [{ units: group, lost: [...numbers] }];
    });
  }

  /** What devices do on the supplies that are left, without those that did so before. */
  private survivors(flow: Flow | undefined): Survivors {
    const found: Survivors = { down: new Set(), degraded: new Set(), doubtful: new Set() };
    const { open } = this.input ?? {};
    open?.zones.forEach(({ states }, number) => {
      const { state } = flow?.zones.get(number) ?? open.flow.normal.zones[number] ?? {};
      states.zone.groups.forEach(({ names }, group) => {
        const survival = state?.outcomes[group]?.survival;
        const set =
          survival === 'indeterminate'
            ? found.doubtful
            : survival === 'full'
              ? undefined
              : found[survival ?? 'doubtful'];
        if (set !== undefined) for (const name of names) set.add(name);
      });
    });
    if (flow === undefined) return found;
    for (const key of ['down', 'degraded', 'doubtful'] as const)
      for (const name of this.before[key]) found[key].delete(name);
    return found;
  }

  private feedsLeft(flow: Flow | undefined): readonly FeedsLeft[] {
    const { open } = this.input ?? {};
    return [...(flow?.zones ?? [])].flatMap(([number, { lost }]) => {
      const zone = open?.zones[number];
      const before = open?.flow.normal.zones[number]?.lost ?? [];
      const gone = lost.filter((feed) => !before.includes(feed));
      if (zone === undefined || gone.length === 0) return [];
      const { feeds } = zone.states.zone;
      const names = (isOf: (feed: number) => boolean): readonly string[] => feeds.filter((_, feed) => isOf(feed));
      return [
        { zone: zone.name, lost: names((feed) => gone.includes(feed)), left: names((feed) => !lost.includes(feed)) },
      ];
    });
  }

  /** Loops that lack units; of one that is lost with all units, or has none, all of its heat is. */
  private loopsShort(flow: Flow | undefined, { things }: OutageParts): Harm['loops'] {
    const loops = new Map(this.plan.cooling?.loops.map((loop) => [loop.name, loop]));
    const short = new Map(flow?.shortLoops.filter(({ shortWatts }) => shortWatts > 0).map((one) => [one.loop, one]));
    for (const { kind, name } of things) {
      const loop = kind === 'cooling-loop' ? loops.get(name) : undefined;
      if (loop === undefined || loop.heatWatts === 0 || short.has(name)) continue;
      short.set(name, {
        loop: name,
        heatWatts: loop.heatWatts,
        shortWatts: loop.heatWatts,
        shortMillilitresPerSecond: 0,
      });
    }
    return [...short.values()].map((one) => ({ ...one, racks: loops.get(one.loop)?.racks ?? [] }));
  }

  /** Nodes and feeds that carry more than they may for hours, and more than they do normally. */
  private overloads({ changed, zones }: Flow): readonly OutageOverload[] {
    const { open } = this.input ?? {};
    if (open === undefined) return [];
    const { nodes, ratings } = open.graph;
    const ofNodes = changed.flatMap(([place, loadWatts]): OutageOverload[] => {
      const node = nodes[place];
      const rating = ratings[place] ?? 0;
      if (node === undefined || loadWatts <= Math.round(open.flow.normal.loads[place] ?? 0)) return [];
      const limitWatts = shareOf(rating, node.limitShare);
      if (loadWatts <= limitWatts) return [];
      return [{ node: node.name, loadWatts, limitWatts, failureLimitWatts: shareOf(rating, node.failureLimitShare) }];
    });
    const ofFeeds = [...zones].flatMap(([number, { state }]) => {
      const zone = this.plan.power.zones.find(({ name }) => name === open.zones[number]?.name);
      const normal = open.flow.normal.zones[number]?.state.loads ?? [];
      return (zone?.feeds ?? []).flatMap((feed, at): OutageOverload[] => {
        const loadWatts = state.loads[at] ?? 0;
        const limitWatts = zone?.limitWatts ?? 0;
        if (loadWatts <= limitWatts || loadWatts <= (normal[at] ?? 0)) return [];
        return [{ node: `${zone?.name ?? ''}/${feed}`, loadWatts, limitWatts }];
      });
    });
    return [...ofNodes, ...ofFeeds];
  }

  /** Parts of tenants' blocks that have a position among racks that are lost: whole where all of theirs are. */
  private blocksOf(racks: readonly string[]): readonly (TenantPart & { readonly isWhole: boolean })[] {
    if (racks.length === 0 || this.blocks.length === 0) return [];
    const lost = new Set(racks);
    return this.blocks.flatMap((part) => {
      const isLost = part.positions.map((number) => lost.has(this.rackNames.get(`${part.row}/${number}`) ?? ''));
      return isLost.includes(true) ? [{ ...part, isWhole: !isLost.includes(false) }] : [];
    });
  }

  /** Tenants' blocks with a rack in zones, or among those that are lost themselves. */
  private blocksIn(zones: readonly string[], lost: ReadonlySet<string>): readonly string[] {
    const dark = new Set(zones);
    const touched = this.blocks.filter(({ tenant, zone }) => lost.has(tenant) || dark.has(zone));
    return [...new Set(touched.map(({ tenant }) => tenant))];
  }

  private partnersLeft(down: ReadonlySet<string>): readonly PartnersLeft[] {
    return [...this.sets.values()].flatMap(({ partners: { set, kind, of }, members }) => {
      const out = members.filter((name) => down.has(name));
      if (out.length === 0 || members.length < 2) return [];
      return [{ set, kind, of, out, left: members.length - out.length, total: members.length }];
    });
  }

  /** Labels of the cables that are out: those named, and those that pass a panel that is out. */
  private cablesOut(down: ReadonlySet<string>, named: readonly string[]): ReadonlySet<string> {
    const panels = [...down].filter((name) => this.kinds.get(name) === 'panel');
    return new Set([...named, ...panels.flatMap((name) => [...this.state.cablesOf(name)])]);
  }

  /** What networks carry while devices are off and cables out: as in a work order, and taken back. */
  private atWork(
    down: ReadonlySet<string>,
    out: ReadonlySet<string>,
    feeds: readonly FeedsLeft[],
  ): readonly [readonly Shortage[], WorkLoss] {
    const { state } = this;
    const mark = state.mark();
    for (const name of down) {
      const kind = this.kinds.get(name);
      if (kind === 'panel') continue;
      if (kind === 'system' || kind === undefined) state.setDrained(name, true);
      else state.setOff(name, true);
    }
    for (const label of out) {
      const cable = state.cables.get(label);
      if (cable !== undefined) state.takeCable(cable);
    }
    for (const { zone, lost, left } of feeds) {
      for (const feed of left.length === 0 ? [] : lost)
        state.expose(`${zone} ${feed}`, this.exposure(zone, feed, down));
    }
    const found = [state.shortages(), state.lostNow()] as const;
    state.undo(mark);
    return found;
  }

  private exposure(zone: string, feed: string, down: ReadonlySet<string>): FeedExposure {
    const { placement } = this.plan;
    const devices = placement.racks
      .filter((rack) => rack.zone === zone)
      .flatMap((rack) => rack.devices.map(({ name }) => name))
      .filter((name) => this.kinds.get(name) !== 'panel' && !down.has(name));
    const owners = devices.map((name) => this.ownerOf(name)).filter(({ gpus }) => gpus > 0);
    return {
      zone,
      feed,
      devices: devices.length,
      gpus: owners.reduce((sum, { gpus }) => sum + gpus, 0),
      owners: [...new Set(owners.map(({ cluster }) => cluster))].sort(),
      tenants: [...new Set(owners.flatMap(({ tenants }) => tenants))].sort(),
    };
  }
}

interface Survivors {
  readonly down: Set<string>;
  readonly degraded: Set<string>;
  readonly doubtful: Set<string>;
}
