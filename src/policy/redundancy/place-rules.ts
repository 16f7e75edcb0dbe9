import { groupMembers } from '../../design/power/chain/group-losses';
import { type TenantPart, tenantParts } from '../../design/power/plan-power';
import type { CoolingUnitsPlan } from '../../model/cooling-plan';
import type { PowerChainPlan, PowerNodePlan } from '../../model/power-node';
import { type LostThing, type Room, roomsOf, type SharedLoss } from '../../model/shared-loss';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { isRedundant } from '../power/zone-load-rules';

const BURNT = {
  text: 'What stands in one room burns, and is flooded by what puts the fire out, as one.',
  source:
    'SK C&C Pangyo, October 2022: batteries and both UPS in one room; Digital Realty SIN11, September 2024: battery room, then fire water',
};

const compartmentLoss = defineRule({
  id: 'redundancy/compartment-loss',
  severity: 'warning',
  title: 'the loss of one compartment stops no rack outside it that no single loss in it stops',
  why: BURNT,
  check: (plan) =>
    judgeEach(
      lossesOf(plan, 'compartment'),
      (loss) => {
        const words = rackWords(plan, loss, [...loss.unpowered]);
        if (words.length === 0) return undefined;
        return failed({
          path: loss.path === '' ? plan.path : loss.path,
          object: `a fire in compartment '${loss.name}'`,
          found: `takes ${thingWords(loss.things)}: ${words.join(', ')}`,
          limit: 'no rack outside it lost',
          ...present(plan, loss),
          remedy: "let those that stand in for each other stand in different compartments ('compartment')",
        });
      },
      "nothing of the site names its 'compartment'",
    ),
});

const commonCause = defineRule({
  id: 'redundancy/common-cause',
  severity: 'error',
  title: 'the loss of what several things share stops no rack, no system and no service',
  why: {
    text: 'Units that stand in for each other stop together where one controller, valve, tank, pipe or server is common to them.',
    source: 'Equinix Singapore SG3, October 2023: one signal closed the valves of all buffer tanks',
  },
  check: (plan) =>
    judgeEach(
      lossesOf(plan, 'cause'),
      (loss) => {
        const object = `loss of the ${loss.what ?? 'cause'} '${loss.name}'`;
        return sharedVerdict(plan, loss, object) ?? standbyVerdict(plan, loss, object);
      },
      'the site names no common cause',
    ),
});

const placeUnknown = defineRule({
  id: 'redundancy/place-unknown',
  severity: 'warning',
  title: 'nodes and units that stand in for each other say in which compartment they stand',
  why: BURNT,
  check: (plan) => {
    const [nodes, units] = [redundantNodes(plan), redundantUnits(plan)];
    const all = [...nodes, ...units];
    return judgeEach(
      all.length === 0 ? [] : [all],
      () => {
        // By name, so that a program in another order says the same.
        const open = [
          ...nodes.filter(({ compartment }) => compartment === undefined),
          ...units.filter(({ compartments }) => compartments === undefined),
        ].sort((a, b) => (a.name < b.name ? -1 : 1));
        const [first] = open;
        if (first === undefined) return undefined;
        return indeterminate({
          path: first.path,
          object: `places of ${inWords.names(open.map(({ name }) => name))}`,
          unknown: 'whether one fire or one flood takes those that stand in for each other',
          givenBy: "give 'compartment' of the nodes and units",
        });
      },
      'no nodes or units of the site stand in for each other',
    );
  },
});

const dangerousNeighbours = defineRule({
  id: 'redundancy/dangerous-neighbours',
  severity: 'warning',
  title:
    'cells of lithium and fuel stand beside nothing that they must not burn, and no liquid beside or above what it must not wet',
  why: {
    text: 'Lithium cells burn for hours and cannot be put out with gas, fuel burns as long as there is any; water runs down.',
    source: BURNT.source,
  },
  check: (plan) => {
    const { chain } = plan.power;
    const rooms = roomsOf(plan);
    const served = chain === undefined || rooms.length === 0 ? new Map<string, never>() : servedBy(plan, chain);
    const silent: PowerNodePlan[] = [];
    const verdicts = judgeEach(
      rooms,
      (room) => {
        const words = [...burnWords(room, served, silent), ...fuelWords(room, served), ...wetWords(room)];
        if (words.length === 0) return undefined;
        return failed({
          path: room.path === '' ? plan.path : room.path,
          object: `contents of compartment '${room.name}'`,
          found: words.join('; '),
          limit: 'apart from each other',
          remedy:
            "give the cells, the generators or the pipes a compartment of their own ('compartment', 'passes'), or acknowledge it with what parts them",
        });
      },
      "nothing of the site names its 'compartment'",
    );
    const [first] = silent;
    if (first === undefined) return verdicts;
    const unknown = indeterminate({
      path: first.path,
      object: `cells of ${inWords.names(silent.map(({ name }) => name))}`,
      unknown: 'whether they burn what stands beside them',
      givenBy: "give 'cells' of the stores",
    });
    return [...verdicts.filter(({ outcome }) => outcome === 'failed'), unknown, ...heldBeside(verdicts, silent)];
  },
});

/** Rules about what is lost together by its place or by what it shares. */
export const placeRules: readonly Rule[] = [compartmentLoss, commonCause, dangerousNeighbours, placeUnknown];

/** Losses of a kind. */
function lossesOf({ losses = [] }: SitePlan, kind: SharedLoss['kind']): readonly SharedLoss[] {
  return losses.filter((loss) => loss.kind === kind);
}

/** A verdict on things that are lost together on purpose of a study, or by what they share. */
export function sharedVerdict(plan: SitePlan, loss: SharedLoss, object: string): Verdict | undefined {
  const words = [...rackWords(plan, loss, [...loss.racks, ...loss.unpowered]), ...serviceWords(plan, loss.things)];
  if (words.length === 0) return undefined;
  return failed({
    path: loss.path,
    object,
    found: `takes ${thingWords(loss.things)}: ${words.join(', ')}`,
    limit: 'no rack lost',
    ...present(plan, loss),
    remedy: 'part what they share, bring another way past them, or acknowledge it for load that may stop',
  });
}

/** A verdict on generators that a cause takes, where they should carry. */
function standbyVerdict(plan: SitePlan, loss: SharedLoss, object: string): Verdict | undefined {
  const { standby, things, path } = loss;
  if (standby === undefined) return undefined;
  const { lost, overloaded } = standby;
  const words = [
    ...rackWords(plan, { ...loss, ...standby }, standby.unpowered),
    ...(overloaded.length === 0 ? [] : [`${inWords.names(overloaded)} overloaded`]),
  ];
  if (words.length === 0) return undefined;
  return failed({
    path,
    object: `${object} when '${lost}' is lost`,
    found: `takes ${thingWords(things)}, which should carry then: ${words.join(', ')}`,
    limit: `no more than the loss of '${lost}' takes`,
    remedy: 'give the sets that stand in for each other fuel, controls and switchgear of their own, or acknowledge it',
  });
}

function present(plan: SitePlan, { loops, racks: inside, kind }: SharedLoss): { readonly arithmetic?: string } {
  const { racks, tenants } = parted(plan, inside);
  const words = [
    ...(loops.length === 0
      ? []
      : [`cooling ${loops.length === 1 ? 'loop' : 'loops'} ${inWords.names(loops)} cannot take the heat`]),
    ...(kind === 'compartment' && racks.length > 0
      ? [`${inWords.count(racks.length, 'rack')} in it lost with it`]
      : []),
    ...(kind === 'compartment' && tenants.length > 0 ? [`${tenants.join(', ')} in it lost with it`] : []),
  ];
  return words.length === 0 ? {} : { arithmetic: words.join('; ') };
}

const TENANT_PARTS = new WeakMap<SitePlan, ReadonlyMap<string, TenantPart>>();

/** Tenants by row and zone, by the name of their heat, found once for a plan. */
function tenantPartsOf(plan: SitePlan): ReadonlyMap<string, TenantPart> {
  const known =
    TENANT_PARTS.get(plan) ??
    new Map(tenantParts(plan.power.tenantLoads ?? [], plan.placement.racks).map((part) => [part.name, part]));
  TENANT_PARTS.set(plan, known);
  return known;
}

/** Racks by name, and rows of tenants, each with the draw that is stated for it: they have no racks of the site. */
function parted(
  plan: SitePlan,
  names: readonly string[],
): { readonly racks: readonly string[]; readonly tenants: readonly string[] } {
  const parts = tenantPartsOf(plan);
  return {
    racks: names.filter((name) => !parts.has(name)),
    tenants: names.flatMap((name) => {
      const found = parts.get(name);
      if (found === undefined) return [];
      const zone = found.isRowShared ? ` in zone '${found.zone}'` : '';
      return [`row '${found.row}' of tenant '${found.tenant}'${zone} (${inWords.watts(found.watts)})`];
    }),
  };
}

function rackWords(plan: SitePlan, { uncooled, tenantWatts }: SharedLoss, lost: readonly string[]): readonly string[] {
  const [dark, hot] = [parted(plan, lost), parted(plan, uncooled)];
  const words = (racks: readonly string[], tenants: readonly string[], what: string): readonly string[] => [
    ...(racks.length === 0 ? [] : [`${inWords.count(racks.length, 'rack')} ${what}: ${inWords.names(racks)}`]),
    ...tenants.map((tenant) => `${tenant} ${what}`),
  ];
  return [
    ...words(dark.racks, dark.tenants, 'lost'),
    ...words(hot.racks, hot.tenants, 'without cooling'),
    ...(tenantWatts === 0 ? [] : [`${inWords.watts(tenantWatts)} of tenants lost`]),
  ];
}

/** What else stops with things, in words: systems, tiers, fabrics, what is in AWS. */
function serviceWords({ clusters, aws }: SitePlan, things: readonly LostThing[]): readonly string[] {
  return things.flatMap(({ kind, name }): readonly string[] => {
    if (kind === 'cluster') {
      const hosts = clusters.find((cluster) => cluster.name === name)?.hosts.length ?? 0;
      return [`${inWords.count(hosts, 'system')} of cluster '${name}' lost`];
    }
    if (kind === 'storage') return [`storage tier '${name}' lost`];
    if (kind === 'fabric' || kind === 'converged') return [`fabric '${name}' lost`];
    if (kind === 'tenant') return [`tenant load '${name}' lost`];
    if (kind === 'aws-zone') {
      const pools = (aws?.pools ?? []).filter(({ zone, count }) => zone === name && count > 0);
      return pools.map((pool) => `pool '${pool.name}' of ${inWords.count(pool.count, 'instance')} lost`);
    }
    return kind.startsWith('aws-') ? [`'${name}' in AWS lost`] : [];
  });
}

function thingWords(things: readonly LostThing[]): string {
  const shown = things.map(({ name, units }) => (units === undefined ? `'${name}'` : `${units} of '${name}'`));
  const [most, all] = [3, shown.length];
  const first = shown.slice(0, all > most ? most : all - 1).join(', ');
  if (all > most) return `${first} and ${all - most} more`;
  return all < 2 ? (shown[0] ?? 'nothing') : `${first} and ${shown[all - 1] ?? ''}`;
}

/** What a node serves: feeds of zones, and units of cooling. */
function servedBy(plan: SitePlan, chain: PowerChainPlan): ReadonlyMap<string, ReadonlySet<string>> {
  const served = new Map<string, Set<string>>(chain.nodes.map(({ name }) => [name, new Set()]));
  const byName = new Map(chain.nodes.map((node) => [node.name, node]));
  const climb = (names: readonly string[], what: string): void => {
    const waiting = [...names];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const known = served.get(name);
      if (known === undefined || known.has(what)) continue;
      known.add(what);
      waiting.push(...(byName.get(name)?.fedFrom ?? []));
    }
  };
  for (const { name, sources = {} } of plan.power.zones) {
    for (const [feed, nodes] of Object.entries(sources)) climb(nodes, `${name}/${feed}`);
  }
  for (const { name, fedFrom } of chain.mechanical ?? []) climb(fedFrom, `units ${name}`);
  return served;
}

/** Nodes above some feeds of a zone that promises to carry on, and not above all; and members of groups that promise to survive a loss. */
function redundantNodes(plan: SitePlan): readonly PowerNodePlan[] {
  const { chain, zones } = plan.power;
  if (chain === undefined) return [];
  const served = servedBy(plan, chain);
  const absent = new Set(chain.absent);
  const grouped = new Set(
    groupMembers(chain.groups, chain.nodes).flatMap(({ scheme, members }) =>
      scheme === 'N' || members.length < 2 ? [] : members.map(({ name }) => name),
    ),
  );
  const promising = zones.filter((zone) => isRedundant(zone) && zone.sources !== undefined);
  return chain.nodes.filter(({ name }) => {
    if (absent.has(name)) return false;
    if (grouped.has(name)) return true;
    return promising.some((zone) => {
      const fed = zone.feeds.filter((feed) => served.get(name)?.has(`${zone.name}/${feed}`) === true);
      return fed.length > 0 && fed.length < zone.feeds.length;
    });
  });
}

function redundantUnits({ cooling }: SitePlan): readonly CoolingUnitsPlan[] {
  return (cooling?.loops ?? []).flatMap(({ units }) => units.filter((each) => each.units > 1 && each.spare > 0));
}

/** What lithium cells of a room burn; stores that do not say what their cells are go to `silent`. */
function burnWords(
  room: Room,
  served: ReadonlyMap<string, ReadonlySet<string>>,
  silent: PowerNodePlan[],
): readonly string[] {
  const stores = room.nodes.filter(({ kind, cells }) => (kind === 'ups' || kind === 'bess') && cells !== 'none');
  const open: PowerNodePlan[] = [];
  const words = stores.flatMap((store) => {
    const own = served.get(store.name);
    // What serves no more than the store does stops with it in any case; members of its group stand in for it.
    const others = room.nodes.filter(({ name, group }) => {
      if (name === store.name) return false;
      const serves = served.get(name) ?? new Set();
      const isOfGroup = group !== undefined && group === store.group;
      return isOfGroup || serves.size === 0 || [...serves].some((what) => own?.has(what) !== true);
    });
    const names = [...others, ...room.units].map(({ name }) => name);
    if (names.length + room.racks.length === 0) return [];
    if (store.cells === undefined) open.push(store);
    if (store.cells !== 'lithium-ion') return [];
    const beside = [
      ...(names.length === 0 ? [] : [inWords.names(names)]),
      ...(room.racks.length === 0 ? [] : [inWords.count(room.racks.length, 'rack')]),
    ];
    return [`lithium cells of '${store.name}' stand beside ${beside.join(' and ')}`];
  });
  // Where some burn the room already, those that nobody states change nothing.
  if (words.length === 0) silent.push(...open);
  return words;
}

/** Kinds of node that stand with generators in any plant: neither holds what the other loses. */
const BESIDE_FUEL: ReadonlySet<string> = new Set(['generator', 'utility', 'plant', 'substation', 'transformer']);

/** What fuel of generators burns: nodes that serve more than the generator does, and racks. */
function fuelWords({ nodes, racks }: Room, served: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const sets = nodes.filter(({ kind }) => kind === 'generator');
  const [first] = sets;
  if (first === undefined) return [];
  const fed = new Set(sets.flatMap(({ name }) => [...(served.get(name) ?? [])]));
  const others = nodes.filter(
    ({ kind, name }) => !BESIDE_FUEL.has(kind) && [...(served.get(name) ?? [])].some((what) => !fed.has(what)),
  );
  const beside = [
    ...(others.length === 0 ? [] : [inWords.names(others.map(({ name }) => name))]),
    ...(racks.length === 0 ? [] : [inWords.count(racks.length, 'rack')]),
  ];
  return beside.length === 0
    ? []
    : [`fuel of ${inWords.names(sets.map(({ name }) => name))} stands beside ${beside.join(' and ')}`];
}

function wetWords({ nodes, racks, pipes, dueTo, above }: Room): readonly string[] {
  const words = (list: readonly string[]): string => list.join(' and ');
  const dry = nodes.length === 0 ? [] : [inWords.names(nodes.map(({ name }) => name))];
  const full = racks.length === 0 ? [] : [inWords.count(racks.length, 'rack')];
  return [
    ...pipes.flatMap((loop) => {
      const beside = [...dry, ...(dueTo.includes(loop) ? [] : full)];
      return beside.length === 0 ? [] : [`liquid of cooling loop '${loop.name}' passes beside ${words(beside)}`];
    }),
    ...(dry.length + full.length === 0
      ? []
      : above.map((loop) => `liquid of cooling loop '${loop.name}' passes above ${words([...dry, ...full])}`)),
  ];
}

/** Rooms that hold, without those of stores whose cells are not known. */
function heldBeside(verdicts: readonly Verdict[], silent: readonly PowerNodePlan[]): readonly Verdict[] {
  const open = new Set(silent.map(({ compartment }) => compartment)).size;
  return verdicts.flatMap((verdict) =>
    verdict.outcome === 'passed' && verdict.count > open ? [{ ...verdict, count: verdict.count - open }] : [],
  );
}
