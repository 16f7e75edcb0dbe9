import { type AsBuiltReport, isAsPlanned } from '../../design/as-built/as-built-report';
import { type ConfigReport, isConfiguredAsPlanned } from '../../design/as-built/compare-config';
import type { InventoryReport } from '../../design/as-built/inventory';
import { driftSentence, findingSentence, inventorySentence } from './as-built-text';

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERSION = 1;

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
  const data = { version: VERSION, isAsPlanned: isGood, ...asBuiltData(reports, configs, inventory) };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** The parts of a report as data, each finding with its sentence. */
export function asBuiltData(
  reports: readonly AsBuiltReport[],
  configs: readonly ConfigReport[],
  inventory: InventoryReport | undefined,
): Readonly<Record<string, unknown>> {
  const fabrics = reports.map(({ findings, ...report }) => ({
    ...report,
    findings: findings.map((finding) => ({ ...finding, text: findingSentence(finding) })),
  }));
  const switches = configs.map(({ drift, ...report }) => ({
    ...report,
    drift: drift.map((each) => ({ ...each, text: driftSentence(each) })),
  }));
  if (inventory === undefined) return { fabrics, switches };
  const findings = inventory.findings.map((finding) => ({ ...finding, text: inventorySentence(finding) }));
  return { fabrics, switches, inventory: { ...inventory, findings } };
}
