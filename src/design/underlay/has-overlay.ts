import type { FabricPlan } from '../../model/fabric-plan';
import type { UnderlayPlan } from '../../model/underlay-plan';

/** Whether VLANs of host ports span leaves that only routed links join, so that an overlay (VXLAN with EVPN, RFC 8365) must carry them. */
export function hasOverlay({ counts, tiers }: FabricPlan, { vlans }: UnderlayPlan): boolean {
  return vlans.length > 0 && tiers > 1 && counts.leaf > 1;
}
