import type { FabricPlan } from '../../model/fabric-plan';
import type { FabricInSite, SitePlan } from '../../model/site-plan';
import { renderFabricDot, renderFabricMermaid } from '../fabric/fabric-graph';
import { renderIbdiagnetTopo } from '../fabric/ibdiagnet-topo';
import { renderIbnetdiscover } from '../fabric/ibnetdiscover';
import type { InfinibandGuids } from '../fabric/infiniband-guids';
import { renderComputeGuids, renderPartitionsConf, renderRootGuids } from '../fabric/opensm-files';
import { renderUfmCables, renderUfmDot, renderUfmTopoconfig } from '../fabric/ufm';
import { renderKueueTopology } from '../schedulers/kueue-topology';
import { renderNcclTopology } from '../schedulers/nccl-topology';
import { renderSlurmTopology, renderSlurmTopologyYaml } from '../schedulers/slurm-topology';
import { renderNodeLabels, renderTopographModel } from '../schedulers/topograph';
import { renderNvue } from '../switches/nvue';
import { renderPtmTopology } from '../switches/ptm-topology';
import { renderSonic, renderSonicNotGiven } from '../switches/sonic';

/** A file: its path below `exports/`, and its text. */
type ExportFile = readonly [string, string];

/** All exports of a fabric: drawings, what its protocol's tools read, and for compute what schedulers read. */
export function fabricExports(site: SitePlan, fabric: FabricInSite, guids: InfinibandGuids): ExportFile[] {
  const { plan } = fabric;
  const files: ExportFile[] = [
    [`graphs/${plan.name}.dot`, renderFabricDot(plan)],
    [`graphs/${plan.name}.mmd`, renderFabricMermaid(plan)],
    [`ufm/${plan.name}/point-to-point.csv`, renderUfmCables(plan, site)],
    ...(plan.role === 'compute' ? schedulerFiles(site, plan) : []),
    ...(plan.kind === 'ethernet' ? ethernetFiles(site, fabric) : infinibandFiles(site, plan, guids)),
  ];
  return files.filter(([, text]) => text !== '');
}

function schedulerFiles(site: SitePlan, plan: FabricPlan): ExportFile[] {
  return [
    [`slurm/${plan.name}/topology.conf`, renderSlurmTopology(plan, site)],
    [`slurm/${plan.name}/topology.yaml`, renderSlurmTopologyYaml(plan, site)],
    [`topograph/${plan.name}/model.yaml`, renderTopographModel(plan, site)],
    [`kubernetes/${plan.name}/node-labels.yaml`, renderNodeLabels(plan, site)],
    [`kubernetes/${plan.name}/kueue-topology.yaml`, renderKueueTopology(plan, site)],
    ...site.clusters.map((cluster): ExportFile => [
      `nccl/${plan.name}/${cluster.name}.xml`,
      renderNcclTopology(plan, cluster) ?? '',
    ]),
  ];
}

function ethernetFiles(site: SitePlan, { plan, underlay }: FabricInSite): ExportFile[] {
  const cabling: ExportFile[] = [
    [`ptm/${plan.name}/topology.dot`, renderPtmTopology(plan)],
    [`ufm/${plan.name}/network.dot`, renderUfmDot(plan)],
  ];
  if (underlay === undefined) return cabling;
  return [
    ...cabling,
    ...[...renderNvue(plan, underlay, site)].map(([name, text]): ExportFile => [
      `nvue/${plan.name}/${name}.yaml`,
      text,
    ]),
    ...[...renderSonic(plan, underlay, site)].map(([name, text]): ExportFile => [
      `sonic/${plan.name}/${name}.json`,
      text,
    ]),
    [`sonic/${plan.name}/not-given.txt`, renderSonicNotGiven(plan, underlay, site)],
  ];
}

function infinibandFiles(site: SitePlan, plan: FabricPlan, guids: InfinibandGuids): ExportFile[] {
  return Array.from({ length: plan.planes }, (_, index) => index + 1).flatMap((plane): ExportFile[] => {
    const name = `${plan.name}${plan.planes === 1 ? '' : `-plane-${plane}`}`;
    return [
      [`infiniband/${name}/ibnetdiscover.txt`, renderIbnetdiscover(plan, guids, plane)],
      [`infiniband/${name}/partitions.conf`, renderPartitionsConf(plan, site, guids, plane)],
      [`infiniband/${name}/root_guid.conf`, renderRootGuids(plan, guids, plane)],
      [`infiniband/${name}/cn_guid.conf`, renderComputeGuids(plan, site, guids, plane)],
      [`infiniband/${name}/ibdiagnet.topo`, renderIbdiagnetTopo(plan, plane)],
      [`ufm/${name}/topoconfig.conf`, renderUfmTopoconfig(plan, guids, plane) ?? ''],
    ];
  });
}
