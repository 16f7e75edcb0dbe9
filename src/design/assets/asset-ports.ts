import type { SitePlan } from '../../model/site-plan';

/**
 * Names of the ports whose GUIDs or MACs the asset file has, in its order, by device: those of all its fabrics except those of role `oob`; a switch
 * has one id, that of itself.
 */
export function assetPorts({ fabrics }: Pick<SitePlan, 'fabrics'>): Map<string, string[]> {
  const ports = new Map<string, string[]>();
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name } of plan.switches) ports.set(name, ['switch']);
    for (const { name, portNames } of plan.endpoints) {
      const known = ports.get(name);
      if (known === undefined) ports.set(name, [...portNames]);
      else known.push(...portNames);
    }
  }
  return ports;
}
