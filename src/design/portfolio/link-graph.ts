import type { PortfolioLink } from '../../model/portfolio';

/**
 * Light in fibre takes 4.9 us a kilometre one way (index of refraction 1.468, 299,792.458 km/s); planned with 5, so 10 us a kilometre of route there and back.
 *
 * @see https://www.itu.int/rec/T-REC-G.652
 */
export const ROUND_TRIP_MICROSECONDS_PER_KILOMETRE = 10;

const METRES_PER_KILOMETRE = 1_000;

/** What is lost of a graph. */
export interface LostLinks {
  /** One link of those of this name. */
  readonly link?: string;
  /** All links on this route. */
  readonly route?: string;
  /** All links of this site or point: nothing passes it. */
  readonly place?: string;
}

/** Rate between two sets of places, and the links that bound it. */
export interface Cut {
  readonly bitsPerSecond: number;
  /** Names in the order of the links. */
  readonly links: readonly string[];
}

interface Edge {
  readonly to: number;
  readonly link: number;
  /** Bit/s still free in this direction. */
  free: number;
  /** The same link the other way. */
  readonly back: number;
}

/** Links that are there on one day, as a graph of undirected edges: each carries its rate in both directions at once. */
export class LinkGraph {
  private readonly links: readonly PortfolioLink[];
  private readonly indexOf: ReadonlyMap<string, number>;

  /**
   * @param links - all links of a portfolio
   * @param places - sites and points
   * @param day - day as `YYYY-MM-DD`
   * @param share - largest share of a link that is planned with
   */
  public constructor(
    links: readonly PortfolioLink[],
    places: readonly string[],
    day: string,
    private readonly share: number,
  ) {
    this.links = links.filter(({ since, out }) => (since ?? '') <= day && (out === undefined || day < out));
    this.indexOf = new Map(places.map((place, index) => [place, index]));
  }

  /** Names of links that are there. */
  public get names(): readonly string[] {
    return this.links.map(({ name }) => name);
  }

  /** Routes of links that are there, each once, in the order of the links. A link without a route group has none that it shares. */
  public get routes(): readonly string[] {
    return [...new Set(this.links.flatMap(({ routeGroups }) => routeGroups ?? []))];
  }

  /** Whether every link that is there says what its route shares with others. */
  public get areRoutesStated(): boolean {
    return this.links.every(({ routeGroups }) => routeGroups !== undefined);
  }

  /**
   * The most that flows from one place to another over all ways at once: the slowest cut between them.
   *
   * Shortest ways are filled first (Edmonds and Karp), so that the steps are bounded by places and links and not by rates.
   */
  public between(from: string, to: string, lost: LostLinks = {}): Cut {
    const edges = this.edges(lost);
    const source = this.indexOf.get(from) ?? -1;
    const sink = this.indexOf.get(to) ?? -1;
    let total = 0;
    for (;;) {
      const by = reach(edges, source);
      if (!by.has(sink)) return { bitsPerSecond: total, links: this.cutLinks(edges, by, lost) };
      const way: Edge[] = [];
      for (let at = sink; at !== source;) {
        const step = by.get(at);
        if (step === undefined) break;
        way.push(step.edge);
        at = step.from;
      }
      const room = Math.min(...way.map(({ free }) => free));
      for (const edge of way) {
        edge.free -= room;
        const back = edges[edge.to]?.[edge.back];
        if (back !== undefined) back.free += room;
      }
      total += room;
    }
  }

  /** The slowest cut that parts any of the places from any other. */
  public slowestCut([first = '', ...others]: readonly string[], lost: LostLinks = {}): Cut {
    // A cut that parts two of them parts the first from one of the others.
    let slowest: Cut | undefined;
    for (const other of others) {
      const cut = this.between(first, other, lost);
      if (slowest === undefined || cut.bitsPerSecond < slowest.bitsPerSecond) slowest = cut;
    }
    return slowest ?? { bitsPerSecond: 0, links: [] };
  }

  /** Longest of the shortest round trips between any two of the places, microseconds. Undefined: two of them are not joined. */
  public roundTrip(places: readonly string[], lost: LostLinks = {}): number | undefined {
    let longest = 0;
    for (const place of places) {
      const metres = this.shortest(place, lost);
      for (const other of places) {
        const way = metres[this.indexOf.get(other) ?? -1];
        if (way === undefined || way === Infinity) return undefined;
        longest = Math.max(longest, way);
      }
    }
    return (longest / METRES_PER_KILOMETRE) * ROUND_TRIP_MICROSECONDS_PER_KILOMETRE;
  }

  /** Metres of the shortest route to every place (Dijkstra; there are tens of places). */
  private shortest(from: string, lost: LostLinks): readonly number[] {
    const edges = this.edges(lost);
    const metres = edges.map(() => Infinity);
    const open = new Set(edges.keys());
    metres[this.indexOf.get(from) ?? -1] = 0;
    while (open.size > 0) {
      let nearest = -1;
      for (const place of open) if (nearest < 0 || (metres[place] ?? 0) < (metres[nearest] ?? 0)) nearest = place;
      open.delete(nearest);
      for (const { to, link, free } of edges[nearest] ?? []) {
        const way = (metres[nearest] ?? 0) + (this.links[link]?.routeMetres ?? 0);
        if (free > 0 && way < (metres[to] ?? 0)) metres[to] = way;
      }
    }
    return metres;
  }

  private edges({ link: lostLink, route, place }: LostLinks): Edge[][] {
    const edges: Edge[][] = [...this.indexOf].map(() => []);
    this.links.forEach(({ name, from, to, bitsPerSecond, count, routeGroups = [] }, link) => {
      const left = name === lostLink ? count - 1 : count;
      const isGone = (route !== undefined && routeGroups.includes(route)) || from === place || to === place;
      const a = edges[this.indexOf.get(from) ?? -1];
      const b = edges[this.indexOf.get(to) ?? -1];
      if (isGone || left === 0 || a === undefined || b === undefined) return;
      const free = left * bitsPerSecond * this.share;
      a.push({ to: this.indexOf.get(to) ?? -1, link, free, back: b.length });
      b.push({ to: this.indexOf.get(from) ?? -1, link, free, back: a.length - 1 });
    });
    return edges;
  }

  private cutLinks(edges: readonly Edge[][], reached: ReadonlyMap<number, unknown>, lost: LostLinks): string[] {
    const cut = new Set<number>();
    edges.forEach((list, place) => {
      for (const { to, link } of list) if (reached.has(place) && !reached.has(to)) cut.add(link);
    });
    return this.names.filter((name, index) => cut.has(index) && name !== lost.link);
  }
}

/** Places that a place reaches by what is free, with the edge by which each was reached first. */
function reach(edges: readonly Edge[][], source: number): Map<number, { readonly edge: Edge; readonly from: number }> {
  const none: Edge = { to: source, link: -1, free: 0, back: -1 };
  const by = new Map([[source, { edge: none, from: source }]]);
  for (const place of by.keys()) {
    for (const edge of edges[place] ?? []) {
      if (edge.free > 0 && !by.has(edge.to)) by.set(edge.to, { edge, from: place });
    }
  }
  return by;
}
