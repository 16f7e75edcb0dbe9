import type { Rule } from '../engine/rule';
import { envelopeRackRules } from './envelope-rack-rules';
import { envelopeRules } from './envelope-rules';

/** Rules about power envelopes that racks share. */
export const dsxPack: readonly Rule[] = [...envelopeRules, ...envelopeRackRules];
