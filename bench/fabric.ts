import type { FabricInput, FabricSwitch } from '../src/model/fabric-plan';
import { planFabric } from '../src/design/fabric/plan-fabric';
import { sizeFabric } from '../src/design/fabric/size-fabric';
import type { SitePlan } from '../src/model/site-plan';
import { fabricPack } from '../src/policy/fabric/fabric-pack';

const RATE = 400_000_000_000;
const QM9700: FabricSwitch = { id: 'qm9700', cages: 32, portsPerCage: 2, portRateBits: RATE, portNaming: 'ib' };
const SN5600: FabricSwitch = { id: 'sn5600', cages: 64, portsPerCage: 2, portRateBits: RATE, portNaming: 'cumulus' };

const SIZES = [
  { hosts: 1_016, unitHosts: 32, leaf: QM9700 },
  { hosts: 8_128, unitHosts: 32, leaf: QM9700 },
  // 128 ports: 8,192 leaves, 8,192 spines, 4,096 cores.
  { hosts: 65_536, unitHosts: 64, leaf: SN5600 },
];

const MEGABYTE = 1_024;

function inputOf({ hosts, unitHosts, leaf }: (typeof SIZES)[number]): FabricInput {
  const ports = Array.from({ length: 8 }, (_, port) => port);
  const names = Array.from({ length: hosts }, (_, at) => `dgx-${at + 1}`);
  const portNames = ports.map((port) => `mlx5_${port}`);
  const group = { name: 'dgx', hosts: names, unitHosts, rails: 8, portNames, portCages: ports };
  return { name: 'compute', kind: 'ethernet', role: 'compute', groups: [group], leaf };
}

/** Fabrics at three sizes, each planned, judged by the rules about fabrics and counted: budget of the last 3 s and 1 GB. */
export function benchFabric(): void {
  for (const size of SIZES) {
    const input = inputOf(size);
    const planned = timed(() => planFabric(input));
    const plan = planned.result;
    const site = { clusters: [], devices: [], fabrics: [{ path: 'bench', plan }] } as unknown as SitePlan;
    const judged = timed(() => fabricPack.flatMap((rule) => rule.check(site)));
    const counted = timed(() => sizeFabric(input));
    const seconds = [planned, judged, counted].map(({ milliseconds }) => (milliseconds / 1_000).toFixed(2));
    const total = (planned.milliseconds + judged.milliseconds + counted.milliseconds) / 1_000;
    const peak = Math.round(process.resourceUsage().maxRSS / MEGABYTE);
    console.log(
      `fabric of ${size.hosts} hosts x 8 rails: ${plan.tiers} tiers, ${plan.switches.length} switches, ${plan.links.count} links`,
    );
    console.log(
      `  planned ${seconds[0]} s, judged ${seconds[1]} s, counted ${seconds[2]} s: ${total.toFixed(2)} s, peak ${peak} MB`,
    );
  }
}

function timed<T>(run: () => T): { result: T; milliseconds: number } {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - start };
}

if (require.main === module) benchFabric();
