import { DesignError, DesignErrors } from '../../errors/design-error';
import { type RackPlan, type RowInput, tenantsOfRacks } from '../../model/placement-plan';
import type { PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { type GrownSystem, lasting, type LimitRow, limitRowOf } from './limits-plan';

/**
 * What of its floor a site has left: of the racks where one more system may stand, or of all racks of the site where nothing is counted in systems.
 *
 * @param plan - the whole site
 * @param grown - the cluster that grows; undefined where there is none
 * @param placesFor - finds for how many systems more the placement engine has a place, from a number that is near it
 */
export function spaceLimits(
  plan: PlannedSite,
  grown: GrownSystem | undefined,
  placesFor?: (guess: number) => number,
): readonly LimitRow[] {
  const racks = grown === undefined ? ownRacks(plan) : racksFor(plan, grown);
  if (racks.length === 0) return [];
  const halls = [...new Set(racks.map(({ hall }) => hall))];
  const where = plan.halls.length === 1 || grown === undefined ? 'of the site' : `of ${hallNames(halls)}`;
  const used = racks.filter(({ devices }) => devices.length > 0).length;
  const floor = { domain: 'space', path: plan.path } as const;
  const amount = (figure: 'heightU' | 'budgetWatts'): number =>
    racks.reduce((sum, { limits }) => sum + limits[figure], 0);
  const rows = [
    limitRowOf(
      {
        ...floor,
        level: 'rack units',
        object: `rack units ${where}`,
        used: sumOf(racks, 'usedU'),
        capacity: amount('heightU'),
        unit: 'U',
        ...ofSystem(grown, 'heightU'),
        ...perRack(grown, racks, ({ heightU }, { limits, usedU }) => (limits.heightU - usedU) / heightU),
      },
      grown,
    ),
    limitRowOf(
      {
        ...floor,
        level: 'rack power',
        object: where === 'of the site' ? 'power of all racks' : `power of the racks ${where}`,
        used: sumOf(racks, 'loadWatts'),
        capacity: amount('budgetWatts'),
        unit: 'W',
        ...ofSystem(grown, 'maxWatts'),
        ...perRack(grown, racks, ({ maxWatts }, { limits, loadWatts }) => (limits.budgetWatts - loadWatts) / maxWatts),
      },
      grown,
    ),
  ];
  const object = where === 'of the site' ? 'rack positions' : `rack positions ${where}`;
  const positions = limitRowOf(
    { ...floor, level: 'rack positions', object, used, capacity: racks.length, unit: 'racks' },
    grown,
  );
  if (grown === undefined || placesFor === undefined) return [...rows, positions];
  const guess = racks.reduce((sum, rack) => sum + roomIn(rack, grown), 0);
  return [...rows, { ...positions, ...lasting(placesFor(guess), grown) }];
}

/** Systems that units and power of a rack take beside what is in it. */
function roomIn({ limits, usedU, loadWatts, devices }: RackPlan, { sample }: GrownSystem): number {
  const most = sample.maxPerRack ?? Infinity;
  const byUnits = Math.floor((limits.heightU - usedU) / Math.max(1, sample.heightU));
  const byPower = sample.maxWatts === 0 ? Infinity : Math.floor((limits.budgetWatts - loadWatts) / sample.maxWatts);
  return Math.max(0, Math.min(byUnits, byPower, most - devices.length));
}

function hallNames(halls: readonly string[]): string {
  const names = halls.map((hall) => `'${hall}'`);
  return names.length === 1 ? `hall ${names.join('')}` : `halls ${names.join(', ')}`;
}

/** Racks of the site itself: not those that a tenant takes, by row or by rack. */
function ownRacks({ halls, placement }: Pick<PlannedSite, 'halls' | 'placement'>): readonly RackPlan[] {
  const tenantOf = tenantsOfRacks(halls);
  return placement.racks.filter((rack) => tenantOf(rack) === undefined);
}

/** Racks where one more system may stand: of rows that take systems, in its zones, kept for nobody else. */
function racksFor({ halls, placement }: PlannedSite, { sample, cluster }: GrownSystem): readonly RackPlan[] {
  const rows = new Map<string, RowInput>(
    halls.flatMap(({ name, rows: own }) => own.map((row) => [`${name}/${row.name}`, row] as const)),
  );
  return ownRacks({ halls, placement }).filter(({ hall, row: name, zone, reservedFor }) => {
    const row = rows.get(`${hall}/${name}`);
    if (row === undefined) return false;
    if (sample.row !== undefined) return sample.row.hall === hall && sample.row.row === name;
    if (row.accepts?.includes(sample.kind) === false || sample.zones?.includes(zone) === false) return false;
    return reservedFor === undefined || reservedFor === cluster.name || reservedFor.startsWith(`${cluster.name}/`);
  });
}

function sumOf(racks: PlannedSite['placement']['racks'], figure: 'usedU' | 'loadWatts'): number {
  return racks.reduce((sum, rack) => sum + rack[figure], 0);
}

function ofSystem(grown: GrownSystem | undefined, figure: 'heightU' | 'maxWatts'): { readonly perSystem?: number } {
  return present({ perSystem: grown === undefined ? undefined : grown.sample[figure] });
}

/** Systems that one figure of each rack leaves room for: what is left in two racks makes no room for one system. */
function perRack(
  grown: GrownSystem | undefined,
  racks: readonly RackPlan[],
  room: (sample: GrownSystem['sample'], rack: RackPlan) => number,
): { readonly ratioSystems?: number } {
  if (grown === undefined) return {};
  const whole = racks.map((rack) => Math.max(0, Math.floor(room(grown.sample, rack))));
  const sum = whole.reduce((total, each) => total + each, 0);
  return Number.isFinite(sum) ? { ratioSystems: sum } : {};
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
