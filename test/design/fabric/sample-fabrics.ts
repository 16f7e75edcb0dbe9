import type { FabricInput, FabricSwitch, HostGroup, ServiceEndpoint } from '../../../src/model/fabric-plan';

/** 400 Gb/s. */
export const NDR = 400_000_000_000;

/** 64 x 400G: 32 twin-port cages. */
export const QM9700: FabricSwitch = { id: 'qm9700', cages: 32, portsPerCage: 2, portRateBits: NDR, portNaming: 'ib' };

/** 128 x 400G: 64 cages of 800G, each split in two. */
export const SN5600: FabricSwitch = {
  id: 'sn5600',
  cages: 64,
  portsPerCage: 2,
  portRateBits: NDR,
  portNaming: 'cumulus',
};

/** 48 x 1G and 4 x 100G. */
export const SN2201: FabricSwitch = {
  id: 'sn2201',
  cages: 48,
  portsPerCage: 1,
  portRateBits: 1_000_000_000,
  uplinks: { ports: 4, rateBits: 100_000_000_000 },
  portNaming: 'cumulus',
};

/** A switch of `ports` single-port cages. */
export function plainSwitch(ports: number): FabricSwitch {
  return { id: `plain-${ports}`, cages: ports, portsPerCage: 1, portRateBits: NDR, portNaming: 'ib' };
}

/** Hosts `<name>-001` and on. */
export function hostNames(count: number, name = 'node'): string[] {
  return Array.from({ length: count }, (_, at) => `${name}-${String(at + 1).padStart(3, '0')}`);
}

/** A group of hosts with one port for each rail, plane and link. */
export function group(count: number, parts: Partial<HostGroup> & { ports?: number } = {}): HostGroup {
  const { ports = 8, ...rest } = parts;
  const name = parts.name ?? 'dgx';
  return {
    name,
    hosts: hostNames(count, name),
    unitHosts: 32,
    rails: 8,
    portNames: Array.from({ length: ports }, (_, port) => `mlx5_${port}`),
    portCages: Array.from({ length: ports }, (_, port) => Math.floor(port / 2)),
    ...rest,
  };
}

/** Compute fabric of DGX systems on QM9700, with what `parts` changes. */
export function dgxFabric(hosts: number, parts: Partial<FabricInput> = {}): FabricInput {
  return { name: 'compute', kind: 'infiniband', role: 'compute', groups: [group(hosts)], leaf: QM9700, ...parts };
}

/** `count` UFM appliances with one link each. */
export function ufm(count: number): ServiceEndpoint[] {
  return Array.from({ length: count }, (_, at) => ({ name: `ufm-${at + 1}`, portNames: ['p1'] }));
}

/** Hosts with one port on shared leaves of `k` ports: one pod of a k-ary fat tree is a unit. */
export function karyFabric(k: number): FabricInput {
  const hosts = k ** 3 / 4;
  const nodes = group(hosts, { name: 'node', unitHosts: k ** 2 / 4, rails: 1, ports: 1 });
  return { name: 'tree', kind: 'ethernet', role: 'compute', groups: [nodes], leaf: plainSwitch(k) };
}
