import { DesignError } from '../../errors/design-error';
import type { PortConfig, SwitchConfig } from './compare-config';
import { ethernetRateBits } from './device-facts';
import { isMembers, member, type Members, textOf } from './discovered-fabric';

/**
 * Reads the configuration of a switch: SONiC's `config_db.json`, or NVUE's.
 *
 * @param value - what the file holds, as JSON or YAML gives it
 * @param file - its name, for errors
 * @throws DesignError `as-built/unknown-config`
 */
export function readSwitchConfig(value: unknown, file: string): SwitchConfig {
  if (isSonicConfig(value)) return readSonicConfig(value);
  const settings = nvueSettings(value);
  if (settings !== undefined) return readNvueConfig(settings);
  throw new DesignError('as-built/unknown-config', {
    problem: `'${file}' is no configuration of a switch in a known format`,
    remedy: "give SONiC's 'config_db.json', or the output of 'nv config show'",
    object: file,
  });
}

/** Far more than any switch has. */
const MOST_PORTS = 65_535;

/** The part of an NVUE configuration that holds settings: of a list with a header, or the object itself; undefined where it is none. */
export function nvueSettings(file: unknown): Members | undefined {
  const parts: unknown[] = Array.isArray(file) ? file : [file];
  const settings = parts.map((part) => (Array.isArray(file) ? member(part, 'set') : part)).find(isMembers);
  return settings !== undefined && isMembers(settings['interface']) ? settings : undefined;
}

/**
 * Reads NVUE's configuration, as `nv config show` prints it: names such as `swp1-5` or `swp49,51` stand for several interfaces. A cage without a breakout is whole.
 *
 * @throws DesignError `as-built/bad-range`
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Interface-Configuration-and-Management/Switch-Port-Attributes/
 */
function readNvueConfig(settings: Members): SwitchConfig {
  const splits = new Map<number, number>();
  const ports: PortConfig[] = [];
  for (const [names, facts] of Object.entries(isMembers(settings['interface']) ? settings['interface'] : {})) {
    const link = member(facts, 'link');
    const breakout = member(link, 'breakout');
    const mode = isMembers(breakout) ? Object.keys(breakout)[0] : textOf(breakout);
    const rateBits = ethernetRateBits(textOf(member(link, 'speed')) ?? '');
    for (const { cage, place } of portsOf(names)) {
      const split = /^(\d+)x$/.exec(mode ?? '')?.[1];
      if (split !== undefined) splits.set(cage, Number(split));
      // What is set on a cage as a whole does not hold for the ports that it is split into.
      else ports.push({ cage, place, ...(rateBits !== undefined && { rateBits }) });
    }
  }
  for (const { cage } of ports) if (!splits.has(cage)) splits.set(cage, 1);
  const device = textOf(member(settings['system'], 'hostname'));
  return { format: 'nvue', ...(device !== undefined && { device }), splits, ports, hasNeighbours: false };
}

/** `swp1-2`, `swp49,51`, `swp1s0-1` and mixtures of them, a port each. */
function portsOf(names: string): { readonly cage: number; readonly place: number }[] {
  if (!/^swp\d/.test(names)) return [];
  return names.split(',').flatMap((part) => {
    const [, first = '', last = first, sub, lastSub = sub] =
      /^(?:swp)?(\d+)(?:-(\d+))?(?:s(\d+)(?:-(\d+))?)?$/.exec(part) ?? [];
    if (first === '') return [];
    const places = sub === undefined ? [1] : range(Number(sub) + 1, Number(lastSub) + 1);
    return range(Number(first), Number(last)).flatMap((cage) => places.map((place) => ({ cage, place })));
  });
}

function range(first: number, last: number): number[] {
  if (last - first >= MOST_PORTS) {
    throw new DesignError('as-built/bad-range', {
      problem: `a range of interfaces goes from ${first} to ${last}, and a switch has at most ${MOST_PORTS} ports`,
      remedy: "give the output of 'nv config show' as it is",
      value: `${last}`,
      limit: `${MOST_PORTS} ports`,
    });
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

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
function readSonicConfig(file: Members): SwitchConfig {
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
