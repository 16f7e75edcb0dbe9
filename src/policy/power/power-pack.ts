import type { Rule } from '../rule';
import { chainLoadRules } from './chain-load-rules';
import { chainWiringRules } from './chain-wiring-rules';
import { feedLossRules } from './feed-loss-rules';
import { figureRules } from './figure-rules';
import { oversubscriptionRules } from './oversubscription-rules';
import { rackFeedRules } from './rack-feed-rules';
import { rackPowerRules } from './rack-power-rules';
import { shelfRules } from './shelf-rules';
import { zoneLoadRules } from './zone-load-rules';
import { zoneMarginRules } from './zone-margin-rules';

/** Rules about feeds, zones and racks as consumers of power. */
export const powerPack: readonly Rule[] = [
  ...zoneLoadRules,
  ...zoneMarginRules,
  ...feedLossRules,
  ...rackPowerRules,
  ...rackFeedRules,
  ...shelfRules,
  ...figureRules,
  ...oversubscriptionRules,
  ...chainLoadRules,
  ...chainWiringRules,
];
