import type { ServerSpec } from '../catalog/facility-specs';
import type { SwitchSpec } from '../catalog/network-specs';
import { mediaFor, portCages, switchCages } from '../design/cabling/media-for';
import type { CableMedia } from '../model/cabling-plan';
import type { FabricPlan, ServiceEndpoint } from '../model/fabric-plan';
import type { Membership } from './fabric-member';
import type { FabricProps } from './fabric-props';

/** What the media of a fabric follow from. */
export interface FabricMediaInput {
  readonly plan: FabricPlan;
  readonly members: readonly Membership[];
  readonly services: readonly ServiceEndpoint[];
  readonly props: FabricProps;
  readonly server: ServerSpec | undefined;
  /** Media beside the catalogue's. */
  readonly more: readonly CableMedia[];
}

/** Media that may carry the links of a fabric: the catalogue's for each member, for servers and between switches, and the user's. */
export function fabricMedia({ plan, members, services, props, server, more }: FabricMediaInput): readonly CableMedia[] {
  const model = (spec: SwitchSpec): number =>
    plan.switches.find((item) => item.model.id === spec.id)?.model.portsPerCage ?? 1;
  const leaf = switchCages(props.switch, model(props.switch));
  const upper = props.spineSwitch === undefined ? leaf : switchCages(props.spineSwitch, model(props.spineSwitch));
  const hosts = members.flatMap(({ group, ports }) =>
    ports === undefined
      ? []
      : mediaFor({ rateBits: plan.hostRateBits, lower: portCages(ports), upper: leaf, endpoints: [group.name] }),
  );
  const serverPorts = server?.ports?.value[0];
  const servers =
    serverPorts === undefined
      ? []
      : mediaFor({
          rateBits: plan.hostRateBits,
          lower: portCages(serverPorts),
          upper: leaf,
          endpoints: services.map(({ name }) => name),
        });
  return [...hosts, ...servers, ...trunkMedia(plan, leaf, upper), ...more];
}

/** Uplinks of a kind of their own have cages that the catalogue does not describe: those media come from the user. */
function trunkMedia(
  plan: FabricPlan,
  leaf: ReturnType<typeof switchCages>,
  upper: ReturnType<typeof switchCages>,
): readonly CableMedia[] {
  const hasOwnUplinks = plan.switches.some(({ tier, model }) => tier === 'leaf' && model.uplinks !== undefined);
  return hasOwnUplinks ? [] : mediaFor({ rateBits: plan.trunkRateBits, lower: leaf, upper });
}
