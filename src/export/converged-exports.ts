import type { ConvergedInSite, CoreCage, CorePortMap } from '../model/core-pair';
import { portRanges } from './port-ranges';
import { renderWireMapCsv } from './wire-map-csv';

/** Files of a pair of cores by their path below `exports/`: the wire map, and for each core its breakouts. */
export function convergedExports({ plan }: Pick<ConvergedInSite, 'plan'>): (readonly [string, string])[] {
  const folder = `converged/${plan.name}`;
  return [
    [`${folder}/wire-map.csv`, renderWireMapCsv(plan)],
    ...plan.cores.map((core) => [`${folder}/nvue/${core.name}.txt`, renderNvueBreakouts(core)] as const),
  ];
}

/**
 * Commands of NVUE that break the cages of a core out, and switch off those that go dark; they change nothing else of the switch.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/System-Configuration/NVIDIA-User-Experience-NVUE/
 */
export function renderNvueBreakouts({ cages }: CorePortMap): string {
  const alike = new Map<string, string[]>();
  for (const cage of cages) {
    const mode = modeOf(cage);
    if (mode !== undefined) alike.set(mode, [...(alike.get(mode) ?? []), cage.port]);
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
