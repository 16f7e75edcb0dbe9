import type { Rule } from '../rule';
import { givenLimitRules } from './given-limit-rules';
import { krRules } from './kr-rules';
import { statedPowerRules } from './stated-power-rules';

/** Rules about the point of supply: what the site states against what it draws, and Korea's rules where the site names them. */
export const supplyPack: readonly Rule[] = [...statedPowerRules, ...givenLimitRules, ...krRules];
