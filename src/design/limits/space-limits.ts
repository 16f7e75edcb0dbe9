import type { DeviceInput, Position, RackPlan } from '../../model/placement-plan';
import { planPlacement } from '../placement/plan-placement';
import type { PlannedSite } from '../../model/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { lasting, limitRowOf } from './limit-row-of';

/**
 * What of its floor a site has left. How many systems find a place is a dry run of the placement engine: units, power, weight and count of every rack
 * decide together there.
 */
export function spaceLimits(plan: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  const racks = ownRacks(plan);
  if (racks.length === 0) return [];
  const units = racks.reduce((sum, { limits }) => sum + limits.heightU, 0);
  const budget = racks.reduce((sum, { limits }) => sum + limits.budgetWatts, 0);
  const used = racks.filter(({ devices }) => devices.length > 0).length;
  const floor = { domain: 'space', path: plan.path } as const;
  const rows = [
    limitRowOf(
      {
        ...floor,
        level: 'rack units',
        object: 'rack units of the site',
        used: sumOf(racks, 'usedU'),
        capacity: units,
        unit: 'U',
        ...ofSystem(grown, 'heightU'),
      },
      grown,
    ),
    limitRowOf(
      {
        ...floor,
        level: 'rack power',
        object: 'power of all racks',
        used: sumOf(racks, 'loadWatts'),
        capacity: budget,
        unit: 'W',
        ...ofSystem(grown, 'maxWatts'),
      },
      grown,
    ),
  ];
  const positions = limitRowOf(
    { ...floor, level: 'rack positions', object: 'rack positions', used, capacity: racks.length, unit: 'racks' },
    grown,
  );
  return [...rows, grown === undefined ? positions : { ...positions, ...lasting(placesFor(plan, grown), grown) }];
}

/** Racks of the site itself: not those of rows that a tenant takes whole. */
function ownRacks({ halls, placement }: PlannedSite): readonly RackPlan[] {
  const taken = new Set(
    halls.flatMap(({ name, rows }) => rows.flatMap((row) => (row.tenant === undefined ? [] : [`${name}/${row.name}`]))),
  );
  return taken.size === 0 ? placement.racks : placement.racks.filter(({ hall, row }) => !taken.has(`${hall}/${row}`));
}

/** Systems for which the placement engine still finds a place. */
export function placesFor(plan: PlannedSite, { sample, systems }: GrownSystem): number {
  const { racks, positions } = plan.placement;
  const perRack = Math.max(1, ...racks.map(({ limits }) => Math.floor(limits.heightU / Math.max(1, sample.heightU))));
  const most = racks.length * perRack - systems.length;
  const extra = Array.from({ length: Math.max(0, most) }, (_, index): DeviceInput => ({
    ...withoutPlace(sample),
    name: `${sample.name} +${index + 1}`,
    unit: `${sample.unit} +`,
  }));
  const lock: Record<string, Position> = Object.fromEntries(positions);
  for (const { name, gaps = [] } of racks) for (const gap of gaps) lock[gap.name] = { rack: name, u: gap.u };
  const after = planPlacement({ halls: plan.halls, devices: [...plan.devices, ...extra], lock });
  return extra.filter(({ name }) => after.positions.has(name)).length;
}

/** A device for which any place will do. */
function withoutPlace(device: DeviceInput): DeviceInput {
  return Object.fromEntries(Object.entries(device).filter(([key]) => key !== 'fixed')) as unknown as DeviceInput;
}

function sumOf(racks: PlannedSite['placement']['racks'], figure: 'usedU' | 'loadWatts'): number {
  return racks.reduce((sum, rack) => sum + rack[figure], 0);
}

function ofSystem(grown: GrownSystem | undefined, figure: 'heightU' | 'maxWatts'): { readonly perSystem?: number } {
  return grown === undefined ? {} : { perSystem: grown.sample[figure] };
}
