import type { Rule } from '../rule';
import { awsStorageRules } from './storage-rules';
import { capacityRules } from './capacity-rules';
import { clusterRules } from './cluster-rules';
import { hardeningRules } from './hardening-rules';
import { lineRules } from './line-rules';
import { networkRules } from './network-rules';
import { poolRules } from './pool-rules';
import { quotaRules } from './quota-rules';

/** Rules about what a site has in AWS; none of them speaks of a site without. */
export const awsPack: readonly Rule[] = [
  ...capacityRules,
  ...poolRules,
  ...networkRules,
  ...clusterRules,
  ...quotaRules,
  ...awsStorageRules,
  ...lineRules,
  ...hardeningRules,
];
