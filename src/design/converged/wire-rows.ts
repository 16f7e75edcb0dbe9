import type {
  CageRun,
  ConnectorSplit,
  ConvergedInput,
  CoreCage,
  CorePair,
  CorePort,
  CorePortMap,
  WireRow,
} from '../../model/core-pair';
import { addTo } from '../../units/present';
import { deviceOf, type DevicePort, neighbours, type RunCages, type RunNeed, type RunSize, slotsOf } from './runs';

/** Kind of a row that is no cable. */
export const UNUSED = 'unused';

/** All rows, in the order that `ConvergedPlan.rows` states. */
export function wireRows(
  input: ConvergedInput,
  cables: readonly CoreCable[],
  index: CableIndex,
  maps: readonly CorePortMap[],
): WireRow[] {
  const isl = cables.filter(({ core, end }) => end === undefined && core === 0);
  return [
    ...deviceRows(input, cables),
    ...isl.map((cable) => fromCore(input, cable)),
    ...maps.flatMap((map, core) => map.cages.flatMap((cage) => coreRows(input, map, core, cage, index))),
  ];
}

function deviceRows(input: ConvergedInput, cables: readonly CoreCable[]): WireRow[] {
  const rows = new Map<string, WireRow[]>();
  const add = (group: number, slot: number, row: WireRow): void => {
    const place = `${group} ${slot}`;
    addTo(rows, place, row);
  };
  const named = cables.flatMap((cable) =>
    cable.listedFrom === 'device' && cable.end !== undefined ? [{ ...cable, end: cable.end }] : [],
  );
  named.sort((a, b) => a.end.link - b.end.link || a.end.port - b.end.port);
  for (const cable of named) add(cable.end.group, cable.end.slot, fromDevice(input, cable));
  for (const cable of oobCables(input)) add(cable.group, cable.slot, oobRow(input, cable));
  return input.groups.flatMap((group, groupAt) =>
    Array.from({ length: slotsOf(group) }, (_, slot) => rows.get(`${groupAt} ${slot}`) ?? []).flat(),
  );
}

function coreRows(
  input: ConvergedInput,
  map: CorePortMap,
  core: number,
  { cage, port, use, run: runName, ports }: CoreCage,
  index: CableIndex,
): WireRow[] {
  const run = input.runs.find(({ name }) => name === runName);
  if (use === 'reserved') return [{ kind: UNUSED, aDevice: map.name, aPort: port, aSide: 1 }];
  return ports.flatMap(({ name, side }, sub) => {
    const cable = index.get(portKey(core, cage, sub));
    if (cable !== undefined)
      return cable.listedFrom === 'core' && cable.end !== undefined ? [fromCore(input, cable)] : [];
    if (run === undefined) return [];
    const split = connectorSplit(input.cores, run);
    const row = { kind: UNUSED, aDevice: map.name, aPort: name, aSide: side, aRateBits: run.breakout.portRateBits };
    return [split === undefined ? row : { ...row, split }];
  });
}

function fromDevice({ cores }: ConvergedInput, cable: CoreCable): WireRow {
  const split = connectorSplit(cores, cable.run);
  return {
    kind: cable.kind,
    aDevice: cable.device,
    aPort: cable.port,
    aRateBits: cable.rateBits,
    bDevice: cores.names[cable.core] ?? '',
    bPort: corePortName(cores, cable.run, cable.cage, cable.sub),
    bSide: connectorOf(cores, cable.run, cable.sub),
    bRateBits: cable.run.breakout.portRateBits,
    ...(split !== undefined && { split }),
  };
}

function fromCore({ cores }: ConvergedInput, cable: CoreCable): WireRow {
  const split = connectorSplit(cores, cable.run);
  const side = connectorOf(cores, cable.run, cable.sub);
  return {
    kind: cable.kind,
    aDevice: cores.names[cable.core] ?? '',
    aPort: corePortName(cores, cable.run, cable.cage, cable.sub),
    aSide: side,
    aRateBits: cable.run.breakout.portRateBits,
    bDevice: cable.device,
    bPort: cable.port,
    ...(cable.end === undefined && { bSide: side }),
    bRateBits: cable.rateBits,
    ...(split !== undefined && { split }),
  };
}

function oobRow({ oob }: ConvergedInput, { device, port, switchName, switchPort }: OobCable): WireRow {
  const rate = oob?.rateBits ?? 0;
  const b = { bDevice: switchName, bPort: switchPort, bRateBits: rate };
  return { kind: oob?.kind ?? 'oob', aDevice: device, aPort: port, aRateBits: rate, ...b };
}

/** Cables by `core cage port`. */
type CableIndex = ReadonlyMap<string, CoreCable>;

/** Key of a core's port in a `CableIndex`. */
export function portKey(core: number, cage: number, sub: number): string {
  return `${core} ${cage} ${sub}`;
}

/** Every cage of a core, in the order of the panel. */
export function portMap(
  { cores }: ConvergedInput,
  core: number,
  runs: readonly (RunNeed & RunCages)[],
  cables: CableIndex,
): CorePortMap {
  const byCage = new Map(runs.flatMap(({ run, at }) => at.map((cage) => [cage, run])));
  const darkFor = new Map(
    [...byCage].flatMap(([cage, run]) => neighbours(cores, run, cage).map((neighbour) => [neighbour, cage])),
  );
  const reserved = new Set(cores.reservedCages);
  const toCage = (cage: number): CoreCage => {
    const base = { cage, port: corePortName(cores, undefined, cage) };
    const run = byCage.get(cage);
    const disabledBy = darkFor.get(cage);
    if (run === undefined) {
      const idle = { ...base, disables: [], ports: [] };
      if (disabledBy !== undefined) return { ...idle, use: 'disabled', disabledBy };
      return { ...idle, use: reserved.has(cage) ? 'reserved' : 'free' };
    }
    const { portsPerCage, portRateBits } = run.breakout;
    return {
      ...base,
      use: 'run',
      run: run.name,
      breakout: { portsPerCage, lanesPerPort: cores.lanesPerCage / portsPerCage, portRateBits },
      disables: neighbours(cores, run, cage),
      ports: Array.from({ length: portsPerCage }, (_, sub) => ({
        name: corePortName(cores, run, cage, sub),
        side: connectorOf(cores, run, sub),
        ...peerOf(cables.get(portKey(core, cage, sub))),
      })),
    };
  };
  return {
    name: cores.names[core] ?? '',
    cages: Array.from({ length: cores.cages }, (_, index) => toCage(index + 1)),
  };
}

function peerOf(cable: CoreCable | undefined): Pick<CorePort, 'kind' | 'peerDevice' | 'peerPort'> {
  return cable === undefined ? {} : { kind: cable.kind, peerDevice: cable.device, peerPort: cable.port };
}

/** A cable seen from the core's port that takes it. */
export interface CoreCable {
  readonly kind: string;
  readonly run: CageRun;
  /** 0 or 1. */
  readonly core: number;
  /** Cage of the panel, from 1. */
  readonly cage: number;
  /** Port of the cage, from 0. */
  readonly sub: number;
  readonly device: string;
  readonly port: string;
  readonly rateBits: number;
  readonly listedFrom: 'device' | 'core';
  /** Absent for the inter-switch link, which is here once from each core. */
  readonly end?: DevicePort;
}

/** All cables of both cores, those of places without a device left out. */
export function coreCables(input: ConvergedInput, sizes: readonly (RunSize & RunCages)[]): CoreCable[] {
  return sizes.flatMap((size) => (size.run.name === input.isl?.run ? islCables(input, size) : runCables(input, size)));
}

function runCables(input: ConvergedInput, { run, at, ports }: RunSize & RunCages): CoreCable[] {
  return ports.flatMap(({ core, cage, sub, ...end }) => {
    const device = deviceOf(input, end);
    const group = input.groups[end.group];
    const link = group?.links[end.link];
    const panelCage = at[cage];
    if (device === '' || link === undefined || panelCage === undefined) return [];
    return [
      {
        kind: link.kind,
        run,
        core,
        cage: panelCage,
        sub,
        device,
        port: link.ports[end.port] ?? '',
        rateBits: link.rateBits ?? run.breakout.portRateBits,
        listedFrom: group?.listedFrom ?? 'device',
        end,
      },
    ];
  });
}

function islCables({ cores, isl }: ConvergedInput, { run, at, cabled }: RunSize & RunCages): CoreCable[] {
  const subs = Array.from({ length: run.usedPerCage ?? run.breakout.portsPerCage }, (_, sub) => sub);
  return [0, 1].flatMap((core) =>
    at.slice(0, cabled).flatMap((cage) =>
      subs.map((sub) => ({
        kind: isl?.kind ?? 'isl',
        run,
        core,
        cage,
        sub,
        device: cores.names[1 - core] ?? '',
        port: corePortName(cores, run, cage, sub),
        rateBits: run.breakout.portRateBits,
        listedFrom: 'core' as const,
      })),
    ),
  );
}

/** A cable of the out-of-band network. */
export interface OobCable {
  /** Places from 0 of the group and of the device in it. */
  readonly group: number;
  readonly slot: number;
  readonly device: string;
  readonly port: string;
  readonly switchName: string;
  readonly switchPort: string;
}

/** Ports that the devices ask for, those of kept places among them. */
export function oobPortsAsked({ groups }: ConvergedInput): number {
  return groups.reduce((sum, group) => sum + slotsOf(group) * (group.oobPorts ?? []).length, 0);
}

/** Out-of-band cables: cable k from 0 goes to switch `k mod n`, port `floor(k / n) + 1`. Kept places count, and get no cable yet. */
export function oobCables(input: ConvergedInput): OobCable[] {
  const { names = [], portPrefix = 'swp' } = input.oob ?? {};
  let cable = -1;
  return input.groups.flatMap((group, groupAt) =>
    Array.from({ length: slotsOf(group) }, (_, slot) => slot).flatMap((slot) =>
      (group.oobPorts ?? []).flatMap((port) => {
        cable += 1;
        const device = deviceOf(input, { group: groupAt, slot });
        const switchName = names[cable % names.length];
        if (device === '' || switchName === undefined) return [];
        const switchPort = `${portPrefix}${Math.floor(cable / names.length) + 1}`;
        return [{ group: groupAt, slot, device, port, switchName, switchPort }];
      }),
    ),
  );
}

/** Name of a port of a core's cage: `swp1s0` (places in a cage count from 0), or `swp1` where the cage is one port. */
export function corePortName(cores: CorePair, run: CageRun | undefined, cage: number, sub = 0): string {
  const whole = `${cores.portPrefix ?? 'swp'}${cage}`;
  return run === undefined || run.breakout.portsPerCage === 1 ? whole : `${whole}s${sub}`;
}

/** Connector of the cage behind which a port begins, from 1: at 4 x 200G over two, ports 0 and 1 are on the first. */
export function connectorOf({ connectorsPerCage }: CorePair, { breakout }: CageRun, sub: number): number {
  return Math.floor((sub * connectorsPerCage) / breakout.portsPerCage) + 1;
}

/** The split of a connector that carries several ports; none where it carries one or a part of one. */
export function connectorSplit({ connectorsPerCage }: CorePair, { breakout }: CageRun): ConnectorSplit | undefined {
  const into = Math.floor(breakout.portsPerCage / connectorsPerCage);
  return into > 1 ? { fromRateBits: into * breakout.portRateBits, into } : undefined;
}
