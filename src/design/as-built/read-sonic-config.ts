import { isMembers, member, textOf, type Members } from './lldp-values';
import type { PortConfig, SwitchConfig } from './switch-config';

const MEGA = 1_000_000;

/** Whether a JSON object is a SONiC `config_db.json`. */
export function isSonicConfig(file: unknown): file is Members {
  return isMembers(file) && isMembers(file['PORT']);
}

/**
 * Reads SONiC's `config_db.json`: cages from `PORT.index`, speeds in Mb/s, splits and places in a cage from
 * `BREAKOUT_CFG` or else from the ports there are, neighbours from `DEVICE_NEIGHBOR`.
 *
 * @see https://github.com/sonic-net/SONiC/wiki/Configuration
 */
export function readSonicConfig(file: Members): SwitchConfig {
  const neighbours = file['DEVICE_NEIGHBOR'];
  const parents = breakoutsOf(file['BREAKOUT_CFG']);
  const splits = new Map<number, number>();
  const ports = rowsOf(file).map(({ name, facts, cage, lanes }): PortConfig => {
    const number = numberOf(name);
    const placeFrom = (first: number): number => (number - first) / lanes.length + 1;
    const parent = parents.find(({ first, split }) => {
      const place = placeFrom(first);
      return Number.isInteger(place) && place >= 1 && place <= split;
    });
    const place = parent === undefined ? (splits.get(cage) ?? 0) + 1 : placeFrom(parent.first);
    splits.set(cage, parent?.split ?? place);
    const speed = Number(textOf(member(facts, 'speed')) ?? NaN);
    const neighbour = textOf(member(member(neighbours, name), 'name'));
    return {
      cage,
      place,
      ...(Number.isFinite(speed) && { rateBits: speed * MEGA }),
      ...(neighbour !== undefined && { neighbour }),
    };
  });
  const device = textOf(member(member(file['DEVICE_METADATA'], 'localhost'), 'hostname'));
  return {
    format: 'sonic',
    ...(device !== undefined && { device }),
    splits,
    ports,
    hasNeighbours: isMembers(neighbours) && Object.keys(neighbours).length > 0,
  };
}

interface Row {
  readonly name: string;
  readonly facts: unknown;
  readonly cage: number;
  readonly lanes: readonly string[];
}

/** Ports by cage and lane. */
function rowsOf(file: Members): Row[] {
  return Object.entries(isMembers(file['PORT']) ? file['PORT'] : {})
    .map(([name, facts]) => {
      const lanes = textOf(member(facts, 'lanes'))?.split(',') ?? [];
      return { name, facts, cage: Number(textOf(member(facts, 'index'))), lanes };
    })
    .filter(({ cage }) => Number.isInteger(cage) && cage > 0)
    .sort((one, other) => one.cage - other.cage || Number(one.lanes[0]) - Number(other.lanes[0]));
}

/** The number of a cage's first port and its split, the highest first. A port's number rises by its lanes. */
function breakoutsOf(table: unknown): { readonly first: number; readonly split: number }[] {
  const parents = Object.entries(isMembers(table) ? table : {}).flatMap(([name, facts]) => {
    const split = /^(\d+)x/.exec(textOf(member(facts, 'brkout_mode')) ?? '')?.[1];
    return split === undefined ? [] : [{ first: numberOf(name), split: Number(split) }];
  });
  return parents.sort((one, other) => other.first - one.first);
}

/** `Ethernet12` is 12. */
function numberOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? NaN);
}
