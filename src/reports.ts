/**
 * Texts for people of what engines and operations plan.
 */
export type { Label, LabelKind, LabelOptions, LabelPlan } from './design/labels/labels';
export { renderWireMapCsv } from './export/fabric/converged-exports';
export { renderAsBuiltJson } from './report/as-built/drift-report';
export { renderAsBuiltText, renderInventoryText } from './report/as-built/as-built-text';
export { renderDriftJson, renderDriftText } from './report/as-built/drift-report';
export { renderDriftSarif } from './report/as-built/render-drift-sarif';
export { renderCommissioningText } from './report/commissioning/render-unit-report';
export { renderHandOverPage } from './report/commissioning/render-unit-report';
export { labelLines, labelSheets, type SheetGeometry } from './report/labels/label-sheets';
export { planLabels } from './report/labels/label-sheets';
export { renderOrdersCsv } from './report/orders/orders-csv';
export { renderOrdersXlsx } from './report/orders/render-orders-xlsx';
export {
  filesOfPortfolio,
  problemsOfPortfolio,
  quartersCsv,
  renderPortfolioSvg,
} from './report/portfolio/portfolio-files';
export { portfolioText } from './report/portfolio/portfolio-files';
export { renderFlexibilityMarkdown } from './report/power/render-flexibility-markdown';
export { renderRackFeedsCsv } from './report/power/power-csv';
export { renderWavesCsv, renderWavesText } from './report/work-order/waves-text';
export { renderWorkOrderCsv } from './report/work-order/work-order-markdown';
export { renderWorkOrderMarkdown } from './report/work-order/work-order-markdown';
export { renderImpactText } from './report/shift/shift-text';
