import { planFabric } from '../src/design/fabric/plan-fabric';
import { sizeFabric } from '../src/design/fabric/size-fabric';
import type { FabricInput, FabricSwitch } from '../src/design/fabric/fabric-input';

const NDR = 400_000_000_000;
const QM9700: FabricSwitch = { id: 'qm9700', cages: 32, portsPerCage: 2, portRateBits: NDR, portNaming: 'ib' };
const SN5600: FabricSwitch = { id: 'sn5600', cages: 64, portsPerCage: 2, portRateBits: NDR, portNaming: 'cumulus' };

function fabric(hosts: number, unitHosts: number, leaf: FabricSwitch): FabricInput {
  const ports = Array.from({ length: 8 }, (_, port) => port);
  const names = Array.from({ length: hosts }, (_, at) => `dgx-${at + 1}`);
  const portNames = ports.map((port) => `mlx5_${port}`);
  const group = { name: 'dgx', hosts: names, unitHosts, rails: 8, portNames, portCages: ports };
  return { name: 'compute', kind: 'infiniband', role: 'compute', groups: [group], leaf };
}

/** Fastest of three runs, ms. */
function fastest(run: () => unknown): string {
  const times = Array.from({ length: 3 }, () => {
    const start = process.hrtime.bigint();
    run();
    return Number(process.hrtime.bigint() - start) / 1_000_000;
  });
  return Math.min(...times).toFixed(1);
}

for (const [hosts, unitHosts, leaf] of [
  [127, 32, QM9700],
  [1_016, 32, QM9700],
  [8_128, 32, QM9700],
  [65_536, 64, SN5600],
] as const) {
  const input = fabric(hosts, unitHosts, leaf);
  const { links, tiers, switches } = planFabric(input);
  const sized = fastest(() => sizeFabric(input));
  const planned = fastest(() => planFabric(input));
  console.log(
    `${hosts} hosts x 8 rails: ${tiers} tiers, ${switches.length} switches, ${links.count} links; size ${sized} ms, plan ${planned} ms`,
  );
}
