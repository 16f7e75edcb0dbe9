import {
  type DeviceInput,
  PARTNER_WORDS,
  type PartnerSet,
  type RackPlan,
  tenantsOfRacks,
} from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule, type Verdict } from '../engine/rule';

const NO_PARTNERS = 'no devices of the site stand in for each other';

const inOneRack = defineRule({
  id: 'redundancy/partners-in-one-rack',
  severity: 'warning',
  title: 'no rack holds more of the devices that stand in for each other than one loss may take',
  why: {
    text: 'What is redundant by count is lost together where it stands together: a rack fails as a whole by its feed, its cooling, water or smoke, and in work on it.',
    source:
      'Share of a loss as in fabric/spine-loss and fabric/leaf-loss; NVIDIA DGX SuperPOD Reference Architecture, DGX H100: managers and in-band leaves in pairs',
  },
  check: (plan) => {
    const [lonely, others] = setsOf(plan);
    const found = judgeEach([...others.values()], (sets) => together(plan, sets), NO_PARTNERS);
    if (lonely.length === 0) return found;
    const alone = judgeEach(byRack(lonely), ([rack, sets]) => onlyRack(plan, rack, sets), NO_PARTNERS);
    return others.size === 0 ? alone : [...found, ...alone];
  },
});

const inOneRow = defineRule({
  id: 'redundancy/partners-in-one-row',
  severity: 'warning',
  title: "devices that stand in for each other are spread over what 'spreadPartners' names: rows, or power zones",
  why: {
    text: 'A row shares its busways, its air and its aisle; a power zone shares its feeds.',
    source: "The site's own 'spreadPartners'",
  },
  check: (plan) => {
    const [lonely, others] = setsOf(plan);
    const sets = [...lonely, ...[...others.values()].flat()].filter(({ partners: { over } }) => over !== undefined);
    return judgeEach(ofOneKind(sets).values(), (alike) => inOnePlace(plan, alike), "the site has no 'spreadPartners'");
  },
});

/** Rules about devices that stand in for each other, and stand together. */
export const partnerRules: readonly Rule[] = [inOneRack, inOneRow];

/** Members of a set that stand, by their racks. */
interface StandingSet {
  readonly path: string;
  readonly partners: PartnerSet;
  readonly members: readonly string[];
  readonly racks: ReadonlyMap<RackPlan, readonly string[]>;
  /** Racks that may take its members. */
  readonly takers: readonly RackPlan[];
  readonly sample: DeviceInput;
}

type Sets = readonly [readonly StandingSet[], ReadonlyMap<string, StandingSet[]>];

const SETS = new WeakMap<SitePlan, Sets>();

/** Sets of which one rack alone takes the members, and all others by owner and kind; found once a plan. Tiers that state their data protection are judged by it (`storage/...`). */
function setsOf(plan: SitePlan): Sets {
  const known = SETS.get(plan) ?? findSets(plan);
  SETS.set(plan, known);
  return known;
}

function findSets(plan: SitePlan): Sets {
  const { devices, placement, storage } = plan;
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const stated = new Set(storage.flatMap(({ path, plan: tier }) => (tier.tolerates === undefined ? [] : [path])));
  const sets = new Map<string, DeviceInput[]>();
  for (const device of devices) {
    const { partners, path } = device;
    if (partners === undefined || (partners.kind === 'block' && stated.has(path))) continue;
    addTo(sets, partners.set, device);
  }
  const takers = racksThatTake(plan);
  const standing = [...sets.values()].flatMap((members): StandingSet[] => {
    const [first] = members;
    if (first?.partners === undefined || members.length < 2) return [];
    const inRacks = new Map<RackPlan, string[]>();
    for (const { name } of members) {
      const rack = racks.get(placement.positions.get(name)?.rack ?? '');
      if (rack === undefined) continue;
      addTo(inRacks, rack, name);
    }
    const { path, partners } = first;
    const names = members.map(({ name }) => name);
    return [{ path, partners, members: names, racks: inRacks, takers: takers(first), sample: first }];
  });
  return [
    standing.filter(({ takers: own }) => own.length === 1),
    ofOneKind(standing.filter(({ takers: own }) => own.length !== 1)),
  ];
}

function ofOneKind(sets: readonly StandingSet[]): ReadonlyMap<string, StandingSet[]> {
  const alike = new Map<string, StandingSet[]>();
  for (const set of sets) {
    const key = JSON.stringify([set.path, set.partners.kind, set.partners.of]);
    addTo(alike, key, set);
  }
  return alike;
}

/** Racks that may take a device, by what their rows accept. */
function racksThatTake({ halls, placement }: SitePlan): (device: DeviceInput) => readonly RackPlan[] {
  const rows = new Map(halls.flatMap(({ name, rows: own }) => own.map((row) => [`${name}/${row.name}`, row] as const)));
  const tenantOf = tenantsOfRacks(halls);
  const known = new Map<string, readonly RackPlan[]>();
  const [byRow, byZone] = [new Map<string, RackPlan[]>(), new Map<string, RackPlan[]>()];
  placement.racks.forEach((rack) => {
    if (!rows.has(`${rack.hall}/${rack.row}`) || tenantOf(rack) !== undefined) return;
    addTo(byRow, `${rack.hall}/${rack.row}`, rack);
    addTo(byZone, rack.zone, rack);
  });
  const free = [...byRow.values()].flat();
  return ({ kind, zones, row: wanted }) => {
    const key = JSON.stringify([kind, zones, wanted]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const named = zones === undefined ? free : [...new Set(zones)].flatMap((zone) => byZone.get(zone) ?? []);
    const takers =
      wanted === undefined
        ? named.filter(({ hall, row }) => rows.get(`${hall}/${row}`)?.accepts?.includes(kind) !== false)
        : (byRow.get(`${wanted.hall}/${wanted.row}`) ?? []);
    known.set(key, takers);
    return takers;
  };
}

/** What stands together of a set. */
interface Together {
  readonly set: StandingSet;
  readonly rack: RackPlan;
  readonly names: readonly string[];
}

/**
 * The rack that holds most of a set, where those are more than one loss may take. Up to half of them are judged only where another rack could take one: a
 * set that stands as far apart as racks have room is as good as the site can be.
 */
function fullest(set: StandingSet): Together | undefined {
  const { racks, partners, members } = set;
  let most: Together | undefined;
  for (const [rack, names] of racks) {
    if (names.length > partners.mostLost && names.length > (most?.names.length ?? 0)) most = { set, rack, names };
  }
  if (most === undefined || most.names.length * 2 > members.length) return most;
  return hasOtherRack(most) ? most : undefined;
}

/** Whether a rack of the same hall with fewer of the set has room for one more. */
function hasOtherRack({ set: { racks, takers, sample }, rack, names }: Together): boolean {
  return takers.some((other) => {
    const { limits, usedU, loadWatts, weightGrams, gaps = [], reservedFor } = other;
    if (other.hall !== rack.hall || (racks.get(other)?.length ?? 0) + 1 >= names.length) return false;
    if (reservedFor !== undefined && sample.unit !== reservedFor && !sample.unit.startsWith(`${reservedFor}/`))
      return false;
    const keptU = gaps.reduce((sum, { heightU }) => sum + heightU, 0);
    return (
      usedU + keptU + sample.heightU <= limits.heightU &&
      loadWatts + sample.maxWatts <= limits.budgetWatts &&
      weightGrams + (sample.weightGrams ?? 0) <= (limits.maxLoadGrams ?? Infinity)
    );
  });
}

/** One finding for all sets of one owner and kind, such as the leaf pairs of a fabric. */
function together(plan: SitePlan, sets: readonly StandingSet[]): Verdict | undefined {
  const bad = sets.flatMap((set) => fullest(set) ?? []);
  const worst = bad.reduce<Together | undefined>(
    (top, one) => (top === undefined || one.names.length > top.names.length ? one : top),
    undefined,
  );
  if (worst === undefined) return undefined;
  const { set, rack, names } = worst;
  const { partners, members } = set;
  const last = names.at(-1) ?? '';
  const others = bad.length === 1 ? '' : `; so do those of ${inWords.count(bad.length - 1, 'more set')}`;
  return failed({
    path: set.path,
    object: `${PARTNER_WORDS[partners.kind].many} of ${partners.of}`,
    found: `${standing(names)} in rack ${rack.name}: its loss leaves ${leftOf(plan, worst)}${others}`,
    limit: `${inWords.number(partners.mostLost)} of ${inWords.number(members.length)} in one rack`,
    arithmetic: `${inWords.number(names.length)} of ${inWords.number(members.length)} in rack ${rack.name}; ${names.length} - ${partners.mostLost} = ${names.length - partners.mostLost} too many`,
    remedy: `let '${last}' find another rack: 'aifactory lock release ${last}' where the lock holds its place, else more racks that take it ('accepts' and 'powerZones', 'reservedFor') within reach of its cables`,
  });
}

/** Several sets for which the site has one rack: the cause is one, and so is the finding. */
function onlyRack(plan: SitePlan, rack: RackPlan, sets: readonly StandingSet[]): Verdict | undefined {
  const bad = [...ofOneKind(sets).values()].flatMap((alike) => {
    const [first] = alike.flatMap((set) => fullest(set) ?? []);
    return first === undefined ? [] : [first];
  });
  if (bad.length === 0) return undefined;
  return failed({
    path: plan.path,
    object: `rack '${rack.name}'`,
    found: `the only rack that takes ${bad.map(({ set: { partners } }) => `${PARTNER_WORDS[partners.kind].many} of ${partners.of}`).join(', ')}: its loss leaves ${bad.map((one) => leftOf(plan, one)).join(', ')}`,
    limit: 'a second rack for what stands in for each other',
    arithmetic: `${bad.map(({ names, set }) => `${inWords.number(names.length)} of ${inWords.number(set.members.length)} ${PARTNER_WORDS[set.partners.kind].many}`).join(', ')} in 1 rack`,
    remedy: "add a rack that takes them ('racks', 'accepts'), or acknowledge that the site has one",
  });
}

function byRack(sets: readonly StandingSet[]): Map<RackPlan, StandingSet[]> {
  const racks = new Map<RackPlan, StandingSet[]>();
  for (const set of sets) {
    const [rack] = set.takers;
    if (rack === undefined) continue;
    addTo(racks, rack, set);
  }
  return racks;
}

/** One finding for all sets of one owner and kind of which a row or a zone holds all, or more than half. */
function inOnePlace(plan: SitePlan, sets: readonly StandingSet[]): Verdict | undefined {
  for (const set of sets) {
    const { partners, members, racks } = set;
    const places = new Map<string, string[]>();
    for (const [rack, names] of racks) {
      const place =
        partners.over === 'zones' ? `power zone '${rack.zone}'` : `row '${rack.row}' of hall '${rack.hall}'`;
      addTo(places, place, ...names);
    }
    const allowed = Math.max(1, Math.floor(members.length / 2));
    for (const [place, names] of places) {
      if (names.length <= allowed) continue;
      const what = partners.over === 'zones' ? 'power zone' : 'row';
      const [rack] = racks.keys();
      if (rack === undefined) continue;
      return failed({
        path: set.path,
        object: `${PARTNER_WORDS[partners.kind].many} of ${partners.of}`,
        found: `${standing(names)} in ${place}: its loss leaves ${leftOf(plan, { set, rack, names })}`,
        limit: `${inWords.number(allowed)} of ${inWords.number(members.length)} in one ${what}`,
        arithmetic: `${inWords.number(names.length)} of ${inWords.number(members.length)} in ${place}; ${names.length} - ${allowed} = ${names.length - allowed} too many`,
        remedy: `give a second ${what} of the hall racks that take them ('accepts' and 'powerZones'), or leave 'spreadPartners' out`,
      });
    }
  }
  return undefined;
}

/** `a and b both stand`, `a, b and c stand`, `a to z, 16, stand`. */
function standing(names: readonly string[]): string {
  const [first = '', second = '', third = ''] = names;
  if (names.length === 2) return `${first} and ${second} both stand`;
  if (names.length === 3) return `${first}, ${second} and ${third} stand`;
  return `${first} to ${names.at(-1) ?? ''}, ${inWords.number(names.length)} together, stand`;
}

/** What is left of a set, or of the hosts below it, without what stands together. */
function leftOf(plan: SitePlan, { set: { partners, members }, names }: Together): string {
  const { one, many } = PARTNER_WORDS[partners.kind];
  const left = members.length - names.length;
  if (partners.kind === 'leaf') return hostsWithout(plan, new Set(names), partners.of);
  return left === 0
    ? `${partners.of} without ${one}`
    : `${partners.of} with ${inWords.number(left)} of ${inWords.number(members.length)} ${many}`;
}

/** Hosts of a fabric whose links are all on these leaves, else those that keep some. Of a compute fabric a rail is judged: its ports are partners. */
function hostsWithout({ fabrics }: SitePlan, lost: ReadonlySet<string>, of: string): string {
  const fabric = fabrics.find(({ plan: { switches } }) => switches.some(({ name }) => lost.has(name)))?.plan;
  if (fabric === undefined) return `${of} with fewer leaves`;
  const { links, switches, endpoints } = fabric;
  const rail = switches.find(({ name }) => lost.has(name))?.rail;
  const [all, kept] = [new Set<number>(), new Set<number>()];
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    const host = links.aNode[row] ?? 0;
    const leaf = switches[links.bNode[row] ?? 0];
    if (leaf === undefined || endpoints[host]?.group === undefined) continue;
    if (lost.has(leaf.name)) all.add(host);
    else if (fabric.role !== 'compute' || leaf.rail === rail) kept.add(host);
  }
  const cut = [...all].filter((host) => !kept.has(host)).length;
  const what = fabric.role === 'compute' && rail !== undefined ? `without rail ${rail}` : 'without a link';
  if (cut > 0) return `${inWords.count(cut, 'host')} of ${of} ${what}`;
  return `${inWords.count(all.size, 'host')} of ${of} with fewer links than one loss may take`;
}
