import { type FabricPlan, LinkEnd, LinkEnds } from '../../model/fabric-plan';
import { switchPortName } from './switch-port-name';

/** Ends of link `index`, made when asked for. */
export function linkEnds(plan: FabricPlan, index: number): LinkEnds {
  const { links, switches } = plan;
  const upper = switches[links.bNode[index] ?? -1];
  const port = links.bPort[index] ?? 0;
  const b = { device: upper?.name ?? '', port: upper === undefined ? '' : switchPortName(upper.model, port) };
  return { a: lowerEnd(plan, index), b };
}

/** Identity of link `index`, from the lower end's names: `<fabric>/<device>:<port>`. */
export function linkLabel(plan: FabricPlan, index: number): string {
  const { device, port } = lowerEnd(plan, index);
  return `${plan.name}/${device}:${port}`;
}

/** Labels and ends of all links, in order. */
export function* eachLink(plan: FabricPlan): Generator<LinkEnds & { readonly index: number; readonly label: string }> {
  for (let index = 0; index < plan.links.count; index += 1) {
    const ends = linkEnds(plan, index);
    yield { index, label: `${plan.name}/${ends.a.device}:${ends.a.port}`, ...ends };
  }
}

function lowerEnd({ endpoints, links, switches }: FabricPlan, index: number): LinkEnd {
  const node = links.aNode[index] ?? -1;
  const port = links.aPort[index] ?? 0;
  if (links.tier[index] === 0) {
    const endpoint = endpoints[node];
    return { device: endpoint?.name ?? '', port: endpoint?.portNames[port] ?? '' };
  }
  const lower = switches[node];
  return { device: lower?.name ?? '', port: lower === undefined ? '' : switchPortName(lower.model, port) };
}
