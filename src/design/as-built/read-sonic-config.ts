import { isMembers, member, textOf, type Members } from './lldp-values';
import type { PortConfig, SwitchConfig } from './switch-config';

const MEGA = 1_000_000;

/** Whether a JSON object is a SONiC `config_db.json`. */
export function isSonicConfig(file: unknown): file is Members {
  return isMembers(file) && isMembers(file['PORT']);
}

/**
 * Reads SONiC's `config_db.json`: cages from `PORT.index`, places in them from the order of lanes, speeds in Mb/s, splits from
 * `BREAKOUT_CFG` or else the ports there are, neighbours from `DEVICE_NEIGHBOR`.
 *
 * @see https://github.com/sonic-net/SONiC/wiki/Configuration
 */
export function readSonicConfig(file: Members): SwitchConfig {
  const neighbours = file['DEVICE_NEIGHBOR'];
  const rows = Object.entries(isMembers(file['PORT']) ? file['PORT'] : {})
    .map(([name, facts]) => ({ name, facts, cage: Number(textOf(member(facts, 'index'))), lane: laneOf(facts) }))
    .filter(({ cage }) => Number.isInteger(cage) && cage > 0)
    .sort((one, other) => one.cage - other.cage || one.lane - other.lane);
  const splits = new Map<number, number>();
  const cageOfName = new Map<string, number>();
  const ports = rows.map(({ name, facts, cage }): PortConfig => {
    const place = (splits.get(cage) ?? 0) + 1;
    splits.set(cage, place);
    cageOfName.set(name, cage);
    const speed = Number(textOf(member(facts, 'speed')) ?? NaN);
    const neighbour = textOf(member(member(neighbours, name), 'name'));
    return {
      cage,
      place,
      ...(Number.isFinite(speed) && { rateBits: speed * MEGA }),
      ...(neighbour !== undefined && { neighbour }),
    };
  });
  for (const [name, facts] of Object.entries(isMembers(file['BREAKOUT_CFG']) ? file['BREAKOUT_CFG'] : {})) {
    const cage = cageOfName.get(name);
    const split = /^(\d+)x/.exec(textOf(member(facts, 'brkout_mode')) ?? '')?.[1];
    if (cage !== undefined && split !== undefined) splits.set(cage, Number(split));
  }
  const device = textOf(member(member(file['DEVICE_METADATA'], 'localhost'), 'hostname'));
  return {
    format: 'sonic',
    ...(device !== undefined && { device }),
    splits,
    ports,
    hasNeighbours: isMembers(neighbours) && Object.keys(neighbours).length > 0,
  };
}

function laneOf(facts: unknown): number {
  return Number(textOf(member(facts, 'lanes'))?.split(',')[0] ?? 0);
}
