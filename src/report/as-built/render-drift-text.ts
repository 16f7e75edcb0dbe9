import { oneLine } from '../../errors/visible-text';
import { counted } from '../in-figures';
import { asBuiltData } from './as-built-json';
import { renderAsBuiltText } from './as-built-text';
import { assetSentence, renderAssetDriftText } from './asset-drift-text';
import { renderConfigDriftText } from './config-drift-text';
import { driftCount, type DriftReport } from './drift-report';
import { renderInventoryText } from './inventory-text';

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERSION = 1;

/** One line: how many differences there are. */
export function driftSummary(report: DriftReport): string {
  return `site ${oneLine(report.site)}: ${counted(report.files.length, 'source')}, ${counted(driftCount(report), 'difference')}\n`;
}

/** Writes drift as text: a summary, then each check. */
export function renderDriftText(report: DriftReport): string {
  const { fabrics, switches, inventory, assets } = report;
  const parts = [
    renderAsBuiltText(fabrics),
    renderConfigDriftText(switches),
    inventory === undefined ? '' : renderInventoryText(inventory),
    assets === undefined ? '' : renderAssetDriftText(assets),
  ];
  return [driftSummary(report), ...parts.filter((text) => text !== '')].join('\n');
}

/** Writes drift as JSON, by `docs/schemas/drift.schema.json`: as `renderAsBuiltJson`, with the files and the list of assets. */
export function renderDriftJson(report: DriftReport): string {
  const { site, files, fabrics, switches, inventory, assets } = report;
  const listed = assets?.findings.map((finding) => ({ ...finding, text: assetSentence(finding) }));
  const differences = driftCount(report);
  const data = {
    version: VERSION,
    site,
    isAsPlanned: differences === 0,
    differences,
    files,
    ...asBuiltData(fabrics, switches, inventory),
    ...(assets !== undefined && { assets: { ...assets, findings: listed } }),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
