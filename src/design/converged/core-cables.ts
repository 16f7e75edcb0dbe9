import type { CageRun, ConvergedInput } from '../../model/core-pair';
import { corePortName } from './core-port-name';
import type { DevicePort } from './fill-run';
import type { RunCages } from './place-runs';
import { deviceOf, type RunSize } from './size-runs';

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
