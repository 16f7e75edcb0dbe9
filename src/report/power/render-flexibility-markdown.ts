import {
  cappedGain,
  oversubscription,
  type Oversubscription,
  zoneCapacityWatts,
} from '../../design/power/flexibility/capped-gain';
import { shedOrder } from '../../design/power/flexibility/shed';
import { isFallback } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { plainDecimals } from '../in-figures';
import { markdownTable, markdownText } from '../markup';

/**
 * What a site promises and what it can give up, as Markdown: zones by nameplate, figure and expected peak against what they carry; what the cap of each cluster
 * gives; the order in which racks are shed. Empty for a site that states none of it.
 */
export function renderFlexibilityMarkdown(plan: SitePlan): string {
  const { devices, power } = plan;
  const hasAny = devices.some(
    ({ expectedPeak, shedPriority, figures }) =>
      expectedPeak !== undefined || shedPriority !== undefined || figures?.capped !== undefined,
  );
  if (!hasAny && power.basis === 'nameplate') return '';
  const parts = [
    `# Power of ${markdownText(plan.name)}: what is promised and what can be given up`,
    basisText(plan),
    zonesText(plan),
  ];
  const caps = capRows(plan);
  if (caps.length > 0) {
    parts.push(
      '## What the caps give',
      'Whole systems of one model under what the zone carries, were it for them alone.',
      markdownTable(
        ['zone', 'model', 'nameplate', 'cap', 'systems', 'with the cap', 'GPUs more', 'GPUs more a MW'],
        caps,
      ),
    );
  }
  const { steps, uncounted } = shedOrder(plan, 'off');
  if (steps.length > 0) {
    parts.push(
      '## Order of shedding',
      'Racks whose systems are shut down one after the other; fans and cooling that draw less as well are not counted.',
      markdownTable(
        ['step', 'priority', 'rack', 'systems', 'GPUs', 'less', 'less in all', 'share of the site'],
        steps.map(({ order, priority, rack, devices: shedDevices, gpus, watts, totalWatts }) => [
          String(order),
          String(priority),
          rack,
          String(shedDevices.length),
          String(gpus),
          inWords(watts),
          inWords(totalWatts),
          percent(totalWatts / power.loadWatts),
        ]),
      ),
    );
    if (uncounted.length > 0)
      parts.push(`Not counted for want of their figure: ${markdownText(uncounted.join(', '))}.`);
  }
  return `${parts.join('\n\n')}\n`;
}

function basisText({ devices, placement, power }: SitePlan): string {
  const placed = devices.filter(({ kind, name }) => kind !== 'panel' && placement.positions.has(name));
  const fallbacks = placed.filter((device) => isFallback(device, power.basis)).length;
  const rest =
    fallbacks === 0 ? '' : `; ${fallbacks} of ${placed.length} devices lack that figure and count with their nameplate`;
  return `Loads are calculated by the figure '${power.basis}'${rest}.`;
}

function zonesText(plan: SitePlan): string {
  const rows = oversubscription(plan);
  const loads = new Map(plan.power.zones.map(({ name, loadWatts }) => [name, loadWatts]));
  const table = markdownTable(
    ['zone', 'carries', 'nameplate', 'nameplate / carries', plan.power.basis, 'expected peak', 'expected / carries'],
    rows.map(({ zone, capacityWatts, nameplateWatts, ratio, expectedWatts }) => [
      zone,
      inWords(capacityWatts),
      inWords(nameplateWatts),
      plainDecimals(ratio, 3),
      inWords(loads.get(zone) ?? 0),
      inWords(expectedWatts),
      plainDecimals(expectedWatts / capacityWatts, 3),
    ]),
  );
  const sources = sourcesOf(rows);
  const list = sources.map((line) => `- ${markdownText(line)}`).join('\n');
  const head = '## What zones carry and what they are promised';
  return sources.length === 0 ? `${head}\n\n${table}` : `${head}\n\n${table}\n\nExpected peaks rest on:\n\n${list}`;
}

function sourcesOf(rows: readonly Oversubscription[]): readonly string[] {
  const lines = rows.flatMap(({ parts }) =>
    parts.flatMap(({ peak }) => (peak === undefined ? [] : [`${percent(peak.share)}: ${peak.source}`])),
  );
  return [...new Set(lines)].sort();
}

function capRows({ clusters, devices, placement, power }: SitePlan): string[][] {
  const gpusOf = new Map(
    clusters.flatMap(({ hosts, gpusPerHost }) => hosts.map((host) => [host, gpusPerHost] as const)),
  );
  const zoneOf = new Map(placement.racks.map(({ name, zone }) => [name, zone]));
  const rows = new Map<string, string[]>();
  for (const { name, model, maxWatts, figures } of devices) {
    const zone = power.zones.find((one) => one.name === zoneOf.get(placement.positions.get(name)?.rack ?? ''));
    const capped = figures?.capped;
    const gpusPerSystem = gpusOf.get(name);
    if (zone === undefined || capped === undefined || gpusPerSystem === undefined) continue;
    const key = JSON.stringify([zone.name, model, maxWatts, capped]);
    if (rows.has(key)) continue;
    const gain = cappedGain({
      limitWatts: zoneCapacityWatts(zone),
      systemWatts: maxWatts,
      cappedWatts: capped,
      gpusPerSystem,
    });
    rows.set(key, [
      zone.name,
      model,
      inWords(maxWatts),
      inWords(capped),
      String(gain.systems),
      String(gain.cappedSystems),
      String(gain.gpusGained),
      plainDecimals(gain.gpusGainedPerMegawatt, 1),
    ]);
  }
  return [...rows.values()];
}

function inWords(watts: number): string {
  return Power.watts(Math.round(watts)).toString();
}

function percent(share: number): string {
  return `${plainDecimals(share * 100, 1)} %`;
}
