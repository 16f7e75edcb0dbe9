import type { Rule } from '../rule';
import { checkpointRules } from './checkpoint-rules';
import { demandRules } from './demand-rules';
import { fabricLimitRules } from './fabric-limit-rules';
import { storageLevelRules } from './storage-level-rules';
import { storageLossRules } from './storage-loss-rules';
import { storageNetworkRules } from './storage-network-rules';

/** Rules about storage tiers and their network. */
export const storagePack: readonly Rule[] = [
  ...demandRules,
  ...checkpointRules,
  ...storageNetworkRules,
  ...fabricLimitRules,
  ...storageLossRules,
  ...storageLevelRules,
];
