import type { CoolingLoopPlan } from '../../model/cooling-plan';
import type {
  EnvelopeFeed,
  EnvelopeInput,
  EnvelopeLoop,
  EnvelopeMemberPlan,
  EnvelopeNode,
  EnvelopePlan,
} from '../../model/power-plan';
import { type DeviceInput, devicesByName, wattsOf } from '../../model/placement-plan';
import type { PowerPlan } from '../../model/power-plan';
import type { PlannedSite, SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { splitHeat } from '../cooling/gather-heat';
import { loadsThere } from '../site/phase-view';
import { planLoads } from '../site/plan-loads';

/** What envelopes are planned from: a planned site, or what is there of it by the date of a phase. */
export type EnvelopeSite = Pick<
  PlannedSite,
  'clusters' | 'devices' | 'placement' | 'halls' | 'power' | 'cooling' | 'losses'
> &
  Pick<SitePlan, 'dsx'>;

/** Envelopes of a site, and the loops that take their heat. */
export interface EnvelopesPlan {
  /** In order of declaration. */
  readonly envelopes: readonly EnvelopePlan[];
  /** In order of declaration; loops without heat of an envelope are left out. Absent: the site names no loop, or a limit is not known. */
  readonly loops?: readonly EnvelopeLoop[];
}

const PLANNED = new WeakMap<EnvelopeSite, EnvelopesPlan>();

/**
 * Power envelopes that racks share, against all that carries them.
 *
 * The site is planned again with each system of an envelope at its active limit, by the engines that plan it by nameplate: so feeds, nodes and losses are
 * counted alike. A feed lost is the worst state of the others at the same limits, for nothing has lowered them yet; what is left then, once limits are at their
 * lowest, is planned in the same way. A manager that is lost changes no limit: a controller that stays up keeps its last one.
 *
 * Heat of a loop is at its worst where the manager has moved as much power as it may to the racks of that loop: each rack between its lowest and its highest
 * limit, all together within the envelope. The manager knows feeds and knows no loops. Pumps and fans are counted as in the plan.
 *
 * @see https://docs.nvidia.com/datacenter/dps/
 */
export function planEnvelopes(plan: EnvelopeSite): EnvelopesPlan {
  const known = PLANNED.get(plan);
  if (known !== undefined) return known;
  const planned = plansOf(plan);
  PLANNED.set(plan, planned);
  return planned;
}

/** A member with what it is of. */
interface Membership {
  readonly envelope: EnvelopeInput;
  readonly member: EnvelopeMemberPlan;
}

/** Loads of power and cooling with the members at some of their limits. */
type Loads = ReturnType<typeof planLoads>;

function plansOf(plan: EnvelopeSite): EnvelopesPlan {
  const inputs = plan.dsx?.envelopes ?? [];
  if (inputs.length === 0) return { envelopes: [] };
  const clusters = new Map(plan.clusters.map((cluster) => [cluster.name, cluster]));
  const byName = devicesByName(plan.devices);
  const memberOf = new Map<string, Membership>();
  const withMembers = inputs.map((envelope) => {
    const members = envelope.members.map((member): EnvelopeMemberPlan => {
      const systems = (clusters.get(member.cluster)?.hosts ?? []).filter((host) => plan.placement.positions.has(host));
      const first = byName.get(systems[0] ?? '');
      const planned = {
        ...member,
        ...present({ limitWatts: member.limitWatts ?? first?.figures?.capped }),
        systems,
        highestWatts: member.highestWatts ?? first?.maxWatts ?? 0,
      };
      for (const system of systems) memberOf.set(system, { envelope, member: planned });
      return planned;
    });
    return { envelope, members };
  });
  const at = (limit: (member: EnvelopeMemberPlan) => number | undefined): Loads => loadsAt(plan, memberOf, limit);
  const active = at(({ limitWatts }) => limitWatts);
  // What nothing asks for is not planned.
  let lowest: Loads | undefined;
  let reset: Loads | undefined;
  const zoneOf = new Map(plan.placement.racks.map(({ name, zone }) => [name, zone]));
  const envelopes = withMembers.map(({ envelope, members }): EnvelopePlan => {
    const zones = new Set(
      members.flatMap(({ systems }) => systems.map((name) => zoneOf.get(rackOf(plan, name)) ?? '')),
    );
    const upstream = nodesAbove(active.power, zones);
    const feeds = feedsOf(active.power, zones);
    const nodes = nodesOver(active.power, upstream);
    const sum = (watts: (member: EnvelopeMemberPlan) => number | undefined): number | undefined => {
      let total = 0;
      for (const member of members) {
        const each = watts(member);
        if (each === undefined) return undefined;
        total += each * member.systems.length;
      }
      return total;
    };
    const lowestWatts = sum((member) => member.lowestWatts);
    const isOver = nodes.length > 0 || feeds.some((feed) => feed.isRedundant && feed.worstWatts > feed.limitWatts);
    if (isOver && lowestWatts !== undefined) lowest ??= at((member) => member.lowestWatts ?? member.limitWatts);
    const isReset = members.every(({ resetWatts }) => resetWatts !== undefined);
    if (isReset) reset ??= at((member) => member.resetWatts ?? member.limitWatts);
    return {
      ...envelope,
      members,
      systems: members.reduce((total, { systems }) => total + systems.length, 0),
      highestWatts: sum((member) => member.highestWatts) ?? 0,
      feeds,
      nodes,
      ...present({
        activeWatts: sum((member) => member.limitWatts),
        lowestWatts,
        afterCap:
          !isOver || lowest === undefined || lowestWatts === undefined
            ? undefined
            : {
                feeds: feedsOf(lowest.power, zones).filter((feed) => feed.worstWatts > feed.limitWatts),
                nodes: nodesOver(lowest.power, upstream),
              },
        afterReset:
          !isReset || reset === undefined
            ? undefined
            : { feeds: feedsOf(reset.power, zones), nodes: nodesOver(reset.power, upstream) },
      }),
    };
  });
  const isKnown = envelopes.every(({ activeWatts }) => activeWatts !== undefined);
  const loops = isKnown ? loopsOf(plan, envelopes, active.cooling) : undefined;
  return { envelopes, ...present({ loops }) };
}

function rackOf({ placement }: EnvelopeSite, device: string): string {
  return placement.positions.get(device)?.rack ?? '';
}

/** The site with its members at a limit; those whose limit is not known stay as they are. */
function loadsAt(
  plan: EnvelopeSite,
  memberOf: ReadonlyMap<string, Membership>,
  limit: (member: EnvelopeMemberPlan) => number | undefined,
): Loads {
  const { basis } = plan.power;
  const wattsAt = ({ name }: DeviceInput, now: number): number => {
    const found = memberOf.get(name);
    return (found === undefined ? undefined : limit(found.member)) ?? now;
  };
  const isSame = plan.devices.every((device) => {
    const now = wattsOf(device, basis);
    return wattsAt(device, now) === now;
  });
  if (isSame) return plan;
  const devices = plan.devices.map((device): DeviceInput => {
    const watts = wattsAt(device, wattsOf(device, basis));
    return watts === device.maxWatts ? device : { ...device, maxWatts: watts, figures: {} };
  });
  const absent = new Set(plan.power.chain?.absent ?? []);
  const isThere = (thing: { readonly phase?: string; readonly name?: string }): boolean =>
    !absent.has(thing.name ?? '');
  return planLoads({ ...loadsThere(plan, { ...plan, devices, isThere }), loadFigure: 'nameplate' });
}

/** Feeds of zones, in order of zones and feeds. */
function feedsOf({ zones }: PowerPlan, names: ReadonlySet<string>): readonly EnvelopeFeed[] {
  return zones
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, feedLoads, limitWatts, ratingWatts, redundancy, feeds }) =>
      feedLoads.map(({ feed, normalWatts, worstWatts }) => ({
        zone: name,
        feed,
        normalWatts,
        worstWatts,
        limitWatts,
        ratingWatts,
        isRedundant: redundancy !== 'N' && feeds.length > 1,
      })),
    );
}

/** Nodes that zones draw through, by name. */
function nodesAbove({ zones, chain }: PowerPlan, names: ReadonlySet<string>): ReadonlySet<string> {
  const fedFrom = new Map(chain?.nodes.map((node) => [node.name, node.fedFrom]));
  const found = new Set<string>();
  const open = zones.filter(({ name }) => names.has(name)).flatMap(({ sources = {} }) => Object.values(sources).flat());
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(fedFrom.get(name) ?? []));
  }
  return found;
}

/** Worst state of each node that carries more than it may, normally or after one loss, in the order of states. */
function nodesOver({ chain }: PowerPlan, upstream: ReadonlySet<string>): readonly EnvelopeNode[] {
  if (chain === undefined) return [];
  const kinds = new Map(chain.nodes.map(({ name, kind }) => [name, kind]));
  const worst = new Map<string, EnvelopeNode>();
  for (const { kind: state, out, overloads } of chain.states) {
    if (state !== 'normal' && state !== 'loss' && state !== 'group') continue;
    for (const { node, loadWatts, limitWatts, ratingWatts } of overloads) {
      const kind = kinds.get(node);
      const key = `${node}/${out.length === 0 ? 'normal' : 'loss'}`;
      const before = worst.get(key);
      if (kind === undefined || !upstream.has(node) || (before?.loadWatts ?? -1) >= loadWatts) continue;
      worst.set(key, { node, kind, out, loadWatts, limitWatts, ratingWatts });
    }
  }
  return [...worst.values()];
}

/** Systems of a member on one loop, of which each gives the same share of its power to it. */
interface OnLoop {
  readonly member: EnvelopeMemberPlan;
  readonly share: number;
  count: number;
}

function loopsOf(
  plan: EnvelopeSite,
  envelopes: readonly EnvelopePlan[],
  cooling: EnvelopeSite['cooling'],
): readonly EnvelopeLoop[] | undefined {
  if (cooling === undefined) return undefined;
  const sinks = new Map(cooling.loops.map(({ name, rejectsTo }) => [name, rejectsTo]));
  const rows = rowLoops(cooling.loops);
  const byName = devicesByName(plan.devices);
  const rowOf = new Map(plan.placement.racks.map(({ name, hall, row }) => [name, `${hall}/${row}`]));
  // By loop, then by envelope: systems of equal share.
  const found = new Map<string, Map<EnvelopePlan, Map<string, OnLoop>>>();
  for (const envelope of envelopes) {
    envelope.members.forEach((member, place) => {
      for (const system of member.systems) {
        const shares = sharesOf(byName.get(system), member, rows.get(rowOf.get(rackOf(plan, system)) ?? ''), sinks);
        for (const [loop, share] of shares) {
          const ofLoop = found.get(loop) ?? new Map<EnvelopePlan, Map<string, OnLoop>>();
          found.set(loop, ofLoop);
          const own = ofLoop.get(envelope) ?? new Map<string, OnLoop>();
          ofLoop.set(envelope, own);
          const key = `${place}/${share}`;
          const group = own.get(key) ?? { member, share, count: 0 };
          own.set(key, group);
          group.count += 1;
        }
      }
    });
  }
  return cooling.loops.flatMap((loop): EnvelopeLoop[] => {
    const ofLoop = found.get(loop.name);
    if (ofLoop === undefined) return [];
    const extra = [...ofLoop].reduce((sum, [envelope, groups]) => sum + movedTo(envelope, [...groups.values()]), 0);
    return [
      {
        loop: loop.name,
        envelopes: [...ofLoop.keys()].map(({ name }) => name),
        activeWatts: loop.heatWatts,
        worstWatts: loop.heatWatts + Math.ceil(Math.max(extra, 0) - 1e-6),
        capacityWatts: capacityOf(plan, loop),
      },
    ];
  });
}

/** What units of the planned site take: those of the plan, for units without a count grow with their load. */
function capacityOf({ cooling }: EnvelopeSite, { name, capacityWatts }: CoolingLoopPlan): number {
  return cooling?.loops.find((loop) => loop.name === name)?.capacityWatts ?? capacityWatts;
}

function rowLoops(loops: readonly CoolingLoopPlan[]): ReadonlyMap<string, { technology?: string; air?: string }> {
  const rows = new Map<string, { technology?: string; air?: string }>();
  for (const { name, kind, rows: own } of loops) {
    if (kind === 'facility') continue;
    for (const row of own) {
      const at = rows.get(row) ?? {};
      at[kind] ??= name;
      rows.set(row, at);
    }
  }
  return rows;
}

/** Share of a system's power that each loop takes as heat, itself or through a loop that rejects to it. */
function sharesOf(
  device: DeviceInput | undefined,
  { limitWatts = 0 }: EnvelopeMemberPlan,
  at: { readonly technology?: string; readonly air?: string } = {},
  sinks: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  if (limitWatts === 0) return shares;
  const { liquidWatts, airWatts } = splitHeat(limitWatts, device?.cooling);
  const add = (first: string | undefined, share: number): void => {
    const seen = new Set<string>();
    for (let loop = first; loop !== undefined && !seen.has(loop); loop = sinks.get(loop)) {
      seen.add(loop);
      if (share > 0) shares.set(loop, (shares.get(loop) ?? 0) + share);
    }
  };
  add(at.technology, liquidWatts / limitWatts);
  add(at.air, airWatts / limitWatts);
  return shares;
}

/**
 * Heat beyond that of the active limits which a manager can move to a loop: all systems at their lowest limits first, then what is left of the envelope to those
 * that give most of their power to the loop, up to their highest limits. A lowest limit that is not known is taken as 0, which moves most.
 */
function movedTo(envelope: EnvelopePlan, groups: readonly OnLoop[]): number {
  const { members, activeWatts = 0, limitWatts = activeWatts } = envelope;
  const lowestOf = ({ lowestWatts = 0 }: EnvelopeMemberPlan): number => lowestWatts;
  const floor = members.reduce((sum, member) => sum + lowestOf(member) * member.systems.length, 0);
  let left = Math.max(Math.max(limitWatts, activeWatts) - floor, 0);
  let heat = 0;
  let active = 0;
  for (const { member, share, count } of [...groups].sort((a, b) => b.share - a.share)) {
    const room = Math.max(member.highestWatts - lowestOf(member), 0) * count;
    const taken = Math.min(room, left);
    left -= taken;
    heat += share * (lowestOf(member) * count + taken);
    active += share * (member.limitWatts ?? 0) * count;
  }
  return heat - active;
}
