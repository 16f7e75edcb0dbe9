import { DesignError } from '../../errors/design-error';
import type { FabricEndpoint, FabricSwitchPlan } from '../../model/fabric-plan';

/**
 * Checks that no endpoint has the name of a switch.
 *
 * @throws DesignError `fabric/name-taken`
 */
export function checkSwitchNames(
  fabric: string,
  endpoints: readonly FabricEndpoint[],
  switches: readonly FabricSwitchPlan[],
): void {
  const taken = new Set(switches.map(({ name }) => name));
  const clash = endpoints.find(({ name }) => taken.has(name));
  if (clash === undefined) return;
  throw new DesignError('fabric/name-taken', {
    problem: `fabric '${fabric}': host '${clash.name}' has the name of a switch of the fabric`,
    remedy: 'rename the host or the fabric',
    object: clash.name,
  });
}
