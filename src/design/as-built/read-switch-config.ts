import { DesignError } from '../../errors/design-error';
import type { PortConfig, SwitchConfig } from './compare-config';
import { ethernetRateBits } from './discovered-fabric';
import { isMembers, member, type Members, textOf } from './discovered-fabric';

/**
 * Reads the configuration of a switch: SONiC's `config_db.json`, or NVUE's.
 *
 * @param value - what the file holds, as JSON or YAML gives it
 * @param file - its name, for errors
 * @param text - the file itself, for the line of an error
 * @throws DesignError `as-built/unknown-config`, `as-built/unknown-breakout`
 */
export function readSwitchConfig(value: unknown, file: string, text = ''): SwitchConfig {
  if (isSonicConfig(value)) return readSonicConfig(value, file);
  const settings = nvueSettings(value);
  if (settings !== undefined) return readNvueConfig(settings, file, text);
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
function readNvueConfig(settings: Members, file: string, text: string): SwitchConfig {
  const splits = new Map<number, number>();
  const ports: PortConfig[] = [];
  for (const [names, facts] of Object.entries(isMembers(settings['interface']) ? settings['interface'] : {})) {
    const link = member(facts, 'link');
    const breakout = member(link, 'breakout');
    const mode = isMembers(breakout) ? Object.keys(breakout)[0] : textOf(breakout);
    const split = mode === undefined ? undefined : nvueSplit(mode, { file, names, text });
    const rateBits = ethernetRateBits(textOf(member(link, 'speed')) ?? '');
    for (const { cage, place } of portsOf(names)) {
      if (split !== undefined) splits.set(cage, split);
      // What is set on a cage as a whole does not hold for the ports that it is split into.
      else ports.push({ cage, place, ...(rateBits !== undefined && { rateBits }) });
    }
  }
  for (const { cage } of ports) if (!splits.has(cage)) splits.set(cage, 1);
  const device = textOf(member(settings['system'], 'hostname'));
  return { format: 'nvue', ...(device !== undefined && { device }), splits, ports, hasNeighbours: false };
}

/**
 * Ports of a cage by NVUE's word for its breakout: `4x`, or `4x25G` as releases before it write; undefined for a cage that is whole or has no breakout.
 *
 * @throws DesignError `as-built/unknown-breakout`
 */
function nvueSplit(
  mode: string,
  { file, names, text }: { readonly file: string; readonly names: string; readonly text: string },
): number | undefined {
  const split = /^(\d+)x(?:\d+(?:\.\d+)?G(?:bps)?)?(?:\(\d+\))?$/i.exec(mode.trim())?.[1];
  if (split !== undefined) return Number(split);
  if (/^(?:none|auto|disabled|off)$/i.test(mode.trim())) return undefined;
  throw unknownBreakout(mode, names, lineIn(file, text, mode), "'4x', or '4x25G' as earlier releases of NVUE");
}

function unknownBreakout(mode: string, port: string, where: string, expected: string): DesignError {
  return new DesignError('as-built/unknown-breakout', {
    problem: `${where}: breakout '${mode}' of interface '${port}' is not understood`,
    remedy: `write it as ${expected}, or give the configuration as the switch prints it`,
    object: port,
    value: mode,
  });
}

/** Where a value stands, by its line where the text is known. */
function lineIn(file: string, text: string, value: string): string {
  const at = text.indexOf(value);
  return at < 0 ? `'${file}'` : `line ${text.slice(0, at).split('\n').length} of '${file}'`;
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
function readSonicConfig(file: Members, name: string): SwitchConfig {
  const neighbours = file['DEVICE_NEIGHBOR'];
  const parents = breakoutsOf(file['BREAKOUT_CFG'], name);
  const splits = new Map<number, number>();
  const rows = rowsOf(file);
  const ports = rows.placed.map(({ name: port, facts, cage, lanes }): PortConfig => {
    const number = numberOf(port);
    const parent = parents.find(({ first, widths }) => placeIn(widths, number - first, lanes.length) !== undefined);
    const inParent = parent === undefined ? undefined : placeIn(parent.widths, number - parent.first, lanes.length);
    const place = inParent ?? (splits.get(cage) ?? 0) + 1;
    splits.set(cage, parent?.widths.length ?? place);
    const speed = Number(textOf(member(facts, 'speed')) ?? NaN);
    const neighbour = textOf(member(member(neighbours, port), 'name'));
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
    ...(rows.placeless > 0 && { placeless: rows.placeless }),
    hasNeighbours: isMembers(neighbours) && Object.keys(neighbours).length > 0,
  };
}

interface Row {
  readonly name: string;
  readonly facts: unknown;
  readonly cage: number;
  readonly lanes: readonly string[];
}

/** Ports by cage and lane, and how many the file gives no place: their cage is their index, else what their alias says. */
function rowsOf(file: Members): { readonly placed: readonly Row[]; readonly placeless: number } {
  const entries = Object.entries(isMembers(file['PORT']) ? file['PORT'] : {});
  // Some platforms count their cages from 0.
  const isFromZero = entries.some(([, facts]) => textOf(member(facts, 'index')) === '0');
  const rows = entries.map(([name, facts]) => {
    const lanes = (textOf(member(facts, 'lanes')) ?? '').split(',').filter((lane) => lane.trim() !== '');
    const index = textOf(member(facts, 'index'));
    const cage =
      index === undefined ? aliasCage(textOf(member(facts, 'alias')) ?? '') : Number(index) + (isFromZero ? 1 : 0);
    return { name, facts, cage, lanes };
  });
  const placed = rows
    .filter(({ cage }) => Number.isInteger(cage) && cage > 0)
    .sort((one, other) => one.cage - other.cage || Number(one.lanes[0]) - Number(other.lanes[0]));
  return { placed, placeless: rows.length - placed.length };
}

/** Cage by an alias such as `etp12`, `etp12a`, `Eth12/1` or `Ethernet12/1`; 0 where it says none. */
function aliasCage(alias: string): number {
  return Number(/^(?:etp|eth(?:ernet)?)(\d+)(?:[a-h]|\/\d+)?$/i.exec(alias.trim())?.[1] ?? 0);
}

/** Lanes of each port of a cage, in their order, by the number of its first port, the highest first. A port's number rises by its lanes. */
function breakoutsOf(
  table: unknown,
  file: string,
): { readonly first: number; readonly widths: readonly (number | undefined)[] }[] {
  const parents = Object.entries(isMembers(table) ? table : {}).flatMap(([name, facts]) => {
    const mode = textOf(member(facts, 'brkout_mode'));
    return mode === undefined || mode === '' ? [] : [{ first: numberOf(name), widths: widthsOf(mode, name, file) }];
  });
  return parents.sort((one, other) => other.first - one.first);
}

/**
 * Lanes of the ports of a mode: `4x25G` has four of as many lanes as each port says, `2x25G(2)+1x50G(2)` two of one lane, then one of two.
 *
 * @throws DesignError `as-built/unknown-breakout`
 */
function widthsOf(mode: string, port: string, file: string): (number | undefined)[] {
  return mode.split('+').flatMap((part) => {
    const [, count = '', lanes] = /^(\d+)x\d+G?(?:\[[^\]]*\])?(?:\((\d+)\))?$/i.exec(part.trim()) ?? [];
    if (count === '') throw unknownBreakout(mode, port, `'${file}'`, "SONiC's '4x25G' or '2x25G(2)+1x50G(2)'");
    const width = lanes === undefined ? undefined : Number(lanes) / Number(count);
    return Array.from({ length: Number(count) }, () => width);
  });
}

/** Place of the port that begins so many lanes behind the first of its cage, from 1; undefined where none begins there. */
function placeIn(widths: readonly (number | undefined)[], offset: number, lanes: number): number | undefined {
  let at = 0;
  for (const [index, width = lanes] of widths.entries()) {
    if (at === offset) return index + 1;
    at += width;
  }
  return undefined;
}

/** `Ethernet12` is 12. */
function numberOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? NaN);
}
