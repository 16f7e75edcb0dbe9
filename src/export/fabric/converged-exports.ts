import type { ConvergedInSite, ConvergedPlan, CoreCage, CorePortMap, WireRow } from '../../model/core-pair';
import type { SitePlan } from '../../model/site-plan';
import { networkLinks, type NetworkPlan } from '../../model/site-links';
import { machineCsv } from '../../report/csv';
import { dotText } from '../machine-text';
import { portRanges } from '../switches/nvue';
import { renderUfmCables } from './ufm';
import { addTo } from '../../units/present';

/** Files of a pair of cores by their path below `exports/`: the wire map, for each core its breakouts, and what tools check the cabling by. */
export function convergedExports(
  pair: ConvergedInSite,
  site: Pick<SitePlan, 'placement'>,
): (readonly [string, string])[] {
  const { plan } = pair;
  const folder = `converged/${plan.name}`;
  return [
    [`${folder}/wire-map.csv`, renderWireMapCsv(plan)],
    ...plan.cores.map((core) => [`${folder}/nvue/${core.name}.txt`, renderNvueBreakouts(core)] as const),
    [`ptm/${plan.name}/topology.dot`, renderPtmTopology(pair)],
    [`ufm/${plan.name}/point-to-point.csv`, renderUfmCables(pair, site)],
  ];
}

/**
 * Commands of NVUE that break the cages of a core out, and switch off those that go dark; they change nothing else of the switch.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/System-Configuration/NVIDIA-User-Experience-NVUE/
 */
function renderNvueBreakouts({ cages }: CorePortMap): string {
  const alike = new Map<string, string[]>();
  for (const cage of cages) {
    const mode = modeOf(cage);
    if (mode !== undefined) addTo(alike, mode, cage.port);
  }
  return [...alike]
    .flatMap(([mode, ports]) => portRanges(ports).map((range) => `nv set interface ${range} link breakout ${mode}\n`))
    .join('');
}

/** Cages that stay whole need no command. */
function modeOf({ use, breakout }: CoreCage): string | undefined {
  if (use === 'disabled') return 'disabled';
  if (breakout === undefined || breakout.portsPerCage === 1) return undefined;
  return `${breakout.portsPerCage}x lanes-per-port ${breakout.lanesPerPort}`;
}

const HEADER = [
  'kind',
  'a_device',
  'a_port',
  'a_side',
  'a_speed',
  'b_device',
  'b_port',
  'b_side',
  'b_speed',
  'breakout',
];

const GIGA = 1_000_000_000;

const MEGA = 1_000_000;

/**
 * Wire map of a converged pair, a row a cable or unused port. `side` is the connector of a core's cage, 1 or 2. Where a device stands first, `breakout`
 * tells the split of the connector; where a core stands first, its speed does (`400G -> 4x 100G`), and the other end's speed and side stay empty.
 */
export function renderWireMapCsv({ rows }: ConvergedPlan): string {
  return machineCsv([HEADER, ...rows.map(cells)]);
}

function cells(row: WireRow): string[] {
  const { kind, aDevice, aPort, aSide, aRateBits, bDevice = '', bPort = '', bSide, bRateBits, split } = row;
  if (aSide !== undefined) {
    const whole = aRateBits === undefined ? 'NA' : speed(aRateBits);
    const text = split === undefined ? whole : `${speed(split.fromRateBits)} -> ${split.into}x ${whole}`;
    return [kind, aDevice, aPort, `${aSide}`, text, bDevice, bPort, '', '', ''];
  }
  const [a, b] = [aRateBits, bRateBits].map((bits) => (bits === undefined ? '' : speed(bits)));
  const breakout =
    split === undefined ? '' : `${speed(split.fromRateBits)}->${split.into}x${speed(split.fromRateBits / split.into)}`;
  return [kind, aDevice, aPort, '', a ?? '', bDevice, bPort, `${bSide ?? ''}`, b ?? '', breakout];
}

function speed(bits: number): string {
  return bits >= GIGA ? `${bits / GIGA}G` : `${bits / MEGA}M`;
}

/**
 * Writes an Ethernet fabric, or a pair of cores, as the `topology.dot` with which Cumulus Linux checks its cabling by LLDP; Graphviz draws it too.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Prescriptive-Topology-Manager-PTM/
 */
export function renderPtmTopology(plan: NetworkPlan): string {
  const { name, links } = networkLinks(plan);
  const lines = [`graph ${dotText(name)} {`, '  LLDP=""'];
  for (const { a, b } of links()) {
    lines.push(`  ${dotText(a.device)}:${dotText(a.port)} -- ${dotText(b.device)}:${dotText(b.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}
