import type { Rule } from '../rule';
import { aisleRules } from './aisle-rules';
import { floorRules } from './floor-rules';
import { hallRules } from './hall-rules';
import { placementRules } from './placement-rules';
import { rackRules } from './rack-rules';
import { reservationRules } from './reservation-rules';
import { roomRules } from './room-rules';
import { rowRules } from './row-rules';

/** Rules about places, units, weights, floors, aisles, and who takes a row. */
export const spacePack: readonly Rule[] = [
  ...placementRules,
  ...rackRules,
  ...hallRules,
  ...floorRules,
  ...roomRules,
  ...aisleRules,
  ...rowRules,
  ...reservationRules,
];
