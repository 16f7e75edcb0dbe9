import { type FabricSizing, railsPerLeaf } from '../../design/fabric/size-fabric';
import type { ClusterSizing } from '../../design/size/size-cluster';
import type { TierRatio } from '../../model/fabric-plan';
import { DataRate } from '../../units/data';
import { Power } from '../../units/power';
import { count as inDigits, counted, finePercent, textTable } from '../in-figures';

/** The answer of `aifactory size --json`, as `docs/schemas/size.schema.json` describes it. */
export function sizeData(report: ClusterSizing): Readonly<Record<string, unknown>> {
  const { input, sizing, racks, power, cables, transceivers, transceiverParts } = report;
  const { counts } = sizing;
  return {
    version: 1,
    system: { id: input.system.id, count: report.count, gpusEach: input.system.gpus.value },
    gpus: report.gpus,
    hosts: {
      count: counts.hosts,
      rails: sizing.rails,
      portsEach: input.portsPerHost,
      rateBits: sizing.hostRateBits,
      railAdapters: adaptersByRail(report) ?? null,
    },
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
      unitsPerLeaf: sizing.leafUnits ?? 1,
    },
    switches: { leaf: counts.leaf, spine: counts.spine, core: counts.core, total: report.switches },
    runnerUp: runnerUpData(report) ?? null,
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

/** Adapters of the compute links by rail, where a source has them and the rails are those of the catalogue. */
function adaptersByRail({ input, sizing }: ClusterSizing): readonly string[] | undefined {
  const names = input.system.railAdapters?.value;
  return names?.length === sizing.rails && input.portsPerHost === sizing.rails ? names : undefined;
}

/** The other form beside the chosen one: what it has, what it saves, and what it gives up. */
function runnerUpData({ sizing, runnerUp, input }: ClusterSizing):
  | {
      readonly leaf: number;
      readonly spine: number;
      readonly core: number;
      readonly total: number;
      readonly moreSwitches: number;
      readonly moreTrunkLinks: number;
      readonly unitsPerLeaf: number;
      readonly railsPerLeaf: number;
      readonly hostsPerUnit: number;
      readonly spineLossShare: number;
    }
  | undefined {
  if (runnerUp === undefined) return undefined;
  const { leaf, spine, core } = runnerUp.counts;
  return {
    leaf,
    spine,
    core,
    total: leaf + spine + core,
    moreSwitches: leaf + spine + core - sizing.counts.leaf - sizing.counts.spine - sizing.counts.core,
    moreTrunkLinks: trunkLinks(runnerUp) - trunkLinks(sizing),
    unitsPerLeaf: runnerUp.leafUnits ?? 1,
    railsPerLeaf: railsPerLeaf(runnerUp),
    hostsPerUnit: runnerUp.unitHosts ?? input.unitHosts,
    spineLossShare: spineLossShare(runnerUp),
  };
}

function trunkLinks({ counts }: FabricSizing): number {
  return counts.leafSpineLinks + counts.spineCoreLinks;
}

/** Share of a leaf's uplinks that one spine takes with it. */
function spineLossShare({ tiers, planes, counts, pods }: FabricSizing): number {
  const perPod = counts.spine / planes / (tiers === 3 ? (pods?.count ?? 1) : 1);
  return 1 / perPod;
}

function runnerUpRow(report: ClusterSizing): readonly Row[] {
  const other = runnerUpData(report);
  if (other === undefined) return [];
  const { leaf, spine, core, moreSwitches, moreTrunkLinks } = other;
  const parts = [
    counted(leaf, 'leaf', 'leaves'),
    counted(spine, 'spine'),
    ...(core > 0 ? [counted(core, 'core')] : []),
  ].join(', ');
  const [lost, own] = [other.spineLossShare, spineLossShare(report.sizing)];
  const shared = report.sizing.leafUnits ?? 1;
  const notes = [
    `${difference(moreSwitches, 'switch', 'switches')}, ${difference(moreTrunkLinks, 'trunk link')}`,
    ...(lost === own ? [] : [`a lost spine takes ${finePercent(lost)} of the uplinks, not ${finePercent(own)}`]),
    ...(other.unitsPerLeaf === shared
      ? []
      : [`a lost leaf reaches ${counted(other.unitsPerLeaf, 'unit')}, not ${inDigits(shared)}`]),
    ...givenUp(report, other),
  ];
  return [['Runner-up', inDigits(other.total), `${parts}: ${notes.join('; ')}`]];
}

/** What a form with fewer switches gives up, with the option that asks for it. */
function givenUp(
  { input, sizing }: ClusterSizing,
  other: { readonly railsPerLeaf: number; readonly hostsPerUnit: number },
): readonly string[] {
  const own = railsPerLeaf(sizing);
  const rails = `'--rails-per-leaf ${other.railsPerLeaf}': a lost leaf takes ${finePercent(other.railsPerLeaf / sizing.rails)} of a host's rails, not ${finePercent(own / sizing.rails)}`;
  const unit = `'--unit ${other.hostsPerUnit}': no ports are kept for more hosts of the last unit`;
  return [
    ...(other.railsPerLeaf > own && other.railsPerLeaf < sizing.rails ? [rails] : []),
    ...(other.hostsPerUnit === input.unitHosts ? [] : [unit]),
  ];
}

function difference(more: number, one: string, many = `${one}s`): string {
  if (more === 0) return `as many ${many}`;
  return `${counted(Math.abs(more), one, many)} ${more > 0 ? 'more' : 'fewer'}`;
}

type Row = readonly [label: string, value: string, note: string];

/** The answer of `aifactory size` for people: each number with the arithmetic behind it. */
export function sizeText(report: ClusterSizing): string {
  const { input, sizing, count } = report;
  const kind = sizing.kind === 'infiniband' ? 'InfiniBand' : 'Ethernet';
  const planes = sizing.planes === 1 ? [] : [counted(sizing.planes, 'plane')];
  const isRailed = sizing.shape === 'rail-optimised' && sizing.rails > 1;
  const isSingle = isRailed && sizing.counts.leaf <= sizing.planes;
  const form = isSingle
    ? `one switch${sizing.planes > 1 ? ' a plane' : ''} for all rails`
    : `${sizing.shape}${isRailed && sizing.railsPerLeaf !== undefined ? `, ${railsText(sizing.rails, sizing.railsPerLeaf)} rails a leaf` : ''}`;
  const shape = [kind, form, counted(sizing.tiers, 'tier'), ...planes].join(', ');
  const head = `${inDigits(count)} x ${input.system.model} on ${input.switchSpec.model}: ${shape}\n\n`;
  const rows = [...hostRows(report), ...switchRows(report), ...linkRows(report), ...siteRows(report)];
  return head + textTable(rows, ['left', 'right']);
}

/** `3 + 3 + 2`. */
function railsText(rails: number, together: number): string {
  const leaves = Math.ceil(rails / together);
  return Array.from({ length: leaves }, (_, at) => Math.min(together, rails - at * together)).join(' + ');
}

function hostRows({ input, count, gpus, sizing }: ClusterSizing): readonly Row[] {
  const { system, unitHosts } = input;
  const { hosts, units } = sizing.counts;
  const last = hosts - (units - 1) * unitHosts;
  const full = last === unitHosts ? 'all full' : `the last holds ${inDigits(last)}`;
  const isRack = system.formFactor === 'rack';
  const racked: readonly Row[] = [
    ['Hosts', inDigits(hosts), `${counted(count, 'rack')} x ${system.fabricNodes.value}`],
  ];
  return [
    ['GPUs', inDigits(gpus), `${counted(count, isRack ? 'rack' : 'system')} x ${system.gpus.value}`],
    ...(isRack ? racked : []),
    ['Scalable units', inDigits(units), `of ${counted(unitHosts, 'host')}; ${full}`],
  ];
}

function switchRows(report: ClusterSizing): readonly Row[] {
  const { sizing, switches, input } = report;
  const { leaf, spine, core, freeLeafDownPorts, freeSpinePorts, freeCorePorts } = sizing.counts;
  const planes = sizing.planes === 1 ? '' : `; ${perPlane(leaf, sizing.planes)}`;
  const shared = sizing.leafUnits === undefined ? '' : `; ${sizing.leafUnits} units share leaves`;
  const rows: Row[] = [['Leaves', inDigits(leaf), `${portsText(report)}${planes}${shared}`]];
  if (spine > 0) rows.push(['Spines', inDigits(spine), perPlane(spine, sizing.planes)]);
  if (core > 0) rows.push(['Cores', inDigits(core), perPlane(core, sizing.planes)]);
  rows.push(['Switches', inDigits(switches), input.switchSpec.id]);
  rows.push(['Free leaf ports', inDigits(freeLeafDownPorts), `of ${inDigits(leaf * sizing.downPerLeaf)} down`]);
  if (spine > 0) rows.push(['Free spine ports', inDigits(freeSpinePorts), '']);
  if (core > 0) rows.push(['Free core ports', inDigits(freeCorePorts), '']);
  return [...rows, ...runnerUpRow(report)];
}

/** Ports of a leaf each way, with their rates where its cages are split in two ways. */
function portsText({ sizing, input }: ClusterSizing): string {
  const { downPerLeaf, upPerLeaf, hostRateBits, trunkRateBits } = sizing;
  if (input.fabric.trunkSplit === undefined || sizing.tiers === 1) return `${downPerLeaf} ports down, ${upPerLeaf} up`;
  return `${downPerLeaf} ports of ${rateText(hostRateBits)} down, ${upPerLeaf} of ${rateText(trunkRateBits)} up`;
}

function perPlane(switches: number, planes: number): string {
  return planes === 1 ? '' : `${inDigits(switches / planes)} a plane`;
}

function linkRows({ sizing, links, cables, transceivers, input }: ClusterSizing): readonly Row[] {
  const { hosts, hostLinks, serviceLinks, managerLinks = 0, leafSpineLinks, spineCoreLinks } = sizing.counts;
  const rate = rateText(sizing.hostRateBits);
  const form =
    input.system[sizing.kind === 'infiniband' ? 'infinibandForm' : 'ethernetForm'] ?? input.system.computePorts;
  const portBits = form?.value.rate.inBitsPerSecond ?? sizing.hostRateBits;
  const slower = portBits > sizing.hostRateBits ? `, of the ${rateText(portBits)} that a port has` : '';
  const rows: Row[] = [
    [
      'Host to leaf',
      inDigits(hostLinks),
      `${counted(hosts, 'host')} x ${counted(input.portsPerHost, 'port')} of ${rate}${slower}`,
    ],
  ];
  if (serviceLinks > 0) {
    const note = managerLinks === 0 ? '' : `${inDigits(managerLinks)} on ports for them, whose modules are not counted`;
    rows.push(['UFM to leaf', inDigits(serviceLinks), note]);
  }
  if (leafSpineLinks > 0)
    rows.push(['Leaf to spine', inDigits(leafSpineLinks), `of ${rateText(sizing.trunkRateBits)}`]);
  if (spineCoreLinks > 0) rows.push(['Spine to core', inDigits(spineCoreLinks), '']);
  rows.push(['Links', inDigits(links), 'one cable each, unless two share a twin-port copper cable']);
  if (cables.linksPerCable > 1) rows.push(cableRow(cables));
  const { total, ...parts } = transceivers;
  const known = Object.entries(parts).filter(([, modules]) => modules !== 0);
  const where = known.map(
    ([name, modules]) => `${modules === null ? 'unknown' : inDigits(modules)} in ${placeOf(name)}`,
  );
  rows.push([
    'Transceivers',
    total === null ? 'unknown' : inDigits(total),
    `${where.join(', ')}, if all links are optical`,
  ]);
  for (const ratio of sizing.ratios) rows.push(['Oversubscription', ratioText(ratio.ratio), arithmeticOf(ratio)]);
  const worst = Math.max(1, ...sizing.ratios.map(({ ratio }) => ratio));
  const over = worst === 1 ? '' : ` / ${inDigits(worst)}`;
  rows.push(['Bisection', rateText(sizing.bisectionBits), `${inDigits(hostLinks)} links / 2 x ${rate}${over}`]);
  return rows;
}

function cableRow({ linksPerCable, hosts, leafSpine, spineCore }: ClusterSizing['cables']): Row {
  const tiers = [`${inDigits(hosts)} to leaves`];
  if (leafSpine > 0) tiers.push(`${inDigits(leafSpine)} to spines`);
  if (spineCore > 0) tiers.push(`${inDigits(spineCore)} to cores`);
  const note = `of ${linksPerCable} links, rounded up: ${tiers.join(', ')}`;
  return ['Cables', inDigits(hosts + leafSpine + spineCore), note];
}

function siteRows({ racks, power, count, switches, input }: ClusterSizing): readonly Row[] {
  const rows: Row[] = [];
  if (racks !== undefined) {
    const units = racks.rackUnits === null ? '' : ` and ${racks.rackUnits} U`;
    const each = input.system.formFactor === 'rack' ? 'each is one' : `${racks.systemsPerRack} each`;
    rows.push(['Racks', inDigits(racks.racks), `for systems, ${each}, of ${powerText(racks.rackWatts)}${units}`]);
  }
  const { systemWatts, systemsWatts, switchWatts, switchesWatts } = power;
  if (systemWatts === null || systemsWatts === null) {
    return [...rows, ['Power', 'unknown', `the catalogue has no draw of '${input.system.id}': give --system-watts`]];
  }
  const systems = `${inDigits(count)} x ${powerText(systemWatts)}`;
  const note =
    switchWatts === null
      ? `${systems}, without ${counted(switches, 'switch', 'switches')}, whose draw is not in the catalogue: give --switch-watts`
      : `${systems} + ${inDigits(switches)} x ${powerText(switchWatts)}`;
  return [...rows, ['Power', powerText(systemsWatts + (switchesWatts ?? 0)), note]];
}

function placeOf(part: string): string {
  if (part === 'leaf') return 'leaves';
  if (part === 'ufm') return 'UFM';
  return part === 'systems' ? part : `${part}s`;
}

function ratioText(ratio: number): string {
  return `${inDigits(ratio)}:1`;
}

function arithmeticOf({ tier, down, downRateBits, up, upRateBits }: TierRatio): string {
  return `${tier}: (${down} x ${rateText(downRateBits)}) / (${up} x ${rateText(upRateBits)})`;
}

function rateText(bits: number): string {
  return DataRate.bitsPerSecond(bits).toString();
}

function powerText(watts: number): string {
  return Power.watts(watts).toString();
}
