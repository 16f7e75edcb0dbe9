import type { ChainState, PowerChainPlan, PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { isRedundant } from '../power/zone-load-rules';

/** The loss of one node of the chain, beside the normal state. */
export interface NodeLoss {
  readonly node: PowerNodePlan;
  readonly state: ChainState;
  readonly normal: ChainState;
}

/** The loss of each node that is there, in order of declaration. */
export function nodeLosses(chain: PowerChainPlan | undefined): readonly NodeLoss[] {
  const normal = chain?.states[0];
  if (chain === undefined || normal === undefined) return [];
  const byName = new Map(chain.nodes.map((node) => [node.name, node]));
  return chain.states.flatMap((state) => {
    const node = state.kind === 'loss' ? byName.get(state.out[0] ?? '') : undefined;
    return node === undefined ? [] : [{ node, state, normal }];
  });
}

/** A test for racks of zones that promise to carry on when a feed is lost. */
export function promisedRacks({ power: { zones } }: SitePlan): ReadonlySet<string> {
  return new Set(zones.filter(isRedundant).flatMap(({ racks }) => racks));
}

/** Racks that a state loses and the normal one does not. */
export function lostBy(state: ChainState, normal: ChainState): readonly string[] {
  if (state.lostRacks.length === 0) return [];
  const before = new Set(normal.lostRacks);
  return state.lostRacks.filter((rack) => !before.has(rack));
}
