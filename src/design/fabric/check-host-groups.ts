import type { DesignError } from '../../errors/design-error';
import { type FabricInput, fabricProblem, type HostGroup } from '../../model/fabric-plan';

/** What is wrong with the hosts and their ports: `fabric/no-hosts`, `fabric/port-names`, `fabric/port-cages`, `fabric/split-domain`. */
export function checkHostGroups(input: FabricInput): DesignError[] {
  const planes = input.planes ?? 1;
  const ports = input.groups.flatMap((group) => [
    ...checkPortNames(input, group, planes),
    ...checkPortCages(input, group),
    ...checkDomains(input, group),
  ]);
  if (input.groups.some(({ hosts }) => hosts.some((host) => host !== ''))) return ports;
  const remedy = 'give at least one group with a host';
  return [fabricProblem(input, 'fabric/no-hosts', { what: 'there are no hosts', remedy }), ...ports];
}

function checkPortNames(input: FabricInput, { name, portNames, rails }: HostGroup, planes: number): DesignError[] {
  const step = rails * planes;
  const count = portNames.length;
  if (![rails, planes].every(Number.isSafeInteger) || (count > 0 && count % step === 0)) return [];
  const what = `group '${name}' has ${count} port names, which is no multiple of ${rails} rails x ${planes} planes`;
  const values = { value: `${count} port names`, limit: `${step} port names` };
  return [fabricProblem(input, 'fabric/port-names', { what, remedy: `give ${step}, or a multiple of it`, ...values })];
}

function checkPortCages(input: FabricInput, { name, portNames, portCages }: HostGroup): DesignError[] {
  if (portNames.length === portCages.length) return [];
  const what = `group '${name}' has ${portNames.length} port names and ${portCages.length} port cages`;
  const values = { value: `${portCages.length} port cages`, limit: `${portNames.length} port cages` };
  return [fabricProblem(input, 'fabric/port-cages', { what, remedy: 'give the cage of each port', ...values })];
}

/** A unit holds whole domains, for the leaves of a unit take every host of a rack. */
function checkDomains(input: FabricInput, { name, unitHosts, domainHosts }: HostGroup): DesignError[] {
  if (domainHosts === undefined || unitHosts % domainHosts === 0) return [];
  const what = `a unit of group '${name}' has ${unitHosts} hosts, and a scale-up domain ${domainHosts}`;
  const values = { value: `${unitHosts} hosts`, limit: `a multiple of ${domainHosts}` };
  return [fabricProblem(input, 'fabric/split-domain', { what, remedy: 'make units of whole domains', ...values })];
}
