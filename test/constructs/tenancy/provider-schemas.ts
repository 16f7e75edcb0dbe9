import type { ProviderSchema } from 'cdktf-ai-factory/testing';
import schemas from './schemas-of-providers.json';

/** What `terraform providers schema -json` prints of Mastercard/restapi 2.0.1, as far as it is used. */
export const RESTAPI_SCHEMA = schemas.restapi as unknown as ProviderSchema;

/** The same of hashicorp/helm 3.1.1. */
export const HELM_SCHEMA = schemas.helm as unknown as ProviderSchema;
