import type { CageBreakout, ConvergedInput, DeviceGroup } from '../../../src/model/core-pair';

const GIGA = 1_000_000_000;

/** Bit/s of whole Gb/s. */
export function gigabits(count: number): number {
  return count * GIGA;
}

/** A core of 64 cages that carry 800 Gb/s over eight lanes behind two connectors. */
export const CORES = {
  names: ['core-01', 'core-02'],
  cages: 64,
  connectorsPerCage: 2,
  lanesPerCage: 8,
  cageRateBits: gigabits(800),
} as const;

export const TWO_400: CageBreakout = { portsPerCage: 2, portRateBits: gigabits(400) };
export const FOUR_200: CageBreakout = { portsPerCage: 4, portRateBits: gigabits(200) };
export const EIGHT_100: CageBreakout = { portsPerCage: 8, portRateBits: gigabits(100), cages: 'odd', disables: [1] };

/** What may differ between the designs of the family. */
export interface EnterpriseSize {
  readonly units: number;
  readonly unitNodes: number;
  /** Names of the GPU network's adapters of a node. */
  readonly gpuPorts: readonly string[];
  readonly supportServers: readonly string[];
  readonly oobSwitches: number;
  readonly storage: number;
  readonly edges: number;
}

/** Five units of four nodes with four GPU adapters each, as published. */
export const FIVE_UNITS: EnterpriseSize = {
  units: 5,
  unitNodes: 4,
  gpuPorts: [15, 16, 20, 21].map((slot) => `B3140 PCIe Slot ${slot} Port 1`),
  supportServers: ['bcme-01', 'bcme-02', ...numbered('k8s', 6)],
  oobSwitches: 3,
  storage: 2,
  edges: 2,
};

/** The family of designs in which one pair of cores carries all networks. */
export function enterprisePair(size: EnterpriseSize, changes: Partial<ConvergedInput> = {}): ConvergedInput {
  return {
    name: 'pair',
    cores: { ...CORES, reservedCages: [48] },
    runs: [
      { name: 'in-band', breakout: FOUR_200 },
      { name: 'gpu', breakout: TWO_400 },
      { name: 'support', breakout: FOUR_200 },
      { name: 'isl', breakout: TWO_400 },
      { name: 'services', breakout: EIGHT_100, place: 49 },
      { name: 'edge', breakout: EIGHT_100, place: 'end', usedPerCage: 6 },
    ],
    groups: [
      nodes(size),
      {
        name: 'support',
        devices: size.supportServers,
        links: [{ kind: 'support', run: 'support', ports: dualPorts(), rateBits: gigabits(200) }],
        oobPorts: ['LOM NIC Port 1', 'LOM NIC Port 2', 'B3220 BMC', 'iDRAC Port'],
      },
      target('oob-switches', numbered('oob-switch', size.oobSwitches), 'oob-uplink', 'services', swps(49, 52)),
      target('storage', numbered('storage', size.storage), 'storage', 'services', numbered('eth', 10, '')),
      target('edges', numbered('cust-net-edge', size.edges), 'edge-uplink', 'edge', swps(35, 52)),
    ],
    isl: { run: 'isl', cages: { sameAsRuns: ['gpu'] } },
    oob: { names: numbered('oob-switch', size.oobSwitches), portsPerSwitch: 48, rateBits: gigabits(1) },
    ...changes,
  };
}

function nodes({ units, unitNodes, gpuPorts }: EnterpriseSize): DeviceGroup {
  return {
    name: 'nodes',
    devices: numbered('su', units).flatMap((unit) => numbered(`${unit}-node`, unitNodes)),
    unitDevices: unitNodes,
    links: [
      { kind: 'in-band', run: 'in-band', ports: dualPorts(), rateBits: gigabits(200), isCagePerUnit: true },
      { kind: 'gpu', run: 'gpu', ports: gpuPorts, rateBits: gigabits(400) },
    ],
    oobPorts: ['OCP 3.0 NIC Port 1', 'OCP 3.0 NIC Port 2', 'B3220 PCIe Slot 1 BMC', 'BMC'],
  };
}

function target(
  name: string,
  devices: readonly string[],
  kind: string,
  run: string,
  ports: readonly string[],
): DeviceGroup {
  return { name, devices, listedFrom: 'core', links: [{ kind, run, ports, cores: 'halves', order: 'round-robin' }] };
}

function dualPorts(): string[] {
  return ['B3220 PCIe Slot 1 Port 1', 'B3220 PCIe Slot 1 Port 2'];
}

/** `su-01`, `su-02` … */
export function numbered(stem: string, count: number, dash = '-'): string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${dash}${String(index + 1).padStart(2, '0')}`);
}

function swps(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `swp${from + index}`);
}
