import { compareInventoryAddresses } from './compare-inventory-addresses';
import { compareInventoryCables } from './compare-inventory-cables';
import { compareInventoryDevices } from './compare-inventory-devices';
import type { Inventory, InventoryCable, InventoryEnd, InventoryRack, PlannedInventory } from './inventory';
import { byObjectName, fieldFinding, type PartOutcome } from './part-outcome';
import type { InventoryFinding, InventoryReport } from './inventory-report';

/**
 * Compares what an inventory holds of a site with the plan, list by list. What the inventory holds beside the plan is a finding where it is in the way of it: in one
 * of its racks, of one of its roles, on one of its ports or in one of its pools.
 *
 * @param planned - what the plan says
 * @param found - what the inventory holds
 * @param site - name of the site in the inventory
 */
export function compareInventory(planned: PlannedInventory, found: Inventory, site: string): InventoryReport {
  const { racks, devices, cables, addresses, otherCables } = found;
  const own = devices === undefined ? undefined : compareInventoryDevices(planned, devices);
  // One finding about a name is enough: what is joined to the device is judged as if it bore the planned one.
  const nameOf = (device: string): string => own?.renamed.get(device) ?? device;
  const outcomes = {
    ...(racks !== undefined && { racks: compareRacks(planned, racks) }),
    ...(own !== undefined && { devices: own }),
    ...(cables !== undefined && {
      cables: compareInventoryCables(planned, cables.map(cableRenamer(nameOf)), { devices, otherCables }),
    }),
    ...(addresses !== undefined && {
      addresses: compareInventoryAddresses(
        planned,
        addresses.map((entry) => (entry.device === undefined ? entry : { ...entry, device: nameOf(entry.device) })),
      ),
    }),
  };
  return {
    site,
    counts: Object.fromEntries(Object.entries(outcomes).map(([part, { counts }]) => [part, counts])),
    areStatesJudged: planned.hasAssets,
    findings: Object.values(outcomes).flatMap(({ findings }) => findings),
  };
}

function cableRenamer(nameOf: (device: string) => string): (cable: InventoryCable) => InventoryCable {
  const renamed = (end: InventoryEnd): InventoryEnd => ({ ...end, device: nameOf(end.device) });
  return ({ label, a, b }) => ({ label, a: a.map(renamed), b: b.map(renamed) });
}

function compareRacks({ racks, rackNames, hasAssets }: PlannedInventory, found: readonly InventoryRack[]): PartOutcome {
  const byName = new Map(found.map((rack) => [rack.name, rack]));
  const rows = new Set(racks.map(({ location }) => location));
  const known = new Set(rackNames);
  const findings: InventoryFinding[] = [];
  let asPlanned = 0;
  for (const rack of racks) {
    const own = rackFindings(rack, byName.get(rack.name), hasAssets);
    if (own.length === 0) asPlanned += 1;
    findings.push(...own);
  }
  const others = found.filter(({ name }) => !known.has(name));
  const extra = others.filter(({ location }) => location !== undefined && rows.has(location)).sort(byObjectName);
  for (const { name, location } of extra) {
    findings.push({ kind: 'extra', object: 'rack', name, ...(location !== undefined && { found: location }) });
  }
  return {
    counts: {
      planned: racks.length,
      asPlanned,
      differing: racks.length - asPlanned,
      extra: extra.length,
      passedOver: others.length - extra.length,
    },
    findings,
  };
}

function rackFindings(
  { name, location = '', heightU, status }: InventoryRack,
  found: InventoryRack | undefined,
  hasAssets: boolean,
): InventoryFinding[] {
  const of = { object: 'rack', name } as const;
  if (found === undefined) return [{ kind: 'missing', ...of, planned: location }];
  return [
    ...(found.location === location
      ? []
      : [
          {
            kind: 'misplaced',
            ...of,
            planned: location,
            ...(found.location !== undefined && { found: found.location }),
          } as const,
        ]),
    ...fieldFinding(of, 'height', units(heightU), units(found.heightU)),
    ...(hasAssets ? fieldFinding(of, 'status', status, found.status) : []),
  ];
}

function units(heightU: number | undefined): string | undefined {
  return heightU === undefined ? undefined : `${heightU} U`;
}
