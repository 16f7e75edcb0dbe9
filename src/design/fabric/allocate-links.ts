import type { FabricLayout } from './fabric-layout';
import { eachHostPort } from './host-ports';
import type { SpineLayout } from './spine-layout';

/** Takes one link: tier, lower node and port, upper node and port, as in `LinkTable`. */
export type LinkSink = (tier: 0 | 1 | 2, aNode: number, aPort: number, bNode: number, bPort: number) => void;

/**
 * Takes a port at both ends for every link of a fabric, in the order of `LinkTable`. Sizing runs it with a sink that only
 * counts, planning with one that writes, so that counts and port maps come from the same steps.
 */
export function allocateLinks(layout: FabricLayout, sink: LinkSink): void {
  allocateEndpoints(layout, sink);
  if (layout.spines === undefined) return;
  allocateLeaves(layout, layout.spines, sink);
  allocateSpines(layout, layout.spines, sink);
}

function allocateEndpoints(layout: FabricLayout, sink: LinkSink): void {
  let endpoint = -1;
  eachHostPort(layout, (group, slot, port, leaf, leafPort) => {
    const host = group.group.hosts[slot];
    if (host === undefined || host === '') return;
    if (port === 0) endpoint += 1;
    sink(0, endpoint, port, leaf, leafPort);
  });
  let next = 0;
  for (const service of layout.input.services ?? []) {
    endpoint += 1;
    for (let port = 0; port < service.portNames.length; port += 1, next += 1) {
      const taken = layout.servicePorts[next];
      if (taken !== undefined) sink(0, endpoint, port, taken.leaf, taken.port);
    }
  }
}

/** Every leaf to every spine of its pod; the leaf's place in the pod, with reserved ones, decides the spine's ports. */
function allocateLeaves(layout: FabricLayout, spines: SpineLayout, sink: LinkSink): void {
  const { leafLinks, leavesPerPod, spinesPerPod } = spines;
  const { upBase } = layout.leafPorts;
  const podAt = new Map(spines.builtPods.map((pod, at) => [pod, at]));
  for (let plane = 0; plane < layout.planes; plane += 1) {
    for (const block of layout.leaves.blocks) {
      for (let inBlock = 0; inBlock < block.leaves; inBlock += 1) {
        const leaf = plane * layout.leaves.built + block.builtOffset + inBlock;
        const reserved = block.reservedOffset + inBlock;
        const pod = podAt.get(Math.floor(reserved / leavesPerPod)) ?? 0;
        const spineBase = spineOffset(layout, spines, plane) + pod * spinesPerPod;
        const portBase = (reserved % leavesPerPod) * leafLinks;
        for (let spine = 0; spine < spinesPerPod; spine += 1) {
          for (let link = 1; link <= leafLinks; link += 1) {
            sink(1, leaf, upBase + spine * leafLinks + link, spineBase + spine, portBase + link);
          }
        }
      }
    }
  }
}

/** Every spine to every core of its group; the pod's number and the spine's place in the group decide the core's ports. */
function allocateSpines(layout: FabricLayout, spines: SpineLayout, sink: LinkSink): void {
  const { cores, spinesPerPod, builtPods } = spines;
  if (cores === undefined) return;
  const { coresPerGroup, spinesPerGroup, links } = cores;
  const firstCore = spineOffset(layout, spines, layout.planes);
  for (let plane = 0; plane < layout.planes; plane += 1) {
    builtPods.forEach((pod, at) => {
      for (let inPod = 0; inPod < spinesPerPod; inPod += 1) {
        const spine = spineOffset(layout, spines, plane) + at * spinesPerPod + inPod;
        const group = Math.floor(inPod / spinesPerGroup);
        const coreBase = firstCore + plane * cores.count + group * coresPerGroup;
        const portBase = (pod * spinesPerGroup + (inPod % spinesPerGroup)) * links;
        for (let core = 0; core < coresPerGroup; core += 1) {
          for (let link = 1; link <= links; link += 1) {
            sink(2, spine, spines.ports.upBase + core * links + link, coreBase + core, portBase + link);
          }
        }
      }
    });
  }
}

/** Index of a plane's first spine among all switches. */
function spineOffset(layout: FabricLayout, spines: SpineLayout, plane: number): number {
  return layout.planes * layout.leaves.built + plane * spines.builtPods.length * spines.spinesPerPod;
}
