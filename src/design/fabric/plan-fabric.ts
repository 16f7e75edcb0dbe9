import { type FabricInput, type FabricPlan, type LinkTable, LOSS_SHARE } from '../../model/fabric-plan';
import type { PartnerSet } from '../../model/placement-plan';
import { allocateLinks, type FabricLayout } from './allocate-links';
import { checkSwitchNames } from './check-fabric-input';
import { layOutFabric } from './lay-out-fabric';
import { listEndpoints, listSwitches } from './allocate-links';
import { sizeLayout } from './size-fabric';

/**
 * Plans a fabric: every switch, every link, every port. A host's slot decides its ports, so a fabric that grows within
 * `reserveUnits` moves no cable.
 *
 * @throws DesignError one of the `fabric/...` codes, `DesignErrors` where several props are wrong
 * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/network-fabrics.html
 */
export function planFabric(input: FabricInput): FabricPlan {
  const layout = layOutFabric(input);
  const sizing = sizeLayout(layout);
  const { hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = sizing.counts;
  const endpoints = listEndpoints(layout);
  const switches = listSwitches(layout);
  checkSwitchNames(input.name, endpoints, switches);
  const links = fillLinks(layout, hostLinks + serviceLinks + leafSpineLinks + spineCoreLinks);
  return { ...sizing, endpoints, switches, links };
}

function fillLinks(layout: FabricLayout, count: number): LinkTable {
  const tier = new Uint8Array(count);
  const aNode = new Uint32Array(count);
  const aPort = new Uint16Array(count);
  const bNode = new Uint32Array(count);
  const bPort = new Uint16Array(count);
  let row = 0;
  allocateLinks(layout, (...link) => {
    [tier[row], aNode[row], aPort[row], bNode[row], bPort[row]] = link;
    row += 1;
  });
  return { count, tier, aNode, aPort, bNode, bPort };
}

/**
 * Switches of a fabric that stand in for each other, by name: leaves between which a host (in a compute fabric: a rail of it) has a choice, and the spines and cores
 * between which a switch below has one. Where choices overlap, all that they reach is one set, and the narrowest decides its share. Linear in the links.
 *
 * Leaves of a compute fabric that take a rail each are none: without any of them its GPUs stop, wherever the others stand.
 */
export function fabricPartners(plan: FabricPlan): ReadonlyMap<string, PartnerSet> {
  const share = plan.role === 'compute' ? LOSS_SHARE.compute : LOSS_SHARE.other;
  const choices = new Choices(plan.switches.length);
  for (const each of choicesOf(plan)) choices.add(each, Math.max(1, Math.floor(share * each.length)));
  const partners = new Map<string, PartnerSet>();
  plan.switches.forEach(({ name, tier }, index) => {
    const most = choices.mostOf(index);
    if (most === undefined) return;
    const first = plan.switches[choices.rootOf(index)]?.name ?? name;
    const set = `${plan.name}/${tier}/${first}`;
    partners.set(name, { set, kind: tier, of: `fabric '${plan.name}'`, mostPerRack: most, mostLost: most });
  });
  return partners;
}

/** Each list of switches of which one suffices, once for those below that stand together in the table of links. Links of one lower end stand together. */
function* choicesOf(plan: FabricPlan): Iterable<readonly number[]> {
  const { links, endpoints } = plan;
  let last = '';
  for (let row = 0; row < links.count;) {
    const [tier, lower] = [links.tier[row], links.aNode[row] ?? 0];
    const endpoint = tier === 0 ? endpoints[lower] : undefined;
    const perRail =
      plan.role === 'compute' && endpoint !== undefined
        ? Math.max(1, Math.floor(endpoint.portNames.length / plan.rails))
        : Infinity;
    const uppers = new Map<number, Set<number>>();
    for (; row < links.count && links.tier[row] === tier && links.aNode[row] === lower; row += 1) {
      const rail = perRail === Infinity ? 0 : Math.floor((links.aPort[row] ?? 0) / perRail);
      const known = uppers.get(rail) ?? new Set<number>();
      known.add(links.bNode[row] ?? 0);
      uppers.set(rail, known);
    }
    if (tier === 0 && endpoint?.group === undefined) continue;
    for (const set of uppers.values()) {
      if (set.size < 2) continue;
      const choice = [...set].sort((a, b) => a - b);
      const key = choice.join();
      if (key !== last) yield choice;
      last = key;
    }
  }
}

/** Disjoint sets of switches, by index; the root of a set is its lowest index. */
class Choices {
  private readonly parents: Int32Array;
  private readonly most: Float64Array;

  public constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, index) => index);
    this.most = new Float64Array(count).fill(Infinity);
  }

  public add(choice: readonly number[], most: number): void {
    const roots = choice.map((index) => this.rootOf(index));
    const root = Math.min(...roots);
    const least = roots.reduce((sum, each) => Math.min(sum, this.most[each] ?? Infinity), most);
    for (const each of roots) this.parents[each] = root;
    this.most[root] = least;
  }

  public rootOf(index: number): number {
    let at = index;
    while ((this.parents[at] ?? at) !== at) {
      const beyond = this.parents[this.parents[at] ?? at] ?? at;
      this.parents[at] = beyond;
      at = beyond;
    }
    return at;
  }

  /** Most of the set that one loss may take; undefined for what has no partner. */
  public mostOf(index: number): number | undefined {
    const most = this.most[this.rootOf(index)] ?? Infinity;
    return most === Infinity ? undefined : most;
  }
}
