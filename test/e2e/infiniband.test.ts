import { compareFabric } from '../../src/design/as-built/compare-fabric';
import { parseIbnetdiscover } from '../../src/design/as-built/parse-discovered';
import { type AsBuiltReport, eachCable } from '../../src/design/as-built/as-built-report';
import type { FabricInput, FabricSwitch } from '../../src/model/fabric-plan';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderComputeGuids, renderRootGuids } from '../../src/export/fabric/opensm-files';
import { dgxFabric, group, karyFabric, QM9700, ufm } from '../design/fabric/sample-fabrics';
import { describeWithSimulator, runSubnet } from './infiniband-simulator';

/** 36 ports of 100 Gb/s: the fastest speed that the simulator knows. */
const EDR_36: FabricSwitch = { id: 'edr-36', cages: 36, portsPerCage: 1, portRateBits: 100e9, portNaming: 'ib' };

/** A cluster whose hosts are compute nodes to the subnet manager. */
const CLUSTER = {
  path: '',
  system: 'dgx-b200',
  systemModel: 'DGX B200',
  hosts: [],
  gpusPerHost: 8,
  unitHosts: 32,
  fabrics: ['compute'],
  zones: [],
  tenants: [],
};

/** A design with the switches of one plane from the roots down. */
interface Design {
  readonly name: string;
  readonly input: FabricInput;
  readonly ranks: readonly number[];
  readonly plane?: number;
  /** Links that the simulator runs slowly, where it knows the speed of the others. */
  readonly slow?: number;
}

const TREES: readonly Design[] = [
  { name: '31 systems and UFM', input: dgxFabric(31, { services: ufm(4) }), ranks: [4, 8] },
  { name: '127 systems and UFM', input: dgxFabric(127, { services: ufm(4) }), ranks: [16, 32] },
  { name: '40 systems, the second of two planes', input: twinPlanes(40), ranks: [4, 8], plane: 2 },
  // 5 x 18 / 36 = 2.5 spines; of the counts that divide 18, 6 is the least of which one may be lost.
  { name: '90 hosts at 100 Gb/s', input: singlePort(90, EDR_36), ranks: [6, 5] },
  { name: '128 hosts on switches of 8 ports', input: { ...karyFabric(8), kind: 'infiniband' }, ranks: [16, 32, 32] },
  {
    name: '1,024 hosts on switches of 16 ports',
    input: { ...karyFabric(16), kind: 'infiniband' },
    ranks: [64, 128, 128],
  },
  { name: '512 systems, in pods of rails', input: dgxFabric(512), ranks: [64, 128, 128] },
  { name: '512 systems, in pods of units', input: dgxFabric(512, { pods: { by: 'unit' } }), ranks: [64, 128, 128] },
  // 12 leaves a rail: four pods of two rails, each with room for 16 leaves, under 32 spines a pod.
  { name: '384 systems in pods of rails', input: dgxFabric(384, { pods: { by: 'rail' } }), ranks: [64, 128, 96] },
  { name: '72 systems and UFM on ports of its own', input: ownManagerPorts(72), ranks: [4, 8] },
  // 20 uplinks a leaf: 16 x 20 / 64 = 5 spines.
  // 3 + 3 + 2 rails: 12 leaves of 8 systems fit; 12 x 24 / 64 = 4.5 takes 6 spines, 12 x 25 / 64 = 4.7 takes 5.
  { name: '32 systems, leaves of 3, 3 and 2 rails', input: dgxFabric(32, { railsPerLeaf: 3 }), ranks: [5, 12] },
  // 64 ports of 200G fill 16 cages, 32 uplinks of 400G the other 16: 8 x 32 / 64 = 4 spines.
  { name: '64 systems at 200 Gb/s under trunks of 400', input: splitTwice(64), ranks: [4, 8], slow: 256 },
  { name: '40 systems with uplinks from port 33', input: uplinksFrom33(40), ranks: [5, 16] },
];

function twinPlanes(hosts: number): FabricInput {
  return dgxFabric(hosts, { planes: 2, groups: [group(hosts, { rails: 4 })] });
}

/** Switches of 144 ports and one for managers. */
function ownManagerPorts(hosts: number): FabricInput {
  const leaf = { ...EDR_36, id: 'own-manager-port', cages: 72, portsPerCage: 2, portRateBits: 800e9, managerPorts: 1 };
  const services = ufm(4).map((each) => ({ ...each, isManager: true }));
  return dgxFabric(hosts, { leaf, groups: [group(hosts, { unitHosts: 72 })], services });
}

function splitTwice(hosts: number): FabricInput {
  const leaf = { ...QM9700, portsPerCage: 4, portRateBits: 200e9 };
  return dgxFabric(hosts, { leaf, trunkSplit: { portsPerCage: 2, rateBits: 400e9 } });
}

function uplinksFrom33(hosts: number): FabricInput {
  return dgxFabric(hosts, { groups: [group(hosts, { unitHosts: 20 })], uplinksFrom: 33 });
}

function singlePort(hosts: number, leaf: FabricSwitch): FabricInput {
  return dgxFabric(1, { leaf, groups: [group(hosts, { rails: 1, ports: 1, unitHosts: 18 })] });
}

/** Runs the tools on what the exports write of a plane. */
async function simulated({ input, plane = 1 }: Design): Promise<{ log: string; report: AsBuiltReport }> {
  const plan = planFabric(input);
  const guids = infinibandGuids({ fabrics: [{ path: '', plan }], assets: new Map() });
  const clusters = input.groups.map(({ name }) => ({ ...CLUSTER, name }));
  const { log, found } = await runSubnet({
    ibnetdiscover: renderIbnetdiscover(plan, guids, plane),
    rootGuids: renderRootGuids(plan, guids, plane),
    computeGuids: renderComputeGuids(plan, { clusters }, guids, plane),
  });
  return { log, report: compareFabric(plan, parseIbnetdiscover(found)) };
}

describeWithSimulator('OpenSM on a simulated subnet', () => {
  test.each(TREES)('routes $name as a fat tree, and finds what is planned', async (design) => {
    const { log, report } = await simulated(design);
    expect(log).toContain('ftree tables configured on all switches');
    expect(log).toContain(`FatTree rank (roots to leaf switches): ${design.ranks.length}`);
    design.ranks.forEach((switches, rank) => {
      expect(log).toMatch(new RegExp(`Fabric has ${switches} switches at rank ${rank}\\b`));
    });
    const { planned, unseen } = report.counts;
    // The simulator runs speeds above 200 Gb/s as SDR, so that every such link is found slow, and nothing else.
    const slow = design.slow ?? (design.input.leaf === EDR_36 ? 0 : planned - unseen);
    const findings = eachCable(report.findings);
    expect(findings.filter(({ kind }) => kind === 'slow')).toHaveLength(slow);
    expect(findings).toHaveLength(slow);
    expect(report.counts).toMatchObject({ asPlanned: planned - unseen - slow, extra: 0, ignored: 0 });
    expect(unseen).toBe(design.plane === undefined ? 0 : planned / 2);
    expect(report.strangers).toEqual([]);
  });

  test('finds what is planned on a single switch, which is no fat tree', async () => {
    const { log, report } = await simulated({ name: 'one switch', input: singlePort(18, EDR_36), ranks: [1] });
    expect(log).toContain('Fabric has 1 switches - topology is not fat-tree');
    expect(log).toContain('minhop tables configured on all switches');
    expect(report).toMatchObject({ findings: [], counts: { planned: 18, asPlanned: 18 } });
  });

  test('routes a plane of switches whose ports have four, and finds that the other three are not told', async () => {
    const leaf: FabricSwitch = { ...EDR_36, id: 'xdr', portRateBits: 800e9, portNaming: 'xdr', planeChips: 4 };
    const { log, report } = await simulated({ name: 'planes', input: singlePort(90, leaf), ranks: [] });
    expect(log).toContain('ftree tables configured on all switches');
    expect(log).toMatch(/Fabric has 6 switches at rank 0\b/);
    expect(log).toMatch(/Fabric has 5 switches at rank 1\b/);
    expect(report.findings).toMatchObject([
      { kind: 'plane-down', label: 'compute', planes: { up: [1], down: [2, 3, 4], of: 4 } },
      { kind: 'slow' },
      { kind: 'slow' },
    ]);
    expect(report.counts).toMatchObject({ extra: 0, ignored: 0, unseen: 0 });
  });

  test('shows one leaf of a single tier with rails alone, for each is a subnet', async () => {
    const { report } = await simulated({ name: 'eight leaves', input: dgxFabric(20, { tiers: 1 }), ranks: [1] });
    expect(report.switchesShown).toBe(1);
    expect(report.counts).toMatchObject({ planned: 160, unseen: 140, differing: 20, extra: 0 });
  });
});
