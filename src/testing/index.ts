export { policyReportOf, synthesized } from './synthesized';
export { netboxSchema } from './netbox-schema';
export { providerProblems } from './provider-problems';
export type { ProviderSchema, SchemaAttribute, SchemaBlock, SchemaNestedBlock, SchemaType } from './provider-problems';
