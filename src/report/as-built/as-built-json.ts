import { isAsPlanned, type AsBuiltReport } from '../../design/as-built/as-built-report';
import { findingSentence } from './as-built-text';

/** Version of the format; it rises when a member changes its meaning or goes. */
const VERSION = 1;

/** Writes what stands against what is planned as JSON: `version`, `isAsPlanned`, and each fabric with its counts and findings, each with its sentence as `text`. */
export function renderAsBuiltJson(reports: readonly AsBuiltReport[]): string {
  const fabrics = reports.map(({ findings, ...report }) => ({
    ...report,
    findings: findings.map((finding) => ({ ...finding, text: findingSentence(finding) })),
  }));
  return `${JSON.stringify({ version: VERSION, isAsPlanned: reports.every(isAsPlanned), fabrics }, undefined, 2)}\n`;
}
