import { mergedAssets, withAssets } from '../../design/assets/merge-assets';
import type { Asset } from '../../model/asset';
import { plannedInventory } from '../netbox/planned-inventory';
import type { LimitsPlan } from '../../design/limits/limits-plan';
import type { FabricInSite, SitePlan } from '../../model/site-plan';
import { siteLimits } from '../../policy/evaluate';
import { defaultRules, rulesFor } from '../../policy/rule-packs';
import { renderBillCsv, renderMilestonesCsv } from '../../report/schedules';
import type { DrawingSize } from '../../report/book/book-table';
import { bookAppFiles } from '../../report/book-app/book-app-files';
import { renderSiteBook, type SiteBookExtras } from '../../report/book/render-site-book';
import { renderCableScheduleCsv } from '../../report/schedules';
import { renderCoolingSvg } from '../../report/cooling/render-cooling-svg';
import { counted } from '../../report/in-figures';
import { drawingSize, withNote } from '../../report/drawing/shapes';
import { renderFabricSvg } from '../../report/fabric/render-fabric-svg';
import { renderPairSvg } from '../../report/fabric/render-pair-svg';
import { renderLimitsCsv } from '../../report/limits/limits-text';
import { renderLimitsSvg } from '../../report/limits/render-limits-svg';
import { renderPhasesSvg } from '../../report/phases/render-phases-svg';
import { renderFailuresCsv, renderLossesCsv } from '../../report/power/power-csv';
import { renderFailuresSvg } from '../../report/power/render-failures-svg';
import { renderFlexibilityMarkdown } from '../../report/power/render-flexibility-markdown';
import { renderOneLineSvg } from '../../report/power/render-one-line-svg';
import { renderPowerSvg } from '../../report/power/render-power-svg';
import { renderRackFeedsCsv } from '../../report/power/power-csv';
import { renderSiteJson } from '../../report/site/site-json';
import type { RackColouring } from '../../report/space/rack-colours';
import { renderHallPlanSvg } from '../../report/space/render-hall-plan-svg';
import { renderHallSvg } from '../../report/space/render-hall-svg';
import { renderRackScheduleCsv } from '../../report/schedules';
import { renderRackSvg } from '../../report/space/render-rack-svg';
import { present } from '../../units/present';
import { dsxFiles } from '../dsx/flex-and-dps';
import { bootFiles } from '../boot/boot-files';
import { convergedExports, renderPtmTopology } from '../fabric/converged-exports';
import { infinibandGuids, type InfinibandGuids } from '../fabric/ufm';
import { netboxCableLines } from '../netbox/netbox-csv';
import {
  renderSlurmDrain,
  renderSlurmSite,
  renderSlurmTopology,
  renderSlurmTopologyYaml,
} from '../schedulers/scheduler-files';
import type { FabricPlan } from '../../model/fabric-plan';
import { renderFabricDot, renderFabricMermaid } from '../fabric/fabric-graph';
import { renderIbnetdiscover } from '../fabric/ibnetdiscover';
import { renderComputeGuids, renderIbdiagnetTopo, renderPartitionsConf, renderRootGuids } from '../fabric/opensm-files';
import { renderHcaMapping, renderUfmCables, renderUfmDot, renderUfmTopoconfig } from '../fabric/ufm';
import { renderKueueTopology } from '../schedulers/scheduler-files';
import { renderNcclTopology } from '../schedulers/scheduler-files';
import { renderNodeLabels, renderTopographModel } from '../schedulers/topograph';
import { renderEos } from '../switches/eos';
import { renderNvue } from '../switches/nvue';
import { renderSonic, renderSonicNotGiven } from '../switches/sonic';
import { devicesByName } from '../../model/placement-plan';

/** Files that a policy report adds, which the site book links. */
const POLICY_FILES = ['policy.txt', 'policy.json', 'policy.sarif', 'policy.xml'];

/**
 * All files of a site by their path, sorted: the plan, schedules, drawings, exports, and the site book that links them.
 *
 * @param plan - plan of the site
 * @param findings - what the policies found, for the book; its own files are written by others and only linked
 * @param more - further files by their path, which an inventory adds
 * @throws DesignError `export/...` for names that the reader of a file does not take
 */
export function renderSiteFiles(
  plan: SitePlan,
  findings?: SiteBookExtras['findings'],
  more: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const limits = findings?.limits ?? siteLimits(plan);
  const files = new Map<string, string>([
    ['site.json', renderSiteJson(plan)],
    ['bill-of-materials.csv', renderBillCsv(plan)],
    ['cable-schedule.csv', renderCableScheduleCsv(plan)],
    ['rack-schedule.csv', renderRackScheduleCsv(plan)],
    ['hall.svg', renderHallSvg(plan)],
    ['power.svg', renderPowerSvg(plan)],
    ['exports/netbox/cables.csv', [...netboxCableLines(plan)].join('')],
    ...siteDrawings(plan, limits),
    ...more,
  ]);
  const devices = devicesByName(plan.devices);
  for (const rack of plan.placement.racks) {
    if (rack.devices.length > 0) files.set(`racks/${rack.name}.svg`, renderRackSvg(rack, devices, plan.power.basis));
  }
  for (const hall of plan.halls) {
    for (const colouring of hallColourings(plan)) {
      files.set(`halls/${hall.name}-${colouring}.svg`, renderHallPlanSvg(plan, hall, colouring));
    }
  }
  const optional = {
    'rack-feeds.csv': renderRackFeedsCsv(plan),
    'power-flexibility.md': renderFlexibilityMarkdown(plan),
  };
  for (const [path, text] of Object.entries(optional)) if (text !== '') files.set(path, text);
  const guids = infinibandGuids(plan);
  for (const fabric of plan.fabrics) {
    files.set(`fabric-${fabric.plan.name}.svg`, renderFabricSvg(fabric.plan));
    for (const [path, text] of fabricExports(plan, fabric, guids)) files.set(`exports/${path}`, text);
  }
  for (const pair of plan.converged ?? []) {
    files.set(`pair-${pair.plan.name}.svg`, renderPairSvg(pair));
    for (const [path, text] of convergedExports(pair, plan)) files.set(`exports/${path}`, text);
  }
  const slurm = renderSlurmSite(plan);
  if (slurm !== undefined) {
    files.set('exports/slurm/topology.conf', slurm.conf);
    files.set('exports/slurm/topology.yaml', slurm.yaml);
    files.set('exports/slurm/node-topology.scontrol', slurm.nodes);
  }
  for (const [path, text] of [...bootFiles(plan), ...dsxFiles(plan)]) files.set(`exports/${path}`, text);
  const drain = renderSlurmDrain(plan);
  if (drain !== '') files.set('exports/slurm/drain.scontrol', drain);
  const note = assumedNote(plan);
  for (const [path, text] of note === '' ? [] : files) {
    if (path.endsWith('.svg')) files.set(path, withNote(text, note));
    if (path.startsWith('exports/graphs/')) files.set(path, `${text}${path.endsWith('.mmd') ? '%%' : '//'} ${note}\n`);
    if (path.endsWith('.md') && !path.startsWith('exports/')) files.set(path, `${text}\n${note}.\n`);
  }
  const besides = [...files.keys(), 'index.html', ...(findings === undefined ? [] : POLICY_FILES)].filter(
    (path) => !path.startsWith('exports/') && !path.startsWith('racks/'),
  );
  const rules = rulesFor(plan, defaultRules);
  for (const [path, text] of bookAppFiles(plan, { ...present({ findings }), rules, files: besides.sort() })) {
    files.set(path, text);
  }
  const listed = [...files.keys(), ...(findings === undefined ? [] : POLICY_FILES)].sort();
  files.set(
    'index.html',
    renderSiteBook(plan, {
      files: listed,
      sizes: sizesOf(files),
      limits,
      ...present({ findings }),
    }),
  );
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What stands below every drawing and graph of a site with assumed figures; empty for any other. */
function assumedNote({ assumptions = [] }: SitePlan): string {
  if (assumptions.length === 0) return '';
  const figures = counted(assumptions.length, 'assumed figure');
  return `${figures} in this site: see Assumptions in index.html`;
}

function sizesOf(files: ReadonlyMap<string, string>): Map<string, DrawingSize> {
  const sizes = new Map<string, DrawingSize>();
  for (const [path, text] of files) {
    const size = path.endsWith('.svg') ? drawingSize(text) : undefined;
    if (size !== undefined) sizes.set(path, size);
  }
  return sizes;
}

/** What the plans of a hall tell by colour: phases only where the site has some. */
function hallColourings({ phases = [] }: SitePlan): readonly RackColouring[] {
  return phases.length === 0 ? ['power', 'zone'] : ['power', 'zone', 'phase'];
}

/** Drawings and tables of power, cooling, limits and phases by their path: of what the site has. */
export function siteDrawings(plan: SitePlan, limits: LimitsPlan): Map<string, string> {
  const files = new Map([
    ['limits.csv', renderLimitsCsv(limits, plan)],
    ['limits.svg', renderLimitsSvg(limits)],
  ]);
  if (plan.losses !== undefined && plan.losses.length > 0)
    files.set('losses.csv', renderLossesCsv(plan.losses, plan.assumptions));
  const { chain } = plan.power;
  if (chain !== undefined) {
    files.set('one-line.svg', renderOneLineSvg(plan));
    files.set('failures.csv', renderFailuresCsv(chain, plan.cooling, plan.assumptions));
  }
  if (chain !== undefined || (plan.losses ?? []).length > 0) files.set('failures.svg', renderFailuresSvg(plan));
  if (plan.cooling !== undefined) files.set('cooling.svg', renderCoolingSvg({ ...plan, cooling: plan.cooling }));
  if (plan.milestones !== undefined) files.set('milestones.csv', renderMilestonesCsv(plan.milestones));
  if (plan.phases !== undefined && plan.phases.length > 0) files.set('phases.svg', renderPhasesSvg(plan));
  return files;
}

/** A file: its path below `exports/`, and its text. */
type ExportFile = readonly [string, string];

/** All exports of a fabric: drawings, what its protocol's tools read, and for compute what schedulers read. */
export function fabricExports(site: SitePlan, fabric: FabricInSite, guids: InfinibandGuids): ExportFile[] {
  const { plan } = fabric;
  const files: ExportFile[] = [
    [`graphs/${plan.name}.dot`, renderFabricDot(plan)],
    [`graphs/${plan.name}.mmd`, renderFabricMermaid(plan)],
    [`ufm/${plan.name}/point-to-point.csv`, renderUfmCables(plan, site)],
    [`ufm/${plan.name}/hca_mapping.csv`, renderHcaMapping(plan, site)],
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
    ...[...renderEos(plan, underlay, site)].map(([name, text]): ExportFile => [`avd/${plan.name}/${name}.yml`, text]),
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

/** Files that a change of assets changes. */
export interface AssetChange {
  /** Exported files that differ from before, sorted; the next synthesis writes them. */
  readonly files: readonly string[];
  /** Devices whose records in NetBox differ. */
  readonly netbox: readonly string[];
}

/** Exported files and NetBox records that differ once assets have changed. */
export function changedExports(
  site: SitePlan,
  assets: ReadonlyMap<string, Asset>,
  changed: readonly Asset[],
): AssetChange {
  const before = withAssets(site, assets);
  const after = withAssets(site, mergedAssets(assets, changed));
  const was = renderSiteFiles(before);
  const is = renderSiteFiles(after);
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort();
  const records = new Map(plannedInventory(before).devices.map((device) => [device.name, JSON.stringify(device)]));
  const [oldAssets, newAssets] = [before.assets, after.assets];
  return {
    files: paths.filter((path) => was.get(path) !== is.get(path)),
    netbox: plannedInventory(after)
      .devices.filter(
        (device) =>
          records.get(device.name) !== JSON.stringify(device) ||
          oldAssets.get(device.name)?.assetTag !== newAssets.get(device.name)?.assetTag,
      )
      .map(({ name }) => name),
  };
}
