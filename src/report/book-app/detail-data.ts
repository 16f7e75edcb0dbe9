import { switchesInUse } from '../../design/underlay/switches-in-use';
import type { Asset } from '../../model/asset';
import { siteCableRows } from '../../model/site-cables';
import { networkName, networkPlans } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { rate } from '../in-figures';
import { lostWord, takenText } from '../power/power-csv';
import type { BookFailures, BookHallCables, BookLookup, BookRackSet } from './book-data';
import { TextList } from './site-data';

/** Names of things that stand in racks, with the device that holds each. */
class HeldNames {
  public readonly names = new TextList();
  public readonly holders: number[] = [];

  public constructor(private readonly holderOf: (name: string) => number) {}

  public placeOf(name: string): number {
    const place = this.names.placeOf(name);
    if (place === this.holders.length) this.holders.push(this.holderOf(name));
    return place;
  }
}

/** Tells the place, in the devices of a plan, of the device that a name is of or that holds it: the rack of a tray. -1: there is none. */
function holdersOf({ devices, fabrics }: Pick<SitePlan, 'devices' | 'fabrics'>): (name: string) => number {
  const places = new Map(devices.map(({ name }, index) => [name, index]));
  const racks = new Map<string, string>();
  for (const { plan } of fabrics) {
    for (const { name, device } of plan.endpoints) if (device !== undefined) racks.set(name, device);
  }
  return (name) => places.get(racks.get(name) ?? name) ?? -1;
}

/** Cables of one hall while they are gathered. */
class HallCables {
  private readonly held: HeldNames;
  private readonly ports = new TextList();
  private readonly media = new TextList();
  private readonly parts = new TextList(['']);
  private readonly rates = new TextList();
  private readonly rows: number[] = [];
  private readonly labels: (readonly [number, string])[] = [];
  private count = 0;

  public constructor(holderOf: (name: string) => number) {
    this.held = new HeldNames(holderOf);
  }

  public add(network: number, row: Gathered): void {
    const { a, b, medium, lengthMillimetres, part = '', rateText, label, isNamed } = row;
    this.rows.push(
      network,
      this.held.placeOf(a.device),
      this.ports.placeOf(a.port),
      this.held.placeOf(b.device),
      this.ports.placeOf(b.port),
      this.media.placeOf(medium),
      lengthMillimetres,
      this.parts.placeOf(part),
      this.rates.placeOf(rateText),
    );
    if (!isNamed) this.labels.push([this.count, label]);
    this.count += 1;
  }

  public get data(): BookHallCables {
    const { held, ports, media, parts, rates, rows, labels } = this;
    return {
      names: held.names.texts,
      holders: held.holders,
      ports: ports.texts,
      media: media.texts,
      parts: parts.texts,
      rates: rates.texts,
      rows,
      labels,
    };
  }
}

interface Gathered {
  readonly label: string;
  /** Whether the label follows from network, lower device and port. */
  readonly isNamed: boolean;
  readonly a: { readonly device: string; readonly port: string };
  readonly b: { readonly device: string; readonly port: string };
  readonly medium: string;
  readonly lengthMillimetres: number;
  readonly part: string | undefined;
  readonly rateText: string;
}

/** Cables of each hall in the order of the halls, then of what found no place. A cable between halls is in the file of both. */
export function bookCables(plan: SitePlan): BookHallCables[] {
  const holderOf = holdersOf(plan);
  const hallPlace = new Map(plan.halls.map(({ name }, index) => [name, index]));
  const nowhere = plan.halls.length;
  const halls = Array.from({ length: nowhere + 1 }, () => new HallCables(holderOf));
  const networks = new Map(networkPlans(plan).map((network, index) => [networkName(network), index]));
  const rates = new Map<number, string>();
  for (const row of siteCableRows(plan)) {
    const { label, fabric, a, b, rateBits } = row;
    const rateText = rates.get(rateBits) ?? rate(rateBits);
    rates.set(rateBits, rateText);
    const isNamed = label === `${fabric}/${a.device}:${a.port}`;
    const gathered = { ...row, rateText, isNamed };
    const network = networks.get(fabric) ?? -1;
    const [near, far] = [hallPlace.get(a.hall) ?? nowhere, hallPlace.get(b.hall) ?? nowhere];
    halls[near]?.add(network, gathered);
    if (far !== near) halls[far]?.add(network, gathered);
  }
  return halls.map(({ data }) => data);
}

/** Addresses of devices and of routed ports, and hardware of the asset file. */
export function bookLookup(plan: SitePlan): BookLookup {
  const held = new HeldNames(holdersOf(plan));
  const pools = new TextList(plan.addresses.pools.map(({ name }) => name));
  const addresses: BookLookup['addresses'][number][] = plan.addresses.addresses.map((each) => [
    held.placeOf(each.device),
    each.interface,
    each.address,
    pools.placeOf(each.pool),
  ]);
  for (const { plan: fabric, underlay } of plan.fabrics) {
    if (underlay === undefined || (underlay.links === undefined && underlay.rails.length === 0)) continue;
    const rails = new Map(underlay.rails.map(({ rail, plane, pool }) => [`${rail} ${plane}`, pool]));
    for (const { plan: own, ports } of switchesInUse(fabric, underlay, () => undefined)) {
      for (const { name, towards, address, peer, peerPort, peerAddress } of ports) {
        if (address === undefined) continue;
        const pool = towards === 'host' ? rails.get(`${own.rail ?? 1} ${own.plane}`) : underlay.links?.pool;
        addresses.push([held.placeOf(own.name), name, address, pools.find(pool)]);
        if (towards === 'host') addresses.push([held.placeOf(peer), peerPort, peerAddress ?? '', pools.find(pool)]);
      }
    }
  }
  return {
    pools: pools.texts,
    addresses,
    assets: [...plan.assets.values()]
      .sort(byDevice)
      .map((asset) => [
        held.placeOf(asset.device),
        asset.state,
        asset.serial ?? '',
        asset.assetTag ?? '',
        asset.bmcMac ?? '',
        (asset.nicIds ?? []).join(' '),
      ]),
    names: held.names.texts,
    holders: held.holders,
  };
}

function byDevice({ device: one }: Asset, { device: other }: Asset): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What goes down with each node, feed, group, compartment, common cause, loop and unit of cooling. */
export function bookFailures({ placement, power, cooling, losses = [] }: SitePlan): BookFailures {
  const places = new Map(placement.racks.map(({ name }, index) => [name, index]));
  const setOf = (names: readonly string[]): BookRackSet => rackSet(names, places);
  return {
    states: (power.chain?.states ?? []).slice(1).map(({ devices, shortLoops = [], ...state }) => ({
      kind: state.kind,
      out: state.out,
      racks: setOf(state.lostRacks),
      lostWatts: state.lostWatts,
      devices: [devices.full, devices.degraded, devices.down, devices.indeterminate],
      zones: state.unfedZones,
      overloads: state.overloads.map(({ node, loadWatts, limitWatts }) => [node, loadWatts, limitWatts] as const),
      loops: shortLoops.map(({ loop }) => loop),
    })),
    losses: losses.map((loss) => ({
      kind: lostWord(loss),
      name: loss.name,
      things: takenText(loss),
      racks: setOf(loss.racks),
      unpowered: setOf(loss.unpowered),
      uncooled: setOf(loss.uncooled),
      loops: loss.loops,
      tenantWatts: loss.tenantWatts,
    })),
    stops: (cooling?.stops ?? []).map(({ lost, alsoOut = [], loop, isLasting, unknown }) => [
      [lost, ...alsoOut].join(', '),
      loop,
      isLasting,
      unknown.join(', '),
    ]),
    units: (cooling?.losses ?? []).map(({ units, loop, shortWatts, lostRacks }) => [
      ...([units, loop, shortWatts, setOf(lostRacks)] as const),
    ]),
  };
}

function rackSet(names: readonly string[], places: ReadonlyMap<string, number>): BookRackSet {
  const found = names.flatMap((name) => places.get(name) ?? []).sort((a, b) => a - b);
  const runs: number[] = [];
  for (const place of found) {
    if (runs.at(-1) === place - 1) runs[runs.length - 1] = place;
    else runs.push(place, place);
  }
  return { runs, others: names.filter((name) => !places.has(name)) };
}
