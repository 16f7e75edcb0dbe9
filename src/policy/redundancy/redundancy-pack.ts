import type { Rule } from '../rule';
import { groupRules } from './group-rules';
import { lossRules } from './loss-rules';
import { maintenanceRules } from './maintenance-rules';

/** Rules about what the power chain survives: the loss of each node, of several, and maintenance. */
export const redundancyPack: readonly Rule[] = [...groupRules, ...lossRules, ...maintenanceRules];
