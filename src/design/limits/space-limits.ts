import { DesignError, DesignErrors } from '../../errors/design-error';
import type { DeviceInput, Position, RackPlan } from '../../model/placement-plan';
import type { PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { planPlacement } from '../placement/plan-placement';
import { type GrownSystem, lasting, type LimitRow, limitRowOf } from './limits-plan';

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
function placesFor(plan: PlannedSite, { sample, systems }: GrownSystem): number {
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
  return present({ perSystem: grown === undefined ? undefined : grown.sample[figure] });
}

/** How many systems are to fit into what. */
export interface FitInput {
  /** Power of the whole site, W. */
  readonly siteWatts: number;
  /** Facility power over IT power, 1 or more. */
  readonly pue: number;
  /** IT power beside these systems, W: tenants, storage, networks. Default 0. */
  readonly otherWatts?: number;
  /** Draw of one system, W. */
  readonly systemWatts: number;
  /** GPUs of one system. */
  readonly gpusPerSystem: number;
}

/** What fits. */
export interface Fit {
  /** Power for IT, W. */
  readonly itWatts: number;
  readonly systems: number;
  readonly gpus: number;
}

/**
 * How many systems a site's power takes: what PUE leaves for IT, less the rest of IT, by the draw of one system, rounded down.
 *
 * @throws DesignError `limits/bad-fit`
 */
export function fitWithin({ siteWatts, pue, otherWatts = 0, systemWatts, gpusPerSystem }: FitInput): Fit {
  DesignErrors.throwAll([
    ...refusal('siteWatts', siteWatts, siteWatts > 0, 'give a power above 0'),
    ...refusal('pue', pue, pue >= 1, 'give 1 or more: facility power over IT power'),
    ...refusal('otherWatts', otherWatts, otherWatts >= 0, 'give 0 or more'),
    ...refusal('systemWatts', systemWatts, systemWatts > 0, 'give a power above 0'),
    ...refusal('gpusPerSystem', gpusPerSystem, gpusPerSystem >= 1, 'give 1 or more'),
  ]);
  const itWatts = Math.floor(siteWatts / pue);
  const systems = Math.max(0, Math.floor((itWatts - otherWatts) / systemWatts));
  return { itWatts, systems, gpus: systems * gpusPerSystem };
}

function refusal(field: string, value: number, isGood: boolean, remedy: string): DesignError[] {
  if (isGood && Number.isFinite(value)) return [];
  return [
    new DesignError('limits/bad-fit', {
      problem: `systems within a power: '${field}' is ${value}`,
      remedy,
      object: field,
      value: String(value),
    }),
  ];
}
