import type { NetworkEndpoint, NetworkLink, NetworkSwitch } from './network-model';

/** Shares are sums of fractions: what differs by less is equal. */
const ROUNDING = 1e-9;

/** The switch whose loss takes most of an endpoint. */
export interface SwitchPromise {
  readonly switchName: string;
  /** Share of the endpoint's bandwidth, 0 to 1. */
  readonly share: number;
}

/**
 * What the loss of any one switch takes of an endpoint in the state before: the most that a design promises to survive. A leaf takes the endpoint's
 * links that end on it; a spine takes of each leaf the share of its uplinks that end on the spine; a core alike of each spine.
 */
export class SwitchPromises {
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
