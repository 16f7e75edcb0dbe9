import type { Change, LimitChange, SiteChanges } from '../../design/changes/compare-sites';
import type { LimitLevel } from '../../design/limits/limits-plan';
import type { Move, SiteMoves } from '../../design/site/renames';
import type { Finding } from '../../policy/engine/rule';
import { count, counted } from '../in-figures';
import { markdownTable, markdownText } from '../markup';
import { findingFacts } from '../policy/policy-text';
import { amountText } from '../limits/limits-text';

/** Names that a list shows before it says how many more there are. */
const LISTED = 20;

const TOTALS = {
  systems: 'systems',
  gpus: 'GPUs',
  systemsInService: 'systems in service',
  gpusInService: 'GPUs in service',
  racks: 'rack positions',
  racksUsed: 'racks used',
  switches: 'switches',
  cables: 'cables',
  loadWatts: 'load',
} as const;

const MOVED: Readonly<Record<keyof SiteMoves, string>> = {
  places: 'Devices that move or go',
  cables: 'Cables that move or go',
  addresses: 'Addresses that change or go',
  asNumbers: 'AS numbers that change or go',
  partitions: 'Partitions that change or go',
};

/** Findings that a change brings and takes away. */
export interface FindingChanges {
  readonly come: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** What a change does to a site, as Markdown for a review. */
export function renderSiteChangesMarkdown(changes: SiteChanges, findings: FindingChanges): string {
  const { site, totals, limits, loads, devicesAdded, devicesRemoved, cables, moves, bill } = changes;
  const shown = totals.filter(({ before, after }) => before !== after);
  const blocks = [
    `# Changes of site ${markdownText(site)}`,
    ...(shown.length === 0
      ? ['The totals stay as they are.']
      : [
          changeTable(
            'total',
            shown.map((total) => ({ ...total, name: TOTALS[total.name] })),
          ),
        ]),
    ...section('What runs out first', limitTable(limits)),
    ...section('Loads', loads.length === 0 ? undefined : changeTable('where', loads)),
    ...section('Devices added', names(devicesAdded)),
    ...section('Devices taken out', names(devicesRemoved)),
    ...section(
      'Cables',
      cables.length === 0
        ? undefined
        : markdownTable(
            ['fabric', 'added', 'taken out', 'moved'],
            cables.map(({ fabric, added, removed, moved }) => [fabric, count(added), count(removed), count(moved)]),
          ),
    ),
    ...(Object.keys(MOVED) as (keyof SiteMoves)[]).flatMap((kind) => section(MOVED[kind], moveTable(moves[kind]))),
    ...section('BOM', bill.length === 0 ? undefined : changeTable('line', bill)),
    ...section('Findings that come', findingList(findings.come)),
    ...section('Findings that go', findingList(findings.gone)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, body: string | undefined): string[] {
  return body === undefined ? [] : [`## ${title}`, body];
}

function changeTable(head: string, rows: readonly Change[]): string {
  return markdownTable(
    [head, 'before', 'after', 'change'],
    rows.map(({ name, before, after, unit }) => [
      name,
      amount(before, unit),
      amount(after, unit),
      signed(after - before, unit),
    ]),
  );
}

/** Levels that change; the first to run out is always there. */
function limitTable(limits: readonly LimitChange[]): string | undefined {
  const rows = limits.filter((limit, index) => index === 0 || hasChanged(limit));
  if (rows.length === 0) return undefined;
  return markdownTable(
    ['what runs out', 'used before', 'used after', 'of', 'more systems before', 'more systems after'],
    rows.map(({ domain, level, before, after }) => [
      `${domain}: ${level}`,
      usedOf(before),
      usedOf(after),
      capacityOf(after ?? before),
      moreOf(before),
      moreOf(after),
    ]),
  );
}

function hasChanged({ before, after }: LimitChange): boolean {
  const key = (level: LimitLevel | undefined): string =>
    JSON.stringify([level?.moreSystems, level?.rows.map(({ used, capacity }) => [used, capacity])]);
  return key(before) !== key(after);
}

function usedOf(level: LimitLevel | undefined): string {
  const [row] = level?.rows ?? [];
  return row === undefined ? '-' : amountText(row.used, row.unit);
}

function capacityOf(level: LimitLevel | undefined): string {
  const [row] = level?.rows ?? [];
  return row === undefined ? '-' : amountText(row.capacity, row.unit);
}

function moreOf(level: LimitLevel | undefined): string {
  return level?.moreSystems === undefined ? '-' : count(level.moreSystems);
}

function names(list: readonly string[]): string | undefined {
  if (list.length === 0) return undefined;
  const more = list.length > LISTED ? ` and ${count(list.length - LISTED)} more` : '';
  return `${counted(list.length, 'device')}: ${markdownText(list.slice(0, LISTED).join(', '))}${more}.`;
}

function moveTable(list: readonly Move[]): string | undefined {
  if (list.length === 0) return undefined;
  const table = markdownTable(
    ['what', 'before', 'after'],
    list.slice(0, LISTED).map(({ name, before, after = 'gone' }) => [name, before, after]),
  );
  return list.length > LISTED ? `${table}\n\nand ${count(list.length - LISTED)} more.` : table;
}

function findingList(findings: readonly Finding[]): string | undefined {
  if (findings.length === 0) return undefined;
  return findings
    .map(
      (finding) =>
        `- ${finding.outcome === 'indeterminate' ? '' : `${finding.severity} `}\`${finding.ruleId}\`: ${markdownText(`${finding.object}: ${findingFacts(finding)}`)}`,
    )
    .join('\n');
}

function amount(number: number, unit: string): string {
  return unit === 'W' ? amountText(number, unit) : count(number);
}

function signed(difference: number, unit: string): string {
  return `${difference < 0 ? '-' : '+'}${amount(Math.abs(difference), unit)}`;
}
