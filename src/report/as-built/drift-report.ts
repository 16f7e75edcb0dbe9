import type { DiscoveredKind } from '../../design/as-built/parse-discovered';
import { type AsBuiltFinding, type AsBuiltReport, isAsPlanned } from '../../design/as-built/as-built-report';
import type { AssetReport } from '../../design/as-built/compare-assets';
import { type ConfigReport, isConfiguredAsPlanned, isSilent } from '../../design/as-built/compare-config';
import type { FirmwareReport } from '../../design/as-built/compare-firmware';
import type { InventoryReport } from '../../design/as-built/inventory';
import { oneLine } from '../../errors/design-error';
import { counted } from '../in-figures';
import {
  assetSentence,
  driftSentence,
  findingSentence,
  firmwareSentence,
  inventorySentence,
  renderAsBuiltText,
  renderAssetDriftText,
  renderConfigDriftText,
  renderFirmwareText,
  renderInventoryText,
} from './as-built-text';

/** A file that was compared. */
export interface DiscoveredFile {
  /** As it was named. */
  readonly file: string;
  readonly kind: DiscoveredKind;
  /** Switch whose configuration it is. */
  readonly device?: string;
}

/** All that stands against all that is planned. */
export interface DriftReport {
  readonly site: string;
  /** Construct path of the site. */
  readonly path: string;
  /** The plan's file, as it was named. */
  readonly plan: string;
  /** In the order of their names. */
  readonly files: readonly DiscoveredFile[];
  readonly fabrics: readonly AsBuiltReport[];
  readonly switches: readonly ConfigReport[];
  /** Absent: no file of NetBox was given. */
  readonly inventory?: InventoryReport;
  /** Absent: no list of assets was given. */
  readonly assets?: AssetReport;
  /** Absent: no baseline of firmware was given. */
  readonly firmware?: FirmwareReport;
}

/** Findings of a report, all checks together. */
export function driftCount({ fabrics, switches, inventory, assets, firmware }: DriftReport): number {
  const found = fabrics.reduce((sum, report) => sum + report.findings.length, 0);
  // A file that names no planned port is one thing that is not as planned: nothing is known of the switch.
  const told = switches.reduce((sum, { drift, ...report }) => sum + (drift.length || Number(isSilent(report))), 0);
  const listed = [inventory, assets, firmware].reduce((sum, report) => sum + (report?.findings.length ?? 0), 0);
  return found + told + listed;
}

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERSION = 1;

/** One line: how many differences there are. */
export function driftSummary(report: DriftReport): string {
  return `site ${oneLine(report.site)}: ${counted(report.files.length, 'source')}, ${counted(driftCount(report), 'difference')}\n`;
}

/** Writes drift as text: a summary, then each check. */
export function renderDriftText(report: DriftReport): string {
  const { fabrics, switches, inventory, assets, firmware } = report;
  const parts = [
    renderAsBuiltText(fabrics),
    renderConfigDriftText(switches),
    inventory === undefined ? '' : renderInventoryText(inventory),
    assets === undefined ? '' : renderAssetDriftText(assets),
    firmware === undefined ? '' : renderFirmwareText(firmware),
  ];
  return [driftSummary(report), ...parts.filter((text) => text !== '')].join('\n');
}

/** Writes drift as JSON, by `docs/schemas/drift.schema.json`: as `renderAsBuiltJson`, with the files and the list of assets. */
export function renderDriftJson(report: DriftReport): string {
  const { site, files, fabrics, switches, inventory, assets, firmware } = report;
  const listed = assets?.findings.map((finding) => ({ ...finding, text: assetSentence(finding) }));
  const versions = firmware?.findings.map((finding) => ({ ...finding, text: firmwareSentence(finding) }));
  const differences = driftCount(report);
  const data = {
    version: VERSION,
    site,
    isAsPlanned: differences === 0,
    differences,
    files,
    ...asBuiltData(fabrics, switches, inventory),
    ...(assets !== undefined && { assets: { ...assets, findings: listed } }),
    ...(firmware !== undefined && { firmware: { ...firmware, findings: versions } }),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERIFY_VERSION = 1;

/**
 * Writes the differences between actual and planned as JSON: `version`, `isAsPlanned`, each fabric with its counts and findings, each switch whose configuration was read
 * with its drift, and the inventory where one was read; every finding has its sentence as `text`. By `docs/schemas/verify.schema.json`.
 */
export function renderAsBuiltJson(
  reports: readonly AsBuiltReport[],
  configs: readonly ConfigReport[] = [],
  inventory?: InventoryReport,
): string {
  const isGood =
    reports.every(isAsPlanned) && configs.every(isConfiguredAsPlanned) && (inventory?.findings ?? []).length === 0;
  const data = { version: VERIFY_VERSION, isAsPlanned: isGood, ...asBuiltData(reports, configs, inventory) };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** A finding with its sentence, and each of its cables with its own. */
function findingData({ cables, ...finding }: AsBuiltFinding): object {
  const text = findingSentence({ ...finding, ...(cables !== undefined && { cables }) });
  return { ...finding, ...(cables !== undefined && { cables: cables.map(findingData) }), text };
}

/** The parts of a report as data, each finding with its sentence. */
export function asBuiltData(
  reports: readonly AsBuiltReport[],
  configs: readonly ConfigReport[],
  inventory: InventoryReport | undefined,
): Readonly<Record<string, unknown>> {
  const fabrics = reports.map(({ findings, ...report }) => ({
    ...report,
    findings: findings.map(findingData),
  }));
  const switches = configs.map(({ drift, ...report }) => ({
    ...report,
    drift: drift.map((each) => ({ ...each, text: driftSentence(each) })),
  }));
  if (inventory === undefined) return { fabrics, switches };
  const findings = inventory.findings.map((finding) => ({ ...finding, text: inventorySentence(finding) }));
  return { fabrics, switches, inventory: { ...inventory, findings } };
}
