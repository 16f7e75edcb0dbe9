import type { FabricLayout } from './fabric-layout';
import type { FabricEndpoint } from '../../model/fabric-plan';

/** Endpoints of a fabric in the order of its links: the hosts of each group by slot, then the services. */
export function listEndpoints(layout: FabricLayout): FabricEndpoint[] {
  const endpoints: FabricEndpoint[] = [];
  for (const { group, firstUnit } of layout.groups) {
    const { name, portNames, portCages, unitHosts, domains } = group;
    group.hosts.forEach((host, slot) => {
      if (host === '') return;
      const unit = firstUnit + Math.floor(slot / unitHosts);
      const device = domains?.[host];
      const held = device === undefined ? {} : { device };
      endpoints.push({ name: host, ...held, group: name, unit, portNames, portCages });
    });
  }
  for (const { name, portNames } of layout.input.services ?? []) {
    endpoints.push({ name, portNames, portCages: portNames.map((_, port) => port) });
  }
  return endpoints;
}
