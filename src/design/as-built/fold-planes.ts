import { addTo, present } from '../../units/present';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink, DiscoveredNode } from './discovered-fabric';

/** `MF0;leaf-1:Q3400_RA/U2` is chip 2 of `MF0;leaf-1:Q3400_RA`. */
const CHIP = /^(.+)\/U(\d+)$/;

/** A box of which several nodes may be chips: one by its name, or by the id of the system that its nodes share. */
interface Box {
  /** What boxes of one make have alike: the model behind the last colon of the name. */
  readonly family: string;
  /** Nodes with the number of their chip, in its order. */
  readonly chips: readonly { readonly node: number; readonly chip: number }[];
}

/** An end of a link at a chip. */
interface ChipEnd {
  readonly box: string;
  readonly chip: number;
  readonly port: string;
}

/**
 * Puts the planes of a port together. A switch of which each chip carries a plane of every port is as many nodes in a dump, and a cable as many links, `1xXDR` each: they
 * become one node, and one link with its planes. Nodes of one box are planes where most of their ports with one number go to one device: the chips of a large chassis
 * go to others, and stay nodes of their own. What is left in any order of nodes and links is the same.
 */
export function foldPlanes(found: DiscoveredFabric): DiscoveredFabric {
  const boxes = boxesOf(found.nodes);
  if (![...boxes.values()].some(({ chips }) => chips.length > 1)) return withOnePlane(found);
  return new Folding(found, boxes).fold();
}

/** Where a dump tells of one chip a switch, a link of one lane is of the plane of its chip. */
function withOnePlane(found: DiscoveredFabric): DiscoveredFabric {
  const chipOf = found.nodes.map(({ name, kind }) => (kind === 'switch' ? CHIP.exec(name)?.[2] : undefined));
  if (chipOf.every((chip) => chip === undefined)) return found;
  const links = found.links.map((link) => {
    const chip = chipOf[link.a.node] ?? chipOf[link.b.node];
    return chip === undefined || !isOneLane(link) ? link : { ...link, planes: [Number(chip)] };
  });
  return { ...found, links };
}

function isOneLane({ speed = '' }: DiscoveredLink): boolean {
  return /^1x/i.test(speed);
}

function boxesOf(nodes: readonly DiscoveredNode[]): Map<string, Box> {
  const systems = new Map<string, number>();
  for (const { kind, system } of nodes) {
    if (kind === 'switch' && system !== undefined) systems.set(system, (systems.get(system) ?? 0) + 1);
  }
  const members = new Map<
    string,
    { readonly node: number; readonly named: number | undefined; readonly id: string }[]
  >();
  nodes.forEach(({ name, kind, system, id = '' }, node) => {
    if (kind !== 'switch') return;
    const [, base, chip] = CHIP.exec(name) ?? [];
    if (base !== undefined) addTo(members, base, { node, named: Number(chip), id });
    else if (system !== undefined && (systems.get(system) ?? 0) > 1)
      addTo(members, `\n${system}`, { node, named: undefined, id });
  });
  return new Map(
    [...members].map(([key, own]) => {
      const inOrder = [...own].sort(
        (one, other) => (one.named ?? 0) - (other.named ?? 0) || (one.id < other.id ? -1 : 1),
      );
      const chips = inOrder.map(({ node, named }, at) => ({ node, chip: named ?? at + 1 }));
      return [key, { family: key.startsWith('\n') ? '' : (key.split(':')[1] ?? ''), chips }];
    }),
  );
}

class Folding {
  /** Box and chip of a node. */
  private readonly chipOf = new Map<number, { readonly box: string; readonly chip: number }>();

  public constructor(
    private readonly found: DiscoveredFabric,
    private readonly boxes: ReadonlyMap<string, Box>,
  ) {
    for (const [box, { chips }] of boxes) for (const { node, chip } of chips) this.chipOf.set(node, { box, chip });
  }

  public fold(): DiscoveredFabric {
    const { nodes, links, ...rest } = this.found;
    const families = this.planarFamilies();
    const isFolded = (box: string): boolean => families.has(this.boxes.get(box)?.family ?? '');
    // Each box stands where its first chip is.
    const head = nodes.map((_, node) => {
      const box = this.chipOf.get(node)?.box;
      return box === undefined || !isFolded(box) ? node : (this.boxes.get(box)?.chips[0]?.node ?? node);
    });
    const groups = new Map<string, { readonly link: DiscoveredLink; readonly plane: number }[]>();
    const single: DiscoveredLink[] = [];
    for (const link of links) {
      const own = this.chipEnd(link.a, isFolded) ?? this.chipEnd(link.b, isFolded);
      if (own === undefined) single.push(link);
      else addTo(groups, this.cableOf(link, head), { link, plane: own.chip });
    }
    const cables = [...groups.values()].map((group) => cableOf(group));
    const ports = portsOfAdapters(cables);
    const folded = nodes.map((node, at): DiscoveredNode => {
      const box = this.boxes.get(this.chipOf.get(at)?.box ?? '');
      if (box !== undefined && head[at] === at && box.chips.length > 1 && isFolded(this.chipOf.get(at)?.box ?? '')) {
        const others = box.chips.slice(1).flatMap(({ node: other }) => nodes[other]?.id ?? []);
        return { ...node, ...(others.length > 0 && { others }) };
      }
      const planes = ports.get(at);
      if (node.kind !== 'adapter' || planes === undefined || node.ports === undefined) return node;
      return { ...node, ports: Math.max(1, Math.floor(node.ports / planes)) };
    });
    const place = ({ node, port, ...more }: DiscoveredEnd): DiscoveredEnd => {
      const planes = this.found.nodes[node]?.kind === 'adapter' ? ports.get(node) : undefined;
      const own = planes === undefined || !/^\d+$/.test(port) ? port : `${Math.ceil(Number(port) / planes)}`;
      return { ...more, node: head[node] ?? node, port: own };
    };
    const all = [...single, ...cables].map((link) => ({ ...link, a: place(link.a), b: place(link.b) }));
    return compact({ ...rest, nodes: folded, links: all }, head);
  }

  /** Makes of box whose nodes carry planes: more of their ports with one number go to one device than to several. */
  private planarFamilies(): ReadonlySet<string> {
    const far = new Map<string, Set<string>>();
    const seen = new Map<string, Set<number>>();
    const note = (own: DiscoveredEnd, other: DiscoveredEnd): void => {
      const { box, chip } = this.chipOf.get(own.node) ?? {};
      if (box === undefined || chip === undefined || this.found.nodes[other.node]?.kind === 'router') return;
      const key = `${box}\n${own.port}`;
      far.set(key, (far.get(key) ?? new Set()).add(this.boxKey(other.node)));
      seen.set(key, (seen.get(key) ?? new Set()).add(chip));
    };
    for (const { a, b } of this.found.links) {
      note(a, b);
      note(b, a);
    }
    const votes = new Map<string, number>();
    for (const [key, chips] of seen) {
      if (chips.size < 2) continue;
      const family = this.boxes.get(key.slice(0, key.lastIndexOf('\n')))?.family ?? '';
      votes.set(family, (votes.get(family) ?? 0) + (far.get(key)?.size === 1 ? 1 : -1));
    }
    return new Set([...votes].flatMap(([family, sum]) => (sum > 0 ? [family] : [])));
  }

  /** What tells a device from another: its box, its name, or the node itself where it has none. */
  private boxKey(node: number): string {
    const { name = '', id = `${node}` } = this.found.nodes[node] ?? {};
    return this.chipOf.get(node)?.box ?? (name === '' ? id : name);
  }

  private chipEnd({ node, port }: DiscoveredEnd, isFolded: (box: string) => boolean): ChipEnd | undefined {
    const own = this.chipOf.get(node);
    return own === undefined || !isFolded(own.box) ? undefined : { ...own, port };
  }

  /** Cable of a link of a plane: the ports of the boxes at its ends, and for an adapter, whose port is another in each plane, its name. */
  private cableOf({ a, b }: DiscoveredLink, head: readonly number[]): string {
    const ends = [a, b].map(({ node, port }) => {
      const kind = this.found.nodes[node]?.kind;
      return kind === 'switch' ? `${head[node] ?? node}/${port}` : `${kind ?? ''} ${this.boxKey(node)}`;
    });
    return ends.sort().join('\n');
  }
}

/** One cable of its planes: rates add up, and a state short of Active is that of the cable. */
function cableOf(group: readonly { readonly link: DiscoveredLink; readonly plane: number }[]): DiscoveredLink {
  // Of two reports of a plane the slower one counts.
  const byRate = [...group].sort(
    (one, other) => one.plane - other.plane || (one.link.rateBits ?? 0) - (other.link.rateBits ?? 0),
  );
  const each = [...new Map([...byRate].reverse().map((member) => [member.plane, member])).values()].reverse();
  const [first] = each;
  if (first === undefined) throw new Error('a cable has a plane');
  const rates = each.map(({ link }) => link.rateBits);
  const words = [...new Set(each.flatMap(({ link: { speed } }) => speed ?? []))];
  const state = each.map(({ link }) => link.state).find((word) => word !== undefined);
  const { a, b } = first.link;
  return {
    a,
    b,
    planes: each.map(({ plane }) => plane),
    ...(words.length > 0 && { speed: words.length === 1 ? `${each.length} x ${words[0] ?? ''}` : words.join(', ') }),
    ...(rates.every((rate) => rate !== undefined) && { rateBits: rates.reduce((sum, rate) => sum + rate, 0) }),
    ...present({ state }),
  };
}

/** Planes of each adapter's port, by node: as many as any of its cables has, at least as high as the highest plane. */
function portsOfAdapters(cables: readonly DiscoveredLink[]): ReadonlyMap<number, number> {
  const most = cables.reduce((high, { planes = [] }) => Math.max(high, ...planes), 1);
  return new Map(cables.flatMap(({ a, b }) => [a.node, b.node].map((node) => [node, most] as const)));
}

/** Without the nodes that were folded into another. */
function compact(found: DiscoveredFabric, head: readonly number[]): DiscoveredFabric {
  const kept = new Map<number, number>();
  const nodes = found.nodes.filter((_, at) => {
    if (head[at] !== at) return false;
    kept.set(at, kept.size);
    return true;
  });
  const moved = (end: DiscoveredEnd): DiscoveredEnd => ({ ...end, node: kept.get(end.node) ?? 0 });
  return { ...found, nodes, links: found.links.map((link) => ({ ...link, a: moved(link.a), b: moved(link.b) })) };
}
