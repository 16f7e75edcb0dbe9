import type { ConvergedInput, CoreCage, CorePort, CorePortMap } from '../../model/core-pair';
import type { CoreCable } from './core-cables';
import { connectorOf, corePortName } from './core-port-name';
import { neighbours, type RunCages, type RunNeed } from './place-runs';

/** Cables by `core cage port`. */
export type CableIndex = ReadonlyMap<string, CoreCable>;

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
