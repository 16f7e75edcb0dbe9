import { DesignError } from '../../errors/design-error';
import type { AdoptedCable, AdoptedSite, CableFact, ExtraCable } from '../../model/adopted-site';
import type { FabricPlan, LinkEnd } from '../../model/fabric-plan';
import type { PlannedSite } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { PlanEnds } from '../as-built/compared-network';
import { FATE, matchCables, NONE } from '../as-built/match-cables';
import { linkLabel } from '../../model/switch-ports';
import { type AdoptErrors, unknownDevice } from './adopt-places';

/** What differs between the cables of the hall and those of the plan. */
type AdoptedCables = Pick<AdoptedSite, 'cables' | 'extraCables' | 'missingCables'>;

/** A fabric while the cables of a hall are held against it. */
interface Checked {
  readonly plan: FabricPlan;
  readonly ends: PlanEnds;
  /** Lower ends of planned cables. */
  readonly lower: ReadonlySet<number>;
  /** Line of the file that names an end, by end. */
  readonly seen: Map<number, CableFact>;
  /** Cables of the files, each port in one of them. */
  readonly found: Located[];
}

/** Holds the cables of a hall against a plan: `adopt/unknown-device`, `adopt/unknown-port`, `adopt/other-tier`, `adopt/port-used-twice`. */
export function adoptCables(
  facts: readonly CableFact[],
  plan: Pick<PlannedSite, 'name' | 'devices' | 'fabrics' | 'converged'>,
  errors: AdoptErrors,
): AdoptedCables {
  const fabrics = plan.fabrics.map(({ plan: fabric }): Checked => {
    const ends = new PlanEnds(fabric);
    return { plan: fabric, ends, lower: new Set(ends.aEnd), seen: new Map(), found: [] };
  });
  const byDevice = fabricsByDevice(fabrics);
  const cores = new Set((plan.converged ?? []).flatMap(({ switches }) => switches));
  const read = facts
    // Cables of a converged pair are not overridden.
    .filter(({ a, b }) => !cores.has(a.device) && !cores.has(b.device))
    .map((fact) => {
      const located = locate(fact, byDevice);
      return { fact, located, twice: located === undefined ? undefined : takeEnds(fact, located) };
    });
  const matches = new Map(fabrics.map((fabric) => [fabric, matchOf(fabric)]));
  const cables: Record<string, AdoptedCable> = {};
  const extraCables: Record<string, ExtraCable> = {};
  for (const { fact, located, twice } of read) {
    if (located === undefined) {
      errors.add(...refusal(fact, byDevice, plan));
      continue;
    }
    const { fabric, low, a, b } = located;
    if (twice !== undefined) {
      addUsedTwice(fabric, fact, twice, errors);
      continue;
    }
    const match = matches.get(fabric);
    const link = match?.lowerAt(low) ?? NONE;
    if (link === NONE) {
      extraCables[`${fabric.plan.name}/${a.device}:${a.port}`] = { fabric: fabric.plan.name, a, b };
      continue;
    }
    if (match?.fate[link] === FATE.inPlace) continue;
    const label = linkLabel(fabric.plan, link);
    const planned = fabric.ends.nameOf(fabric.ends.bEnd[link] ?? 0);
    if (tierOf(fabric, planned.device) !== tierOf(fabric, b.device)) {
      errors.add('adopt/other-tier', fact, () => ({
        problem: `cable '${label}' ends at '${b.device}:${b.port}', which is no ${tierOf(fabric, planned.device) ?? 'switch'}`,
        remedy: `plug it into a ${tierOf(fabric, planned.device) ?? 'switch'} of fabric '${fabric.plan.name}', or correct the line`,
        object: label,
      }));
      continue;
    }
    cables[label] = { end: b, planned };
  }
  const missingCables = [...matches].flatMap(([fabric, { foundAt }]) => missingOf(fabric, foundAt)).sort();
  return { cables, extraCables, missingCables: facts.length === 0 ? [] : missingCables };
}

function matchOf({ ends: { aEnd, bEnd, count }, found }: Checked): ReturnType<typeof matchCables> {
  return matchCables(
    { count: aEnd.length, ends: (link, side) => [(side === 'a' ? aEnd : bEnd)[link] ?? NONE] },
    { count: found.length, ends: (cable, side) => [found[cable]?.[side === 'a' ? 'low' : 'high'] ?? NONE] },
    { ends: count, from: 'lower' },
  );
}

function fabricsByDevice(fabrics: readonly Checked[]): ReadonlyMap<string, readonly Checked[]> {
  const byDevice = new Map<string, Checked[]>();
  for (const fabric of fabrics) {
    for (const { name } of [...fabric.plan.endpoints, ...fabric.plan.switches]) {
      addTo(byDevice, name, fabric);
    }
  }
  return byDevice;
}

interface Located {
  readonly fabric: Checked;
  readonly low: number;
  readonly high: number;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** The fabric that has both ports, and which end is the lower one: that of a planned cable first. */
function locate(
  { fabric: name, a, b }: CableFact,
  byDevice: ReadonlyMap<string, readonly Checked[]>,
): Located | undefined {
  for (const fabric of byDevice.get(a.device) ?? []) {
    if (name !== undefined && name !== fabric.plan.name) continue;
    const one = fabric.ends.endOf(a.device, a.port);
    const other = fabric.ends.endOf(b.device, b.port);
    if (one < 0 || other < 0) continue;
    const isTurned =
      !fabric.lower.has(one) && (fabric.lower.has(other) || fabric.ends.endpoint(b.device) !== undefined);
    const [low, high] = isTurned ? [other, one] : [one, other];
    return { fabric, low, high, a: fabric.ends.nameOf(low), b: fabric.ends.nameOf(high) };
  }
  return undefined;
}

function refusal(
  fact: CableFact,
  byDevice: ReadonlyMap<string, readonly Checked[]>,
  plan: Pick<PlannedSite, 'name' | 'devices'>,
): Parameters<AdoptErrors['add']> {
  const stranger = [fact.a, fact.b].find(({ device }) => !byDevice.has(device));
  if (stranger !== undefined) {
    return ['adopt/unknown-device', fact, () => unknownDevice(stranger.device, plan)];
  }
  const shared = (byDevice.get(fact.a.device) ?? []).filter((each) => byDevice.get(fact.b.device)?.includes(each));
  const ends = `'${fact.a.device}:${fact.a.port}' and '${fact.b.device}:${fact.b.port}'`;
  const inFabric = fact.fabric === undefined ? '' : ` '${fact.fabric}'`;
  return [
    'adopt/unknown-port',
    fact,
    () => ({
      problem: `no fabric${inFabric} has both ends, ${ends}`,
      remedy:
        shared.length === 0
          ? 'correct the devices: these two have no fabric in common'
          : `write ports as the plan names them, for example '${exampleOf(shared)}'`,
      object: fact.a.device,
    }),
  ];
}

function exampleOf([fabric]: readonly Checked[]): string {
  if (fabric === undefined || fabric.plan.links.count === 0) return '1';
  const { device, port } = fabric.ends.nameOf(fabric.ends.aEnd[0] ?? 0);
  return `${device}:${port}`;
}

/** Notes a cable in its fabric; gives the port that another line has already, and notes nothing then. */
function takeEnds(fact: CableFact, located: Located): number | undefined {
  const { fabric, low, high } = located;
  const twice = [low, high].find((end) => fabric.seen.has(end));
  if (twice !== undefined) return twice;
  fabric.found.push(located);
  for (const end of [low, high]) fabric.seen.set(end, fact);
  return undefined;
}

function addUsedTwice({ ends, seen }: Checked, fact: CableFact, end: number, errors: AdoptErrors): void {
  const other = seen.get(end) ?? fact;
  errors.add('adopt/port-used-twice', fact, () => {
    const { device, port } = ends.nameOf(end);
    return {
      problem: `cable ${inWords(fact)} ends at '${device}:${port}', and so does cable ${inWords(other)} of line ${other.line}`,
      remedy: 'correct one of the two lines',
      object: `${device}:${port}`,
    };
  });
}

function inWords({ a, b }: CableFact): string {
  return `'${a.device}:${a.port} - ${b.device}:${b.port}'`;
}

function tierOf({ ends }: Checked, device: string): string | undefined {
  return ends.switchOf(device)?.tier;
}

/** Planned cables that no line has, of devices that some line names: others are still to come. */
function missingOf({ plan, ends, seen, found }: Checked, foundAt: (end: number) => number): string[] {
  const standing = new Set([...seen.keys()].map((end) => ends.nameOf(end).device));
  return Array.from(ends.aEnd, (end, link) => ({ end, link })).flatMap(({ end, link }) => {
    const [a, b] = [ends.nameOf(end), ends.nameOf(ends.bEnd[link] ?? 0)];
    const isMissing = found[foundAt(end)]?.low !== end && standing.has(a.device) && standing.has(b.device);
    return isMissing ? [linkLabel(plan, link)] : [];
  });
}

/**
 * The fabric with its cables as the hall has them. A planned cable whose port an adopted one holds takes the port that this one left, and so on
 * along the chain, so that the outcome does not hang on any order.
 *
 * @throws DesignError `adopt/port-used-twice`
 */
export function withAdoptedLinks(fabric: FabricPlan, adopted: Pick<AdoptedSite, 'cables' | 'extraCables'>): FabricPlan {
  const isOwn = (label: string): boolean => label.startsWith(`${fabric.name}/`);
  const cables = Object.entries(adopted.cables).filter(([label]) => isOwn(label));
  const extras = Object.entries(adopted.extraCables).filter(([, extra]) => extra.fabric === fabric.name);
  if (cables.length === 0 && extras.length === 0) return fabric;
  const ends = new PlanEnds(fabric);
  const { count } = fabric.links;
  const lower = new Int32Array(ends.count).fill(NONE);
  for (let link = 0; link < count; link += 1) lower[ends.aEnd[link] ?? 0] = link;
  /** Link that the hall has at an upper end. */
  const holder = new Map<number, number>();
  const moved = new Map<number, number>();
  for (const [label, { end }] of cables) {
    const link = lower[lowerEndOf(label, fabric, ends)] ?? NONE;
    const target = ends.endOf(end.device, end.port);
    // What the program does not have any more has no cable.
    if (link === NONE || target < 0) continue;
    const other = holder.get(target) ?? (lower[target] === NONE ? undefined : lower[target]);
    if (other !== undefined) throw usedTwice(`${end.device}:${end.port}`, linkLabel(fabric, other), label);
    holder.set(target, link);
    moved.set(link, target);
  }
  const upper = Int32Array.from(ends.bEnd);
  for (let link = 0; link < count; link += 1)
    upper[link] = moved.get(link) ?? freed(ends.bEnd[link] ?? 0, holder, ends);
  const used = new Map<number, string>();
  for (const [label, { a, b }] of extras) {
    for (const { device, port } of [a, b]) used.set(ends.endOf(device, port), label);
  }
  used.delete(NONE);
  if (used.size > 0) {
    for (let link = 0; link < count; link += 1) {
      for (const end of [ends.aEnd[link] ?? 0, upper[link] ?? 0]) {
        const label = used.get(end);
        const { device, port } = ends.nameOf(end);
        if (label !== undefined) throw usedTwice(`${device}:${port}`, linkLabel(fabric, link), label);
      }
    }
  }
  return { ...fabric, links: linksTo(fabric, ends, upper) };
}

/** The end that an adopted cable left free for the planned one whose port it took. */
function freed(end: number, holder: ReadonlyMap<number, number>, ends: PlanEnds): number {
  let at = end;
  for (let link = holder.get(at); link !== undefined; link = holder.get(at)) at = ends.bEnd[link] ?? 0;
  return at;
}

function lowerEndOf(label: string, { name }: FabricPlan, ends: PlanEnds): number {
  const rest = label.slice(name.length + 1);
  const at = rest.indexOf(':');
  return ends.endOf(rest.slice(0, at), rest.slice(at + 1));
}

function linksTo({ switches, links }: FabricPlan, ends: PlanEnds, upper: Int32Array): FabricPlan['links'] {
  const bNode = Uint32Array.from(links.bNode);
  const bPort = Uint16Array.from(links.bPort);
  const at = new Map(switches.map(({ name }, index) => [name, index]));
  for (let link = 0; link < links.count; link += 1) {
    const end = upper[link] ?? 0;
    if (end === ends.bEnd[link]) continue;
    const { device } = ends.nameOf(end);
    bNode[link] = at.get(device) ?? 0;
    bPort[link] = end - ends.endOf(device, '1') + 1;
  }
  return { ...links, bNode, bPort };
}

function usedTwice(port: string, one: string, other: string): DesignError {
  return new DesignError('adopt/port-used-twice', {
    problem: `cables '${one}' and '${other}' both end at '${port}'`,
    remedy: 'correct the file of cables, or name the other cable in it where it really ends',
    object: port,
  });
}
