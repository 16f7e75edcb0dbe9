import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import type { Network, NetworkEndpoint, NetworkLink, NetworkModel, NetworkSwitch } from './network-model';
import type { BandwidthLoss } from './work-order-plan';

/** Shares are sums of fractions: what differs by less is equal. */
const ROUNDING = 1e-9;

/** An endpoint that loses more than it may. */
export interface OverLoss {
  readonly endpoint: NetworkEndpoint;
  readonly lostShare: number;
  readonly limitShare: number;
  /** Switch whose loss the limit comes from. Absent: the user gave the limit. */
  readonly switchName?: string;
  readonly linksIn: number;
  readonly linksPlanned: number;
}

/** An endpoint that is short of bandwidth. */
export interface Shortage extends Pick<OverLoss, 'endpoint' | 'lostShare' | 'limitShare'> {
  /** Whether it loses more than it may. */
  readonly isAbove: boolean;
}

/**
 * Bandwidth of the endpoints of all networks while cables and switches go out and in.
 *
 * An endpoint's full bandwidth is the least that both states of the site plan for it. A link counts with the share that its leaf carries: the share of the
 * leaf's planned uplinks that are in, each with what its spine carries, and so on up. A switch that is new or moved carries as far as the links
 * below it are in. Traffic that stays below a leaf loses less: the calculation is on the safe side.
 */
export class NetworkState {
  private readonly short = new Map<NetworkEndpoint, number>();
  private readonly promises = new SwitchPromises();

  public constructor(
    private readonly model: NetworkModel,
    fresh: ReadonlySet<string>,
    standing: (device: string) => boolean,
    private readonly mostLostShare: number | undefined,
  ) {
    for (const { switches } of model.networks.values()) {
      for (const one of switches.values()) {
        one.isFresh = fresh.has(one.name);
        one.isOn = standing(one.name);
      }
    }
    this.refresh();
  }

  /** Calculates every share again. */
  public refresh(): void {
    for (const network of this.model.networks.values()) {
      for (let round = 0; round < 3; round += 1)
        for (const one of network.switches.values()) one.carries = carriesOf(one);
      for (const endpoint of network.endpoints.values()) this.calculate(endpoint);
    }
  }

  /** Takes cables of a link out or in. */
  public changeLink(link: NetworkLink, cables: 1 | -1): void {
    link.have += cables;
    if (link.endpoint !== undefined) this.calculate(link.endpoint);
    if (link.lower === undefined) return;
    this.spread(link.upper);
    this.spread(link.lower);
  }

  /** Switches the parts of all networks that stand in a device off or on. */
  public changePower(device: string, isOn: boolean): void {
    for (const { switches } of this.model.networks.values()) {
      const one = switches.get(device);
      if (one === undefined || one.isOn === isOn) continue;
      one.isOn = isOn;
      this.spread(one);
    }
  }

  /** Whether an endpoint that is in service is short of bandwidth. */
  public isShort(isInService: (endpoint: NetworkEndpoint) => boolean): boolean {
    return [...this.short.keys()].some((endpoint) => endpoint.network.isJudged && isInService(endpoint));
  }

  /** What is lost, by network and owner. */
  public losses(isInService: (endpoint: NetworkEndpoint) => boolean): BandwidthLoss[] {
    const groups = new Map<string, Mutable>();
    for (const [endpoint, lostShare] of this.short) {
      if (!isInService(endpoint)) continue;
      const { network, owner, tenants, gpus, name } = endpoint;
      const key = JSON.stringify([network.name, owner]);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, { network, owner, tenants, endpoints: 1, gpus, worst: endpoint, lostShare });
        continue;
      }
      group.endpoints += 1;
      group.gpus += gpus;
      const isWorse = lostShare > group.lostShare + ROUNDING;
      const isAlike = !isWorse && lostShare > group.lostShare - ROUNDING;
      if (isWorse || (isAlike && name < group.worst.name)) Object.assign(group, { worst: endpoint, lostShare });
    }
    return [...groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { network, worst, gpus, ...rest }]) => ({
        ...rest,
        network: network.name,
        gpus: Math.round(gpus),
        worst: worst.name,
        ...(network.isJudged ? { limitShare: this.limitOf(worst).share } : {}),
      }));
  }

  /** Endpoints of networks that carry data and are short of bandwidth, with what each may lose. */
  public shortages(isInService: (endpoint: NetworkEndpoint) => boolean): readonly Shortage[] {
    return [...this.short].flatMap(([endpoint, lostShare]) => {
      if (!endpoint.network.isJudged || !isInService(endpoint)) return [];
      const { share: limitShare } = this.limitOf(endpoint);
      return [{ endpoint, lostShare, limitShare, isAbove: lostShare > limitShare + ROUNDING }];
    });
  }

  /** The endpoint that is most above what it may lose. */
  public overLoss(isInService: (endpoint: NetworkEndpoint) => boolean): OverLoss | undefined {
    let found: OverLoss | undefined;
    for (const [endpoint, lostShare] of this.short) {
      if (!endpoint.network.isJudged || !isInService(endpoint)) continue;
      const { share, switchName } = this.limitOf(endpoint);
      if (lostShare <= share + ROUNDING) continue;
      const isWorse =
        found === undefined ||
        lostShare - share > found.lostShare - found.limitShare + ROUNDING ||
        (lostShare - share > found.lostShare - found.limitShare - ROUNDING && endpoint.name < found.endpoint.name);
      if (!isWorse) continue;
      found = {
        endpoint,
        lostShare,
        limitShare: share,
        linksIn: endpoint.links.filter(isIn).length,
        linksPlanned: endpoint.links.filter(({ isBefore }) => isBefore).length,
        ...present({ switchName }),
      };
    }
    return found;
  }

  private limitOf(endpoint: NetworkEndpoint): { readonly share: number; readonly switchName?: string } {
    return this.mostLostShare === undefined ? this.promises.of(endpoint) : { share: this.mostLostShare };
  }

  private spread(one: NetworkSwitch): void {
    const carries = carriesOf(one);
    if (carries === one.carries) return;
    one.carries = carries;
    for (const { lower } of one.downs) if (lower !== undefined) this.spread(lower);
    for (const { endpoint } of one.edges) if (endpoint !== undefined) this.calculate(endpoint);
  }

  private calculate(endpoint: NetworkEndpoint): void {
    const { links } = endpoint;
    const full = planned(links);
    const there = links.reduce((sum, link) => sum + (isIn(link) ? link.rateBits * link.upper.carries : 0), 0);
    const lost = full === 0 ? 0 : 1 - Math.min(1, there / full);
    if (lost > ROUNDING) this.short.set(endpoint, lost);
    else this.short.delete(endpoint);
  }
}

interface Mutable {
  readonly network: Network;
  readonly owner: string;
  readonly tenants: readonly string[];
  endpoints: number;
  gpus: number;
  worst: NetworkEndpoint;
  lostShare: number;
}

function isIn({ have, need }: NetworkLink): boolean {
  return have >= need;
}

/** The least that both states plan, bit/s. */
function planned(links: readonly NetworkLink[]): number {
  let [before, after] = [0, 0];
  for (const { rateBits, isBefore, isAfter } of links) {
    if (isBefore) before += rateBits;
    if (isAfter) after += rateBits;
  }
  return Math.min(before, after);
}

function carriesOf({ ups, downs, isOn, isFresh }: NetworkSwitch): number {
  if (!isOn) return 0;
  const full = planned(ups);
  const there = ups.reduce((sum, link) => sum + (isIn(link) ? link.rateBits * link.upper.carries : 0), 0);
  const up = full === 0 ? 1 : Math.min(1, there / full);
  if (!isFresh || downs.length === 0) return up;
  const below = downs.filter(({ isAfter }) => isAfter);
  return below.length === 0 ? up : up * Math.min(1, below.filter(isIn).length / below.length);
}

/** The switch whose loss takes most of an endpoint. */
interface SwitchPromise {
  readonly switchName: string;
  /** Share of the endpoint's bandwidth, 0 to 1. */
  readonly share: number;
}

/**
 * What the loss of any one switch takes of an endpoint in the state before: the most that a design promises to survive. A leaf takes the endpoint's
 * links that end on it; a spine takes of each leaf the share of its uplinks that end on the spine; a core alike of each spine.
 */
class SwitchPromises {
  private readonly needs = new Map<NetworkSwitch, ReadonlyMap<string, number>>();
  private readonly known = new Map<string, SwitchPromise>();

  public of({ network, links }: NetworkEndpoint): SwitchPromise {
    const before = links.filter(({ isBefore }) => isBefore);
    const key = `${network.name} ${before.map(({ upper, rateBits }) => `${upper.name}*${rateBits}`).join(' ')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let worst: SwitchPromise = { switchName: '', share: 0 };
    for (const [switchName, share] of this.needOf(before))
      if (share > worst.share + ROUNDING) worst = { switchName, share };
    this.known.set(key, worst);
    return worst;
  }

  /** Share that each switch carries of what goes over all these links. */
  private needOf(links: readonly NetworkLink[]): ReadonlyMap<string, number> {
    const total = links.reduce((sum, { rateBits }) => sum + rateBits, 0);
    const shares = new Map<string, number>();
    for (const { upper, rateBits } of links) {
      const part = rateBits / total;
      for (const [name, share] of this.needOfSwitch(upper)) shares.set(name, (shares.get(name) ?? 0) + part * share);
    }
    return shares;
  }

  private needOfSwitch(one: NetworkSwitch): ReadonlyMap<string, number> {
    const known = this.needs.get(one);
    if (known !== undefined) return known;
    const need = new Map([[one.name, 1], ...this.needOf(one.ups.filter(({ isBefore }) => isBefore))]);
    this.needs.set(one, need);
    return need;
  }
}

/** Devices of one kind that stand in for each other, such as the managers of a fabric or the blocks of a tier. */
interface ServiceGroup {
  readonly name: string;
  readonly members: readonly string[];
}

/** Groups of services of which one at least must run: servers, managers and storage of one unit. Switches are judged by bandwidth. */
export class ServiceGroups {
  private readonly groupOf = new Map<string, ServiceGroup>();

  public constructor(before: SitePlan, after: SitePlan) {
    const stays = new Set(after.placement.positions.keys());
    const groups = new Map<string, { name: string; members: string[] }>();
    for (const { name, kind, unit } of before.devices) {
      if (kind === 'system' || kind === 'switch' || kind === 'panel') continue;
      if (!stays.has(name) || !before.placement.positions.has(name)) continue;
      const key = `${kind} of ${unit}`;
      const group = groups.get(key) ?? { name: key, members: [] };
      groups.set(key, group);
      group.members.push(name);
      this.groupOf.set(name, group);
    }
  }

  /** The group of a device if it has several members and all of them are off. */
  public allOff(device: string, off: ReadonlySet<string>): ServiceGroup | undefined {
    const group = this.groupOf.get(device);
    if (group === undefined || group.members.length < 2) return undefined;
    return group.members.every((name) => off.has(name)) ? group : undefined;
  }
}
