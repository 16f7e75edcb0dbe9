import type { PortGroup } from '../catalog/shapes';
import { allocateLinks } from '../design/fabric/allocate-links';
import type { FabricInput, FabricSwitch } from '../model/fabric-plan';
import { layOutFabric } from '../design/fabric/lay-out-fabric';
import type { SwitchSpec } from '../catalog/network-specs';

/** Modules by where they sit, where every link is optical. `null`: the socket is not in the catalogue. */
export interface TransceiverCounts {
  readonly systems: number | null;
  /** Fabric managers: one module a link. */
  readonly ufm: number;
  readonly leaf: number | null;
  readonly spine: number | null;
  readonly core: number | null;
  readonly total: number | null;
}

/** Room for the cages of one device in the key of a cage. */
const CAGES = 4_096;

/**
 * Optical modules of a fabric: one in every cage that holds a link, for a twin-port module serves both links of its cage.
 * The cages are counted while the allocator takes its ports.
 */
export function countTransceivers(
  input: FabricInput,
  switchSpec: SwitchSpec,
  ports: PortGroup | undefined,
): TransceiverCounts {
  const layout = layOutFabric(input);
  const leaves = layout.planes * layout.leaves.built;
  const hosts = input.groups.reduce((sum, group) => sum + group.hosts.length, 0);
  const portCages = input.groups[0]?.portCages ?? [];
  const used = {
    systems: new Set<number>(),
    leaf: new Set<number>(),
    spine: new Set<number>(),
    core: new Set<number>(),
  };
  let ufm = 0;
  allocateLinks(layout, (tier, aNode, aPort, bNode, bPort) => {
    if (tier === 0 && aNode >= hosts) ufm += 1;
    else if (tier === 0) used.systems.add(aNode * CAGES + (portCages[aPort] ?? aPort));
    else used[tier === 1 ? 'leaf' : 'spine'].add(aNode * CAGES + cageOf(input.leaf, aPort));
    const upper = tier === 2 ? 'core' : bNode < leaves ? 'leaf' : 'spine';
    used[upper].add(bNode * CAGES + cageOf(input.leaf, bPort));
  });
  const isSwitchKnown = takesModules(switchSpec.connector?.value);
  const isHostKnown = takesModules(ports?.connector) && ports?.portsPerCage !== undefined;
  const inSwitch = (cages: ReadonlySet<number>): number | null =>
    isSwitchKnown || cages.size === 0 ? cages.size : null;
  const counts = {
    systems: isHostKnown ? used.systems.size : null,
    ufm,
    leaf: inSwitch(used.leaf),
    spine: inSwitch(used.spine),
    core: inSwitch(used.core),
  };
  return { ...counts, total: total(Object.values(counts)) };
}

function takesModules(connector: string | undefined): boolean {
  return connector !== undefined && connector !== 'RJ45';
}

/** Cage of a switch port from 1; a port of the switch's own uplinks is a cage of its own. */
function cageOf({ cages, portsPerCage }: FabricSwitch, port: number): number {
  const common = cages * portsPerCage;
  return port <= common ? Math.floor((port - 1) / portsPerCage) : cages + port - common;
}

function total(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
