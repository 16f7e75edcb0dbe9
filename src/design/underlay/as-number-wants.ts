import type { AsNumberWant } from '../../model/address-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { switchName } from '../fabric/switch-name';

/**
 * AS numbers of a fabric's switches as RFC 7938 gives them out: every leaf has its own, the spines of one pod (of the plane where there
 * are no pods) share one, and so do the cores of a plane. So no path that leaves a leaf upwards comes back through it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7938#section-5.2.1
 */
export function asNumberWants({ name, planes, switches }: FabricPlan): AsNumberWant[] {
  return switches.map(({ name: device, tier, plane, unit }) => {
    if (tier === 'leaf') return { device };
    const group = switchName({ fabric: name, tier, pod: unit, plane: planes > 1 ? plane : undefined });
    return { device, group };
  });
}
