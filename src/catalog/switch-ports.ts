import type { DataRate } from '../units/data-rate';
import type { SwitchSpec } from './network-specs';

/** How a switch is used at a link rate. */
export interface SwitchPorts {
  /** Ports of the whole switch: the radix. */
  readonly ports: number;
  /** Ports of one cage. */
  readonly portsPerCage: number;
}

/** Ports of a switch at a link rate, undefined where no mode has that rate. */
export function switchPorts(spec: SwitchSpec, rate: DataRate): SwitchPorts | undefined {
  const mode = spec.breakouts.value.find((each) => each.rate.equals(rate));
  return mode === undefined ? undefined : { ports: spec.cages.value * mode.ports, portsPerCage: mode.ports };
}
