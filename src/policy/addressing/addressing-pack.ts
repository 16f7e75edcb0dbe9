import type { Rule } from '../rule';
import { poolRules } from './pool-rules';
import { tenantRules } from './tenant-rules';

/** Rules about addresses, VLANs and partitions. */
export const addressingPack: readonly Rule[] = [...poolRules, ...tenantRules];
