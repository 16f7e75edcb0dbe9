import type { FabricPlan, LinkEnds } from '../../model/fabric-plan';
import { linkEnds, linkLabel } from './link-ends';

/** A cable that a growth does not leave as it was. */
export interface MovedCable {
  /** Label of the link, the same before and after. */
  readonly label: string;
  readonly before: LinkEnds;
  /** Absent where nothing is plugged into the lower port any more. */
  readonly after?: LinkEnds;
}

/** Ports are numbered below this. */
const PORT_SPAN = 65_536;

/**
 * Cables of a fabric whose ends change from one plan to the next, in the order of the first plan's links. Cables that are
 * only added are none of them, so a growth that touches nothing gives an empty list.
 */
export function checkGrowth(before: FabricPlan, after: FabricPlan): MovedCable[] {
  const index = indexByLowerPort(after);
  const endpointAt = new Map(after.endpoints.map(({ name }, at) => [name, at]));
  const switchAt = new Map(after.switches.map(({ name }, at) => [name, at]));
  const moved: MovedCable[] = [];
  for (let row = 0; row < before.links.count; row += 1) {
    const { links } = before;
    const isEdge = links.tier[row] === 0;
    const node = links.aNode[row] ?? -1;
    const port = links.aPort[row] ?? 0;
    const name = (isEdge ? before.endpoints : before.switches)[node]?.name ?? '';
    const at = (isEdge ? endpointAt : switchAt).get(name);
    const next = at === undefined ? undefined : index[isEdge ? 'edge' : 'trunk'].get(at * PORT_SPAN + port);
    if (next !== undefined && isSame(before, row, after, next)) continue;
    const ends = next === undefined ? {} : { after: linkEnds(after, next) };
    moved.push({ label: linkLabel(before, row), before: linkEnds(before, row), ...ends });
  }
  return moved;
}

function indexByLowerPort({ links }: FabricPlan): { edge: Map<number, number>; trunk: Map<number, number> } {
  const edge = new Map<number, number>();
  const trunk = new Map<number, number>();
  for (let row = 0; row < links.count; row += 1) {
    const key = (links.aNode[row] ?? 0) * PORT_SPAN + (links.aPort[row] ?? 0);
    (links.tier[row] === 0 ? edge : trunk).set(key, row);
  }
  return { edge, trunk };
}

function isSame(before: FabricPlan, row: number, after: FabricPlan, next: number): boolean {
  const from = linkEnds(before, row);
  const to = linkEnds(after, next);
  return (
    from.a.device === to.a.device &&
    from.a.port === to.a.port &&
    from.b.device === to.b.device &&
    from.b.port === to.b.port
  );
}
