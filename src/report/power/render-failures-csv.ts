import type { ChainState, NodeOverload, PowerChainPlan } from '../../model/power-node';
import type { SharedLoss } from '../../model/shared-loss';
import { present } from '../../units/present';
import { peopleCsv } from '../csv';
import { plainDecimals } from '../in-figures';

/** A state of the power chain with what it does, for people. */
export interface FailureRow {
  readonly state: ChainState;
  /** What is out: `ups-1`, `ups-1 and ups-2`, `ups-1 while msb-A is maintained`, `nothing`. */
  readonly what: string;
  readonly racksLost: number;
  readonly worstOverload?: NodeOverload;
  readonly hasEffect: boolean;
}

/** All states of a chain, the gravest first: by racks lost, power lost, devices down, the worst overload, devices that cannot be judged or run more slowly. */
export function failureRows({ states }: PowerChainPlan): FailureRow[] {
  const rows = states.map((state) => {
    const row = failureRow(state);
    return { row, keys: severityOf(row) };
  });
  return rows.sort((left, right) => bySeverity(left.keys, right.keys)).map(({ row }) => row);
}

/** Rows with an effect, then how many there are without one. */
export function splitByEffect(rows: readonly FailureRow[]): { grave: FailureRow[]; harmless: number } {
  const grave = rows.filter(({ hasEffect }) => hasEffect);
  return { grave, harmless: rows.length - grave.length };
}

function failureRow(state: ChainState): FailureRow {
  const { overloads, lostRacks, lostWatts, devices, unfedZones } = state;
  const worst = overloads.reduce<NodeOverload | undefined>(
    (most, each) => (most === undefined || each.share > most.share ? each : most),
    undefined,
  );
  const { degraded, down, indeterminate } = devices;
  return {
    state,
    what: whatIsOut(state),
    racksLost: lostRacks.length,
    ...present({ worstOverload: worst }),
    hasEffect:
      overloads.length + lostRacks.length + unfedZones.length + degraded + down + indeterminate + lostWatts > 0,
  };
}

function whatIsOut({ kind, out }: ChainState): string {
  if (out.length === 0) return 'nothing (normal state)';
  const [first = '', ...rest] = out;
  if (kind === 'group') return `group: ${listed(out)}`;
  if (kind !== 'maintenance') return listed(out);
  return rest.length === 0 ? `${first} maintained` : `${listed(rest)} while ${first} is maintained`;
}

/** The first names, and how many more. */
function listed(names: readonly string[]): string {
  const most = 4;
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function severityOf({ state: { lostWatts, devices }, racksLost, worstOverload }: FailureRow): number[] {
  return [racksLost, lostWatts, devices.down, worstOverload?.share ?? 0, devices.indeterminate, devices.degraded];
}

function bySeverity(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((value, place) => value !== right[place]);
  return index === -1 ? 0 : (right[index] ?? 0) - (left[index] ?? 0);
}

const HEADER = [
  'state',
  'out',
  'racks_lost',
  'lost_kw',
  'devices_full',
  'devices_degraded',
  'devices_down',
  'devices_indeterminate',
  'zones_unfed',
  'overloads',
  'worst_overload',
  'worst_overload_kw',
  'worst_overload_limit_kw',
  'worst_overload_percent_of_rating',
];

/** Writes every state of the power chain as CSV (quoted as RFC 4180 says), the gravest first; names within a cell are parted by semicolons. */
export function renderFailuresCsv(chain: PowerChainPlan): string {
  const rows = failureRows(chain).map(({ state, racksLost, worstOverload }) => [
    state.kind,
    state.out.join('; '),
    racksLost,
    kilowatts(state.lostWatts),
    state.devices.full,
    state.devices.degraded,
    state.devices.down,
    state.devices.indeterminate,
    state.unfedZones.join('; '),
    state.overloads.length,
    worstOverload?.node ?? '',
    kilowatts(worstOverload?.loadWatts),
    kilowatts(worstOverload?.limitWatts),
    worstOverload === undefined ? '' : plainDecimals(worstOverload.share * 100, 1),
  ]);
  return peopleCsv([HEADER, ...rows]);
}

const LOSS_COLUMNS = [
  'lost',
  'name',
  'shared',
  'takes',
  'racks_in_it',
  'racks_without_power',
  'racks_without_cooling',
  'loops_short',
  'tenants_kw',
];

/** Writes what the loss of each compartment, common cause, cooling loop and group of pumps does as CSV, as `renderFailuresCsv`. */
export function renderLossesCsv(losses: readonly SharedLoss[]): string {
  return peopleCsv([
    LOSS_COLUMNS,
    ...losses.map((loss) => [
      loss.kind,
      loss.name,
      loss.what ?? '',
      takenText(loss),
      loss.racks.length,
      loss.unpowered.length,
      loss.uncooled.length,
      loss.loops.join('; '),
      kilowatts(loss.tenantWatts),
    ]),
  ]);
}

/** What a loss takes, names parted by semicolons; of part of a group how many units. */
export function takenText({ things }: SharedLoss): string {
  return things.map(({ name, units }) => (units === undefined ? name : `${units} of ${name}`)).join('; ');
}

function kilowatts(watts: number | undefined): string {
  return watts === undefined ? '' : plainDecimals(watts / 1_000, 3);
}
