import { renderPtmTopology } from '../../src/export/fabric/converged-exports';
import { renderEos } from '../../src/export/switches/eos';
import { renderNvue } from '../../src/export/switches/nvue';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../src/model/fabric-plan';
import type { UnderlayOptions } from '../../src/model/underlay-plan';
import { eosSite } from '../export/eos-site';
import { addressesOf, railFabric, SPLIT_SWITCH, withUnderlay } from '../export/ethernet-site';
import { comesTo, FrrLab, linksOfPtm, missingForLab, type Router, routerOfAvd, routerOfNvue } from './frr-lab';

/** A fabric in the lab: its plan, and what its switches are told by the files that are exported. */
interface LabFabric {
  readonly plan: FabricPlan;
  readonly routers: readonly Router[];
}

function byNvue(plan: FabricPlan, options: UnderlayOptions): LabFabric {
  const { underlay } = withUnderlay(plan, options);
  const files = [...renderNvue(plan, underlay, { addresses: addressesOf(plan) })];
  return { plan, routers: files.map(([name, text]) => routerOfNvue(name, text)) };
}

function byAvd(): LabFabric {
  const { plan, underlay, addresses } = eosSite();
  return {
    plan,
    routers: [...renderEos(plan, underlay, { addresses })].map(([name, text]) => routerOfAvd(name, text)),
  };
}

/** Three tiers: four leaves in two pods of two spines, under two cores. */
function podFabric(): FabricPlan {
  return planFabric({
    name: 'pods',
    kind: 'ethernet',
    role: 'compute',
    groups: [
      {
        name: 'gpu',
        hosts: Array.from({ length: 16 }, (_, at) => `gpu-${at + 1}`),
        unitHosts: 4,
        rails: 1,
        portNames: ['r0'],
        portCages: [0],
      },
    ],
    leaf: SPLIT_SWITCH,
    downPerLeaf: 4,
    upPerLeaf: 4,
    pods: { units: 2 },
    spines: 4,
  });
}

/** Links between each leaf and each spine of a plane, by name. */
function uplinks({ links, switches }: FabricPlan): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] !== 1) continue;
    const [leaf, spine] = [switches[links.aNode[row] ?? 0]?.name ?? '', switches[links.bNode[row] ?? 0]?.name ?? ''];
    const own = counts.get(leaf) ?? new Map<string, number>();
    counts.set(leaf, own.set(spine, (own.get(spine) ?? 0) + 1));
  }
  return counts;
}

const missing = missingForLab();
// Past jest's console, which `--silent` turns off.
if (missing !== undefined) process.stderr.write(`notice: ${missing}: no fabric comes up in FRR\n`);
const testLab = missing === undefined ? test : test.skip;

testLab.each([
  ['two planes without addresses on links, by NVUE', () => byNvue(railFabric(), {})],
  [
    'two planes with addresses on links and rails, by NVUE',
    () => byNvue(railFabric(), { linkPool: 'links', railPool: 'rails' }),
  ],
  ['two planes of EOS switches, by inputs of AVD', byAvd],
  ['three tiers without addresses on links, by NVUE', () => byNvue(podFabric(), {})],
])(
  'all sessions of %s come up, routes are as wide as the uplinks, and a lost spine takes its share alone',
  async (_title, make) => {
    const { plan, routers } = make();
    expect(routers).toHaveLength(plan.switches.length);
    const lab = new FrrLab(routers, linksOfPtm(renderPtmTopology(plan)));
    try {
      const told = 2 * (plan.counts.leafSpineLinks + plan.counts.spineCoreLinks);
      await comesTo(() => lab.sessions().up === told, 90);
      expect(lab.sessions()).toEqual({ up: told, told });
      const loopbacks = new Map(routers.map(({ name, loopback }) => [name, loopback ?? '']));
      const leaves = plan.switches.filter(({ tier }) => tier === 'leaf');
      const counts = uplinks(plan);
      const widths = (): number[] =>
        leaves.flatMap((from) =>
          leaves
            .filter((to) => to.plane === from.plane && to.name !== from.name)
            .map((to) => lab.width(from.name, loopbacks.get(to.name) ?? '')),
        );
      const full = plan.upPerLeaf;
      await comesTo(() => widths().every((width) => width === full), 30);
      expect(new Set(widths())).toEqual(new Set([full]));
      // The first spine: leaves below it keep all other uplinks, and every leaf still reaches every other of its plane.
      const lost = plan.switches.find(({ tier }) => tier === 'spine')?.name ?? '';
      lab.kill(lost);
      const left = leaves.flatMap((from) =>
        leaves
          .filter((to) => to.plane === from.plane && to.name !== from.name)
          .map(() => full - (counts.get(from.name)?.get(lost) ?? 0)),
      );
      await comesTo(() => widths().every((width, at) => width === left[at]), 30);
      expect(widths()).toEqual(left);
    } finally {
      lab.close();
    }
  },
  240_000,
);
