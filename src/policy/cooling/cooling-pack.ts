import type { Rule } from '../rule';
import { efficiencyRules } from './efficiency-rules';
import { flowRules } from './flow-rules';
import { heatRules } from './heat-rules';
import { lossRules } from './loss-rules';
import { temperatureRules } from './temperature-rules';

/** Rules about heat, from the racks to the outside. */
export const coolingPack: readonly Rule[] = [
  ...heatRules,
  ...flowRules,
  ...lossRules,
  ...temperatureRules,
  ...efficiencyRules,
];
