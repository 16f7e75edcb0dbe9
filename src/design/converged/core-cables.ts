import type { CageRun, ConnectorSplit, ConvergedInput, CorePair } from '../../model/core-pair';
import { deviceOf, type DevicePort, type RunCages, type RunSize, slotsOf } from './runs';

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
