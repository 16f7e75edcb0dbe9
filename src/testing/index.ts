export { policyReportOf, synthesized } from './synthesized';
