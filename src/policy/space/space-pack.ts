import type { Rule } from '../rule';
import { hallRules } from './hall-rules';
import { placementRules } from './placement-rules';
import { rackRules } from './rack-rules';

/** Rules about places, units and weights. */
export const spacePack: readonly Rule[] = [...placementRules, ...rackRules, ...hallRules];
