import type { ChainInput } from '../../../model/power-plan';
import type { PowerChainPlan } from '../../../model/power-node';

/** What a chain is planned from again when only some of its nodes are there: those that are not stay in it, and are out in every state. */
export function chainAt(
  chain: PowerChainPlan | undefined,
  isThere: (thing: { readonly phase?: string }) => boolean,
): ChainInput {
  if (chain === undefined) return {};
  return {
    powerNodes: chain.nodes,
    powerGroups: chain.groups,
    powerStudies: chain.studies ?? [],
    absentNodes: chain.nodes.filter((node) => !isThere(node)).map(({ name }) => name),
  };
}
