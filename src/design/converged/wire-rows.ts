import type { ConvergedInput, CoreCage, CorePortMap, WireRow } from '../../model/core-pair';
import type { CoreCable } from './core-cables';
import { connectorOf, connectorSplit, corePortName } from './core-port-name';
import { slotsOf } from './fill-run';
import { type OobCable, oobCables } from './oob-cables';
import { type CableIndex, portKey } from './port-map';

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
