import type { Rule } from '../rule';
import { demandRules } from './demand-rules';
import { storageLevelRules } from './storage-level-rules';
import { storageNetworkRules } from './storage-network-rules';

/** Rules about storage tiers and their network. */
export const storagePack: readonly Rule[] = [...demandRules, ...storageNetworkRules, ...storageLevelRules];
