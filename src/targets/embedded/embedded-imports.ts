import type { EmbeddedResource, Inventoried } from './embedded-inventory';

/**
 * Resources that stand for what an adopted hall has already: racks with an adopted device, and the zones, fabrics, clusters, tiers and pairs of cores that such
 * devices belong to. Their first apply brings them into the state and creates nothing.
 */
export function embeddedImports(plan: Inventoried): (resource: Pick<EmbeddedResource, 'kind' | 'name'>) => boolean {
  const adopted = new Set(plan.adopted?.devices);
  if (adopted.size === 0) return () => false;
  const stands = (name: string): boolean => adopted.has(name);
  const racks = plan.placement.racks.filter(({ devices }) => devices.some(({ name }) => stands(name)));
  const owners = new Set(plan.devices.filter(({ name }) => stands(name)).map(({ path }) => path));
  const known = new Map<string, ReadonlySet<string>>([
    ['rack', new Set(racks.map(({ name }) => name))],
    ['zone', new Set(racks.map(({ zone }) => zone))],
    ['fabric', names(plan.fabrics, ({ switches }) => switches.some(({ name }) => stands(name)))],
    ['cluster', new Set(plan.clusters.filter(({ path }) => owners.has(path)).map(({ name }) => name))],
    ['storage', new Set(plan.storage.filter(({ path }) => owners.has(path)).map((tier) => tier.plan.name))],
    [
      'converged',
      new Set((plan.converged ?? []).filter(({ switches }) => switches.some(stands)).map((pair) => pair.plan.name)),
    ],
  ]);
  return ({ kind, name }) => known.get(kind)?.has(name) ?? false;
}

function names(
  fabrics: Inventoried['fabrics'],
  isAdopted: (plan: Inventoried['fabrics'][number]['plan']) => boolean,
): ReadonlySet<string> {
  return new Set(fabrics.filter(({ plan }) => isAdopted(plan)).map(({ plan }) => plan.name));
}
