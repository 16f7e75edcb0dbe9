import type { FabricSwitch, StandingPods } from '../../model/fabric-plan';
import { switchPorts } from './switch-ports';
import type { PodStructure } from './three-tier-pods';

/** What standing pods have to carry in one plane. */
export interface StandingDemand {
  readonly spine: FabricSwitch;
  readonly coreRadix: number;
  /** Leaves with those reserved, and uplinks of each. */
  readonly leaves: number;
  readonly up: number;
}

/** The structure of pods that stand; undefined where there are none, or where they no longer carry the leaves on these switches. */
export function standingPods(pods: StandingPods | undefined, demand: StandingDemand): PodStructure | undefined {
  if (pods === undefined) return undefined;
  const { spinesPerPod, leavesPerPod, spineDown, spinesPerGroup, coresPerGroup, coreLinks } = pods;
  const leafLinks = demand.up / spinesPerPod;
  const groups = spinesPerPod / spinesPerGroup;
  const spineUp = coresPerGroup * coreLinks;
  const counts = [
    pods.pods,
    leavesPerPod,
    spinesPerPod,
    spineDown,
    spinesPerGroup,
    coresPerGroup,
    coreLinks,
    leafLinks,
  ];
  const isEven = [...counts, groups].every((count) => Number.isSafeInteger(count) && count >= 1);
  const ports = switchPorts(demand.spine);
  const isInSpine = ports.hasOwnUplinks
    ? spineDown <= ports.common && spineUp <= ports.uplinks
    : spineDown + spineUp <= ports.common;
  const isInCore = pods.pods * spinesPerGroup * coreLinks <= demand.coreRadix;
  const isLargeEnough = demand.leaves <= pods.pods * leavesPerPod && leavesPerPod * leafLinks <= spineDown;
  if (!isEven || !isInSpine || !isInCore || !isLargeEnough) return undefined;
  const cores = { count: groups * coresPerGroup, coresPerGroup, spinesPerGroup, links: coreLinks };
  return { pods: pods.pods, leavesPerPod, spinesPerPod, leafLinks, spineDown, spineUp, cores };
}
