import type { SitePlan } from '../../model/site-plan';
import { pairPorts } from '../shift/gpu-ports';
import { addTo } from '../../units/present';

const GIGA = 1_000_000_000;

const BITS_PER_BYTE = 8;

/** The most that the network lets a run reach, and how it comes about. */
interface NcclBound {
  readonly bytesPerSecond: number;
  readonly arithmetic: string;
}

/** What a bound is found from. Without clusters ports of a pair of cores are left out. */
type BoundSite = Pick<SitePlan, 'fabrics'> & Partial<Pick<SitePlan, 'converged' | 'clusters' | 'placement'>>;

/**
 * Bound of the bus bandwidth of a run over several hosts: what the compute ports of a host carry, one for each of its ranks at most, of the host
 * where that is least; over leaves and spines divided by their oversubscription. Undefined for a run on one host, or on hosts without such ports.
 *
 * Ports of a pair of cores count where its links say their rails. Rails that end on one core on every host stay within that core, which blocks nothing; where hosts
 * end otherwise, traffic passes from core to core, and the bound is not known.
 *
 * Bus bandwidth is what a collective asks of the slowest links, so that the rate of a host's adapters bounds it. Reductions in the switches (SHARP)
 * may go past it.
 *
 * @param site - its fabrics, and its pairs of cores with the places of their hosts
 * @param ranks - ranks by host
 * @see https://github.com/NVIDIA/nccl-tests/blob/master/doc/PERFORMANCE.md
 */
export function ncclBound(site: BoundSite, ranks: ReadonlyMap<string, number>): NcclBound | undefined {
  if (ranks.size < 2) return undefined;
  const compute = site.fabrics.map(({ plan }) => plan).filter(({ role }) => role === 'compute');
  const rates = pairRates(site, ranks);
  if (rates === undefined) return undefined;
  const units = new Set<string>();
  let ratio = 1;
  for (const plan of compute) {
    const ends = plan.endpoints.filter(({ name }) => ranks.has(name));
    for (const { name, portNames } of ends) {
      const list = rates.get(name) ?? [];
      for (let port = 0; port < portNames.length; port += 1) list.push(plan.hostRateBits);
      rates.set(name, list);
    }
    const ofPlan = new Set(ends.map(({ group = '', unit = 0 }) => `${group}/${unit}`));
    for (const unit of ofPlan) units.add(unit);
    const isWithinLeaf = plan.shape === 'rail-optimised' && ofPlan.size === 1;
    if (!isWithinLeaf)
      ratio = Math.max(
        ratio,
        plan.ratios.reduce((product, each) => product * Math.max(1, each.ratio), 1),
      );
  }
  let least: { readonly bits: number; readonly ports: number } | undefined;
  for (const [host, count] of ranks) {
    const used = (rates.get(host) ?? []).sort((a, b) => b - a).slice(0, count);
    const bits = used.reduce((sum, each) => sum + each, 0);
    if (least === undefined || bits < least.bits) least = { bits, ports: used.length };
  }
  if (least === undefined || least.bits === 0) return undefined;
  const { bits, ports } = least;
  const over = ratio > 1 ? ` / ${ratio}` : '';
  return {
    bytesPerSecond: bits / BITS_PER_BYTE / ratio,
    arithmetic: `${ports} ports x ${round(bits / ports / GIGA)} Gb/s / 8${over} = ${round(bits / BITS_PER_BYTE / ratio / GIGA)} GB/s`,
  };
}

/** Rates of the ports of hosts on pairs of cores that carry traffic of GPUs. Undefined: rails of the hosts end on different cores. */
function pairRates(
  { fabrics, converged = [], clusters = [], placement }: BoundSite,
  ranks: ReadonlyMap<string, number>,
): Map<string, number[]> | undefined {
  const rates = new Map<string, number[]>();
  if (converged.length === 0 || placement === undefined) return rates;
  const ways = new Set<string>();
  for (const { pair, device, links, isUnstated } of pairPorts({ fabrics, converged, clusters, placement })) {
    if (isUnstated || !ranks.has(device)) continue;
    const ports = links.flatMap((link) => link.ports);
    ways.add(JSON.stringify([pair, ports.map(({ core }) => core)]));
    addTo(rates, device, ...ports.map(({ rateBits }) => rateBits));
  }
  return ways.size > converged.length ? undefined : rates;
}

/** Why a run over hosts has no bound. */
export function whyUnbounded(site: SitePlan, ranks: ReadonlyMap<string, number>): string {
  if (ranks.size < 2) return 'within one host the plan holds no rate';
  const unstated = pairPorts(site).find(({ device, isUnstated }) => isUnstated && ranks.has(device));
  if (unstated !== undefined)
    return `no link of core pair '${unstated.pair}' says which of its ports carry traffic of GPUs ('rails')`;
  if (pairRates(site, ranks) === undefined)
    return 'rails of its hosts end on different cores, and what passes between the cores is not known';
  return 'a host has no compute port';
}

/** Rate of the fastest compute port of a host, bit/s. Undefined: it has none. */
export function portRates(site: SitePlan): (host: string) => number | undefined {
  const rates = new Map<string, number>();
  const add = (host: string, bits: number): void => void rates.set(host, Math.max(rates.get(host) ?? 0, bits));
  for (const { plan } of site.fabrics) {
    if (plan.role === 'compute') for (const { name } of plan.endpoints) add(name, plan.hostRateBits);
  }
  for (const { device, links, isUnstated } of pairPorts(site)) {
    if (!isUnstated) for (const { ports } of links) for (const { rateBits } of ports) add(device, rateBits);
  }
  return (host) => rates.get(host);
}

/** Two digits behind the point, as figures of a run are told. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
