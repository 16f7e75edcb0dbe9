import type { Rule } from '../rule';
import { feedLossRules } from './feed-loss-rules';
import { rackPowerRules } from './rack-power-rules';
import { zoneLoadRules } from './zone-load-rules';
import { zoneMarginRules } from './zone-margin-rules';

/** Rules about feeds, zones and racks as consumers of power. */
export const powerPack: readonly Rule[] = [...zoneLoadRules, ...zoneMarginRules, ...feedLossRules, ...rackPowerRules];
