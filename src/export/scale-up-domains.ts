import type { ScaleUpDomain } from '../model/site-plan';
import type { HostsOfSite } from './fit-for-work';

/**
 * Scale-up domains of a site's clusters with the hosts that belong in, without those that would be empty. Clusters whose hosts are domains of
 * their own have none.
 */
export function scaleUpDomains(
  { clusters }: Pick<HostsOfSite, 'clusters'>,
  isListed: (host: string) => boolean,
): ScaleUpDomain[] {
  return clusters
    .flatMap(({ scaleUpDomains: domains = [] }) => domains)
    .map(({ name, hosts }) => ({ name, hosts: hosts.filter(isListed) }))
    .filter(({ hosts }) => hosts.length > 0);
}

/** Sizes of block that Slurm gives out: the smallest domain, then twice as many hosts and so on, as far as there are domains. */
export function blockSizes(domains: readonly ScaleUpDomain[]): number[] {
  const least = Math.min(...domains.map(({ hosts }) => hosts.length));
  const steps = Math.floor(Math.log2(domains.length));
  return Array.from({ length: steps + 1 }, (_, step) => least * 2 ** step);
}
