import { DataRate } from '../units/data-rate';
import { cite } from './cite';
import { defineNic } from './define-network';
import type { PortGroup } from './shapes';

const NVIDIA = 'NVIDIA';
const wireMap = cite('era-wire', 'published');

function ports(count: number, gigabitsPerSecond: number): PortGroup {
  return { count, rate: DataRate.gigabitsPerSecond(gigabitsPerSecond) };
}

/** A DPU takes QSFP112 only. */
function dpuPorts(count: number, gigabitsPerSecond: number): PortGroup {
  return { ...ports(count, gigabitsPerSecond), connector: 'QSFP112' };
}

/** Network adapters of the catalogue. */
export const nics = {
  CONNECTX_7: defineNic({
    id: 'connectx-7',
    model: 'ConnectX-7',
    manufacturer: NVIDIA,
    ports: cite('h100', 'published')(ports(1, 400)),
  }),
  CONNECTX_8: defineNic({
    id: 'connectx-8',
    model: 'ConnectX-8',
    manufacturer: NVIDIA,
    ports: cite('b300-spx', 'published')(ports(1, 800)),
    twinPlanePorts: cite('b300-spx', 'published')(ports(2, 400)),
  }),
  CONNECTX_9: defineNic({
    id: 'connectx-9',
    model: 'ConnectX-9',
    manufacturer: NVIDIA,
    ports: cite('rubin-nvl8', 'published')(ports(1, 800)),
  }),
  BLUEFIELD_3_B3140H: defineNic({
    id: 'bluefield-3-b3140h',
    model: 'BlueField-3 B3140H',
    manufacturer: NVIDIA,
    ports: wireMap(dpuPorts(1, 400)),
  }),
  BLUEFIELD_3_B3220: defineNic({
    id: 'bluefield-3-b3220',
    model: 'BlueField-3 B3220',
    manufacturer: NVIDIA,
    ports: wireMap(dpuPorts(2, 200)),
  }),
  BLUEFIELD_3_B3240: defineNic({
    id: 'bluefield-3-b3240',
    model: 'BlueField-3 B3240',
    manufacturer: NVIDIA,
    ports: cite('gb300', 'secondary')(dpuPorts(2, 400)),
  }),
} as const;
