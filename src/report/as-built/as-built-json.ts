import type { ConfigReport } from '../../design/as-built/compare-config';
import { isAsPlanned, type AsBuiltReport } from '../../design/as-built/as-built-report';
import { findingSentence } from './as-built-text';
import { driftSentence } from './config-drift-text';

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERSION = 1;

/**
 * Writes what stands against what is planned as JSON: `version`, `isAsPlanned`, each fabric with its counts and findings, and each switch
 * whose configuration was read with its drift; every finding has its sentence as `text`.
 */
export function renderAsBuiltJson(reports: readonly AsBuiltReport[], configs: readonly ConfigReport[] = []): string {
  const fabrics = reports.map(({ findings, ...report }) => ({
    ...report,
    findings: findings.map((finding) => ({ ...finding, text: findingSentence(finding) })),
  }));
  const switches = configs.map(({ drift, ...report }) => ({
    ...report,
    drift: drift.map((each) => ({ ...each, text: driftSentence(each) })),
  }));
  const isGood = reports.every(isAsPlanned) && configs.every(({ drift }) => drift.length === 0);
  return `${JSON.stringify({ version: VERSION, isAsPlanned: isGood, fabrics, switches }, undefined, 2)}\n`;
}
