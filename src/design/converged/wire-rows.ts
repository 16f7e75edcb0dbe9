import type { ConvergedInput, CoreCage, CorePort, CorePortMap, WireRow } from '../../model/core-pair';
import { connectorOf, connectorSplit, type CoreCable, corePortName, type OobCable, oobCables } from './core-cables';
import { neighbours, type RunCages, type RunNeed, slotsOf } from './runs';

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
    const before = rows.get(place);
    if (before === undefined) rows.set(place, [row]);
    else before.push(row);
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
