import { DesignError } from '../../errors/design-error';
import { PlanEnds } from '../as-built/plan-ends';
import type { FabricPlan } from '../../model/fabric-plan';
import { linkLabel } from '../fabric/link-ends';
import type { AdoptedSite } from '../../model/adopted-site';

const FREE = -1;

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
  const lower = new Int32Array(ends.count).fill(FREE);
  for (let link = 0; link < count; link += 1) lower[ends.aEnd[link] ?? 0] = link;
  /** Link that the hall has at an upper end. */
  const holder = new Map<number, number>();
  const moved = new Map<number, number>();
  for (const [label, { end }] of cables) {
    const link = lower[lowerEndOf(label, fabric, ends)] ?? FREE;
    const target = ends.endOf(end.device, end.port);
    // What the program does not have any more has no cable.
    if (link === FREE || target < 0) continue;
    const other = holder.get(target) ?? (lower[target] === FREE ? undefined : lower[target]);
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
  used.delete(FREE);
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
