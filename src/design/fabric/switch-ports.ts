import type { FabricSwitch } from '../../model/fabric-plan';

/** Ports of a switch at link speed, by what they may serve. Numbers count from 1. */
export interface SwitchPorts {
  /** Ports that hosts and uplinks share. */
  readonly common: number;
  /** Ports that may serve as uplinks: the switch's own, else the common ones. */
  readonly uplinks: number;
  /** Whether uplinks have ports of their own. */
  readonly hasOwnUplinks: boolean;
  /** Speed of an uplink port, bit/s. */
  readonly uplinkRateBits: number;
}

/** Ports of a model. */
export function switchPorts(model: FabricSwitch): SwitchPorts {
  const common = model.cages * model.portsPerCage;
  return {
    common,
    uplinks: model.uplinks?.ports ?? common,
    hasOwnUplinks: model.uplinks !== undefined,
    uplinkRateBits: model.uplinks?.rateBits ?? model.portRateBits,
  };
}

/** How a switch divides its ports between what is below and above it. */
export interface PortSplit {
  readonly down: number;
  readonly up: number;
  /** Port before the first uplink port: uplinks take the last common ports, or the switch's own. */
  readonly upBase: number;
}

/** Split of a switch with `down` ports below and `up` above. */
export function portSplit(model: FabricSwitch, down: number, up: number): PortSplit {
  const ports = switchPorts(model);
  return { down, up, upBase: ports.hasOwnUplinks ? ports.common : ports.common - up };
}

/** Uplinks at `upRateBits` (bit/s) that carry what `down` ports at `downRateBits` bring, as far as the switch has ports for them. */
export function uplinksFor(model: FabricSwitch, down: number, downRateBits: number, upRateBits: number): number {
  const ports = switchPorts(model);
  if (ports.hasOwnUplinks) return ports.uplinks;
  return Math.min(ports.common - down, Math.ceil((down * downRateBits) / upRateBits));
}

/** Down ports where nothing is said: all common ports of a switch with uplinks of its own, else half of them. */
export function defaultDown(model: FabricSwitch): number {
  const ports = switchPorts(model);
  return ports.hasOwnUplinks ? ports.common : Math.floor(ports.common / 2);
}
