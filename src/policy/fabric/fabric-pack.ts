import type { Rule } from '../rule';
import { capacityRules } from './capacity-rules';
import { endpointRules } from './endpoint-rules';
import { ratioRules } from './ratio-rules';
import { resilienceRules } from './resilience-rules';
import { subnetManagerRules } from './subnet-manager-rules';
import { topologyRules } from './topology-rules';

/** Rules about the networks between systems. */
export const fabricPack: readonly Rule[] = [
  ...topologyRules,
  ...endpointRules,
  ...capacityRules,
  ...ratioRules,
  ...resilienceRules,
  ...subnetManagerRules,
];
