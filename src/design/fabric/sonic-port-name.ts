import type { FabricSwitch } from '../../model/fabric-plan';
import { cageOf } from './switch-port-name';

/** Electrical lanes of a port, counted from 0 over all cages of the switch; none where the model does not state its lanes. Ports count from 1. */
export function sonicLanes(model: FabricSwitch, port: number): number[] {
  const { cages, portsPerCage, lanes = 0, uplinks } = model;
  const cage = cageOf(model, port);
  if (cage > cages) {
    const width = uplinks?.lanes ?? 0;
    return lanesFrom(cages * lanes + (cage - cages - 1) * width, width);
  }
  const width = lanes / portsPerCage;
  return lanesFrom((port - 1) * width, width);
}

/** Name of a port as SONiC gives it, after its first lane: `Ethernet4`. */
export function sonicPortName(model: FabricSwitch, port: number): string {
  return `Ethernet${sonicLanes(model, port)[0] ?? 0}`;
}

/** Alias of a port: `etp1`, or `etp1a` where the cage is split. */
export function sonicPortAlias(model: FabricSwitch, port: number): string {
  const cage = cageOf(model, port);
  if (model.portsPerCage === 1 || cage > model.cages) return `etp${cage}`;
  return `etp${cage}${String.fromCharCode(97 + ((port - 1) % model.portsPerCage))}`;
}

function lanesFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, lane) => first + lane);
}
