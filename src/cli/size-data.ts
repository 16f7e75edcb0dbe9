import { railsPerLeaf } from '../design/fabric/size-fabric';
import type { SizeReport } from './size-report';

/** The answer of `aifactory size --json`, as `docs/schemas/size.schema.json` describes it. */
export function sizeData(report: SizeReport): Readonly<Record<string, unknown>> {
  const { input, sizing, racks, power, cables, transceivers, transceiverParts } = report;
  const { counts } = sizing;
  return {
    version: 1,
    system: { id: input.system.id, count: report.count, gpusEach: input.system.gpus.value },
    gpus: report.gpus,
    hosts: { count: counts.hosts, rails: sizing.rails, portsEach: input.portsPerHost, rateBits: sizing.hostRateBits },
    units: { count: counts.units, hostsEach: input.unitHosts },
    fabric: {
      switch: input.switchSpec.id,
      kind: sizing.kind,
      shape: sizing.shape,
      railsPerLeaf: railsPerLeaf(sizing),
      tiers: sizing.tiers,
      planes: sizing.planes,
      trunkRateBits: sizing.trunkRateBits,
      downPerLeaf: sizing.downPerLeaf,
      upPerLeaf: sizing.upPerLeaf,
    },
    switches: { leaf: counts.leaf, spine: counts.spine, core: counts.core, total: report.switches },
    links: {
      host: counts.hostLinks,
      ufm: counts.serviceLinks,
      leafSpine: counts.leafSpineLinks,
      spineCore: counts.spineCoreLinks,
      total: report.links,
    },
    cables: {
      linksPerCable: cables.linksPerCable,
      hostAndUfm: cables.hosts,
      leafSpine: cables.leafSpine,
      spineCore: cables.spineCore,
      total: cables.hosts + cables.leafSpine + cables.spineCore,
    },
    transceivers,
    transceiverParts,
    freePorts: { leaf: counts.freeLeafDownPorts, spine: counts.freeSpinePorts, core: counts.freeCorePorts },
    oversubscription: sizing.ratios,
    bisectionBits: sizing.bisectionBits,
    racks: racks ?? null,
    power,
  };
}
