import type { SitePlan } from '../../../src/model/site-plan';

/** The site with two links of a fabric exchanged at their upper ends. */
export function withSwappedLinks(plan: SitePlan, fabric: string, one: number, other: number): SitePlan {
  return {
    ...plan,
    fabrics: plan.fabrics.map((each) => {
      if (each.plan.name !== fabric) return each;
      const { links } = each.plan;
      const [bNode, bPort] = [Uint32Array.from(links.bNode), Uint16Array.from(links.bPort)];
      [bNode[one], bNode[other]] = [bNode[other] ?? 0, bNode[one] ?? 0];
      [bPort[one], bPort[other]] = [bPort[other] ?? 0, bPort[one] ?? 0];
      return { ...each, plan: { ...each.plan, links: { ...links, bNode, bPort } } };
    }),
  };
}

/** The site with devices at other places: name, rack, unit. */
export function withPlaces(plan: SitePlan, places: readonly (readonly [string, string, number])[]): SitePlan {
  const positions = new Map(plan.placement.positions);
  const heights = new Map(plan.devices.map(({ name, heightU }) => [name, heightU]));
  for (const [name, rack, u] of places) positions.set(name, { rack, u });
  const racks = plan.placement.racks.map((rack) => ({
    ...rack,
    devices: [...positions]
      .filter(([, position]) => position.rack === rack.name)
      .map(([name, { u }]) => ({ name, u, heightU: heights.get(name) ?? 1 }))
      .sort((a, b) => a.u - b.u),
  }));
  return { ...plan, placement: { ...plan.placement, positions, racks } };
}

/** The site with racks in other zones. */
export function withZones(plan: SitePlan, zones: Readonly<Record<string, string>>): SitePlan {
  const racks = plan.placement.racks.map((rack) => ({ ...rack, zone: zones[rack.name] ?? rack.zone }));
  return { ...plan, placement: { ...plan.placement, racks } };
}
